"""A .csv or .xlsx file of cells → their fields as the facts file would have them, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from reports.diagnostics import Findings, Place, Problems, nearest
from reports.facts.models import CellFile, Series
from reports.files.bounded import Unreadable, bytes_of
from reports.files.tables import (
    ENDINGS,
    At,
    Sheet,
    area_of,
    column_of,
    is_table,
    place_in,
    read_table,
    reference,
    sheet_named,
)
from reports.languages import ALWAYS, LANGUAGES
from reports.languages.numbers import MINUS

MOST_BYTES = 8_000_000
_NUMBER = {
    ".": re.compile(r"[-−]?\d+(?:\.\d+)?"),
    ",": re.compile(r"[-−]?(?:\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,\d+)?"),
}
_COMMA = re.compile(r"[-−]?[\d.]*,\d+")
_LINES = re.compile(r"\d+(?:[ ,;]+\d+)*")
_LETTERS = re.compile("[A-Z]{1,3}")
_ONE_FIELD = ("place", "period", "qualifier", "source", "lines", "cell", "printed")
"""The fields of a cell that have one column each."""


class RawCell(Struct, frozen=True):
    """The fields of a cell as they are written, where it is, and where each field is if that is known."""

    fields: Mapping[str, Any]
    place: Place
    places: Mapping[str, Place]


class _CellTable(Struct, frozen=True, dict=True):
    """The table in a file beside the facts file; `is_source` says that it is the document which the facts rest on."""

    spec: CellFile
    shown: str
    sheet: Sheet
    name: str
    is_source: bool
    has_gaps: bool
    findings: Findings

    @cached_property
    def _area(self) -> tuple[At, At]:
        """The first and the last cell of the table, with its head: all that is filled, if no range is given."""
        if self.spec.range:
            return area_of(self.spec.range)
        rows, columns = zip(*self.sheet.cells, strict=True) if self.sheet.cells else ((1,), (1,))
        return (min(rows), min(columns)), (max(rows), max(columns))

    def _place(self, at: At) -> Place:
        line = self.sheet.lines.get(at[0])
        return Place(self.shown, line) if line else place_in(self.shown, self.name, at)

    def cells(self) -> Iterator[RawCell]:
        """The cells, row by row. What is wrong is a finding."""
        spec, (head, left), (last, right) = self.spec, *self._area
        wide = spec.value if isinstance(spec.value, dict) else {"": spec.value}
        dimension = "place" if spec.period else "period"
        names = {name: column for name in _ONE_FIELD if (column := getattr(spec, name))}
        if "" not in wide and dimension in names:
            message = f"the columns of value: are for each {dimension}, and {dimension}: has a column too"
            self.findings.error(message, Place(self.shown), hint=f"take {dimension}: out, or name one column as value:")
            return
        heads = {column: self.sheet.label((head, column)) for column in range(left, right + 1)}
        columns = {name: self._column(name, heads, head) for name in dict.fromkeys([*names.values(), *wide.values()])}
        if not all(columns.values()):
            return
        shared = {name: columns[column] for name, column in names.items()}
        for row in sorted({row for row, column in self.sheet.cells if head < row <= last and left <= column <= right}):
            if (width := self.sheet.widths.get(row)) != (expected := self.sheet.widths.get(head)):
                message = f"this row has {width} values, and the head has {expected}"
                hint = "put a value that contains the separator in quotation marks"
                self.findings.error(message, self._place((row, left)), hint=hint)
                continue
            texts = {name: text for name, column in shared.items() if (text := self.sheet.label((row, column)))}
            for key, column in wide.items():
                fixed = {**texts, dimension: key} if key else texts
                yield from self._cell((row, columns[column]), fixed)

    def _column(self, name: str, heads: Mapping[int, str], head: int) -> int:
        """The column with this head or letter; 0, with a finding, if there is none."""
        found = [column for column, text in heads.items() if text == name]
        if not found and _LETTERS.fullmatch(name) and column_of(name) in heads:
            return column_of(name)
        if len(found) == 1:
            return found[0]
        what = "two columns" if found else "no column"
        letters = " or ".join(reference((head, column)).rstrip("0123456789") for column in found)
        hint = f"write its letter: {letters}" if found else nearest(name, filter(None, heads.values()))
        self.findings.error(f'the file has {what} called "{name}"', self._place((head, min(heads))), hint=hint)
        return 0

    def _cell(self, at: At, texts: Mapping[str, str]) -> Iterator[RawCell]:
        sheet, place, spec = self.sheet, self._place(at), self.spec
        cell, fields = sheet.cells.get(at), dict[str, Any](texts)
        if (into := sheet.merged.get(at)) is not None:
            hint = f"it stands for several rows or columns: separate them, or end the range before {reference(at)}"
            self.findings.error(f"the cell is merged into {reference(into)}", place, hint=hint)
        elif sheet.hides(at):
            self.findings.error("the cell is hidden", place, hint="show it, or end the range before it")
        elif cell is not None and cell.fault:
            self.findings.error(f"the cell {cell.fault[0]}", place, hint=cell.fault[1])
        elif cell is None:
            if not self.has_gaps:
                hint = 'write it; or say in the facts file why some are missing: gaps: "…"'
                self.findings.error("this row has no value", place, hint=hint)
        elif cell.is_text and spec.decimal == "." and _COMMA.fullmatch(cell.shown):
            hint = 'write cells: {…, decimal: ","} if commas mark the decimals of this file'
            self.findings.error(f'"{cell.shown}" has a comma', place, hint=hint)
        else:
            fields["value"] = cell.shown if cell.number is None else cell.number
            if self.is_source:
                fields |= {"printed": cell.shown, "cell": reference(at), "sheet": self.name or None}
            yield RawCell(_typed(fields, spec.decimal), place, dict.fromkeys(fields, place))


def read_cells(
    series: Series, spec: CellFile, folder: Path, at: Place, source: Mapping[str, Any], findings: Findings
) -> Iterator[RawCell]:
    """The cells of a series from a file in `folder`; `at` names it, and `source` are the fields of its source."""
    shown = f"{at.path.rpartition('/')[0]}/{spec.file}".lstrip("/")
    if Path(spec.file).name != spec.file or not is_table(spec.file):
        endings = " or ".join(ENDINGS)
        findings.error(f'"{spec.file}" is no {endings} file beside this one', at, hint="write its name: file: NAME.csv")
        return
    is_source = source.get("file") == spec.file
    try:
        content = bytes_of(folder / spec.file, MOST_BYTES)
        sheets = read_table(content, shown, LANGUAGES.get(str(source.get("language")), LANGUAGES[ALWAYS[0]]))
    except Unreadable as error:
        findings.error(f"the file {error}", Place(shown), hint=error.hint)
    except Problems as problems:
        findings.extend(problems.diagnostics)
    else:
        name, complaint = sheet_named(sheets, spec.sheet)
        if complaint:
            findings.error(f"the file {complaint[0]}", Place(shown), hint=complaint[1])
        elif is_source and (digest := sha256(content).hexdigest()) != source.get("sha256"):
            message = f'the file is not the document of "{series.source}"'
            hint = f"copy the document to its place; or, if it is the right one, write sha256: {digest}"
            findings.error(message, Place(shown), hint=hint)
        else:
            yield from _CellTable(spec, shown, sheets[name], name, is_source, series.gaps is not None, findings).cells()


def _typed(fields: Mapping[str, Any], decimal: str) -> dict[str, Any]:
    """The fields with numbers as numbers; what is none stays a text, and is reported as in the facts file."""
    typed: dict[str, Any] = dict(fields)
    if isinstance(fields["value"], str) and _NUMBER[decimal].fullmatch(fields["value"]):
        plain = fields["value"].replace(MINUS, "-")
        typed["value"] = Decimal(re.sub(r"[. \u00a0]", "", plain).replace(",", ".") if decimal == "," else plain)
    if _LINES.fullmatch(fields.get("lines", "")):
        typed["lines"] = [int(line) for line in re.findall(r"\d+", fields["lines"])]
    return typed
