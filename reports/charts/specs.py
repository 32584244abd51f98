"""charts.yaml → `Specs`, checked against the facts: facts that cannot be compared never share an axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from reports.charts.kind import ChartKind
from reports.charts.kinds import KINDS
from reports.diagnostics import Findings, Place, Problems, nearest
from reports.facts import AIMS, Fact, Facts, difference, wrong_texts
from reports.facts.checks import FactsFault
from reports.facts.models import FactsModel, Id, Texts
from reports.files.yaml import Location, check_model, read_yaml

FormatName = Literal["word", "powerpoint"]
ShownFact = tuple[Location, Fact]
"""A fact that the kind can show, and where the spec names it."""


def _kind(value: str) -> str:
    if value not in KINDS:
        hint = nearest(value, KINDS)
        raise PydanticCustomError("kind", 'no kind of chart is called "{value}"', {"value": value, "hint": hint})
    return value


KindName = Annotated[str, AfterValidator(_kind), WithJsonSchema({"type": "string", "enum": list(KINDS)})]


class Item(FactsModel):
    """A fact as a chart shows it. `label` replaces the fact's own; `emphasis` gives it the accent colour."""

    fact: Id
    label: Texts | None = None
    emphasis: bool = False


def _item(value: Any) -> Any:
    return {"fact": value} if isinstance(value, str) else value


AnItem = Annotated[Item, BeforeValidator(_item, json_schema_input_type=Item | str)]
Height = Annotated[float, Field(gt=0, le=1000)]


class Spec(FactsModel):
    """A chart: its kind, its facts and its words.

    `title` is the message, a short phrase with a verb; `subtitle` gives measure, place, period and unit. `rest` names
    what a share leaves of the whole. `height` is in millimetres; without it the chart is as high as it needs to be,
    or as high as its place on a slide.
    """

    kind: KindName
    facts: list[AnItem] = Field(min_length=1)
    target: AnItem | None = None
    title: Texts
    subtitle: Texts
    rest: Texts | None = None
    sort: Literal["value", "given"] | None = None
    height: dict[FormatName, Height] = Field(default_factory=dict)
    compare_anyway: Texts | None = None


class ChartsFile(FactsModel):
    """charts.yaml: the charts by id."""

    charts: dict[Id, Spec] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Specs:
    """The charts of a workspace by id, and the place of each in charts.yaml."""

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
        for location, message, hint in _SpecCheck(spec, KINDS[spec.kind], facts).faults():
            findings.error(message, yaml.place(("charts", id_, *location)), hint=hint)
    findings.check()
    return Specs(dict(file.charts), {id_: yaml.place(("charts", id_)) for id_ in file.charts})


@dataclass(frozen=True, slots=True)
class _SpecCheck:
    """The check of one spec."""

    spec: Spec
    kind: ChartKind
    facts: Facts

    def faults(self) -> Iterator[FactsFault]:
        spec, kind = self.spec, self.kind
        if not kind.fewest <= len(spec.facts) <= kind.most:
            message = f"a chart of the kind {spec.kind} shows {kind.fewest} to {kind.most} facts"
            yield ("facts",), message, f"{len(spec.facts)} are named here"
        for name in ("title", "subtitle", "rest", "compare_anyway"):
            yield from self._texts(getattr(spec, name), (name,))
        shown: list[ShownFact] = []
        for i, item in enumerate(spec.facts):
            at: Location = ("facts", i)
            fact = self.facts.facts.get(item.fact)
            unfit = list(self._unfit(fact)) if fact else []
            yield from self._item(item, at)
            yield from (((*at, "fact"), why, f"leave it out, or choose another kind than {spec.kind}") for why in unfit)
            if fact and not unfit:
                shown.append((at, fact))
            if item.fact in (other.fact for other in spec.facts[:i]):
                yield (*at, "fact"), f'"{item.fact}" is shown twice', None
        if spec.target:
            yield from self._target(spec.target)
        if kind.valued:
            yield from self._one_axis(shown)
        yield from self._shares(shown)
        if spec.rest and not kind.rest:
            yield ("rest",), f"a chart of the kind {spec.kind} has no rest", "only a share leaves a rest"

    def _item(self, item: Item, at: Location) -> Iterator[FactsFault]:
        fact = self.facts.facts.get(item.fact)
        if fact:
            yield from self._texts(item.label, (*at, "label"), fact)
        else:
            yield (*at, "fact"), f'no fact is called "{item.fact}"', nearest(item.fact, self.facts.facts, otherwise="")

    def _unfit(self, fact: Fact) -> Iterator[str]:
        """The reasons why this kind of chart cannot show the fact."""
        kind = self.kind
        reasons = {
            "has no value that could be drawn": kind.valued and fact.value is None,
            "is a rank, and a rank has no length": kind.valued and fact.unit == "rank",
            "has no period": kind.dated and fact.period is None,
            "has a period without an end": kind.ended and fact.period and fact.period.precision == "since",
            f"is a {fact.status}, which is never drawn like a result": not kind.aims and fact.status in AIMS,
            "is negative": not kind.negative and (fact.value or 0) < 0,
        }
        return (f'"{fact.id}" {reason}' for reason, holds in reasons.items() if holds)

    def _target(self, item: Item) -> Iterator[FactsFault]:
        if not self.kind.target:
            yield ("target",), f"a chart of the kind {self.spec.kind} has no target", None
            return
        yield from self._item(item, ("target",))
        fact = self.facts.facts.get(item.fact)
        if fact and fact.status not in AIMS:
            message = f'"{fact.id}" is {fact.status}, no target or plan'
            yield ("target", "fact"), message, "show it among the facts"
        if fact and (fact.value is None or fact.value <= 0):
            yield ("target", "fact"), f'"{fact.id}" has no value above zero', None

    def _one_axis(self, shown: Sequence[ShownFact]) -> Iterator[FactsFault]:
        """Each fact must be comparable with those before it, or the spec must give a reason to show them together."""
        target = self.facts.facts.get(self.spec.target.fact) if self.spec.target and self.kind.target else None
        accepted: list[Fact] = []
        for at, fact in (*shown, *([(("target",), target)] if target and (target.value or 0) > 0 else [])):
            found = next(((other, why) for other in accepted if (why := self._apart(other, fact))), None)
            if found is None:
                accepted.append(fact)
                continue
            other, (apart, hint) = found
            one, two = self.facts.place_of(other.id), self.facts.place_of(fact.id)
            yield at, f'"{other.id}" ({one}) and "{fact.id}" ({two}) are not comparable: {apart}', hint

    def _shares(self, shown: Sequence[ShownFact]) -> Iterator[FactsFault]:
        """Faults of facts that are to be shares of a whole."""
        for at, fact in shown if self.kind.percent and not self.spec.target else ():
            if fact.unit != "percent":
                yield at, f'{self.kind.percent}: the unit of "{fact.id}" is {fact.unit}, not percent', None
        total = sum(fact.value or 0 for _, fact in shown)
        if self.kind.rest and total > 100:
            yield ("facts",), f"the parts make {total} percent of the whole", "show them as bars"

    def _apart(self, one: Fact, two: Fact) -> tuple[str, str] | None:
        """Why two facts may not share an axis, and a hint; None if they may."""
        if one.unit != two.unit:
            why = f'the unit of "{one.id}" is {one.unit}, that of "{two.id}" {two.unit}'
            return why, "facts with different units cannot share an axis: make two charts"
        if self.spec.compare_anyway:
            return None
        if self.kind.dated:  # the axis itself shows the periods apart
            one, two = (fact.model_copy(update={"period": None}) for fact in (one, two))
        apart = difference(one, two)
        hint = "leave one out, or say for the reader why both are shown: compare_anyway: {vi: …, en: …}"
        return (apart, hint) if apart else None

    def _texts(self, texts: Texts | None, at: Location, fact: Fact | None = None) -> Iterator[FactsFault]:
        for code, message, hint in wrong_texts(texts, self.facts.named, fact):
            yield (*at, code), message, hint
