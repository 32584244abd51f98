"""Figures as they are + marks as they were printed → the state of each figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from reports.document.marks import trace_of_style
from reports.finished.alignment import aligned
from reports.finished.current import CurrentTexts
from reports.finished.drawings import ALT
from reports.finished.marks import LONG_KINDS, Expected, Known, Mark, expected
from reports.finished.model import FigureState, FoundFigure, Passage, Token
from reports.finished.pairs import MOST_TRIED, Pairs, candidates, pair_figures, pair_spans, typed_in_place
from reports.finished.text import same

_LEAST_ALIKE = 0.5
"""The least share of digits that an edited figure has in common with the one that was printed."""
_LEAST_COPIED = 20
"""The letters of the shortest paragraph that is known as a copy of another."""
_MOST_WORDED = 100
"""The most words without a figure that are looked for in a text."""


class Tracer(Struct):
    """Gathers what is found of each figure of one file; `missing` counts what was printed and is not found."""

    file: str
    current: CurrentTexts
    found: dict[Token, FoundFigure] = field(default_factory=dict)
    entries: dict[Token, Expected] = field(default_factory=dict)
    """The figures of marks that explain the tokens."""
    passages: Sequence[Passage] = ()
    """All passages of the file, in reading order."""
    lists: Sequence[tuple[Sequence[Mark], Sequence[Passage]]] = ()
    """Marks in the order in which they were printed, with the passages that they were printed in."""
    missing: Counter[Expected] = field(default_factory=Counter)
    explained: Counter[Expected] = field(default_factory=Counter)
    """How many tokens each figure of a mark has explained."""
    former: CurrentTexts | None = None
    """The texts with the values of former facts, where the file lists no others."""
    today: dict[tuple[Mark, str], list[Expected]] = field(default_factory=dict)
    """The figures of a mark's text of today."""

    def in_order(self, tokens: Sequence[Token], marks: Iterable[Mark], known: Known | None = None) -> list[Token]:
        """Trace the tokens to marks that were printed in this order, or else to `known` marks that may be anywhere.

        Returns the tokens that no mark explains.
        """
        promised = list(expected(marks))
        return self._traced(tokens, promised, aligned(candidates(promised, tokens)), known)

    def in_any_order(self, tokens: Sequence[Token], marks: Mapping[Mark, int], known: Known) -> list[Token]:
        """Trace the tokens to marks whose order is not known; `marks` gives how often each was printed."""
        return self._traced(tokens, list(expected(Counter(marks).elements())), None, known)

    def _traced(
        self, tokens: Sequence[Token], promised: Sequence[Expected], pairs: Pairs | None, known: Known | None
    ) -> list[Token]:
        paired = {tokens[j]: promised[i] for i, j in pairs or ()}
        waiting = Counter(promised)
        waiting.subtract(paired.values())
        pair_spans(tokens, paired, waiting)
        pair_figures(tokens, paired, waiting, known)
        for token, entry in paired.items():
            self.found_as_printed(token, entry)
        left = [token for token in tokens if token not in paired]
        if known:
            spans = [token for token in left if token.span]
            left = [*spans, *self.anywhere((token for token in left if not token.span), known)]
        edited = dict(typed_in_place(tokens, promised, pairs, waiting, set(left))) if pairs is not None else {}
        for token, entry in edited.items():
            waiting[entry] -= 1
            if entry.mark.kind in LONG_KINDS and entry.figure == token.text:
                self.found_as_printed(token, entry)
            else:
                self.changed(token, entry)
        self.missing = waiting
        return [token for token in left if token not in edited]

    def elsewhere(self, tokens: Iterable[Token], marks: Mapping[Mark, int]) -> list[Token]:
        """Trace the tokens to those of the `marks` that have explained fewer figures than were printed of them.

        Returns the tokens that no mark explains; the marks that still miss a figure are missing then.
        """
        done: Counter[tuple[Mark, int]] = Counter()
        for entry, count in self.explained.items():
            done[entry.mark.as_fact, entry.index] += count
        self.missing = Counter(
            {entry: count - done[mark, entry.index] for mark, count in marks.items() for entry in expected([mark])}
        )
        return self.anywhere(tokens, Known(self.missing), self.missing)

    def edited(self, tokens: Sequence[Token], marks: Iterable[Mark]) -> list[Token]:
        """Trace the tokens to those of the marks that are missing: by the words around, or else by like digits, or as
        the only one that is left; return the others."""
        gone = [entry for entry in expected(dict.fromkeys(marks)) if entry.figure and self.missing[entry] > 0]
        gone = gone[:MOST_TRIED]
        left: list[Token] = []
        for token in tokens:
            tried = [] if token.span else [each for each in gone if self.missing[each] > 0 and each.surrounds(token)]
            near = max(tried, key=lambda each: (each.is_around(token), _likeness(each, token)), default=None)
            only = len(tokens) == len(gone) == 1
            if near and (only or near.is_around(token) or _likeness(near, token) >= _LEAST_ALIKE):
                self.missing[near] -= 1
                self.changed(token, near)
            else:
                left.append(token)
        return left

    def anywhere(self, tokens: Iterable[Token], known: Known, waiting: Counter[Expected] | None = None) -> list[Token]:
        """Trace the tokens to marks that may be anywhere, or of which a figure is `waiting`; return the others."""
        left: list[Token] = []
        for token in tokens:
            entry = known.find(token, waiting)
            if entry:
                self.found_as_printed(token, entry)
                if waiting is not None:
                    waiting[entry] -= 1
            else:
                left.append(token)
        return left

    def drawings(self, tokens: Iterable[Token], known: Known, name: str = "") -> list[Token]:
        """Trace the words of drawings: a chart's text alternative to a former one, that of today, or `known` marks."""
        left: list[Token] = []
        for passage, found in groupby(tokens, key=lambda token: token.passage):
            figures = list(found)
            texts = filter(None, (self.former, self.current) if passage.part == ALT or not name else ())
            marks = [mark for each in texts if (mark := each.alternative(passage.text, name))]
            as_printed = (mark for mark in marks if mark.printed == passage.text)
            mark = next(as_printed, marks[-1] if marks else None)
            left += self.in_order(figures, [mark], known) if mark else figures
        return left

    def found_as_printed(self, token: Token, entry: Expected) -> None:
        """Note a token whose figure is the one that `entry` expects: traced if it is also today's, or else stale.

        A marked span is noted as changed if its text is not the text that was printed.
        """
        still, now = self.current.figure_unchanged(entry.mark, entry.index)
        if token.span and not same(token.text, entry.mark.printed):
            self.changed(token, entry)
        else:
            self._note(token, "traced" if still else "stale", entry, now, token.text)

    def changed(self, token: Token, entry: Expected) -> None:
        """Note a figure that was edited."""
        text = token.text if token.span else entry.around(token)
        self._note(token, "changed", entry, self.current.todays_text(entry.mark)[1], text)

    def untraced(self, tokens: Iterable[Token]) -> None:
        """Note the tokens that no mark explains. A copy of a paragraph has the marks of that paragraph; a token whose
        style names a fact is compared with today's text."""
        known = {(token.passage.text, token.start, token.text): entry for token, entry in self.entries.items()}
        for token in tokens:
            entry = known.get((token.passage.text, token.start, token.text))
            if entry and len(token.passage.text) > _LEAST_COPIED:
                self.found_as_printed(token, entry)
                continue
            trace = trace_of_style(token.span.name) if token.span else None
            if trace:
                mark = Mark("fact", trace.ref, trace.form, token.text)
                still, now = self.current.todays_text(mark)
                was_printed = self.former is not None and self.former.todays_text(mark)[0]
                state: FigureState = "traced" if still else "changed" if now and not was_printed else "stale"
                self._note(token, state, Expected(Mark("fact", trace.ref, trace.form, ""), 0, ""), now, token.text)
            else:
                value = self.current.read(token.text)
                self.found[token] = FoundFigure(
                    self.file, token.passage.place, token.sentence, token.text, "untraced", value=value
                )

    def lost(self, tokens: Iterable[Token], text: str) -> list[FoundFigure]:
        """The figures that the last tracing missed: each mark's text as it was printed, and how often.

        Words without a digit that have lost their style are looked for in the document's `text`.
        """
        styled = Counter(token.text for token in tokens if token.span)
        worded = [entry for entry, count in self.missing.items() if count > 0 and not entry.figure]
        for entry in worded[:_MOST_WORDED]:
            self.missing[entry] -= text.count(entry.mark.printed) - styled[entry.mark.printed]
        times: Counter[tuple[Mark, str]] = Counter()
        for entry, count in self.missing.items():
            key = entry.mark, entry.excerpt
            times[key] = max(times[key], count)
        return [
            FoundFigure(self.file, "", "", text, "lost", mark.kind, mark.ref, mark.form, text, times=count)
            for (mark, text), count in times.items()
            if count > 0
        ]

    def in_reading_order(self, tokens: Iterable[Token]) -> list[FoundFigure]:
        """Put what was found into the order of the tokens, and return it."""
        self.found = {token: self.found[token] for token in tokens if token in self.found}
        return list(self.found.values())

    def _note(self, token: Token, state: FigureState, entry: Expected, now: str | None, text: str) -> None:
        self.explained[entry] += 1
        self.entries[token] = entry
        mark = entry.mark
        printed = entry.excerpt or None
        if now is not None and mark.kind == "alt":
            now = self.current.sentence_now(mark, entry.index, now)
        elif now is not None and mark.kind in LONG_KINDS:
            if (mark, now) not in self.today:
                self.today[mark, now] = list(expected([replace(mark, printed=now)]))
            today = self.today[mark, now]
            now = today[entry.index].excerpt if entry.index < len(today) else now
        value = was = None
        if mark.kind == "fact":
            value = self.current.read(text if state == "changed" or not printed else mark.printed)
            was = (mark.value or self.current.read(printed)) if printed else None
        place, sentence = token.passage.place, token.sentence
        self.found[token] = FoundFigure(
            self.file, place, sentence, text, state, mark.kind, mark.ref, mark.form, printed, now, value, was
        )


def _likeness(entry: Expected, token: Token) -> float:
    return SequenceMatcher(None, entry.figure, token.text, autojunk=False).ratio()
