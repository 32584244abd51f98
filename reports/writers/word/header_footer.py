"""The footer: short title and status at the left, page and number of pages at the right, a hairline above."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Document, plain
from reports.writers.word.draft import Draft
from reports.writers.word.front import BETWEEN
from reports.writers.word.inlines import pen, run_properties, translated, write_field, write_run
from reports.writers.word.names import STATUS
from reports.writers.word.paragraphs import begin_paragraph
from reports.writers.word.xml import Element, add, story


def footer_part(document: Document, draft: Draft, role: str = "footer") -> Element:
    """The root of a footer; `role` fits it to the page. Word counts the pages anew when it opens the file.

    Where the reference's own headers and footers count pages, this one does not.
    """
    part = story("w:ftr")
    paragraph = begin_paragraph(part, role, draft)
    meta, plain_pen = document.meta, pen(draft)
    write_run(paragraph, meta.short_title or plain(meta.title), draft, plain_pen)
    for code, other in document.translations:
        write_run(paragraph, f" / {other.short_title or plain(other.title)}", draft, translated(plain_pen, code))
    if meta.status:
        write_run(paragraph, BETWEEN, draft, plain_pen)
        write_run(paragraph, plain(meta.status), draft, replace(plain_pen, style=STATUS))
    if draft.reference.pages.counted:
        return part
    run = add(paragraph, "w:r")
    run_properties(run, draft, plain_pen)
    add(run, "w:tab")
    write_field(paragraph, "PAGE", "1", draft, plain_pen)
    write_run(paragraph, " / ", draft, plain_pen)
    write_field(paragraph, "NUMPAGES", str(max(draft.pages.values(), default=1)), draft, plain_pen)
    return part
