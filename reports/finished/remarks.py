"""A finished file → what an audit tells beyond its figures: edited sentences, comments, tracked changes, names that
were not valid at the document's date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from lxml import etree
from msgspec import Struct

from reports.diagnostics import counted
from reports.document.fingerprints import HASHES, SENTENCES
from reports.facts.source_checks import NAMED_IN_TIME
from reports.files.archive import Package
from reports.files.namespaces import full
from reports.finished.current import CurrentTexts
from reports.finished.examination import Examination
from reports.finished.marks import own_part
from reports.finished.sentences import Sentence, placed
from reports.finished.text import folded

RemarkState = Literal["edited", "new", "missing", "comments", "tracked", "not valid", "not listed"]
_TRACKED = {full(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")}
_UNKNOWN = "edited sentences are not known: an earlier version or another program wrote the file, without their list"
_MOST_SHOWN = 80
_MOST_NAMED = 3


class FileRemark(Struct, frozen=True):
    """What is told of a file beside its figures; none of it makes the file unclean."""

    file: str
    place: str
    state: RemarkState
    what: str

    @property
    def row(self) -> dict[str, str]:
        """A row of the table that lists figures, too."""
        return {"place": self.place, "figure": "", "state": self.state, "what": self.what}


def remarks(examination: Examination) -> tuple[FileRemark, ...]:
    """All remarks on a file."""
    package, tracer = examination.package, examination.tracer
    part = own_part(package, SENTENCES)
    listed = part.get(HASHES, "").split() if part is not None else []
    told = {id(token.passage) for token, figure in tracer.found.items() if figure.state != "traced"}
    figures = {entry.mark.printed for entry in tracer.entries.values()}  # no sentences, though a qualifier is a word
    found_in_order = placed(tracer.passages, listed) if listed else ()
    sentences = [each for each in found_in_order if each.at is not None or each.text.strip() not in figures]
    typed = [(each.passage.place, each.text) for each in sentences if each.at is None]
    found = [*_edited(sentences, len(listed), told), *_names(typed, _date(package), tracer.current)]
    found += (*_comments(package), *_tracked(package))
    if not listed and (examination.listed.marks or examination.listed.kept):
        found.append(("", "not listed", _UNKNOWN))
    return tuple(FileRemark(str(examination.file), place, state, what) for place, state, what in found)


_Found = Iterator[tuple[str, RemarkState, str]]


def _edited(found: Sequence[Sentence], count: int, told: Collection[int]) -> _Found:
    """The sentences that are not in the list of `count`: edited if the one that was there is missing, or else new; then
    the missing ones, after the sentence before them. What is `told` with a figure is passed over."""
    missing = set(range(count)) - {each.at for each in found}
    before, after = 0, dict[int, Sentence]()
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
        gone = next(at for at in range(first, count + 1) if at not in missing) - first
        place, text = (after[first].passage.place, after[first].text) if first in after else ("", "")
        yield place, "missing", f"{counted(gone, 'sentence')}" + (f" after “{_short(text)}”" if text else "")


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN].rstrip()}…"


def _comments(package: Package) -> _Found:
    """How many comments a file has, and whose they are."""
    sources = [package.main, *package.related(package.main, "slide")]
    roots = (root for source in sources for root in package.related_xml(source, "comments"))
    yield from _counted([each for root in roots for each in root if isinstance(each.tag, str)], "comments", "comment")


def _tracked(package: Package) -> _Found:
    """How many tracked changes are still open in a Word file, and whose they are."""
    notes = (root for kind in ("footnotes", "endnotes") for root in package.related_xml(package.main, kind))
    roots = (package.xml(package.main), *notes) if package.kind == "word" else ()
    found = [each for root in roots if root is not None for each in root.iter(*_TRACKED)]
    yield from _counted(found, "tracked", "tracked change")


def _counted(found: Sequence[etree._Element], state: RemarkState, name: str) -> _Found:
    authors = Counter(filter(None, (each.get(full("w:author")) for each in found))).most_common(_MOST_NAMED)
    by = f", by {', '.join(author for author, _ in authors)}" if authors else ""
    if found:
        yield "", state, f"{counted(len(found), name)}{by}"


def _date(package: Package) -> date | None:
    """The date of the document, which the program writes as the date of its making."""
    for root in package.related_xml("", "core-properties"):
        for created in root.iter("{http://purl.org/dc/terms/}created"):
            try:
                return date.fromisoformat((created.text or "")[:10])
            except ValueError:
                return None
    return None


def _names(texts: Iterable[tuple[str, str]], day: date | None, current: CurrentTexts) -> _Found:
    """The institutions in sentences of others that the glossary says did not exist at the date of the file."""
    for id_, term in current.wording.facts.glossary.terms.items():
        valid = term.valid if term.kind in NAMED_IN_TIME else None
        if day is None or valid is None or valid.first <= day <= valid.last:
            continue
        names = {folded(term.name[language.code]) for language in current.languages}
        for place, text in texts:
            if any(name in text for name in names):
                yield place, "not valid", f"“{_short(text)}” names {id_}, valid {valid}; the file is of {day}"
