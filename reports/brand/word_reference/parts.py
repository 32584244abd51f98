"""Parts of a Word reference: settings and fonts; and how a part is added to a package of python-docx."""

from __future__ import annotations

import copy

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.package import Package

from reports.brand.brand import Brand
from reports.brand.word_reference.style_sheet import at
from reports.brand.word_reference.xml import Element, name
from reports.brand.xml_files import filled

_FLAGS = ("w:embedTrueTypeFonts", "w:saveSubsetFonts", "w:mirrorMargins")
"""Settings that only an imported file has."""


def add_part(source: Part | Package, called: str, type_: str, kind: str, content: bytes) -> Part:
    """A new part with a content, to which the source, a part or the package itself, is related."""
    package = source if isinstance(source, Package) else source.package
    part = Part(PackURI(f"/{called}"), type_, content, package)
    source.relate_to(part, kind)
    return part


def settings_root(imported: Element | None) -> Element:
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


def fonts_root(brand: Brand, imported: Element) -> Element:
    """The imported file's fonts, and what Word needs to choose substitutes for those of the brand."""
    part = copy.deepcopy(imported)
    known = {font.get(name("w:name")) for font in part}
    for called, font in brand.word.fonts.items():
        if called not in known:
            part.append(parse_xml(filled("word_reference/font.xml", name=called, **dict(font))))
    return part
