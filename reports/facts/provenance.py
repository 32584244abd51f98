"""What the words of a document rest on: the sources of a mark, quotations, and the statement on sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import cast, get_args

from reports.document.model import Cite, Inline, Inlines, Marked, Text, Trace
from reports.facts import OfficialSource, Source
from reports.facts.name_wording import Unwritable
from reports.facts.wording import ACCOUNT, Wording
from reports.languages import DocumentKind, Noun, QuantityForm
from reports.languages.periods import Period, parse_period

TRANSLATION = "translation"
"""The form of a quotation in another language than its own."""
UNSTATED = Marked("…", Trace("statement", ""))
"""The place of the statement on sources, until all of a document is read."""
LINES, CALCULATED = "lines", "calculated"
"""Parts of the form of a statement on sources: the document gives the line of each figure; it has calculated ones."""
STATED: dict[str, QuantityForm] = {"full": "full", "words": "words"}
"""The first part of the form: with counts under ten in digits, or in words."""


def sources_behind(inline: Inline, wording: Wording) -> tuple[str, ...]:
    """The ids of the sources that bear out an inline: those of a fact's figure or date, or of a quotation; for a name
    with a number in it, and the date of a term, the source of the term; for a citation, those of its facts."""
    if isinstance(inline, Cite):
        return tuple(source for fact in inline.facts for source in wording.borne_out_by(fact))
    if not isinstance(inline, Marked):
        return ()
    trace = inline.trace
    origin, _, of = trace.ref.partition(":")
    form, _, source = trace.form.partition(":")
    match trace.kind:
        case "fact":
            return (source,) if form == ACCOUNT else wording.borne_out_by(trace.ref)
        case "period" if origin == "fact":
            return wording.borne_out_by(of.partition("/")[0])
        case "period" if origin == "term":
            return _source_of_term(of, wording)
        case "term" if wording.facts.glossary.terms[trace.ref].has_number(trace.form):
            return _source_of_term(trace.ref, wording)
        case "quotation":
            quotation = wording.facts.facts[trace.ref].quotation
            return (quotation.source,) if quotation else ()
    return ()


def _source_of_term(id_: str, wording: Wording) -> tuple[str, ...]:
    source = wording.facts.glossary.terms[id_].source
    return (source,) if source else ()


def quoted(id_: str, wording: Wording) -> Inlines:
    """The quotation of a fact: in quotation marks in its own language, in another a translation that says so.

    Raises Unwritable if there is none.
    """
    quotation, words = wording.facts.facts[id_].quotation, wording.language.words
    if quotation is None:
        hint = "give the fact quotation: {text: …, source: …, lines: […]}, or write .statement"
        raise Unwritable(f'"{id_}" has no quotation', hint)
    document = cast(Source, wording.facts.sources[quotation.source])
    if document.language == wording.language.code:
        return (Marked(wording.language.quoted(quotation.text), Trace("quotation", id_)),)
    text = quotation.translation[wording.language.code]
    translated = Marked(f"{text.removesuffix('.')} ({words.sources.translated})", Trace("quotation", id_, TRANSLATION))
    return (translated, Text(".")) if text.endswith(".") else (translated,)


def statement_form(used: Iterable[str], wording: Wording, *, in_words: bool, gives_lines: bool) -> str:
    """The form of the statement on the sources of a document that uses these facts: with small counts `in_words`, and
    with how figures are followed if the document `gives_lines`."""
    counts = "words" if in_words else "full"
    if not gives_lines:
        return counts
    calculates = any(wording.facts.facts[id_].derive for id_ in used)
    return f"{counts}.{CALCULATED if calculates else LINES}"


def statement(sources: Iterable[str], wording: Wording, form: str = "full") -> Marked:
    """What a document says of the sources that it rests on: how many of which kinds, of whom and when, and which of
    them were not compared. `form` is one of `STATED`, then perhaps a dot and `LINES` or `CALCULATED`.

    Raises KeyError if the form is unknown.
    """
    ids = tuple(sources)
    named = [wording.facts.sources[id_] for id_ in ids]
    documents = [source for source in named if isinstance(source, Source)]
    official = sum(isinstance(source, OfficialSource) for source in named)
    words, language = wording.language.words.sources, wording.language
    counted, *gives = form.split(".")
    quantity_form = STATED[counted]

    def count(number: int, noun: Noun | None = None) -> str:
        return language.quantity(Decimal(number), "number", noun=noun, form=quantity_form)

    sentences = []
    if documents:
        sentences.append(_documents(documents, wording, count))
        if inferred := sum(source.published_basis is not None for source in documents):
            noun = words.inferred if inferred == len(documents) else words.some_inferred
            sentences.append(noun.of(inferred).format(count=count(inferred)))
        if gives:
            has_tables = any(source.is_table for source in documents)
            calculated = words.or_calculated.format(status=language.words.statuses["derived"])
            traced = words.traced_in_tables if has_tables else words.traced
            sentences.append(traced.format(or_calculated=calculated if CALCULATED in gives else ""))
    if official:
        sentences.append(words.official_texts.of(official).format(texts=count(official, words.official)))
    return Marked(" ".join(sentences), Trace("statement", " ".join(ids), form))


def _documents(documents: Sequence[Source], wording: Wording, count: Callable[[int, Noun | None], str]) -> str:
    """The sentence on the documents."""
    words, language = wording.language.words.sources, wording.language
    kinds = Counter(source.kind for source in documents)
    counted = language.join([count(kinds[kind], words.kinds[kind]) for kind in get_args(DocumentKind) if kinds[kind]])
    named = [source.publisher[language.code] for source in documents if source.publisher]
    unnamed, names = len(documents) - len(named), language.join(list(dict.fromkeys(named)))
    numbers = {"named": count(len(named), None), "unnamed": count(unnamed, None)}
    by = words.publishers if not unnamed else (words.some_publishers if named else words.no_publishers).of(unnamed)
    publishers = by.format(names=names, **numbers)
    start, end = _span([source.published for source in documents])
    dates = [language.period(period) for period in (start, end)]
    if start.written == end.written:
        published = words.published_in.format(period=dates[0])
    else:
        published = words.published_from.format(start=dates[0], end=dates[1])
    return words.rests_on.format(documents=counted, published=published, publishers=publishers)


def _span(dates: Sequence[Period]) -> tuple[Period, Period]:
    """The first and the last of these dates: years if one of them is vaguer than a month, else months or days."""
    first, last = min(date.first for date in dates), max(date.last for date in dates)
    precisions = {date.precision for date in dates}
    letters = 10 if precisions == {"day"} else 7 if precisions <= {"day", "month"} else 4  # of "2025-07-27"
    return parse_period(first.isoformat()[:letters]), parse_period(last.isoformat()[:letters])
