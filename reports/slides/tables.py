"""A table of the document → tables that fit a slide: columns as wide as their text asks, the header repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.brand import Brand
from reports.diagnostics import Findings
from reports.document import Inlines, Table, plain
from reports.fit import Metrics, wrap
from reports.slides.model import TableFill
from reports.slides.room import Room, runs_of


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
            f"the table has {len(table.header)} columns; a slide holds {looks.columns}", table.place,
            hint="leave out what the slide's message does not need",
        )  # fmt: skip
    across = 2 * looks.across
    grid = Grid(_widths(table, room, across, metrics), across, looks.down, room, metrics)
    header = grid.row(table.header, bold=True)
    heights = [grid.row(row) for row in table.rows]
    for number, tall in enumerate(heights, 1):
        if header + tall > room.height:
            findings.error(
                f'row {number} of the table is {header + tall - room.height:.0f} pt too tall '
                f'for the box "{room.name}"', table.place, hint="say it in fewer words",
            )  # fmt: skip
    fills: list[TableFill] = []
    start = 0
    for count in _shares(heights, room.height - header, looks.rows):
        end = start + count
        fills.append(
            TableFill(
                table.header, table.rows[start:end], table.alignments, grid.widths,
                (header, *heights[start:end]), plain(table.caption) or alt,
            )
        )  # fmt: skip
        start = end
    return fills


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


def _widths(table: Table, room: Room, across: float, metrics: Metrics) -> tuple[float, ...]:
    """Columns by the shares that the table gives, else by their text: no word broken, long texts given more."""
    if table.widths:
        total = sum(table.widths)
        return tuple(room.width * share / total for share in table.widths)
    style = room.styles[0]
    least: list[float] = []
    natural: list[float] = []
    for i, head in enumerate(table.header):
        gap = 0 if i == len(table.header) - 1 else across
        cells = [(plain(head), True), *((plain(row[i]), style.bold) for row in table.rows)]
        words = [(word, bold) for text, bold in cells for word in text.split(" ")]
        least.append(gap + 3 + max(metrics.width(word, style.size, bold=bold) for word, bold in words))
        natural.append(gap + 3 + max(metrics.width(text, style.size, bold=bold) for text, bold in cells))
    spare = room.width - sum(natural)
    if spare >= 0:  # all stand on one line; what is left goes where the text is longest
        return tuple(width + spare * width / sum(natural) for width in natural)
    return _shared(room.width, least, natural)


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
