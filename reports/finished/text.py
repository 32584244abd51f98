"""Text as it is seen: normalised spaces and signs, the figures in it, the sentence around a figure."""

from __future__ import annotations

import re
import unicodedata

FIGURE = re.compile(r"\d+(?:[.,/:]\d+)*|[¼-¾⅐-⅞]")
"""Digits with the separators between them, or a fraction that is one character."""

GOES_ON = re.compile("(?![⁰¹²³⁴-⁹₀-₉])[\\w%]")
"""Text that turns the figure before it into another figure; the number of a note does not."""

HEADING_NUMBER = r"\(?(?:\d+|[IVXLCivxlc]+|[A-Za-z])(?:\.\d+)*[.)]?\s+"
"""The number of a heading, which contents repeat and the text of the heading does not include."""

_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_SPACES = {ord(space): " " for space in "\t\n\r\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"}
_SIGNS = {0x2010: "-", 0x2011: "-", 0x2212: "-"} | dict.fromkeys((*range(32), *range(127, 160)))
_FOLDED = {**_SIGNS, **_UNSEEN, **_SPACES}
_MOST_BEFORE, _MOST_AFTER = 240, 160
_LONGEST_WORD = 40
_WORD_BEFORE = re.compile(rf"\S{{0,{_LONGEST_WORD}}}\Z")
_WORD_AFTER = re.compile(rf"\S{{0,{_LONGEST_WORD}}}")
_PUNCTUATION = ".,;:!?…)”’»"
_SENTENCE_END = re.compile(r"[.!?…](?=[\s”\"’»)]*\s)")


def folded(text: str) -> str:
    """The text in composed form, with plain spaces and hyphens, and without characters that have no width."""
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def same(one: str, other: str) -> bool:
    """Whether two folded texts are equal apart from spaces."""
    return one == other or "".join(one.split()) == "".join(other.split())


def alike(one: str, other: str) -> float:
    """The share of words that two texts have in common."""
    words, others = set(one.split()), set(other.split())
    return len(words & others) / max(len(words | others), 1)


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around a part of a text; a long sentence is cut."""
    first, last = max(0, start - _MOST_BEFORE), min(len(text), end + _MOST_AFTER)
    begins = first
    for match in _SENTENCE_END.finditer(text, first, start):
        begins = match.end()
    stop = _SENTENCE_END.search(text, end, last)
    ends = stop.end() if stop else last
    opening = "…" if begins == first and first else ""
    closing = "…" if ends < len(text) and not stop else ""
    return opening + text[begins:ends].strip() + closing


def words_beside(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """The words of a sentence before and after a part of it, at most so many letters of each."""
    before = _SENTENCE_END.split(text[max(0, start - most) : start])[-1]
    return before, _SENTENCE_END.split(text[end : end + most])[0]


def words_of(text: str, start: int, end: int, *, cut: bool = False) -> str:
    """A part of a text in whole words, without the punctuation after it; if `cut`, with "…" where the text goes on."""
    start, end = max(0, start), min(len(text), end)
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    after = _WORD_AFTER.match(text, end)
    first = before.start() if before else start
    last = after.end() if after else end
    if cut:
        return ("…" if first else "") + text[first:last].strip() + ("…" if last < len(text) else "")
    added = text[end:last].rstrip(_PUNCTUATION)
    return (text[first:end] + added).strip()
