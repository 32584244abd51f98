"""One document from the same document in several languages: prose side by side, labels one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from reports.diagnostics import Place
from reports.document import children_of, inlines_in, mapped, marked_in, texts_of
from reports.document.model import (
    Block,
    Blocks,
    Box,
    Break,
    Cards,
    Columns,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    Landscape,
    LanguageSpan,
    ListBlock,
    Note,
    Paragraph,
    Profiles,
    Quote,
    Section,
    Sides,
    Strong,
    Text,
    TranslatedImage,
    plain,
)

BlockRow = tuple[Block | None, ...]
"""The same block in each language; None in languages that do not have it."""

_QUOTED = re.compile("“[^”]*”")
_PROSE = (Paragraph, ListBlock, Quote)
_PROSE_IN_BOX = (*_PROSE, Heading)


def paired(name: str, documents: Sequence[Document]) -> Document:
    """One document in the languages called `name`; its first language is on the left and on top.

    The documents must agree (`agreement`). A block that only one language has gets a row of its own.
    """
    first, *others = documents
    codes = ("", *(document.language for document in others))
    sections = tuple(
        Section(columns[0].id, tuple(_section(columns, codes)))
        for columns in zip(*(document.sections for document in documents), strict=True)
    )
    translations = tuple((document.language, document.meta) for document in others)
    return replace(first, language=name, sections=sections, translations=translations)


def _section(columns: Sequence[Section], codes: Sequence[str]) -> Iterator[Block]:
    own = frozenset[Place]().union(*(section.own for section in columns))
    rows = (_with_shared_notes(row, codes) for row in _in_step([section.blocks for section in columns], own))
    yield from _blocks(rows, codes, own, _PROSE)


def _together(
    columns: Sequence[Blocks], codes: Sequence[str], own: frozenset[Place], prose: tuple[type, ...] = _PROSE
) -> Blocks:
    """The blocks that a block has inside, one column for each language, as they are printed."""
    return tuple(_blocks(_in_step(columns, own), codes, own, prose))


def _in_step(columns: Sequence[Blocks], own: frozenset[Place]) -> Iterator[BlockRow]:
    """Rows of blocks that correspond; a block that only one language has comes before them, in its own row."""
    waiting = [list(reversed(blocks)) for blocks in columns]
    while any(waiting):
        for column in waiting:
            while column and column[-1].place in own:
                alone = column.pop()
                yield tuple(alone if blocks is column else None for blocks in waiting)
        if any(waiting):
            yield tuple(blocks.pop() if blocks else None for blocks in waiting)


def _blocks(
    rows: Iterable[BlockRow], codes: Sequence[str], own: frozenset[Place], prose: tuple[type, ...]
) -> Iterator[Block]:
    """Prose in columns, with all rows that follow each other in one block; everything else at full width."""
    beside: list[tuple[Blocks, ...]] = []
    place = Place("")
    for row in rows:
        if all(block is None or isinstance(block, prose) for block in row):
            place = place if beside else _first(row).place
            beside += _beside(row, codes)
            continue
        if beside:
            yield Sides(tuple(beside), place)
            beside = []
        yield from _wide(row, codes, own)
    if beside:
        yield Sides(tuple(beside), place)


def _first(row: BlockRow) -> Block:
    return next(block for block in row if block is not None)


def _beside(row: BlockRow, codes: Sequence[str]) -> Iterator[tuple[Blocks, ...]]:
    """The row; if all its blocks are lists of equal length, a row for each item."""
    blocks = [block and _spoken(block, code) for block, code in zip(row, codes, strict=True)]
    lists = [block for block in blocks if isinstance(block, ListBlock)]
    if len({len(block.items) for block in lists}) != 1 or len(lists) < sum(block is not None for block in blocks):
        yield tuple(() if block is None else (block,) for block in blocks)
        return
    for i in range(len(lists[0].items)):
        yield tuple((_item(block, i),) if isinstance(block, ListBlock) else () for block in blocks)


def _spoken(block: Block, code: str) -> Block:
    """A block with all its texts marked as this language's, and its charts drawn in this language."""
    if not code:
        return block
    if isinstance(block, Figure):
        block = replace(block, image="", alt="", translations=(TranslatedImage(block.image, code, block.alt),))
    return mapped(block, lambda text: (LanguageSpan(text, code),) if text else (), lambda child: _spoken(child, code))


def _item(block: ListBlock, position: int) -> ListBlock:
    return replace(block, items=(block.items[position],), series=str(block.place))


# Blocks at full width


def _wide(row: BlockRow, codes: Sequence[str], own: frozenset[Place]) -> Iterator[Block]:
    """The blocks of the row as one, with every text in all languages."""
    first = _first(row)
    match first:
        case Box():
            inside = [block.blocks if isinstance(block, Box) else () for block in row]
            yield replace(first, blocks=_together(inside, codes, own, _PROSE_IN_BOX))
        case Landscape():
            inside = [block.blocks if isinstance(block, Landscape) else () for block in row]
            yield replace(first, blocks=_together(inside, codes, own))
        case Columns():  # one after the other, since the page has two columns already
            for position in range(len(first.columns)):
                inside = [block.columns[position] if isinstance(block, Columns) else () for block in row]
                yield from _together(inside, codes, own, _PROSE_IN_BOX)
        case Cards():
            cards = (_cards(block, first) if isinstance(block, Cards) else None for block in row)
            yield _labelled(tuple(cards), codes)
        case Figure():
            figure = _figure([block if isinstance(block, Figure) else None for block in row], first, codes)
            yield _labelled(tuple(figure if block is first else block for block in row), codes)
        case Profiles():
            yield _profiles([block if isinstance(block, Profiles) else None for block in row], first, codes, own)
        case _ if any(block and children_of(block) for block in row):  # of any other kind, one below the other
            yield from (_spoken(block, code) for block, code in zip(row, codes, strict=True) if block)
        case _:
            yield _labelled(row, codes)


def _figure(row: Sequence[Figure | None], first: Figure, codes: Sequence[str]) -> Figure:
    """The image in each language, if it has words in it; one picture without words is printed once."""
    if first.picture and "worded" not in first.styles and row[0] is not None:
        return replace(first, alt=" / ".join(dict.fromkeys(block.alt for block in row if block)))
    images = (TranslatedImage(block.image, code, block.alt) for block, code in zip(row, codes, strict=True) if block)
    translations = tuple(each for each in images if each.language)
    image, alt = (first.image, first.alt) if row[0] is not None else ("", "")
    return replace(first, image=image, alt=alt, translations=translations)


def _profiles(row: Sequence[Profiles | None], first: Profiles, codes: Sequence[str], own: frozenset[Place]) -> Block:
    """The profiles with every text in all languages, and their pictures."""
    bare = (
        block and replace(block, profiles=tuple(replace(each, picture=()) for each in block.profiles)) for block in row
    )
    labelled = _labelled(tuple(bare), codes)
    pictures = ([block.profiles[n].picture if block else () for block in row] for n in range(len(first.profiles)))
    together = [_together(each, codes, own) for each in pictures]
    profiles = labelled.profiles if isinstance(labelled, Profiles) else ()
    return replace(first, profiles=tuple(replace(p, picture=each) for p, each in zip(profiles, together, strict=True)))


def _labelled(row: BlockRow, codes: Sequence[str]) -> Block:
    """The first block of the row, with each text followed by its translations from the other blocks.

    The blocks have no blocks inside them.
    """
    there = [(code, block) for code, block in zip(codes, row, strict=True) if block is not None]
    texts = zip(*(texts_of(block) for _, block in there), strict=True)
    labels = [
        _joined(list(zip((code for code, _ in there), each, strict=True)), Break(), translation=True) for each in texts
    ]
    remaining = iter(labels)
    return mapped(there[0][1], lambda _: next(remaining))


def _cards(block: Cards, first: Cards) -> Cards:
    """The cards with the figures of the first language; a figure that is written differently is put into the label."""
    cards = []
    for card, model in zip(block.cards, first.cards, strict=True):
        label = card.label if _repeats(card.figure, model.figure) else (Strong(card.figure), Text(" "), *card.label)
        cards.append(replace(card, figure=model.figure, label=label))
    return replace(block, cards=tuple(cards))


def _joined(texts: Sequence[tuple[str, Inlines]], between: Inline, *, translation: bool = False) -> Inlines:
    """The texts, each with its language ("" for the document's first); one that repeats the first is left out."""
    (code, first), *others = texts
    found: list[Inline] = [LanguageSpan(first, code)] if code else [*first]
    for code, text in others:
        if text and not _repeats(text, first):
            found += [between, LanguageSpan(text, code, translation)]
    return tuple(found)


def _repeats(text: Inlines, first: Inlines) -> bool:
    """Whether a text has nothing that the first does not have, but for the words around what both quote."""
    same = plain(text) == plain(first) or (bool(words := _quoted(first)) and words == _quoted(text))
    return same and not any(isinstance(each, Note) and each.own for each in inlines_in(text))


def _quoted(text: Inlines) -> list[str]:
    """The words that a cell of a table of evidence quotes, which are those of the source in each language."""
    printed = [mark.text for mark in marked_in(text) if (mark.trace.kind, mark.trace.form) == ("evidence", "printed")]
    return [words for each in printed for words in _QUOTED.findall(each)]


# Notes


def _with_shared_notes(row: BlockRow, codes: Sequence[str]) -> BlockRow:
    """The blocks; notes that cite the same sources in several languages become one note in all of them."""
    notes = [dict(_notes(block)) if block is not None else {} for block in row]
    shared = {
        sources: f"{_first(row).place} {number}"
        for number, sources in enumerate(notes[0])
        if any(sources in others for others in notes[1:])
    }

    def changed(text: Inlines) -> Inlines:
        return tuple(map(exchanged, text))

    def exchanged(inline: Inline) -> Inline:
        if isinstance(inline, Note) and not inline.own and (sources := _sources(inline)) in shared:
            texts = [(code, own[sources].children) for code, own in zip(codes, notes, strict=True) if sources in own]
            return Note(_joined(texts, Text(" / ")), shared[sources])
        return mapped(inline, changed)

    return tuple(block and mapped(block, changed) for block in row)


def _notes(block: Block) -> Iterator[tuple[frozenset[str], Note]]:
    """Each note of sources by the sources that it names."""
    for inline in inlines_in((block,)):
        if isinstance(inline, Note) and not inline.own and (sources := _sources(inline)):
            yield sources, inline


def _sources(note: Note) -> frozenset[str]:
    return frozenset(marked.trace.ref for marked in marked_in(note.children) if marked.trace.kind == "source")
