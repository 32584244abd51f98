"""Names of templates → their texts, read from the folder of an audience or from everybody's, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound

from reports.files.characters import wrong_characters
from reports.files.disk import Unreadable, bytes_of
from reports.languages import LANGUAGES
from reports.templates.faults import FOLDER, Misread, Refused

MOST_FILE_BYTES = 1_000_000
BASE = "base:"


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

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        number, path, shown = self._found(template)
        self.levels[template] = number
        return self._read(path, shown), shown, lambda: True

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
        self.remember(shown, text)
        for wrong in wrong_characters(text):
            start = text.rfind("\n", 0, wrong.index) + 1
            line = text.count("\n", 0, wrong.index) + 1
            raise Misread(wrong.message, line, wrong.hint, column=wrong.index - start + 1)
        return text

    def remember(self, shown: str, text: str) -> None:
        if shown not in self.sources:
            self.names.append(shown)
            self.sources[shown] = tuple(text.split("\n"))
