"""Line ends: the last two words of a text stay together, and the title of a continued slide says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.brand.measure import NO_BREAK_SPACE, Metrics, Wrapped
from reports.document.model import Emphasis, Inline, Inlines, Link, Marked, Strong, Text, Trace, plain
from reports.powerpoint.slides.model import Line
from reports.powerpoint.slides.text_frame import TextFrame, measure, wrapped

_MEASURED = (1.0, 1.015)
"""Shares of a line's width that are tried: a renderer with kerning sets a little more into a line."""
_ESTIMATED = (*_MEASURED, 1.04, 1.07, 1.1)
"""The same where letters are estimated wider than they may be."""
_LEAST_SPACES = 3  # a shorter text is a name or a figure: it breaks where it likes


def without_runt(line: Line, frame: TextFrame, metrics: Metrics, *, estimated: bool = False) -> Line:
    """The line, its last two words bound by a no-break space if one would be alone and no more lines are needed.

    `estimated`: the font's own widths are not known, and are at most `metrics`.
    """
    if plain(line.text).count(" ") < _LEAST_SPACES:
        return line
    shares = _ESTIMATED if estimated else _MEASURED
    now = [wrapped(line, frame, metrics, share) for share in shares]
    if not any(_alone(each.lines[-1]) for each in now if len(each.lines) > 1):
        return line
    bound = replace(line, text=_bind_last(line.text))
    then = [wrapped(bound, frame, metrics, share) for share in shares]
    if then[0].too_long or len(then[0].lines) > len(now[0].lines):
        return line  # a word too long for a line breaks anywhere
    return bound if _most_alone(then) < _most_alone(now) else line


def _most_alone(tried: Sequence[Wrapped]) -> int:
    """The largest number of one-word lines in any of the tried widths."""
    return max(sum(map(_alone, each.lines)) for each in tried if each.lines)


def _alone(line: str) -> bool:
    return " " not in line and NO_BREAK_SPACE not in line


def continued(title: Inlines, number: int, word: str, frame: TextFrame, metrics: Metrics) -> Inlines:
    """The title of the slide that continues another as its `number`th (from 2), bound to its last word if it can be."""
    mark: Inlines = (Text(word),)
    if number > 2:
        stem = word.removesuffix(")")
        counted = Marked(str(number), Trace("plain", str(number), "page"))
        mark = (Text(f"{stem}{NO_BREAK_SPACE}"), counted, Text(word[len(stem) :]))
    bound = (*title, Text(NO_BREAK_SPACE), *mark)
    too_long = measure(Line(bound), frame, metrics)[1] and not measure(Line(title), frame, metrics)[1]
    return (*title, Text(" "), *mark) if too_long else bound


def _bind_last(text: Inlines) -> Inlines:
    """The text with its last space made a no-break space."""
    for i in range(len(text) - 1, -1, -1):
        bound = _bound(text[i])
        if bound is not None:
            return (*text[:i], bound, *text[i + 1 :])
    return text


def _bound(inline: Inline) -> Inline | None:
    match inline:
        case Text() | Marked() if " " in inline.text:
            return replace(inline, text=NO_BREAK_SPACE.join(inline.text.rsplit(" ", 1)))
        case Strong() | Emphasis() | Link() if (children := _bind_last(inline.children)) != inline.children:
            return replace(inline, children=children)
    return None
