"""Names → keys that sort them as a dictionary does: word by word, letters first, then marks, then case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[0-9]+|[^\W\d_]+")
_DIGITS, _FIRST_LETTER, _FOREIGN = 0, 1, 1000


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters in order, the combining marks in order that tell apart what is the same letter, and foreign
    letters that sort like one of our own."""

    letters: str
    marks: str
    like: Mapping[str, str]

    def key(self, text: str) -> tuple[object, ...]:
        composed = unicodedata.normalize("NFC", text)
        words = _WORD.findall(composed)
        return tuple(self._word(word.lower()) for word in words), composed.swapcase()

    def _word(self, word: str) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
        if word.isdecimal():
            return (_DIGITS, int(word)), ()
        letters = [self._letter(letter) for letter in word]
        return tuple(order for order, _ in letters), tuple(marks for _, marks in letters)

    def _letter(self, letter: str) -> tuple[int, tuple[int, ...]]:
        """The place of `letter` in the alphabet, and its marks."""
        base, *marks = list(unicodedata.normalize("NFD", letter))
        own = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in self.marks))
        if own not in self.letters:
            own = self.like.get(base, base)
            marks.append(letter)
        else:
            marks = [mark for mark in marks if mark in self.marks]
        place = self.letters.find(own)
        order = _FIRST_LETTER + place if place >= 0 else _FOREIGN + ord(base)
        return order, tuple(self._mark(mark) for mark in marks)

    def _mark(self, mark: str) -> int:
        place = self.marks.find(mark)
        return place if place >= 0 else _FOREIGN + ord(mark)
