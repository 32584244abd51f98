"""Captions of figures and tables: the label with a numbering field, in a bookmark that references point to."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Figure, Inlines, Table
from reports.languages import NO_BREAK_SPACE
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import pen, write_field, write_inlines, write_run
from reports.writers.word.names import CAPTION_LABEL
from reports.writers.word.outline import Entry
from reports.writers.word.paragraphs import begin_paragraph
from reports.writers.word.xml import Element, add

SEQUENCES = {"figures": "Figure", "tables": "Table"}
"""The identifiers of the numbering fields, the same in every language."""


def write_caption(parent: Element, block: Figure | Table, draft: Draft) -> None:
    """The caption above a figure or table: "Hình 1. What it says"."""
    entry = draft.outline.of(block)
    paragraph = begin_paragraph(parent, "caption", draft)
    bookmark = begin_bookmark(paragraph, entry, draft)
    plain_pen = pen(draft)
    label_pen = replace(plain_pen, style=CAPTION_LABEL)
    label = entry.reference.partition(NO_BREAK_SPACE)[0]
    write_run(paragraph, label + NO_BREAK_SPACE, draft, label_pen)
    write_field(paragraph, f"SEQ {SEQUENCES[entry.listing]} \\* ARABIC", str(entry.number), draft, label_pen)
    end_bookmark(paragraph, bookmark)
    write_run(paragraph, ". ", draft, label_pen)
    write_inlines(paragraph, block.caption, draft, plain_pen)


def write_source(parent: Element, source: Inlines, draft: Draft) -> None:
    """The source line under a figure or table."""
    write_inlines(begin_paragraph(parent, "source", draft), source, draft, pen(draft))


def begin_bookmark(parent: Element, entry: Entry, draft: Draft) -> str:
    id_ = draft.next_bookmark()
    add(parent, "w:bookmarkStart", {"w:id": id_, "w:name": entry.bookmark})
    return id_


def end_bookmark(parent: Element, id_: str) -> None:
    add(parent, "w:bookmarkEnd", {"w:id": id_})
