"""A date or period that is written in another form → the likely one, as the facts file writes it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from reports.languages.periods import parse_period

_PARTS = re.compile(r"(\d{1,4})\s?[-./ ]\s?(\d{1,2})\s?[-./ ]\s?(\d{1,4})\Z")
_YEARS = re.compile(r"(\d{4})\s?[-–]\s?(\d{4})\Z")
_TURNED = re.compile(r"(\d{4})[-/ ]?([QqHh][1-4])\Z|([QqHh][1-4])[-/ ]?(\d{4})\Z")
_MOST_DAYS, _FIRST_YEAR = 31, 1000


def guessed_period(text: str) -> str | None:
    """The period in `text` with its parts in another order; None if it is none."""
    text = text.strip()
    if numbers := _PARTS.match(text):
        return _day(*(int(number) for number in numbers.groups()))
    if turned := _TURNED.match(text):
        text = f"{turned[1] or turned[4]}-{(turned[2] or turned[3]).upper()}"
    with suppress(ValueError):
        return str(parse_period(_YEARS.sub(r"\1/\2", text)))
    return None


def guessed_day(text: str) -> str | None:
    """The day in `text` with its parts in another order; None if there is no day."""
    written = guessed_period(text)
    return written if written and parse_period(written).precision == "day" else None


def _day(first: int, second: int, third: int) -> str | None:
    """The day of three numbers: the year first or last, the day before the month unless that cannot be."""
    year, day, month = (first, third, second) if first > _MOST_DAYS else (third, first, second)
    for one, other in ((day, month), (month, day)):
        with suppress(ValueError):
            return date(year, other, one).isoformat() if year >= _FIRST_YEAR else None
    return None
