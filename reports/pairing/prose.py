"""Blocks of prose → the same in a language of their own, or with other texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reports.document import Block, Box, Columns, Heading, Inlines, ListBlock, Paragraph, Quote, Spoken


def spoken(block: Block, code: str) -> Block:
    """A block of prose with all its words marked as this language's."""
    return with_texts(block, lambda text: (Spoken(text, code),) if text else ()) if code else block


def with_texts(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The block with its texts, and those of the blocks in it, changed."""
    match block:
        case Heading() | Paragraph():
            return replace(block, text=change(block.text))
        case ListBlock():
            return replace(
                block, items=tuple(tuple(with_texts(child, change) for child in item) for item in block.items)
            )
        case Quote():
            blocks = tuple(with_texts(child, change) for child in block.blocks)
            return replace(block, blocks=blocks, attribution=change(block.attribution))
        case Box():
            return replace(block, blocks=tuple(with_texts(child, change) for child in block.blocks))
        case Columns():
            columns = tuple(tuple(with_texts(child, change) for child in column) for column in block.columns)
            return replace(block, columns=columns)
        case _:
            return block
