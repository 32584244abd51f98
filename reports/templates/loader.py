"""Names of templates → their texts, read within bounds; and the line in these that made a line of the output, that runs
now, or that raised an error.

Jinja forgets where text came from. A mark with the template's number and line is put before each line of a template's
own text, and taken out again after rendering.
"""

from __future__ import annotations

import hashlib
import inspect
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound

from reports.diagnostics import Place
from reports.document.reader.markdown import column_of
from reports.files.bounded import Unreadable, bytes_of
from reports.files.characters import decomposed, position, wrong_characters
from reports.languages import LANGUAGES
from reports.templates.faults import FOLDER, Misread, Refused

MOST_FILE_BYTES = 1_000_000
BASE = "base:"
OPENING, CLOSING = "\ue000", "\ue001"
_MARK = re.compile(f"{OPENING}(\\d+):(\\d+){CLOSING}")
_NEAR = 12
"""How many lines after the one that Jinja names are searched: it names the first line of a call."""

Found = tuple[Place | None, str | None]
"""A place, and the text of its line."""


class FolderLoader(BaseLoader):
    """Finds `briefing/vi/summary.md.j2` in the folder of the audience, of its bases, or the common one.

    `base:` names the file that the current one replaces: it is looked up from the next level on, as in
    `base:1:briefing/vi/summary.md.j2`.
    """

    def __init__(self, templates: Path, lineage: Sequence[str]) -> None:
        self.templates = templates
        self.folders = (*(f"audiences/{audience}/" for audience in lineage), "")
        self.levels: dict[str, int] = {}
        self.names: list[str] = []
        self.sources: dict[str, tuple[str, ...]] = {}
        self.in_parts: list[Place] = []

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        number, path, shown = self._found(template)
        self.levels[template] = number
        return self._read(path, shown), shown, lambda: True

    def identity(self, template: str) -> tuple[str, str] | None:
        """The path of a template as the user knows it and the hash of its file; None if there is none."""
        try:
            _, path, shown = self._found(template)
            return shown, hashlib.sha256(bytes_of(path, MOST_FILE_BYTES)).hexdigest()
        except (TemplateNotFound, Refused, Unreadable):
            return None

    def all_names(self) -> list[str]:
        """The names of everybody's templates."""
        paths = (path for path in self.templates.glob("*/*/*.j2") if path.is_file())
        return sorted(path.relative_to(self.templates).as_posix() for path in paths)

    def below(self, template: str, parent: str) -> str:
        """The name to load for a `template` that `parent` includes, extends or imports."""
        name = template
        if template.startswith(BASE):
            name = f"{BASE}{self.levels.get(parent, -1) + 1}:{template.removeprefix(BASE)}"
        self._check_language(template, self._level(parent)[1], self._level(name)[1])
        return name

    def _check_language(self, written: str, parent: str, child: str) -> None:
        """Raise Refused if a template includes one of another language."""
        own, other = (parts[1] if len(parts) > 2 else "" for parts in (parent.split("/"), child.split("/")))
        if own != other and own in LANGUAGES and other in LANGUAGES:
            hint = f'name "{written.replace(f"/{other}/", f"/{own}/")}"'
            raise Refused(f'this is a text in "{own}", and it includes one in "{other}"', hint, written)

    def _found(self, template: str) -> tuple[int, Path, str]:
        """The level of a template, its file, and its path as the user knows it."""
        level, name = self._level(template)
        parts = name.split("/")
        if ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\\" in name or not name.isprintable():
            raise TemplateNotFound(template)
        for number, folder in enumerate(self.folders[level:], level):
            path = self._file(folder + name)
            if path is not None:
                return number, path, f"{FOLDER}{folder}{name}"
        raise TemplateNotFound(f"{BASE}{name}" if template.startswith(BASE) else name)

    def _file(self, name: str) -> Path | None:
        """The file of this name below templates/, or None. Raises Refused for a link to a file elsewhere."""
        try:
            path = (self.templates / name).resolve()
            if not path.is_file():
                return None
            outside = not path.is_relative_to(self.templates.resolve())
        except (OSError, RuntimeError):  # a name that is too long, links that go in a circle
            return None
        if outside:
            raise Refused(f"templates/{name} leads out of templates/", "copy the file to where the link is", name)
        return path

    @staticmethod
    def _level(template: str) -> tuple[int, str]:
        if not template.startswith(BASE):
            return 0, template
        level, colon, name = template.removeprefix(BASE).partition(":")
        return (int(level), name) if colon and level.isdecimal() else (0, f"{level}{colon}{name}")

    def _read(self, path: Path, shown: str) -> str:
        """Read and remember the text of a template. Raises Refused or Misread for a text that is not allowed."""
        try:
            raw = bytes_of(path, MOST_FILE_BYTES)
        except Unreadable as error:
            raise Refused(f"{shown} {error}", error.hint) from None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            lines = raw.decode("utf-8", "replace")
            self.remember(shown, lines)
            raise Misread("the file is not UTF-8", raw.count(b"\n", 0, error.start) + 1, "save it as UTF-8") from None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if (parts := decomposed(text)) is not None:
            self.in_parts.append(Place(shown, *position(text, parts)))
            text = unicodedata.normalize("NFC", text)
        self.remember(shown, text)
        for wrong in wrong_characters(text):
            line, column = position(text, wrong.index)
            raise Misread(wrong.message, line, wrong.hint, column=column)
        return text

    def remember(self, shown: str, text: str) -> None:
        if shown not in self.sources:
            self.names.append(shown)
            self.sources[shown] = tuple(text.split("\n"))


def marked(text: str, number: int, row: int) -> str:
    """A piece of the text of template `number` with a mark before each of its lines, the first of which is `row`."""
    lines = text.split("\n")
    return "\n".join(f"{OPENING}{number}:{row + offset}{CLOSING}{line}" for offset, line in enumerate(lines))


def without_marks(text: str) -> str:
    return _MARK.sub("", text)


def places_of(text: str, names: Sequence[str], first: Place) -> tuple[str, tuple[Place, ...]]:
    """The text without marks, and the place of each of its lines; `names` are the templates by number. What comes
    before any mark, such as a function's text at the beginning of a template, is at `first`.

    A line that ends one template's text and begins another's belongs to the one with words.
    """
    lines: list[str] = []
    places: list[Place] = []
    current = first
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
