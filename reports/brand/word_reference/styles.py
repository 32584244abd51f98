"""The brand → the styles part: paragraph, character and table styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from docx.shared import Length, Pt

from reports.brand.model import TextStyle
from reports.brand.whole import Brand
from reports.brand.word import Form, WordBox, WordStyle
from reports.brand.word_reference import roles
from reports.brand.word_reference.roles import FORM_STYLES, SIDE_TABLES, STYLES, Style
from reports.brand.word_reference.xml import LANGUAGE, POINTS_PER_MILLIMETRE, Element, add, add_value, name, root, twips

SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
"""The kinds of letters of which a style names the font."""
_DEFAULTS = {"character": "DefaultParagraphFont", "table": "TableNormal"}
_EDGE = 0.5
"""The width in points of the borders that carry a ground's padding."""


def styles_part(brand: Brand, form: Form) -> Element:
    """The root of word/styles.xml, for a form of documents."""
    part = root("w:styles")
    _defaults(part, brand)
    for style in FORM_STYLES[form]:
        _paragraph_style(part, style, brand)
    _separator_style(part, brand)
    _character_styles(part, brand)
    _FORMS[form](part, brand)
    _plain(part, "numbering", "NoList", "No List")
    return part


def _defaults(part: Element, brand: Brand) -> None:
    defaults = add(part, "w:docDefaults")
    run = add(add(defaults, "w:rPrDefault"), "w:rPr")
    add(run, "w:rFonts", {f"w:{script}": brand.fonts.body for script in SCRIPTS})
    _size(run, brand.word.styles["body"].size)
    add(run, "w:lang", {"w:val": LANGUAGE, "w:eastAsia": LANGUAGE, "w:bidi": "ar-SA"})
    add(add(defaults, "w:pPrDefault"), "w:pPr")


def _style(part: Element, kind: str, id_: str, shown: str, *, default: bool = False, own: bool = False) -> Element:
    """A new style; a character or table style stands on the default one of its kind."""
    style = add(part, "w:style", {"w:type": kind})
    if default:
        style.set(name("w:default"), "1")
    if own:
        style.set(name("w:customStyle"), "1")
    style.set(name("w:styleId"), id_)
    add_value(style, "w:name", shown)
    if kind in _DEFAULTS and not default:
        add_value(style, "w:basedOn", _DEFAULTS[kind])
    return style


def _plain(part: Element, kind: str, id_: str, shown: str) -> Element:
    """One of the defaults that Word expects: nothing but itself."""
    style = _style(part, kind, id_, shown, default=True)
    add_value(style, "w:uiPriority", "99")
    add(style, "w:semiHidden")
    add(style, "w:unhideWhenUsed")
    return style


def _paragraph_style(part: Element, style: Style, brand: Brand) -> None:
    looks = brand.word.styles[style.looks or style.role]
    narrow = brand.word.styles["side"] if "-side" in style.role else looks
    looks = looks if looks.size <= narrow.size else narrow  # columns are narrow: nothing in them is larger
    default = style.role == "body"
    element = _style(part, "paragraph", style.id, style.name, default=default, own=style.own)
    if not default:
        add_value(element, "w:basedOn", STYLES[style.based].id)
    if style.following and style.following in brand.word.styles:
        add_value(element, "w:next", STYLES[style.following].id)
    add(element, "w:qFormat")
    _paragraph_properties(add(element, "w:pPr"), style, looks, brand)
    light = TextStyle(size=looks.size, line=looks.line, colour="secondary")
    bold = style.role.endswith("heading")
    run = add(element, "w:rPr")
    if brand.fonts.headings != brand.fonts.body and style.role in roles.TITLED:
        add(run, "w:rFonts", {f"w:{script}": brand.fonts.headings for script in SCRIPTS})
    _run_properties(run, light if style.translation else looks, brand, bold=bold)


def _paragraph_properties(properties: Element, style: Style, looks: WordStyle, brand: Brand) -> None:
    """In the order of the schema: keepNext … numPr, pBdr … tabs … spacing, ind, contextualSpacing, jc, outlineLvl."""
    word = brand.word
    box = word.boxes[style.box] if style.box else WordBox()
    if style.keep:
        add(properties, "w:keepNext")
        add(properties, "w:keepLines")
    add(properties, "w:widowControl")
    if style.role in roles.HEADINGS and brand.word.headings:
        number = add(properties, "w:numPr")
        add_value(number, "w:ilvl", str(roles.HEADINGS.index(style.role)))
        add_value(number, "w:numId", roles.HEADING_NUMBERS)
    if style.rule:
        border(add(properties, "w:pBdr"), "top", word.table.hairline, brand.hex("rule"), space=6)
    if box.rule:
        border(add(properties, "w:pBdr"), "left", box.thickness, brand.hex(box.rule), space=box.padding)
    if box.ground:
        _ground(properties, box, brand)
    if style.stop:
        page = word.landscape if style.wide else word.page
        column = twips(page.column * POINTS_PER_MILLIMETRE)
        add(add(properties, "w:tabs"), "w:tab", {"w:val": "right", "w:pos": column})
    distances = {"w:before": twips(looks.before), "w:after": twips(looks.after), "w:line": twips(looks.line)}
    add(properties, "w:spacing", distances | {"w:lineRule": "atLeast"})
    _indents(properties, looks, box, brand)
    if looks.align != word.styles["body"].align or (style.role == "body" and looks.align != "left"):
        add_value(properties, "w:jc", looks.align)
    if style.outline is not None:
        add_value(properties, "w:outlineLvl", str(style.outline))


def _indents(properties: Element, looks: WordStyle, box: WordBox, brand: Brand) -> None:
    """The indents; a first line like that of plain text is said outright only where it is another one."""
    indents = {}
    indent = looks.indent + box_indent(box).pt
    if indent:
        indents = {f"w:{side}": twips(indent) for side in (("left", "right") if box.ground else ("left",))}
    if looks.first or brand.word.styles["body"].first:
        indents["w:firstLine"] = twips(looks.first)
    if indents:
        add(properties, "w:ind", indents)


def box_indent(box: WordBox) -> Length:
    """The distance between the column's edge and the text of a box."""
    return Pt(box.padding + (box.thickness if box.rule else _EDGE if box.ground else 0))


def _ground(properties: Element, box: WordBox, brand: Brand) -> None:
    """A ground with padding: the padding is the distance of borders in the ground's own colour."""
    borders = add(properties, "w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        border(borders, side, _EDGE, brand.hex(box.ground), space=box.padding)
    _shade(properties, box, brand)


def _shade(properties: Element, box: WordBox, brand: Brand) -> None:
    add(properties, "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": brand.hex(box.ground)})


def _run_properties(properties: Element, looks: TextStyle, brand: Brand, *, bold: bool = False) -> None:
    if looks.bold or bold:
        add(properties, "w:b")
        add(properties, "w:bCs")
    if looks.italic:
        add(properties, "w:i")
        add(properties, "w:iCs")
    if isinstance(looks, WordStyle) and looks.caps:
        add(properties, "w:caps")
    add_value(properties, "w:color", brand.hex(looks.colour))
    _size(properties, looks.size)
    add_value(properties, "w:lang", LANGUAGE)


def _size(properties: Element, size: float) -> None:
    add_value(properties, "w:sz", str(round(size * 2)))
    add_value(properties, "w:szCs", str(round(size * 2)))


def border(parent: Element, side: str, points: float, colour: str, space: float = 0) -> None:
    """A solid rule at one side; no width is no rule."""
    if not points:
        add_value(parent, f"w:{side}", "nil")
        return
    rule = {"w:val": "single", "w:sz": str(round(points * 8)), "w:space": str(round(space)), "w:color": colour}
    add(parent, f"w:{side}", rule)


def _separator_style(part: Element, brand: Brand) -> None:
    style = _style(part, "paragraph", roles.SEPARATOR, "Table End", own=True)
    add_value(style, "w:basedOn", STYLES["body"].id)
    properties = add(style, "w:pPr")
    add(properties, "w:spacing", {"w:before": "0", "w:after": "0", "w:line": "20", "w:lineRule": "exact"})
    _indents(properties, WordStyle(size=1, line=1), WordBox(), brand)
    _size(add(style, "w:rPr"), 1)


def _character_styles(part: Element, brand: Brand) -> None:
    _plain(part, "character", _DEFAULTS["character"], "Default Paragraph Font")
    for id_, shown, mark, colour in (
        (roles.STRONG, "Strong", "w:b", ""),
        (roles.EMPHASIS, "Emphasis", "w:i", ""),
        (roles.HYPERLINK, "Hyperlink", "", "heading"),
        (roles.CAPTION_LABEL, "Caption Label", "", "heading"),
        (roles.STATUS, "Status", "", "accent"),
        (roles.TRANSLATION, "Translation", "", "secondary"),
    ):
        own = id_ in (roles.CAPTION_LABEL, roles.STATUS, roles.TRANSLATION)
        style = _style(part, "character", id_, shown, own=own)
        add(style, "w:qFormat")
        properties = add(style, "w:rPr")
        if mark:
            add(properties, mark)
            add(properties, f"{mark}Cs")
        if colour:
            add_value(properties, "w:color", brand.hex(colour))
    for kind, id_ in roles.NOTE_REFERENCES.items():
        style = _style(part, "character", id_, f"{kind[:-1]} reference")
        add_value(add(style, "w:rPr"), "w:vertAlign", "superscript")


def _normal_table(part: Element) -> None:
    properties = add(_plain(part, "table", _DEFAULTS["table"], "Normal Table"), "w:tblPr")
    add(properties, "w:tblInd", {"w:w": "0", "w:type": "dxa"})
    _margins(properties, 0, 0, 0, 0)


def _house_styles(part: Element, brand: Brand) -> None:
    """Tables between hairlines, key figures, portraits, columns, languages side by side."""
    _normal_table(part)
    looks = brand.word.table
    hair, pad, gap = (looks.hairline, "rule"), looks.padding, looks.gap
    _data_table(part, brand, {"bottom": hair, "insideH": hair}, (pad, 0, pad, gap))
    lines = {"top": hair, "bottom": hair, "insideH": hair}
    _table_style(part, brand, roles.PROFILES, "Report Profiles", lines, (pad * 2, 0, pad * 2, gap))
    strip = {"bottom": hair, "insideH": hair, "insideV": hair}
    _table_style(part, brand, roles.CARDS, "Report Cards", {"top": hair} | strip, (pad * 2, gap, pad * 2, gap))
    _table_style(part, brand, roles.CARDS_BELOW, "Report Cards below Text", strip, (pad, gap, pad * 2, gap))
    _table_style(part, brand, roles.LAYOUT, "Report Layout", {}, (0, 0, 0, gap * 1.5))
    for called, id_ in SIDE_TABLES.items():
        box = brand.word.boxes.get(called, WordBox())
        rules = ({"left": (box.thickness, box.rule)} if box.rule else {}) | {"insideV": hair}
        style = _table_style(part, brand, id_, f"Report Sides {called.title()}".strip(), rules, (0, gap, 0, gap))
        if box.ground:
            _shade(add(style, "w:tcPr"), box, brand)


def _official_styles(part: Element, brand: Brand) -> None:
    """Tables with rules all round, the table that lays out head and closing, titles of annexes, marks, blanks."""
    looks, official = brand.word.table, brand.word.official
    blanks = official.blanks
    for id_, shown, ems in ((roles.BLANK, "Blank", blanks.short), (roles.LONG_BLANK, "Long Blank", blanks.long)):
        style = _style(part, "character", id_, shown, own=True)
        add_value(add(style, "w:rPr"), "w:w", str(round(ems * 100)))
    style = _style(part, "character", roles.FRAMED, "Framed Mark", own=True)
    border(add(style, "w:rPr"), "bdr", official.frame, brand.hex("text"), space=2)
    style = _style(part, "character", roles.ANNEX_TITLE, "Annex Title", own=True)
    _run_properties(add(style, "w:rPr"), brand.word.styles["annex-title"], brand)
    _normal_table(part)
    grid, side = (looks.grid, "rule"), looks.gap / 2
    rules = dict.fromkeys(("top", "left", "bottom", "right", "insideV"), grid) | {"insideH": (looks.hairline, "rule")}
    _data_table(part, brand, rules, (looks.padding, side, looks.padding, side))
    _table_style(part, brand, roles.OFFICIAL_LAYOUT, "Official Layout", {}, (0, 0, 0, 0))


_Rules = Mapping[str, tuple[float, str]]
"""The width in points and the colour of the rules at the sides of a table and between its cells."""
_Margins = tuple[float, float, float, float]
"""The margins of cells in points: top, left, bottom, right."""


def _data_table(part: Element, brand: Brand, rules: _Rules, margins: _Margins) -> None:
    """The style of tables of data, with a rule under the first row."""
    looks = brand.word.table
    style = _table_style(part, brand, roles.DATA, "Report Table", rules, margins)
    if looks.rule:
        cell = add(add(style, "w:tblStylePr", {"w:type": "firstRow"}), "w:tcPr")
        border(add(cell, "w:tcBorders"), "bottom", looks.rule, brand.hex(looks.rule_colour))


def _table_style(part: Element, brand: Brand, id_: str, shown: str, rules: _Rules, margins: _Margins) -> Element:
    style = _style(part, "table", id_, shown, own=True)
    add_value(style, "w:uiPriority", "59")
    properties = add(style, "w:tblPr")
    if rules:
        borders = add(properties, "w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            if side in rules:
                points, colour = rules[side]
                border(borders, side, points, brand.hex(colour))
    _margins(properties, *margins)
    return style


def _margins(properties: Element, top: float, left: float, bottom: float, right: float) -> None:
    margins = add(properties, "w:tblCellMar")
    for side, points in (("top", top), ("left", left), ("bottom", bottom), ("right", right)):
        add(margins, f"w:{side}", {"w:w": twips(points), "w:type": "dxa"})


_FORMS: Mapping[Form, Callable[[Element, Brand], None]] = MappingProxyType(
    {"house": _house_styles, "official": _official_styles}
)
