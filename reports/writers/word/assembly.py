"""A reference opened with python-docx and what was written on it → the whole document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import docx.document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.image import ImagePart

from reports.brand.word_reference.parts import add_part
from reports.brand.word_reference.stories import TITLE
from reports.document import Document, NoteKind, plain
from reports.foreign.names import PICTURES
from reports.word_marks import FactStyle, kept_properties
from reports.writers.word.controls import properties_part
from reports.writers.word.custom_properties import set_custom_properties
from reports.writers.word.draft import Draft
from reports.writers.word.notes import ENDNOTE_FORMAT, SEPARATORS, notes_part, one
from reports.writers.word.xml import Element, add, add_value, encoded, name
from reports.xml_text import Xml

_LONGEST = 255
"""The letters that a core property of an Office file may have."""
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_MARGINS = {"header": (HeaderPart, CONTENT_TYPE.WML_HEADER), "footer": (FooterPart, CONTENT_TYPE.WML_FOOTER)}
_NOTES = {
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "endnotes": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
}


def assemble(main: DocumentPart, text: Xml, document: Document, draft: Draft) -> docx.document.Document:
    """The whole document: a text, and what the draft has gathered beside it, in the main part of a reference."""
    package, reference = main.package, draft.reference
    # a body that lxml moves from one tree into another takes it ten times as long as to read the whole
    main._element = parse_xml(text)
    opened: docx.document.Document = main.document
    contents = {called.removeprefix("word/"): _part(package, called, each) for called, each in draft.parts.items()}
    draft.relations.relate(main, contents)
    notes = add_part(
        main, f"word/{document.notes}.xml", *_NOTES[document.notes], encoded(notes_part(document.notes, draft.notes))
    )
    draft.note_relations.relate(notes, contents)
    draft.numbering.define(main.numbering_part.element)
    _speak(opened, draft.tag)
    _count_notes(opened.settings.element, document.notes)
    for margin in reference.pages.margins:
        _say_title(main.related_parts[margin.id].element, plain(document.meta.title))
    _mark(opened, draft.controls.fact_styles())
    marks = draft.controls.part(document, reference.pages.lines)
    trace = add_part(main, "customXml/item1.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML, marks)
    kinds = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
    add_part(trace, "customXml/itemProps1.xml", *kinds, properties_part(document))
    listed = (marked for marked, _ in draft.controls.marks)
    set_custom_properties(package, kept_properties(document.report, document.language, listed))
    _describe(opened, document, draft.tag)
    return opened


def _part(package: Package, called: str, content: bytes) -> Part:
    """A picture, header or footer; python-docx must know pictures, so that it names others otherwise."""
    uri = PackURI(f"/{called}")
    if uri.ext in PICTURES:
        picture = ImagePart(uri, PICTURES[uri.ext], content)
        package.image_parts.append(picture)
        return picture
    kind, type_ = _MARGINS[uri.filename[:6]]
    margin: Part = kind.load(uri, type_, content, package)
    return margin


def _mark(opened: docx.document.Document, facts: Iterable[FactStyle]) -> None:
    """Add the hidden character styles that mark figures; readers' lists of styles do not show them."""
    for fact in facts:
        attributes = {"w:type": "character", "w:customStyle": "1", "w:styleId": fact.id}
        style = add(opened.styles.element, "w:style", attributes)
        add_value(style, "w:name", fact.name)
        add_value(style, "w:uiPriority", "99")
        add(style, "w:semiHidden")


def _speak(opened: docx.document.Document, tag: str) -> None:
    """Say in which language the document is."""
    for language in opened.styles.element.iter(name("w:lang")):
        for key in {name("w:val"), name("w:eastAsia")} & set(language.keys()):
            language.set(key, tag)
    for language in opened.settings.element.iter(name("w:themeFontLang")):
        language.set(name("w:val"), tag)


def _count_notes(settings: Element, kind: NoteKind) -> None:
    """Say how notes are counted and which separate them from the text; endnotes end the text, before its annexes."""
    notes = settings.makeelement(name(f"w:{one(kind)}Pr"))
    if kind == "endnotes":
        add_value(notes, "w:pos", "sectEnd")
        add_value(notes, "w:numFmt", ENDNOTE_FORMAT)
    for id_, _ in SEPARATORS:
        add(notes, f"w:{one(kind)}", {"w:id": id_})
    for compatibility in settings.iterchildren(name("w:compat")):
        compatibility.addprevious(notes)


def _say_title(margin: Element, title: str) -> None:
    """Put the document's title where a header or footer shows one."""
    for text in margin.iter(name("w:t")):
        if text.text and TITLE in text.text:
            text.text = text.text.replace(TITLE, title)


def _describe(opened: docx.document.Document, document: Document, tag: str) -> None:
    """Title, subject, language, keywords, date and agency of the file; the dates are the document's own."""
    meta, core = document.meta, opened.core_properties
    metas = (meta, *(other for _, other in document.translations))
    for called, text in (
        ("title", " / ".join(plain(each.title) for each in metas)),
        ("subject", " / ".join(plain(each.subtitle) for each in metas)),
        ("author", plain(meta.agency)),
        ("keywords", ", ".join(word for each in metas for word in each.keywords)),
        ("content_status", plain(meta.status)),
        ("language", tag),
        ("version", meta.version),
    ):
        if text:
            setattr(core, called, text[:_LONGEST])
    core.created = core.modified = datetime.combine(meta.date, datetime.min.time(), UTC)
    company = f"<Company>{escape(plain(meta.agency))}</Company>" if meta.agency else ""
    content = f'<Properties xmlns="{_APP}"><Application>songngu</Application>{company}</Properties>'
    kinds = CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
    add_part(opened.part.package, "docProps/app.xml", *kinds, content.encode())
