"""A document → a document of python-docx in the house form or the administrative one, written on a reference.

`outline` numbers the headings, figures and tables; `house` or `official` writes the body with `sheets` and `blocks`;
`notes`, `controls` and `numbering` gather in a `Draft` what other parts need; `assembly` puts all of it into the
reference, which decides how it looks.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

import docx
import docx.document

from reports.brand.word_reference import WordReference
from reports.brand.word_reference.xml import story_text
from reports.document.model import Document
from reports.files.xml_text import element
from reports.languages import LANGUAGES, Language
from reports.word.assembly import assemble
from reports.word.draft import Draft
from reports.word.heading_numbers import heading_numbers
from reports.word.house import write_house
from reports.word.official import official_text, write_official
from reports.word.outline import outline
from reports.word.paragraphs import rendered

if TYPE_CHECKING:
    from reports.charts import Media

__all__ = ["outline", "write"]


def write(
    document: Document,
    media: Mapping[str, Media],
    reference: WordReference,
    language: Language,
    pages: Mapping[str, int] | None = None,
) -> docx.document.Document:
    """A document, written on the reference of its form; `language` is its first.

    `pages` gives page numbers by bookmark (`outline`) for the contents.
    """
    text = official_text(document, language.words.official) if document.official else document
    entries = outline(text, language.words, reference.brand.word.lists.sources.text)
    draft = Draft(
        docx.Document(io.BytesIO(reference.content)).part,
        reference,
        language,
        media,
        entries,
        pages or {},
        text.notes,
        tuple(LANGUAGES[code] for code, _ in text.translations),
        heading_numbers(text, reference.lists, entries),
    )
    official = document.official
    flow = write_official(text, official, draft) if official else write_house(text, draft)
    body = element("w:body", {}, rendered(flow))
    return assemble(story_text("w:document", body), document, draft)
