"""Numbers from Office files, with a default where one is missing, malformed or out of range."""

from __future__ import annotations

import re

MOST = 2_147_483_647
"""The largest number in Office files, unless the schema has a lower bound (XML Schema, `int`)."""
TWIPS = 31_680  # 22 inches: no length of text is larger in Word
_NUMBER = re.compile(r"\s{0,20}([-+]?[0-9]{1,20}(?:\.[0-9]{1,20})?)\s{0,20}", re.ASCII)


def decimal(text: str | None, usual: float = 0.0, *, least: float = -MOST, most: float = MOST) -> float:
    """Parse a number; return `usual` if it is missing, malformed or out of range."""
    found = _NUMBER.fullmatch(text or "")
    value = float(found.group(1)) if found else usual
    return value if least <= value <= most else usual


def whole(text: str | None, usual: int = 0, *, least: int = -MOST, most: int = MOST) -> int:
    """Parse a number like `decimal`, without its decimals."""
    return int(decimal(text, usual, least=least, most=most))


def is_whole(text: str | None, *, least: int = -MOST, most: int = MOST) -> bool:
    """Whether `text` is a whole number from `least` to `most`, without a sign or zeros that it does not need."""
    found = whole(text, most + 1, least=least, most=most)
    return found <= most and str(found) == text
