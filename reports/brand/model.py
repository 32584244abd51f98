"""The models that all parts of a brand share: colours and their roles, fonts, styles of text, sizes of charts."""

import re
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


def _colour(value: str) -> str:
    if not _COLOUR.match(value):
        raise PydanticCustomError(
            "colour",
            '"{value}" is no colour',
            {"value": value, "hint": 'write it in quotes as "#RRGGBB", with six of 0-9 A-F'},
        )
    return value.upper()


Colour = Annotated[str, AfterValidator(_colour)]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours "#RRGGBB", 1 to 21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour "#RRGGBB", 0 to 1."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: str) -> tuple[float, float, float]:
    """The linear values of red, green and blue in a colour "#RRGGBB", 0 to 1 each."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


class BrandModel(BaseModel):
    """A part of brand.yaml. Values are not converted: a number in quotes is text, and 3.0 is not a whole number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, defer_build=True)


MOST_POINTS = 1_584  # 22 inches: no length of text is larger in Word
MOST_INCHES = 56  # no slide is larger (ECMA-376, ST_SlideSizeCoordinate)
Length = Annotated[float, Field(ge=0, le=MOST_POINTS)]
"""A distance or a thickness in points."""
Positive = Annotated[float, Field(gt=0, le=MOST_POINTS)]
"""A distance or a thickness in points, larger than 0."""
Millimetres = Annotated[float, Field(ge=0, le=2000)]
Count = Annotated[int, Field(ge=0, le=10_000)]
_Share = Annotated[float, Field(gt=0, le=100)]
_Side = Annotated[float, Field(ge=1, le=MOST_INCHES)]
_Inset = Annotated[float, Field(ge=-MOST_INCHES * 72, le=MOST_INCHES * 72)]
_Inches = Annotated[float, Field(ge=-MOST_INCHES, le=MOST_INCHES)]
Shares = Annotated[tuple[_Share, _Share], Field(strict=False)]
Size = Annotated[tuple[_Side, _Side], Field(strict=False)]
"""Width and height of a slide in inches."""
BoxInches = Annotated[tuple[_Inches, _Inches, _Inches, _Inches], Field(strict=False)]
"""Left, top, width and height in inches."""
Insets = Annotated[tuple[_Inset, _Inset, _Inset, _Inset], Field(strict=False)]
"""Points between a box and its text: left, top, right, bottom."""


def _file_name(value: str) -> str:
    if not value or value.startswith(".") or set("/\\:") & set(value):
        hint = "write the name of a file beside brand.yaml"
        raise PydanticCustomError("file_name", '"{value}" is no name of a file', {"value": value, "hint": hint})
    return value


FileName = Annotated[str, AfterValidator(_file_name)]


class Fonts(BrandModel):
    """Names of fonts in Office; `heading` is that of titles, by default the same as `body`.

    Text is measured, and charts are drawn, with the font package `measured_with`, or with the font `files` beside
    brand.yaml: regular and bold, or one for both. Widths are multiplied by `measure` if the fonts are wider or
    narrower.
    """

    body: str
    heading: str = ""
    official: str = "Times New Roman"
    measured_with: str = "fontpkg-arimo"
    files: Annotated[list[FileName], Field(max_length=2)] = []
    measure: float = Field(default=1.0, ge=0.5, le=2)

    @property
    def headings(self) -> str:
        """The font of titles and headings."""
        return self.heading or self.body


class BrandFile(BrandModel):
    """An imported file beside brand.yaml, and its hash at the time of the import; of a presentation with several slide
    masters, the number of the one that is used."""

    file: FileName
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    master: int = Field(default=1, ge=1)


class BrandFiles(BrandModel):
    """The imported files, by the kind of document that they are references for."""

    powerpoint: BrandFile | None = None
    word: BrandFile | None = None


class Roles(BrandModel):
    """The names of the colours for each purpose."""

    ground: str
    text: str
    heading: str
    accent: str
    secondary: str
    rule: str
    wash: str
    on_dark: str


class OwnLooks(BrandModel):
    """Colours, their roles, the series of charts, and fonts of one format; where it has none of its own, it has those
    of the brand. An import writes them here."""

    colours: dict[str, Colour] = {}
    roles: Roles | None = None
    series: list[str] = []
    fonts: Fonts | None = None


class TextStyle(BrandModel):
    """A style of text: sizes and distances in points, the colour by role or by name."""

    size: float = Field(gt=0, le=200)
    line: float = Field(gt=0, le=250)
    bold: bool = False
    italic: bool = False
    colour: str = "text"
    before: Length = 0
    after: Length = 0


Points = Annotated[float, Field(gt=0, le=200)]


_SHRINKING = (1, 0.95, 0.9, 0.85, 0.8)


class ChartType(BrandModel):
    """Sizes of a chart's type and lines, in points as printed or projected; `padding` is the margin around it.

    Where a chart would not fit, its type may be smaller, but that of labels no smaller than `least`; without it, never.
    A `clear` chart has no ground of its own: what is behind it is seen.
    """

    label: Points
    axis: Points
    subtitle: Points
    figure: Points
    line: Points
    padding: float = Field(default=0, ge=0, le=72)
    clear: bool = False
    least: Points | None = None

    def smaller(self) -> Iterator[Self]:
        """These sizes, then always a little smaller type."""
        for share in _SHRINKING:
            if share == 1 or (self.least is not None and self.label * share >= self.least):
                sizes = {name: getattr(self, name) * share for name in ("label", "axis", "subtitle", "figure")}
                yield self.model_copy(update=sizes) if share < 1 else self


class Charts(BrandModel):
    """The looks of charts. `native`: people can edit them in Office, where their kind has such a form."""

    word: ChartType
    slides: ChartType
    native: bool = False
