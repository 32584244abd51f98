"""The workbook of a native chart: categories and series as python-pptx writes them, then labels and facts' ids.

A label is a formula that writes its value as the document's language does, whatever the reader's system is set to, so
that it follows an edit; what is no number stays text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import DecimalException

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from reports.charts.editable import FACT, NativeChart, NativePoint, NativeSeries
from reports.languages import Language
from reports.languages.numbers import MINUS, rounded, shifted

_CLOCK = datetime(1980, 1, 1)
"""The time that each workbook says it was made, so that its bytes stay the same."""
_LITERAL = chr(92)
_POWERS = (0, 3, 6, 9, 12)
_GROUPS = (".", ",", " ", "\u00a0", "\u202f", "’")
"""The signs between groups of digits that Office writes in any of its languages."""


def workbook(chart: NativeChart, language: Language) -> bytes:
    """The bytes of the workbook, the same each time. Its first columns are those that python-pptx refers to."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.calc_on_load = False  # the results are there
        book.set_properties({"created": _CLOCK})
        sheet = book.add_worksheet()
        sheet.write_column(1, 0, chart.categories)
        for number, series in enumerate(chart.series):
            _write_series(sheet, series, number, len(chart.series), language)
        if chart.target and chart.form == "bar":  # a line of the grid, and no series
            at = 1 + 3 * len(chart.series)
            sheet.write_row(0, at, [chart.target_label, FACT])
            sheet.write_row(1, at, [float(chart.target.value), chart.target.fact])
    return buffer.getvalue()


def _write_series(sheet: Worksheet, series: NativeSeries, number: int, count: int, language: Language) -> None:
    """The columns of a series: its values, its labels, its facts."""
    values, labels, facts = (1 + number + count * each for each in range(3))
    sheet.write_string(0, values, series.name)
    sheet.write_string(0, labels, f"{language.words.evidence_columns[0]}: {series.name}")
    sheet.write_string(0, facts, FACT)
    for row, point in enumerate(series.points, 1):
        if point is None:
            continue
        sheet.write_number(row, values, float(point.value))
        formula = label_formula(point, xl_rowcol_to_cell(row, values), language)
        if formula:
            sheet.write_formula(row, labels, formula, None, point.figure)
        elif point.figure:
            sheet.write_string(row, labels, point.figure)
        if point.fact:
            sheet.write_string(row, facts, point.fact)


def grouped_format(most: float, group: str) -> str:
    """The number format of an axis up to `most` with this sign between groups of digits, whatever the system's is."""
    count = 0
    while most >= 1000 ** (count + 1):
        count += 1
    forms = [
        f"[>={1000**n}]#{f'{_LITERAL}{group}###' * (n - 1)}{_LITERAL}{group}##0" for n in (count, count - 1) if n > 0
    ]
    return ";".join([*forms, "General"])


def label_cells(chart: NativeChart, number: int) -> str:
    """The cells with the labels of series `number`."""
    column = 1 + len(chart.series) + number
    first, last = (xl_rowcol_to_cell(row, column, True, True) for row in (1, len(chart.categories)))
    return f"Sheet1!{first}:{last}"


def label_formula(point: NativePoint, cell: str, language: Language) -> str | None:
    """The formula that writes the value in `cell` as the point's figure; None if this is not the value, rounded."""
    digits = language.quantities.digits
    for found in re.finditer(digits.figure, point.figure):
        try:
            number = abs(digits.read(found[0].replace("\u00a0", " ")))
        except (ValueError, DecimalException):
            continue
        decimals = len(found[0].rpartition(digits.decimal)[2]) if digits.decimal in found[0] else 0
        for power in _POWERS:
            if rounded(shifted(abs(point.value), -power), decimals) == number:
                before, after = point.figure[: found.start()], point.figure[found.end() :]
                value = f"ABS({cell})" + (f"/1E{power}" if power else "")
                sign = f'IF({cell}<0,"{MINUS}","")'
                parts = [_quoted(before), sign, *_digits(value, decimals, digits.decimal, digits.group), _quoted(after)]
                return f"={'&'.join(filter(None, parts))}"
    return None


def _digits(value: str, decimals: int, sign: str, group: str) -> Iterator[str]:
    """The terms that write a number that is not below zero with a language's signs."""
    whole = f"FIXED(TRUNC(ROUND({value},{decimals})),0,FALSE)"
    for other in _GROUPS:
        if other != group:
            whole = f'SUBSTITUTE({whole},"{other}","{group}")'
    yield whole
    if decimals:
        yield f'"{sign}"'
        yield f"RIGHT(FIXED({value},{decimals},TRUE),{decimals})"


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if text else ""
