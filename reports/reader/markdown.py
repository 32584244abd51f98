"""Rendered Markdown with the way back to its template: which line made which, and which marks were issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.diagnostics import Findings, Place
from reports.document import Marked

MarkKey = tuple[str, str, str, str]
"""What a span says of itself: kind, ref, form and text."""


def key_of(mark: Marked) -> MarkKey:
    """The key of a mark, as its span will give it back."""
    return mark.trace.kind, mark.trace.ref, mark.trace.form, mark.text


@dataclass(frozen=True, slots=True)
class Markdown:
    """A rendered section: its text, the template's place of each line, the marks that functions wrote into it.

    `sources` are the lines of the templates by their path, to show and to find columns in.
    """

    text: str
    places: tuple[Place, ...]
    issued: Mapping[MarkKey, Marked] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def place(self, line: int) -> Place:
        """The template's place behind a line of the text, counted from 0."""
        if not self.places:
            return Place("text", line + 1)
        return self.places[min(line, len(self.places) - 1)]

    def source_line(self, place: Place) -> str | None:
        lines = self.sources.get(place.path, ())
        return lines[place.line - 1] if place.line and place.line <= len(lines) else None


@dataclass(frozen=True, slots=True)
class Fault:
    """Tells of what is wrong in a block of Markdown, led back to the line of the template that made it."""

    markdown: Markdown
    findings: Findings
    first: int
    last: int

    def say(self, message: str, hint: str | None = None, needle: str = "") -> None:
        """A complaint; its line and column are those of `needle` where it can be found in the template."""
        place = self.markdown.place(self.first)
        lines = self.markdown.text.split("\n")
        for number in range(self.first, min(self.last, len(lines))):
            if needle and needle in lines[number]:
                place = self.markdown.place(number)
                break
        source = self.markdown.source_line(place)
        if source is not None and needle and needle in source:
            place = Place(place.path, place.line, source.index(needle) + 1)
        self.findings.error(message, place, hint=hint, source=source)

    def issued(self, kind: str, ref: str, form: str, text: str) -> Marked | None:
        """The mark that a template function wrote so, with its value; None if none did."""
        return self.markdown.issued.get((kind, ref, form, text))
