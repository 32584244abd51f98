"""A mark of a finished file and a wording → the texts that this would write in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from reports.document.model import BAR, Marked
from reports.facts import Fact, Facts
from reports.facts.provenance import quoted, statement
from reports.facts.signs import squares
from reports.facts.wording import ACCOUNT, Wording
from reports.finished.marks import Mark
from reports.finished.text import alike, folded
from reports.languages import QuantityForm, Value
from reports.languages.numbers import parse_value, plain_value

FORMS: tuple[QuantityForm, ...] = ("full", "number", "short", "words", "word")
EVIDENCE = ("value", "label", "period", "place", "source", "printed")
_MOST_DECIMALS = 6
_NUMBER = r"-?\d{1,30}(?:\.\d{1,30})?"
_PLAIN = re.compile(rf"{_NUMBER}|\[{_NUMBER}, {_NUMBER}\]", re.ASCII)
_Texts = Iterable[str | None]
_Way = tuple[int | None, int, int | None]
_DECIMALS: tuple[tuple[int | None, int], ...] = (
    (None, 0),
    *((most, 0) for most in range(_MOST_DECIMALS + 1)),
    *((None, least) for least in range(1, _MOST_DECIMALS + 1)),
)
"""The ways to round a figure: at most so many decimals (None: those of the wording), and at least so many."""


def texts_of(mark: Mark, wording: Wording) -> _Texts:
    """The texts that may be written for a mark today. Raises KeyError or ValueError if the wording has none."""
    short = mark.form == "short"
    match mark.kind:
        case "fact":
            yield from _fact(wording, mark)
        case "term" if mark.form == "definition":
            yield wording.term(mark.ref, "definition").text
        case "term":
            yield wording.term(mark.ref, "short" if short else "full").text
        case "place":
            yield wording.place(mark.ref, "short" if short else "full").text
        case "person":
            found = wording.office(mark.ref) if mark.form == "office" else wording.person(mark.ref)
            yield found.text if found else None
        case "period" | "date" | "proposed":  # an older file names no form but "long" and "short"
            yield wording.period(mark.ref, mark.form if mark.form.startswith("period") else f"period.{mark.form}").text
        case "source":
            yield _source(wording, mark)
        case "evidence" if mark.form in EVIDENCE:
            yield getattr(wording.evidence(mark.ref), mark.form)
        case "quotation":
            yield from (inline.text for inline in quoted(mark.ref, wording)[:1] if isinstance(inline, Marked))
        case "statement":
            yield statement(mark.ref.split(), wording, mark.form).text
        case "plain" if mark.form == "full":
            yield mark.ref
        case "plain" | "letterhead":  # such as a number with the words before it
            yield mark.printed


def value_of(mark: Mark, facts: Facts) -> str | None:
    """The value that a mark of a fact lists today; None if it has none."""
    fact = facts.facts.get(mark.ref) if mark.kind == "fact" else None
    if fact is None:
        return None
    source = mark.form.removeprefix(f"{ACCOUNT}:")
    account = next((each.value for each in fact.accounts if each.source == source), None)
    values = {"among": fact.among, mark.form: fact.value} if source == mark.form else {mark.form: account}
    value = values[mark.form]
    return None if value is None else f"{value:f}"


def _fact(wording: Wording, mark: Mark) -> _Texts:
    fact = wording.facts.facts[mark.ref]
    for form in FORMS:
        if form == mark.form:
            yield from _figures(wording, fact, form, mark)
    if mark.form == "value" and fact.value is not None:
        yield plain_value(fact.value)
    drawn, _, of = mark.form.partition(":")
    if drawn == BAR and (not of or of in wording.facts.facts):
        yield squares(mark.ref, of or None, wording).text
    if mark.form == "among" and fact.among is not None:
        yield wording.language.number(Decimal(fact.among))
    if mark.form.startswith(f"{ACCOUNT}:"):
        yield wording.account(fact, mark.form.partition(":")[2]).text


def _figures(wording: Wording, fact: Fact, form: QuantityForm, mark: Mark) -> _Texts:
    """The fact's figure, with the decimals with which its former value was printed."""

    def amount(value: Value | None, way: _Way) -> str:
        try:
            return wording.amount(fact, value, fact.qualifier, form, *way)
        except ValueError:
            return ""

    ways: list[_Way] = [(None, 0, None)]
    former = parse_value(mark.value) if mark.value and _PLAIN.fullmatch(mark.value) else fact.value
    if former is not None:
        capital = wording.language.capital
        scales = (None, 0, *(scale.power for scale in wording.language.quantities.scales))
        for power in scales:  # in a column, figures may have the scale of others
            tried: list[_Way] = [(*decimals, power) for decimals in _DECIMALS]
            texts = {way: folded(amount(former, way)) for way in tried}
            fitting = [way for way, text in texts.items() if mark.printed in (text, capital(text))]
            if fitting:
                ways = fitting[:1] if fitting[0] == tried[0] else fitting
                break
    for way in ways:
        yield amount(fact.value, way)


def source_texts(wording: Wording, id_: str) -> list[str]:
    """All that is printed of a source: in short, in full, in parts, with and without a full stop."""
    parts = [*wording.source_full(id_), *wording.source_full(id_, brief=True)]
    texts = [wording.source_short(id_), *(p.text for p in parts if isinstance(p, Marked) and p.trace.kind == "source")]
    return [text for text in (*texts, *(text.removesuffix(".") for text in texts)) if text]


def _source(wording: Wording, mark: Mark) -> str | None:
    """The text of the source that the mark names, or, if it names none, of the one that it begins with."""
    known = [mark.ref] if mark.ref in wording.facts.sources else list(wording.facts.sources)
    texts = {folded(text): text for id_ in known for text in source_texts(wording, id_)}
    if mark.printed in texts or (len(known) > 1 and any(mark.printed.startswith(text) for text in texts)):
        return mark.printed
    return texts[max(texts, key=lambda text: alike(text, mark.printed))] if len(known) == 1 else None
