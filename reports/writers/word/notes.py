"""Notes → native footnotes or endnotes: the part with its separators, the reference in the text, the note itself."""

from __future__ import annotations

from reports.document import NoteKind
from reports.writers.word.xml import Element, add, add_value, story

SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
"""The ids and kinds of the notes that hold only a separator; settings list them too."""

ENDNOTE_FORMAT = "decimal"
"""How endnotes are counted; Word would count them i, ii, iii."""


def one(kind: NoteKind) -> str:
    """A single note of a kind, as elements and roles call it: footnote, endnote."""
    return kind.removesuffix("s")


def begin_notes(kind: NoteKind) -> Element:
    """The root of word/footnotes.xml or word/endnotes.xml with the two separators."""
    part = story(f"w:{kind}")
    for id_, separator in SEPARATORS:
        note = add(part, f"w:{one(kind)}", {"w:type": separator, "w:id": id_})
        paragraph = add(note, "w:p")
        spacing = {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"}
        properties = add(paragraph, "w:pPr")
        add(properties, "w:spacing", spacing)
        add(properties, "w:ind", {"w:firstLine": "0"})
        add(add(paragraph, "w:r"), f"w:{separator}")
    return part


def write_note_reference(parent: Element, id_: str, kind: NoteKind, tag: str, style: str) -> None:
    """The number in the text, in its character style."""
    add(_numbered_run(parent, style, tag), f"w:{one(kind)}Reference", {"w:id": id_})


def begin_note(notes: Element, id_: str, kind: NoteKind, tag: str, styles: tuple[str, str]) -> Element:
    """A new note; returns its paragraph, which holds its number and waits for its text. `styles` are the ids of the
    number's and of the text's style."""
    paragraph = add(add(notes, f"w:{one(kind)}", {"w:id": id_}), "w:p")
    add_value(add(paragraph, "w:pPr"), "w:pStyle", styles[1])
    add(_numbered_run(paragraph, styles[0], tag), f"w:{one(kind)}Ref")
    return paragraph


def _numbered_run(parent: Element, style: str, tag: str) -> Element:
    run = add(parent, "w:r")
    properties = add(run, "w:rPr")
    add_value(properties, "w:rStyle", style)
    add_value(properties, "w:lang", tag)
    return run
