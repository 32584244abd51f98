"""Notes that the author of a slide wrote: numbered in its text, and printed in its source line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reports.document import inlines_in, mapped
from reports.document.model import Block, Blocks, Inline, Inlines, Marked, Note, Paragraph, Script, Text, Trace, plain

Footnotes = Mapping[str, Paragraph]
"""The notes of a slide by their numbers, each after its number."""


def with_footnotes(blocks: Iterable[Block]) -> tuple[list[Block], Footnotes]:
    """The blocks of a slide with the number of each note in its place, and the notes."""
    found: dict[str, Paragraph] = {}
    numbers: dict[str, str] = {}

    def changed(block: Block) -> Block:
        def numbered(text: Inlines) -> Inlines:
            return tuple(map(number, text))

        def number(inline: Inline) -> Inline:
            if not isinstance(inline, Note):
                return mapped(inline, numbered)
            written = numbers.get(inline.label, "")
            if not written:
                written = str(len(found) + 1)
                head = Script((Marked(written, Trace("plain", written, "note")),), "superscript")
                found[written] = Paragraph((head, Text(" "), *inline.children), block.place)
                if inline.label:
                    numbers[inline.label] = written
            return Note((Text(written),))

        return mapped(block, numbered, changed)

    return [changed(block) for block in blocks], found


def footnotes_of(blocks: Blocks, notes: Footnotes) -> Sequence[Paragraph]:
    """The notes to which the blocks refer, in the order of their numbers."""
    used = {plain(inline.children) for inline in inlines_in(blocks) if isinstance(inline, Note)}
    return [note for number, note in notes.items() if number in used]
