"""A document's blocks → the slides as the author wrote them: headings begin sections and slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from reports.diagnostics import Findings, Place
from reports.document import children_of, inlines_in, walk
from reports.document.model import (
    Block,
    Blocks,
    Columns,
    Heading,
    Inlines,
    Link,
    ListBlock,
    Listing,
    Note,
    Paragraph,
    Reference,
    SpeakerNotes,
    plain,
)

NOTHING_ELSE, ADD_CONTENT = "this slide has a title and nothing else", "add content that supports the title"


class AuthoredSlide(Struct):
    """A slide as the author wrote it. Its `section` counts from 1, and is 0 before the first one."""

    title: Inlines
    place: Place
    section: int
    section_name: str
    begins_section: bool = False
    layout: str = ""
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)


def outline(blocks: Sequence[Block], name: str, findings: Findings) -> list[AuthoredSlide]:
    """The slides in order; `name` is that of the section before the first one."""
    slides: list[AuthoredSlide] = []
    section = 0
    for block in _with_agenda(blocks):
        _check_block(block, findings)
        if isinstance(block, Heading) and block.level <= 2:
            begins = block.level == 1
            if begins:
                section, name = section + 1, plain(block.text)
            layout = dict(block.attributes).get("layout", "")
            slides.append(AuthoredSlide(block.text, block.place, section, name, begins, layout))
        elif not slides:
            findings.error("this comes before the first slide", block.place, hint='begin a slide with "## …"')
        else:
            slides[-1].notes += _notes_in(block)
            if not isinstance(block, SpeakerNotes):
                slides[-1].blocks.append(block)
    _check_slides(slides, findings)
    return slides


def _with_agenda(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with a list of the sections in the place of contents; a deck without sections has none."""
    sections = tuple(block for block in blocks if isinstance(block, Heading) and block.level == 1)
    for block in blocks:
        if isinstance(block, Listing) and block.what == "contents" and sections:
            items = tuple((Paragraph(heading.text, block.place),) for heading in sections)
            yield ListBlock(True, items, block.place)
        else:
            yield block


def _notes_in(block: Block) -> Iterator[Block]:
    """The blocks of all speaker notes in a block."""
    for child in children_of(block):
        if isinstance(block, SpeakerNotes):
            yield child
        else:
            yield from _notes_in(child)


def _check_block(block: Block, findings: Findings) -> None:
    for inner in walk((block,)):
        match inner:
            case Heading(level=1 | 2, text=text) if any(isinstance(inline, Note) for inline in inlines_in(text)):
                hint = "put it after words on the slide"
                findings.error("the title of a slide has no notes", inner.place, hint=hint)
            case ListBlock(items=parts) | Columns(columns=parts) if any(map(_shows_nothing, parts)):
                what = "a column" if isinstance(inner, Columns) else "an item of this list"
                hint = "write something beside the notes, or put them on the slide itself"
                findings.error(f"{what} has only speaker notes", inner.place, hint=hint)
    for inline in inlines_in((block,)):
        match inline:
            case Reference():
                message = f'"{inline.target}" cannot be referred to: captions and headings on slides have no numbers'
                findings.error(message, inline.place or block.place, hint="say it in words")
            case Link() if inline.target.startswith("#"):
                message = f'"{inline.target}" cannot be linked to: a slide has no places to go to'
                findings.error(message, inline.place or block.place, hint="say it in words")


def _shows_nothing(blocks: Blocks) -> bool:
    return all(isinstance(block, SpeakerNotes) for block in blocks)


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
            findings.error(NOTHING_ELSE, slide.place, hint=ADD_CONTENT)
