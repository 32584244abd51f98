"""Names in a list with hyphens, as addressees and recipients stand: they end in semicolons, the last in a full stop."""

from __future__ import annotations

from collections.abc import Sequence

from reports.writers.word.draft import Draft
from reports.writers.word.inlines import pen, write_run
from reports.writers.word.numbering import Definition
from reports.writers.word.official.blanks import Given, write_line
from reports.writers.word.paragraphs import begin_paragraph
from reports.writers.word.xml import Element

Line = tuple[str, Given]
"""A line with places, and what fills them."""


def write_dashes(parent: Element, role: str, lines: Sequence[Line], draft: Draft, indent: float = 0) -> None:
    """The list; its hyphens stand `indent` points from the edge."""
    number = draft.numbering.instance(Definition("bullets", indent), 0)
    for position, (line, given) in enumerate(lines, start=1):
        paragraph = begin_paragraph(parent, role, draft, list_=(number, 0))
        write_line(paragraph, line, given, draft, pen(draft))
        write_run(paragraph, "." if position == len(lines) else ";", draft, pen(draft))
