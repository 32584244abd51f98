"""A document → the body of the file in one of its forms: title or head, the sheets of its text, headers and footers."""

from __future__ import annotations

from reports.document import Document, Heading
from reports.writers.word.blocks import write_blocks
from reports.writers.word.draft import Draft
from reports.writers.word.front import write_front
from reports.writers.word.header_footer import footer_part
from reports.writers.word.names import ANNEX, OFFICIAL_BODY
from reports.writers.word.official import annex_number, header_part, write_annex_title, write_closing, write_head
from reports.writers.word.pages import close_sheet, open_sheet
from reports.writers.word.sheets import Sheet, sheets
from reports.writers.word.xml import Element, add, serialise, story


def write_house(document: Document, draft: Draft) -> Element:
    """The root of the house form: title block, text, a footer that is as wide as its pages."""
    root = story("w:document")
    body = add(root, "w:body")
    found = sheets(document)
    for sheet in found:
        open_sheet(sheet, draft)
        if sheet is found[0]:
            write_front(body, document, draft)
        write_blocks(body, sheet.blocks, draft)
        bare = sheet is found[0] and draft.reference.pages.first
        parts = _margins(document, sheet, draft, first=bare)
        close_sheet(body, sheet, draft, parts, last=sheet is found[-1], bare=bare)
    return root


def _margins(document: Document, sheet: Sheet, draft: Draft, *, first: bool) -> dict[tuple[str, str], str]:
    """The headers and footers of a sheet: the reference's, and our footer where it has none."""
    margins = draft.reference.pages.margins
    parts = {(each.kind, each.use): each.id for each in margins if first or each.use != "first"}
    uses = {"default", *(("first",) if first else ())} | {use for kind, use in parts if use == "even"}
    missing = [use for use in ("default", "first", "even") if use in uses and ("footer", use) not in parts]
    if ("footer", "default") not in parts:
        part, role = ("footer2.xml", "footer-wide") if sheet.landscape else ("footer1.xml", "footer")
        if f"word/{part}" not in draft.parts:
            draft.parts[f"word/{part}"] = serialise(footer_part(document, draft, role))
        parts |= {("footer", use): draft.relations.add("footer", part) for use in missing}
    return parts


def write_official(document: Document, draft: Draft) -> Element:
    """The root of the administrative form: head, text, recipients and signature, annexes on pages of their own."""
    root = story("w:document")
    body = add(root, "w:body")
    official = document.official
    assert official is not None
    found = sheets(document)
    annexes = [sheet for sheet in found if sheet.annex]
    number = annex_number(len(annexes), draft) if annexes else ""
    draft.parts["word/header1.xml"] = serialise(header_part(draft))
    for sheet, following in zip(found, [*found[1:], None], strict=True):
        open_sheet(sheet, draft)
        if sheet is found[0]:
            write_head(body, official, document.meta, draft)
        blocks, frame = sheet.blocks, OFFICIAL_BODY
        if sheet.annex and isinstance(blocks[0], Heading):
            write_annex_title(body, blocks[0], number, official, draft)
            blocks, frame = blocks[1:], ANNEX
        write_blocks(body, blocks, draft, frame)
        if not sheet.annex and (following is None or following.annex):
            write_closing(body, official, draft)
        header, bare = {("header", "default"): draft.relations.add("header", "header1.xml")}, _begins(sheet, found)
        close_sheet(body, sheet, draft, header, last=following is None, bare=bare, anew=sheet.annex)
    return root


def _begins(sheet: Sheet, found: list[Sheet]) -> bool:
    """Whether the sheet begins the text or an annex: its first page bears no number."""
    return sheet.annex or sheet is found[0]
