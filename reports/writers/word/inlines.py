"""Inlines → runs, links, fields, notes and content controls inside a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from reports.document import (
    Break,
    Cite,
    Emphasis,
    Inlines,
    Link,
    Marked,
    Note,
    Reference,
    Spoken,
    Strong,
    Text,
    by_language,
    plain,
)
from reports.languages import Language, language
from reports.writers.word.controls import control_name
from reports.writers.word.draft import Draft
from reports.writers.word.names import EMPHASIS, HYPERLINK, NOTE_REFERENCES, STRONG, TRANSLATION
from reports.writers.word.notes import begin_note, one, write_note_reference
from reports.writers.word.relations import Relations
from reports.writers.word.xml import Element, add, add_value, name


@dataclass(frozen=True, slots=True)
class Pen:
    """How the next run is written: the relationships of its part, its character style, and marks beyond it.

    Bold and italic are said outright beside their styles, because a bold style in a bold paragraph is not bold. What
    is `light` is not bold even there. `language` is that of the words where it is not the document's first.
    """

    relations: Relations
    style: str = ""
    bold: bool = False
    italic: bool = False
    light: bool = False
    language: Language | None = None

    @property
    def code(self) -> str:
        """The language as the document model calls it: "" for the first."""
        return self.language.code if self.language else ""


def pen(draft: Draft) -> Pen:
    """The pen for the body of the document."""
    return Pen(draft.relations)


def write_inlines(parent: Element, inlines: Inlines, draft: Draft, pen: Pen) -> None:
    """The inlines as the last children of a paragraph."""
    for inline in inlines:
        _WRITERS[type(inline)](parent, inline, draft, pen)


def write_run(parent: Element, text: str, draft: Draft, pen: Pen) -> None:
    """A run with its text."""
    run = add(parent, "w:r")
    run_properties(run, draft, pen)
    write_text(run, text)


def write_text(run: Element, text: str) -> None:
    element = add(run, "w:t")
    element.text = text
    if text[:1].isspace() or text[-1:].isspace() or "  " in text:
        element.set(name("xml:space"), "preserve")


def run_properties(parent: Element, draft: Draft, pen: Pen) -> None:
    properties = add(parent, "w:rPr")
    if pen.style:
        add_value(properties, "w:rStyle", draft.style(pen.style))
    if pen.bold:
        add(properties, "w:b")
        add(properties, "w:bCs")
    elif pen.light:
        add_value(properties, "w:b", "0")
        add_value(properties, "w:bCs", "0")
    if pen.italic:
        add(properties, "w:i")
        add(properties, "w:iCs")
    add_value(properties, "w:lang", pen.language.tag if pen.language else draft.tag)


def write_field(parent: Element, instruction: str, result: str, draft: Draft, pen: Pen) -> None:
    """A field with its result in place."""
    begin_field(parent, instruction, draft, pen)
    write_run(parent, result, draft, pen)
    end_field(parent, draft, pen)


def begin_field(parent: Element, instruction: str, draft: Draft, pen: Pen) -> None:
    _field_mark(parent, "begin", draft, pen)
    run = add(parent, "w:r")
    run_properties(run, draft, pen)
    element = add(run, "w:instrText", {"xml:space": "preserve"})
    element.text = f" {instruction} "
    _field_mark(parent, "separate", draft, pen)


def end_field(parent: Element, draft: Draft, pen: Pen) -> None:
    _field_mark(parent, "end", draft, pen)


def _field_mark(parent: Element, kind: str, draft: Draft, pen: Pen) -> None:
    run = add(parent, "w:r")
    run_properties(run, draft, pen)
    add(run, "w:fldChar", {"w:fldCharType": kind})


def _text(parent: Element, inline: Text, draft: Draft, pen: Pen) -> None:
    if inline.text:
        write_run(parent, inline.text, draft, pen)


def _marked(parent: Element, inline: Marked, draft: Draft, pen: Pen) -> None:
    if inline.trace.kind != "fact":
        draft.controls.mark(inline, pen.code)
        write_run(parent, inline.text, draft, pen)
        return
    control = add(parent, "w:sdt")
    properties = add(control, "w:sdtPr")
    run_properties(properties, draft, pen)
    called = control_name(inline.trace)
    add_value(properties, "w:alias", called)
    add_value(properties, "w:tag", called)
    add_value(properties, "w:id", draft.controls.control(inline, pen.code))
    add(properties, "w15:appearance", {"w15:val": "hidden"})
    add(properties, "w:text")
    write_run(add(control, "w:sdtContent"), inline.text, draft, pen)


def _strong(parent: Element, inline: Strong, draft: Draft, pen: Pen) -> None:
    write_inlines(parent, inline.children, draft, replace(pen, style=pen.style or STRONG, bold=True))


def _emphasis(parent: Element, inline: Emphasis, draft: Draft, pen: Pen) -> None:
    write_inlines(parent, inline.children, draft, replace(pen, style=pen.style or EMPHASIS, italic=True))


def _link(parent: Element, inline: Link, draft: Draft, pen: Pen) -> None:
    if inline.target.startswith("#"):
        attributes = {"w:anchor": draft.outline.target(inline.target[1:]).bookmark}
    else:
        attributes = {"r:id": pen.relations.add("hyperlink", inline.target, external=True)}
    link = add(parent, "w:hyperlink", attributes | {"w:history": "1"})
    write_inlines(link, inline.children, draft, replace(pen, style=HYPERLINK))


def _reference(parent: Element, inline: Reference, draft: Draft, pen: Pen) -> None:
    entry = draft.outline.target(inline.target)
    name = entry.named(pen.code)
    write_field(parent, f"REF {name.bookmark} {entry.switches}", name.reference, draft, pen)


def _cite(parent: Element, inline: Cite, draft: Draft, pen: Pen) -> None:
    """Nothing: an earlier stage has turned it into a note, or the audience wants none."""


def _note(parent: Element, inline: Note, draft: Draft, pen: Pen) -> None:
    """The note, or the number of the one with this label if that stands before."""
    if inline.label in draft.labelled_notes:
        bookmark, number = draft.labelled_notes[inline.label]
        instruction = f"NOTEREF {bookmark} \\f \\h"
        write_field(parent, instruction, number, draft, replace(pen, style=NOTE_REFERENCES[draft.note_kind]))
        return
    id_ = draft.next_note()
    bookmark = draft.next_bookmark() if inline.label else ""
    if bookmark:
        draft.labelled_notes[inline.label] = (f"_note_{id_}", id_)
        add(parent, "w:bookmarkStart", {"w:id": bookmark, "w:name": f"_note_{id_}"})
    ids = (draft.style(NOTE_REFERENCES[draft.note_kind]), draft.style_of(one(draft.note_kind)))
    write_note_reference(parent, id_, draft.note_kind, draft.tag, ids[0])
    if bookmark:
        add(parent, "w:bookmarkEnd", {"w:id": bookmark})
    paragraph = begin_note(draft.notes, id_, draft.note_kind, draft.tag, ids)
    note_pen = Pen(draft.note_relations, language=None if inline.label else pen.language)
    write_run(paragraph, " ", draft, note_pen)
    write_inlines(paragraph, inline.children, draft, note_pen)


def _spoken(parent: Element, inline: Spoken, draft: Draft, pen: Pen) -> None:
    write_inlines(parent, inline.children, draft, translated(pen, inline.language, light=inline.translation))


def translated(pen: Pen, code: str, *, light: bool = True) -> Pen:
    """The pen for words in another language; `light` sets a translation back behind what it translates."""
    spoken = replace(pen, language=language(code))
    return replace(spoken, style=TRANSLATION, light=True) if light else spoken


def listed(texts: Iterable[Inlines], draft: Draft) -> str:
    """What the texts say as a list of words, in every language of the document."""
    said: dict[str, list[str]] = {}
    for text in texts:
        for code, words in by_language(text):
            said.setdefault(code, []).append(plain(words))
    spoken = {code: [words for words in texts_ if words] for code, texts_ in said.items()}
    return " / ".join(
        (language(code) if code else draft.language).join(words) for code, words in spoken.items() if words
    )


def _break(parent: Element, inline: Break, draft: Draft, pen: Pen) -> None:
    add(add(parent, "w:r"), "w:br")


_WRITERS: Mapping[type, Callable[[Element, Any, Draft, Pen], None]] = MappingProxyType(
    {
        Text: _text,
        Marked: _marked,
        Strong: _strong,
        Emphasis: _emphasis,
        Link: _link,
        Reference: _reference,
        Cite: _cite,
        Note: _note,
        Break: _break,
        Spoken: _spoken,
    }
)
