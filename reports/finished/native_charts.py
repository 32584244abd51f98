"""A native chart of a finished file → its texts, each with the fact that the chart's workbook names for it.

The chart keeps what it shows beside the workbook that people edit, so that both are read: a value or a label that was
changed in one of them only is found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from reports.charts.editable import FACT
from reports.diagnostics import Problems
from reports.document.marks import fact_style
from reports.document.model import Trace
from reports.files.archive import WORKBOOK, Package, embedded
from reports.files.namespaces import SPACES
from reports.files.tables import At, area_of
from reports.files.workbook import sheets_of
from reports.finished.text import folded
from reports.languages.english import ENGLISH
from reports.languages.numbers import plain_value

QUOTED = re.compile(r'"([^"]*)"')
_MOST_LETTERS = 200


class ChartText(NamedTuple):
    """A text of a chart; `name` is that of the style for the fact and form that the workbook names for it, or empty."""

    text: str
    name: str = ""


class ChartSheet(Struct, frozen=True):
    """The cells of a workbook's first sheet by row and column; the columns with facts."""

    cells: Mapping[At, str]
    facts: tuple[int, ...]

    def fact(self, number: int, row: int) -> str:
        return self.cells.get((row, self.facts[number]), "") if number < len(self.facts) else ""


def chart_texts(package: Package, name: str) -> list[ChartText] | None:
    """The texts of the chart in the part of this name; None if no workbook names its facts, as with other charts.

    LibreOffice refers to no cells of the workbook in the charts that it saves.
    """
    root, sheet = package.xml(name), sheet_of(package, name)
    if root is None or not sheet.facts:
        return None
    series = found_in(root, "//c:ser")
    if not all(start_of(each, "c:val//c:f")[0] for each in series):
        return None
    texts = [*map(ChartText, _words(root, series))]
    for number, each in enumerate(series):
        texts += _of_series(each, number, sheet)
    return [*texts, *_of_target(root, sheet, len(series))]


def _words(root: etree._Element, series: list[etree._Element]) -> Iterator[str]:
    """The title, the categories and the names of series, each text once, and the words on an axis."""
    names = (each for part in series for each in found_in(part, "c:tx//c:v | c:cat//c:v"))
    texts = [*map(_joined, found_in(root, "//c:title//a:p")), *(folded(each.text or "") for each in names)]
    yield from dict.fromkeys(texts)
    for code in found_in(root, "//c:valAx/c:numFmt[@formatCode]"):
        yield from map(folded, QUOTED.findall(code.get("formatCode", "")))


def _of_series(series: etree._Element, number: int, sheet: ChartSheet) -> Iterator[ChartText]:
    """The values and labels of a series: those that the chart shows, and those in the cells that it refers to."""
    column, first = start_of(series, "c:val//c:f")
    labels, _ = start_of(series, ".//c15:datalabelsRange/c15:f")
    typed = {int(_value(each, "c:idx")): text for each in found_in(series, "c:dLbls/c:dLbl") if (text := _typed(each))}
    shown = {"short": _points(series, ".//c15:dlblRangeCache") | typed, "value": _points(series, "c:val")}
    rows = {row for points in shown.values() for row in points}
    rows |= {row - first for row, at in sheet.cells if at in (column, labels) and row >= first}
    for row in sorted(rows):
        if fact := sheet.fact(number, row + first):
            for form, cells in (("short", labels), ("value", column)):
                texts = shown[form].get(row), sheet.cells.get((row + first, cells))
                yield from (_text(text, fact, form) for text in texts if text is not None)


def _of_target(root: etree._Element, sheet: ChartSheet, count: int) -> Iterator[ChartText]:
    """The value of a target that is a line of the grid."""
    if fact := sheet.fact(count, 2):
        units = (each.get("val", "") for each in found_in(root, "//c:valAx/c:majorUnit"))
        cell = sheet.cells.get((2, sheet.facts[count] - 1), "")
        yield from (_text(value, fact, "value") for value in (*units, cell))


def _text(text: str, fact: str, form: str) -> ChartText:
    shown = plain_number(text) if form == "value" else folded(text)
    return ChartText(shown, fact_style(Trace("fact", fact[:_MOST_LETTERS], form)).name)


def plain_number(text: str) -> str:
    """A number as marks print it: Office writes 39.51 as 39.509999999999998. What is none stays as it is."""
    try:
        return plain_value(Decimal(repr(float(text))))
    except (ValueError, ArithmeticError):
        return folded(text)


def _typed(label: etree._Element) -> str:
    """What people typed instead of a label that follows a cell."""
    runs = found_in(label, "c:tx//a:r/a:t")
    return folded("".join(each.text or "" for each in runs)).strip() if not found_in(label, "c:tx//a:fld") else ""


def _joined(paragraph: etree._Element) -> str:
    parts = found_in(paragraph, ".//a:t | .//a:br")
    return folded("".join(each.text or " " for each in parts))


def _points(series: etree._Element, path: str) -> dict[int, str]:
    """The texts of a cache by their positions."""
    points = found_in(series, f"{path}//c:pt")
    return {int(idx): _written(each) for each in points if (idx := each.get("idx", "")).isascii() and idx.isdigit()}


def _written(point: etree._Element) -> str:
    return "".join(each.text or "" for each in found_in(point, "c:v"))


def _value(element: etree._Element, path: str) -> str:
    value = "".join(each.get("val", "") for each in found_in(element, path))
    return value if value.isascii() and value.isdigit() else "0"


def start_of(series: etree._Element, path: str) -> tuple[int, int]:
    """The column and the row of the first cell in a reference; zeros if there is none."""
    reference = "".join(each.text or "" for each in found_in(series, path)[:1]).rpartition("!")[2]
    try:
        (row, column), _ = area_of(reference.replace("$", ""))
    except ValueError:
        return 0, 0
    return column, row


def found_in(element: etree._Element, path: str) -> list[etree._Element]:
    found: list[etree._Element] = element.xpath(path, namespaces=SPACES)  # type: ignore[assignment]
    return found


def sheet_of(package: Package, chart: str) -> ChartSheet:
    """The first sheet of a chart's workbook; an empty one if it cannot be read."""
    cells: Mapping[At, str] = {}
    try:
        for name in package.related(chart, "package"):
            book = embedded(package, name, WORKBOOK)
            cells = cells_of(book)
            package.read, package.unpacked = book.read, book.unpacked
    except Problems:
        return ChartSheet({}, ())
    return ChartSheet(
        cells, tuple(sorted(column for (row, column), text in cells.items() if row == 1 and text == FACT))
    )


def cells_of(book: Package) -> dict[At, str]:
    """The texts in the first sheet of a workbook; numbers as marks print them."""
    cells = next((sheet.cells for sheet in sheets_of(book, ENGLISH).values()), {})
    return {at: plain_value(cell.number) if cell.number is not None else cell.shown for at, cell in cells.items()}
