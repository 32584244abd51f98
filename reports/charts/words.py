"""Spec + wording → what a document says around a chart: caption, text alternative, note, and the facts behind it."""

from __future__ import annotations

from collections.abc import Iterator

from reports.charts.data import aim_word, chart_data, label_of
from reports.charts.models import DEMANDS, Spec
from reports.document.model import Inlines, Text, plain
from reports.facts import facts_in
from reports.facts.wording import Wording
from reports.languages import Qualifier

LOWER_BOUNDS: tuple[Qualifier, ...] = ("over", "at-least")
UPPER_BOUNDS: tuple[Qualifier, ...] = ("under", "up-to")


def caption(spec: Spec, wording: Wording) -> Inlines:
    """The chart's message."""
    return wording.sentence(spec.title[wording.language.code])


def note_text(spec: Spec, wording: Wording) -> Inlines:
    """What the reader must be told under the chart: why it joins what differs, what an open end means."""
    words, facts = wording.language.words, wording.facts.facts
    note: Inlines = ()
    if spec.compare_anyway:
        reason = wording.expand(spec.compare_anyway[wording.language.code])
        note = (Text(f"{words.comparison_warning}: "), *reason, Text("" if plain(reason).endswith(".") else "."))
    qualifiers = {facts[item.fact].qualifier for item in spec.facts} if DEMANDS[spec.kind].valued else set()
    for bounds, explained in ((LOWER_BOUNDS, words.lower_bound), (UPPER_BOUNDS, words.upper_bound)):
        if not qualifiers.isdisjoint(bounds):
            note = (*note, Text(f"{' ' if note else ''}{explained}."))
    return note


def alt_text(spec: Spec, wording: Wording) -> str:
    """The chart in words: its kind, its message, then each item with its figure or its time."""
    kind = wording.language.words.chart_kinds[spec.kind]
    message = plain(caption(spec, wording)).rstrip(".")
    subtitle = plain(wording.expand(spec.subtitle[wording.language.code])).rstrip(".")
    return f"{kind}: {message}. {subtitle}. {'; '.join(_items(spec, wording))}."


def facts_of(spec: Spec) -> tuple[str, ...]:
    """The facts that a chart shows or that its words name, each once."""
    shown = [item.fact for item in (*spec.facts, *((spec.target,) if spec.target else ()))]
    return tuple(dict.fromkeys((*shown, *_named(spec))))


def _named(spec: Spec) -> Iterator[str]:
    labels = [item.label for item in spec.facts]
    for texts in (spec.title, spec.subtitle, spec.rest, spec.compare_anyway, *labels):
        for text in (texts or {}).values():
            yield from facts_in(text)


def _items(spec: Spec, wording: Wording) -> Iterator[str]:
    data = chart_data(spec, wording)
    for entry in data.entries:
        figure = wording.fact(entry.fact, "number").text if entry.figure else ""
        parts = {
            "timeline": (entry.when, entry.label),
            "line": (" ".join(filter(None, (entry.series, entry.when))), figure),
        }.get(spec.kind, (entry.label, figure))
        yield ": ".join(parts)
    if spec.target:
        fact = wording.facts.facts[spec.target.fact]
        name = label_of(spec.target, wording) if spec.target.label else aim_word(fact, wording)
        yield f"{name}: {wording.fact(fact.id, 'number').text}"
