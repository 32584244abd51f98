"""Native charts for tests/details/native.txt: the XML of each, and the cells of its workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from drawing_cases import OPTIONS, any_data, checksum
from msgspec.structs import replace
from test_chart_kinds import CASES
from test_native_charts import TARGET

from reports.brand import Brand
from reports.charts.editable import NativeChart, NativePoint, NativeSeries, NotNative, native_point
from reports.charts.frame import MILLIMETRE, CannotFit, Frame, looks_of
from reports.charts.kind import ChartKind
from reports.charts.kinds import KINDS
from reports.charts.letters import ChartMetrics
from reports.charts.model import ChartData
from reports.charts.native import write_native
from reports.languages import LANGUAGES


def _point(value: float, figure: str = "", **more: Any) -> NativePoint:
    return NativePoint(Decimal(str(value)), figure or f"{value}%", f"f{value}", **more)


_NORTH = NativeSeries("Bắc", (_point(10), _point(20, emphasis=True), _point(34.5, open=True)))
_SOUTH = NativeSeries("Nam", (_point(40), None, _point(70, aim=True)))
_HIDDEN = NativeSeries("Đông", (_point(5, shown=False), _point(6, ""), _point(-7, colour="teal")))
_ROWS = ("một", "hai", "ba, rất dài")
_GOAL = native_point(TARGET)

CHARTS = {
    "bars": NativeChart("bar", "Tỷ lệ, %", _ROWS, (_NORTH,), target=_GOAL, target_label="Mục tiêu"),
    "bars whose figure is inside": NativeChart(
        "bar", "Tỷ lệ", _ROWS[:2], (NativeSeries("", (_point(78), _point(79.5, open=True))),), target=_GOAL
    ),
    "bars below zero": NativeChart("bar", "Thay đổi", _ROWS, (_HIDDEN,)),
    "grouped columns": NativeChart("column", "Tỷ lệ", _ROWS, (_NORTH, _SOUTH)),
    "stacked bars": NativeChart("bar", "Tỷ lệ", _ROWS, (_NORTH, _SOUTH), "stacked"),
    "lines": NativeChart("line", "Tỷ lệ", _ROWS, (_NORTH, _SOUTH), target=_GOAL, target_label="Mục tiêu"),
    "one line": NativeChart("line", "Tỷ lệ", _ROWS, (NativeSeries("", _NORTH.points),)),
    "areas": NativeChart("area", "Tỷ lệ", _ROWS, (_NORTH, _HIDDEN), "stacked"),
    "columns with a line": NativeChart("column", "Tỷ lệ", _ROWS, (_NORTH, replace(_SOUTH, points=(*_SOUTH.points[:2], _point(70)))), lines=1),
    "columns with a target": NativeChart("column", "Tỷ lệ", _ROWS, (_HIDDEN,), target=_GOAL, target_label="Mục tiêu"),
    "pairs of dots": NativeChart("dots", "Tỷ lệ", _ROWS, (_NORTH, _SOUTH)),
    "slopes": NativeChart("slope", "Tỷ lệ", _ROWS[:2], (replace(_NORTH, points=_NORTH.points[:2]), NativeSeries("Nam", (_point(40), _point(70))))),
    "parts": NativeChart("pie", "Tỷ lệ", _ROWS, (NativeSeries("", (_point(39.5), _point(50), _point(10.5, shown=False))),)),
}  # fmt: skip


def natives(brand: Brand, metrics: ChartMetrics) -> Iterator[str]:
    """Each chart on a slide in Vietnamese; the first also on a page in English."""
    for name, chart in CHARTS.items():
        yield f"== {name}"
        yield from _written(chart, Frame(460, 260, looks_of(brand, brand.charts.slides), metrics), brand, "vi")
    yield "== bars on a page in English"
    page = Frame(120 * MILLIMETRE, 60 * MILLIMETRE, looks_of(brand, brand.charts.word), metrics)
    yield from _written(CHARTS["bars"], page, brand, "en")
    yield "== any data: the chart and a checksum of its XML, or why it has none"
    slide = Frame(460, 260, looks_of(brand, brand.charts.slides), metrics)
    for kind in KINDS.values():
        cases = {
            **{name: data for name, data in (OPTIONS | CASES).items() if data.kind == kind.name},
            **dict(enumerate(any_data(kind))),
        }
        for name, data in cases.items() if kind.native else ():
            yield f"{kind.name}, {name}: {_in_short(kind, data, page if len(data.entries) % 2 else slide, brand)}"


def _in_short(kind: ChartKind, data: ChartData, frame: Frame, brand: Brand) -> str:
    assert kind.native
    try:
        chart = kind.native(data)
        xml, workbook = write_native(chart, frame, brand, LANGUAGES["vi"])
    except (NotNative, CannotFit) as fault:
        return f"{fault} ({fault.hint})"
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        cells = book.read("xl/worksheets/sheet1.xml")
    series = "; ".join(f"{each.name} {len(each.points)}" for each in chart.series)
    size = f"{len(chart.categories)} rows" if len(chart.categories) > 3 else " ".join(map(repr, chart.categories))
    return f"{chart.form} {chart.grouping} of {size}, series {series}: {checksum([chart])} {checksum([xml])} {checksum([cells])}"


def _written(chart: NativeChart, frame: Frame, brand: Brand, language: str) -> Iterator[str]:
    xml, workbook = write_native(chart, frame, brand, LANGUAGES[language])
    shown = re.sub(r' xmlns:\w+="[^"]*"', "", xml.decode())
    yield re.sub(r"(?<=>)(?=<c:(?:ser|dPt|dLbl|cat|val|spPr|catAx|valAx|layout|plotArea|tx)\b)", "\n", shown)
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
            if name in book.namelist():
                yield re.sub(r"(?<=>)(?=<(?:row|si)\b)", "\n", book.read(name).decode())
