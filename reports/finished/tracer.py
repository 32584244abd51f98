"""Figures as they stand + marks as they were printed → the state of each figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reports.finished.alignment import aligned
from reports.finished.judge import Judge
from reports.finished.marks import LONG_KINDS, Expected, Known, Mark, expected
from reports.finished.model import FoundFigure, State, Token
from reports.finished.text import same

_MOST_TRIED = 8
_MOST_LOOKED_FOR = 100
Paired = dict[Token, Expected]


@dataclass(slots=True)
class Tracer:
    """Gathers what is found of each figure of one file."""

    file: str
    judge: Judge
    found: dict[Token, FoundFigure] = field(default_factory=dict)
    missing: Counter[Expected] = field(default_factory=Counter)

    def in_order(self, tokens: Sequence[Token], marks: Iterable[Mark], former: Known | None = None) -> list[Token]:
        """Hold the tokens against marks that were printed in this order; the tokens that no mark explains.

        What the marks promise and no token is becomes `missing`.
        Where a figure was edited and `former` marks know it, it is one of them: the marks are then newer than the text.
        """
        promised = list(expected(marks))
        pairs = aligned(promised, tokens, _fit)
        paired = {tokens[j]: promised[i] for i, j in pairs}
        _moved(tokens, promised, pairs, paired)
        edited = dict(_edited(tokens, promised, pairs, paired))
        paired |= {token: e for token, e in edited.items() if e.mark.kind in LONG_KINDS and e.figure == token.text}
        self.missing = Counter(promised)
        self.missing.subtract(entry for entry in (edited | paired).values())
        left: list[Token] = []
        for token in tokens:
            was = former.find(token) if former and token in edited else None
            if token in paired:
                self.fitting(token, paired[token])
            elif was:
                self.fitting(token, was)
            elif token in edited:
                self.changed(token, edited[token])
            else:
                left.append(token)
        return left

    def anywhere(self, tokens: Iterable[Token], known: Known) -> list[Token]:
        """Hold the tokens against marks that may stand anywhere; the tokens that none of them explains."""
        left: list[Token] = []
        for token in tokens:
            entry = known.find(token)
            if entry:
                self.fitting(token, entry)
            else:
                left.append(token)
        return left

    def alternative(self, tokens: Sequence[Token], former: Known, name: str = "") -> list[Token]:
        """Hold a text alternative against its chart's of today; the tokens left over. `former` as `in_order` has it."""
        mark = self.judge.alternative(tokens[0].passage.text, name)
        return self.in_order(tokens, [mark], former) if mark else list(tokens)

    def fitting(self, token: Token, entry: Expected) -> None:
        """A figure that stands as it was printed: traced, or stale. The text of a control may still have changed."""
        still, now = self.judge.still(entry.mark, entry.index)
        if token.control and not same(token.text, entry.mark.printed):
            self.changed(token, entry)
        else:
            self._tell(token, "traced" if still else "stale", entry, now, token.text)

    def changed(self, token: Token, entry: Expected) -> None:
        """A figure that was edited."""
        self._tell(
            token, "changed", entry, self.judge.now(entry.mark)[1], token.text if token.control else entry.around(token)
        )

    def by_name(self, tokens: Iterable[Token], kept: Mapping[Mark, int]) -> list[Token]:
        """Hold the tokens against the marks that were printed so often, in any order; the tokens left over.

        A figure that has lost its mark is known by its words, as long as one of them is missing.
        """
        named: dict[str, list[Expected]] = {}
        for entry in expected(kept):
            named.setdefault(entry.mark.name, []).append(entry)
            self.missing[entry] = kept[entry.mark]
        loose: list[Token] = []
        for token in tokens:
            entries = named.get(token.control.name, [])[:_MOST_TRIED] if token.control else []
            if entries:
                as_printed = [entry for entry in entries if same(entry.mark.printed, token.text)]
                entry = (as_printed or sorted(entries, key=lambda entry: -self.missing[entry]))[0]
                self.missing[entry] -= 1
                self.fitting(token, entry)
            else:
                loose.append(token)
        known = Known.of(entry.mark for entry, count in self.missing.items() if count > 0)
        left: list[Token] = []
        for token in loose:
            found = None if token.control else known.find(token)
            if found and self.missing[found] > 0:
                self.missing[found] -= 1
                self.fitting(token, found)
            else:
                left.append(token)
        return left

    def unknown(self, token: Token, mark: Mark) -> None:
        """A figure in a mark of which only the name is known: it must say what would be written now."""
        still, now = self.judge.now(mark)
        state: State = "traced" if still else "changed" if now else "stale"
        self._tell(token, state, Expected(mark, 0, ""), now, token.text, known=False)

    def lost(self, text: str) -> list[FoundFigure]:
        """What is missing: each mark's text as it was printed, and how often. Words without a digit that have lost
        their mark are looked for in the document's `text`."""
        worded = [entry for entry, count in self.missing.items() if count > 0 and not entry.figure]
        for entry in worded[:_MOST_LOOKED_FOR]:
            self.missing[entry] -= text.count(entry.mark.printed)
        times: Counter[tuple[Mark, str]] = Counter()
        for entry, count in self.missing.items():
            said = entry.mark, entry.excerpt
            times[said] = max(times[said], count)
        return [
            FoundFigure(self.file, "", "", text, "lost", mark.kind, mark.ref, mark.form, text, times=count)
            for (mark, text), count in times.items()
            if count > 0
        ]

    def untraced(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            value = self.judge.read(token.text)
            self.found[token] = FoundFigure(
                self.file, token.passage.place, token.sentence, token.text, "untraced", value=value
            )

    def _tell(
        self, token: Token, state: State, entry: Expected, now: str | None, text: str, *, known: bool = True
    ) -> None:
        """Note what is found of a figure; `known` says that what was printed there is."""
        mark = entry.mark
        printed = entry.excerpt if known else None
        if now is not None and mark.kind in LONG_KINDS:
            today = list(expected([replace(mark, printed=now)]))
            now = today[entry.index].excerpt if entry.index < len(today) else now
        value = was = None
        if mark.kind == "fact":
            value = self.judge.read(text if state == "changed" else mark.printed)
            was = (mark.value or self.judge.read(printed)) if printed else None
        self.found[token] = FoundFigure(
            self.file,
            token.passage.place,
            token.sentence,
            text,
            state,
            mark.kind,
            mark.ref,
            mark.form,
            printed,
            now,
            value,
            was,
        )


def _fit(entry: Expected, token: Token) -> bool:
    """A control is known by its name; other figures, also of a control that was dissolved, by their words."""
    return token.control.name == entry.mark.name if token.control else entry.fits(token)


def _moved(tokens: Sequence[Token], promised: Sequence[Expected], pairs: list[tuple[int, int]], paired: Paired) -> None:
    """Pair what stands elsewhere than where it was printed: paragraphs that were moved, controls that were copied."""
    used = {i for i, _ in pairs}
    waiting: dict[str, list[Expected]] = {}
    named: dict[str, list[Expected]] = {}
    for i, entry in enumerate(promised):
        if entry.mark.name:
            named.setdefault(entry.mark.name, []).append(entry)
        if i not in used and entry.mark.kind != "fact":
            waiting.setdefault(entry.figure, []).append(entry)
    for token in tokens:
        if token.control:
            entries = named.get(token.control.name, [])[:_MOST_TRIED]
            as_printed = [entry for entry in entries if same(entry.mark.printed, token.text)]
            if as_printed or (token not in paired and entries):
                paired[token] = [*as_printed, *entries][0]
        elif token not in paired:
            fitting = [entry for entry in waiting.get(token.text, [])[:_MOST_TRIED] if entry.fits(token)]
            if fitting:
                waiting[token.text].remove(fitting[0])
                paired[token] = fitting[0]


def _edited(
    tokens: Sequence[Token], promised: Sequence[Expected], pairs: list[tuple[int, int]], paired: Paired
) -> Iterator[tuple[Token, Expected]]:
    """Between two pairs: the figures that stand in the words of a mark that is gone, or in its place."""
    taken = set(map(id, paired.values()))
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *pairs, (len(promised), len(tokens))]):
        gone = [entry for entry in promised[i + 1 : next_i] if id(entry) not in taken and entry.figure]
        typed = [token for token in tokens[j + 1 : next_j] if token not in paired and not token.control]
        as_many = len(gone) == len(typed)
        for token in typed:
            tried = gone[:_MOST_TRIED]
            worded = [entry for entry in tried if _worded(entry) and entry.surrounds(token)]
            alike = [entry for entry in tried if entry.figure == token.text]
            placed = [entry for entry in tried if as_many and entry.surrounds(token)]
            for entry in [*worded, *alike, *placed][:1]:
                gone.remove(entry)
                yield token, entry


def _worded(entry: Expected) -> bool:
    """Whether a mark has words of its own beside its figures."""
    return bool((entry.before + entry.after).strip())
