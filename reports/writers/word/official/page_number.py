"""The page number, centred in the upper margin; the first page of the text and of each annex has none."""

from __future__ import annotations

from reports.writers.word.draft import Draft
from reports.writers.word.inlines import pen, write_field
from reports.writers.word.paragraphs import begin_paragraph
from reports.writers.word.xml import Element, story


def header_part(draft: Draft) -> Element:
    """The root of word/header1.xml."""
    part = story("w:hdr")
    write_field(begin_paragraph(part, "header", draft), "PAGE", "2", draft, pen(draft))
    return part
