"""The tables of .csv and .xlsx files: what each cell shows to a reader, by sheet, row and column."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field

from reports.diagnostics import Place, nearest
from reports.files.bounded import Unreadable
from reports.languages import Language

ENDINGS = (".csv", ".xlsx")
"""The endings of files that are tables."""
At = tuple[int, int]
"""The row and the column of a cell, both counted from 1."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SEPARATORS = ";\t,"
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MOST_TRIED = 50
"""So many rows decide which separator a file has."""


class SheetCell(Struct, frozen=True):
    """What a cell shows; `number` and `period` are those that it shows, in the notation of the facts file.

    `also` are other ways to write it: the number with all of its decimals, or grouped. `fault` is why it shows nothing.
    """

    shown: str
    number: Decimal | None = None
    period: str | None = None
    also: tuple[str, ...] = ()
    fault: tuple[str, str] | None = None

    @property
    def is_text(self) -> bool:
        return self.number is None and self.period is None


class Sheet(Struct, frozen=True):
    """The cells that are not empty, in the order of the rows; those that are merged, and into which.

    A .csv file has the number of values and the line of each row.
    """

    cells: Mapping[At, SheetCell]
    merged: Mapping[At, At] = field(default_factory=dict)
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: Mapping[int, int] = field(default_factory=dict)
    lines: Mapping[int, int] = field(default_factory=dict)

    def label(self, at: At) -> str:
        """The text of a cell, or of the one into which it is merged."""
        cell = self.cells.get(self.merged.get(at, at))
        return (cell.period or cell.shown) if cell else ""

    def hides(self, at: At) -> bool:
        """Whether no reader of the file sees the cell."""
        return self.is_hidden or at[0] in self.hidden_rows or at[1] in self.hidden_columns


Sheets = Mapping[str, Sheet]
"""The sheets of a table by name; a .csv file has one, without a name."""


def is_table(file: str) -> bool:
    """Whether the name of a file is that of a table."""
    return file.lower().endswith(ENDINGS)


def read_table(content: bytes, shown: str, language: Language) -> Sheets:
    """The sheets of a file called `shown`; numbers of .xlsx are written as in `language`.

    Raises Unreadable, or for an .xlsx file Problems, if it cannot be read.
    """
    if shown.lower().endswith(".csv"):
        return {"": _csv(content)}
    from reports.files.workbook import read_workbook  # only for those that have one

    return read_workbook(content, shown, language)


def _csv(content: bytes) -> Sheet:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        hint = 'save it as "CSV UTF-8" (in Excel: File, Save As)'
        raise Unreadable("is in another encoding than UTF-8", hint) from None
    if "\0" in text:
        raise Unreadable("is a file of bytes, no table", 'save it as "CSV UTF-8" (in Excel: File, Save As)')
    declared = _DECLARED.match(text)
    first = declared.end() if declared else 0
    lines = text[first:].splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=declared[1] if declared else _separator(lines))
    rows: dict[int, tuple[int, list[str]]] = {}
    try:
        for number, row in enumerate(reader, 1):
            rows[number] = reader.line_num + bool(declared), row
    except csv.Error as error:
        raise Unreadable(f"is no table: {error} in line {reader.line_num}", "look at its quotation marks") from None
    cells = {
        (number, column): SheetCell(shown)
        for number, (_, row) in rows.items()
        for column, value in enumerate(row, 1)
        if (shown := one_line(value))
    }
    filled = {number for number, _ in cells}
    return Sheet(
        cells,
        widths={number: len(row) for number, (_, row) in rows.items() if number in filled},
        lines={number: line for number, (line, _) in rows.items()},
    )


def one_line(text: str) -> str:
    """The text composed, without line breaks, and with single plain spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _separator(lines: Sequence[str]) -> str:
    """The separator that cuts most of the first rows into the same number of values, more than one."""

    def fit(separator: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(lines[:_MOST_TRIED], delimiter=separator))
        except csv.Error:
            return 0, 0
        widths = [len(row) for row in rows if len(row) > 1]
        usual = max(set(widths), key=widths.count, default=0)
        return widths.count(usual), usual

    return max(_SEPARATORS, key=fit)


def sheet_named(sheets: Sheets, name: str | None) -> tuple[str, tuple[str, str] | None]:
    """The name of a sheet, or of the only one that is seen, and what is wrong with it: a message and a hint."""
    seen = [each for each, sheet in sheets.items() if not sheet.is_hidden]
    if name is None and len(seen) == 1:
        return seen[0], None
    if name is None:
        return "", (f"has {len(seen)} sheets, and none is named", f"write sheet: {' or '.join(seen)}")
    if name not in sheets:
        return "", (f'has no sheet "{name}"', nearest(name, seen))
    if name not in seen:
        return "", (f'has the sheet "{name}", but it is hidden', "show it in the file, or name one that readers see")
    return name, None


def place_in(shown: str, sheet: str, at: At) -> Place:
    """The place of a cell in a file: a.xlsx, Loans!B7."""
    return Place(f"{shown}, {sheet}!{reference(at)}" if sheet else f"{shown}, {reference(at)}")


def reference(at: At) -> str:
    """The name of a cell: B7."""
    row, column = at
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def column_of(letters: str) -> int:
    """The number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def at_of(text: str) -> At:
    """The cell with a name. ValueError if it is none."""
    if not (found := _REFERENCE.fullmatch(text)):
        raise ValueError(f'"{text}" is no cell')
    return int(found[2]), column_of(found[1])


def area_of(text: str) -> tuple[At, At]:
    """The first and the last cell of a range, "B3:F60" or "B3". ValueError if it is none."""
    first, _, last = text.partition(":")
    (top, left), (bottom, right) = at_of(first), at_of(last or first)
    if bottom < top or right < left:
        raise ValueError(f'"{text}" ends before it begins')
    return (top, left), (bottom, right)


def areas(cells: Iterable[At]) -> list[str]:
    """The ranges that have just these cells, which come in the order of the rows: neighbours of a row, then equal rows
    below each other."""
    runs: list[tuple[int, int, int]] = []
    for row, column in cells:
        if runs and runs[-1][0] == row and runs[-1][2] == column - 1:
            runs[-1] = row, runs[-1][1], column
        else:
            runs.append((row, column, column))
    found: dict[tuple[int, int], list[list[int]]] = {}
    for row, left, right in runs:
        rows = found.setdefault((left, right), [])
        if rows and rows[-1][1] == row - 1:
            rows[-1][1] = row
        else:
            rows.append([row, row])
    corners = sorted(((top, left), (end, right)) for (left, right), rows in found.items() for top, end in rows)
    return [reference(a) if a == b else f"{reference(a)}:{reference(b)}" for a, b in corners]
