"""The administrative form: a head above the text, recipients and signature under it, annexes on pages of their own."""

from __future__ import annotations

from reports.brand.word_reference.roles import ANNEX_TITLE, FRAMED, OFFICIAL_LAYOUT
from reports.brand.word_reference.xml import story_text
from reports.document.model import Document, Heading, Inlines, Meta, Official, Text, plain
from reports.files.xml_text import joined
from reports.word.blocks import write_blocks
from reports.word.draft import Draft
from reports.word.figures import write_rule
from reports.word.inlines import LINE_BREAK, Pen, bookmarked, field_runs, run, runs
from reports.word.names import ANNEX, OFFICIAL_BODY
from reports.word.numbering import Definition
from reports.word.official.blanks import Given, Line, given_runs, line_runs, write_dashes
from reports.word.official.lengths import length_of
from reports.word.paragraphs import (
    Flow,
    add_paragraph,
    add_table,
    add_text,
    keep_with_next,
    rendered,
    separate,
    set_distance,
)
from reports.word.sheets import close_sheet, sheets
from reports.word.tables import cell_of, row_of, table_of

_KNOWN = ("kind", "kind_symbol", "agency_symbol", "agency", "place", "drafting_unit")
"""The places that the seeds may fill."""


def write_official(document: Document, official: Official, draft: Draft) -> Flow:
    """The administrative form: head, text, recipients and signature, annexes on pages of their own."""
    flow: Flow = []
    found = sheets(document)
    annexes = [sheet for sheet in found if sheet.annex]
    kind = "annexes" if len(annexes) > 1 else "annex"  # a single one bears no number
    label = draft.language.words.official.annex
    number = draft.numbering.instance(Definition(kind, run_in=True, label=label), 0) if annexes else ""
    page_number: Flow = []
    add_paragraph(page_number, "header", draft, field_runs("PAGE", "2", draft))
    header = {("header", "default"): draft.margin("header", 1, story_text("w:hdr", rendered(page_number)))}
    for sheet, following in zip(found, [*found[1:], None], strict=True):
        draft.turn(landscape=sheet.landscape)
        if sheet is found[0]:
            _write_head(flow, official, document.meta, draft)
        blocks, frame = sheet.blocks, OFFICIAL_BODY
        if sheet.annex and isinstance(blocks[0], Heading):
            _write_annex_title(flow, blocks[0], number, official, draft)
            blocks, frame = blocks[1:], ANNEX
        write_blocks(flow, blocks, draft, frame)
        if not sheet.annex and (following is None or following.annex):
            _write_closing(flow, official, draft)
        bare = sheet.annex or sheet is found[0]  # a first page bears no number
        close_sheet(flow, sheet, draft, header, last=following is None, bare=bare, anew=sheet.annex)
    return flow


def _write_head(flow: Flow, official: Official, meta: Meta, draft: Draft) -> None:
    """Everything above the text. The thin paragraph before the table saves a whole line in LibreOffice, which lets no
    text begin with a table and puts a paragraph of its own there."""
    separate(flow, draft)
    shares = draft.brand.word.official.columns
    left, right = widths = [draft.column * share / sum(shares) for share in shares]
    rows = [
        [_agency(left, official, draft), _state(right, draft)],
        [_number(official, meta, draft), _day(official, draft)],
    ]
    written = [row_of([cell_of(cell, width) for cell, width in zip(row, widths, strict=True)]) for row in rows]
    add_table(flow, table_of(OFFICIAL_LAYOUT, widths, written, draft, header=False), draft)
    add_paragraph(flow, "title", draft, given_runs("kind", official.kind, draft))
    add_text(flow, "subtitle", official.subject, draft)
    length = length_of(plain(official.subject), draft.brand.word.official.styles["subtitle"])
    _rule_under(flow, length, draft.column, draft)
    _addressees(flow, official, draft)


def _given(official: Official) -> Given:
    """What the lines of the form are filled with; the number and the day are never known here."""
    return {place: getattr(official, place) for place in _KNOWN}


def _agency(width: float, official: Official, draft: Draft) -> Flow:
    """The superior agency and the agency; one that is known may have no superior one, as ministries do."""
    cell: Flow = []
    if official.superior != ():
        add_paragraph(cell, "superior", draft, given_runs("superior", official.superior, draft))
    add_paragraph(cell, "agency", draft, given_runs("agency", official.agency, draft))
    looks = draft.brand.word.official
    style = looks.styles["agency"]
    length = length_of(plain(official.agency), style) if official.agency else looks.blanks.long * style.size
    _rule_under(cell, length, width, draft)
    return cell


def _state(width: float, draft: Draft) -> Flow:
    words, looks = draft.language.words.official, draft.brand.word.official
    cell: Flow = []
    add_text(cell, "nation", (Text(words.nation),), draft)
    add_text(cell, "motto", (Text(words.motto),), draft)
    write_rule(cell, "rule", length_of(words.motto, looks.styles["motto"]), looks.rule, draft, width)
    return cell


def _number(official: Official, meta: Meta, draft: Draft) -> Flow:
    """Number and symbol, and under them what says that this is a draft."""
    words = draft.language.words
    cell: Flow = []
    add_paragraph(cell, "number", draft, line_runs(words.official.number, _given(official), draft))
    version = meta.named_version(words.version)
    status: Inlines = meta.status or (Text(words.draft),)
    mark = (*status, Text(" ("), *version, Text(")")) if version else status
    add_paragraph(cell, "mark", draft, runs(mark, draft, Pen(FRAMED)))
    return cell


def _day(official: Official, draft: Draft) -> Flow:
    cell: Flow = []
    line = line_runs(draft.language.words.official.place_date, _given(official), draft)
    add_paragraph(cell, "place-date", draft, line)
    if official.circulation:
        add_paragraph(cell, "mark", draft, runs(official.circulation, draft, Pen(FRAMED)))
    return cell


def _rule_under(flow: Flow, length: float, width: float, draft: Draft) -> None:
    """A rule as long as the brand's share of the text above it."""
    looks = draft.brand.word.official
    write_rule(flow, "rule", min(length, width) * looks.rule_share, looks.rule, draft, width)


def _addressees(flow: Flow, official: Official, draft: Draft) -> None:
    """One addressee on the line; several on lines of their own, their hyphens under the colon."""
    if official.addressees == ():
        return
    label = draft.language.words.official.addressed
    if official.addressees is None or len(official.addressees) == 1:
        addressee = given_runs("addressee", (official.addressees or (None,))[0], draft)
        add_paragraph(flow, "addressed", draft, run(f"{label} ", draft), addressee)
        return
    add_text(flow, "addressed-many", (Text(label),), draft)
    looks = draft.brand.word.styles["addressed-many"]
    indent = looks.indent + length_of(label.removesuffix(":"), looks)
    lines: list[Line] = [("{addressee}", {"addressee": name}) for name in official.addressees]
    write_dashes(flow, "addressee", lines, draft, indent)
    set_distance(flow[-1], "after", draft.brand.word.styles["addressed"].after)


def _write_closing(flow: Flow, official: Official, draft: Draft) -> None:
    """The two blocks; the last words of the text stay on their page."""
    keep_with_next(flow)
    shares = draft.brand.word.official.closing
    widths = [draft.column * share / sum(shares) for share in shares]
    left: Flow = []
    add_text(left, "recipients-heading", (Text(draft.language.words.official.recipients),), draft)
    write_dashes(left, "recipients", _recipients(official, draft), draft)
    right = _signature(official, draft)
    for content in (left, right):
        set_distance(content[0], "before", draft.brand.word.table.after)
    row = row_of([cell_of(left, widths[0]), cell_of(right, widths[1])])
    add_table(flow, table_of(OFFICIAL_LAYOUT, widths, [row], draft, header=False), draft)


def _recipients(official: Official, draft: Draft) -> list[Line]:
    """The addressees "as above", then those who get a copy, then where the document is filed."""
    words = draft.language.words.official
    above: list[Line] = [(words.as_above, {})] if official.addressees != () else []
    names: tuple[Inlines | None, ...] = (None,) if official.recipients is None else official.recipients
    copies: list[Line] = [("{recipient}", {"recipient": name}) for name in names]
    return [*above, *copies, (words.filed, _given(official))]


def _signature(official: Official, draft: Draft) -> Flow:
    """Authority and office, a line each, room to sign, and the signer's name, which is always left blank."""
    lines: tuple[Inlines | None, ...] = (None,) if official.signer is None else official.signer
    content: Flow = []
    for line in lines:
        add_paragraph(content, "signer-office", draft, given_runs("signer_office", line, draft))
    add_paragraph(content, "signer-name", draft, given_runs("signer_name", None, draft))
    return content


def _write_annex_title(flow: Flow, heading: Heading, number: str, official: Official, draft: Draft) -> None:
    """The title above an annex; `number` is the numId of the list of annexes. Its headings count from one again.

    The title alone is in capitals, by its own style: LibreOffice would measure the word before it in capitals too.
    """
    draft.headings.restart(1)
    title = joined([LINE_BREAK, runs(heading.text, draft, Pen(ANNEX_TITLE))])
    title = bookmarked(title, draft.outline.of(heading).bookmark, draft)
    add_paragraph(flow, "annex", draft, title, number=(number, 0))
    note = line_runs(draft.language.words.official.attached, _given(official), draft)
    add_paragraph(flow, "annex-note", draft, note)
    length = length_of(plain(heading.text), draft.brand.word.official.styles["annex-title"])
    _rule_under(flow, length, draft.column, draft)
