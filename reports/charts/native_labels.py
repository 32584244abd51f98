"""What python-pptx has no words for in a native chart: labels that show cells, open ends, places in the chart.

The extension of Office 2013 (MS-ODRAWXML, `datalabelsRange`) makes labels follow cells of the workbook; their texts are
cached. Programs without it show the text of the fields.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from msgspec import Struct
from pptx.oxml import parse_xml

from reports.charts.colours import ChartFill
from reports.charts.editable import NativeChart, NativePoint, NativeSeries
from reports.charts.frame import Frame
from reports.charts.native_plot import NativePlot, beyond_end, is_named, open_length
from reports.files.namespaces import SPACES
from reports.files.xml_text import EMPTY, Xml, element, joined

_SPACES = {f"xmlns:{prefix}": SPACES[prefix] for prefix in ("c", "a", "c15")}
_LABEL, _SERIES = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}", "{02D57815-91ED-43cb-92C2-25804820EDAC}"
"""The extensions by which a label shows a cell, and a series names the cells of its labels."""
_NAMESPACE = uuid.UUID("6f7d4f0e-7f5b-5c0b-9a45-3f4a2f1d8f10")
_ONE_LINE = element("a:bodyPr", {"wrap": "none"})
_EMU = 12_700  # in a point
_ENDS = {"line": "r", "pie": "outEnd", "area": ""}


def fragment(tag: str, *children: Xml, **attributes: str) -> Any:
    """An element to insert into a chart."""
    return parse_xml(element(tag, {**_SPACES, **attributes}, *children))


def box(plot: NativePlot | None, frame: Frame) -> Any:
    """The layout that puts the plot into its box, or a title into the top left corner."""
    edges = {"xMode": "edge", "yMode": "edge"}
    places: dict[str, str] = {**edges, "x": "0", "y": "0"}
    if plot:
        height = frame.height or 1.0
        shares = plot.left / frame.width, plot.top / height, plot.width / frame.width, plot.height / height
        places = {"layoutTarget": "inner", **edges, **dict(zip("xywh", map(_number, shares), strict=True))}
    layout = element("c:manualLayout", {}, *(_value(name, value) for name, value in places.items()))
    return fragment("c:layout", layout)


def key_box(plot: NativePlot, frame: Frame) -> Any:
    """The layout that puts the names of series between the title and the plot, from the left."""
    edges = {"xMode": "edge", "yMode": "edge", "x": "0", "y": _number(plot.key / (frame.height or 1.0))}
    return fragment("c:layout", element("c:manualLayout", {}, *(_value(name, value) for name, value in edges.items())))


def solid(colour: str, slots: Mapping[str, str]) -> Xml:
    """A fill with a colour "#RRGGBB", by its slot in the theme if it has one."""
    slot = slots.get(colour, "").replace("dk", "tx").replace("lt", "bg")
    named = element("a:schemeClr", {"val": slot}) if slot else element("a:srgbClr", {"val": colour[1:]})
    return element("a:solidFill", {}, named)


def area(colour: str, slots: Mapping[str, str]) -> Any:
    """The looks of the whole chart: a ground ("" for none), and not the frame that Word draws around others."""
    ground = solid(colour, slots) if colour else element("a:noFill")
    return fragment("c:spPr", ground, element("a:ln", {}, element("a:noFill")))


def open_ends(points: Sequence[NativePoint | None], plot: NativePlot, frame: Frame, fill: Xml) -> Any:
    """The open ends of bars: three dots beyond the value of each lower bound, error bars that no cell has."""
    long = open_length(frame)
    lengths = [
        element("c:pt", {"idx": str(at)}, element("c:v", {}, _number(long / plot.unit)))
        for at, point in enumerate(points)
        if point and point.open
    ]
    count = _value("ptCount", str(len(points)))
    cells = element("c:numLit", {}, element("c:formatCode", {}, "General"), count, *lengths)
    line = {"w": str(round(long / 5 * _EMU)), "cap": "flat"}
    return fragment(
        "c:errBars",
        _value("errBarType", "plus"),
        _value("errValType", "cust"),
        _value("noEndCap", "1"),
        element("c:plus", {}, cells),
        element("c:spPr", {}, element("a:ln", line, fill, element("a:prstDash", {"val": "sysDot"}))),
    )


def label_range(series: NativeSeries, cells: str) -> Any:
    """The extension of a series that names the cells of its labels, with their texts."""
    figures = [(at, point.figure) for at, point in enumerate(series.points) if point and point.figure]
    cached = joined(element("c:pt", {"idx": str(at)}, element("c:v", {}, figure)) for at, figure in figures)
    cache = element("c15:dlblRangeCache", {}, _value("ptCount", str(len(series.points))), cached)
    named = element("c15:datalabelsRange", {}, element("c15:f", {}, cells), cache)
    return fragment("c:extLst", element("c:ext", {"uri": _SERIES}, named))


class LabelWriter(Struct, frozen=True):
    """Writes the labels of a chart; `slots` are those of the theme by colour, `tag` is that of the language, `fills`
    are those of each series' points."""

    chart: NativeChart
    plot: NativePlot
    frame: Frame
    slots: Mapping[str, str]
    tag: str
    fills: Sequence[Sequence[ChartFill]]

    def labels(self, series: NativeSeries, number: int) -> Any:
        """The labels of series `number`."""
        last = max(at for at, point in enumerate(series.points) if point)
        each = [
            self._label(series, number, at, point, is_last=at == last)
            for at, point in enumerate(series.points)
            if point
        ]
        return fragment("c:dLbls", *each, self._text(), *_flags(), _value("showLeaderLines", "0"), _extended())

    def _label(self, series: NativeSeries, number: int, at: int, point: NativePoint, *, is_last: bool) -> Xml:
        named = is_last and (is_named(self.chart) or series.aim) and series.name not in self.chart.titled
        part = self.chart.form == "pie" and self.chart.categories[at] not in self.chart.titled
        if not point.shown or not (point.figure or part):
            return element("c:dLbl", {}, _value("idx", str(at)), _value("delete", "1"))
        looks = self.frame.looks
        inside = self._is_inside(point) or self.chart.grouping != "clustered"
        fill = self.fills[number][at]
        is_tied = len(self.chart.series) > 1 if self.chart.is_line(number) else self.chart.form == "pie" and not part
        colour = looks.text if point.aim else fill.inner if inside else fill.words if is_tied else looks.text
        fields = {
            "SERIESNAME": series.name if named else "",
            "CATEGORYNAME": self.chart.categories[at] if part else "",
            "CELLRANGE": point.figure,
        }
        seed = f"{number}/{at}"
        runs: list[Xml] = []
        for kind, text in filter(itemgetter(1), fields.items()):
            marks = {"lang": self.tag, "sz": str(round(100 * looks.label)), "b": "1" if kind != "CATEGORYNAME" else "0"}
            properties = element("a:rPr", marks, solid(colour, self.slots))
            id_ = f"{{{str(uuid.uuid5(_NAMESPACE, f'{seed}/{kind}')).upper()}}}"
            if runs:
                runs.append(element("a:r", {}, properties, element("a:t", {}, " ")))
            runs.append(element("a:fld", {"id": id_, "type": kind}, properties, element("a:t", {}, text)))
        rich = element("c:rich", {}, element("a:bodyPr") if part else _ONE_LINE, element("a:p", {}, *runs))
        place = self._place(number, at, point, inside=inside, is_last=is_last)
        return element(
            "c:dLbl",
            {},
            _value("idx", str(at)),
            self._offset(point) if not inside else EMPTY,
            element("c:tx", {}, rich),
            _value("dLblPos", place) if place else EMPTY,
            *_flags(series=named, category=part),
            _extended(),
        )

    def _text(self) -> Xml:
        """The type of all labels."""
        looks = self.frame.looks
        marks = {"sz": str(round(100 * looks.label)), "b": "1"}
        style = element("a:pPr", {}, element("a:defRPr", marks, solid(looks.text, self.slots)))
        paragraph = element("a:p", {}, style, element("a:endParaRPr", {"lang": self.tag}))
        return element("c:txPr", {}, _ONE_LINE, element("a:lstStyle"), paragraph)

    def _offset(self, point: NativePoint) -> Xml:
        """Moves the figure beyond an open end."""
        if self.chart.form != "bar" or not point.open:
            return EMPTY
        share = beyond_end(self.frame) / self.frame.width * (-1 if point.value < 0 else 1)
        return element("c:layout", {}, element("c:manualLayout", {}, _value("x", _number(share)), _value("y", "0")))

    def _is_inside(self, point: NativePoint) -> bool:
        """Whether the figure is in its bar, since the line of the target would run through it at the end."""
        target, size = self.chart.target, self.frame.looks.label
        if self.chart.form != "bar" or target is None:
            return False
        line, end = (float(each.value) * self.plot.unit for each in (target, point))
        wide = self.frame.measure(point.figure, size, bold=True) + 0.9 * size
        start = end + (beyond_end(self.frame) if point.open else 0)
        return start - 0.2 * size <= line <= start + wide and wide < end

    def _place(self, number: int, at: int, point: NativePoint, *, inside: bool, is_last: bool) -> str:
        form, series = self.chart.form, self.chart.series[number]
        if form == "slope":
            return "r" if is_last else "l"
        if form == "column" and self.chart.is_line(number):
            return "t"
        if form in ("bar", "column"):
            return "ctr" if self.chart.grouping != "clustered" else "inEnd" if inside else "outEnd"
        if form == "dots" or (form == "line" and not (is_last and is_named(self.chart))):
            lines = [other for other in self.chart.series if not other.aim and other is not series]
            beside = [other.points[at] for other in lines]
            return "b" if any(other and other.value > point.value for other in beside) else "t"
        return _ENDS[form]


def _flags(*, series: bool = False, category: bool = False) -> Iterator[Xml]:
    """What labels show besides cells."""
    shown = {"LegendKey": False, "Val": False, "CatName": category, "SerName": series, "Percent": False}
    yield from (_value(f"show{name}", str(int(each))) for name, each in {**shown, "BubbleSize": False}.items())


def _extended() -> Xml:
    """The extension by which labels show cells."""
    cells = element("c15:showDataLabelsRange", {"val": "1"})
    return element("c:extLst", {}, element("c:ext", {"uri": _LABEL}, cells))


def _value(name: str, value: str) -> Xml:
    return element(f"c:{name}", {"val": value})


def _number(value: float) -> str:
    return f"{value:.6g}"
