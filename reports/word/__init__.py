"""A document → a document of python-docx in the house form or the administrative one, written on a reference.

`refusals` finds what cannot be written; `outline` numbers headings, figures and tables; `house` or `official` writes
the pages, `blocks` the blocks on them; `state` collects footnotes, lists and marks on the way; `assembly` puts
everything into the reference.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

import docx
import docx.document

from reports.brand.measure import Metrics
from reports.brand.word_reference.model import WordReference
from reports.brand.word_reference.xml import story_text
from reports.document.model import Document
from reports.files.xml_text import element
from reports.languages import LANGUAGES, Language
from reports.word.assembly import assemble
from reports.word.heading_numbers import Marks
from reports.word.house import write_house
from reports.word.official.form import write_official
from reports.word.official.text import official_text
from reports.word.outline import outline
from reports.word.paragraphs import rendered
from reports.word.refusals import check
from reports.word.state import WriterState

if TYPE_CHECKING:
    from reports.charts.model import Visual

__all__ = ["check", "outline", "write"]


def write(
    document: Document,
    media: Mapping[str, Visual],
    reference: WordReference,
    language: Language,
    metrics: Metrics,
    pages: Mapping[str, int] | None = None,
    tints: Mapping[str, str] | None = None,
) -> docx.document.Document:
    """A document written on the reference of its form; `language` is its first.

    `metrics` are the widths of letters by which columns of tables are measured, `pages` the page numbers by bookmark
    (`outline`) for the contents, `tints` the colours of words in titles of charts by `looks_key`. Raises Problems.
    """
    check(document, reference.brand, metrics)
    text = official_text(document, language.words.official) if document.official else document
    state = WriterState(
        docx.Document(io.BytesIO(reference.content)).part,
        reference,
        language,
        media,
        metrics,
        outline(text, language.words, Marks.of(reference, language.words, official=bool(document.official))),
        pages or {},
        text.notes,
        tuple(LANGUAGES[code] for code, _ in text.translations),
        tints or {},
    )
    official = document.official
    body = write_official(text, official, state) if official else write_house(text, state)
    return assemble(story_text("w:document", element("w:body", {}, rendered(body))), document, state)
