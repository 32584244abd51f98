"""Fields in the text of a .docx: those that count or repeat stay, all others become the text that they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from lxml import etree
from msgspec import Struct, field

from reports.files.namespaces import full
from reports.files.sanitiser.elements import remove, unwrap

Element = etree._Element
_ARGUMENT = r'"[^"\\]*"|[^\s"\\{}]+'
_SWITCHES = rf"(?:\s*\\[*#@A-Za-z](?:\s*(?:{_ARGUMENT}|“[^”\\]*”))?)*\s*"
_ALONE = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TITLE|SUBJECT|DATE|TIME|CREATEDATE|SAVEDATE|FILENAME)" + _SWITCHES,
    re.IGNORECASE,
)
_REPEATING = re.compile(rf"\s*STYLEREF\s+(?:{_ARGUMENT}){_SWITCHES}", re.IGNORECASE)
_RECKONING = re.compile(r"\s*(?:IF\b|=).*", re.IGNORECASE | re.DOTALL)
_KEPT = (_ALONE, _REPEATING, _RECKONING)
"""The instructions of fields that stay: none reads a file, runs a program or asks for input."""
_LONGEST = 2_000
"""No instruction that stays is longer."""
_INNER = "{}"
"""Replaces a field or a sign within an instruction."""
_TEXT, _SIMPLE, _MARK, _WORDS = (full(f"w:{tag}") for tag in ("t", "fldSimple", "fldChar", "instrText"))
SIGNS = {full("w:tab"): " ", full("w:ptab"): " ", full("w:br"): "\n", full("w:cr"): "\n", full("w:noBreakHyphen"): "-"}
"""Elements of a run that are a letter."""

_CELL, _HOLDERS = full("w:tc"), tuple(map(full, ("w:tc", "w:txbxContent", "w:hdr", "w:ftr")))
_ENDS = (full("w:p"), full("w:sdt"))


class _OpenField(Struct):
    """A field while it is read: the indices of its beginning, of the end of its instruction and of its marks, and the
    words of its instruction."""

    begins: int
    shows: int = 0
    words: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)


def flatten_fields(story: Element) -> bool:
    """Replace fields by what they show, unless their instruction may stay; return whether any was replaced."""
    fetching = False
    for simple in list(story.iter(_SIMPLE)):
        if not _stays(simple.get(full("w:instr"), "")):
            unwrap(simple)
            fetching = True
    pieces = list(story.iter(_MARK, _WORDS, _TEXT, *SIGNS, full("w:sym")))
    gone: list[tuple[int, int]] = []
    open_: list[_OpenField] = []
    for at, piece in enumerate(pieces):
        kind = piece.get(full("w:fldCharType"), "?") if piece.tag == _MARK else ""
        around = open_[-1] if open_ else None
        reading = around if around and not around.shows else None
        if kind == "begin":
            if reading:
                reading.words.append(_INNER)
            open_.append(_OpenField(at, marks=[at]))
        elif kind == "end" and around:
            open_.pop()
            if not _stays("".join(around.words)):
                gone += [(around.begins, around.shows or at), (at, at)]
                fetching = True
        elif kind == "separate" and reading:
            reading.shows = at
            reading.marks.append(at)
        elif reading and not kind:
            reading.words.append(piece.text or SIGNS.get(str(piece.tag), _INNER))
            reading.marks += [at] if piece.tag == _WORDS else []
        elif piece.tag in (_MARK, _WORDS):
            gone.append((at, at))  # it belongs to no field
    gone += [(at, at) for each in open_ for at in each.marks]
    for piece in _within(pieces, gone):
        remove(piece)
    return fetching


def end_with_text(story: Element) -> None:
    """Add a paragraph to each empty part, text box or cell, and at the end of each cell that needs one."""
    for element in story.iter(*_HOLDERS):
        if len(element) == 0 or (element.tag == _CELL and element[-1].tag not in _ENDS):
            etree.SubElement(element, full("w:p"))


def _within(pieces: Sequence[Element], spans: Iterable[tuple[int, int]]) -> Iterator[Element]:
    """The pieces within any of the spans, which may overlap."""
    steps = [0] * (len(pieces) + 1)
    for first, last in spans:
        steps[first] += 1
        steps[last + 1] -= 1
    return (piece for piece, depth in zip(pieces, accumulate(steps), strict=False) if depth)


def _stays(instruction: str) -> bool:
    return len(instruction) <= _LONGEST and any(kept.fullmatch(instruction) for kept in _KEPT)
