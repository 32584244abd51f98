"""Lines that stay together → the bodies of as few slides as possible, about equally full, their lists numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from reports.brand import SlideText
from reports.brand.measure import Measured, Metrics, height
from reports.diagnostics import Findings
from reports.powerpoint.slides.model import Line
from reports.powerpoint.slides.paragraphs import KeptLines
from reports.powerpoint.slides.text_frame import TextFrame, measure, must_fit, style_of

_STEPS_OF_SEARCH = 12
_FULL = 0.98
"""How much of a box is filled before a slide goes on: programs round the heights of lines differently."""


def slide_bodies(
    kept: Sequence[KeptLines], frame: TextFrame, metrics: Metrics, findings: Findings
) -> list[tuple[Line, ...]]:
    """The lines of as few slides as possible, with about the same on each."""
    inner = frame.inner()
    measured = _measured(kept, inner, metrics)
    for each in kept:
        must_fit(each.lines, frame, metrics, findings, each.place)
    needed = len(_filled(measured, inner.height))
    low, high = inner.height / 4, float(inner.height)
    for _ in range(_STEPS_OF_SEARCH if needed > 1 else 0):
        middle = (low + high) / 2
        if len(_filled(measured, middle)) > needed:
            low = middle
        else:
            high = middle
    bodies, start = [], 0
    for count in _filled(measured, high):
        bodies.append(numbered(kept[start : start + count], frame.styles, findings))
        start += count
    return bodies


def fitting(kept: Sequence[KeptLines], frame: TextFrame, metrics: Metrics) -> int:
    """How many of the kept lines fit the frame, at least one."""
    inner = frame.inner()
    return _filled(_measured(kept, inner, metrics), inner.height)[0]


def _measured(kept: Sequence[KeptLines], frame: TextFrame, metrics: Metrics) -> list[list[Measured]]:
    """The sizes of the kept lines."""
    return [[measure(line, frame, metrics)[0] for line in each.lines] for each in kept]


def _filled(measured: Sequence[Sequence[Measured]], most: float) -> list[int]:
    """How many of the kept lines each slide holds if each is filled before the next begins."""
    counts: list[int] = []
    slide: list[Measured] = []
    used = 0.0
    for kept in measured:
        more = height(kept) + (slide[-1].after + kept[0].before if slide else 0.0)
        if slide and used + more > most * _FULL:
            slide, used, more = [], 0.0, height(kept)
        if not slide:
            counts.append(0)
        counts[-1] += 1
        used += more
        slide = [kept[-1]]
    return counts


def numbered(kept: Iterable[KeptLines], styles: tuple[SlideText, ...], findings: Findings) -> tuple[Line, ...]:
    """The lines of one placeholder, each number replaced by that with which its list begins in the file.

    PowerPoint counts paragraphs of one level that say the same start. It counts on over deeper paragraphs, and begins
    anew after one without a number, or one less deep.
    """
    made: list[Line] = []
    counting: dict[int, tuple[int, int]] = {}  # the start and the last number of the list at each level of the file
    for line, place in ((line, each.place) for each in kept for line in each.lines):
        level = style_of(line, styles).level
        former = counting.get(level)
        counting = {each: counted for each, counted in counting.items() if each < level}
        if (number := line.start) is not None:
            start = former[0] if former and number == former[1] + 1 else number
            if former and former[0] == start == number:
                message = f"this list begins with {number} right after another list: a slide would count on"
                findings.error(message, place, hint="write a line between them")
            counting[level] = start, number
            line = replace(line, start=start if start != 1 else None)
        made.append(line)
    return tuple(made)
