"""The brand's styles and boxes → DrawingML: colours by theme, list styles, positions, body properties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from reports.brand import Box, Brand, Placeholder, Rule, SlideText
from reports.writers.powerpoint.parts import add, root, serialised
from reports.writers.powerpoint.sheets import EMU_PER_INCH
from reports.writers.powerpoint.template import template_of

EMU_PER_POINT = 12_700
ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
ALIGNMENTS = {"left": "l", "center": "ctr", "right": "r"}
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_BORDERS = ("left", "right", "top", "bottom", "insideH", "insideV")


def theme_colours(brand: Brand) -> dict[str, str]:
    """The theme's colour slots as "RRGGBB": text, grounds, then the series, the accent and the secondary colour."""
    slots = {"dk1": "text", "lt1": "ground", "dk2": "heading", "lt2": "wash"}
    accents = [*brand.series[:4], *brand.series[: 4 - len(brand.series[:4])], "accent", "secondary"]
    slots |= {f"accent{number}": name for number, name in enumerate(accents, 1)}
    slots |= {"hlink": "heading", "folHlink": "secondary"}
    return {slot: brand.hex(name) for slot, name in slots.items()}


def fill(parent: etree._Element, brand: Brand, colour: str) -> etree._Element:
    """A solid fill: a theme colour where the theme has it, so that a new theme recolours it."""
    solid = add(parent, "a:solidFill")
    wanted = brand.hex(colour)
    name = scheme_names(brand).get(wanted)
    if name:
        add(solid, "a:schemeClr", val=name)
    else:
        add(solid, "a:srgbClr", val=wanted)
    return solid


def scheme_names(brand: Brand) -> Mapping[str, str]:
    """The names under which a sheet calls the theme's colours, by "RRGGBB"."""
    template = template_of(brand)
    if template:
        return template.colours
    names = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
    found: dict[str, str] = {}
    for slot, colour in theme_colours(brand).items():
        found.setdefault(colour, names.get(slot, slot))
    return found


def place(parent: etree._Element, box: Box) -> None:
    """An `a:xfrm` at the box, given in inches."""
    left, top, width, height = (str(round(side * EMU_PER_INCH)) for side in box)
    frame = add(parent, "a:xfrm")
    add(frame, "a:off", x=left, y=top)
    add(frame, "a:ext", cx=width, cy=height)


def body_properties(parent: etree._Element, brand: Brand, placeholder: Placeholder) -> None:
    """Wrapped, never shrunk, with the placeholder's or the brand's insets."""
    left, top, right, bottom = (str(round(side * EMU_PER_POINT)) for side in brand.slides.insets(placeholder))
    body = add(
        parent, "a:bodyPr", vert="horz", wrap="square", lIns=left, tIns=top, rIns=right, bIns=bottom,
        rtlCol="0", anchor=ANCHORS[placeholder.anchor],
    )  # fmt: skip
    add(body, "a:noAutofit")


def levels(parent: etree._Element, brand: Brand, styles: Sequence[SlideText], align: str, font: str) -> None:
    """A style for each level. `font` is "mj" for the theme's heading font, "mn" for its body font."""
    for number, style in enumerate(styles, 1):
        hang = style.indent if style.hang is None else style.hang
        level = add(
            parent, f"a:lvl{number}pPr", marL=str(round(style.indent * EMU_PER_POINT)),
            indent=str(-round(hang * EMU_PER_POINT)), algn=ALIGNMENTS[align],
            defTabSz="914400", rtl="0", eaLnBrk="1", latinLnBrk="0", hangingPunct="1",
        )  # fmt: skip
        add_spacing(level, style)
        _mark(level, style.mark)
        _letters(level, brand, style, font)


def add_spacing(paragraph: etree._Element, style: SlideText) -> None:
    """The exact pitch of lines and what stands before and behind a paragraph."""
    for tag, points in (("lnSpc", style.line), ("spcBef", style.before), ("spcAft", style.after)):
        add(add(paragraph, f"a:{tag}"), "a:spcPts", val=str(round(points * 100)))


def _mark(level: etree._Element, mark: str) -> None:
    if not mark:
        add(level, "a:buNone")
    elif mark == "1.":
        add(level, "a:buSzPct", val="100000")
        add(level, "a:buFont", typeface="+mj-lt")
        add(level, "a:buAutoNum", type="arabicPeriod")
    else:
        add(level, "a:buSzPct", val="100000")
        add(level, "a:buFont", typeface="+mn-lt")
        add(level, "a:buChar", char=mark)


def _letters(level: etree._Element, brand: Brand, style: SlideText, font: str) -> None:
    letters = add(
        level, "a:defRPr", sz=str(round(style.size * 100)), b=str(int(style.bold)), i=str(int(style.italic)),
        kern="1200",
    )  # fmt: skip
    fill(letters, brand, style.colour)
    add(letters, "a:latin", typeface=typeface(brand, font))
    for script in ("ea", "cs"):
        add(letters, f"a:{script}", typeface=f"+{font}-{script}")


def typeface(brand: Brand, font: str) -> str:
    """The theme's heading font ("mj") or body font ("mn"); by its name where a template's theme has another one."""
    template = template_of(brand)
    named = brand.fonts.headings if font == "mj" else brand.fonts.body
    return named if template and template.fonts[font] != named else f"+{font}-lt"


def rule_shape(parent: etree._Element, brand: Brand, rule: Rule, number: int) -> None:
    """A decorative rule, marked as such for those who do not see it."""
    shape = add(parent, "p:sp")
    about = add(shape, "p:nvSpPr")
    properties = add(about, "p:cNvPr", id=str(number), name=f"Rule {number}", descr="")
    extension = add(add(properties, "a:extLst"), "a:ext", uri=DECORATIVE)
    etree.SubElement(
        extension, "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative", {"val": "1"},
        nsmap={"adec": "http://schemas.microsoft.com/office/drawing/2017/decorative"},
    )  # fmt: skip
    add(about, "p:cNvSpPr")
    add(about, "p:nvPr", userDrawn="1")
    looks = add(shape, "p:spPr")
    place(looks, rule.box)
    add(add(looks, "a:prstGeom", prst="rect"), "a:avLst")
    fill(looks, brand, rule.colour)
    add(add(looks, "a:ln"), "a:noFill")


def table_styles(brand: Brand, style_id: str) -> bytes:
    """The brand's table style: hairlines between rows, the header bold over a rule."""
    styles = root("a:tblStyleLst", **{"def": style_id})
    style = add(styles, "a:tblStyle", styleId=style_id, styleName=brand.name)
    rule = brand.slides.table.rule
    _table_part(add(style, "a:wholeTbl"), brand, {"bottom": (0.75, rule), "insideH": (0.75, rule)})
    _table_part(add(style, "a:firstRow"), brand, {"bottom": (1.5, brand.slides.table.head_rule)}, bold=True)
    return serialised(styles)


def _table_part(
    part: etree._Element, brand: Brand, borders: Mapping[str, tuple[float, str]], *, bold: bool = False
) -> None:
    text = add(part, "a:tcTxStyle", **({"b": "on"} if bold else {}))
    add(add(text, "a:fontRef", idx="minor"), "a:prstClr", val="black")
    add(text, "a:schemeClr", val="tx1")
    cell = add(part, "a:tcStyle")
    edges = add(cell, "a:tcBdr")
    for name in _BORDERS:
        if name in borders:
            points, colour = borders[name]
            line = add(add(edges, f"a:{name}"), "a:ln", w=str(round(points * EMU_PER_POINT)), cmpd="sng")
            fill(line, brand, colour)
        elif not bold:
            add(add(add(edges, f"a:{name}"), "a:ln"), "a:noFill")
    add(add(cell, "a:fill"), "a:noFill")
