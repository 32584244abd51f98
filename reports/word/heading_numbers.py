"""The numbers of headings as Word will count them, for the contents and for references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import ascii_lowercase

from msgspec import Struct, field
from msgspec.structs import replace

from reports.brand.word_reference.lists import LEVELS
from reports.brand.word_reference.model import ListLevel, Lists, WordReference
from reports.brand.word_reference.roles import HEADINGS
from reports.document.model import Heading
from reports.languages import Words

_ROMAN: Mapping[str, int] = {
    "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1,
}  # fmt: skip
_MOST = 780  # "zz…" of thirty letters
_OURS = "ours"
"""The definition of the brand's own headings, beside those of an imported reference."""


class Marks(Struct, frozen=True):
    """What a form puts before headings, titles of annexes and sources.

    `source` has {} for the number. Without `annex` an annex begins with a heading like others. `letters` are those with
    which the language counts.
    """

    lists: Lists = field(default_factory=Lists)
    letters: str = ascii_lowercase
    source: str = "{}"
    annex: ListLevel | None = None

    @classmethod
    def of(cls, reference: WordReference, words: Words, *, official: bool) -> Marks:
        """The marks of the form that the reference is for."""
        looks, lists = reference.brand.word, reference.lists
        own = looks.headings
        if own:
            shown = [own[i % len(own)] for i in range(LEVELS)]
            texts = [mark.text.replace("{}", f"%{i}") if "{}" in mark.text else "" for i, mark in enumerate(shown, 1)]
            levels = tuple(ListLevel(mark.format, text=text) for mark, text in zip(shown, texts, strict=True))
            headings = {role: (_OURS, level) for level, role in enumerate(HEADINGS)}
            lists = replace(lists, headings=headings, levels={_OURS: levels})
        mark = looks.official.annex
        annex = ListLevel(mark.format, text=words.official.annex + mark.text.replace("{}", "%1"))
        return cls(lists, words.letters, looks.lists.sources.text, annex if official else None)


class HeadingCounter(Struct):
    """Counts headings as their styles do: for each definition, the headings of each level.

    `titles` are the identities of headings that are titles of annexes. A single annex has no number.
    """

    marks: Marks
    titles: frozenset[int] = frozenset()
    annexes: int = 0
    counts: dict[str, list[int]] = field(default_factory=dict)

    def number(self, heading: Heading, *, counted: bool) -> str:
        """The number of the next heading, empty if it has none; `counted`: it has the style of headings in the text."""
        if self.marks.annex and id(heading) in self.titles:
            return self._annex(self.marks.annex)
        return self._next(heading.level) if counted else ""

    def _annex(self, mark: ListLevel) -> str:
        """The number of the next annex, in which headings count from one again."""
        self.counts = {}
        self.annexes += 1
        text = mark.text if len(self.titles) > 1 else ""
        return text.replace("%1", self._written(mark.format, self.annexes)).strip()

    def _next(self, heading_level: int) -> str:
        lists = self.marks.lists
        role = HEADINGS[min(heading_level, len(HEADINGS)) - 1]
        if role not in lists.headings:
            return ""
        id_, level = lists.headings[role]
        levels = lists.levels[id_]
        counts = self.counts.setdefault(id_, [0] * len(levels))
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        text = levels[level].text
        for i, each in enumerate(levels[: level + 1]):
            number = min(max(counts[i], 1) - 1 + each.start, _MOST)
            text = text.replace(f"%{i + 1}", self._written("decimal" if levels[level].legal else each.format, number))
        return text.strip()

    def _written(self, format_: str, number: int) -> str:
        if format_ == "letters":
            return self.marks.letters[(number - 1) % len(self.marks.letters)]
        return _FORMATS.get(format_, str)(number)


def _roman(number: int) -> str:
    written = ""
    for sign, value in _ROMAN.items():
        written += sign * (number // value)
        number %= value
    return written


def _letter(number: int) -> str:
    """a to z, then aa to zz, as Word counts."""
    return ascii_lowercase[(number - 1) % 26] * ((number - 1) // 26 + 1) if number else "0"


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "decimalZero": "{:02d}".format,
}
