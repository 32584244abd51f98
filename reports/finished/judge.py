"""A mark of a finished file → what the workspace would write in its place today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import cast

from reports.charts import Specs, alt_text
from reports.document.model import Marked
from reports.facts import Fact
from reports.facts.wording import Unwritable, Wording
from reports.finished.marks import Mark
from reports.finished.text import FIGURE, folded, same
from reports.languages import Qualifier, QuantityForm
from reports.languages.periods import parse_period

FORMS = ("full", "number", "short")
_MOST_DECIMALS = 6
_MOST_LETTERS = 200
_LEAST_ALIKE = 0.5
_PLAIN = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_EVIDENCE = ("value", "label", "period", "place", "source", "printed")
_Texts = Iterator[str]
_Decimals = tuple[int | None, int]
"""How many decimals a figure has: at most so many (None: as the wording has it), and at least so many."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows what is written today: a wording for each language of the file and each rounding of the workspace."""

    wordings: tuple[Wording, ...]
    specs: Specs | None
    seen: dict[Mark, tuple[bool, str | None]] = field(default_factory=dict)
    charts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, str | None] = field(default_factory=dict)

    @property
    def wording(self) -> Wording:
        return self.wordings[0]

    def now(self, mark: Mark) -> tuple[bool, str | None]:
        """Whether the mark's text would still be written, and what would be; None if nothing would."""
        if mark not in self.seen:
            texts = [folded(text) for text in self._texts(mark)]
            still = any(same(mark.printed, text) or same(mark.printed, self._capital(text)) for text in texts)
            self.seen[mark] = (still, mark.printed if still else next(iter(texts), None))
        return self.seen[mark]

    def still(self, mark: Mark, index: int) -> tuple[bool, str | None]:
        """The same of one figure of the mark: words that changed around it do not count."""
        still, now = self.now(mark)
        if not still and now is not None and mark.kind != "fact":
            printed, today = FIGURE.findall(mark.printed), FIGURE.findall(now)
            still = printed == today or (len(printed) == len(today) and printed[index] == today[index])
        return still, now

    def read(self, text: str | None) -> str | None:
        """The value of a text that is a quantity in one of the file's languages."""
        if not text or len(text) > _MOST_LETTERS:
            return None
        if text not in self.values:
            self.values[text] = self._read(text)
        return self.values[text]

    def _read(self, text: str) -> str | None:
        for language in dict.fromkeys(wording.language for wording in self.wordings):
            try:
                value = language.read_quantity(text)[0]
            except ValueError:
                continue
            return None if value is None else f"{value.normalize():f}"
        return None

    def alternative(self, text: str, name: str) -> Mark | None:
        """The text alternative of a chart, as it would be written today, closest to this text; None if it is of none.

        A picture's `name` ends with the chart's id, where the writer put it there; others are known by their words.
        """
        charts = self.specs.charts if self.specs else ()
        chart = name.rpartition(": ")[2]
        known = [chart] if chart in charts else charts
        marks = [Mark("alt", id_, "full", alt) for id_ in known for alt in self._alts(id_)]
        best = max(marks, key=lambda mark: _alike(text, mark.printed), default=None)
        return best if best and (chart in charts or _alike(text, best.printed) >= _LEAST_ALIKE) else None

    def _alts(self, chart: str) -> tuple[str, ...]:
        """The text alternatives of a chart, one for each language and rounding; none where it cannot be made."""
        spec = self.specs.charts.get(chart) if self.specs else None
        if spec and chart not in self.charts:
            self.charts[chart] = tuple(map(folded, _written(partial(alt_text, spec), self.wordings)))
        return self.charts.get(chart, ())

    def _capital(self, text: str) -> str:
        return self.wording.language.capital(text)

    def _texts(self, mark: Mark) -> _Texts:
        """All that may be written for the mark, first what is closest to how it was printed."""
        if mark.kind == "fact":
            return self._fact(mark)
        if mark.kind == "alt":
            return iter(self._alts(mark.ref))
        if mark.kind == "letterhead":
            return iter((mark.printed,))
        if mark.kind == "plain":
            return iter([mark.ref])
        make = _KINDS.get(mark.kind)
        return _written(lambda wording: make(wording, mark), self.wordings) if make else iter(())

    def _fact(self, mark: Mark) -> _Texts:
        fact = self.wording.facts.facts.get(mark.ref)
        if fact is None:
            return
        for wording in self.wordings:
            if mark.form in FORMS:
                yield from self._forms(wording, fact, mark)
            elif mark.form == "among" and fact.among is not None:
                yield wording.language.number(Decimal(fact.among))
            elif mark.form.startswith("account:"):
                source = mark.form.partition(":")[2]
                texts = [(a.value, a.qualifier) for a in fact.accounts if a.source == source]
                yield from (quantity(wording, fact, *said, "full") for said in texts)

    def _forms(self, wording: Wording, fact: Fact, mark: Mark) -> _Texts:
        """The fact in the mark's form, with the decimals with which its former value was printed."""
        numbers = range(_MOST_DECIMALS + 1)
        ways: list[_Decimals] = [(None, 0), *((most, 0) for most in numbers), *((None, least) for least in numbers[1:])]
        former = Decimal(mark.value) if mark.value and _PLAIN.fullmatch(mark.value) else None
        used = [
            way
            for way in ways
            if former is not None and mark.printed in self._spelled(wording, fact, former, mark, way)
        ]
        for way in used[:1] if used[:1] == ways[:1] else used or ways[:1]:
            text = quantity(wording, fact, fact.value, fact.qualifier, mark.form, way)
            if text:
                yield text

    def _spelled(self, wording: Wording, fact: Fact, value: Decimal, mark: Mark, way: _Decimals) -> tuple[str, ...]:
        text = quantity(wording, fact, value, fact.qualifier, mark.form, way)
        return (text, self._capital(text)) if text else ()


def quantity(
    wording: Wording, fact: Fact, value: Decimal | None, qualifier: str, form: str, way: _Decimals = (None, 0)
) -> str:
    """Another value of the fact as the language writes it; empty where it cannot be written."""
    noun = wording.facts.noun(fact.unit, wording.language.code)
    most, least = way
    places = wording.places if most is None else most
    try:
        text = wording.language.quantity(
            value,
            fact.unit or "number",
            cast("Qualifier", qualifier),
            noun=noun,
            form=cast("QuantityForm", form),
            places=places,
            decimals=least,
        )
    except ValueError:
        return ""
    return folded(text)


def _written(write: Callable[[Wording], str | None], wordings: Iterable[Wording]) -> _Texts:
    """What each wording gives, where it gives anything."""
    for wording in wordings:
        try:
            text = write(wording)
        except (Unwritable, KeyError, ValueError):
            continue
        if text:
            yield text


def _period(wording: Wording, mark: Mark) -> str:
    return wording.language.period(parse_period(mark.ref), "short" if mark.form == "short" else "long")


def _person(wording: Wording, mark: Mark) -> str | None:
    found = wording.office(mark.ref) if mark.form == "office" else wording.person(mark.ref)
    return found.text if found else None


def _name(wording: Wording, mark: Mark) -> str:
    if mark.kind == "term" and mark.form == "definition":
        return wording.term(mark.ref, "definition").text
    write = wording.term if mark.kind == "term" else wording.place
    return write(mark.ref, "short" if mark.form == "short" else "full").text


def _evidence(wording: Wording, mark: Mark) -> str | None:
    if mark.form not in _EVIDENCE:
        return None
    found: str = getattr(wording.evidence(mark.ref), mark.form)
    return found


def source_texts(wording: Wording, id_: str) -> list[str]:
    """All that is printed of a source: in short, in full, in parts, with and without a full stop."""
    whole = [*wording.source_full(id_), *wording.source_full(id_, brief=True)]
    texts = [wording.source_short(id_), *(p.text for p in whole if isinstance(p, Marked) and p.trace.kind == "source")]
    return [*texts, *(text.removesuffix(".") for text in texts)]


def _source(wording: Wording, mark: Mark) -> str | None:
    """The text of the source that the mark names, or, where it names none, of the one that it begins with."""
    known = [mark.ref] if mark.ref in wording.facts.sources else list(wording.facts.sources)
    texts = [folded(text) for id_ in known for text in source_texts(wording, id_) if text]
    if mark.printed in texts or (len(known) > 1 and any(mark.printed.startswith(text) for text in texts)):
        return mark.printed
    return max(texts, key=lambda text: _alike(text, mark.printed)) if len(known) == 1 else None


def _alike(one: str, other: str) -> float:
    """The share of words that two texts have in common."""
    words, others = set(one.split()), set(other.split())
    return len(words & others) / max(len(words | others), 1)


_KINDS: Mapping[str, Callable[[Wording, Mark], str | None]] = MappingProxyType(
    {
        "term": _name, "place": _name, "person": _person, "period": _period, "date": _period,
        "source": _source, "evidence": _evidence,
    }
)  # fmt: skip
