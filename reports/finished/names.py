"""Names that were printed and have changed since, such as those of terms: they have no figure to be found by."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reports.finished.alignment import aligned
from reports.finished.examination import Examination
from reports.finished.marks import Mark
from reports.finished.model import Passage
from reports.finished.pairs import MOST_NEAR
from reports.finished.text import FIGURE


class NamePlace(NamedTuple):
    """A part of a passage that has the text of a mark, perhaps with a capital."""

    order: int
    start: int
    end: int
    mark: Mark
    passage: Passage


def changed_names(examined: Examination) -> dict[Mark, str]:
    """The marks without a figure that say something else today, with today's texts. Words in charts are drawn."""
    listed = dict.fromkeys(mark for marks, _ in examined.tracer.lists for mark in marks if mark.kind != "chart")
    names = (mark for mark in listed if not mark.name and mark.printed.strip() and not FIGURE.search(mark.printed))
    judged = {mark: examined.ours.current.todays_text(mark) for mark in names}
    return {mark: now for mark, (still, now) in judged.items() if not still and now}


def places(
    names: Mapping[Mark, str], examined: Examination
) -> tuple[list[tuple[Mark, NamePlace | None]], list[NamePlace]]:
    """Where each listed mark is that is one of the names, None if it is nowhere; and other places of these names.

    A list is in the order of its text, so that each name is sought between the figures that are beside it there. What
    was moved takes a place that is left.
    """
    tracer = examined.tracer
    order = {id(passage): at for at, passage in enumerate(tracer.passages)}
    found = list(_occurrences(names, examined))
    inside: dict[int, list[NamePlace]] = {}
    for place in found:
        inside.setdefault(id(place.passage), []).append(place)
    for token, entry in tracer.entries.items():
        known = NamePlace(order.get(id(token.passage), -1), token.start, token.end, entry.mark, token.passage)
        inside.setdefault(id(token.passage), []).append(known)
    listed: list[tuple[Mark, NamePlace | None]] = []
    for marks, passages in tracer.lists:
        if any(mark in names for mark in marks):
            items = sorted(
                (place for each in passages for place in inside.get(id(each), ())), key=lambda each: each[:2]
            )
            pairs = {at: items[item] for at, item in aligned(_candidates(items, marks, names))}
            listed += [(mark, pairs.get(at)) for at, mark in enumerate(marks) if mark in names]
    taken = {place[:2] for _, place in listed if place}
    left: dict[str, deque[NamePlace]] = {}
    for place in found:
        if place[:2] not in taken:
            left.setdefault(place.mark.printed, deque()).append(place)
    moved = [
        (mark, place or (left[mark.printed].popleft() if left.get(mark.printed) else None)) for mark, place in listed
    ]
    return moved, [place for each in left.values() for place in each]


def _candidates(
    items: Iterable[NamePlace], marks: Sequence[Mark], names: Mapping[Mark, str]
) -> Iterator[list[tuple[int, int]]]:
    """For each place the positions in the list that it may have, of many those at about the same rank."""
    positions: dict[Mark | str, list[int]] = {}
    for at, mark in enumerate(marks):
        positions.setdefault(mark.printed if mark in names else mark, []).append(at)
    seen: Counter[Mark | str] = Counter()
    for place in items:
        key = place.mark.printed if place.mark in names else place.mark
        at = seen[key]
        seen[key] += 1
        yield [(position, 1) for position in positions.get(key, [])[max(at - MOST_NEAR, 0) : at + MOST_NEAR]]


def _occurrences(names: Iterable[Mark], examined: Examination) -> Iterator[NamePlace]:
    """Where the texts of names are as whole words, and no part of a longer one that is listed."""
    capital = examined.ours.current.wording.language.capital
    spelled: dict[str, Mark] = {}
    for mark in names:
        for text in (mark.printed, capital(mark.printed)):
            spelled.setdefault(text, mark)
    anyone = "|".join(map(re.escape, sorted(spelled, key=len, reverse=True)))
    wanted = re.compile(rf"(?<!\w)(?:{anyone})(?!\w)")
    longer: dict[str, list[tuple[str, int]]] = {}
    for text in dict.fromkeys(mark.printed for marks, _ in examined.tracer.lists for mark in marks):
        for match in wanted.finditer(text) if text not in spelled else ():
            longer.setdefault(match[0], []).append((text, match.start()))
    for order, passage in enumerate(examined.tracer.passages):
        for match in wanted.finditer(passage.text) if passage.letters and not passage.listed else ():
            around = longer.get(match[0], ())
            if not any(passage.text.startswith(text, match.start() - at) for text, at in around if match.start() >= at):
                yield NamePlace(order, match.start(), match.end(), spelled[match[0]], passage)
