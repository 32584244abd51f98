"""The roles of headings, paragraphs and lists in the text, in a box, in a quotation and in a column of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.brand.word_reference.roles import ASIDE, HEADINGS
from reports.document.model import BOXES

TABLE_STYLES = MappingProxyType({"": ("table-head", "table"), "evidence": ("evidence-head", "evidence")})
"""The styles that an author may give a table → the roles of its header cells and of its other cells."""
WIDE_TABLES = ("evidence",)
"""The styles of tables that need landscape pages."""


@dataclass(frozen=True, slots=True)
class BlockStyles:
    """The roles of plain blocks. `headings` are those of the levels of headings; deeper ones have the last.

    `box` is the box around the blocks; `listed` headings are in the contents. The lines of an item of a `run_in` list
    all have one left edge: Word joins the grounds of paragraphs only if their edges agree.
    """

    paragraph: str
    bullets: str
    numbers: str
    headings: tuple[str, ...] = HEADINGS
    box: str = ""
    listed: bool = True
    run_in: bool = False


BODY = BlockStyles("body", "list-bullet", "list-number")
QUOTE = BlockStyles("quote", "list-bullet", "list-number")
OFFICIAL_BODY = BlockStyles("body", "list-bullet", "list-number", run_in=True)
ANNEX = BlockStyles("body", "list-bullet", "list-number", ("annex", *HEADINGS[1:]), run_in=True)
BOX_STYLES: Mapping[str, BlockStyles] = MappingProxyType(
    {
        "summary": BlockStyles(
            "summary", "summary-list", "summary-list", ("summary-heading", "summary-subheading"), "summary", run_in=True
        ),
        **{
            box: BlockStyles(box, f"{box}-list", f"{box}-list", (f"{box}-heading",), box, listed=False) for box in ASIDE
        },
    }
)
SIDE_STYLES: Mapping[str, BlockStyles] = MappingProxyType(
    {
        "": BlockStyles("side", "side-list", "side-list", ("side-heading",)),
        **{
            box: BlockStyles(f"{box}-side", f"{box}-side-list", f"{box}-side-list", (f"{box}-side-heading",))
            for box in BOXES
        },
    }
)
"""The roles of blocks in several languages side by side, by the box around them, whose looks their table has."""
