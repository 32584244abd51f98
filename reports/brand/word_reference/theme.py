"""The brand → the theme part, so that Word's colour and font menus offer the brand's own."""

from __future__ import annotations

from collections.abc import Mapping

from reports.brand.whole import Brand
from reports.brand.word_reference.xml import Element, add, root

_HAIR, _THIN, _THICK = 6350, 12700, 19050
_ACCENTS = 6


def theme_part(brand: Brand) -> Element:
    """The root of word/theme/theme1.xml."""
    part = root("a:theme")
    part.set("name", brand.name)
    elements = add(part, "a:themeElements")
    scheme = add(elements, "a:clrScheme", {"name": brand.name})
    for slot, colour in _colours(brand).items():
        add(add(scheme, f"a:{slot}"), "a:srgbClr", {"val": colour})
    fonts = add(elements, "a:fontScheme", {"name": brand.name})
    for slot, typeface in (("majorFont", brand.fonts.headings), ("minorFont", brand.fonts.body)):
        font = add(fonts, f"a:{slot}")
        add(font, "a:latin", {"typeface": typeface})
        add(font, "a:ea", {"typeface": ""})
        add(font, "a:cs", {"typeface": ""})
    _formats(add(elements, "a:fmtScheme", {"name": brand.name}))
    return part


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


def _formats(formats: Element) -> None:
    """Fills, lines and effects, three of each as the format demands: flat, solid, none."""
    fills = add(formats, "a:fillStyleLst")
    lines = add(formats, "a:lnStyleLst")
    effects = add(formats, "a:effectStyleLst")
    grounds = add(formats, "a:bgFillStyleLst")
    for width in (_HAIR, _THIN, _THICK):
        _solid(fills)
        _solid(add(lines, "a:ln", {"w": str(width)}))
        add(add(effects, "a:effectStyle"), "a:effectLst")
        _solid(grounds)


def _solid(parent: Element) -> None:
    add(add(parent, "a:solidFill"), "a:schemeClr", {"val": "phClr"})
