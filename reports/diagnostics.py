"""Faults as values: a place, a severity, a message and a hint, and the one exception that carries them.

Every stage gathers all of its faults in a `Findings` and raises them together, so that one run shows
everything that is wrong.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, field

Severity = Literal["error", "warning"]


class Place(Struct, frozen=True):
    """A place in a file: the path as the user knows it, the line and the column, both counted from 1."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (visible(self.path), self.line, self.column) if part is not None)


class Diagnostic(Struct, frozen=True):
    """One fault. `source` is the line of the file at its place, if it is worth showing."""

    message: str
    place: Place | None = None
    hint: str | None = None
    severity: Severity = "error"
    source: str | None = None

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        lines = [f"{head}{self.severity}: {visible(self.message)}"]
        if self.source is not None and self.source.strip():
            lines.append(f"  | {visible(self._excerpt())}")
        if self.hint:
            lines.append(f"hint: {visible(self.hint)}")
        return "\n".join(lines)

    def _excerpt(self) -> str:
        """The line, or the part of a long one around the column."""
        line = (self.source or "").rstrip()
        if len(line) <= _EXCERPT:
            return line
        column = (self.place.column or 1) if self.place else 1
        start = max(0, min(column - _EXCERPT // 2, len(line) - _EXCERPT))
        end = start + _EXCERPT
        return f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"


_EXCERPT = 100


def visible(text: str) -> str:
    """The text with escapes for characters that cannot be seen or that act on a terminal; spaces stay as they are."""
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(letter: str) -> str:
    if letter.isprintable() or letter == "\t" or unicodedata.category(letter) == "Zs":
        return letter
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))  # as JSON writes it, too


class HintedError(Exception):
    """A fault without its place; a caller that knows the place turns it into a diagnostic."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Problems(Exception):
    """All diagnostics of a stage that cannot go on, in the order of their places."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))

    def __reduce__(self) -> tuple[type[Problems], tuple[tuple[Diagnostic, ...]]]:
        """Keep the diagnostics when the exception is raised in a worker process."""
        return type(self), (self.diagnostics,)


class Findings(Struct):
    """A list of diagnostics; `check()` raises them all if one of them is an error."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(
        self, message: str, place: Place | None = None, *, hint: str | None = None, source: str | None = None
    ) -> None:
        self.found.append(Diagnostic(message, place, hint, "error", source))

    def warning(self, message: str, place: Place | None = None, *, hint: str | None = None) -> None:
        self.found.append(Diagnostic(message, place, hint, "warning"))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.found.extend(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    @property
    def has_errors(self) -> bool:
        return any(diagnostic.severity == "error" for diagnostic in self.found)

    def check(self) -> None:
        """Raise `Problems` with everything found so far if any of it is an error."""
        if self.has_errors:
            raise Problems(ordered(self.found))


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics by file, line and column, each once; those without a place come first."""

    def key(diagnostic: Diagnostic) -> tuple[str, int, int]:
        place = diagnostic.place
        return (place.path, place.line or 0, place.column or 0) if place else ("", 0, 0)

    return sorted(dict.fromkeys(diagnostics), key=key)


def counted(number: int, what: str) -> str:
    """ "1 error", "2 errors"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def nearest(name: str, known: Iterable[str], *, otherwise: str | None = None) -> str:
    """A hint with the known name closest to `name`; if none is close, `otherwise`, or the list of the known names."""
    names = list(known)
    if close := difflib.get_close_matches(name, names, n=1, cutoff=0.6):
        return f'did you mean "{close[0]}"?'
    return f"known: {', '.join(names) or 'none'}" if otherwise is None else otherwise
