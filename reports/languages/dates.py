"""Days and periods ↔ words, from one table of patterns per language that serves for writing and for reading.

In a pattern `~` is a no-break space, and a name in braces a part of the date as its `Field` spells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reports.languages.numbers import NO_BREAK_SPACE, plain_spaces
from reports.languages.periods import Period, Precision, parse_period

Part = Literal["year", "half", "quarter", "month", "day"]

_ISO: Mapping[Precision, str] = {
    "year": "{year:04}",
    "half": "{year:04}-H{half}",
    "quarter": "{year:04}-Q{quarter}",
    "month": "{year:04}-{month:02}",
    "day": "{year:04}-{month:02}-{day:02}",
}
_DASH = re.compile(r"\s*[-–—−]\s*")


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a date and how its values, counted from 1, are spelled."""

    part: Part
    spellings: tuple[str, ...]


NUMERIC: Mapping[str, Field] = {
    "day": Field("day", tuple(str(day) for day in range(1, 32))),
    "month": Field("month", tuple(str(month) for month in range(1, 13))),
    "quarter": Field("quarter", ("1", "2", "3", "4")),
    "half": Field("half", ("1", "2")),
}


@dataclass(frozen=True, slots=True)
class PeriodForms:
    """The patterns of one form, long or short. `{start}` and `{end}` are the ends of a range, as written.

    `yearless` and `day_alone` are for the start of a range within one year, and within one month.
    """

    points: Mapping[Precision, str]
    yearless: Mapping[Precision, str]
    day_alone: str
    years: str
    days: str
    span: str
    since: str


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """How a language writes periods. `also` are patterns that are read but never written."""

    fields: Mapping[str, Field]
    long: PeriodForms
    short: PeriodForms
    also: tuple[tuple[Precision, str], ...]

    def write(self, period: Period, form: Literal["long", "short"]) -> str:
        forms = self.long if form == "long" else self.short
        if period.start is None:
            written = self._point(period, forms.points[period.precision])
        elif period.end is None:
            written = forms.since.format(start=self._point(period.start, forms.points[period.start.precision]))
        else:
            written = self._range(period.start, period.end, forms)
        return written.replace("~", NO_BREAK_SPACE)

    def _range(self, start: Period, end: Period, forms: PeriodForms) -> str:
        opening = forms.points[start.precision]
        pattern, closing = forms.span, forms.points[end.precision]
        if start.precision == end.precision == "year":
            pattern, opening, closing = forms.years, "{year}", "{year}"
        elif start.precision == end.precision and start.year == end.year:
            opening = forms.yearless.get(start.precision, opening)
            if start.precision == "day" and start.first.month == end.first.month:
                pattern, opening = forms.days, forms.day_alone
        return pattern.format(start=self._point(start, opening), end=self._point(end, closing))

    def _point(self, period: Period, pattern: str) -> str:
        day = period.first
        values: Mapping[Part, int] = {
            "half": (day.month + 5) // 6,
            "quarter": (day.month + 2) // 3,
            "month": day.month,
            "day": day.day,
        }
        spelled = {name: field.spellings[values[field.part] - 1] for name, field in self.fields.items()}
        return pattern.format(year=f"{day.year:04}", **spelled)

    def read(self, text: str) -> Period:
        """The period that `text` names, in any of the forms. ValueError if it names none."""
        folded = _folded(text)
        for pattern in _range_patterns(self):
            if (match := pattern.fullmatch(folded)) and (written := self._read_range(match.groupdict())):
                return parse_period(written)
        if point := self._read_point(folded, _point_patterns(self)):
            return parse_period(_iso(*point))
        raise ValueError(f'"{text}" is no period as this language writes it')

    def _read_range(self, ends: Mapping[str, str]) -> str:
        """What the facts file would write for a range with these ends; "" if they are no dates."""
        whole = _point_patterns(self)
        start = self._read_point(ends["start"], whole)
        if "end" not in ends:
            return f"{_iso(*start)}/.." if start else ""
        end = self._read_point(ends["end"], whole)
        start = start or self._read_point(ends["start"], _opening_patterns(self))
        if not start or not end:
            return ""
        # A start without year or month has those of the end.
        return f"{_iso(start[0], end[1] | start[1])}/{_iso(*end)}"

    def _read_point(
        self, text: str, patterns: tuple[tuple[Precision, re.Pattern[str]], ...]
    ) -> tuple[Precision, dict[str, int]] | None:
        for precision, pattern in patterns:
            if match := pattern.fullmatch(text):
                return precision, dict(self._values(match.groupdict()))
        return None

    def _values(self, groups: Mapping[str, str]) -> Iterator[tuple[str, int]]:
        for name, text in groups.items():
            if name == "year" or _is_numeric(self.fields[name]):
                yield ("year" if name == "year" else self.fields[name].part), int(text)
            else:
                spellings = [_folded(spelling) for spelling in self.fields[name].spellings]
                yield self.fields[name].part, spellings.index(text) + 1


def _iso(precision: Precision, values: Mapping[str, int]) -> str:
    return _ISO[precision].format(**values)


def _folded(text: str) -> str:
    """`text` in small letters, with plain single spaces, and every dash alike."""
    return _DASH.sub("–", plain_spaces(text.replace("~", " ")).lower())


def _is_numeric(field: Field) -> bool:
    return all(spelling.isdecimal() for spelling in field.spellings)


@cache
def _point_patterns(calendar: Calendar) -> tuple[tuple[Precision, re.Pattern[str]], ...]:
    forms = (*calendar.long.points.items(), *calendar.short.points.items(), *calendar.also)
    return tuple((precision, _compiled(calendar, pattern)) for precision, pattern in forms)


@cache
def _opening_patterns(calendar: Calendar) -> tuple[tuple[Precision, re.Pattern[str]], ...]:
    forms: list[tuple[Precision, str]] = []
    for form in (calendar.long, calendar.short):
        forms += [*form.yearless.items(), ("day", form.day_alone)]
    return tuple((precision, _compiled(calendar, pattern)) for precision, pattern in forms)


@cache
def _range_patterns(calendar: Calendar) -> tuple[re.Pattern[str], ...]:
    forms = (calendar.long, calendar.short)
    patterns = dict.fromkeys(each for form in forms for each in (form.years, form.days, form.span, form.since))
    ends = {"start": "(?P<start>.+?)", "end": "(?P<end>.+)"}
    return tuple(re.compile(_folded(pattern).format(**ends)) for pattern in patterns)


def _compiled(calendar: Calendar, pattern: str) -> re.Pattern[str]:
    """The regular expression that reads what `pattern` writes; a day or month may have a zero in front."""
    groups = {"year": "(?P<year>[0-9]{4})"}
    for name, field in calendar.fields.items():
        choices = "[0-9]{1,2}" if _is_numeric(field) else "|".join(map(_folded, field.spellings))
        groups[name] = f"(?P<{name}>{choices})"
    literal = re.sub(r"[^{}\w\s]", lambda sign: re.escape(sign[0]), _folded(pattern))
    return re.compile(literal.format(**groups))
