"""A document → its sheets: blocks on pages of one kind, portrait or landscape; a sheet → a section of the file.

A table too wide for a portrait page stands on a landscape one, together with the heading above it and what belongs
under that heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby

from reports.brand import Page
from reports.brand.word_reference.xml import POINTS_PER_MILLIMETRE, twips, value
from reports.diagnostics import Diagnostic, Problems
from reports.document import walk
from reports.document.model import Block, Blocks, Document, Heading, Section, Table
from reports.files.xml_text import Xml, element
from reports.word.draft import Draft
from reports.word.names import WIDE_TABLES
from reports.word.notes import ENDNOTE_FORMAT
from reports.word.paragraphs import Flow, end_blocks, end_section


@dataclass(frozen=True, slots=True)
class Sheet:
    """Blocks on pages of one kind; an annex begins with its heading and counts its pages anew."""

    blocks: Blocks
    landscape: bool = False
    annex: bool = False


def sheets(document: Document) -> list[Sheet]:
    """The sheets of a document: those of its text, then one for each first heading of an annex."""
    text = tuple(block for section in document.sections for block in section.blocks if not section.annex)
    found = list(_flow(text)) or [Sheet(())]
    return [*found, *(sheet for section in document.sections if section.annex for sheet in _annexes(section))]


def _flow(blocks: Blocks) -> Iterator[Sheet]:
    """Running text: a new sheet wherever portrait and landscape pages change."""
    for wide, parts in groupby(_parts(blocks), _is_wide):
        yield Sheet(tuple(chain.from_iterable(parts)), wide)


def _parts(blocks: Blocks) -> Iterator[list[Block]]:
    """Each heading with what follows it; headings that follow each other stay together."""
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and any(not isinstance(before, Heading) for before in part):
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _is_wide(blocks: list[Block] | Blocks) -> bool:
    return any(isinstance(block, Table) and block.style in WIDE_TABLES for block in walk(blocks))


def _annexes(section: Section) -> Iterator[Sheet]:
    """A sheet for each heading of the first level."""
    begins = [i for i, block in enumerate(section.blocks) if isinstance(block, Heading) and block.level == 1]
    if begins[:1] != [0]:
        place = section.blocks[0].place if section.blocks else None
        hint = "write its title before everything else: # Title"
        raise Problems([Diagnostic(f'the annex "{section.id}" does not begin with a heading', place, hint)])
    for begin, end in zip(begins, [*begins[1:], len(section.blocks)], strict=True):
        blocks = section.blocks[begin:end]
        yield Sheet(blocks, _is_wide(blocks), annex=True)


def close_sheet(
    flow: Flow,
    sheet: Sheet,
    draft: Draft,
    parts: Mapping[tuple[str, str], str],
    *,
    last: bool,
    bare: bool = False,
    anew: bool = False,
) -> None:
    """Say on what pages the blocks since the last sheet stand. `parts` are the relationships of their headers and
    footers by kind and use; `bare` takes those of the first page there, or none; `anew` counts the pages from one."""
    said = [element(f"w:{kind}Reference", {"w:type": use, "r:id": id_}) for (kind, use), id_ in parts.items()]
    if draft.note_kind == "endnotes":  # LibreOffice looks here for what the settings say for the whole document
        said.append(element("w:endnotePr", {}, value("w:numFmt", ENDNOTE_FORMAT)))
    said += _page(draft.page, lying=sheet.landscape)
    said.append(Xml(draft.reference.pages.borders))
    if anew:
        said.append(element("w:pgNumType", {"w:start": "1"}))
    if bare:
        said.append(element("w:titlePg"))
    section = element("w:sectPr", {}, *said)
    if last:
        end_blocks(flow, draft)
        flow.append(section)
    else:
        end_section(flow, section, draft)


def _page(page: Page, *, lying: bool) -> list[Xml]:
    sides = ("top", "right", "bottom", "left", "header", "footer")
    lengths = {side: twips(getattr(page, side) * POINTS_PER_MILLIMETRE) for side in ("width", "height", *sides)}
    size = {"w:w": lengths["width"], "w:h": lengths["height"], "w:orient": "landscape" if lying else None}
    margins = {f"w:{side}": lengths[side] for side in sides}
    return [element("w:pgSz", size), element("w:pgMar", margins | {"w:gutter": "0"})]
