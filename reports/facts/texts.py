"""A text that a document prints + what is known → what is wrong with it: typed figures, unknown marks and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from reports.diagnostics import nearest
from reports.facts.models import Fact, GlossaryFile, Source
from reports.facts.placeholders import Placeholder, faults, pieces
from reports.periods import FORMS, parse_period

Named = Mapping[str, tuple[str, Mapping[str, object]]]
"""A mark that names something → what that is, and what there is of it."""
Told = tuple[str, str | None]
"""What is wrong, and what to do."""
_OF_A_FACT = "write {value}, {fact:ID} or {plain:…}"
_OF_NO_FACT = "write {fact:ID}, {period:2025} or, for a name, {plain:…}"


def named_by(glossary: GlossaryFile, facts: Mapping[str, Fact], sources: Mapping[str, Source]) -> Named:
    """What the marks of a text may name."""
    return {
        "term": ("term", glossary.terms),
        "place": ("place", glossary.places),
        "person": ("person", glossary.people),
        "fact": ("fact", facts),
        "account": ("source", sources),
    }


def wrong_in(text: str, named: Named, fact: Fact | None = None, *, resolution: bool = False) -> Iterator[Told]:
    """All that is wrong with a text; `fact` is the one of which it speaks, if it is one's label, statement or
    `resolution`."""
    yield from faults(text, _OF_A_FACT if fact else _OF_NO_FACT)
    for piece in pieces(text):
        if isinstance(piece, Placeholder):
            yield from _wrong_mark(piece, named, fact, resolution)


def _wrong_mark(mark: Placeholder, named: Named, fact: Fact | None, resolution: bool) -> Iterator[Told]:
    name, ref = mark.name, mark.ref
    what, known = named.get(name, (name, {}))
    if not ref and fact is None:
        yield f"{{{name}}} speaks of one fact, and here stands none", "name it: {fact:ID}, {period:2025-06}"
    elif name == "account" and not resolution:
        yield "accounts are written in resolutions only", "write {fact:ID}"
    elif ref and name in named and ref not in known:
        yield f'no {what} is called "{ref}"', nearest(ref, known)
    elif name in ("period", "date") and ref:
        try:
            parse_period(ref)
        except ValueError as error:
            yield str(error), f"write it as in {{period:2025-06}}: {FORMS}"
    elif name == "fact" and ref and not _counted(known[ref]):
        yield f'"{ref}" has no value to write', "name a fact that has one"


def _counted(fact: object) -> bool:
    return isinstance(fact, Fact) and (fact.value is not None or fact.derive is not None or fact.qualifier == "dozens")


def lacking(texts: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The marks that one language has and another lacks: the language without, what is wrong, what to do."""
    held = {
        code: Counter((p.name, p.ref) for p in pieces(text) if isinstance(p, Placeholder))
        for code, text in texts.items()
    }
    first, *others = held
    for other in others:
        for one, two in ((first, other), (other, first)):
            for name, ref in sorted(set(held[one]) - set(held[two])):
                mark = f"{{{name}:{ref}}}" if ref else f"{{{name}}}"
                yield two, f'"{two}" lacks {mark}, which "{one}" has', "write it in both, or in neither"


def facts_in(text: str) -> Iterator[str]:
    """The ids of the facts that a text names."""
    return (p.ref for p in pieces(text) if isinstance(p, Placeholder) and p.name == "fact" and p.ref)
