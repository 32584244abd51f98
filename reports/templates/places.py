"""Where in a template: the line that made each line of the output, and the line that runs now or raised an error.

Jinja forgets where text came from. A mark with the template's number and line is put before each line of a template's
own text, and taken out again after rendering.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from traceback import walk_tb
from types import FrameType

from jinja2 import Environment

from reports.diagnostics import Place
from reports.document.reader.markdown import column_of
from reports.templates.loader import FolderLoader

OPENING, CLOSING = "\ue000", "\ue001"
_MARK = re.compile(f"{OPENING}(\\d+):(\\d+){CLOSING}")
_NEAR = 12
"""How many lines after the one that Jinja names are searched: it names the first line of a call."""

Found = tuple[Place | None, str | None]
"""A place, and the text of its line."""


def marked(text: str, number: int, row: int) -> str:
    """A piece of the text of template `number` with a mark before each of its lines, the first of which is `row`."""
    lines = text.split("\n")
    return "\n".join(f"{OPENING}{number}:{row + offset}{CLOSING}{line}" for offset, line in enumerate(lines))


def without_marks(text: str) -> str:
    return _MARK.sub("", text)


def places_of(text: str, names: Sequence[str]) -> tuple[str, tuple[Place, ...]]:
    """The text without marks, and the place of each of its lines; `names` are the templates by number.

    A line that ends one template's text and begins another's belongs to the one with words.
    """
    lines: list[str] = []
    places: list[Place] = []
    current = Place(names[0] if names else "text", 1)
    for line in text.split("\n"):
        before, *rest = _MARK.split(line)  # words, number, row, words, number, row, words …
        marks = [Place(names[int(number)], int(row)) for number, row in zip(rest[::3], rest[1::3], strict=True)]
        if marks and not before.strip():
            worded = (place for place, words in zip(marks, rest[2::3], strict=True) if words.strip())
            places.append(next(worded, marks[0]))
        else:
            places.append(current)
        lines.append("".join((before, *rest[2::3])))
        current = marks[-1] if marks else current
    return "\n".join(lines), tuple(places)


def here(needle: str = "") -> Found:
    """The place in the innermost template now running; the column is that of `needle`."""
    frame = inspect.currentframe()
    while frame is not None:
        environment = frame.f_globals.get("environment")
        if isinstance(environment, Environment) and isinstance(environment.loader, FolderLoader):
            return _place(environment.loader.sources, frame, frame.f_lineno, needle)
        frame = frame.f_back
    return None, None


def place_of(error: BaseException, sources: Mapping[str, Sequence[str]], needle: str = "") -> Found:
    """The place in the innermost template that an error passed through; the column is that of `needle`.

    An endless recursion has the place where it begins.
    """
    frames = list(walk_tb(error.__traceback__))
    for frame, line in frames if isinstance(error, RecursionError) else reversed(frames):
        if frame.f_code.co_filename in sources:
            return _place(sources, frame, line, needle)
    return None, None


def _place(sources: Mapping[str, Sequence[str]], frame: FrameType, line: int, needle: str) -> Found:
    name, path = frame.f_globals.get("name"), frame.f_code.co_filename
    if isinstance(name, str):  # compiled code; Jinja's own tracebacks already give the line of the template
        line = frame.f_globals["environment"].get_template(name).get_corresponding_lineno(line)
    lines = sources.get(path, ())
    found = next((near for near in range(line, min(line + _NEAR, len(lines) + 1)) if needle in lines[near - 1]), line)
    source = lines[found - 1] if 0 < found <= len(lines) else None
    return Place(path, found, column_of(source, needle)), source
