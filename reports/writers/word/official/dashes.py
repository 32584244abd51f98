"""Names in a list with hyphens, as addressees and recipients stand: they end in semicolons, the last in a full stop."""

from __future__ import annotations

from collections.abc import Sequence

from reports.writers.word.draft import Draft
from reports.writers.word.inlines import run
from reports.writers.word.numbering import Definition
from reports.writers.word.official.blanks import Given, line_runs
from reports.writers.word.paragraphs import Flow, add_paragraph

Line = tuple[str, Given]
"""A line with places, and what fills them."""


def write_dashes(flow: Flow, role: str, lines: Sequence[Line], draft: Draft, indent: float = 0) -> None:
    """The list; its hyphens stand `indent` points from the edge."""
    number = draft.numbering.instance(Definition("bullets", indent), 0)
    for position, (line, given) in enumerate(lines, start=1):
        end = run("." if position == len(lines) else ";", draft)
        add_paragraph(flow, role, draft, line_runs(line, given, draft), end, number=(number, 0))
