"""Spec + wording → what a document prints with a chart: caption, text alternative, note; and the facts of a chart."""

from __future__ import annotations

from collections.abc import Iterator

from reports.charts.data import chart_data
from reports.charts.kinds import KINDS
from reports.charts.specs import Spec
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
    """The note under the chart: why it compares what differs, and what an open end means. Empty if there is neither."""
    words, facts = wording.language.words, wording.facts.facts
    note: Inlines = ()
    if spec.compare_anyway:
        reason = wording.expand(spec.compare_anyway[wording.language.code])
        note = (Text(f"{words.comparison_warning}: "), *reason, Text("" if plain(reason).endswith(".") else "."))
    qualifiers = {facts[item.fact].qualifier for item in spec.facts} if KINDS[spec.kind].valued else set()
    for bounds, explained in ((LOWER_BOUNDS, words.lower_bound), (UPPER_BOUNDS, words.upper_bound)):
        if not qualifiers.isdisjoint(bounds):
            note = (*note, Text(f"{' ' if note else ''}{explained}."))
    return note


def alt_text(spec: Spec, wording: Wording) -> str:
    """The chart in words: its kind, its message, then each item with its figure or its time."""
    message = plain(caption(spec, wording)).rstrip(".")
    subtitle = plain(wording.expand(spec.subtitle[wording.language.code])).rstrip(".")
    language, names = wording.language, KINDS[spec.kind].names
    kind = language.words.chart_kinds.get(spec.kind) or names.get(language.code, names["en"])
    return f"{kind}: {message}. {subtitle}. {'; '.join(_items(spec, wording))}."


def facts_of(spec: Spec) -> tuple[str, ...]:
    """The facts that a chart shows or that its words name, each once."""
    shown = [item.fact for item in (*spec.facts, *((spec.target,) if spec.target else ()))]
    labels = [item.label for item in spec.facts]
    texts = (spec.title, spec.subtitle, spec.rest, spec.compare_anyway, *labels)
    named = [fact for each in texts for text in (each or {}).values() for fact in facts_in(text)]
    return tuple(dict.fromkeys((*shown, *named)))


def _items(spec: Spec, wording: Wording) -> Iterator[str]:
    data, kind = chart_data(spec, wording), KINDS[spec.kind]
    for entry in data.entries:
        yield ": ".join(kind.item_words(entry, wording.fact(entry.fact, "number").text if kind.valued else ""))
    if data.target and data.target.fact:
        yield f"{data.target.label}: {wording.fact(data.target.fact, 'number').text}"
