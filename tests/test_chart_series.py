"""Charts with several series: cells of a series of facts, what makes rows and series, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.charts.data import alt_text, chart_data
from reports.charts.grid import grid
from reports.charts.labels import EntryLabels
from reports.charts.read import read_charts
from reports.charts.specs import Item, Spec
from reports.diagnostics import Problems
from reports.facts import Facts, read_facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES

GLOSSARY = """\
units:
  tonnes: {vi: tấn, en: {one: tonne, other: tonnes}}
places:
  north: {name: {vi: Cảng Bắc, en: North Port}, level: port}
  south: {name: {vi: Cảng Nam, en: South Port}, level: port}
  east: {name: {vi: Cảng Đông, en: East Port}, level: port}
"""
HEAD = f"""\
topics: {{fishing: {{vi: đánh bắt, en: fishing}}}}
sources:
  report:
    file: report.txt
    sha256: "{"0" * 64}"
    title: {{vi: Báo cáo, en: Report}}
    publisher: {{vi: Sở, en: Department}}
    short: {{vi: Sở, en: Department}}
    published: 2025-01-15
    language: en
facts:
"""
CATCH = """\
- id: catch
  structure: series
  topic: fishing
  kind: measure
  label: {vi: Sản lượng, en: Catch}
  statement: {vi: "{place} đạt {value} {period}.", en: "{place} had {value} in {period}."}
  unit: tonnes
  measure: catch
  source: report
  lines: [3]
  gaps: East Port opened in 2024
  cells:
  - {place: north, period: 2023, value: 30}
  - {place: north, period: 2024, value: 40}
  - {place: south, period: 2023, value: 50}
  - {place: south, period: 2024, value: 60}
  - {place: east, period: 2024, value: 5}
"""
OTHER = """\
- id: shrimps
  structure: series
  topic: fishing
  kind: measure
  label: {vi: Tôm, en: Shrimps}
  statement: {vi: "Tôm: {value} {period}.", en: "Shrimps: {value} in {period}."}
  unit: tonnes
  measure: catch
  place: north
  source: report
  lines: [4]
  cells:
  - {period: 2023, value: 3}
  - {period: 2024, value: 4}
- id: limit
  topic: fishing
  kind: measure
  status: target
  label: {vi: Hạn mức, en: Limit}
  statement: {vi: "Hạn mức {value}.", en: "The limit is {value}."}
  value: 45
  unit: tonnes
  measure: catch
  place: north
  period: 2024
  accounts: [{source: report, lines: [5], printed: "45", value: 45}]
"""
WORDS = "title: {vi: Sản lượng tăng, en: The catch rises}, subtitle: {vi: Sản lượng, en: Catch}"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return port_facts(tmp_path_factory.mktemp("ports"))


def port_facts(seeds: Path) -> Facts:
    (seeds / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    (seeds / "facts.yaml").write_text(HEAD + CATCH + OTHER, "utf-8")
    return read_facts(seeds)


def _spec(text: str, facts: Facts, folder: Path) -> Spec:
    path = folder / "charts.yaml"
    path.write_text(f"charts:\n  chart: {{{WORDS}, {text}}}\n", "utf-8")
    return read_charts(path, "charts.yaml", facts).charts["chart"]


def _complaints(text: str, facts: Facts, folder: Path) -> str:
    with pytest.raises(Problems) as caught:
        _spec(text, facts, folder)
    return str(caught.value)


def _named(facts: Facts, *items: str | dict[str, object], **options: object) -> list[tuple[str, str]]:
    """The series and rows of items in a grid, in English."""
    read = [Item.model_validate({"fact": each} if isinstance(each, str) else each) for each in items]
    return EntryLabels(read, Wording(facts, LANGUAGES["en"]), gridded=True, **options).named()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "cells"),
    [
        ("", ["north@2023", "north@2024", "south@2023", "south@2024", "east@2024"]),
        ("places: [south, north]", ["south@2023", "south@2024", "north@2023", "north@2024"]),
        ("periods: [2024]", ["north@2024", "south@2024", "east@2024"]),
        ("places: [east, south], periods: [2024, 2023]", ["east@2024", "south@2024", "south@2023"]),
    ],
)
def test_a_series_gives_the_cells_that_are_wanted_in_their_order(
    wanted: str, cells: list[str], facts: Facts, tmp_path: Path
) -> None:
    spec = _spec(f"kind: line, facts: [{{series: catch, {wanted}}}, shrimps@2023, shrimps@2024]", facts, tmp_path)
    found = {item.fact for item in spec.facts[:-2]}
    assert found == {f"catch@{cell}" for cell in cells}


def test_a_cell_that_is_named_on_its_own_is_not_taken_from_its_series_too(facts: Facts, tmp_path: Path) -> None:
    cell = "{fact: catch@south@2024, emphasis: true}"
    spec = _spec(f"kind: strip, facts: [{{series: catch, periods: [2024]}}, {cell}]", facts, tmp_path)
    shown = [(item.fact, item.emphasis) for item in spec.facts]
    assert shown == [("catch@north@2024", False), ("catch@east@2024", False), ("catch@south@2024", True)]


def test_cells_have_their_own_emphasis_and_the_name_of_their_series(facts: Facts, tmp_path: Path) -> None:
    entry = "{series: catch, places: [north, south], emphasis: true, label: {vi: 'Cá, {place}', en: 'Fish, {place}'}}"
    spec = _spec(f"kind: line, facts: [{entry}, {{series: shrimps}}]", facts, tmp_path)
    data = chart_data(spec, Wording(facts, LANGUAGES["en"]))
    assert list(dict.fromkeys(entry.series for entry in data.entries)) == [
        "Fish, North Port", "Fish, South Port", "Shrimps, North Port",
    ]  # fmt: skip
    assert [entry.emphasis for entry in data.entries if entry.when == "2024"] == [True, True, False]


@pytest.mark.parametrize(
    ("items", "options", "named"),
    [
        (
            ["catch@north@2023", "catch@north@2024", "catch@south@2023"],
            {},
            [("North Port", "2023"), ("North Port", "2024"), ("South Port", "2023")],
        ),
        (
            ["catch@north@2023", "catch@north@2024", "catch@south@2023"],
            {"series_by": "period"},
            [("2023", "North Port"), ("2024", "North Port"), ("2023", "South Port")],
        ),
        (["catch@north@2024", "catch@south@2024"], {}, [("", "North Port"), ("", "South Port")]),
        (["catch@north@2024", "catch@south@2024"], {"series_by": "place"}, [("North Port", "Catch"), ("South Port", "Catch")]),
        (["catch@north@2024", "limit"], {"series_by": "fact"}, [("Catch", "Catch"), ("Limit", "Limit")]),
        (
            ["catch@north@2023", "shrimps@2023", "catch@north@2024", "shrimps@2024"],
            {},
            [("Catch", "2023"), ("Shrimps", "2023"), ("Catch", "2024"), ("Shrimps", "2024")],
        ),
        (
            [
                {"fact": "catch@north@2023", "label": {"vi": "Cá", "en": "fish"}},
                {"fact": "catch@north@2024", "label": {"vi": "Cá", "en": "fish"}},
            ],
            {},
            [("2023", "Fish"), ("2024", "Fish")],
        ),
        (
            [
                {"fact": "catch@north@2024", "series": {"vi": "Kết quả", "en": "result {period}"}},
                {"fact": "catch@south@2024", "series": {"vi": "Kết quả", "en": "result {period}"}},
            ],
            {},
            [("Result 2024", "North Port"), ("Result 2024", "South Port")],
        ),
    ],
)  # fmt: skip
def test_rows_and_series_are_what_differs(
    items: list[str | dict[str, object]], options: dict[str, object], named: list[tuple[str, str]], facts: Facts
) -> None:
    assert _named(facts, *items, **options) == named


def test_a_grid_has_a_cell_for_each_row_and_series_and_none_for_a_gap(facts: Facts, tmp_path: Path) -> None:
    spec = _spec("kind: line, facts: [{series: catch, places: [east, north]}]", facts, tmp_path)
    data = chart_data(spec, Wording(facts, LANGUAGES["en"]))
    cells = grid(data, lambda entry: entry.when)
    assert (cells.rows, cells.series) == (("2023", "2024"), ("North Port", "East Port"))
    assert [[cell and str(cell.value) for cell in row] for row in cells.cells] == [["30", None], ["40", "5"]]
    assert cells.of_series(1) == cells.turned.cells[1]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", "Cảng Bắc: 30 (2023); 40 (2024). Cảng Đông: 5 (2024)."),
        ("en", "North Port: 30 (2023); 40 (2024). East Port: 5 (2024)."),
    ],
)
def test_the_text_alternative_goes_row_by_row(language: str, told: str, facts: Facts, tmp_path: Path) -> None:
    spec = _spec("kind: line, facts: [{series: catch, places: [east, north]}]", facts, tmp_path)
    assert alt_text(spec, Wording(facts, LANGUAGES[language])).endswith(told)


REFUSED = {
    "an unknown series": ("kind: line, facts: [{series: catches}]", "1:", 'no series of facts is called "catches"\nhint: did you mean "catch"?'),
    "a fact as a series": ("kind: line, facts: [{series: limit}]", "1:", "a fact that is no series is written {fact: ID}"),
    "an unknown place": ("kind: line, facts: [{series: catch, places: [north, nort]}]", "1:", '"catch" has no value for nort\nhint: did you mean "north"?'),
    "an unknown period": ("kind: line, facts: [{series: catch, periods: [2022, 2023]}]", "1:", '"catch" has no value for 2022'),
    "a place of another": ("kind: line, facts: [{series: shrimps, places: [south]}]", "1:", '"shrimps" has no value for south\nhint: did you mean "north"?'),
    "a place twice": ("kind: line, facts: [{series: catch, places: [north, north]}]", "1:", 'the place "north" is given twice'),
    "a cell twice": ("kind: line, facts: [{series: catch}, catch@east@2024]", "1:", '"catch@east@2024" is shown twice'),
    "an unknown field": ("kind: line, facts: [{series: catch, place: north}]", "1:", '"place"'),
    "series where there are none": ("kind: progress, facts: [{fact: catch@north@2024, series: {vi: a, en: b}}], target: limit", "1:",
                                    "a chart of the kind progress has no series\nhint: take it out; kinds with series: "),
    "periods as lines": ("kind: line, facts: [{series: catch}], series_by: period", "1:", "the periods are the axis of a line"),
    "series named and made": ("kind: line, facts: [{fact: catch@north@2023, series: {vi: a, en: b}}, catch@north@2024], series_by: fact", "1:",
                              "the facts name their series themselves"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_about_a_series_is_refused_where_it_is(name: str, facts: Facts, tmp_path: Path) -> None:
    text, _, complaint = REFUSED[name]
    said = _complaints(text, facts, tmp_path)
    assert complaint in said
    assert said.startswith("charts.yaml:2:")
    assert said.count("error:") == 1
