"""A native chart → its part as XML and its workbook, written by python-pptx.

The library writes the chart of its type with references into the workbook; the labels are in `native_labels`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE, MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Pt

from reports.brand import Brand
from reports.brand.theme import theme_colours
from reports.charts.colours import ChartFill, entry_fills, line_fills, part_fills, series_fills
from reports.charts.editable import NativeChart, NativePoint, NativeSeries
from reports.charts.frame import ChartLooks, Frame
from reports.charts.kinds.bars import thickness
from reports.charts.kinds.columns import breadth
from reports.charts.model import ChartData, ChartEntry
from reports.charts.native_labels import LabelWriter, area, box, fragment, key_box, label_range, open_ends, solid
from reports.charts.native_plot import NativePlot, has_axis, has_key, plot_of, with_room
from reports.charts.scale import step
from reports.charts.workbook import grouped_format, label_cells, workbook
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
}
_SLOTS = {"dk1": "TEXT_1", "lt1": "BACKGROUND_1", "dk2": "TEXT_2", "lt2": "BACKGROUND_2"}
"""The names that python-pptx has for slots of the theme, where these differ."""
_WIDEST_GAP = 500  # percent of a bar, the most that Office knows
_DOT = 0.56  # width of a dot, in parts of the label's size
_PATTERNS = (
    MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL,
    MSO_PATTERN_TYPE.WIDE_DOWNWARD_DIAGONAL,
    MSO_PATTERN_TYPE.NARROW_HORIZONTAL,
    MSO_PATTERN_TYPE.NARROW_VERTICAL,
)
"""The patterns of `ChartFill`."""


def write_native(chart: NativeChart, frame: Frame, brand: Brand, language: Language) -> tuple[bytes, bytes]:
    """The XML of a chart for a frame with a height, and its workbook, to which the relationship is rId1."""
    shown = chart.with_target
    data = CategoryChartData()
    data.categories = list(shown.categories)
    for series in shown.series:
        data.add_series(series.name, [float(point.value) if point else None for point in series.points])
    space: Any = parse_xml(data.xml_bytes(_TYPES[shown.form, shown.grouping]))
    made, fills = Chart(space, None), _fills(shown, frame.looks)
    shown = with_room(shown, plot_of(shown, frame), frame)
    _Writer(shown, frame, brand.fonts.body, _slots(brand), language, made, plot_of(shown, frame), fills).write()
    _renumber(space)
    for end in space.xpath("//a:endParaRPr"):
        end.set("lang", language.tag)
    space._add_externalData().set(f"{{{space.nsmap['r']}}}id", "rId1")
    xml = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml, workbook(shown, language)


def _slots(brand: Brand) -> dict[str, str]:
    """The slots of the theme by their colours; none if the theme is that of an imported file."""
    if brand.files.powerpoint or brand.files.word:
        return {}
    return {f"#{colour}": slot for slot, colour in theme_colours(brand).items() if not slot.endswith("link")}


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
    entries = {
        (number, at): ChartEntry(f"{number}/{at}", "", series=str(number), emphasis=point.emphasis, colour=point.colour)
        for number, series in enumerate(chart.series)
        for at, point in enumerate(series.points)
        if point and not series.aim
    }
    data, ink = ChartData("", "", tuple(entries.values())), ChartFill(looks.text, looks.text, looks.ground)
    points = {"pie": lambda: part_fills(data.entries, looks), "line": lambda: line_fills(data, looks)}.get(
        chart.form, lambda: entry_fills(data, looks)
    )()
    named = series_fills(data, looks)
    return _Fills(
        [named.get(str(number), ink) for number in range(len(chart.series))],
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
    slots: Mapping[str, str]
    language: Language
    made: Chart
    plot: NativePlot
    fills: _Fills

    def write(self) -> None:
        made: Any = self.made
        made.has_legend = has_key(self.chart)
        self._font(made.font, self.frame.looks.label, self.frame.looks.text)
        made.font.name = self.font
        space = made._chartSpace
        for old in space.xpath("c:roundedCorners"):
            space.remove(old)
        chart = [fragment("c:lang", val=self.language.tag), fragment("c:roundedCorners", val="0")]
        space[len(space.xpath("c:date1904")) : 0] = chart
        space.chart.xpath("c:dispBlanksAs")[0].set("val", "span" if self.chart.form == "line" else "gap")
        space.chart.addnext(area(self.frame.looks.ground, self.slots))
        self._title()
        if made.has_legend:
            self._legend(made.legend)
        layout = space.chart.plotArea.xpath("c:layout")
        for old in layout:
            space.chart.plotArea.remove(old)
        space.chart.plotArea.insert(0, box(self.plot, self.frame))
        plot = made.plots[0]
        plot.vary_by_categories = self.chart.form == "pie"
        if self.chart.form in ("bar", "column"):
            plot.gap_width, plot.overlap = self._gap(), 0 if self.chart.grouping == "clustered" else 100
        if self.chart.form != "pie":
            self._axes()
        labels = LabelWriter(self.chart, self.plot, self.frame, self.slots, self.language.tag, self.fills.points)
        for number, (series, shown) in enumerate(zip(plot.series, self.chart.series, strict=True)):
            self._series(series, shown, number)
            for old in series._element.xpath("c:dLbls"):
                series._element.remove(old)
            cells = series._element.xpath("c:trendline | c:errBars | c:cat")[0]
            cells.addprevious(labels.labels(shown, number))
            series._element.append(label_range(shown, label_cells(self.chart, number)))

    def _gap(self) -> int:
        """The space between two bars in percent of one, so that they are as thick as drawn ones."""
        chart, is_bar = self.chart, self.chart.form == "bar"
        count = len(chart.series) if chart.grouping == "clustered" else 1
        slot = (self.plot.height if is_bar else self.plot.width) / len(chart.categories)
        thick = (thickness if is_bar else breadth)(slot, count, self.frame)
        return min(max(int((slot / thick - count) * 100 + 0.5), 0), _WIDEST_GAP)

    def _title(self) -> None:
        """The subtitle of the chart at the top left, in the lines that the drawn chart has."""
        title: Any = self.made.chart_title
        paragraph = title.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        for number, line in enumerate(self.plot.title.lines if self.plot.title else ()):
            if number:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = line
            self._font(run.font, self.frame.looks.subtitle, self.frame.looks.secondary)
            run._r.get_or_add_rPr().set("lang", self.language.tag)
        for old in title._element.xpath("c:layout | c:overlay"):
            title._element.remove(old)
        title._element.append(box(None, self.frame))
        title._element.append(fragment("c:overlay", val="1"))

    def _legend(self, legend: Any) -> None:
        """The names of the series below the title; the line of a target has its name beside it."""
        legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, True
        self._font(legend.font, self.frame.looks.label, self.frame.looks.text, bold=True)
        for old in legend._element.xpath("c:layout"):
            legend._element.remove(old)
        place = legend._element.xpath("c:legendPos")[0]
        place.addnext(key_box(self.plot, self.frame))
        for number, series in enumerate(self.chart.series):
            if series.aim:
                parts = element("c:idx", {"val": str(number)}), element("c:delete", {"val": "1"})
                place.addnext(fragment("c:legendEntry", *parts))

    def _axes(self) -> None:
        looks, plot = self.frame.looks, self.plot
        category: Any = self.made.category_axis
        value: Any = self.made.value_axis
        is_bar, target = self.chart.form == "bar", self.chart.target
        category.reverse_order = is_bar
        category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        self._font(category.tick_labels.font, looks.label if is_bar else looks.axis, looks.text)
        wide = 1.6 * looks.line if is_bar and target else looks.line  # covers the line of the grid at zero
        self._line(category.format.line, looks.text if is_bar else looks.rule, wide)
        value.minimum_scale, value.maximum_scale = plot.least, plot.most
        value.format.line.fill.background()
        for axis in (category, value):
            axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
            axis.has_major_gridlines = False
        self._font(value.tick_labels.font, looks.axis, looks.secondary)
        value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "General", False
        if is_bar and target:
            words = self.chart.target_words.replace('"', "”")
            value.major_unit, value.has_major_gridlines = float(target.value), True
            self._line(value.major_gridlines.format.line, looks.text, 1.5 * looks.line, dashed=True)
            self._font(value.tick_labels.font, looks.axis, looks.text, bold=True)
            value.tick_labels.number_format = f'"{words}";;'
        elif not has_axis(self.chart):
            value.visible = False
        else:
            value.has_major_gridlines = True
            self._line(value.major_gridlines.format.line, looks.rule, looks.line / 2)
            length = Decimal(str((plot.most or 0) - (plot.least or 0)))
            value.major_unit = 0.25 if self.chart.grouping == "percent" else float(step(length))
            group = self.language.quantities.digits.group
            is_share = self.chart.grouping == "percent"
            value.tick_labels.number_format = "0%" if is_share else grouped_format(plot.most or 0, group)
            if is_bar:  # whose rows go down, so that the axis would be above them
                value.tick_label_position = XL_TICK_LABEL_POSITION.HIGH

    def _series(self, series: Any, shown: NativeSeries, number: int) -> None:
        looks, is_line = self.frame.looks, self.chart.form == "line"
        fill, fills = self.fills.series[number], self.fills.points[number]
        if is_line:
            series.smooth = False
            self._line(series.format.line, fill.colour, 2.2 * looks.line, dashed=shown.aim)
            series.marker.style = XL_MARKER_STYLE.NONE if shown.aim else XL_MARKER_STYLE.CIRCLE
            if shown.aim:
                return
            series.marker.size = min(max(round(_DOT * looks.label), 2), 72)
            self._fill(series.marker.format, fill)
            self._line(series.marker.format.line, fill.colour, 1.5 * looks.line)
        else:
            self._fill(series.format, fill)
            if self.chart.form in ("bar", "column"):
                series.invert_if_negative = False
        for at, (point, own) in enumerate(zip(shown.points, fills, strict=True)):
            if point and (self.chart.form == "pie" or own != fill or point.aim or (is_line and point.open)):
                self._point(series.points[at], point, own)
        if not is_line and any(point and point.open for point in shown.points):
            ends = open_ends(shown.points, self.plot, self.frame, solid(self.frame.looks.text, self.slots))
            series._element.xpath("c:cat")[0].addprevious(ends)

    def _point(self, made: Any, point: NativePoint, fill: ChartFill) -> None:
        looks = self.frame.looks
        if self.chart.form == "line":
            self._fill(made.marker.format, replace(fill, colour=looks.ground) if point.aim or point.open else fill)
            self._line(made.marker.format.line, fill.colour, 1.5 * looks.line)
            if point.aim:
                self._line(made.format.line, fill.colour, 2.2 * looks.line, dashed=True)
        elif point.aim:
            made.format.fill.background()
            self._line(made.format.line, looks.text, looks.line, dashed=True)
        elif self.chart.form == "pie" and not point.fact:  # what the parts leave of the whole
            self._fill(made.format, replace(fill, colour=looks.wash, hatch=0))
            self._line(made.format.line, looks.rule, looks.line)
        else:
            self._fill(made.format, fill)
            if self.chart.form == "pie":
                self._line(made.format.line, looks.ground, looks.line)

    def _paint(self, made: Any, colour: str) -> None:
        if slot := self.slots.get(colour):
            made.theme_color = getattr(MSO_THEME_COLOR, _SLOTS.get(slot, slot.replace("accent", "ACCENT_")))
        else:
            made.rgb = RGBColor.from_string(colour[1:])

    def _fill(self, made: Any, fill: ChartFill) -> None:
        if fill.hatch:
            made.fill.patterned()
            made.fill.pattern = _PATTERNS[fill.hatch - 1]
            self._paint(made.fill.fore_color, self.frame.looks.ground)
            self._paint(made.fill.back_color, fill.colour)
        else:
            made.fill.solid()
            self._paint(made.fill.fore_color, fill.colour)

    def _line(self, made: Any, colour: str, width: float, *, dashed: bool = False) -> None:
        self._paint(made.color, colour)
        made.width = Pt(width)
        if dashed:
            made.dash_style = MSO_LINE_DASH_STYLE.DASH

    def _font(self, made: Any, size: float, colour: str, *, bold: bool = False) -> None:
        made.size, made.bold = Pt(size), bold
        self._paint(made.color, colour)
