"""A native chart → its part as XML and its workbook, written by python-pptx.

The library writes the chart of its type with references into the workbook; the labels are in `native_labels`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.util import Pt

from reports.brand import Brand
from reports.brand.theme import theme_slots
from reports.charts.colours import ChartFill, entry_fills, line_fills, part_fills, series_fills
from reports.charts.editable import NativeChart, NativePoint, NativeSeries
from reports.charts.frame import ChartLooks, Frame
from reports.charts.kinds.bars import thickness
from reports.charts.kinds.columns import breadth
from reports.charts.kinds.pairs import JOIN, RADIUS
from reports.charts.model import ChartData, ChartEntry
from reports.charts.native_axes import NativeAxes
from reports.charts.native_labels import LabelWriter, area, box, fragment, label_range, open_ends, solid
from reports.charts.native_paint import NativePaint
from reports.charts.native_plot import NativePlot, has_key, plot_of, with_room
from reports.charts.workbook import label_cells, workbook
from reports.files.xml_text import element
from reports.languages import Language

_TYPES = {
    ("bar", "clustered"): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bar", "stacked"): XL_CHART_TYPE.BAR_STACKED,
    ("bar", "percent"): XL_CHART_TYPE.BAR_STACKED_100,
    ("column", "clustered"): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("column", "stacked"): XL_CHART_TYPE.COLUMN_STACKED,
    ("column", "percent"): XL_CHART_TYPE.COLUMN_STACKED_100,
    ("line", "clustered"): XL_CHART_TYPE.LINE_MARKERS,
    ("area", "clustered"): XL_CHART_TYPE.AREA,
    ("area", "stacked"): XL_CHART_TYPE.AREA_STACKED,
    ("area", "percent"): XL_CHART_TYPE.AREA_STACKED_100,
    ("pie", "clustered"): XL_CHART_TYPE.PIE,
    ("dots", "clustered"): XL_CHART_TYPE.LINE_MARKERS,
    ("slope", "clustered"): XL_CHART_TYPE.LINE_MARKERS,
}
_WIDEST_GAP = 500  # percent of a bar, the most that Office knows
_DOT = 0.56  # width of a dot, in parts of the label's size
_MARKERS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE)
"""By the shape of dots."""


def write_native(chart: NativeChart, frame: Frame, brand: Brand, language: Language) -> tuple[bytes, bytes]:
    """The XML of a chart for a frame with a height, and its workbook, to which the relationship is rId1."""
    shown = chart.with_target
    data = CategoryChartData()
    data.categories = list(shown.categories)
    for series in shown.series:
        data.add_series(series.name, [float(point.value) if point else None for point in series.points])
    space: Any = parse_xml(data.xml_bytes(_TYPES[shown.form, shown.grouping]))
    if shown.lines:
        _move_lines(space, shown.lines)
    made, fills = Chart(space, None), _fills(shown, frame.looks)
    shown = with_room(shown, plot_of(shown, frame), frame)
    paint = NativePaint(theme_slots(brand), frame.looks.ground)
    _Writer(shown, frame, brand.fonts.body, paint, language, made, plot_of(shown, frame), fills).write()
    _renumber(space)
    for end in space.xpath("//a:endParaRPr"):
        end.set("lang", language.tag)
    space._add_externalData().set(f"{{{space.nsmap['r']}}}id", "rId1")
    xml = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml, workbook(shown, language)


def _move_lines(space: Any, count: int) -> None:
    """Make the last series of a chart of columns lines on the same axes."""
    (columns,) = space.xpath("//c:barChart")
    lines = fragment("c:lineChart", element("c:grouping", {"val": "standard"}), element("c:varyColors", {"val": "0"}))
    for series in columns.xpath("c:ser")[-count:]:
        for old in series.xpath("c:invertIfNegative"):
            series.remove(old)
        lines.append(series)
    lines.append(fragment("c:marker", val="1"))
    lines.extend(fragment("c:axId", val=each) for each in columns.xpath("c:axId/@val"))
    columns.addnext(lines)


def _renumber(space: Any) -> None:
    """Number the axes anew: the library's negative ids are against the schema."""
    for number, old in enumerate(dict.fromkeys(space.xpath("//c:axId/@val")), 1):
        for each in space.xpath(f"//c:axId[@val='{old}'] | //c:crossAx[@val='{old}']"):
            each.set("val", str(number))


class _Fills(Struct, frozen=True):
    """The fill of each series, and those of its points."""

    series: Sequence[ChartFill]
    points: Sequence[Sequence[ChartFill]]


def _fills(chart: NativeChart, looks: ChartLooks) -> _Fills:
    """The fills of a chart, as in a drawn one; the series of a target is in ink."""
    has_one = chart.form == "slope"  # whose lines are as the rows of one series
    entries = {
        (number, at): ChartEntry(
            f"{number}/{at}",
            "",
            series="" if has_one else str(number),
            emphasis=point.emphasis,
            colour=point.colour,
        )
        for number, series in enumerate(chart.series)
        for at, point in enumerate(series.points)
        if point and not series.aim
    }
    data, ink = ChartData("", "", tuple(entries.values())), ChartFill(looks.text, looks.text, looks.ground)
    others = {"pie": lambda: part_fills(data.entries, looks), "line": lambda: line_fills(data, looks)}
    points = others.get(chart.form, lambda: entry_fills(data, looks))()
    named = series_fills(data, looks)
    return _Fills(
        [points[entries[number, 0]] if has_one else named.get(str(number), ink) for number in range(len(chart.series))],
        [
            [points[entries[number, at]] if (number, at) in entries else ink for at in range(len(series.points))]
            for number, series in enumerate(chart.series)
        ],
    )


class _Writer(Struct, frozen=True):
    """Gives a chart of python-pptx its looks."""

    chart: NativeChart
    frame: Frame
    font: str
    paint: NativePaint
    language: Language
    made: Chart
    plot: NativePlot
    fills: _Fills

    def write(self) -> None:
        made: Any = self.made
        made.has_legend = has_key(self.chart)
        self.paint.font(made.font, self.frame.looks.label, self.frame.looks.text)
        made.font.name = self.font
        space = made._chartSpace
        for old in space.xpath("c:roundedCorners"):
            space.remove(old)
        chart = [fragment("c:lang", val=self.language.tag), fragment("c:roundedCorners", val="0")]
        space[len(space.xpath("c:date1904")) : 0] = chart
        space.chart.xpath("c:dispBlanksAs")[0].set("val", "span" if self.chart.form == "line" else "gap")
        ground = "" if self.frame.looks.clear else self.frame.looks.ground
        space.chart.addnext(area(ground, self.paint.slots))
        dressed = NativeAxes(self.chart, self.frame, self.paint, self.language, made, self.plot)
        dressed.write_title()
        if made.has_legend:
            dressed.write_legend()
        layout = space.chart.plotArea.xpath("c:layout")
        for old in layout:
            space.chart.plotArea.remove(old)
        space.chart.plotArea.insert(0, box(self.plot, self.frame))
        plot = made.plots[0]
        plot.vary_by_categories = self.chart.form == "pie"
        if self.chart.form in ("bar", "column"):
            plot.gap_width, plot.overlap = self._gap(), 0 if self.chart.grouping == "clustered" else 100
        if self.chart.form != "pie":
            dressed.write_axes()
        labels = LabelWriter(self.chart, self.plot, self.frame, self.paint.slots, self.language.tag, self.fills.points)
        made_series = [series for each in made.plots for series in each.series]
        if self.chart.form == "dots":
            looks, width = self.frame.looks, {"w": str(Pt(JOIN * self.frame.looks.label))}
            line = element("a:ln", width, solid(looks.secondary, self.paint.slots))
            plot._element.xpath("c:marker")[0].addprevious(fragment("c:hiLowLines", element("c:spPr", {}, line)))
        for number, (series, shown) in enumerate(zip(made_series, self.chart.series, strict=True)):
            self._series(series, shown, number)
            for old in series._element.xpath("c:dLbls"):
                series._element.remove(old)
            cells = series._element.xpath("c:trendline | c:errBars | c:cat")[0]
            cells.addprevious(labels.labels(shown, number))
            series._element.append(label_range(shown, label_cells(self.chart, number)))

    def _gap(self) -> int:
        """The space between two bars in percent of one, so that they are as thick as drawn ones."""
        chart, is_bar = self.chart, self.chart.form == "bar"
        count = len(chart.series) - chart.lines if chart.grouping == "clustered" else 1
        slot = (self.plot.height if is_bar else self.plot.width) / len(chart.categories)
        thick = (thickness if is_bar else breadth)(slot, count, self.frame)
        return min(max(int((slot / thick - count) * 100 + 0.5), 0), _WIDEST_GAP)

    def _series(self, series: Any, shown: NativeSeries, number: int) -> None:
        looks, is_line = self.frame.looks, self.chart.is_line(number)
        fill, fills = self.fills.series[number], self.fills.points[number]
        if is_line:
            series.smooth = False
            if self.chart.form == "dots":
                series.format.line.fill.background()
            else:
                self.paint.line(series.format.line, fill.colour, 2.2 * looks.line, dashed=shown.aim)
            series.marker.style = XL_MARKER_STYLE.NONE if shown.aim else _MARKERS[fill.shape]
            if shown.aim:
                return
            wide = 2 * RADIUS if self.chart.form == "dots" else _DOT
            series.marker.size = min(max(round(wide * looks.label), 2), 72)
            self.paint.fill(series.marker.format, fill)
            self.paint.line(series.marker.format.line, fill.colour, 1.5 * looks.line)
        else:
            self.paint.fill(series.format, fill)
            if self.chart.form in ("bar", "column"):
                series.invert_if_negative = False
        for at, (point, own) in enumerate(zip(shown.points, fills, strict=True)):
            if point and (self.chart.form == "pie" or own != fill or point.aim or (is_line and point.open)):
                self._point(series.points[at], point, own, is_line=is_line)
        if not is_line and any(point and point.open for point in shown.points):
            ends = open_ends(shown.points, self.plot, self.frame, solid(self.frame.looks.text, self.paint.slots))
            series._element.xpath("c:cat")[0].addprevious(ends)

    def _point(self, made: Any, point: NativePoint, fill: ChartFill, *, is_line: bool) -> None:
        looks = self.frame.looks
        if is_line:
            self.paint.fill(made.marker.format, replace(fill, colour=looks.ground) if point.aim or point.open else fill)
            self.paint.line(made.marker.format.line, fill.colour, 1.5 * looks.line)
            if point.aim:
                self.paint.line(made.format.line, fill.colour, 2.2 * looks.line, dashed=True)
        elif point.aim:
            made.format.fill.background()
            self.paint.line(made.format.line, looks.text, looks.line, dashed=True)
        elif self.chart.form == "pie" and not point.fact:  # what the parts leave of the whole
            self.paint.fill(made.format, replace(fill, colour=looks.wash, hatch=0))
            self.paint.line(made.format.line, looks.rule, looks.line)
        else:
            self.paint.fill(made.format, fill)
            if self.chart.form == "pie":
                self.paint.line(made.format.line, looks.ground, looks.line)
