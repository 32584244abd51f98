"""A document → the same as an office would send it: plain paragraphs and lists, closed with the mark of the end.

Boxes lose their grounds and rules, key figures and portraits become lists, columns follow each other. Administrative
reports have no contents and no lists of figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from reports.document import children_of, model
from reports.document.model import (
    Blocks,
    Document,
    Heading,
    Inlines,
    ListBlock,
    Note,
    Paragraph,
    Strong,
    Text,
    joined,
)
from reports.languages import OfficialWords
from reports.word.block_styles import BOX_STYLES


def official_text(document: Document, words: OfficialWords) -> Document:
    """The document in plain blocks; the last words of its text, before any annex, have the mark of the end."""
    sections = [replace(section, blocks=_plain(section.blocks, words)) for section in document.sections]
    for position in reversed(range(len(sections))):
        if not sections[position].annex and sections[position].blocks:
            blocks = _ended(sections[position].blocks, words.end_of_text)
            sections[position] = replace(sections[position], blocks=blocks)
            break
    return replace(document, sections=tuple(sections))


def _plain(blocks: Blocks, words: OfficialWords) -> Blocks:
    return tuple(plain for block in blocks for plain in PLAIN[type(block)](block, words))


def _paragraph(block: Paragraph, words: OfficialWords) -> Blocks:
    return (replace(block, style=""),)


def _list(block: ListBlock, words: OfficialWords) -> Blocks:
    return (replace(block, items=tuple(_plain(item, words) for item in block.items)),)


def _inside(block: model.Quote | model.Landscape, words: OfficialWords) -> Blocks:
    return (replace(block, blocks=_plain(block.blocks, words)),)


def _columns(block: model.Columns, words: OfficialWords) -> Blocks:
    return _plain(children_of(block), words)


def _box(block: model.Box, words: OfficialWords) -> Iterator[model.Block]:
    """The blocks in the box; its headings have no number if they are not listed in the contents.

    A heading that ends in a colon begins the paragraph after it.
    """
    inside = _plain(block.blocks, words)
    if BOX_STYLES[block.name].listed:
        yield from inside
        return
    blocks = iter(zip(inside, (*inside[1:], None), strict=True))
    for this, following in blocks:
        match this, following:
            case Heading(), Paragraph() if model.plain(this.text).endswith(":"):
                yield replace(following, text=(Strong(this.text), Text(" "), *following.text))
                next(blocks)
            case Heading(), _:
                yield Paragraph(this.text, this.place, "run-in")
            case _:
                yield this


def _cards(block: model.Cards, words: OfficialWords) -> Blocks:
    items = (
        (*card.label, Text(": "), *card.figure, *_bracketed(joined(filter(None, (card.aim, card.note)), "; ")))
        for card in block.cards
    )
    return Paragraph((Text(words.key_figures),), block.place), _sentences(items, block)


def _profiles(block: model.Profiles, words: OfficialWords) -> Blocks:
    items = (
        (Strong(each.name), *_bracketed(each.where), Text(": "), *_open(each.text), *_bracketed(_labelled(each)))
        for each in block.profiles
    )
    return (*children_of(block), _sentences(items, block))


def _labelled(profile: model.Profile) -> Inlines:
    return (*profile.figure, Text(", "), *profile.label) if profile.label else profile.figure


def _bracketed(text: Inlines) -> Inlines:
    return (Text(" ("), *text, Text(")")) if text else ()


def _sentences(texts: Iterable[Inlines], block: model.Cards | model.Profiles) -> ListBlock:
    """A list whose items end in semicolons, the last one in a full stop."""
    items = list(texts)
    ends = [";"] * (len(items) - 1) + ["."]
    ended = ((*item, Text(end)) for item, end in zip(items, ends, strict=True))
    return ListBlock(False, tuple((Paragraph(text, block.place),) for text in ended), block.place)


def _same(block: model.Block, words: OfficialWords) -> Blocks:
    return (block,)


PLAIN: Mapping[type[model.Block], Callable[[Any, OfficialWords], Iterable[model.Block]]] = {
    model.Heading: _same,
    model.Paragraph: _paragraph,
    model.ListBlock: _list,
    model.Table: _same,
    model.Figure: _same,
    model.Cards: _cards,
    model.Profiles: _profiles,
    model.Quote: _inside,
    model.Box: _box,
    model.Columns: _columns,
    model.Landscape: _inside,
    model.PageBreak: _same,
    model.Sides: _same,
}
"""For each kind of block that `refusals` lets through, the plain blocks that the administrative form writes instead
(with `blocks.WRITERS`)."""


def _ended(blocks: Blocks, mark: str) -> Blocks:
    """The blocks with the mark after their last words; after a table or a chart it is a paragraph of its own."""
    match blocks[-1]:
        case Paragraph() as last:
            return (*blocks[:-1], replace(last, text=_open(last.text, (Text(mark),))))
        case ListBlock(style="", items=(*before, item)) as last:
            return (*blocks[:-1], replace(last, items=(*before, _ended(item, mark))))
        case model.Landscape() as last:
            return (*blocks[:-1], replace(last, blocks=_ended(last.blocks, mark)))
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
