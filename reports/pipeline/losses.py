"""The blocks of a document and the stretches of its file → the words, marks and pictures that the file lacks.

The walk over the model says what must arrive. What writers add, such as labels, contents and repeated headers, is
ignored. Each run of text must come after those before it in the same field of the same kind of block; in Word also
after the blocks before it, and on slides among those made from its slide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from reports.charts.model import EmbeddedChart, Visual
from reports.document.alternatives import divided
from reports.document.marks import fact_style
from reports.document.model import (
    Block,
    Break,
    Cite,
    Columns,
    Figure,
    Inlines,
    Marked,
    Note,
    Reference,
    SpeakerNotes,
    Text,
    plain,
)
from reports.document.tree import held_in, inlines_in
from reports.files.xml_text import escaped, escaped_attribute, unescaped
from reports.pipeline.stretches import SIGN, Passages, Stretch, Stretches, loose, picture_mark

_XML = re.compile("^>|</$|^<.*=")
_TAG = re.compile("<[^>]*>")
_SOURCES = re.compile("[;:]")
_QUOTED = json.JSONEncoder(ensure_ascii=False).encode
_SHOWN = 3
"""Losses that a message names."""


class IncompleteFile(Exception):
    """A fault of the program: a file lacks something of its document. It is not written."""


class _Wanted(Struct, frozen=True):
    """What a text wants in the file: its runs with the styles of figures, those of its notes, its marks, and the marks
    of its notes if they are in another place."""

    runs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    note_marks: list[str] = field(default_factory=list)


def check_complete(stretches: Stretches, name: str, pictures: Mapping[str, Visual]) -> None:
    """Raise IncompleteFile if the stretches of the file of this name lack something of their blocks or their pictures.

    `pictures` are those of the file by their names.
    """
    lost: list[str] = []
    known: set[str] = set()
    sizes: dict[str, list[Visual]] = {}
    for called, picture in pictures.items():
        sizes.setdefault(called.partition("@")[0], []).append(picture)
    for blocks, stretch in stretches:
        for block in blocks:
            lost += _losses(block, stretch, type(block).__name__, known, sizes)
            if stretch.flowing:
                stretch.settle()
            elif block is blocks[0]:  # the title
                stretch.body.settle()
            if len(lost) > _SHOWN:
                raise IncompleteFile(f"{name} is not written: it would lack {'; '.join(lost[:_SHOWN])}; and more")
    if lost:
        raise IncompleteFile(f"{name} is not written: it would lack {'; '.join(lost)}")


def _losses(
    block: Block, stretch: Stretch, path: str, known: set[str], pictures: Mapping[str, Sequence[Visual]]
) -> Iterator[str]:
    """What the stretch lacks of a block; `known` are the labels of the notes so far, which are printed once, `pictures`
    those of each image at its sizes."""
    names = iter([image.name for image in block.images] if isinstance(block, Figure) else [])
    for number, (name, holds, value) in enumerate(held_in(block)):
        key = f"{path}.{name}"
        lost: Iterable[str] = ()
        if holds == "blocks":
            inside = f"{path}{number}" if isinstance(block, Columns) else path  # columns are beside each other
            for child in value:
                yield from _losses(child, stretch, f"{inside}/{type(child).__name__}", known, pictures)
        elif not value:
            continue
        elif holds == "alternative":
            lost = _alternative_lost(value, stretch, key, pictures.get(next(names, ""), ()))
        elif name == "source" and not stretch.flowing and not _is_spoken(key):
            lost = _sources_lost(value, stretch)
        else:
            lost = _lost(value, stretch, key, known)
        for each in lost:
            yield f'"{_XML.sub("", unescaped(each))}" ({block.place})'


def _is_spoken(key: str) -> bool:
    return SpeakerNotes.__name__ in key


def _lost(text: Inlines, stretch: Stretch, key: str, known: set[str]) -> list[str]:
    """What the stretch lacks of a text."""
    wanted = _Wanted()
    _collect(text, wanted, wanted.runs, stretch.flowing, known)
    lost = (stretch.notes if _is_spoken(key) else stretch.body).missing(wanted.runs, key)
    if lost and not stretch.flowing and key.endswith(".caption"):
        shown = stretch.body.xml.casefold()
        if _attribute(plain(text)).casefold() in shown:  # in a text alternative
            return []
        if _written(plain(text)).casefold() in _TAG.sub("", shown):  # in the title, which may have marks of its own
            return []
        lost = stretch.notes.missing(wanted.runs, key)
    lost += stretch.marks.missing(wanted.marks, key)
    if stretch.flowing:
        return lost + stretch.notes.missing(wanted.notes, f"{key} note")
    shown = stretch.shown  # a slide has its notes in the source line, or in the speaker notes
    lost += (run for run in wanted.notes if run not in shown and SIGN.sub("</", run) not in shown)
    return lost + [mark for mark in wanted.note_marks if mark not in stretch.marks.xml]


def _alternative_lost(alternative: str, stretch: Stretch, key: str, pictures: Sequence[Visual]) -> list[str]:
    """What the stretch lacks of a text alternative and the picture after it; the rest of a long one is in the text or
    in the notes."""
    if _is_spoken(key):
        return stretch.notes.missing([f">{_written(alternative)}</"], key)
    head, rest = divided(alternative)
    lost = stretch.body.missing([f' descr="{_attribute(alternative)}"'], key)
    if lost and rest and _written(rest) in stretch.shown:
        lost = stretch.body.missing([f' descr="{_attribute(head)}"'], key)
    if not lost and (picture := _next(pictures, stretch.body, key)):
        lost = [f"the picture of {picture.name}"] if stretch.body.missing(_embedded(picture), key) else []
    return lost


def _embedded(picture: Visual) -> list[str]:
    """What the file has for a picture: its raster and its SVG, or a native chart."""
    if isinstance(picture, EmbeddedChart):
        return [f' r:id="{picture_mark(picture.xml, picture.workbook)}"']
    return [f' r:embed="{picture_mark(each)}"' for each in (picture.raster, picture.svg) if each]


def _next(pictures: Sequence[Visual], body: Passages, key: str) -> Visual | None:
    """The one of the pictures that comes next in the file, or the first if none does."""
    at = body.reached.get(key, body.floor)
    places = {body.xml.find(_embedded(each)[-1], at): each for each in pictures}
    found = min((place for place in places if place >= 0), default=-1)
    return places[found] if found >= 0 else next(iter(pictures), None)


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
                inside = _Wanted()
                _collect(inline.children, inside, wanted.notes, flowing, known)
                (wanted.marks if flowing else wanted.note_marks).extend(inside.marks)
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
        ref, printed = _attribute(trace.ref), _attribute(marked.text)
        return f' kind="{trace.kind}" ref="{ref}" form="{trace.form}" printed="{printed}"'
    about = f"{trace.kind}:{trace.ref}#{trace.form}"
    return _attribute(f", {_QUOTED(about)}, {_QUOTED(marked.text)}]")


def _written(text: str) -> str:
    """A text as the content of an element has it."""
    return loose(escaped(text))


def _attribute(text: str) -> str:
    return loose(escaped_attribute(text))
