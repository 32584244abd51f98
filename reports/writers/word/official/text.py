"""A document → the same as an office would send it: plain paragraphs and lists, closed with the mark of the end.

Boxes give up their grounds and rules, key figures and portraits become lists, columns stand one after the other;
contents and lists of figures fall away, since administrative reports have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from reports.document import (
    Block,
    Blocks,
    Box,
    Card,
    Cards,
    Columns,
    Document,
    Heading,
    Inlines,
    ListBlock,
    Listing,
    Note,
    Paragraph,
    Profile,
    Profiles,
    SpeakerNotes,
    Strong,
    Text,
    plain,
)
from reports.languages import OfficialWords
from reports.writers.word.names import FRAMES


def official_text(document: Document, words: OfficialWords) -> Document:
    """The document in plain blocks; the last words of its text, before any annex, bear the mark of the end."""
    sections = [replace(section, blocks=_blocks(section.blocks, words)) for section in document.sections]
    for position in reversed(range(len(sections))):
        if not sections[position].annex and sections[position].blocks:
            blocks = _ended(sections[position].blocks, words.end_of_text)
            sections[position] = replace(sections[position], blocks=blocks)
            break
    return replace(document, sections=tuple(sections))


def _blocks(blocks: Blocks, words: OfficialWords) -> Blocks:
    return tuple(made for block in blocks for made in _PLAIN.get(type(block), _same)(block, words))


def _same(block: Block, words: OfficialWords) -> Iterator[Block]:
    yield block


def _none(block: Block, words: OfficialWords) -> Iterator[Block]:
    yield from ()


def _paragraph(block: Paragraph, words: OfficialWords) -> Iterator[Block]:
    yield replace(block, style="" if block.style == "lead" else block.style)


def _list(block: ListBlock, words: OfficialWords) -> Iterator[Block]:
    yield replace(block, items=tuple(_blocks(item, words) for item in block.items))


def _box(block: Box, words: OfficialWords) -> Iterator[Block]:
    """What is in the box; its headings bear no number if they do not belong to the text's own.

    One that ends in a colon begins the paragraph behind it.
    """
    inside = _blocks(block.blocks, words)
    if FRAMES[block.name].listed:
        yield from inside
        return
    position = 0
    while position < len(inside):
        this, following = inside[position], (*inside, None)[position + 1]
        position += 1
        if not isinstance(this, Heading):
            yield this
        elif isinstance(following, Paragraph) and plain(this.text).endswith(":"):
            yield replace(following, text=(Strong(this.text), Text(" "), *following.text))
            position += 1
        else:
            yield Paragraph(this.text, this.place, "run-in")


def _columns(block: Columns, words: OfficialWords) -> Iterator[Block]:
    for column in block.columns:
        yield from _blocks(column, words)


def _cards(block: Cards, words: OfficialWords) -> Iterator[Block]:
    yield Paragraph((Text(words.key_figures),), block.place)
    yield _sentences(tuple(map(_card, block.cards)), block)


def _card(card: Card) -> Inlines:
    note = (Text(" ("), *card.note, Text(")")) if card.note else ()
    return (*card.label, Text(": "), *card.figure, *note)


def _profiles(block: Profiles, words: OfficialWords) -> Iterator[Block]:
    yield _sentences(tuple(map(_profile, block.profiles)), block)


def _profile(profile: Profile) -> Inlines:
    where = (Text(" ("), *profile.where, Text(")")) if profile.where else ()
    figure = (Text(" ("), *profile.figure, Text(")")) if profile.figure else ()
    return (Strong(profile.name), *where, Text(": "), *_open(profile.text), *figure)


def _sentences(items: tuple[Inlines, ...], block: Cards | Profiles) -> ListBlock:
    """A list whose items end in semicolons, the last one in a full stop."""
    ends = [";"] * (len(items) - 1) + ["."]
    texts = ((*item, Text(end)) for item, end in zip(items, ends, strict=True))
    return ListBlock(False, tuple((Paragraph(text, block.place),) for text in texts), block.place)


_PLAIN: Mapping[type, Callable[[Any, OfficialWords], Iterator[Block]]] = MappingProxyType(
    {
        Paragraph: _paragraph,
        ListBlock: _list,
        Box: _box,
        Columns: _columns,
        Cards: _cards,
        Profiles: _profiles,
        Listing: _none,
        SpeakerNotes: _none,
    }
)


def _ended(blocks: Blocks, mark: str) -> Blocks:
    """The blocks with the mark behind their last words; behind a table or a chart it stands by itself."""
    match blocks[-1]:
        case Paragraph() as last:
            return (*blocks[:-1], replace(last, text=_with_mark(last.text, mark)))
        case ListBlock(style="", items=(*before, item)) as last if item:
            return (*blocks[:-1], replace(last, items=(*before, _ended(item, mark))))
        case last:
            return (*blocks, Paragraph((Text(mark),), last.place))


def _with_mark(text: Inlines, mark: str) -> Inlines:
    """The text with the mark in place of its full stop, before the notes behind it."""
    words, notes = _apart(text)
    return (*words, Text(mark), *notes)


def _open(text: Inlines) -> Inlines:
    """The text without the full stop or semicolon at its end."""
    words, notes = _apart(text)
    return (*words, *notes)


def _apart(text: Inlines) -> tuple[Inlines, Inlines]:
    """The words without the full stop or semicolon at their end, and the notes behind them."""
    end = len(text)
    while end and isinstance(text[end - 1], Note):
        end -= 1
    words, notes = text[:end], text[end:]
    if words and isinstance(words[-1], Text):
        words = (*words[:-1], Text(words[-1].text.rstrip().rstrip(".;")))
    return words, notes
