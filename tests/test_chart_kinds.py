"""The kinds of charts that have no cases in test_drawing.py: what each shows, and bad input, which is drawn right or
refused on the line that is to blame."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from test_charts import _complaints, _read, library_facts
from test_drawing import BRAND, LONG, SLIDE, _bar, _chart, _frame, _labels, _years

from reports.brand import contrast, luminance, read_brand
from reports.brand.font_files import load_metrics
from reports.charts.colours import hatched
from reports.charts.extents import faults
from reports.charts.frame import Frame
from reports.charts.jobs import lay_out
from reports.charts.kinds import KINDS
from reports.charts.letters import with_fallback
from reports.charts.maps import read_maps
from reports.charts.marks import Band, Dot, Drawing, Rectangle, Stroke
from reports.charts.model import ChartEntry, Tile
from reports.charts.texts import alt_text
from reports.diagnostics import Findings
from reports.facts import Facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES
from reports.languages.periods import parse_period

ChartSize = tuple[float, float | None]
SIZES: list[ChartSize] = [(158.0, None), SLIDE]
CASES = {
    "eight parts": _chart(
        "share", *(_bar(v, label=LONG) for v in (30.4, 20, 14, 9, 6, 5, 0.2)), _bar(1, "over"), rest="Bạn đọc khác"
    ),
    "four parts that make the whole": _chart("share", *(_bar(25, label=f"Nhóm {i}") for i in range(4))),
}


def _work(label: str, period: str, status: str = "reported") -> ChartEntry:
    when = parse_period(period)
    last = None if when.precision == "since" else when.last
    return ChartEntry(period, label, when=period, first=when.first, last=last, precision=when.precision, status=status)


WORK = (
    _work("Xây phòng đọc", "2022/2023", "plan"),
    _work("Xây phòng đọc", "2022-Q3"),
    _work("Xây phòng đọc", "2022-08/2023-02"),
    _work("Xây phòng đọc", "2023-Q2"),
    _work(LONG, "2022/.."),
    _work(LONG, "2023-05-19"),
    _work("Khai trương", "2024-12-31", "plan"),
)
CASES["work over time"] = _chart("gantt", *WORK, scales=_years(2022, 2024))
CASES["twelve tasks"] = _chart(
    "gantt", *(_work(f"Việc {i}", f"{2000 + i}-{i % 12 + 1:02}") for i in range(12)), scales=_years(2000, 2011)
)


PARTS = [_bar(v, label=f"{LONG} {i}") for i, v in enumerate((12400, 3150, -2210))]
AIM = ChartEntry("aim", "Mục tiêu", "80%", Decimal(80), status="target")
BEFORE = ChartEntry("was", "", "31%", Decimal(31), when="2023")
CASES |= {
    "parts of a total": _chart("waterfall", *PARTS, total=_bar(13340, label="Cuối năm")),
    "parts below zero": _chart(
        "waterfall", *(replace(part, value=-part.value) for part in PARTS), total=_bar(-13340, label="Cuối năm")
    ),
    "parts that are all zero": _chart("waterfall", _bar(0, label="a"), _bar(0, label="b"), total=_bar(0, label="c")),
    "huge and tiny parts": _chart(
        "waterfall", _bar(1e15, label="Lớn"), _bar(1e-9, label="Nhỏ"), total=_bar(1e15, label="Cộng"), rest="Chưa rõ"
    ),
    "a card of all rows": _chart(
        "scorecard",
        _bar(39.5, unit="percent", of="readers", label=LONG, target=AIM, before=BEFORE),
        _bar(51, "over", unit="percent", of="readers", label="a"),
        _bar(71, unit="rank", label="b", before=BEFORE),
        _bar(743000, label="c", before=BEFORE),
        _bar(-3, label="d", before=BEFORE),
        _bar(90, "about", label="e", target=AIM, emphasis=True),
        _bar(0, label="f", before=replace(BEFORE, value=Decimal(0))),
        _bar(34, label="g"),
    ),
    "a card of bare figures": _chart("scorecard", _bar(1e15, label="a"), _bar(1e-9, label="b")),
}


def _over_years(name: str, *values: float, **others: object) -> tuple[ChartEntry, ...]:
    return tuple(
        _bar(v, series=name, when=str(2018 + i), first=date(2018 + i, 1, 1), last=date(2018 + i, 12, 31), **others)
        for i, v in enumerate(values)
    )


def _by_time(entries: Sequence[ChartEntry]) -> list[ChartEntry]:
    return sorted(entries, key=lambda entry: entry.first or date.min)


DOTS = [_bar(i * i % 17, label=f"Tỉnh {i}", fact=f"f{i}") for i in range(63)]
WHOLLY = ("eight parts", "four parts that make the whole", "work over time", "twelve tasks", *CASES)
CASES |= {
    "one place among all": _chart("strip", *DOTS[1:], replace(DOTS[0], emphasis=True)),
    "places that are all equal": _chart("strip", *(replace(dot, value=Decimal(7)) for dot in DOTS[:9])),
    "places at both ends": _chart(
        "strip", *(_bar(v, label=f"{LONG} {v}", emphasis=True) for v in (1e15, -1e-9)), _bar(5, "over", label="Giữa")
    ),
    "small charts": _chart("small-multiples", *(e for i in range(20) for e in _over_years(f"Tỉnh {i}", i, 9, 20 - i))),
    "small charts below zero": _chart(
        "small-multiples", *_over_years("Bắc", -5, 3), *_over_years("Nam", 0, 0), *_over_years(LONG, 2, -4, 1e-9)
    ),
    "small charts with a gap and a point": _chart(
        "small-multiples", *_over_years("Bắc", 5, 3, 4), *_over_years("Nam", 7), *_over_years("Đông", 1, 2)[1:]
    ),
    "a small chart that matters": _chart(
        "small-multiples", *_over_years("Bắc", 5, 3), *_over_years("Nam", 7, 8, emphasis=True)
    ),
}


TILES = tuple(Tile(f"p{i}", f"Tỉnh {i}", i // 5, i % 5) for i in range(60))
CASES |= {
    "a map with places without figures": _chart(
        "tile-map", *(_bar(i * 7 % 50 - 9, place=f"p{i}") for i in range(0, 60, 2)), tiles=TILES
    ),
    "a map of equal values": _chart(
        "tile-map", *(_bar(1e15, place=f"p{i}", emphasis=i == 2) for i in range(4)), tiles=TILES[:4]
    ),
    "a map of one value": _chart("tile-map", _bar(0, place="p3"), tiles=TILES[:9]),
}


LAYERS = (*_over_years("Bắc", 20, 30, 10), *_over_years("Nam", 40, 40, 50), *_over_years("Đông", 5, 0, 15))
SUMS = (ChartEntry("", "Cộng", "65%", Decimal(65)), ChartEntry("", "Cộng", "75%", Decimal(75)))
AXIS = ((Decimal(0), "0%"), (Decimal(50), "50%"))
CASES |= {
    "layers": _chart("area", *_by_time(LAYERS), axis=AXIS, sums=SUMS),
    "layers that go on as expected": _chart(
        "area",
        *_by_time([replace(e, status="expected") if e.when > "2018" else e for e in LAYERS]),
        axis=AXIS,
        sums=SUMS,
    ),
    "one layer": _chart("area", *_over_years("", 3, 9, 1e-9, 7), axis=AXIS[:1]),
    "layers of nothing": _chart("area", *_over_years("Bắc", 0, 0), *_over_years("Nam", 0, 0), sums=SUMS),
    "a huge layer and a tiny one": _chart(
        "area", *_over_years("Bắc", 1e15, 1e15), *_over_years("Trực tuyến", 1e-9, 1e-9)
    ),
    "six layers of sixty periods": _chart(
        "area",
        *_by_time([e for i in range(6) for e in _over_years(f"Tỉnh {i}", *(i + year % 7 for year in range(60)))]),
        axis=AXIS[:1],
        sums=SUMS,
    ),
    "layers with patterns": _chart(
        "area",
        *(replace(e, emphasis=e.series == "Nam", colour="grey" if e.series == "Nam" else "") for e in LAYERS),
        axis=AXIS,
        sums=SUMS,
    ),
}


@pytest.fixture(scope="module", name="frame")
def _frames(tmp_path_factory: pytest.TempPathFactory) -> Callable[[ChartSize], Frame]:
    brand = read_brand(BRAND, "brand.yaml")
    metrics = with_fallback(load_metrics(tmp_path_factory.mktemp("cache")), ())
    return lambda size: _frame(brand, metrics, *size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CASES)
def test_each_kind_is_drawn_with_nothing_in_the_way(
    name: str, size: ChartSize, frame: Callable[[ChartSize], Frame]
) -> None:
    chart = CASES[name]
    drawing = lay_out(chart, frame(size))
    shown = " ".join(label.text for label in _labels(drawing))
    assert list(faults(drawing, frame(size).metrics)) == []
    if chart.kind == "tile-map":
        assert all(tile.name in shown for tile in chart.tiles)
    if name in WHOLLY:
        assert all(word in shown for entry in chart.entries for word in f"{entry.label} {entry.figure}".split())


@pytest.mark.parametrize("size", SIZES)
def test_neighbouring_parts_are_distinct_in_grey_and_what_is_empty_has_an_outline(
    size: ChartSize, frame: Callable[[ChartSize], Frame]
) -> None:
    drawing = lay_out(_chart("share", *(_bar(10, label=f"Nhóm {i}") for i in range(8)), rest="Chưa rõ"), frame(size))
    boxes = [mark for mark in drawing.marks if isinstance(mark, Rectangle)]
    cells = {(box.x, box.y): box.fill for box in boxes if box.width == boxes[0].width}  # later ones cover earlier ones
    colours = list(dict.fromkeys(list(cells.values())))
    assert [list(cells.values()).count(colour) for colour in colours] == [10] * 8 + [20]
    assert all(contrast(one, other) >= 1.95 for one, other in pairwise(colours[:8]))
    assert colours[8] == frame(size).looks.rule


@pytest.mark.parametrize("size", SIZES)
def test_periods_of_one_task_that_overlap_are_in_lanes_with_plans_above(
    size: ChartSize, frame: Callable[[ChartSize], Frame]
) -> None:
    looks = frame(size).looks
    drawing = lay_out(_chart("gantt", *WORK[:4], scales=_years(2022, 2023)), frame(size))
    bars = [mark for mark in drawing.marks if isinstance(mark, Rectangle) and mark.fill == looks.series[0]]
    (plan,) = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.dashed]
    first, second, third = bars
    days = [(mark.width / (plan.points[0][0] - plan.points[1][0]) * 730) for mark in (first, third, second)]
    assert max(y for _, y in plan.points) < min(bar.y for bar in bars)
    assert first.y == second.y  # Q3 2022 and Q2 2023, then what meets the first
    assert third.y > first.y + first.height
    assert days == pytest.approx([92, 212, 91], rel=0.01)


def test_a_period_that_has_room_nowhere_is_left_to_the_axis_and_said_in_words(
    frame: Callable[[ChartSize], Frame],
) -> None:
    crowded = [_work("Đọc sách", f"2024-{month:02}") for month in range(1, 13)]
    drawing = lay_out(_chart("gantt", *crowded, scales=_years(2024, 2024)), frame((75, None)))
    shown = {label.text for label in _labels(drawing)}
    assert not shown & {entry.when for entry in crowded[1:-1]}
    assert list(faults(drawing, frame((75, None)).metrics)) == []


@pytest.mark.parametrize("size", SIZES)
def test_each_part_begins_where_the_one_before_it_ends_and_the_total_is_their_sum(
    size: ChartSize, frame: Callable[[ChartSize], Frame]
) -> None:
    drawing = lay_out(CASES["parts of a total"], frame(size))
    first, second, third, total = (mark for mark in drawing.marks if isinstance(mark, Rectangle))
    scale = first.width / 12400
    assert second.x == pytest.approx(first.x + first.width)
    assert third.x + third.width == pytest.approx(second.x + second.width)
    assert total.x == first.x
    assert [each.width / scale for each in (second, third, total)] == pytest.approx([3150, 2210, 13340])
    assert third.fill != second.fill != total.fill
    shown = {label.text for label in _labels(drawing)}
    assert shown >= {"12400%", "+3150%", "-2210%", "13340%"}  # what adds has a sign beside what takes away


def test_an_arrow_says_what_is_certain_and_nothing_else(frame: Callable[[ChartSize], Frame]) -> None:
    def way(now: ChartEntry, before: ChartEntry) -> float | None:
        looks = frame(SLIDE).looks
        drawing = lay_out(_chart("scorecard", replace(now, before=before)), frame(SLIDE))
        heads = [mark.points for mark in drawing.marks if isinstance(mark, Stroke) and mark.colour == looks.text]
        return heads[0][0][1] - heads[0][1][1] if heads else None

    rose, fell = way(_bar(40), BEFORE), way(_bar(20), BEFORE)
    assert rose is not None
    assert fell is not None
    assert rose > 0 > fell
    assert way(_bar(31), BEFORE) == 0
    assert (way(_bar(3, unit="rank"), replace(BEFORE, value=Decimal(9), unit="rank")) or 0) > 0
    assert way(_bar(40), replace(BEFORE, qualifier="over")) is None
    assert way(_bar(20, "over"), BEFORE) is None
    assert (way(_bar(40, "over"), BEFORE) or 0) > 0


def test_a_share_has_the_whole_as_its_track_and_other_percentages_have_none(
    frame: Callable[[ChartSize], Frame],
) -> None:
    looks = frame(SLIDE).looks

    def tracks(entry: ChartEntry) -> list[Rectangle]:
        marks = lay_out(_chart("scorecard", entry), frame(SLIDE)).marks
        return [mark for mark in marks if isinstance(mark, Rectangle) and mark.fill == looks.rule]

    (track,) = tracks(_bar(25, unit="percent", of="readers"))
    assert track.width > 100
    assert tracks(_bar(7, unit="percent")) == []


@pytest.mark.parametrize("size", SIZES)
def test_each_place_is_a_dot_that_covers_no_other_and_what_matters_is_named(
    size: ChartSize, frame: Callable[[ChartSize], Frame]
) -> None:
    drawing = lay_out(CASES["one place among all"], frame(size))
    dots = {mark.fact: mark for mark in drawing.marks if isinstance(mark, Dot)}
    assert len(dots) == 63
    for one, other in combinations(dots.values(), 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 2 * one.radius - 0.01
    assert dots["f4"].x - dots["f1"].x == pytest.approx(15 / 16 * (max(d.x for d in dots.values()) - dots["f0"].x))
    named = [label.text for label in _labels(drawing)]
    assert any("Tỉnh 0" in text and "0%" in text for text in named)
    marked = [dot for dot in dots.values() if dot.fill == dots["f0"].fill]
    assert marked == [dots["f0"]]


def test_small_charts_have_one_scale_and_say_their_first_and_last_figures(
    frame: Callable[[ChartSize], Frame],
) -> None:
    chart = _chart("small-multiples", *_over_years("Bắc", 10, 40), *_over_years("Nam", 20, 30))
    drawing = lay_out(chart, frame(SLIDE))
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    rises = [dots[i].y - dots[i + 1].y for i in (0, 2)]
    assert rises[0] == pytest.approx(3 * rises[1])
    assert {"10%", "40%", "20%", "30%", "2018", "2019", "Bắc", "Nam"} <= {label.text for label in _labels(drawing)}


@pytest.mark.parametrize("size", SIZES)
def test_each_place_has_its_tile_darker_for_more_and_outlined_without_a_figure(
    size: ChartSize, frame: Callable[[ChartSize], Frame]
) -> None:
    looks = frame(size).looks
    entries = [_bar(v, place=f"p{i}", fact=f"f{i}") for i, v in enumerate((10, 55, 100))]
    drawing = lay_out(_chart("tile-map", *entries, tiles=TILES[:4]), frame(size))
    tiles = {mark.fact: mark for mark in drawing.marks if isinstance(mark, Rectangle) and mark.fact}
    light = [luminance(tiles[f"f{i}"].fill) for i in range(3)]
    assert light == sorted(light, reverse=True)
    assert all(one / other > 1.3 for one, other in pairwise(light))
    assert len({(tile.y, tile.width, tile.height) for tile in tiles.values()}) == 1
    outlines = [mark for mark in drawing.marks if isinstance(mark, Rectangle) and mark.fill == looks.rule]
    assert [round(mark.x, 3) for mark in outlines] == [round(2 * tiles["f2"].x - tiles["f1"].x, 3)]
    assert {label.text for label in _labels(drawing)} >= {"Tỉnh 3", "100%"}


MAPS = """
maps:
  branches:
    valid: 2024-01-01/..
    tiles: [north ., . south, east]
    names: {east: {vi: chi nhánh Đông, en: East branch}}
  towns: {valid: 2020/2023, tiles: [south town]}
"""
OWN = "tiles: {valid: 2024, tiles: [north south]}"
MAP_FAULTS = {
    "no map": ("kind: tile-map, facts: [north]", "needs a map"),
    "an unknown map": ("kind: tile-map, map: branch, facts: [north]", 'no map is called "branch"'),
    "a map of bars": ("kind: bars, map: branches, facts: [north]", "a chart of the kind bars has no map"),
    "two arrangements": (f"kind: tile-map, map: branches, {OWN}, facts: [north]", "two arrangements"),
    "a tile of no place": (
        "kind: tile-map, map: towns, facts: [south]",
        'a tile for "town", and no place is called so',
    ),
    "no tile for a place": (
        "kind: tile-map, tiles: {valid: 2024, tiles: [north]}, facts: [south]",
        "south, which has no tile in the map\nhint: it has one in branches, towns; one chart has one map",
    ),
    "a fact of no place": ("kind: tile-map, map: branches, facts: [loans.anywhere]", '"loans.anywhere" has no place'),
    "two facts of a place": ("kind: tile-map, map: branches, facts: [north, loans.2024]", "are both of north"),
    "a map of another time": (
        "kind: tile-map, map: branches, facts: [north-before]",
        "the map holds for 2024-01-01/..",
    ),
    "two periods": (
        "kind: tile-map, tiles: {valid: 2022/.., tiles: [north south]}, facts: [north-before, south]",
        "different periods",
    ),
    "a tile twice": ("kind: tile-map, tiles: {valid: 2024, tiles: [north north]}, facts: [north]", "has two tiles"),
}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return library_facts(tmp_path_factory.mktemp("library"))


FAR = {"tiny": "0.000000001", "one": "1", "million": "1000000", "huge": "1000000000000000"}


@pytest.mark.parametrize(
    "kind", [kind.name for kind in KINDS.values() if kind.valued and kind.one_axis and not kind.percent]
)
def test_values_that_no_scale_can_show_together_are_refused_at_the_one_to_blame(kind: str, tmp_path: Path) -> None:
    value = "unit: loans, measure: loans, label: loans, place: {}, period: {}, value: {}".format
    kept = {
        id_: value("south" if i % 2 else "north", 2021 + i // 2, FAR[id_]) for i, id_ in enumerate(("one", "million"))
    }
    for far, decimals in (("tiny", ", or round them: decimals: 8"), ("huge", "")):
        facts = library_facts(tmp_path, {**kept, far: value("north", 2022, FAR[far])})
        said = _complaints(f"kind: {kind}, facts: [one, million, {far}]", facts, tmp_path)
        place = f"charts.yaml:2:{(tmp_path / 'charts.yaml').read_text('utf-8').splitlines()[1].index(far + ']') + 1}: "
        assert f"{place}error:" in said
        assert f'"{far}"' in next(line for line in said.splitlines() if line.startswith(place))
        assert f"digits, and a chart shows up to 15\nhint: make two charts{decimals}" in said


@pytest.mark.parametrize("name", MAP_FAULTS)
def test_a_map_that_would_be_wrong_is_refused_at_its_line(name: str, facts: Facts, tmp_path: Path) -> None:
    spec, complaint = MAP_FAULTS[name]
    (tmp_path / "maps.yaml").write_text(MAPS, "utf-8")
    said = _complaints(spec, facts, tmp_path)
    assert complaint in said
    assert said.startswith("charts.yaml:2:")


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Chi nhánh Bắc: 1.200. Chưa có số liệu: chi nhánh Nam, chi nhánh Đông."),
     ("en", "North branch: 1,200. No figure: South branch, East branch.")],
)  # fmt: skip
def test_places_without_a_figure_are_said_in_words(language: str, words: str, facts: Facts, tmp_path: Path) -> None:
    (tmp_path / "maps.yaml").write_text(MAPS, "utf-8")
    label = "{vi: '{place}', en: '{place}'}"
    specs = _read(f"kind: tile-map, map: branches, facts: [{{fact: north, label: {label}}}]", facts, tmp_path)
    assert alt_text(specs.charts["chart"], Wording(facts, LANGUAGES[language])).endswith(words)


def test_the_built_in_maps_have_each_province_once_with_names_in_both_languages() -> None:
    findings = Findings()
    maps = read_maps(Path("none"), "none", findings)
    assert not findings.has_errors
    places = {name: {id_ for id_, _, _ in each.places()} for name, each in maps.items()}
    assert {name: len(ids) for name, ids in places.items()} == {"vn-34": 34, "vn-63": 63}
    assert places["vn-34"] < places["vn-63"]  # provinces were merged under the names of some of them
    assert all({*each.names} == places[name] for name, each in maps.items())
    assert all({*names} == {"vi", "en"} for each in maps.values() for names in each.names.values())
    assert maps["vn-63"].valid.last + timedelta(days=1) == maps["vn-34"].valid.first


@pytest.mark.parametrize("size", SIZES)
def test_each_layer_lies_on_the_one_before_it_true_to_time_and_value(
    size: ChartSize, frame: Callable[[ChartSize], Frame]
) -> None:
    uneven = [e for e in LAYERS if e.when != "2019"]  # two years, then none
    later = [
        replace(e, when="2028", first=date(2028, 1, 1), last=date(2028, 12, 31)) for e in LAYERS if e.when == "2020"
    ]
    drawing = lay_out(_chart("area", *_by_time([*uneven, *later]), axis=AXIS, sums=SUMS), frame(size))
    north, south, east = (mark for mark in drawing.marks if isinstance(mark, Band))
    assert (south.lower, east.lower) == (north.upper, south.upper)
    assert len({y for _, y in north.lower}) == 1
    tall = [low - high for (_, high), (_, low) in zip(north.upper, north.lower, strict=True)]
    assert [each / tall[0] for each in tall] == pytest.approx([1, 0.5, 0.5])
    first, second, third = (x for x, _ in north.upper)
    assert (third - second) / (second - first) == pytest.approx(4, rel=0.01)


@pytest.mark.parametrize("size", SIZES)
def test_layers_have_their_names_in_their_colours_and_the_sums_of_both_ends(
    size: ChartSize, frame: Callable[[ChartSize], Frame]
) -> None:
    looks, drawing = frame(size).looks, lay_out(CASES["layers"], frame(size))
    bands = [mark for mark in drawing.marks if isinstance(mark, Band)]
    labels = {label.text: label for label in _labels(drawing)}
    names = [labels["Bắc: 10%"], labels["Nam: 50%"], labels["Đông: 15%"]]
    assert [name.colour for name in names] == [band.fill for band in bands] == [*looks.series[:3]]
    assert [name.y for name in names] == sorted((name.y for name in names), reverse=True)
    assert all(name.x > bands[0].upper[-1][0] for name in names)
    assert labels["65%"].y < bands[2].upper[0][1]
    assert labels["75%"].y < bands[2].upper[-1][1]
    assert all(contrast(one.fill, other.fill) >= 1.95 for one, other in pairwise(bands))


def test_what_is_expected_is_pale_below_a_dashed_line(frame: Callable[[ChartSize], Frame]) -> None:
    drawing = lay_out(CASES["layers that go on as expected"], frame(SLIDE))
    bands = [mark for mark in drawing.marks if isinstance(mark, Band)]
    dashed = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.dashed]
    assert [mark.points for mark in dashed] == [band.upper for band in bands]
    assert all(luminance(band.fill) > 0.5 for band in bands)


def test_a_pattern_stays_within_its_layer(frame: Callable[[ChartSize], Frame]) -> None:
    looks = frame(SLIDE).looks
    band = Band(((10, 40), (60, 10), (110, 30)), ((10, 80), (60, 80), (110, 60)), looks.accent, hatch=1)
    for hatch in range(1, 5):
        drawing = hatched(Drawing(200, 100, looks.ground, (replace(band, hatch=hatch),)), looks)
        strokes = [mark for mark in drawing.marks if isinstance(mark, Stroke)]
        assert len(strokes) > 3
        for x, y in (point for stroke in strokes for point in stroke.points):
            top = 40 - (x - 10) * 0.6 if x <= 60 else 10 + (x - 60) * 0.4
            foot = 80 if x <= 60 else 80 - (x - 60) * 0.4
            assert top - 0.01 <= y <= foot + 0.01


AREA_FAULTS = {
    "a part below zero": ("kind: area, facts: [north-before, debt]", '"debt" is negative'),
    "a range": ("kind: area, facts: [fall, growth]", '"fall" is a range'),
    "a bound": ("kind: area, facts: [north-before, south]", '"south" is not exact (over), and parts on top'),
    "a target as a part": ("kind: area, facts: [north-before, goal]", "never drawn like a result"),
    "parts of two measures": ("kind: area, facts: [north-before, loans.dozens]", "not comparable"),
    "one period": ("kind: area, facts: [loans.2024, north]", "all facts are of one"),
    "a gap": (
        "kind: area, series_by: place, facts: [north-before, north, loans.south]",
        'has no value for "',
    ),
}


@pytest.mark.parametrize("name", AREA_FAULTS)
def test_parts_that_cannot_lie_on_each_other_are_refused_at_their_line(name: str, facts: Facts, tmp_path: Path) -> None:
    spec, complaint = AREA_FAULTS[name]
    debt = facts.facts["loans.2024"].model_copy(update={"id": "debt", "value": Decimal(-5)})
    said = _complaints(spec, replace(facts, facts={**facts.facts, "debt": debt}), tmp_path)
    assert complaint in said
    assert said.startswith("charts.yaml:2:")
