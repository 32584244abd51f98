"""Blocks of prose → the same in a language of their own, or with other texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reports.document import Block, Heading, Inlines, Paragraph, Quote, Spoken, with_children


def spoken(block: Block, code: str) -> Block:
    """A block of prose with all its words marked as this language's."""
    return with_texts(block, lambda text: (Spoken(text, code),) if text else ()) if code else block


def with_texts(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The block with its texts, and those of the blocks in it, changed."""
    match block:
        case Heading() | Paragraph():
            return replace(block, text=change(block.text))
        case Quote():
            block = replace(block, attribution=change(block.attribution))
    return with_children(block, lambda child: with_texts(child, change))
