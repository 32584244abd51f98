"""The roles of headings, paragraphs and lists in the text, in a box, in a quotation and in a column of a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from reports.brand.word_reference.roles import ASIDE, HEADINGS
from reports.document.model import BOXES

TABLE_STYLES: Mapping[str, tuple[str, str]] = {
    "": ("table-head", "table"),
    "evidence": ("evidence-head", "evidence"),
}
"""The styles that an author may give a table → the roles of its header cells and of its other cells."""
SMALL = "evidence"
"""The style of tables with small letters."""


class BlockStyles(Struct, frozen=True):
    """The roles of plain blocks. `headings` are the roles of headings by level; deeper levels have the last role.

    `box` is the box around the blocks; `listed` headings are in the contents. The lines of an item of a `run_in` list
    all have one left edge: Word joins the grounds of paragraphs only if their edges agree.
    """

    paragraph: str = "body"
    bullets: str = "list-bullet"
    numbers: str = "list-number"
    headings: tuple[str, ...] = HEADINGS
    box: str = ""
    listed: bool = True
    run_in: bool = False


def _styles(prefix: str, headings: tuple[str, ...] = ("heading",), **behaviour: Any) -> BlockStyles:
    """The roles that begin with `prefix`, with one role for all lists."""
    items = f"{prefix}-list"
    return BlockStyles(prefix, items, items, tuple(f"{prefix}-{heading}" for heading in headings), **behaviour)


BODY = BlockStyles()
QUOTE = BlockStyles("quote")
OFFICIAL_BODY = BlockStyles(run_in=True)
BOX_STYLES: Mapping[str, BlockStyles] = {
    "summary": _styles("summary", ("heading", "subheading"), box="summary", run_in=True),
    **{box: _styles(box, box=box, listed=False) for box in ASIDE},
}
SIDE_STYLES: Mapping[str, BlockStyles] = {"": _styles("side"), **{box: _styles(f"{box}-side") for box in BOXES}}
"""The roles of blocks in several languages side by side, by the box around them, whose looks their table has."""
