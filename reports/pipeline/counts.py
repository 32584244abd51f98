"""Counts that are written when a document is read: those of its sources, and small ones in running text as words ("six
groups"). Tables, charts, cards and profiles keep digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from reports.diagnostics import Findings
from reports.document import mapped
from reports.document.model import Block, Cards, Document, Figure, Inline, Inlines, Marked, Profiles, Table, plain
from reports.facts.provenance import UNSTATED, statement
from reports.facts.wording import Wording, capitalised
from reports.languages import QuantityForm

_DIGITS = (Table, Figure, Cards, Profiles)
_FORMS: Mapping[str, QuantityForm] = {"full": "words", "number": "word"}
_ENDS = (".", "?", "!", "…")


def with_small_counts(document: Document, wording: Wording) -> Document:
    """The document with counts under ten as words where it has text that is read as sentences."""

    text = partial(_written, wording=wording, before="")

    def block(node: Block) -> Block:
        return node if isinstance(node, _DIGITS) else mapped(node, text, block)

    return mapped(document, block=block)


def stated(document: Document, sources: Sequence[str], wording: Wording, form: str, findings: Findings) -> Document:
    """The document with the statement on its sources where its template asks for it."""
    if not sources:
        findings.error("this document rests on no source", hint="take sources_statement() out")
        return document
    made = statement(sources, wording, form)

    def text(inlines: Inlines) -> Inlines:
        return tuple(made if inline == UNSTATED else mapped(inline, text) for inline in inlines)

    return mapped(document, block=lambda block: mapped(block, text))


def _written(inlines: Inlines, wording: Wording, before: str) -> Inlines:
    """The text with its counts in words; `before` is what comes before it in the same paragraph."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Marked):
            found.append(_count(inline, wording, before))
        else:
            found.append(mapped(inline, partial(_written, wording=wording, before=before)))
        before += plain((inline,))
    return tuple(found)


def _count(marked: Marked, wording: Wording, before: str) -> Marked:
    form = _FORMS.get(marked.trace.form) if marked.trace.kind == "fact" else None
    if form is None or not any(sign.isdigit() for sign in marked.text):
        return marked
    words = wording.fact(marked.trace.ref, form)
    if any(sign.isdigit() for sign in words.text):  # ten or more, or no count: it stays as its template has it
        return marked
    begins = not before.strip() or before.rstrip(" \u00a0”’)").endswith(_ENDS)
    (written,) = capitalised((words,), wording.language) if begins else (words,)
    return written if isinstance(written, Marked) else marked
