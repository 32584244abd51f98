"""The same blocks in several languages → one note where they cite the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document import inlines_in, mapped, marked_in
from reports.document.model import Block, Inline, Inlines, LanguageSpan, Note, Text, plain

BETWEEN = Text(" / ")
Said = Sequence[tuple[str, Inlines]]
"""What each language says; the first language of a document is called ""."""


def noted(row: Sequence[Block | None], codes: Sequence[str]) -> tuple[Block | None, ...]:
    """The blocks with one note, in every language's words, where several languages cite the same.

    A note that only one language has stays that language's own.
    """
    notes = [dict(_notes(block)) if block is not None else {} for block in row]
    place = next(block.place for block in row if block is not None)
    shared = {
        cited: f"{place} {number}"
        for number, cited in enumerate(notes[0])
        if any(cited in others for others in notes[1:])
    }

    def change(text: Inlines) -> Inlines:
        return tuple(exchanged(inline) for inline in text)

    def exchanged(inline: Inline) -> Inline:
        match inline:
            case Note() if (cited := _cited(inline)) in shared:
                told = [(code, by[cited].children) for code, by in zip(codes, notes, strict=True) if cited in by]
                return Note(in_a_row(told, BETWEEN), shared[cited])
            case _:
                return mapped(inline, change)

    return tuple(block and mapped(block, change) for block in row)


def _notes(block: Block) -> Iterator[tuple[frozenset[str], Note]]:
    """Each note by the sources that it names; the last of several that name the same."""
    for inline in inlines_in((block,)):
        if isinstance(inline, Note) and _cited(inline):
            yield _cited(inline), inline


def _cited(note: Note) -> frozenset[str]:
    return frozenset(marked.trace.ref for marked in marked_in(note.children) if marked.trace.kind == "source")


def in_a_row(said: Said, between: Inline, *, translation: bool = False) -> Inlines:
    """What each language says, one after the other; what reads the same as in the first is said once."""
    (first, text), *others = said
    row: list[Inline] = [LanguageSpan(text, first)] if first else [*text]
    for code, words in others:
        if words and plain(words) != plain(text):
            row += [between, LanguageSpan(words, code, translation)]
    return tuple(row)
