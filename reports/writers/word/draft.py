"""What gathers while a document is written: relationships, notes, controls, lists, pictures and the next free ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.brand import Brand, Page
from reports.document import NoteKind
from reports.languages import Language
from reports.writers.word.controls import Controls
from reports.writers.word.headings import HeadingNumbers
from reports.writers.word.notes import begin_notes
from reports.writers.word.numbering import Numbering
from reports.writers.word.outline import Outline
from reports.writers.word.relations import Relations
from reports.writers.word.xml import Element

if TYPE_CHECKING:
    from reports.charts import Media


@dataclass(slots=True)
class Draft:
    """The writer's desk for one document. `notes` is the root of the part with the notes, `pictures` are embedded
    charts, `page` is the kind of page that is being written on.

    `others` are the languages that stand beside the first. `labelled_notes` are the bookmark and the number of each
    note that is named again.
    """

    brand: Brand
    language: Language
    media: Mapping[str, Media]
    outline: Outline
    pages: Mapping[str, int]
    tag: str
    note_kind: NoteKind = "footnotes"
    others: tuple[Language, ...] = ()
    relations: Relations = field(default_factory=Relations)
    note_relations: Relations = field(default_factory=Relations)
    note_count: int = 0
    controls: Controls = field(default_factory=Controls)
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    labelled_notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    drawing_count: int = 0
    bookmark_count: int = 0
    notes: Element = field(init=False)
    numbering: Numbering = field(init=False)
    headings: HeadingNumbers = field(init=False)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.notes = begin_notes(self.note_kind)
        self.numbering = Numbering(self.brand, self.language.words.letters)
        self.headings = HeadingNumbers(self.numbering)
        self.page = self.brand.word.page

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
