"""What somebody wrote where a number is expected → how to write it: without quotes, separators, thousands' points."""

from __future__ import annotations

import re
from decimal import Decimal

HOW = "write digits with a point for decimals, such as 39.51"
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")
_COMMAS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
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
    if _COMMAS.match(text):
        whole = text.replace(",", "")
        decimal = text.replace(",", ".").rstrip("0").rstrip(".")
        one_comma = text.count(",") == 1 and "." not in text
        return f"write {whole}, or {decimal} if the comma marks decimals" if one_comma else f"write {whole}"
    if _POINTS.match(text):
        return f"write {text.replace('.', '').replace(',', '.')}"
    if _DECIMAL_COMMA.match(text):
        return f"write {text.replace(',', '.')}"
    if _SPACED.match(text):
        return f"write {_SPACE.sub('', text).replace(',', '.')}"
    return HOW


def looks_printed(text: str) -> bool:
    """Whether it is a number as a text prints it, with separators that YAML does not know."""
    return any(pattern.match(text) for pattern in (_COMMAS, _POINTS, _DECIMAL_COMMA, _SPACED))


def thousands(text: str) -> bool:
    """Whether the point of a plain number reads as thousands in Vietnamese: 743.000."""
    return bool(re.match(r"[-+]?\d{1,3}\.000\Z", text))


def both_ways(text: str) -> str:
    """The two readings of such a number."""
    return f"write {text.replace('.', '')} if it counts thousands, {int(Decimal(text))} if it does not"
