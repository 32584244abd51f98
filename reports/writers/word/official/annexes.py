"""The title of an annex: its word and number, its title, which document it is attached to, and a rule."""

from __future__ import annotations

from reports.brand.word_reference.roles import ANNEX_TITLE
from reports.brand.word_reference.styles import POINTS_PER_MILLIMETRE
from reports.document import Heading, Official, plain
from reports.writers.word.draft import Draft
from reports.writers.word.figures import write_rule
from reports.writers.word.inlines import LINE_BREAK, Pen, bookmarked, runs
from reports.writers.word.numbering import Definition
from reports.writers.word.official.blanks import line_runs
from reports.writers.word.official.head import given
from reports.writers.word.official.lengths import length_of
from reports.writers.word.paragraphs import Flow, add_paragraph
from reports.xml_text import joined


def write_annex_title(flow: Flow, heading: Heading, number: str, official: Official, draft: Draft) -> None:
    """The title above an annex; `number` is the numId of the list of annexes. Its headings count from one again.

    The title alone is in capitals, by its own style: LibreOffice would measure the word before it in capitals too.
    """
    draft.headings.restart(1)
    title = joined([LINE_BREAK, runs(heading.text, draft, Pen(ANNEX_TITLE))])
    title = bookmarked(title, draft.outline.of(heading).bookmark, draft)
    add_paragraph(flow, "annex", draft, title, number=(number, 0))
    note = line_runs(draft.language.words.official.attached, given(official), draft)
    add_paragraph(flow, "annex-note", draft, note)
    looks, width = draft.brand.word.official, draft.page.column * POINTS_PER_MILLIMETRE
    length = min(length_of(plain(heading.text), looks.styles["annex-title"]), width) * looks.rule_share
    write_rule(flow, "rule", length, looks.rule, draft, width)


def annex_number(count: int, draft: Draft) -> str:
    """The numId of the list of annexes; a single one bears no number."""
    return draft.numbering.instance(
        Definition("annexes" if count > 1 else "annex", run_in=True, label=draft.language.words.official.annex), 0
    )
