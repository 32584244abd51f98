"""A document → its sections in the sense of Word: blocks on pages of one kind, portrait or landscape.

What its author turned is on landscape pages. A table too wide for a portrait page is on a landscape one, with the
heading above it and a paragraph between them. The front page and the text around the table stay upright.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from docx.shared import Mm
from msgspec import Struct
from msgspec.structs import replace

from reports.brand.word_reference.xml import value
from reports.document import walk
from reports.document.model import (
    Block,
    Blocks,
    Document,
    Heading,
    Landscape,
    PageBreak,
    Paragraph,
    Section,
    Sides,
    Table,
)
from reports.files.xml_text import Xml, element
from reports.word.block_styles import WIDE_TABLES
from reports.word.data_tables import width_needed
from reports.word.outline import begins_annex
from reports.word.paragraphs import Body, end_blocks, end_section
from reports.word.state import WriterState

ENDNOTE_FORMAT = "decimal"
"""The number format of endnotes, which Word counts i, ii, iii by default."""


class PageSection(Struct, frozen=True):
    """Blocks on pages of one kind. `annex`: they belong to an annex; the first pages of one are `begun` with its title
    and count anew."""

    blocks: Blocks
    landscape: bool = False
    annex: bool = False
    begun: bool = False


def page_sections(document: Document, state: WriterState) -> list[PageSection]:
    """The page sections of a document: those of its text, then those of each annex."""
    text = document.part(annex=False)
    found = list(_sections(text, _turned(text, state, front=True)))
    if not found or found[0].landscape:
        found.insert(0, PageSection(()))
    return [*found, *(annex for section in document.sections if section.annex for annex in _annexes(section, state))]


def _sections(blocks: Blocks, turned: Sequence[bool]) -> Iterator[PageSection]:
    """The blocks on pages of one kind each; a page break where one begins or ends has nothing to do."""
    pages = ((inner, wide) for block, wide in zip(blocks, turned, strict=True) for inner in _unfolded(block))
    for number, (landscape, group) in enumerate(groupby(pages, itemgetter(1))):
        inside = [block for block, _ in group]
        while inside and isinstance(inside[-1], PageBreak):
            inside.pop()
        while number and inside and isinstance(inside[0], PageBreak):
            inside.pop(0)
        if inside:
            yield PageSection(tuple(inside), landscape)


def _unfolded(block: Block) -> Blocks:
    return block.blocks if isinstance(block, Landscape) else (block,)


def _turned(blocks: Blocks, state: WriterState, *, front: bool) -> list[bool]:
    """Whether each block is on a landscape page; `front`: the first ones fill the front page."""
    asked = [isinstance(block, Landscape) for block in blocks]
    turned = [own or _is_wide((block,), state) for block, own in zip(blocks, asked, strict=True)]
    for last in [position for position, wide in enumerate(turned) if wide and not asked[position]]:
        first = last
        if first > 1 and _leads_in(blocks[first - 1]) and isinstance(blocks[first - 2], Heading):
            first -= 1
        while first and isinstance(blocks[first - 1], Heading):
            first -= 1
        if front and not first and last and _leads_in(blocks[last - 1]):
            first = last
        turned[first:last] = [True] * (last - first)
    return turned


def _leads_in(block: Block) -> bool:
    return isinstance(block, Paragraph) or (isinstance(block, Sides) and len(block.rows) == 1)


def _is_wide(blocks: Blocks, state: WriterState) -> bool:
    upright = Mm(state.brand.word.page.column)
    tables = (block for block in walk(blocks) if isinstance(block, Table))
    return any(
        table.style in WIDE_TABLES or width_needed(table, state.brand, state.metrics) > upright
        for table in tables
        if not (table.upright or state.brand.word.table.upright)
    )


def _annexes(section: Section, state: WriterState) -> Iterator[PageSection]:
    """The page sections under each title."""
    begins = [i for i, block in enumerate(section.blocks) if begins_annex(block)]
    for begin, end in zip(begins, [*begins[1:], len(section.blocks)], strict=True):
        blocks = section.blocks[begin:end]
        for number, found in enumerate(_sections(blocks, _turned(blocks, state, front=False))):
            yield replace(found, annex=True, begun=not number)


def end_page_section(
    body: Body,
    section: PageSection,
    state: WriterState,
    margins: Mapping[tuple[str, str], str],
    *,
    last: bool,
    bare: bool = False,
    anew: bool = False,
) -> None:
    """End a page section with its properties. `margins` are the relationships of its headers and footers by kind and
    use; a `bare` one has those of the first page on its first page, or none; `anew` counts its pages from one."""
    properties = [element(f"w:{kind}Reference", {"w:type": use, "r:id": id_}) for (kind, use), id_ in margins.items()]
    if state.note_kind == "endnotes":  # LibreOffice reads here what settings.xml states for the whole document
        properties.append(element("w:endnotePr", {}, value("w:numFmt", ENDNOTE_FORMAT)))
    sides = ("width", "height", "top", "right", "bottom", "left", "header", "footer")
    width, height, *rest = (str(Mm(getattr(state.page, side)).twips) for side in sides)
    size = {"w:w": width, "w:h": height, "w:orient": "landscape" if section.landscape else None}
    distances = {f"w:{side}": length for side, length in zip(sides[2:], rest, strict=True)}
    properties += [element("w:pgSz", size), element("w:pgMar", distances | {"w:gutter": "0"})]
    properties.append(Xml(state.reference.pages.borders))
    if anew:
        properties.append(element("w:pgNumType", {"w:start": "1"}))
    if bare:
        properties.append(element("w:titlePg"))
    written = element("w:sectPr", {}, *properties)
    if last:
        end_blocks(body, state)
        body.append(written)
    else:
        end_section(body, written, state)
