"""What a slide shows → its source line, with the credits of its pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from reports.document import inlines_in, marked_in, texts_of, walk
from reports.document.model import (
    Block,
    Blocks,
    Cite,
    Figure,
    Inline,
    Inlines,
    Paragraph,
    Table,
    Text,
    joined,
    plain,
)
from reports.languages.model import Words

SourcesOf = Callable[[Inline], Inlines]
"""The sources that bear out an inline, marked: those of a figure, a date, a quotation or a citation."""


def source_line(
    title: Inlines, blocks: Blocks, sources_of: SourcesOf, words: Words, footnotes: Sequence[Paragraph] = ()
) -> Inlines:
    """ "Nguồn: …; …": the sources of what a slide and its footnotes show, each once, in order of use, then the notes of
    its charts and the credits of its pictures, then the footnotes."""
    sources: dict[str, Inlines] = {}
    notes: dict[str, Inlines] = {}

    def add(inlines: Iterable[Inline]) -> None:
        for source in chain.from_iterable(map(sources_of, inlines)):
            sources.setdefault(plain((source,)), (source,))

    add(inlines_in(title))
    for block in walk((*blocks, *footnotes)):
        shown = _shown(block)
        if isinstance(block, Figure) and block.picture:
            notes.setdefault(plain(block.source), _without_stop(block.source))
        elif isinstance(block, Figure | Table):
            for part in _parts(block.source, words):
                sources.setdefault(plain(part), part)
        if isinstance(block, Figure) or any(map(_names_source, shown)):
            add(inline for inline in inlines_in(shown) if isinstance(inline, Cite))
        else:
            add(inlines_in(shown))
        if isinstance(block, Figure) and block.note:
            notes.setdefault(plain(block.note), _without_stop(block.note))
    listed = joined(sources.values(), "; ")
    first: tuple[Inlines, ...] = ((Text(f"{words.source}: "), *listed),) if listed else ()
    return joined((*first, *notes.values(), *(_without_stop(note.text) for note in footnotes)), ". ")


def _shown(block: Block) -> Inlines:
    """The texts of a block that a slide shows; the captions of charts and tables are in its notes."""
    match block:
        case Figure():
            texts: Iterable[Inlines] = (block.source, block.note)
        case Table():
            texts = (*chain(*block.all_rows), block.source)
        case _:
            texts = texts_of(block)
    return tuple(chain(*texts))


def _names_source(inline: Inline) -> bool:
    return any(marked.trace.kind == "source" for marked in marked_in((inline,)))


def _parts(line: Inlines, words: Words) -> Iterator[Inlines]:
    """The sources in a line that an author wrote: the parts between semicolons."""
    parts: list[list[Inline]] = [[]]
    for inline in _without_stop(line):
        texts = inline.text.split(";") if isinstance(inline, Text) else []
        for number, text in enumerate(texts):
            if number:
                parts.append([])
            text = text if number == len(texts) - 1 else text.rstrip()
            if text := text if parts[-1] else text.lstrip():
                parts[-1].append(Text(text))
        if not texts:
            parts[-1].append(inline)
    for number, part in enumerate(parts):
        if not number and part and isinstance(part[0], Text):
            part[:1] = [Text(rest)] if (rest := part[0].text.removeprefix(f"{words.source}:").lstrip()) else []
        if part:
            yield tuple(part)


def _without_stop(text: Inlines) -> Inlines:
    """The text without the stop at its end."""
    match text:
        case (*before, Text(last)) if last.rstrip().endswith("."):
            stripped = last.rstrip().removesuffix(".")
            return (*before, Text(stripped)) if stripped else tuple(before)
    return text
