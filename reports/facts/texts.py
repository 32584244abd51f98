"""The texts of the seeds and specs: their placeholders `{value}`, `{term:ID}` …, and what is wrong with a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from msgspec import Struct

from reports.diagnostics import nearest
from reports.document.prose import OTHER, typed_figures, unread_signs
from reports.facts.glossary import GlossaryFile
from reports.facts.models import AnySource, Fact
from reports.languages import LANGUAGES
from reports.languages.periods import PARTS, Period, parse_period

WHEN = ("period", *PARTS, "ends")
"""Placeholders for when something was: `{period}` of the fact itself, `{date:ID}` of the fact or term that is named."""
OF_A_FACT = ("value", "place", "among", *WHEN)
"""Placeholders for something of the fact whose text it is."""

NAMING = ("term", "place", "person", "fact", "plain", "account", "report", *WHEN)
"""Placeholders that name what they write: `{term:resolution-57}`."""
REPORT_TIMES = ("date", "period")
"""What `{report:…}` writes, in the texts of report.yaml and audience.yaml."""

_MOST_NAMED = 3
_PATTERN = re.compile(r"\{([a-z]+)(?::([^{}]+))?\}")
_BRACES = re.compile("[{}]")
Referents = Mapping[str, tuple[str, Mapping[str, object]]]
"""A placeholder that names something → what that is called, and all of these by id."""
PLAIN = "use words, without figures, marks or braces"
_OF_A_FACT = "write {value}, {fact:ID} or {plain:…}"
_OF_NO_FACT = "write {fact:ID}, {period:ID} or, for a name, {plain:…}"


class TextPlaceholder(Struct, frozen=True):
    """`{name}` or `{name:ref}`."""

    name: str
    ref: str


def pieces(text: str) -> Iterator[str | TextPlaceholder]:
    """The words and placeholders of a text, in order."""
    end = 0
    for match in _PATTERN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield TextPlaceholder(match.group(1), match.group(2) or "")
        end = match.end()
    if end < len(text):
        yield text[end:]


def not_plain(text: str, what: str) -> str | None:
    """The fault of a text that takes neither figures nor placeholders; `what` names it. The hint is `PLAIN`."""
    typed = next((message for message, _ in faults(text, PLAIN)), None)
    return typed or (f"{what} takes no placeholders" if "{" in text else None)


def faults(text: str, how: str) -> Iterator[tuple[str, str]]:
    """A message and a hint for each typed figure, unpaired brace and unknown placeholder; `how` to write a figure."""
    for piece in pieces(text):
        if isinstance(piece, TextPlaceholder):
            known = NAMING if piece.ref else OF_A_FACT
            if piece.name not in known:
                yield f'there is no placeholder "{{{piece.name}}}"', f"known: {', '.join(known)}"
        else:
            for word in islice(typed_figures(piece), 1):
                yield f'the figure "{word}" is typed into the text', how
            if "{" in piece or "}" in piece:
                yield "a brace is left over", "write placeholders as {value} or {term:ID}"
    for unread in unread_signs(_BRACES.sub(OTHER, _typed(text))):
        yield unread.message, f"texts here have no marks: take it out, or write {{plain:{unread.sign}}} for the sign"


def _typed(text: str) -> str:
    """The words of a text, with `OTHER` for its placeholders."""
    return "".join(piece if isinstance(piece, str) else OTHER for piece in pieces(text))


def named_by(glossary: GlossaryFile, facts: Mapping[str, Fact], sources: Mapping[str, AnySource]) -> Referents:
    """What the placeholders of a text may name."""
    return {
        "term": ("term", glossary.terms),
        "place": ("place", glossary.places),
        "person": ("person", glossary.people),
        "fact": ("fact", facts),
        "account": ("source", sources),
    }


def wrong_in(
    code: str, text: str, named: Referents, fact: Fact | None = None, *, resolution: bool = False
) -> Iterator[tuple[str, str | None]]:
    """A message and a hint for each fault of a text; `fact` is the one whose label, statement or `resolution` it is."""
    yield from faults(text, _OF_A_FACT if fact else _OF_NO_FACT)
    for words, number in LANGUAGES[code].counts_in(_typed(text)) if code in LANGUAGES else ():
        message = f'the number in "{words}" is typed as a word'
        yield message, f"write {{fact:ID}}, or {{plain:{number}}} if no fact has it"
    for piece in pieces(text):
        if isinstance(piece, TextPlaceholder):
            yield from _wrong_placeholder(piece, named, fact, resolution)


def wrong_texts(
    texts: Mapping[str, str] | None, named: Referents, fact: Fact | None = None
) -> Iterator[tuple[str, str, str | None]]:
    """The language, a message and a hint for each fault of a text, and of its languages compared with each other."""
    for code, text in (texts or {}).items():
        yield from ((code, message, hint) for message, hint in wrong_in(code, text, named, fact))
    yield from _lacking(texts or {})


def _wrong_placeholder(
    placeholder: TextPlaceholder, named: Referents, fact: Fact | None, resolution: bool
) -> Iterator[tuple[str, str | None]]:
    name, ref = placeholder.name, placeholder.ref
    what, known = named.get(name, (name, {}))
    if not ref and fact is None:
        message = f"{{{name}}} is for the texts of a fact, and this text belongs to none"
        yield message, "name a fact: {fact:ID}, {period:ID}"
    elif name == "account" and not resolution:
        yield "accounts are written in resolutions only", "write {fact:ID}"
    elif ref and name in named and ref not in known:
        hint = "write {report:date}, or give the file a period: and write {report:period}" if name == "report" else ""
        yield f'no {what} is called "{ref}"', nearest(ref, known, otherwise=hint)
    elif name in WHEN and ref:
        if origin_of(ref, named, fact) is None:
            yield no_such_period(ref, named)
    elif name == "report" and "report" not in named:
        yield "only the texts of report.yaml and audience.yaml belong to a report", "write {period:ID}"
    elif name == "fact" and ref and not _has_figure(known[ref]):
        yield f'"{ref}" has no value to write', "name a fact that has one"


def origin_of(ref: str, named: Referents, fact: Fact | None) -> str | None:
    """Where the period that `ref` names comes from, as `Wording.period` takes it; None if nothing is called so.

    It is a further period of the `fact` whose text it is, or that of a fact, a term or a source.
    """
    if fact and ref in fact.periods:
        return f"fact:{fact.id}/{ref}"
    id_, _, name = ref.partition("/")
    other = named["fact"][1].get(id_)
    if name:
        return f"fact:{ref}" if isinstance(other, Fact) and name in other.periods else None
    where = {"fact": named["fact"][1], "term": named["term"][1], "source": named["account"][1]}
    return next((f"{kind}:{ref}" for kind, known in where.items() if ref in known), None)


def no_such_period(ref: str, named: Referents) -> tuple[str, str | None]:
    """The message and hint for a placeholder that names no fact and no term, but perhaps a date."""
    facts, terms = named["fact"][1], named["term"][1]
    try:
        wanted = parse_period(ref)
    except ValueError:
        return f'no fact, term or source is called "{ref}"', nearest(ref, [*facts, *terms], otherwise="")
    having = [f"{{{how}:{id_}}}" for id_, how in with_period(wanted, facts, terms)]
    return f'the date "{ref}" is typed into the text', having_it(having)


def period_form(name: str) -> str:
    """The form of a period (see `Wording.period`) that one of `WHEN` writes."""
    return name if name == "period" else f"period.{name}"


def having_it(forms: Sequence[str]) -> str:
    """The hint that names up to three ways to write a date that was typed."""
    if not forms:
        return "no fact and no term has it: enter a fact with this period in seeds/facts.yaml"
    return f"write when something was: {' or '.join(forms[:_MOST_NAMED])}"


def with_period(wanted: Period, facts: Mapping[str, Any], terms: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The ids of facts and terms that have the period, or a part that is it, each with "period" or the part's name."""
    dated = [*((id_, fact.period) for id_, fact in facts.items())]
    dated += [(id_, term.began) for id_, term in terms.items()]
    yield from ((id_, "period") for id_, period in dated if period and period.written == wanted.written)
    for name in PARTS:
        for id_, period in dated:
            with suppress(ValueError):
                if period and period.written != wanted.written and period.part(name).written == wanted.written:
                    yield id_, name


def _has_figure(fact: object) -> bool:
    return isinstance(fact, Fact) and (fact.has_figure or fact.derive is not None)


def _lacking(texts: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The placeholders that one language has and another lacks: the language without, a message and a hint."""
    used = {
        code: {(p.name, p.ref) for p in pieces(text) if isinstance(p, TextPlaceholder) and not _is_word(p)}
        for code, text in texts.items()
    }
    first = next(iter(used), "")
    for other in list(used)[1:]:
        for one, two in ((first, other), (other, first)):
            for name, ref in sorted(used[one] - used[two]):
                mark = f"{{{name}:{ref}}}" if ref else f"{{{name}}}"
                yield two, f'"{two}" lacks {mark}, which "{one}" has', "write it in both, or in neither"


def _is_word(placeholder: TextPlaceholder) -> bool:
    """Whether this is a name that each language writes in its own words: {plain:two}, {plain:hai}."""
    return placeholder.name == "plain" and not any(map(str.isdigit, placeholder.ref))


def facts_in(text: str) -> Iterator[str]:
    """The ids of the facts that a text names."""
    return (p.ref for p in pieces(text) if isinstance(p, TextPlaceholder) and p.name == "fact" and p.ref)
