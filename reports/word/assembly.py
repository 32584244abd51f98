"""A reference opened with python-docx, and the parts written for it → the whole document."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

import docx.document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from docx.package import Package

from reports.brand.word_reference.model import TITLE
from reports.brand.word_reference.reference import add_part
from reports.brand.word_reference.xml import Element, add, add_value, insert, name, story_text
from reports.document.fingerprints import paragraphs_of, sentences_part
from reports.document.marks import TRACE_NAMESPACE, fact_style, kept_properties
from reports.document.model import Document, Marked, plain
from reports.document.properties import custom_properties, extended_properties, set_core_properties
from reports.files.xml_text import Xml, element, encoded, joined
from reports.word.page_sections import ENDNOTE_FORMAT
from reports.word.state import WriterState

_NOTES = {
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "endnotes": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
}
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
"""The ids and kinds of the notes that are only separators; settings.xml lists them too."""
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def assemble(text: Xml, document: Document, state: WriterState) -> docx.document.Document:
    """The whole document: its text and the other parts that the state has collected, in the reference."""
    main, reference = state.main, state.reference
    # parsing the whole part takes lxml a tenth of the time of moving the body into another tree
    main._element = parse_xml(text)
    opened: docx.document.Document = main.document
    notes = add_part(main, f"word/{document.notes}.xml", *_NOTES[document.notes], encoded(_notes_part(state)))
    for part, links in ((main, state.links), (notes, state.note_links)):
        for address, id_ in links.items():
            part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, id_, is_external=True)
    state.lists.define(main.numbering_part.element)
    _set_language(opened, state.language.tag)
    _set_notes(opened.settings.element, state)
    for margin in reference.pages.margins:
        _set_title(main.related_parts[margin.id].element, plain(document.meta.title))
    listed = [marked for marked, _ in state.marks.entries]
    _add_fact_styles(opened, listed)
    marks = state.marks.part(document, reference.pages.lines)
    trace = add_part(main, "customXml/item1.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML, marks)
    sentences = sentences_part(paragraphs_of(joined([text, *state.notes])))
    own = add_part(main, "customXml/item2.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML, sentences)
    kinds = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
    for number, part in enumerate((trace, own), 1):
        add_part(part, f"customXml/itemProps{number}.xml", *kinds, _properties_part(document, number))
    set_custom_properties(main.package, kept_properties(document.made_for, listed))
    set_core_properties(
        opened.core_properties, [document.meta, *(meta for _, meta in document.translations)], state.language.tag
    )
    kinds = CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
    add_part(main.package, "docProps/app.xml", *kinds, extended_properties(document.meta))
    return opened


def _add_fact_styles(opened: docx.document.Document, marks: Iterable[Marked]) -> None:
    """Add the hidden character styles that mark figures; lists of styles do not show them."""
    for fact in sorted({fact_style(marked.trace) for marked in marks if marked.trace.kind == "fact"}):
        attributes = {"w:type": "character", "w:customStyle": "1", "w:styleId": fact.id}
        style = add(opened.styles.element, "w:style", attributes)
        add_value(style, "w:name", fact.name)
        add_value(style, "w:uiPriority", "99")
        add(style, "w:semiHidden")


def _set_language(opened: docx.document.Document, tag: str) -> None:
    """State the language of the document."""
    for language in opened.styles.element.iter(name("w:lang")):
        for key in {name("w:val"), name("w:eastAsia")} & set(language.keys()):
            language.set(key, tag)
    for language in opened.settings.element.iter(name("w:themeFontLang")):
        language.set(name("w:val"), tag)


def _set_notes(settings: Element, state: WriterState) -> None:
    """State how notes are counted and which ones are separators; endnotes end the text, before its annexes."""
    notes = settings.makeelement(name(f"w:{state.note}Pr"))
    if state.note_kind == "endnotes":
        add_value(notes, "w:pos", "sectEnd")
        add_value(notes, "w:numFmt", ENDNOTE_FORMAT)
    for id_, _ in _SEPARATORS:
        add(notes, f"w:{state.note}", {"w:id": id_})
    insert(settings, notes, "w:compat")


def _notes_part(state: WriterState) -> Xml:
    """word/footnotes.xml or word/endnotes.xml: the two separators and the notes."""
    spacing = {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"}
    properties = element("w:pPr", {}, element("w:spacing", spacing), element("w:ind", {"w:firstLine": "0"}))
    separators = [
        element(
            f"w:{state.note}",
            {"w:type": separator, "w:id": id_},
            element("w:p", {}, properties, element("w:r", {}, element(f"w:{separator}"))),
        )
        for id_, separator in _SEPARATORS
    ]
    return story_text(f"w:{state.note_kind}", joined([*separators, *state.notes]))


def _properties_part(document: Document, number: int) -> bytes:
    """customXml/itemProps1.xml and 2: the identity and the namespace of a part."""
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{TRACE_NAMESPACE}/{document.report}/{document.language}/{number}")
    schemas = element("ds:schemaRefs", {}, element("ds:schemaRef", {"ds:uri": TRACE_NAMESPACE}))
    about = {"xmlns:ds": _CUSTOM_XML, "ds:itemID": f"{{{str(identity).upper()}}}"}
    return encoded(element("ds:datastoreItem", about, schemas))


def _set_title(margin: Element, title: str) -> None:
    """Put the document's title into a header or footer that shows one."""
    for text in margin.iter(name("w:t")):
        if text.text and TITLE in text.text:
            text.text = text.text.replace(TITLE, title)


def set_custom_properties(package: Package, properties: Mapping[str, str]) -> None:
    """Replace the custom properties of the file by these, all texts."""
    kind = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    for id_ in [id_ for id_, relation in package.rels.items() if relation.reltype == kind]:
        del package.rels[id_]
    add_part(package, "docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, kind, custom_properties(properties))
