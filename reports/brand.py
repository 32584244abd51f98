"""brand.yaml → fonts, colours, styles and layouts, as one checked value that charts and writers read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from reports.diagnostics import Findings, Problems, nearest
from reports.yaml_reader import YamlFile, check_model, read_yaml

LEAST_CONTRAST_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
LEAST_CONTRAST_GRAPHICS = 3.0  # WCAG 2.2, success criterion 1.4.11


def _colour(value: str) -> str:
    if len(value) != 7 or value[0] != "#" or any(c not in "0123456789abcdefABCDEF" for c in value[1:]):
        raise PydanticCustomError("colour", '"{value}" is no colour', {"value": value, "hint": 'write "#12436D"'})
    return value.upper()


Colour = Annotated[str, AfterValidator(_colour)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fonts(_Model):
    """Names of fonts as Office knows them; slides are measured with the metrics of `measured_with`."""

    body: str
    official: str = "Times New Roman"
    measured_with: str = "fontpkg-arimo"


class Roles(_Model):
    """Which named colour does what."""

    ground: str
    text: str
    heading: str
    accent: str
    secondary: str
    rule: str
    wash: str
    on_dark: str


class TextStyle(_Model):
    """A style of text: sizes and distances in points, the colour by its role or its name."""

    size: float = Field(gt=0, le=200)
    line: float = Field(gt=0, le=250)
    bold: bool = False
    italic: bool = False
    colour: str = "text"
    before: float = Field(default=0, ge=0)
    after: float = Field(default=0, ge=0)


class ChartType(_Model):
    """Sizes of a chart's type and lines, in points as printed or projected."""

    label: float
    axis: float
    subtitle: float
    line: float


class Charts(_Model):
    word: ChartType
    slides: ChartType


class Page(_Model):
    """A page and its margins, in millimetres; `header` and `footer` are distances from the paper's edge."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float

    @property
    def column(self) -> float:
        """The width of the text column in millimetres."""
        return self.width - self.left - self.right


class CoverRule(_Model):
    """The short rule above a title: its length in millimetres, its thickness in points."""

    width: float
    thickness: float


class WordLooks(_Model):
    page: Page
    cover_rule: CoverRule
    styles: dict[str, TextStyle]


class Least(_Model):
    """The least sizes of text on a slide, in points."""

    body: float
    source: float


class Layout(_Model):
    """A slide layout: the name that PowerPoint shows, and a box for each placeholder.

    A box is [left, top, width, height] in inches. `ground` is the role of the background's colour; `rules` are
    decorative hairlines, each a box with the role of its colour.
    """

    name: str
    ground: str = "ground"
    boxes: dict[str, tuple[float, float, float, float]]
    rules: list[Rule] = []


class Rule(_Model):
    box: tuple[float, float, float, float]
    colour: str = "rule"


class SlideLooks(_Model):
    size: tuple[float, float]
    least: Least
    text: dict[str, TextStyle]
    layouts: dict[str, Layout] = {}


class Brand(_Model):
    """All that gives documents their looks."""

    name: str
    fonts: Fonts
    colours: dict[str, Colour]
    roles: Roles
    series: list[str] = Field(min_length=1)
    charts: Charts
    word: WordLooks
    slides: SlideLooks

    def colour(self, name: str) -> str:
        """The colour "#RRGGBB" of a role or of a named colour."""
        return self.colours[getattr(self.roles, name, name)]

    def hex(self, name: str) -> str:
        """The same as "RRGGBB", as OOXML writes it."""
        return self.colour(name)[1:]


def read_brand(path: Path, shown: str) -> Brand:
    """The brand at `path`. Raises Problems: unknown colours, too little contrast, fields that do not fit."""
    findings = Findings()
    file = read_yaml(path, shown, findings)
    brand = check_model(Brand, file, findings) if file else None
    if brand and file:
        _check_colours(brand, file, findings)
    findings.check()
    if brand is None:
        raise Problems(findings)
    return brand


def _check_colours(brand: Brand, file: YamlFile, findings: Findings) -> None:
    roles = Roles.model_fields
    used: list[tuple[tuple[str | int, ...], str, Literal["role", "either"]]] = [
        *((("roles", role), getattr(brand.roles, role), "role") for role in roles),
        *((("series", i), name, "role") for i, name in enumerate(brand.series)),
        *((("word", "styles", key, "colour"), style.colour, "either") for key, style in brand.word.styles.items()),
        *((("slides", "text", key, "colour"), style.colour, "either") for key, style in brand.slides.text.items()),
    ]  # fmt: skip
    before = len(findings.found)
    for location, name, kind in used:
        known = [*brand.colours, *(roles if kind == "either" else ())]
        if name not in known:
            hint = nearest(name, known, otherwise=f"known: {', '.join(known)}")
            findings.error(f'no colour is called "{name}"', file.place(location), hint=hint)
    if len(findings.found) > before:
        return
    ground = brand.colour("ground")
    demands = [
        *((("roles", role), role, LEAST_CONTRAST_TEXT) for role in ("text", "heading", "accent", "secondary")),
        *((("series", i), name, LEAST_CONTRAST_GRAPHICS) for i, name in enumerate(brand.series)),
    ]
    for place, name, least in demands:
        ratio = contrast(brand.colour(name), ground)
        if ratio < least:
            findings.error(
                f'"{name}" has a contrast of {ratio:.1f}:1 with the ground; at least {least}:1 is needed',
                file.place(place), hint="choose a darker colour",
            )  # fmt: skip


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
