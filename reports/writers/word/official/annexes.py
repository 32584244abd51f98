"""The title of an annex: its word and number, its title, which document it is attached to, and a rule."""

from __future__ import annotations

from reports.document import Break, Heading, Official, plain
from reports.writers.word.captions import begin_bookmark, end_bookmark
from reports.writers.word.draft import Draft
from reports.writers.word.figures import write_rule
from reports.writers.word.inlines import Pen, pen, write_inlines
from reports.writers.word.names import ANNEX_TITLE
from reports.writers.word.numbering import Definition
from reports.writers.word.official.blanks import write_line
from reports.writers.word.official.head import given
from reports.writers.word.official.lengths import length_of
from reports.writers.word.paragraphs import begin_paragraph
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.xml import Element


def write_annex_title(parent: Element, heading: Heading, number: str, official: Official, draft: Draft) -> None:
    """The title above an annex; `number` is the numId of the list of annexes. Its headings count from one again.

    The title alone is in capitals, by its own style: LibreOffice would measure the word before it in capitals too.
    """
    draft.headings.restart(1)
    paragraph = begin_paragraph(parent, "annex", draft, list_=(number, 0))
    bookmark = begin_bookmark(paragraph, draft.outline.of(heading), draft)
    write_inlines(paragraph, (Break(),), draft, pen(draft))
    write_inlines(paragraph, heading.text, draft, Pen(draft.relations, ANNEX_TITLE))
    end_bookmark(paragraph, bookmark)
    note = begin_paragraph(parent, "annex-note", draft)
    write_line(note, draft.language.words.official.attached, given(official), draft, pen(draft))
    looks = draft.brand.word.official
    length = length_of(plain(heading.text), looks.styles["annex-title"])
    write_rule(
        parent, "rule", min(length, draft.page.column * POINTS_PER_MILLIMETRE) * looks.rule_share, looks.rule, draft
    )


def annex_number(count: int, draft: Draft) -> str:
    """The numId of the list of annexes; a single one bears no number."""
    return draft.numbering.instance(
        Definition("annexes" if count > 1 else "annex", run_in=True, label=draft.language.words.official.annex), 0
    )
