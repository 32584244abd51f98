"""A finished file → what an audit tells beyond its figures: edited sentences, comments, tracked changes, names that were
not valid at the document's date."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from reports.diagnostics import counted
from reports.document.alternatives import sentences
from reports.document.fingerprints import ROOT, fingerprint
from reports.facts import Facts
from reports.facts.source_checks import NAMED_IN_TIME
from reports.files.archive import Package
from reports.files.namespaces import full
from reports.finished.drawings import ALT
from reports.finished.model import Passage, all_passages

RemarkState = Literal["edited", "new", "missing", "comments", "tracked", "not valid"]
_OUTSIDE = (ALT, "chart", "diagram", "header", "footer")
"""Passages whose sentences are not listed."""
_TRACKED = {full(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")}
_MOST_SHOWN = 80


class Remark(Struct, frozen=True):
    """What is told of a file beside its figures; none of it makes the file unclean."""

    file: str
    place: str
    state: RemarkState
    what: str


class _Sentence(Struct, frozen=True):
    text: str
    passage: Passage
    at: int | None
    """Its position in the list; None if it is not in it."""


def remarks(
    file: str,
    package: Package,
    passages: Iterable[Passage],
    told: Collection[int],
    terms: Iterable[str],
    facts: Facts,
) -> tuple[Remark, ...]:
    """All remarks on a file. `told` are the ids of passages whose figures are told of, `terms` those that it names."""
    found = [*_edited(passages, _listed(package), told), *_comments(package), *_tracked(package)]
    found += _names(terms, _date(package), facts)
    return tuple(Remark(file, place, state, what) for place, state, what in found)


_Found = Iterator[tuple[str, RemarkState, str]]


def _listed(package: Package) -> list[str]:
    """The hashes of the sentences that were written; programs rename their part."""
    for name in sorted(package.names):
        if name.startswith("customXml/") and name.endswith(".xml") and "/_rels/" not in name:
            root = package.xml(name)
            if root is not None and root.tag == ROOT:
                return root.get("hashes", "").split()
    return []


def _edited(passages: Iterable[Passage], listed: Sequence[str], told: Collection[int]) -> _Found:
    """The sentences that are not in the list: edited if the one that was there is missing, or else new; then the
    missing ones, after the sentence before them."""
    found = list(_placed(passages, listed)) if listed else []
    missing = set(range(len(listed))) - {each.at for each in found}
    before, after = 0, dict[int, _Sentence]()
    for each in found:
        if each.at is not None:
            before = each.at + 1
            after[before] = each
            continue
        edited = before in missing
        missing -= {before}
        before += edited
        if id(each.passage) not in told:
            yield each.passage.place, "edited" if edited else "new", _short(each.text)
    for first in sorted(at for at in missing if at - 1 not in missing):
        count = next(at for at in range(first, len(listed) + 1) if at not in missing) - first
        place, text = (after[first].passage.place, after[first].text) if first in after else ("", "")
        yield place, "missing", f"{counted(count, 'sentence')}" + (f" after “{_short(text)}”" if text else "")


def _placed(passages: Iterable[Passage], listed: Sequence[str]) -> Iterator[_Sentence]:
    """The sentences of a file, each with the next position of its hash in the list."""
    places: dict[str, list[int]] = {}
    for at, each in enumerate(listed):
        places.setdefault(each, []).append(at)
    last = -1
    for passage in all_passages(passages):
        if passage.part.rpartition(" ")[0] in _OUTSIDE or passage.part in _OUTSIDE:
            continue
        for text in sentences(passage.text):
            if not (hashed := fingerprint(text)):
                continue
            at = None
            if known := places.get(hashed):
                at = last = known[bisect_right(known, last) % len(known)]
            if at is not None or not passage.listed:
                yield _Sentence(text, passage, at)


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN].rstrip()}…"


def _comments(package: Package) -> _Found:
    """How many comments a file has, and whose they are."""
    slides = [package.main, *package.related(package.main, "slide")]
    roots = [root for source in slides for root in package.related_xml(source, "comments")]
    found = [each for root in roots for each in root if isinstance(each.tag, str)]
    if found:
        yield "", "comments", counted(len(found), "comment") + _by(each.get(full("w:author"), "") for each in found)


def _tracked(package: Package) -> _Found:
    """How many tracked changes are still open in a Word file, and whose they are."""
    names = [package.main, *(name for kind in ("footnotes", "endnotes") for name in package.related(package.main, kind))]
    roots = [package.xml(name) for name in names] if package.kind == "word" else []
    found = [each for root in roots if root is not None for each in root.iter(*_TRACKED)]
    if found:
        yield "", "tracked", counted(len(found), "tracked change") + _by(each.get(full("w:author"), "") for each in found)


def _by(authors: Iterable[str]) -> str:
    names = [name for name, _ in Counter(filter(None, authors)).most_common(3)]
    return f", by {', '.join(names)}" if names else ""


def _date(package: Package) -> date | None:
    """The date of the document, which the program writes as the date of its making."""
    for root in package.related_xml("", "core-properties"):
        for created in root.iter("{http://purl.org/dc/terms/}created"):
            try:
                return date.fromisoformat((created.text or "")[:10])
            except ValueError:
                return None
    return None


def _names(terms: Iterable[str], day: date | None, facts: Facts) -> _Found:
    """The institutions that the file names and that the glossary says did not exist at its date."""
    for id_ in dict.fromkeys(terms):
        term = facts.glossary.terms.get(id_)
        if day and term and term.valid and term.kind in NAMED_IN_TIME and not term.valid.first <= day <= term.valid.last:
            yield "", "not valid", f"term {id_} is valid {term.valid}; the file is of {day}"
