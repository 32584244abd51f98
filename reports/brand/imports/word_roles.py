"""Find the styles of a .docx for the roles of a document, by name in several languages or by outline level.

Word stores the names of its own styles in English in every language version; other programs, and people, do not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from reports.brand.word_reference.adoption import kind_of
from reports.brand.word_reference.roles import HEADINGS
from reports.brand.word_reference.style_sheet import StyleSheet, aliases, at, shown_name
from reports.brand.word_reference.xml import Element, name

_HEADING = (
    "heading {}", "überschrift {}", "titre {}", "título {}", "titulo {}", "encabezado {}", "cabeçalho {}",
    "tiêu đề {}", "đề mục {}", "đầu đề {}",
)  # fmt: skip
_CONTENTS = (
    "toc {}", "contents {}", "verzeichnis {}", "inhaltsverzeichnis {}", "tm {}", "table des matières {}", "tdc {}",
    "sumário {}", "índice {}", "mục lục {}",
)  # fmt: skip
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "titel", "titre", "título", "tiêu đề", "tên văn bản"),
    "subtitle": ("subtitle", "untertitel", "sous-titre", "subtítulo", "phụ đề", "tiêu đề phụ"),
    **{f"heading-{n}": tuple(each.format(n) for each in _HEADING) for n in (1, 2, 3)},
    "list-bullet": (
        "list bullet", "aufzählungszeichen", "aufzählung", "liste à puces", "lista con viñetas", "lista com marcas",
        "lista com marcadores", "danh sách dấu đầu dòng", "gạch đầu dòng",
    ),
    "list-number": (
        "list number", "listennummer", "nummerierung", "liste à numéros", "liste numérotée", "lista con números",
        "lista numerada", "danh sách đánh số",
    ),
    "quote": ("quote", "quotations", "zitat", "citation", "cita", "citação", "trích dẫn"),
    "caption": ("caption", "beschriftung", "légende", "epígrafe", "leyenda", "descripción", "legenda", "chú thích"),
    "footnote": (
        "footnote text", "footnote", "fußnotentext", "fußnote", "note de bas de page", "texto nota pie",
        "texto de nota de rodapé", "văn bản cước chú", "cước chú",
    ),
    "endnote": (
        "endnote text", "endnote", "endnotentext", "endnote", "note de fin", "texto nota al final",
        "texto de nota de fim", "văn bản chú thích cuối",
    ),
    "contents-heading": (
        "toc heading", "contents heading", "inhaltsverzeichnisüberschrift", "en-tête de table des matières",
        "título de tdc", "encabezado de tabla de contenido", "título do sumário", "cabeçalho do índice",
        "tiêu đề mục lục",
    ),
    "contents-1": tuple(each.format(1) for each in _CONTENTS),
    "contents-2": tuple(each.format(2) for each in _CONTENTS),
    "figures": (
        "table of figures", "abbildungsverzeichnis", "table des illustrations", "tabla de ilustraciones",
        "índice de ilustrações", "danh mục hình", "danh sách hình",
    ),
    "strong": ("strong", "strong emphasis", "fett", "élevé", "texto en negrita", "forte", "đậm"),
    "emphasis": ("emphasis", "hervorhebung", "accentuation", "énfasis", "ênfase", "nhấn mạnh"),
    "hyperlink": (
        "hyperlink", "internet link", "lien hypertexte", "hipervínculo", "hiperligação", "hyperlien", "siêu kết nối",
        "siêu liên kết",
    ),
    "footnote-reference": (
        "footnote reference", "footnote characters", "fußnotenzeichen", "appel note de bas de p.",
        "ref. de nota al pie", "ref. de nota de rodapé", "tham chiếu cước chú",
    ),
    "endnote-reference": (
        "endnote reference", "endnote characters", "endnotenzeichen", "appel de note de fin", "ref. de nota al final",
        "ref. de nota de fim",
    ),
}  # fmt: skip
"""The names of styles for each role, Word's own first."""
_BODY = (
    "body text", "text body", "textkörper", "corps de texte", "texto independiente", "corpo de texto",
    "corpo do texto", "thân văn bản", "văn bản", "nội dung",
)  # fmt: skip
"""The names of styles for running text, if that is not Word's default style."""
_NORMAL = ("normal", "standard", "default paragraph style", "bình thường", "thông thường")


def roles(sheet: StyleSheet, used: Iterable[str]) -> dict[str, str]:
    """Role → id of the style. `used` are the styles of the paragraphs in the template's text ("" for the default)."""
    called = _called(sheet)
    found: dict[str, str] = {}
    body = _body(sheet, called, list(used))
    if body:
        found["body"] = body
    for role, names in NAMES.items():
        kind = kind_of(role)
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
        styles = list(sheet.of_kind(kind))
        for id_, style in styles:
            called.setdefault((kind, _folded(shown_name(style))), id_)
        for id_, style in styles:
            for alias in aliases(style):
                called.setdefault((kind, _folded(alias)), id_)
    return called


def _folded(called: str) -> str:
    return " ".join(unicodedata.normalize("NFC", called).lower().split())


def _body(sheet: StyleSheet, called: Mapping[tuple[str, str], str], used: list[str]) -> str:
    """The style of running text: the default one, unless most of the text has one for running text."""
    normal = sheet.default("paragraph")
    normal = normal or next((called["paragraph", each] for each in _NORMAL if ("paragraph", each) in called), "")
    body = next((called["paragraph", each] for each in _BODY if ("paragraph", each) in called), "")
    plain = sum(id_ in ("", normal) for id_ in used)
    return body if body and (not normal or used.count(body) > plain) else normal


def _at_level(sheet: StyleSheet, level: int, taken: set[str]) -> str:
    """The first style that itself has this level in the outline."""
    for id_, style in sheet.of_kind("paragraph"):
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
