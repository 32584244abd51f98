"""Parts put into a package of python-docx; those of a reference that are neither styles nor lists: settings, fonts,
theme."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from reports.brand.whole import Brand
from reports.brand.word_reference.style_sheet import at
from reports.brand.word_reference.xml import LANGUAGE, Element, add, add_value, name, root
from reports.files.namespaces import SPACES
from reports.files.xml_text import element

_COMPATIBILITY = {
    "compatibilityMode": "15",
    "overrideTableStyleFontSizeAndJustification": "1",
    "enableOpenTypeFeatures": "1",
    "doNotFlipMirrorIndents": "1",
    "differentiateMultirowTableHeaders": "1",
    "useWord2013TrackBottomHyphenation": "0",
}
_COLOUR_MAP = {
    "bg1": "light1",
    "t1": "dark1",
    "bg2": "light2",
    "t2": "dark2",
    **{f"accent{i}": f"accent{i}" for i in range(1, 7)},
    "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
}
_LINES = (6350, 12700, 19050)
_ACCENTS = 6


def add_part(source: Part | Package, called: str, type_: str, kind: str, content: bytes) -> Part:
    """A new part with a content, to which the source, a part or the package itself, is related."""
    package = source if isinstance(source, Package) else source.package
    part = Part(PackURI(f"/{called}"), type_, content, package)
    source.relate_to(part, kind)
    return part


def settings_part(kept: Element | None) -> Element:
    """The settings, with some that are `kept` of the organisation's file, in the order of the schema.

    Fields are not updated at opening: that would ask the reader a question.
    """
    part = root("w:settings")
    add(part, "w:zoom", {"w:percent": "100"})
    for own in ("w:embedTrueTypeFonts", "w:saveSubsetFonts", "w:mirrorMargins"):
        _keep(part, kept, own)
    if not _keep(part, kept, "w:defaultTabStop"):
        add_value(part, "w:defaultTabStop", "720")
    if not _keep(part, kept, "w:evenAndOddHeaders"):
        add_value(part, "w:evenAndOddHeaders", "0")
    add_value(part, "w:characterSpacingControl", "doNotCompress")
    compatibility = add(part, "w:compat")
    for setting, value in _COMPATIBILITY.items():
        uri = "http://schemas.microsoft.com/office/word"
        add(compatibility, "w:compatSetting", {"w:name": setting, "w:uri": uri, "w:val": value})
    add(part, "w:themeFontLang", {"w:val": LANGUAGE})
    if not _keep(part, kept, "w:clrSchemeMapping"):
        add(part, "w:clrSchemeMapping", {f"w:{key}": value for key, value in _COLOUR_MAP.items()})
    return part


def _keep(part: Element, kept: Element | None, tag: str) -> bool:
    """Put in a setting of the organisation's file, if it has it."""
    found = at(kept, tag)
    if found is not None:
        part.append(copy.deepcopy(found))
    return found is not None


def fonts_part(brand: Brand, kept: Element | None) -> Element:
    """What Word needs to choose a substitute for a font that is missing, added to what is `kept`."""
    part = root("w:fonts") if kept is None else copy.deepcopy(kept)
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


def theme_part(brand: Brand) -> Element:
    """The root of word/theme/theme1.xml; of fills, lines and effects it has three each, as the format demands."""
    named = {"name": brand.name}
    colours = [
        element(f"a:{slot}", {}, element("a:srgbClr", {"val": colour})) for slot, colour in _colours(brand).items()
    ]
    others = element("a:ea", {"typeface": ""}), element("a:cs", {"typeface": ""})
    fonts = [
        element(f"a:{slot}", {}, element("a:latin", {"typeface": typeface}), *others)
        for slot, typeface in (("majorFont", brand.fonts.headings), ("minorFont", brand.fonts.body))
    ]
    solid = element("a:solidFill", {}, element("a:schemeClr", {"val": "phClr"}))
    elements = element(
        "a:themeElements",
        {},
        element("a:clrScheme", named, *colours),
        element("a:fontScheme", named, *fonts),
        element(
            "a:fmtScheme",
            named,
            element("a:fillStyleLst", {}, *[solid] * 3),
            element("a:lnStyleLst", {}, *(element("a:ln", {"w": str(width)}, solid) for width in _LINES)),
            element("a:effectStyleLst", {}, *[element("a:effectStyle", {}, element("a:effectLst"))] * 3),
            element("a:bgFillStyleLst", {}, *[solid] * 3),
        ),
    )
    return etree.fromstring(element("a:theme", {"xmlns:a": SPACES["a"], **named}, elements))


def _colours(brand: Brand) -> Mapping[str, str]:
    """The twelve slots: text, ground, heading, wash, the series, what remains, and links."""
    others = [name for name in ("accent", "secondary") if name not in brand.series]
    accents = ([brand.hex(name) for name in [*brand.series, *others]] * _ACCENTS)[:_ACCENTS]
    roles = {"dk1": "text", "lt1": "ground", "dk2": "heading", "lt2": "wash"}
    return {
        **{slot: brand.hex(role) for slot, role in roles.items()},
        **{f"accent{number}": colour for number, colour in enumerate(accents, start=1)},
        "hlink": brand.hex("heading"),
        "folHlink": brand.hex("secondary"),
    }
