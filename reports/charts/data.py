"""Spec + wording → what a chart shows (`ChartData`) and what a document prints with it, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reports.charts.editable import NativeChart, NotNative
from reports.charts.kinds import KINDS
from reports.charts.labels import EntryLabels
from reports.charts.model import ChartData, ChartEntry
from reports.charts.specs import Item, Spec, Specs
from reports.diagnostics import Place
from reports.document.model import Inlines, Text, plain
from reports.facts import LOWER_BOUNDS, UPPER_BOUNDS, facts_in
from reports.facts.wording import Wording
from reports.languages import Range
from reports.languages.numbers import ends_of


def chart_data(spec: Spec, wording: Wording) -> ChartData:
    """What the chart shows in the wording's language. Raises Unwritable if a fact's figure cannot be written."""
    kind, code = KINDS[spec.kind], wording.language.code
    names = EntryLabels(spec.facts, wording, dated=kind.dated)
    labelled = zip(spec.facts, names.labels(), strict=True)
    shown = [item.fact for item in spec.items]
    power = wording.common_power(shown) if kind.valued else None
    entries = [_entry(item, label, wording, power, valued=kind.valued) for item, label in labelled]
    times_only = all(entry.label.casefold() == entry.when.casefold() for entry in entries)
    if kind.dated or (kind.sorted and not spec.sort and times_only):
        entries.sort(key=lambda entry: (entry.first or date.min, entry.last or date.max))
    elif (spec.sort or ("value" if kind.sorted else "given")) == "value":
        entries.sort(key=lambda entry: -entry.value)
    data = ChartData(
        kind=spec.kind,
        subtitle=plain(wording.expand(spec.subtitle[code])),
        entries=tuple(entries),
        target=_entry(spec.target, names.target(spec.target), wording, power) if spec.target else None,
        rest=plain(wording.expand(spec.rest[code])) if spec.rest else "",
    )
    return kind.completed(data, wording)


def _entry(item: Item, label: str, wording: Wording, power: int | None, *, valued: bool = True) -> ChartEntry:
    fact = wording.facts.facts[item.fact]
    period = fact.period
    ends = sorted(ends_of(fact.value) if valued and fact.value is not None else (Decimal(0),), key=abs)
    return ChartEntry(
        fact=fact.id,
        label=label,
        figure=wording.fact(fact.id, "short", power=power).text if valued else "",
        number=wording.fact(fact.id, "number", power=power).text if valued else "",
        value=ends[-1],
        near=ends[0] if len(ends) > 1 else None,
        qualifier=fact.qualifier,
        status=fact.status,
        emphasis=item.emphasis,
        when=wording.language.period(period, "short") if period else "",
        first=period.first if period else None,
        last=period.last if period and period.precision != "since" else None,
        precision=period.precision if period else "day",
        series=label if item.label else "",
    )


def caption(spec: Spec, wording: Wording) -> Inlines:
    """The chart's message."""
    return wording.sentence(spec.title[wording.language.code])


def note_text(spec: Spec, wording: Wording) -> Inlines:
    """The note under the chart: why it compares what differs, and what an open end means. Empty if there is neither."""
    words, facts = wording.language.words, wording.facts.facts
    note: Inlines = ()
    if spec.compare_anyway:
        reason = wording.expand(spec.compare_anyway[wording.language.code])
        note = (Text(f"{words.comparison_warning}: "), *reason, Text("" if plain(reason).endswith(".") else "."))
    kind = KINDS[spec.kind]
    qualifiers = {facts[item.fact].qualifier for item in spec.facts} if kind.valued and not kind.dated else set()
    for bounds, explained in ((LOWER_BOUNDS, words.lower_bound), (UPPER_BOUNDS, words.upper_bound)):
        if not qualifiers.isdisjoint(bounds):
            note = (*note, Text(f"{' ' if note else ''}{explained}."))
    if kind.valued and any(isinstance(facts[item.fact].value, Range) for item in spec.facts):
        note = (*note, Text(f"{' ' if note else ''}{words.ranged}."))
    return note


def alt_text(spec: Spec, wording: Wording) -> str:
    """The chart in sentences: its kind and message, what is measured, then each item with its figure or its time."""
    message = plain(caption(spec, wording))
    data = chart_data(spec, wording)
    language, names = wording.language, KINDS[spec.kind].names
    kind = language.words.chart_kinds.get(spec.kind) or names.get(language.code, names["en"])
    return " ".join(
        f"{text.rstrip('.')}." for text in (f"{kind}: {message}", data.subtitle, *map(language.capital, _items(data)))
    )


def native_form(spec: Spec, data: ChartData, *, wanted: bool) -> NativeChart | None:
    """The native form of the chart; None if it is to be drawn. `wanted` is the brand's own choice.

    Raises NotNative if the spec, or the brand for a kind with such a form, wants one that would not be truthful.
    """
    kind = KINDS[spec.kind]
    if not (wanted if spec.native is None else spec.native):
        return None
    if kind.native is None:
        if spec.native is None:
            return None
        kinds = ", ".join(kind.name for kind in KINDS.values() if kind.native)
        raise NotNative(f"a {spec.kind} has no native form", f"take native: true out; kinds that have one: {kinds}")
    return kind.native(data)


def facts_of(spec: Spec) -> tuple[str, ...]:
    """The facts that a chart shows or that its words name, each once."""
    shown = [item.fact for item in spec.items]
    labels = [item.label for item in spec.items]
    texts = (spec.title, spec.subtitle, spec.rest, spec.compare_anyway, *labels)
    named = [fact for each in texts for text in (each or {}).values() for fact in facts_in(text)]
    return tuple(dict.fromkeys((*shown, *named)))


def places_of(specs: Specs, chart: str, data: ChartData, language: str) -> dict[str, Place | None]:
    """Where charts.yaml has the texts of a chart's picture; "" is the chart itself."""
    spec = specs.charts[chart]
    at = {item.fact: specs.place(chart, "facts", i, "label", language) for i, item in enumerate(spec.facts)}
    places = {data.subtitle: specs.place(chart, "subtitle", language)}
    for entry in data.entries:
        places |= dict.fromkeys((entry.label, entry.figure, entry.when, entry.series), at[entry.fact])
    if data.target:
        places |= dict.fromkeys((data.target.label, data.target.figure), specs.place(chart, "target"))
    if data.rest:
        places[data.rest] = specs.place(chart, "rest", language)
    return {**places, "": specs.place(chart)}


def _items(data: ChartData) -> Iterator[str]:
    for entry in data.entries:
        yield ": ".join(KINDS[data.kind].item_words(entry))
    if data.target and data.target.fact:
        yield f"{data.target.label}: {data.target.number}"
