"""What a slide is to hold → its layout, and what stands in each box; more slides where one does not do.

The layout follows from the kinds of blocks by the table `LAYOUTS`; an author may name another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.diagnostics import Place, nearest
from reports.document.model import Block, Blocks, Columns, Paragraph, plain
from reports.powerpoint.slides.flow import FlowUnit, first_page, pages, units_of
from reports.powerpoint.slides.model import Fill, Line, TextFill
from reports.powerpoint.slides.outline import SlideDraft
from reports.powerpoint.slides.parts import BOXES, PARTS, Part, SlideSetting, fit, kind_of
from reports.powerpoint.slides.room import must_fit

LAYOUTS: Mapping[frozenset[str], str] = {
    frozenset(kinds): layout
    for kinds, layout in (
        (("text",), "message-text"),
        (("figure",), "message-chart"),
        (("figure", "text"), "message-text-chart"),
        (("cards",), "cards-{n}"),
        (("cards", "text"), "cards-{n}-text"),
        (("table",), "table"),
        (("profiles",), "profiles-{n}"),
        (("quote",), "quotation"),
        (("columns",), "two-columns"),
        (("sources",), "sources"),
        (("sources", "text"), "sources-text"),
    )
}
TEXT = frozenset(("text",))
GROUPED = ("cards", "profiles")


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One slide of a draft: its layout, its fills but for the frame, and the blocks that it shows."""

    layout: str
    fills: Mapping[str, Fill]
    blocks: Blocks


def place(draft: SlideDraft, setting: SlideSetting) -> list[PlacedPage]:
    """The pages of a draft. Where its blocks fit no layout, there are findings and no page."""
    texts: list[Block] = []
    others: list[Block] = []
    for block in _flattened(draft.blocks):
        (texts if kind_of(block) == "text" else others).append(block)
    if not _known(draft, others, bool(texts), setting):
        return []
    if not others:
        layout = draft.layout or LAYOUTS[TEXT]
        fits = _has(layout, ("body",), draft, setting)
        return _text_pages(units_of(texts), layout, setting) if fits else []
    kind = kind_of(others[0])
    named = draft.layout or LAYOUTS[frozenset((kind, "text") if texts else (kind,))]
    plainly = draft.layout or LAYOUTS.get(frozenset((kind,)), named)
    if kind in BOXES and not _has(named, BOXES[kind], draft, setting):
        return []
    result: list[PlacedPage] = []
    parts = list(PARTS[kind](others[0], (named, plainly), plain(draft.title), setting))
    if texts and named != plainly and parts and not _fit(parts[0], named, setting):
        named = plainly  # beside the text they have no room: it goes to a slide of its own
        parts = list(PARTS[kind](others[0], (named, plainly), plain(draft.title), setting))
    for part in parts:
        layout = (plainly if result else named).format(n=part.count)
        if not _has(layout, part.fills, draft, setting, others[0]):
            return []
        _check_fit(part.fills, layout, others[0], setting)
        result.append(PlacedPage(layout, part.fills, part.blocks))
    if not texts or not result:
        return result
    if "body" not in setting.brand.slides.boxes(result[0].layout) and kind in GROUPED and not draft.layout:
        return [*result, *_text_pages(units_of(texts), LAYOUTS[TEXT], setting)]
    return _with_text(result, texts, draft, setting)


def _fit(part: Part, named: str, setting: SlideSetting) -> bool:
    """Whether cards or profiles fit the layout that is named for them; anything else is parted otherwise."""
    layout = named.format(n=part.count)
    return not part.count or layout not in setting.brand.slides.layouts or fit(part.fills, layout, setting)


def _with_text(
    parts: list[PlacedPage], texts: list[Block], draft: SlideDraft, setting: SlideSetting
) -> list[PlacedPage]:
    """The first part with as much of the text as its box holds, then the other parts, then the rest of it."""
    first, units = parts[0], units_of(texts)
    if not units or not _has(first.layout, ("body",), draft, setting):
        return parts
    room = setting.room(first.layout, "body")
    count = first_page(units, room, setting.metrics)
    body = pages(units[:count], room, setting.metrics, setting.findings)[0]
    blocks = (*first.blocks, *_shown(body, draft.place))
    whole = PlacedPage(first.layout, {**first.fills, "body": TextFill(body)}, blocks)
    rest = units[count:]
    return [whole, *parts[1:], *(_text_pages(rest, LAYOUTS[TEXT], setting) if rest else ())]


def _text_pages(units: list[FlowUnit], layout: str, setting: SlideSetting) -> list[PlacedPage]:
    if not units:
        return []
    flow = pages(units, setting.room(layout, "body"), setting.metrics, setting.findings)
    return [PlacedPage(layout, {"body": TextFill(body)}, _shown(body, units[0].place)) for body in flow]


def _shown(body: Iterable[Line], at: Place) -> Blocks:
    return tuple(Paragraph(line.text, at) for line in body)


def _flattened(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks; columns of which one holds a chart or table alone are taken apart: their layout is another."""
    for block in blocks:
        single = isinstance(block, Columns) and any(
            len(column) == 1 and kind_of(column[0]) != "text" for column in block.columns
        )
        if isinstance(block, Columns) and single:
            yield from (child for column in block.columns for child in column)
        else:
            yield block


def _known(draft: SlideDraft, others: list[Block], text: bool, setting: SlideSetting) -> bool:
    """Whether there is a layout for these kinds, and the one that is named exists."""
    layouts, findings = setting.brand.slides.layouts, setting.findings
    if draft.layout and draft.layout not in layouts:
        hint = nearest(draft.layout, layouts)
        findings.error(f'no layout is called "{draft.layout}"', draft.place, hint=hint)
        return False
    if len(others) > 1:
        findings.error(
            "one slide shows one chart, table or group of cards; this is another",
            others[1].place,
            hint='begin a slide with "## …" before it',
        )
        return False
    if others and text and not draft.layout and frozenset((kind_of(others[0]), "text")) not in LAYOUTS:
        findings.error(
            "beside this there is no place for text",
            others[0].place,
            hint="move the text to ::: notes or to a slide of its own",
        )
        return False
    return True


def _has(
    layout: str, boxes: Iterable[str], draft: SlideDraft, setting: SlideSetting, block: Block | None = None
) -> bool:
    """Whether the layout exists and has the boxes."""
    place, findings = (block or draft).place, setting.findings
    if layout not in setting.brand.slides.layouts:
        stem = layout.split("-")[0]
        others = [name for name in setting.brand.slides.layouts if name.startswith(stem)]
        findings.error(f'the brand has no layout "{layout}"', place, hint=f"it has {', '.join(others)}")
        return False
    missing = [box for box in boxes if box not in setting.brand.slides.boxes(layout)]
    if missing:
        hint = "choose another layout, or leave it to the slide's content"
        findings.error(f'the layout "{layout}" has no box for "{missing[0]}"', place, hint=hint)
    return not missing


def _check_fit(fills: Mapping[str, Fill], layout: str, block: Block, setting: SlideSetting) -> None:
    """Cards, profiles and quotations cannot be parted: they must fit."""
    if kind_of(block) in (*GROUPED, "quote"):
        for box, fill in fills.items():
            if isinstance(fill, TextFill):
                room = setting.room(layout, box)
                must_fit(fill.lines, room, setting.metrics, setting.findings, block.place)
