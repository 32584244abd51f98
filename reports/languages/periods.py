"""Periods of time as the facts file writes them (`2025-Q3`, `2021/2024`) ↔ their first and last day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "quarter", "half", "year", "range", "since"]

FORMS = "2025-10-21, 2025-06, 2025-Q3, 2025-H1, 2025, 2021/2024, 2025-07-25/2025-09-07 or 2022/.."
_POINT = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?\Z")
_OPEN_END = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """A period: its first and last day, how precisely it is known, and what the facts file wrote.

    A range holds its two ends, each a period with its own precision; `since` has no known end.
    """

    first: date
    last: date
    precision: Precision
    written: str
    start: Period | None = None
    end: Period | None = None

    @property
    def year(self) -> int:
        return self.first.year

    def contains(self, other: Period) -> bool:
        """Whether `other` lies within this period."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return self.written


def parse_period(text: str) -> Period:
    """The period that `text` names, in one of `FORMS`. ValueError if it is none."""
    start_text, slash, end_text = text.partition("/")
    start = _point(start_text)
    if not slash:
        return start
    if end_text == "..":
        return Period(start.first, _OPEN_END, "since", text, start)
    end = _point(end_text)
    if end.last <= start.first:
        raise ValueError(f'"{text}" ends before it begins')
    return Period(start.first, end.last, "range", text, start, end)


def _point(text: str) -> Period:
    match = _POINT.match(text)
    if not match:
        raise ValueError(f'"{text}" is no period')
    year, month, day, quarter, half = (int(group or 0) for group in match.groups())
    months: dict[Precision, tuple[int, int]] = {
        "month": (month, month),
        "quarter": (3 * quarter - 2, 3 * quarter),
        "half": (6 * half - 5, 6 * half),
        "year": (1, 12),
    }
    precision: Precision = "quarter" if quarter else "half" if half else "month" if match[2] else "year"
    start, end = months[precision]
    try:
        if match[3]:
            return Period(date(year, month, day), date(year, month, day), "day", text)
        return Period(date(year, start, 1), date(year, end, calendar.monthrange(year, end)[1]), precision, text)
    except ValueError as error:
        raise ValueError(f'"{text}" is no date: {error}') from None
