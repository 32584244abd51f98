"""Lines with places to be filled in → runs, and a blank control wherever nobody has said what stands there.

A blank is one em space stretched as its style says, as the placeholder of a content control: whoever completes the
draft clicks on it and types, and what is typed looks like the line around it. The control is not one for plain text,
because LibreOffice makes a field without a style of that.
"""

from __future__ import annotations

import string
from collections.abc import Mapping

from reports.document import Inlines, Text
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import Pen, run_properties, write_inlines, write_text
from reports.writers.word.names import BLANK, LONG_BLANK
from reports.writers.word.xml import Element, add, add_value

EM_SPACE = "\u2003"
_SHORT = ("number", "kind_symbol", "agency_symbol", "day", "month", "year")

Given = Mapping[str, Inlines | None]
"""What the places of a line are filled with; nothing: they stay blank."""


def write_line(parent: Element, line: str, given: Given, draft: Draft, pen: Pen) -> None:
    """The line with its places filled in or left blank."""
    for words, place, _, _ in string.Formatter().parse(line):
        if words:
            write_inlines(parent, (Text(words),), draft, pen)
        if place:
            write_given(parent, place, given.get(place), draft, pen)


def write_given(parent: Element, place: str, text: Inlines | None, draft: Draft, pen: Pen) -> None:
    """What stands at a place, or a blank."""
    if text is None:
        _blank(parent, place, draft, pen)
    else:
        write_inlines(parent, text, draft, pen)


def _blank(parent: Element, place: str, draft: Draft, pen: Pen) -> None:
    control = add(parent, "w:sdt")
    properties = add(control, "w:sdtPr")
    run_properties(properties, draft, pen)
    add_value(properties, "w:alias", draft.language.words.official.blanks[place])
    add_value(properties, "w:tag", f"blank:{place}")
    add_value(properties, "w:id", draft.controls.next_id(f"blank:{place}"))
    add(properties, "w:showingPlcHdr")
    run = add(add(control, "w:sdtContent"), "w:r")
    run_properties(run, draft, Pen(pen.relations, BLANK if place in _SHORT else LONG_BLANK))
    write_text(run, EM_SPACE)
