"""The facts of a chart → their labels in one language: each says its period and place where these differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from reports.charts.specs import Item, SeriesBy
from reports.document.model import Inlines, plain
from reports.facts import Fact
from reports.facts.fields import Texts
from reports.facts.wording import Wording


class EntryLabels(Struct, frozen=True):
    """The labels of a chart's facts. `dated`: the chart shows the period of each fact in another way.

    `gridded`: the facts are rows of series. Without series of the spec's own, `series_by` says what makes them; without
    that, rows are the labels of the spec, else the periods, else the places, and series all else that differs.
    """

    items: Sequence[Item]
    wording: Wording
    dated: bool = False
    gridded: bool = False
    series_by: SeriesBy | None = None

    def named(self) -> list[tuple[str, str]]:
        """The series of each item, "" if the chart has none, and its label, which in a grid is its row."""
        if not self.gridded:
            return [("", label) for label in self.labels()]
        texts = [item.series or (item.label if self.dated else None) for item in self.items]
        own = [plain(self._words(item, text)) for item, text in zip(self.items, texts, strict=True)]
        differing = self._differing([""] * len(own) if self.dated else own)
        of_series = self._of_series(differing, has_own=any(own))
        of_rows = [each for each in differing if each not in of_series]
        series = [name or self._joined(item, of_series) for name, item in zip(own, self.items, strict=True)]
        rows = self.labels() if self.dated else [self._joined(item, of_rows, as_row=True) for item in self.items]
        return list(zip(map(self.wording.language.capital, series), rows, strict=True))

    def _of_series(self, differing: Sequence[SeriesBy], *, has_own: bool) -> Sequence[SeriesBy]:
        """What makes the series of items that name none."""
        if self.series_by:
            return () if has_own else (self.series_by,)
        if self.dated:
            return [each for each in differing if each != "period"]
        if has_own:
            return ()
        return differing if any(item.label for item in self.items) else differing[1:]

    def _differing(self, own: Sequence[str]) -> list[SeriesBy]:
        """What differs among the facts of one series: periods, then places, and labels where these are not enough."""
        groups: dict[str, list[Fact]] = {}
        for name, item in zip(own, self.items, strict=True):
            groups.setdefault(name, []).append(self._fact(item))
        found: list[SeriesBy] = []
        if any(len({fact.period for fact in group}) > 1 for group in groups.values()):
            found.append("period")
        if any(len({fact.place for fact in group}) > 1 for group in groups.values()):
            found.append("place")
        if any(len({(fact.period, fact.place) for fact in group}) < len(group) for group in groups.values()):
            found.append("fact")
        return found

    def _joined(self, item: Item, parts: Sequence[SeriesBy], *, as_row: bool = False) -> str:
        """The words for what makes the row or the series of an item; a row has the item's own label, if it has one."""
        fact = self._fact(item)
        if as_row and (item.label or not parts):
            return self.wording.language.capital(plain(self._name(item)))
        words = {
            "fact": lambda: plain(self._name(item)),
            "place": lambda: self.wording.place(fact.place).text if fact.place else "",
            "period": lambda: self.wording.language.period(fact.period, "short") if fact.period else "",
        }
        joined = ", ".join(filter(None, (words[each]() for each in ("fact", "place", "period") if each in parts)))
        return self.wording.language.capital(joined)

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
        language = self.wording.language
        if differs and fact.period and not item.label:
            period = language.period(fact.period)
            return language.capital(language.words.status_of_period.format(status=label, period=period))
        return language.capital(", ".join((label, *(self._period(fact, name) if differs else ()))))

    def whole(self, item: Item) -> str:
        """The label of the whole of which the facts are parts: that of the spec, else the fact's own."""
        return self.wording.language.capital(plain(self._name(item)))

    def _fact(self, item: Item) -> Fact:
        return self.wording.facts.facts[item.fact]

    def _name(self, item: Item) -> Inlines:
        return self._words(item, item.label or self._fact(item).label)

    def _words(self, item: Item, texts: Texts | None) -> Inlines:
        return self.wording.expand(texts[self.wording.language.code], self._fact(item)) if texts else ()

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
