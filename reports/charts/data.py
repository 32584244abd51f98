"""Spec + wording → `ChartData`: all that a drawing shows, in one language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from reports.charts.kinds import KINDS
from reports.charts.model import ChartData, Entry
from reports.charts.specs import Item, Spec
from reports.document.model import plain
from reports.facts.wording import Wording


def chart_data(spec: Spec, wording: Wording) -> ChartData:
    """What the chart shows in the wording's language. Raises Unwritable if a fact's figure cannot be written."""
    kind, code = KINDS[spec.kind], wording.language.code
    entries = [_entry(item, wording, valued=kind.valued) for item in spec.facts]
    if kind.dated:
        entries.sort(key=lambda entry: (entry.first or date.min, entry.last or date.max))
    elif (spec.sort or ("value" if kind.sorted else "given")) == "value":
        entries.sort(key=lambda entry: -entry.value)
    data = ChartData(
        kind=spec.kind,
        subtitle=plain(wording.expand(spec.subtitle[code])),
        entries=tuple(entries),
        target=_target(spec.target, wording) if spec.target else None,
        rest=plain(wording.expand(spec.rest[code])) if spec.rest else "",
    )
    return kind.completed(data, spec, wording)


def _entry(item: Item, wording: Wording, *, valued: bool = True) -> Entry:
    fact = wording.facts.facts[item.fact]
    period = fact.period
    label = wording.expand(item.label[wording.language.code], fact) if item.label else wording.label(item.fact)
    return Entry(
        fact=fact.id,
        label=wording.language.capital(plain(label)),
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


def _target(item: Item, wording: Wording) -> Entry:
    """The entry for the target; without a label of its own it is called "Target", "Plan" or another status."""
    entry = _entry(item, wording)
    return entry if item.label else replace(entry, label=wording.status(entry.status))
