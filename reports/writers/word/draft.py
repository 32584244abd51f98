"""What gathers while a document is written: relationships, notes, controls, lists, pictures and the next free ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.brand import Brand
from reports.languages import Language
from reports.writers.word.controls import Controls
from reports.writers.word.notes import begin_notes
from reports.writers.word.numbering import Numbering
from reports.writers.word.outline import Outline
from reports.writers.word.relations import Relations
from reports.writers.word.xml import Element

if TYPE_CHECKING:
    from reports.charts import Media


@dataclass(slots=True)
class Draft:
    """The writer's desk for one document. `notes` is the root of the footnotes; `pictures` are embedded charts.

    `others` are the languages that stand beside the first. `labelled_notes` are the bookmark and the number of each
    note that is named again.
    """

    brand: Brand
    language: Language
    media: Mapping[str, Media]
    outline: Outline
    pages: Mapping[str, int]
    tag: str
    others: tuple[Language, ...] = ()
    relations: Relations = field(default_factory=Relations)
    note_relations: Relations = field(default_factory=Relations)
    notes: Element = field(default_factory=begin_notes)
    note_count: int = 0
    controls: Controls = field(default_factory=Controls)
    numbering: Numbering = field(default_factory=Numbering)
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    labelled_notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    drawing_count: int = 0
    bookmark_count: int = 0

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
