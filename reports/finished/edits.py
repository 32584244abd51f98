"""A new text for a part of a passage → the elements and attributes of the file that have it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from reports.finished.model import Passage, TextSource
from reports.finished.text import folded

_WORDS = re.compile(r"\S+|\s")


class Edit(Struct, frozen=True, eq=False):
    """`text` is to stand in the place of a part of a passage."""

    passage: Passage
    start: int
    end: int
    text: str


def narrowed(edit: Edit) -> Edit:
    """The edit without the words at both ends that stay as they are."""
    former, text = (_WORDS.findall(each) for each in (edit.passage.text[edit.start : edit.end], edit.text))
    before = _alike(former, text)
    after = _alike(former[before:][::-1], text[before:][::-1])
    start = edit.start + len("".join(former[:before]))
    end = edit.end - len("".join(former[len(former) - after :]))
    return Edit(edit.passage, start, end, "".join(text[before : len(text) - after])) if start < end else edit


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words are the same, from the first."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: folded(pair[0]) == folded(pair[1]), pairs))


class Piece(NamedTuple):
    """A part of the text of an element or attribute; `end` is 1 after `start` in elements that are a sign."""

    letters: TextSource
    start: int
    end: int

    @property
    def text(self) -> str:
        element, attribute = self.letters.element, self.letters.attribute
        return element.get(attribute, "") if attribute else element.text or ""


def pieces(edit: Edit) -> Iterator[Piece]:
    """Where the part of the passage is written, in order."""
    letters = edit.passage.letters
    whole = len(edit.passage.text)
    for at, each in enumerate(letters):
        stop = letters[at + 1].start if at + 1 < len(letters) and not each.attribute else whole
        start, end = max(edit.start, each.start), min(edit.end, stop)
        if start < end:
            written = Piece(each, 0, 0).text or " "
            yield Piece(each, _position(written, start - each.start), _position(written, end - each.start))


def ranks(edits: Iterable[Edit]) -> dict[int, int]:
    """The place of each passage, by its id, among those that are edited; the same in each run, as ids are not."""
    return {each: rank for rank, each in enumerate(dict.fromkeys(id(edit.passage) for edit in edits))}


def by_passage(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, those of a passage from its end to its start, so that each leaves the places of the next ones."""
    order = ranks(edits)
    return iter(sorted(edits, key=lambda edit: (order[id(edit.passage)], -edit.start)))


def rewrite(edit: Edit) -> None:
    """Write the text plainly: into each attribute that has it, or into the first element; others lose their part."""
    text = edit.text
    for piece in pieces(edit):
        (_, element, attribute), written = piece.letters, piece.text
        if attribute:
            element.set(attribute, written[: piece.start] + edit.text + written[piece.end :])
        elif is_text(element):
            element.text = written[: piece.start] + text + written[piece.end :]
            text = ""
        elif (parent := element.getparent()) is not None:
            parent.remove(element)


def is_text(element: etree._Element) -> bool:
    """Whether an element has letters; others, such as tabs, are one sign."""
    return str(element.tag).endswith(("}t", "}title", "}subject"))


def _position(written: str, position: int) -> int:
    """The position in a text as it is written that is at `position` in the folded text."""
    if len(folded(written)) == len(written):
        return position
    return bisect_right(range(len(written) + 1), position, key=lambda at: len(folded(written[:at]))) - 1
