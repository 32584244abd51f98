"""A document → the parts of a .docx in the house form or the administrative one, by part name.

`outline` numbers the headings, figures and tables; `forms` writes the body with `front` or `official`, `sheets` and
`blocks`; `notes`, `controls`, `numbering` and `relations` gather in a `Draft` what other parts need; `reference`
gives the parts that only the brand decides, with the `letterhead` of the organisation if it has one. `package` zips
what comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reports.brand import Brand, Form
from reports.document import Document, plain
from reports.languages import Language
from reports.languages import language as spoken
from reports.writers.word.controls import properties_part
from reports.writers.word.draft import Draft
from reports.writers.word.forms import write_house, write_official
from reports.writers.word.kept_numbers import heading_numbers
from reports.writers.word.letterhead import Letterhead, letterhead_of
from reports.writers.word.notes import notes_part
from reports.writers.word.official import official_text
from reports.writers.word.outline import outline
from reports.writers.word.properties import app_part, core_part
from reports.writers.word.reference import reference
from reports.writers.word.relations import Relations, content_types
from reports.writers.word.stories import TITLE
from reports.writers.word.xml import encoded

if TYPE_CHECKING:
    from reports.charts import Media

__all__ = ["outline", "write"]

_RELATED = {
    "styles": "styles.xml",
    "settings": "settings.xml",
    "numbering": "numbering.xml",
    "fontTable": "fontTable.xml",
    "theme": "theme/theme1.xml",
    "customXml": "../customXml/item1.xml",
}


def write(
    document: Document, media: Mapping[str, Media], brand: Brand, language: Language, *,
    pages: Mapping[str, int] | None = None,
) -> dict[str, bytes]:  # fmt: skip
    """A document → the parts of a .docx; `language` is its first.

    `pages` gives page numbers by bookmark (`outline`) for the contents.
    """
    form: Form = "official" if document.official else "house"
    letterhead = letterhead_of(brand.template("word"), brand.files.word) if form == "house" else None
    looks = brand.in_form(form)
    looks = looks.without_heading_numbers() if letterhead else looks
    text = official_text(document, language.words.official) if document.official else document
    same = reference(looks, language.tag, form, document.notes, letterhead)
    draft = _draft(text, media, looks, language, pages or {}, letterhead, same.ids)
    body = (write_official if document.official else write_house)(text, draft)
    parts = {
        **same.parts,
        **draft.parts,
        "word/document.xml": encoded(body),
        f"word/{document.notes}.xml": encoded(notes_part(document.notes, draft.notes)),
        "word/numbering.xml": draft.numbering.part(),
        "word/_rels/document.xml.rels": draft.relations.part(),
        "docProps/core.xml": core_part(document.meta, language.tag, [meta for _, meta in document.translations]),
        "docProps/app.xml": app_part(document.meta),
        "customXml/item1.xml": draft.controls.part(document, letterhead.lines if letterhead else ()),
        "customXml/itemProps1.xml": properties_part(document),
        "customXml/_rels/item1.xml.rels": _single("customXmlProps", "itemProps1.xml"),
        "_rels/.rels": _package_relations(),
    }
    if draft.note_relations.ids:
        parts[f"word/_rels/{document.notes}.xml.rels"] = draft.note_relations.part()
    types = letterhead.types if letterhead else {}
    for part in types:
        parts[part] = parts[part].replace(TITLE.encode(), escape(plain(document.meta.title)).encode())
    return {"[Content_Types].xml": content_types(parts, types)} | dict(sorted(parts.items()))


def _draft(
    text: Document, media: Mapping[str, Media], looks: Brand, language: Language, pages: Mapping[str, int],
    letterhead: Letterhead | None, ids: Mapping[str, str],
) -> Draft:  # fmt: skip
    """The desk for a text, with what is numbered before anything is written."""
    entries = outline(text, language.words, looks.word.lists.sources.text)
    numbers = heading_numbers(text, letterhead, looks.word.mapped)
    draft = Draft(
        looks, language, media, entries, pages, language.tag, text.notes,
        tuple(spoken(code) for code, _ in text.translations), letterhead, ids,
        {entries.by_block[block].bookmark: number for block, number in numbers.items() if block in entries.by_block},
    )  # fmt: skip
    for kind, target in {**_RELATED, text.notes: f"{text.notes}.xml"}.items():
        draft.relations.add(kind, target)
    return draft


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
