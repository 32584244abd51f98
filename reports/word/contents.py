"""Contents, and lists of figures and tables: fields with their linked entries, and page numbers if they are known."""

from __future__ import annotations

from collections.abc import Sequence

from reports.brand.word_reference.xml import value
from reports.document.model import Listing
from reports.files.xml_text import EMPTY, Xml, element
from reports.word.block_styles import BlockStyles
from reports.word.inlines import Pen, begin_field, end_field, field_runs, run, translated
from reports.word.outline import OutlineEntry
from reports.word.paragraphs import Body, add_paragraph, rendered, separate
from reports.word.state import WriterState
from reports.word.tables import add_side_table, row_of, side_cell, side_room, side_widths

_KINDS = {
    "contents": ('TOC \\o "1-{}" \\h \\z \\u', ("contents-1", "contents-2")),
    "figures": ('TOC \\h \\z \\c "Figure"', ("figures",)),
    "tables": ('TOC \\h \\z \\c "Table"', ("figures",)),
}
"""The field of each listing, and the roles of its entries by their level."""


def write_listing(body: Body, block: Listing, state: WriterState, styles: BlockStyles) -> None:
    """The heading and the entries of a listing; nothing if it has no entries."""
    field, roles = _KINDS[block.what]
    levels = state.brand.word.contents.levels if block.what == "contents" else 1
    entries = [each for each in state.outline.entries if each.listing == block.what and each.level <= levels]
    if not entries:
        return
    content: Body = []
    heading = [run(getattr(state.language.words, block.what), state)]
    for other in state.others:
        heading.append(run(f" / {getattr(other.words, block.what)}", state, translated(other.code)))
    add_paragraph(content, "contents-heading", state, *heading)
    if state.others:
        body += content
        _add_sides(body, entries, roles, state)
        return
    _add_entries(content, entries, roles, "", state, field.format(levels))
    body += [_updatable(content, state)] if block.what == "contents" else content


def _add_sides(body: Body, entries: Sequence[OutlineEntry], roles: Sequence[str], state: WriterState) -> None:
    """Entries in a column for each language, without a field: a program that updates it would join the languages."""
    languages = ("", *(other.code for other in state.others))
    widths = side_widths(len(languages), state)
    cells = []
    for position, code in enumerate(languages):
        content: Body = []
        with state.inside(room=side_room(position, widths, state)):
            _add_entries(content, entries, roles, code, state)
        cells.append(side_cell(content, position, widths, state))
    add_side_table(body, [row_of(cells, breaks=True)], widths, state)


def _add_entries(
    content: Body,
    entries: Sequence[OutlineEntry],
    roles: Sequence[str],
    code: str,
    state: WriterState,
    field: str = "",
) -> None:
    """The entries in a language, in a `field` if there is one.

    It ends in a paragraph of its own: after one that ends with an entry, LibreOffice leaves a heading alone on a page.
    """
    for position, entry in enumerate(entries):
        role = roles[entry.level - 1]
        begin = begin_field(field, state) if field and position == 0 else EMPTY
        paragraph = add_paragraph(content, role, state, begin, _entry(entry, code, state))
        if entry.bookmark in state.pages and (state.others or not state.role(role).stops):
            paragraph.stop = state.column
    if field and entries:
        end = separate(content, state)
        end.content, end.ends_field = end_field(state), True


def _updatable(content: Body, state: WriterState) -> Xml:
    """The contents in a content control, through which Word offers to update them."""
    gallery = "Table of Contents"
    part = element("w:docPartObj", {}, value("w:docPartGallery", gallery), element("w:docPartUnique"))
    properties = element("w:sdtPr", {}, value("w:id", state.marks.free_id(gallery)), part)
    return element("w:sdt", {}, properties, element("w:sdtContent", {}, rendered(content)))


def _entry(entry: OutlineEntry, code: str, state: WriterState) -> Xml:
    """An entry in a language, "" for the document's first, linked to its heading or caption."""
    name = entry.named(code)
    shown, pen = f"{entry.heading_number} {name.text}".lstrip(), Pen(code=code)
    content = [field_runs(rf"REF {name.bookmark} \h", shown, state, pen) if state.others else run(shown, state, pen)]
    page = state.pages.get(entry.bookmark)
    if page is not None:
        content += [run(element("w:tab"), state), field_runs(rf"PAGEREF {entry.bookmark} \h", str(page), state)]
    return element("w:hyperlink", {"w:anchor": name.bookmark, "w:history": "1"}, *content)
