"""English in British spelling: its words and tables."""

from __future__ import annotations

import re

from reports.languages.language import Language
from reports.languages.model import Noun, OfficialType, OfficialWords, Qualifier, SourceWords, Words
from reports.languages.numbers import Digits
from reports.languages.periods import Calendar, PeriodForms
from reports.languages.quantities import COUNTED, SIGNS, Ordinals, Quantities, Scale, Unit

_TYPES: dict[OfficialType, str] = {
    "law": "Law", "ordinance": "Ordinance", "resolution": "Resolution", "decree": "Decree",
    "decision": "Decision", "directive": "Directive", "circular": "Circular", "conclusion": "Conclusion",
    "regulation": "Regulation", "plan": "Plan",
}  # fmt: skip

WORDS = Words(
    figure="Figure",
    table="Table",
    contents="Contents",
    figures="List of figures",
    tables="List of tables",
    source="Source",
    sources=SourceWords(
        kinds={
            "article": Noun("article", "articles"),
            "report": Noun("report", "reports"),
            "document": Noun("document", "documents"),
        },
        types=_TYPES,
        official=Noun("official text", "official texts"),
        number="{type} No. {number}",
        date=" of {date}",
        letters={"Đ": "D"},
        no_publisher="{kind}, publisher not shown",
        translated="our translation",
        rests_on="The facts and figures here come from {documents}{published}{publishers}.",
        published_in=" of {period}",
        published_from=" published from {start} to {end}",
        publishers=" ({names})",
        no_publishers=Noun(", which does not name its publisher", ", which do not name their publishers"),
        some_publishers=Noun(
            ": {named} by named publishers ({names}), and {unnamed} that does not name its publisher",
            ": {named} by named publishers ({names}), and {unnamed} that do not name their publisher",
        ),
        inferred=Noun(
            "Its date is inferred, as the list of sources explains.",
            "Their dates are inferred, as the list of sources explains.",
        ),
        some_inferred=Noun(
            "The date of {count} of them is inferred, as the list of sources explains.",
            "The dates of {count} of them are inferred, as the list of sources explains.",
        ),
        traced="Every figure is given with the line of the source that prints it{or_calculated}.",
        traced_in_tables="Every figure is given with the line or the cell of the source that prints it{or_calculated}.",
        or_calculated=", or marked “{status}”",
        official_texts=Noun(
            "Names, numbers and dates of bodies and legal texts follow {texts}, not compared with the original.",
            "Names, numbers and dates of bodies and legal texts follow {texts}, not compared with the originals.",
        ),
        not_compared=Noun(
            "The official text in this list was not compared with the original.",
            "The official texts in this list were not compared with the originals.",
        ),
        not_compared_lines="Where no line is given, the source is an official text, not compared with the original.",
    ),
    continued="(cont.)",
    evidence="Evidence",
    evidence_columns=("Figure", "What it measures", "Period", "Place", "Source", "As printed"),
    draft="Draft",
    version="Version",
    proposal="Proposed by the drafting unit",
    line="line",
    lines="lines",
    cell="cell",
    sheet="sheet",
    statuses={
        "reported": "reported",
        "target": "target",
        "plan": "plan",
        "proposal": "proposal",
        "pilot": "pilot",
        "expected": "expected",
        "derived": "calculated from reported figures",
    },
    agency="Agency name",
    status_of_period="{status} for {period}",
    out_of="Of",
    states={
        "done": "Done",
        "on-track": "On track",
        "at-risk": "At risk",
        "late": "Late",
        "not-started": "Not started",
    },
    quotes=("“", "”"),
    audience="Audience",
    contact={
        "contact": "Contact",
        "name": "Name",
        "office": "Office",
        "telephone": "Telephone",
        "email": "E-mail",
        "address": "Address",
    },
    lower_bound="Open end: the source gives a lower bound only",
    upper_bound="Open end: only an upper bound is known",
    ranged="Striped: the source gives a range",
    total="total",
    values_told="first, last, highest and lowest of {count} values",
    comparison_warning="These figures are not fully comparable",
    letters="abcdefghijklmnopqrstuvwxyz",
    official=OfficialWords(
        nation="Socialist Republic of Viet Nam",
        motto="Independence - Freedom - Happiness",
        number="No. {number}/{kind_symbol}-{agency_symbol}",
        place_date="{place}, {date}",
        addressed="To:",
        recipients="Recipients:",
        as_above="As above",
        filed="Filed: Office, {drafting_unit}",
        annex="Annex",
        attached="(Attached to {kind} No. {number}/{kind_symbol}-{agency_symbol} of {date}, {agency})",
        key_figures="Key figures:",
        end_of_text="./.",
        blanks={
            "number": "Number of the document",
            "kind": "Kind of document",
            "kind_symbol": "Symbol of the kind",
            "agency_symbol": "Symbol of the agency",
            "place": "Place",
            "date": "Date",
            "superior": "Superior agency",
            "agency": "Issuing agency",
            "addressee": "Addressee",
            "recipient": "Recipient",
            "drafting_unit": "Drafting unit",
            "signer_office": "Office of the signer",
            "signer_name": "Name of the signer",
        },
    ),
)

_QUALIFIERS: dict[Qualifier, str] = {
    "exactly": "",
    "about": "about",
    "over": "more than",
    "under": "under",
    "at-least": "at least",
    "nearly": "nearly",
    "up-to": "up to",
    "top": "the top",
    "dozens": "dozens of",
}
_WITHOUT_NOUN: dict[Qualifier, str] = {"top": "top", "dozens": "dozens"}


def _suffix(value: int) -> str:
    """The letters after an ordinal's digits: 1st, 2nd, 11th."""
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


QUANTITIES = Quantities(
    digits=Digits(decimal=".", group=","),
    scales=(Scale(12, "trillion"), Scale(9, "billion"), Scale(6, "million")),
    units={
        "percent": Unit(after=Noun("%", "%"), spaced=False, greatest=0),
        "percentage-points": Unit(
            after=Noun("percentage point", "percentage points"), short=Noun("point", "points"), greatest=0
        ),
        "vnd": Unit(before="VND"),
        "usd": Unit(before="USD"),
        "times": Unit(after=Noun("time", "times"), worded=True),
        "number": COUNTED,
        "rank": Unit(ordinal=True),
        "hectare": Unit(after=Noun("ha", "ha")),
    },
    ordinals=Ordinals(
        words=(
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        ),
        numbered="{number}{suffix}",
        short="{number}{suffix}",
        suffix=_suffix,
    ),
    qualifiers={
        "full": _QUALIFIERS,
        "number": _QUALIFIERS | _WITHOUT_NOUN,
        "short": _QUALIFIERS | _WITHOUT_NOUN | SIGNS,
    },
    also_qualifiers={
        "~": "about", "around": "about", "approximately": "about", "roughly": "about", "some": "about",
        "over": "over", "above": "over", "in excess of": "over",
        "less than": "under", "fewer than": "under", "below": "under",
        "no fewer than": "at-least", "no less than": "at-least", "not less than": "at-least",
        "almost": "nearly", "close to": "nearly",
        "at most": "up-to", "no more than": "up-to", "not more than": "up-to",
    },
    after_qualifiers={
        "or more": "at-least", "or above": "at-least", "and over": "at-least", "and above": "at-least",
        "or less": "up-to", "or fewer": "up-to", "and under": "up-to",
    },
    also_scales={"thousand": 3, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12},
    number_words={
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
        "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
        "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    },
    unread=(
        "hundred", "hundreds", "dozen", "and a half", "of a", "half", "halves", "quarter", "quarters",
        "thirds", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths",
    ),
    currencies=("usd", "vnd", "us$", "$"),
    joints=("–", "~to~"),
    openers=("from",),
    fillers=("the",),
)  # fmt: skip

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

CALENDAR = Calendar(
    names={
        "month_name": ("month", _MONTHS),
        "short_month": ("month", _SHORT_MONTHS),
        "quarter_name": ("quarter", ("first", "second", "third", "fourth")),
        "half_name": ("half", ("first", "second")),
    },
    long=PeriodForms(
        points={
            "day": "{day}~{month_name} {year}",
            "month": "{month_name}~{year}",
            "quarter": "the {quarter_name} quarter of~{year}",
            "half": "the {half_name} half of~{year}",
            "year": "{year}",
        },
        yearless={
            "day": "{day}~{month_name}",
            "month": "{month_name}",
            "quarter": "the {quarter_name} quarter",
            "half": "the {half_name} half",
        },
        day_alone="{day}",
        years="{start}–{end}",
        days="from {start} to {end}",
        span="from {start} to {end}",
        since="since {start}",
    ),
    short=PeriodForms(
        points={
            "day": "{day}~{short_month} {year}",
            "month": "{short_month}~{year}",
            "quarter": "Q{quarter}~{year}",
            "half": "{half_name} half of~{year}",
            "year": "{year}",
        },
        yearless={
            "day": "{day}~{short_month}",
            "month": "{short_month}",
            "quarter": "Q{quarter}",
            "half": "H{half}",
        },
        day_alone="{day}",
        years="{start}–{end}",
        days="{start}–{end}",
        span="{start}~– {end}",
        since="since~{start}",
    ),
)

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNTS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    f"|nineteen|(?:{_TENS})(?:[-‑](?:one|two|three|four|five|six|seven|eight|nine))?|hundreds?|thousands?|dozens?"
)
_COUNTING_NOTHING = (
    "sides?|ways?|hands?|halves|things?|points?|kinds?|sorts?|parts?|questions?|reasons?|respects?|minds?|words?|lines?"
    "|columns?|bars?|figures?|numbers?|shares?|counts?|ranks?|rows?|amounts?|annexes|minutes|steps?|times?|more|up|down"
    "|different|equal|apart|to|and|or|are|is|do|have|were|was|but|cannot|must|may|in"
)
_TYPED_COUNTS = re.compile(
    rf"(?<![\w-])(?!(?:two|three)[-‑]\w)({_COUNTS})[-‑ ](?!(?:{_COUNTING_NOTHING})\b)[^\W\d_ª]+", re.IGNORECASE
)
"""Counts of things in the world ("two universities"). Counts of parts of the document itself pass ("two bars")."""

ENGLISH = Language(
    code="en",
    tag="en-GB",
    name="English",
    words=WORDS,
    quantities=QUANTITIES,
    calendar=CALENDAR,
    last_joint="and",
    typed_counts=_TYPED_COUNTS,
    small_counts="words",
    comparisons=(
        "rose", "rise", "rises", "risen", "rising", "fell", "fall", "falls", "fallen", "falling", "grew", "grow",
        "grows", "grown", "growing", "growth", "increase", "increases", "increased", "decrease", "decreases",
        "decreased", "decline", "declines", "declined", "up", "down", "above", "below", "more", "less", "fewer", "than",
        "higher", "lower", "highest", "lowest", "largest", "smallest", "exceed", "exceeds", "exceeded", "surpass",
        "surpasses", "surpassed", "ahead", "behind", "short of", "doubled", "halved", "tripled",
    ),
)  # fmt: skip
