"""What a language must bring: numbers, quantities, dates and periods ↔ text, and its fixed words."""

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

Qualifier = Literal["exactly", "about", "over", "under", "at-least", "nearly", "up-to", "top", "dozens"]
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
class OfficialWords:
    """The words of the administrative form. What is in braces is filled in, or left blank where nobody has given it.

    `blanks` names what is left blank, for whoever fills it in. Capitals are a matter of the styles.
    """

    nation: str
    motto: str
    number: str  # {number}, {kind_symbol}, {agency_symbol}
    place_date: str  # {place}, {day}, {month}, {year}, or {date} for all of it
    addressed: str  # before the addressees, with its colon
    recipients: str
    as_above: str
    filed: str  # {drafting_unit}
    annex: str
    attached: str  # {kind} and what number and place_date take, {agency}
    key_figures: str
    end_of_text: str
    blanks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The words that writers print themselves, a closed list per language.

    What stands alone or begins a line has a capital ("Nguồn", "Source"); what stands inside a line begins
    small (`continued`, `retrieved`, `line`, `lines`, `undated`, `as_of`, `statuses`).
    """

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
    version: str
    proposal: str
    retrieved: str
    line: str
    lines: str
    undated: str
    chart_kinds: Mapping[str, str]  # alt text: "Biểu đồ cột", …
    statuses: Mapping[str, str]  # reported, target, plan, proposal, pilot, expected, derived
    quotes: tuple[str, str]
    audience: str
    as_of: str
    lower_bound: str
    upper_bound: str
    comparison_warning: str
    letters: str  # with which points of a list are counted: a, b, c, d, đ, e, g
    official: OfficialWords


class Language(Protocol):
    """One language. All functions are pure; numbers are decimals, rounded half up.

    A number and its unit are joined by no-break spaces, as are the parts of a date that belong together.
    What reads takes them, and other spaces, for plain ones.
    """

    @property
    def code(self) -> str:
        """What files and commands call it: vi."""

    @property
    def tag(self) -> str:
        """Its language tag in Office files: vi-VN."""

    @property
    def name(self) -> str:
        """Its own name for itself: Tiếng Việt."""

    @property
    def words(self) -> Words:
        """The words that writers print."""

    def phrased(self, phrases: Mapping[str, str]) -> Language:
        """The same language with some of its words, by their names, as `phrases` says them."""

    def number(self, value: Decimal, places: int | None = None) -> str:
        """`value` with this language's separators; exactly `places` decimals, or as many as it needs."""

    def quantity(
        self,
        value: Decimal | None,
        unit: str,
        qualifier: Qualifier = "exactly",
        *,
        noun: Noun | None = None,
        form: QuantityForm = "full",
        places: int | None = None,
        decimals: int = 0,
    ) -> str:
        """A quantity in words: qualifier, number (from a million on scaled as usual), unit, noun.

        `places` rounds to at most so many decimals and adds no zeros ("1,6 triệu", "2 triệu"); without it
        nothing is rounded. Bounds stay bounds; what is exact no more once rounded is written as "about".
        `decimals` adds zeros up to so many ("45,00%" below "39,51%"): to exact figures only, since a bound or an
        approximation with more digits would claim more. `noun` is what is counted: it goes with "number" and the
        glossary's units. ValueError where value, unit, qualifier and noun cannot go together.
        """

    def decimals(
        self,
        value: Decimal,
        unit: str,
        qualifier: Qualifier = "exactly",
        *,
        noun: Noun | None = None,
        places: int | None = None,
    ) -> tuple[int, int]:
        """The power of ten that `quantity` writes as a word (0: none), and how many decimals it writes before it."""

    def read_number(self, token: str) -> Decimal:
        """The number that a token of this language prints ("743.000", "39,51"). ValueError if none."""

    def read_quantity(self, text: str) -> tuple[Decimal | None, Qualifier]:
        """The value in base units and the qualifier of a quantity, in any form or as sources print it.

        ValueError if it holds no number, more than one, or words before it that are not understood.
        """

    def ordinal(self, value: int) -> str:
        """thứ nhất, thứ 71; first, 71st."""

    def date(self, day: date, form: Literal["long", "short"] = "long") -> str:
        """long: ngày 21 tháng 10 năm 2025 / 21 October 2025; short: 21/10/2025 / 21 Oct 2025."""

    def period(self, period: Period, form: Literal["long", "short"] = "long") -> str:
        """long: as in a sentence; short: as in a table or a label."""

    def read_period(self, text: str) -> Period:
        """The period that `period` or `date` has written, in either form. ValueError if it is none."""

    def join(self, items: Sequence[str]) -> str:
        """A, B và C; A, B and C."""

    def capital(self, text: str) -> str:
        """The text with its first letter a capital."""

    def sort_key(self, text: str) -> tuple[object, ...]:
        """A key that sorts names as this language's dictionaries do."""
