"""What Word documents have no place for: found before anything is written, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from docx.shared import Length, Mm
from msgspec.structs import replace

from reports.brand import Brand
from reports.brand.measure import Metrics
from reports.diagnostics import Diagnostic, Problems, nearest
from reports.document import walk
from reports.document.model import Document, Heading, Listing, PageBreak, SpeakerNotes, Table
from reports.word.block_styles import SMALL, TABLE_STYLES
from reports.word.data_tables import width_needed
from reports.word.outline import begins_annex

_TITLE = "write its title before everything else: # Title"
_WITHOUT_CONTENTS = (
    'take it out; a file that audiences share needs {% if audience.id != "NAME" %} around it, with the name of this one'
)


def check(document: Document, brand: Brand, metrics: Metrics) -> None:
    """Raise Problems if the document has something that its form cannot print; `brand` is that of the form."""
    checks = _heading_numbers(document, brand), _in_blocks(document, brand, metrics), _page_breaks(document)
    if faults := [*chain(*checks, _in_annexes(document))]:
        raise Problems(faults)


def _heading_numbers(document: Document, brand: Brand) -> Iterator[Diagnostic]:
    """In the house form, an imported file decides whether headings have numbers."""
    if document.number_headings and not document.official and brand.files.word:
        message = "the brand's own Word file numbers the headings, or does not"
        yield Diagnostic(message, document.meta.place, "take number_headings out")


def _in_blocks(document: Document, brand: Brand, metrics: Metrics) -> Iterator[Diagnostic]:
    upright = Mm(brand.word.page.across)
    widest = max(upright, Mm(brand.word.landscape.across))
    for block in walk(document.blocks):
        match block:
            case SpeakerNotes():
                hint = f'take it out; a file that decks share needs {{% if report != "{document.report}" %}} around it'
                yield Diagnostic("a Word document has no speaker notes", block.place, hint)
            case Listing() if document.official:
                what = "table of contents" if block.what == "contents" else f"list of {block.what}"
                yield Diagnostic(f"the administrative form has no {what}", block.place, _WITHOUT_CONTENTS)
            case Table() if block.style not in TABLE_STYLES:
                hint = nearest(block.style, [style for style in TABLE_STYLES if style])
                yield Diagnostic(f'no table looks like "{block.style}"', block.place, hint)
            case Table() if block.upright or brand.word.table.upright:
                if (over := width_needed(block, brand, metrics) - upright) > 0:
                    message = f"this table is {Length(round(over)).mm:.0f} mm too wide for an upright page"
                    cure = 'page="upright"' if block.upright else "upright: true of the brand"
                    yield Diagnostic(message, block.place, f"take {cure} out, or use shorter words in it")
            case Table() if (over := width_needed(block, brand, metrics) - widest) > 0:
                message = f"this table is {Length(round(over)).mm:.0f} mm too wide, even on a landscape page"
                small = width_needed(replace(block, style=SMALL), brand, metrics) <= widest
                smaller = f"write ::: table {{.{SMALL}}} around it for smaller letters"
                yield Diagnostic(message, block.place, smaller if small else "divide it, or use shorter words in it")


def _page_breaks(document: Document) -> Iterator[Diagnostic]:
    """A page break in the text, and one in the annexes, has something after it, other than another one."""
    for annex in (False, True):
        for block, following in pairwise((*document.part(annex=annex), None)):
            if isinstance(block, PageBreak) and (following is None or isinstance(following, PageBreak)):
                yield Diagnostic("nothing comes after this page break", block.place, "take it out")


def _in_annexes(document: Document) -> Iterator[Diagnostic]:
    """An annex begins with its title, and each of its titles has something under it."""
    for section in document.sections:
        blocks = section.blocks
        if not section.annex:
            continue
        if not blocks or not begins_annex(blocks[0]):
            yield Diagnostic(f'the annex "{section.id}" does not begin with a heading', section.place, _TITLE)
        for block, following in pairwise((*blocks, None)):
            if isinstance(block, Heading) and (following is None or begins_annex(following)):
                hint = "write the annex, or take its title out"
                yield Diagnostic("nothing is under this heading of an annex", block.place, hint)
