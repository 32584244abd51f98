"""Inlines → the text of runs, links, fields and notes inside a paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports.brand.word_reference.roles import EMPHASIS, HYPERLINK, NOTE_REFERENCES, STRONG, TRANSLATION
from reports.brand.word_reference.xml import value
from reports.document import model
from reports.document.marks import fact_style
from reports.files.xml_text import EMPTY, Xml, element, escaped, joined
from reports.languages import Language, language
from reports.word.notes import note, note_reference
from reports.word.state import WriterState

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

    def language(self, state: WriterState) -> Language:
        """The language of the words."""
        return language(self.code) if self.code else state.language


PLAIN = Pen()
"""The pen for the body of the document."""


def runs(inlines: model.Inlines, state: WriterState, pen: Pen = PLAIN) -> Xml:
    """The inlines as the content of a paragraph."""
    return joined([_written(inline, state, pen) for inline in inlines])


def _written(inline: model.Inline, state: WriterState, pen: Pen) -> Xml:
    match inline:
        case model.Text():
            return run(inline.text, state, pen) if inline.text else EMPTY
        case model.Marked():
            return _marked(inline, state, pen)
        case model.Strong():
            return runs(inline.children, state, replace(pen, style=pen.style or STRONG, bold=True))
        case model.Emphasis():
            return runs(inline.children, state, replace(pen, style=pen.style or EMPHASIS, italic=True))
        case model.Link():
            return _link(inline, state, pen)
        case model.Reference():
            return _reference(inline, state, pen)
        case model.Note():
            return _note(inline, state, pen)
        case model.LanguageSpan():
            return runs(inline.children, state, translated(inline.language, pen, light=inline.translation))
        case model.Break():
            return LINE_BREAK
        case model.Cite():  # an earlier stage has turned it into a note, or the audience wants none
            return EMPTY


def run(content: str, state: WriterState, pen: Pen = PLAIN, fact: str = "") -> Xml:
    """A run with a text, or with what is given as Xml; `fact` is the style that marks a figure."""
    return Xml(
        f"<w:r>{run_properties(state, pen, fact)}{content if isinstance(content, Xml) else _text(content)}</w:r>"
    )


def _text(text: str) -> Xml:
    """The text of a run; blanks at its ends stay."""
    blank = text[:1].isspace() or text[-1:].isspace() or "  " in text
    return Xml(f"<w:t{_KEPT if blank else ''}>{escaped(text)}</w:t>")


def run_properties(state: WriterState, pen: Pen, fact: str = "") -> Xml:
    """How a run looks. A figure has the style of its `fact`, and says what the pen's style would have given."""
    key = (pen, fact)
    if key not in state.run_properties:
        marks = _marks(pen)
        if fact:
            looks = {**state.reference.styles.looks.get(pen.style, {}), **marks}
            said = [value("w:rStyle", fact), *(Xml(looks[called]) for called in _ORDER if called in looks)]
        else:
            said = [*([value("w:rStyle", state.style(pen.style))] if pen.style else []), *marks.values()]
        tag = language(pen.code).tag if pen.code else state.tag
        state.run_properties[key] = element("w:rPr", {}, *said, value("w:lang", tag))
    return state.run_properties[key]


def _marks(pen: Pen) -> dict[str, Xml]:
    """What a pen says beyond its style, by the names of the properties."""
    marks: dict[str, Xml] = {}
    if pen.bold or pen.light:
        off = None if pen.bold else "0"
        marks |= {called: element(f"w:{called}", {"w:val": off}) for called in ("b", "bCs")}
    if pen.italic:
        marks |= {called: element(f"w:{called}") for called in ("i", "iCs")}
    return marks


def field_runs(instruction: str, result: str, state: WriterState, pen: Pen = PLAIN) -> Xml:
    """A field with its result in place."""
    return joined([begin_field(instruction, state, pen), run(result, state, pen), end_field(state, pen)])


def begin_field(instruction: str, state: WriterState, pen: Pen = PLAIN) -> Xml:
    said = element("w:instrText", {"xml:space": "preserve"}, f" {instruction} ")
    return joined([_field_mark("begin", state, pen), run(said, state, pen), _field_mark("separate", state, pen)])


def end_field(state: WriterState, pen: Pen = PLAIN) -> Xml:
    return _field_mark("end", state, pen)


def _field_mark(kind: str, state: WriterState, pen: Pen) -> Xml:
    return run(element("w:fldChar", {"w:fldCharType": kind}), state, pen)


def bookmarked(content: Xml, name: str, state: WriterState) -> Xml:
    """The content in a bookmark of this name."""
    id_ = str(next(state.bookmark_ids))
    begin = element("w:bookmarkStart", {"w:id": id_, "w:name": name})
    return joined([begin, content, element("w:bookmarkEnd", {"w:id": id_})])


def _marked(inline: model.Marked, state: WriterState, pen: Pen) -> Xml:
    state.marks.entries.append((inline, pen.code))
    fact = fact_style(inline.trace).id if inline.trace.kind == "fact" else ""
    return run(inline.text, state, pen, fact)


def _link(inline: model.Link, state: WriterState, pen: Pen) -> Xml:
    if inline.target.startswith("#"):
        target = {"w:anchor": state.outline.target(inline.target[1:]).bookmark}
    else:
        links = state.note_links if pen.note else state.links
        target = {"r:id": links.setdefault(inline.target, f"link{len(links) + 1}")}
    content = runs(inline.children, state, replace(pen, style=HYPERLINK))
    return element("w:hyperlink", target | {"w:history": "1"}, content)


def _reference(inline: model.Reference, state: WriterState, pen: Pen) -> Xml:
    entry = state.outline.target(inline.target)
    name = entry.named(pen.code)
    return field_runs(f"REF {name.bookmark} {entry.switches}", name.reference, state, pen)


def _note(inline: model.Note, state: WriterState, pen: Pen) -> Xml:
    """The number of a note, which is written on the way; that of the one with this label if it stands before."""
    if inline.label in state.labelled_notes:
        bookmark, number = state.labelled_notes[inline.label]
        style = NOTE_REFERENCES[state.note_kind]
        return field_runs(f"NOTEREF {bookmark} \\f \\h", number, state, replace(pen, style=style))
    id_ = str(next(state.note_ids))
    reference = note_reference(id_, state)
    if inline.label:
        state.labelled_notes[inline.label] = (f"_note_{id_}", id_)
        reference = bookmarked(reference, f"_note_{id_}", state)
    inside = Pen(code="" if inline.label else pen.code, note=True)
    content = joined([run(" ", state, inside), runs(inline.children, state, inside)])
    state.notes.append(note(id_, content, state))
    return reference


def translated(code: str, pen: Pen = PLAIN, *, light: bool = True) -> Pen:
    """The pen for words in another language; `light` sets a translation back behind what it translates."""
    spoken = replace(pen, code=code)
    return replace(spoken, style=TRANSLATION, light=True) if light else spoken


def listed(texts: Iterable[model.Inlines], state: WriterState) -> str:
    """What the texts say as a list of words, in every language of the document."""
    said: dict[str, list[str]] = {}
    for text in texts:
        for code, words in model.by_language(text):
            said.setdefault(code, []).append(model.plain(words))
    spoken = {code: [words for words in texts_ if words] for code, texts_ in said.items()}
    return " / ".join(
        (language(code) if code else state.language).join(words) for code, words in spoken.items() if words
    )
