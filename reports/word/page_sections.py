"""A document → its sections in the sense of Word: blocks on pages of one kind, portrait or landscape.

A table too wide for a portrait page is on a landscape one, with the heading above it and a paragraph between them. The
front page and the text around the table stay upright.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from docx.shared import Mm

from reports.brand.word_reference.xml import value
from reports.document import walk
from reports.document.model import Block, Blocks, Document, Heading, Paragraph, Section, Sides, Table
from reports.files.xml_text import Xml, element
from reports.word.block_styles import WIDE_TABLES
from reports.word.outline import begins_annex
from reports.word.paragraphs import Body, end_blocks, end_section
from reports.word.state import WriterState
from reports.word.tables import width_needed

ENDNOTE_FORMAT = "decimal"
"""The number format of endnotes, which Word counts i, ii, iii by default."""


@dataclass(frozen=True, slots=True)
class PageSection:
    """Blocks on pages of one kind; an annex begins with its heading and counts its pages anew."""

    blocks: Blocks
    landscape: bool = False
    annex: bool = False


def page_sections(document: Document, state: WriterState) -> list[PageSection]:
    """The page sections of a document: those of its text, then one for each first heading of an annex."""
    text = tuple(block for section in document.sections for block in section.blocks if not section.annex)
    turned = groupby(zip(text, _turned(text, state), strict=True), itemgetter(1))
    found = [PageSection(tuple(block for block, _ in blocks), landscape) for landscape, blocks in turned]
    if not found or found[0].landscape:
        found.insert(0, PageSection(()))
    return [*found, *(annex for section in document.sections if section.annex for annex in _annexes(section, state))]


def _turned(blocks: Blocks, state: WriterState) -> list[bool]:
    """Whether each block is on a landscape page."""
    turned = [_is_wide((block,), state) for block in blocks]
    for last in [position for position, wide in enumerate(turned) if wide]:
        first = last
        if first > 1 and _leads_in(blocks[first - 1]) and isinstance(blocks[first - 2], Heading):
            first -= 1
        while first and isinstance(blocks[first - 1], Heading):
            first -= 1
        if not first and last and _leads_in(blocks[last - 1]):  # these words fill the front page
            first = last
        turned[first:last] = [True] * (last - first)
    return turned


def _leads_in(block: Block) -> bool:
    return isinstance(block, Paragraph) or (isinstance(block, Sides) and len(block.rows) == 1)


def _is_wide(blocks: Blocks, state: WriterState) -> bool:
    upright = Mm(state.brand.word.page.column)
    tables = (block for block in walk(blocks) if isinstance(block, Table))
    return any(
        table.style in WIDE_TABLES or width_needed(table, state.brand, state.metrics) > upright for table in tables
    )


def _annexes(section: Section, state: WriterState) -> Iterator[PageSection]:
    """A page section for each title."""
    begins = [i for i, block in enumerate(section.blocks) if begins_annex(block)]
    for begin, end in zip(begins, [*begins[1:], len(section.blocks)], strict=True):
        blocks = section.blocks[begin:end]
        yield PageSection(blocks, _is_wide(blocks, state), annex=True)


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
