"""What a chart shows as rows × series: a cell is an entry, or None where there is no value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import Struct

from reports.charts.model import ChartData, ChartEntry


class Grid(Struct, frozen=True):
    """The cells of a chart, row by row: of each row one cell for each series. Rows and series are in their order."""

    rows: tuple[str, ...]
    series: tuple[str, ...]
    cells: tuple[tuple[ChartEntry | None, ...], ...]

    def of_series(self, number: int) -> tuple[ChartEntry | None, ...]:
        """The cells of one series, a cell for each row."""
        return tuple(cells[number] for cells in self.cells)

    @property
    def turned(self) -> Grid:
        """The same with series as rows."""
        return Grid(self.series, self.rows, tuple(self.of_series(number) for number in range(len(self.series))))


def grid(data: ChartData, row: Callable[[ChartEntry], str] = lambda entry: entry.label) -> Grid:
    """The entries as a grid; `row` gives the row of an entry. A chart without series has one, which has no name."""
    if not any(entry.series for entry in data.entries):
        return Grid(tuple(map(row, data.entries)), ("",), tuple((entry,) for entry in data.entries))
    cells = {(row(entry), entry.series): entry for entry in data.entries}
    rows, series = (tuple(dict.fromkeys(names)) for names in zip(*cells, strict=True))
    return Grid(rows, series, tuple(tuple(cells.get((name, each)) for each in series) for name in rows))


def by_series(data: ChartData) -> dict[str, list[ChartEntry]]:
    """The entries of each series."""
    found: dict[str, list[ChartEntry]] = {}
    for entry in data.entries:
        found.setdefault(entry.series, []).append(entry)
    return found


def shares(entries: Sequence[ChartEntry]) -> list[float]:
    """What each value is of the sum of all, in percent."""
    total = sum((entry.value for entry in entries), Decimal(0))
    return [float(entry.value / total * 100) for entry in entries]
