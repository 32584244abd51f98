"""Names that were printed and have changed since, such as those of terms: they have no figure to be found by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reports.finished.alignment import aligned
from reports.finished.examination import Examination
from reports.finished.marks import Mark
from reports.finished.model import Passage
from reports.finished.pairs import MOST_NEAR
from reports.finished.text import FIGURE


class NamePlace(NamedTuple):
    """A part of a passage that has the text of a mark."""

    order: int
    start: int
    end: int
    mark: Mark
    passage: Passage


def changed_names(examined: Examination) -> dict[Mark, str]:
    """The marks without a figure that say something else today, with today's texts."""
    listed = dict.fromkeys(each for each in examined.listed.marks if not each.name and not FIGURE.search(each.printed))
    judged = {mark: examined.ours.current.todays_text(mark) for mark in listed if mark.printed.strip()}
    return {mark: now for mark, (still, now) in judged.items() if not still and now}


def places(names: Sequence[Mark], examined: Examination) -> tuple[dict[int, NamePlace], list[NamePlace]]:
    """Where the names are: for positions in the list of marks the place of each that was found; and other places.

    The list is in the order of the text, so that each name is sought between the figures that are beside it there.
    What was moved takes a place that is left.
    """
    listed, tracer = examined.listed.marks, examined.tracer
    order = {id(passage): at for at, passage in enumerate(tracer.passages)}
    found = [place for mark in names for place in _occurrences(mark, examined)]
    known = [
        NamePlace(order.get(id(token.passage), -1), token.start, token.end, entry.mark, token.passage)
        for token, entry in tracer.entries.items()
    ]
    items = sorted([*found, *known], key=lambda place: place[:2])
    positions: dict[Mark, list[int]] = {}
    for at, mark in enumerate(listed):
        positions.setdefault(mark, []).append(at)
    pairs = aligned(_candidates(items, positions))
    taken = {at: items[item] for at, item in pairs if listed[at] in names}
    left = [place for place in found if place not in taken.values()]
    for name in names:
        for at in positions[name]:
            moved = next((place for place in left if place.mark == name), None) if at not in taken else None
            if moved:
                taken[at] = moved
                left.remove(moved)
    return taken, left


def _candidates(items: Sequence[NamePlace], positions: dict[Mark, list[int]]) -> Iterator[list[tuple[int, int]]]:
    """For each place the positions in the list that it may have, of many those at about the same rank."""
    seen: Counter[Mark] = Counter()
    for place in items:
        at = seen[place.mark]
        seen[place.mark] += 1
        near = positions.get(place.mark, [])[max(at - MOST_NEAR, 0) : at + MOST_NEAR]
        yield [(position, 1) for position in near]


def _occurrences(mark: Mark, examined: Examination) -> Iterator[NamePlace]:
    """Where the text of a mark is as whole words, and no part of a longer one that is listed."""
    text, capital = mark.printed, examined.ours.current.wording.language.capital
    wanted = re.compile(rf"(?<!\w)(?:{re.escape(text)}|{re.escape(capital(text))})(?!\w)")
    longer = {other.printed for other in examined.listed.marks if text in other.printed and text != other.printed}
    for order, passage in enumerate(examined.tracer.passages):
        for match in wanted.finditer(passage.text) if passage.letters and not passage.listed else ():
            inside = any(passage.text.startswith(each, match.start() - each.find(text)) for each in longer)
            if not inside:
                yield NamePlace(order, match.start(), match.end(), mark, passage)
