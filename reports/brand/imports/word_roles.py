"""Find the styles of a .docx for the roles of a document, by name or by outline level.

Word stores the names of its own styles in English in every language version; Vietnamese names are those that people
give, and LibreOffice has English names of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from reports.brand.word_reference.merged_styles import type_of
from reports.brand.word_reference.roles import HEADINGS
from reports.brand.word_reference.style_sheet import StyleSheet, aliases, at, shown_name
from reports.brand.word_reference.xml import Element, name

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "tiêu đề", "tên văn bản"),
    "subtitle": ("subtitle", "phụ đề", "tiêu đề phụ"),
    **{f"heading-{n}": (f"heading {n}", f"tiêu đề {n}", f"đề mục {n}", f"đầu đề {n}") for n in (1, 2, 3)},
    "list-bullet": ("list bullet", "danh sách dấu đầu dòng", "gạch đầu dòng"),
    "list-number": ("list number", "danh sách đánh số"),
    "quote": ("quote", "quotations", "trích dẫn"),
    "caption": ("caption", "chú thích"),
    "footnote": ("footnote text", "footnote", "văn bản cước chú", "cước chú"),
    "endnote": ("endnote text", "endnote", "văn bản chú thích cuối"),
    "contents-heading": ("toc heading", "contents heading", "tiêu đề mục lục"),
    **{f"contents-{n}": (f"toc {n}", f"contents {n}", f"mục lục {n}") for n in (1, 2)},
    "figures": ("table of figures", "danh mục hình", "danh sách hình"),
    "strong": ("strong", "strong emphasis", "đậm"),
    "emphasis": ("emphasis", "nhấn mạnh"),
    "hyperlink": ("hyperlink", "internet link", "siêu kết nối", "siêu liên kết"),
    "footnote-reference": ("footnote reference", "footnote characters", "tham chiếu cước chú"),
    "endnote-reference": ("endnote reference", "endnote characters"),
}
"""The names of styles for each role, Word's own first."""
_BODY = ("body text", "text body", "thân văn bản", "văn bản", "nội dung")
"""The names of styles for running text, if that is not Word's default style."""
_NORMAL = ("normal", "standard", "default paragraph style", "bình thường", "thông thường")


def roles(sheet: StyleSheet, used: Iterable[str]) -> dict[str, str]:
    """Role → id of the style. `used` are the styles of the paragraphs in the file's text ("" for the default)."""
    called = _called(sheet)
    found: dict[str, str] = {}
    body = _body(sheet, called, list(used))
    if body:
        found["body"] = body
    for role, names in NAMES.items():
        kind = type_of(role)
        id_ = next((called[kind, each] for each in names if (kind, each) in called), "")
        if id_ and id_ not in found.values():
            found[role] = id_
    for level, role in enumerate(HEADINGS):
        id_ = "" if role in found else _at_level(sheet, level, set(found.values()))
        if id_:
            found[role] = id_
    return {role: found[role] for role in ("body", *NAMES) if role in found}


def _called(sheet: StyleSheet) -> dict[tuple[str, str], str]:
    """The id of each style by kind and name; a style's own name goes before another's alias."""
    called: dict[tuple[str, str], str] = {}
    for kind in ("paragraph", "character"):
        styles = list(sheet.of_type(kind))
        for id_, style in styles:
            called.setdefault((kind, _folded(shown_name(style))), id_)
        for id_, style in styles:
            for alias in aliases(style):
                called.setdefault((kind, _folded(alias)), id_)
    return called


def _folded(called: str) -> str:
    return " ".join(unicodedata.normalize("NFC", called).lower().split())


def _body(sheet: StyleSheet, called: Mapping[tuple[str, str], str], used: list[str]) -> str:
    """The style of running text: one with a name in `_BODY` if most text has it, else the default style."""
    normal = sheet.default("paragraph")
    normal = normal or next((called["paragraph", each] for each in _NORMAL if ("paragraph", each) in called), "")
    body = next((called["paragraph", each] for each in _BODY if ("paragraph", each) in called), "")
    plain = sum(id_ in ("", normal) for id_ in used)
    return body if body and (not normal or used.count(body) > plain) else normal


def _at_level(sheet: StyleSheet, level: int, taken: set[str]) -> str:
    """The first style that itself has this level in the outline."""
    for id_, style in sheet.of_type("paragraph"):
        outline = at(style, "w:pPr", "w:outlineLvl")
        if outline is not None and outline.get(name("w:val")) == str(level) and id_ not in taken:
            return id_
    return ""


def styles_used(body: Element) -> list[str]:
    """The style of each paragraph with text; "" for one that names none."""
    found = []
    for paragraph in body.iter(name("w:p")):
        if any((text.text or "").strip() for text in paragraph.iter(name("w:t"))):
            style = at(paragraph, "w:pPr", "w:pStyle")
            found.append(style.get(name("w:val"), "") if style is not None else "")
    return found
