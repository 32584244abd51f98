"""A language as a value: all its differences from others are in its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from reports.languages import parser
from reports.languages.model import DateForm, Noun, Qualifier, QuantityForm, Words
from reports.languages.numbers import NO_BREAK_SPACE, Value, ends_of, plain_spaces
from reports.languages.periods import Calendar, Period, Shortened
from reports.languages.quantities import IN_WORDS, Quantities

_SHORT = 10
"""The most letters of a qualifier and a number that stay on one line: hơn 51%, nearly 200."""
_OPENING = " \u00a0“‘\"'([«"


class Language(Struct, frozen=True, eq=False):
    """One language. All functions are pure; numbers are decimals, rounded half up.

    A number and its unit are joined by no-break spaces, as are the parts of a date that belong together.
    Reading treats all spaces as plain ones.
    """

    code: str
    """What files and commands call it: vi."""
    tag: str
    """Its language tag in Office files: vi-VN."""
    name: str
    """Its own name for itself: Tiếng Việt."""
    words: Words
    """The words that writers print."""
    quantities: Quantities
    calendar: Calendar
    last_joint: str
    typed_counts: re.Pattern[str] = re.compile(r"(?!)")
    """The numbers that authors type as words, from two up, with the word after them; not those that count nothing."""
    justified: bool = False
    """Whether the administrative form justifies its lines in this language."""
    small_counts: Literal["words", "figures"] = "figures"
    """How running text writes counts under ten, unless an audience says otherwise."""

    comparisons: tuple[str, ...] = ()
    """Words that compare figures: a sentence with one may be untrue when the figure beside it changes."""

    def counts_in(self, text: str) -> Iterator[tuple[str, str]]:
        """The counts in a text that are typed as words: with the word after them, and alone."""
        return ((found[0], found[found.lastindex or 0]) for found in self.typed_counts.finditer(text))

    def phrased(self, phrases: Mapping[str, Any]) -> Language:
        """A copy of the language with these fields of `Words` replaced."""
        return replace(self, words=replace(self.words, **phrases))

    def number(self, value: Decimal, decimals: int | None = None) -> str:
        """`value` with this language's separators; exactly `decimals` decimals, or (None) those that it needs."""
        return self.quantities.digits.write(value, decimals)

    def quantity(
        self,
        value: Value | None,
        unit: str,
        qualifier: Qualifier = "exactly",
        *,
        noun: Noun | None = None,
        form: QuantityForm = "full",
        most_decimals: int | None = None,
        least_decimals: int = 0,
        power: int | None = None,
    ) -> str:
        """A quantity in words: qualifier, number (with a scale word from a million on), unit, noun.

        `most_decimals` rounds to at most so many decimals and adds no zeros ("1,6 triệu", "2 triệu"); without it
        nothing is rounded, and zeros at the end of a value are kept. Bounds stay bounds, also the ends of a range; what
        would be rounded to zero is written as "under 1%". `least_decimals` adds zeros up to so many ("45,00%" below
        "39,51%"): to exact figures only, since a bound, a range or an approximation with more digits would claim more.
        `power` is the power of ten to write as a word (0: none).
        `noun` is the word for counted things, for "number" and the glossary's units. ValueError where value, unit,
        qualifier and noun cannot go together.
        """
        tables, in_words, form = self.quantities, form in IN_WORDS, IN_WORDS.get(form, form)
        kind = tables.unit(unit, noun, form, named=in_words)
        if qualifier == "dozens":
            return tables.dozens(value, unit, noun, form)
        if value is None:
            raise ValueError(f'a quantity with the qualifier "{qualifier}" needs a value')
        if kind.ordinal:
            figure = tables.rank(value, qualifier, short=form == "short")
        else:
            shown = tables.shown(value, kind, qualifier, most_decimals, power)
            qualifier, scale = shown[-1].qualifier, shown[0].scale or shown[-1].scale  # zero has none
            least = least_decimals if qualifier == "exactly" and len(shown) == 1 else 0
            one = len(shown) == 1 and tables.singular(shown[0].number) and not scale
            text = tables.ends(shown, kind, least, in_words=in_words and not scale)
            figure = tables.figure(text, scale, kind, noun, form, one=one)
        before = tables.qualifiers[form][qualifier]
        # a line may end after "more than", or "about" before a long figure; not within them, nor after ">" or "the top"
        is_short = " " not in before and len(f"{before} {figure.split(' ')[0]}") <= _SHORT
        join = NO_BREAK_SPACE if is_short or kind.ordinal or not before[-1:].isalpha() else " "
        return f"{before.replace(' ', NO_BREAK_SPACE)}{join}{figure}" if before else figure

    def decimals(
        self,
        value: Value,
        unit: str,
        qualifier: Qualifier,
        *,
        noun: Noun | None,
        most_decimals: int | None,
        power: int | None = None,
    ) -> tuple[int, int]:
        """The power of ten that `quantity` writes as a word (0: none), and how many decimals it writes before it."""
        kind = self.quantities.unit(unit, noun, "number")
        shown = self.quantities.shown(value, kind, qualifier, most_decimals, power)
        return max(each.scale.power if each.scale else 0 for each in shown), max(each.decimals for each in shown)

    def common_power(self, values: Sequence[Value], unit: str, *, noun: Noun | None, most_decimals: int | None) -> int:
        """The power of ten that `quantity` can write as a word for all values of one axis (0: none)."""
        ends = [end for value in values for end in ends_of(value)]
        return self.quantities.common_power(ends, self.quantities.unit(unit, noun, "number"), most_decimals)

    def read_number(self, token: str) -> Decimal:
        """The number that a token of this language prints ("743.000", "39,51"). ValueError if none."""
        return self.quantities.digits.read(plain_spaces(token))

    def read_quantity(self, text: str) -> tuple[Value | None, Qualifier]:
        """The value in base units and the qualifier of a quantity, in any form or as sources print it.

        ValueError if there is no number, more than one that are no range, or an unknown word before it.
        """
        return parser.read_quantity(self.quantities, text)

    def date(self, day: date, form: DateForm = "long") -> str:
        """long: ngày 21 tháng 10 năm 2025 / 21 October 2025; short: 21/10/2025 / 21 Oct 2025."""
        return self.period(Period(day, day, "day", day.isoformat()), form)

    def period(self, period: Period, form: DateForm = "long", shortened: Shortened = "") -> str:
        """The period as text: long for a sentence, short for a table or a label."""
        return self.calendar.write(period, form, shortened)

    def joints(self, count: int) -> Sequence[str]:
        """What is between so many items of a list."""
        return [*[", "] * (count - 2), f" {self.last_joint} "][: max(count - 1, 0)]

    def join(self, items: Sequence[str]) -> str:
        """A, B và C; A, B and C."""
        joints = ["", *self.joints(len(items))]
        return "".join(joint + item for joint, item in zip(joints, items, strict=False))

    def quoted(self, text: str) -> str:
        """The text in quotation marks; those inside it become single ones."""
        first, last = self.words.quotes
        return f"{first}{text.replace(first, '‘').replace(last, '’')}{last}"

    def capital(self, text: str) -> str:
        """The text with its first letter a capital."""
        # Only opening marks may come before it: a text that begins with a figure does not change.
        start = len(text) - len(text.lstrip(_OPENING))
        return text[:start] + text[start : start + 1].upper() + text[start + 1 :]
