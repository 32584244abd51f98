"""What stands above the text: agency and State side by side, number and day, kind, subject, addressees."""

from __future__ import annotations

from reports.document import Inlines, Meta, Official, Text, plain
from reports.writers.word.draft import Draft
from reports.writers.word.figures import write_rule
from reports.writers.word.inlines import Pen, pen, write_inlines, write_run
from reports.writers.word.names import FRAMED, OFFICIAL_LAYOUT
from reports.writers.word.official.blanks import Given, write_given, write_line
from reports.writers.word.official.dashes import Line, write_dashes
from reports.writers.word.official.lengths import length_of
from reports.writers.word.paragraphs import begin_paragraph, last_child, separate, set_distance, write_paragraph
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.tables import open_cell, open_row, open_table
from reports.writers.word.xml import Element


def write_head(parent: Element, official: Official, meta: Meta, draft: Draft) -> None:
    """Everything above the text. The thin paragraph before the table saves a whole line in LibreOffice, which lets no
    text begin with a table and puts a paragraph of its own there."""
    separate(parent, draft)
    whole = draft.page.column * POINTS_PER_MILLIMETRE
    shares = draft.brand.word.official.columns
    left, right = (whole * share / sum(shares) for share in shares)
    table = open_table(parent, OFFICIAL_LAYOUT, [left, right], draft, header=False)
    row = open_row(table)
    _agency(open_cell(row, left), left, official, draft)
    _state(open_cell(row, right), draft)
    row = open_row(table)
    _number(open_cell(row, left), official, meta, draft)
    _day(open_cell(row, right), official, draft)
    _title(parent, whole, official, draft)
    _addressees(parent, official, draft)


def given(official: Official) -> Given:
    """What the lines of the form are filled with; the number and the day are never known here."""
    return {
        "kind": official.kind,
        "kind_symbol": official.kind_symbol,
        "agency_symbol": official.agency_symbol,
        "agency": official.agency,
        "place": official.place,
        "drafting_unit": official.drafting_unit,
    }


def _agency(cell: Element, width: float, official: Official, draft: Draft) -> None:
    """The superior agency and the agency; one that is known may have no superior one, as ministries do."""
    if official.superior != ():
        write_given(begin_paragraph(cell, "superior", draft), "superior", official.superior, draft, pen(draft))
    write_given(begin_paragraph(cell, "agency", draft), "agency", official.agency, draft, pen(draft))
    looks = draft.brand.word.official
    style = looks.styles["agency"]
    length = length_of(plain(official.agency), style) if official.agency else looks.blanks.long * style.size
    write_rule(cell, "rule", min(length, width) * looks.rule_share, looks.rule, draft)


def _state(cell: Element, draft: Draft) -> None:
    words, looks = draft.language.words.official, draft.brand.word.official
    _plain(cell, "nation", words.nation, draft)
    _plain(cell, "motto", words.motto, draft)
    write_rule(cell, "rule", length_of(words.motto, looks.styles["motto"]), looks.rule, draft)


def _number(cell: Element, official: Official, meta: Meta, draft: Draft) -> None:
    """Number and symbol, and under them what says that this is a draft."""
    paragraph = begin_paragraph(cell, "number", draft)
    write_line(paragraph, draft.language.words.official.number, given(official), draft, pen(draft))
    words = draft.language.words
    version = meta.named_version(words.version)
    status: Inlines = meta.status or (Text(words.draft),)
    _mark(cell, (*status, Text(" ("), *version, Text(")")) if version else status, draft)


def _day(cell: Element, official: Official, draft: Draft) -> None:
    paragraph = begin_paragraph(cell, "place-date", draft)
    write_line(paragraph, draft.language.words.official.place_date, given(official), draft, pen(draft))
    if official.circulation:
        _mark(cell, official.circulation, draft)


def _mark(cell: Element, text: Inlines, draft: Draft) -> None:
    write_inlines(begin_paragraph(cell, "mark", draft), text, draft, Pen(draft.relations, FRAMED))


def _title(parent: Element, width: float, official: Official, draft: Draft) -> None:
    write_given(begin_paragraph(parent, "title", draft), "kind", official.kind, draft, pen(draft))
    write_paragraph(parent, "subtitle", official.subject, draft)
    looks = draft.brand.word.official
    length = min(length_of(plain(official.subject), looks.styles["subtitle"]), width)
    write_rule(parent, "rule", length * looks.rule_share, looks.rule, draft)


def _addressees(parent: Element, official: Official, draft: Draft) -> None:
    """One addressee on the line; several on lines of their own, their hyphens under the colon."""
    if official.addressees == ():
        return
    label = draft.language.words.official.addressed
    if official.addressees is None or len(official.addressees) == 1:
        paragraph = begin_paragraph(parent, "addressed", draft)
        write_run(paragraph, f"{label} ", draft, pen(draft))
        write_given(paragraph, "addressee", (official.addressees or (None,))[0], draft, pen(draft))
        return
    _plain(parent, "addressed-many", label, draft)
    looks = draft.brand.word.styles["addressed-many"]
    indent = looks.indent + length_of(label.removesuffix(":"), looks)
    lines: list[Line] = [("{addressee}", {"addressee": name}) for name in official.addressees]
    write_dashes(parent, "addressee", lines, draft, indent)
    last = last_child(parent)
    assert last is not None
    set_distance(last, "after", draft.brand.word.styles["addressed"].after)


def _plain(parent: Element, role: str, text: str, draft: Draft) -> None:
    write_paragraph(parent, role, (Text(text),), draft)
