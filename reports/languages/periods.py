"""Periods as the facts file writes them (`2025-Q3`, `2021/2024`) → first and last day, and words of a language."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from reports.languages.model import DateForm
from reports.languages.numbers import NO_BREAK_SPACE

Part = Literal["half", "quarter", "month", "day"]
Precision = Literal["day", "month", "quarter", "half", "year", "range", "since"]
PartName = Literal["start", "end", "year", "month", "date"]
PARTS: tuple[PartName, ...] = get_args(PartName)
Shortened = Literal["", "yearless", "alone"]
"""How a period is written before another one that says its year, or its month and year, too."""

FORMS = "2025-10-21, 2025-06, 2025-Q3, 2025-H1, 2025, 2021/2024, 2025-07-25/2025-09-07 or 2022/.."
_POINT = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?\Z")
_OPEN_END = date(9999, 12, 31)


class Period(Struct, frozen=True):
    """A period: its first and last day, its precision, and how the facts file writes it.

    A range has two ends, each a period with its own precision; `since` has no known end.
    """

    first: date
    last: date
    precision: Precision
    written: str
    start: Period | None = None
    end: Period | None = None

    def contains(self, other: Period) -> bool:
        return self.first <= other.first and other.last <= self.last

    def before(self, other: Period) -> Shortened:
        """How the period is written before `other`, as in "March and April 2025"."""
        if self.precision != other.precision or self.first.year != other.first.year or self.start:
            return ""
        return "alone" if self.precision == "day" and self.first.month == other.first.month else "yearless"

    def part(self, name: PartName) -> Period:
        """The first or last of a range, the year or month that the period is in, or the day if it is one.

        ValueError if there is no such part.
        """
        first, last = self.first, self.last
        is_year = name == "year" and first.year == last.year
        is_month = name == "month" and (first.year, first.month) == (last.year, last.month)
        found = {
            "start": self.start,
            "end": self.end,
            "date": self if self.precision == "day" else None,
            "year": _point(f"{first.year:04}") if is_year else None,
            "month": _point(f"{first.year:04}-{first.month:02}") if is_month else None,
        }[name]
        if found is None:
            raise ValueError(f"the period {self.written} has no {'single ' if name in ('year', 'month') else ''}{name}")
        return found

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


class PeriodForms(Struct, frozen=True):
    """The patterns of one form, long or short. `{start}` and `{end}` are the ends of a range, already in words.

    `yearless` and `day_alone` are for a period before another one of the same year, and of the same month.
    """

    points: Mapping[Precision, str]
    yearless: Mapping[Precision, str]
    day_alone: str
    years: str
    days: str
    span: str
    since: str


class Calendar(Struct, frozen=True, eq=False):
    """How a language writes periods.

    In a pattern `~` is a no-break space, and braces hold year, half, quarter, month or day in digits ({day:02}: with
    a zero before it), or one of `names`: lists of the words for a part of the date, in order.
    """

    names: Mapping[str, tuple[Part, tuple[str, ...]]]
    long: PeriodForms
    short: PeriodForms

    def write(self, period: Period, form: DateForm, shortened: Shortened = "") -> str:
        forms = self.long if form == "long" else self.short
        if period.start is None:
            written = self._point(period, _pattern(period, forms, shortened))
        elif period.end is None:
            written = forms.since.format(start=self._point(period.start, forms.points[period.start.precision]))
        else:
            written = self._range(period.start, period.end, forms)
        return written.replace("~", NO_BREAK_SPACE)

    def _range(self, start: Period, end: Period, forms: PeriodForms) -> str:
        shortened = start.before(end)
        opening = _pattern(start, forms, shortened)
        pattern, closing = forms.days if shortened == "alone" else forms.span, forms.points[end.precision]
        if start.precision == end.precision == "year":
            pattern, opening, closing = forms.years, "{year}", "{year}"
        return pattern.format(start=self._point(start, opening), end=self._point(end, closing))

    def _point(self, period: Period, pattern: str) -> str:
        day = period.first
        parts = {"half": (day.month + 5) // 6, "quarter": (day.month + 2) // 3, "month": day.month, "day": day.day}
        named = {name: words[parts[part] - 1] for name, (part, words) in self.names.items()}
        return pattern.format(year=f"{day.year:04}", **parts, **named)


def _pattern(period: Period, forms: PeriodForms, shortened: Shortened) -> str:
    if shortened == "alone":
        return forms.day_alone
    whole = forms.points[period.precision]
    return forms.yearless.get(period.precision, whole) if shortened else whole
