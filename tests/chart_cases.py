"""Small specs of charts for tests/details/specs.txt: what each shows and says, or all that is refused about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from test_charts import ALIKE, FACTS, LABELS, REFUSED, WORDS, _read, library_facts

from reports.charts.data import chart_data, facts_of, places_of
from reports.charts.kinds import KINDS
from reports.charts.model import ChartData, ChartEntry
from reports.charts.texts import alt_text, caption, note_text
from reports.diagnostics import Problems
from reports.document.model import plain
from reports.facts import Facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES

OWN = "compare_anyway: {vi: a, en: b.}"
SPECS = [
    "kind: bars, facts: [north, {fact: south, emphasis: true}], target: goal, height: {word: 60}",
    f"kind: bars, facts: [growth, members, fall, young], {OWN}",
    f"kind: bars, facts: [cost.2023, cost.2024], target: {{fact: cost.goal, label: {{vi: 'Đích {{period}}', en: 'Goal {{period}}'}}}}, {OWN}",
    "kind: bars, facts: [south, north], sort: given",
    "kind: bars, facts: [loans.2022, {fact: loans.2023, label: {vi: 'chi nhánh Bắc', en: north branch}}, loans.2024], sort: value",
    f"kind: progress, facts: [members, young], {OWN}",
    "kind: progress, facts: [north, south], target: goal",
    "kind: share, facts: [members], rest: {vi: '{term:readers} khác', en: 'Other {term:readers}'}",
    f"kind: share, facts: [members, young], {OWN}",
    "kind: line, facts: [north, north-before, south], target: goal",
    "kind: line, facts: [loans.2024, {fact: loans.2022, label: {vi: Dòng, en: Line}}, loans.2023, loans.south]",
    f"kind: line, facts: [loans.2024, loans.2022, growth], {OWN}",
    "kind: timeline, facts: [rebuilding, extension, opening, opened.south]",
    "kind: timeline, facts: [{fact: opening, label: {vi: Mở, en: Opens}}, rebuilding]",
    "kind: timeline, facts: [north, members]",
    "kind: bars, facts: [members, nobody, opening, north, young, members]",
    "kind: line, facts: [north, north-before, loans.south, members], target: hoped",
    "kind: share, facts: [members, adults, guests, growth], target: goal",
    "kind: bars, facts: [{fact: north, label: {vi: '{fact:nobody}', en: '7 {value}'}}], title: {vi: a}, height: {word: 0}",
]


def specs(folder: Path) -> Iterator[str]:
    """What becomes of each spec; then of each fact in a chart of each kind, and of each two facts on one axis."""
    facts = library_facts(folder)
    own = [each for table in (REFUSED, LABELS, ALIKE) for each, _ in table.values()]
    for spec in dict.fromkeys([*SPECS, *own]):
        yield f"== {spec}"
        yield from _told(spec, facts, folder)
    yield "== each kind with each fact"
    for kind in KINDS:
        for id_ in FACTS:
            yield f"{kind} {id_}: {_faults(f'kind: {kind}, facts: [{id_}]', facts, folder)}"
            if KINDS[kind].target:
                spec = f"kind: {kind}, facts: [members], target: {id_}"
                yield f"{kind} towards {id_}: {_faults(spec, facts, folder)}"
    yield "== two facts on one axis"
    valued = [id_ for id_, fact in facts.facts.items() if fact.value is not None]
    for one, other in combinations(valued, 2):
        yield f"{one} and {other}: {_faults(f'kind: bars, facts: [{one}, {other}]', facts, folder)}"


def _faults(spec: str, facts: Facts, folder: Path) -> str:
    try:
        _read(spec, facts, folder)
    except Problems as problems:
        return re.sub(r" \(seeds/\S+\)", "", " / ".join(each.message for each in problems.diagnostics))
    return "-"


def _told(spec: str, facts: Facts, folder: Path) -> Iterator[str]:
    words = WORDS if "title:" not in spec else "subtitle: {vi: Lượt mượn, en: Loans}"
    try:
        read = _read(spec, facts, folder, words)
    except Problems as problems:
        yield from str(problems).splitlines()
        return
    chart = read.charts["chart"]
    yield f"of {', '.join(facts_of(chart))}; {chart.height}"
    for code in ("vi", "en"):
        wording = Wording(facts, LANGUAGES[code])
        data = chart_data(chart, wording)
        yield f"{plain(caption('chart', chart, wording))} | {data.subtitle} | {data.rest} | {plain(note_text(chart, wording))}"
        yield from map(_entry, data.all_entries)
        yield from (", ".join(f"{tick.text} {tick.first}-{tick.last}" for tick in scale) for scale in _few(data))
        yield alt_text(chart, wording)
        yield "; ".join(
            f"{text}: {place and place.column}" for text, place in places_of(read, "chart", data, code).items()
        )


def _few(data: ChartData) -> list[list[object]]:
    """The first and last divisions of each scale."""
    return [[*scale[:2], *scale[-1:]] for scale in data.scales]


def _entry(entry: ChartEntry) -> str:
    """All that differs from an entry's defaults."""
    plain_entry = ChartEntry(entry.fact, entry.label)
    names = [name for name in entry.__struct_fields__ if getattr(entry, name) != getattr(plain_entry, name)]
    return f"- {entry.fact} {entry.label}: {', '.join(f'{name} {getattr(entry, name)}' for name in names)}"
