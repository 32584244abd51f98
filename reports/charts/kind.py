"""A kind of chart: what it demands of a spec, and how its data, its words and its picture are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.charts.frame import Frame
from reports.charts.marks import Mark
from reports.charts.model import ChartData, Entry
from reports.facts import Fact
from reports.facts.checks import Fault
from reports.facts.wording import Wording
from reports.files.yaml import Location

if TYPE_CHECKING:
    from reports.charts.specs import Spec

MOST_ITEMS = 12
Drawn = tuple[list[Mark], float]
"""The marks of a chart, and how far down they reach in points."""
ShownFact = tuple[Location, Fact]
"""A fact that the kind can show, and where the spec names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartKind:
    """All that is particular to one kind of chart.

    `names`, by language, begin the text alternative; languages that are not among them name the kind themselves.
    """

    name: str
    names: Mapping[str, str]
    draw: Callable[[ChartData, Frame, float], Drawn]
    """Draws the data in a frame, from so many points below its top, where the subtitle is."""
    fewest: int = 1
    most: int = MOST_ITEMS
    valued: bool = True  # each fact has a value, which is given a length or a height
    dated: bool = False  # each fact has a period; entries are in the order of these
    ended: bool = False  # … that has an end
    aims: bool = True  # targets and plans may be among the facts
    negative: bool = False
    target: bool = False  # a target may accompany the facts
    rest: bool = False  # the spec may name what the facts leave of a whole
    sorted: bool = False  # by value, unless the spec says otherwise
    faults: Callable[[Spec, Sequence[ShownFact]], Iterator[Fault]] = lambda spec, facts: iter(())
    """What else is wrong in a spec."""
    completed: Callable[[ChartData, Spec, Wording], ChartData] = lambda data, spec, wording: data
    """The data that all kinds have in common, with what this kind adds."""
    item_words: Callable[[Entry, str], tuple[str, str]] = lambda entry, figure: (entry.label, figure)
    """The two halves of an entry in the text alternative, given its figure in words."""


def not_percent(facts: Sequence[ShownFact], why: str) -> Iterator[Fault]:
    """A fault for each fact whose unit is not percent."""
    for at, fact in facts:
        if fact.unit != "percent":
            yield at, f'{why}: the unit of "{fact.id}" is {fact.unit}, not percent', None
