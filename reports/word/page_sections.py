"""A document → its sections in the sense of Word: blocks on pages of one kind, portrait or landscape.

A table too wide for a portrait page is on a landscape one, together with the heading above it and the blocks under that
heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby

from docx.shared import Mm

from reports.brand.word_reference.xml import value
from reports.document import walk
from reports.document.model import Blocks, Document, Heading, Section, Table
from reports.files.xml_text import Xml, element
from reports.word.block_styles import WIDE_TABLES
from reports.word.paragraphs import Body, end_blocks, end_section
from reports.word.state import WriterState

ENDNOTE_FORMAT = "decimal"
"""The number format of endnotes, which Word counts i, ii, iii by default."""


@dataclass(frozen=True, slots=True)
class PageSection:
    """Blocks on pages of one kind; an annex begins with its heading and counts its pages anew."""

    blocks: Blocks
    landscape: bool = False
    annex: bool = False


def page_sections(document: Document) -> list[PageSection]:
    """The page sections of a document: those of its text, then one for each first heading of an annex."""
    text = tuple(block for section in document.sections for block in section.blocks if not section.annex)
    groups = groupby(_under_headings(text), _is_wide)
    found = [PageSection(tuple(chain.from_iterable(blocks)), wide) for wide, blocks in groups] or [PageSection(())]
    return [*found, *(annex for section in document.sections if section.annex for annex in _annexes(section))]


def _under_headings(blocks: Blocks) -> Iterator[Blocks]:
    """Each heading with the blocks under it; headings that follow each other stay together."""
    start = 0
    for i in range(1, len(blocks)):
        if isinstance(blocks[i], Heading) and not all(isinstance(block, Heading) for block in blocks[start:i]):
            yield blocks[start:i]
            start = i
    if blocks:
        yield blocks[start:]


def _is_wide(blocks: Blocks) -> bool:
    return any(isinstance(block, Table) and block.style in WIDE_TABLES for block in walk(blocks))


def _annexes(section: Section) -> Iterator[PageSection]:
    """A page section for each heading of the first level."""
    begins = [i for i, block in enumerate(section.blocks) if isinstance(block, Heading) and block.level == 1]
    for begin, end in zip(begins, [*begins[1:], len(section.blocks)], strict=True):
        blocks = section.blocks[begin:end]
        yield PageSection(blocks, _is_wide(blocks), annex=True)


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
