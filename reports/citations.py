"""A document → the same with its sources cited: one note per source and paragraph, after the last figure it supports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reports.document import (
    Block,
    Blocks,
    Box,
    Cite,
    Columns,
    Document,
    Inline,
    Inlines,
    ListBlock,
    Marked,
    Note,
    Paragraph,
    Text,
    Trace,
    walk_inlines,
)
from reports.wording import Wording


def cited(document: Document, wording: Wording) -> Document:
    """The document with a note behind the figures of each paragraph and list item.

    Tables, charts, cards and boxes of notes name their sources themselves. A source is named in full the first time,
    in short after that.
    """
    named: set[str] = set()

    def paragraph(text: Inlines) -> Inlines:
        last: dict[str, int] = {}
        for index, inline in enumerate(text):
            for fact in _facts_in(inline):
                for source in wording.sources_of(fact):
                    last[source] = index
        by_place: dict[int, list[str]] = {}
        for source, index in last.items():
            by_place.setdefault(index, []).append(source)
        found: list[Inline] = []
        for index, inline in enumerate(text):
            if not isinstance(inline, Cite):
                found.append(inline)
            if index in by_place:
                found.append(Note(_note(by_place[index], wording, named)))
        return tuple(found)

    sections = tuple(replace(section, blocks=_blocks(section.blocks, paragraph)) for section in document.sections)
    return replace(document, sections=sections)


def _facts_in(inline: Inline) -> list[str]:
    found: list[str] = []
    for inner in walk_inlines((inline,)):
        if isinstance(inner, Cite):
            found.extend(inner.facts)
        elif isinstance(inner, Marked) and inner.trace.kind == "fact":
            found.append(inner.trace.ref)
    return found


def _note(sources: list[str], wording: Wording, named: set[str]) -> Inlines:
    note: list[Inline] = []
    for source in sources:
        if note:
            note.append(Text("; "))
        if source in named:
            note.append(Marked(wording.source_short(source), Trace("source", source, "short")))
        else:
            named.add(source)
            full = wording.source_full(source, basis=False)
            last = full[-1]
            assert isinstance(last, Marked)
            tail = last.text.removesuffix(".")
            note += [*full[:-1], *([Marked(tail, last.trace)] if tail else [])]
    return (*note, Text("."))


def _blocks(blocks: Blocks, paragraph: Callable[[Inlines], Inlines]) -> Blocks:
    return tuple(_block(block, paragraph) for block in blocks)


def _block(block: Block, paragraph: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Paragraph():
            return replace(block, text=paragraph(block.text))
        case ListBlock(style=""):
            return replace(block, items=tuple(_blocks(item, paragraph) for item in block.items))
        case Box():
            return replace(block, blocks=_blocks(block.blocks, paragraph))
        case Columns():
            return replace(block, columns=tuple(_blocks(column, paragraph) for column in block.columns))
        case _:
            return block
