"""The sentences of a finished file: which of those whose hashes the file lists each one is; renewed after a refresh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from lxml import etree
from msgspec import Struct

from reports.document.alternatives import sentences
from reports.document.fingerprints import HASHES, SENTENCES, fingerprints
from reports.files.archive import Package
from reports.finished.drawings import ALT
from reports.finished.edits import Edit, by_passage
from reports.finished.marks import own_part
from reports.finished.model import Passage

_OUTSIDE = frozenset((ALT, "chart", "diagram", "header", "footer"))
"""Passages whose sentences are not listed."""


class Sentence(Struct, frozen=True):
    """A sentence, and where it stands."""

    text: str
    passage: Passage
    at: int | None
    """Its position in the list; None if it is not in it."""


def placed(passages: Iterable[Passage], listed: Sequence[str], former: Mapping[int, str] = {}) -> Iterator[Sentence]:
    """The sentences of a file, each with the next position of its hash in the list; copies have the last one. `former`
    are texts of passages, by their ids, that are read instead of those of today."""
    places: dict[str, list[int]] = {}
    for position in reversed(range(len(listed))):
        places.setdefault(listed[position], []).append(position)
    inside = (each for each in passages if _OUTSIDE.isdisjoint((each.part, each.part.rpartition(" ")[0])))
    found = [(text, passage) for passage in inside for text in sentences(former.get(id(passage), passage.text))]
    for (text, passage), hashed in zip(found, fingerprints([text for text, _ in found]), strict=True):
        known = places.get(hashed)
        if hashed and (known or not passage.listed):
            at = (known.pop() if len(known) > 1 else known[0]) if known else None
            yield Sentence(text, passage, at)


def renew_hashes(
    package: Package, passages: Iterable[Passage], edits: Sequence[Edit], typed: Sequence[Edit]
) -> list[etree._Element]:
    """Write the hashes of the sentences that edits change into the file's list; the root of this, if it changed.

    `typed` are edits that would undo what people have changed as the program does. A sentence that was not in the list
    stays out of it, so that an audit goes on to tell it.
    """
    part = own_part(package, SENTENCES)
    former = part.get(HASHES, "").split() if part is not None and (edits or typed) else []
    before = {id(passage): text for passage, text in _edited(typed)}
    edited = {id(each.passage): each.passage.text for each in typed}
    edited |= {id(passage): text for passage, text in _edited(edits)}
    hashes = list(former)
    own = (each for each in placed(passages, former, before) if id(each.passage) in edited)
    for _, found in groupby(own, key=lambda each: id(each.passage)):
        old = list(found)
        at = [each.at for each in old]
        now = [each for each in fingerprints(sentences(edited[id(old[0].passage)])) if each]
        if len(now) != len(at):  # a name with a full stop in it came or went
            now = [" ".join(now), *[""] * (len(at) - 1)] if None not in at else []
        for position, each in zip(at, now, strict=False):
            if position is not None:
                hashes[position] = each
    if part is None or hashes == former:
        return []
    part.set(HASHES, " ".join(filter(None, hashes)))
    return [part]


def _edited(edits: Sequence[Edit]) -> Iterator[tuple[Passage, str]]:
    """The passages that are edited, with their new texts."""
    for _, found in groupby(by_passage(edits), key=lambda edit: id(edit.passage)):
        own = list(found)
        text = own[0].passage.text
        for edit in own:
            text = text[: edit.start] + edit.text + text[edit.end :]
        yield own[0].passage, text
