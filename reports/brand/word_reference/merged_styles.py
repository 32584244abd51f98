"""The styles of a reference: those of the imported file, if there is one, and those of the brand that it lacks.

The file's own style serves where the brand's `mapped` names one. The others are added under free names, based on a
style of their own: they could not undo the indents and distances of the file's running text.
"""

from __future__ import annotations

import copy
from collections.abc import Container, Iterator, Mapping
from itertools import chain, count
from typing import Any, cast

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.parser import parse_xml
from docx.oxml.styles import CT_Style, CT_Styles
from docx.shared import Length, Pt, RGBColor

from reports.brand.brand import Brand
from reports.brand.word_reference.roles import (
    CAPTION_LABEL,
    DATA,
    EMPHASIS,
    HYPERLINK,
    NOTE_REFERENCES,
    STRONG,
    STYLES,
    UNINDENTED,
)
from reports.brand.word_reference.stories import AFTER_LANGUAGE
from reports.brand.word_reference.style_sheet import StyleSheet
from reports.brand.word_reference.xml import LANGUAGE, Element, insert, name
from reports.brand.xml_files import filled
from reports.diagnostics import Diagnostic, Problems, nearest
from reports.files.sanitiser.elements import remove

_OTHERS = {
    "strong": ("character", STRONG),
    "emphasis": ("character", EMPHASIS),
    "hyperlink": ("character", HYPERLINK),
    "footnote-reference": ("character", NOTE_REFERENCES["footnotes"]),
    "endnote-reference": ("character", NOTE_REFERENCES["endnotes"]),
    "report-table": ("table", DATA),
}
"""Type and id of the style of each role that is not a role of paragraphs."""
_SHADE = name("w:shd")
_LISTS = ("list-bullet", "list-number")
"""The roles of items of lists, which have one style of text in brand.yaml."""


def type_of(role: str) -> str:
    """The type of the style of a role: "paragraph", "character" or "table"."""
    return _OTHERS[role][0] if role in _OTHERS else "paragraph"


def unknown_styles(sheet: StyleSheet, brand: Brand) -> Iterator[Diagnostic]:
    """Errors for styles that brand.yaml names and the imported file lacks."""
    for role, id_ in brand.word.mapped.items():
        known = [known for known, _ in sheet.of_type(type_of(role))]
        if id_ not in known:
            lacking = f'the imported reference has no {type_of(role)} style "{id_}"'
            hint = nearest(id_, known)
            message = f'{lacking}, which word.mapped names for "{role}"'
            yield Diagnostic(message, brand.place("word", "mapped", role), hint)


def style_ids(own: CT_Styles, sheet: StyleSheet, brand: Brand) -> dict[str, str]:
    """The ids that styles of the made reference `own` have in the merged file, by their ids in `own`.

    Only ids that change are in it: of a style mapped in brand.yaml, of a default style that the imported `sheet` has,
    and of a style whose id or name the sheet uses for another. Raises Problems if a mapped style is missing.
    """
    wrong = list(unknown_styles(sheet, brand))
    if wrong:
        raise Problems(wrong)
    ids = {_OTHERS[role][1] if role in _OTHERS else STYLES[role].id: id_ for role, id_ in brand.word.mapped.items()}
    taken = {id_.lower() for id_ in sheet.ids}
    for style in own.xpath("w:style"):
        type_ = style.get(name("w:type"))
        if style.styleId in ids:
            continue
        if style.default and type_ != "paragraph" and sheet.default(type_):
            ids[style.styleId] = sheet.default(type_)
        elif style.styleId.lower() in taken or style.name_val.lower() in sheet.names:
            ids[style.styleId] = _free(style.styleId, taken)
    return ids


def _free(called: str, taken: Container[str], gap: str = "") -> str:
    """A name that begins with "Report" and is not taken; numbered if need be."""
    stem = f"Report{gap}{called.removeprefix(f'Report{gap}')}"
    numbered = chain([stem], (f"{stem}{gap}{number}" for number in count(2)))
    return next(new for new in numbered if new.lower() not in taken)


def merged_styles(own: CT_Styles, sheet: StyleSheet, ids: Mapping[str, str], brand: Brand) -> Element:
    """The root of the styles part: the imported file's styles, and those of ours that it lacks."""
    part = copy.deepcopy(sheet.root)
    _set_language(part)
    _straighten(StyleSheet(part), ids, brand)
    _adjust(StyleSheet(part), brand)
    base = _base(sheet, brand)
    part.append(base)
    for style in copy.deepcopy(own).xpath("w:style"):
        id_, type_ = style.styleId, style.get(name("w:type"))
        if ids.get(id_, id_) in sheet.ids:
            continue
        if id_ in ids:
            style.styleId, style.customStyle = ids[id_], True
            style.name_val = _free(style.name_val, sheet.names, " ")
        if type_ == "paragraph":
            style.basedOn_val = base.styleId
            if sheet.default(type_):
                style.default = None
        elif style.basedOn_val:
            style.basedOn_val = ids.get(style.basedOn_val, style.basedOn_val)
        if style.next is not None:
            style.next.val = ids.get(style.next.val, style.next.val)
        if id_ == CAPTION_LABEL and "caption" in brand.word.mapped:
            style.remove(style.rPr)  # a label has the colour of the file's caption
        part.append(style)
    return part


def _straighten(sheet: StyleSheet, ids: Mapping[str, str], brand: Brand) -> None:
    """Keep the file's titles and captions from inheriting first-line indents and justified lines of running text."""
    body, base = brand.word.styles["body"], STYLES["body"].id
    for role in UNINDENTED & brand.word.mapped.keys():
        id_ = brand.word.mapped[role]
        own = sheet.between(id_, ids.get(base, base))
        style: Any = sheet.ids[id_]
        properties = style.get_or_add_pPr()
        if body.first and "w:ind" not in own:
            properties.first_line_indent = Length(0)
        if body.align == "both" and "w:jc" not in own:
            properties.jc_val = WD_ALIGN_PARAGRAPH.LEFT


def _adjust(sheet: StyleSheet, brand: Brand) -> None:
    """Give the file's styles what takes the place of their own: sizes, colours and weights of the brand."""
    for role, what in brand.word.adjusted.items():
        looks = brand.word.styles.get("list" if role in _LISTS else role)
        style: Any = sheet.ids[brand.word.mapped[role]] if role in brand.word.mapped else None
        if style is None or looks is None:
            continue
        letters = style.get_or_add_rPr()
        if "size" in what:
            letters.sz_val = Pt(looks.size)
            for other in letters.findall(name("w:szCs")):
                letters.remove(other)
            spacing = style.get_or_add_pPr().get_or_add_spacing()
            spacing.before, spacing.after = Pt(looks.before), Pt(looks.after)
            spacing.line, spacing.lineRule = Pt(looks.line), WD_LINE_SPACING.AT_LEAST
        if "colour" in what:
            letters._remove_color()
            letters.get_or_add_color().val = RGBColor.from_string(brand.colour(looks.colour).removeprefix("#"))
        if "bold" in what:
            letters._remove_b()
            letters._add_b()
        if "page" in what:
            style.get_or_add_pPr().pageBreakBefore_val = False
    if "ground" in brand.word.adjusted.get("report-table", ()):
        for shade in [each for style in sheet.chain(brand.word.mapped["report-table"]) for each in style.iter(_SHADE)]:
            remove(shade)


def _base(sheet: StyleSheet, brand: Brand) -> CT_Style:
    """The style on which all added ones are based: the brand's font and the alignment of running text."""
    body = brand.word.styles["body"]
    base = parse_xml(
        filled(
            "word_reference/base_style.xml",
            id=_free("ReportBase", {id_.lower() for id_ in sheet.ids}),
            name=_free("Report Base", sheet.names, " "),
            first=str(Pt(body.first).twips),
            align=body.align,
            font=brand.fonts.body,
        )
    )
    return cast("CT_Style", base)


def _set_language(part: Element) -> None:
    """State the language of the text only in the document's defaults, so that text typed later has it too."""
    for language in list(part.iter(name("w:lang"))):
        remove(language)
    properties = part
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        above, found = properties, properties.find(name(tag))
        properties = above.makeelement(name(tag)) if found is None else found
        if found is None:
            above.insert(0, properties)
    attributes = {name("w:val"): LANGUAGE, name("w:eastAsia"): LANGUAGE, name("w:bidi"): "ar-SA"}
    insert(properties, properties.makeelement(name("w:lang"), attributes), *AFTER_LANGUAGE)
