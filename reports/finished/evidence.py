"""The evidence in a slide's notes → the facts behind the slide, with what was printed of them, and all their marks.

This is what remains of the traces after a program that drops tags has saved a deck.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.facts import Fact
from reports.facts.wording import Unwritable, Wording
from reports.finished.judge import FORMS, Judge, quantity, source_texts
from reports.finished.marks import Mark, marks_in
from reports.finished.model import Passage
from reports.finished.text import folded, same

_PARTS = ("label", "period", "place", "source", "printed")
_BETWEEN = " – "
_LONGEST_LABEL = 400


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """A line of evidence: the figure that it names, the passage, and its facts (several if their labels are alike)."""

    printed: str
    passage: Passage
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The facts by their labels in one language."""

    wording: Wording
    facts: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, wording: Wording) -> Labels:
        found: dict[str, tuple[str, ...]] = {}
        for id_ in wording.facts.facts:
            try:
                label = folded(wording.evidence(id_).label)
            except Unwritable:
                continue
            found[label] = (*found.get(label, ()), id_)
        return cls(wording, found)

    def begins(self, text: str) -> tuple[str, ...]:
        """The facts with the longest label that the text begins with."""
        ends = [i for i, letter in enumerate(text[:_LONGEST_LABEL]) if letter in ",."]
        return next((self.facts[text[:end]] for end in reversed(ends) if text[:end] in self.facts), ())


def entries(notes: Iterable[Passage], labels: Labels) -> Iterator[EvidenceEntry]:
    """The lines below the heading of the evidence."""
    heading = labels.wording.language.words.evidence
    begun = False
    for passage in notes:
        text = passage.text
        if not begun:
            begun = same(text.strip(), heading)
            continue
        # A fact without a figure has its label alone.
        printed, rest = ("", text.strip()) if labels.begins(text.strip()) else _cut(text)
        facts = labels.begins(rest)
        yield EvidenceEntry(printed, passage, _nearest(facts, rest, labels.wording))


def _cut(text: str) -> tuple[str, str]:
    """The figure before the dash, and what follows it."""
    printed, between, rest = f" {text.lstrip()}".partition(_BETWEEN)
    return (printed.strip(), rest) if between else ("", text)


def _nearest(facts: tuple[str, ...], rest: str, wording: Wording) -> tuple[str, ...]:
    """Of facts with the same label those whose period and place follow it, if any do."""
    return tuple(id_ for id_ in facts if folded(wording.evidence(id_).period) in rest) or facts


def marks_of(entry: EvidenceEntry, judge: Judge) -> Iterator[Mark]:
    """All that the program may have printed of the entry's facts: as the evidence has them, not as they are now."""
    if not entry.facts and entry.printed:
        yield Mark("fact", "", "full", entry.printed)
    for wording in judge.wordings:
        for id_ in entry.facts:
            yield from _marks(wording, wording.facts.facts[id_], entry.printed, judge)


def _marks(wording: Wording, fact: Fact, printed: str, judge: Judge) -> Iterator[Mark]:
    if printed:
        yield Mark("fact", fact.id, "full", printed, judge.read(printed))
        yield from _figures(wording, fact, printed)
    if fact.among is not None:
        yield Mark("fact", fact.id, "among", folded(wording.language.number(Decimal(fact.among))))
    said = wording.evidence(fact.id)
    for part in _PARTS:
        if getattr(said, part):
            yield Mark("evidence", fact.id, part, folded(getattr(said, part)))
    for write in (wording.label, wording.statement, wording.resolution):
        yield from marks_in(write(fact.id))
    for account in fact.accounts:
        text = quantity(wording, fact, account.value, account.qualifier, "full")
        yield Mark("fact", fact.id, f"account:{account.source}", text)
    for source in wording.sources_of(fact.id):
        yield from (Mark("source", source, "full", folded(text)) for text in source_texts(wording, source) if text)
    if fact.period:
        yield from (marks_in((wording.period(fact.period, "long"), wording.period(fact.period, "short"))))


def _figures(wording: Wording, fact: Fact, printed: str) -> Iterator[Mark]:
    """The figure in each form, from the value that the evidence prints."""
    try:
        value, qualifier = wording.language.read_quantity(printed)
    except ValueError:
        return
    for form in FORMS:
        for unsure in (qualifier, fact.qualifier):
            text = quantity(wording, fact, value, unsure, form)
            if text:
                kept = None if value is None else f"{value:f}"
                yield Mark("fact", fact.id, form, text, kept)
                yield Mark("fact", fact.id, form, folded(wording.language.capital(text)), kept)
