"""A brand and a form → the .docx of the reference, and the facts about it that the writer needs."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.parser import parse_xml
from docx.oxml.styles import CT_Styles
from docx.package import Package
from lxml import etree

from reports.brand.brand import Brand
from reports.brand.theme import theme_root
from reports.brand.word_reference.imported import ImportedDocument, imported_document
from reports.brand.word_reference.lists import lists_of
from reports.brand.word_reference.merged_styles import merged_styles, style_ids
from reports.brand.word_reference.model import Lists, Margin, Pages, RoleStyle, Styles
from reports.brand.word_reference.reference import add_part
from reports.brand.word_reference.roles import FORM_STYLES, HEADINGS, Form, Style
from reports.brand.word_reference.stories import lines
from reports.brand.word_reference.style_sheet import StyleSheet, at
from reports.brand.word_reference.styles import styles_root
from reports.brand.word_reference.xml import Element, name, root, serialise
from reports.brand.xml_files import filled
from reports.files.namespaces import SPACES
from reports.files.package import saved
from reports.files.xml_text import Xml, element, encoded

_PARTS = {
    "word/styles.xml": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "word/settings.xml": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "word/numbering.xml": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "word/fontTable.xml": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "word/theme/theme1.xml": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
}
"""The parts of each reference: content type and type of relationship."""
_MARGINS = {"header": RELATIONSHIP_TYPE.HEADER, "footer": RELATIONSHIP_TYPE.FOOTER}
_FLAGS = ("w:embedTrueTypeFonts", "w:saveSubsetFonts", "w:mirrorMargins")
"""Settings that only an imported file has."""
_TEXT = Xml("<w:body><w:sectPr/></w:body>")


def reference_made(looks: Brand, form: Form, brand: Brand) -> tuple[bytes, tuple[Styles, Lists, Pages]]:
    """The file and the facts about it."""
    imported = imported_document(brand) if form == "house" else None
    own = styles_root(looks, form)
    ids = style_ids(own, imported.styles, looks) if imported else {}
    styles = merged_styles(own, imported.styles, ids, looks) if imported else own
    own_theme = imported.theme if imported else None
    roots = {
        "word/styles.xml": styles,
        "word/settings.xml": _settings(imported.settings if imported else None),
        "word/numbering.xml": imported.numbering if imported else root("w:numbering"),
        "word/fontTable.xml": _fonts(looks, imported.fonts if imported else root("w:fonts")),
        "word/theme/theme1.xml": theme_root(looks) if own_theme is None else own_theme,
    }
    package = _package(roots, imported.parts if imported else {})
    sheet = StyleSheet(styles)
    roles = {style.role: _role_style(style, looks, sheet, ids) for style in FORM_STYLES[form]}
    lists = lists_of(imported.styles, imported.numbering, looks.word.mapped) if imported else Lists()
    pages = _pages(package, imported) if imported else Pages()
    return saved(package), (Styles(roles, ids, _character_looks(own, sheet, ids)), lists, pages)


def _character_looks(own: CT_Styles, sheet: StyleSheet, ids: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The properties of our character styles by name, as XML, for runs that have a style of another purpose."""
    looks: dict[str, dict[str, str]] = {}
    for id_ in [style.styleId for style in own.xpath("w:style") if style.get(name("w:type")) == "character"]:
        looks[id_] = {}
        for each in reversed(list(sheet.chain(ids.get(id_, id_)))):
            for found in each.iterfind(f"{name('w:rPr')}/{name('w:*')}"):
                keys = [(etree.QName(key), str(text)) for key, text in found.items()]
                attributes = {f"w:{key.localname}": text for key, text in keys if key.namespace == SPACES["w"]}
                tag = etree.QName(found).localname
                looks[id_][tag] = str(element(f"w:{tag}", attributes))
    return looks


def _package(roots: Mapping[str, Element], imported: Mapping[str, Part]) -> Package:
    """A package with an empty document and the parts of each reference.

    `imported` are the parts, by type of relationship, that they are made from; relationships of these are copied.
    """
    package = Package()
    core = serialise(CT_CoreProperties.new())
    types = CONTENT_TYPE.OPC_CORE_PROPERTIES, RELATIONSHIP_TYPE.CORE_PROPERTIES
    add_part(package, "docProps/core.xml", *types, core)
    text = encoded(element("w:document", {"xmlns:w": SPACES["w"]}, _TEXT))
    types = CONTENT_TYPE.WML_DOCUMENT_MAIN, RELATIONSHIP_TYPE.OFFICE_DOCUMENT
    main = add_part(package, "word/document.xml", *types, text)
    for called, root_element in roots.items():
        part = add_part(main, called, *_PARTS[called], serialise(root_element))
        source = imported.get(_PARTS[called][1])
        for id_, relation in source.rels.items() if source else ():
            part.rels.add_relationship(relation.reltype, relation.target_part, id_)
    return package


def _pages(package: Package, imported: ImportedDocument) -> Pages:
    """The imported headers and footers that show something, put into the package with their pictures.

    Their parts get names that those of a document do not have.
    """
    main, borders = package.main_document_part, at(imported.section, "w:pgBorders")
    shown = [each for each in imported.stories if each.shows]
    margins = []
    for each in shown:
        each.part.partname = PackURI(f"/word/imported-{each.kind}-{each.use}.xml")
        margins.append(Margin(each.kind, each.use, main.relate_to(each.part, _MARGINS[each.kind])))
    for part in package.iter_parts():
        part.partname = PackURI(part.partname.replace("/media/image", "/media/imported"))
    return Pages(
        tuple(margins),
        imported.first_page,
        any(each.counts for each in imported.stories),
        "" if borders is None else etree.tostring(borders, encoding="unicode"),
        tuple(dict.fromkeys(line for each in shown for line in lines(each.part.element))),
        imported.drawings,
    )


def _role_style(style: Style, brand: Brand, sheet: StyleSheet, ids: Mapping[str, str]) -> RoleStyle:
    """The style of a role; it may be one of the imported file."""
    id_ = ids.get(style.id, style.id)
    if style.role not in brand.word.mapped:
        return RoleStyle(id_, style.keep)
    tabs = sheet.inherited(id_, "w:pPr", "w:tabs")
    return RoleStyle(
        id_,
        keeps=sheet.is_on(id_, "w:pPr", "w:keepNext"),
        counts=style.role not in HEADINGS and sheet.value(id_, "w:pPr", "w:numPr", "w:numId") not in ("", "0"),
        stops=tabs is not None and any(tab.get(name("w:val")) in ("right", "end") for tab in tabs),
    )


def _settings(imported: Element | None) -> Element:
    """The root of the settings part; some settings are those of the imported file.

    Fields are not updated at opening: Word would ask the user about it.
    """
    settings: Element = parse_xml(filled("word_reference/settings.xml"))
    for tag in (*_FLAGS, "w:defaultTabStop", "w:evenAndOddHeaders", "w:clrSchemeMapping"):
        own, default = at(imported, tag), at(settings, tag)
        if default is not None and own is not None:
            settings.replace(default, copy.deepcopy(own))
        elif default is not None and tag in _FLAGS:
            settings.remove(default)
    return settings


def _fonts(brand: Brand, imported: Element) -> Element:
    """The imported file's fonts, and what Word needs to choose substitutes for those of the brand."""
    part = copy.deepcopy(imported)
    known = {font.get(name("w:name")) for font in part}
    for called, font in brand.word.substitutes.items():
        if called not in known:
            part.append(parse_xml(filled("word_reference/font.xml", name=called, **dict(font))))
    return part
