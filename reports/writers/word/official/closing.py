"""What stands under the text: recipients at the left, the signer's office and room for a signature at the right."""

from __future__ import annotations

from reports.document import Inlines, Official, Text
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import pen
from reports.writers.word.names import OFFICIAL_LAYOUT
from reports.writers.word.official.blanks import write_given
from reports.writers.word.official.dashes import Line, write_dashes
from reports.writers.word.official.head import given
from reports.writers.word.paragraphs import begin_paragraph, keep_with_next, last_child, set_distance, write_paragraph
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.tables import open_cell, open_row, open_table
from reports.writers.word.xml import Element, name


def write_closing(parent: Element, official: Official, draft: Draft) -> None:
    """The two blocks; the last words of the text stay on their page."""
    last = last_child(parent)
    if last is not None:
        keep_with_next(last)
    whole = draft.page.column * POINTS_PER_MILLIMETRE
    shares = draft.brand.word.official.closing
    left, right = (whole * share / sum(shares) for share in shares)
    row = open_row(open_table(parent, OFFICIAL_LAYOUT, [left, right], draft, header=False))
    cell = open_cell(row, left)
    write_paragraph(cell, "recipients-heading", (Text(draft.language.words.official.recipients),), draft)
    write_dashes(cell, "recipients", _recipients(official, draft), draft)
    _signature(open_cell(row, right), official, draft)
    for cell in row.iterchildren(name("w:tc")):
        set_distance(cell[1], "before", draft.brand.word.table.after)


def _recipients(official: Official, draft: Draft) -> list[Line]:
    """The addressees "as above", then those who get a copy, then where the document is filed."""
    words = draft.language.words.official
    above: list[Line] = [(words.as_above, {})] if official.addressees != () else []
    names: tuple[Inlines | None, ...] = (None,) if official.recipients is None else official.recipients
    copies: list[Line] = [("{recipient}", {"recipient": name}) for name in names]
    return [*above, *copies, (words.filed, given(official))]


def _signature(cell: Element, official: Official, draft: Draft) -> None:
    """Authority and office, a line each, room to sign, and the signer's name, which is always left blank."""
    lines: tuple[Inlines | None, ...] = (None,) if official.signer is None else official.signer
    for line in lines:
        write_given(begin_paragraph(cell, "signer-office", draft), "signer_office", line, draft, pen(draft))
    write_given(begin_paragraph(cell, "signer-name", draft), "signer_name", None, draft, pen(draft))
