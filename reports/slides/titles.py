"""The last words of a title or paragraph stand together; the title of a continued slide says so."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Emphasis, Inline, Inlines, Link, Marked, Strong, Text, Trace, plain
from reports.fit import NO_BREAK_SPACE, Metrics, wrap
from reports.slides.model import Line
from reports.slides.room import Room, measure, runs_in

TOLERANCE = 1.015  # a renderer that kerns gets a little more into a line
LEAST_SPACES = 3  # a shorter text is a name or a figure: it breaks where it likes


def settled(line: Line, room: Room, metrics: Metrics) -> Line:
    """The line, with its last two words bound together where one would stand alone and it takes no more lines."""
    style = room.style(line.level)
    runs, width = runs_in(line.text, style), room.width - style.indent
    lines = wrap(runs, style.size, width, metrics).lines
    if len(lines) == 1 or plain(line.text).count(" ") < LEAST_SPACES:
        return line
    if not _alone(lines) and not _alone(wrap(runs, style.size, width * TOLERANCE, metrics).lines):
        return line
    bound = replace(line, text=_bind_last(line.text))
    together = wrap(runs_in(bound.text, style), style.size, width, metrics)
    more = len(together.lines) > len(lines) or together.too_long  # what is too long for a line is broken anywhere
    return line if more else bound


def _alone(lines: tuple[str, ...]) -> bool:
    return len(lines) > 1 and " " not in lines[-1] and NO_BREAK_SPACE not in lines[-1] and "://" not in lines[-1]


def continued(title: Inlines, page: int, word: str, room: Room, metrics: Metrics) -> Inlines:
    """The title of the page that continues a slide; `page` counts from 2. It is bound to its last word if it can."""
    said: Inlines = (Text(word),)
    if page > 2:
        stem = word.removesuffix(")")
        number = Marked(str(page), Trace("plain", str(page), "page"))
        said = (Text(f"{stem}{NO_BREAK_SPACE}"), number, Text(word[len(stem) :]))
    bound = (*title, Text(NO_BREAK_SPACE), *said)
    too_long = measure(Line(bound), room, metrics)[1] and not measure(Line(title), room, metrics)[1]
    return (*title, Text(" "), *said) if too_long else bound


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
