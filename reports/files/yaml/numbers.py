"""How to write a number in YAML, for somebody who typed it as a text prints it: with quotes, separators or commas."""

from __future__ import annotations

import math
import re
from decimal import Decimal

HOW = "write digits with a point for decimals, such as 39.51"
_WHOLE = "write a whole number in digits, such as 3"
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")
_COMMAS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?\Z")
_GROUP = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}\Z")
_POINTS = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?\Z")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+\Z")
_SPACE = re.compile("[ \u00a0\u202f]")
_SPACED = re.compile(r"[-+]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?\Z")


def number_hint(text: str, *, whole: bool = False) -> str:
    """How to write the number in a text; with `whole`, where only a whole number is allowed."""
    if thousands(text) or (not whole and _GROUP.match(text)):
        return both_ways(text)
    is_plain = _PLAIN.match(text) and not (whole and _POINTS.match(text))
    number = text if is_plain else _plain(text)
    if number is None:
        return _WHOLE if whole else HOW
    if whole and "." in number:
        lower = math.floor(Decimal(number))
        return f"write it without decimals: {lower} or {lower + 1}"
    if is_plain:
        return "take the quotes away"
    if not whole and _COMMAS.match(text) and text.count(",") == 1 and "." not in text:
        decimal = text.replace(",", ".").rstrip("0").rstrip(".")
        return f"write {number}, or {decimal} if the comma marks decimals"
    return f"write {number}"


def _plain(text: str) -> str | None:
    """A printed number as YAML writes it; None if the text is none."""
    if _COMMAS.match(text):
        return text.replace(",", "")
    if _POINTS.match(text):
        return text.replace(".", "").replace(",", ".")
    if _DECIMAL_COMMA.match(text) or _SPACED.match(text):
        return _SPACE.sub("", text).replace(",", ".")
    return None


def looks_printed(text: str) -> bool:
    """Whether a text is a number with separators that YAML does not know."""
    return _plain(text) is not None


def thousands(text: str) -> bool:
    """Whether the point of a plain number reads as thousands in Vietnamese: 743.000."""
    return bool(re.match(r"[-+]?\d{1,3}\.000\Z", text))


def both_ways(text: str) -> str:
    """A hint with both readings of a number such as 743.000."""
    decimal = text.rstrip("0").rstrip(".")
    return f"write {text.replace('.', '')} if the point separates thousands, {decimal} if it marks decimals"
