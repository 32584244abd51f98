"""Chart data → drawings in which nothing meets or is cut off → pictures that are drawn once and are always the same."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple, replace
from PIL import Image

from reports.brand import Brand, read_brand
from reports.brand.font_files import load_metrics, static_fonts
from reports.charts import jobs
from reports.charts.extents import Extent, crosses, extent, faults
from reports.charts.frame import MILLIMETRE, CannotFit, Frame, TextBlock, looks_of
from reports.charts.jobs import DrawJob, draw, lay_out, lay_out_all
from reports.charts.kind import ChartKind
from reports.charts.kinds import KINDS
from reports.charts.letters import CannotDraw, ChartMetrics, with_fallback
from reports.charts.marks import Dot, Drawing, Label, Rectangle, Stroke, padded
from reports.charts.model import ChartData, ChartEntry, Tick, Tile
from reports.charts.picture_marks import PictureMark, digest_of, mark_of_picture, with_mark
from reports.charts.scale import round_values
from reports.charts.svg import glyph, svg
from reports.charts.timeline_labels import Flag, _offsets
from reports.diagnostics import Place, Problems
from reports.languages import Qualifier
from reports.languages.periods import Precision, parse_period

BRAND = Path(__file__).parent.parent / "templates" / "brand" / "brand.yaml"
LONG = "Bạn đọc thường xuyên mượn sách trực tuyến tại các chi nhánh vùng ven"
SLIDE = (308.0, 124.0)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def metrics(cache: Path) -> ChartMetrics:
    return with_fallback(load_metrics(cache), ())


@pytest.fixture(scope="module")
def brand() -> Brand:
    return read_brand(BRAND, "brand.yaml")


def _bar(value: float, qualifier: str = "exactly", *, label: str = "Phòng đọc", **others: object) -> ChartEntry:
    figure = f"{value}%" if qualifier == "exactly" else f"> {value}%"
    return replace(ChartEntry("fact", label, figure, Decimal(str(value)), qualifier), **others)  # type: ignore[arg-type]


def _event(first: date, days: int = 1, label: str = "Mở chi nhánh mới ở phía Bắc thị trấn") -> ChartEntry:
    last = first + timedelta(days=days - 1)
    precision: Precision = "day" if days == 1 else "range"
    return ChartEntry(first.isoformat(), label, when=f"{first:%d/%m/%Y}", first=first, last=last, precision=precision)


def _chart(kind: str, *entries: ChartEntry, **others: object) -> ChartData:
    return replace(ChartData(kind, "Tỷ lệ bạn đọc, %", entries), **others)  # type: ignore[arg-type]


def _years(first: int, last: int) -> tuple[tuple[Tick, ...], ...]:
    return (tuple(Tick(date(y, 1, 1), date(y, 12, 31), str(y)) for y in range(first, last + 1)),)


TARGET = ChartEntry("goal", "Mục tiêu", "80%", Decimal(80), status="target")
EVENTS = tuple(_event(date(2024, 1, 5) + timedelta(days=29 * i), 1 if i % 3 else 40) for i in range(12))
POINTS = tuple(
    _bar(start + step * i, when=str(2014 + i), first=date(2014 + i, 1, 1), last=date(2014 + i, 12, 31), series=name)
    for name, start, step in (("Bắc", 20, 7), ("Nam", 58, -1))
    for i in range(6)
)
CHARTS = {
    "one bar": _chart("bars", _bar(5)),
    "twelve bars": _chart("bars", *(_bar(80 / 1.9**i, "over") for i in range(12)), target=TARGET),
    "long labels": _chart("bars", *(_bar(v, label=LONG) for v in (79, 40, 0.001)), target=TARGET),
    "huge and tiny": _chart("bars", _bar(1e12), _bar(1e-6), _bar(0)),
    "above and below zero": _chart("bars", _bar(8), _bar(-30, "nearly"), _bar(-0.5)),
    "ranges": _chart(
        "bars",
        _bar(15, near=Decimal(10)),
        _bar(12, near=Decimal(8), status="plan"),
        _bar(-5, near=Decimal(-3)),
        _bar(9),
        target=TARGET,
    ),
    "a range of progress": _chart("progress", _bar(60, near=Decimal(50)), target=TARGET),
    "a plan among results": _chart("bars", _bar(75, status="plan"), _bar(60), target=TARGET),
    "progress": _chart("progress", _bar(73), _bar(95, "over", label=LONG), target=TARGET),
    "beyond the target": _chart("progress", _bar(160, label=LONG), _bar(70), _bar(99, label=LONG), target=TARGET),
    "one share": _chart("share", _bar(35.48), rest="Chưa có thẻ"),
    "three parts": _chart("share", _bar(41.5), _bar(22, "over"), _bar(9.3), rest="Bạn đọc khác"),
    "a small part": _chart("share", _bar(0.2), _bar(98)),
    "lines": _chart("line", *POINTS, target=TARGET),
    "twelve events": _chart("timeline", *EVENTS, scales=_years(2024, 2024)),
    "bars of all looks": _chart(
        "bars", _bar(-20, status="plan"), _bar(-9, "at-least", status="plan"), _bar(-12, emphasis=True), _bar(9, "up-to", status="plan"),
        _bar(7, "about"), _bar(6, label=f"{LONG} x", emphasis=True),
    ),
    "an emphasised step": _chart("progress", _bar(73), _bar(60, label=LONG, emphasis=True), target=TARGET),
    "an emphasised part": _chart("share", _bar(41.5), _bar(22, "under", emphasis=True), _bar(9.3, "at-least")),
    "points of all looks": _chart(
        "line", *(replace(point, **looks) for point, looks in zip(POINTS, (
            {}, {"emphasis": True}, {"qualifier": "over"}, {"status": "plan"}, {"emphasis": True, "status": "target"}, {"value": Decimal(-5)},
        ), strict=False)),
    ),
    "events of all looks": _chart(
        "timeline", *(replace(event, label=f"Sự kiện {i}", **looks) for i, (event, looks) in enumerate(zip(EVENTS, (
            {}, {"emphasis": True}, {"status": "plan"}, {"status": "plan"}, {"last": None, "precision": "since"},
            {"emphasis": True, "status": "plan"}, {"emphasis": True}, {"last": None, "precision": "since", "status": "plan"},
            {"last": None, "precision": "since"},
        ), strict=False))), scales=_years(2024, 2024),
    ),
    "two centuries": _chart("timeline", _event(date(1825, 1, 1)), _event(date(2025, 5, 5)), scales=_years(1825, 2025)),
}  # fmt: skip


def _frame(brand: Brand, metrics: ChartMetrics, width: float = 158, height: float | None = None) -> Frame:
    sizes = brand.charts.word if height is None else brand.charts.slides
    return Frame(width * MILLIMETRE, height and height * MILLIMETRE, looks_of(brand, sizes), metrics)


def _labels(drawing: Drawing) -> list[Label]:
    return [mark for mark in drawing.marks if isinstance(mark, Label)]


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_meets_and_nothing_is_cut_off(name: str, brand: Brand, metrics: ChartMetrics) -> None:
    drawing = lay_out(CHARTS[name], _frame(brand, metrics))
    assert list(faults(drawing, metrics)) == []
    assert max(mark.y for mark in _labels(drawing)) <= drawing.height


@pytest.mark.parametrize("name", sorted(CHARTS.keys() - {"twelve events", "twelve bars"}))
def test_a_slide_is_filled_at_its_own_size(name: str, brand: Brand, metrics: ChartMetrics) -> None:
    drawing = lay_out(CHARTS[name], _frame(brand, metrics, *SLIDE))
    assert (drawing.width, drawing.height) == (308 * MILLIMETRE, 124 * MILLIMETRE)
    assert min(label.size for label in _labels(drawing)) >= 12


def test_labels_that_meet_are_found(metrics: ChartMetrics) -> None:
    label = Label(10, 20, "Thư viện", 10, "#000000")
    apart = replace(label, y=40)
    line = Stroke(((0, 37), (90, 37)), "#000000", 1, bars=True)
    assert list(faults(Drawing(100, 50, "#FFFFFF", (label, apart)), metrics)) == []
    assert "would overlap" in " ".join(faults(Drawing(100, 50, "#FFFFFF", (label, replace(label, x=30))), metrics))
    assert "run through" in " ".join(faults(Drawing(100, 50, "#FFFFFF", (apart, line)), metrics))
    assert "cut off" in " ".join(faults(Drawing(30, 50, "#FFFFFF", (label,)), metrics))
    assert "cut off" in " ".join(faults(Drawing(30, 50, "#FFFFFF", (Rectangle(0, 0, 31, 5, "#000000"),)), metrics))


def test_bars_begin_at_zero_and_are_as_long_as_their_values(brand: Brand, metrics: ChartMetrics) -> None:
    drawing = lay_out(_chart("bars", _bar(80), _bar(20)), _frame(brand, metrics))
    long, short = (mark for mark in drawing.marks if isinstance(mark, Rectangle))
    assert long.x == short.x
    assert long.width == pytest.approx(4 * short.width)


def test_a_lower_bound_is_solid_up_to_its_value_and_open_beyond(brand: Brand, metrics: ChartMetrics) -> None:
    drawing = lay_out(_chart("bars", _bar(40), _bar(40, "over")), _frame(brand, metrics))
    exact, bound, *slices = (mark for mark in drawing.marks if isinstance(mark, Rectangle))
    assert exact.width == bound.width
    assert len(slices) == 3
    assert [piece.x > bound.x + bound.width for piece in slices] == [True] * 3
    assert slices[0].width > slices[1].width > slices[2].width


def test_an_upper_bound_is_open_before_its_value(brand: Brand, metrics: ChartMetrics) -> None:
    drawing = lay_out(_chart("bars", _bar(40), _bar(40, "under")), _frame(brand, metrics))
    exact, bound, *slices = (mark for mark in drawing.marks if isinstance(mark, Rectangle))
    assert bound.width < exact.width
    assert max(piece.x + piece.width for piece in slices) == pytest.approx(exact.x + exact.width)


def test_a_plan_is_never_filled(brand: Brand, metrics: ChartMetrics) -> None:
    drawing = lay_out(_chart("bars", _bar(40, status="plan")), _frame(brand, metrics))
    assert not [mark for mark in drawing.marks if isinstance(mark, Rectangle)]
    assert [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.dashed]


WITH_TARGET = (
    _chart("bars", _bar(77, emphasis=True), target=TARGET),
    _chart("progress", _bar(73, emphasis=True), target=TARGET),
    _chart("line", *POINTS[:6], target=TARGET),
)


@pytest.mark.parametrize("data", WITH_TARGET, ids=[each.kind for each in WITH_TARGET])
def test_a_target_is_a_dashed_line_in_ink(brand: Brand, metrics: ChartMetrics, data: ChartData) -> None:
    """So is its label, and no result has that colour: the accent of the brand is for the one emphasis."""
    drawing = lay_out(data, _frame(brand, metrics))
    lines = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.dashed]
    label = next(label for label in _labels(drawing) if label.text == "Mục tiêu: 80%")
    assert {line.colour for line in lines} == {label.colour} == {brand.colour("text")}
    filled = [mark.fill for mark in drawing.marks if isinstance(mark, Rectangle | Dot)]
    assert brand.colour("text") not in filled


def test_a_figure_steps_aside_for_the_target(brand: Brand, metrics: ChartMetrics) -> None:
    drawing = lay_out(_chart("bars", _bar(77), target=TARGET), _frame(brand, metrics))
    figure = next(label for label in _labels(drawing) if label.text == "77%")
    line = next(mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.bars)
    assert extent(figure, metrics).right < line.points[0][0]
    assert figure.colour == brand.colour("on_dark")


def _years_of(*values: float) -> ChartData:
    entries = (
        _bar(value, when=str(2015 + i), first=date(2015 + i, 1, 1), last=date(2015 + i, 12, 31))
        for i, value in enumerate(values)
    )
    return _chart("line", *entries)


LINES = {
    "zeros": (0, 0, 0), "constant": (50, 50, 50), "negative": (-5, -20, -3), "both": (-5, 20, 8),
    "tiny": (1e-9, 3e-9, 2e-9), "huge": (1e15, 3e15, 2e15), "far apart": (1e-9, 1, 1e15), "two": (3, 4),
}  # fmt: skip


@pytest.mark.parametrize("size", [(158.0, None), SLIDE])
@pytest.mark.parametrize("name", LINES)
def test_values_of_a_line_have_their_distances_from_a_zero_that_is_seen(
    name: str, size: tuple[float, float | None], brand: Brand, metrics: ChartMetrics
) -> None:
    values = LINES[name]
    drawing = lay_out(_years_of(*values), _frame(brand, metrics, *size))
    zero = next(mark.points[0][1] for mark in drawing.marks if isinstance(mark, Stroke))
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    span = max(0, *values) - min(0, *values)
    heights = [zero - dot.y for dot in dots]
    high = max(0, *heights) - min(0, *heights)
    assert heights == pytest.approx([value / span * high if span else 0 for value in values])
    assert high > (drawing.height - 100) / 2 or not span
    assert zero < drawing.height
    if min(values) >= 0:
        assert zero > drawing.height * 0.75
    else:
        assert "0" in [label.text for label in _labels(drawing)]
    times = {label.text: label.y for label in _labels(drawing) if label.text.startswith("201")}
    assert len(times) == len(values)
    assert min(times.values()) > zero


def test_a_figure_of_a_line_is_left_out_only_where_it_has_no_room(brand: Brand, metrics: ChartMetrics) -> None:
    chart = _years_of(20, 80, 6, 70)
    shown = [label.text for label in _labels(lay_out(chart, _frame(brand, metrics)))]
    assert {entry.figure for entry in chart.entries} <= set(shown)
    crowded = _years_of(*(1_000_000 + 200_000 * (i % 3) for i in range(10)))
    drawing = lay_out(crowded, _frame(brand, metrics, 70))
    figures = [label.text for label in _labels(drawing) if label.text[0].isdigit() and label.text.endswith("%")]
    assert figures[0] == crowded.entries[-1].figure
    assert 2 <= len(figures) < len(crowded.entries)
    assert list(faults(drawing, metrics)) == []
    with pytest.raises(CannotFit, match='there is no room for its figure "3%"'):
        lay_out(_years_of(2, 5, 50, 3), _frame(brand, metrics, 40))


def test_events_at_the_ends_of_the_axis_are_whole(brand: Brand, metrics: ChartMetrics) -> None:
    late = replace(_event(date(2024, 12, 20)), precision="since", last=None, when="since 20/12/2024")
    data = _chart("timeline", _event(date(2021, 1, 1)), _event(date(2024, 12, 31)), late, scales=_years(2021, 2024))
    for size in ((158.0, None), SLIDE):
        drawing = lay_out(data, _frame(brand, metrics, *size))
        first, last = sorted(mark.x for mark in drawing.marks if isinstance(mark, Dot))
        assert first < 5
        assert last > drawing.width - 5
        _, *bars = (mark for mark in drawing.marks if isinstance(mark, Rectangle))
        assert min(bar.x for bar in bars) >= drawing.width * (1 - 12 / 1461) - 0.1


QUALIFIERS: tuple[Qualifier, ...] = ("exactly", "about", "over", "under", "at-least", "nearly", "up-to")
PERIODS = ("2020", "2024-06", "2024-Q3", "2021-03-08", "2024-12-31", "2020-01-01", "2019/2024", "2023-H2", "2022/..")


def some_chart(
    kind: ChartKind, choose: Callable[[Sequence[Any]], Any], given: Sequence[str] = (), most: int = 12
) -> ChartData:
    """A chart that passes the check of its spec, with values, periods and labels of all sizes, as `choose` has it."""
    values = given or ("0", "1e-9", "0.4", "5", "12.5", "30", *(() if kind.rest else ("99", "1e15")))
    periods = PERIODS[: -1 if kind.ended else None]
    entries = []
    in_series = kind.gridded and not kind.dated and (kind.series_always or choose((False, True)))
    rows = range(kind.fewest, max(kind.fewest, min(kind.most, most)) + 1)
    for i in range((2 if in_series else 1) * choose(rows)):
        value, period = Decimal(choose(values)), parse_period(choose(periods))
        value = -value if kind.negative and choose((False, True)) else value
        value += kind.summed
        label = f"{choose(('Huế', LONG, 'x' * 90, f'{LONG} {LONG}'))} {i}"
        label = entries[-1].label if in_series and i % 2 else label
        qualifier = choose(QUALIFIERS[: 2 if kind.exact else None])
        status = choose(("reported", "plan")) if kind.aims else "reported"
        entry = ChartEntry("fact", label, f"{value:f}%", value, qualifier, status, when=period.written)
        last = None if period.precision == "since" else period.last
        series = choose(("", "Bắc", "Nam")) if kind.ended and kind.gaps else ("Bắc", "Nam")[i % 2] * in_series
        if kind.own_target:
            entry = replace(entry, target=TARGET, gap="còn thiếu 12,5 điểm %")
        entries.append(replace(entry, first=period.first, last=last, precision=period.precision, series=series))
    days = [day.year for entry in entries for day in (entry.first, entry.last) if day]
    target = TARGET if kind.name == "progress" or (kind.target and choose((False, True))) else None
    entries.sort(key=lambda entry: (entry.first, entry.last or date.max) if kind.dated else ())
    total = ChartEntry("all", "Cộng", "1", sum((entry.value for entry in entries), Decimal(0))) if kind.total else None
    axis = tuple((each, f"{each:f}%") for each in round_values(min(e.value for e in entries), Decimal(100)))
    axis = axis if kind.axis else ()
    tiles = tuple(Tile(str(i), entry.label, i // 3, i % 3) for i, entry in enumerate(entries)) if kind.mapped else ()
    entries = [replace(entry, place=str(i)) for i, entry in enumerate(entries)] if kind.mapped else entries
    data = _chart(kind.name, *entries, target=target, total=total, scales=_years(min(days), max(days)))
    return replace(data, tiles=tiles, axis=axis)


@st.composite
def _any_chart(
    draw_one: st.DrawFn, kinds: Sequence[str] = tuple(KINDS), given: Sequence[str] = (), most: int = 12
) -> ChartData:
    kind = KINDS[draw_one(st.sampled_from(kinds))]
    return some_chart(kind, lambda choices: draw_one(st.sampled_from(choices)), given, most)


_SIZES = st.sampled_from([(158.0, None), (158.0, 60.0), (75.0, None), SLIDE])


@settings(max_examples=100, deadline=None)
@given(_any_chart(), _SIZES)
def test_every_chart_is_drawn_right_or_refused(
    brand: Brand, metrics: ChartMetrics, chart: ChartData, size: tuple[float, float | None]
) -> None:
    _drawn_right_or_refused(chart, size, brand, metrics)


@pytest.mark.parametrize(
    ("values", "most"), [(("7",), 8), (("0",), 8), (("0", "-5"), 8), (("1e15", "1e-9"), 3), ((), 1)]
)
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=3, deadline=None)
@given(st.data())
def test_values_that_are_alike_or_none_or_single_are_drawn_right_in_every_kind(
    brand: Brand, metrics: ChartMetrics, kind: str, values: Sequence[str], most: int, data: st.DataObject
) -> None:
    about = KINDS[kind]
    kept = tuple(
        each
        for each in values
        if (about.negative or not each.startswith("-")) and not (about.rest and each == "1e15")  # parts of 100%
    )
    _drawn_right_or_refused(data.draw(_any_chart((kind,), kept, most)), data.draw(_SIZES), brand, metrics)


def _drawn_right_or_refused(
    chart: ChartData, size: tuple[float, float | None], brand: Brand, metrics: ChartMetrics
) -> None:
    try:
        drawing = lay_out(chart, _frame(brand, metrics, *size))
    except CannotFit:
        return
    shown = " ".join(label.text for label in _labels(drawing))
    assert list(faults(drawing, metrics)) == []
    if chart.kind not in ("line", "area", "strip", "small-multiples", "tile-map"):
        assert all(word in shown for entry in chart.entries for word in entry.label.split())


def test_a_share_fills_as_many_cells_as_percent(brand: Brand, metrics: ChartMetrics) -> None:
    drawing = lay_out(_chart("share", _bar(35.5)), _frame(brand, metrics))
    boxes = [mark for mark in drawing.marks if isinstance(mark, Rectangle)]
    cell = boxes[0].width * boxes[0].height
    filled = sum(box.width * box.height for box in boxes if box.fill == brand.colour(brand.series[0]))
    assert sum(box.fill == brand.colour("wash") for box in boxes) == 100
    assert filled / cell == pytest.approx(35.5)


def test_a_day_is_a_dot_and_a_longer_time_a_bar_of_its_length(brand: Brand, metrics: ChartMetrics) -> None:
    year = _event(date(2023, 1, 1), 365)
    data = _chart("timeline", _event(date(2022, 6, 1)), year, scales=_years(2021, 2024))
    drawing = lay_out(data, _frame(brand, metrics))
    band, bar = (mark for mark in drawing.marks if isinstance(mark, Rectangle))
    assert len([mark for mark in drawing.marks if isinstance(mark, Dot)]) == 1
    assert bar.width == pytest.approx(band.width * 365 / (365 * 4 + 1))


def test_what_does_not_fit_is_said_with_what_would_help(brand: Brand, metrics: ChartMetrics) -> None:
    with pytest.raises(CannotFit, match=r"needs a height of \d+ mm and has 20"):
        lay_out(CHARTS["twelve bars"], _frame(brand, metrics, 158, 20))
    with pytest.raises(CannotFit, match="does not fit on 2 lines"):
        lay_out(_chart("bars", _bar(3, label=f"{LONG} {LONG}")), _frame(brand, metrics))


SIGNS = "☑ Đạt ✓, ① và ★ → 😀"


def test_letters_that_the_font_lacks_come_from_another_and_stay_in_their_place(brand: Brand, cache: Path) -> None:
    chart = _chart("bars", _bar(80, label=SIGNS), _bar(40, emphasis=True, label=f"{SIGNS} x"))
    metrics = with_fallback(load_metrics(cache), chart.texts())
    labels = _labels(lay_out(chart, _frame(brand, metrics)))
    for bold, whole in ((False, SIGNS), (True, f"{SIGNS} x")):
        parts = [part for part in labels if part.bold == bold and part.x < 200 and "%" not in part.text]
        parts = [part for part in parts if part.text in whole]
        assert "".join(part.text for part in parts) == whole
        assert [part.text for part in parts if part.borrowed] == ["☑", "✓", "①", "★", "😀"]
        ends = [part.x + metrics.width(part.text, part.size, bold=bold) for part in parts]
        assert [part.x for part in parts[1:]] == pytest.approx(ends[:-1])


def test_each_letter_is_painted_with_a_font_that_has_it(brand: Brand, cache: Path) -> None:
    own, other = (
        draw([DrawJob("x", _chart("bars", _bar(8, label=label)), "vi", 90, None, brand.charts.word)], brand, cache)
        for label in ("Đạt", "☑ ✓")
    )
    (plain,), (borrowed,) = own.values(), other.values()
    assert b"DejaVuSans" not in plain.svg
    assert borrowed.svg.count(b'id="DejaVuSans-') == 2
    assert b"Arimo" in borrowed.svg
    assert b'transform="scale(' not in borrowed.svg


@pytest.mark.parametrize("letter", ["书", "🚀", "ع", "\u00ad", "\ue000", "\u2028"])
def test_a_letter_that_no_font_has_is_an_error_at_its_text(letter: str, brand: Brand, cache: Path) -> None:
    data = _chart("bars", _bar(5), _bar(7, label=f"Sách {letter}"))
    places = {"": Place("charts.yaml", 7), f"Sách {letter}": Place("charts.yaml", 12)}
    jobs = [DrawJob("x", data, "vi", width, None, brand.charts.word, places) for width in (80, 120)]
    with pytest.raises(Problems) as caught:
        draw(jobs, brand, cache)
    (fault,) = caught.value.diagnostics
    assert fault.place == Place("charts.yaml", 12)
    assert 'the chart "x" (vi) cannot be drawn' in fault.message
    assert f"U+{ord(letter):04X}" in fault.message


@pytest.mark.parametrize(
    ("letter", "is_seen"),
    [("a", True), (" ", True), ("\u00a0", True), ("\x07", False), ("\u200b", False), ("\u0378", False), ("\ue000", False),
     ("\ud800", False), ("\u2028", False), ("\u2029", False)],
)  # fmt: skip
def test_what_cannot_be_seen_is_no_letter_though_a_font_has_it(letter: str, is_seen: bool) -> None:
    widths = {ord(letter): 500, ord("x"): 500}
    for regular, bold in ((widths, widths), ({ord("x"): 500}, widths), (widths, {ord("x"): 500})):
        metrics = ChartMetrics(1000, regular, bold)
        if is_seen and regular is bold:
            metrics.check(f"x{letter}")
            continue
        with pytest.raises(CannotDraw, match=f"U\\+{ord(letter):04X}"):
            metrics.check(f"x{letter}")


def _job(name: str, brand: Brand, height: float | None = None) -> DrawJob:
    return DrawJob(name, CHARTS[name], "vi", 120, height, brand.charts.word, {"": Place("charts.yaml", 7)})


def test_a_picture_has_the_size_at_which_it_stands(brand: Brand, cache: Path) -> None:
    free, given = _job("one share", brand), _job("one share", brand, 80)
    media = draw([free, given], brand, cache, jobs_at_once=2)
    for job in (free, given):
        picture = Image.open(io.BytesIO(media[job].raster))
        assert picture.size == pytest.approx((media[job].width / 25.4 * 200, media[job].height / 25.4 * 200), abs=1)
        assert f'width="{120 * MILLIMETRE:.3f}'.encode() in media[job].svg
    assert media[given].height == 80
    assert 30 < media[free].height < 60


def test_a_picture_has_the_colours_of_the_brand_exactly(brand: Brand, cache: Path) -> None:
    job = _job("one share", brand)
    picture = Image.open(io.BytesIO(draw([job], brand, cache)[job].raster)).convert("RGB")
    shown = {colour for _, colour in picture.getcolors(picture.width * picture.height) or ()}
    for role in ("ground", "wash", brand.series[0]):
        assert tuple(bytes.fromhex(brand.hex(role))) in shown


def test_pictures_hold_no_text_that_needs_a_font_and_no_date(brand: Brand, cache: Path) -> None:
    job = _job("lines", brand)
    media = draw([job], brand, cache)[job]
    assert b"<text" not in media.svg
    assert b'transform="scale(' not in media.svg
    for trace in (b"<dc:date", b"Matplotlib", b"<!DOCTYPE"):
        assert trace not in media.svg + media.raster


@pytest.mark.usefixtures("made_anew")
def test_two_builds_draw_the_same_bytes(
    brand: Brand, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_LEAST", 1)
    some = [_job(name, brand) for name in ("lines", "one share", "progress")]
    assert draw(some, brand, cache, jobs_at_once=3) == draw(some, brand, tmp_path)


def test_a_kept_picture_is_not_drawn_again(brand: Brand, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = _job("progress", brand)
    before = draw([job], brand, cache)
    monkeypatch.setattr(subprocess, "Popen", None)
    assert draw([job], brand, cache) == before
    with pytest.raises(TypeError):
        draw([dataclasses.replace(job, width=121)], brand, cache)


@pytest.mark.parametrize("damage", ["empty", "truncated", "changed", "missing", "another chart's", "a folder"])
@pytest.mark.parametrize("suffix", [".png", ".svg", ".sha256"])
def test_a_damaged_picture_is_drawn_again(suffix: str, damage: str, brand: Brand, tmp_path: Path) -> None:
    jobs = [_job("one share", brand), _job("progress", brand)]
    before = draw(jobs, brand, tmp_path)
    kept, other = sorted((tmp_path / "charts").glob(f"*{suffix}"))
    content = kept.read_bytes()
    spoiled = {"empty": b"", "truncated": content[:40], "changed": content[:-1] + b"0"}
    kept.unlink()
    if damage == "another chart's":
        other.replace(kept)
    elif damage == "a folder":
        kept.mkdir()
    elif damage in spoiled:
        kept.write_bytes(spoiled[damage])
    assert draw(jobs, brand, tmp_path) == before
    if damage != "a folder":
        assert kept.read_bytes() == content


def test_all_files_of_another_chart_are_not_taken_for_this_one(brand: Brand, tmp_path: Path) -> None:
    jobs = [_job("one share", brand), _job("progress", brand)]
    before = draw(jobs, brand, tmp_path)
    one, two = sorted({path.stem for path in (tmp_path / "charts").iterdir()})
    for path in (tmp_path / "charts").glob(f"{one}.*"):
        path.write_bytes(path.with_stem(two).read_bytes())
    assert draw(jobs, brand, tmp_path) == before


def test_the_program_itself_never_loads_matplotlib(brand: Brand, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)  # another test has loaded it
    job = _job("one bar", brand)
    assert draw([job], brand, cache)
    assert "matplotlib" not in sys.modules


def test_one_text_that_is_too_long_is_one_error_at_its_line(brand: Brand, cache: Path) -> None:
    label = f"{LONG} {LONG}"
    places = {"": Place("charts.yaml", 7), label: Place("charts.yaml", 9)}
    chart = _chart("bars", _bar(3, label=label), _bar(4))
    jobs = [DrawJob("x", chart, "vi", width, 90, brand.charts.slides, places) for width in (100, 120, 140)]
    with pytest.raises(Problems) as caught:
        draw(jobs, brand, cache)
    (fault,) = caught.value.diagnostics
    assert fault.place == Place("charts.yaml", 9)
    assert "charts.yaml takes the place of the fact" in (fault.hint or "")


def test_a_chart_that_is_too_high_in_both_languages_is_one_error(brand: Brand, cache: Path) -> None:
    jobs = [dataclasses.replace(_job("progress", brand, 10), language=code) for code in ("vi", "en")]
    with pytest.raises(Problems) as caught:
        lay_out_all(jobs, brand, cache)
    (fault,) = caught.value.diagnostics
    assert 'the chart "progress" (vi, en) does not fit into 120 × 10 mm' in fault.message


def test_charts_that_do_not_fit_are_named_together(brand: Brand, cache: Path) -> None:
    with pytest.raises(Problems) as caught:
        draw([_job(name, brand, 10) for name in ("lines", "progress")], brand, cache)
    said = str(caught.value)
    assert 'charts.yaml:7: error: the chart "lines" (vi) does not fit into 120 × 10 mm' in said
    assert 'the chart "progress" (vi)' in said


def test_letters_in_an_svg_have_no_transform_of_their_own_and_stand_in_their_line() -> None:
    letters = [
        glyph("A-37", numpy.array([(1, 2), (3.5, 4), (5, 6), (0, 0)]), numpy.array([1, 3, 3, 79], numpy.uint8)),
        glyph("A-space", numpy.zeros((0, 2)), numpy.zeros(0, numpy.uint8)),
    ]
    line = [(letters[0], 0.0, 0.0), (letters[1], 52.5, 0.0), (letters[0], 61.078125, -1.0)]
    written = svg(Drawing(20, 10, "#FFFFFF", (Label(2, 8.33, "x x", 8.5, "#5B6670"),)), lambda label: line).decode()
    assert written.count('<path id="A-37" d="M64 128Q224 256 320 384Z"/>') == 1
    assert "A-space" not in written
    assert '<g fill="#5B6670" transform="translate(2 8.33) scale(0.001328125 -0.001328125)">' in written
    uses = re.findall(r'<use xlink:href="#(\S+)" transform="translate\((\S+) (\S+)\)"/>', written)
    assert uses == [("A-37", "0", "0"), ("A-37", "3909", "-64")]


@pytest.mark.parametrize(
    ("left", "top", "right", "bottom", "meets"),
    [
        (10, 10, 20, 20, True),
        (15, 15, 16, 16, True),
        (0, 0, 30, 30, True),
        (20, 10, 30, 20, False),  # beside it
        (0, 10, 10, 20, False),
        (10, 20, 20, 30, False),
        (10, 0, 20, 10, False),
        (19.9, 19.9, 30, 30, True),
        (0, 0, 10.1, 10.1, True),
    ],
)
def test_extents_that_only_touch_do_not_meet(left: float, top: float, right: float, bottom: float, meets: bool) -> None:
    one, other = Extent(10, 10, 20, 20), Extent(left, top, right, bottom)
    assert one.meets(other) == other.meets(one) == meets


@pytest.mark.parametrize(
    ("start", "end", "crossed"),
    [
        ((0, 15), (30, 15), True),
        ((15, 0), (15, 30), True),
        ((0, 0), (30, 30), True),
        ((12, 12), (18, 18), True),  # within
        ((0, 15), (9, 15), False),  # ends before it
        ((0, 15), (11, 15), True),
        ((30, 15), (19, 15), True),
        ((30, 15), (21, 15), False),
        ((0, 20), (30, 20), True),  # along its edge
        ((0, 10), (30, 10), True),
        ((0, 21), (30, 21), False),
        ((0, 9), (30, 9), False),
        ((20, 0), (20, 30), True),
        ((0, 25), (25, 0), True),
        ((0, 19), (19, 0), False),  # past the corner
    ],
)
def test_a_line_crosses_an_extent_or_not(start: tuple[float, float], end: tuple[float, float], crossed: bool) -> None:
    assert Extent(10, 10, 20, 20).crossed(start, end) == crossed


@pytest.mark.parametrize(
    ("extent_", "within"),
    [((0, 0, 50, 40), True), ((-0.7, -0.7, 50.7, 40.7), True), ((-1, 0, 50, 40), False), ((0, -1, 50, 40), False),
     ((0, 0, 51, 40), False), ((0, 0, 50, 41), False)],
)  # fmt: skip
def test_an_extent_is_within_a_picture_but_for_half_a_stroke(
    extent_: tuple[float, float, float, float], within: bool
) -> None:
    assert Extent(*extent_).within(50, 40) == within


BOX, LINE, DASHES, FILL, EDGE, INK, BOLD = "#AA0000", "#00AA00", "#0000AA", "#AAAA00", "#00AAAA", "#800080", "#806000"
PAINTED = Drawing(120, 90, "#FFFFFF", (
    Rectangle(10, 10, 30, 20, BOX),
    Stroke(((10, 40), (110, 40)), LINE, 2),
    Stroke(((10, 50), (110, 50)), DASHES, 2, dashed=True),
    Dot(80, 20, 6, FILL, EDGE, 4),
    Label(10, 70, "HHH", 12, INK),
    Label(60, 70, "HHH", 12, BOLD, bold=True),
    Stroke(((60, 75), (80, 85)), LINE, 1),
))  # fmt: skip


def test_a_drawing_is_written_mark_by_mark_with_each_letter_once() -> None:
    codes = numpy.array([1, 2, 2, 4, 4, 4, 79], numpy.uint8)
    corners = numpy.array([(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (0, 0)])
    line, curve = glyph("A", corners[[0, 1, 6]], codes[[0, 1, 6]]), glyph("B", corners, codes)
    space = glyph("S", numpy.zeros((0, 2)), numpy.zeros(0, numpy.uint8))
    thin, bold = [(line, 0.0, 0.5)], [(line, 0.0, 0.0), (space, 5.0, 0.0), (curve, 7.25, -1.0)]
    first, root, *marks, end = svg(PAINTED, lambda label: bold if label.bold else thin).decode().splitlines()
    assert (first, end) == ('<?xml version="1.0" encoding="utf-8"?>', "</svg>")
    assert root.endswith(' version="1.1" width="120pt" height="90pt" viewBox="0 0 120 90">')
    assert marks == [
        '<rect x="0" y="0" width="120" height="90" fill="#FFFFFF"/>',
        f'<rect x="10" y="10" width="30" height="20" fill="{BOX}"/>',
        f'<path d="M10 40L110 40" fill="none" stroke="{LINE}" stroke-width="2"/>',
        f'<path d="M10 50L110 50" fill="none" stroke="{DASHES}" stroke-width="2" stroke-dasharray="6 4"/>',
        f'<circle cx="80" cy="20" r="6" fill="{FILL}" stroke="{EDGE}" stroke-width="4"/>',
        '<defs><path id="A" d="M0 0L64 0Z"/></defs>',
        f'<g fill="{INK}" transform="translate(10 70) scale(0.001875 -0.001875)">'
        '<use xlink:href="#A" transform="translate(0 32)"/></g>',
        '<defs><path id="B" d="M0 0L64 0 128 0C192 64 256 64 320 128Z"/></defs>',
        f'<g fill="{BOLD}" transform="translate(60 70) scale(0.001875 -0.001875)">'
        '<use xlink:href="#A" transform="translate(0 0)"/><use xlink:href="#B" transform="translate(464 -64)"/></g>',
        f'<path d="M60 75L80 85" fill="none" stroke="{LINE}" stroke-width="1"/>',
    ]


def test_a_margin_moves_every_mark_and_changes_nothing_else(metrics: ChartMetrics) -> None:
    wide = padded(PAINTED, 7)
    assert (wide.width, wide.height, wide.ground) == (134, 104, PAINTED.ground)
    assert [type(mark) for mark in wide.marks] == [type(mark) for mark in PAINTED.marks]
    for mark, before in zip(wide.marks, PAINTED.marks, strict=True):
        moved, was = (astuple(extent(each, metrics)) for each in (mark, before))
        assert moved == pytest.approx([value + 7 for value in was])
    assert padded(PAINTED, 0) == PAINTED


def test_each_mark_is_painted_at_its_place_in_its_colour(cache: Path, brand: Brand) -> None:
    (png, svg) = jobs._painted({"all": PAINTED}, static_fonts(cache, {"H"}, brand.fonts.measured_with), 1)["all"]
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    per_point = 200 / 72
    assert picture.size == (round(120 * per_point), round(90 * per_point))

    def at(x: float, y: float) -> str:
        return "#{:02X}{:02X}{:02X}".format(*picture.getpixel((int(x * per_point), int(y * per_point))))  # type: ignore[misc]

    def along(y: float, colour: str) -> float:
        """The share of a line from left to right that has a colour."""
        points = [at(10 + i / 10, y) for i in range(1000)]
        return points.count(colour) / len(points)

    for x, y in ((10.5, 10.5), (39.5, 10.5), (10.5, 29.5), (39.5, 29.5), (25, 20)):
        assert at(x, y) == BOX
    for x, y in ((9, 20), (41, 20), (25, 9), (25, 31), (1, 1), (119, 89)):
        assert at(x, y) == "#FFFFFF"
    assert [along(y, LINE) for y in (38, 40, 42)] == pytest.approx([0, 1, 0], abs=0.01)
    assert along(50, DASHES) == pytest.approx(0.6, abs=0.04)
    assert (at(80, 20), at(80, 14), at(86, 20), at(74, 20), at(80, 26), at(89, 20)) == (FILL, *[EDGE] * 4, "#FFFFFF")
    columns = {
        colour: [x for x in range(120) if any(at(x, y) == colour for y in range(60, 71))] for colour in (INK, BOLD)
    }
    assert 10 <= min(columns[INK]) < max(columns[INK]) < 40
    assert 60 <= min(columns[BOLD]) < max(columns[BOLD]) < 90
    dark = {
        colour: sum(at(x / 4, y / 4) == colour for x in range(480) for y in range(240, 282)) for colour in (INK, BOLD)
    }
    assert dark[BOLD] > 1.2 * dark[INK] > 0
    assert not any(at(x, y) in (INK, BOLD) for x in range(120) for y in (59, 72))
    assert at(70, 80) == LINE
    vector = svg.decode()
    assert 'width="120pt"' in vector
    assert 'height="90pt"' in vector
    for colour in (BOX, LINE, DASHES, FILL, EDGE, INK, BOLD):
        assert colour in vector
    assert vector.count("stroke-dasharray") == 1
    assert "M10 40L110 40" in vector


_FLAGS = st.lists(
    st.builds(
        lambda x, width, lines, leftward: Flag(
            _event(date(2024, 1, 1)), x, TextBlock(("2024",), 10, 20), TextBlock(("x",) * lines, 10, width), 5, leftward
        ),
        st.integers(0, 30).map(lambda tenth: 10.0 * tenth),
        st.sampled_from((10.0, 40.0, 90.0)),
        st.integers(1, 4),
        st.booleans(),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(_FLAGS)
def test_flags_are_as_low_as_they_can_be_above_all_whose_staffs_would_run_into_them(flags: list[Flag]) -> None:
    apart = 8.0
    under = {
        (i, j) for i, one in enumerate(flags) for j, other in enumerate(flags) if i != j and one.carries(other.x, apart)
    }
    offsets = _offsets(flags, apart)
    if offsets is None:  # only flags that wait for each other in a circle
        waiting = set(range(len(flags)))
        while free := {i for i in waiting if not any(i == one and other in waiting for one, other in under)}:
            waiting -= free
        assert waiting
        return
    tops = [offset + flag.height + apart for offset, flag in zip(offsets, flags, strict=True)]

    def fits(i: int, offset: float, others: Iterable[int]) -> bool:
        high = flags[i].height + apart
        beside = (
            j for j in others if flags[j].left < flags[i].right + apart and flags[i].left < flags[j].right + apart
        )
        rounding = 1e-9  # sums of floats in another order than that of the program
        return all(offset + high <= offsets[j] + rounding or offset >= tops[j] for j in beside) and all(
            offset >= tops[j] for one, j in under if one == i
        )

    for i, offset in enumerate(offsets):
        others = [j for j in range(len(flags)) if j != i]
        assert fits(i, offset, others)
        assert offset in (0.0, *(tops[j] for j in others))
        lower = [each for each in (0.0, *(tops[j] for j in others)) if each < offset and fits(i, each, others)]
        assert len(flags) > 2 or not lower  # where there are more, a place may have been taken when it was placed


ZEROS = {
    "columns-line": tuple(replace(_bar(0, label=name), figure="0", series=series) for name in "abc" for series in ("Cột", "Đường")),
    "stacked-bars": tuple(replace(_bar(0, label=name), figure="0", series=series) for name in "ab" for series in ("Bắc", "Nam")),
    "stacked-columns": tuple(replace(_bar(0, label=name), figure="0", series=series) for name in "ab" for series in ("Bắc", "Nam")),
}  # fmt: skip


@pytest.mark.parametrize("kind", ZEROS)
def test_nothing_but_zeros_says_so(kind: str, brand: Brand, metrics: ChartMetrics) -> None:
    texts = [label.text for label in _labels(lay_out(_chart(kind, *ZEROS[kind]), _frame(brand, metrics)))]
    assert texts.count("0") >= 2


def test_a_single_pile_is_as_narrow_as_a_single_column(brand: Brand, metrics: ChartMetrics) -> None:
    piles = _chart("stacked-columns", replace(_bar(40), series="Bắc"), replace(_bar(30), series="Nam"))
    widths = {
        box.width for box in lay_out(piles, _frame(brand, metrics)).marks if isinstance(box, Rectangle) and box.fact
    }
    assert max(widths) <= 0.21 * _frame(brand, metrics).width


def test_the_last_figure_of_columns_stays_within_the_chart(brand: Brand, metrics: ChartMetrics) -> None:
    values = (1, 2, 3, 4, 5, 6, 7, 8, 9, 22)
    data = _chart("columns", *(replace(_bar(v, label=str(v)), figure=f"{v}0,0 triệu người") for v in values),
                  axis=tuple((Decimal(each), str(each)) for each in (0, 10, 20)))  # fmt: skip
    frame = _frame(brand, metrics)
    shown = {label.text: label for label in _labels(lay_out(data, frame))}
    last = shown["220,0 triệu người"]
    assert last.x + frame.measure(last.text, last.size, bold=True) <= frame.width + 0.1


def test_a_hairline_of_a_dumbbell_is_not_behind_its_figures(brand: Brand, metrics: ChartMetrics) -> None:
    pair = [replace(_bar(value), series=series) for value, series in ((20, "Trước"), (60, "Sau"))]
    frame = _frame(brand, metrics)
    other = [replace(each, label="Khác", value=each.value + 25) for each in pair]
    drawing = lay_out(_chart("dumbbell", *pair, *other), frame)
    hairlines = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.colour == frame.looks.rule]
    assert hairlines
    for label in _labels(drawing):
        if label.bold:
            assert not any(crosses(line, extent(label, metrics)) for line in hairlines), label.text


def test_a_picture_says_its_chart_and_what_it_shows() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (2, 1), "white").save(buffer, "png")
    data = ChartData("bars", "Loans", (ChartEntry("loans", "Children", "45,5%", Decimal("45.5")),))
    mark = PictureMark("loans", "vi", digest_of(data))
    marked = with_mark(buffer.getvalue(), mark)
    assert mark_of_picture(marked) == mark
    assert Image.open(io.BytesIO(marked)).convert("RGB").getpixel((1, 0)) == (255, 255, 255)
    assert mark_of_picture(buffer.getvalue()) is None
    assert mark_of_picture(marked[:50]) is None
    (entry,) = data.entries
    changed = (replace(entry, value=Decimal("45.4")), replace(entry, figure="46%"), replace(entry, qualifier="over"))
    assert all(digest_of(replace(data, entries=(each,))) != mark.digest for each in changed)
    assert digest_of(replace(data, entries=(replace(entry, colour="accent"),))) == mark.digest
