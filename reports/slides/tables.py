"""A table of the document → tables that fit a slide: its rows shared out evenly, the header repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.brand import Brand
from reports.diagnostics import Findings
from reports.document import Inlines, Table, plain
from reports.fit import Metrics, wrap
from reports.slides.columns import widths
from reports.slides.model import TableFill
from reports.slides.room import SLACK, Room, runs_of


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a table in points and how its cells are measured."""

    widths: tuple[float, ...]
    across: float
    down: float
    room: Room
    metrics: Metrics

    def row(self, cells: Sequence[Inlines], *, bold: bool = False) -> float:
        """The height of a row in points."""
        style = self.room.styles[0]
        last = len(self.widths) - 1
        lines = 1
        for i, (cell, width) in enumerate(zip(cells, self.widths, strict=True)):
            inner = width - (0 if i == last else self.across)
            lines = max(lines, len(wrap(runs_of(cell, bold=bold), style.size, inner, self.metrics).lines))
        return lines * style.line + 2 * self.down


def table_pages(
    table: Table, room: Room, brand: Brand, metrics: Metrics, alt: str, findings: Findings
) -> list[TableFill]:
    """The table on as few slides as possible, its rows shared out evenly."""
    looks = brand.slides.table
    if len(table.header) > looks.columns:
        findings.error(
            f"the table has {len(table.header)} columns; a slide holds {looks.columns}",
            table.place,
            hint="leave out what the slide's message does not need",
        )
    across = 2 * looks.across
    grid = Grid(widths(table, room, across, metrics), across, looks.down, room, metrics)
    _must_fit(table, grid, findings)
    header = grid.row(table.header, bold=True)
    heights = [grid.row(row) for row in table.rows]
    for number, tall in enumerate(heights, 1):
        if header + tall > room.height:
            findings.error(
                f'row {number} of the table is {header + tall - room.height:.0f} pt too tall for the box "{room.name}"',
                table.place,
                hint="say it in fewer words",
            )
    fills: list[TableFill] = []
    start = 0
    for count in _shares(heights, room.height - header, looks.rows):
        end = start + count
        rows, high, says = table.rows[start:end], (header, *heights[start:end]), plain(table.caption) or alt
        fills.append(TableFill(table.header, rows, table.alignments, grid.widths, high, says))
        start = end
    return fills


def _must_fit(table: Table, grid: Grid, findings: Findings) -> None:
    """Complain of words that are together wider than the slide: the columns would stand out of it, or break them."""
    excess = sum(grid.widths) - grid.room.width
    if excess > SLACK:
        findings.error(
            f'the words of the table are {excess:.0f} pt wider than the box "{grid.room.name}"',
            table.place,
            hint="use shorter words, or leave out a column",
        )


def _shares(heights: Sequence[float], most: float, rows: int) -> list[int]:
    """How many rows stand on each slide: as even as the heights allow."""
    needed = len(_filled(heights, most, rows))
    even = -(-len(heights) // needed) if needed else 0
    shares = _filled(heights, most, even)
    return shares if len(shares) == needed else _filled(heights, most, rows)


def _filled(heights: Sequence[float], most: float, rows: int) -> list[int]:
    counts: list[int] = []
    used = 0.0
    for tall in heights:
        if not counts or counts[-1] == rows or used + tall > most:
            counts.append(0)
            used = 0.0
        counts[-1] += 1
        used += tall
    return counts
