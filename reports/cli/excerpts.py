"""Diagnostics about lines of a workspace → the same with the line itself, and the column of the name in question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from reports.diagnostics import Diagnostic, Place
from reports.files.bounded import Unreadable, bytes_of

_NAMED = re.compile(r'"([^"]+)"')
_MOST_BYTES = 8_000_000


def with_lines(diagnostics: Iterable[Diagnostic], root: Path) -> Iterator[Diagnostic]:
    """Each diagnostic, with the text of its line if it has the number of a line of a file below `root`."""
    for diagnostic in diagnostics:
        place = diagnostic.place
        if place is None or place.line is None or diagnostic.source is not None:
            yield diagnostic
            continue
        lines = _lines(root / place.path)
        source = lines[place.line - 1] if 0 < place.line <= len(lines) else None
        named = next((name for name in _NAMED.findall(diagnostic.message) if source and name in source), None)
        column = place.column
        if source and named and column in (None, 1):
            column = source.index(named) + 1
        if source and column is None:
            column = len(source) - len(source.lstrip()) + 1
        yield replace(diagnostic, source=source, place=Place(place.path, place.line, column))


def _lines(path: Path) -> list[str]:
    try:
        return bytes_of(path, _MOST_BYTES).decode("utf-8-sig").split("\n")
    except (Unreadable, UnicodeDecodeError):
        return []
