"""The page number, centred in the upper margin; the first page of the text and of each annex has none."""

from __future__ import annotations

from reports.writers.word.draft import Draft
from reports.writers.word.inlines import field_runs
from reports.writers.word.paragraphs import Flow, add_paragraph, rendered
from reports.writers.word.xml import story_text
from reports.xml_text import Xml


def header_part(draft: Draft) -> Xml:
    """word/header1.xml."""
    flow: Flow = []
    add_paragraph(flow, "header", draft, field_runs("PAGE", "2", draft))
    return story_text("w:hdr", rendered(flow))
