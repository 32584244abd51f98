"""A document → its headings, captions and sources with their numbers and bookmarks, made before anything is written:
contents and cross-references may come before their targets.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec import Struct

from reports.diagnostics import Diagnostic, Place, Problems, nearest
from reports.document import children_of, model, source_of, walk
from reports.languages import LANGUAGES, NO_BREAK_SPACE, Words
from reports.word.block_styles import BOX_STYLES
from reports.word.heading_numbers import HeadingCounter, Marks

_NO_MARKS = Marks()
_LONGEST_BOOKMARK = 40
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}\Z")


class Name(Struct, frozen=True):
    """A heading or caption in a language: its text in listings, the text of a reference to it, and its bookmark."""

    language: str
    text: str
    reference: str
    bookmark: str


class OutlineEntry(Struct, frozen=True):
    """A heading, a caption or a numbered source: the listing that it belongs to, its level and number there, its names,
    the first of them in the document's first language, and the switches of a field that refers to it.

    `heading_number` is the number that Word gives to a heading, if its style counts.
    """

    listing: str
    level: int
    number: int
    names: tuple[Name, ...]
    switches: str = "\\h"
    heading_number: str = ""

    @property
    def bookmark(self) -> str:
        return self.names[0].bookmark

    def named(self, code: str) -> Name:
        """Its name in the language `code`, or in the document's first."""
        return next((name for name in self.names if name.language == code), self.names[0])

    def shown(self, caption: model.Inlines) -> str:
        """The text of a caption of it, in each language that the caption has."""
        return " / ".join(self.named(code).text for code, _ in model.by_language(caption))


class Outline(Struct, frozen=True):
    """All entries in order; by the identity of their blocks; and by id, if they have one."""

    entries: tuple[OutlineEntry, ...]
    by_block: Mapping[int, OutlineEntry]
    by_id: Mapping[str, OutlineEntry]

    def bookmarks(self, listings: Container[str]) -> tuple[str, ...]:
        """The bookmarks of the entries of these listings."""
        return tuple(entry.bookmark for entry in self.entries if entry.listing in listings)

    def starts(self, document: model.Document) -> dict[str, str]:
        """The bookmark at the beginning of each section: the first of its blocks."""
        found: dict[str, str] = {}
        for section in document.sections:
            for entry in map(self.find, walk(section.blocks)):
                if entry:
                    found.setdefault(section.id, entry.bookmark)
        return found

    def of(self, block: model.Block) -> OutlineEntry:
        return self.by_block[id(block)]

    def find(self, block: model.Block) -> OutlineEntry | None:
        """The entry of a block, if it has one."""
        return self.by_block.get(id(block))

    def target(self, id_: str, place: Place | None = None) -> OutlineEntry:
        """The entry with this id. Raises Problems if there is none, with the place of what refers to it."""
        entry = self.by_id.get(id_)
        if entry is None:
            message = f'no heading, figure or table has the id "{id_}"'
            raise Problems([Diagnostic(message, place, nearest(id_, self.by_id))])
        return entry


def outline(document: model.Document, words: Words, marks: Marks = _NO_MARKS) -> Outline:
    """The headings, figures, tables and sources of a document. A table without a caption has no number."""
    counts = {"contents": 0, "boxes": 0, "figures": 0, "tables": 0}
    annexes = document.part(annex=True)
    headings = HeadingCounter(marks, frozenset(map(id, filter(begins_annex, annexes))))
    entries: list[OutlineEntry] = []
    by_block: dict[int, OutlineEntry] = {}
    by_id: dict[str, OutlineEntry] = {}
    taken: set[str] = set()
    series: dict[str, int] = {}
    for block, twins, listed, counted in _printed((*document.part(annex=False), *annexes)):
        level, number = 1, ""
        match block:
            case model.Heading():
                listing, level = "contents" if listed else "boxes", block.level
                number = headings.number(block, counted=counted)
            case model.Figure() if block.is_numbered:
                listing = "figures"
            case model.Table() if block.caption:
                listing = "tables"
            case model.ListBlock(style="sources"):
                begin = series.get(block.series, 1) if block.series else 1
                series[block.series] = begin + len(block.items)
                for item, entry in zip(block.items, _sources(block, begin, marks.source), strict=True):
                    by_block.update({id(inside): entry for inside in item[:1]})
                    by_id.setdefault(model.source_target(source_of(item)), entry)
                continue
            case _:
                continue
        counts[listing] += 1
        bookmark = _free(bookmark_name(block.id) if block.id else f"_{listing}_{counts[listing]}", taken)
        names: list[Name] = []
        for code, text in chain.from_iterable(model.by_language(_label(each)) for each in (block, *twins)):
            shown, reference = _named(text, listing, counts[listing], LANGUAGES[code].words if code else words)
            own = _free(f"{bookmark[:36]}_{code}", taken) if names else bookmark
            names.append(Name(code, shown, number.rstrip(".") or reference, own))
        switches = "\\n \\h" if number else "\\h"
        entry = OutlineEntry(listing, level, counts[listing], tuple(names), switches, number)
        entries.append(entry)
        by_block.update({id(each): entry for each in (block, *twins)})
        for name in filter(None, (getattr(each, "id", "") for each in (block, *twins))):
            by_id.setdefault(name, entry)
    return Outline(tuple(entries), by_block, by_id)


def begins_annex(block: model.Block) -> bool:
    """Whether a block of an annex is a title, with which an annex begins: a heading of the first level."""
    return isinstance(block, model.Heading) and block.level == 1


def _label(block: model.Block) -> model.Inlines:
    """The words of a heading or caption."""
    match block:
        case model.Heading():
            return block.text
        case model.Figure() | model.Table():
            return block.caption
        case _:
            return ()


def _sources(block: model.ListBlock, begin: int, mark: str) -> Iterator[OutlineEntry]:
    """The entries of a list of sources; a reference to one prints its mark, as Word does with the switch r."""
    for number in range(begin, begin + len(block.items)):
        text = mark.replace("{}", str(number))
        yield OutlineEntry("sources", 1, number, (Name("", text, text, f"_source_{number}"),), "\\r \\h")


def _named(text: model.Inlines, listing: str, number: int, words: Words) -> tuple[str, str]:
    """The text in a listing and the text of a reference: a heading's words, a caption's label and number."""
    shown, label = model.plain(text), {"figures": words.figure, "tables": words.table}.get(listing)
    if label is None:
        return shown, shown
    return f"{label}{NO_BREAK_SPACE}{number}. {shown}", f"{label}{NO_BREAK_SPACE}{number}"


class _Printed(NamedTuple):
    """A block that is printed, and the same in the columns of other languages beside it; whether headings there are
    listed in the contents, and whether they are counted: in boxes and columns of languages headings have other styles.
    """

    block: model.Block
    twins: tuple[model.Block, ...]
    listed: bool
    counted: bool


def _printed(blocks: model.Blocks, listed: bool = True, counted: bool = True) -> Iterator[_Printed]:
    """Each block that is printed, those inside others included."""
    for block in blocks:
        inside = listed, counted
        match block:
            case model.SpeakerNotes():
                continue
            case model.Box():
                inside = listed and BOX_STYLES[block.name].listed, False
            case model.Sides():
                for row in block.rows:
                    yield from _beside([list(_printed(column, listed, False)) for column in row if column])
                continue
        yield _Printed(block, (), listed, counted)
        yield from _printed(children_of(block), *inside)


def _beside(columns: Sequence[list[_Printed]]) -> Iterator[_Printed]:
    """The blocks of a row; columns of the same kinds of blocks say the same in several languages."""
    if len({tuple(type(each.block) for each in column) for column in columns}) > 1:
        yield from chain.from_iterable(columns)
        return
    for first, *others in zip(*columns, strict=True):
        yield first._replace(twins=tuple(other.block for other in others))


def bookmark_name(id_: str) -> str:
    """A name that Word allows for a bookmark (letters, digits, "_", at most 40); the same id has the same name."""
    if _PLAIN_NAME.match(id_):
        return id_
    digest = hashlib.sha256(id_.encode()).hexdigest()[:8]
    readable = re.sub(r"[^A-Za-z0-9]+", "_", id_).strip("_")
    start = readable if readable[:1].isalpha() else f"at_{readable}"
    return f"{start[: _LONGEST_BOOKMARK - 9]}_{digest}"


def _free(bookmark: str, taken: set[str]) -> str:
    """The name, with a number if it is taken; Word does not distinguish capitals from small letters."""
    name, count = bookmark, 1
    while name.lower() in taken:
        count += 1
        name = f"{bookmark[: _LONGEST_BOOKMARK - 5]}_{count}"
    taken.add(name.lower())
    return name
