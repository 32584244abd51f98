"""A document's blocks → the slides as the author wrote them → the layout and fills of each; more if one is too small.

Headings begin sections and slides. The layout follows from the kinds of blocks (`kinds.KINDS`); an author may name
another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reports.diagnostics import Findings, Place, nearest
from reports.document import children_of, inlines_in, walk
from reports.document.model import (
    Block,
    Blocks,
    Box,
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
from reports.powerpoint.slides.bodies import fitting, slide_bodies
from reports.powerpoint.slides.kinds import BODY, SlideContent, SlideSetting, is_text, kind_of, shown_in
from reports.powerpoint.slides.model import TextFill
from reports.powerpoint.slides.paragraphs import OWN_SLIDE, KeptLines, kept_lines
from reports.powerpoint.slides.text_frame import must_fit

STAND_INS = {"photo": "message-chart", "photo-text": "message-text-chart"}
"""Layouts that a brand may lack, as one that was imported before there were any → those that stand in for them."""
NOTHING_ELSE, ADD_CONTENT = "this slide has a title and nothing else", "add content that supports the title"


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


def filled_slides(slide: AuthoredSlide, setting: SlideSetting) -> Sequence[SlideContent]:
    """The slides made from an authored slide. If no layout holds its blocks, report it and return no slides."""
    blocks = list(_separated(slide.blocks))
    text = kept_lines((block for block in blocks if is_text(block)), setting.findings)
    others = [block for block in blocks if not is_text(block)]
    if not _allowed(slide, others, len(others) < len(blocks), setting):
        return []
    if others:
        return _slides_of(others[0], text, len(others) < len(blocks), slide, setting)
    layout = slide.layout or BODY.layout
    return _text_slides(text, layout, setting) if _has(layout, BODY.boxes, slide, setting) else []


def _separated(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; two columns of which one has text, and the other only what has a layout beside text, such as a chart,
    and boxes with such a block, replaced by their blocks."""
    for block in blocks:
        match block:
            case Columns() if _is_text_beside(block):
                yield from children_of(block)
            case Box() if any(kind_of(each).with_text for each in block.blocks):
                yield from block.blocks
            case _:
                yield block


def _is_text_beside(block: Columns) -> bool:
    """Whether one of two columns has text, and the other only a block that has a layout beside text."""
    alone = [len(column) == 1 and bool(kind_of(column[0]).with_text) for column in block.columns]
    return sorted(alone) == [False, True] and all(map(is_text, block.columns[alone.index(False)]))


def _slides_of(
    block: Block, text: Sequence[KeptLines], has_text: bool, slide: AuthoredSlide, setting: SlideSetting
) -> Sequence[SlideContent]:
    """The slides of a block that is more than text, and of the text beside it."""
    kind, title = kind_of(block), plain(slide.title)
    alone = slide.layout or _known(kind.layout, setting)
    first = slide.layout or _known(kind.with_text, setting) if has_text else alone
    if kind.boxes and not _has(first, kind.boxes, slide, setting):
        return []
    contents = list(kind.contents(block, (first, alone), title, setting))
    beside = contents[0] if contents else None
    if beside and beside.layout in setting.brand.slides.layouts and not setting.fits(beside.fills, beside.layout):
        first = alone  # they do not fit beside the text, which gets a slide of its own
        contents = list(kind.contents(block, (first, alone), title, setting))
    slides: list[SlideContent] = []
    for content in contents:
        layout = content.layout or (alone if slides else first)
        if not _has(layout, content.fills, block, setting):
            return []
        for box, fill in content.fills.items() if kind.whole else ():
            if isinstance(fill, TextFill):
                must_fit(fill.lines, setting.frame(layout, box), setting.metrics, setting.findings, block.place)
        slides.append(replace(content, layout=layout))
    if not has_text or not slides:
        return slides
    if kind.grouped and not slide.layout and "body" not in setting.brand.slides.boxes(slides[0].layout):
        return [*slides, *_text_slides(text, BODY.layout, setting)]
    return _with_text(slides, text, slide, setting)


def _known(layout: str, setting: SlideSetting) -> str:
    """The layout, or what stands in for it in a brand that lacks it."""
    return layout if layout in setting.brand.slides.layouts else STAND_INS.get(layout, layout)


def _with_text(
    slides: Sequence[SlideContent], text: Sequence[KeptLines], slide: AuthoredSlide, setting: SlideSetting
) -> Sequence[SlideContent]:
    """The first slide with as much of the text as its box holds, then the other slides, then the rest of the text."""
    first = slides[0]
    if not text or not _has(first.layout, BODY.boxes, slide, setting):
        return slides
    count = fitting(text, setting.frame(first.layout, "body"), setting.metrics)
    body = _text_slides(text[:count], first.layout, setting)[0]
    filled = SlideContent({**first.fills, **body.fills}, (*first.blocks, *body.blocks), first.layout)
    return [filled, *slides[1:], *_text_slides(text[count:], BODY.layout, setting)]


def _text_slides(text: Sequence[KeptLines], layout: str, setting: SlideSetting) -> list[SlideContent]:
    if not text:
        return []
    fills = map(TextFill, slide_bodies(text, setting.frame(layout, "body"), *setting.measures))
    return [SlideContent({"body": fill}, shown_in((fill,), text[0].place), layout) for fill in fills]


def _allowed(slide: AuthoredSlide, others: Sequence[Block], has_text: bool, setting: SlideSetting) -> bool:
    """Whether a layout can hold these blocks, and the one that is named exists."""
    layouts, findings = setting.brand.slides.layouts, setting.findings
    if slide.layout and slide.layout not in layouts:
        hint = nearest(slide.layout, layouts)
        findings.error(f'no layout is called "{slide.layout}"', slide.place, hint=hint)
        return False
    if len(others) > 1:
        findings.error(
            "a slide can show only one chart, table or group of cards; this is a second one",
            others[1].place,
            hint=OWN_SLIDE,
        )
        return False
    if others and has_text and not slide.layout and not kind_of(others[0]).with_text:
        findings.error(
            "there is no room for text beside this",
            others[0].place,
            hint="move the text to ::: notes or to a slide of its own",
        )
        return False
    return True


def _has(layout: str, boxes: Iterable[str], at: AuthoredSlide | Block, setting: SlideSetting) -> bool:
    """Whether the layout exists and has the boxes."""
    layouts, findings = setting.brand.slides.layouts, setting.findings
    if layout not in layouts:
        stem = layout.split("-")[0]
        known = [name for name in layouts if name.startswith(stem)]
        findings.error(f'the brand has no layout "{layout}"', at.place, hint=f"it has {', '.join(known)}")
        return False
    missing = [box for box in boxes if box not in setting.brand.slides.boxes(layout)]
    if missing:
        hint = "choose another layout, or take the layout out: the slide's content then chooses one"
        findings.error(f'the layout "{layout}" has no box for "{missing[0]}"', at.place, hint=hint)
    return not missing
