"""The content of a slide as the author wrote it → its layout and the fill of each box; more slides if one is too small.

The layout follows from the kinds of blocks (`kinds.KINDS`); an author may name another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reports.diagnostics import nearest
from reports.document.model import Block, Paragraph, plain
from reports.powerpoint.slides.kinds import BODY, SlideContent, SlideSetting, fit, is_text, kind_of, separated
from reports.powerpoint.slides.model import Fill, TextFill
from reports.powerpoint.slides.outline import AuthoredSlide
from reports.powerpoint.slides.paragraphs import KeptLines, fitting, kept_lines, slide_bodies
from reports.powerpoint.slides.text_frame import must_fit


def filled_slides(slide: AuthoredSlide, setting: SlideSetting) -> Sequence[SlideContent]:
    """The slides that an authored slide becomes; none, and findings, if no layout holds its blocks."""
    blocks = list(separated(slide.blocks))
    text = kept_lines(block for block in blocks if is_text(block))
    others = [block for block in blocks if not is_text(block)]
    if not _allowed(slide, others, len(others) < len(blocks), setting):
        return []
    if others:
        return _slides_of(others[0], text, len(others) < len(blocks), slide, setting)
    layout = slide.layout or BODY.layout
    return _text_slides(text, layout, setting) if _has(layout, BODY.boxes, slide, setting) else []


def _slides_of(
    block: Block, text: Sequence[KeptLines], has_text: bool, slide: AuthoredSlide, setting: SlideSetting
) -> Sequence[SlideContent]:
    """The slides of a block that is more than text, and of the text beside it."""
    kind, title = kind_of(block), plain(slide.title)
    alone = slide.layout or kind.layout
    first = slide.layout or kind.with_text if has_text else alone
    if kind.boxes and not _has(first, kind.boxes, slide, setting):
        return []
    contents = list(kind.contents(block, (first, alone), title, setting))
    if first != alone and kind.grouped and contents and not _fits(contents[0], setting):
        first = alone  # they do not fit beside the text, which gets a slide of its own
        contents = list(kind.contents(block, (first, alone), title, setting))
    slides: list[SlideContent] = []
    for content in contents:
        layout = content.layout or (alone if slides else first)
        if not _has(layout, content.fills, block, setting):
            return []
        if kind.whole:
            _must_fit(content.fills, layout, block, setting)
        slides.append(replace(content, layout=layout))
    if not has_text or not slides:
        return slides
    if kind.grouped and not slide.layout and "body" not in setting.brand.slides.boxes(slides[0].layout):
        return [*slides, *_text_slides(text, BODY.layout, setting)]
    return _with_text(slides, text, slide, setting)


def _fits(slide: SlideContent, setting: SlideSetting) -> bool:
    """Whether the texts fit their layout, if the brand has that."""
    return slide.layout not in setting.brand.slides.layouts or fit(slide.fills, slide.layout, setting)


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
    bodies = slide_bodies(text, setting.frame(layout, "body"), setting.metrics, setting.findings)
    return [
        SlideContent({"body": TextFill(body)}, tuple(Paragraph(line.text, text[0].place) for line in body), layout)
        for body in bodies
    ]


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
            hint='begin a slide with "## …" before it',
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
        hint = "choose another layout, or leave it to the slide's content"
        findings.error(f'the layout "{layout}" has no box for "{missing[0]}"', at.place, hint=hint)
    return not missing


def _must_fit(fills: Mapping[str, Fill], layout: str, block: Block, setting: SlideSetting) -> None:
    for box, fill in fills.items():
        if isinstance(fill, TextFill):
            must_fit(fill.lines, setting.frame(layout, box), setting.metrics, setting.findings, block.place)
