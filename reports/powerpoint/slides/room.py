"""A box of a layout as room for text: its inner size and styles; lines measured against it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reports.brand import Brand, SlideText
from reports.brand.measure import Measured, Metrics, height, wrap
from reports.diagnostics import Findings, Place
from reports.document.model import Break, Emphasis, Inlines, Link, Marked, Strong, Text
from reports.powerpoint.slides.model import Line

POINTS = 72.0
SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Room:
    """The inner box of a placeholder in points, with the style of each of its levels."""

    name: str
    width: float
    height: float
    styles: tuple[SlideText, ...]

    def style(self, level: int) -> SlideText:
        return self.styles[min(level, len(self.styles) - 1)]


def room_of(brand: Brand, layout: str, box: str) -> Room:
    """The room that the box of the layout gives."""
    looks = brand.slides
    _, _, width, high = looks.boxes(layout)[box]
    placeholder, _ = looks.placeholder(layout, box)
    styles = tuple(looks.text[name] for name in placeholder.levels)
    left, top, right, bottom = looks.insets(placeholder)
    name = f"{placeholder.name} ({layout})"
    return Room(name, width * POINTS - left - right, high * POINTS - top - bottom, styles)


def runs_of(inlines: Inlines, *, bold: bool = False) -> list[tuple[str, bool]]:
    """The pieces of text that will stand on the slide, each with whether it is bold."""
    runs: list[tuple[str, bool]] = []
    for inline in inlines:
        match inline:
            case Text() | Marked():
                runs.append((inline.text, bold))
            case Strong():
                runs += runs_of(inline.children, bold=True)
            case Emphasis() | Link():
                runs += runs_of(inline.children, bold=bold)
            case Break():
                runs.append(("\n", bold))
            case _:
                pass
    return runs


def runs_in(inlines: Inlines, style: SlideText) -> list[tuple[str, bool]]:
    """The same as a style shows them."""
    runs = runs_of(inlines, bold=style.bold)
    return [(text.upper(), bold) for text, bold in runs] if style.caps else runs


def measure(line: Line, room: Room, metrics: Metrics) -> tuple[Measured, tuple[str, ...]]:
    """How the line stands in the room, and its words that are wider than the room."""
    style = room.style(line.level)
    wrapped = wrap(runs_in(line.text, style), style.size, room.width - style.indent, metrics)
    return Measured(len(wrapped.lines), style.line, style.before, style.after), wrapped.too_long


def fits(lines: Sequence[Line], room: Room, metrics: Metrics) -> bool:
    """Whether the lines fit the room."""
    measured = [measure(line, room, metrics) for line in lines]
    wide = any(words for _, words in measured)
    return not wide and height([sizes for sizes, _ in measured]) <= room.height + SLACK


def must_fit(lines: Sequence[Line], room: Room, metrics: Metrics, findings: Findings, place: Place | None) -> None:
    """Complain of lines that do not fit the room: by how many lines, and of words that are too wide."""
    measured = [measure(line, room, metrics) for line in lines]
    for _, words in measured:
        for word in words:
            findings.error(
                f'"{word}" is wider than the box "{room.name}" ({room.width:.0f} pt)',
                place,
                hint="use a shorter word, or write it in parts",
            )
    if measured and any(words for _, words in measured):
        return
    excess = height([sizes for sizes, _ in measured]) - room.height
    if excess > SLACK:
        over = math.ceil(excess / measured[-1][0].line - 0.001)
        findings.error(
            f'the text is {over} line{"s" if over > 1 else ""} too long for the box "{room.name}"',
            place,
            hint="say it in fewer words, or move something to the notes or to another slide",
        )
