"""Contents, and lists of figures and tables: fields with their linked entries, and page numbers if they are known."""

from __future__ import annotations

from reports.brand.word_reference.xml import value
from reports.document.model import Listing
from reports.files.xml_text import EMPTY, Xml, element
from reports.word.block_styles import BlockStyles
from reports.word.inlines import LINE_BREAK, begin_field, end_field, field_runs, run, translated
from reports.word.outline import OutlineEntry
from reports.word.paragraphs import Body, add_paragraph, rendered
from reports.word.state import WriterState

_KINDS = {
    "contents": ('TOC \\o "1-2" \\h \\z \\u', ("contents-1", "contents-2")),
    "figures": ('TOC \\h \\z \\c "Figure"', ("figures",)),
    "tables": ('TOC \\h \\z \\c "Table"', ("figures",)),
}
"""The field of each listing, and the roles of its entries by their level."""


def write_listing(body: Body, block: Listing, state: WriterState, styles: BlockStyles) -> None:
    """The heading and the entries of a listing; nothing if it has no entries."""
    field, roles = _KINDS[block.what]
    entries = [each for each in state.outline.entries if each.listing == block.what and each.level <= len(roles)]
    if not entries:
        return
    content: Body = []
    long = len(entries) >= state.brand.word.contents.own_page and not state.others
    heading = [run(getattr(state.language.words, block.what), state)]
    for other in state.others:
        heading.append(run(f" / {getattr(other.words, block.what)}", state, translated(other.code)))
    add_paragraph(content, "contents-heading", state, *heading, new_page=long)
    for position, entry in enumerate(entries):
        role = roles[entry.level - 1]
        begin = begin_field(field, state) if position == 0 else EMPTY
        end = end_field(state) if position == len(entries) - 1 else EMPTY
        paragraph = add_paragraph(content, role, state, begin, _entry(entry, state), end)
        paragraph.ends_field = bool(end) and not begin
        if entry.bookmark in state.pages and not state.role(role).stops:
            paragraph.stop = state.column
    body += [_updatable(content, state)] if block.what == "contents" else content


def _updatable(content: Body, state: WriterState) -> Xml:
    """The contents in a content control, through which Word offers to update them."""
    gallery = "Table of Contents"
    part = element("w:docPartObj", {}, value("w:docPartGallery", gallery), element("w:docPartUnique"))
    properties = element("w:sdtPr", {}, value("w:id", state.marks.free_id(gallery)), part)
    return element("w:sdt", {}, properties, element("w:sdtContent", {}, rendered(content)))


def _entry(entry: OutlineEntry, state: WriterState) -> Xml:
    number = entry.heading_number
    content = [run(f"{number} {entry.names[0].text}".lstrip(), state)]
    for other in entry.names[1:]:
        content += [LINE_BREAK, run(f"{number} {other.text}".lstrip(), state, translated(other.language))]
    page = state.pages.get(entry.bookmark)
    if page is not None:
        content += [run(element("w:tab"), state), field_runs(rf"PAGEREF {entry.bookmark} \h", str(page), state)]
    return element("w:hyperlink", {"w:anchor": entry.bookmark, "w:history": "1"}, *content)
