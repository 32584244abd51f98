"""Titles of slides: a line with a single word is avoided, a continued slide says so."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Emphasis, Inline, Inlines, Link, Marked, Strong, Text, Trace
from reports.fit import NO_BREAK_SPACE, Metrics, wrap
from reports.slides.model import Line
from reports.slides.room import Room, runs_of


def settled(title: Inlines, room: Room, metrics: Metrics) -> Line:
    """The title as a line. Its last two words are bound together, so that neither stands alone on the last line."""
    lines = _wrapped(title, room, metrics)
    if len(lines) > 1:
        bound = _bind_last(title)
        if len(_wrapped(bound, room, metrics)) <= len(lines):
            title = bound
    return Line(title)


def continued(title: Inlines, page: int, word: str) -> Inlines:
    """The title of the page that continues a slide; `page` counts from 2."""
    if page == 2:
        return (*title, Text(f"{NO_BREAK_SPACE}{word}"))
    number = Marked(str(page), Trace("plain", str(page), "page"))
    stem = word.removesuffix(")")
    return (*title, Text(f"{NO_BREAK_SPACE}{stem}{NO_BREAK_SPACE}"), number, Text(word[len(stem) :]))


def _wrapped(title: Inlines, room: Room, metrics: Metrics) -> tuple[str, ...]:
    style = room.styles[0]
    return wrap(runs_of(title, bold=style.bold), style.size, room.width, metrics).lines


def _bind_last(title: Inlines) -> Inlines:
    """The title with its last space made a no-break space."""
    for i in range(len(title) - 1, -1, -1):
        bound = _bound(title[i])
        if bound is not None:
            return (*title[:i], bound, *title[i + 1 :])
    return title


def _bound(inline: Inline) -> Inline | None:
    if isinstance(inline, Text | Marked) and " " in inline.text:
        return replace(inline, text=NO_BREAK_SPACE.join(inline.text.rsplit(" ", 1)))
    if isinstance(inline, Strong | Emphasis | Link):
        children = _bind_last(inline.children)
        return None if children == inline.children else replace(inline, children=children)
    return None
