"""The facts of a chart → their labels in one language: each says its period and place where these differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from reports.charts.specs import Item
from reports.document.model import Inlines, plain
from reports.facts import Fact
from reports.facts.wording import Wording


class EntryLabels(Struct, frozen=True):
    """The labels of a chart's facts. `dated`: the chart shows the period of each fact in another way."""

    items: Sequence[Item]
    wording: Wording
    dated: bool = False

    def labels(self) -> list[str]:
        """One label for each item. If the facts differ only in place or period, labels give these alone."""
        facts = [self._fact(item) for item in self.items]
        nowhere = {None} if self.dated else set()  # an event may be anywhere
        places = len({fact.place for fact in facts} - nowhere) > 1
        periods = len({fact.period for fact in facts}) > 1
        names = [self._name(item) for item in self.items]
        details = [
            [  # a label of the spec's own takes the place of the fact's label and place
                *(self._place(fact, name) if places and not item.label else ()),
                *(self._period(fact, name) if periods and not self.dated else ()),
            ]
            for item, fact, name in zip(self.items, facts, names, strict=True)
        ]
        texts = [plain(name) for name in names]
        if len(texts) > 1 and len(set(texts)) == 1 and all(details) and not any(item.label for item in self.items):
            texts = [""] * len(texts)
        joined = (", ".join(filter(None, (text, *more))) for text, more in zip(texts, details, strict=True))
        return [self.wording.language.capital(label) for label in joined]

    def target(self, item: Item) -> str:
        """The label of a target: by itself "Target", "Plan" or another status; with its period if no fact has it."""
        fact = self._fact(item)
        name = self._name(item) if item.label else ()
        label = plain(name) or self.wording.status(fact.status)
        differs = any(self._fact(other).period != fact.period for other in self.items)
        more = self._period(fact, name) if differs else ()
        return self.wording.language.capital(", ".join((label, *more)))

    def _fact(self, item: Item) -> Fact:
        return self.wording.facts.facts[item.fact]

    def _name(self, item: Item) -> Inlines:
        fact, language = self._fact(item), self.wording.language
        return self.wording.expand((item.label or fact.label)[language.code], fact)

    def _place(self, fact: Fact, name: Inlines) -> Iterator[str]:
        if fact.place:
            yield from _unsaid([self.wording.place(fact.place, form).text for form in ("short", "full")], name)

    def _period(self, fact: Fact, name: Inlines) -> Iterator[str]:
        if fact.period:
            yield from _unsaid([self.wording.language.period(fact.period, form) for form in ("short", "long")], name)


def _unsaid(forms: Sequence[str], name: Inlines) -> Iterator[str]:
    """The first form of a text, unless the name has one of its forms."""
    if not any(re.search(rf"\b{re.escape(form)}\b", plain(name), re.IGNORECASE) for form in forms):
        yield forms[0]
