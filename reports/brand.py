"""brand.yaml → fonts, colours, styles and layouts, as one checked value that charts and writers read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from reports.diagnostics import Findings, Problems, nearest
from reports.yaml_reader import YamlFile, check_model, read_yaml

WORD_STYLES = (
    "title", "subtitle", "meta", "heading-1", "heading-2", "heading-3", "body", "lead", "list",
    "summary", "sidebar", "difference", "quote", "attribution", "table", "table-head", "evidence",
    "evidence-head", "caption", "picture", "source", "sources", "footnote", "footer", "card-figure",
    "card-label", "card-note", "profile-name", "profile-where", "profile-text", "profile-figure",
    "contents-heading", "contents-1", "contents-2", "side", "side-title",
)  # fmt: skip
"""The styles of text that the Word writer asks a brand for."""
OFFICIAL_STYLES = (
    "title", "subtitle", "heading-1", "heading-2", "heading-3", "run-in", "body", "list", "quote", "attribution",
    "table", "table-head", "evidence", "evidence-head", "caption", "picture", "source", "sources", "footnote",
    "header", "superior", "agency", "nation", "motto", "number", "place-date", "mark", "rule", "addressed",
    "addressed-many", "addressee", "recipients-heading", "recipients", "signer-office", "signer-name", "annex",
    "annex-title", "annex-note",
)  # fmt: skip
"""The styles of text that the administrative form asks for."""
WORD_BOXES = ("summary", "sidebar", "difference")
Form = Literal["house", "official"]
"""The forms of a Word document: the house's own, and that of administrative documents."""
LEAST_CONTRAST_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
LEAST_CONTRAST_GRAPHICS = 3.0  # WCAG 2.2, success criterion 1.4.11


_T = TypeVar("_T")


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
    figure: float
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


class WordStyle(TextStyle):
    """A paragraph style of Word; `indent` is its left indent, `first` that of its first line, in points."""

    indent: float = Field(default=0, ge=0, le=200)
    first: float = Field(default=0, ge=0, le=200)
    align: Literal["left", "center", "right", "both"] = "left"
    caps: bool = False


class WordFont(_Model):
    """What Word must know of a font to choose a substitute where it is missing."""

    panose: str = Field(pattern=r"^[0-9A-F]{20}$")
    family: Literal["roman", "swiss", "modern", "script", "decorative", "auto"]
    alternative: str


class ListMark(_Model):
    """What stands before an item: a number format, and the text with {} for the number.

    The formats are Word's own, and "letters": the letters with which the language counts (a, b, c, d, đ, e, g).
    """

    format: Literal["bullet", "decimal", "letters", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"]
    text: str = Field(min_length=1)


class WordLists(_Model):
    """The marks of each level of lists; `indent` is a level's width in points; sources have their own.

    Where all lines of an item have one left edge, its first line is `first` points further in.
    """

    indent: float = Field(gt=0)
    first: float = Field(default=0, ge=0)
    sources_indent: float = Field(gt=0)
    bullets: list[ListMark] = Field(min_length=1, max_length=9)
    numbers: list[ListMark] = Field(min_length=1, max_length=9)
    sources: ListMark


class WordContents(_Model):
    """Contents with so many entries or more begin a new page."""

    own_page: int = Field(ge=1)


class WordSides(_Model):
    """Several languages side by side: the page, and how many lines a row may have that stays on one page."""

    page: Page
    keep_lines: int = Field(ge=0)


class WordTable(_Model):
    """Rules and distances of tables in points; tables of up to `keep_rows` rows stay on one page.

    `grid` is the thickness of the rules around and between the columns, where there are any.
    """

    rule: float
    grid: float = 0
    rule_colour: str
    hairline: float
    padding: float
    gap: float
    after: float
    keep_rows: int = Field(ge=0)


class WordBox(_Model):
    """A box: a ground for its whole width, or a rule at its left; all distances in points."""

    ground: str = ""
    rule: str = ""
    thickness: float = 0
    padding: float = Field(default=0, ge=0, le=31)
    before: float = Field(default=0, ge=0)
    after: float = Field(default=0, ge=0)


class FormLooks(_Model):
    """What each form of a Word document has of its own: upright and lying pages, lists, tables, styles.

    `headings` are the marks of the levels of numbered headings; without them headings bear no numbers.
    """

    page: Page
    landscape: Page
    lists: WordLists
    headings: list[ListMark] = Field(default=[], max_length=9)
    table: WordTable
    styles: dict[str, WordStyle]


class Blanks(_Model):
    """The widths in ems of what is left blank to be filled in: a number, a name."""

    short: float = Field(gt=0, le=6)
    long: float = Field(gt=0, le=6)


class OfficialLooks(FormLooks):
    """The administrative form: its colours and what surrounds the text.

    `columns` are the shares of the two columns of the head, `closing` those of the recipients and the signature.
    `rule` is the thickness of rules in points; a short rule is `rule_share` of the text above it. `annex` is what
    numbers annexes, behind the word for them; `frame` is the thickness of the frame around a mark ("DỰ THẢO").
    """

    roles: Roles
    columns: tuple[float, float]
    closing: tuple[float, float]
    rule: float = Field(gt=0)
    rule_share: float = Field(gt=0, le=1)
    frame: float = Field(ge=0)
    blanks: Blanks
    annex: ListMark

    @field_validator("styles")
    @classmethod
    def _complete_styles(cls, styles: dict[str, WordStyle]) -> dict[str, WordStyle]:
        return _complete("style", OFFICIAL_STYLES, styles)


class WordLooks(FormLooks):
    cover_rule: CoverRule
    fonts: dict[str, WordFont]
    contents: WordContents
    sides: WordSides
    boxes: dict[str, WordBox]
    official: OfficialLooks

    @field_validator("styles")
    @classmethod
    def _complete_styles(cls, styles: dict[str, WordStyle]) -> dict[str, WordStyle]:
        return _complete("style", WORD_STYLES, styles)

    @field_validator("boxes")
    @classmethod
    def _complete_boxes(cls, boxes: dict[str, WordBox]) -> dict[str, WordBox]:
        return _complete("box", WORD_BOXES, boxes)


def _complete(what: str, needed: tuple[str, ...], given: dict[str, _T]) -> dict[str, _T]:
    missing = [name for name in needed if name not in given]
    if missing:
        context = {"what": what, "names": ", ".join(missing), "hint": "copy it from the built-in brand"}
        raise PydanticCustomError("incomplete", "no {what} is given for: {names}", context)
    return given


class Least(_Model):
    """The least sizes of text on a slide, in points."""

    body: float
    source: float


class SlideText(TextStyle):
    """A style of text on slides. `mark` stands before each paragraph ("1." numbers them).

    Text begins `indent` points from the box's edge, the mark `hang` points before it (all of `indent` if not said).

    `small` text may be smaller than the least size of body text, not than that of source lines.
    """

    mark: str = ""
    indent: float = Field(default=0, ge=0)
    hang: float | None = Field(default=None, ge=0)
    small: bool = False


PlaceholderType = Literal["title", "ctrTitle", "subTitle", "body", "pic", "tbl", "dt", "ftr", "sldNum"]


class Placeholder(_Model):
    """What a box of a layout is for. `index` joins the layouts: the same thing has the same number on each.

    `levels` are the styles of its levels of text, outermost first; `prompt` is what an empty one says, by
    language.
    """

    type: PlaceholderType
    index: int = Field(ge=0)
    name: str
    levels: list[str] = Field(min_length=1, max_length=9)
    anchor: Literal["top", "middle", "bottom"] = "top"
    align: Literal["left", "right"] = "left"
    prompt: dict[str, str] = {}


Box = tuple[float, float, float, float]
"""Left, top, width and height in inches."""


class Rule(_Model):
    """A decorative rule: a filled box."""

    box: Box
    colour: str = "rule"


class Layout(_Model):
    """A slide layout: the name that PowerPoint shows, and a box for each placeholder in reading order.

    A box is named after its placeholder, with a number where there are several ("card-2"); `placeholders` says
    where it is another one ("title: cover-title"). The frame's boxes are on it too, but for those in `without`.
    `ground` is the role of the background's colour.
    """

    name: str
    type: str = ""
    ground: str = "ground"
    boxes: dict[str, Box] = {}
    placeholders: dict[str, str] = {}
    without: list[str] = []
    rules: list[Rule] = []


class TableLooks(_Model):
    """Tables on slides: distances around a cell's text in points, and how many rows and columns at most."""

    across: float
    down: float
    rows: int = Field(ge=1)
    columns: int = Field(ge=1)


class SlideLooks(_Model):
    """Slides: sizes in inches, `inset` (between a box and its text) in points.

    `frame` is what all layouts share.
    """

    size: tuple[float, float]
    inset: float = 0
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

    def placeholder(self, layout: str, box: str) -> tuple[Placeholder, int]:
        """What the box of a layout is for, and its index on the slide."""
        name = self.layouts[layout].placeholders.get(box, box) if layout in self.layouts else box
        kind, _, number = name.rpartition("-")
        if name not in self.placeholders and number.isdigit():
            found = self.placeholders[kind]
            return found, found.index + int(number) - 1
        found = self.placeholders[name]
        return found, found.index


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

    def in_form(self, form: Form) -> Brand:
        """The brand as a form of Word documents wears it: with the form's own font, colours, pages and styles."""
        if form == "house":
            return self
        looks = self.word.official
        fonts = self.fonts.model_copy(update={"body": self.fonts.official})
        word = self.word.model_copy(update={name: getattr(looks, name) for name in FormLooks.model_fields})
        return self.model_copy(update={"fonts": fonts, "roles": looks.roles, "word": word})

    def for_sides(self) -> Brand:
        """The brand with the page that has room for several languages side by side."""
        word = self.word.model_copy(update={"page": self.word.sides.page})
        return self.model_copy(update={"word": word})


def read_brand(path: Path, shown: str) -> Brand:
    """The brand at `path`. Raises Problems: unknown colours, too little contrast, fields that do not fit."""
    findings = Findings()
    file = read_yaml(path, shown, findings)
    brand = check_model(Brand, file, findings) if file else None
    if brand and file:
        _check_colours(brand, file, findings)
        _check_slides(brand.slides, file, findings)
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
        (("word", "table", "rule_colour"), brand.word.table.rule_colour, "either"),
        *((("word", "official", "roles", role), getattr(brand.word.official.roles, role), "role") for role in roles),
        *((("word", "official", "styles", key, "colour"), style.colour, "either")
          for key, style in brand.word.official.styles.items()),
        (("word", "official", "table", "rule_colour"), brand.word.official.table.rule_colour, "either"),
        *((("word", "boxes", key, part), getattr(box, part), "either")
          for key, box in brand.word.boxes.items() for part in ("ground", "rule") if getattr(box, part)),
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


def _check_slides(slides: SlideLooks, file: YamlFile, findings: Findings) -> None:
    """Complain of names that are not known, boxes off the slide, text smaller than the least size."""
    roles, colours = Roles.model_fields, file.value["colours"]
    names: list[tuple[tuple[str | int, ...], str, Iterable[str], str]] = []
    for key, placeholder in slides.placeholders.items():
        for i, style in enumerate(placeholder.levels):
            names.append((("placeholders", key, "levels", i), style, slides.text, "style"))
    layouts: list[tuple[tuple[str, ...], Layout]] = [(("frame",), slides.frame)]
    layouts += [(("layouts", key), layout) for key, layout in slides.layouts.items()]
    for where, layout in layouts:
        names.append(((*where, "ground"), layout.ground, roles, "role"))
        for i, rule in enumerate(layout.rules):
            names.append(((*where, "rules", i, "colour"), rule.colour, [*roles, *colours], "colour"))
        for box, (left, top, width, height) in layout.boxes.items():
            place = file.place(("slides", *where, "boxes", box))
            right, bottom = left + width, top + height
            if min(left, top, width, height) < 0 or right > slides.size[0] or bottom > slides.size[1]:
                findings.error(f'the box "{box}" reaches over the edge of the slide', place)
            kind = layout.placeholders.get(box, box)
            if kind not in slides.placeholders:
                stem = kind.rpartition("-")[0] if kind[-1:].isdigit() else kind
                field = "placeholders" if box in layout.placeholders else "boxes"
                names.append(((*where, field, box), stem, slides.placeholders, "placeholder"))
    for location, name, known, what in names:
        if name not in known:
            hint = nearest(name, known, otherwise=f"known: {', '.join(known)}")
            findings.error(f'no {what} is called "{name}"', file.place(("slides", *location)), hint=hint)
    for key, text in slides.text.items():
        least = slides.least.source if text.small else slides.least.body
        if text.size < least:
            findings.error(
                f"{text.size:g} pt is smaller than the least size of {least:g} pt",
                file.place(("slides", "text", key)), hint="make it larger, or mark it `small: true`",
            )  # fmt: skip


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
