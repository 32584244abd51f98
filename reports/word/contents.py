"""Contents, and lists of figures and tables: fields with linked entries in place, page numbers where known."""

from __future__ import annotations

from reports.brand.word_reference.xml import value
from reports.document.model import Listing
from reports.files.xml_text import EMPTY, Xml, element
from reports.word.draft import Draft
from reports.word.inlines import LINE_BREAK, begin_field, end_field, field_runs, run, translated
from reports.word.outline import OutlineEntry
from reports.word.paragraphs import Flow, add_paragraph, rendered

_KINDS = {
    "contents": ('TOC \\o "1-2" \\h \\z \\u', ("contents-1", "contents-2")),
    "figures": ('TOC \\h \\z \\c "Figure"', ("figures",)),
    "tables": ('TOC \\h \\z \\c "Table"', ("figures",)),
}
"""The field of each listing, and the roles of its entries by their level."""


def write_listing(flow: Flow, block: Listing, draft: Draft) -> None:
    """The heading and the entries; nothing where there is nothing to list."""
    field, roles = _KINDS[block.what]
    listed = [e for e in draft.outline.entries if e.listing == block.what and e.level <= len(roles)]
    if not listed:
        return
    content: Flow = []
    long = len(listed) >= draft.brand.word.contents.own_page and not draft.others
    heading = [run(getattr(draft.language.words, block.what), draft)]
    for other in draft.others:
        heading.append(run(f" / {getattr(other.words, block.what)}", draft, translated(other.code)))
    add_paragraph(content, "contents-heading", draft, *heading, new_page=long)
    for position, entry in enumerate(listed):
        role = roles[entry.level - 1]
        begin = begin_field(field, draft) if position == 0 else EMPTY
        end = end_field(draft) if position == len(listed) - 1 else EMPTY
        paragraph = add_paragraph(content, role, draft, begin, _entry(entry, draft), end)
        if entry.bookmark in draft.pages and not draft.role(role).stops:
            paragraph.stop = draft.column
    flow += [_updatable(content, draft)] if block.what == "contents" else content


def _updatable(content: Flow, draft: Draft) -> Xml:
    """The contents in the frame with which Word offers to update them."""
    gallery = "Table of Contents"
    part = element("w:docPartObj", {}, value("w:docPartGallery", gallery), element("w:docPartUnique"))
    properties = element("w:sdtPr", {}, value("w:id", draft.controls.free_id(gallery)), part)
    return element("w:sdt", {}, properties, element("w:sdtContent", {}, rendered(content)))


def _entry(entry: OutlineEntry, draft: Draft) -> Xml:
    number = draft.heading_numbers.get(entry.bookmark, "")
    content = [run(f"{number} {entry.names[0].text}".lstrip(), draft)]
    for other in entry.names[1:]:
        content += [LINE_BREAK, run(f"{number} {other.text}".lstrip(), draft, translated(other.language))]
    page = draft.pages.get(entry.bookmark)
    if page is not None:
        content += [run(element("w:tab"), draft), field_runs(rf"PAGEREF {entry.bookmark} \h", str(page), draft)]
    return element("w:hyperlink", {"w:anchor": entry.bookmark, "w:history": "1"}, *content)
