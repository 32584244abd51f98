"""The styles of a letterhead and those of the brand → one part: the letterhead's whole, of the brand's what it lacks.

What the brand's `mapped` names is the letterhead's own. The rest is added under names that are free, and stands on a
style of its own and not on the letterhead's plain text, whose indents and distances it could not take back.
"""

from __future__ import annotations

import copy
from collections.abc import Container, Iterator, Mapping
from itertools import chain, count

from reports.brand.whole import Brand
from reports.brand.word_reference.roles import CAPTION_LABEL, DATA, EMPHASIS, HYPERLINK, NOTE_REFERENCES, STRONG, STYLES
from reports.brand.word_reference.stories import AFTER_LANGUAGE
from reports.brand.word_reference.style_sheet import StyleSheet, shown_name
from reports.brand.word_reference.styles import SCRIPTS
from reports.brand.word_reference.xml import LANGUAGE, Element, add, add_value, insert, name, twips
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
"""Kind and id of the styles of roles that are none of paragraphs."""


def kind_of(role: str) -> str:
    """The kind of the style that a role has."""
    return _OTHERS[role][0] if role in _OTHERS else "paragraph"


def own_id(role: str) -> str:
    """The id that the style of a role has without a letterhead."""
    return _OTHERS[role][1] if role in _OTHERS else STYLES[role].id


def unknown_styles(sheet: StyleSheet, brand: Brand) -> Iterator[Diagnostic]:
    """Complaints of styles that brand.yaml names and the letterhead has not."""
    for role, id_ in brand.word.mapped.items():
        known = [known for known, _ in sheet.of_kind(kind_of(role))]
        if id_ not in known:
            message = f'the template has no {kind_of(role)} style "{id_}", which word.mapped names for "{role}"'
            hint = nearest(id_, known)
            yield Diagnostic(message, brand.place("word", "mapped", role), hint)


def style_ids(ours: Element, sheet: StyleSheet, brand: Brand) -> dict[str, str]:
    """Our ids → those in the file, where they are others. Raises Problems: a style that the letterhead has not."""
    wrong = list(unknown_styles(sheet, brand))
    if wrong:
        raise Problems(wrong)
    ids = {own_id(role): id_ for role, id_ in brand.word.mapped.items()}
    taken = {id_.lower() for id_ in sheet.ids}
    for style in ours.iterchildren(name("w:style")):
        id_, called = style.get(name("w:styleId"), ""), shown_name(style)
        kind = style.get(name("w:type"), "")
        if id_ in ids:
            continue
        if style.get(name("w:default")) and kind != "paragraph" and sheet.default(kind):
            ids[id_] = sheet.default(kind)
        elif id_.lower() in taken or called.lower() in sheet.names:
            ids[id_] = _free(id_, taken)
    return ids


def _free(called: str, taken: Container[str], gap: str = "") -> str:
    """A name that begins with "Report", with the first number that makes it another than those that are taken."""
    stem = f"Report{gap}{called.removeprefix(f'Report{gap}')}"
    numbered = chain([stem], (f"{stem}{gap}{number}" for number in count(2)))
    return next(new for new in numbered if new.lower() not in taken)


def adopted(ours: Element, sheet: StyleSheet, ids: Mapping[str, str], brand: Brand) -> Element:
    """The root of the styles part: the letterhead's, and what it lacks."""
    part = copy.deepcopy(sheet.root)
    _speak(part)
    base = _base(part, sheet, brand)
    has_default = bool(sheet.default("paragraph"))
    for style in list(ours.iterchildren(name("w:style"))):
        id_ = style.get(name("w:styleId"), "")
        new = ids.get(id_, id_)
        if new in sheet.ids:
            continue
        style = copy.deepcopy(style)
        style.set(name("w:styleId"), new)
        if new != id_:
            called = style[0]
            called.set(name("w:val"), _free(called.get(name("w:val"), ""), sheet.names, " "))
            style.set(name("w:customStyle"), "1")
        if style.get(name("w:default")) and has_default and style.get(name("w:type")) == "paragraph":
            del style.attrib[name("w:default")]
        _stand(style, ids, base)
        if id_ == CAPTION_LABEL and "caption" in brand.word.mapped:
            style.remove(style[-1])  # its colour: a label is of one piece with the letterhead's caption
        part.append(style)
    return part


def _base(part: Element, sheet: StyleSheet, brand: Brand) -> str:
    """The style that all added ones stand on: the brand's font, and the plain text's alignment and nothing else."""
    id_ = _free("ReportBase", {id_.lower() for id_ in sheet.ids})
    style = add(part, "w:style", {"w:type": "paragraph", "w:customStyle": "1", "w:styleId": id_})
    add_value(style, "w:name", _free("Report Base", sheet.names, " "))
    add_value(style, "w:uiPriority", "99")
    add(style, "w:semiHidden")
    properties = add(style, "w:pPr")
    body = brand.word.styles["body"]
    add(properties, "w:spacing", {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"})
    add(properties, "w:ind", {"w:left": "0", "w:right": "0", "w:firstLine": twips(body.first)})
    add_value(properties, "w:jc", body.align)
    run = add(style, "w:rPr")
    add(run, "w:rFonts", {f"w:{script}": brand.fonts.body for script in SCRIPTS})
    return id_


def _stand(style: Element, ids: Mapping[str, str], base: str) -> None:
    """Let the style stand on what is in the file; a paragraph style on the common base."""
    for tag in ("w:basedOn", "w:next"):
        element = style.find(name(tag))
        if element is None:
            continue
        value = element.get(name("w:val"), "")
        under = base if tag == "w:basedOn" and style.get(name("w:type")) == "paragraph" else ids.get(value, value)
        element.set(name("w:val"), under)
    if style.get(name("w:type")) == "paragraph" and style.find(name("w:basedOn")) is None:
        based = style.makeelement(name("w:basedOn"), {name("w:val"): base})
        style[0].addnext(based)


def _speak(part: Element) -> None:
    """The language of the text, in the defaults alone: what is typed later is in it too."""
    for language in list(part.iter(name("w:lang"))):
        remove(language)
    properties = part
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        above, found = properties, properties.find(name(tag))
        properties = above.makeelement(name(tag)) if found is None else found
        if found is None:
            above.insert(0, properties)
    said = {name("w:val"): LANGUAGE, name("w:eastAsia"): LANGUAGE, name("w:bidi"): "ar-SA"}
    insert(properties, properties.makeelement(name("w:lang"), said), *AFTER_LANGUAGE)
