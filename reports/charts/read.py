"""charts.yaml → `Specs`, checked against the facts: nothing stands on one axis that cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.charts.models import DEMANDS, ChartsFile, Demand, Item, Spec
from reports.diagnostics import Findings, Place, Problems, nearest
from reports.facts import AIMS, Fact, Facts, difference, lacking, wrong_in
from reports.facts.models import Texts
from reports.files.yaml import Location, YamlFile, check_model, read_yaml

WHOLE = 100  # percent


@dataclass(frozen=True, slots=True)
class Specs:
    """The charts of a workspace by id, and where each stands in charts.yaml."""

    charts: Mapping[str, Spec]
    places: Mapping[str, Place]


def read_charts(path: Path, shown: str, facts: Facts) -> Specs:
    """The chart specs at `path`, called `shown` in complaints. Raises Problems with all that is wrong in them."""
    findings = Findings()
    yaml = read_yaml(path, shown, findings)
    file = check_model(ChartsFile, yaml, findings, {"languages": facts.languages}) if yaml else None
    if yaml is None or file is None:
        raise Problems(findings)
    for id_, spec in file.charts.items():
        _SpecChecker(spec, ("charts", id_), facts, yaml, findings).run()
    findings.check()
    places = {id_: yaml.place(("charts", id_)) for id_ in file.charts}
    return Specs(dict(file.charts), places)


class _SpecChecker:
    """Goes through one spec and gathers what is wrong with it."""

    def __init__(self, spec: Spec, at: Location, facts: Facts, yaml: YamlFile, findings: Findings) -> None:
        self.spec, self.at, self.facts, self.yaml, self.findings = spec, at, facts, yaml, findings
        self.demand: Demand = DEMANDS[spec.kind]

    def error(self, location: Location, message: str, hint: str | None = None) -> None:
        self.findings.error(message, self.yaml.place((*self.at, *location)), hint=hint)

    def run(self) -> None:
        spec, demand = self.spec, self.demand
        if not demand.fewest <= len(spec.facts) <= demand.most:
            message = f"a chart of the kind {spec.kind} shows {demand.fewest} to {demand.most} facts"
            self.error(("facts",), message, f"{len(spec.facts)} are named here")
        for name in ("title", "subtitle", "rest", "compare_anyway"):
            self._texts(getattr(spec, name), (name,), None)
        drawn: list[tuple[Location, Fact]] = []
        seen: set[str] = set()
        for i, item in enumerate(spec.facts):
            at = ("facts", i)
            fact = self._fact(item, at)
            if fact and self._fits(fact, at):
                drawn.append((at, fact))
            if item.fact in seen:
                self.error((*at, "fact"), f'"{item.fact}" is shown twice')
            seen.add(item.fact)
        target = self._target()
        if demand.valued:
            self._one_axis([*drawn, *target])
        if demand.parts:
            self._percent(drawn, "a share shows parts of one whole")
            total = sum(fact.value for _, fact in drawn if fact.value is not None)
            if total > WHOLE:
                self.error(("facts",), f"the parts make {total} percent of the whole", "show them as bars")
        if spec.kind == "progress" and not spec.target:
            self._percent(drawn, "a progress without a target is a share of a plan")
        if spec.rest and not demand.parts:
            self.error(("rest",), f"a chart of the kind {spec.kind} has no rest", "only a share leaves a rest")

    def _fact(self, item: Item, at: Location) -> Fact | None:
        fact = self.facts.facts.get(item.fact)
        if fact is None:
            self.error(
                (*at, "fact"), f'no fact is called "{item.fact}"', nearest(item.fact, self.facts.facts, otherwise="")
            )
            return None
        self._texts(item.label, (*at, "label"), fact)
        return fact

    def _fits(self, fact: Fact, at: Location) -> bool:
        """Whether the kind can show the fact; says what it lacks if not."""
        demand = self.demand
        endless = fact.period is not None and fact.period.precision == "since"
        faults = {
            f'"{fact.id}" has no value that could be drawn': demand.valued and fact.value is None,
            f'"{fact.id}" is a rank, and a rank has no length': demand.valued and fact.unit == "rank",
            f'"{fact.id}" has no period': demand.dated and fact.period is None,
            f'"{fact.id}" has a period without an end': demand.ended and endless,
            f'"{fact.id}" is a {fact.status}, which is never drawn like a result': (
                not demand.aims and fact.status in AIMS
            ),
            f'"{fact.id}" is negative': not demand.negative and (fact.value or 0) < 0,
        }
        for fault in (fault for fault, holds in faults.items() if holds):
            self.error((*at, "fact"), fault, f"leave it out, or choose another kind than {self.spec.kind}")
        return not any(faults.values())

    def _target(self) -> list[tuple[Location, Fact]]:
        item, at = self.spec.target, ("target",)
        if item is None:
            return []
        if not self.demand.target:
            self.error(at, f"a chart of the kind {self.spec.kind} has no target")
            return []
        fact = self._fact(item, at)
        if fact is None:
            return []
        if fact.status not in AIMS:
            self.error((*at, "fact"), f'"{fact.id}" is {fact.status}, no target or plan', "show it among the facts")
        if fact.value is None or fact.value <= 0:
            self.error((*at, "fact"), f'"{fact.id}" has no value above zero')
            return []
        return [(at, fact)]

    def _one_axis(self, drawn: list[tuple[Location, Fact]]) -> None:
        """Each fact must be comparable with those before it, or the spec must say why they stand together."""
        accepted: list[Fact] = []
        for at, fact in drawn:
            found = next(((other, why) for other in accepted if (why := self._apart(other, fact))), None)
            if found is None:
                accepted.append(fact)
                continue
            other, (difference_, hint) = found
            one, two = self.facts.place_of(other.id), self.facts.place_of(fact.id)
            self.error(at, f'"{other.id}" ({one}) and "{fact.id}" ({two}) are not comparable: {difference_}', hint)

    def _apart(self, one: Fact, two: Fact) -> tuple[str, str] | None:
        """Why two facts may not stand on one axis, and what to do; None if they may."""
        if one.unit != two.unit:
            why = f'the unit of "{one.id}" is {one.unit}, that of "{two.id}" {two.unit}'
            return why, "what has different units has no common axis: make two charts"
        if self.spec.compare_anyway:
            return None
        if self.demand.dated:  # the axis itself tells the periods apart
            one, two = (fact.model_copy(update={"period": None}) for fact in (one, two))
        apart = difference(one, two)
        hint = "leave one out, or say for the reader why both are shown: compare_anyway: {vi: …, en: …}"
        return (apart, hint) if apart else None

    def _percent(self, drawn: list[tuple[Location, Fact]], why: str) -> None:
        for at, fact in drawn:
            if fact.unit != "percent":
                self.error(at, f'{why}: the unit of "{fact.id}" is {fact.unit}, not percent')

    def _texts(self, texts: Texts | None, at: Location, fact: Fact | None) -> None:
        for code, text in (texts or {}).items():
            for message, hint in wrong_in(text, self.facts.named, fact):
                self.error((*at, code), message, hint)
        for code, message, hint in lacking(texts or {}):
            self.error((*at, code), message, hint)
