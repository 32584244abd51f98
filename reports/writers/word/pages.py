"""Sheets → sections of the file: size and margins of the page, header or footer, where pages are counted anew."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reports.brand import Page
from reports.brand.word_reference.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.draft import Draft
from reports.writers.word.notes import ENDNOTE_FORMAT
from reports.writers.word.paragraphs import end_blocks, end_section
from reports.writers.word.sheets import Sheet
from reports.writers.word.xml import Element, add, add_value, twips


def open_sheet(sheet: Sheet, draft: Draft) -> None:
    """Turn the page to be written on as the sheet needs it."""
    draft.page = draft.brand.word.landscape if sheet.landscape else draft.brand.word.page


def close_sheet(
    body: Element, sheet: Sheet, draft: Draft, parts: Mapping[tuple[str, str], str], *, last: bool,
    bare: bool = False, anew: bool = False,
) -> None:  # fmt: skip
    """Say on what pages the blocks since the last sheet stand. `parts` are
    the relationships of their headers and footers by kind and use;
    `bare` takes those of the first page there, or none; `anew` counts the pages from one."""
    if last:
        end_blocks(body, draft)
    section = add(body, "w:sectPr") if last else end_section(body, draft)
    for (kind, use), id_ in parts.items():
        add(section, f"w:{kind}Reference", {"w:type": use, "r:id": id_})
    if draft.note_kind == "endnotes":  # LibreOffice looks here for what the settings say for the whole document
        add_value(add(section, "w:endnotePr"), "w:numFmt", ENDNOTE_FORMAT)
    _page(section, draft.page, lying=sheet.landscape)
    if draft.reference.pages.borders:
        section.append(etree.fromstring(draft.reference.pages.borders.encode()))
    if anew:
        add(section, "w:pgNumType", {"w:start": "1"})
    if bare:
        add(section, "w:titlePg")


def _page(section: Element, page: Page, *, lying: bool) -> None:
    size = {"w:w": _millimetres(page.width), "w:h": _millimetres(page.height)}
    add(section, "w:pgSz", size | ({"w:orient": "landscape"} if lying else {}))
    sides = {f"w:{side}": _millimetres(getattr(page, side))
             for side in ("top", "right", "bottom", "left", "header", "footer")}  # fmt: skip
    add(section, "w:pgMar", sides | {"w:gutter": "0"})


def _millimetres(length: float) -> str:
    return twips(length * POINTS_PER_MILLIMETRE)
