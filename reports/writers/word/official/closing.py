"""What stands under the text: recipients at the left, the signer's office and room for a signature at the right."""

from __future__ import annotations

from reports.brand.word_reference.roles import OFFICIAL_LAYOUT
from reports.brand.word_reference.styles import POINTS_PER_MILLIMETRE
from reports.document import Inlines, Official, Text
from reports.writers.word.draft import Draft
from reports.writers.word.official.blanks import given_runs
from reports.writers.word.official.dashes import Line, write_dashes
from reports.writers.word.official.head import given
from reports.writers.word.paragraphs import Flow, add_paragraph, add_table, add_text, keep_with_next, set_distance
from reports.writers.word.tables import cell_of, row_of, table_of


def write_closing(flow: Flow, official: Official, draft: Draft) -> None:
    """The two blocks; the last words of the text stay on their page."""
    keep_with_next(flow)
    whole = draft.page.column * POINTS_PER_MILLIMETRE
    shares = draft.brand.word.official.closing
    widths = [whole * share / sum(shares) for share in shares]
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
    return [*above, *copies, (words.filed, given(official))]


def _signature(official: Official, draft: Draft) -> Flow:
    """Authority and office, a line each, room to sign, and the signer's name, which is always left blank."""
    lines: tuple[Inlines | None, ...] = (None,) if official.signer is None else official.signer
    content: Flow = []
    for line in lines:
        add_paragraph(content, "signer-office", draft, given_runs("signer_office", line, draft))
    add_paragraph(content, "signer-name", draft, given_runs("signer_name", None, draft))
    return content
