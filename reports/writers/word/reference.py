"""The brand, and the letterhead if it has one → the parts that are the same in each document: styles, settings,
fonts, theme."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from reports.brand import Brand, Form
from reports.document import NoteKind
from reports.writers.word.adopting import adopted, style_ids
from reports.writers.word.letterhead import Letterhead
from reports.writers.word.notes import ENDNOTE_FORMAT, SEPARATORS, one
from reports.writers.word.styles import styles_part
from reports.writers.word.theme import theme_part
from reports.writers.word.xml import Element, add, add_value, name, root, serialise

_LOOKS = {"name", "files", "fonts", "colours", "roles", "series", "word"}
"""What of a brand the parts are made from."""
_COMPATIBILITY = {
    "compatibilityMode": "15",
    "overrideTableStyleFontSizeAndJustification": "1",
    "enableOpenTypeFeatures": "1",
    "doNotFlipMirrorIndents": "1",
    "differentiateMultirowTableHeaders": "1",
    "useWord2013TrackBottomHyphenation": "0",
}
_NOTES: Mapping[NoteKind, Mapping[str, str]] = {
    "footnotes": {},
    # behind the text and not behind its annexes
    "endnotes": {"w:pos": "sectEnd", "w:numFmt": ENDNOTE_FORMAT},
}
_COLOUR_MAP = {
    "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2",
    **{f"accent{i}": f"accent{i}" for i in range(1, 7)},
    "hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """The unchanging parts, and the ids of styles that are others in the file than ours."""

    parts: Mapping[str, bytes]
    ids: Mapping[str, str]


def reference(brand: Brand, tag: str, form: Form, notes: NoteKind, letterhead: Letterhead | None) -> Reference:
    """The unchanging parts for a brand as a form wears it, a language and a kind of notes, made once."""
    return _prepared(_Key(brand.model_dump_json(include=_LOOKS), tag, form, notes, brand, letterhead))


@dataclass(frozen=True, slots=True)
class _Key:
    """What the parts depend on; the brand itself is told apart by its looks as text, its letterhead with them."""

    looks: str
    tag: str
    form: Form
    notes: NoteKind
    brand: Brand = field(compare=False)
    letterhead: Letterhead | None = field(compare=False)


@lru_cache(maxsize=8)
def _prepared(key: _Key) -> Reference:
    brand, tag, letterhead = key.brand, key.tag, key.letterhead
    styles = styles_part(brand, tag, key.form)
    ids: Mapping[str, str] = {}
    if letterhead and letterhead.styles:
        ids = style_ids(styles, letterhead.styles, brand)
        styles = adopted(styles, letterhead.styles, ids, brand, tag)
    parts = {
        "word/styles.xml": styles,
        "word/settings.xml": _settings(tag, key.notes, letterhead.settings if letterhead else {}),
        "word/fontTable.xml": _fonts(brand, letterhead.fonts if letterhead else None),
        "word/theme/theme1.xml": theme_part(brand),
    }
    written = {name: serialise(part) for name, part in parts.items()}
    return Reference(MappingProxyType(written | (letterhead.shipped if letterhead else {})), MappingProxyType(ids))


def _settings(tag: str, kind: NoteKind, kept: Mapping[str, Element]) -> Element:
    """In the order of the schema. Fields are not updated at opening: that would ask the reader a question."""
    part = root("w:settings", ("w",))
    add(part, "w:zoom", {"w:percent": "100"})
    for own in ("w:embedTrueTypeFonts", "w:saveSubsetFonts", "w:mirrorMargins"):
        _keep(part, kept, own)
    if not _keep(part, kept, "w:defaultTabStop"):
        add_value(part, "w:defaultTabStop", "720")
    if not _keep(part, kept, "w:evenAndOddHeaders"):
        add_value(part, "w:evenAndOddHeaders", "0")
    add_value(part, "w:characterSpacingControl", "doNotCompress")
    notes = add(part, f"w:{one(kind)}Pr")
    for tag_, value in _NOTES[kind].items():
        add_value(notes, tag_, value)
    for id_, _ in SEPARATORS:
        add(notes, f"w:{one(kind)}", {"w:id": id_})
    compatibility = add(part, "w:compat")
    for setting, value in _COMPATIBILITY.items():
        uri = "http://schemas.microsoft.com/office/word"
        add(compatibility, "w:compatSetting", {"w:name": setting, "w:uri": uri, "w:val": value})
    add(part, "w:themeFontLang", {"w:val": tag})
    if not _keep(part, kept, "w:clrSchemeMapping"):
        add(part, "w:clrSchemeMapping", {f"w:{key}": value for key, value in _COLOUR_MAP.items()})
    return part


def _keep(part: Element, kept: Mapping[str, Element], tag: str) -> bool:
    """Put in a setting of the letterhead, if it has it."""
    if tag in kept:
        part.append(copy.deepcopy(kept[tag]))
    return tag in kept


def _fonts(brand: Brand, kept: Element | None) -> Element:
    """What Word needs to choose a substitute for a font that is missing."""
    part = root("w:fonts", ("w",)) if kept is None else copy.deepcopy(kept)
    known = {font.get(name("w:name")) for font in part}
    for called, font in brand.word.fonts.items():
        if called in known:
            continue
        element = add(part, "w:font", {"w:name": called})
        add_value(element, "w:altName", font.alternative)
        add_value(element, "w:panose1", font.panose)
        add_value(element, "w:charset", "00")
        add_value(element, "w:family", font.family)
        add_value(element, "w:pitch", "variable")
    return part
