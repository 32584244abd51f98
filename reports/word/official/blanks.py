"""Lines with places to be filled in → runs, and a blank control wherever nobody has said what stands there.

A blank is one em space stretched as its style says, as the placeholder of a content control: whoever completes the
state clicks on it and types, and what is typed looks like the line around it. The control is not one for plain text,
because LibreOffice makes a field without a style of that.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

from docx.shared import Length

from reports.brand.word_reference.roles import BLANK, LONG_BLANK
from reports.brand.word_reference.xml import value
from reports.document.model import Inlines
from reports.files.xml_text import Xml, element, joined
from reports.word.inlines import PLAIN, Pen, run, run_properties, runs
from reports.word.lists import ListDefinition
from reports.word.paragraphs import Body, add_paragraph
from reports.word.state import WriterState
from reports.word.widths import ZERO

EM_SPACE = "\u2003"
_SHORT = ("number", "kind_symbol", "agency_symbol", "day", "month", "year")

Given = Mapping[str, Inlines | None]
"""What the places of a line are filled with; nothing: they stay blank."""


Line = tuple[str, Given]
"""A line with places, and what fills them."""


def line_runs(line: str, given: Given, state: WriterState) -> Xml:
    """The line with its places filled in or left blank."""
    said = []
    for words, place, _, _ in string.Formatter().parse(line):
        if words:
            said.append(run(words, state))
        if place:
            said.append(given_runs(place, given.get(place), state))
    return joined(said)


def given_runs(place: str, text: Inlines | None, state: WriterState) -> Xml:
    """What stands at a place, or a blank."""
    if text is not None:
        return runs(text, state)
    properties = element(
        "w:sdtPr",
        {},
        run_properties(state, PLAIN),
        value("w:alias", state.language.words.official.blanks[place]),
        value("w:tag", f"blank:{place}"),
        value("w:id", state.marks.next_id(f"blank:{place}")),
        element("w:showingPlcHdr"),
    )
    shown = run(EM_SPACE, state, Pen(BLANK if place in _SHORT else LONG_BLANK))
    return element("w:sdt", {}, properties, element("w:sdtContent", {}, shown))


def write_dashes(body: Body, role: str, lines: Sequence[Line], state: WriterState, indent: Length = ZERO) -> None:
    """A list of names: they end in semicolons, the last in a full stop; hyphens stand `indent` points from the edge."""
    number = state.lists.instance(ListDefinition("bullets", indent), 0)
    for position, (line, filled) in enumerate(lines, start=1):
        end = run("." if position == len(lines) else ";", state)
        add_paragraph(body, role, state, line_runs(line, filled, state), end, number=(number, 0))
