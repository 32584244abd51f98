"""The merged cells of a table: which cells they cover, the words over and in each cell, and parts of the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from reports.document.model import Inlines, Merge, Table, plain


def covering(table: Table) -> Mapping[tuple[int, int], Merge]:
    """The merge of each merged cell, by row and column: of the one that has the text, and of those that it covers."""
    return {
        (row, column): merge
        for merge in table.merges
        for row in range(merge.row, merge.row + merge.down)
        for column in range(merge.column, merge.column + merge.across)
    }


CellRule = Literal["none", "between heads", "under head", "over total"]


def rule_of(table: Table, merge: Merge) -> CellRule:
    """The rule that a cell states itself: below it in one of several head rows, above it in a total. The styles of
    tables have only that under one head row."""
    heads = len(table.heads)
    if merge.row >= heads:
        return "over total" if merge.row - heads in table.totals else "none"
    if heads == 1:
        return "none"
    return "under head" if merge.row + merge.down == heads else "between heads"


def joined_below(table: Table) -> frozenset[int]:
    """The positions of the rows without head rows that a merged cell joins to the next one."""
    heads = len(table.heads)
    return frozenset(
        row - heads for merge in table.merges for row in range(merge.row, merge.row + merge.down - 1) if row >= heads
    )


def widen(widths: list[float], merge: Merge, needed: float) -> None:
    """Widen the columns under a merged cell evenly, if together they have less than it needs."""
    under = range(merge.column, merge.column + merge.across)
    missing = needed - sum(widths[column] for column in under)
    for column in under if missing > 0 else ():
        widths[column] += missing / merge.across


def part(table: Table, start: int, end: int, name: int | None = None) -> Table:
    """The table with the rows from `start` to before `end`, after the row at `name`, if any, which names their group.

    No merge may reach over the edges of the part.
    """
    rows = [*([] if name is None else [name]), *range(start, end)]
    places = {row: position for position, row in enumerate(rows)}
    heads = len(table.heads)
    places_of_all = {row: row for row in range(heads)} | {heads + row: heads + at for row, at in places.items()}
    return replace(
        table,
        rows=tuple(table.rows[row] for row in rows),
        merges=tuple(
            replace(merge, row=places_of_all[merge.row]) for merge in table.merges if merge.row in places_of_all
        ),
        groups=tuple(places[row] for row in table.groups if row in places),
        totals=tuple(places[row] for row in table.totals if row in places),
    )


def described(table: Table) -> Iterator[list[tuple[list[Inlines], Inlines]]]:
    """Each row in words: its texts with those of the heads over them. A cell that covers rows is in each."""
    merges = covering(table)

    def text(row: int, column: int) -> Inlines:
        merge = merges.get((row, column))
        return table.all_rows[merge.row][merge.column] if merge else table.all_rows[row][column]

    def begins(row: int, column: int) -> bool:
        return (row, column) not in merges or merges[row, column].column == column

    def heads_of(column: int) -> list[Inlines]:
        found = {plain(head): head for row in range(len(table.heads)) if (head := text(row, column))}
        return list(found.values())

    for position in range(len(table.rows)):
        row, is_group = len(table.heads) + position, position in table.groups
        columns = (column for column in range(len(table.alignments)) if begins(row, column))
        yield [([] if is_group else heads_of(column), text(row, column)) for column in columns]
