"""A document and the parts of its file → what the file lacks of the words, marks and text alternatives of the document.

The walk over the model says what must arrive. What writers add, such as labels, contents and repeated headers, is
ignored. Each run of text must come after those before it in the same field of the same kind of block; in Word also
after the blocks before it, and on slides among those made from its slide. The parts are not parsed: all are our own,
and a run of text is sought as it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import unescape

from reports.document.alternatives import divided
from reports.document.marks import fact_style
from reports.document.model import (
    Block,
    Break,
    Cite,
    Columns,
    Document,
    Heading,
    Inlines,
    Marked,
    Note,
    Reference,
    SpeakerNotes,
    Text,
    plain,
)
from reports.document.tree import held_in, inlines_in
from reports.files.xml_text import escaped, escaped_attribute

if TYPE_CHECKING:
    import docx.document
    import pptx.presentation

_TITLE = re.compile('<p:ph type="(?:title|ctrTitle)".*?</p:sp>', re.DOTALL)
_FRAME = re.compile('<p:ph type="(?:title|ctrTitle|ftr|dt)".*?</p:sp>', re.DOTALL)
"""What a slide repeats: the title if it continues another, footer and date."""
_RUN = re.compile("<a:t>([^<]*)")
_SIGN = re.compile(r"\s*[.;]+</$")
"""The sign at the end of a text, which the administrative form and source lines leave out."""
_XML = re.compile("^>|</$|^<.*=")
_SOURCES = re.compile("[;:]")
_SHOWN = 3
"""Losses that a message names."""
Parts = Mapping[str, bytes]
"""The content of each part of a file by its name."""


class IncompleteFile(Exception):
    """A fault of the program: a file lacks something of its document. It is not written."""


@dataclass(slots=True)
class Passages:
    """XML in reading order, and how far it is read: by field, and all of it to `floor`."""

    xml: str = ""
    reached: dict[str, int] = field(default_factory=dict)
    floor: int = 0

    def missing(self, wanted: Iterable[str], key: str) -> list[str]:
        """What does not come, one after the other, after what was found for this field before."""
        at, missing = self.reached.get(key, self.floor), []
        for each in wanted:
            found = self.xml.find(each, at)
            if found < 0 and (shorter := _SIGN.sub("</", each)) != each:
                found = self.xml.find(shorter, at)
            if found < 0:
                missing.append(each)
            else:
                at = found + 1
        self.reached[key] = at
        return missing

    def settle(self) -> None:
        """Find everything from now on after what was found so far."""
        if self.reached:
            self.floor = max(self.reached.values())
            self.reached.clear()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a file that blocks stay in: a whole text, or the slides made from one.

    In a `flowing` text, blocks keep their order and figures have the style of their fact.
    """

    flowing: bool
    body: Passages = field(default_factory=Passages)
    notes: Passages = field(default_factory=Passages)
    marks: Passages = field(default_factory=Passages)

    @property
    def shown(self) -> str:
        """What the body and the notes have."""
        return self.body.xml + self.notes.xml

    def settle(self) -> None:
        for passages in (self.body, self.notes, self.marks):
            passages.settle()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a text wants in the file: its runs with the styles of figures, those of its notes, and its marks."""

    runs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


def _check_document(document: Document, opened: docx.document.Document, parts: Parts, name: str) -> None:
    """Raise IncompleteFile if a document of Word lacks something; annexes come last in it."""
    sections = sorted(document.sections, key=lambda section: section.annex)
    main = opened.part
    notes = [part for kind in ("footnotes", "endnotes") for part in _related(main, kind)]
    stretch = Stretch(True, *(Passages(_xml(each, parts)) for each in ([main], notes, _related(main, "customXml"))))
    _check([([block for section in sections for block in section.blocks], stretch)], name)


def _check_deck(document: Document, opened: pptx.presentation.Presentation, parts: Parts, name: str) -> None:
    """Raise IncompleteFile if a presentation lacks something."""
    blocks: dict[str, list[Block]] = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            blocks[title := _loose(plain(block.text)).strip()] = []
        blocks[title].append(block)
    found = dict.fromkeys(blocks, Stretch(False))
    slides: list[Any] = []
    for listed in reversed(opened.slides._sldIdLst):  # a slide that continues another has a title of its own
        slides.insert(0, opened.part.related_part(listed.rId))
        written = "".join(_TITLE.findall(_xml(slides[:1], parts)))
        title = unescape("".join(_RUN.findall(written))).strip()
        if title in found:
            notes = [each for slide in slides for each in _related(slide, "notesSlide")]
            tags = [each for part in (*slides, *notes) for each in _related(part, "tags")]
            body = written + _FRAME.sub("", _xml(slides, parts))
            found[title] = Stretch(False, Passages(body), *(Passages(_xml(each, parts)) for each in (notes, tags)))
            slides = []
    _check(zip(blocks.values(), found.values(), strict=True), name)


def _xml(found: Iterable[Any], parts: Parts) -> str:
    """The XML of parts that were found in a file, one after the other."""
    return _loose("".join(parts[part.partname.membername].decode() for part in found))


def _related(part: Any, kind: str) -> Iterator[Any]:
    """The parts to which a part has this kind of relationship."""
    return (relation.target_part for relation in part.rels.values() if relation.reltype.endswith(f"/{kind}"))


def _loose(text: str) -> str:
    """The text without the no-break spaces by which slides bind words."""
    return text.replace("\xa0", " ")


def _check(pairs: Iterable[tuple[list[Block], Stretch]], name: str) -> None:
    lost: list[str] = []
    known: set[str] = set()
    for blocks, stretch in pairs:
        for block in blocks:
            lost += _losses(block, stretch, type(block).__name__, known)
            if stretch.flowing:
                stretch.settle()
            elif block is blocks[0]:  # the title
                stretch.body.settle()
            if len(lost) > _SHOWN:
                raise IncompleteFile(f"{name} is not written: it would lack {'; '.join(lost[:_SHOWN])}; and more")
    if lost:
        raise IncompleteFile(f"{name} is not written: it would lack {'; '.join(lost)}")


def _losses(block: Block, stretch: Stretch, path: str, known: set[str]) -> Iterator[str]:
    """What the stretch lacks of a block; `known` are the labels of the notes so far, which are printed once."""
    for number, (name, holds, value) in enumerate(held_in(block)):
        key = f"{path}.{name}"
        lost: Iterable[str] = ()
        if holds == "blocks":
            inside = f"{path}{number}" if isinstance(block, Columns) else path  # columns are beside each other
            for child in value:
                yield from _losses(child, stretch, f"{inside}/{type(child).__name__}", known)
        elif not value:
            continue
        elif holds == "alternative":
            lost = _alternative_lost(value, stretch, key)
        elif name == "source" and not stretch.flowing and not _is_spoken(key):
            lost = _sources_lost(value, stretch)
        else:
            lost = _lost(value, stretch, key, known)
        for each in lost:
            yield f'"{_XML.sub("", unescape(each))}" ({block.place})'


def _is_spoken(key: str) -> bool:
    return SpeakerNotes.__name__ in key


def _lost(text: Inlines, stretch: Stretch, key: str, known: set[str]) -> list[str]:
    """What the stretch lacks of a text."""
    wanted = _Wanted()
    _collect(text, wanted, wanted.runs, stretch.flowing, known)
    lost = (stretch.notes if _is_spoken(key) else stretch.body).missing(wanted.runs, key)
    if lost and not stretch.flowing and key.endswith(".caption"):
        if _attribute(plain(text)).casefold() in stretch.body.xml.casefold():  # in the title or a text alternative
            return []
        lost = stretch.notes.missing(wanted.runs, key)
    return lost + stretch.notes.missing(wanted.notes, f"{key} note") + stretch.marks.missing(wanted.marks, key)


def _alternative_lost(alternative: str, stretch: Stretch, key: str) -> list[str]:
    """What the stretch lacks of a text alternative; the rest of a long one is in the text or in the notes."""
    if _is_spoken(key):
        return stretch.notes.missing([f">{_written(alternative)}</"], key)
    head, rest = divided(alternative)
    lost = stretch.body.missing([f' descr="{_attribute(alternative)}"'], key)
    if lost and rest and _written(rest) in stretch.shown:
        lost = stretch.body.missing([f' descr="{_attribute(head)}"'], key)
    return lost


def _collect(text: Inlines, wanted: _Wanted, runs: list[str], flowing: bool, known: set[str]) -> None:
    """Add to `wanted` what a text wants; its own words to `runs`."""
    for inline in text:
        if isinstance(inline, Text):
            if inline.text.strip(" .;\xa0"):
                runs.append(f">{_written(inline.text)}</")
        elif isinstance(inline, Marked):
            if flowing and inline.trace.kind == "fact":
                runs.append(f'<w:rStyle w:val="{fact_style(inline.trace).id}"')
            runs.append(f">{_written(inline.text)}</")
            wanted.marks.append(_mark(inline, flowing))
        elif isinstance(inline, Note):
            if not inline.label or inline.label not in known:
                known.add(inline.label)
                _collect(inline.children, wanted, wanted.notes, flowing, known)
        elif not isinstance(inline, Break | Reference | Cite):
            _collect(inline.children, wanted, runs, flowing, known)


def _sources_lost(text: Inlines, stretch: Stretch) -> list[str]:
    """The words and marks that a slide lacks of a source line. It names all its sources in one line, each once, or in
    its notes."""
    inlines = list(inlines_in(text))
    marks = [_mark(each, flowing=False) for each in inlines if isinstance(each, Marked)]
    words = [each.text for each in inlines if isinstance(each, Text | Marked)]
    parts = (part.strip(" .") for each in words for part in _SOURCES.split(each))
    shown = stretch.shown
    return [
        *(mark for mark in marks if mark not in stretch.marks.xml),
        *(part for part in parts if _written(part) not in shown),
    ]


def _mark(marked: Marked, flowing: bool) -> str:
    """A mark as the list of marks of a document, or the tags of a slide, have it."""
    trace = marked.trace
    if flowing:
        return f' kind="{trace.kind}" ref="{trace.ref}" form="{trace.form}" printed="{_attribute(marked.text)}"'
    about = f"{trace.kind}:{trace.ref}#{trace.form}"
    return _attribute(f", {json.dumps([about, marked.text], ensure_ascii=False)[1:]}")


def _written(text: str) -> str:
    """A text as the content of an element has it."""
    return _loose(escaped(text))


def _attribute(text: str) -> str:
    return _loose(escaped_attribute(text))


CHECKS: Mapping[str, Callable[[Document, Any, Parts, str], None]] = {".docx": _check_document, ".pptx": _check_deck}
"""By the ending of a file, what raises IncompleteFile if the file lacks something."""
