"""A table of the document → tables that fit a slide: columns in which no word is broken, and as few lines as can be;
rows shared out evenly, the header repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from reports.brand import Brand
from reports.brand.measure import Metrics, Runs, widest, wrap
from reports.diagnostics import Findings
from reports.document.model import Table, plain
from reports.powerpoint.slides.model import TableFill
from reports.powerpoint.slides.room import SLACK, Room, runs_of

AIR = 3.0  # points that a column is wider than its text, which renderers measure each in their own way
STEPS = (64.0, 32.0, 16.0, 8.0, 4.0)  # points that one column gives to another, for fewer lines


@dataclass(frozen=True)
class _Columns:
    """The cells of a table by column, and the distance behind each but the last."""

    cells: tuple[tuple[Runs, ...], ...]
    gaps: tuple[float, ...]
    size: float
    metrics: Metrics

    @cached_property
    def least(self) -> list[float]:
        """The widths of the widest words."""
        return [
            gap + AIR + max(widest(cell, self.size, self.metrics) for cell in column)
            for gap, column in zip(self.gaps, self.cells, strict=True)
        ]

    @cached_property
    def natural(self) -> list[float]:
        """The widths of the longest texts."""
        return [
            gap
            + AIR
            + max(sum(self.metrics.width(text, self.size, bold=bold) for text, bold in cell) for cell in column)
            for gap, column in zip(self.gaps, self.cells, strict=True)
        ]

    @cached_property
    def _lines(self) -> dict[tuple[int, float], tuple[int, ...]]:
        return {}

    def lines(self, column: int, width: float) -> tuple[int, ...]:
        """How many lines each cell of a column takes."""
        known = self._lines.get((column, width))
        if known is None:
            inner = width - self.gaps[column]
            known = tuple(len(wrap(cell, self.size, inner, self.metrics).lines) for cell in self.cells[column])
            self._lines[column, width] = known
        return known

    def rows(self, widths: Sequence[float]) -> list[int]:
        """The lines of each row, which is as high as its longest cell."""
        lines = (self.lines(column, width) for column, width in enumerate(widths))
        return [max(row) for row in zip(*lines, strict=True)]

    def cost(self, widths: Sequence[float]) -> tuple[int, int]:
        """The lines of all rows, and those of all cells."""
        return sum(self.rows(widths)), sum(sum(self.lines(column, width)) for column, width in enumerate(widths))


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
    columns = _columns(table, room, 2 * looks.across, metrics)
    widths = _widths(table, room.width, columns)
    _must_fit(table, sum(widths) - room.width, room, findings)
    header, *heights = (lines * room.styles[0].line + 2 * looks.down for lines in columns.rows(widths))
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
        fills.append(TableFill(table.header, rows, table.alignments, widths, high, says))
        start = end
    return fills


def _must_fit(table: Table, excess: float, room: Room, findings: Findings) -> None:
    """Complain of words that are together wider than the slide: the columns would stand out of it, or break them."""
    if excess > SLACK:
        findings.error(
            f'the words of the table are {excess:.0f} pt wider than the box "{room.name}"',
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


def _columns(table: Table, room: Room, across: float, metrics: Metrics) -> _Columns:
    style, last = room.styles[0], len(table.header) - 1
    cells = tuple(
        (runs_of(head, bold=True), *(runs_of(row[i], bold=style.bold) for row in table.rows))
        for i, head in enumerate(table.header)
    )
    return _Columns(cells, tuple(0 if i == last else across for i in range(last + 1)), style.size, metrics)


def _widths(table: Table, room: float, columns: _Columns) -> tuple[float, ...]:
    """Columns by the shares that the table gives, else by their text. Wider than the room only if words demand it."""
    if table.widths:
        total = sum(table.widths)
        return _lifted([room * share / total for share in table.widths], columns.least)
    natural = columns.natural
    spare = room - sum(natural)
    if spare >= 0:  # all stand on one line; what is left goes where the text is longest
        return tuple(width + spare * width / sum(natural) for width in natural)
    return _traded(_shared(room, columns.least, natural), columns)


def _lifted(given: Sequence[float], least: Sequence[float]) -> tuple[float, ...]:
    """The widths, none less than the least: what that takes is given by those that have more, each by what it has."""
    lacking = sum(max(low - width, 0) for width, low in zip(given, least, strict=True))
    spare = sum(max(width - low, 0) for width, low in zip(given, least, strict=True))
    share = min(lacking / spare, 1) if spare else 0
    return tuple(low if width < low else width - (width - low) * share for width, low in zip(given, least, strict=True))


def _shared(width: float, least: Sequence[float], natural: Sequence[float]) -> tuple[float, ...]:
    """Short columns get what they ask for; the others share the rest, none narrower than its longest word."""
    widths = [0.0] * len(natural)
    free, open_columns = width, sorted(range(len(natural)), key=lambda i: natural[i])
    while open_columns:
        i = open_columns[0]
        needed = sum(least[j] for j in open_columns[1:])
        widths[i] = max(least[i], min(natural[i], free - needed, max(free / len(open_columns), least[i])))
        free -= widths[i]
        open_columns = open_columns[1:]
    return tuple(widths)


def _traded(shared: tuple[float, ...], columns: _Columns) -> tuple[float, ...]:
    """The widths after columns with room to spare gave of it where that saves rows a line; else as they were."""
    best, cost = shared, columns.cost(shared)
    for step in STEPS:
        while True:
            offers = [
                tuple(width + step * ((i == taker) - (i == giver)) for i, width in enumerate(best))
                for giver, taker in permutations(range(len(best)), 2)
                if best[giver] - step >= columns.least[giver]
            ]
            offer = min(offers, key=columns.cost, default=best)
            if columns.cost(offer) >= cost:
                break
            best, cost = offer, columns.cost(offer)
    return best if cost[0] < columns.cost(shared)[0] else shared
