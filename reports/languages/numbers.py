"""Decimals ↔ digits with a language's separators, exact at any size."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Digits:
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
        return text.translate({ord(","): self.group, ord("."): self.decimal})

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
