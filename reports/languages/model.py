"""What a language must bring: how it writes and reads numbers, quantities, dates and periods, and its fixed words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from reports.periods import Period

QuantityForm = Literal["full", "number", "short"]
"""full: qualifier, number, unit and noun ("hơn 743.000 bản ghi"); number: without the noun of what is counted
("hơn 743.000"; percent sign and currency stay); short: as number, for cards and chart labels, with signs for
qualifiers where they are clear ("> 51%", "≈ 630 triệu")."""

Qualifier = Literal[
    "exactly", "about", "over", "under", "at-least", "nearly", "up-to", "top", "dozens"
]
QUALIFIERS: tuple[Qualifier, ...] = (
    "exactly", "about", "over", "under", "at-least", "nearly", "up-to", "top", "dozens",
)  # fmt: skip

UNITS = ("percent", "percentage-points", "vnd", "usd", "times", "number", "rank", "hectare")
"""Units that every language knows. What is counted (records, dossiers) has its nouns in the glossary."""


@dataclass(frozen=True, slots=True)
class Noun:
    """The word for what is counted, by CLDR plural category; a language without plurals has both alike."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words that writers print themselves, a closed list per language."""

    figure: str
    table: str
    contents: str
    figures: str
    tables: str
    source: str
    sources: str
    note: str
    continued: str
    page: str
    evidence: str
    evidence_columns: tuple[str, ...]  # figure, what, period, place, source, as printed
    target: str
    plan: str
    estimated_end: str
    derived: str
    not_recorded: str
    differ: str
    draft: str
    retrieved: str
    line: str
    undated: str
    chart_kinds: Mapping[str, str]  # alt text: "Biểu đồ cột", …
    statuses: Mapping[str, str]  # reported, target, plan, proposal, pilot, expected, derived
    quotes: tuple[str, str]
    audience: str
    as_of: str
    lower_bound: str
    comparison_warning: str


class Language(Protocol):
    """One language. All functions are pure; numbers are decimals, rounded half up."""

    code: str
    tag: str
    name: str
    words: Words

    def number(self, value: Decimal, places: int | None = None) -> str:
        """`value` with this language's separators; `places` decimals if given (rounded half up)."""

    def quantity(
        self,
        value: Decimal | None,
        unit: str,
        qualifier: Qualifier = "exactly",
        *,
        noun: Noun | None = None,
        form: QuantityForm = "full",
        places: int | None = None,
    ) -> str:
        """A quantity in words: qualifier, number (scaled to thousand, million, billion as usual), unit, noun."""

    def read_number(self, token: str) -> Decimal:
        """The number that a token of this language prints ("743.000", "39,51"). ValueError if it prints none."""

    def read_quantity(self, text: str) -> tuple[Decimal | None, Qualifier]:
        """The value in base units and the qualifier of a written quantity. ValueError if it holds no number."""

    def ordinal(self, value: int) -> str:
        """thứ nhất, thứ 71; first, 71st."""

    def date(self, day: date, form: Literal["long", "short"] = "long") -> str:
        """long: ngày 21 tháng 10 năm 2025 / 21 October 2025; short: 21/10/2025 / 21 Oct 2025."""

    def period(self, period: Period, form: Literal["long", "short"] = "long") -> str:
        """long: as in a sentence; short: as in a table or a label."""

    def join(self, items: Sequence[str]) -> str:
        """A, B và C; A, B and C."""

    def capital(self, text: str) -> str:
        """The text with its first letter a capital."""

    def sort_key(self, text: str) -> tuple[object, ...]:
        """A key that sorts names as this language's dictionaries do."""
