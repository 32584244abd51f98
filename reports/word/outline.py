"""A document → its headings and captions with their numbers and bookmarks, known before anything is written.

Contents and cross-references may stand before what they point to, so all of it is numbered first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from reports.diagnostics import Diagnostic, Problems, nearest
from reports.document import children_of, source_of, walk
from reports.document.model import (
    Block,
    Blocks,
    Box,
    Document,
    Figure,
    Heading,
    Inlines,
    ListBlock,
    SpeakerNotes,
    Table,
    by_language,
    plain,
    source_target,
)
from reports.languages import NO_BREAK_SPACE, Words, language
from reports.word.names import FRAMES

_LONGEST_BOOKMARK = 40
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """A heading or caption in a language: its text in lists, the text of a reference to it, its bookmark."""

    language: str
    text: str
    reference: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading, a caption or a numbered source: what lists it, at which level, its number, and the switches of the
    field that refers to it. Its first name is that in the document's first language, called ""."""

    listing: str
    level: int
    number: int
    names: tuple[Name, ...]
    switches: str = "\\h"

    @property
    def bookmark(self) -> str:
        return self.names[0].bookmark

    def named(self, code: str) -> Name:
        """Its name in the language `code`, or in the document's first."""
        return next((name for name in self.names if name.language == code), self.names[0])

    @property
    def shown(self) -> str:
        """Its text in every language."""
        return " / ".join(name.text for name in self.names)


@dataclass(frozen=True, slots=True)
class Outline:
    """All entries in order; those of single blocks by the block's identity; those with an id by the id."""

    entries: tuple[OutlineEntry, ...]
    by_block: Mapping[int, OutlineEntry]
    by_id: Mapping[str, OutlineEntry]

    def places(self, listings: Container[str]) -> tuple[str, ...]:
        """The bookmarks of what the document's listings name, with the page on which it stands."""
        return tuple(entry.bookmark for entry in self.entries if entry.listing in listings)

    def starts(self, document: Document) -> dict[str, str]:
        """The bookmark at which each section begins: that of the first of its blocks that has one."""
        found: dict[str, str] = {}
        for section in document.sections:
            entries = (self.find(block) for block in walk(section.blocks))
            first = next((entry for entry in entries if entry), None)
            if first:
                found[section.id] = first.bookmark
        return found

    def of(self, block: Block) -> OutlineEntry:
        return self.by_block[id(block)]

    def find(self, block: Block) -> OutlineEntry | None:
        """The entry of a block that need not have one."""
        return self.by_block.get(id(block))

    def target(self, id_: str) -> OutlineEntry:
        """The entry with this id. Raises Problems if there is none."""
        entry = self.by_id.get(id_)
        if entry is None:
            message = f'no heading, figure or table has the id "{id_}"'
            raise Problems([Diagnostic(message, hint=nearest(id_, self.by_id))])
        return entry


def outline(document: Document, words: Words, source_mark: str = "{}") -> Outline:
    """The headings, figures, tables and sources of a document. A table without a caption has no number.

    `source_mark` is what stands before a source in their list, with {} for its number.
    """
    counts = {"contents": 0, "boxes": 0, "figures": 0, "tables": 0}
    entries: list[OutlineEntry] = []
    by_block: dict[int, OutlineEntry] = {}
    by_id: dict[str, OutlineEntry] = {}
    taken: set[str] = set()
    for block, listed in _printed(tuple(document.blocks)):
        match block:
            case Heading():
                listing, label = "contents" if listed else "boxes", block.text
            case Figure():
                listing, label = "figures", block.caption
            case Table() if block.caption:
                listing, label = "tables", block.caption
            case ListBlock(style="sources"):
                for item, entry in zip(block.items, _sources(block, source_mark), strict=True):
                    by_block.update({id(inside): entry for inside in item[:1]})
                    by_id.setdefault(source_target(source_of(item)), entry)
                continue
            case _:
                continue
        counts[listing] += 1
        number = counts[listing]
        bookmark = _free(bookmark_name(block.id) if block.id else f"_{listing}_{number}", taken)
        level = block.level if isinstance(block, Heading) else 1
        names = tuple(
            Name(
                code,
                *_named(text, listing, number, language(code).words if code else words),
                _free(f"{bookmark[:36]}_{code}", taken) if code else bookmark,
            )
            for code, text in by_language(label)
        )
        entry = OutlineEntry(listing, level, number, names)
        entries.append(entry)
        by_block[id(block)] = entry
        if block.id:
            by_id.setdefault(block.id, entry)
    return Outline(tuple(entries), by_block, by_id)


def _sources(block: ListBlock, mark: str) -> Iterator[OutlineEntry]:
    """The entries of a list of sources; a reference to one prints its mark, as Word does with the switch r."""
    for number in range(1, len(block.items) + 1):
        text = mark.replace("{}", str(number))
        yield OutlineEntry("sources", 1, number, (Name("", text, text, f"_source_{number}"),), "\\r \\h")


def _named(text: Inlines, listing: str, number: int, words: Words) -> tuple[str, str]:
    """The text in a list and the text of a reference: a heading is named by its words, a caption by its number."""
    said, label = plain(text), {"figures": words.figure, "tables": words.table}.get(listing)
    if label is None:
        return said, said
    return f"{label}{NO_BREAK_SPACE}{number}. {said}", f"{label}{NO_BREAK_SPACE}{number}"


def _printed(blocks: Blocks, listed: bool = True) -> Iterator[tuple[Block, bool]]:
    """Each block that is printed, those inside others included, and whether headings there stand in the contents."""
    for block in blocks:
        if not isinstance(block, SpeakerNotes):
            yield block, listed
            inside = listed and FRAMES[block.name].listed if isinstance(block, Box) else listed
            yield from _printed(children_of(block), inside)


def bookmark_name(id_: str) -> str:
    """A bookmark's name as Word allows it (letters, digits, "_", at most 40), the same for the same id."""
    if _PLAIN_NAME.match(id_):
        return id_
    digest = hashlib.sha256(id_.encode()).hexdigest()[:8]
    readable = re.sub(r"[^A-Za-z0-9]+", "_", id_).strip("_")
    start = readable if readable[:1].isalpha() else f"at_{readable}"
    return f"{start[: _LONGEST_BOOKMARK - 9]}_{digest}"


def _free(bookmark: str, taken: set[str]) -> str:
    """The name itself, or with a number if it is taken; Word does not tell capitals from small letters."""
    name, count = bookmark, 1
    while name.lower() in taken:
        count += 1
        name = f"{bookmark[: _LONGEST_BOOKMARK - 5]}_{count}"
    taken.add(name.lower())
    return name
