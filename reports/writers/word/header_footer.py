"""The footer: short title and status at the left, page and number of pages at the right, a hairline above."""

from __future__ import annotations

from dataclasses import replace

from reports.brand.word_reference.roles import STATUS
from reports.document import Document, plain
from reports.writers.word.draft import Draft
from reports.writers.word.front import BETWEEN
from reports.writers.word.inlines import PLAIN, field_runs, run, translated
from reports.writers.word.paragraphs import Flow, add_paragraph, rendered
from reports.writers.word.sheets import Sheet
from reports.writers.word.xml import encoded, story_text
from reports.xml_text import Xml, element


def margins(document: Document, sheet: Sheet, draft: Draft, *, first: bool) -> dict[tuple[str, str], str]:
    """The relationships of the headers and footers of a sheet: the reference's, and our footer where it has none."""
    margins = draft.reference.pages.margins
    parts = {(each.kind, each.use): each.id for each in margins if first or each.use != "first"}
    uses = {"default", *(("first",) if first else ())} | {use for kind, use in parts if use == "even"}
    missing = [use for use in ("default", "first", "even") if use in uses and ("footer", use) not in parts]
    if ("footer", "default") not in parts:
        part, role = ("footer2.xml", "footer-wide") if sheet.landscape else ("footer1.xml", "footer")
        if f"word/{part}" not in draft.parts:
            draft.parts[f"word/{part}"] = encoded(footer_part(document, draft, role))
        parts |= {("footer", use): draft.relations.add("footer", part) for use in missing}
    return parts


def footer_part(document: Document, draft: Draft, role: str = "footer") -> Xml:
    """A footer's part; `role` fits it to the page. Word counts the pages anew when it opens the file.

    Where the reference's own headers and footers count pages, this one does not.
    """
    meta = document.meta
    said = [run(meta.short_title or plain(meta.title), draft)]
    for code, other in document.translations:
        said.append(run(f" / {other.short_title or plain(other.title)}", draft, translated(code)))
    if meta.status:
        said += [run(BETWEEN, draft), run(plain(meta.status), draft, replace(PLAIN, style=STATUS))]
    if not draft.reference.pages.counted:
        pages = str(max(draft.pages.values(), default=1))
        said += [run(element("w:tab"), draft), field_runs("PAGE", "1", draft), run(" / ", draft)]
        said.append(field_runs("NUMPAGES", pages, draft))
    flow: Flow = []
    add_paragraph(flow, role, draft, *said)
    return story_text("w:ftr", rendered(flow))
