"""The title block: a short rule, title, subtitle, and a line with date, audience, status and version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.document import Document, Inlines, Marked, Meta, Text, Trace
from reports.languages import Language
from reports.writers.word.draft import Draft
from reports.writers.word.figures import write_logo, write_rule
from reports.writers.word.inlines import Pen, pen, translated, write_inlines, write_run
from reports.writers.word.names import STATUS
from reports.writers.word.paragraphs import begin_paragraph, set_distance, write_paragraph
from reports.writers.word.sides import open_side, open_sides
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.tables import open_row
from reports.writers.word.xml import Element

BETWEEN = " · "


def write_front(parent: Element, document: Document, draft: Draft) -> None:
    """The title block; with several languages one of each, side by side."""
    write_logo(parent, draft)
    meta, rule = document.meta, draft.brand.word.cover_rule
    paragraph = write_rule(parent, "cover-rule", rule.width * POINTS_PER_MILLIMETRE, rule.thickness, draft)
    if draft.brand.word.free_above:
        set_distance(paragraph, "before", draft.brand.word.free_above * POINTS_PER_MILLIMETRE)
    if document.translations:
        blocks = [(code, other) for code, other in (("", meta), *document.translations)]
        write_fronts(parent, blocks, draft)
        return
    write_paragraph(parent, "title", meta.title, draft)
    if meta.subtitle:
        write_paragraph(parent, "subtitle", meta.subtitle, draft)
    write_meta_line(parent, "meta", meta, draft, pen(draft))


def write_fronts(parent: Element, blocks: Sequence[tuple[str, Meta]], draft: Draft) -> None:
    table, widths = open_sides(parent, len(blocks), draft)
    row = open_row(table)
    for position, (code, meta) in enumerate(blocks):
        cell = open_side(row, position, widths, draft)
        spoken = translated(pen(draft), code, light=False) if code else pen(draft)
        for role, text in (("side-title", meta.title), ("side-subtitle", meta.subtitle)):
            if text:
                write_inlines(begin_paragraph(cell, role, draft), text, draft, spoken)
        write_meta_line(cell, "side-meta", meta, draft, spoken)


def write_meta_line(parent: Element, role: str, meta: Meta, draft: Draft, pen: Pen) -> None:
    """Agency, date and audience, with status and version at the end."""
    paragraph = begin_paragraph(parent, role, draft)
    for position, part in enumerate(_meta_line(meta, pen.language or draft.language)):
        if position:
            write_run(paragraph, BETWEEN, draft, pen)
        write_inlines(paragraph, part, draft, pen)
    if meta.status:
        write_run(paragraph, BETWEEN, draft, pen)
        write_inlines(paragraph, meta.status, draft, replace(pen, style=STATUS, bold=True))
    if meta.version:
        write_run(paragraph, BETWEEN, draft, pen)
        write_inlines(paragraph, meta.named_version((pen.language or draft.language).words.version), draft, pen)


def _meta_line(meta: Meta, language: Language) -> list[Inlines]:
    day = Marked(language.capital(language.date(meta.date)), Trace("date", meta.date.isoformat(), "long"))
    agency: list[Inlines] = [meta.agency] if meta.agency else []
    audience: list[Inlines] = [(Text(f"{language.words.audience}: "), *meta.audience)] if meta.audience else []
    return [*agency, (day,), *audience]
