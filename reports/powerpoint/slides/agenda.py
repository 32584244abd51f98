"""The slides that begin sections, as an agenda: all parts with the present one lit, and what the slides of it say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from reports.diagnostics import Findings, Place
from reports.document.model import Inline, Inlines, Text
from reports.powerpoint.slides.bodies import numbered
from reports.powerpoint.slides.model import Line, Slide, TextFill
from reports.powerpoint.slides.paragraphs import KeptLines
from reports.powerpoint.slides.setting import SlideSetting
from reports.powerpoint.slides.text_frame import fits

SECTION = "section"
MESSAGES, PARTS = "messages", "parts"
_PART, _LIT = range(2)
_SILENT = ("sources", "closing")
"""How the layouts of slides begin whose titles are no messages of a section."""
_LEFT_OUT = "…"
_NAME_ENDS = ": "
"""A section is called by what its title says before this."""


def with_agenda(slides: Sequence[Slide], setting: SlideSetting) -> list[Slide]:
    """The slides; those that begin sections also name all sections, and the titles and numbers of the slides in theirs.

    The fewer messages there are, the larger is the level in which they are. What the layout has no box for, or what
    does not fit in the smallest, is left out: the slides themselves say it.
    """
    begins = [number for number, slide in enumerate(slides) if slide.layout == SECTION]
    names = [_name(_title(slides[number])) for number in begins]
    made = list(slides)
    for position, (start, end) in enumerate(pairwise([*begins, len(slides)]), 1):
        at = slides[start].place or Place("")
        named = enumerate(names, 1)
        parts = [KeptLines((Line(name, _LIT if n == position else _PART, start=n),), at) for n, name in named]
        messages = list(_messages(slides, start + 1, end))
        shown = {
            PARTS: _fitting([parts], PARTS, setting),
            MESSAGES: _fitting(_tried(messages, setting), MESSAGES, setting),
        }
        fills = {box: TextFill(lines) for box, lines in shown.items() if lines}
        made[start] = replace(slides[start], fills={**slides[start].fills, **fills})
    return made


def _tried(messages: Sequence[KeptLines], setting: SlideSetting) -> Iterator[Sequence[KeptLines]]:
    """The messages in each level of their box, then always one less of them, with a line for those left out."""
    levels = len(setting.frame(SECTION, MESSAGES).styles) if MESSAGES in setting.brand.slides.boxes(SECTION) else 0
    for level in range(levels):
        yield _at_level(messages, level)
    for count in range(len(messages) - 1, 0, -1):
        rest = replace(messages[count].lines[0], text=(Text(_LEFT_OUT),))
        yield _at_level([*messages[:count], replace(messages[count], lines=(rest,))], levels - 1)


def _fitting(tried: Iterable[Sequence[KeptLines]], box: str, setting: SlideSetting) -> tuple[Line, ...]:
    """The lines of the first of these that fits the box; none if the layout has no such box."""
    for kept in tried if box in setting.brand.slides.boxes(SECTION) else ():
        frame, findings = setting.frame(SECTION, box), Findings()
        lines = numbered(kept, frame.styles, findings)
        if fits(lines or (Line(()),), frame, setting.metrics) and not findings.has_errors:
            return lines
    return ()


def _title(slide: Slide) -> Inlines:
    fill = slide.fills["title"]
    return fill.lines[0].text if isinstance(fill, TextFill) else ()


def _name(title: Inlines) -> Inlines:
    """The title as far as the first colon."""
    name: list[Inline] = []
    for inline in title:
        before, ends, _ = inline.text.partition(_NAME_ENDS) if isinstance(inline, Text) else ("", "", "")
        if ends:
            return (*name, Text(before))
        name.append(inline)
    return tuple(name)


def _messages(slides: Sequence[Slide], start: int, end: int) -> Iterator[KeptLines]:
    """The titles of slides, each with the number of its slide; that of a slide goes for those that continue it."""
    for number, slide in enumerate(slides[start:end], start):
        if slide.place != slides[number - 1].place and not slide.layout.startswith(_SILENT):
            yield KeptLines((Line(_title(slide), start=number + 1),), slide.place or Place(""))


def _at_level(messages: Sequence[KeptLines], level: int) -> list[KeptLines]:
    return [replace(each, lines=tuple(replace(line, level=level) for line in each.lines)) for each in messages]
