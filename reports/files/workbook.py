"""The sheets of an .xlsx file of any origin, read with the bounds of `archive`; formulas are never computed.

openpyxl is not used: it reads without bounds, and needs the whole file twice to tell a formula from its result.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from lxml import etree
from msgspec import Struct, field

from reports.files.archive import WORKBOOK, Package, opened
from reports.files.namespaces import full
from reports.files.number_formats import BUILT_IN, GENERAL, dated, is_date, number_shown
from reports.files.tables import At, Sheet, SheetCell, area_of, at_of, one_line
from reports.languages import Language

_V, _F, _T, _ROW, _C = (full(f"x:{name}") for name in ("v", "f", "t", "row", "c"))
_SPOKEN = full("x:rPh")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_DIGITS = 15
"""The digits of a number that a spreadsheet program keeps and shows."""
_NO_RESULT = "is a formula without a result", "open the file in a spreadsheet program and save it"
_EARLY = 61
"""Before this day a calendar from 1900 counts a day that never was (29 February 1900)."""


class _Reader(Struct):
    """Reads the sheets of one file."""

    package: Package
    language: Language
    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    epoch: date = date(1899, 12, 30)
    is_computed: bool = True

    def cells(self, root: etree._Element) -> Iterator[tuple[At, SheetCell]]:
        row = 0
        for element in root.iter(_ROW):
            row, column = int(element.get("r") or row + 1), 0
            for cell in element.iterchildren(_C):
                row, column = at_of(name) if (name := cell.get("r")) else (row, column + 1)
                if (read := self.cell(cell)) is not None:
                    yield (row, column), read

    def cell(self, element: etree._Element) -> SheetCell | None:
        kind, value = element.get("t", "n"), element.findtext(_V, "")
        if element.find(_F) is not None and (not self.is_computed or (not value and kind != "str")):
            return SheetCell("", fault=_NO_RESULT)
        if kind == "e":
            return SheetCell("", fault=(f"has the error {value}", "mend it in a spreadsheet program"))
        match kind:
            case "s" if value:
                text = self.texts[int(value)]
            case "inlineStr":
                text = _text(element)
            case "b":
                text = "TRUE" if value == "1" else "FALSE"
            case "d" if value:
                return dated(date.fromisoformat(value[:10]), "yyyy-mm-dd", self.language)
            case "n" if value:
                return self.number(Decimal(repr(float(value))), int(element.get("s", "0")))
            case _:
                text = value
        shown = one_line(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
        return SheetCell(shown) if shown else None

    def number(self, value: Decimal, style: int) -> SheetCell:
        code = self.formats[style] if style < len(self.formats) else GENERAL
        if is_date(code) and 0 < value < 3_000_000:
            days = int(value) + (value < _EARLY and self.epoch.year < 1900)
            return dated(self.epoch + timedelta(days=days), code, self.language)
        return number_shown(_short(value), code, self.language)


def read_workbook(content: bytes, shown: str, language: Language) -> Mapping[str, Sheet]:
    """The sheets by name; numbers and dates as a reader of `language` sees them. Raises Problems if it is none."""
    return sheets_of(opened(content, shown, WORKBOOK), language)


def sheets_of(package: Package, language: Language) -> Mapping[str, Sheet]:
    """The sheets of an opened workbook by name. Raises Problems if it is damaged."""
    root = package.xml(package.main)
    assert root is not None
    reader = _Reader(package, language)
    if (about := root.find(full("x:workbookPr"))) is not None and about.get("date1904") in ("1", "true"):
        reader.epoch = date(1904, 1, 1)
    calculation = root.find(full("x:calcPr"))  # a program that writes this has not computed the formulas
    reader.is_computed = calculation is None or calculation.get("fullCalcOnLoad") not in ("1", "true")
    relations = package.relations(package.main)
    sheets = {}
    try:
        for strings in package.related_xml(package.main, "sharedStrings"):
            reader.texts = [_text(each) for each in strings.iterchildren(full("x:si"))]
        for styles in package.related_xml(package.main, "styles"):
            reader.formats = list(_formats(styles))
        for sheet in root.iter(full("x:sheet")):
            relation = relations.get(sheet.get(full("r:id"), ""))
            part = package.xml(relation.target) if relation and relation.kind == "worksheet" else None
            if part is not None:
                is_hidden = sheet.get("state", "visible") != "visible"
                sheets[one_line(sheet.get("name", ""))] = _sheet(part, reader, is_hidden)
    except (ValueError, ArithmeticError, IndexError) as error:
        package.fault(f"the file is damaged: {error}", "open it in a spreadsheet program and save it")
    return sheets


def _sheet(root: etree._Element, reader: _Reader, is_hidden: bool) -> Sheet:
    cells = dict(reader.cells(root))
    return Sheet(
        cells,
        _merged(root, cells, reader.package),
        is_hidden,
        frozenset(int(row.get("r", "0")) for row in root.iter(_ROW) if row.get("hidden") in ("1", "true")),
        frozenset(_hidden_columns(root)),
    )


def _merged(root: etree._Element, cells: Collection[At], package: Package) -> dict[At, At]:
    """Each cell that is merged into another, and that other, as far as the sheet is filled."""
    ends = [max(each, default=0) for each in zip(*cells, strict=True)] or [0, 0]
    found: dict[At, At] = {}
    for element in root.iter(full("x:mergeCell")):
        first, last = area_of(element.get("ref", ""))
        rows, columns = (range(a, min(b, end) + 1) for a, b, end in zip(first, last, ends, strict=True))
        package.spend(len(rows) * len(columns))
        found |= {(row, column): first for row in rows for column in columns if (row, column) != first}
    return found


def _hidden_columns(root: etree._Element) -> Iterator[int]:
    for element in root.iter(full("x:col")):
        if element.get("hidden") in ("1", "true"):
            yield from range(int(element.get("min", "1")), min(int(element.get("max", "1")), 16_384) + 1)


def _formats(root: etree._Element) -> Iterator[str]:
    """The format of numbers of each style of cells."""
    codes = {int(each.get("numFmtId", "0")): each.get("formatCode", "") for each in root.iter(full("x:numFmt"))}
    used = root.find(full("x:cellXfs"))
    for style in used if used is not None else ():
        id_ = int(style.get("numFmtId", "0"))
        yield codes.get(id_) or BUILT_IN.get(id_, GENERAL)


def _text(element: etree._Element) -> str:
    """The text of a string, in one piece or in several with looks of their own, without its pronunciation."""
    parts = (t for t in element.iter(_T) if (parent := t.getparent()) is None or parent.tag != _SPOKEN)
    return "".join(t.text or "" for t in parts)


def _short(value: Decimal) -> Decimal:
    """The number with as many digits as a spreadsheet program keeps, without an exponent."""
    return Decimal(format(Decimal(f"{value:.{_DIGITS}g}").normalize(), "f"))
