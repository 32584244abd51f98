"""The line of a template that is being rendered just now, or in which an error arose, found from the running code."""

from __future__ import annotations

import inspect
from traceback import walk_tb
from types import FrameType

from reports.diagnostics import Place
from reports.document.reader.markdown import column_of
from reports.templates.environment import Environment

Found = tuple[Place | None, str | None]
"""A place with the line itself."""
_NEAR = 12
"""So many lines after the one that Jinja names are searched: it names the first one of a call."""


def here(needle: str = "") -> Found:
    """The place in the innermost template now running; the column is that of `needle`."""
    frame = inspect.currentframe()
    while frame is not None:
        environment = frame.f_globals.get("environment")
        if isinstance(environment, Environment):
            line = _template_line(environment, frame, frame.f_lineno)
            return _place(environment, frame.f_code.co_filename, line, needle)
        frame = frame.f_back
    return None, None


def place_of(error: BaseException, environment: Environment, needle: str = "") -> Found:
    """The place in the innermost template that an error passed through; the column is that of `needle`."""
    for frame, line in reversed(list(walk_tb(error.__traceback__))):
        path = frame.f_code.co_filename
        if path in environment.folder.sources:
            return _place(environment, path, _template_line(environment, frame, line), needle)
    return None, None


def _template_line(environment: Environment, frame: FrameType, line: int) -> int:
    """The template's line behind a line of its code; Jinja's own tracebacks already name the template's."""
    name = frame.f_globals.get("name")
    return environment.get_template(name).get_corresponding_lineno(line) if isinstance(name, str) else line


def _place(environment: Environment, path: str, row: int, needle: str) -> Found:
    lines = environment.folder.sources.get(path, ())
    found = next((near for near in range(row, min(row + _NEAR, len(lines) + 1)) if needle in lines[near - 1]), row)
    source = lines[found - 1] if 0 < found <= len(lines) else None
    return Place(path, found, column_of(source, needle)), source
