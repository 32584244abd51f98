"""The space for a chart, its looks, and text measured and laid out in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from reports.brand import Brand, ChartType
from reports.brand.measure import wrap
from reports.charts.letters import CannotDraw, ChartMetrics
from reports.charts.marks import Anchor, Label

CAPITALS = 0.72  # height of capital letters, in parts of the size
ASCENT = 0.98  # … of capitals with two accents
DESCENT = 0.22
PITCH = 1.22  # from one line to the next
MILLIMETRE = 72 / 25.4  # points
OPTICAL = 0.4  # of the space left over is above a chart that is shorter than its space
SHORTEN = "a label in charts.yaml takes the place of the fact's own"
FEWER = "show fewer facts or shorten the labels"
BALANCE = (0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


class CannotFit(CannotDraw):
    """A chart does not fit into its space."""


class ChartLooks(Struct, frozen=True):
    """The looks of the brand that a chart uses: colours as "#RRGGBB", sizes in points."""

    ground: str
    text: str
    accent: str
    secondary: str
    rule: str
    wash: str
    on_dark: str
    series: tuple[str, ...]
    label: float
    axis: float
    subtitle: float
    figure: float
    line: float
    padding: float = 0
    clear: bool = False
    named: Mapping[str, str] = {}
    """The brand's colours by their names, for charts that name some."""


def looks_of(brand: Brand, sizes: ChartType) -> ChartLooks:
    """The looks of the brand for charts with these sizes of type."""
    roles = ("ground", "text", "accent", "secondary", "rule", "wash", "on_dark")
    colours: dict[str, Any] = {role: brand.colour(role) for role in roles}
    series = tuple(map(brand.colour, brand.series))
    type_ = {name: value for name, value in sizes if name != "least"}
    return ChartLooks(**colours, series=series, named=brand.colours, **type_)


def mixed(one: str, other: str, share: float) -> str:
    """A colour with this share of another one."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


class TextBlock(Struct, frozen=True):
    """Lines of one text, and the width of the longest."""

    lines: tuple[str, ...]
    size: float
    width: float
    bold: bool = False

    @property
    def height(self) -> float:
        """From the top of the first line's accents to the bottom of the last line."""
        return (ASCENT + DESCENT + PITCH * (len(self.lines) - 1)) * self.size if self.lines else 0.0

    def at(self, x: float, top: float, colour: str, anchor: Anchor = "left") -> tuple[Label, ...]:
        """Its labels with the top of the block at `top`."""
        base = top + ASCENT * self.size
        return tuple(
            Label(x, base + i * PITCH * self.size, text, self.size, colour, self.bold, anchor)
            for i, text in enumerate(self.lines)
        )

    def centred(self, x: float, middle: float, colour: str, anchor: Anchor = "left") -> tuple[Label, ...]:
        """Its labels with the capitals of the block centred on `middle`."""
        depth = CAPITALS * self.size + PITCH * self.size * (len(self.lines) - 1)
        return self.at(x, middle - depth / 2 - (ASCENT - CAPITALS) * self.size, colour, anchor)


class Frame(Struct, frozen=True):
    """The space for a chart in points; without a height the chart is as high as it needs to be."""

    width: float
    height: float | None
    looks: ChartLooks
    metrics: ChartMetrics

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        return self.metrics.width(text, size, bold=bold)

    def block(self, text: str, size: float, width: float, most: int, *, bold: bool = False) -> TextBlock | None:
        """The text in at most `most` lines of `width`, of about equal lengths; None if it does not fit."""
        wrapped = wrap([(text, bold)], size, width, self.metrics)
        if wrapped.too_long or len(wrapped.lines) > most:
            return None
        if len(wrapped.lines) > 1:
            tries = (wrap([(text, bold)], size, width * share, self.metrics) for share in BALANCE)
            alike = (made for made in tries if not made.too_long and len(made.lines) == len(wrapped.lines))
            wrapped = next(alike, wrapped)
        return TextBlock(wrapped.lines, size, max(self.measure(line, size, bold=bold) for line in wrapped.lines), bold)

    def must(self, text: str, size: float, width: float, most: int, *, bold: bool = False) -> TextBlock:
        """The same; raises CannotFit if it does not fit."""
        made = self.block(text, size, width, most, bold=bold)
        if made is None:
            raise CannotFit(
                f'"{text}" does not fit on {most} line{"s" * (most > 1)} of {width / MILLIMETRE:.0f} mm',
                f"shorten it: {SHORTEN}",
                text,
            )
        return made

    def head(self, subtitle: str) -> tuple[tuple[Label, ...], float]:
        """The subtitle at the top left, and how far down the chart itself begins."""
        size = self.looks.subtitle
        block = self.must(subtitle, size, self.width, 2)
        return block.at(0, 0, self.looks.secondary), block.height + 0.9 * size

    def room(self, top: float, needed: float) -> float:
        """The height below `top`: the given one, or else the needed one. CannotFit if more is needed than given."""
        if self.height is None:
            return needed
        given = self.height - top
        if given < needed:
            raise CannotFit(
                f"it needs a height of {(top + needed) / MILLIMETRE:.0f} mm and has {self.height / MILLIMETRE:.0f}",
                f"{FEWER}; in Word it may be higher: height: {{word: …}}",
            )
        return given

    def drop(self, given: float, used: float) -> float:
        """How far down to move what uses less height than is given."""
        return max(given - used, 0) * OPTICAL
