"""A document → the same with its sources cited, in notes or by their numbers in the list of sources.

One note or mark per source and block, after the last figure that it supports there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from reports.diagnostics import Findings
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
    Reference,
    Text,
    Trace,
    source_of,
    source_target,
    walk_blocks,
    walk_inlines,
)
from reports.languages import NO_BREAK_SPACE
from reports.wording import Wording

Cited = Callable[[list[str]], Inlines]
"""Sources → what stands behind the figure that they support."""
_STOPS = (".", ";", ",")


def cited(document: Document, wording: Wording) -> Document:
    """The document with a note behind the last figure that each source supports in a paragraph, list or box.

    Tables, charts, cards and portraits name their sources themselves. A source is named in full the first time, in
    short after that.
    """
    named: set[str] = set()
    return _with(document, wording, lambda sources: (Note(_note(sources, wording, named)),))


def numbered(document: Document, wording: Wording, findings: Findings) -> Document:
    """The same with references to the list of sources ("[2]") in place of notes. A source that is not listed is a
    fault."""
    lists = [block for block in walk_blocks(tuple(document.blocks)) if isinstance(block, ListBlock)]
    listed = [source_of(item) for block in lists if block.style == "sources" for item in block.items]
    unlisted: dict[str, None] = {}

    def marks(sources: list[str]) -> Inlines:
        unlisted.update(dict.fromkeys(source for source in sources if source not in listed))
        found: list[Inline] = []
        for source in sorted((s for s in sources if s in listed), key=listed.index):
            found += [Text(", " if found else NO_BREAK_SPACE), Reference(source_target(source))]
        return tuple(found)

    made = _with(document, wording, marks)
    for source in unlisted:
        findings.error(
            f'{document.report}, {document.language}: "{source}" is cited and is not in the list of sources',
            hint="write {{ sources() }} in the last section, or let the audience have citations: footnotes",
        )
    return made


def _with(document: Document, wording: Wording, make: Cited) -> Document:
    sections = tuple(
        replace(section, blocks=tuple(_cited(block, wording, make) for block in section.blocks))
        for section in document.sections
    )
    return replace(document, sections=sections)


def _cited(block: Block, wording: Wording, make: Cited) -> Block:
    """The block with its citations: one look for the last place of each source, one to write."""
    last: dict[str, int] = {}
    place = count()

    def look(text: Inlines) -> Inlines:
        for inline in text:
            here = next(place)
            last.update((source, here) for fact in _facts_in(inline) for source in wording.sources_of(fact))
        return text

    _block(block, look)
    by_place: dict[int, list[str]] = {}
    for source, here in last.items():
        by_place.setdefault(here, []).append(source)
    place = count()

    def write(text: Inlines) -> Inlines:
        found: list[Inline] = []
        for inline in text:
            here = next(place)
            if not isinstance(inline, Cite):
                found.append(inline)
            if here in by_place:
                _append(found, make(by_place[here]))
        return tuple(found)

    return _block(block, write)


def _append(found: list[Inline], citation: Inlines) -> None:
    """Put the citation behind what was found; a mark in the line stands before a full stop, a note after it."""
    last = found[-1] if found else None
    in_line = not any(isinstance(inline, Note) for inline in citation)
    if in_line and isinstance(last, Text) and last.text.endswith(_STOPS):
        found[-1:] = [Text(last.text[:-1]), *citation, Text(last.text[-1])]
    else:
        found.extend(citation)


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
            full = wording.source_full(source, brief=True)
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
