"""Small specs of charts for tests/details/specs.txt: what each shows and says, or all that is refused about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

from drawing_cases import checksum
from msgspec.structs import fields
from test_chart_kinds import MAP_FAULTS, MAPS
from test_chart_options import SPECS as OPTIONS
from test_chart_series import port_facts
from test_chart_titles import LOANS
from test_charts import ALIKE, FACTS, LABELS, REFUSED, WORDS, _read, library_facts

from reports.charts.data import chart_data, facts_of, native_form, places_of
from reports.charts.editable import NotNative
from reports.charts.kinds import KINDS
from reports.charts.maps import Arrangement, read_maps
from reports.charts.model import ChartData, ChartEntry
from reports.charts.specs import Spec
from reports.charts.texts import alt_text, caption, note_text
from reports.diagnostics import Findings, Problems
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


TITLED = "kind: columns, series_by: place, facts: [north, north-before, loans.south], coloured: [{fact: north, words: {vi: Bắc, en: %s}}, {fact: loans.south, words: {vi: '{place:south}', en: '{place:south}'}}]"
SHADED = "shade: [{period: north, label: {vi: Sửa chữa, en: Repairs}}, {period: north-before, label: {vi: Đóng cửa, en: Closed}}]"
WITH_OPTIONS = [
    f"kind: line, facts: [north, north-before], {SHADED}, annotations: [{{fact: north, text: {{vi: 'sau {{fact:members}}', en: 'after {{fact:members}}'}}}}]",
    f"kind: columns, facts: [loans.2022, loans.2023, loans.2024], {SHADED}",
    f"kind: timeline, facts: [opening, extension], {SHADED}",
    f"kind: bars, facts: [north], {SHADED}",
    "kind: line, facts: [north, north-before], shade: [{period: loans.2023, label: {vi: a, en: b}}, {period: loans.2022, label: {vi: a, en: b}}, {period: undated, label: {vi: a, en: b}}, {period: '{period:north}', label: {vi: a, en: b}}]",
    "kind: bars, facts: [north, south], whole: cost.total, annotations: [{fact: south, text: {vi: a, en: b}}, {fact: cost.total, text: {vi: c, en: d}}], note: {vi: sơ bộ, en: first}",
    "kind: bars, facts: [north], target: goal, annotations: [{fact: north, aim: goal, text: {vi: còn thiếu, en: lacking}}]",
    "kind: bars, facts: [{fact: north, colour: teal}, {fact: south, colour: grey, label: {vi: '{place}, {period}', en: '{place}, {period}'}}], decimals: 1",
    "kind: tile-map, map: branches, facts: [north, south]",
    "kind: tile-map, map: branches, facts: [north]",
    *(
        f"kind: {kind}, facts: [north, south, loans.2022], sort: {order}"
        for kind in ("bars", "columns", "strip")
        for order in ("value", "reverse", "time", "given")
    ),
]
"""Specs with options; some of these are refused."""
GRIDS = (
    "facts: [{series: catch, places: [north, south]}]", "facts: [{series: catch}]", "facts: [{series: catch, periods: [2024]}, shrimps@2024]", "facts: [{series: catch, places: [north, south]}], series_by: place",
    "facts: [{series: catch, places: [north, south]}], series_by: period", "facts: [{series: catch, places: [north]}, {series: shrimps}], series_by: fact", "facts: [{series: catch, places: [north]}, {series: shrimps}], target: limit",
    "facts: [{series: catch, periods: [2024], label: {vi: 'Cá, {place}', en: 'Fish, {place}'}}]", "facts: [{series: catch, places: [north, south], series: {vi: 'Năm {period}', en: 'In {period}'}}]", "facts: [{series: change}]", "facts: [{series: least}]", "facts: [{series: many, places: [north]}]",
    "facts: [{fact: catch@north@2024, series: {vi: A, en: A}}, catch@south@2024]", "facts: [{fact: catch@north@2024, series: {vi: A, en: A}}, {fact: catch@south@2024, series: {vi: B, en: B}}]", "facts: [{fact: catch@north@2024, series: {vi: A, en: A}}], series_by: place",
    "facts: [{fact: catch@north@2024, target: limit, before: catch@north@2023}]", "facts: [{fact: catch@north@2024, target: limit}, {fact: catch@north@2023, target: limit}]", "facts: [catch@north@2023, catch@north@2023]", "facts: [{fact: catch@north@2023, label: {vi: Cá, en: fish}}, {fact: catch@north@2024, label: {vi: Cá, en: fish}}]",
    "facts: [{series: catch, places: [nowhere]}]", "facts: [{series: cach}]", "facts: [{series: catch, periods: [1999]}]", "facts: [catch@north@2024, limit]", "facts: [catch@north@2024], total: limit", "facts: [catch@north@2024, catch@south@2024], rest: {vi: Khác, en: Other}",
)  # fmt: skip
"""What charts of all kinds show of series of cells."""


def specs(folder: Path) -> Iterator[str]:
    """What becomes of each spec; then of each fact in a chart of each kind, and of each two facts on one axis."""
    kept: dict[bool, Mapping[str, Arrangement]] = {}

    def kept_maps(own: Path, shown: str, findings: Findings) -> Mapping[str, Arrangement]:
        """The maps, read twice in all: before the workspace has its own, and then."""
        has_own = own.exists()
        kept[has_own] = kept.get(has_own) or read_maps(own, shown, findings)
        return kept[has_own]

    with patch("reports.charts.read.read_maps", kept_maps):
        yield from _specs(folder)


def _specs(folder: Path) -> Iterator[str]:
    facts = library_facts(folder)
    own = [each for table in (REFUSED, LABELS, ALIKE) for each, _ in table.values()]
    for spec in dict.fromkeys([*SPECS, *own]):
        yield f"== {spec}"
        yield from _told(spec, facts, folder)
    (folder / "maps.yaml").write_text(MAPS, "utf-8")
    for spec in (*WITH_OPTIONS, *OPTIONS, *(spec for spec, _ in MAP_FAULTS.values())):
        yield f"== {spec}"
        yield from _told(spec, facts, folder)
    for english in ("North", "east", "nor", "South"):
        yield f"== words of the title: {english}"
        yield from _told(TITLED % english, facts, folder, LOANS)
    ports = port_facts(folder)
    for cells in GRIDS:
        yield f"== {cells}"
        yield from _told(f"kind: columns, {cells}", ports, folder)
        yield from (f"{kind}: {_in_short(f'kind: {kind}, {cells}', ports, folder)}" for kind in KINDS)
    facts = library_facts(folder)
    yield "== each kind with each fact"
    for kind in KINDS:
        for id_ in FACTS:
            yield f"{kind} {id_}: {_faults(f'kind: {kind}, facts: [{id_}]', facts, folder)}"
            if KINDS[kind].target:
                spec = f"kind: {kind}, facts: [members], target: {id_}"
                yield f"{kind} towards {id_}: {_faults(spec, facts, folder)}"
    yield "== what each kind demands"
    for kind in KINDS.values():
        values = ((each.name, getattr(kind, each.name)) for each in fields(kind))
        yield ", ".join(f"{name} {value}" for name, value in values if not callable(value) and value not in (None, ""))
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


def _told(spec: str, facts: Facts, folder: Path, words: str = WORDS) -> Iterator[str]:
    words = words if "title:" not in spec else "subtitle: {vi: Lượt mượn, en: Loans}"
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
        title = "|".join(plain((each,)) for each in caption("chart", chart, wording))
        yield f"{title} | {data.subtitle} | {data.rest} | {plain(note_text(chart, wording))}"
        yield from map(_entry, data.all_entries)
        yield from (", ".join(f"{tick.text} {tick.first}-{tick.last}" for tick in scale) for scale in _few(data))
        yield f"{alt_text(chart, wording)} {_native(chart, data)}"
        yield "; ".join(
            f"{text}: {place and place.column}" for text, place in places_of(read, "chart", data, code).items()
        )


def _in_short(spec: str, facts: Facts, folder: Path) -> str:
    """The text alternative in English and a checksum of all that a chart shows, or the first complaint."""
    try:
        chart = _read(spec, facts, folder).charts["chart"]
    except Problems as problems:
        return f"{len(problems.diagnostics)} × {problems.diagnostics[0]}".replace("\n", " ")
    wording = Wording(facts, LANGUAGES["en"])
    data = chart_data(chart, wording)
    told = alt_text(chart, wording).partition("Loans. ")[2]
    return f"{told[:200]} {_native(chart, data)} {checksum([data, plain(note_text(chart, wording))])}"


def _native(chart: Spec, data: ChartData) -> str:
    """The shape of the native chart and a checksum of all of it, or why there is none."""
    try:
        native = native_form(chart, data, wanted=True)
    except NotNative as fault:
        return f"({fault}: {fault.hint})"
    return (
        f"({native.form} of {len(native.series)} x {len(native.categories)}: {checksum([native])})" if native else "-"
    )


def _few(data: ChartData) -> list[list[object]]:
    """The first and last divisions of each scale."""
    return [[*scale[:2], *scale[-1:]] for scale in data.scales]


def _entry(entry: ChartEntry) -> str:
    """All that differs from an entry's defaults."""
    plain_entry = ChartEntry(entry.fact, entry.label)
    names = [name for name in entry.__struct_fields__ if getattr(entry, name) != getattr(plain_entry, name)]
    return f"- {entry.fact} {entry.label}: {', '.join(f'{name} {getattr(entry, name)}' for name in names)}"
