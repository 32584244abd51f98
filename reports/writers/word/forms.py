"""A document → the body of the file in one of its forms: title or head, the sheets of its text, headers and footers."""

from __future__ import annotations

from reports.document import Document, Heading
from reports.writers.word.blocks import write_blocks
from reports.writers.word.draft import Draft
from reports.writers.word.front import write_front
from reports.writers.word.header_footer import margins
from reports.writers.word.names import ANNEX, OFFICIAL_BODY
from reports.writers.word.official import annex_number, header_part, write_annex_title, write_closing, write_head
from reports.writers.word.pages import close_sheet, open_sheet
from reports.writers.word.paragraphs import Flow, rendered
from reports.writers.word.sheets import sheets
from reports.writers.word.xml import story_text
from reports.xml_text import Xml, element


def write_house(document: Document, draft: Draft) -> Xml:
    """The house form: title block, text, a footer that is as wide as its pages."""
    flow: Flow = []
    found = sheets(document)
    for sheet in found:
        open_sheet(sheet, draft)
        if sheet is found[0]:
            write_front(flow, document, draft)
        write_blocks(flow, sheet.blocks, draft)
        bare = sheet is found[0] and draft.reference.pages.first
        parts = margins(document, sheet, draft, first=bare)
        close_sheet(flow, sheet, draft, parts, last=sheet is found[-1], bare=bare)
    return _body(flow)


def write_official(document: Document, draft: Draft) -> Xml:
    """The administrative form: head, text, recipients and signature, annexes on pages of their own."""
    flow: Flow = []
    official = document.official
    assert official is not None
    found = sheets(document)
    annexes = [sheet for sheet in found if sheet.annex]
    number = annex_number(len(annexes), draft) if annexes else ""
    header = {("header", "default"): draft.margin("header", 1, header_part(draft))}
    for sheet, following in zip(found, [*found[1:], None], strict=True):
        open_sheet(sheet, draft)
        if sheet is found[0]:
            write_head(flow, official, document.meta, draft)
        blocks, frame = sheet.blocks, OFFICIAL_BODY
        if sheet.annex and isinstance(blocks[0], Heading):
            write_annex_title(flow, blocks[0], number, official, draft)
            blocks, frame = blocks[1:], ANNEX
        write_blocks(flow, blocks, draft, frame)
        if not sheet.annex and (following is None or following.annex):
            write_closing(flow, official, draft)
        bare = sheet.annex or sheet is found[0]  # a first page bears no number
        close_sheet(flow, sheet, draft, header, last=following is None, bare=bare, anew=sheet.annex)
    return _body(flow)


def _body(flow: Flow) -> Xml:
    return story_text("w:document", element("w:body", {}, rendered(flow)))
