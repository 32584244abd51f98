"""The `slides:` part of brand.yaml: styles of text, placeholders, layouts and their boxes, tables."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from reports.brand.model import Box, BrandModel, Count, Fonts, Insets, Length, Points, Size, TextStyle
from reports.files.numerals import is_whole


class Least(BrandModel):
    """The least sizes of text on a slide, in points."""

    body: Points
    source: Points


class SlideText(TextStyle):
    """A style of text on slides. `mark` stands before each paragraph ("1." numbers them).

    Text begins `indent` points from the box's edge, the mark `hang` points before it (all of `indent` if not said).

    `small` text may be smaller than the least size of body text, not than that of source lines. In a placeholder of
    an organisation's own template `level` is its level there (from 1); where the template's level looks otherwise
    (other bullets, not bold), `direct` writes mark, indent and weight on the paragraph itself. `caps`: all capitals.
    """

    mark: str = ""
    indent: Length = 0
    hang: Length | None = None
    small: bool = False
    level: int = Field(default=0, ge=0, le=9)
    direct: bool = False
    caps: bool = False


MOST_ALIKE = 99
"""So many boxes of a layout may be for the same."""
INDEX = 4_294_967_294 - MOST_ALIKE
"""The largest number that is given to a placeholder: those for the same count on from it, and the largest that a file
can hold says that there is none."""
PlaceholderType = Literal["title", "ctrTitle", "subTitle", "body", "obj", "pic", "tbl", "dt", "ftr", "sldNum"]
"""The kinds that PowerPoint has; "obj" takes text, a table or a picture (ECMA-376, ST_PlaceholderType)."""


class Placeholder(BrandModel):
    """What a box of a layout is for. `index` joins the layouts: the same thing has the same number on each.

    `levels` are the styles of its levels of text, outermost first; `prompt` is what an empty one says, by
    language. `obj` takes any content. `insets` are its own where they are not those of all slides.
    """

    type: PlaceholderType
    index: int = Field(ge=0, le=INDEX)
    name: str
    levels: list[str] = Field(min_length=1, max_length=9)
    anchor: Literal["top", "middle", "bottom"] = "top"
    align: Literal["left", "right"] = "left"
    insets: Insets | None = None
    prompt: dict[str, str] = {}


class Rule(BrandModel):
    """A decorative rule: a filled box."""

    box: Box
    colour: str = "rule"


class Layout(BrandModel):
    """A slide layout: the name that PowerPoint shows, and a box for each placeholder in reading order.

    A box is named after its placeholder, with a number where there are several ("card-2"); `placeholders` says
    where it is another one ("title: cover-title"). The frame's boxes are on it too, but for those in `without`.
    `ground` is the role of the background's colour. With an organisation's own template the layout is the one that
    is called `from` there, or it is added to it, with the looks of its layout `base`.
    """

    name: str
    original: str = Field(default="", alias="from")
    base: str = ""
    type: str = ""
    ground: str = "ground"
    boxes: dict[str, Box] = {}
    placeholders: dict[str, str] = {}
    without: list[str] = []
    rules: list[Rule] = []


class TableLooks(BrandModel):
    """Tables on slides: distances around a cell's text in points, how many rows and columns at most, and the colours
    of the rules between rows and under the head."""

    across: Length
    down: Length
    rows: Count = Field(ge=1)
    columns: Count = Field(ge=1)
    rule: str = "rule"
    head_rule: str = "heading"


class SlideLooks(BrandModel):
    """Slides: sizes in inches, `inset` (between a box and its text) in points.

    `frame` is what all layouts share. `fonts` are those of slides, where they are others than those of the brand.
    """

    size: Size
    fonts: Fonts | None = None
    inset: Length = 0
    least: Least
    text: dict[str, SlideText]
    table: TableLooks
    placeholders: dict[str, Placeholder]
    body: Box
    frame: Layout
    layouts: dict[str, Layout]

    def boxes(self, layout: str) -> dict[str, Box]:
        """The boxes of a layout in reading order: title, what is its own, then the rest of the frame."""
        own, frame = self.layouts[layout], self.frame.boxes
        shared = {name: box for name, box in frame.items() if name not in own.without}
        title = {name: box for name, box in shared.items() if name == "title"}
        return {name: own.boxes.get(name, box) for name, box in {**title, **own.boxes, **shared}.items()}

    def insets(self, placeholder: Placeholder) -> Insets:
        """The distances between a placeholder's box and its text in points."""
        return placeholder.insets or (self.inset, self.inset, self.inset, self.inset)

    def placeholder(self, layout: str, box: str) -> tuple[Placeholder, int]:
        """What the box of a layout is for, and its index on the slide."""
        named = {**self.frame.placeholders, **(self.layouts[layout].placeholders if layout in self.layouts else {})}
        return self.named(named.get(box, box))

    def named(self, name: str) -> tuple[Placeholder, int]:
        """The placeholder of this name, or of this name and a number, and its index. KeyError if there is none."""
        kind, _, number = name.rpartition("-")
        if name not in self.placeholders and is_whole(number, least=1, most=MOST_ALIKE):
            return self.placeholders[kind], self.placeholders[kind].index + int(number) - 1
        return self.placeholders[name], self.placeholders[name].index
