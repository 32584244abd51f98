"""What gathers while a document is written: relationships, notes, controls, lists, pictures and the next free ids."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.brand import Brand, Page
from reports.document import NoteKind
from reports.languages import Language
from reports.writers.word.controls import Controls
from reports.writers.word.headings import HeadingNumbers
from reports.writers.word.letterhead import Letterhead
from reports.writers.word.names import HEADINGS, STYLES, UNINDENTED
from reports.writers.word.numbering import Numbering
from reports.writers.word.outline import Outline
from reports.writers.word.relations import Relations
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.xml import name
from reports.xml_text import Xml

if TYPE_CHECKING:
    from reports.charts import Media


@dataclass(slots=True)
class Draft:
    """The writer's desk for one document. `notes` are written notes, `run_properties` those of each pen so far,
    `pictures` are embedded charts, `page` is the kind of page that is being written on.

    `others` are the languages that stand beside the first. `labelled_notes` are the bookmark and the number of each
    note that is named again. `ids` are those of styles that are others in the file, because of the `letterhead`;
    `heading_numbers` are what its styles count, by bookmark.
    """

    brand: Brand
    language: Language
    media: Mapping[str, Media]
    outline: Outline
    pages: Mapping[str, int]
    tag: str
    note_kind: NoteKind = "footnotes"
    others: tuple[Language, ...] = ()
    letterhead: Letterhead | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    heading_numbers: Mapping[str, str] = field(default_factory=dict)
    relations: Relations = field(default_factory=Relations)
    note_relations: Relations = field(default_factory=Relations)
    notes: list[Xml] = field(default_factory=list)
    run_properties: dict[Hashable, Xml] = field(default_factory=dict)
    note_count: int = 0
    controls: Controls = field(default_factory=Controls)
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    labelled_notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    drawing_count: int = 0
    bookmark_count: int = 0
    numbering: Numbering = field(init=False)
    headings: HeadingNumbers = field(init=False)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.numbering = Numbering(self.brand, self.language.words.letters, self.letterhead)
        self.headings = HeadingNumbers(self.numbering)
        self.page = self.brand.word.page
        self.drawing_count = self.letterhead.drawings if self.letterhead else 0

    def style(self, id_: str) -> str:
        """The id that one of our styles has in the file."""
        return self.ids.get(id_, id_)

    def style_of(self, role: str) -> str:
        """The id of the style of a role."""
        return self.style(STYLES[role].id)

    def width_size(self, role: str) -> float:
        """The size of a role's type in points, as much larger as the font is wider than what widths are made for."""
        return self.brand.word.styles[role].size * max(1, self.brand.fonts.measure)

    def keeps(self, role: str) -> bool:
        """Whether the style of a role itself holds its paragraphs with what follows."""
        if role in self.brand.word.mapped and self.letterhead and self.letterhead.styles:
            return self.letterhead.styles.holds(self.style_of(role), "w:pPr", "w:keepNext")
        return STYLES[role].keep

    def borrowed(self, role: str) -> frozenset[str]:
        """What of a title or caption the letterhead's style has only because it stands on its running text: the first
        line set in ("w:ind"), lines justified ("w:jc")."""
        sheet = self.letterhead.styles if self.letterhead else None
        if sheet is None or role not in UNINDENTED or role not in self.brand.word.mapped:
            return frozenset()
        body = self.brand.word.styles["body"]
        said = {"w:ind": bool(body.first), "w:jc": body.align == "both"}
        own = sheet.own(self.style_of(role), self.style_of("body"))
        return frozenset(tag for tag, borrowed in said.items() if borrowed and tag not in own)

    def counts(self, role: str) -> bool:
        """Whether the letterhead's style numbers all of its paragraphs, where it is not that of a heading."""
        if role in HEADINGS or role not in self.brand.word.mapped or not self.letterhead or not self.letterhead.styles:
            return False
        number = self.letterhead.styles.inherited(self.style_of(role), "w:pPr", "w:numPr", "w:numId")
        return number is not None and number.get(name("w:val")) != "0"

    def wants_stop(self, role: str) -> bool:
        """Whether the style of a role lacks a tab stop at the right margin."""
        sheet = self.letterhead.styles if self.letterhead else None
        if sheet is None or role not in self.brand.word.mapped:
            return False
        stops = sheet.inherited(self.style_of(role), "w:pPr", "w:tabs")
        return stops is None or all(stop.get(name("w:val")) not in ("right", "end") for stop in stops)

    @property
    def own_logo(self) -> bool:
        """Whether the pages show a logo of their own."""
        return self.letterhead is not None

    @property
    def bare_first_page(self) -> bool:
        """Whether the first page has headers and footers of its own."""
        return self.letterhead is not None and self.letterhead.first_page

    @property
    def free_above(self) -> float:
        """The points that stay free above the title."""
        return self.brand.word.free_above * POINTS_PER_MILLIMETRE if self.letterhead else 0

    def next_drawing(self) -> str:
        """An id for a drawing, unique in the document."""
        self.drawing_count += 1
        return str(self.drawing_count)

    def next_bookmark(self) -> str:
        self.bookmark_count += 1
        return str(self.bookmark_count)

    def next_note(self) -> str:
        self.note_count += 1
        return str(self.note_count)
