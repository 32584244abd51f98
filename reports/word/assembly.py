"""A reference opened with python-docx and what was written on it → the whole document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import docx.document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from docx.package import Package

from reports.brand.word_reference.parts import add_part
from reports.brand.word_reference.stories import TITLE
from reports.brand.word_reference.xml import Element, add, add_value, encoded, insert, name
from reports.document.marks import custom_properties_xml, fact_style, kept_properties
from reports.document.model import Document, Marked, NoteKind, plain
from reports.files.xml_text import Xml
from reports.word.controls import properties_part
from reports.word.draft import Draft
from reports.word.notes import ENDNOTE_FORMAT, SEPARATORS, notes_part, one

_LONGEST = 255
"""The letters that a core property of an Office file may have."""
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_NOTES = {
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "endnotes": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
}


def assemble(text: Xml, document: Document, draft: Draft) -> docx.document.Document:
    """The whole document: a text, and what the draft has gathered beside it, in the main part of its reference."""
    main, reference = draft.main, draft.reference
    # a body that lxml moves from one tree into another takes it ten times as long as to read the whole
    main._element = parse_xml(text)
    opened: docx.document.Document = main.document
    notes = add_part(
        main, f"word/{document.notes}.xml", *_NOTES[document.notes], encoded(notes_part(document.notes, draft.notes))
    )
    for part, links in ((main, draft.links), (notes, draft.note_links)):
        for address, id_ in links.items():
            part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, id_, is_external=True)
    draft.numbering.define(main.numbering_part.element)
    _speak(opened, draft.tag)
    _count_notes(opened.settings.element, document.notes)
    for margin in reference.pages.margins:
        _say_title(main.related_parts[margin.id].element, plain(document.meta.title))
    listed = [marked for marked, _ in draft.controls.marks]
    _mark(opened, listed)
    marks = draft.controls.part(document, reference.pages.lines)
    trace = add_part(main, "customXml/item1.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML, marks)
    kinds = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
    add_part(trace, "customXml/itemProps1.xml", *kinds, properties_part(document))
    set_custom_properties(main.package, kept_properties(document.report, document.language, listed))
    _describe(opened, document, draft.tag)
    return opened


def _mark(opened: docx.document.Document, marks: Iterable[Marked]) -> None:
    """Add the hidden character styles that mark figures; readers' lists of styles do not show them."""
    for fact in sorted({fact_style(marked.trace) for marked in marks if marked.trace.kind == "fact"}):
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
    insert(settings, notes, "w:compat")


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


def set_custom_properties(package: Package, properties: Mapping[str, str]) -> None:
    """Give the file these custom properties, all texts, in place of those that it has."""
    kind = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    for id_ in [id_ for id_, relation in package.rels.items() if relation.reltype == kind]:
        del package.rels[id_]
    content = encoded(custom_properties_xml(properties))
    add_part(package, "docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, kind, content)
