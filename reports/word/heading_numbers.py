"""The numbers that the styles of an imported reference give to headings, so that the contents can repeat them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reports.brand.word_reference.model import Lists
from reports.brand.word_reference.roles import HEADINGS

_ROMAN: Mapping[str, int] = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5,
    "iv": 4, "i": 1,
}  # fmt: skip
_MOST = 780  # "zz…" of thirty letters


@dataclass(slots=True)
class HeadingCounter:
    """Counts headings as the styles do that are mapped to them: for each definition, the headings of each level."""

    lists: Lists
    counts: dict[str, list[int]] = field(default_factory=dict)

    def next(self, heading_level: int) -> str:
        """The number of the next heading; empty if its style does not count."""
        role = HEADINGS[min(heading_level, len(HEADINGS)) - 1]
        if role not in self.lists.headings:
            return ""
        id_, level = self.lists.headings[role]
        levels = self.lists.levels[id_]
        counts = self.counts.setdefault(id_, [0] * len(levels))
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        text = levels[level].text
        for i, each in enumerate(levels[: level + 1]):
            number = min(max(counts[i], 1) - 1 + each.start, _MOST)
            written = _FORMATS.get("decimal" if levels[level].legal else each.format, str)
            text = text.replace(f"%{i + 1}", written(number))
        return text.strip()


def _roman(number: int) -> str:
    written = ""
    for sign, value in _ROMAN.items():
        written += sign * (number // value)
        number %= value
    return written


def _letter(number: int) -> str:
    """a to z, then aa to zz, as Word counts."""
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1) if number else "0"


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "decimalZero": "{:02d}".format,
}
