"""A document's blocks → the slides as the author wrote them: headings begin sections and slides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.diagnostics import Findings, Place
from reports.document import children_of, inlines_in, walk
from reports.document.model import Block, Heading, Inlines, Link, Reference, plain
from reports.powerpoint.slides.kinds import NOTES, REFUSED, kind_of


@dataclass(slots=True)
class AuthoredSlide:
    """A slide as the author wrote it. Its `section` counts from 1, and is 0 before the first one."""

    title: Inlines
    place: Place
    section: int
    section_name: str
    begins_section: bool = False
    layout: str = ""
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)


def outline(blocks: Iterable[Block], name: str, findings: Findings) -> list[AuthoredSlide]:
    """The slides in order; `name` is that of the section before the first one."""
    slides: list[AuthoredSlide] = []
    section = 0
    for block in blocks:
        _check_block(block, findings)
        if isinstance(block, Heading) and block.level <= 2:
            begins = block.level == 1
            if begins:
                section, name = section + 1, plain(block.text)
            layout = dict(block.attributes).get("layout", "")
            slides.append(AuthoredSlide(block.text, block.place, section, name, begins, layout))
        elif not slides:
            findings.error("this comes before the first slide", block.place, hint='begin a slide with "## …"')
        elif kind_of(block) is NOTES:
            slides[-1].notes += children_of(block)
        else:
            slides[-1].blocks.append(block)
    _check_slides(slides, findings)
    return slides


def _check_block(block: Block, findings: Findings) -> None:
    for inner in walk((block,)):
        if kind_of(inner) is REFUSED:
            findings.error("slides have no contents and no lists of figures or tables", inner.place)
    for inline in inlines_in((block,)):
        match inline:
            case Reference():
                message = f'"{inline.target}" cannot be referred to: captions on slides have no numbers'
                findings.error(message, inline.place or block.place, hint="say it in words")
            case Link() if inline.target.startswith("#"):
                message = f'"{inline.target}" cannot be linked to: a slide has no places to go to'
                findings.error(message, inline.place or block.place, hint="say it in words")


def _check_slides(slides: list[AuthoredSlide], findings: Findings) -> None:
    seen: dict[str, Place] = {}
    for slide in slides:
        title = plain(slide.title).strip()
        if not title:
            findings.error("this slide has no title", slide.place, hint="write one full sentence")
        elif title.casefold() in seen:
            findings.error(
                "another slide has the same title",
                slide.place,
                hint=f"the first is at {seen[title.casefold()]}; say what is new here",
            )
        seen.setdefault(title.casefold(), slide.place)
        if slide.begins_section and slide.blocks:
            findings.error(
                "a section slide holds only the section's name",
                slide.blocks[0].place,
                hint='begin a slide with "## …" before this, or make it ::: notes',
            )
        elif not slide.begins_section and not slide.blocks:
            hint = "add content that supports the title"
            findings.error("this slide has a title and nothing else", slide.place, hint=hint)
