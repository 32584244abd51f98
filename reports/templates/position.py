"""The line of the template that is being rendered just now, found from the running code."""

from __future__ import annotations

import sys
from types import FrameType, TracebackType

from reports.diagnostics import Place
from reports.reader.markdown import column_of
from reports.templates.environment import Environment


def here(needle: str = "") -> tuple[Place | None, str | None]:
    """The place in the innermost template now running, with the line itself; the column is that of `needle`."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        found = _in_template(frame, frame.f_lineno, needle)
        if found:
            return found
        frame = frame.f_back
    return None, None


def place_of(error: BaseException, environment: Environment, needle: str = "") -> tuple[Place | None, str | None]:
    """The place in the innermost template that an error passed through; the column is that of `needle`.

    Jinja rewrites tracebacks so that their frames name the templates' own files and lines.
    """
    found: tuple[Place | None, str | None] = (None, None)
    traceback: TracebackType | None = error.__traceback__
    while traceback is not None:
        path = traceback.tb_frame.f_code.co_filename
        if path in environment.folder.sources:
            found = _place(environment, path, traceback.tb_lineno, needle)
        traceback = traceback.tb_next
    return found


def _in_template(frame: FrameType, line: int, needle: str) -> tuple[Place, str | None] | None:
    environment = frame.f_globals.get("environment")
    if not isinstance(environment, Environment) or "debug_info" not in frame.f_globals:
        return None
    path = frame.f_code.co_filename
    row = _template_line(frame.f_globals["debug_info"], line)
    return _place(environment, path, row, needle)


def _template_line(debug_info: str, line: int) -> int:
    row = 1
    for pair in debug_info.split("&"):
        template_line, _, code_line = pair.partition("=")
        if code_line and int(code_line) <= line:
            row = int(template_line)
    return row


def _place(environment: Environment, path: str, row: int, needle: str) -> tuple[Place, str | None]:
    lines = environment.folder.sources.get(path, ())
    source = lines[row - 1] if 0 < row <= len(lines) else None
    if needle and source is not None and needle not in source:
        near = next((r for r in range(row + 1, min(row + 12, len(lines) + 1)) if needle in lines[r - 1]), None)
        if near:
            row, source = near, lines[near - 1]
    return Place(path, row, column_of(source, needle)), source
