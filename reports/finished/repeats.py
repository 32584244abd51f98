"""Texts that repeat others follow their edits: entries of contents, the title in the properties of the file, and text
boxes written again for older programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reports.files.archive import Package
from reports.finished.edits import Edit
from reports.finished.model import Passage
from reports.finished.text import HEADING_NUMBER, folded
from reports.finished.word import copies

_CORE = "{http://purl.org/dc/elements/1.1/}"


def repeated(edits: Sequence[Edit], passages: Iterable[Passage], package: Package) -> Iterator[Edit]:
    """The edits of the texts of a document that repeat those that are edited."""
    own = {id(edit.passage) for edit in edits}
    entries = [each for each in passages if (each.listed or each.hidden) and id(each) not in own]
    entries += _properties(package)
    again: dict[int, list[Passage]] = {}
    for edit in edits:
        yield from _in_contents(edit, entries)
        if id(edit.passage) not in again:
            again[id(edit.passage)] = list(copies(package, edit.passage)) if package.kind == "word" else []
        for copy in again[id(edit.passage)]:
            yield Edit(copy, edit.start, edit.end, edit.text)


def _in_contents(edit: Edit, entries: Iterable[Passage]) -> Iterator[Edit]:
    """The edit in each entry that has the line of the passage, perhaps with its number and the page."""
    text = edit.passage.text
    begins, ends = text.rfind("\n", 0, edit.start) + 1, text.find("\n", edit.end)
    line = text[begins : ends if ends >= 0 else len(text)]
    for entry in entries:
        if line.strip() and line.strip() in entry.text:
            pattern = rf"(?:^| / )(?:{HEADING_NUMBER})?({re.escape(line.strip())})(?:\s+\d+)?\s*(?=$| / )"
            for found in re.finditer(pattern, entry.text, re.MULTILINE):
                start = found.start(1) - (len(line) - len(line.lstrip())) + edit.start - begins
                yield Edit(entry, start, start + edit.end - edit.start, edit.text)


def _properties(package: Package) -> Iterator[Passage]:
    """The title and the subtitle; those of several languages have " / " between them."""
    for root in package.related_xml("", "core-properties"):
        for element in root.iter(f"{_CORE}title", f"{_CORE}subject"):
            passage = Passage("properties")
            passage.add(folded(element.text or ""), element)
            passage.close()
            yield passage
