"""The style of tables in an imported .docx, and the colours of words on its grounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from msgspec import Struct

from reports.brand import contrast
from reports.brand.checks import LEAST_CONTRAST_TEXT
from reports.brand.theme import hex_colour
from reports.brand.word_reference.imported import ImportedDocument
from reports.brand.word_reference.style_sheet import StyleSheet, at
from reports.brand.word_reference.xml import name

_PLAIN_TABLES = ("TableNormal", "TableGrid", "Table")
"""Styles of tables that nobody made."""
_ROWS = ("", "wholeTable", "band1Horz", "band2Horz")
"""The parts of a table's style in which all rows but the head stand."""


class FileTableLooks(Struct, frozen=True):
    """The style of an imported file's tables: its id, the colours of words in the head and in the other rows by role,
    what of it is changed, and notes."""

    id: str = ""
    head: str = ""
    rows: str = ""
    adjusted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def table_looks(document: ImportedDocument, inks: Mapping[str, str]) -> FileTableLooks:
    """The looks of most of the file's tables, if somebody made their style. Grounds on which none of the `inks`, by
    role, can be read are left out."""
    used = Counter(each.get(name("w:val"), "") for each in document.text.iter(name("w:tblStyle")))
    for id_ in [id_ for id_, _ in used.most_common() if id_ in document.styles.ids and id_ not in _PLAIN_TABLES]:
        grounds = _grounds(document.styles, id_)
        if not grounds:
            continue
        rows = [grounds[part] for part in _ROWS if part in grounds] or ["#FFFFFF"]
        body, head = (_readable(each, inks) for each in (rows, [grounds.get("firstRow", rows[0])]))
        if body and head:
            return FileTableLooks(id_, head, "" if body == "text" else body)
        shown = ", ".join(dict.fromkeys(grounds.values()))
        note = f"words cannot be read on the grounds {shown} of tables: these are left out (word.adjusted)"
        return FileTableLooks(id_, "text", "", ("ground",), (note,))
    return FileTableLooks()


def _grounds(sheet: StyleSheet, id_: str) -> dict[str, str]:
    """The grounds of the parts of a table that our tables have, by the names of the parts; "" for all rows."""
    found: dict[str, str] = {}
    for style in sheet.chain(id_):
        parts = {part.get(name("w:type"), ""): part for part in style.iterfind(name("w:tblStylePr"))}
        for called, part in {"": style, **parts}.items():
            shade = at(part, "w:tcPr", "w:shd")
            ground = hex_colour(shade.get(name("w:fill"), "")) if shade is not None else ""
            if ground and called in (*_ROWS, "firstRow"):
                found.setdefault(called, ground)
    return found


def _readable(grounds: Collection[str], inks: Mapping[str, str]) -> str:
    """The role of the colour that can be read on all grounds, "" if none can."""
    least = {role: min(contrast(ink, each) for each in grounds) for role, ink in inks.items()}
    best = max(least, key=lambda role: least[role])
    return best if least[best] >= LEAST_CONTRAST_TEXT else ""
