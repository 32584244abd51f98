"""What an organisation's .pptx gives: its layouts with their placeholders, and the looks of the text in these."""

from __future__ import annotations

from msgspec import Struct

from reports.brand import BoxInches, Insets
from reports.brand.theme import Theme

LARGEST = 150.0  # points: larger type is read as this


class FoundLevel(Struct, frozen=True):
    """The looks of a level of a placeholder's text, in points; `space` is the distance between paragraphs."""

    size: float
    line: float
    space: float
    bold: bool
    caps: bool
    bullet: str
    indent: float
    hang: float
    colour: str
    font: str


class FoundHolder(Struct, frozen=True):
    """A placeholder of a layout. `type` is "obj" if the file gives none; the box is in inches, insets are in points.
    `ground` is the colour of its own fill, "" for none."""

    type: str
    index: int
    box: BoxInches
    insets: Insets
    anchor: str
    levels: tuple[FoundLevel, ...]
    vertical: bool = False
    ground: str = ""

    @property
    def area(self) -> float:
        return self.box[2] * self.box[3]


class FoundLayout(Struct, frozen=True):
    """A layout with a title. `label` is its name, numbered if several share it; `fixed` are the boxes of what is drawn
    on it and its master; `painted` are the boxes of the background and of what is filled, with the mean colour of each,
    the rearmost first. The first sample slide has the one that `opens`; `uses` are the sample slides that have it."""

    label: str
    type: str
    title: FoundHolder
    holders: tuple[FoundHolder, ...]
    fixed: tuple[BoxInches, ...]
    painted: tuple[tuple[BoxInches, str], ...] = ()
    opens: bool = False
    uses: int = 0

    def behind(self, box: BoxInches) -> str:
        """The colour behind the middle of a box; "" if it is not known."""
        x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
        return next((colour for at, colour in reversed(self.painted) if _holds(at, x, y)), "")

    def under(self, box: BoxInches) -> list[str]:
        """The colours behind points all over a box, where they are known."""
        left, top, width, height = box
        points = [(left + x * width / 16, top + y * height / 6) for x in range(1, 16, 2) for y in (1, 3, 5)]
        return [colour for x, y in points if (colour := self.behind((x, y, 0.0, 0.0)))]

    def of_type(self, *types: str) -> list[FoundHolder]:
        return [holder for holder in self.holders if holder.type in types]


def _holds(box: BoxInches, x: float, y: float) -> bool:
    return box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3]


class FoundSlides(Struct, frozen=True):
    """What a file gives: the slide's size in inches, the master's box for text, the layouts that have a title, how many
    there are in all, the indices of all placeholders, the theme and the master's map of colours."""

    size: tuple[float, float]
    body: BoxInches | None
    layouts: tuple[FoundLayout, ...]
    count: int
    indices: frozenset[int]
    theme: Theme
    colour_map: dict[str, str]

    @property
    def area(self) -> float:
        return self.size[0] * self.size[1]
