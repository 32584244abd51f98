"""The house form: a title block above the text, and a footer with the short title and the number of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.brand.word_reference.roles import STATUS
from reports.brand.word_reference.xml import POINTS_PER_MILLIMETRE, story_text
from reports.document.model import Document, Marked, Meta, Text, Trace, plain
from reports.files.xml_text import Xml, element
from reports.word.blocks import write_blocks
from reports.word.draft import Draft
from reports.word.figures import write_logo, write_rule
from reports.word.inlines import PLAIN, Pen, field_runs, run, runs, translated
from reports.word.paragraphs import Flow, add_paragraph, add_text, rendered, set_distance
from reports.word.sheets import Sheet, close_sheet, sheets
from reports.word.sides import add_sides, side_cell, side_widths
from reports.word.tables import row_of

_BETWEEN = " · "


def write_house(document: Document, draft: Draft) -> Flow:
    """The house form: title block, text, a footer that is as wide as its pages."""
    flow: Flow = []
    found = sheets(document)
    for sheet in found:
        draft.turn(landscape=sheet.landscape)
        if sheet is found[0]:
            _write_front(flow, document, draft)
        write_blocks(flow, sheet.blocks, draft)
        bare = sheet is found[0] and draft.reference.pages.first
        parts = _margins(document, sheet, draft, first=bare)
        close_sheet(flow, sheet, draft, parts, last=sheet is found[-1], bare=bare)
    return flow


def _write_front(flow: Flow, document: Document, draft: Draft) -> None:
    """The title block; with several languages one of each, side by side."""
    write_logo(flow, draft)
    meta, rule = document.meta, draft.brand.word.cover_rule
    paragraph = write_rule(flow, "cover-rule", rule.width * POINTS_PER_MILLIMETRE, rule.thickness, draft, draft.column)
    if draft.brand.word.free_above:
        set_distance(paragraph, "before", draft.brand.word.free_above * POINTS_PER_MILLIMETRE)
    if document.translations:
        _write_fronts(flow, [("", meta), *document.translations], draft)
        return
    add_text(flow, "title", meta.title, draft)
    if meta.subtitle:
        add_text(flow, "subtitle", meta.subtitle, draft)
    _write_meta_line(flow, "meta", meta, draft)


def _write_fronts(flow: Flow, blocks: Sequence[tuple[str, Meta]], draft: Draft) -> None:
    widths = side_widths(len(blocks), draft)
    cells: list[Xml] = []
    for position, (code, meta) in enumerate(blocks):
        content: Flow = []
        pen = Pen(code=code)
        for role, text in (("side-title", meta.title), ("side-subtitle", meta.subtitle)):
            if text:
                add_paragraph(content, role, draft, runs(text, draft, pen))
        _write_meta_line(content, "side-meta", meta, draft, pen)
        cells.append(side_cell(content, position, widths, draft))
    add_sides(flow, [row_of(cells)], widths, draft)


def _write_meta_line(flow: Flow, role: str, meta: Meta, draft: Draft, pen: Pen = PLAIN) -> None:
    """Agency, date and audience, with status and version at the end."""
    language = pen.language(draft)
    day = Marked(language.capital(language.date(meta.date)), Trace("date", meta.date.isoformat(), "long"))
    audience = (Text(f"{language.words.audience}: "), *meta.audience) if meta.audience else ()
    said = [runs(part, draft, pen) for part in (meta.agency, (day,), audience) if part]
    if meta.status:
        said.append(runs(meta.status, draft, replace(pen, style=STATUS, bold=True)))
    if meta.version:
        said.append(runs(meta.named_version(language.words.version), draft, pen))
    between = run(_BETWEEN, draft, pen)
    pieces = [piece for part in said for piece in (between, part)]
    add_paragraph(flow, role, draft, *pieces[1:])


def _margins(document: Document, sheet: Sheet, draft: Draft, *, first: bool) -> dict[tuple[str, str], str]:
    """The relationships of the headers and footers of a sheet: the reference's, and our footer where it has none."""
    margins = draft.reference.pages.margins
    parts = {(each.kind, each.use): each.id for each in margins if first or each.use != "first"}
    uses = {"default", *(("first",) if first else ())} | {use for kind, use in parts if use == "even"}
    missing = [use for use in ("default", "first", "even") if use in uses and ("footer", use) not in parts]
    if ("footer", "default") not in parts:
        number, role = (2, "footer-wide") if sheet.landscape else (1, "footer")
        if role not in draft.footers:
            draft.footers[role] = draft.margin("footer", number, _footer_part(document, draft, role))
        parts |= {("footer", use): draft.footers[role] for use in missing}
    return parts


def _footer_part(document: Document, draft: Draft, role: str = "footer") -> Xml:
    """A footer's part; `role` fits it to the page. Word counts the pages anew when it opens the file.

    Where the reference's own headers and footers count pages, this one does not.
    """
    meta = document.meta
    said = [run(meta.short_title or plain(meta.title), draft)]
    for code, other in document.translations:
        said.append(run(f" / {other.short_title or plain(other.title)}", draft, translated(code)))
    if meta.status:
        said += [run(_BETWEEN, draft), run(plain(meta.status), draft, replace(PLAIN, style=STATUS))]
    if not draft.reference.pages.counted:
        pages = str(max(draft.pages.values(), default=1))
        said += [run(element("w:tab"), draft), field_runs("PAGE", "1", draft), run(" / ", draft)]
        said.append(field_runs("NUMPAGES", pages, draft))
    flow: Flow = []
    add_paragraph(flow, role, draft, *said)
    return story_text("w:ftr", rendered(flow))
