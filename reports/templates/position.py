"""The line of a template that is being rendered just now, or in which an error arose, found from the running code."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from traceback import walk_tb
from types import FrameType

from reports.diagnostics import Place
from reports.reader.markdown import column_of
from reports.templates.environment import Environment

Found = tuple[Place | None, str | None]
"""A place with the line itself."""
_NEAR = 12
"""So many lines after the one that Jinja names are searched: it names the first one of a call."""


def here(needle: str = "") -> Found:
    """The place in the innermost template now running; the column is that of `needle`."""
    frame = inspect.currentframe()
    while frame is not None:
        environment, lines = (frame.f_globals.get(name) for name in ("environment", "debug_info"))
        if isinstance(environment, Environment) and isinstance(lines, str):
            return _place(environment, frame.f_code.co_filename, _template_line(lines, frame.f_lineno), needle)
        frame = frame.f_back
    return None, None


def place_of(error: BaseException, environment: Environment, needle: str = "") -> Found:
    """The place in the innermost template that an error passed through; the column is that of `needle`.

    Jinja rewrites tracebacks so that their frames name the templates' own files and lines.
    """
    frames: Iterable[tuple[FrameType, int]] = walk_tb(error.__traceback__)
    named = [(frame.f_code.co_filename, line) for frame, line in frames]
    path, line = next(((path, line) for path, line in reversed(named) if path in environment.folder.sources), ("", 0))
    return _place(environment, path, line, needle) if path else (None, None)


def _template_line(debug_info: str, line: int) -> int:
    """The line of the template from which a line of its code was made."""
    pairs = (pair.split("=") for pair in debug_info.split("&") if pair)
    rows = [int(row) for row, code_line in pairs if int(code_line) <= line]
    return rows[-1] if rows else 1


def _place(environment: Environment, path: str, row: int, needle: str) -> Found:
    lines = environment.folder.sources.get(path, ())
    found = next((near for near in range(row, min(row + _NEAR, len(lines) + 1)) if needle in lines[near - 1]), row)
    source = lines[found - 1] if 0 < found <= len(lines) else None
    return Place(path, found, column_of(source, needle)), source
