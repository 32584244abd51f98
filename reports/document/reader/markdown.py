"""Rendered Markdown with the place of each line in its template, and the marks that functions wrote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from reports.diagnostics import Findings, Place
from reports.document.model import Marked, Note

MarkKey = tuple[str, str, str, str]
"""Kind, ref, form and text of a span."""


def key_of(mark: Marked) -> MarkKey:
    """The key of a mark, which is also that of its span: attributes hold no quotes."""
    return mark.trace.kind, mark.trace.ref.replace("\\", "").replace('"', ""), mark.trace.form, mark.text


class Markdown(Struct, frozen=True, dict=True):
    """A rendered section: its text, the template's place of each line, the marks that functions wrote into it.

    `sources` are the lines of the templates by their path, to show and to find columns in; `notes` are the author's
    notes by label, once they are read.
    """

    text: str
    places: tuple[Place, ...]
    issued: Mapping[MarkKey, Marked] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def place(self, line: int) -> Place:
        """The place in the template of a line of the text, counted from 0."""
        if not self.places:
            return Place("text", line + 1)
        return self.places[min(line, len(self.places) - 1)]

    def source_line(self, place: Place) -> str | None:
        lines = self.sources.get(place.path, ())
        return lines[place.line - 1] if place.line and place.line <= len(lines) else None


_JINJA = re.compile(r"\{[{%]")


def column_of(source: str | None, needle: str) -> int | None:
    """The column of `needle` in a line of a template; else that of its first Jinja tag, or of its first word."""
    if source is None:
        return None
    if needle and needle in source:
        return source.index(needle) + 1
    jinja = _JINJA.search(source)
    return (jinja.start() if jinja else len(source) - len(source.lstrip())) + 1


class Fault(Struct, frozen=True):
    """Reports errors in a block of Markdown at the line of the template that made it."""

    markdown: Markdown
    findings: Findings
    first: int
    last: int

    @property
    def start(self) -> Place:
        """The place where the block begins."""
        return self.markdown.place(self.first)

    def below(self, lines: int) -> Fault:
        """The same for so many lines below."""
        return replace(self, first=self.first + lines) if lines else self

    def report(self, message: str, hint: str | None = None, needle: str = "") -> None:
        """Report an error at `needle` in the template, or at the beginning of the block."""
        place = self.place(needle)
        self.findings.error(message, place, hint=hint, source=self.markdown.source_line(place))

    def place(self, needle: str) -> Place:
        """The place of `needle` in the template, or of the block."""
        lines = enumerate(self.markdown.lines[self.first : self.last], self.first)
        found = next((number for number, line in lines if needle and needle in line), self.first)
        place = self.markdown.place(found)
        return Place(place.path, place.line, column_of(self.markdown.source_line(place), needle))
