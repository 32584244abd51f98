"""Charts in finished files: found wherever people put them, drawn or written anew, with what people gave them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from native_cases import CHARTS

from reports.brand import Brand, read_brand
from reports.brand.font_files import load_metrics
from reports.charts.editable import NativeChart, NativePoint, NotNative
from reports.charts.frame import Frame, looks_of
from reports.charts.letters import with_fallback
from reports.charts.model import EmbeddedChart
from reports.charts.native import write_native
from reports.files.archive import WORKBOOK, opened, parsed
from reports.finished.chart_merge import merge
from reports.finished.native_charts import ChartSheet, cells_of, found_in
from reports.languages import LANGUAGES

Writer = Callable[[NativeChart], EmbeddedChart]
WORDS = {"Tỷ lệ, %", "Tỷ lệ", "Thay đổi", "một", "hai", "ba, rất dài", "Bắc", "Nam", "Đông", "Mục tiêu"}


@pytest.fixture(scope="module")
def write() -> Writer:
    """Writes a native chart of one size."""
    brand: Brand = read_brand(Path(__file__).parent.parent / "templates/brand/brand.yaml", "brand.yaml")
    metrics = with_fallback(load_metrics(Path("/nowhere"), brand.fonts.measured_with), ())
    frame = Frame(460, 260, looks_of(brand, brand.charts.slides), metrics)

    def written(chart: NativeChart) -> EmbeddedChart:
        xml, workbook = write_native(chart, frame, brand, LANGUAGES["vi"])
        return EmbeddedChart("chart", xml, workbook, 0, 0)

    return written


def chart_in_file(chart: EmbeddedChart) -> tuple[etree._Element, ChartSheet]:
    root, cells = parsed(chart.xml), cells_of(opened(chart.workbook, "", WORKBOOK))
    assert root is not None
    return root, ChartSheet(cells, tuple(sorted(c for (row, c), text in cells.items() if text == "songngu:fact")))


def later(chart: NativeChart) -> NativeChart:
    """The chart with other values and words and, of bars and columns, with its rows in another order."""

    def point(each: NativePoint | None) -> NativePoint | None:
        value = each.value * 2 - 3 if each else Decimal(0)
        return each and replace(each, value=value, figure=f"{value}%" if each.figure else "")

    order = [*range(len(chart.categories))]
    if chart.form in ("bar", "column"):
        order = [*order[1:], 0]
    series = (replace(each, points=tuple(point(each.points[at]) for at in order)) for each in chart.series)
    categories = tuple(f"{chart.categories[at]} (mới)" for at in order)
    return replace(chart, title="Tỷ lệ mới", categories=categories, series=tuple(series), target=point(chart.target))


def without_ids(root: etree._Element) -> bytes:
    for field in found_in(root, "//a:fld"):
        field.attrib.pop("id")
    return etree.tostring(root, method="c14n")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_that_nobody_edited_is_as_if_written_today(name: str, write: Writer) -> None:
    chart = CHARTS[name]
    root, sheet = chart_in_file(write(chart))
    now = later(chart)
    made = merge(root, sheet, now, WORDS, write)
    assert made.workbook == write(now).workbook
    today, _ = chart_in_file(write(now))
    assert without_ids(root) == without_ids(today)


def test_what_people_gave_a_chart_stays(write: Writer) -> None:
    chart = CHARTS["grouped columns"]
    root, sheet = chart_in_file(write(chart))
    (most,) = found_in(root, "//c:max")
    (gap,) = found_in(root, "//c:gapWidth")
    fill = found_in(root, "//c:ser[1]/c:dPt[c:idx/@val='1']//a:schemeClr")[0]  # of the second row, which comes first
    for element, value in ((most, "200"), (gap, "33"), (fill, "accent6")):
        element.set("val", value)
    merge(root, sheet, later(chart), WORDS, write)
    assert (most.get("val"), gap.get("val")) == ("200", "33")
    assert found_in(root, "//c:ser[1]/c:dPt[c:idx/@val='0']//a:schemeClr/@val")[0] == "accent6"
    assert [each.text for each in found_in(root, "//c:ser[1]/c:val//c:v")] == ["37.0", "66.0", "17.0"]


def test_words_that_people_typed_stay_also_in_the_workbook(write: Writer) -> None:
    chart = CHARTS["bars"]
    own = replace(chart, title="Của chúng tôi", categories=("một", "số hai", "ba, rất dài"))
    root, sheet = chart_in_file(write(own))
    made = merge(root, sheet, later(chart), WORDS, write)
    _, cells = chart_in_file(made)
    assert [each.text for each in found_in(root, "//c:cat//c:v")] == ["số hai", "ba, rất dài (mới)", "một (mới)"]
    assert found_in(root, "//c:title//a:t")[0].text == "Của chúng tôi"
    assert [cells.cells[row, 1] for row in (2, 3, 4)] == ["số hai", "ba, rất dài (mới)", "một (mới)"]


def test_a_chart_that_had_no_target_or_lost_a_value_is_left(write: Writer) -> None:
    chart = CHARTS["bars"]
    root, sheet = chart_in_file(write(replace(chart, target=None)))
    with pytest.raises(NotNative, match="it shows other facts today"):
        merge(root, sheet, later(chart), WORDS, write)
    root, sheet = chart_in_file(write(chart))
    found_in(root, "//c:ser[1]/c:val//c:v")[0].text = ""
    with pytest.raises(NotNative, match="its workbook was edited by hand"):
        merge(root, sheet, later(chart), WORDS, write)


@pytest.mark.parametrize(
    ("cells", "changed", "problem"),
    [
        ({(2, 2): "11"}, {}, "its workbook was edited by hand"),
        ({(9, 9): "một ghi chú"}, {}, "its workbook was edited by hand"),
        ({(2, 4): "other.fact"}, {}, "it shows other facts today"),
        ({}, {"series": CHARTS["bars below zero"].series}, "it shows other facts today"),
        ({}, {"series": CHARTS["grouped columns"].series}, "it shows other facts today"),
    ],
)
def test_a_chart_with_other_data_is_left(
    cells: dict[tuple[int, int], str], changed: dict[str, object], problem: str, write: Writer
) -> None:
    chart = CHARTS["bars"]
    root, sheet = chart_in_file(write(chart))
    with pytest.raises(NotNative, match=problem):
        merge(root, replace(sheet, cells={**sheet.cells, **cells}), replace(later(chart), **changed), WORDS, write)
