"""Spec + wording → `ChartData`: all that a drawing shows, as text, decimals and days in one language."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from reports.charts.models import DEMANDS, Item, Spec
from reports.document.model import plain
from reports.facts import Fact
from reports.facts.wording import Wording
from reports.languages import Qualifier
from reports.languages.periods import Precision, parse_period

WHOLE = Decimal(100)
MOST_MONTHS, MOST_QUARTERS = 18, 12
"""A time axis is divided into months, or quarters, up to so many of them."""


@dataclass(frozen=True, slots=True)
class Media:
    """A drawn chart, and the millimetres at which it stands."""

    chart: str
    png: bytes
    svg: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact as a chart shows it. `figure` is its value as printed; `last` is None where a period has no end."""

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


@dataclass(frozen=True, slots=True)
class Tick:
    """A stretch of a time axis and its name."""

    first: date
    last: date
    text: str


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows. `scales` are the ways to divide its time axis, the finest first."""

    kind: str
    subtitle: str
    entries: tuple[Entry, ...]
    target: Entry | None = None
    rest: str = ""
    scales: tuple[tuple[Tick, ...], ...] = ()

    @property
    def aim(self) -> Entry:
        """The target of a chart of a kind that always has one. LookupError where there is none."""
        if self.target is None:
            raise LookupError(f"a chart of the kind {self.kind} has no target")
        return self.target


def chart_data(spec: Spec, wording: Wording) -> ChartData:
    """What the chart shows in the wording's language. Raises Unwritable if a fact's figure cannot be written."""
    demand = DEMANDS[spec.kind]
    entries = [_entry(item, wording, valued=demand.valued) for item in spec.facts]
    if (spec.sort or ("value" if demand.sorted else "given")) == "value" and demand.valued:
        entries.sort(key=lambda entry: -entry.value)
    if demand.dated:
        entries.sort(key=lambda entry: (entry.first or date.min, entry.last or date.max))
    if spec.kind == "line":
        entries = _in_series(spec, entries, wording)
    return ChartData(
        kind=spec.kind,
        subtitle=plain(wording.expand(spec.subtitle[wording.language.code])),
        entries=tuple(entries),
        target=_target(spec, wording),
        rest=plain(wording.expand(spec.rest[wording.language.code])) if spec.rest else "",
        scales=tuple(_scales(entries, wording)) if spec.kind == "timeline" else (),
    )


def label_of(item: Item, wording: Wording) -> str:
    """The item's label, or the fact's, with a capital at the start."""
    fact = wording.facts.facts[item.fact]
    words = wording.expand(item.label[wording.language.code], fact) if item.label else wording.label(item.fact)
    return wording.language.capital(plain(words))


def aim_word(fact: Fact, wording: Wording) -> str:
    """What an aim is called: "Target", "Plan" or another status."""
    return wording.language.capital(wording.language.words.statuses[fact.status])


def _entry(item: Item, wording: Wording, *, valued: bool) -> Entry:
    fact = wording.facts.facts[item.fact]
    period = fact.period
    return Entry(
        fact=fact.id,
        label=label_of(item, wording),
        figure=wording.fact(fact.id, "short").text if valued else "",
        value=fact.value if valued and fact.value is not None else Decimal(0),
        qualifier=fact.qualifier,
        status=fact.status,
        emphasis=item.emphasis,
        when=wording.language.period(period, "short") if period else "",
        first=period.first if period else None,
        last=period.last if period and period.precision != "since" else None,
        precision=period.precision if period else "day",
    )


def _target(spec: Spec, wording: Wording) -> Entry | None:
    """The target; of a progress without one, the whole of which the facts are shares."""
    if spec.target is None:
        whole = wording.language.quantity(WHOLE, "percent", form="short")
        plan = wording.language.capital(wording.language.words.statuses["plan"])
        return Entry("", plan, whole, WHOLE, status="plan") if spec.kind == "progress" else None
    fact = wording.facts.facts[spec.target.fact]
    label = label_of(spec.target, wording) if spec.target.label else aim_word(fact, wording)
    figure = wording.fact(fact.id, "short").text
    return Entry(fact.id, label, figure, fact.value or Decimal(0), fact.qualifier, fact.status)


def _in_series(spec: Spec, entries: list[Entry], wording: Wording) -> list[Entry]:
    """The entries with the names of their lines: labels of their own, or their places where these differ."""
    own = {item.fact: item.label for item in spec.facts}
    places = {entry.fact: wording.facts.facts[entry.fact].place for entry in entries}

    def series(entry: Entry) -> str:
        if own[entry.fact]:
            return entry.label
        place = places[entry.fact]
        return wording.place(place).text if place and len(set(places.values())) > 1 else ""

    return [replace(entry, series=series(entry)) for entry in entries]


def _scales(entries: list[Entry], wording: Wording) -> Iterator[tuple[Tick, ...]]:
    """The time of the entries in months and quarters where they are few, then in years."""
    days = [day for entry in entries for day in (entry.first, entry.last) if day]
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    for step, most, name in ((1, MOST_MONTHS, "{0:04}-{1:02}"), (3, MOST_QUARTERS * 3, "{0:04}-Q{2}")):
        if months <= most:
            yield tuple(_ticks(first, last, step, name, wording))
    yield tuple(Tick(date(year, 1, 1), date(year, 12, 31), f"{year:04}") for year in range(first.year, last.year + 1))


def _ticks(first: date, last: date, step: int, name: str, wording: Wording) -> Iterator[Tick]:
    year, month = first.year, first.month - (first.month - 1) % step
    while date(year, month, 1) <= last:
        written = name.format(year, month, (month + 2) // 3)
        end = date(year, month + step - 1, calendar.monthrange(year, month + step - 1)[1])
        yield Tick(date(year, month, 1), end, wording.language.period(parse_period(written), "short"))
        year, month = (year, month + step) if month + step <= 12 else (year + 1, 1)
