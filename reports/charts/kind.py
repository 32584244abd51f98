"""A kind of chart: what it demands of a spec, and how its data, its words and its picture are made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from msgspec import Struct

from reports.charts.colours import ChartFill
from reports.charts.editable import NativeChart
from reports.charts.frame import ChartLooks, Frame
from reports.charts.marks import ChartMark
from reports.charts.model import ChartData, ChartEntry
from reports.facts.wording import Wording

MOST_ITEMS, MOST_SERIES, MOST_ROWS = 12, 8, 60
Drawn = tuple[list[ChartMark], float]
"""The marks of a chart, and how far down they reach in points."""


class ChartKind(Struct, frozen=True, kw_only=True):
    """All that is particular to one kind of chart.

    `names`, by language, begin the text alternative; languages that are not among them name the kind themselves.
    """

    name: str
    names: Mapping[str, str]
    draw: Callable[[ChartData, Frame, float], Drawn]
    """Draws the data in a frame, below the subtitle; the last argument is the distance from the top in points."""
    native: Callable[[ChartData], NativeChart] | None = None
    """Gives the data as a native chart, for kinds that have such a form. Raises NotNative."""
    why_drawn: str = ""
    """Why the kind has no native form, where an author would expect one."""
    fills: Callable[[ChartData, ChartLooks], Mapping[ChartEntry, ChartFill]] | None = None
    """Gives the fill of each entry, for kinds whose title may have words in these colours."""
    fewest: int = 1
    most: int = MOST_ITEMS
    valued: bool = True  # each fact has a value, which is given a length or a height
    dated: bool = False  # each fact has a period; entries are in the order of these
    ended: bool = False  # … that has an end
    aims: bool = True  # targets and plans may be among the facts
    expected: bool = False  # … or at least what is expected
    negative: bool = False
    exact: bool = False  # a value has no open end
    summed: bool = False  # the values of a row have a sum above zero
    ranged: bool = False  # a value may be a range
    target: bool = False  # a target may accompany the facts
    whole: bool = False  # the whole of which the facts are parts may accompany them
    timed: bool = False  # it has an axis of time, on which periods may be shaded
    timed_rows: bool = False  # … or its rows may be periods, which may be shaded
    percent: str = ""  # why each fact is a percentage, unless the spec has a target; empty if it need not be one
    compared: bool = False  # a fact may have a target of its own, and a value that it had before
    own_target: bool = False  # each fact has a target of its own
    one_axis: bool = True  # all facts are compared with each other
    ranks: bool = False  # a fact may be a rank
    mapped: bool = False  # each fact has a place, whose tile is in a map
    total: bool = False  # the facts add up to one more fact, which the spec names
    rest: bool = False  # the facts are parts of a whole, and the spec may name what they leave of it
    gridded: bool = False  # facts may be rows of several series
    fewest_series: int = 1
    most_series: int = MOST_SERIES
    series_always: bool = False  # … and are so also where the spec does not say it
    most_points: int = MOST_ROWS  # of one line
    most_rows: int = MOST_ROWS
    gaps: bool = True  # a row may lack the value of a series
    axis: str = ""  # what its axis of values goes to: "" (it has none), "value", "sum" or "share"
    sorted: bool = False  # by value (by time where only periods differ), unless the spec says otherwise
    completed: Callable[[ChartData, Wording], ChartData] = lambda data, wording: data
    """The data that all kinds have in common, with what this kind adds."""
    item_words: Callable[[ChartEntry], tuple[str, str]] = lambda entry: (entry.label, entry.number)
    """The two halves of an entry in the text alternative."""

    distinct_by: Callable[[ChartEntry], Hashable] = lambda entry: (entry.series, entry.label)
    """What no two entries of a chart may have in common: their cell."""
    alike: str = 'have the same label, "{entry.label}" ({language})'
    """What is said of two entries that have it in common."""

    def row(self, entry: ChartEntry) -> str:
        """In which row of a grid an entry is."""
        return entry.when if self.dated else entry.label
