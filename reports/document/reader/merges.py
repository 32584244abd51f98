"""The signs `<` and `^` in the cells of a pipe table → the merges of the table; those that make no rectangle are
faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reports.document.model import Merge

LEFT, UP = "<", "^"
JOINED = re.compile(r"[<^]+(?=\s|$)")
"""What a cell begins with that is joined to another."""
_ALONE = r"write < or ^ alone to join a cell; \< and \^ print the sign itself"

Report = Callable[[int, int, str, str], None]
"""Reports a fault of a cell: its row, its column, message and hint."""
_Cell = tuple[int, int]


def merges_of(cells: Sequence[Sequence[str]], heads: int, report: Report) -> tuple[Merge, ...]:
    """The merges of a table from what is typed into its cells; the first `heads` rows are its head."""
    owners = _owners(cells, heads, report)
    covered: dict[_Cell, list[_Cell]] = {}
    for cell, owner in owners.items():
        covered.setdefault(owner, []).append(cell)
    merges = []
    for owner, inside in covered.items():
        merge = _around(owner, inside)
        if len(inside) == merge.down * merge.across:
            merges += [merge] if len(inside) > 1 else []
            continue
        hint = f"write {LEFT} or {UP} into each cell of it that is right of this one or below it, and into no other"
        report(*owner, "the cells joined to this one make no rectangle", hint)
    _check_lines(owners, len(cells), len(cells[0]), report)
    return tuple(merges)


def _around(owner: _Cell, cells: Sequence[_Cell]) -> Merge:
    """The merge from the first cell to the last one, at the right and at the bottom."""
    last_row, last_column = (max(cell[side] for cell in cells) for side in (0, 1))
    return Merge(*owner, last_row - owner[0] + 1, last_column - owner[1] + 1)


def _owners(cells: Sequence[Sequence[str]], heads: int, report: Report) -> dict[_Cell, _Cell]:
    """For each cell, the one with its text: itself, or the one to which it is joined."""
    owners: dict[_Cell, _Cell] = {}
    names: set[_Cell] = set()
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            owners[row, column] = row, column
            if text == LEFT:
                if column:
                    owners[row, column] = owners[row, column - 1]
                else:
                    report(row, column, f'there is no cell left of this "{LEFT}" to join', _ALONE)
            elif text == UP:
                above = owners.get((row - 1, column))
                if above is None:
                    report(row, column, f'there is no cell above this "{UP}" to join', _ALONE)
                elif row == heads:
                    hint = "give the first row below the head cells of its own"
                    report(row, column, f'"{UP}" would join a cell of the head and one below it', hint)
                elif above in names:
                    hint = "give the first row of a group cells of its own"
                    report(row, column, f'"{UP}" would join this cell to the name of its group', hint)
                else:
                    owners[row, column] = above
            elif found := JOINED.match(text):
                report(row, column, f'a cell with "{found[0]}" has no text of its own', _ALONE)
        if row >= heads and _is_group(owners, row, len(texts)):
            names.add((row, 0))
    return owners


def _is_group(owners: dict[_Cell, _Cell], row: int, columns: int) -> bool:
    """Whether a row is one cell of its own, over several columns."""
    return columns > 1 and all(owners[row, column] == (row, 0) for column in range(columns))


def _check_lines(owners: dict[_Cell, _Cell], rows: int, columns: int, report: Report) -> None:
    """Report rows and columns in which no cell begins."""
    begun_rows, begun_columns = ({owner[side] for owner in owners.values()} for side in (0, 1))
    for row in sorted(set(range(rows)) - begun_rows):
        report(row, 0, "each cell of this row is joined to the row above", "take the row out")
    for column in sorted(set(range(columns)) - begun_columns):
        report(0, column, "each cell of this column is joined to the column before", "take the column out")
