"""A document in several languages → the same with each chart drawn once for all of them, where their labels fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from reports.charts.model import ChartData
from reports.document import mapped
from reports.document.model import PICTURE, Block, Document, Figure

JOINT = "joint"
"""The style of a figure whose chart has its labels in all languages of the document."""
_FIRST_ALONE = frozenset(("figure", "number", "when", "first", "last", "scales"))
"""What a chart shows in the document's first language alone: figures and times, which readers of others read too."""

_ON_ONE_LINE = frozenset(("target", "whole", "before"))
"""What a chart labels on one line, also in several languages."""


def with_joint_charts(document: Document, fits: Callable[[Figure], bool]) -> Document:
    """The document with one drawing for each chart that is in all its languages, and `fits` with their labels."""

    def changed(block: Block) -> Block:
        block = mapped(block, block=changed)
        if not isinstance(block, Figure) or block.image.startswith(PICTURE) or not block.image:
            return block
        if len(block.images) <= len(document.translations) or {each.image for each in block.images} != {block.image}:
            return block
        alt = " / ".join(dict.fromkeys(each.alt for each in block.images))
        joint = replace(block, alt=alt, translations=(), styles=(*block.styles, JOINT))
        return joint if fits(joint) else block

    return mapped(document, block=changed) if document.translations else document


def joint_data(datas: Sequence[ChartData]) -> ChartData:
    """What a chart shows, with each label in all languages: a line for each, and all on one for what lines show."""
    joined: ChartData = _joined(datas)
    return joined


def _joined(values: Sequence[Any], between: str = "\n") -> Any:
    """The values of one field in each language as one; those of a target, for one, are on one line."""
    first, *others = values
    match first:
        case str() if first:
            return between.join(dict.fromkeys(values))
        case tuple() if all(len(other) == len(first) for other in others):
            return tuple(_joined(each, between) for each in zip(*values, strict=True))
        case Struct():
            fields = [name for name in first.__struct_fields__ if name not in _FIRST_ALONE]
            betweens = {name: " / " if name in _ON_ONE_LINE else between for name in fields}
            return replace(
                first, **{name: _joined([getattr(each, name) for each in values], betweens[name]) for name in fields}
            )
        case _:
            return first
