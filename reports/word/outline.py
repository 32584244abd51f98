"""A document → its headings, captions and sources with their numbers and bookmarks, made before anything is written:
contents and cross-references may come before their targets.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field

from reports.brand.word_reference.model import Lists
from reports.brand.word_reference.roles import HEADINGS
from reports.diagnostics import Diagnostic, Problems, nearest
from reports.document import children_of, model, source_of, walk
from reports.languages import LANGUAGES, NO_BREAK_SPACE, Words
from reports.word.block_styles import BOX_STYLES

NO_LISTS = Lists()
_LONGEST_BOOKMARK = 40
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}\Z")
_ROMAN: Mapping[str, int] = {
    "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1,
}  # fmt: skip
_MOST = 780  # "zz…" of thirty letters


@dataclass(frozen=True, slots=True)
class Name:
    """A heading or caption in a language: its text in listings, the text of a reference to it, and its bookmark."""

    language: str
    text: str
    reference: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading, a caption or a numbered source: the listing that it belongs to, its level and number there, its names,
    the first of them in the document's first language, and the switches of a field that refers to it.

    `heading_number` is the number that the styles of an imported reference give to a heading.
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

    @property
    def shown(self) -> str:
        """Its text in every language."""
        return " / ".join(name.text for name in self.names)


@dataclass(frozen=True, slots=True)
class Outline:
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

    def target(self, id_: str) -> OutlineEntry:
        """The entry with this id. Raises Problems if there is none."""
        entry = self.by_id.get(id_)
        if entry is None:
            message = f'no heading, figure or table has the id "{id_}"'
            raise Problems([Diagnostic(message, hint=nearest(id_, self.by_id))])
        return entry


def outline(document: model.Document, words: Words, source_mark: str = "{}", lists: Lists = NO_LISTS) -> Outline:
    """The headings, figures, tables and sources of a document. A table without a caption has no number.

    `source_mark` is the mark of a source in their list, with {} for its number. `lists` are those of the reference.
    """
    counts = {"contents": 0, "boxes": 0, "figures": 0, "tables": 0}
    headings = _HeadingCounter(lists)
    entries: list[OutlineEntry] = []
    by_block: dict[int, OutlineEntry] = {}
    by_id: dict[str, OutlineEntry] = {}
    taken: set[str] = set()
    for block, listed, counted in _printed(tuple(document.blocks)):
        level, heading_number = 1, ""
        match block:
            case model.Heading():
                listing, label, level = "contents" if listed else "boxes", block.text, block.level
                heading_number = headings.next(level) if counted else ""
            case model.Figure():
                listing, label = "figures", block.caption
            case model.Table() if block.caption:
                listing, label = "tables", block.caption
            case model.ListBlock(style="sources"):
                for item, entry in zip(block.items, _sources(block, source_mark), strict=True):
                    by_block.update({id(inside): entry for inside in item[:1]})
                    by_id.setdefault(model.source_target(source_of(item)), entry)
                continue
            case _:
                continue
        counts[listing] += 1
        number = counts[listing]
        bookmark = _free(bookmark_name(block.id) if block.id else f"_{listing}_{number}", taken)
        names = tuple(
            Name(
                code,
                *_named(text, listing, number, LANGUAGES[code].words if code else words),
                _free(f"{bookmark[:36]}_{code}", taken) if code else bookmark,
            )
            for code, text in model.by_language(label)
        )
        entry = OutlineEntry(listing, level, number, names, heading_number=heading_number)
        entries.append(entry)
        by_block[id(block)] = entry
        if block.id:
            by_id.setdefault(block.id, entry)
    return Outline(tuple(entries), by_block, by_id)


def _sources(block: model.ListBlock, mark: str) -> Iterator[OutlineEntry]:
    """The entries of a list of sources; a reference to one prints its mark, as Word does with the switch r."""
    for number in range(1, len(block.items) + 1):
        text = mark.replace("{}", str(number))
        yield OutlineEntry("sources", 1, number, (Name("", text, text, f"_source_{number}"),), "\\r \\h")


def _named(text: model.Inlines, listing: str, number: int, words: Words) -> tuple[str, str]:
    """The text in a listing and the text of a reference: a heading's words, a caption's label and number."""
    shown, label = model.plain(text), {"figures": words.figure, "tables": words.table}.get(listing)
    if label is None:
        return shown, shown
    return f"{label}{NO_BREAK_SPACE}{number}. {shown}", f"{label}{NO_BREAK_SPACE}{number}"


def _printed(
    blocks: model.Blocks, listed: bool = True, counted: bool = True
) -> Iterator[tuple[model.Block, bool, bool]]:
    """Each block that is printed, those inside others included; whether headings there are listed in the contents, and
    whether the styles of the reference count them: in boxes and columns of languages headings have other styles."""
    for block in blocks:
        inside = listed, counted
        match block:
            case model.SpeakerNotes():
                continue
            case model.Box():
                inside = listed and BOX_STYLES[block.name].listed, False
            case model.Sides():
                inside = listed, False
        yield block, listed, counted
        yield from _printed(children_of(block), *inside)


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


@dataclass(slots=True)
class _HeadingCounter:
    """Counts headings as the styles of an imported reference do: for each definition, the headings of each level."""

    lists: Lists
    counts: dict[str, list[int]] = field(default_factory=dict)

    def next(self, heading_level: int) -> str:
        """The number of the next heading; empty if its style does not count."""
        role = HEADINGS[min(heading_level, len(HEADINGS)) - 1]
        if role not in self.lists.headings:
            return ""
        id_, level = self.lists.headings[role]
        levels = self.lists.levels[id_]
        counts = self.counts.setdefault(id_, [0] * len(levels))
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        text = levels[level].text
        for i, each in enumerate(levels[: level + 1]):
            number = min(max(counts[i], 1) - 1 + each.start, _MOST)
            written = _FORMATS.get("decimal" if levels[level].legal else each.format, str)
            text = text.replace(f"%{i + 1}", written(number))
        return text.strip()


def _roman(number: int) -> str:
    written = ""
    for sign, value in _ROMAN.items():
        written += sign * (number // value)
        number %= value
    return written


def _letter(number: int) -> str:
    """a to z, then aa to zz, as Word counts."""
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1) if number else "0"


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "decimalZero": "{:02d}".format,
}
