"""The formats of numbers in spreadsheets (ISO/IEC 29500-1, 18.8.30 and 18.8.31) → what a cell with one shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from reports.files.tables import SheetCell, one_line
from reports.languages import Language
from reports.languages.numbers import decimals_needed, rounded
from reports.languages.periods import parse_period

GENERAL = "General"
_ACCOUNTS = '_(* #,##0{0}_);_(* \\(#,##0{0}\\);_(* "-"_);_(@_)'
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "d/m/yyyy h:mm", 37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: _ACCOUNTS.format(""),
    42: _ACCOUNTS.format(""), 43: _ACCOUNTS.format(".00"), 44: _ACCOUNTS.format(".00"), 48: "##0.0E+0",
}  # fmt: skip
"""The formats that have a number instead of a code; those of times of day are shown as numbers."""
_PIECE = re.compile(
    r'"(?P<text>[^"]*)"|\\(?P<letter>.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]'
    r"|(?P<digits>General|[#0?][#0?.,]*)|(?P<date>[yY]+|[mM]+|[dD]+)|(?P<sign>.)",
    re.DOTALL,
)
"""A text, a letter, a currency, room, a colour, the digits, a part of a date, or another sign of a format."""
_SECTIONS = re.compile(r'"[^"]*"|\\.|.', re.DOTALL)
_CONDITION = re.compile(r"\[[<>=]")
_OTHER_NOTATION = re.compile(r"E[+-]|/")
_MOST_LETTERS = {"y": 4, "m": 2, "d": 2}
"""A month or day with more letters is written as a word."""
_HIDES = "has a format that hides it", "show it in a spreadsheet program"


@cache
def is_date(code: str) -> bool:
    """Whether a format shows a date."""
    parts = (found["date"] or "" for found in _PIECE.finditer(_sections(code)[0]))
    return any(part[:1].lower() in ("y", "d") for part in parts)


def dated(day: date, code: str, language: Language) -> SheetCell:
    """A cell with a day, a month or a year; what has months in words is written as the language writes it."""
    shown, parts, is_numeric = "", set(), True
    for found in _PIECE.finditer(_sections(code)[0]):
        letters, sign = (found["date"] or "").lower(), found["sign"] or ""
        if sign in ("h", "H", "s", "A", "@"):  # the time of day
            break
        parts.add(part := letters[:1])
        is_numeric &= len(letters) <= _MOST_LETTERS.get(part, 0)
        number = {"y": day.year, "m": day.month, "d": day.day}.get(part, 0)
        shown += f"{number % 100 if letters == 'yy' else number:0{len(letters)}}" if letters else _literal(found)
    written = day.isoformat()[: 10 if "d" in parts else 7 if "m" in parts else 4]
    period = parse_period(written)
    ways = language.period(period, "short"), language.period(period)
    return SheetCell(shown.strip(" ;,") if is_numeric else one_line(ways[0]), period=written, also=(written, *ways))


def number_shown(value: Decimal, code: str, language: Language) -> SheetCell:
    """A cell with a number, as its format shows it with the separators of the language."""
    section = _section(value, GENERAL if _CONDITION.search(code) else code)
    pieces = list(_PIECE.finditer(section))
    signs = "".join(found["sign"] or "" for found in pieces)
    core = next((found["digits"] for found in pieces if found["digits"]), "")
    if not section or (not core and not any(map(_literal, pieces))):
        return SheetCell("", fault=_HIDES)
    if _OTHER_NOTATION.search(signs) or signs.startswith("@"):
        section = core = GENERAL
        pieces = list(_PIECE.finditer(section))
    value = value * 100 ** signs.count("%") / 1000 ** (len(core) - len(core.rstrip(",")))
    whole, _, fraction = core.rstrip(",").partition(".")
    seen = rounded(value, decimals_needed(value) if core == GENERAL else len(fraction))
    decimals = max(fraction.count("0"), decimals_needed(seen))
    minus = "-" if seen < 0 and section == _section(abs(value), code) else ""
    grouped = [_digits(seen, decimals, language), _digits(value, None, language)]
    plain = [each.replace(language.quantities.digits.group, "") for each in grouped]
    chosen = grouped[0] if "," in whole else plain[0]
    written = [_written(pieces, minus, each) for each in (chosen, *grouped, *plain)]
    return SheetCell(written[0], number=seen, also=tuple(dict.fromkeys([*written[1:], f"{minus}{chosen}"])))


def _sections(code: str) -> list[str]:
    """The parts of a format: for positive numbers, negative ones, and zero."""
    parts = [""]
    for sign in _SECTIONS.findall(code):
        if sign == ";":
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _section(value: Decimal, code: str) -> str:
    sections = _sections(code)
    return sections[2 if value == 0 and len(sections) > 2 else 1 if value < 0 and len(sections) > 1 else 0]


def _digits(value: Decimal, decimals: int | None, language: Language) -> str:
    return language.number(abs(value), decimals)


def _literal(found: re.Match[str]) -> str:
    return found["text"] or found["letter"] or found["money"] or found["date"] or found["sign"] or ""


def _written(pieces: Sequence[re.Match[str]], minus: str, digits: str) -> str:
    """The text of a cell: the first digits of the format are those of the number."""
    first = next((found for found in pieces if found["digits"]), None)
    return " ".join((minus + "".join(digits if found is first else _literal(found) for found in pieces)).split())
