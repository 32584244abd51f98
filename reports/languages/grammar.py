"""A language as a value: all that tells it from another is in its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from reports.languages import reading
from reports.languages.alphabet import Alphabet
from reports.languages.dates import Calendar
from reports.languages.model import Noun, Qualifier, QuantityForm, Words
from reports.languages.numbers import plain_spaces
from reports.languages.quantities import Quantities
from reports.periods import Period

_OPENING = " \u00a0“‘\"'([«"


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Implements `model.Language`, whose docstrings say what each function does."""

    code: str
    tag: str
    name: str
    words: Words
    quantities: Quantities
    calendar: Calendar
    alphabet: Alphabet
    last_joint: str

    def phrased(self, phrases: Mapping[str, str]) -> Grammar:
        return replace(self, words=replace(self.words, **phrases))  # type: ignore[arg-type]

    def number(self, value: Decimal, places: int | None = None) -> str:
        return self.quantities.digits.write(value, places)

    def quantity(
        self,
        value: Decimal | None,
        unit: str,
        qualifier: Qualifier = "exactly",
        *,
        noun: Noun | None = None,
        form: QuantityForm = "full",
        places: int | None = None,
        decimals: int = 0,
    ) -> str:
        return self.quantities.write(value, unit, qualifier, noun, form, places, decimals)

    def decimals(
        self,
        value: Decimal,
        unit: str,
        qualifier: Qualifier = "exactly",
        *,
        noun: Noun | None = None,
        places: int | None = None,
    ) -> tuple[int, int]:
        return self.quantities.decimals(value, unit, qualifier, noun, places)

    def read_number(self, token: str) -> Decimal:
        return self.quantities.digits.read(plain_spaces(token))

    def read_quantity(self, text: str) -> tuple[Decimal | None, Qualifier]:
        return reading.read_quantity(self.quantities, text)

    def ordinal(self, value: int) -> str:
        return self.quantities.ordinals.write(value, self.quantities.digits)

    def date(self, day: date, form: Literal["long", "short"] = "long") -> str:
        return self.period(Period(day, day, "day", day.isoformat()), form)

    def period(self, period: Period, form: Literal["long", "short"] = "long") -> str:
        return self.calendar.write(period, form)

    def read_period(self, text: str) -> Period:
        return self.calendar.read(text)

    def join(self, items: Sequence[str]) -> str:
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.last_joint} {items[-1]}"

    def capital(self, text: str) -> str:
        # Only opening marks may stand before it: a text that begins with a figure stays as it is.
        start = len(text) - len(text.lstrip(_OPENING))
        return text[:start] + text[start : start + 1].upper() + text[start + 1 :]

    def sort_key(self, text: str) -> tuple[object, ...]:
        return self.alphabet.key(text)
