"""A document → the parts of a .docx in the house form, by part name.

`outline` numbers the headings, figures and tables; `front` and `blocks` write the body; `notes`, `controls`,
`numbering` and `relations` gather in a `Draft` what other parts need; `reference` gives the parts that only the
brand decides. `package` zips what comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reports.brand import Brand
from reports.document import Document
from reports.languages import Language
from reports.languages import language as spoken
from reports.writers.word.blocks import write_blocks
from reports.writers.word.controls import properties_part
from reports.writers.word.draft import Draft
from reports.writers.word.front import write_front
from reports.writers.word.header_footer import footer_part
from reports.writers.word.outline import outline
from reports.writers.word.paragraphs import end_blocks
from reports.writers.word.properties import app_part, core_part
from reports.writers.word.reference import reference_parts
from reports.writers.word.relations import Relations, content_types
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.xml import Element, add, serialise, story, twips

if TYPE_CHECKING:
    from reports.charts import Media

__all__ = ["outline", "write"]

_RELATED = {
    "styles": "styles.xml",
    "settings": "settings.xml",
    "numbering": "numbering.xml",
    "fontTable": "fontTable.xml",
    "theme": "theme/theme1.xml",
    "footnotes": "footnotes.xml",
    "customXml": "../customXml/item1.xml",
}


def write(
    document: Document, media: Mapping[str, Media], brand: Brand, language: Language, *,
    pages: Mapping[str, int] | None = None,
) -> dict[str, bytes]:  # fmt: skip
    """A document → the parts of a .docx; `language` is its first.

    `pages` gives page numbers by bookmark (`outline`) for the contents.
    """
    others = tuple(spoken(code) for code, _ in document.translations)
    draft = Draft(brand, language, media, outline(document, language.words), pages or {}, language.tag, others)
    for kind, target in _RELATED.items():
        draft.relations.add(kind, target)
    body = _body(document, draft)
    parts = {
        **reference_parts(brand, language.tag),
        **draft.parts,
        "word/document.xml": serialise(body),
        "word/footer1.xml": serialise(footer_part(document, draft)),
        "word/footnotes.xml": serialise(draft.notes),
        "word/numbering.xml": draft.numbering.part(brand),
        "word/_rels/document.xml.rels": draft.relations.part(),
        "docProps/core.xml": core_part(document.meta, language.tag, [meta for _, meta in document.translations]),
        "docProps/app.xml": app_part(document.meta),
        "customXml/item1.xml": draft.controls.part(document),
        "customXml/itemProps1.xml": properties_part(document),
        "customXml/_rels/item1.xml.rels": _single("customXmlProps", "itemProps1.xml"),
        "_rels/.rels": _package_relations(),
    }
    if draft.note_relations.ids:
        parts["word/_rels/footnotes.xml.rels"] = draft.note_relations.part()
    return {"[Content_Types].xml": content_types(parts)} | dict(sorted(parts.items()))


def _body(document: Document, draft: Draft) -> Element:
    part = story("w:document")
    body = add(part, "w:body")
    write_front(body, document, draft)
    for section in document.sections:
        write_blocks(body, section.blocks, draft)
    end_blocks(body)
    _section(body, draft)
    return part


def _section(body: Element, draft: Draft) -> None:
    """The page: its size, its margins, its footer."""
    page = draft.brand.word.page
    section = add(body, "w:sectPr")
    footer = draft.relations.add("footer", "footer1.xml")
    add(section, "w:footerReference", {"w:type": "default", "r:id": footer})
    add(section, "w:pgSz", {"w:w": _millimetres(page.width), "w:h": _millimetres(page.height)})
    sides = {f"w:{side}": _millimetres(getattr(page, side))
             for side in ("top", "right", "bottom", "left", "header", "footer")}  # fmt: skip
    add(section, "w:pgMar", sides | {"w:gutter": "0"})


def _millimetres(length: float) -> str:
    return twips(length * POINTS_PER_MILLIMETRE)


def _single(kind: str, target: str) -> bytes:
    relations = Relations()
    relations.add(kind, target)
    return relations.part()


def _package_relations() -> bytes:
    relations = Relations()
    relations.add("officeDocument", "word/document.xml")
    relations.add("core-properties", "docProps/core.xml")
    relations.add("extended-properties", "docProps/app.xml")
    return relations.part()
