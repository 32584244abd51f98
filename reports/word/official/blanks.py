"""Lines with places to be filled in → runs, with a content control for each place that nobody has filled.

A blank is a row of dots for a number or a day, and else says in brackets what it is for. It is the placeholder of a
content control: whoever completes the draft clicks on it and types, and the text looks like the line around it. The
control is not one for plain text, because LibreOffice makes a field without a style of that.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

from docx.shared import Length

from reports.brand.word_reference.roles import BLANK
from reports.brand.word_reference.xml import value
from reports.document.model import Inlines
from reports.files.xml_text import Xml, element, joined
from reports.word.inlines import PLAIN, Pen, run, run_properties, runs
from reports.word.lists import ListDefinition
from reports.word.paragraphs import Body, add_paragraph
from reports.word.state import WriterState
from reports.word.widths import ZERO

_DOTTED = ("number", "kind_symbol", "agency_symbol", "day", "month", "year")

Given = Mapping[str, Inlines | None]
"""The texts for the places of a line; a place without one stays blank."""
FormLine = tuple[str, Given]
"""A line with places, and their texts."""


def line_runs(line: str, given: Given, state: WriterState) -> Xml:
    """The line with its places filled in or left blank."""
    content = []
    for words, place, _, _ in string.Formatter().parse(line):
        if words:
            content.append(run(words, state))
        if place:
            content.append(given_runs(place, given.get(place), state))
    return joined(content)


def given_runs(place: str, text: Inlines | None, state: WriterState) -> Xml:
    """The text of a place, or a blank."""
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
    shown = run(blank_text(place, state), state, Pen(BLANK))
    return element("w:sdt", {}, properties, element("w:sdtContent", {}, shown))


def blank_text(place: str, state: WriterState) -> str:
    """What a place shows that nobody has filled."""
    if place in _DOTTED:
        return "." * state.brand.word.official.dots
    return f"[{state.language.words.official.blanks[place]}]"


def write_dashes(body: Body, role: str, lines: Sequence[FormLine], state: WriterState, indent: Length = ZERO) -> None:
    """A list of names after hyphens; they end in semicolons, the last one in a full stop."""
    number = state.lists.instance(ListDefinition("bullets", indent), 0)
    for position, (line, given) in enumerate(lines, start=1):
        end = run("." if position == len(lines) else ";", state)
        add_paragraph(body, role, state, line_runs(line, given, state), end, number=(number, 0))
