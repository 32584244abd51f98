"""The same blocks in several languages → one note where they cite the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.document import (
    Block,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Marked,
    Note,
    Spoken,
    Strong,
    Text,
    inlines_in,
    plain,
    walk_inlines,
    with_texts,
)

BETWEEN = " / "


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

    def change(text: Inlines, position: int) -> Inlines:
        return tuple(exchanged(inline, position) for inline in text)

    def exchanged(inline: Inline, position: int) -> Inline:
        match inline:
            case Note() if (cited := _cited(inline)) in shared:
                told = [
                    (code, found[cited].children) for code, found in zip(codes, notes, strict=True) if cited in found
                ]
                return Note(_in_a_row(told), shared[cited])
            case Strong() | Emphasis() | Link():
                return replace(inline, children=change(inline.children, position))
            case _:
                return inline

    return tuple(
        None if block is None else with_texts(block, lambda text, at=position: change(text, at))  # type: ignore[misc]
        for position, block in enumerate(row)
    )


def _notes(block: Block) -> Iterator[tuple[frozenset[str], Note]]:
    """Each note by the sources that it names; the last of several that name the same."""
    for _, inline in inlines_in((block,)):
        if isinstance(inline, Note) and _cited(inline):
            yield _cited(inline), inline


def _cited(note: Note) -> frozenset[str]:
    return frozenset(
        inline.trace.ref
        for inline in walk_inlines(note.children)
        if isinstance(inline, Marked) and inline.trace.kind == "source"
    )


def _in_a_row(told: Sequence[tuple[str, Inlines]]) -> Inlines:
    """What a note says in each language, in one paragraph."""
    (_, text), *others = told
    row: list[Inline] = [*text]
    for code, words in others:
        if plain(words) != plain(text):
            row += [Text(BETWEEN), Spoken(words, code)]
    return tuple(row)
