"""The part of native footnotes or endnotes."""

from __future__ import annotations

from collections.abc import Sequence

from reports.brand.word_reference.xml import story_text
from reports.document.model import NoteKind
from reports.files.xml_text import Xml, element, joined

SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
"""The ids and kinds of the notes that are only separators; settings.xml lists them too."""

ENDNOTE_FORMAT = "decimal"
"""The number format of endnotes, which Word counts i, ii, iii by default."""


def one(kind: NoteKind) -> str:
    """A single note of a kind, as elements and roles call it: footnote, endnote."""
    return kind.removesuffix("s")


def notes_part(kind: NoteKind, notes: Sequence[Xml]) -> Xml:
    """word/footnotes.xml or word/endnotes.xml: the two separators and the notes."""
    spacing = {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"}
    properties = element("w:pPr", {}, element("w:spacing", spacing), element("w:ind", {"w:firstLine": "0"}))
    separators = [
        element(
            f"w:{one(kind)}",
            {"w:type": separator, "w:id": id_},
            element("w:p", {}, properties, element("w:r", {}, element(f"w:{separator}"))),
        )
        for id_, separator in SEPARATORS
    ]
    return story_text(f"w:{kind}", joined([*separators, *notes]))
