"""The last words of a title or paragraph stand together; the title of a continued slide says so."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Emphasis, Inline, Inlines, Link, Marked, Strong, Text, Trace, plain
from reports.fit import NO_BREAK_SPACE, Metrics
from reports.slides.model import Line
from reports.slides.room import Room, measure


LEAST_SPACES = 3  # a shorter text is a name or a figure: it breaks where it likes


def settled(line: Line, room: Room, metrics: Metrics) -> Line:
    """The line with its last two words bound together, so that no word stands alone; unless that takes a line more."""
    needed = measure(line, room, metrics)[0].lines
    if needed > 1 and plain(line.text).count(" ") >= LEAST_SPACES:
        bound = replace(line, text=_bind_last(line.text))
        if measure(bound, room, metrics)[0].lines <= needed:
            return bound
    return line


def continued(title: Inlines, page: int, word: str) -> Inlines:
    """The title of the page that continues a slide; `page` counts from 2."""
    if page == 2:
        return (*title, Text(f"{NO_BREAK_SPACE}{word}"))
    number = Marked(str(page), Trace("plain", str(page), "page"))
    stem = word.removesuffix(")")
    return (*title, Text(f"{NO_BREAK_SPACE}{stem}{NO_BREAK_SPACE}"), number, Text(word[len(stem) :]))


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
