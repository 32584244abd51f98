"""The brand → the parts that are the same in each of its documents: styles, settings, fonts, theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from reports.brand import Brand, Form
from reports.document import NoteKind
from reports.writers.word.notes import ENDNOTE_FORMAT, SEPARATORS, one
from reports.writers.word.styles import styles_part
from reports.writers.word.theme import theme_part
from reports.writers.word.xml import Element, add, add_value, root, serialise

_LOOKS = {"name", "fonts", "colours", "roles", "series", "word"}
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


def reference_parts(brand: Brand, tag: str, form: Form, notes: NoteKind) -> Mapping[str, bytes]:
    """The unchanging parts for a brand as a form wears it, a language and a kind of notes, made once."""
    return _prepared(_Reference(brand.model_dump_json(include=_LOOKS), tag, form, notes, brand))


@dataclass(frozen=True, slots=True)
class _Reference:
    """What the parts depend on; the brand itself is told apart by its looks as text."""

    looks: str
    tag: str
    form: Form
    notes: NoteKind
    brand: Brand = field(compare=False)


@lru_cache(maxsize=8)
def _prepared(reference: _Reference) -> Mapping[str, bytes]:
    brand, tag = reference.brand, reference.tag
    parts = {
        "word/styles.xml": styles_part(brand, tag, reference.form),
        "word/settings.xml": _settings(tag, reference.notes),
        "word/fontTable.xml": _fonts(brand),
        "word/theme/theme1.xml": theme_part(brand),
    }
    return MappingProxyType({name: serialise(part) for name, part in parts.items()})


def _settings(tag: str, kind: NoteKind) -> Element:
    """In the order of the schema. Fields are not updated at opening: that would ask the reader a question."""
    part = root("w:settings", ("w",))
    add(part, "w:zoom", {"w:percent": "100"})
    add_value(part, "w:defaultTabStop", "720")
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
    add(part, "w:clrSchemeMapping", {f"w:{key}": value for key, value in _COLOUR_MAP.items()})
    return part


def _fonts(brand: Brand) -> Element:
    """What Word needs to choose a substitute for a font that is missing."""
    part = root("w:fonts", ("w",))
    for name, font in brand.word.fonts.items():
        element = add(part, "w:font", {"w:name": name})
        add_value(element, "w:altName", font.alternative)
        add_value(element, "w:panose1", font.panose)
        add_value(element, "w:charset", "00")
        add_value(element, "w:family", font.family)
        add_value(element, "w:pitch", "variable")
    return part
