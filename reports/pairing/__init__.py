"""The same document in several languages → one that says all of it: prose side by side, labels one under the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reports.diagnostics import Place
from reports.document import (
    Block,
    Blocks,
    Box,
    Break,
    Card,
    Cards,
    Columns,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    ListBlock,
    Paragraph,
    Picture,
    Profile,
    Profiles,
    Quote,
    Section,
    Sides,
    Spoken,
    Strong,
    Table,
    Text,
    plain,
)
from reports.pairing.notes import noted
from reports.pairing.prose import spoken

Row = tuple[Block | None, ...]
"""The blocks of each language that say the same; None where a language has nothing there."""
Said = Sequence[tuple[str, Inlines]]
"""What each language says; the first language of a document is called ""."""

_PROSE = (Paragraph, ListBlock, Quote)
_PROSE_IN_BOX = (*_PROSE, Heading)


def paired(name: str, documents: Sequence[Document]) -> Document:
    """One document of the variant `name`; its first language stands left and on top.

    The documents must agree (`agreement`); what one language alone needs stands in its own column only.
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
    rows = [noted(row, codes) for row in _in_step([section.blocks for section in columns], own)]
    yield from _blocks(rows, codes, own, _PROSE)


def _in_step(columns: Sequence[Blocks], own: frozenset[Place]) -> Iterator[Row]:
    """The blocks that say the same; before them, each alone, those that only one language has."""
    waiting = [list(reversed(blocks)) for blocks in columns]
    while any(waiting):
        for position, blocks in enumerate(waiting):
            while blocks and blocks[-1].place in own:
                yield _alone(blocks.pop(), position, len(waiting))
        if any(waiting):
            yield tuple(blocks.pop() if blocks else None for blocks in waiting)


def _alone(block: Block, position: int, count: int) -> Row:
    return tuple(block if i == position else None for i in range(count))


def _blocks(
    rows: Sequence[Row], codes: Sequence[str], own: frozenset[Place], prose: tuple[type, ...]
) -> Iterator[Block]:
    """Prose in columns, as many rows together as there are; everything else at full width."""
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
        first = _first(row)
        yield from _JOINED.get(type(first), _once)(first, row, codes, own)
    if beside:
        yield Sides(tuple(beside), place)


def _first(row: Row) -> Block:
    return next(block for block in row if block is not None)


def _beside(row: Row, codes: Sequence[str]) -> Iterator[tuple[Blocks, ...]]:
    """One row; of lists with as many items in each language, one row an item."""
    told = [None if block is None else spoken(block, code) for block, code in zip(row, codes, strict=True)]
    lists = [block for block in told if isinstance(block, ListBlock)]
    if len({len(block.items) for block in lists}) != 1 or len(lists) < sum(block is not None for block in told):
        yield tuple(() if block is None else (block,) for block in told)
        return
    for i in range(len(lists[0].items)):
        yield tuple((_item(block, i),) if isinstance(block, ListBlock) else () for block in told)


def _item(block: ListBlock, position: int) -> ListBlock:
    return replace(block, items=(block.items[position],), series=str(block.place))


# What stands at full width


def _label(said: Said) -> Inlines:
    """One text under the other; what reads the same in both is said once."""
    (code, text), *others = said
    label: list[Inline] = [Spoken(text, code)] if code else [*text]
    for other, words in others:
        if words and plain(words) != plain(text):
            label += [Break(), Spoken(words, other, translation=True)]
    return tuple(label)


def _said(row: Row, codes: Sequence[str], text: Callable[[Any], Inlines]) -> Inlines:
    """The label made of one text of each block."""
    return _label([(code, text(block)) for block, code in zip(row, codes, strict=True) if block is not None])


def _heading(first: Heading, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Blocks:
    return (replace(first, text=_said(row, codes, lambda block: block.text)),)


def _table(first: Table, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Blocks:

    def cell(line: int, column: int) -> Inlines:
        return _said(row, codes, lambda block: (block.header, *block.rows)[line][column])

    header, *rows = (
        tuple(cell(line, column) for column in range(len(cells)))
        for line, cells in enumerate((first.header, *first.rows))
    )
    caption, source = (_said(row, codes, text) for text in (lambda t: t.caption, lambda t: t.source))
    return (replace(first, header=header, rows=tuple(rows), caption=caption, source=source),)


def _figure(first: Figure, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Blocks:
    """The chart of each language under one caption: what is drawn into a chart cannot be read in the other."""
    pictures = tuple(
        Picture(block.chart, code, block.alt)
        for block, code in zip(row, codes, strict=True)
        if isinstance(block, Figure) and code
    )
    caption, source, note = (
        _said(row, codes, text) for text in (lambda f: f.caption, lambda f: f.source, lambda f: f.note)
    )
    chart = first.chart if row[0] is not None else ""
    return (replace(first, chart=chart, caption=caption, source=source, note=note, translations=pictures),)


def _cards(first: Cards, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Blocks:
    """The figure as the first language writes it; the others' own form stands before their labels."""
    cards = []
    for position, card in enumerate(first.cards):
        labels = []
        for block, code in zip(row, codes, strict=True):
            if not isinstance(block, Cards):
                continue
            other = block.cards[position]
            alike = plain(other.figure) == plain(card.figure)
            labels.append((code, other.label if alike else (Strong(other.figure), Text(" "), *other.label)))
        note = _said(row, codes, lambda block, at=position: block.cards[at].note)  # type: ignore[misc]
        cards.append(Card(card.figure, _label(labels), note))
    return (replace(first, cards=tuple(cards)),)


def _profiles(first: Profiles, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Blocks:

    def part(position: int, name: str) -> Inlines:
        return _said(row, codes, lambda block: getattr(block.profiles[position], name))

    profiles = tuple(
        Profile(**{name: part(position, name) for name in ("name", "where", "text", "figure")})
        for position in range(len(first.profiles))
    )
    return (replace(first, profiles=profiles),)


def _box(first: Box, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Blocks:
    inside = _in_step([block.blocks if isinstance(block, Box) else () for block in row], own)
    return (replace(first, blocks=tuple(_blocks(list(inside), codes, own, _PROSE_IN_BOX))),)


def _columns(first: Columns, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Blocks:
    """An author's columns, one after the other: the page's two are taken."""
    found: list[Block] = []
    for position in range(len(first.columns)):
        inside = _in_step([block.columns[position] if isinstance(block, Columns) else () for block in row], own)
        found += _blocks(list(inside), codes, own, _PROSE_IN_BOX)
    return tuple(found)


def _once(first: Block, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Blocks:
    """What a writer makes itself, or what is not printed."""
    return (first,)


_JOINED: Mapping[type, Callable[[Any, Row, Sequence[str], frozenset[Place]], Blocks]] = {
    Heading: _heading,
    Table: _table,
    Figure: _figure,
    Cards: _cards,
    Profiles: _profiles,
    Box: _box,
    Columns: _columns,
}
