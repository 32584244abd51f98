"""What a document prints with a chart in one language: its caption, its note, its text alternative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.charts.data import chart_data
from reports.charts.grid import by_series, grid
from reports.charts.kinds import KINDS
from reports.charts.model import ChartData, ChartEntry
from reports.charts.specs import Spec
from reports.charts.title_words import title_marks, with_marks
from reports.document.model import Inlines, Text, plain
from reports.facts import LOWER_BOUNDS, UPPER_BOUNDS
from reports.facts.wording import Wording, capitalised
from reports.languages import Language, Range

MOST_TOLD = 12  # values of a line in the text alternative


def caption(chart: str, spec: Spec, wording: Wording) -> Inlines:
    """The chart's message; its coloured words are marks of the chart."""
    title = wording.expand(spec.title[wording.language.code])
    return capitalised(with_marks(title, title_marks(chart, spec, wording), wording.language), wording.language)


def note_text(spec: Spec, wording: Wording) -> Inlines:
    """The note under the chart: its own, why it compares what differs, and what an open end means. May be empty."""
    words, facts, code = wording.language.words, wording.facts.facts, wording.language.code
    note: Inlines = ()
    for begin, texts in (("", spec.note), (f"{words.comparison_warning}: ", spec.compare_anyway)):
        if texts:
            said = wording.expand(texts[code]) if begin else wording.sentence(texts[code])
            stop = "" if plain(said).endswith(".") else "."
            note = (*note, Text(f"{' ' if note else ''}{begin}"), *said, Text(stop))
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
    message = plain(wording.sentence(spec.title[wording.language.code]))
    data = chart_data(spec, wording)
    language, names = wording.language, KINDS[spec.kind].names
    kind = language.words.chart_kinds.get(spec.kind) or names.get(language.code, names["en"])
    told = map(language.capital, _items(data, language))
    return " ".join(f"{text.rstrip('.')}." for text in (f"{kind}: {message}", data.subtitle, *told))


def _items(data: ChartData, language: Language) -> Iterator[str]:
    """What a chart shows, item by item or row by row; of a long line only the ends of time and of value."""
    kind = KINDS[data.kind]
    if not any(entry.series for entry in data.entries) and len(data.entries) <= MOST_TOLD:
        first = sorted(data.entries, key=lambda entry: not entry.emphasis)  # programs may read the beginning only
        yield from (": ".join(kind.item_words(entry)) for entry in (data.entries if kind.dated else first))
    elif kind.dated and kind.valued:
        for name, entries in by_series(data).items():
            told = entries if len(entries) <= MOST_TOLD else _ends(entries)
            how = "" if told is entries else f" ({language.words.values_told.format(count=len(entries))})"
            figures = "; ".join(f"{entry.number} ({entry.when})" for entry in told)
            yield f"{name}{how}: {figures}".removeprefix(": ").strip()
        if data.sums:
            yield f"{data.sums[0].label}: {'; '.join(f'{entry.number} ({entry.when})' for entry in data.sums)}"
    elif any(entry.series for entry in data.entries):
        cells = grid(data)
        for row, of_row in zip(cells.rows, cells.cells, strict=True):
            figures = "; ".join(f"{entry.number} ({entry.series})" for entry in of_row if entry)
            yield f"{row}: {figures}"
    else:
        yield from (": ".join(kind.item_words(entry)) for entry in data.entries)
    for each in (data.total, data.target, data.whole):
        if each and each.fact:
            yield f"{each.label}: {each.number}"
    if data.lacking:
        yield data.lacking
    yield from (shade.text for shade in data.shades)
    yield from (remark.text for remark in data.remarks)


def _ends(entries: Sequence[ChartEntry]) -> list[ChartEntry]:
    """The first, the last, the highest and the lowest of the entries, in their order."""
    kept = {
        id(each) for each in (entries[0], entries[-1], *(end(entries, key=lambda e: e.value) for end in (max, min)))
    }
    return [entry for entry in entries if id(entry) in kept]
