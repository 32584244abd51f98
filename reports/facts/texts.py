"""The texts of the seeds and specs: their marks `{value}`, `{term:ID}` …, and what is wrong with a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.diagnostics import nearest
from reports.facts.models import Fact, GlossaryFile, Source
from reports.files.characters import DIGIT
from reports.languages.periods import FORMS, parse_period

PLAIN = ("value", "period", "date", "place", "among")
"""Placeholders that speak of the fact in whose text they stand."""

NAMED = ("term", "place", "person", "fact", "plain", "account", "period", "date")
"""Placeholders that name what they write: `{term:resolution-57}`."""

_PATTERN = re.compile(r"\{([a-z]+)(?::([^{}]+))?\}")
Named = Mapping[str, tuple[str, Mapping[str, object]]]
"""A mark that names something → what that is, and what there is of it."""
Told = tuple[str, str | None]
"""What is wrong, and what to do."""
_OF_A_FACT = "write {value}, {fact:ID} or {plain:…}"
_OF_NO_FACT = "write {fact:ID}, {period:2025} or, for a name, {plain:…}"


@dataclass(frozen=True, slots=True)
class TextPlaceholder:
    """`{name}` or `{name:ref}` and where in the text it begins."""

    name: str
    ref: str
    column: int


def pieces(text: str) -> Iterator[str | TextPlaceholder]:
    """The words and placeholders of a text, in order."""
    end = 0
    for match in _PATTERN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield TextPlaceholder(match.group(1), match.group(2) or "", match.start())
        end = match.end()
    if end < len(text):
        yield text[end:]


def faults(text: str, how: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a text: (message, hint) for typed figures, braces left over, unknown placeholders.

    `how` is the hint that says how to write a figure here.
    """
    for piece in pieces(text):
        if isinstance(piece, TextPlaceholder):
            known = NAMED if piece.ref else PLAIN
            if piece.name not in known:
                yield f'there is no placeholder "{{{piece.name}}}"', f"known: {', '.join(known)}"
        else:
            digit = DIGIT.search(piece)
            if digit:
                word = next(w for w in piece.split() if DIGIT.search(w))
                yield f'the figure "{word}" is typed into the text', how
            if "{" in piece or "}" in piece:
                yield "a brace is left over", "write placeholders as {value} or {term:ID}"


def names(text: str) -> set[str]:
    """The names of the placeholders in a text."""
    return {piece.name for piece in pieces(text) if isinstance(piece, TextPlaceholder)}


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
        if isinstance(piece, TextPlaceholder):
            yield from _wrong_mark(piece, named, fact, resolution)


def _wrong_mark(mark: TextPlaceholder, named: Named, fact: Fact | None, resolution: bool) -> Iterator[Told]:
    name, ref = mark.name, mark.ref
    what, known = named.get(name, (name, {}))
    if not ref and fact is None:
        yield f"{{{name}}} speaks of one fact, and here stands none", "name it: {fact:ID}, {period:2025-06}"
    elif name == "account" and not resolution:
        yield "accounts are written in resolutions only", "write {fact:ID}"
    elif ref and name in named and ref not in known:
        yield f'no {what} is called "{ref}"', nearest(ref, known, otherwise="")
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
        code: {(piece.name, piece.ref) for piece in pieces(text) if isinstance(piece, TextPlaceholder)}
        for code, text in texts.items()
    }
    first = next(iter(held), "")
    for other in list(held)[1:]:
        for one, two in ((first, other), (other, first)):
            for name, ref in sorted(held[one] - held[two]):
                mark = f"{{{name}:{ref}}}" if ref else f"{{{name}}}"
                yield two, f'"{two}" lacks {mark}, which "{one}" has', "write it in both, or in neither"


def facts_in(text: str) -> Iterator[str]:
    """The ids of the facts that a text names."""
    return (p.ref for p in pieces(text) if isinstance(p, TextPlaceholder) and p.name == "fact" and p.ref)
