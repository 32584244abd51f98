"""The same document in several languages → one that says all of it: prose side by side, labels one under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from reports.diagnostics import Place
from reports.document import mapped
from reports.document.model import (
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
    Inlines,
    LanguageSpan,
    ListBlock,
    Paragraph,
    Picture,
    Profile,
    Profiles,
    Quote,
    Section,
    Sides,
    Strong,
    Table,
    Text,
    plain,
)
from reports.pipeline.side_by_side.notes import Said, in_a_row, noted

Row = tuple[Block | None, ...]
"""The blocks of each language that say the same; None where a language has nothing there."""

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
        for column in waiting:
            while column and column[-1].place in own:
                alone = column.pop()
                yield tuple(alone if blocks is column else None for blocks in waiting)
        if any(waiting):
            yield tuple(blocks.pop() if blocks else None for blocks in waiting)


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
        yield from _wide(first, row, codes, own)
    if beside:
        yield Sides(tuple(beside), place)


def _first(row: Row) -> Block:
    return next(block for block in row if block is not None)


def _beside(row: Row, codes: Sequence[str]) -> Iterator[tuple[Blocks, ...]]:
    """One row; of lists with as many items in each language, one row an item."""
    told = [block and _spoken(block, code) for block, code in zip(row, codes, strict=True)]
    lists = [block for block in told if isinstance(block, ListBlock)]
    if len({len(block.items) for block in lists}) != 1 or len(lists) < sum(block is not None for block in told):
        yield tuple(() if block is None else (block,) for block in told)
        return
    for i in range(len(lists[0].items)):
        yield tuple((_item(block, i),) if isinstance(block, ListBlock) else () for block in told)


def _spoken(block: Block, code: str) -> Block:
    """A block of prose with all its words marked as this language's."""
    return mapped(block, lambda text: (LanguageSpan(text, code),) if text else ()) if code else block


def _item(block: ListBlock, position: int) -> ListBlock:
    return replace(block, items=(block.items[position],), series=str(block.place))


# What stands at full width


def _label(said: Said) -> Inlines:
    """One text under the other."""
    return in_a_row(said, Break(), translation=True)


def _labels(row: Sequence[Any], codes: Sequence[str], *names: str) -> dict[str, Any]:
    """By its name, the label made of this text of each block."""
    there = [(code, block) for code, block in zip(codes, row, strict=True) if block is not None]
    return {name: _label([(code, getattr(block, name)) for code, block in there]) for name in names}


def _parts(row: Row, names: str, position: int) -> list[Any]:
    """The part at this position in each block; `names` is what the block calls its parts."""
    return [None if block is None else getattr(block, names)[position] for block in row]


def _wide(first: Block, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Blocks:
    """What says at full width what all blocks of the row say."""
    match first:
        case Heading():
            return (replace(first, **_labels(row, codes, "text")),)
        case Table():
            return (_table(first, row, codes),)
        case Figure():
            return (_figure(first, row, codes),)
        case Cards():
            cards = (_card(card, _parts(row, "cards", at), codes) for at, card in enumerate(first.cards))
            return (replace(first, cards=tuple(cards)),)
        case Profiles():
            rows = (_parts(row, "profiles", at) for at in range(len(first.profiles)))
            profiles = (Profile(**_labels(parts, codes, "name", "where", "text", "figure")) for parts in rows)
            return (replace(first, profiles=tuple(profiles)),)
        case Box():
            inside = _in_step([block.blocks if isinstance(block, Box) else () for block in row], own)
            return (replace(first, blocks=tuple(_blocks(list(inside), codes, own, _PROSE_IN_BOX))),)
        case Columns():
            return tuple(_columns(first, row, codes, own))
        case _:  # what a writer makes itself, or what is not printed
            return (first,)


def _table(first: Table, row: Row, codes: Sequence[str]) -> Table:
    tables = [block if isinstance(block, Table) else None for block in row]

    def cell(line: int, column: int) -> Inlines:
        texts = ((code, table) for code, table in zip(codes, tables, strict=True) if table)
        return _label([(code, (table.header, *table.rows)[line][column]) for code, table in texts])

    header, *rows = (
        tuple(cell(line, column) for column in range(len(cells)))
        for line, cells in enumerate((first.header, *first.rows))
    )
    return replace(first, header=header, rows=tuple(rows), **_labels(row, codes, "caption", "source"))


def _figure(first: Figure, row: Row, codes: Sequence[str]) -> Figure:
    """The chart of each language under one caption: what is drawn into a chart cannot be read in the other."""
    pictures = tuple(
        Picture(block.chart, code, block.alt)
        for block, code in zip(row, codes, strict=True)
        if isinstance(block, Figure) and code
    )
    chart = first.chart if row[0] is not None else ""
    return replace(first, chart=chart, translations=pictures, **_labels(row, codes, "caption", "source", "note"))


def _card(first: Card, cards: Sequence[Card | None], codes: Sequence[str]) -> Card:
    """The figure as the first language writes it; the others' own form stands before their labels."""
    labels = []
    for card, code in zip(cards, codes, strict=True):
        if card is not None:
            alike = plain(card.figure) == plain(first.figure)
            labels.append((code, card.label if alike else (Strong(card.figure), Text(" "), *card.label)))
    return Card(first.figure, _label(labels), **_labels(cards, codes, "note"))


def _columns(first: Columns, row: Row, codes: Sequence[str], own: frozenset[Place]) -> Iterator[Block]:
    """An author's columns, one after the other: the page's two are taken."""
    for position in range(len(first.columns)):
        inside = _in_step([block.columns[position] if isinstance(block, Columns) else () for block in row], own)
        yield from _blocks(list(inside), codes, own, _PROSE_IN_BOX)
