"""Sheets → sections of the file: size and margins of the page, header or footer, where pages are counted anew."""

from __future__ import annotations

from collections.abc import Mapping

from reports.brand import Page
from reports.brand.word_reference.styles import POINTS_PER_MILLIMETRE
from reports.brand.word_reference.xml import twips
from reports.writers.word.draft import Draft
from reports.writers.word.notes import ENDNOTE_FORMAT
from reports.writers.word.paragraphs import Flow, end_blocks, end_section
from reports.writers.word.sheets import Sheet
from reports.writers.word.xml import value
from reports.xml_text import Xml, element


def open_sheet(sheet: Sheet, draft: Draft) -> None:
    """Turn the page to be written on as the sheet needs it."""
    draft.page = draft.brand.word.landscape if sheet.landscape else draft.brand.word.page


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
    """Say on what pages the blocks since the last sheet stand. `parts` are the relationships of
    their headers and footers by kind and use;
    `bare` takes those of the first page there, or none; `anew` counts the pages from one."""
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
    orient = "landscape" if lying else None
    size = {"w:w": _millimetres(page.width), "w:h": _millimetres(page.height), "w:orient": orient}
    sides = ("top", "right", "bottom", "left", "header", "footer")
    margins = {f"w:{side}": _millimetres(getattr(page, side)) for side in sides}
    return [element("w:pgSz", size), element("w:pgMar", margins | {"w:gutter": "0"})]


def _millimetres(length: float) -> str:
    return twips(length * POINTS_PER_MILLIMETRE)
