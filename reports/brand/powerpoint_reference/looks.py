"""Styles, boxes, drawings and placeholders of a brand in DrawingML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Length, Pt

from reports.brand import BoxInches, Brand, Image, Layout, Logo, Placeholder, Rule, SlideText
from reports.brand.powerpoint_reference.sheets import TITLES, Element
from reports.brand.slides import file_styles
from reports.brand.xml_files import filled
from reports.files.xml_text import EMPTY, Xml, element, joined
from reports.languages import Language

NAMESPACES = nsdecls("a", "r", "p")
ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
ALIGNMENTS = {"left": "l", "center": "ctr", "right": "r"}
RECTANGLE = Xml('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>')
DECORATIVE = Xml(
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_POINT, _INCH = int(Pt(1)), int(Inches(1))
_NUMBER_FIELD = "{5A1C2B3D-0000-5000-8000-000000000001}"
_GROUP = Xml(
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


class Paint(Struct, frozen=True):
    """A brand in a language on a master: the names of the theme's colours there by "RRGGBB", and the typefaces of the
    heading font ("mj") and the body font ("mn")."""

    brand: Brand
    language: Language
    colours: Mapping[str, str]
    fonts: Mapping[str, str]

    def fill(self, colour: str) -> Xml:
        """A solid fill, with a colour of the theme if it has it, so that a new theme recolours it."""
        return element("a:solidFill", {}, self.colour(colour))

    def colour(self, colour: str) -> Xml:
        """A colour, by its name in the theme if that has it."""
        wanted = self.brand.hex(colour)
        name = self.colours.get(wanted)
        return element("a:schemeClr", {"val": name}) if name else element("a:srgbClr", {"val": wanted})

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

    def drawings(self, layout: Layout, logo: str) -> list[Xml]:
        """The rules of a sheet and the logo of this field, if the brand has it."""
        shapes = [self.rule(rule, number) for number, rule in enumerate(layout.rules, 2)]
        image = self.brand.images.get(logo)
        if image and self.brand.logo:
            shapes.append(self._logo(self.brand.logo, image, len(shapes) + 2))
        return shapes

    def rule(self, rule: Rule, number: int) -> Xml:
        """A rule, marked as decorative for screen readers."""
        return Xml(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Rule {number}" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place(rule.box)}{RECTANGLE}{self.fill(rule.colour)}'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )

    def _logo(self, logo: Logo, image: Image, number: int) -> Xml:
        """The logo; its picture is the first to which the sheet is related."""
        alt = logo.alternative(self.language.code)
        about = element("p:cNvPr", {"id": str(number), "name": f"Logo {number}", "descr": alt})
        box = image.fitted(logo.box, self.brand.slides.size[0])
        return Xml(
            f'<p:pic><p:nvPicPr>{about}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/>'
            '</p:nvPicPr><p:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{place(box)}{RECTANGLE}</p:spPr></p:pic>"
        )

    def table_styles(self, style_id: str) -> Element:
        """The brand's table style: hairlines between rows, the header bold over a rule."""
        looks = self.brand.slides.table
        parts = {
            "rule": self.fill(looks.rule),
            "head_rule": self.fill(looks.head_rule),
            "text": self.colour("text"),
        }
        text = filled("powerpoint_reference/table_styles.xml", id=style_id, name=self.brand.name, **parts)
        root: Element = parse_xml(text)
        return root


@lru_cache(maxsize=512)
def points(value: float) -> Length:
    """The length of so many points, rounded to EMU (`Pt` cuts off)."""
    return Emu(round(value * _POINT))


def inches(value: float) -> Length:
    """The length of so many inches, rounded to EMU (`Inches` cuts off)."""
    return Emu(round(value * _INCH))


def hundredths(size: float) -> str:
    """A size or distance of type in points, as DrawingML writes it."""
    return str(round(size * 100))


def place(box: BoxInches) -> Xml:
    """An `a:xfrm` at the box, given in inches."""
    left, top, width, height = map(inches, box)
    return Xml(f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>')


def body_properties(brand: Brand, placeholder: Placeholder) -> Xml:
    """The `a:bodyPr` of a placeholder: text wrapped, never shrunk, with its own or the brand's insets."""
    left, top, right, bottom = map(points, brand.slides.insets(placeholder))
    return Xml(
        f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0"'
        f' anchor="{ANCHORS[placeholder.anchor]}"><a:noAutofit/></a:bodyPr>'
    )


def indents(style: SlideText) -> Xml:
    """The attributes for the indents of a paragraph and its bullet."""
    hang = style.indent if style.hang is None else style.hang
    return Xml(f'marL="{points(style.indent)}" indent="{-points(hang)}"')


def spacing(style: SlideText) -> Xml:
    """The exact pitch of lines, and the distances before and after a paragraph."""
    pairs = (("lnSpc", style.line), ("spcBef", style.before), ("spcAft", style.after))
    return Xml("".join(f'<a:{tag}><a:spcPts val="{hundredths(distance)}"/></a:{tag}>' for tag, distance in pairs))


def sizes(styles: tuple[SlideText, ...]) -> Xml:
    """The size, the distances and the indents of each level of these styles; a level that paragraphs change keeps its
    indents."""
    levels: dict[int, SlideText] = {}
    for style in sorted(file_styles(styles) if styles else (), key=lambda each: each.direct):
        levels.setdefault(style.level, style)
    return joined(
        Xml(
            f"<a:lvl{level}pPr{'' if style.direct else f' {indents(style)}'}>{spacing(style)}"
            f'<a:defRPr sz="{hundredths(style.size)}"/></a:lvl{level}pPr>'
        )
        for level, style in sorted(levels.items())
    )


def mark(sign: str, font: str, start: int | None = None) -> Xml:
    """The bullet of a paragraph: none, a number ("1."), or a sign in a font of the theme."""
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
    """The element of a fragment."""
    return rooted("p:x", {}, fragment)[0]


def tree(*shapes: Xml) -> Xml:
    """The shapes of a sheet."""
    return element("p:spTree", {}, _GROUP, *shapes)


def number_field(tag: str, shown: str) -> Xml:
    """A paragraph with the slide's number as a field; `tag` is the language."""
    field = f'<a:fld id="{_NUMBER_FIELD}" type="slidenum"><a:rPr lang="{tag}"/><a:t>{shown}</a:t></a:fld>'
    return Xml(f'<a:p>{field}<a:endParaRPr lang="{tag}"/></a:p>')


def properties(name: str, locks: Mapping[str, str], kind: Mapping[str, str | None], *more: Xml) -> Xml:
    """The `p:nvSpPr` of a placeholder, whose name ends in the shape's number; `kind` are the attributes of `p:ph`."""
    about = element("p:cNvPr", {"id": name.rpartition(" ")[2], "name": name})
    locked = element("p:cNvSpPr", {}, element("a:spLocks", {"noGrp": "1", **locks}))
    return element("p:nvSpPr", {}, about, locked, element("p:nvPr", {}, element("p:ph", kind), *more))


def placeholder_shape(number: int, placeholder: Placeholder, index: int, box: BoxInches | None, paint: Paint) -> Xml:
    """A placeholder of a master or layout with its styles; without a box it is where the master has it."""
    own = "1" if _prompt_of(placeholder, paint) and placeholder.type not in ("dt", "ftr") else None
    kind = {"type": placeholder.type, "idx": str(index) if index else None, "hasCustomPrompt": own}
    ground = paint.fill(placeholder.ground) if placeholder.ground else EMPTY
    looks = Xml(place(box) + RECTANGLE + ground) if box else EMPTY
    about, text = properties(f"{placeholder.name} {number}", {}, kind), text_body(placeholder, paint, styled=bool(box))
    return Xml(f"<p:sp>{about}<p:spPr>{looks}</p:spPr>{text}</p:sp>")


def text_body(placeholder: Placeholder, paint: Paint, *, styled: bool = True) -> Xml:
    """The `p:txBody` of a placeholder with its prompt; if not `styled`, its looks are those of the master."""
    brand, tag = paint.brand, paint.language.tag
    styles = file_styles(brand.slides.styles_of(placeholder))
    looks, levels = Xml("<a:bodyPr/>"), EMPTY
    if styled:
        looks = body_properties(brand, placeholder)
        levels = paint.levels(styles, placeholder.align, "mj" if placeholder.type in TITLES else "mn")
    texts = _prompt_of(placeholder, paint).split("; ")
    prompts = (_prompt(level, len(styles) - 1, text, tag) for level, text in enumerate(texts))
    paragraphs = number_field(tag, "‹#›") if placeholder.type == "sldNum" else joined(prompts)
    return Xml(f"<p:txBody>{looks}<a:lstStyle>{levels}</a:lstStyle>{paragraphs}</p:txBody>")


def _prompt_of(placeholder: Placeholder, paint: Paint) -> str:
    return placeholder.prompt.get(paint.language.code) or next(iter(placeholder.prompt.values()), "")


def _prompt(level: int, most: int, text: str, tag: str) -> Xml:
    looks = f'<a:pPr lvl="{min(level, most)}"/>' if level else ""
    run = f'<a:r><a:rPr lang="{tag}"/>{element("a:t", {}, text)}</a:r>' if text else ""
    return Xml(f'<a:p>{looks}{run}<a:endParaRPr lang="{tag}"/></a:p>')
