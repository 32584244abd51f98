"""The styles of a reference: those of the imported file, if there is one, and those of the brand that it lacks.

The file's own style serves where the brand's `mapped` names one. The others are added under free names, based on a
style of their own: they could not undo the indents and distances of the file's running text.
"""

from __future__ import annotations

import copy
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, count

from docx.shared import Pt
from lxml import etree

from reports.brand.brand import Brand
from reports.brand.word_reference.roles import CAPTION_LABEL, DATA, EMPHASIS, HYPERLINK, NOTE_REFERENCES, STRONG, STYLES
from reports.brand.word_reference.stories import AFTER_LANGUAGE
from reports.brand.word_reference.style_sheet import StyleSheet
from reports.brand.word_reference.styles import NewStyle, defaults, fonts
from reports.brand.word_reference.xml import LANGUAGE, Element, insert, name, value
from reports.diagnostics import Diagnostic, Problems, nearest
from reports.files.foreign.elements import remove
from reports.files.foreign.names import SPACES
from reports.files.xml_text import Xml, element, joined

_OTHERS = {
    "strong": ("character", STRONG),
    "emphasis": ("character", EMPHASIS),
    "hyperlink": ("character", HYPERLINK),
    "footnote-reference": ("character", NOTE_REFERENCES["footnotes"]),
    "endnote-reference": ("character", NOTE_REFERENCES["endnotes"]),
    "report-table": ("table", DATA),
}
"""Type and id of the styles of roles that are no paragraph's."""


def type_of(role: str) -> str:
    """The type of the style of a role: "paragraph", "character" or "table"."""
    return _OTHERS[role][0] if role in _OTHERS else "paragraph"


def unknown_styles(sheet: StyleSheet, brand: Brand) -> Iterator[Diagnostic]:
    """Errors for styles that brand.yaml names and the imported file lacks."""
    for role, id_ in brand.word.mapped.items():
        known = [known for known, _ in sheet.of_type(type_of(role))]
        if id_ not in known:
            lacking = f'the imported reference has no {type_of(role)} style "{id_}"'
            hint = nearest(id_, known, otherwise=f"known: {', '.join(known)}")
            message = f'{lacking}, which word.mapped names for "{role}"'
            yield Diagnostic(message, brand.place("word", "mapped", role), hint)


def style_ids(new: Iterable[NewStyle], sheet: StyleSheet, brand: Brand) -> dict[str, str]:
    """The ids in the file of those of our styles that have another id there. Raises Problems: a style is missing."""
    wrong = list(unknown_styles(sheet, brand))
    if wrong:
        raise Problems(wrong)
    ids = {_OTHERS[role][1] if role in _OTHERS else STYLES[role].id: id_ for role, id_ in brand.word.mapped.items()}
    taken = {id_.lower() for id_ in sheet.ids}
    for style in new:
        if style.id in ids:
            continue
        if style.default and style.type != "paragraph" and sheet.default(style.type):
            ids[style.id] = sheet.default(style.type)
        elif style.id.lower() in taken or style.name.lower() in sheet.names:
            ids[style.id] = _free(style.id, taken)
    return ids


def _free(called: str, taken: Container[str], gap: str = "") -> str:
    """A name that begins with "Report" and is not taken; numbered if need be."""
    stem = f"Report{gap}{called.removeprefix(f'Report{gap}')}"
    numbered = chain([stem], (f"{stem}{gap}{number}" for number in count(2)))
    return next(new for new in numbered if new.lower() not in taken)


def styles_part(new: Iterable[NewStyle], brand: Brand) -> Element:
    """The root of the styles part without an imported file."""
    return _parsed(defaults(brand), *(style.xml for style in new))


def _parsed(*content: Xml) -> Element:
    return etree.fromstring(element("w:styles", {"xmlns:w": SPACES["w"]}, *content))


def merged_styles(new: Iterable[NewStyle], sheet: StyleSheet, ids: Mapping[str, str], brand: Brand) -> Element:
    """The root of the styles part: the imported file's styles, and those of ours that it lacks."""
    part = copy.deepcopy(sheet.root)
    _set_language(part)
    base = _base(sheet, brand)
    added = [base.xml]
    for style in new:
        id_ = ids.get(style.id, style.id)
        if id_ in sheet.ids:
            continue
        paragraph = style.type == "paragraph"
        renamed = replace(style, name=_free(style.name, sheet.names, " "), custom=True) if id_ != style.id else style
        renamed = replace(
            renamed,
            id=id_,
            based=base.id if paragraph else ids.get(style.based, style.based),
            following=ids.get(style.following, style.following),
            default=style.default and not (paragraph and sheet.default("paragraph")),
        )
        if style.id == CAPTION_LABEL and "caption" in brand.word.mapped:  # a label has the colour of the file's caption
            renamed = replace(renamed, properties=Xml("<w:qFormat/>"))
        added.append(renamed.xml)
    part.extend(_parsed(*added))
    return part


def _base(sheet: StyleSheet, brand: Brand) -> NewStyle:
    """The style on which all added ones are based: the brand's font and the alignment of running text."""
    body = brand.word.styles["body"]
    indents = {"w:left": "0", "w:right": "0", "w:firstLine": str(Pt(body.first).twips)}
    spacing = Xml('<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>')
    paragraph = element("w:pPr", {}, spacing, element("w:ind", indents), value("w:jc", body.align))
    hidden = Xml('<w:uiPriority w:val="99"/><w:semiHidden/>')
    properties = joined((hidden, paragraph, element("w:rPr", {}, fonts(brand.fonts.body))))
    id_, shown = _free("ReportBase", {id_.lower() for id_ in sheet.ids}), _free("Report Base", sheet.names, " ")
    return NewStyle("paragraph", id_, shown, properties, custom=True)


def _set_language(part: Element) -> None:
    """Give the language of the text in the defaults alone, so that text typed later has it too."""
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
