"""Decimals ↔ digits with a language's separators. Exact at any size; rounded half up only where asked to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Digits:
    """How a language sets its digits: the sign before the decimals and the one between groups of three."""

    decimal: str
    group: str

    def write(self, value: Decimal, places: int | None = None) -> str:
        """`value` with exactly `places` decimals, or with as many as it needs."""
        text = format(finite(value) if places is None else rounded(value, places), ",f")
        if places is None and "." in text:
            text = text.rstrip("0").rstrip(".")
        if not text.strip("-0.,"):
            text = text.removeprefix("-")
        return text.translate({ord(","): self.group, ord("."): self.decimal})

    @property
    def _read_group(self) -> str:
        """The sign between groups in a text that is read, in which all spaces are plain."""
        return " " if self.group.isspace() else self.group

    @property
    def figure(self) -> str:
        """The pattern of what may be a number, in a text with plain spaces; whether it is one, `read` says."""
        groups = "(?: [0-9]{3}(?![0-9])(?:[.,][0-9]+)?)*" if self.group.isspace() else ""
        return rf"[-−]?[0-9](?:[0-9.,]*[0-9])?{groups}"

    def read(self, token: str) -> Decimal:
        """The number that `token` prints, in these digits alone. ValueError if it prints none."""
        group, decimal = re.escape(self._read_group), re.escape(self.decimal)
        # A group before the decimals is whole or not there: "1.5" is no number where the dot groups by three.
        pattern = rf"([-−]?)([1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+|[0-9]+)(?:{decimal}([0-9]+))?"
        match = re.fullmatch(pattern, token.strip())
        if not match:
            raise ValueError(
                f'"{token}" is no number here: "{self.decimal}" stands before decimals, '
                f'"{self.group}" between groups of three digits'
            )
        sign, whole, fraction = match.groups()
        return Decimal(f"{'-' if sign else ''}{whole.replace(self._read_group, '')}.{fraction or 0}")


def finite(value: Decimal) -> Decimal:
    """`value` itself. Anything that is no finite decimal is refused: it must not reach a document."""
    if not isinstance(value, Decimal):
        raise TypeError(f"a number must be a Decimal, not {type(value).__name__}")
    if not value.is_finite():
        raise ValueError(f"{value} cannot be written as a number")
    return value


def rounded(value: Decimal, places: int, rule: str = ROUND_HALF_UP) -> Decimal:
    """`value` with `places` decimals, half up (away from zero) or by another of decimal's rules, at any size."""
    precision = abs(finite(value).adjusted()) + abs(places) + 2
    context = Context(prec=precision, rounding=rule)
    return value.quantize(Decimal((0, (1,), -places)), context=context)


def shifted(value: Decimal, power: int) -> Decimal:
    """`value` times ten to the `power`, exactly, without an exponent."""
    digits = len(value.as_tuple().digits) + abs(power)
    return Decimal(format(value.scaleb(power, Context(prec=digits)), "f"))


def decimals_needed(value: Decimal) -> int:
    """How many decimals it takes to write `value` exactly."""
    return len(format(value, "f").partition(".")[2].rstrip("0"))


def plain_spaces(text: str) -> str:
    """`text` composed (NFC), with single plain spaces inside and none around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())
