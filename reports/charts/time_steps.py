"""The periods of a native chart, whose places are equal steps of time."""

from __future__ import annotations

from datetime import date

from reports.charts.editable import NotNative
from reports.charts.model import ChartData, ChartEntry

EQUAL_STEPS = "write native: false, or show only years, only quarters or only months"
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def steps_of(data: ChartData) -> dict[str, int]:
    """The place of each period, by its name. NotNative if the periods are no equal steps of time."""
    steps = {entry.when: _step(entry) for entry in data.entries}
    if len({precision for precision, _ in steps.values()}) > 1 or (len(steps) > 2 and ("", 0) in steps.values()):
        raise NotNative("its periods are no equal steps of time", EQUAL_STEPS)
    if len(steps) <= 2:
        return {when: number for number, when in enumerate(steps)}
    return {when: number for when, (_, number) in steps.items()}


def _step(entry: ChartEntry) -> tuple[str, int]:
    """The precision and the number of an entry's period; "" and 0 if such periods do not follow each other."""
    first, months = entry.first or date.min, _MONTHS.get(entry.precision, 0)
    return (entry.precision, (first.year * 12 + first.month - 1) // months) if months else ("", 0)
