"""The text frame of a box: its inner size and its styles; lines measured against it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pptx.util import Emu, Length, Pt

from reports.brand import Brand, SlideText
from reports.brand.measure import Measured, Metrics, Runs, Wrapped, height, wrap
from reports.brand.powerpoint_reference.looks import inches, points
from reports.diagnostics import Findings, Place
from reports.document.model import Break, Emphasis, Inlines, Link, Marked, Strong, Text
from reports.powerpoint.slides.model import Line

SLACK = Pt(0.01)


@dataclass(frozen=True, slots=True)
class TextFrame:
    """The box of a layout without its insets, with the style of each level of text."""

    name: str
    width: Length
    height: Length
    styles: tuple[SlideText, ...]

    def style(self, level: int) -> SlideText:
        return self.styles[min(level, len(self.styles) - 1)]


def text_frame(brand: Brand, layout: str, box: str) -> TextFrame:
    """The text frame of the box of a layout."""
    looks = brand.slides
    _, _, width, high = map(inches, looks.boxes(layout)[box])
    placeholder, _ = looks.placeholder(layout, box)
    left, top, right, bottom = map(points, looks.insets(placeholder))
    styles = tuple(looks.text[name] for name in placeholder.levels)
    return TextFrame(f"{placeholder.name} ({layout})", Emu(width - left - right), Emu(high - top - bottom), styles)


def runs_of(inlines: Inlines, *, bold: bool = False) -> list[tuple[str, bool]]:
    """The pieces of a text that a slide shows, each with whether it is bold."""
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
    return runs


def wrapped(line: Line, frame: TextFrame, metrics: Metrics, share: float = 1) -> Wrapped:
    """The line as it breaks in the frame, or in this share of its width."""
    style = frame.style(line.level)
    runs: Runs = runs_of(line.text, bold=style.bold)
    if style.caps:
        runs = [(text.upper(), bold) for text, bold in runs]
    return wrap(runs, points(style.size), (frame.width - points(style.indent)) * share, metrics)


def measure(line: Line, frame: TextFrame, metrics: Metrics) -> tuple[Measured, tuple[str, ...]]:
    """The size of the line in the frame, and its words that are wider than the frame."""
    style, found = frame.style(line.level), wrapped(line, frame, metrics)
    return Measured(len(found.lines), *map(points, (style.line, style.before, style.after))), found.too_long


def fits(lines: Sequence[Line], frame: TextFrame, metrics: Metrics) -> bool:
    """Whether the lines fit the frame."""
    measured = [measure(line, frame, metrics) for line in lines]
    wide = any(words for _, words in measured)
    return not wide and height([size for size, _ in measured]) <= frame.height + SLACK


def must_fit(lines: Sequence[Line], frame: TextFrame, metrics: Metrics, findings: Findings, at: Place | None) -> None:
    """Report words that are wider than the frame, else the lines that are too many for it."""
    measured = [measure(line, frame, metrics) for line in lines]
    wide = [word for _, words in measured for word in words]
    for word in wide:
        findings.error(
            f'"{word}" is wider than the box "{frame.name}" ({frame.width.pt:.0f} pt)',
            at,
            hint="use a shorter word, or write it in parts",
        )
    excess = height([size for size, _ in measured]) - frame.height
    if excess > SLACK and not wide:
        over = math.ceil(excess / measured[-1][0].line - 0.001)
        findings.error(
            f'the text is {over} line{"s" if over > 1 else ""} too long for the box "{frame.name}"',
            at,
            hint="say it in fewer words, or move something to the notes or to another slide",
        )
