"""A table of the document → tables that fit a slide: columns in which no word is broken, with as few lines as possible;
rows shared out evenly, the header repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations

from pptx.util import Emu, Length, Pt

from reports.brand import Brand
from reports.brand.measure import Metrics, Runs, raised, widest, wrap
from reports.brand.powerpoint_reference.looks import points
from reports.diagnostics import Findings
from reports.document.model import Table, plain
from reports.powerpoint.slides.model import TableFill
from reports.powerpoint.slides.text_frame import SLACK, TextFrame, runs_of

_SPARE = Pt(3)
"""What a column is wider than its text, since renderers measure text differently."""
_STEPS = tuple(map(Pt, (64, 32, 16, 8, 4)))
"""What one column gives to another for fewer lines."""


@dataclass(frozen=True)
class _Columns:
    """The cells of a table by column, the distance after each column but the last, and the size of type."""

    cells: tuple[tuple[Runs, ...], ...]
    gaps: tuple[Length, ...]
    size: Length
    metrics: Metrics
    _known: dict[tuple[int, float], tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def least(self) -> list[float]:
        """The widths of the widest words."""
        return [
            gap + _SPARE + max(widest(cell, self.size, self.metrics) for cell in column)
            for gap, column in zip(self.gaps, self.cells, strict=True)
        ]

    @cached_property
    def natural(self) -> list[float]:
        """The widths of the longest texts."""
        return [
            gap
            + _SPARE
            + max(sum(self.metrics.width(text, self.size, bold=bold) for text, bold in cell) for cell in column)
            for gap, column in zip(self.gaps, self.cells, strict=True)
        ]

    def lines(self, column: int, width: float) -> tuple[int, ...]:
        """How many lines each cell of a column takes."""
        if (column, width) not in self._known:
            inner = width - self.gaps[column]
            lines = (wrap(cell, self.size, inner, self.metrics).lines for cell in self.cells[column])
            self._known[column, width] = tuple(map(len, lines))
        return self._known[column, width]

    def rows(self, widths: Sequence[float]) -> list[int]:
        """The lines of each row, which is as high as its longest cell."""
        lines = (self.lines(column, width) for column, width in enumerate(widths))
        return [max(row) for row in zip(*lines, strict=True)]

    def cost(self, widths: Sequence[float]) -> tuple[int, int]:
        """The lines of all rows, and those of all cells."""
        return sum(self.rows(widths)), sum(sum(self.lines(column, width)) for column, width in enumerate(widths))


def table_fills(
    table: Table, frame: TextFrame, brand: Brand, metrics: Metrics, alt: str, findings: Findings
) -> list[TableFill]:
    """The table on as few slides as possible, its rows shared out evenly; `alt` is the text alternative of a table
    without a caption."""
    looks = brand.slides.table
    columns = _columns(table, frame, points(2 * looks.across), metrics)
    widths = _widths(table, frame.width, columns)
    header, *heights = (
        Emu(lines * points(frame.styles[0].line) + 2 * points(looks.down)) for lines in columns.rows(widths)
    )
    if len(table.header) > looks.columns:
        findings.error(
            f"the table has {len(table.header)} columns; a slide holds {looks.columns}",
            table.place,
            hint="leave out what the slide's message does not need",
        )
    excess = sum(widths) - frame.width
    if excess > SLACK:
        findings.error(
            f'the words of the table are {Emu(round(excess)).pt:.0f} pt wider than the box "{frame.name}"',
            table.place,
            hint="use shorter words, or leave out a column",
        )
    for number, height in enumerate(heights, 1):
        over = header + height - frame.height
        if over > 0:
            findings.error(
                f'row {number} of the table is {Emu(over).pt:.0f} pt too tall for the box "{frame.name}"',
                table.place,
                hint="say it in fewer words",
            )
    fills: list[TableFill] = []
    start, shown = 0, tuple(Emu(round(width)) for width in widths)
    for count in _shares(heights, frame.height - header, looks.rows):
        end = start + count
        text = plain(table.caption) or alt
        fills.append(
            TableFill(table.header, table.rows[start:end], table.alignments, shown, (header, *heights[start:end]), text)
        )
        start = end
    return fills


def _shares(heights: Sequence[int], most: int, rows: int) -> list[int]:
    """How many rows each slide shows: as even as the heights allow, at most `rows`."""
    needed = len(_filled(heights, most, rows))
    even = -(-len(heights) // needed) if needed else 0
    shares = _filled(heights, most, even)
    return shares if len(shares) == needed else _filled(heights, most, rows)


def _filled(heights: Sequence[int], most: int, rows: int) -> list[int]:
    counts: list[int] = []
    used = 0
    for height in heights:
        if not counts or counts[-1] == rows or used + height > most:
            counts.append(0)
            used = 0
        counts[-1] += 1
        used += height
    return counts


def _columns(table: Table, frame: TextFrame, gap: Length, metrics: Metrics) -> _Columns:
    style = frame.styles[0]
    cells = tuple(
        (runs_of(head, bold=True), *(runs_of(row[i], bold=style.bold) for row in table.rows))
        for i, head in enumerate(table.header)
    )
    return _Columns(cells, (*[gap] * (len(cells) - 1), Emu(0)), points(style.size), metrics)


def _widths(table: Table, width: Length, columns: _Columns) -> tuple[float, ...]:
    """The widths of columns by the shares that the table gives, else by their text; together more than `width` only if
    words demand it. Lengths are fractions of EMU until they are written."""
    if table.widths:
        total = sum(table.widths)
        return tuple(raised([width * share / total for share in table.widths], columns.least) or columns.least)
    natural = columns.natural
    spare = width - sum(natural)
    if spare >= 0:  # each text takes one line; the rest goes to the columns with the longest texts
        return tuple(column + spare * column / sum(natural) for column in natural)
    return _traded(_shared(width, columns.least, natural), columns)


def _shared(width: float, least: Sequence[float], natural: Sequence[float]) -> tuple[float, ...]:
    """Short columns get their natural width; the others share the rest, none narrower than its longest word."""
    widths, free = [0.0] * len(natural), width
    columns = sorted(range(len(natural)), key=lambda i: natural[i])
    for done, i in enumerate(columns):
        needed = sum(least[j] for j in columns[done + 1 :])
        share = free / (len(columns) - done)
        widths[i] = max(least[i], min(natural[i], free - needed, max(share, least[i])))
        free -= widths[i]
    return tuple(widths)


def _traded(shared: tuple[float, ...], columns: _Columns) -> tuple[float, ...]:
    """The widths after columns exchanged width, if that saves lines; else unchanged."""
    best, cost = shared, columns.cost(shared)
    for step in _STEPS:
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
