"""A slide as its author wrote it → the layout and fills of each slide made from it; more if one is too small.

The layout follows from the kinds of blocks (`kinds.KINDS`); an author may name another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from reports.brand.slides import PARAGRAPH
from reports.diagnostics import nearest
from reports.document import children_of
from reports.document.model import Block, Box, Columns, plain
from reports.powerpoint.slides.authored_slides import AuthoredSlide
from reports.powerpoint.slides.bodies import fitting, slide_bodies
from reports.powerpoint.slides.kinds import BODY, is_text, kind_of, shown_in
from reports.powerpoint.slides.model import SlideContent, TextFill
from reports.powerpoint.slides.paragraphs import OWN_SLIDE, KeptLines, kept_lines, plain_lines
from reports.powerpoint.slides.setting import SlideSetting
from reports.powerpoint.slides.sizes import fit_at
from reports.powerpoint.slides.text_frame import must_fit

STAND_INS = {"photo": "message-chart", "photo-text": "message-text-chart", "position": "message-text"}
"""Layouts that a brand may lack, as one that was imported before there were any → those that stand in for them."""

STATEMENT, MOST_STATED = "statement", 2
"""The layout of a text that is too little for a slide, which a brand may have, and how many paragraphs it has."""
WIDER = {"message-text-chart": "message-text-wide-chart"}
"""Layouts of a chart beside text → those with more room for the chart, which a brand may have, for a short text."""


def filled_slides(slide: AuthoredSlide, setting: SlideSetting) -> Sequence[SlideContent]:
    """The slides made from an authored slide. If no layout holds its blocks, report it and return no slides."""
    blocks = list(_separated(slide.blocks))
    text = kept_lines((block for block in blocks if is_text(block)), setting.findings)
    others = [block for block in blocks if not is_text(block)]
    if (
        any(isinstance(block, Columns) for block in others)
        and f"{slide.layout}-columns" in setting.brand.slides.layouts
    ):
        slide.layout = f"{slide.layout}-columns"  # such as the last slide
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
    wider = "" if slide.layout else WIDER.get(first.layout, "")
    if wider in setting.brand.slides.layouts and _is_short(text, wider, setting):
        first = replace(first, layout=wider)
    count = fitting(text, setting.frame(first.layout, "body"), setting.metrics)
    body = _text_slides(text[:count], first.layout, setting)[0]
    filled = SlideContent({**first.fills, **body.fills}, (*first.blocks, *body.blocks), first.layout)
    return [filled, *slides[1:], *_text_slides(text[count:], BODY.layout, setting)]


def _text_slides(text: Sequence[KeptLines], layout: str, setting: SlideSetting) -> list[SlideContent]:
    if not text:
        return []
    if layout == BODY.layout and STATEMENT in setting.brand.slides.layouts and _is_statement(text, setting):
        layout = STATEMENT
    fills = map(TextFill, slide_bodies(text, setting.frame(layout, "body"), *setting.measures))
    return [SlideContent({"body": fill}, shown_in((fill,), text[0].place), layout) for fill in fills]


def _is_short(text: Sequence[KeptLines], layout: str, setting: SlideSetting) -> bool:
    """Whether a text fits the box of a layout in its largest size."""
    return fit_at(1, [(tuple(plain_lines(text)), setting.frame(layout, "body"))], setting.cautious)


def _is_statement(text: Sequence[KeptLines], setting: SlideSetting) -> bool:
    """Whether a text is so little, and no list, that it is shown as one large statement."""
    lines = plain_lines(text)
    is_prose = all(line.level == PARAGRAPH and not line.depth for line in lines)
    return is_prose and len(lines) <= MOST_STATED and _is_short(text, STATEMENT, setting)


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
