"""The figures of a file and the marks that were printed → the pairs that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from reports.finished.marks import Expected, Known
from reports.finished.model import Token
from reports.finished.text import same

MOST_TRIED = 8
"""The most missing marks that an edited figure is compared with."""
MOST_NEAR, _LEAST_NEAR, _MOST_COMPARED = 50, 2, 200_000
"""With how many marks before and after its position a token is compared, and about how often in all."""
_WEIGHT = 100
_MOST_TEXTS = 100
"""The most texts of one style that are compared with a marked span."""
Pairs = list[tuple[int, int]]
"""Positions of marks and of tokens."""


def candidates(promised: Sequence[Expected], tokens: Sequence[Token]) -> Iterator[list[tuple[int, int]]]:
    """For each token the positions of the marks that it may match, with weights. A marked span matches by its name;
    other tokens match by the figure and the words around it; more words weigh more. Of many marks, those at
    about the same position are taken."""
    alike: dict[str, list[int]] = {}
    for i, entry in enumerate(promised):
        for key in filter(None, (entry.mark.name, entry.figure)):
            alike.setdefault(key, []).append(i)
    seen: Counter[str] = Counter()
    most = min(MOST_NEAR, max(_LEAST_NEAR, _MOST_COMPARED // max(len(tokens), 1)))
    for token in tokens:
        key = token.span.name if token.span else token.text
        at = seen[key]
        seen[key] += 1
        near = alike.get(key, [])[max(at - most, 0) : at + most]
        fitting = [(i, promised[i]) for i in near if token.span or promised[i].fits(token)]
        yield [(i, _WEIGHT + len(entry.before) + len(entry.after)) for i, entry in fitting]


def pair_spans(tokens: Iterable[Token], paired: dict[Token, Expected], waiting: Counter[Expected]) -> None:
    """Pair each marked span with a mark of its name: one printed with its text, else any one if it has no pair yet.

    A mark may have several spans, since people copy them.
    """
    named: dict[str, list[Expected]] = {}
    for entry in waiting:
        if entry.mark.name:
            named.setdefault(entry.mark.name, []).append(entry)
    for token in tokens:
        entries = named.get(token.span.name, [])[:_MOST_TEXTS] if token.span else []
        as_printed = [entry for entry in entries if same(entry.mark.printed, token.text)]
        if as_printed or (entries and token not in paired):
            if token in paired:
                waiting[paired[token]] += 1
            paired[token] = max(as_printed or entries, key=lambda entry: waiting[entry])
            waiting[paired[token]] -= 1


def pair_figures(
    tokens: Iterable[Token], paired: dict[Token, Expected], waiting: Counter[Expected], known: Known | None
) -> None:
    """Pair figures outside marked spans that are elsewhere than they were printed, or have lost their style.

    A longer mark that is `known` to be possible anywhere explains a figure better.
    """
    missing = Known(waiting)
    for token in tokens:
        entry = None if token.span or token in paired else missing.find(token, waiting)
        other = known.find(token) if known and entry else None
        if entry and not (other and len(other.mark.printed) > len(entry.mark.printed)):
            paired[token] = entry
            waiting[entry] -= 1


def typed_in_place(
    tokens: Sequence[Token],
    promised: Sequence[Expected],
    pairs: Pairs,
    waiting: Mapping[Expected, int],
    left: set[Token],
) -> Iterator[tuple[Token, Expected]]:
    """Between two pairs: the figures typed inside the words of a missing mark, or at its position."""
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *pairs, (len(promised), len(tokens))]):
        gone = [entry for entry in promised[i + 1 : next_i] if waiting[entry] > 0 and entry.figure]
        typed = [token for token in tokens[j + 1 : next_j] if token in left and not token.span]
        as_many = len(gone) == len(typed)
        for token in typed:
            tried = gone[:MOST_TRIED]
            worded = [each for each in tried if each.is_around(token)]
            alike = [entry for entry in tried if entry.figure == token.text]
            placed = [entry for entry in tried if as_many and entry.surrounds(token)]
            for entry in [*worded, *alike, *placed][:1]:
                gone.remove(entry)
                yield token, entry
