"""An opened .docx → its passages in reading order, with the notes, text boxes and drawings anchored in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from reports.document.marks import written_name
from reports.files.archive import SAVE_AGAIN, Package
from reports.files.namespaces import full, words
from reports.finished.drawings import drawing_passages
from reports.finished.marks import name_of_control
from reports.finished.model import Passage
from reports.finished.text import folded

_STRUCTURE = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "SEQ", "REF", "LISTNUM", "AUTONUM"))
"""Fields whose results are numbers of pages and captions."""

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_SYMBOLS = range(0xF020, 0xF0FF)
"""Where fonts of signs keep their letters; the code below the first byte is the letter."""
_MOST_HEADING = 80
_MOST_FIELDS = 64
_VAL = full("w:val")
_PARAGRAPH_STYLE = f"{full('w:pPr')}/{full('w:pStyle')}"
_OUTLINE_LEVEL = f"{full('w:pPr')}/{full('w:outlineLvl')}"
_RUN_STYLE = f"{full('w:rPr')}/{full('w:rStyle')}"
_SCRIPT = f"{full('w:rPr')}/{full('w:vertAlign')}"
_SKIPPED = words("w:pPr w:rPr w:tblPr w:trPr w:tcPr w:sectPr w:del w:moveFrom w:tabs")


class _Styles(Struct, frozen=True):
    """The ids of styles that have a level in the outline, as headings have; the names of those that mark facts."""

    headings: frozenset[str]
    facts: Mapping[str, str]


class _WordReader(Struct):
    """Reads one part; `text` is the paragraph that is being read.

    An open field is the words of its instruction, then, once its result has begun, its name.
    """

    package: Package
    source: str
    part: str
    styles: _Styles
    notes: Mapping[tuple[str, str], etree._Element]
    passages: list[Passage] = field(default_factory=list)
    text: Passage | None = None
    fields: list[list[str] | str] = field(default_factory=list)
    read: set[tuple[str, str]] = field(default_factory=set)
    """Notes that were read: each is printed once."""
    heading: str = ""
    number: int = 0
    script: str = ""

    def children(self, element: etree._Element) -> None:
        for child in element:
            if isinstance(child.tag, str):
                handler = _HANDLERS.get(child.tag)
                if handler is not None:
                    handler(self, child)
                elif child.tag not in _SKIPPED:
                    self.children(child)

    def add(self, text: str, element: etree._Element) -> None:
        names = [name for name in self.fields if isinstance(name, str)]
        if self.text is None or not text or len(names) < len(self.fields) or "NOTEREF" in names:  # a note's number
            return
        hidden = not _STRUCTURE.isdisjoint(names)
        self.text.add(folded(text) if text != "\n" else text, element, hidden=hidden, script=self.script)
        self.text.listed |= "TOC" in names

    def inside(self, part: str, element: etree._Element) -> None:
        """Read what is anchored here, such as a note."""
        reader = replace(self, part=part, passages=[], text=None, fields=[], number=0, script="")
        reader.children(element)
        self.anchor(reader.passages)

    def anchor(self, passages: list[Passage]) -> None:
        if self.text is not None:
            self.text.inner.append((self.text.length, passages))
        else:
            self.passages += passages

    def place(self) -> str:
        """The place of the paragraph that begins now."""
        under = f"under “{self.heading}”" if self.heading else ""
        return ", ".join(filter(None, (self.part, f"paragraph {self.number}", under)))

    def paragraph(self, element: etree._Element) -> None:
        self.package.spend()
        self.number += 1
        if not len(element):
            return
        outer = self.text
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

    def marked(self, elements: Iterable[etree._Element], name: str) -> None:
        """Read elements as one figure with a mark, if they have a name."""
        start = self.text.length if self.text else 0
        for element in elements:
            self.children(element)
        if self.text and name and self.text.length > start:
            self.text.mark(start, self.text.length, name)

    def control(self, element: etree._Element) -> None:
        named = element.iterfind(f"{full('w:sdtPr')}/*")
        values = (each.get(_VAL, "") for each in named)
        figures = (name_of_control(value) for value in values if value.startswith("fact:"))
        self.marked(element.iterchildren(full("w:sdtContent")), next(figures, ""))

    def run(self, element: etree._Element) -> None:
        style, align = element.find(_RUN_STYLE), element.find(_SCRIPT)
        outer, self.script = self.script, align.get(_VAL, "") if align is not None else ""
        self.marked([element], self.styles.facts.get(style.get(_VAL, ""), "") if style is not None else "")
        self.script = outer

    def field_mark(self, element: etree._Element) -> None:
        kind = element.get(full("w:fldCharType"))
        if kind == "begin":
            if len(self.fields) == _MOST_FIELDS:
                self.package.fault("the file is damaged: its fields are not closed", SAVE_AGAIN)
            self.fields.append([])
        elif kind == "separate" and self.fields:
            self.fields[-1] = _field_name("".join(self.fields[-1]))
        elif kind == "end" and self.fields:
            self.fields.pop()

    def instruction(self, element: etree._Element) -> None:
        if self.fields and isinstance(self.fields[-1], list):
            self.fields[-1].append(element.text or "")

    def simple_field(self, element: etree._Element) -> None:
        self.fields.append(_field_name(element.get(full("w:instr"), "")))
        self.children(element)
        self.fields.pop()

    def note(self, element: etree._Element) -> None:
        kind = str(element.tag).rpartition("}")[2].removesuffix("Reference")
        id_ = element.get(full("w:id"), "")
        found = self.notes.get((kind, id_))
        if found is not None and (kind, id_) not in self.read:
            self.read.add((kind, id_))
            self.inside(f"{kind} {id_}", found)

    def alternative(self, element: etree._Element) -> None:
        """Read the newer of two ways to write the same."""
        for chosen in (*element.iterfind(full("mc:Choice")), *element.iterfind(full("mc:Fallback")))[:1]:
            self.children(chosen)

    def picture(self, element: etree._Element) -> None:
        """Read a drawing: its alternative text, the text boxes in it, the charts and diagrams that it shows."""
        self.anchor(list(drawing_passages(element, self.package, self.source, self.place())))
        self.children(element)

    def symbol(self, element: etree._Element) -> None:
        try:
            code = int(element.get(full("w:char"), ""), 16)
        except ValueError:
            return
        self.add(chr(code & 0xFF) if code in _SYMBOLS else "\ufffd", element)


_HANDLERS: Mapping[str, Callable[[_WordReader, etree._Element], None]] = {
    f"{{{_M}}}t": lambda reader, element: reader.add(element.text or "", element),
    **{
        full(name): handler
        for names, handler in (
            ("w:p", _WordReader.paragraph),
            ("w:r", _WordReader.run),
            ("w:t", lambda reader, element: reader.add(element.text or "", element)),
            ("w:tab w:ptab", lambda reader, element: reader.add(" ", element)),
            ("w:br w:cr", lambda reader, element: reader.add("\n", element)),
            ("w:noBreakHyphen", lambda reader, element: reader.add("-", element)),
            ("w:sym", _WordReader.symbol),
            ("w:tbl", _WordReader.table),
            ("w:sdt", _WordReader.control),
            ("w:fldChar", _WordReader.field_mark),
            ("w:instrText", _WordReader.instruction),
            ("w:fldSimple", _WordReader.simple_field),
            ("w:footnoteReference w:endnoteReference", _WordReader.note),
            ("w:drawing w:pict w:object", _WordReader.picture),
            ("w:txbxContent", lambda reader, element: reader.inside("text box", element)),
            ("mc:AlternateContent", _WordReader.alternative),
        )
        for name in names.split()
    },
}


def _field_name(instruction: str) -> str:
    return instruction.strip().partition(" ")[0].upper()


def body_of(package: Package) -> list[Passage]:
    """The passages of the document's body, notes and text boxes among them where they belong."""
    return _passages(package, package.main, "", _styles(package), _notes(package))


def margins_of(package: Package) -> list[Passage]:
    """The passages of the headers and footers."""
    styles = replace(_styles(package), headings=frozenset())
    names = ((kind, name) for kind in ("header", "footer") for name in sorted(set(package.related(package.main, kind))))
    return [passage for kind, name in names for passage in _passages(package, name, kind, styles, {})]


def _passages(
    package: Package, name: str, part: str, styles: _Styles, notes: Mapping[tuple[str, str], etree._Element]
) -> list[Passage]:
    root = package.xml(name)
    reader = _WordReader(package, name, part, styles, notes)
    if root is not None:
        reader.children(root)
    return reader.passages


def _notes(package: Package) -> dict[tuple[str, str], etree._Element]:
    """The footnotes and endnotes by kind and id."""
    return {
        (kind, note.get(full("w:id"), "")): note
        for kind in ("footnote", "endnote")
        for root in package.related_xml(package.main, f"{kind}s")
        for note in root.iterchildren(full(f"w:{kind}"))
    }


def _styles(package: Package) -> _Styles:
    headings: set[str] = set()
    facts: dict[str, str] = {}
    for root in package.related_xml(package.main, "styles"):
        for style in root.iterchildren(full("w:style")):
            id_ = style.get(full("w:styleId"), "")
            named = style.find(full("w:name"))
            shown = named.get(_VAL, "") if named is not None else ""
            if shown.lower().startswith("heading ") or style.find(_OUTLINE_LEVEL) is not None:
                headings.add(id_)
            written = written_name(shown)
            if written and style.get(full("w:type")) == "character":
                facts[id_] = written
    return _Styles(frozenset(headings), facts)
