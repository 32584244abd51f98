"""The title block: a short rule, title, subtitle, and a line with date, audience, status and version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.brand.word_reference.roles import STATUS
from reports.brand.word_reference.styles import POINTS_PER_MILLIMETRE
from reports.document import Document, Inlines, Marked, Meta, Text, Trace
from reports.languages import Language
from reports.writers.word.draft import Draft
from reports.writers.word.figures import write_logo, write_rule
from reports.writers.word.inlines import PLAIN, Pen, run, runs
from reports.writers.word.paragraphs import Flow, add_paragraph, add_text, set_distance
from reports.writers.word.sides import add_sides, side_cell, side_widths
from reports.writers.word.tables import row_of
from reports.xml_text import Xml

BETWEEN = " · "


def write_front(flow: Flow, document: Document, draft: Draft) -> None:
    """The title block; with several languages one of each, side by side."""
    write_logo(flow, draft)
    meta, rule = document.meta, draft.brand.word.cover_rule
    whole = draft.page.column * POINTS_PER_MILLIMETRE
    paragraph = write_rule(flow, "cover-rule", rule.width * POINTS_PER_MILLIMETRE, rule.thickness, draft, whole)
    if draft.brand.word.free_above:
        set_distance(paragraph, "before", draft.brand.word.free_above * POINTS_PER_MILLIMETRE)
    if document.translations:
        write_fronts(flow, [("", meta), *document.translations], draft)
        return
    add_text(flow, "title", meta.title, draft)
    if meta.subtitle:
        add_text(flow, "subtitle", meta.subtitle, draft)
    write_meta_line(flow, "meta", meta, draft)


def write_fronts(flow: Flow, blocks: Sequence[tuple[str, Meta]], draft: Draft) -> None:
    widths = side_widths(len(blocks), draft)
    cells: list[Xml] = []
    for position, (code, meta) in enumerate(blocks):
        content: Flow = []
        pen = Pen(code=code)
        for role, text in (("side-title", meta.title), ("side-subtitle", meta.subtitle)):
            if text:
                add_paragraph(content, role, draft, runs(text, draft, pen))
        write_meta_line(content, "side-meta", meta, draft, pen)
        cells.append(side_cell(content, position, widths, draft))
    add_sides(flow, [row_of(cells)], widths, draft)


def write_meta_line(flow: Flow, role: str, meta: Meta, draft: Draft, pen: Pen = PLAIN) -> None:
    """Agency, date and audience, with status and version at the end."""
    language = pen.language(draft)
    said = [runs(part, draft, pen) for part in _meta_line(meta, language)]
    if meta.status:
        said.append(runs(meta.status, draft, replace(pen, style=STATUS, bold=True)))
    if meta.version:
        said.append(runs(meta.named_version(language.words.version), draft, pen))
    between = run(BETWEEN, draft, pen)
    pieces = [piece for part in said for piece in (between, part)]
    add_paragraph(flow, role, draft, *pieces[1:])


def _meta_line(meta: Meta, language: Language) -> list[Inlines]:
    day = Marked(language.capital(language.date(meta.date)), Trace("date", meta.date.isoformat(), "long"))
    agency: list[Inlines] = [meta.agency] if meta.agency else []
    audience: list[Inlines] = [(Text(f"{language.words.audience}: "), *meta.audience)] if meta.audience else []
    return [*agency, (day,), *audience]
