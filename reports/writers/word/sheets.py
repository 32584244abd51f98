"""A document → its sheets: blocks that stand on pages of one kind, upright or lying, in order.

A table too wide for an upright page lies, together with the heading above it and what belongs under that heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.diagnostics import Diagnostic, Problems
from reports.document import Block, Blocks, Document, Heading, Section, Table, walk_blocks
from reports.writers.word.names import WIDE_TABLES


@dataclass(frozen=True, slots=True)
class Sheet:
    """Blocks on pages of one kind; an annex begins with its heading and counts its pages anew."""

    blocks: Blocks
    landscape: bool = False
    annex: bool = False


def sheets(document: Document) -> list[Sheet]:
    """The sheets of a document: those of its text, then one for each first heading of an annex."""
    text = tuple(block for section in document.sections for block in section.blocks if not section.annex)
    found = list(_flow(text)) or [Sheet(())]
    return [*found, *(sheet for section in document.sections if section.annex for sheet in _annexes(section))]


def _flow(blocks: Blocks) -> Iterator[Sheet]:
    """Running text: a new sheet wherever upright and lying pages change."""
    kept: list[Block] = []
    lying = False
    for part in _parts(blocks):
        wide = _is_wide(part)
        if kept and wide != lying:
            yield Sheet(tuple(kept), lying)
            kept = []
        kept += part
        lying = wide
    if kept:
        yield Sheet(tuple(kept), lying)


def _parts(blocks: Blocks) -> Iterator[list[Block]]:
    """Each heading with what follows it; headings that follow each other stay together."""
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and any(not isinstance(before, Heading) for before in part):
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _is_wide(blocks: list[Block] | Blocks) -> bool:
    return any(isinstance(block, Table) and block.style in WIDE_TABLES for block in walk_blocks(tuple(blocks)))


def _annexes(section: Section) -> Iterator[Sheet]:
    """A sheet for each heading of the first level."""
    begins = [i for i, block in enumerate(section.blocks) if isinstance(block, Heading) and block.level == 1]
    if begins[:1] != [0]:
        place = section.blocks[0].place if section.blocks else None
        hint = "write its title before everything else: # Title"
        raise Problems([Diagnostic(f'the annex "{section.id}" does not begin with a heading', place, hint)])
    for begin, end in zip(begins, [*begins[1:], len(section.blocks)], strict=True):
        blocks = section.blocks[begin:end]
        yield Sheet(blocks, _is_wide(blocks), annex=True)
