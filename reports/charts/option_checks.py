"""What any chart may say besides its facts: each option is honoured by its kind, or an error on its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from reports.charts.comparisons import gap_ends
from reports.charts.kind import ChartKind
from reports.charts.kinds import KINDS
from reports.charts.specs import Spec, Specs
from reports.charts.title_words import times_in
from reports.diagnostics import Findings, nearest
from reports.facts import AIMS, Fact, Facts, no_such_period, origin_of
from reports.facts.fields import FactsFault
from reports.facts.name_wording import Unwritable
from reports.facts.wording import Wording
from reports.languages import LANGUAGES, Range
from reports.languages.periods import Period

_ONLY_GIVEN = "take it out"


class OptionCheck(Struct, frozen=True):
    """The check of the options of one spec."""

    spec: Spec
    facts: Facts

    @property
    def kind(self) -> ChartKind:
        return KINDS[self.spec.kind]

    def faults(self) -> Iterator[FactsFault]:
        yield from self._of_order()
        yield from self._of_title()
        yield from self._of_annotations()
        yield from self._of_shades()
        yield from self._of_whole()
        if self.spec.decimals is not None and not self.kind.valued:
            yield ("decimals",), f"a {self.spec.kind} has no figures to round", _ONLY_GIVEN

    def _of_order(self) -> Iterator[FactsFault]:
        spec = self.spec
        if spec.sort and self.kind.dated and spec.sort != "time":
            yield ("sort",), f"a {spec.kind} is always in the order of time", _ONLY_GIVEN
        elif spec.sort == "time":
            for i, item in enumerate(spec.facts):
                fact = self.facts.facts.get(item.fact)
                if fact and fact.period is None:
                    yield ("facts", i, "fact"), f'"{fact.id}" has no period, and the chart is sorted by time', None

    def _of_title(self) -> Iterator[FactsFault]:
        """Coloured words that the title does not have once, or that have no colour of their own."""
        spec, shown = self.spec, {item.fact: item for item in self.spec.facts}
        has_series = bool(spec.series_by) or self.kind.series_always or any(item.series for item in spec.facts)
        for i, each in enumerate(spec.coloured):
            at, item = ("coloured", i, "fact"), shown.get(each.fact)
            if self.kind.fills is None:
                kinds = ", ".join(kind.name for kind in KINDS.values() if kind.fills)
                message = f"a chart of the kind {spec.kind} has no colours for words of its title"
                yield ("coloured",), message, f"take it out; kinds that have them: {kinds}"
                return
            if item is None:
                message = f'"{each.fact}" is not in the chart, so words cannot have its colour'
                yield at, message, nearest(each.fact, list(shown))
            elif self.kind.gridded and not (has_series or "@" in each.fact or item.emphasis or item.colour):
                message = f'"{each.fact}" has the same colour as the rest of the chart'
                yield at, message, "write emphasis: true or colour: NAME at the fact, or leave its words uncoloured"
            for code, words in each.words.items():
                times = times_in(words, spec.title[code], LANGUAGES[code])
                if times != 1:
                    often = f"has the words {times} times" if times else "does not have these words"
                    message = f'the title ({code}) {often}: "{words}"'
                    yield ("coloured", i, "words", code), message, "write words that the title has once, as it has them"

    def _of_annotations(self) -> Iterator[FactsFault]:
        shown = [item.fact for item in self.spec.items]
        for i, annotation in enumerate(self.spec.annotations):
            if annotation.fact not in shown and not gap_ends(annotation.fact, self.spec, self.facts):
                message = f'"{annotation.fact}" is not in the chart, so no arrow can lead to it'
                yield ("annotations", i, "fact"), message, nearest(annotation.fact, shown)

    def _of_shades(self) -> Iterator[FactsFault]:
        spec = self.spec
        if spec.shade and not (self.kind.timed or self.kind.timed_rows):
            kinds = ", ".join(kind.name for kind in KINDS.values() if kind.timed or kind.timed_rows)
            message = f"a chart of the kind {spec.kind} has no axis of time to shade"
            yield ("shade",), message, f"take it out; kinds with one: {kinds}"
            return
        shaded: dict[int, Period] = {}
        for i, shade in enumerate(spec.shade):
            at = ("shade", i, "period")
            if (origin := origin_of(shade.period, self.facts.named, None)) is None:
                message, hint = no_such_period(shade.period, self.facts.named)
                yield at, message, hint and hint.replace("{period:", "").replace("}", "")
                continue
            try:
                shaded[i] = Wording(self.facts, LANGUAGES[self.facts.languages[0]]).period_of(origin)
            except Unwritable as error:
                yield at, str(error), error.hint or None
        for (one, first), (other, second) in combinations(shaded.items(), 2):
            if first.first <= second.last and second.first <= first.last:
                message = f'"{spec.shade[one].period}" and "{spec.shade[other].period}" overlap'
                yield ("shade", other, "period"), message, "shade one of them, or a period without the other"
        yield from self._outside(shaded)

    def _outside(self, shaded: Mapping[int, Period]) -> Iterator[FactsFault]:
        """Shaded periods before or after all that the chart shows."""
        facts = [self.facts.facts.get(item.fact) for item in self.spec.facts]
        periods = [fact.period for fact in facts if fact and fact.period]
        for i, period in shaded.items():
            if periods and not any(
                period.first <= max(other.last for other in periods) and other.first <= period.last for other in periods
            ):
                message = f'"{self.spec.shade[i].period}" is not within the time that the chart shows'
                yield ("shade", i, "period"), message, "take it out, or show facts of that time"

    def _of_whole(self) -> Iterator[FactsFault]:
        spec, kinds = self.spec, ", ".join(kind.name for kind in KINDS.values() if kind.whole)
        if not spec.whole:
            yield from self._totals()
            return
        fact = self.facts.facts.get(spec.whole.fact)
        at = ("whole", "fact")
        if not self.kind.whole:
            message = f"a chart of the kind {spec.kind} has no line for the whole"
            yield at, message, f"take it out; kinds with one: {kinds}"
        elif fact and fact.status in AIMS:
            yield at, f'"{fact.id}" is a {fact.status}, not the whole of results', "show it as the target"
        elif fact and (fact.value is None or isinstance(fact.value, Range)):
            yield at, f'"{fact.id}" has no single value, and a line has one place', "leave it out"

    def _totals(self) -> Iterator[FactsFault]:
        """A fact of a place among those of the places that are its parts."""
        if not self.kind.whole or self.spec.series_by or any(item.series for item in self.spec.facts):
            return
        facts = [self.facts.facts.get(item.fact) for item in self.spec.facts]
        for i, fact in enumerate(facts):
            parts = [other for other in facts if fact and other and self._is_part(other, fact)]
            if fact and len(parts) > 1:
                message = f'"{fact.id}" is the whole of which "{parts[0].id}" is a part, and no bar among its parts'
                yield ("facts", i, "fact"), message, f"show it as a line: whole: {fact.id}"

    def _is_part(self, fact: Fact, whole: Fact) -> bool:
        """Whether the fact says of a place what the other one says of the place around it."""
        if (fact.measure, fact.unit, fact.period) != (whole.measure, whole.unit, whole.period) or not fact.measure:
            return False
        places, place = self.facts.glossary.places, fact.place
        while place and place in places:
            place = places[place].parent
            if place == whole.place:
                return True
        return False


def check_colours(specs: Specs, colours: Mapping[str, str], findings: Findings) -> None:
    """Add an error for each colour that a chart names and brand.yaml does not have."""
    for id_, spec in specs.charts.items():
        for i, item in enumerate(spec.facts):
            if item.colour and item.colour not in colours:
                message = f'no colour of brand.yaml is called "{item.colour}"'
                findings.error(
                    message, specs.place(id_, "facts", i, "colour"), hint=nearest(item.colour, list(colours))
                )
