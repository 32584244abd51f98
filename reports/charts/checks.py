"""A chart spec compared with its facts: facts that cannot be compared never share an axis, and all labels differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from reports.charts.comparisons import (
    ShownFact,
    incomparable,
    kinds_with,
    reference_faults,
    unfit_target,
    whole_faults,
)
from reports.charts.data import chart_data
from reports.charts.grid import grid
from reports.charts.kind import ChartKind
from reports.charts.kinds import KINDS
from reports.charts.maps import NO_MAPS, Arrangement, map_faults, map_spec_faults
from reports.charts.model import ChartData
from reports.charts.option_checks import OptionCheck
from reports.charts.specs import Item, Spec
from reports.diagnostics import nearest
from reports.facts import AIMS, Fact, Facts, wrong_texts
from reports.facts.fields import FactsFault, Texts
from reports.facts.name_wording import Unwritable
from reports.facts.wording import Wording
from reports.files.yaml import Location
from reports.languages import LANGUAGES, Range
from reports.languages.numbers import ends_of

_ARTICLES = {"target": "a ", "plan": "a ", "proposal": "a "}
_LABELS = "leave one out, or give each a label of its own: label: {vi: …, en: …}"
_IN_SERIES = 'are both "{entry.series}" of "{entry.label}" ({language})'


class SpecCheck(Struct, frozen=True):
    """The check of one spec. A fact that is wrong gives one fault."""

    spec: Spec
    facts: Facts
    maps: Mapping[str, Arrangement] = NO_MAPS

    @property
    def kind(self) -> ChartKind:
        return KINDS[self.spec.kind]

    def faults(self) -> Iterator[FactsFault]:
        found = [*self._of_texts(), *self._of_facts(), *OptionCheck(self.spec, self.facts).faults()]
        yield from found or self._alike()

    def _of_texts(self) -> Iterator[FactsFault]:
        spec = self.spec
        for name in ("title", "subtitle", "rest", "compare_anyway", "note"):
            yield from self._texts(getattr(spec, name), (name,))
        for i, annotation in enumerate(spec.annotations):
            yield from self._texts(annotation.text, ("annotations", i, "text"))
        for i, shade in enumerate(spec.shade):
            yield from self._texts(shade.label, ("shade", i, "label"))
        for at, item in self._items():
            for name in ("label", "series"):
                yield from self._texts(getattr(item, name), (*at, name), self.facts.facts.get(item.fact))
        if spec.rest and not self.kind.rest:
            yield ("rest",), f"a chart of the kind {spec.kind} has no rest", f"kinds with a rest: {kinds_with('rest')}"

        yield from self._of_series()
        yield from map_spec_faults(
            spec.map, spec.tiles, self.facts.glossary.places, self.maps, (spec.kind, self.kind.mapped)
        )

    def _of_series(self) -> Iterator[FactsFault]:
        """Series that the kind does not have, and facts that name none beside others that do."""
        spec, named = self.spec, [bool(item.series) for item in self.spec.facts]
        kinds = ", ".join(kind.name for kind in KINDS.values() if kind.gridded)
        at: Location = ("facts", named.index(True), "series") if any(named) else ("series_by",)
        if (any(named) or spec.series_by) and not self.kind.gridded:
            yield at, f"a chart of the kind {spec.kind} has no series", f"take it out; kinds with series: {kinds}"
        elif any(named) and spec.series_by:
            yield ("series_by",), "the facts name their series themselves", "take series_by out"
        elif any(named) and not all(named) and not self.kind.dated:
            index = named.index(False)
            message = f'"{spec.facts[index].fact}" names no series, and others do'
            yield ("facts", index), message, "write series: {vi: …, en: …}"
        elif self.kind.dated and spec.series_by == "period":
            yield ("series_by",), f"the periods are the axis of the kind {spec.kind}", "write series_by: place, or fact"

    def _items(self) -> Iterator[tuple[Location, Item]]:
        yield from ((("facts", i), item) for i, item in enumerate(self.spec.facts))
        named = {"total": self.spec.total, "target": self.spec.target, "whole": self.spec.whole}
        for name, item in named.items():
            if item:
                yield (name,), item

    def _of_facts(self) -> Iterator[FactsFault]:
        spec, kind = self.spec, self.kind
        if not kind.fewest <= len(spec.facts) <= kind.most:
            message = f"a chart of the kind {spec.kind} shows {kind.fewest} to {kind.most} facts"
            yield ("facts",), message, f"here are {len(spec.facts)}"
        shown: list[ShownFact] = []
        for at, item in self._items():
            fact, as_target = self.facts.facts.get(item.fact), at == ("target",)
            unfit = self._unfit(fact) if at[0] in ("facts", "whole") else self._unfit_as(at, fact)
            if fact is None:
                hint = nearest(item.fact, self.facts.facts, otherwise="")
                yield (*at, "fact"), f'no fact is called "{item.fact}"', hint
            elif unfit:
                yield (*at, "fact"), *unfit
            elif not as_target and any(fact is other for _, other in shown):
                yield (*at, "fact"), f'"{item.fact}" is shown twice', None
            else:
                shown.append((at, fact))
            yield from reference_faults(at, item, spec, self.facts)
        if kind.dated and kind.valued and shown and len({fact.period for _, fact in shown}) < 2:
            hint = "add another period, or choose another kind, such as bars"
            yield ("facts",), f"the kind {spec.kind} goes from one period to another, and all facts are of one", hint
        apart = list(self._apart(shown)) if kind.valued and kind.one_axis else []
        yield from apart or whole_faults(spec, kind, shown)
        if kind.mapped and spec.tiles:
            yield from map_faults(spec.tiles, shown, self.maps, anyway=bool(spec.compare_anyway))

    def _unfit(self, fact: Fact | None) -> tuple[str, str] | None:
        """Why this kind of chart cannot show the fact, and a hint; None if it can."""
        kind, spec = self.kind, self.spec
        if fact is None:
            return None
        ends = ends_of(fact.value) if fact.value is not None else ()
        reasons = {
            "has no value that could be drawn": kind.valued and fact.value is None,
            "is a rank, and a rank has no length": kind.valued and fact.unit == "rank" and not kind.ranks,
            f"has the unit {fact.unit}, not percent: {kind.percent}": (
                kind.percent and not spec.target and fact.value is not None and fact.unit != "percent"
            ),
            "has no period": kind.dated and fact.period is None,
            "has a period without an end": kind.ended and fact.period and fact.period.precision == "since",
            f"is {_ARTICLES.get(fact.status, '')}{fact.status}, which is never drawn like a result": (
                not kind.aims and fact.status in AIMS and not (kind.expected and fact.status == "expected")
            ),
            "is a range": kind.valued and not kind.ranged and isinstance(fact.value, Range),
            "is a range from below zero to above it": kind.valued and len(ends) > 1 and ends[0] < 0 < ends[-1],
            f"is not exact ({fact.qualifier}), and parts on top of each other have no open ends": (
                kind.exact and fact.qualifier not in ("exactly", "about")
            ),
            "is negative": not kind.negative and any(end < 0 for end in ends),
        }
        reason = next((reason for reason, holds in reasons.items() if holds), None)
        return (f'"{fact.id}" {reason}', f"leave it out, or choose another kind than {spec.kind}") if reason else None

    def _unfit_as(self, role: Location, fact: Fact | None) -> tuple[str, str] | None:
        """The same for the target or the total of the chart."""
        name = str(role[0])
        if not getattr(self.kind, name):
            message = f"a chart of the kind {self.spec.kind} has no {name}"
            return message, f"take it out; kinds with a {name}: {kinds_with(name)}"
        if name == "total":
            return self._unfit(fact)
        return unfit_target(fact) if fact else None

    def _apart(self, shown: Sequence[ShownFact]) -> Iterator[FactsFault]:
        """The facts that cannot share an axis with the others: as few as possible, and of two the later."""
        compared = [fact for _, fact in shown]
        if self.kind.dated:  # the axis itself shows the periods apart
            compared = [fact.model_copy(update={"period": None}) for fact in compared]
        apart: dict[tuple[int, int], tuple[str, str]] = {}
        for one, two in combinations(range(len(shown)), 2):
            if why := incomparable(compared[one], compared[two], self.spec, self.facts):
                apart[one, two] = why
        left, wrong = set(apart), []
        while left:
            counted = Counter(i for pair in left for i in pair)
            wrong.append(max(counted, key=lambda i: (counted[i], i)))
            left = {pair for pair in left if wrong[-1] not in pair}
        for i in sorted(wrong):
            pairs = [pair for pair in apart if i in pair]
            pair = next((pair for pair in pairs if not {*pair} - {i} <= {*wrong}), pairs[0])
            (other,) = {*pair} - {i}
            at, fact = shown[i]
            ids = (shown[other][1].id, fact.id)
            first, second = (f'"{id_}" ({self.facts.place_of(id_)})' for id_ in ids)
            difference, hint = apart[pair]
            yield (*at, "fact"), f"{first} and {second} are not comparable: {difference}", hint

    def _alike(self) -> Iterator[FactsFault]:
        """Facts that a reader could not distinguish in the chart, in any language."""
        at: Mapping[str, Location] = {item.fact: at for at, item in self._items()}
        for code in self.facts.languages:
            try:
                data = chart_data(self.spec, Wording(self.facts, LANGUAGES[code]))
            except Unwritable as error:
                yield (), str(error), error.hint or None
                return
            known: dict[object, str] = {}
            found = list(self._lacking(data))
            for entry in data.entries:
                first = known.setdefault(self.kind.distinct_by(entry), entry.fact)
                if first != entry.fact:
                    ids = sorted((first, entry.fact), key=lambda id_: at[id_])
                    alike = _IN_SERIES if entry.series and not self.kind.dated else self.kind.alike
                    message = f'"{ids[0]}" and "{ids[1]}" {alike.format(entry=entry, language=code)}'
                    found.append(((*at[ids[1]], "label"), message, _LABELS))
            yield from found
            if found:
                return

    def _lacking(self, data: ChartData) -> Iterator[FactsFault]:
        """More series than the kind can show, and rows that lack one, where each needs all."""
        kind, cells = self.kind, grid(data, self.kind.row)
        if kind.gridded and not kind.fewest_series <= len(cells.series) <= kind.most_series:
            shown = f"{kind.fewest_series} to {kind.most_series}".removeprefix(f"{kind.most_series} to ")
            yield ("facts",), f"a chart of the kind {kind.name} shows {shown} series", f"here are {len(cells.series)}"
        if data.shades and not kind.timed and not _in_time(data):
            message = "its columns are not periods in the order of time, so that no time can be shaded"
            yield (
                ("shade",),
                message,
                "take it out, or show facts of several periods without labels",
            )
        points = Counter(entry.series for entry in data.entries)
        if kind.dated and kind.gridded and max(points.values()) > kind.most_points:
            message = f"a line of a chart of the kind {kind.name} has up to {kind.most_points} points"
            yield ("facts",), message, f"here are {max(points.values())}"
        if kind.gridded and not kind.dated and len(cells.rows) > kind.most_rows:
            message = f"a chart of the kind {kind.name} shows up to {kind.most_rows} rows"
            yield ("facts",), message, f"here are {len(cells.rows)}"
        for row, of_row in zip(cells.rows, cells.cells, strict=True):
            if kind.summed and not any(cell and cell.value for cell in of_row):
                yield ("facts",), f'the values of "{row}" are all zero, and make no whole', "leave the row out"
            if kind.gaps or not kind.gridded:
                continue
            lacking = [f'"{name}"' for name, cell in zip(cells.series, of_row, strict=True) if cell is None]
            if lacking:
                index = [item.fact for item in self.spec.facts].index(next(cell.fact for cell in of_row if cell))
                message = f'"{row}" has no value for {", ".join(lacking)}'
                yield ("facts", index), message, "add the facts, leave the row out, or give both the same label: label:"

    def _texts(self, texts: Texts | None, at: Location, fact: Fact | None = None) -> Iterator[FactsFault]:
        for code, message, hint in wrong_texts(texts, self.facts.named, fact):
            yield (*at, code), message, hint


def _in_time(data: ChartData) -> bool:
    """Whether the rows of a chart are periods in the order of time."""
    days = [entry.first for entry in data.entries if entry.series == data.entries[0].series]
    named = all(entry.label.casefold() == entry.when.casefold() for entry in data.entries)
    return named and all(one and two and one <= two for one, two in pairwise(days))
