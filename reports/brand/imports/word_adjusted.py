"""What is changed in the styles of an imported .docx: type that is too large, letters that cannot be read, headings
that look like text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from reports.brand import contrast
from reports.brand.checks import LEAST_CONTRAST_GRAPHICS, LEAST_CONTRAST_TEXT
from reports.brand.imports.word_looks import StyleLooks, length
from reports.brand.theme import hex_colour
from reports.brand.word_reference.roles import HEADINGS
from reports.brand.word_reference.style_sheet import StyleSheet
from reports.brand.word_reference.xml import name

_LARGEST_TEXT = 14.0
"""The largest running text in points; forms in Chinese or Japanese have larger signs."""
_LARGEST: Mapping[str, float] = {"title": 3.0, "heading-1": 1.9, "heading-2": 1.6, "heading-3": 1.4}
"""The largest titles and headings in proportion to running text."""
_LINE, _AROUND = 1.35, 0.8
"""The most that lines of titles and headings that are made smaller are apart, and the most after them, in ems."""
_SIZED = ("size", "line", "before", "after", "first", "indent")
_LARGE, _LARGE_BOLD = 18, 14
"""From these sizes on, in points, type is large (WCAG 2.2, criterion 1.4.3)."""
_PAPER = "#FFFFFF"


def adjusted_looks(
    looks: Mapping[str, StyleLooks], mapped: Mapping[str, str], sheet: StyleSheet
) -> tuple[dict[str, StyleLooks], dict[str, list[str]], list[str]]:
    """The looks by role with sizes that fit together, colours that can be read and headings that stand out; what of
    them is changed by role, for `word.adjusted`; and notes on it. `mapped` are the ids of styles by role."""
    body = looks.get("body")
    plain = body.fields["size"] if body else 0
    share = min(1.0, _LARGEST_TEXT / plain) if plain else 1.0
    fitted: dict[str, StyleLooks] = {}
    adjusted: dict[str, list[str]] = {}
    notes: list[str] = []
    for role, own in looks.items():
        new = _sized(role, own, share, plain)
        if role not in mapped:
            fitted[role] = new
            continue
        changes: dict[str, Any] = {}
        done: dict[str, str] = {}
        if new.fields["size"] < own.fields["size"]:
            done["size"] = f"{role} is set in {new.fields['size']:g} pt instead of {own.fields['size']:g}"
        if _is_pale(own, _ground(sheet, mapped[role])):
            changes["colour"] = "heading" if role == "title" or "heading" in role else "text"
            done["colour"] = f"the colour {own.colour} of {role} cannot be read: it is changed"
        if (
            body
            and role in HEADINGS
            and not _stands_out(new, own.colour, _sized("body", body, share, plain), body.colour)
        ):
            changes["bold"] = True
            done["bold"] = f"{role} looks like running text: it is set in bold"
        if role in HEADINGS[1:] and sheet.is_on(mapped[role], "w:pPr", "w:pageBreakBefore"):
            done["page"] = f"{role} begins no page of its own"
        fitted[role] = replace(new, fields={**new.fields, **changes})
        adjusted |= {role: list(done)} if done else {}
        notes += [f"{sentence} (word.adjusted)" for sentence in done.values()]
    return fitted, adjusted, notes


def _stands_out(looks: StyleLooks, colour: str, body: StyleLooks, usual: str) -> bool:
    """Whether a heading can be told from running text without its number."""
    own, plain = looks.fields, body.fields
    alike = ("bold", "italic", "caps", "align")
    return own["size"] > plain["size"] or any(own[key] != plain[key] for key in alike) or _ink(colour) != _ink(usual)


def _ink(colour: str) -> str:
    return colour or "#000000"


def _sized(role: str, looks: StyleLooks, share: float, plain: float) -> StyleLooks:
    size: float = looks.fields["size"]
    share = min(share, share * _LARGEST[role] * plain / size) if role in _LARGEST and plain else share
    if share == 1:
        return looks
    smaller: dict[str, Any] = {key: length(key, looks.fields[key] * share) for key in _SIZED}
    smaller["size"] = round(2 * size * share) / 2
    if role in _LARGEST:  # lines of large signs are far apart
        most = {"line": _LINE, "before": 2 * _AROUND, "after": _AROUND}
        smaller |= {key: length(key, min(smaller[key], part * smaller["size"])) for key, part in most.items()}
    return replace(looks, fields={**looks.fields, **smaller})


def _ground(sheet: StyleSheet, id_: str) -> str:
    """The colour on which the letters of a style stand."""
    shade = sheet.inherited(id_, "w:pPr", "w:shd")
    return (hex_colour(shade.get(name("w:fill"), "")) if shade is not None else "") or _PAPER


def _is_pale(looks: StyleLooks, ground: str) -> bool:
    size, bold = looks.fields["size"], looks.fields["bold"]
    is_large = size >= _LARGE or (bold and size >= _LARGE_BOLD)
    least = LEAST_CONTRAST_GRAPHICS if is_large else LEAST_CONTRAST_TEXT
    return bool(looks.colour) and contrast(looks.colour, ground) < least
