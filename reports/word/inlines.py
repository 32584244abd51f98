"""Inlines → the text of runs, links, fields and notes inside a paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports.brand.word_reference.roles import EMPHASIS, HYPERLINK, NOTE_REFERENCES, STRONG, TRANSLATION
from reports.brand.word_reference.xml import value
from reports.document.marks import fact_style
from reports.document.model import (
    Break,
    Cite,
    Emphasis,
    Inline,
    Inlines,
    LanguageSpan,
    Link,
    Marked,
    Note,
    Reference,
    Strong,
    Text,
    by_language,
    plain,
)
from reports.files.xml_text import EMPTY, Xml, element, escaped, joined
from reports.languages import Language, language
from reports.word.draft import Draft
from reports.word.notes import note, note_reference

_KEPT = ' xml:space="preserve"'
_ORDER = (
    "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
    "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
)  # fmt: skip
"""The properties of a run in the order of the schema, but for its style and its language."""
LINE_BREAK = element("w:r", {}, element("w:br"))


@dataclass(frozen=True, slots=True)
class Pen:
    """How the next run is written: its character style, and marks beyond it.

    Bold and italic are said outright beside their styles, because a bold style in a bold paragraph is not bold. What
    is `light` is not bold even there. `code` is the language of the words as the document model calls it: "" for the
    document's first. `note` says that the run stands in a note, whose part has links of its own.
    """

    style: str = ""
    bold: bool = False
    italic: bool = False
    light: bool = False
    code: str = ""
    note: bool = False

    def language(self, draft: Draft) -> Language:
        """The language of the words."""
        return language(self.code) if self.code else draft.language


PLAIN = Pen()
"""The pen for the body of the document."""


def runs(inlines: Inlines, draft: Draft, pen: Pen = PLAIN) -> Xml:
    """The inlines as the content of a paragraph."""
    return joined([_written(inline, draft, pen) for inline in inlines])


def _written(inline: Inline, draft: Draft, pen: Pen) -> Xml:
    match inline:
        case Text():
            return run(inline.text, draft, pen) if inline.text else EMPTY
        case Marked():
            return _marked(inline, draft, pen)
        case Strong():
            return runs(inline.children, draft, replace(pen, style=pen.style or STRONG, bold=True))
        case Emphasis():
            return runs(inline.children, draft, replace(pen, style=pen.style or EMPHASIS, italic=True))
        case Link():
            return _link(inline, draft, pen)
        case Reference():
            return _reference(inline, draft, pen)
        case Note():
            return _note(inline, draft, pen)
        case LanguageSpan():
            return runs(inline.children, draft, translated(inline.language, pen, light=inline.translation))
        case Break():
            return LINE_BREAK
        case Cite():  # an earlier stage has turned it into a note, or the audience wants none
            return EMPTY


def run(content: str, draft: Draft, pen: Pen = PLAIN, fact: str = "") -> Xml:
    """A run with a text, or with what is given as Xml; `fact` is the style that marks a figure."""
    return Xml(
        f"<w:r>{run_properties(draft, pen, fact)}{content if isinstance(content, Xml) else _text(content)}</w:r>"
    )


def _text(text: str) -> Xml:
    """The text of a run; blanks at its ends stay."""
    blank = text[:1].isspace() or text[-1:].isspace() or "  " in text
    return Xml(f"<w:t{_KEPT if blank else ''}>{escaped(text)}</w:t>")


def run_properties(draft: Draft, pen: Pen, fact: str = "") -> Xml:
    """How a run looks. A figure has the style of its `fact`, and says what the pen's style would have given."""
    key = (pen, fact)
    if key not in draft.run_properties:
        marks = _marks(pen)
        if fact:
            looks = {**draft.reference.styles.looks.get(pen.style, {}), **marks}
            said = [value("w:rStyle", fact), *(Xml(looks[called]) for called in _ORDER if called in looks)]
        else:
            said = [*([value("w:rStyle", draft.style(pen.style))] if pen.style else []), *marks.values()]
        tag = language(pen.code).tag if pen.code else draft.tag
        draft.run_properties[key] = element("w:rPr", {}, *said, value("w:lang", tag))
    return draft.run_properties[key]


def _marks(pen: Pen) -> dict[str, Xml]:
    """What a pen says beyond its style, by the names of the properties."""
    marks: dict[str, Xml] = {}
    if pen.bold or pen.light:
        off = None if pen.bold else "0"
        marks |= {called: element(f"w:{called}", {"w:val": off}) for called in ("b", "bCs")}
    if pen.italic:
        marks |= {called: element(f"w:{called}") for called in ("i", "iCs")}
    return marks


def field_runs(instruction: str, result: str, draft: Draft, pen: Pen = PLAIN) -> Xml:
    """A field with its result in place."""
    return joined([begin_field(instruction, draft, pen), run(result, draft, pen), end_field(draft, pen)])


def begin_field(instruction: str, draft: Draft, pen: Pen = PLAIN) -> Xml:
    said = element("w:instrText", {"xml:space": "preserve"}, f" {instruction} ")
    return joined([_field_mark("begin", draft, pen), run(said, draft, pen), _field_mark("separate", draft, pen)])


def end_field(draft: Draft, pen: Pen = PLAIN) -> Xml:
    return _field_mark("end", draft, pen)


def _field_mark(kind: str, draft: Draft, pen: Pen) -> Xml:
    return run(element("w:fldChar", {"w:fldCharType": kind}), draft, pen)


def bookmarked(content: Xml, name: str, draft: Draft) -> Xml:
    """The content in a bookmark of this name."""
    id_ = str(next(draft.bookmark_ids))
    begin = element("w:bookmarkStart", {"w:id": id_, "w:name": name})
    return joined([begin, content, element("w:bookmarkEnd", {"w:id": id_})])


def _marked(inline: Marked, draft: Draft, pen: Pen) -> Xml:
    draft.controls.marks.append((inline, pen.code))
    fact = fact_style(inline.trace).id if inline.trace.kind == "fact" else ""
    return run(inline.text, draft, pen, fact)


def _link(inline: Link, draft: Draft, pen: Pen) -> Xml:
    if inline.target.startswith("#"):
        target = {"w:anchor": draft.outline.target(inline.target[1:]).bookmark}
    else:
        links = draft.note_links if pen.note else draft.links
        target = {"r:id": links.setdefault(inline.target, f"link{len(links) + 1}")}
    content = runs(inline.children, draft, replace(pen, style=HYPERLINK))
    return element("w:hyperlink", target | {"w:history": "1"}, content)


def _reference(inline: Reference, draft: Draft, pen: Pen) -> Xml:
    entry = draft.outline.target(inline.target)
    name = entry.named(pen.code)
    return field_runs(f"REF {name.bookmark} {entry.switches}", name.reference, draft, pen)


def _note(inline: Note, draft: Draft, pen: Pen) -> Xml:
    """The number of a note, which is written on the way; that of the one with this label if it stands before."""
    if inline.label in draft.labelled_notes:
        bookmark, number = draft.labelled_notes[inline.label]
        style = NOTE_REFERENCES[draft.note_kind]
        return field_runs(f"NOTEREF {bookmark} \\f \\h", number, draft, replace(pen, style=style))
    id_ = str(next(draft.note_ids))
    reference = note_reference(id_, draft)
    if inline.label:
        draft.labelled_notes[inline.label] = (f"_note_{id_}", id_)
        reference = bookmarked(reference, f"_note_{id_}", draft)
    inside = Pen(code="" if inline.label else pen.code, note=True)
    content = joined([run(" ", draft, inside), runs(inline.children, draft, inside)])
    draft.notes.append(note(id_, content, draft))
    return reference


def translated(code: str, pen: Pen = PLAIN, *, light: bool = True) -> Pen:
    """The pen for words in another language; `light` sets a translation back behind what it translates."""
    spoken = replace(pen, code=code)
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
