"""What stands above the text: agency and State side by side, number and day, kind, subject, addressees."""

from __future__ import annotations

from reports.brand.word_reference.roles import FRAMED, OFFICIAL_LAYOUT
from reports.brand.word_reference.styles import POINTS_PER_MILLIMETRE
from reports.document import Inlines, Meta, Official, Text, plain
from reports.writers.word.draft import Draft
from reports.writers.word.figures import write_rule
from reports.writers.word.inlines import Pen, run, runs
from reports.writers.word.official.blanks import Given, given_runs, line_runs
from reports.writers.word.official.dashes import Line, write_dashes
from reports.writers.word.official.lengths import length_of
from reports.writers.word.paragraphs import Flow, add_paragraph, add_table, add_text, separate, set_distance
from reports.writers.word.tables import cell_of, row_of, table_of


def write_head(flow: Flow, official: Official, meta: Meta, draft: Draft) -> None:
    """Everything above the text. The thin paragraph before the table saves a whole line in LibreOffice, which lets no
    text begin with a table and puts a paragraph of its own there."""
    separate(flow, draft)
    whole = draft.page.column * POINTS_PER_MILLIMETRE
    shares = draft.brand.word.official.columns
    left, right = widths = [whole * share / sum(shares) for share in shares]
    rows = [
        [_agency(left, official, draft), _state(right, draft)],
        [_number(official, meta, draft), _day(official, draft)],
    ]
    written = [row_of([cell_of(cell, width) for cell, width in zip(row, widths, strict=True)]) for row in rows]
    add_table(flow, table_of(OFFICIAL_LAYOUT, widths, written, draft, header=False), draft)
    _title(flow, whole, official, draft)
    _addressees(flow, official, draft)


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


def _agency(width: float, official: Official, draft: Draft) -> Flow:
    """The superior agency and the agency; one that is known may have no superior one, as ministries do."""
    cell: Flow = []
    if official.superior != ():
        add_paragraph(cell, "superior", draft, given_runs("superior", official.superior, draft))
    add_paragraph(cell, "agency", draft, given_runs("agency", official.agency, draft))
    looks = draft.brand.word.official
    style = looks.styles["agency"]
    length = length_of(plain(official.agency), style) if official.agency else looks.blanks.long * style.size
    write_rule(cell, "rule", min(length, width) * looks.rule_share, looks.rule, draft, width)
    return cell


def _state(width: float, draft: Draft) -> Flow:
    words, looks = draft.language.words.official, draft.brand.word.official
    cell: Flow = []
    _plain(cell, "nation", words.nation, draft)
    _plain(cell, "motto", words.motto, draft)
    write_rule(cell, "rule", length_of(words.motto, looks.styles["motto"]), looks.rule, draft, width)
    return cell


def _number(official: Official, meta: Meta, draft: Draft) -> Flow:
    """Number and symbol, and under them what says that this is a draft."""
    words = draft.language.words
    cell: Flow = []
    add_paragraph(cell, "number", draft, line_runs(words.official.number, given(official), draft))
    version = meta.named_version(words.version)
    status: Inlines = meta.status or (Text(words.draft),)
    _mark(cell, (*status, Text(" ("), *version, Text(")")) if version else status, draft)
    return cell


def _day(official: Official, draft: Draft) -> Flow:
    cell: Flow = []
    add_paragraph(
        cell, "place-date", draft, line_runs(draft.language.words.official.place_date, given(official), draft)
    )
    if official.circulation:
        _mark(cell, official.circulation, draft)
    return cell


def _mark(cell: Flow, text: Inlines, draft: Draft) -> None:
    add_paragraph(cell, "mark", draft, runs(text, draft, Pen(FRAMED)))


def _title(flow: Flow, width: float, official: Official, draft: Draft) -> None:
    add_paragraph(flow, "title", draft, given_runs("kind", official.kind, draft))
    add_text(flow, "subtitle", official.subject, draft)
    looks = draft.brand.word.official
    length = min(length_of(plain(official.subject), looks.styles["subtitle"]), width)
    write_rule(flow, "rule", length * looks.rule_share, looks.rule, draft, width)


def _addressees(flow: Flow, official: Official, draft: Draft) -> None:
    """One addressee on the line; several on lines of their own, their hyphens under the colon."""
    if official.addressees == ():
        return
    label = draft.language.words.official.addressed
    if official.addressees is None or len(official.addressees) == 1:
        addressee = given_runs("addressee", (official.addressees or (None,))[0], draft)
        add_paragraph(flow, "addressed", draft, run(f"{label} ", draft), addressee)
        return
    _plain(flow, "addressed-many", label, draft)
    looks = draft.brand.word.styles["addressed-many"]
    indent = looks.indent + length_of(label.removesuffix(":"), looks)
    lines: list[Line] = [("{addressee}", {"addressee": name}) for name in official.addressees]
    write_dashes(flow, "addressee", lines, draft, indent)
    set_distance(flow[-1], "after", draft.brand.word.styles["addressed"].after)


def _plain(flow: Flow, role: str, text: str, draft: Draft) -> None:
    add_text(flow, role, (Text(text),), draft)
