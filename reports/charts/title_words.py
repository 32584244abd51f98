"""Words of a chart's title in the colours of its series, whose names the chart then need not repeat.

A document prints the title, so the words are marks: `Marked("women", Trace("chart", CHART, FACT))`. Writers find their
colour by `looks_key`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from reports.brand import contrast
from reports.charts.colours import LEAST_APART, ChartFill, readable
from reports.charts.frame import ChartLooks
from reports.charts.kinds import KINDS
from reports.charts.model import ChartData
from reports.charts.specs import Spec
from reports.document.model import Inlines, Marked, Text, Trace, plain
from reports.facts.texts import pieces
from reports.facts.wording import Wording
from reports.languages import Language

_LIGHTER = "give the series a darker colour: colour: NAME"


class Tints(Struct, frozen=True):
    """The colours of words by their fact; whether the words alone name the series; what to tell about each fact, as a
    message and a hint."""

    colours: Mapping[str, str]
    suffice: bool
    told: Mapping[str, tuple[str, str]]


def title_marks(chart: str, spec: Spec, wording: Wording) -> Iterator[Marked]:
    """The coloured words of a title as marks."""
    for each in spec.coloured:
        yield Marked(plain(wording.expand(each.words[wording.language.code])), Trace("chart", chart, each.fact))


def times_in(words: str, title: str, language: Language) -> int:
    """How often a title has these words, or a placeholder that is these words, before placeholders are replaced."""
    named = [*pieces(words)]
    if len(named) == 1 and not isinstance(named[0], str):
        return [*pieces(title)].count(named[0])
    return sum(len(_places(words, part, language)) for part in pieces(title) if isinstance(part, str))


def _places(words: str, text: str, language: Language) -> list[tuple[int, int]]:
    """Where a text has these words, also with a capital at its start."""
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    first = re.match(rf"{re.escape(language.capital(words))}(?!\w)", text)
    return found or ([first.span()] if first else [])


def with_marks(text: Inlines, marks: Iterable[Marked], language: Language) -> Inlines:
    """The text with each of the marks in place of its words, as far as it has them."""
    for mark in marks:
        for number, part in enumerate(text):
            if not isinstance(part, Text | Marked) or not (places := _places(mark.text, part.text, language)):
                continue
            start, end = places[0]
            if isinstance(part, Marked) and (start, end) != (0, len(part.text)):
                continue  # a part of a name or figure
            before, after = (Text(each) for each in (part.text[:start], part.text[end:]))
            marked = Marked(part.text[start:end], mark.trace)
            parts = (each for each in (before, marked, after) if each.text)
            text = (*text[:number], *parts, *text[number + 1 :])
            break
    return text


def titled(spec: Spec, data: ChartData, wording: Wording) -> tuple[str, ...]:
    """The names of series, or of parts, that the coloured words of the title give in full."""
    entries = {entry.fact: entry for entry in data.entries}
    found = []
    for mark in title_marks("", spec, wording):
        entry = entries[mark.trace.form]
        name = entry.series or (entry.label if KINDS[spec.kind].rest else "")
        if name and name.casefold() in mark.text.casefold():
            found.append(name)
    return tuple(dict.fromkeys(found))


def tints(spec: Spec, data: ChartData, looks: ChartLooks, least: float) -> Tints:
    """The colours of the words of a title, which need the contrast `least` with the ground.

    The words do not suffice if readers who see no colours could not find their series: if one has a pattern, or two
    are about equally dark.
    """
    fills_of = KINDS[spec.kind].fills
    if not spec.coloured or fills_of is None:
        return Tints({}, True, {})
    by_fact = {entry.fact: fill for entry, fill in fills_of(data, looks).items()}
    fills = {each.fact: by_fact[each.fact] for each in spec.coloured}
    colours = {fact: readable(fill.colour, looks, least) for fact, fill in fills.items()}
    told = dict(_darkened(fills, colours, looks, least))
    for fact, fill in fills.items():
        if fill.hatch:
            message = "its series has a pattern, which words cannot have, so the chart names its series too"
            told[fact] = message, _LIGHTER
    for (_, one), (fact, other) in combinations(colours.items(), 2):
        if fact not in told and contrast(one, other) < LEAST_APART:
            message = f"{other} is about as dark as {one}, so the chart names its series too"
            told[fact] = message, "give the series colours that differ by more: colour: NAME"
    apart = all(contrast(one, other) >= LEAST_APART for one, other in combinations(colours.values(), 2))
    return Tints(colours, apart and not any(fill.hatch for fill in fills.values()), told)


def _darkened(
    fills: Mapping[str, ChartFill], colours: Mapping[str, str], looks: ChartLooks, least: float
) -> Iterator[tuple[str, tuple[str, str]]]:
    for fact, fill in fills.items():
        if colours[fact] != fill.colour:
            has = contrast(fill.colour, looks.ground)
            message = f"{fill.colour} has a contrast of {has:.1f}:1 and words need {least}:1, so they are darker"
            yield fact, (message, _LIGHTER)
