"""Official texts, quotations and the numbers of the glossary: what is wrong with each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.diagnostics import nearest
from reports.facts.fields import FactsFault
from reports.facts.glossary import GlossaryFile, Term
from reports.facts.models import Fact, FactsFile, InSource, LeftOut, OfficialSource, Quotation, Source
from reports.files.yaml import Location
from reports.languages import LANGUAGES
from reports.languages.periods import Period

NAMED_IN_TIME = ("institution", "organisation")
"""Kinds of terms whose names belong to a time; a law or a programme may be spoken of at any time."""
MOST_QUOTED = 30
"""The most words of a quotation."""
_FIGURE = re.compile(r"\d+")
_ENTER = "enter it under sources: in seeds/facts.yaml, with kind: official for an official text"


def faults_in_sources(file: FactsFile, glossary: GlossaryFile) -> Iterator[FactsFault]:
    """What is wrong with official texts: an unknown body, or one of another time; nothing that rests on them."""
    used = {term.source for term in glossary.terms.values()}
    used |= {account.source for fact in file.facts for account in fact.accounts}
    for id_, source in file.sources.items():
        if not isinstance(source, OfficialSource):
            continue
        at: Location = ("sources", id_, "body")
        if source.body in glossary.terms:
            yield from wrong_name(source.body, glossary, source.date, at)
        else:
            otherwise = "write it under terms: in seeds/glossary.yaml"
            yield at, f'no term is called "{source.body}"', nearest(source.body, glossary.terms, otherwise=otherwise)
        if id_ not in used:
            hint = f"write source: {id_} at the term in seeds/glossary.yaml that has its number, or take it out"
            yield ("sources", id_), f'nothing rests on the official text "{id_}"', hint


def wrong_name(ref: str, glossary: GlossaryFile, period: Period | None, at: Location) -> Iterator[FactsFault]:
    """An institution must have its name at the time that is spoken of."""
    term = glossary.terms.get(ref)
    if term is None or term.valid is None or period is None or term.kind not in NAMED_IN_TIME:
        return
    if period.last < term.valid.first or term.valid.last < period.first:
        hint = f"the name is valid {term.valid}; name the body of that time"
        yield at, f'"{ref}" had no such name in {period}', hint


def faults_in_terms(file: FactsFile, glossary: GlossaryFile) -> Iterator[FactsFault]:
    """Terms with a number or a date that rests on nothing, or with another number than their official text."""
    for id_, term in glossary.terms.items():
        at: Location = ("terms", id_)
        source = file.sources.get(term.source or "")
        if term.source and source is None:
            yield (*at, "source"), *_unknown(term.source, file)
        elif field := _numbered(term) if source is None else None:
            message = f'the {"dates" if field == "valid" else "numbers"} of "{id_}" rest on no source'
            yield (*at, field), message, f"write source: ID of the text that has them; {_ENTER}"
        elif isinstance(source, OfficialSource) and term.kind == "law":
            for code, name in term.name.items():
                if (number := LANGUAGES[code].words.sources.own(source.number)) not in name:
                    message = f'"{name}" has another number than its source, {number}'
                    yield (*at, "name", code), message, "write the number as the official text has it"


def _numbered(term: Term) -> str | None:
    """The field of a term that has a number or a date; None if it has none."""
    for field in ("name", "short", "definition"):
        if getattr(term, field) and term.has_number(field):
            return field
    return "valid" if term.valid else None


def wrong_place(
    named: InSource | LeftOut, what: str, source: Source | OfficialSource, at: Location
) -> Iterator[FactsFault]:
    """An account of a text names its lines, one of a table its cell; an official text has neither. `what` it is."""
    field = "cells" if isinstance(named, LeftOut) else "cell"
    is_table = isinstance(source, Source) and source.is_table
    has = {"lines": bool(named.lines), field: getattr(named, field) is not None, "sheet": named.sheet is not None}
    wrong: tuple[str, ...]
    if isinstance(source, OfficialSource):
        wrong, why = ("lines", "sheet", field), "is an official text, which has no file and so no"
    elif is_table and source.file.lower().endswith(".csv"):
        wrong, why = ("lines", "sheet"), "is a .csv file, which is read by its cells and has no"
    elif is_table:
        wrong, why = ("lines",), "is a table, which is read by its cells and has no"
    else:
        wrong, why = ("sheet", field), "is a text, which is read by its lines and has no"
    for each in wrong:
        if has[each]:
            yield (*at, each), f'"{named.source}" {why} {each}', f"take {each} out"
    if isinstance(source, Source) and not is_table and not named.lines:
        yield at, f'the {what} of "{named.source}" names no lines', "write lines: [N] of its file"
    if is_table and not has[field] and not (isinstance(named, LeftOut) and named.sheet):
        example = "B7" if field == "cell" else "A1:F3"
        yield at, f'the {what} of "{named.source}" names no {field}', f"write {field}: {example}, as its file has it"


def faults_in_quotation(fact: Fact, file: FactsFile, languages: Iterable[str], at: Location) -> Iterator[FactsFault]:
    """What is wrong with a quotation: its source, its length, its translations."""
    quotation, at = fact.quotation, (*at, "quotation")
    if quotation is None:
        return
    source = file.sources.get(quotation.source)
    if source is None:
        yield (*at, "source"), *_unknown(quotation.source, file)
        return
    if isinstance(source, OfficialSource):
        message = "an official text has no file, so a quotation of it cannot be compared"
        yield (*at, "source"), message, "enter the text as a document, with its file, and quote that"
        return
    yield from wrong_place(quotation, "quotation", source, at)
    if (words := len(quotation.text.split())) > MOST_QUOTED:
        hint = "quote the words that matter, and tell the rest in your own"
        yield (*at, "text"), f"the quotation has {words} words; {MOST_QUOTED} are allowed", hint
    yield from _wrong_translations(quotation, source.language, languages, at)


def _wrong_translations(quotation: Quotation, own: str, languages: Iterable[str], at: Location) -> Iterator[FactsFault]:
    for code in languages:
        if code != own and code not in quotation.translation:
            hint = f"write translation: {{{code}: …}}"
            yield at, f'the translation of the quotation into the language "{code}" is missing', hint
    for code, text in quotation.translation.items():
        at_text = (*at, "translation", code)
        if code == own:
            yield at_text, f'the quotation is in "{code}" already', "take its translation out"
        figures = _FIGURE.findall(quotation.text)
        for figure in _FIGURE.findall(text):
            if figure not in figures:
                hint = "write its figures as it has them"
                yield at_text, f'the translation has the figure "{figure}", which the quotation does not have', hint
                break


def _unknown(source: str, file: FactsFile) -> tuple[str, str]:
    return f'no source is called "{source}"', nearest(source, file.sources, otherwise=_ENTER)
