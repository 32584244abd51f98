"""The kinds of charts that have no cases in test_drawing.py: what each shows, and bad input, which is drawn right or
refused on the line that is to blame."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from test_drawing import BRAND, LONG, SLIDE, _bar, _chart, _frame, _labels

from reports.brand import contrast, read_brand
from reports.brand.font_files import load_metrics
from reports.charts.extents import faults
from reports.charts.frame import Frame
from reports.charts.jobs import lay_out
from reports.charts.letters import with_fallback
from reports.charts.marks import Rectangle

ChartSize = tuple[float, float | None]
SIZES: list[ChartSize] = [(158.0, None), SLIDE]
CASES = {
    "eight parts": _chart(
        "share", *(_bar(v, label=LONG) for v in (30.4, 20, 14, 9, 6, 5, 0.2)), _bar(1, "over"), rest="Bạn đọc khác"
    ),
    "four parts that make the whole": _chart("share", *(_bar(25, label=f"Nhóm {i}") for i in range(4))),
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
