"""The `word:` part of brand.yaml: pages, lists, tables, boxes and styles of both forms of a Word document."""

from difflib import get_close_matches
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import Field, field_validator, model_validator

from reports.brand.model import BrandModel, Count, Length, Millimetres, OwnLooks, Positive, Roles, Shares, TextStyle
from reports.brand.word_reference.roles import FORM_STYLES
from reports.diagnostics import nearest
from reports.document.model import BOXES
from reports.files.yaml import raise_inside

WORD_STYLES = tuple(dict.fromkeys(style.looks or style.role for style in FORM_STYLES["house"]))
"""The styles of text that a brand must have for the house form."""
OFFICIAL_STYLES = (*dict.fromkeys(style.looks or style.role for style in FORM_STYLES["official"]), "annex-title")
"""The styles of text that a brand must have for the administrative form."""
MAPPED_STYLES = (
    *(role for role in WORD_STYLES if role not in ("list", "footer")), "list-bullet", "list-number", "endnote",
    "figures", "strong", "emphasis", "hyperlink", "footnote-reference", "endnote-reference", "report-table",
)  # fmt: skip
"""The roles that may have a style of an imported reference; those of characters and tables are last."""

_T = TypeVar("_T")


_UNPRINTED = 12
"""Millimetres at the edge of the paper that stay empty."""


class Page(BrandModel):
    """A page and its margins, in millimetres; `header` and `footer` are distances from the paper's edge.

    Charts, tables, key figures and footers reach `beyond` the column of text into the right margin.
    """

    width: Millimetres
    height: Millimetres
    top: Millimetres
    bottom: Millimetres
    left: Millimetres
    right: Millimetres
    header: Millimetres
    footer: Millimetres
    beyond: Millimetres = 0

    @property
    def column(self) -> float:
        """The width of the text column in millimetres."""
        return self.width - self.left - self.right

    @property
    def across(self) -> float:
        """The width in millimetres of charts and tables."""
        return self.column + self.beyond

    @property
    def widened(self) -> float:
        """The width in millimetres of what reaches into both margins, as far as printers print."""
        return self.across + 2 * max(0, min(self.left, self.right - self.beyond) - _UNPRINTED)


class CoverRule(BrandModel):
    """The short rule above a title: its length in millimetres, its thickness in points."""

    width: Millimetres
    thickness: Length


class WordStyle(TextStyle):
    """A paragraph style of Word; `indent` is its left indent, `first` that of its first line, `spaced` what each letter
    is wider than in the font, in points."""

    indent: float = Field(default=0, ge=0, le=200)
    first: float = Field(default=0, ge=0, le=200)
    align: Literal["left", "center", "right", "both"] = "left"
    caps: bool = False
    spaced: float = Field(default=0, ge=-10, le=50)


class WordFont(BrandModel):
    """What Word needs to choose a substitute for a missing font."""

    panose: str = Field(pattern=r"^[0-9A-F]{20}$")
    family: Literal["roman", "swiss", "modern", "script", "decorative", "auto"]
    alternative: str


class ListMark(BrandModel):
    """The mark of a list item: a number format, and the text with {} for the number.

    The formats are those of Word, and "letters": the letters by which the language counts (a, b, c, d, đ, e, g).
    """

    format: Literal["bullet", "decimal", "letters", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"]
    text: str = Field(min_length=1)


NUMBERED_HEADINGS = tuple(
    ListMark.model_construct(format="decimal", text=text) for text in ("{}.", "%1.{}.", "%1.%2.{}.")
)
"""The marks of headings that a report numbers, where the brand has none; %1 is the number of the first level."""


class WordLists(BrandModel):
    """The marks of each level of lists, and of the list of sources; `indent` is the indent of each level in points.

    If all lines of an item have one left edge, its first line is indented by `first` points.
    """

    indent: Positive
    first: Length = 0
    sources_indent: Positive
    bullets: list[ListMark] = Field(min_length=1, max_length=9)
    numbers: list[ListMark] = Field(min_length=1, max_length=9)
    sources: ListMark


class WordContents(BrandModel):
    """The contents: the levels of headings that they list."""

    levels: int = Field(default=2, ge=1, le=2)


class WordSides(BrandModel):
    """Several languages side by side: the page, and the most lines of a row that is kept on one page."""

    page: Page
    keep_lines: Count


class WordTable(BrandModel):
    """Rules and distances of tables in points; tables of up to `keep_rows` rows stay on one page.

    `grid` is the thickness of the rules around and between the columns, 0 for none. `upright` tables are on no
    landscape page, however wide they are.
    """

    rule: Length
    grid: Length = 0
    rule_colour: str
    hairline: Length
    padding: Length
    gap: Length
    after: Length
    keep_rows: Count
    upright: bool = False


class WordBox(BrandModel):
    """A box: a ground over its whole width, or a rule at its left; distances in points."""

    ground: str = ""
    rule: str = ""
    thickness: Length = 0
    padding: float = Field(default=0, ge=0, le=31)
    before: Length = 0
    after: Length = 0


class FormLooks(BrandModel):
    """The looks of one form of Word documents: portrait and landscape pages, lists, tables, styles.

    `headings` are the marks of the levels of numbered headings; without them headings have no numbers.
    """

    page: Page
    landscape: Page
    lists: WordLists
    headings: list[ListMark] = Field(default=[], max_length=9)
    table: WordTable
    styles: dict[str, WordStyle]
    _needed: ClassVar[tuple[str, ...]] = ()

    @field_validator("styles")
    @classmethod
    def _complete_styles(cls, styles: dict[str, WordStyle]) -> dict[str, WordStyle]:
        return _complete("style", cls._needed, styles)


class OfficialLooks(FormLooks):
    """The looks of the administrative form.

    `columns` are the shares of the two columns of the head, `closing` those of the recipients and the signature.
    `dots` is the number of dots in a blank for a number or a day. `rule` is the thickness of rules in points; a short
    rule is `rule_share` of the text above it. `annex` is the number after the word for an annex; `frame` is the
    thickness of the frame around a mark ("DỰ THẢO").
    """

    roles: Roles
    columns: Shares
    closing: Shares
    rule: Positive
    rule_share: float = Field(gt=0, le=1)
    frame: Length
    dots: int = Field(default=6, ge=3, le=20)
    annex: ListMark
    _needed: ClassVar[tuple[str, ...]] = OFFICIAL_STYLES


class WordLooks(FormLooks, OwnLooks):
    """The looks of the house form, and parts of both forms.

    `substitutes` are for fonts that a reader's machine lacks.
    `mapped` are the ids of styles of an imported reference by role; those of the roles in `adjusted` get their size and
    its distances, their colour or their weight from `styles`, begin no page, or lose the ground of a table's cells.
    `free_above` are the millimetres above the title that are kept free for the header of
    the first page.
    """

    mapped: dict[str, str] = {}
    adjusted: dict[str, list[Literal["size", "colour", "bold", "page", "ground"]]] = {}
    free_above: float = Field(default=0, ge=0, le=200)
    cover_rule: CoverRule
    substitutes: dict[str, WordFont] = {}
    contents: WordContents = WordContents.model_construct()
    sides: WordSides
    boxes: dict[str, WordBox]
    official: OfficialLooks
    _needed: ClassVar[tuple[str, ...]] = WORD_STYLES

    @model_validator(mode="before")
    @classmethod
    def _former_name(cls, given: Any) -> Any:
        """Read `fonts` as `substitutes` where it holds these, as it did before a format could have its own fonts."""
        fonts = given.get("fonts") if isinstance(given, dict) else None
        if not isinstance(fonts, dict) or not all(isinstance(each, dict) for each in fonts.values()):
            return given
        return {"substitutes" if name == "fonts" else name: value for name, value in given.items()}

    @field_validator("mapped", "adjusted")
    @classmethod
    def _known_roles(cls, given: dict[str, _T]) -> dict[str, _T]:
        unknown = [role for role in given if role not in MAPPED_STYLES]
        hints = {role: nearest(role, MAPPED_STYLES) for role in unknown}
        raise_inside({role: (f'nothing in a document is called "{role}"', hint) for role, hint in hints.items()})
        return given

    @field_validator("boxes")
    @classmethod
    def _complete_boxes(cls, boxes: dict[str, WordBox]) -> dict[str, WordBox]:
        return _complete("box", BOXES, boxes)


def _complete(what: str, needed: tuple[str, ...], given: dict[str, _T]) -> dict[str, _T]:
    """The given entries, if no needed one is missing; the error for a misspelt one is at its place."""
    missing = [name for name in needed if name not in given]
    misspelt: dict[str, tuple[str, str | None]] = {}
    for name in given:
        for known in get_close_matches(name, missing, n=1) if name not in needed else ():
            misspelt[name] = (f'no {what} is called "{name}"', f'did you mean "{known}"?')
            missing.remove(known)
    message = f"no {what} is given for: {', '.join(missing)}" if missing else ""
    raise_inside(misspelt, message, "copy it from the built-in brand")
    return given
