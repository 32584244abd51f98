"""The styles part of a brand: paragraph styles by role, and the character and table styles of the XML files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import cast

from docx.oxml.parser import parse_xml
from docx.oxml.styles import CT_Styles
from docx.shared import Length, Mm, Pt

from reports.brand.brand import Brand
from reports.brand.model import TextStyle
from reports.brand.word import WordBox, WordStyle
from reports.brand.word_reference import roles
from reports.brand.word_reference.roles import FORM_STYLES, SIDE_TABLES, STYLES, Form, Style
from reports.brand.word_reference.xml import LANGUAGE, border, value
from reports.brand.xml_files import filled
from reports.files.xml_text import EMPTY, Xml, element, joined

SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
"""The scripts for which a style names the font."""
_EDGE = 0.5
"""The width in points of the borders that carry the padding of a box with a ground."""
_NONE = Length(0)


def styles_root(brand: Brand, form: Form) -> CT_Styles:
    """The root of the styles part with all styles that documents in a form use."""
    root = parse_xml(
        filled(
            "word_reference/styles.xml",
            font=brand.fonts.body,
            size=_half_points(brand.word.styles["body"].size),
            paragraphs=joined(_paragraph_style(style, brand) for style in FORM_STYLES[form]),
            separator_indents=_indents(WordStyle(size=1, line=1), WordBox(), brand),
            form=_OF_FORM[form](brand),
            **{role: brand.hex(role) for role in ("heading", "accent", "secondary")},
        )
    )
    return cast("CT_Styles", root)


def fonts(typeface: str) -> Xml:
    """A `w:rFonts` element that names one font for all scripts."""
    return element("w:rFonts", {f"w:{script}": typeface for script in SCRIPTS})


def _paragraph_style(style: Style, brand: Brand) -> Xml:
    looks = brand.word.styles[style.looks or style.role]
    narrow = brand.word.styles["side"] if "-side" in style.role else looks
    looks = looks if looks.size <= narrow.size else narrow  # columns are narrow: nothing in them is larger
    light = TextStyle(size=looks.size, line=looks.line, colour="secondary")
    own_font = brand.fonts.headings != brand.fonts.body and style.role in roles.TITLED
    run = _run_properties(light if style.translation else looks, brand, bold=style.role.endswith("heading"))
    default = style.role == "body"
    flags = {"w:default": "1" if default else None, "w:customStyle": "1" if style.own else None}
    return element(
        "w:style",
        {"w:type": "paragraph", **flags, "w:styleId": style.id},
        value("w:name", style.name),
        EMPTY if default else value("w:basedOn", STYLES[style.based].id),
        value("w:next", STYLES[style.following].id) if style.following in brand.word.styles else EMPTY,
        Xml("<w:qFormat/>"),
        _paragraph_properties(style, looks, brand),
        element("w:rPr", {}, fonts(brand.fonts.headings) if own_font else EMPTY, run),
    )


def _paragraph_properties(style: Style, looks: WordStyle, brand: Brand) -> Xml:
    """A `w:pPr` element; its children are in the order of the schema."""
    word = brand.word
    box = word.boxes[style.box] if style.box else WordBox()
    numbered = style.role in roles.HEADINGS and word.headings
    level = value("w:ilvl", str(roles.HEADINGS.index(style.role))) if numbered else EMPTY
    distances = {f"w:{key}": str(Pt(getattr(looks, key)).twips) for key in ("before", "after", "line")}
    page = word.landscape if style.wide else word.page
    right = str(Mm(page.across if style.rule else page.column).twips)
    aligned = looks.align != word.styles["body"].align or (style.role == "body" and looks.align != "left")
    return element(
        "w:pPr",
        {},
        Xml("<w:keepNext/>") if style.keep else EMPTY,
        Xml("<w:keepLines/>") if style.keep or style.whole else EMPTY,
        Xml("<w:widowControl/>"),
        element("w:numPr", {}, level, value("w:numId", roles.HEADING_NUMBERS)) if numbered else EMPTY,
        _borders(style, box, brand),
        _shading(box, brand) if box.ground else EMPTY,
        element("w:tabs", {}, element("w:tab", {"w:val": "right", "w:pos": right})) if style.stop else EMPTY,
        element("w:spacing", {**distances, "w:lineRule": "atLeast"}),
        _indents(looks, box, brand, Mm(page.beyond) if style.rule else _NONE),
        value("w:jc", looks.align) if aligned else EMPTY,
        EMPTY if style.outline is None else value("w:outlineLvl", str(style.outline)),
    )


def _borders(style: Style, box: WordBox, brand: Brand) -> Xml:
    """The borders of a paragraph; a filled box has borders in its fill colour, whose distance is the padding."""
    borders = {}
    if box.ground:
        for side in ("top", "left", "bottom", "right"):
            borders[side] = border(side, _EDGE, brand.hex(box.ground), space=box.padding)
    if style.rule:
        borders["top"] = border("top", brand.word.table.hairline, brand.hex("rule"), space=6)
    if box.rule:
        borders["left"] = border("left", box.thickness, brand.hex(box.rule), space=box.padding)
    return element("w:pBdr", {}, *borders.values()) if borders else EMPTY


def _shading(box: WordBox, brand: Brand) -> Xml:
    return element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": brand.hex(box.ground)})


def _indents(looks: WordStyle, box: WordBox, brand: Brand, beyond: Length = _NONE) -> Xml:
    """The indents; the first line's is stated if it, or that of running text, is not zero. The text reaches `beyond`
    the column at the right."""
    indents = {}
    indent = Length(Pt(looks.indent) + box_indent(box))
    if indent:
        indents = dict.fromkeys(("w:left", "w:right") if box.ground else ("w:left",), indent)
    if beyond:
        indents["w:right"] = Length(-beyond)
    if looks.first or brand.word.styles["body"].first:
        indents["w:firstLine"] = Pt(looks.first)
    return element("w:ind", {side: str(length.twips) for side, length in indents.items()}) if indents else EMPTY


def box_indent(box: WordBox) -> Length:
    """The distance between the column's edge and the text of a box."""
    return Pt(box.padding + (box.thickness if box.rule else _EDGE if box.ground else 0))


def _run_properties(looks: TextStyle, brand: Brand, *, bold: bool = False) -> Xml:
    size = _half_points(looks.size)
    return joined(
        (
            Xml("<w:b/><w:bCs/>") if looks.bold or bold else EMPTY,
            Xml("<w:i/><w:iCs/>") if looks.italic else EMPTY,
            Xml("<w:caps/>") if isinstance(looks, WordStyle) and looks.caps else EMPTY,
            value("w:color", brand.hex(looks.colour)),
            value("w:spacing", str(round(looks.spaced * 20)))
            if isinstance(looks, WordStyle) and looks.spaced
            else EMPTY,
            *(value("w:sz", size), value("w:szCs", size)),
            value("w:lang", LANGUAGE),
        )
    )


def _half_points(size: float) -> str:
    return str(round(size * 2))


def _house_styles(brand: Brand) -> Xml:
    """Tables between hairlines, key figures, portraits, columns, languages side by side."""
    looks = brand.word.table
    hair, pad, gap = (looks.hairline, "rule"), looks.padding, looks.gap
    lines, strip = {"top": hair, "bottom": hair, "insideH": hair}, {"bottom": hair, "insideH": hair, "insideV": hair}
    tables = [
        _data_table(brand, roles.DATA, {"bottom": hair, "insideH": hair}, (pad, 0, pad, gap)),
        _data_table(brand, roles.SMALL_DATA, {"bottom": hair, "insideH": hair}, (pad / 2, 0, pad / 2, gap / 2)),
        _table_style(brand, roles.PROFILES, "Report Profiles", lines, (pad * 2, 0, pad * 2, gap)),
        _table_style(brand, roles.CARDS, "Report Cards", {"top": hair} | strip, (pad * 2, gap, pad * 2, gap / 3)),
        _table_style(brand, roles.CARDS_BELOW, "Report Cards below Text", strip, (pad, gap, pad * 2, gap / 3)),
        _table_style(brand, roles.LAYOUT, "Report Layout", {}, (0, 0, 0, gap * 1.5)),
    ]
    for called, id_ in SIDE_TABLES.items():
        box = brand.word.boxes.get(called, WordBox())
        rules = ({"left": (box.thickness, box.rule)} if box.rule else {}) | {"insideV": hair}
        ground = element("w:tcPr", {}, _shading(box, brand)) if box.ground else EMPTY
        name = f"Report Sides {called.title()}".strip()
        tables.append(_table_style(brand, id_, name, rules, (0, gap, 0, gap), ground))
    return joined(tables)


def _official_styles(brand: Brand) -> Xml:
    """Tables with rules all round, the table that lays out head and closing, titles of annexes, marks, blanks."""
    looks, official = brand.word.table, brand.word.official
    grid, side = (looks.grid, "rule"), looks.gap / 2
    rules = dict.fromkeys(("top", "left", "bottom", "right", "insideV"), grid) | {"insideH": (looks.hairline, "rule")}
    tables = (
        _data_table(brand, roles.DATA, rules, (looks.padding, side, looks.padding, side)),
        _data_table(brand, roles.SMALL_DATA, rules, (looks.padding / 2, side, looks.padding / 2, side)),
        _table_style(brand, roles.OFFICIAL_LAYOUT, "Official Layout", {}, (0, 0, 0, 0)),
    )
    return filled(
        "word_reference/official_styles.xml",
        frame=border("bdr", official.frame, brand.hex("text"), space=2),
        annex_title=_run_properties(brand.word.styles["annex-title"], brand),
        tables=joined(tables),
    )


_Rules = Mapping[str, tuple[float, str]]
"""The width in points and the colour of the rules at the sides of a table and between its cells."""


def _data_table(brand: Brand, id_: str, rules: _Rules, margins: Iterable[float]) -> Xml:
    """The style of tables of data, with a rule under the first row."""
    looks, head = brand.word.table, EMPTY
    if looks.rule:
        rule = element("w:tcBorders", {}, border("bottom", looks.rule, brand.hex(looks.rule_colour)))
        head = element("w:tblStylePr", {"w:type": "firstRow"}, element("w:tcPr", {}, rule))
    return _table_style(brand, id_, roles.DATA_NAMES[id_], rules, margins, head)


def _table_style(brand: Brand, id_: str, name: str, rules: _Rules, margins: Iterable[float], more: Xml = EMPTY) -> Xml:
    """A table style. `margins` are those of cells in points: top, left, bottom, right."""
    sides = [side for side in ("top", "left", "bottom", "right", "insideH", "insideV") if side in rules]
    borders = [border(side, rules[side][0], brand.hex(rules[side][1])) for side in sides]
    drawn = element("w:tblBorders", {}, *borders) if borders else EMPTY
    top, left, bottom, right = (str(Pt(margin).twips) for margin in margins)
    cells = {"top": top, "left": left, "bottom": bottom, "right": right}
    return filled("word_reference/table_style.xml", id=id_, name=name, borders=drawn, more=more, **cells)


_OF_FORM: Mapping[Form, Callable[[Brand], Xml]] = MappingProxyType(
    {"house": _house_styles, "official": _official_styles}
)
