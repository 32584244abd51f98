"""Lines with places to be filled in → runs, and a blank control wherever nobody has said what stands there.

A blank is one em space stretched as its style says, as the placeholder of a content control: whoever completes the
draft clicks on it and types, and what is typed looks like the line around it. The control is not one for plain text,
because LibreOffice makes a field without a style of that.
"""

from __future__ import annotations

import string
from collections.abc import Mapping

from reports.brand.word_reference.roles import BLANK, LONG_BLANK
from reports.document import Inlines
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import PLAIN, Pen, run, run_properties, runs
from reports.writers.word.xml import value
from reports.xml_text import Xml, element, joined

EM_SPACE = "\u2003"
_SHORT = ("number", "kind_symbol", "agency_symbol", "day", "month", "year")

Given = Mapping[str, Inlines | None]
"""What the places of a line are filled with; nothing: they stay blank."""


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
    return _blank(place, draft) if text is None else runs(text, draft)


def _blank(place: str, draft: Draft) -> Xml:
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
