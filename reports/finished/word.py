"""An opened .docx → its passages in reading order, with what hangs on them: notes, text boxes, drawings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from lxml import etree

from reports.document.marks import fact_style, written_name
from reports.document.model import Trace
from reports.files.archive import SAVE_AGAIN, Package
from reports.finished.drawn import drawn_texts
from reports.finished.model import Passage
from reports.finished.text import folded

_STRUCTURE = frozenset(
    ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "SEQ", "REF", "NOTEREF", "LISTNUM", "AUTONUM")
)
"""Fields whose results are numbers of pages, captions and notes."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_SYMBOLS = range(0xF020, 0xF0FF)
"""Where fonts of signs keep their letters; the code below the first byte is the letter."""
_CONTROL = re.compile(r"fact:([^#~]+)#(.+)")
"""The name of a content control, which marked a figure up to version 0.1.0."""
_MOST_HEADING = 80
_MOST_FIELDS = 64


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


_VAL = _w("val")
_PARAGRAPH_STYLE = f"{_w('pPr')}/{_w('pStyle')}"
_RUN_STYLE = f"{_w('rPr')}/{_w('rStyle')}"


@dataclass(frozen=True, slots=True)
class _Styles:
    """The ids of styles that have a level in the outline, as headings have; the names of those that mark facts."""

    headings: frozenset[str]
    facts: Mapping[str, str]


@dataclass(slots=True)
class _WordField:
    """An open field: its instruction, and its name once its result has begun."""

    words: list[str] = field(default_factory=list)
    name: str | None = None

    def begin_result(self) -> None:
        self.name = "".join(self.words).strip().partition(" ")[0].upper()


@dataclass(slots=True)
class _WordReader:
    """Where reading has come to."""

    package: Package
    source: str
    part: str
    styles: _Styles
    notes: Mapping[tuple[str, str], etree._Element]
    passages: list[Passage] = field(default_factory=list)
    text: Passage | None = None
    fields: list[_WordField] = field(default_factory=list)
    read: set[tuple[str, str]] = field(default_factory=set)  # notes that were read: each is printed once
    heading: str = ""
    number: int = 0

    def children(self, element: etree._Element) -> None:
        for child in element:
            if isinstance(child.tag, str):
                handler = _HANDLERS.get(child.tag)
                if handler is not None:
                    handler(self, child)
                elif child.tag not in _SKIPPED:
                    self.children(child)

    def add(self, text: str) -> None:
        names = [field.name for field in self.fields]
        if self.text is None or not text or None in names:
            return
        self.text.add(folded(text) if text != "\n" else text, hidden=not _STRUCTURE.isdisjoint(names))
        self.text.listed |= "TOC" in names

    def inside(self, part: str, element: etree._Element) -> None:
        """Read what hangs on the place that reading has come to, such as a note."""
        reader = _WordReader(
            self.package, self.source, part, self.styles, self.notes, read=self.read, heading=self.heading
        )
        reader.children(element)
        self.hang(reader.passages)

    def hang(self, passages: list[Passage]) -> None:
        if self.text is not None:
            self.text.inner.append((self.text.length, passages))
        else:
            self.passages += passages

    def place(self) -> str:
        """Where the paragraph stands that begins now."""
        return ", ".join(
            filter(None, (self.part, f"paragraph {self.number}", f"under “{self.heading}”" if self.heading else ""))
        )

    def paragraph(self, element: etree._Element) -> None:
        self.package.spend()
        outer, self.number = self.text, self.number + 1
        self.text = passage = Passage(self.place(), part=self.part)
        self.passages.append(passage)
        self.children(element)
        passage.close()
        style = element.find(_PARAGRAPH_STYLE)
        if style is not None and style.get(_VAL) in self.styles.headings:
            self.heading = passage.text.strip()[:_MOST_HEADING]
        self.text = outer

    def table(self, element: etree._Element) -> None:
        part, self.part = self.part, self.part or "table"
        self.children(element)
        self.part = part

    def control(self, element: etree._Element) -> None:
        properties = element.find(_w("sdtPr"))
        name = ""
        for child in properties if properties is not None else ():
            value = child.get(_w("val"), "")
            if child.tag in (_w("tag"), _w("alias")) and value.partition(":")[0] == "fact":
                name = name or name_of_control(value)
        text = self.text
        start = text.length if text else 0
        for content in element.iterchildren(_w("sdtContent")):
            self.children(content)
        if text and name:
            text.mark(start, text.length, name)

    def run(self, element: etree._Element) -> None:
        style = element.find(_RUN_STYLE)
        name = self.styles.facts.get(style.get(_VAL, "")) if style is not None else None
        text = self.text
        start = text.length if text else 0
        self.children(element)
        if text and name and text.length > start:
            text.mark(start, text.length, name)

    def field_mark(self, element: etree._Element) -> None:
        kind = element.get(_w("fldCharType"))
        if kind == "begin":
            if len(self.fields) == _MOST_FIELDS:
                self.package.fault("the file is damaged: its fields are not closed", SAVE_AGAIN)
            self.fields.append(_WordField())
        elif kind == "separate" and self.fields:
            self.fields[-1].begin_result()
        elif kind == "end" and self.fields:
            self.fields.pop()

    def instruction(self, element: etree._Element) -> None:
        if self.fields:
            self.fields[-1].words.append(element.text or "")

    def simple_field(self, element: etree._Element) -> None:
        self.fields.append(_WordField([element.get(_w("instr"), "")]))
        self.fields[-1].begin_result()
        self.children(element)
        self.fields.pop()

    def note(self, element: etree._Element) -> None:
        kind = str(element.tag).rpartition("}")[2].removesuffix("Reference")
        id_ = element.get(_w("id"), "")
        found = self.notes.get((kind, id_))
        if found is not None and (kind, id_) not in self.read:
            self.read.add((kind, id_))
            self.inside(f"{kind} {id_}", found)

    def alternative(self, element: etree._Element) -> None:
        """The newer of two ways to say the same."""
        for name in ("Choice", "Fallback"):
            chosen = element.find(f"{{{_MC}}}{name}")
            if chosen is not None:
                self.children(chosen)
                return

    def picture(self, element: etree._Element) -> None:
        """A drawing: its alternative text, the text boxes in it, the charts and diagrams that it shows."""
        texts = drawn_texts(element, self.package, self.source)
        self.hang([Passage(f"{part}, {self.place()}", text, part=part) for part, text in texts])
        self.children(element)

    def symbol(self, element: etree._Element) -> None:
        try:
            code = int(element.get(_w("char"), ""), 16)
        except ValueError:
            return
        self.add(chr(code & 0xFF) if code in _SYMBOLS else "\ufffd")


_HANDLERS: Mapping[str, Callable[[_WordReader, etree._Element], None]] = MappingProxyType(
    {
        _w("p"): _WordReader.paragraph,
        _w("r"): _WordReader.run,
        _w("t"): lambda reader, element: reader.add(element.text or ""),
        f"{{{_M}}}t": lambda reader, element: reader.add(element.text or ""),
        _w("tab"): lambda reader, element: reader.add(" "),
        _w("ptab"): lambda reader, element: reader.add(" "),
        _w("br"): lambda reader, element: reader.add("\n"),
        _w("cr"): lambda reader, element: reader.add("\n"),
        _w("noBreakHyphen"): lambda reader, element: reader.add("-"),
        _w("sym"): _WordReader.symbol,
        _w("tbl"): _WordReader.table,
        _w("sdt"): _WordReader.control,
        _w("fldChar"): _WordReader.field_mark,
        _w("instrText"): _WordReader.instruction,
        _w("fldSimple"): _WordReader.simple_field,
        _w("footnoteReference"): _WordReader.note,
        _w("endnoteReference"): _WordReader.note,
        _w("drawing"): _WordReader.picture,
        _w("pict"): _WordReader.picture,
        _w("object"): _WordReader.picture,
        _w("txbxContent"): lambda reader, element: reader.inside("text box", element),
        f"{{{_MC}}}AlternateContent": _WordReader.alternative,
    }
)
_SKIPPED = frozenset(_w(name) for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "del", "moveFrom", "tabs"))


def name_of_control(called: str) -> str:
    """The name of a content control → that of the style for its fact; one that was cut stays as it is."""
    match = _CONTROL.fullmatch(called)
    return fact_style(Trace("fact", match[1], match[2])).name if match else called


def body_of(package: Package) -> list[Passage]:
    """The passages of the document's body, notes and text boxes among them where they belong."""
    root = package.xml(package.main)
    reader = _WordReader(package, package.main, "", _styles(package), _notes(package))
    if root is not None:
        reader.children(root)
    return reader.passages


def margins_of(package: Package) -> list[Passage]:
    """The passages of the headers and footers."""
    passages: list[Passage] = []
    styles = replace(_styles(package), headings=frozenset())
    for kind in ("header", "footer"):
        for name in sorted(set(package.related(package.main, kind))):
            root = package.xml(name)
            if root is not None:
                reader = _WordReader(package, name, kind, styles, {})
                reader.children(root)
                passages += reader.passages
    return passages


def language_of(package: Package) -> str:
    """The language tag that most runs have."""
    root = package.xml(package.main)
    tags = Counter(element.get(_VAL, "") for element in root.iter(_w("lang"))) if root is not None else Counter[str]()
    return max(tags, key=lambda tag: (tags[tag], tag), default="")


def _notes(package: Package) -> dict[tuple[str, str], etree._Element]:
    found: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        for name in package.related(package.main, f"{kind}s"):
            root = package.xml(name)
            for note in root.iterchildren(_w(kind)) if root is not None else ():
                found[kind, note.get(_w("id"), "")] = note
    return found


def _styles(package: Package) -> _Styles:
    headings: set[str] = set()
    facts: dict[str, str] = {}
    for part in package.related(package.main, "styles"):
        root = package.xml(part)
        for style in root.iterchildren(_w("style")) if root is not None else ():
            id_ = style.get(_w("styleId"), "")
            named = style.find(_w("name"))
            shown = named.get(_w("val"), "") if named is not None else ""
            if shown.lower().startswith("heading ") or style.find(f"{_w('pPr')}/{_w('outlineLvl')}") is not None:
                headings.add(id_)
            written = written_name(shown)
            if written and style.get(_w("type")) == "character":
                facts[id_] = written
    return _Styles(frozenset(headings), facts)
