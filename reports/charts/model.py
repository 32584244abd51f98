"""What a chart shows, as text, decimals and days in one language, and the picture that is drawn of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from reports.document.model import Marked
from reports.languages import Qualifier
from reports.languages.periods import Precision


class Media(Struct, frozen=True):
    """A chart or picture: a PNG or JPEG, its SVG, if it has one, and the millimetres at which it is placed."""

    name: str
    raster: bytes
    svg: bytes
    width: float
    height: float


class EmbeddedChart(Struct, frozen=True):
    """A native chart: its part as XML, in which "rId1" is the workbook; the workbook; the millimetres at which it is
    placed; the texts in it."""

    name: str
    xml: bytes
    workbook: bytes
    width: float
    height: float
    marks: tuple[Marked, ...] = ()


Visual = Media | EmbeddedChart


class ChartEntry(Struct, frozen=True):
    """A fact as a chart shows it. `last` is None if its period has no end.

    `figure` is its value as printed in the chart, `number` as written in words. Of a range, `value` is the end that is
    farther from zero and `near` the other one.
    `target` and `before` are its own target and its earlier value, `gap` the words for the distance to its target.
    `series` is the name of its line: its label if the spec gives it one.
    """

    fact: str
    label: str
    figure: str = ""
    value: Decimal = Decimal(0)
    qualifier: Qualifier = "exactly"
    status: str = "reported"
    emphasis: bool = False
    when: str = ""
    first: date | None = None
    last: date | None = None
    precision: Precision = "day"
    series: str = ""
    number: str = ""
    near: Decimal | None = None
    unit: str = ""
    place: str = ""
    of: str = ""
    target: ChartEntry | None = None
    before: ChartEntry | None = None
    gap: str = ""
    colour: str = ""  # the name of its colour, where the spec gives it one


class Tick(Struct, frozen=True):
    """One division of a time axis and its name."""

    first: date
    last: date
    text: str


class Tile(Struct, frozen=True):
    """The tile of a place in a map: its name, its row and its column."""

    place: str
    name: str
    row: int
    column: int


class Remark(Struct, frozen=True):
    """Words with an arrow to what shows a fact or, if they name an `aim`, to the gap between the two."""

    text: str
    fact: str
    aim: str = ""


class ShadedTime(Struct, frozen=True):
    """A shaded period of a time axis, and its name."""

    text: str
    first: date
    last: date


class ChartData(Struct, frozen=True):
    """What a chart shows. `scales` are the ways to divide its time axis, the finest first; `axis` has round values
    of its axis of values with their names, for charts in which not every value has its figure; `sums` are those
    of the first and the last period, where parts are shown over time; `whole` is that of which the entries are parts;
    `titled` are the names of series or parts that the title gives, so that the chart does not."""

    kind: str
    subtitle: str
    entries: tuple[ChartEntry, ...]
    target: ChartEntry | None = None
    total: ChartEntry | None = None
    rest: str = ""
    scales: tuple[tuple[Tick, ...], ...] = ()
    axis: tuple[tuple[Decimal, str], ...] = ()
    sums: tuple[ChartEntry, ...] = ()
    tiles: tuple[Tile, ...] = ()
    lacking: str = ""  # which places have no value
    whole: ChartEntry | None = None
    remarks: tuple[Remark, ...] = ()
    shades: tuple[ShadedTime, ...] = ()
    titled: tuple[str, ...] = ()

    @property
    def all_entries(self) -> tuple[ChartEntry, ...]:
        """The entries, then the total, the target and the whole."""
        return (*self.entries, *filter(None, (self.total, self.target, self.whole)))

    def texts(self) -> Iterator[str]:
        """All texts in the picture but the names on a time axis."""
        yield from (self.subtitle, self.rest, *(text for _, text in self.axis), *(tile.name for tile in self.tiles))
        yield from (remark.text for remark in self.remarks)
        yield from (shade.text for shade in self.shades)
        for entry in (*self.all_entries, *self.sums):
            for each in filter(None, (entry, entry.target, entry.before)):
                yield from (each.label, each.figure, each.when, each.series, each.gap)
