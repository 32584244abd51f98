"""Titles whose lines are about equally long, or break where a clause ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace
from pptx.util import Emu, Length

from reports.brand.measure import Metrics, Wrapped
from reports.brand.powerpoint_reference.looks import points
from reports.document.model import plain
from reports.powerpoint.slides.model import Line
from reports.powerpoint.slides.text_frame import TextFrame, bound, wrapped

_WIDTHS = 12
"""How many widths are tried, from the whole box down to an equal share for each line."""
_ROOM = (1.03, 1.015)
"""How much wider than its longest line a title is set, as programs measure a little differently."""
_RUNT = 3
"""A last line with so few words looks left over."""
_ENDS = ((0.6, ","), (0.4, ";:?!.–"))
"""Ends of clauses, the stronger last. A title breaks after one if its shortest line has this part of the length of the
longest."""
_JOINED = (2, 3)
"""How many words after the end of a clause are bound to each other, so that none of them stays on its line."""
_CLAUSES = tuple("".join(signs for _, signs in _ENDS))
_DASH = re.compile(r"\S+?[-–](?=\S)")
"""The part of a word that other programs may leave on the line before."""


class _Broken(Struct, frozen=True):
    """A title as it breaks at a width: whether all programs break it so and its last line has more than a few words,
    with what clauses its lines end, and how equal they are; the length of the longest line."""

    rank: tuple[bool, int, float]
    line: Line
    wrapped: Wrapped
    longest: float


def balanced(line: Line, frame: TextFrame, metrics: Metrics) -> tuple[Line, Length | None]:
    """A title of several lines, and how much narrower than its frame it is set, if it is.

    Words after a clause may be bound by no-break spaces. The title never takes more lines than in the whole frame.
    """
    whole = wrapped(line, frame, metrics)
    if len(whole.lines) < 2 or whole.too_long:
        return line, None
    best = _best(line, whole, frame, metrics)
    if best.rank[1] < len(_ENDS):
        others = (_best(each, whole, frame, metrics) for each in _joined_after_clauses(line))
        best = max((best, *others), key=lambda broken: broken.rank)
    for room in _ROOM:
        width = round(best.longest * room)
        if width < frame.width and wrapped(best.line, frame, metrics, width / frame.width) == best.wrapped:
            return best.line, Emu(frame.width - width)
    return best.line, None


def _best(line: Line, whole: Wrapped, frame: TextFrame, metrics: Metrics) -> _Broken:
    """The best way in which a title breaks into as many lines as in the whole frame, or less good ones."""
    count = len(whole.lines)
    shares = (1 - (1 - 1 / count) * step / _WIDTHS for step in range(_WIDTHS))
    tried = dict.fromkeys(wrapped(line, frame, metrics, share) for share in shares)
    fitting = [each for each in tried if len(each.lines) <= count and not each.too_long]
    broken = (_broken(line, each, frame, metrics) for each in fitting or tried)
    return max(broken, key=lambda each: each.rank)


def _broken(line: Line, tried: Wrapped, frame: TextFrame, metrics: Metrics) -> _Broken:
    style = frame.style(line)
    size = points(style.size)
    widths = [metrics.width(each, size, bold=style.bold) for each in tried.lines]
    even = min(widths) / max(widths)
    strengths = {sign: rank for rank, (least, signs) in enumerate(_ENDS, 1) if even >= least for sign in signs}
    parts = (f"{first} {part[0]}" for first, second in pairwise(tried.lines) if (part := _DASH.match(second)))
    divided = any(metrics.width(each, size, bold=style.bold) <= _ROOM[0] * max(widths) for each in parts)
    good = not divided and len(tried.lines[-1].split()) > _RUNT
    return _Broken(
        (good, min([strengths.get(each[-1:], 0) for each in tried.lines[:-1]], default=0), even),
        line,
        tried,
        max(widths),
    )


def _joined_after_clauses(line: Line) -> Iterator[Line]:
    """The title with the first words after each of its clauses bound to each other."""
    words = plain(line.text).split(" ")
    for end, word in enumerate(words, 1):
        if word.endswith(_CLAUSES):
            for count in _JOINED:
                if end + count < len(words):
                    yield replace(line, text=bound(line.text, " ".join(words[end : end + count])))
