"""Lines with places to be filled in → runs, and a blank control wherever nobody has said what stands there.

A blank is one em space stretched as its style says, as the placeholder of a content control: whoever completes the
draft clicks on it and types, and what is typed looks like the line around it. The control is not one for plain text,
because LibreOffice makes a field without a style of that.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

from reports.brand.word_reference.roles import BLANK, LONG_BLANK
from reports.brand.word_reference.xml import value
from reports.document.model import Inlines
from reports.files.xml_text import Xml, element, joined
from reports.word.draft import Draft
from reports.word.inlines import PLAIN, Pen, run, run_properties, runs
from reports.word.numbering import Definition
from reports.word.paragraphs import Flow, add_paragraph

EM_SPACE = "\u2003"
_SHORT = ("number", "kind_symbol", "agency_symbol", "day", "month", "year")

Given = Mapping[str, Inlines | None]
"""What the places of a line are filled with; nothing: they stay blank."""


Line = tuple[str, Given]
"""A line with places, and what fills them."""


def line_runs(line: str, given: Given, draft: Draft) -> Xml:
    """The line with its places filled in or left blank."""
    said = []
    for words, place, _, _ in string.Formatter().parse(line):
        if words:
            said.append(run(words, draft))
        if place:
            said.append(given_runs(place, given.get(place), draft))
    return joined(said)


def given_runs(place: str, text: Inlines | None, draft: Draft) -> Xml:
    """What stands at a place, or a blank."""
    if text is not None:
        return runs(text, draft)
    properties = element(
        "w:sdtPr",
        {},
        run_properties(draft, PLAIN),
        value("w:alias", draft.language.words.official.blanks[place]),
        value("w:tag", f"blank:{place}"),
        value("w:id", draft.controls.next_id(f"blank:{place}")),
        element("w:showingPlcHdr"),
    )
    shown = run(EM_SPACE, draft, Pen(BLANK if place in _SHORT else LONG_BLANK))
    return element("w:sdt", {}, properties, element("w:sdtContent", {}, shown))


def write_dashes(flow: Flow, role: str, lines: Sequence[Line], draft: Draft, indent: float = 0) -> None:
    """A list of names: they end in semicolons, the last in a full stop; hyphens stand `indent` points from the edge."""
    number = draft.numbering.instance(Definition("bullets", indent), 0)
    for position, (line, filled) in enumerate(lines, start=1):
        end = run("." if position == len(lines) else ";", draft)
        add_paragraph(flow, role, draft, line_runs(line, filled, draft), end, number=(number, 0))
