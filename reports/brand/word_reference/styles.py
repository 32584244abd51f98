"""The paragraph, character and table styles of a brand, as XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docx.shared import Length, Mm, Pt

from reports.brand.brand import Brand
from reports.brand.model import TextStyle
from reports.brand.word import WordBox, WordStyle
from reports.brand.word_reference import roles
from reports.brand.word_reference.roles import FORM_STYLES, SIDE_TABLES, STYLES, Form, Style
from reports.brand.word_reference.xml import LANGUAGE, value
from reports.files.xml_text import EMPTY, Xml, element, joined

SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
"""The scripts for which a style names the font."""
_DEFAULTS = {"character": "DefaultParagraphFont", "table": "TableNormal"}
_EDGE = 0.5
"""The width in points of the borders that carry the padding of a box with a ground."""


@dataclass(frozen=True, slots=True)
class NewStyle:
    """A style of the brand: its type, id and name, the ids of the styles before and after it, and its properties.

    `default`: the style of whatever names none; `custom`: Word has no style of this name.
    """

    type: str
    id: str
    name: str
    properties: Xml
    based: str = ""
    following: str = ""
    default: bool = False
    custom: bool = False

    @property
    def xml(self) -> Xml:
        """The `w:style` element."""
        flags = {"w:default": "1" if self.default else None, "w:customStyle": "1" if self.custom else None}
        related = (("w:basedOn", self.based), ("w:next", self.following))
        others = [value(tag, id_) for tag, id_ in related if id_]
        about = {"w:type": self.type, **flags, "w:styleId": self.id}
        return element("w:style", about, value("w:name", self.name), *others, self.properties)


def new_styles(brand: Brand, form: Form) -> Iterator[NewStyle]:
    """All styles that documents in a form use."""
    yield from (_paragraph_style(style, brand) for style in FORM_STYLES[form])
    yield _separator_style(brand)
    yield from _character_styles(brand)
    yield _plain("table", _DEFAULTS["table"], "Normal Table", element("w:tblPr", {}, _TABLE_INDENT, _cell_margins()))
    yield from _OF_FORM[form](brand)
    yield _plain("numbering", "NoList", "No List")


def defaults(brand: Brand) -> Xml:
    """The `w:docDefaults` element."""
    language = element("w:lang", {"w:val": LANGUAGE, "w:eastAsia": LANGUAGE, "w:bidi": "ar-SA"})
    run = element("w:rPr", {}, fonts(brand.fonts.body), _size(brand.word.styles["body"].size), language)
    rest = Xml("<w:pPrDefault><w:pPr/></w:pPrDefault>")
    return element("w:docDefaults", {}, element("w:rPrDefault", {}, run), rest)


def fonts(typeface: str) -> Xml:
    """A `w:rFonts` element that names one font for all scripts."""
    return element("w:rFonts", {f"w:{script}": typeface for script in SCRIPTS})


def _plain(type_: str, id_: str, name: str, properties: Xml = EMPTY) -> NewStyle:
    """One of the default styles that Word expects."""
    hidden = Xml('<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>')
    return NewStyle(type_, id_, name, joined((hidden, properties)), default=True)


def _paragraph_style(style: Style, brand: Brand) -> NewStyle:
    looks = brand.word.styles[style.looks or style.role]
    narrow = brand.word.styles["side"] if "-side" in style.role else looks
    looks = looks if looks.size <= narrow.size else narrow  # columns are narrow: nothing in them is larger
    light = TextStyle(size=looks.size, line=looks.line, colour="secondary")
    own_font = brand.fonts.headings != brand.fonts.body and style.role in roles.TITLED
    font = fonts(brand.fonts.headings) if own_font else EMPTY
    run = _run_properties(light if style.translation else looks, brand, bold=style.role.endswith("heading"))
    default = style.role == "body"
    return NewStyle(
        "paragraph",
        style.id,
        style.name,
        joined((Xml("<w:qFormat/>"), _paragraph_properties(style, looks, brand), element("w:rPr", {}, font, run))),
        based="" if default else STYLES[style.based].id,
        following=STYLES[style.following].id if style.following in brand.word.styles else "",
        default=default,
        custom=style.own,
    )


def _paragraph_properties(style: Style, looks: WordStyle, brand: Brand) -> Xml:
    """A `w:pPr` element; its children are in the order of the schema."""
    word = brand.word
    box = word.boxes[style.box] if style.box else WordBox()
    numbered = style.role in roles.HEADINGS and word.headings
    distances = {f"w:{key}": str(Pt(getattr(looks, key)).twips) for key in ("before", "after", "line")}
    aligned = looks.align != word.styles["body"].align or (style.role == "body" and looks.align != "left")
    return element(
        "w:pPr",
        {},
        Xml("<w:keepNext/><w:keepLines/>") if style.keep else EMPTY,
        Xml("<w:widowControl/>"),
        _heading_number(style.role) if numbered else EMPTY,
        _borders(style, box, brand),
        _shading(box, brand) if box.ground else EMPTY,
        _right_tab(style, brand) if style.stop else EMPTY,
        element("w:spacing", {**distances, "w:lineRule": "atLeast"}),
        _indents(looks, box, brand),
        value("w:jc", looks.align) if aligned else EMPTY,
        EMPTY if style.outline is None else value("w:outlineLvl", str(style.outline)),
    )


def _heading_number(role: str) -> Xml:
    level, list_ = value("w:ilvl", str(roles.HEADINGS.index(role))), value("w:numId", roles.HEADING_NUMBERS)
    return element("w:numPr", {}, level, list_)


def _borders(style: Style, box: WordBox, brand: Brand) -> Xml:
    """The rules around a paragraph; a ground's padding is the distance of borders in its own colour."""
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


def _right_tab(style: Style, brand: Brand) -> Xml:
    """A tab stop at the right margin."""
    page = brand.word.landscape if style.wide else brand.word.page
    return element("w:tabs", {}, element("w:tab", {"w:val": "right", "w:pos": str(Mm(page.column).twips)}))


def _indents(looks: WordStyle, box: WordBox, brand: Brand) -> Xml:
    """The indents; that of the first line is given where it differs from the one of running text."""
    indents = {}
    indent = Pt(looks.indent) + box_indent(box)
    if indent:
        indents = {f"w:{side}": Length(indent) for side in (("left", "right") if box.ground else ("left",))}
    if looks.first or brand.word.styles["body"].first:
        indents["w:firstLine"] = Pt(looks.first)
    return element("w:ind", {side: str(length.twips) for side, length in indents.items()}) if indents else EMPTY


def box_indent(box: WordBox) -> Length:
    """The distance between the column's edge and the text of a box."""
    return Pt(box.padding + (box.thickness if box.rule else _EDGE if box.ground else 0))


def _run_properties(looks: TextStyle, brand: Brand, *, bold: bool = False) -> Xml:
    return joined(
        (
            Xml("<w:b/><w:bCs/>") if looks.bold or bold else EMPTY,
            Xml("<w:i/><w:iCs/>") if looks.italic else EMPTY,
            Xml("<w:caps/>") if isinstance(looks, WordStyle) and looks.caps else EMPTY,
            value("w:color", brand.hex(looks.colour)),
            _size(looks.size),
            value("w:lang", LANGUAGE),
        )
    )


def _size(points: float) -> Xml:
    half_points = str(round(points * 2))
    return joined((value("w:sz", half_points), value("w:szCs", half_points)))


def border(side: str, points: float, colour: str, space: float = 0) -> Xml:
    """A solid rule at one side; none if it has no width. `space` is its distance in points."""
    if not points:
        return value(f"w:{side}", "nil")
    width = str(round(points * 8))
    return element(f"w:{side}", {"w:val": "single", "w:sz": width, "w:space": str(round(space)), "w:color": colour})


def _separator_style(brand: Brand) -> NewStyle:
    spacing = Xml('<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>')
    paragraph = element("w:pPr", {}, spacing, _indents(WordStyle(size=1, line=1), WordBox(), brand))
    properties = joined((paragraph, element("w:rPr", {}, _size(1))))
    return NewStyle("paragraph", roles.SEPARATOR, "Table End", properties, STYLES["body"].id, custom=True)


def _character_styles(brand: Brand) -> Iterator[NewStyle]:
    yield _plain("character", _DEFAULTS["character"], "Default Paragraph Font")
    listed = Xml("<w:qFormat/>")
    for id_, shown, custom, looks in (
        (roles.STRONG, "Strong", False, Xml("<w:b/><w:bCs/>")),
        (roles.EMPHASIS, "Emphasis", False, Xml("<w:i/><w:iCs/>")),
        (roles.HYPERLINK, "Hyperlink", False, value("w:color", brand.hex("heading"))),
        (roles.CAPTION_LABEL, "Caption Label", True, value("w:color", brand.hex("heading"))),
        (roles.STATUS, "Status", True, value("w:color", brand.hex("accent"))),
        (roles.TRANSLATION, "Translation", True, value("w:color", brand.hex("secondary"))),
    ):
        yield _character_style(id_, shown, looks, listed, custom=custom)
    for kind, id_ in roles.NOTE_REFERENCES.items():
        yield _character_style(id_, f"{kind[:-1]} reference", value("w:vertAlign", "superscript"), custom=False)


def _character_style(id_: str, name: str, looks: Xml, listed: Xml = EMPTY, *, custom: bool = True) -> NewStyle:
    properties = joined((listed, element("w:rPr", {}, looks)))
    return NewStyle("character", id_, name, properties, _DEFAULTS["character"], custom=custom)


def _house_styles(brand: Brand) -> Iterator[NewStyle]:
    """Tables between hairlines, key figures, portraits, columns, languages side by side."""
    looks = brand.word.table
    hair, pad, gap = (looks.hairline, "rule"), looks.padding, looks.gap
    yield _data_table(brand, {"bottom": hair, "insideH": hair}, (pad, 0, pad, gap))
    lines = {"top": hair, "bottom": hair, "insideH": hair}
    yield _table_style(brand, roles.PROFILES, "Report Profiles", lines, (pad * 2, 0, pad * 2, gap))
    strip = {"bottom": hair, "insideH": hair, "insideV": hair}
    yield _table_style(brand, roles.CARDS, "Report Cards", {"top": hair} | strip, (pad * 2, gap, pad * 2, gap))
    yield _table_style(brand, roles.CARDS_BELOW, "Report Cards below Text", strip, (pad, gap, pad * 2, gap))
    yield _table_style(brand, roles.LAYOUT, "Report Layout", {}, (0, 0, 0, gap * 1.5))
    for called, id_ in SIDE_TABLES.items():
        box = brand.word.boxes.get(called, WordBox())
        rules = ({"left": (box.thickness, box.rule)} if box.rule else {}) | {"insideV": hair}
        ground = element("w:tcPr", {}, _shading(box, brand)) if box.ground else EMPTY
        yield _table_style(brand, id_, f"Report Sides {called.title()}".strip(), rules, (0, gap, 0, gap), ground)


def _official_styles(brand: Brand) -> Iterator[NewStyle]:
    """Tables with rules all round, the table that lays out head and closing, titles of annexes, marks, blanks."""
    looks, official = brand.word.table, brand.word.official
    for id_, shown, properties in (
        (roles.BLANK, "Blank", value("w:w", str(round(official.blanks.short * 100)))),
        (roles.LONG_BLANK, "Long Blank", value("w:w", str(round(official.blanks.long * 100)))),
        (roles.FRAMED, "Framed Mark", border("bdr", official.frame, brand.hex("text"), space=2)),
        (roles.ANNEX_TITLE, "Annex Title", _run_properties(brand.word.styles["annex-title"], brand)),
    ):
        yield _character_style(id_, shown, properties)
    grid, side = (looks.grid, "rule"), looks.gap / 2
    rules = dict.fromkeys(("top", "left", "bottom", "right", "insideV"), grid) | {"insideH": (looks.hairline, "rule")}
    yield _data_table(brand, rules, (looks.padding, side, looks.padding, side))
    yield _table_style(brand, roles.OFFICIAL_LAYOUT, "Official Layout", {}, (0, 0, 0, 0))


_Rules = Mapping[str, tuple[float, str]]
"""The width in points and the colour of the rules at the sides of a table and between its cells."""
_Margins = tuple[float, float, float, float]
"""The margins of cells in points: top, left, bottom, right."""
_TABLE_INDENT = Xml('<w:tblInd w:w="0" w:type="dxa"/>')


def _data_table(brand: Brand, rules: _Rules, margins: _Margins) -> NewStyle:
    """The style of tables of data, with a rule under the first row."""
    looks, head = brand.word.table, EMPTY
    if looks.rule:
        rule = element("w:tcBorders", {}, border("bottom", looks.rule, brand.hex(looks.rule_colour)))
        head = element("w:tblStylePr", {"w:type": "firstRow"}, element("w:tcPr", {}, rule))
    return _table_style(brand, roles.DATA, "Report Table", rules, margins, head)


def _table_style(
    brand: Brand, id_: str, name: str, rules: _Rules, margins: _Margins, conditional: Xml = EMPTY
) -> NewStyle:
    sides = [side for side in ("top", "left", "bottom", "right", "insideH", "insideV") if side in rules]
    borders = [border(side, rules[side][0], brand.hex(rules[side][1])) for side in sides]
    drawn = element("w:tblBorders", {}, *borders) if borders else EMPTY
    table = element("w:tblPr", {}, drawn, _cell_margins(*margins))
    properties = joined((value("w:uiPriority", "59"), table, conditional))
    return NewStyle("table", id_, name, properties, _DEFAULTS["table"], custom=True)


def _cell_margins(top: float = 0, left: float = 0, bottom: float = 0, right: float = 0) -> Xml:
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    margins = (element(f"w:{side}", {"w:w": str(Pt(width).twips), "w:type": "dxa"}) for side, width in sides)
    return element("w:tblCellMar", {}, *margins)


_OF_FORM: Mapping[Form, Callable[[Brand], Iterator[NewStyle]]] = MappingProxyType(
    {"house": _house_styles, "official": _official_styles}
)
