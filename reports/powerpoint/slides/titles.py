"""The last words of a title or paragraph stand together; the title of a continued slide says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.brand.measure import NO_BREAK_SPACE, Metrics, Wrapped, wrap
from reports.document.model import Emphasis, Inline, Inlines, Link, Marked, Strong, Text, Trace, plain
from reports.powerpoint.slides.model import Line
from reports.powerpoint.slides.room import Room, measure, runs_in

KERNED = (1.0, 1.015)  # how wide a line may prove: a renderer that kerns gets a little more into it
ESTIMATED = (*KERNED, 1.04, 1.07, 1.1)  # and more where letters are measured wider than they may be
LEAST_SPACES = 3  # a shorter text is a name or a figure: it breaks where it likes


def settled(line: Line, room: Room, metrics: Metrics, *, estimated: bool = False) -> Line:
    """The line, with its last two words bound together where one would stand alone and it takes no more lines.

    `estimated`: the font's own widths are not known, and are taken to be no more than `metrics`.
    """
    if plain(line.text).count(" ") < LEAST_SPACES:
        return line
    prove = ESTIMATED if estimated else KERNED
    now = _standing(line, room, metrics, prove)
    if not any(_alone(each.lines[-1]) for each in now if len(each.lines) > 1):
        return line
    bound = replace(line, text=_bind_last(line.text))
    then = _standing(bound, room, metrics, prove)
    if then[0].too_long or len(then[0].lines) > len(now[0].lines):
        return line  # what is too long for a line is broken anywhere
    return bound if _lonely(then) < _lonely(now) else line


def _standing(line: Line, room: Room, metrics: Metrics, prove: Sequence[float]) -> list[Wrapped]:
    """The line as it is measured, and as it may prove to stand in lines that hold more."""
    style = room.style(line.level)
    runs, width = runs_in(line.text, style), room.width - style.indent
    return [wrap(runs, style.size, width * share, metrics) for share in prove]


def _lonely(standing: Sequence[Wrapped]) -> int:
    """How many lines hold one word alone."""
    return max(sum(map(_alone, each.lines)) for each in standing if each.lines)


def _alone(line: str) -> bool:
    return " " not in line and NO_BREAK_SPACE not in line


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
