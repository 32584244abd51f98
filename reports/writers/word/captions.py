"""Captions of figures and tables: the label with a numbering field, in a bookmark that references point to."""

from __future__ import annotations

from dataclasses import replace

from reports.brand.word_reference.roles import CAPTION_LABEL
from reports.document import Figure, Inlines, Table, by_language
from reports.languages import NO_BREAK_SPACE
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import LINE_BREAK, PLAIN, Pen, bookmarked, field_runs, run, runs, translated
from reports.writers.word.outline import Entry, Name
from reports.writers.word.paragraphs import Flow, add_paragraph
from reports.xml_text import Xml, joined

SEQUENCES = {"figures": "Figure", "tables": "Table"}
"""The identifiers of the numbering fields, the same in every language."""


def write_caption(flow: Flow, block: Figure | Table, draft: Draft) -> None:
    """The caption above a figure or table: "Hình 1. What it says"; under it the same in other languages."""
    entry = draft.outline.of(block)
    (_, own), *others = by_language(block.caption)
    content = [_said(own, entry, entry.named(""), draft, PLAIN)]
    for code, text in others:
        content += [LINE_BREAK, _said(text, entry, entry.named(code), draft, translated(code))]
    add_paragraph(flow, "caption", draft, *content)


def write_caption_in(flow: Flow, block: Figure | Table, code: str, text: Inlines, draft: Draft) -> None:
    """The caption in one language alone."""
    entry = draft.outline.of(block)
    add_paragraph(flow, "caption", draft, _said(text, entry, entry.named(code), draft, Pen(code=code)))


def _said(text: Inlines, entry: Entry, name: Name, draft: Draft, pen: Pen) -> Xml:
    """Label, number and words. The first language counts on; the others repeat its number."""
    label_pen = pen if pen.light else replace(pen, style=CAPTION_LABEL)
    repeats = r"\c " if name.language else ""
    label = name.reference.partition(NO_BREAK_SPACE)[0] + NO_BREAK_SPACE
    field = rf"SEQ {SEQUENCES[entry.listing]} {repeats}\* ARABIC"
    number = joined([run(label, draft, label_pen), field_runs(field, str(entry.number), draft, label_pen)])
    return joined([bookmarked(number, name.bookmark, draft), run(". ", draft, label_pen), runs(text, draft, pen)])


def write_source(flow: Flow, source: Inlines, draft: Draft, code: str = "") -> None:
    """The source line under a figure or table; `code` is its language where it is not the document's first."""
    add_paragraph(flow, "source", draft, runs(source, draft, Pen(code=code)))
