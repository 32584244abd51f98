"""The types of a language's tables: forms, qualifiers, units, nouns, and the fixed words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

QuantityForm = Literal["full", "number", "short", "words", "word"]
"""full: qualifier, number, unit and noun ("hơn 743.000 bản ghi"); number: without the noun of counted things
("hơn 743.000"; percent sign, currency and symbols such as kWh stay); short: as number, for cards and chart labels, with
signs for qualifiers where they are clear ("> 51%", "≈ 630 triệu"); words: as full, with counts under ten as words ("hai
trường đại học") and a name for a symbol ("146 gigawatts"); word: as number, with the same words."""

DateForm = Literal["long", "short"]
"""The period as text: long for a sentence, short for a table or a label."""

DocumentKind = Literal["article", "report", "document"]
"""The kinds of source documents whose names every language has."""
OfficialType = Literal[
    "law", "ordinance", "resolution", "decree", "decision", "directive", "circular", "conclusion", "regulation", "plan"
]
"""The types of official texts whose names every language has."""

Qualifier = Literal["exactly", "about", "over", "under", "at-least", "nearly", "up-to", "top", "dozens"]

UNITS = ("percent", "percentage-points", "vnd", "usd", "times", "number", "rank", "hectare")
"""Units that every language knows. What is counted (records, dossiers) has its nouns in the glossary."""


class Noun(Struct, frozen=True):
    """Words that depend on a count, by CLDR plural category; both are equal in a language without plurals.

    A unit of measurement has a `symbol`, which no form leaves out.
    """

    one: str
    other: str
    symbol: str = ""

    def of(self, count: int) -> str:
        """The words for so many things."""
        return self.one if count == 1 else self.other


class OfficialWords(Struct, frozen=True):
    """The words of the administrative form. Braces are filled in, or left blank if the value is not known.

    `blanks` has the names of the blanks. The styles make capitals.
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


class SourceWords(Struct, frozen=True):
    """The words about sources. Braces are filled in.

    `types` begin a line, so they have capitals; `kinds` are inside one. `number` and `date` make the name of an
    official text: "Decision No. 12/QD-TV" and " of 20 May 2024". `letters` are those of its number that the language
    writes in another way.
    """

    kinds: Mapping[DocumentKind, Noun]
    types: Mapping[OfficialType, str]
    official: Noun
    number: str  # {type}, {number}
    date: str  # {date}
    no_publisher: str  # {kind}
    translated: str
    rests_on: str  # {documents}, {published}, {publishers}; the statement on sources begins with it
    published_in: str  # {period}
    published_from: str  # {start}, {end}
    publishers: str  # {names}
    no_publishers: Noun  # if no document names one
    some_publishers: Noun  # {named}, {names}, {unnamed}; the number is that of the documents that name none
    inferred: Noun  # if all dates are
    some_inferred: Noun  # {count}
    traced: str  # {or_calculated}
    traced_in_tables: str  # {or_calculated}
    or_calculated: str  # {status}
    official_texts: Noun  # {texts}
    not_compared: Noun  # the official texts in a list of sources
    not_compared_lines: str  # the accounts without a line in the evidence
    letters: Mapping[str, str] = field(default_factory=dict)

    def own(self, number: str) -> str:
        """The number of an official text as this language writes it: 749/QD-TTg."""
        return "".join(self.letters.get(letter, letter) for letter in number)


class Words(Struct, frozen=True):
    """The words that writers print themselves, a closed list per language.

    Words that begin a line have a capital ("Nguồn", "Source"); words inside a line have
    none (`continued`, `line`, `lines`, `cell`, `sheet`, `statuses`).
    """

    figure: str
    table: str
    contents: str
    figures: str
    tables: str
    source: str
    sources: SourceWords
    continued: str
    evidence: str
    evidence_columns: tuple[str, ...]  # figure, what, period, place, source, as printed
    draft: str
    version: str
    proposal: str
    line: str
    lines: str
    cell: str
    sheet: str
    statuses: Mapping[str, str]  # reported, target, plan, proposal, pilot, expected, derived
    agency: str  # the blank for the name of the agency
    status_of_period: str  # "target for 2025"
    out_of: str  # before the whole of a figure
    states: Mapping[str, str]  # done, on-track, at-risk, late, not-started
    quotes: tuple[str, str]
    audience: str
    contact: Mapping[str, str]  # its title under "contact", and the fields of a contact
    lower_bound: str
    upper_bound: str
    ranged: str
    comparison_warning: str
    total: str  # what the sum of all parts is called
    values_told: str  # which values of a long line its text alternative has, of {count}
    letters: str  # with which points of a list are counted: a, b, c, d, đ, e, g
    official: OfficialWords
    chart_kinds: Mapping[str, str] = field(default_factory=dict)
    """Names of kinds of charts that reports/charts/kinds does not give in this language; they begin an alt text."""
