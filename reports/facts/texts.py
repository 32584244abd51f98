"""A text that a document prints + the facts → what is wrong with it: typed figures, unknown marks, names, values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.diagnostics import nearest
from reports.facts.models import Fact
from reports.facts.placeholders import Placeholder, faults, pieces
from reports.facts.read import Facts
from reports.periods import parse_period

Told = tuple[str, str | None]
"""What is wrong, and what to do."""
_OF_A_FACT = "write {value}, {fact:ID} or {plain:…}"
_OF_NO_FACT = "write {fact:ID}, {period:2025} or, for a name, {plain:…}"


def wrong_in(text: str, facts: Facts, fact: Fact | None = None) -> Iterator[Told]:
    """All that is wrong with a text; `fact` is the one of which it speaks, if it is one's label."""
    yield from faults(text, _OF_A_FACT if fact else _OF_NO_FACT)
    for piece in pieces(text):
        if isinstance(piece, Placeholder):
            yield from _wrong_mark(piece, facts, fact)


def _wrong_mark(mark: Placeholder, facts: Facts, fact: Fact | None) -> Iterator[Told]:
    named: Mapping[str, Mapping[str, object]] = {
        "term": facts.glossary.terms, "place": facts.glossary.places, "person": facts.glossary.people,
        "fact": facts.facts,
    }  # fmt: skip
    name, ref = mark.name, mark.ref
    if not ref and fact is None:
        yield f"{{{name}}} speaks of one fact, and here stands none", "name it: {fact:ID}, {period:2025-06}"
    elif ref and name in named and ref not in named[name]:
        yield f'no {name} is called "{ref}"', nearest(ref, named[name])
    elif name == "account" and ref:
        yield "accounts are written in resolutions only", None
    elif name in ("period", "date") and ref:
        try:
            parse_period(ref)
        except ValueError as error:
            yield str(error), "write it as {period:2025-06}"
    elif name == "fact" and ref and facts.facts[ref].value is None and facts.facts[ref].qualifier != "dozens":
        yield f'"{ref}" has no value to write', "name a fact that has one"


def facts_in(text: str) -> Iterator[str]:
    """The ids of the facts that a text names."""
    return (p.ref for p in pieces(text) if isinstance(p, Placeholder) and p.name == "fact" and p.ref)
