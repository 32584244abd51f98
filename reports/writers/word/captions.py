"""Captions of figures and tables: the label with a numbering field, in a bookmark that references point to."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Figure, Inlines, Table, by_language
from reports.languages import NO_BREAK_SPACE
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import Pen, pen, translated, write_field, write_inlines, write_run
from reports.writers.word.names import CAPTION_LABEL
from reports.writers.word.outline import Entry, Name
from reports.writers.word.paragraphs import begin_paragraph
from reports.writers.word.xml import Element, add

SEQUENCES = {"figures": "Figure", "tables": "Table"}
"""The identifiers of the numbering fields, the same in every language."""


def write_caption(parent: Element, block: Figure | Table, draft: Draft) -> None:
    """The caption above a figure or table: "Hình 1. What it says"; under it the same in other languages."""
    entry = draft.outline.of(block)
    paragraph = begin_paragraph(parent, "caption", draft)
    (_, own), *others = by_language(block.caption)
    _say(paragraph, own, entry, entry.named(""), draft, pen(draft))
    for code, text in others:
        add(add(paragraph, "w:r"), "w:br")
        _say(paragraph, text, entry, entry.named(code), draft, translated(pen(draft), code))


def write_caption_in(parent: Element, block: Figure | Table, code: str, text: Inlines, draft: Draft) -> None:
    """The caption in one language alone."""
    entry = draft.outline.of(block)
    spoken = translated(pen(draft), code, light=False) if code else pen(draft)
    _say(begin_paragraph(parent, "caption", draft), text, entry, entry.named(code), draft, spoken)


def _say(paragraph: Element, text: Inlines, entry: Entry, name: Name, draft: Draft, pen: Pen) -> None:
    """Label, number and words. The first language counts on; the others repeat its number."""
    label_pen = pen if pen.light else replace(pen, style=CAPTION_LABEL)
    repeats = "\\c " if name.language else ""
    bookmark = _begin(paragraph, name.bookmark, draft)
    write_run(paragraph, name.reference.partition(NO_BREAK_SPACE)[0] + NO_BREAK_SPACE, draft, label_pen)
    field = f"SEQ {SEQUENCES[entry.listing]} {repeats}\\* ARABIC"
    write_field(paragraph, field, str(entry.number), draft, label_pen)
    end_bookmark(paragraph, bookmark)
    write_run(paragraph, ". ", draft, label_pen)
    write_inlines(paragraph, text, draft, pen)


def write_source(parent: Element, source: Inlines, draft: Draft) -> None:
    """The source line under a figure or table."""
    write_inlines(begin_paragraph(parent, "source", draft), source, draft, pen(draft))


def write_source_in(parent: Element, code: str, source: Inlines, draft: Draft) -> None:
    """The source line in one language alone."""
    spoken = translated(pen(draft), code, light=False) if code else pen(draft)
    write_inlines(begin_paragraph(parent, "source", draft), source, draft, spoken)


def begin_bookmark(parent: Element, entry: Entry, draft: Draft) -> str:
    return _begin(parent, entry.bookmark, draft)


def _begin(parent: Element, bookmark: str, draft: Draft) -> str:
    id_ = draft.next_bookmark()
    add(parent, "w:bookmarkStart", {"w:id": id_, "w:name": bookmark})
    return id_


def end_bookmark(parent: Element, id_: str) -> None:
    add(parent, "w:bookmarkEnd", {"w:id": id_})
