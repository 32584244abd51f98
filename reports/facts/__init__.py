"""facts.yaml and glossary.yaml → `Facts`, checked, and the words of each fact in a language."""

from reports.facts.derivation import AIMS, difference
from reports.facts.models import Account, Fact, FactsFile, GlossaryFile, Person, Source, Term
from reports.facts.read import Facts, read_facts
from reports.facts.texts import PLAIN, TextPlaceholder, facts_in, not_plain, pieces, wrong_texts

__all__ = [
    "AIMS",
    "PLAIN",
    "Account",
    "Fact",
    "Facts",
    "FactsFile",
    "GlossaryFile",
    "Person",
    "Source",
    "Term",
    "TextPlaceholder",
    "difference",
    "facts_in",
    "not_plain",
    "pieces",
    "read_facts",
    "wrong_texts",
]
