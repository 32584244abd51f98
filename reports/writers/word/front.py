"""The title block: a short rule, title, subtitle, and a line with date, audience and status."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Inlines, Marked, Meta, Text, Trace
from reports.writers.word.draft import Draft
from reports.writers.word.figures import write_rule
from reports.writers.word.inlines import pen, write_inlines, write_run
from reports.writers.word.names import STATUS
from reports.writers.word.paragraphs import begin_paragraph, write_paragraph
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.xml import Element

BETWEEN = " · "


def write_front(parent: Element, meta: Meta, draft: Draft) -> None:
    rule = draft.brand.word.cover_rule
    write_rule(parent, "cover-rule", rule.width * POINTS_PER_MILLIMETRE, rule.thickness, draft)
    write_paragraph(parent, "title", meta.title, draft)
    if meta.subtitle:
        write_paragraph(parent, "subtitle", meta.subtitle, draft)
    paragraph = begin_paragraph(parent, "meta", draft)
    for position, part in enumerate(_meta_line(meta, draft)):
        if position:
            write_run(paragraph, BETWEEN, draft, pen(draft))
        write_inlines(paragraph, part, draft, pen(draft))
    if meta.status:
        write_run(paragraph, BETWEEN, draft, pen(draft))
        write_run(paragraph, meta.status, draft, replace(pen(draft), style=STATUS, bold=True))


def _meta_line(meta: Meta, draft: Draft) -> list[Inlines]:
    language = draft.language
    day = Marked(language.capital(language.date(meta.date)), Trace("date", meta.date.isoformat(), "long"))
    agency: list[Inlines] = [(Text(meta.agency),)] if meta.agency else []
    audience: list[Inlines] = [(Text(f"{language.words.audience}: {meta.audience}"),)] if meta.audience else []
    return [*agency, (day,), *audience]
