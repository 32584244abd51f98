"""Inlines → the text of runs, links, fields and notes inside a paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from reports.brand.word_reference.roles import EMPHASIS, HYPERLINK, NOTE_REFERENCES, SIGNS, STRONG, TRANSLATION
from reports.brand.word_reference.xml import value
from reports.diagnostics import Place
from reports.document import model
from reports.document.marks import fact_style, looks_key
from reports.files.xml_text import EMPTY, NO_BREAK_HYPHEN, NUMBER_HYPHEN, Xml, element, escaped, joined
from reports.languages import LANGUAGES, Language
from reports.word.state import WriterState

_KEPT = ' xml:space="preserve"'
_ORDER = (
    "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
    "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
)  # fmt: skip
"""The properties of a run in the order of the schema, but for its style and its language."""
LINE_BREAK = element("w:r", {}, element("w:br"))


class Pen(Struct, frozen=True):
    """The formatting of the next run: its character style, and properties beyond it.

    Bold and italic are no styles unless the organisation has its own, because a bold style in a bold paragraph is not
    bold. A `light` run is not bold even there; a `script` is above or below the line, a `colour` is "#RRGGBB". `code`
    is the language of the words, "" for the document's first. `note` says that the run is in a note, whose part has its
    own links.
    """

    style: str = ""
    bold: bool = False
    italic: bool = False
    light: bool = False
    script: str = ""
    colour: str = ""
    code: str = ""
    note: bool = False

    def language(self, state: WriterState) -> Language:
        return LANGUAGES[self.code] if self.code else state.language


PLAIN = Pen()


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
            return runs(inline.children, state, _strong("strong", STRONG, replace(pen, bold=True), pen, state))
        case model.Emphasis():
            return runs(inline.children, state, _strong("emphasis", EMPHASIS, replace(pen, italic=True), pen, state))
        case model.Script():
            return runs(inline.children, state, replace(pen, script=inline.position))
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
        case model.Cite():
            return runs(inline.children, state, pen)


def run(content: str, state: WriterState, pen: Pen = PLAIN, fact: str = "") -> Xml:
    """A run with a text or an element; `fact` is the style that marks a figure."""
    if not isinstance(content, Xml):
        spaces = content[:1].isspace() or content[-1:].isspace() or "  " in content
        content = f"<w:t{_KEPT if spaces else ''}>{_whole_numbers(escaped(content))}</w:t>"
    return Xml(f"<w:r>{run_properties(state, pen, fact)}{content}</w:r>")


def _whole_numbers(text: str) -> str:
    """The text of a run, in which no line ends inside the number of a document (57-NQ/TW, 71/NQ-CP)."""
    return NUMBER_HYPHEN.sub(NO_BREAK_HYPHEN, text) if "-" in text else text


def run_properties(state: WriterState, pen: Pen, fact: str = "") -> Xml:
    """The properties of a run. A figure has the style of its `fact`, and states what the pen's style would give."""
    key = (pen, fact)
    if (known := state.run_properties.get(key)) is None:
        own: dict[str, Xml] = {}
        if pen.bold or pen.light:
            off = None if pen.bold else "0"
            own |= {name: element(f"w:{name}", {"w:val": off}) for name in ("b", "bCs")}
        if pen.italic:
            own |= {name: element(f"w:{name}") for name in ("i", "iCs")}
        if pen.colour:
            own["color"] = value("w:color", pen.colour[1:])
        if pen.script:
            own["vertAlign"] = value("w:vertAlign", pen.script)
        if fact:
            looks = {**state.reference.styles.looks.get(pen.style, {}), **own}
            properties = [value("w:rStyle", fact), *(Xml(looks[name]) for name in _ORDER if name in looks)]
        else:
            properties = [*([value("w:rStyle", state.style(pen.style))] if pen.style else []), *own.values()]
        known = element("w:rPr", {}, *properties, value("w:lang", pen.language(state).tag))
        state.run_properties[key] = known
    return known


def field_runs(instruction: str, result: str, state: WriterState, pen: Pen = PLAIN) -> Xml:
    """A field with its result in place."""
    return joined([begin_field(instruction, state, pen), run(result, state, pen), end_field(state, pen)])


def begin_field(instruction: str, state: WriterState, pen: Pen = PLAIN) -> Xml:
    text = element("w:instrText", {"xml:space": "preserve"}, f" {instruction} ")
    return joined([_field_mark("begin", state, pen), run(text, state, pen), _field_mark("separate", state, pen)])


def end_field(state: WriterState, pen: Pen = PLAIN) -> Xml:
    return _field_mark("end", state, pen)


def _field_mark(kind: str, state: WriterState, pen: Pen) -> Xml:
    return run(element("w:fldChar", {"w:fldCharType": kind}), state, pen)


def bookmarked(content: Xml, name: str, state: WriterState) -> Xml:
    """The content in a bookmark of this name."""
    id_ = str(next(state.bookmark_ids))
    begin = element("w:bookmarkStart", {"w:id": id_, "w:name": name})
    return joined([begin, content, element("w:bookmarkEnd", {"w:id": id_})])


def _strong(role: str, style: str, plain: Pen, pen: Pen, state: WriterState) -> Pen:
    """The pen with the organisation's style for the role, or the `plain` one."""
    return replace(pen, style=pen.style or style) if role in state.brand.word.mapped else plain


def _marked(inline: model.Marked, state: WriterState, pen: Pen) -> Xml:
    state.marks.entries.append((inline, pen.code))
    if inline.trace.form == model.ADDRESS:
        return _linked(run(inline.text, state, replace(pen, style=HYPERLINK)), inline.text, state, pen)
    fact, key = "", looks_key(inline.trace)
    style = SIGNS.get(key)
    if inline.trace.kind == "fact":
        fact = fact_style(inline.trace).id
    if style and not pen.style:
        pen = replace(pen, style=style)
    if tint := state.tints.get(key):
        pen = replace(pen, colour=tint)
    return run(inline.text, state, pen, fact)


def _link(inline: model.Link, state: WriterState, pen: Pen) -> Xml:
    return _linked(runs(inline.children, state, replace(pen, style=HYPERLINK)), inline.target, state, pen, inline.place)


def _linked(content: Xml, address: str, state: WriterState, pen: Pen, place: Place | None = None) -> Xml:
    if address.startswith("#"):
        target = {"w:anchor": state.outline.target(address[1:], place).bookmark}
    else:
        links = state.note_links if pen.note else state.links
        target = {"r:id": links.setdefault(address, f"link{len(links) + 1}")}
    return element("w:hyperlink", target | {"w:history": "1"}, content)


def _reference(inline: model.Reference, state: WriterState, pen: Pen) -> Xml:
    entry = state.outline.target(inline.target, inline.place)
    name = entry.named(pen.code)
    return field_runs(f"REF {name.bookmark} {entry.switches}", name.reference, state, pen)


def _note(inline: model.Note, state: WriterState, pen: Pen) -> Xml:
    """Write the number of a note. Notes with the same label are written once; later ones refer to the first."""
    style = NOTE_REFERENCES[state.note_kind]
    if inline.label in state.labelled_notes:
        bookmark, number = state.labelled_notes[inline.label]
        return field_runs(f"NOTEREF {bookmark} \\f \\h", number, state, replace(pen, style=style))
    id_, kind = str(next(state.note_ids)), state.note
    reference = run(element(f"w:{kind}Reference", {"w:id": id_}), state, Pen(style))
    if inline.label:
        state.labelled_notes[inline.label] = (f"_note_{id_}", id_)
        reference = bookmarked(reference, f"_note_{id_}", state)
    inside = Pen(code="" if inline.label else pen.code, note=True)
    mark = run(element(f"w:{kind}Ref"), state, Pen(style))
    properties = element("w:pPr", {}, value("w:pStyle", state.role(kind).id))
    paragraph = element("w:p", {}, properties, mark, run(" ", state, inside), runs(inline.children, state, inside))
    state.notes.append(element(f"w:{kind}", {"w:id": id_}, paragraph))
    return reference


def translated(code: str, pen: Pen = PLAIN, *, light: bool = True) -> Pen:
    """The pen for words in another language; `light` makes a translation less prominent than the original."""
    other = replace(pen, code=code)
    return replace(other, style=TRANSLATION, light=True) if light else other


def listed(texts: Iterable[model.Inlines], state: WriterState) -> str:
    """The texts as a list of words, in each language of the document."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for code, inlines in model.by_language(text):
            if words := model.plain(inlines):
                found.setdefault(code, []).append(words)
    return " / ".join(Pen(code=code).language(state).join(words) for code, words in found.items())
