"""What gathers while a document is written: relationships, notes, controls, lists, pictures and the next free ids."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.brand import Brand, Page
from reports.brand.word_reference import WordReference
from reports.brand.word_reference.roles import STYLES
from reports.brand.word_reference.style_sheet import StyleSheet
from reports.document import NoteKind
from reports.languages import Language
from reports.writers.word.controls import Controls
from reports.writers.word.headings import HeadingNumbers
from reports.writers.word.numbering import Numbering
from reports.writers.word.outline import Outline
from reports.writers.word.relations import Relations
from reports.xml_text import Xml

if TYPE_CHECKING:
    from reports.charts import Media


@dataclass(slots=True)
class Draft:
    """The writer's desk for one document. `notes` are written notes, `run_properties` those of each pen so far,
    `pictures` are embedded charts, `page` is the kind of page that is being written on.

    `others` are the languages that stand beside the first. `labelled_notes` are the bookmark and the number of each
    note that is named again. `heading_numbers` are what the styles of the reference count, by bookmark.
    """

    reference: WordReference
    styles: StyleSheet
    language: Language
    media: Mapping[str, Media]
    outline: Outline
    pages: Mapping[str, int]
    note_kind: NoteKind = "footnotes"
    others: tuple[Language, ...] = ()
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
    brand: Brand = field(init=False)
    tag: str = field(init=False)
    numbering: Numbering = field(init=False)
    headings: HeadingNumbers = field(init=False)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.brand = self.reference.brand
        self.tag = self.language.tag
        self.numbering = Numbering(self.brand, self.language.words.letters, self.reference.lists)
        self.headings = HeadingNumbers(self.numbering)
        self.page = self.brand.word.page
        self.drawing_count = self.reference.pages.drawings

    def style(self, id_: str) -> str:
        """The id that one of our styles has in the file."""
        return self.reference.styles.ids.get(id_, id_)

    def style_of(self, role: str) -> str:
        """The id of the style of a role."""
        return self.style(STYLES[role].id)

    def width_size(self, role: str) -> float:
        """The size of a role's type in points, as much larger as the font is wider than what widths are made for."""
        return self.brand.word.styles[role].size * max(1, self.brand.fonts.measure)

    def keeps(self, role: str) -> bool:
        """Whether the style of a role itself holds its paragraphs with what follows."""
        return self.reference.styles.roles[role].keeps

    def borrowed(self, role: str) -> tuple[str, ...]:
        """What of a title or caption its style has only because it stands on running text: the first line set in
        ("w:ind"), lines justified ("w:jc")."""
        return self.reference.styles.roles[role].borrowed

    def counts(self, role: str) -> bool:
        """Whether the style numbers all of its paragraphs, where it is not that of a heading."""
        return self.reference.styles.roles[role].counts

    def stops(self, role: str) -> bool:
        """Whether the style has a tab stop at the right margin."""
        return self.reference.styles.roles[role].stops

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
