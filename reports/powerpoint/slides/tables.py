"""A table of the document → tables that fit a slide: rows shared out evenly, the head repeated, and the name of a group
that goes on; what is joined stays together."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from msgspec import Struct
from pptx.util import Emu, Length

from reports.brand import Brand, SlideText
from reports.brand.measure import Metrics
from reports.brand.powerpoint_reference.looks import points
from reports.brand.slides import TableLooks, grown
from reports.diagnostics import Findings
from reports.document.model import Table, plain
from reports.document.tables import joined_below, part
from reports.powerpoint.slides.model import TableFill
from reports.powerpoint.slides.table_columns import columns_of, widths_of
from reports.powerpoint.slides.text_frame import SLACK, TextFrame

_SHARES = (1, 0.5)
"""The shares of its growth that are tried for the type of a table."""
_CLEAR = 0.4
"""The least distance over and under the text of a cell in larger type, relative to its size."""


def table_fills(
    table: Table, frame: TextFrame, brand: Brand, metrics: Metrics, alt: str, findings: Findings
) -> list[TableFill]:
    """The table on as few slides as possible, its rows shared out evenly; `alt` is the text alternative of a table
    without a caption."""
    looks = brand.slides.table
    chosen = _chosen(table, frame, looks, metrics)
    widths, style = chosen.table.widths, chosen.table.style
    if len(widths) > looks.columns:
        findings.error(
            f"the table has {len(widths)} columns; a slide holds {looks.columns}",
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
    for stretch in chosen.stretches:
        count, height = stretch.alone
        over = chosen.head + height - frame.height
        if over > 0 or count > looks.rows:
            _report(table, stretch, Emu(over), frame, looks.rows, findings)
    shown = tuple(Emu(round(width)) for width in widths)
    heads, rows = chosen.heights[: len(table.heads)], chosen.heights[len(table.heads) :]
    return [
        TableFill(
            part(table, start, end, name),
            shown,
            (*heads, *([] if name is None else [rows[name]]), *rows[start:end]),
            chosen.down,
            plain(table.caption) or alt,
            None if style is frame.styles[0] else style,
        )
        for start, end, name in chosen.shares
    ]


class _Stretch(Struct, frozen=True):
    """Rows that stay on one slide: the first, how many, and how high. `name` is the row with the name of their group,
    and `name_height` what it takes; None if they have none, or begin with it."""

    start: int
    count: int
    height: int
    name: int | None = None
    name_height: int = 0

    @property
    def alone(self) -> tuple[int, int]:
        """How many rows, and how high, on a slide that begins with them, under the name of their group."""
        return self.count + (self.name is not None), self.height + self.name_height


_Share = tuple[int, int, int | None]
"""The rows on a slide: the first, the one after the last, and the name of the group that goes on."""


class _SetTable(Struct, frozen=True):
    """A table in a style: the widths of its columns and the lines of its rows."""

    style: SlideText
    widths: tuple[float, ...]
    lines: Sequence[int]


class _Divided(Struct, frozen=True):
    """A table divided over slides, with a distance of `down` over and under the text of a cell: the heights of all
    rows and of the head, and whether all rows fit."""

    table: _SetTable
    down: Length
    heights: Sequence[Length]
    head: int
    stretches: Sequence[_Stretch]
    shares: Sequence[_Share]
    fits: bool


def _chosen(table: Table, frame: TextFrame, looks: TableLooks, metrics: Metrics) -> _Divided:
    """The table in the largest type, and then with the largest distances, with which it has no more slides than in the
    smallest type with the least distances."""
    heads, rows, styles = len(table.heads), len(table.all_rows), frame.styles

    def divided(own: _SetTable, down: float) -> _Divided:
        return _divided(table, own, points(down), frame, looks.rows)

    chosen = divided(_set(table, styles[0], frame, looks, metrics), min(looks.down, looks.least_down))
    fewest = len(chosen.shares)

    def is_as_good(other: _Divided) -> bool:
        return other.fits and len(other.shares) == fewest and sum(other.table.widths) - frame.width <= SLACK

    for share in _SHARES:
        style = grown(styles, share)[0]
        down, lines = min(_CLEAR * style.size, looks.down), sum(chosen.table.lines)
        needed = lines * style.line + 2 * down * (rows + (fewest - 1) * heads)
        if style.size > styles[0].size and needed <= fewest * frame.height.pt:
            larger = divided(_set(table, style, frame, looks, metrics), down)
            if is_as_good(larger):
                chosen = larger
                break
    steps = range(floor(looks.down - chosen.down.pt) + 1)
    spread = (divided(chosen.table, looks.down - step) for step in steps)
    return next(filter(is_as_good, spread), chosen)


def _set(table: Table, style: SlideText, frame: TextFrame, looks: TableLooks, metrics: Metrics) -> _SetTable:
    columns = columns_of(table, style, points(2 * looks.across), metrics)
    widths = widths_of(table, frame.width, columns)
    return _SetTable(style, widths, columns.rows(widths))


def _divided(table: Table, own: _SetTable, down: Length, frame: TextFrame, rows: int) -> _Divided:
    line = points(own.style.line)
    heights = [Emu(count * line + 2 * down) for count in own.lines]
    head = sum(heights[: len(table.heads)])
    stretches = _stretches(table, heights[len(table.heads) :])
    room = frame.height - head
    shares = _shares(stretches, room, rows)
    fits = all(each.alone[1] <= room for each in stretches)
    return _Divided(own, down, heights, head, stretches, shares, fits)


def _stretches(table: Table, heights: Sequence[Length]) -> list[_Stretch]:
    """The rows of a table: those of a merged cell together, the name of a group with its first row, and a total with
    the row before."""
    with_next = joined_below(table) | {*table.groups, *(row - 1 for row in table.totals)}
    stretches, start, name = list[_Stretch](), 0, None
    for row in range(len(heights)):
        if row in with_next and row + 1 < len(heights):
            continue
        own, end = name, row + 1
        if start in table.groups:
            own, name = None, start
        named = 0 if own is None else heights[own]
        stretches.append(_Stretch(start, end - start, sum(heights[start:end]), own, named))
        start = end
    return stretches


def _report(table: Table, stretch: _Stretch, over: Length, frame: TextFrame, rows: int, findings: Findings) -> None:
    """Report rows that do not fit a slide."""
    first, last = stretch.start + 1, stretch.start + stretch.count
    if stretch.alone[0] > rows:
        message = f"rows {first} to {last} of the table stay together; a slide holds {rows} rows"
        findings.error(message, table.place, hint="join fewer cells")
        return
    named = f"row {first} of the table is" if stretch.count == 1 else f"rows {first} to {last} of the table are"
    message = f'{named} {over.pt:.0f} pt too tall for the box "{frame.name}"'
    findings.error(message, table.place, hint="say it in fewer words")


def _shares(stretches: Sequence[_Stretch], most: int, rows: int) -> list[_Share]:
    """The rows that each slide shows: the first, the one after the last, and the name of the group that goes on. As
    even as the heights allow, at most `rows`."""
    needed = len(_filled(stretches, most, rows))
    even = -(-sum(stretch.count for stretch in stretches) // max(1, needed))
    tried = [_filled(stretches, most, rows, needed), *(_filled(stretches, most, each) for each in range(even, rows))]
    return next((shares for shares in tried if len(shares) == needed), None) or _filled(stretches, most, rows)


def _filled(stretches: Sequence[_Stretch], most: int, rows: int, slides: int = 0) -> list[_Share]:
    """Each slide filled before the next begins: with `rows` rows, or with its part of the rest if there are to be so
    many `slides`."""
    shares: list[_Share] = []
    used = counted = 0
    full, left = rows, sum(stretch.count for stretch in stretches)
    for stretch in stretches:
        end = stretch.start + stretch.count
        if not shares or counted + stretch.count > full or used + stretch.height > most:
            goes_on = stretch.name if shares else None
            used, counted = (stretch.name_height, 1) if goes_on is not None else (0, 0)
            full = min(rows, counted + -(-left // max(1, slides - len(shares)))) if slides else rows
            shares.append((stretch.start, end, goes_on))
        shares[-1] = (shares[-1][0], end, shares[-1][2])
        used += stretch.height
        counted += stretch.count
        left -= stretch.count
    return shares
