"""Charts in grey: neighbours, what is emphasised, targets and empty parts can be distinguished without colour."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from test_drawing import CHARTS, TARGET, _bar, _chart, _frame

from reports.brand import Brand, contrast, luminance, read_brand
from reports.brand.font_files import static_fonts
from reports.brand.imports.theme import theme_changes
from reports.brand.theme import Theme
from reports.charts.colours import ChartFill, fills, hatched, part_fills, readable
from reports.charts.frame import ChartLooks, looks_of
from reports.charts.jobs import _painted, lay_out
from reports.charts.kinds import KINDS
from reports.charts.letters import ChartMetrics
from reports.charts.marks import ChartMark, Dot, Drawing, Rectangle, Stroke
from reports.facts import AIMS

BRAND = read_brand(Path(__file__).parent.parent / "templates" / "brand" / "brand.yaml", "brand.yaml")
HEX = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)
PLAIN = [(False, "")] * 8


@pytest.fixture(scope="module")
def brand() -> Brand:
    return BRAND


def _looks(brand: Brand = BRAND) -> ChartLooks:
    return looks_of(brand, brand.charts.slides)


def _differ(one: ChartFill, other: ChartFill) -> bool:
    return contrast(one.colour, other.colour) >= 2 or one.hatch != other.hatch


def test_neighbours_of_the_built_in_brand_differ_in_grey_without_patterns() -> None:
    found = fills(PLAIN, _looks())
    assert len({fill.colour for fill in found}) == 8
    assert {fill.hatch for fill in found} == {0}
    for one, other in pairwise([*found, found[0]]):
        assert contrast(one.colour, other.colour) >= 2
    assert all(fill.words == fill.colour for fill in found)  # dark enough for words


@settings(max_examples=100, deadline=None)
@given(st.lists(HEX, min_size=6, max_size=6), HEX, HEX)
def test_neighbours_of_any_imported_brand_differ_in_grey(accents: list[str], light: str, dark: str) -> None:
    slots = {"dk1": dark, "lt1": light, "dk2": accents[0], "lt2": accents[1]}
    theme = Theme({**slots, **{f"accent{n}": colour for n, colour in enumerate(accents, 1)}}, "Georgia", "Verdana")
    changes = theme_changes(theme, {}, BRAND).changes
    brand = BRAND.model_copy(
        update={
            "colours": {**BRAND.colours, **changes["colours"]},
            "roles": BRAND.roles.model_copy(update=changes["roles"]),
            "series": changes["series"].value,
        }
    )
    found = fills(PLAIN, looks := _looks(brand))
    assert all(_differ(one, other) for one, other in pairwise(found))
    assert len({(fill.colour, fill.hatch) for fill in found}) == 8
    assert all(contrast(fill.words, looks.ground) >= 4.5 for fill in found)
    marked, *rest = fills([(True, ""), (False, ""), (False, "")], looks)
    assert all(_differ(marked, fill) for fill in rest)


def test_colours_that_are_alike_get_patterns(metrics: ChartMetrics) -> None:
    looks = replace(_looks(), series=("#12436D", "#801650"))
    found = fills(PLAIN[:6], looks)
    assert [fill.hatch for fill in found] == [0, 1, 2, 0, 1, 2]
    assert all(_differ(one, other) for one, other in pairwise(found))


@settings(max_examples=50, deadline=None)
@given(st.lists(HEX, min_size=2, max_size=6))
def test_what_is_only_expected_differs_in_grey_by_patterns(series: list[str]) -> None:
    looks = replace(_looks(), series=tuple(series))
    pale = [fill.pale(looks) for fill in fills(PLAIN, looks)]
    assert all(one[1] != other[1] for one, other in pairwise(pale))


@settings(max_examples=50, deadline=None)
@given(st.lists(HEX, min_size=2, max_size=6))
def test_lines_that_are_alike_in_grey_have_dots_of_different_shapes(series: list[str]) -> None:
    found = fills(PLAIN[:4], replace(_looks(), series=tuple(series)))
    for at, one in enumerate(found):
        for other in found[:at]:
            assert contrast(one.colour, other.colour) >= 2 or one.shape != other.shape, (one, other)


@pytest.mark.parametrize(
    ("shape", "corner", "top", "foot"),
    [(0, False, False, False), (1, True, False, True), (2, False, True, False), (3, False, True, True)],
)
def test_the_shape_of_a_dot_is_seen(shape: int, corner: bool, top: bool, foot: bool, tmp_path: Path) -> None:
    drawing = Drawing(40, 40, "#FFFFFF", (Dot(20, 20, 10, "#12436D", "#12436D", 0.5, shape=shape),))
    png, svg = _painted({"x": drawing}, static_fonts(tmp_path, (), BRAND.fonts.measured_with), 1)["x"]
    dark = numpy.asarray(Image.open(io.BytesIO(png)).convert("L")) < 128
    scale = dark.shape[1] / 40
    seen = [bool(dark[int(y * scale), int(x * scale)]) for x, y in ((12.5, 12.5), (20, 8.5), (12, 27))]
    assert seen == [corner, top, foot]
    assert (b"<circle" in svg) == (shape == 0)


@pytest.mark.parametrize("hatch", [1, 2, 3, 4])
def test_a_pattern_is_seen_in_grey_and_stays_in_its_box(hatch: int, tmp_path: Path) -> None:
    looks, box = _looks(), Rectangle(10, 10, 60, 30, "#12436D")
    drawing = Drawing(150, 50, "#FFFFFF", (box, Rectangle(80, 10, 60, 30, "#12436D", hatch)))
    made = hatched(drawing, looks)
    lines = [mark for mark in made.marks if isinstance(mark, Stroke)]
    assert len(lines) >= 3
    for x, y in (point for line in lines for point in line.points):
        assert 79.99 <= x <= 140.01
        assert 9.99 <= y <= 40.01
    png, _ = _painted({"x": made}, static_fonts(tmp_path, (), BRAND.fonts.measured_with), 1)["x"]
    grey = numpy.asarray(Image.open(io.BytesIO(png)).convert("L"), dtype=float) / 255
    scale = grey.shape[1] / 150
    solid, striped = (grey[int(12 * scale) : int(38 * scale), int(x * scale) : int((x + 56) * scale)] for x in (12, 82))
    assert solid.std() < 0.01
    assert striped.std() > 0.2
    assert striped.mean() > solid.mean() + 0.1


def test_what_is_behind_a_chart_without_a_ground_is_seen(tmp_path: Path) -> None:
    drawing = Drawing(60, 20, "", (Rectangle(30, 0, 30, 20, "#12436D"),))
    png, svg = _painted({"x": drawing}, static_fonts(tmp_path, (), BRAND.fonts.measured_with), 1)["x"]
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    free, filled = (picture.getpixel((int(picture.width * share), 20)) for share in (0.2, 0.8))
    assert free[3] == 0
    assert filled == (0x12, 0x43, 0x6D, 255)
    assert svg.count(b"#12436D") == 1
    assert b"#ffffff" not in svg.lower()


def _of(drawing: Drawing, fact: str) -> list[ChartMark]:
    return [m for m in drawing.marks if isinstance(m, Rectangle | Dot | Stroke) and m.fact == fact]


@pytest.mark.parametrize("name", ["bars of all looks", "events of all looks", "an emphasised step"])
def test_what_is_emphasised_stands_out_in_grey(name: str, brand: Brand, metrics: ChartMetrics) -> None:
    data = CHARTS[name]
    entries = tuple(replace(entry, fact=f"fact-{i}") for i, entry in enumerate(data.entries))
    drawing = lay_out(replace(data, entries=entries), _frame(brand, metrics))
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for entry in entries:
        for mark in _of(drawing, entry.fact):
            if entry.status in AIMS:
                assert brand.colour("text") == (mark.edge if isinstance(mark, Dot) else mark.colour)  # type: ignore[union-attr]
            else:
                found[entry.emphasis].add(mark.fill)  # type: ignore[union-attr]
    ((marked,), (rest,)) = found[True], found[False]
    assert contrast(marked, rest) >= 2
    assert luminance(marked) < luminance(rest)
    assert contrast(rest, brand.colour("ground")) >= 3


def test_an_emphasised_colour_that_is_no_darker_than_the_rest_gets_a_hatched_rest() -> None:
    looks = _looks()
    marked, rest = fills([(True, "sky"), (False, "")], looks)
    assert (marked.colour, marked.hatch, rest.hatch) == (BRAND.colour("sky"), 0, 1)
    assert fills([(True, ""), (False, "")], looks)[1].hatch == 0


def test_parts_keep_their_own_colours_where_several_are_emphasised() -> None:
    parts = [_bar(v, emphasis=v < 30, label=str(v)) for v in (10, 20, 30)]
    one, two, rest = part_fills(parts, looks := _looks()).values()
    assert (one.colour, two.colour) == looks.series[:2]
    assert rest.colour not in looks.series
    named = part_fills([replace(parts[0], emphasis=False, colour="teal"), *parts[1:]], looks)
    assert BRAND.colour("teal") not in [fill.colour for fill in named.values()]  # pale: it is not emphasised


def test_the_empty_part_of_a_track_has_an_outline(brand: Brand, metrics: ChartMetrics) -> None:
    drawing = lay_out(_chart("progress", _bar(30), target=TARGET), _frame(brand, metrics))
    outer, inner = (m for m in drawing.marks if isinstance(m, Rectangle) and not m.fact)
    assert (outer.fill, inner.fill) == (brand.colour("rule"), brand.colour("wash"))
    assert outer.x < inner.x
    assert outer.x + outer.width > inner.x + inner.width


def test_words_in_a_colour_are_dark_enough() -> None:
    looks = _looks()
    assert readable("#FFE000", looks) != "#FFE000"
    assert contrast(readable("#FFE000", looks), "#FFFFFF") >= 4.5
    assert 3 <= contrast(readable("#FFE000", looks, 3), "#FFFFFF") < 3.6
    assert readable("#12436D", looks) == "#12436D"


def test_every_kind_marks_what_shows_a_fact(brand: Brand, metrics: ChartMetrics) -> None:
    shown = {data.kind: data for data in CHARTS.values()}
    for kind in KINDS.keys() & shown.keys() - {"line"}:
        entries = tuple(replace(entry, fact=f"fact-{i}") for i, entry in enumerate(shown[kind].entries))
        drawing = lay_out(replace(shown[kind], entries=entries), _frame(brand, metrics))
        assert [entry.fact for entry in entries if entry.value or entry.first if not _of(drawing, entry.fact)] == []
