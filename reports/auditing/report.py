"""An audit → what is printed of it: rows for each figure that is not traced, sums of those that are, JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from reports.auditing.model import STATES, Figure
from reports.diagnostics import counted


def rows(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """A row for each figure that is not traced."""
    return [
        {"place": figure.place, "figure": figure.figure, "state": figure.state, "what": figure.what}
        for figure in figures
        if figure.state != "traced"
    ]


def summary(figures: Iterable[Figure]) -> str:
    """ "12 figures: 9 traced (4 fact, 5 date), 1 changed, 2 untraced, 3 lost"; those lost are none of the 12."""
    figures = tuple(figures)
    states = Counter[str]()
    for figure in figures:
        states[figure.state] += figure.times
    kinds = Counter(figure.kind for figure in figures if figure.state == "traced")
    summed = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    parts = [
        f"{states[state]} {state}" + (f" ({summed})" if state == "traced" else "") for state in STATES if states[state]
    ]
    standing = sum(figure.state != "lost" for figure in figures)
    return f"{counted(standing, 'figure')}: {', '.join(parts)}"


def as_objects(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """All figures as JSON has them."""
    return [asdict(figure) for figure in figures]
