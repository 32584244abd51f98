"""What somebody wrote where a number is expected → how to write it: without quotes, separators, thousands' points."""

from __future__ import annotations

import math
import re
from decimal import Decimal

HOW = "write digits with a point for decimals, such as 39.51"
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")
_COMMAS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?\Z")
_POINTS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?\Z")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+\Z")
_SPACE = re.compile("[ \u00a0\u202f]")
_SPACED = re.compile(r"[-+]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?\Z")


def number_hint(text: str) -> str:
    """How to write the number that a text means to be."""
    if thousands(text):
        return both_ways(text)
    if _PLAIN.match(text):
        return "take the quotes away"
    number = _plain(text)
    if number and _COMMAS.match(text) and text.count(",") == 1 and "." not in text:
        decimal = text.replace(",", ".").rstrip("0").rstrip(".")
        return f"write {number}, or {decimal} if the comma marks decimals"
    return f"write {number}" if number else HOW


def whole_hint(text: str) -> str:
    """How to write the whole number that a text, or a number with decimals, means to be."""
    if thousands(text):
        return both_ways(text)
    if _POINTS.match(text) and "," not in text:
        return f"write {text.replace('.', '')}"
    number = text if _PLAIN.match(text) else _plain(text)
    if number is None:
        return "write a whole number in digits, such as 3"
    if "." not in number:
        return "take the quotes away" if number == text else f"write {number}"
    lower = math.floor(Decimal(number))
    return f"write it without decimals: {lower} or {lower + 1}"


def _plain(text: str) -> str | None:
    """The number as YAML writes it, of a text that prints it with separators."""
    if _COMMAS.match(text):
        return text.replace(",", "")
    if _POINTS.match(text):
        return text.replace(".", "").replace(",", ".")
    if _DECIMAL_COMMA.match(text):
        return text.replace(",", ".")
    return _SPACE.sub("", text).replace(",", ".") if _SPACED.match(text) else None


def looks_printed(text: str) -> bool:
    """Whether it is a number as a text prints it, with separators that YAML does not know."""
    return any(pattern.match(text) for pattern in (_COMMAS, _POINTS, _DECIMAL_COMMA, _SPACED))


def thousands(text: str) -> bool:
    """Whether the point of a plain number reads as thousands in Vietnamese: 743.000."""
    return bool(re.match(r"[-+]?\d{1,3}\.000\Z", text))


def both_ways(text: str) -> str:
    """The two readings of such a number."""
    return f"write {text.replace('.', '')} if it counts thousands, {int(Decimal(text))} if it does not"
