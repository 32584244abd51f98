"""The state of the writer: what it collects for other parts of the file, its marks among it, and the next free ids."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.image import ImagePart
from docx.shared import Length, Mm

from reports.brand import Brand, Page
from reports.brand.measure import Metrics
from reports.brand.word_reference.model import RoleStyle, WordReference
from reports.brand.word_reference.reference import add_part
from reports.brand.word_reference.xml import story_text
from reports.document.marks import TRACE_NAMESPACE, fact_style
from reports.document.model import Document, Marked, NoteKind
from reports.files.pictures import CONTENT_TYPES
from reports.files.xml_text import Xml, element, encoded
from reports.languages import Language
from reports.word.lists import DocumentLists, HeadingNumbers
from reports.word.outline import Outline
from reports.word.widths import ZERO, type_size

if TYPE_CHECKING:
    from reports.charts.model import Visual

_MARGINS = {
    "header": ("w:hdr", HeaderPart, CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": ("w:ftr", FooterPart, CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


@dataclass(slots=True)
class TraceList:
    """The marks of a document in reading order, each with its language if that is not the document's first; and the
    ids of controls so far."""

    entries: list[tuple[Marked, str]] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)
    ids: set[int] = field(default_factory=set)

    def next_id(self, tag: str) -> str:
        """The id of a control, made from its tag and the number of controls with that tag."""
        self.uses[tag] = self.uses.get(tag, 0) + 1
        return self.free_id(f"{tag}/{self.uses[tag]}")

    def free_id(self, seed: str) -> str:
        """A positive 31-bit number made from `seed` that no control has yet."""
        number = int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16) & 0x7FFFFFFF
        while number == 0 or number in self.ids:
            number = number % 0x7FFFFFFF + 1
        self.ids.add(number)
        return str(number)

    def part(self, document: Document, margins: Iterable[str] = ()) -> bytes:
        """customXml/item1.xml. `margins` are the lines of the headers and footers of an imported reference."""
        entries = [_entry(marked, language) for marked, language in self.entries]
        letterhead = {"kind": "letterhead", "ref": "", "form": ""}
        entries += [element("mark", letterhead | {"printed": line}) for line in margins]
        about = {"xmlns": TRACE_NAMESPACE, **{name: text or None for name, text in document.made_for._asdict().items()}}
        return encoded(element("trace", about, *entries))


def _entry(marked: Marked, language: str) -> Xml:
    trace = marked.trace
    attributes = {"id": fact_style(trace).id if trace.kind == "fact" else None, "kind": trace.kind, "ref": trace.ref}
    attributes |= {"form": trace.form, "printed": marked.text, "value": trace.value, "language": language or None}
    return element("mark", attributes)


@dataclass(slots=True)
class WriterState:
    """Mutable state while one document is written on a reference, whose main part is `main`.

    `pages` are the page numbers by bookmark, `others` the languages beside the first, `tints` the
    colours of words in titles of charts by their `looks_key`. `links` are the relationships of
    addresses, `images` those of rasters and SVGs, `footers` those of footers by role. `run_properties` are those
    of each pen so far, `labelled_notes` the bookmark and the number of each note that is named again, `counted` the
    last number of the captions of each listing. `page` is the kind of page of the current section; `room` is the width
    of the current cell, if there is one, and `indent` the distance from its edge, or the page's, to the blocks of the
    current item. `shares` are those of the languages side by side.
    """

    main: DocumentPart
    reference: WordReference
    language: Language
    media: Mapping[str, Visual]
    metrics: Metrics
    outline: Outline
    pages: Mapping[str, int]
    note_kind: NoteKind
    others: tuple[Language, ...]
    tints: Mapping[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    note_links: dict[str, str] = field(default_factory=dict)
    notes: list[Xml] = field(default_factory=list)
    note_ids: Iterator[int] = field(default_factory=lambda: count(1))
    labelled_notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    chart_numbers: Iterator[int] = field(default_factory=lambda: count(1))
    bookmark_ids: Iterator[int] = field(default_factory=lambda: count(1))
    run_properties: dict[Hashable, Xml] = field(default_factory=dict)
    marks: TraceList = field(default_factory=TraceList)
    images: dict[str, tuple[str, str]] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    footers: dict[str, str] = field(default_factory=dict)
    room: Length | None = None
    indent: Length = ZERO
    shares: Sequence[float] = ()
    lists: DocumentLists = field(init=False)
    headings: HeadingNumbers = field(init=False)
    page: Page = field(init=False)
    drawing_ids: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        self.lists = DocumentLists(self.brand, self.language.words.letters, self.reference.lists)
        self.headings = HeadingNumbers(self.lists, self.lists.headings)
        self.page = self.brand.word.page
        self.drawing_ids = count(self.reference.pages.drawings + 1)

    @property
    def brand(self) -> Brand:
        return self.reference.brand

    def style(self, id_: str) -> str:
        """The id that one of our styles has in the file."""
        return self.reference.styles.ids.get(id_, id_)

    @property
    def note(self) -> str:
        """A single note of the document, as elements and roles call it: footnote, endnote."""
        return self.note_kind.removesuffix("s")

    def role(self, role: str) -> RoleStyle:
        """The style of a role."""
        return self.reference.styles.roles[role]

    def turn(self, *, landscape: bool) -> None:
        self.page = self.brand.word.landscape if landscape else self.brand.word.page

    @property
    def column(self) -> Length:
        """The width of the text on the page, in the current cell or in the current item."""
        return Length((Mm(self.page.column) if self.room is None else self.room) - self.indent)

    @property
    def across(self) -> Length:
        """The width of charts and tables: on the page they reach beyond the column of text."""
        return self.column if self.room is not None or self.indent else Mm(self.page.across)

    @contextmanager
    def inside(self, *, indent: Length = ZERO, room: Length | None = None) -> Iterator[None]:
        """Write into an item with this indent, or into cells, of which one may have this room."""
        before = self.indent, self.room
        self.indent, self.room = indent, self.room if room is None else room
        yield
        self.indent, self.room = before

    def type_size(self, role: str) -> Length:
        """The size of a role's type."""
        return type_size(role, self.brand)

    def picture(self, called: str, content: bytes) -> str:
        """The id of the relationship to a new picture."""
        uri = PackURI(f"/word/media/{called}")
        picture = ImagePart(uri, CONTENT_TYPES[uri.ext], content)
        self.main.package.image_parts.append(picture)  # python-docx then gives this name to no other
        return self.main.relate_to(picture, RELATIONSHIP_TYPE.IMAGE)

    def native(self, xml: bytes, workbook: bytes) -> str:
        """The id of the relationship to a new chart with its workbook, which is "rId1" in it."""
        number = next(self.chart_numbers)
        kinds = CONTENT_TYPE.DML_CHART, RELATIONSHIP_TYPE.CHART
        chart = add_part(self.main, f"word/charts/chart{number}.xml", *kinds, xml)
        sheet = f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"
        add_part(chart, sheet, CONTENT_TYPE.SML_SHEET, RELATIONSHIP_TYPE.PACKAGE, workbook)
        return self.main.relate_to(chart, RELATIONSHIP_TYPE.CHART)

    def margin(self, kind: str, number: int, text: Xml) -> str:
        """The id of the relationship to a new "header" or "footer"."""
        tag, loader, type_, relationship = _MARGINS[kind]
        uri, content = PackURI(f"/word/{kind}{number}.xml"), encoded(story_text(tag, text))
        return self.main.relate_to(loader.load(uri, type_, content, self.main.package), relationship)
