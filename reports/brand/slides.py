"""The `slides:` part of brand.yaml: styles of text, placeholders, layouts and their boxes, tables."""

from collections.abc import Sequence
from functools import lru_cache
from math import floor
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from reports.brand.model import BoxInches, BrandModel, Count, Insets, Length, OwnLooks, Points, Size, TextStyle
from reports.diagnostics import nearest
from reports.files.numerals import is_whole


class Least(BrandModel):
    """The least sizes of text on a slide, in points."""

    body: Points
    source: Points


class SlideText(TextStyle):
    """A style of text on slides. `mark` is the bullet of each paragraph ("1." numbers them).

    `most` is the size to which it may grow where a slide has room; without it, 28 points or half as much again,
    whichever is less. `least` is the size to which it may shrink where a text would not fit; without it, the least
    size of the deck.

    Text begins `indent` points from the edge of the box, the bullet `hang` points before it (by default `indent`).

    `small` text may be smaller than the least size of body text, but not than that of source lines. In a placeholder of
    an imported reference `level` is the level there (from 1); if that level looks different (other bullets, not bold),
    `direct` gives each paragraph bullet, indent and weight of its own. `caps`: all capitals.
    """

    most: Points | None = None
    least: Points | None = None
    mark: str = ""
    indent: Length = 0
    hang: Length | None = None
    small: bool = False
    level: int = Field(default=0, ge=0, le=9)
    direct: bool = False
    caps: bool = False

    def at_density(self, growth: float) -> Self:
        """The style with so much of its growth."""
        return self.model_copy(update={"most": round(self.size + growth * (self.largest - self.size), 1)})

    def down_to(self, sizes: Least) -> Self:
        """The style with the size to which it may shrink."""
        if self.least is not None:
            return self
        return self.model_copy(update={"least": min(self.size, sizes.source if self.small else sizes.body)})

    @property
    def largest(self) -> float:
        """The size in points to which the text may grow."""
        most = min(_LARGE, _GROWTH * self.size) if self.most is None else self.most
        return max(most, self.size)


_LARGE, _GROWTH = 28, 1.5
"""How far text grows whose brand does not say so: points, and relative to its size."""
PHOTO = "photo"
"""The box of a picture that fills it. It may reach the edges of the slide, behind everything else."""
PARAGRAPH, ITEM, SUBITEM, STEP, SUBHEAD = range(5)
"""The levels of a placeholder for text, in the order in which the brand lists their styles."""
MOST_DEPTH = 4
"""So many lists may be inside each other on a slide."""
_HANG, _NUMBER_WIDTH = 1.2, 1.6
"""The distance from a bullet, and from a number with two figures, to the text, relative to the size of type."""


def file_styles(styles: Sequence[SlideText]) -> tuple[SlideText, ...]:
    """The styles of the levels that a file has for a placeholder, outermost first, each with its level.

    A placeholder for text has a level for each depth of lists; the numbers of a list are set in its paragraphs.
    """
    if len(styles) > SUBHEAD:
        items = [styles[ITEM], styles[SUBITEM]]
        while len(items) < MOST_DEPTH:
            items.append(_deeper(items[-1], items[-2]))
        styles = (styles[PARAGRAPH], *items, styles[SUBHEAD])
    return tuple(each if each.level else _with(each, level=level) for level, each in enumerate(styles, 1))


@lru_cache(maxsize=1024)
def text_style(styles: tuple[SlideText, ...], level: int, depth: int = 0, *, marked: bool = True) -> SlideText:
    """The style of a line in a placeholder with these styles.

    `depth` is the number of lists that the line is in. There `level` is ITEM or STEP, and a line that continues an item
    is not `marked`. Styles that the brand does not list are derived from those that it lists.
    """
    known, is_text = file_styles(styles), len(styles) > SUBHEAD
    if level == SUBHEAD:
        return known[-1] if is_text else _with(known[0], bold=True, direct=True)
    if not depth:
        return known[min(level, len(known) - 1)]
    item = known[depth] if is_text else _item(known[0], depth)
    style = item
    if level == STEP:
        style = _with(item, **_number(item, styles[STEP] if is_text and depth == 1 else None), direct=True)
    return style if marked else _with(style, mark="", hang=0, direct=True)


@lru_cache(maxsize=1024)
def grown(styles: tuple[SlideText, ...], share: float, distance: float = 1) -> tuple[SlideText, ...]:
    """The styles at this share of the way to their largest sizes, or below 0 to their smallest; their paragraphs are
    `distance` times as far apart, but a subhead stays with its text."""
    return tuple(_grown(each, share, 1 if at == SUBHEAD else distance) for at, each in enumerate(styles))


def _grown(style: SlideText, share: float, distance: float) -> SlideText:
    way = style.largest - style.size if share > 0 else style.size - min(style.size, style.least or style.size)
    size = style.size + (round(share * way) if share > 0 else round(2 * share * way) / 2)
    factor = size / style.size
    lengths = {
        "line": round(factor * style.line * 2) / 2,
        "before": _tenths(factor * distance * style.before),
        "after": _tenths(factor * distance * style.after),
        "indent": _tenths(factor * style.indent),
        "hang": None if style.hang is None else _tenths(factor * style.hang),
    }
    return _with(style, size=size, **lengths)


def _tenths(points: float) -> float:
    """Points, rounded down to tenths."""
    return floor(points * 10 + 1e-6) / 10


def _with(style: SlideText, **changes: Any) -> SlideText:
    return style.model_copy(update=changes)


def _deeper(style: SlideText, above: SlideText) -> SlideText:
    """The style of a list one deeper than `style`; a file by others has no level for it that we know."""
    gap = style.indent - above.indent
    indent = style.indent + (gap if gap > 0 else _HANG * style.size)
    return _with(style, indent=indent, mark=above.mark, direct=style.direct or bool(style.level))


def _item(base: SlideText, depth: int) -> SlideText:
    """The style of an item in a placeholder without levels for lists."""
    hang = _HANG * base.size
    mark = "•" if depth % 2 else "–"
    return _with(base, mark=mark, indent=base.indent + depth * hang, hang=hang, direct=True)


def _number(item: SlideText, step: SlideText | None) -> dict[str, Any]:
    """The number of an item in place of its bullet: where the brand has it, else where the bullet is."""
    if step:
        return {"mark": step.mark or "1.", "indent": step.indent, "hang": step.hang}
    before = item.indent if item.hang is None else item.hang
    hang = max(before, _NUMBER_WIDTH * item.size)
    return {"mark": "1.", "indent": item.indent - before + hang, "hang": hang}


MOST_ALIKE = 99
"""The most boxes of a layout for one placeholder."""
INDEX = 4_294_967_294 - MOST_ALIKE
"""The largest index of a placeholder. Boxes for the same placeholder count on from it; the largest number that a file
can hold means no index."""
PlaceholderType = Literal["title", "ctrTitle", "subTitle", "body", "obj", "pic", "tbl", "dt", "ftr", "sldNum"]
"""The kinds that PowerPoint has; "obj" takes text, a table or a picture (ECMA-376, ST_PlaceholderType)."""
LAYOUT_TYPES = (
    *("title", "tx", "twoColTx", "tbl", "txAndChart", "chartAndTx", "dgm", "chart", "txAndClipArt", "clipArtAndTx"),
    *("titleOnly", "blank", "txAndObj", "objAndTx", "objOnly", "obj", "txAndMedia", "mediaAndTx", "objOverTx"),
    *("txOverObj", "txAndTwoObj", "twoObjAndTx", "twoObjOverTx", "fourObj", "vertTx", "clipArtAndVertTx"),
    *("vertTitleAndTx", "vertTitleAndTxOverChart", "twoObj", "objAndTwoObj", "twoObjAndObj", "cust", "secHead"),
    *("twoTxTwoObj", "objTx", "picTx"),
)
"""The types of layouts that PowerPoint has (ECMA-376, ST_SlideLayoutType)."""


def _layout_type(value: str) -> str:
    if value and value not in LAYOUT_TYPES:
        about = {"value": value, "hint": nearest(value, LAYOUT_TYPES, otherwise="leave it out")}
        raise PydanticCustomError("layout_type", 'PowerPoint has no layout of the type "{value}"', about)
    return value


LayoutType = Annotated[str, AfterValidator(_layout_type), Field(json_schema_extra={"enum": ["", *LAYOUT_TYPES]})]


class Placeholder(BrandModel):
    """The purpose of a box. Its `index` is the same on all layouts.

    `levels` are the styles of its levels of text; `prompt` is the text of an empty one, by language. A placeholder for
    text has five: paragraph, item of a list, item of a list in it, numbered item (only mark and indents are used),
    subheading.
    `obj` takes any content. `insets` are its own if they differ from those of all slides. `ground` is the colour behind
    its text, if it has one.
    """

    type: PlaceholderType
    index: int = Field(ge=0, le=INDEX)
    name: str
    levels: list[str] = Field(min_length=1, max_length=9)
    anchor: Literal["top", "middle", "bottom"] = "top"
    align: Literal["left", "right"] = "left"
    insets: Insets | None = None
    ground: str = ""
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
    type: LayoutType = ""
    ground: str = "ground"
    boxes: dict[str, BoxInches] = {}
    placeholders: dict[str, str] = {}
    without: list[str] = []
    rules: list[Rule] = []


class TableLooks(BrandModel):
    """Tables on slides: distances around a cell's text in points, how many rows and columns at most, and the colours
    of the rules between rows and under the head. Over and under the text it is `down` if that takes no more slides than
    `least_down`."""

    across: Length
    down: Length
    least_down: Length = 3
    rows: Count = Field(ge=1)
    columns: Count = Field(ge=1)
    rule: str = "rule"
    head_rule: str = "heading"


class SlideLooks(OwnLooks):
    """Slides: sizes in inches, `inset` (between a box and its text) in points.

    `frame` has what all layouts share.
    """

    size: Size
    inset: Length = 0
    least: Least
    text: dict[str, SlideText]
    table: TableLooks
    placeholders: dict[str, Placeholder]
    body: BoxInches
    frame: Layout
    layouts: dict[str, Layout]

    def boxes(self, layout: str) -> dict[str, BoxInches]:
        """The boxes of a layout in reading order: the title (unless the layout has another place for it), its own,
        then the rest of the frame. What comes later is in front."""
        own, frame = self.layouts[layout], self.frame.boxes
        shared = {name: box for name, box in frame.items() if name not in own.without}
        title = {name: box for name, box in shared.items() if name == "title" and name not in own.boxes}
        return {name: own.boxes.get(name, box) for name, box in {**title, **own.boxes, **shared}.items()}

    def insets(self, placeholder: Placeholder) -> Insets:
        """The distances between a placeholder's box and its text in points."""
        return placeholder.insets or (self.inset, self.inset, self.inset, self.inset)

    def styles_of(self, placeholder: Placeholder) -> tuple[SlideText, ...]:
        """The styles of a placeholder's levels of text."""
        return tuple(self.text[level].down_to(self.least) for level in placeholder.levels)

    def placeholder(self, layout: str, box: str) -> tuple[Placeholder, int]:
        """The placeholder of a box of a layout, and its index on the slide."""
        purpose, index = self.purpose(layout, box)
        return self.placeholders[purpose], index

    def purpose(self, layout: str, box: str) -> tuple[str, int]:
        """The name of the placeholder of a box of a layout, and its index on the slide."""
        named = {**self.frame.placeholders, **(self.layouts[layout].placeholders if layout in self.layouts else {})}
        return self.named(named.get(box, box))

    def named(self, name: str) -> tuple[str, int]:
        """The name of the placeholder that has this name, or this name and a number, and its index. KeyError if there
        is none."""
        kind, _, number = name.rpartition("-")
        if name not in self.placeholders and is_whole(number, least=1, most=MOST_ALIKE):
            return kind, self.placeholders[kind].index + int(number) - 1
        return name, self.placeholders[name].index
