"""The `slides:` part of brand.yaml: styles of text, placeholders, layouts and their boxes, tables."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from reports.brand.model import BoxInches, BrandModel, Count, Fonts, Insets, Length, Points, Size, TextStyle
from reports.files.numerals import is_whole


class Least(BrandModel):
    """The least sizes of text on a slide, in points."""

    body: Points
    source: Points


class SlideText(TextStyle):
    """A style of text on slides. `mark` is the bullet of each paragraph ("1." numbers them).

    Text begins `indent` points from the edge of the box, the bullet `hang` points before it (by default `indent`).

    `small` text may be smaller than the least size of body text, but not than that of source lines. In a placeholder of
    an imported reference `level` is the level there (from 1); if that level looks different (other bullets, not bold),
    `direct` gives each paragraph bullet, indent and weight of its own. `caps`: all capitals.
    """

    mark: str = ""
    indent: Length = 0
    hang: Length | None = None
    small: bool = False
    level: int = Field(default=0, ge=0, le=9)
    direct: bool = False
    caps: bool = False


MOST_ALIKE = 99
"""The most boxes of a layout for one placeholder."""
INDEX = 4_294_967_294 - MOST_ALIKE
"""The largest index of a placeholder. Boxes for the same placeholder count on from it; the largest number that a file
can hold means no index."""
PlaceholderType = Literal["title", "ctrTitle", "subTitle", "body", "obj", "pic", "tbl", "dt", "ftr", "sldNum"]
"""The kinds that PowerPoint has; "obj" takes text, a table or a picture (ECMA-376, ST_PlaceholderType)."""


class Placeholder(BrandModel):
    """The purpose of a box. Its `index` is the same on all layouts.

    `levels` are the styles of its levels of text, outermost first; `prompt` is the text of an empty one, by language.
    `obj` takes any content. `insets` are its own if they differ from those of all slides.
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

    box: BoxInches
    colour: str = "rule"


class Layout(BrandModel):
    """A slide layout: the name that PowerPoint shows, and a box for each placeholder in reading order.

    A box is named after its placeholder, with a number if there are several ("card-2"); `placeholders` names those
    with another placeholder ("title: cover-title"). The boxes of the frame are on it too, except those in `without`.
    `ground` is the role of the background's colour. With an imported reference it is the layout with the name `from`
    there, or one that is added, with the looks of the layout `base`.
    """

    name: str
    original: str = Field(default="", alias="from")
    base: str = ""
    type: str = ""
    ground: str = "ground"
    boxes: dict[str, BoxInches] = {}
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

    `frame` has what all layouts share. `fonts` are those of slides, if they differ from those of the brand.
    """

    size: Size
    fonts: Fonts | None = None
    inset: Length = 0
    least: Least
    text: dict[str, SlideText]
    table: TableLooks
    placeholders: dict[str, Placeholder]
    body: BoxInches
    frame: Layout
    layouts: dict[str, Layout]

    def boxes(self, layout: str) -> dict[str, BoxInches]:
        """The boxes of a layout in reading order: title, its own boxes, then the rest of the frame."""
        own, frame = self.layouts[layout], self.frame.boxes
        shared = {name: box for name, box in frame.items() if name not in own.without}
        title = {name: box for name, box in shared.items() if name == "title"}
        return {name: own.boxes.get(name, box) for name, box in {**title, **own.boxes, **shared}.items()}

    def insets(self, placeholder: Placeholder) -> Insets:
        """The distances between a placeholder's box and its text in points."""
        return placeholder.insets or (self.inset, self.inset, self.inset, self.inset)

    def placeholder(self, layout: str, box: str) -> tuple[Placeholder, int]:
        """The placeholder of a box of a layout, and its index on the slide."""
        named = {**self.frame.placeholders, **(self.layouts[layout].placeholders if layout in self.layouts else {})}
        return self.named(named.get(box, box))

    def named(self, name: str) -> tuple[Placeholder, int]:
        """The placeholder of this name, or of this name and a number, and its index. KeyError if there is none."""
        kind, _, number = name.rpartition("-")
        if name not in self.placeholders and is_whole(number, least=1, most=MOST_ALIKE):
            return self.placeholders[kind], self.placeholders[kind].index + int(number) - 1
        return self.placeholders[name], self.placeholders[name].index
