"""A document → its sections in the sense of Word: blocks on pages of one kind, portrait or landscape, and in columns.

What its author turned is on landscape pages. A table too wide for a portrait page is on a landscape one, with the
heading above it and a paragraph between them. The front page and the text around the table stay upright.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from docx.shared import Length, Mm, Pt
from msgspec import Struct
from msgspec.structs import replace

from reports.brand.word_reference.xml import value
from reports.document import walk
from reports.document.model import (
    Block,
    Blocks,
    Columns,
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
from reports.word.data_tables import width_needed
from reports.word.outline import begins_annex
from reports.word.paragraphs import Body, end_blocks, end_section
from reports.word.state import WriterState

_FLOWING = 2
"""The columns of text that its author set in columns without saying what is in each."""
_BETWEEN_COLUMNS = 18
"""Points between columns."""
ENDNOTE_FORMAT = "decimal"
"""The number format of endnotes, which Word counts i, ii, iii by default."""


class PageSection(Struct, frozen=True):
    """Blocks on pages of one kind, which flow through so many `columns`. It `continues` on the page of the section
    before it. `annex`: they belong to an annex; the first pages of one are `begun` with its title and count anew."""

    blocks: Blocks
    landscape: bool = False
    columns: int = 1
    continues: bool = False
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
    pages = (
        (inner, (wide, flow_columns(inner)))
        for block, wide in zip(blocks, turned, strict=True)
        for inner in _unfolded(block)
    )
    before, broken = None, True
    for (landscape, columns), group in groupby(pages, itemgetter(1)):
        inside = [block for block, _ in group]
        while before is not None and inside and isinstance(inside[0], PageBreak):
            inside.pop(0)
            broken = True
        continues = before == landscape and not broken
        broken = bool(inside) and isinstance(inside[-1], PageBreak)
        while inside and isinstance(inside[-1], PageBreak):
            inside.pop()
        if inside:
            yield PageSection(tuple(inside), landscape, columns, continues)
        before = landscape


def flow_columns(block: Block) -> int:
    """The columns through which a block flows."""
    return _FLOWING if isinstance(block, Columns) and len(block.columns) == 1 else 1


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
    upright = Mm(state.brand.word.page.across)
    tables = (block for block in walk(blocks) if isinstance(block, Table))
    return any(
        width_needed(table, state.brand, state.metrics) > upright
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


def flowing(sections: Sequence[PageSection]) -> list[PageSection]:
    """The page sections with each annex on the page where the text before it ends, if their pages are alike."""
    before = [None, *sections[:-1]]
    return [
        replace(each, continues=True) if each.begun and last and last.landscape == each.landscape else each
        for last, each in zip(before, sections, strict=True)
    ]


def column_room(section: PageSection, state: WriterState) -> Length | None:
    """The width of a column of a section; None if its text is as wide as the page."""
    free = state.across - (section.columns - 1) * Pt(_BETWEEN_COLUMNS)
    return Length(free // section.columns) if section.columns > 1 else None


def end_page_section(
    body: Body,
    section: PageSection,
    state: WriterState,
    margins: Mapping[tuple[str, str], str],
    *,
    last: bool,
    flows: bool = False,
    bare: bool = False,
    anew: bool = False,
) -> None:
    """End a page section with its properties. `margins` are the relationships of its headers and footers by kind and
    use; a `bare` one has those of the first page on its first page, or none; `anew` counts its pages from one. It
    `flows` into the next one, which begins on its page."""
    properties = [element(f"w:{kind}Reference", {"w:type": use, "r:id": id_}) for (kind, use), id_ in margins.items()]
    if state.note_kind == "endnotes":  # LibreOffice reads here what settings.xml states for the whole document
        properties.append(element("w:endnotePr", {}, value("w:numFmt", ENDNOTE_FORMAT)))
    if section.continues:
        properties.append(value("w:type", "continuous"))
    sides = ("width", "height", "top", "right", "bottom", "left", "header", "footer")
    width, height, *rest = (str(Mm(getattr(state.page, side)).twips) for side in sides)
    size = {"w:w": width, "w:h": height, "w:orient": "landscape" if section.landscape else None}
    distances = {f"w:{side}": length for side, length in zip(sides[2:], rest, strict=True)}
    properties += [element("w:pgSz", size), element("w:pgMar", distances | {"w:gutter": "0"})]
    properties.append(Xml(state.reference.pages.borders))
    if anew:
        properties.append(element("w:pgNumType", {"w:start": "1"}))
    if section.columns > 1:
        space = str(Pt(_BETWEEN_COLUMNS).twips)
        properties.append(element("w:cols", {"w:num": str(section.columns), "w:space": space}))
    if bare:
        properties.append(element("w:titlePg"))
    written = element("w:sectPr", {}, *properties)
    if last:
        end_blocks(body, state)
        body.append(written)
    else:
        end_section(body, written, state, flows=flows)
