"""Contents, and lists of figures and tables: fields with linked entries in place, page numbers where known."""

from __future__ import annotations

from dataclasses import dataclass

from reports.diagnostics import Diagnostic, Problems
from reports.document import Listing
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import (
    Pen,
    begin_field,
    end_field,
    pen,
    run_properties,
    translated,
    write_field,
    write_run,
)
from reports.writers.word.outline import Entry
from reports.writers.word.paragraphs import begin_paragraph
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.xml import Element, add, add_value, name, twips


@dataclass(frozen=True, slots=True)
class _Kind:
    """A listing: its field, the role of the entries of each level, and the gallery that Word shows it in."""

    field: str
    roles: tuple[str, ...]
    gallery: str


_KINDS = {
    "contents": _Kind('TOC \\o "1-2" \\h \\z \\u', ("contents-1", "contents-2"), "Table of Contents"),
    "figures": _Kind('TOC \\h \\z \\c "Figure"', ("figures",), ""),
    "tables": _Kind('TOC \\h \\z \\c "Table"', ("figures",), ""),
}


def write_listing(parent: Element, block: Listing, draft: Draft) -> None:
    """The heading and the entries; nothing where there is nothing to list."""
    kind = _KINDS.get(block.what)
    if kind is None:
        known = f"known: {', '.join(_KINDS)}"
        raise Problems([Diagnostic(f'"{block.what}" cannot be listed', block.place, known)])
    listed = [e for e in draft.outline.entries if e.listing == block.what and e.level <= len(kind.roles)]
    if not listed:
        return
    content = _gallery(parent, kind.gallery, draft) if kind.gallery else parent
    long = len(listed) >= draft.brand.word.contents.own_page and not draft.others
    heading = begin_paragraph(content, "contents-heading", draft, new_page=long)
    write_run(heading, getattr(draft.language.words, block.what), draft, pen(draft))
    for other in draft.others:
        write_run(heading, f" / {getattr(other.words, block.what)}", draft, translated(pen(draft), other.code))
    for position, entry in enumerate(listed):
        paragraph = begin_paragraph(content, kind.roles[entry.level - 1], draft)
        if position == 0:
            begin_field(paragraph, kind.field, draft, pen(draft))
        if entry.bookmark in draft.pages:
            _reach_margin(paragraph, kind.roles[entry.level - 1], draft)
        _entry(paragraph, entry, draft, pen(draft))
        if position == len(listed) - 1:
            end_field(paragraph, draft, pen(draft))


def _gallery(parent: Element, gallery: str, draft: Draft) -> Element:
    """The frame with which Word offers to update the contents."""
    frame = add(parent, "w:sdt")
    properties = add(frame, "w:sdtPr")
    add_value(properties, "w:id", draft.controls.free_id(gallery))
    part = add(properties, "w:docPartObj")
    add_value(part, "w:docPartGallery", gallery)
    add(part, "w:docPartUnique")
    return add(frame, "w:sdtContent")


def _reach_margin(paragraph: Element, role: str, draft: Draft) -> None:
    """A tab stop at the right margin where the style has none."""
    if draft.stops(role):
        return
    tabs = add(paragraph[0], "w:tabs")
    add(tabs, "w:tab", {"w:val": "right", "w:pos": twips(draft.page.column * POINTS_PER_MILLIMETRE)})
    for later in paragraph[0].iterchildren(name("w:spacing")):
        later.addprevious(tabs)


def _entry(paragraph: Element, entry: Entry, draft: Draft, pen: Pen) -> None:
    link = add(paragraph, "w:hyperlink", {"w:anchor": entry.bookmark, "w:history": "1"})
    number = draft.heading_numbers.get(entry.bookmark, "")
    write_run(link, f"{number} {entry.text}".lstrip(), draft, pen)
    for other in entry.translations:
        add(add(link, "w:r"), "w:br")
        write_run(link, f"{number} {other.text}".lstrip(), draft, translated(pen, other.language))
    page = draft.pages.get(entry.bookmark)
    if page is not None:
        run = add(link, "w:r")
        run_properties(run, draft, pen)
        add(run, "w:tab")
        write_field(link, f"PAGEREF {entry.bookmark} \\h", str(page), draft, pen)
