"""Charts with several series: cells of a series of facts, what makes rows and series, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reports.brand import read_brand
from reports.brand.font_files import load_metrics
from reports.charts.data import chart_data
from reports.charts.extents import faults
from reports.charts.frame import MILLIMETRE, CannotFit, Frame, looks_of
from reports.charts.grid import grid
from reports.charts.jobs import lay_out
from reports.charts.kinds import KINDS
from reports.charts.labels import EntryLabels
from reports.charts.letters import with_fallback
from reports.charts.marks import Dot, Drawing, Label, Rectangle, Stroke
from reports.charts.model import ChartData, ChartEntry
from reports.charts.read import read_charts
from reports.charts.specs import Item, Spec
from reports.charts.texts import alt_text
from reports.charts.upright import spread
from reports.diagnostics import Diagnostic, Place, Problems
from reports.facts import Facts, read_facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES

BRAND = Path(__file__).parent.parent / "templates" / "brand" / "brand.yaml"
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
- id: change
  structure: series
  topic: fishing
  kind: measure
  label: {vi: Thay đổi, en: Change}
  statement: {vi: "{place}: {value} {period}.", en: "{place}: {value} in {period}."}
  unit: tonnes
  measure: catch
  source: report
  lines: [6]
  cells:
  - {place: north, period: 2024, value: -10, printed: "-10"}
  - {place: south, period: 2024, value: 0}
- id: many
  structure: series
  topic: fishing
  kind: measure
  label:
    vi: Số lần ra khơi của các đội tàu đánh bắt xa bờ trong vùng biển phía Bắc của cả nước ta nay
    en: Number of trips of the fleets that fish far from the coast in the northern waters of all
  statement: {vi: "{place}: {value} {period}.", en: "{place}: {value} in {period}."}
  unit: tonnes
  measure: catch
  source: report
  lines: [7]
  cells:
  - {place: north, period: 2023, value: 0.000000001}
  - {place: north, period: 2024, value: 900000000000000}
  - {place: south, period: 2023, value: 0}
  - {place: south, period: 2024, value: 0}
- id: least
  structure: series
  topic: fishing
  kind: measure
  label: {vi: Ít nhất, en: At least}
  statement: {vi: "{place}: {value} {period}.", en: "{place}: {value} in {period}."}
  unit: tonnes
  measure: catch
  source: report
  lines: [8]
  cells:
  - {place: north, period: 2024, value: 7, qualifier: over, printed: "over 7"}
  - {place: south, period: 2024, value: 8}
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
  - {period: 2023, value: 3.5}
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


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> Frame:
    brand = read_brand(BRAND, "brand.yaml")
    metrics = with_fallback(load_metrics(tmp_path_factory.mktemp("cache")), ())
    return Frame(160 * MILLIMETRE, None, looks_of(brand, brand.charts.word), metrics)


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
    "a cell twice": (
        "kind: line, facts: [{series: catch}, {series: catch, places: [east]}]", "1:", '"catch@east@2024" is shown twice',
    ),
    "an unknown field": ("kind: line, facts: [{series: catch, place: north}]", "1:", '"place"'),
    "series where there are none": ("kind: progress, facts: [{fact: catch@north@2024, series: {vi: a, en: b}}], target: limit", "1:",
                                    "a chart of the kind progress has no series\nhint: take it out; kinds with series: "),
    "periods as lines": ("kind: line, facts: [{series: catch}], series_by: period", "1:", "the periods are the axis of the kind line"),
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


WRONG_PARTS = {
    "a negative part": ("kind: stacked-bars, facts: [{series: change}]", '"change@north@2024" is negative'),
    "a bound in a pile": ("kind: stacked-columns, facts: [{series: least}]", "have no open ends"),
    "a part that is missing": (
        "kind: stacked-bars, facts: [{series: catch}]", '"2023" has no value for "Cảng Đông"'),
    "nothing but zeros of a whole": (
        "kind: percent-bars, facts: [{series: many, places: [south]}], series_by: place",
        'the values of "2023" are all zero, and make no whole'),
    "a target as a part": (
        "kind: stacked-bars, facts: [catch@north@2024, limit], series_by: fact", "never drawn like a result"),
    "one value of a pair": (
        "kind: dumbbell, facts: [{series: catch, places: [north, east]}]", '"2023" has no value for "Cảng Đông"'),
    "three values of a row": (
        "kind: slope, facts: [{series: catch, periods: [2024]}], series_by: place", "shows 2 series"),
    "columns without a line": ("kind: columns-line, facts: [{series: shrimps}]", "shows 2 to 8 series"),
    "a row without a target": (
        "kind: target-distance, facts: [catch@north@2024]", "write {fact: catch@north@2024, target: ID}"),
    "other periods than the target's": (
        "kind: columns, facts: [{series: catch, periods: [2023]}], target: limit", "are not comparable"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_PARTS)
def test_what_a_kind_cannot_show_truthfully_is_refused(name: str, facts: Facts, tmp_path: Path) -> None:
    text, complaint = WRONG_PARTS[name]
    said = _complaints(text, facts, tmp_path)
    assert complaint in said
    assert said.startswith("charts.yaml:2:")


ODD = {
    "a gap": "facts: [{series: catch}]",
    "all equal": "facts: [shrimps@2024, {fact: shrimps@2023, label: {vi: a, en: a}}], series_by: period",
    "from the smallest to the largest": "facts: [{series: many, places: [north]}]",
    "nothing but zeros": "facts: [{series: many, places: [south]}]",
    "long names": "facts: [{series: catch, periods: [2024], places: [north, south]}, {series: many, periods: [2024]}], "
    "series_by: fact",
    "below zero": "facts: [{series: change}]",
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.gridded])
@pytest.mark.parametrize("name", ODD)
def test_odd_values_are_drawn_right_or_refused(
    name: str, kind: str, language: str, facts: Facts, tmp_path: Path, frame: Frame
) -> None:
    try:
        spec = _spec(f"kind: {kind}, {ODD[name]}", facts, tmp_path)
        drawing = lay_out(chart_data(spec, Wording(facts, LANGUAGES[language])), frame)
    except Problems as problems:
        complaints = list(problems.diagnostics)
    except CannotFit as fault:
        complaints = [Diagnostic(str(fault), Place("charts.yaml", 2), fault.hint)]
    else:
        complaints = []
        assert list(faults(drawing, frame.metrics)) == []
        assert any(not isinstance(mark, Label) for mark in drawing.marks)
    assert all(each.hint and each.place and each.place.line == 2 for each in complaints)


def _drawn(text: str, facts: Facts, folder: Path, frame: Frame) -> Drawing:
    return lay_out(chart_data(_spec(text, facts, folder), Wording(facts, LANGUAGES["en"])), frame)


def _box(drawing: Drawing, fact: str) -> Rectangle:
    (found,) = (mark for mark in drawing.marks if isinstance(mark, Rectangle) and mark.fact == fact)
    return found


def _texts(drawing: Drawing) -> set[str]:
    return {mark.text.replace("\u00a0", " ") for mark in drawing.marks if isinstance(mark, Label)}


def test_bars_of_a_row_have_one_scale_and_a_gap_stays_empty(facts: Facts, tmp_path: Path, frame: Frame) -> None:
    drawing = _drawn("kind: bars, facts: [{series: catch}]", facts, tmp_path, frame)
    low, high, alone = (_box(drawing, f"catch@{each}") for each in ("north@2023", "south@2024", "east@2024"))
    assert [low.width / 30, high.width / 60] == pytest.approx([alone.width / 5] * 2)
    assert high.y < alone.y
    assert {"North Port", "South Port", "East Port", "2023", "2024"} <= _texts(drawing)


def test_columns_stand_on_zero_and_are_as_high_as_their_values(facts: Facts, tmp_path: Path, frame: Frame) -> None:
    drawing = _drawn("kind: columns, facts: [{series: catch, periods: [2024]}]", facts, tmp_path, frame)
    boxes = [_box(drawing, f"catch@{place}@2024") for place in ("north", "south", "east")]
    assert len({round(box.y + box.height, 6) for box in boxes}) == 1
    assert [box.height / boxes[0].height for box in boxes] == pytest.approx([1, 1.5, 0.125])


def test_parts_lie_end_to_end_and_wholes_are_equally_long(facts: Facts, tmp_path: Path, frame: Frame) -> None:
    ends = {}
    for kind in ("stacked-bars", "percent-bars"):
        cells = "facts: [{series: catch, places: [north, south]}]"
        drawing = _drawn(f"kind: {kind}, {cells}", facts, tmp_path, frame)
        for year in (2023, 2024):
            first, second = (_box(drawing, f"catch@{place}@{year}") for place in ("north", "south"))
            assert second.x == pytest.approx(first.x + first.width)
            ends[kind, year] = second.x + second.width - first.x
    assert ends["stacked-bars", 2024] / ends["stacked-bars", 2023] == pytest.approx(100 / 80)
    assert ends["percent-bars", 2024] == pytest.approx(ends["percent-bars", 2023])


def test_the_distance_to_a_target_is_drawn_and_named(facts: Facts, tmp_path: Path, frame: Frame) -> None:
    rows = ("catch@north@2024", "catch@south@2024", "shrimps@2024")
    spec = f"kind: target-distance, facts: [{', '.join(f'{{fact: {id_}, target: limit}}' for id_ in rows)}]"
    drawing = _drawn(spec, facts, tmp_path, frame)
    assert {"Target: 45", "5 short", "15 beyond", "41 short"} <= _texts(drawing)
    (line,) = {mark.points[0][0] for mark in drawing.marks if isinstance(mark, Stroke) and mark.dashed}
    short, beyond, _ = (_box(drawing, id_) for id_ in rows)
    assert short.x + short.width < line < beyond.x + beyond.width
    assert "còn thiếu 5)" in alt_text(_spec(spec, facts, tmp_path), Wording(facts, LANGUAGES["vi"]))


def test_a_dumbbell_joins_its_dots_and_a_slope_names_every_line(facts: Facts, tmp_path: Path, frame: Frame) -> None:
    cells = "facts: [{series: catch, places: [north, south]}], series_by: period"
    dots = [mark for mark in _drawn(f"kind: dumbbell, {cells}", facts, tmp_path, frame).marks if isinstance(mark, Dot)]
    assert [dots[0].y, dots[2].y] == [dots[1].y, dots[3].y]
    assert dots[1].x - dots[0].x == pytest.approx(dots[3].x - dots[2].x)  # both rise by 10
    drawing = _drawn(f"kind: slope, {cells}", facts, tmp_path, frame)
    assert {"2023", "2024", "North Port", "South Port", "30", "60"} <= _texts(drawing)


def test_six_lines_of_many_points_have_names_in_their_colours_and_an_axis(frame: Frame) -> None:
    entries = [
        ChartEntry(f"{line}-{year}", "", f"{line * 10 + year}", Decimal(line * 10 + year), series=f"Line {line}",
                   when=str(1960 + year), first=date(1960 + year, 1, 1), last=date(1960 + year, 12, 31), precision="year")
        for line in range(6) for year in range(60)
    ]  # fmt: skip
    axis = tuple((Decimal(each), str(each)) for each in (0, 50, 100))
    drawing = lay_out(ChartData("line", "Loans", tuple(entries), axis=axis), frame)
    names = [mark for mark in drawing.marks if isinstance(mark, Label) and mark.text.startswith("Line ")]
    assert [mark.text for mark in names] == [f"Line {line} {line * 10 + 59}" for line in range(6)]
    assert len({mark.colour for mark in names}) > 1
    assert {"0", "50", "100", "1960", "2019"} <= _texts(drawing)


def test_boxes_are_spread_apart_in_their_order_and_within_bounds() -> None:
    assert spread([5, 5, 5], [2, 2, 2], 0, 100) == pytest.approx([3, 5, 7])
    assert spread([1, 0, 99], [4, 4, 4], 0, 100) == pytest.approx([6, 2, 98])
    assert spread([10, 50], [2, 2], 0, 100) == [10, 50]


def test_figures_along_an_axis_have_equal_decimals(facts: Facts, tmp_path: Path) -> None:
    for kind, figures in (("line", ["3,5", "4,0"]), ("bars", ["3,5", "4"])):
        data = chart_data(
            _spec(f"kind: {kind}, facts: [{{series: shrimps}}]", facts, tmp_path), Wording(facts, LANGUAGES["vi"])
        )
        assert [entry.figure for entry in sorted(data.entries, key=lambda entry: entry.when)] == figures


def test_a_fact_that_is_named_takes_the_place_of_its_cell(facts: Facts, tmp_path: Path) -> None:
    own = "{fact: catch@south@2024, emphasis: true}"
    spec = _spec(f"kind: bars, facts: [{own}, {{series: catch, periods: [2024]}}]", facts, tmp_path)
    assert [(item.fact, item.emphasis) for item in spec.facts] == [
        ("catch@south@2024", True),
        ("catch@north@2024", False),
        ("catch@east@2024", False),
    ]
