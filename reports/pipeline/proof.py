"""A document → what a proofreader would mark in it: a word that stands twice, a list that was pasted as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reports.diagnostics import Findings, Place
from reports.document import inlines_in, texts_of, walk
from reports.document.model import Document, Inlines, Marked, Paragraph, Text, plain

_LAST = re.compile(r"(\w+)(\s*)\Z")
_FIRST = re.compile(r"(\s*)(\w+)")
_BULLET = re.compile(r"(?:\A|\s)([•●▪◦‣·])\s")
_LETTERED = re.compile(r"\A\w\) .*\s\w\) ", re.DOTALL)


def proofread(document: Document, findings: Findings) -> None:
    """Complain of what can only be a slip, in the texts and on the front."""
    meta = document.meta
    for text in (meta.title, meta.subtitle, meta.status, meta.audience, meta.agency):
        _check_words(text, meta.place, findings)
    for block in walk(document.blocks):
        for text in texts_of(block):
            _check_words(text, block.place, findings)
        if isinstance(block, Paragraph):
            _check_pasted(plain(block.text), block.place, findings)


def _check_words(text: Inlines, place: Place | None, findings: Findings) -> None:
    for word, mark in _doubled(text):
        findings.error(
            f'the word "{word}" stands twice: beside "{mark.text}" and in it',
            place,
            hint=f'the {mark.trace.kind} writes "{word}" itself: take the other away',
        )


def _doubled(text: Inlines) -> Iterator[tuple[str, Marked]]:
    """The words that are typed beside a mark which writes them too: "năm" before "năm 2025"."""
    leaves = [inline for inline in inlines_in(text) if isinstance(inline, Text | Marked)]
    for one, two in pairwise(leaves):
        mark = one if isinstance(one, Marked) else two
        if not isinstance(mark, Marked) or isinstance(one, Marked) is isinstance(two, Marked):
            continue
        last, first = _LAST.search(one.text), _FIRST.match(two.text)
        if last and first and (last[2] or first[1]) and last[1].isalpha() and last[1].casefold() == first[2].casefold():
            yield last[1], mark


def _check_pasted(text: str, place: Place, findings: Findings) -> None:
    found = _BULLET.search(text)
    if found:
        findings.error(
            f'"{found[1]}" makes no list here', place, hint='write "- " before each item, on a line of its own'
        )
    elif _LETTERED.match(text):
        findings.error(
            "these items run into one line",
            place,
            hint='write "1. " before each, on a line of its own, or leave a blank line between them',
        )
