"""A brand and a form → the reference: the brand's parts and the organisation's, in a package of python-docx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package
from lxml import etree
from pydantic import TypeAdapter

from reports.brand.kept import kept, name_of
from reports.brand.whole import Brand
from reports.brand.word import Form
from reports.brand.word_reference.adoption import adopted, style_ids
from reports.brand.word_reference.letterhead import Letterhead, letterhead_of
from reports.brand.word_reference.lists import lists_of
from reports.brand.word_reference.model import Lists, Margin, Pages, RoleStyle, Styles, WordReference
from reports.brand.word_reference.parts import add_part, fonts_part, settings_part, theme_part
from reports.brand.word_reference.roles import FORM_STYLES, HEADINGS, STYLES, UNINDENTED, Style
from reports.brand.word_reference.style_sheet import StyleSheet, at
from reports.brand.word_reference.styles import styles_part
from reports.brand.word_reference.xml import Element, add, name, root, serialise
from reports.files.namespaces import SPACES
from reports.files.package import saved
from reports.files.xml_text import Xml, element

_BODY = STYLES["body"].id
_KINDS = {
    "word/styles.xml": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "word/settings.xml": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "word/numbering.xml": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "word/fontTable.xml": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "word/theme/theme1.xml": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
}
"""The parts of each reference: content type and kind of relationship."""
_LOOKS = {"name", "files", "fonts", "colours", "roles", "series", "word"}
"""What of a brand a reference is made from."""
_KNOWN = TypeAdapter(tuple[Styles, Lists, Pages])
_MARGINS = {"header": RELATIONSHIP_TYPE.HEADER, "footer": RELATIONSHIP_TYPE.FOOTER}


def _worn(brand: Brand, form: Form) -> Brand:
    """The brand as documents in a form wear it: an organisation's own file has its logo and numbers, or none."""
    looks = brand.in_form(form)
    if form == "house" and brand.files.word:
        word = looks.word.model_copy(update={"headings": []})
        return looks.model_copy(update={"word": word, "logo": None})
    word = looks.word.model_copy(update={"free_above": 0.0, "mapped": {}})
    return looks.model_copy(update={"word": word})


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a reference is made of; looks and form tell it from others."""

    looks: str
    form: Form
    brand: Brand = field(compare=False)
    folder: Path | None = field(compare=False)


def word_reference(brand: Brand, form: Form, folder: Path | None = None) -> WordReference:
    """The reference of a brand for a form, made once; `folder` is where it is kept, if it is.

    Raises Problems: the organisation's file cannot be read, or has not the styles that brand.yaml names.
    """
    looks = _worn(brand, form)  # not kept: a brand may differ in what the file does not hold, such as its logo
    content, known = _found(_Wanted(brand.model_dump_json(include=_LOOKS), form, brand, folder))
    return WordReference(looks, content, *known)


@lru_cache(maxsize=8)
def _found(wanted: _Wanted) -> tuple[bytes, tuple[Styles, Lists, Pages]]:
    looks = _worn(wanted.brand, wanted.form)
    own = wanted.brand if wanted.form == "house" else None
    path = wanted.folder / name_of("python-docx", f"{wanted.form} {wanted.looks}") if wanted.folder else None
    return kept(path, _KNOWN, lambda: _made(looks, wanted.form, own))


def _made(looks: Brand, form: Form, brand: Brand | None) -> tuple[bytes, tuple[Styles, Lists, Pages]]:
    """The file and what must be known of it; `brand` has the organisation's own file, where it is used."""
    own = letterhead_of(brand) if brand else None
    sheet, numbering = (own.styles, own.numbering) if own else (None, None)
    theme = own.roots.get(RELATIONSHIP_TYPE.THEME) if own else None
    ours = styles_part(looks, form)
    ids = style_ids(ours, sheet, looks) if sheet else {}
    styles = adopted(ours, sheet, ids, looks) if sheet else ours
    package = _package(
        {
            "word/styles.xml": styles,
            "word/settings.xml": settings_part(own.settings if own else None),
            "word/numbering.xml": root("w:numbering") if numbering is None else numbering,
            "word/fontTable.xml": fonts_part(looks, own.roots.get(RELATIONSHIP_TYPE.FONT_TABLE) if own else None),
            "word/theme/theme1.xml": theme_part(looks) if theme is None else theme,
        },
        own.parts if own else {},
    )
    pages = _pages(package, own) if own else Pages()
    roles = {style.role: _role_style(style, looks, sheet, ids) for style in FORM_STYLES[form]}
    characters = _character_looks(ours, StyleSheet(styles), ids)
    lists = lists_of(sheet, numbering, looks.word.mapped) if sheet else Lists()
    return saved(package), (Styles(roles, ids, characters), lists, pages)


def _character_looks(ours: Element, sheet: StyleSheet, ids: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The looks of our character styles, for runs that have a style of another kind."""
    looks: dict[str, dict[str, str]] = {}
    for style in ours.iterchildren(name("w:style")):
        if style.get(name("w:type")) == "character":
            id_ = style.get(name("w:styleId"), "")
            looks[id_] = {}
            for each in reversed(list(sheet.chain(ids.get(id_, id_)))):
                for said in each.iterfind(f"{name('w:rPr')}/{name('w:*')}"):
                    looks[id_][etree.QName(said).localname] = _as_text(said)
    return looks


def _as_text(said: Element) -> Xml:
    """A property as text, with its attributes of the main namespace."""
    names = [(etree.QName(key), text) for key, text in said.items()]
    attributes = {f"w:{key.localname}": str(text) for key, text in names if key.namespace == SPACES["w"]}
    return element(f"w:{etree.QName(said).localname}", attributes)


def _package(parts: Mapping[str, Element], own: Mapping[str, Part]) -> Package:
    """A package with a document that says nothing, and the parts that each reference has.

    `own` are the organisation's parts that they are made from, by the kinds of relationships: what these lead to stays.
    """
    package = Package()
    text = root("w:document")
    add(add(text, "w:body"), "w:sectPr")
    kinds = CONTENT_TYPE.OPC_CORE_PROPERTIES, RELATIONSHIP_TYPE.CORE_PROPERTIES
    add_part(package, "docProps/core.xml", *kinds, serialise(CT_CoreProperties.new()))
    kinds = CONTENT_TYPE.WML_DOCUMENT_MAIN, RELATIONSHIP_TYPE.OFFICE_DOCUMENT
    main = add_part(package, "word/document.xml", *kinds, serialise(text))
    for called, root_element in parts.items():
        type_, kind = _KINDS[called]
        part = add_part(main, called, type_, kind, serialise(root_element))
        for id_, relation in own[kind].rels.items() if kind in own else ():
            part.rels.add_relationship(relation.reltype, relation.target_part, id_)
    return package


def _pages(package: Package, own: Letterhead) -> Pages:
    """The organisation's headers and footers that say something, put into the package with their pictures.

    Their parts get names that those of a document do not have.
    """
    main, borders = package.main_document_part, at(own.section, "w:pgBorders")
    margins = []
    for each in own.stories:
        if each.says:
            each.part.partname = PackURI(f"/word/letterhead-{each.kind}-{each.use}.xml")
            margins.append(Margin(each.kind, each.use, main.relate_to(each.part, _MARGINS[each.kind])))
    for part in package.iter_parts():
        part.partname = PackURI(part.partname.replace("/media/image", "/media/letterhead"))
    return Pages(
        tuple(margins),
        own.first_page,
        any(each.counts for each in own.stories),
        etree.tostring(borders, encoding="unicode") if borders is not None else "",
        tuple(dict.fromkeys(line for each in own.stories if each.says for line in each.lines)),
        own.drawings,
    )


def _role_style(style: Style, brand: Brand, sheet: StyleSheet | None, ids: Mapping[str, str]) -> RoleStyle:
    """The style of a role; `sheet` are the organisation's own styles, of which it may be one."""
    id_ = ids.get(style.id, style.id)
    if sheet is None or style.role not in brand.word.mapped:
        return RoleStyle(id_, style.keep)
    tabs = sheet.inherited(id_, "w:pPr", "w:tabs")
    return RoleStyle(
        id_,
        keeps=sheet.holds(id_, "w:pPr", "w:keepNext"),
        counts=style.role not in HEADINGS and sheet.said(id_, "w:pPr", "w:numPr", "w:numId") not in ("", "0"),
        stops=tabs is not None and any(tab.get(name("w:val")) in ("right", "end") for tab in tabs),
        borrowed=_borrowed(id_, ids.get(_BODY, _BODY), brand, sheet) if style.role in UNINDENTED else (),
    )


def _borrowed(id_: str, under: str, brand: Brand, sheet: StyleSheet) -> tuple[str, ...]:
    """What a style has only because it stands on that of running text, `under` it."""
    body = brand.word.styles["body"]
    said = {"w:ind": bool(body.first), "w:jc": body.align == "both"}
    own = sheet.own(id_, under)
    return tuple(tag for tag, borrowed in said.items() if borrowed and tag not in own)
