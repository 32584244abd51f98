"""The house form: a title block above the text, and a footer with the short title and the page number."""

from __future__ import annotations

from docx.shared import Mm, Pt
from msgspec.structs import replace

from reports.brand.word_reference.roles import STATUS
from reports.document.model import Document, Marked, Meta, Text, Trace, plain
from reports.files.xml_text import Xml, element
from reports.word.blocks import write_blocks
from reports.word.figures import write_logo, write_rule
from reports.word.inlines import PLAIN, Pen, field_runs, run, runs, translated
from reports.word.page_sections import PageSection, column_room, end_page_section, flowing, page_sections
from reports.word.paragraphs import Body, add_paragraph, rendered, set_distance
from reports.word.state import WriterState
from reports.word.tables import add_side_table, row_of, side_cell, side_shares, side_widths

_BETWEEN = " · "


def write_house(document: Document, state: WriterState) -> Body:
    """The house form: title block, text, and a footer as wide as its pages."""
    body: Body = []
    state.shares = side_shares(document.blocks, state)
    found = flowing(page_sections(document, state))
    for section, following in zip(found, [*found[1:], None], strict=True):
        state.turn(landscape=section.landscape)
        if section is found[0]:
            _write_front(body, document, state)
        with state.inside(room=column_room(section, state)):
            write_blocks(body, section.blocks, state)
        bare = section is found[0] and state.reference.pages.first
        margins = _margins(document, section, state, first=bare)
        flows = following is not None and following.continues
        end_page_section(body, section, state, margins, last=following is None, flows=flows, bare=bare)
    return body


def _write_front(body: Body, document: Document, state: WriterState) -> None:
    """Write logo, rule and title block; with several languages, a title block for each, side by side."""
    write_logo(body, state)
    looks, rule = state.brand.word, state.brand.word.cover_rule
    paragraph = write_rule(body, "cover-rule", Mm(rule.width), Pt(rule.thickness), state, state.column)
    if looks.free_above:
        set_distance(paragraph, "before", Mm(looks.free_above))
    if not document.translations:
        _write_title_block(body, "", document.meta, state, PLAIN)
        return
    languages = [("", document.meta), *document.translations]
    widths = side_widths(len(languages), state)
    cells: list[Xml] = []
    for position, (code, meta) in enumerate(languages):
        content: Body = []
        _write_title_block(content, "side-", meta, state, Pen(code=code))
        cells.append(side_cell(content, position, widths, state))
    add_side_table(body, [row_of(cells)], widths, state)


def _write_title_block(body: Body, prefix: str, meta: Meta, state: WriterState, pen: Pen) -> None:
    """Title, subtitle, and a line with agency, date, audience, status and version. `prefix` begins their roles."""
    for role, text in (("title", meta.title), ("subtitle", meta.subtitle)):
        if text:
            add_paragraph(body, f"{prefix}{role}", state, runs(text, state, pen))
    language = pen.language(state)
    day = Marked(language.capital(language.date(meta.date)), Trace("date", meta.date.isoformat(), "long"))
    audience = (Text(f"{language.words.audience}: "), *meta.audience) if meta.audience else ()
    parts = [runs(text, state, pen) for text in (meta.agency, (day,), audience) if text]
    if meta.status:
        parts.append(runs(meta.status, state, replace(pen, style=STATUS, bold=True)))
    if meta.version:
        parts.append(runs(meta.named_version(language.words.version), state, pen))
    between = run(_BETWEEN, state, pen)
    pieces = [piece for part in parts for piece in (between, part)]
    add_paragraph(body, f"{prefix}meta", state, *pieces[1:])


def _margins(
    document: Document, section: PageSection, state: WriterState, *, first: bool
) -> dict[tuple[str, str], str]:
    """The relationships of the headers and footers of a section: the reference's, and our footer if it has none."""
    margins = state.reference.pages.margins
    parts = {(each.kind, each.use): each.id for each in margins if first or each.use != "first"}
    uses = {"default", *(("first",) if first else ())} | {use for kind, use in parts if use == "even"}
    missing = [use for use in ("default", "first", "even") if use in uses and ("footer", use) not in parts]
    if ("footer", "default") not in parts:
        number, role = (2, "footer-wide") if section.landscape else (1, "footer")
        if role not in state.footers:
            state.footers[role] = state.margin("footer", number, _footer_part(document, state, role))
        parts |= {("footer", use): state.footers[role] for use in missing}
    return parts


def _footer_part(document: Document, state: WriterState, role: str) -> Xml:
    """The text of a footer; `role` fits it to the page. Word counts the pages anew when it opens the file.

    It has no page numbers if the reference's own headers and footers have them.
    """
    meta = document.meta
    content = [run(meta.running_title, state)]
    for code, other in document.translations:
        content.append(run(f" / {other.running_title}", state, translated(code)))
    if meta.status:
        content += [run(_BETWEEN, state), run(plain(meta.status), state, replace(PLAIN, style=STATUS))]
    if not state.reference.pages.counted:
        pages = str(max(state.pages.values(), default=1))
        content += [run(element("w:tab"), state), field_runs("PAGE", "1", state), run(" / ", state)]
        content.append(field_runs("NUMPAGES", pages, state))
    body: Body = []
    add_paragraph(body, role, state, *content)
    return rendered(body)
