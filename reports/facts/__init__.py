"""facts.yaml and glossary.yaml → `Facts`, checked, and the words of each fact in a language."""

from reports.facts.derivation import AIMS, LOWER_BOUNDS, UPPER_BOUNDS, difference
from reports.facts.glossary import GlossaryFile, Person, Term
from reports.facts.models import Account, AnySource, Fact, FactsFile, LeftOut, OfficialSource, Quotation, Source
from reports.facts.read import Facts, read_facts
from reports.facts.texts import (
    PLAIN,
    REPORT_TIMES,
    WHEN,
    TextPlaceholder,
    facts_in,
    having_it,
    no_such_period,
    not_plain,
    origin_of,
    period_form,
    pieces,
    with_period,
    wrong_texts,
)

__all__ = [
    "AIMS",
    "LOWER_BOUNDS",
    "PLAIN",
    "REPORT_TIMES",
    "UPPER_BOUNDS",
    "WHEN",
    "Account",
    "AnySource",
    "Fact",
    "Facts",
    "FactsFile",
    "GlossaryFile",
    "LeftOut",
    "OfficialSource",
    "Person",
    "Quotation",
    "Source",
    "Term",
    "TextPlaceholder",
    "difference",
    "facts_in",
    "having_it",
    "no_such_period",
    "not_plain",
    "origin_of",
    "period_form",
    "pieces",
    "read_facts",
    "with_period",
    "wrong_texts",
]
