"""Notes → native footnotes: the part with its separators, the reference in the text, the note's own paragraph."""

from __future__ import annotations

from reports.writers.word.names import FOOTNOTE_REFERENCE, STYLES
from reports.writers.word.xml import Element, add, add_value, story

SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
"""The ids and kinds of the notes that hold only a separator; settings list them too."""


def begin_notes() -> Element:
    """The root of word/footnotes.xml with the two separators."""
    part = story("w:footnotes")
    for id_, kind in SEPARATORS:
        note = add(part, "w:footnote", {"w:type": kind, "w:id": id_})
        paragraph = add(note, "w:p")
        spacing = {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"}
        add(add(paragraph, "w:pPr"), "w:spacing", spacing)
        add(add(paragraph, "w:r"), f"w:{kind}")
    return part


def write_note_reference(parent: Element, id_: str, tag: str) -> None:
    """The number in the text."""
    add(_numbered_run(parent, tag), "w:footnoteReference", {"w:id": id_})


def begin_note(notes: Element, id_: str, tag: str) -> Element:
    """A new note; returns its paragraph, which holds its number and waits for its text."""
    paragraph = add(add(notes, "w:footnote", {"w:id": id_}), "w:p")
    add_value(add(paragraph, "w:pPr"), "w:pStyle", STYLES["footnote"].id)
    add(_numbered_run(paragraph, tag), "w:footnoteRef")
    return paragraph


def _numbered_run(parent: Element, tag: str) -> Element:
    run = add(parent, "w:r")
    properties = add(run, "w:rPr")
    add_value(properties, "w:rStyle", FOOTNOTE_REFERENCE)
    add_value(properties, "w:lang", tag)
    return run
