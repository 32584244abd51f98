"""What surrounds blocks, and so the roles of plain ones; the roles and their styles are those of the reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.brand.word_reference.roles import ASIDE, HEADINGS
from reports.document.model import BOXES

TABLE_STYLES = MappingProxyType({"": ("table-head", "table"), "evidence": ("evidence-head", "evidence")})
"""What a table may call itself → the roles of its header cells and of its other cells."""
WIDE_TABLES = ("evidence",)
"""Tables with so many columns that they stand on landscape pages."""


@dataclass(frozen=True, slots=True)
class BoxStyles:
    """What surrounds blocks, and so the roles of the plain ones: in a box they look otherwise than in the text.

    `headings` are the roles of the levels of headings; what lies deeper has the last one. `listed` says that they
    stand in the contents. Items of a `run_in` list have all lines at the same left edge: Word joins the grounds of
    paragraphs only where their edges agree.
    """

    paragraph: str
    bullets: str
    numbers: str
    headings: tuple[str, ...] = HEADINGS
    box: str = ""
    listed: bool = True
    run_in: bool = False


BODY = BoxStyles("body", "list-bullet", "list-number")
QUOTE = BoxStyles("quote", "list-bullet", "list-number")
OFFICIAL_BODY = BoxStyles("body", "list-bullet", "list-number", run_in=True)
ANNEX = BoxStyles("body", "list-bullet", "list-number", ("annex", *HEADINGS[1:]), run_in=True)
FRAMES: Mapping[str, BoxStyles] = MappingProxyType(
    {
        "summary": BoxStyles(
            "summary", "summary-list", "summary-list", ("summary-heading", "summary-subheading"), "summary", run_in=True
        ),
        **{box: BoxStyles(box, f"{box}-list", f"{box}-list", (f"{box}-heading",), box, listed=False) for box in ASIDE},
    }
)
SIDES: Mapping[str, BoxStyles] = MappingProxyType(
    {
        "": BoxStyles("side", "side-list", "side-list", ("side-heading",)),
        **{
            box: BoxStyles(f"{box}-side", f"{box}-side-list", f"{box}-side-list", (f"{box}-side-heading",))
            for box in BOXES
        },
    }
)
"""The frames of blocks in several languages side by side, by the box around them: their table carries its looks."""
