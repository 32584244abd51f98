"""The brand's styles and boxes → DrawingML: colours by theme, list styles, positions, body properties, tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Length, Pt

from reports.brand import Box, Brand, Image, Logo, Placeholder, Rule, SlideText
from reports.brand.powerpoint_reference.sheets import Element
from reports.files.xml_text import EMPTY, Xml, element, joined
from reports.languages import Language

NAMESPACES = nsdecls("a", "r", "p")
ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
ALIGNMENTS = {"left": "l", "center": "ctr", "right": "r"}
RECTANGLE = Xml('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>')
_BORDERS = ("left", "right", "top", "bottom", "insideH", "insideV")
_DECORATIVE = Xml(
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Paint:
    """A brand in a language on a master: the names of the theme's colours by "RRGGBB", and what the heading font ("mj")
    and the body font ("mn") are called there."""

    brand: Brand
    language: Language
    colours: Mapping[str, str]
    fonts: Mapping[str, str]

    def fill(self, colour: str) -> Xml:
        """A solid fill: a theme colour where the theme has it, so that a new theme recolours it."""
        wanted = self.brand.hex(colour)
        name = self.colours.get(wanted)
        tag, value = ("a:schemeClr", name) if name else ("a:srgbClr", wanted)
        return element("a:solidFill", {}, element(tag, {"val": value}))

    def background(self, ground: str) -> Xml:
        """A ground of one colour."""
        return element("p:bg", {}, element("p:bgPr", {}, self.fill(ground), Xml("<a:effectLst/>")))

    def levels(self, styles: Sequence[SlideText], align: str, font: str) -> Xml:
        """A style for each level. `font` is "mj" for the theme's heading font, "mn" for its body font."""
        return joined(self._level(f"a:lvl{number}pPr", style, align, font) for number, style in enumerate(styles, 1))

    def _level(self, tag: str, style: SlideText, align: str, font: str) -> Xml:
        latin = element("a:latin", {"typeface": self.fonts[font]})
        return Xml(
            f'<{tag} {indents(style)} algn="{ALIGNMENTS[align]}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0"'
            f' hangingPunct="1">{spacing(style)}{mark(style.mark, "+mn-lt")}<a:defRPr sz="{hundredths(style.size)}"'
            f' b="{int(style.bold)}" i="{int(style.italic)}" kern="1200">{self.fill(style.colour)}{latin}'
            f'<a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr></{tag}>'
        )

    def rule(self, rule: Rule, number: int) -> Xml:
        """A decorative rule, marked as such for those who do not see it."""
        return Xml(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Rule {number}" descr="">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place(rule.box)}{RECTANGLE}{self.fill(rule.colour)}'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )

    def logo(self, logo: Logo, image: Image, number: int) -> Xml:
        """The logo; its picture is the first that the sheet is related to."""
        said = logo.alternative(self.language.code)
        about = element("p:cNvPr", {"id": str(number), "name": f"Logo {number}", "descr": said})
        box = image.fitted(logo.box, self.brand.slides.size[0])
        return Xml(
            f'<p:pic><p:nvPicPr>{about}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/>'
            '</p:nvPicPr><p:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{place(box)}{RECTANGLE}</p:spPr></p:pic>"
        )

    def table_styles(self, style_id: str) -> Element:
        """The brand's table style: hairlines between rows, the header bold over a rule."""
        looks = self.brand.slides.table
        rows = self._table_part("a:wholeTbl", {"bottom": (0.75, looks.rule), "insideH": (0.75, looks.rule)}, EMPTY)
        head = self._table_part("a:firstRow", {"bottom": (1.5, looks.head_rule)}, Xml(' b="on"'))
        style = element("a:tblStyle", {"styleId": style_id, "styleName": self.brand.name}, rows, head)
        return rooted("a:tblStyleLst", {"def": style_id}, style)

    def _table_part(self, tag: str, borders: Mapping[str, tuple[float, str]], bold: Xml) -> Xml:
        edges = ""
        for name in _BORDERS:
            width, colour = borders.get(name, (0, ""))
            if width:
                line = f'<a:ln w="{points(width)}" cmpd="sng">{self.fill(colour)}</a:ln>'
                edges += f"<a:{name}>{line}</a:{name}>"
            elif not bold:
                edges += f"<a:{name}><a:ln><a:noFill/></a:ln></a:{name}>"
        return Xml(
            f'<{tag}><a:tcTxStyle{bold}><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
            f'<a:schemeClr val="tx1"/></a:tcTxStyle><a:tcStyle><a:tcBdr>{edges}</a:tcBdr>'
            f"<a:fill><a:noFill/></a:fill></a:tcStyle></{tag}>"
        )


def theme_colours(brand: Brand) -> dict[str, str]:
    """The theme's colour slots as "RRGGBB": text, grounds, then the series, the accent and the secondary colour."""
    slots = {"dk1": "text", "lt1": "ground", "dk2": "heading", "lt2": "wash"}
    accents = [*brand.series[:4], *brand.series[: 4 - len(brand.series[:4])], "accent", "secondary"]
    slots |= {f"accent{number}": name for number, name in enumerate(accents, 1)}
    slots |= {"hlink": "heading", "folHlink": "secondary"}
    return {slot: brand.hex(name) for slot, name in slots.items()}


def points(value: float) -> Length:
    """The length of so many points, rounded to EMU (`Pt` cuts off)."""
    return Emu(round(value * Pt(1)))


def inches(value: float) -> Length:
    """The length of so many inches, rounded to EMU (`Inches` cuts off)."""
    return Emu(round(value * Inches(1)))


def hundredths(size: float) -> str:
    """A size or distance of type in points, as DrawingML writes it."""
    return str(round(size * 100))


def place(box: Box) -> Xml:
    """An `a:xfrm` at the box, given in inches."""
    left, top, width, height = map(inches, box)
    return Xml(f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>')


def body_properties(brand: Brand, placeholder: Placeholder) -> Xml:
    """Wrapped, never shrunk, with the placeholder's or the brand's insets."""
    left, top, right, bottom = map(points, brand.slides.insets(placeholder))
    return Xml(
        f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0"'
        f' anchor="{ANCHORS[placeholder.anchor]}"><a:noAutofit/></a:bodyPr>'
    )


def indents(style: SlideText) -> Xml:
    """Where a paragraph's text and its mark begin, as attributes."""
    hang = style.indent if style.hang is None else style.hang
    return Xml(f'marL="{points(style.indent)}" indent="{-points(hang)}"')


def spacing(style: SlideText) -> Xml:
    """The exact pitch of lines, and the distances before and after a paragraph."""
    pairs = (("lnSpc", style.line), ("spcBef", style.before), ("spcAft", style.after))
    return Xml("".join(f'<a:{tag}><a:spcPts val="{hundredths(distance)}"/></a:{tag}>' for tag, distance in pairs))


def mark(sign: str, font: str, start: int | None = None) -> Xml:
    """What is set before a paragraph: nothing, a number ("1."), or a sign in a font of the theme."""
    if not sign:
        return Xml("<a:buNone/>")
    shown = element("a:buChar", {"char": sign})
    if sign == "1.":
        font = "+mj-lt"
        shown = element("a:buAutoNum", {"type": "arabicPeriod", "startAt": None if start is None else str(start)})
    return Xml(f'<a:buSzPct val="100000"/><a:buFont typeface="{font}"/>{shown}')


def rooted(tag: str, attributes: Mapping[str, str | None], *children: Xml) -> Element:
    """The root of a part, with the namespaces of slides."""
    whole = element(tag, attributes, *children)
    root: Element = parse_xml(whole.replace(f"<{tag}", f"<{tag} {NAMESPACES}", 1))
    return root


def parsed(fragment: Xml) -> Element:
    """The one element of a fragment, for a tree that others made."""
    return rooted("p:x", {}, fragment)[0]
