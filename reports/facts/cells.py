"""A .csv file of cells → their fields as the facts file would have them, each with its place."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports.diagnostics import Findings, Place, nearest
from reports.facts.models import CellFile
from reports.files.bounded import Unreadable, bytes_of
from reports.languages.numbers import MINUS

MOST_BYTES = 8_000_000
_SEPARATORS = ",;\t"
_NUMBER = {
    ".": re.compile(r"[-−]?\d+(?:\.\d+)?"),
    ",": re.compile(r"[-−]?(?:\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,\d+)?"),
}
_COMMA = re.compile(r"[-−]?[\d.]*,\d+")
_LINES = re.compile(r"\d+(?:[ ,;]+\d+)*")


@dataclass(frozen=True, slots=True)
class RawCell:
    """The fields of a cell as they are written, where it is, and where each field is if that is known."""

    fields: Mapping[str, Any]
    place: Place
    places: Mapping[str, Place]


def cells_of_file(spec: CellFile, folder: Path, at: Place, has_gaps: bool, findings: Findings) -> Iterator[RawCell]:
    """The cells of the file, which lies in `folder`; `at` names it. With `has_gaps`, rows may have no value."""
    shown = f"{at.path.rpartition('/')[0]}/{spec.file}".lstrip("/")
    if Path(spec.file).name != spec.file or not spec.file.endswith(".csv"):
        findings.error(f'"{spec.file}" is no .csv file beside this one', at, hint="write its name: file: NAME.csv")
        return
    try:
        rows = _rows(bytes_of(folder / spec.file, MOST_BYTES), spec)
    except Unreadable as error:
        findings.error(f"the file {error}", Place(shown), hint=error.hint)
        return
    columns = {name: column for name, column in spec.model_dump(exclude={"file", "decimal"}).items() if column}
    _, head = rows[0] if rows else (1, [])
    for column in dict.fromkeys(columns.values()):
        if head.count(column) != 1:
            what = "two columns" if column in head else "no column"
            findings.error(f'the file has {what} called "{column}"', Place(shown, 1), hint=nearest(column, head))
            return
    for line, row in rows[1:]:
        place, values = Place(shown, line), dict(zip(head, map(str.strip, row), strict=False))
        if len(row) != len(head):
            message = f"this row has {len(row)} values, and the head has {len(head)}"
            findings.error(message, place, hint="put a value that contains the separator in quotation marks")
            continue
        fields = {name: values[column] for name, column in columns.items() if values[column]}
        if "value" in fields:
            if spec.decimal == "." and _COMMA.fullmatch(fields["value"]):
                hint = 'write cells: {…, decimal: ","} if commas mark the decimals of this file'
                findings.error(f'"{fields["value"]}" has a comma', place, hint=hint)
                return
            yield RawCell(_typed(fields, spec.decimal), place, dict.fromkeys(fields, place))
        elif not has_gaps:
            hint = 'write it; or say in the facts file why some are missing: gaps: "…"'
            findings.error("this row has no value", place, hint=hint)


def _rows(raw: bytes, spec: CellFile) -> Sequence[tuple[int, list[str]]]:
    """The rows that are not empty, each with its last line. Unreadable if they are no text."""
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        hint = 'save it as "CSV UTF-8" (in Excel: File, Save As)'
        raise Unreadable("is in another encoding than UTF-8", hint) from None
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    try:
        return [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise Unreadable(f"is no table: {error} in line {reader.line_num}", "look at its quotation marks") from None


def _typed(fields: Mapping[str, str], decimal: str) -> dict[str, Any]:
    """The fields with numbers as numbers; what is none stays a text, and is reported as in the facts file."""
    typed: dict[str, Any] = dict(fields)
    if _NUMBER[decimal].fullmatch(fields["value"]):
        plain = fields["value"].replace(MINUS, "-")
        typed["value"] = Decimal(re.sub(r"[. \u00a0]", "", plain).replace(",", ".") if decimal == "," else plain)
    if _LINES.fullmatch(fields.get("lines", "")):
        typed["lines"] = [int(line) for line in re.findall(r"\d+", fields["lines"])]
    return typed
