"""Complaints about lines of a workspace → the same with the line itself and the column of what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from reports.diagnostics import Diagnostic, Place

_NAMED = re.compile(r'"([^"]+)"')
_MOST_BYTES = 8_000_000


def with_lines(diagnostics: Iterable[Diagnostic], root: Path) -> Iterator[Diagnostic]:
    """Each diagnostic; those that only name a line of a file below `root` are shown it."""
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


def _lines(path: Path) -> tuple[str, ...]:
    try:
        stamp = path.stat()
        return _read(path, stamp.st_mtime_ns) if stamp.st_size <= _MOST_BYTES else ()
    except (OSError, UnicodeDecodeError):
        return ()


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> tuple[str, ...]:
    """The lines of a file as it has been since it was `changed`."""
    return tuple(path.read_text(encoding="utf-8-sig").split("\n"))
