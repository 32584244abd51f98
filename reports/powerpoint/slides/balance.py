"""Titles whose lines are about equally long, or break where a clause ends."""

from __future__ import annotations

from collections.abc import Iterator

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
_EVEN = 0.6
"""A break after a clause is taken if the shortest line has this part of the longest one's length."""
_JOINED = (2, 3)
"""How many words after the end of a clause are bound to each other, so that none of them stays on its line."""
_ENDS = (",", ";", ":", "?", "!", ".", "–")


class _Broken(Struct, frozen=True):
    """A title as it breaks at a width: whether its last line has more than a few words, whether its lines end with
    clauses, and how equal they are; the length of the longest line."""

    rank: tuple[bool, bool, float]
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
    if not best.rank[1]:
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
    widths = [metrics.width(each, points(style.size), bold=style.bold) for each in tried.lines]
    even = min(widths) / max(widths)
    clauses = all(each.endswith(_ENDS) for each in tried.lines[:-1]) and even >= _EVEN
    return _Broken((len(tried.lines[-1].split()) > _RUNT, clauses, even), line, tried, max(widths))


def _joined_after_clauses(line: Line) -> Iterator[Line]:
    """The title with the first words after each of its clauses bound to each other."""
    words = plain(line.text).split(" ")
    for end, word in enumerate(words, 1):
        if word.endswith(_ENDS):
            for count in _JOINED:
                if end + count < len(words):
                    yield replace(line, text=bound(line.text, " ".join(words[end : end + count])))
