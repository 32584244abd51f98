"""The brand → the theme part, so that Word's colour and font menus offer the brand's own."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reports.brand.whole import Brand
from reports.brand.word_reference.xml import Element
from reports.foreign.names import SPACES
from reports.xml_text import element

_LINES = (6350, 12700, 19050)
_ACCENTS = 6


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
