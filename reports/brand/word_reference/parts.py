"""Parts of a Word reference: settings and fonts; and how a part is added to a package of python-docx."""

from __future__ import annotations

import copy

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from reports.brand.brand import Brand
from reports.brand.word_reference.style_sheet import at
from reports.brand.word_reference.xml import LANGUAGE, Element, add, add_value, name, value
from reports.files.foreign.names import SPACES
from reports.files.xml_text import EMPTY, Xml, element

_COMPATIBILITY = {
    "compatibilityMode": "15",
    "overrideTableStyleFontSizeAndJustification": "1",
    "enableOpenTypeFeatures": "1",
    "doNotFlipMirrorIndents": "1",
    "differentiateMultirowTableHeaders": "1",
    "useWord2013TrackBottomHyphenation": "0",
}
_COLOURS = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"} | {
    key: key for key in (*(f"accent{number}" for number in range(1, 7)), "hyperlink", "followedHyperlink")
}


def add_part(source: Part | Package, called: str, type_: str, kind: str, content: bytes) -> Part:
    """A new part with a content, to which the source, a part or the package itself, is related."""
    package = source if isinstance(source, Package) else source.package
    part = Part(PackURI(f"/{called}"), type_, content, package)
    source.relate_to(part, kind)
    return part


def settings_part(imported: Element | None) -> Xml:
    """The settings, in the order of the schema; some are those of the imported file, if it has them.

    Fields are not updated at opening: Word would ask the user about it.
    """
    uri = "http://schemas.microsoft.com/office/word"
    settings = ({"w:name": key, "w:uri": uri, "w:val": text} for key, text in _COMPATIBILITY.items())
    colours = {f"w:{key}": text for key, text in _COLOURS.items()}
    return element(
        "w:settings",
        {"xmlns:w": SPACES["w"]},
        Xml('<w:zoom w:percent="100"/>'),
        *(_own(imported, tag) for tag in ("w:embedTrueTypeFonts", "w:saveSubsetFonts", "w:mirrorMargins")),
        _own(imported, "w:defaultTabStop", value("w:defaultTabStop", "720")),
        _own(imported, "w:evenAndOddHeaders", value("w:evenAndOddHeaders", "0")),
        value("w:characterSpacingControl", "doNotCompress"),
        element("w:compat", {}, *(element("w:compatSetting", setting) for setting in settings)),
        element("w:themeFontLang", {"w:val": LANGUAGE}),
        _own(imported, "w:clrSchemeMapping", element("w:clrSchemeMapping", colours)),
    )


def _own(imported: Element | None, tag: str, otherwise: Xml = EMPTY) -> Xml:
    """A setting of the imported file as text."""
    found = at(imported, tag)
    return otherwise if found is None else Xml(etree.tostring(found, encoding="unicode", with_tail=False))


def fonts_part(brand: Brand, imported: Element) -> Element:
    """The imported file's fonts, and what Word needs to choose substitutes for those of the brand."""
    part = copy.deepcopy(imported)
    known = {font.get(name("w:name")) for font in part}
    for called, font in brand.word.fonts.items():
        if called in known:
            continue
        entry = add(part, "w:font", {"w:name": called})
        add_value(entry, "w:altName", font.alternative)
        add_value(entry, "w:panose1", font.panose)
        add_value(entry, "w:charset", "00")
        add_value(entry, "w:family", font.family)
        add_value(entry, "w:pitch", "variable")
    return part
