"""A document → the same as an office would send it: plain paragraphs and lists, closed with the mark of the end.

Boxes give up their grounds and rules, key figures and portraits become lists, columns stand one after the other;
contents and lists of figures fall away, since administrative reports have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reports.document.model import (
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
    Quote,
    SpeakerNotes,
    Strong,
    Text,
    plain,
)
from reports.languages import OfficialWords
from reports.word.names import FRAMES


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
    return tuple(plain_block for block in blocks for plain_block in _plain(block, words))


def _plain(block: Block, words: OfficialWords) -> Iterable[Block]:
    match block:
        case Paragraph(style="lead"):
            return (replace(block, style=""),)
        case ListBlock():
            return (replace(block, items=tuple(_blocks(item, words) for item in block.items)),)
        case Quote():
            return (replace(block, blocks=_blocks(block.blocks, words)),)
        case Box():
            return _box(block, words)
        case Columns():
            return (each for column in block.columns for each in _blocks(column, words))
        case Cards():
            introduction = Paragraph((Text(words.key_figures),), block.place)
            return (introduction, _sentences(map(_card, block.cards), block))
        case Profiles():
            return (_sentences(map(_profile, block.profiles), block),)
        case Listing() | SpeakerNotes():
            return ()
        case _:
            return (block,)


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


def _card(card: Card) -> Inlines:
    return (*card.label, Text(": "), *card.figure, *_bracketed(card.note))


def _profile(profile: Profile) -> Inlines:
    name, where = Strong(profile.name), _bracketed(profile.where)
    return (name, *where, Text(": "), *_open(profile.text), *_bracketed(profile.figure))


def _bracketed(text: Inlines) -> Inlines:
    return (Text(" ("), *text, Text(")")) if text else ()


def _sentences(said: Iterable[Inlines], block: Cards | Profiles) -> ListBlock:
    """A list whose items end in semicolons, the last one in a full stop."""
    items = list(said)
    ends = [";"] * (len(items) - 1) + ["."]
    texts = ((*item, Text(end)) for item, end in zip(items, ends, strict=True))
    return ListBlock(False, tuple((Paragraph(text, block.place),) for text in texts), block.place)


def _ended(blocks: Blocks, mark: str) -> Blocks:
    """The blocks with the mark behind their last words; behind a table or a chart it stands by itself."""
    match blocks[-1]:
        case Paragraph() as last:
            return (*blocks[:-1], replace(last, text=_open(last.text, (Text(mark),))))
        case ListBlock(style="", items=(*before, item)) as last if item:
            return (*blocks[:-1], replace(last, items=(*before, _ended(item, mark))))
        case last:
            return (*blocks, Paragraph((Text(mark),), last.place))


def _open(text: Inlines, mark: Inlines = ()) -> Inlines:
    """The text with a mark in place of the full stop or semicolon at its end, before the notes after it."""
    end = len(text)
    while end and isinstance(text[end - 1], Note):
        end -= 1
    words, notes = text[:end], text[end:]
    if words and isinstance(words[-1], Text):
        words = (*words[:-1], Text(words[-1].text.rstrip().rstrip(".;")))
    return (*words, *mark, *notes)
