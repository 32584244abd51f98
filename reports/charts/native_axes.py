"""The title, the legend and the axes of a native chart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec import Struct
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import PP_ALIGN

from reports.charts.editable import NativeChart
from reports.charts.frame import Frame
from reports.charts.native_labels import box, fragment, key_box
from reports.charts.native_paint import NativePaint
from reports.charts.native_plot import NativePlot, has_axis
from reports.charts.scale import step
from reports.charts.workbook import grouped_format
from reports.files.xml_text import element
from reports.languages import Language


class NativeAxes(Struct, frozen=True):
    """Writes what is around the plot of a chart of python-pptx."""

    chart: NativeChart
    frame: Frame
    paint: NativePaint
    language: Language
    made: Chart
    plot: NativePlot

    def write_title(self) -> None:
        """The subtitle of the chart at the top left, in the lines that the drawn chart has."""
        title: Any = self.made.chart_title
        paragraph = title.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        for number, line in enumerate(self.plot.title.lines if self.plot.title else ()):
            if number:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = line
            self.paint.font(run.font, self.frame.looks.subtitle, self.frame.looks.secondary)
            run._r.get_or_add_rPr().set("lang", self.language.tag)
        for old in title._element.xpath("c:layout | c:overlay"):
            title._element.remove(old)
        title._element.append(box(None, self.frame))
        title._element.append(fragment("c:overlay", val="1"))

    def write_legend(self) -> None:
        """The names of the series below the title; the line of a target has its name beside it."""
        legend: Any = self.made.legend
        legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, True
        self.paint.font(legend.font, self.frame.looks.label, self.frame.looks.text, bold=True)
        for old in legend._element.xpath("c:layout"):
            legend._element.remove(old)
        place = legend._element.xpath("c:legendPos")[0]
        place.addnext(key_box(self.plot, self.frame))
        for number, series in enumerate(self.chart.series):
            if series.aim or series.name in self.chart.titled:
                parts = element("c:idx", {"val": str(number)}), element("c:delete", {"val": "1"})
                place.addnext(fragment("c:legendEntry", *parts))

    def write_axes(self) -> None:
        looks, plot = self.frame.looks, self.plot
        category: Any = self.made.category_axis
        value: Any = self.made.value_axis
        is_bar, target = self.chart.form == "bar", self.chart.target
        category.reverse_order = is_bar
        category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        self.paint.font(category.tick_labels.font, looks.label if is_bar else looks.axis, looks.text)
        wide = 1.6 * looks.line if is_bar and target else looks.line  # covers the line of the grid at zero
        self.paint.line(category.format.line, looks.text if is_bar else looks.rule, wide)
        if self.chart.form in ("area", "slope"):
            for old in value._element.xpath("c:crossBetween"):
                value._element.remove(old)
            value._element.xpath("c:crosses")[0].addnext(fragment("c:crossBetween", val="midCat"))
        value.minimum_scale, value.maximum_scale = plot.least, plot.most
        value.format.line.fill.background()
        for axis in (category, value):
            axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
            axis.has_major_gridlines = False
        self.paint.font(value.tick_labels.font, looks.axis, looks.secondary)
        value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "General", False
        if is_bar and target:
            words = self.chart.target_words.replace('"', "”")
            value.major_unit, value.has_major_gridlines = float(target.value), True
            self.paint.line(value.major_gridlines.format.line, looks.text, 1.5 * looks.line, dashed=True)
            self.paint.font(value.tick_labels.font, looks.axis, looks.text, bold=True)
            value.tick_labels.number_format = f'"{words}";;'
        elif not has_axis(self.chart):
            value.visible = False
        else:
            value.has_major_gridlines = True
            self.paint.line(value.major_gridlines.format.line, looks.rule, looks.line / 2)
            length = Decimal(str((plot.most or 0) - (plot.least or 0)))
            value.major_unit = 0.25 if self.chart.grouping == "percent" else float(step(length))
            group = self.language.quantities.digits.group
            is_share = self.chart.grouping == "percent"
            value.tick_labels.number_format = "0%" if is_share else grouped_format(plot.most or 0, group)
            if is_bar:  # whose rows go down, so that the axis would be above them
                value.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
