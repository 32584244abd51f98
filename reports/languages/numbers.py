"""Decimals ↔ digits with a language's separators, exact at any size; ranges of them."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from msgspec import Struct

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


class Range(Struct, frozen=True):
    """The values from `low` to `high`, as a source prints "10–15%". ValueError if `low` is not below `high`."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"a range goes from a lower value to a higher one, not from {self.low} to {self.high}")

    def __format__(self, spec: str) -> str:
        """As the facts file writes it: [10, 15]."""
        return f"[{self.low:{spec}}, {self.high:{spec}}]"

    def __str__(self) -> str:
        return f"{self:f}"


Value = Decimal | Range


def ends_of(value: Value) -> tuple[Decimal, ...]:
    """The lower and the higher end of a range; a single value alone."""
    return (value.low, value.high) if isinstance(value, Range) else (value,)


def parse_value(text: str) -> Value:
    """The value that a format with "f" has written. ArithmeticError or ValueError if it is none."""
    if text.startswith("["):
        low, high = text.strip("[]").split(", ")
        return Range(Decimal(low), Decimal(high))
    return Decimal(text)


def plain_value(value: Value) -> str:
    """The value in digits, without an exponent or zeros that it does not need."""
    ends = [f"{end.normalize():f}" for end in ends_of(value)]
    return f"[{', '.join(ends)}]" if isinstance(value, Range) else ends[0]


class Digits(Struct, frozen=True):
    """The signs of a language before decimals and between groups of three digits."""

    decimal: str
    group: str

    def write(self, value: Decimal, decimals: int | None = None) -> str:
        """`value` in digits, with exactly `decimals` decimals, or (None) with those that it needs.

        Raises ValueError for NaN and infinity.
        """
        if not value.is_finite():
            raise ValueError(f"{value} cannot be written")
        text = format(value if decimals is None else rounded(value, decimals), ",f")
        if decimals is None and "." in text:
            text = text.rstrip("0").rstrip(".")
        if not text.strip("-0.,"):
            text = text.removeprefix("-")
        return text.translate({ord(","): self.group, ord("."): self.decimal, ord("-"): MINUS})

    @property
    def _read_group(self) -> str:
        """The sign between groups; a plain space if the language uses any kind of space."""
        return " " if self.group.isspace() else self.group

    @property
    def figure(self) -> str:
        """The pattern of a possible number in a text with plain spaces; `read` decides whether it is one."""
        groups = "(?: [0-9]{3}(?![0-9])(?:[.,][0-9]+)?)*" if self.group.isspace() else ""
        return rf"[-−]?[0-9](?:[0-9.,]*[0-9])?{groups}"

    def read(self, token: str) -> Decimal:
        """The number in `token`. ValueError if it is none with these separators."""
        group = self._read_group
        match = _number(group, self.decimal).fullmatch(token.strip())
        if not match:
            raise ValueError(f'"{token}" is no number')
        sign, whole, fraction = match.groups()
        return Decimal(f"{'-' if sign else ''}{whole.replace(group, '')}.{fraction or 0}")


@cache
def _number(group: str, decimal: str) -> re.Pattern[str]:
    """Groups before the decimals have three digits: "1.5" is no number if the dot separates groups."""
    group, decimal = re.escape(group), re.escape(decimal)
    return re.compile(rf"([-−]?)([1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+|[0-9]+)(?:{decimal}([0-9]+))?")


def rounded(value: Decimal, decimals: int, rule: str = ROUND_HALF_UP) -> Decimal:
    """`value` with so many decimals, half up (away from zero) or by another rule of `decimal`."""
    precision = abs(value.adjusted()) + abs(decimals) + 2
    context = Context(prec=precision, rounding=rule)
    return value.quantize(Decimal((0, (1,), -decimals)), context=context)


def shifted(value: Decimal, power: int) -> Decimal:
    """`value` times ten to the `power`, exactly, without an exponent."""
    digits = len(value.as_tuple().digits) + abs(power)
    return Decimal(format(value.scaleb(power, Context(prec=digits)), "f"))


def decimals_needed(value: Decimal) -> int:
    """The number of decimals that `value` has."""
    return len(format(value, "f").partition(".")[2].rstrip("0"))


def plain_spaces(text: str) -> str:
    """`text` composed (NFC), with single plain spaces inside and none around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())
