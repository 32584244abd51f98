"""The administrative form: a head above the text, recipients and signature under it, annexes on pages of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from docx.shared import Length, Pt

from reports.brand import WordStyle
from reports.brand.word_reference.roles import ANNEX_TITLE, FRAMED, OFFICIAL_LAYOUT
from reports.document.model import Document, Heading, Inlines, Meta, Official, Text, plain
from reports.word.block_styles import OFFICIAL_BODY
from reports.word.blocks import write_blocks
from reports.word.figures import write_rule
from reports.word.inlines import LINE_BREAK, Pen, bookmarked, field_runs, run, runs
from reports.word.lists import ListDefinition
from reports.word.official.blanks import FormLine, Given, blank_text, given_runs, line_runs, write_dashes
from reports.word.page_sections import end_page_section, page_sections
from reports.word.paragraphs import (
    Body,
    add_paragraph,
    add_table,
    add_text,
    keep_with_next,
    rendered,
    separate,
    set_distance,
)
from reports.word.state import WriterState
from reports.word.tables import cell_of, row_of, table_of
from reports.word.widths import lengths

_KNOWN = ("kind", "kind_symbol", "agency_symbol", "agency", "place", "drafting_unit")
"""The places whose texts `Official` may have; the number and the day are never known here."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944,
    722, 722, 611, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278,
    500, 500, 722, 500, 500, 444,
)  # fmt: skip
_BOLD = (
    722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000,
    722, 722, 667, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333,
    556, 500, 722, 500, 500, 444,
)  # fmt: skip
_SIGNS = dict.fromkeys(" \u00a0,.", 250) | dict.fromkeys(":;/", 278) | dict.fromkeys("-()’", 333)
_OTHER = 500  # digits, and what is not listed
_WIDTHS: Mapping[bool, Mapping[str, int]] = {
    bold: dict(zip(_LETTERS, widths, strict=True)) | _SIGNS for bold, widths in ((False, _ROMAN), (True, _BOLD))
}
"""Widths of Times Roman and Times Bold in thousandths of the size, which every font in that place shares."""


def write_official(document: Document, official: Official, state: WriterState) -> Body:
    """The administrative form: head, text, recipients and signature, annexes on pages of their own."""
    body: Body = []
    found = page_sections(document, state)
    annexes = [section for section in found if section.begun]
    kind = "annexes" if len(annexes) > 1 else "annex"  # a single one has no number
    label = state.language.words.official.annex
    number = state.lists.instance(ListDefinition(kind, run_in=True, label=label), 0) if annexes else ""
    page_number: Body = []
    add_paragraph(page_number, "header", state, field_runs("PAGE", "2", state))
    header = {("header", "default"): state.margin("header", 1, rendered(page_number))}
    for section, following in zip(found, [*found[1:], None], strict=True):
        state.turn(landscape=section.landscape)
        if section is found[0]:
            _write_head(body, official, document.meta, state)
        blocks = section.blocks
        if section.begun and isinstance(blocks[0], Heading):
            _write_annex_title(body, blocks[0], number, official, state)
            blocks = blocks[1:]
        write_blocks(body, blocks, state, OFFICIAL_BODY)
        if not section.annex and (following is None or following.annex):
            _write_closing(body, official, state)
        bare = section.begun or section is found[0]  # a first page has no number
        end_page_section(body, section, state, header, last=following is None, bare=bare, anew=section.begun)
    return body


def _write_columns(body: Body, shares: Sequence[float], rows: Sequence[Sequence[Body]], state: WriterState) -> None:
    """Rows of two cells side by side, without rules."""
    widths = _widths(shares, state)
    written = [row_of([cell_of(cell, width) for cell, width in zip(row, widths, strict=True)]) for row in rows]
    add_table(body, table_of(OFFICIAL_LAYOUT, widths, written, state), state)


def _widths(shares: Sequence[float], state: WriterState) -> list[Length]:
    return lengths(state.column * share / sum(shares) for share in shares)


def _write_head(body: Body, official: Official, meta: Meta, state: WriterState) -> None:
    """Everything above the text. The thin paragraph before the table saves a line in LibreOffice, which adds one
    of its own to a text that begins with a table."""
    separate(body, state)
    looks = state.brand.word.official
    left, right = _widths(looks.columns, state)
    rows = [
        [_agency(left, official, state), _nation(right, state)],
        [_number(official, meta, state), _day(official, state)],
    ]
    _write_columns(body, looks.columns, rows, state)
    add_paragraph(body, "title", state, given_runs("kind", official.kind, state))
    add_text(body, "subtitle", official.subject, state)
    _rule_under(body, text_length(plain(official.subject), looks.styles["subtitle"]), state.column, state)
    _addressees(body, official, state)


def _given(official: Official) -> Given:
    return {place: getattr(official, place) for place in _KNOWN}


def _agency(width: Length, official: Official, state: WriterState) -> Body:
    """The superior agency and the agency; a known agency may have no superior agency, like a ministry."""
    cell: Body = []
    if official.superior != ():
        add_paragraph(cell, "superior", state, given_runs("superior", official.superior, state))
    add_paragraph(cell, "agency", state, given_runs("agency", official.agency, state))
    looks = state.brand.word.official
    style = looks.styles["agency"]
    agency = plain(official.agency) if official.agency else blank_text("agency", state)
    _rule_under(cell, text_length(agency, style), width, state)
    return cell


def _nation(width: Length, state: WriterState) -> Body:
    words, looks = state.language.words.official, state.brand.word.official
    cell: Body = []
    add_text(cell, "nation", (Text(words.nation),), state)
    add_text(cell, "motto", (Text(words.motto),), state)
    write_rule(cell, "rule", text_length(words.motto, looks.styles["motto"]), Pt(looks.rule), state, width)
    return cell


def _number(official: Official, meta: Meta, state: WriterState) -> Body:
    """Number and symbol, and under them the status of the draft."""
    words = state.language.words
    cell: Body = []
    add_paragraph(cell, "number", state, line_runs(words.official.number, _given(official), state))
    version = meta.named_version(words.version)
    status: Inlines = meta.status or (Text(words.draft),)
    mark = (*status, Text(" ("), *version, Text(")")) if version else status
    add_paragraph(cell, "mark", state, runs(mark, state, Pen(FRAMED)))
    return cell


def _day(official: Official, state: WriterState) -> Body:
    cell: Body = []
    line = line_runs(state.language.words.official.place_date, _given(official), state)
    add_paragraph(cell, "place-date", state, line)
    if official.circulation:
        add_paragraph(cell, "mark", state, runs(official.circulation, state, Pen(FRAMED)))
    return cell


def _rule_under(body: Body, length: Length, width: Length, state: WriterState) -> None:
    """A rule as long as the brand's share of the text above it."""
    looks = state.brand.word.official
    write_rule(body, "rule", Length(round(min(length, width) * looks.rule_share)), Pt(looks.rule), state, width)


def _addressees(body: Body, official: Official, state: WriterState) -> None:
    """One addressee on the line; several on lines of their own, their hyphens under the colon."""
    if official.addressees == ():
        return
    label = state.language.words.official.addressed
    if official.addressees is None or len(official.addressees) == 1:
        addressee = given_runs("addressee", (official.addressees or (None,))[0], state)
        add_paragraph(body, "addressed", state, run(f"{label} ", state), addressee)
        return
    add_text(body, "addressed-many", (Text(label),), state)
    looks = state.brand.word.styles["addressed-many"]
    indent = Length(Pt(looks.indent) + text_length(label.removesuffix(":"), looks))
    lines: list[FormLine] = [("{addressee}", {"addressee": name}) for name in official.addressees]
    write_dashes(body, "addressee", lines, state, indent)
    set_distance(body[-1], "after", Pt(state.brand.word.styles["addressed"].after))


def _write_closing(body: Body, official: Official, state: WriterState) -> None:
    """Recipients and signature; the last words of the text stay on their page."""
    keep_with_next(body)
    cells = [_recipients(official, state), _signature(official, state)]
    for content in cells:
        set_distance(content[0], "before", Pt(state.brand.word.table.after))
    _write_columns(body, state.brand.word.official.closing, [cells], state)


def _recipients(official: Official, state: WriterState) -> Body:
    """The addressees "as above", then those who get a copy, then the place of filing."""
    words = state.language.words.official
    above: list[FormLine] = [(words.as_above, {})] if official.addressees != () else []
    names: tuple[Inlines | None, ...] = (None,) if official.recipients is None else official.recipients
    copies: list[FormLine] = [("{recipient}", {"recipient": name}) for name in names]
    cell: Body = []
    add_text(cell, "recipients-heading", (Text(words.recipients),), state)
    write_dashes(cell, "recipients", [*above, *copies, (words.filed, _given(official))], state)
    return cell


def _signature(official: Official, state: WriterState) -> Body:
    """Authority and office, a line each, a space to sign, and the signer's name, which is always left blank."""
    lines: tuple[Inlines | None, ...] = (None,) if official.signer is None else official.signer
    cell: Body = []
    for line in lines:
        add_paragraph(cell, "signer-office", state, given_runs("signer_office", line, state))
    add_paragraph(cell, "signer-name", state, given_runs("signer_name", None, state))
    return cell


def _write_annex_title(body: Body, heading: Heading, number: str, official: Official, state: WriterState) -> None:
    """The title of an annex; `number` is the numId of the list of annexes. Its headings count from one again.

    Only the title is in capitals, by its own style: LibreOffice would measure the word before it in capitals too.
    """
    state.headings.restart(1)
    title = bookmarked(runs(heading.text, state, Pen(ANNEX_TITLE)), state.outline.of(heading).bookmark, state)
    add_paragraph(body, "annex", state, LINE_BREAK, title, number=(number, 0))
    note = line_runs(state.language.words.official.attached, _given(official), state)
    add_paragraph(body, "annex-note", state, note)
    length = text_length(plain(heading.text), state.brand.word.official.styles["annex-title"])
    _rule_under(body, length, state.column, state)


def text_length(text: str, style: WordStyle) -> Length:
    """The length of the text on one line in the official font, for rules as long as a text; accents add nothing."""
    shown = text.upper() if style.caps else text
    widths = _WIDTHS[style.bold]
    return Pt(sum(widths.get(_base(letter), _OTHER) for letter in shown) * style.size / 1000)


def _base(letter: str) -> str:
    """The letter without its accents; đ is as wide as d."""
    return unicodedata.normalize("NFD", letter)[0].translate({ord("đ"): "d", ord("Đ"): "D"})
