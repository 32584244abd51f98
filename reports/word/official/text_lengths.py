"""The length of a text in the official font, for rules that are as long as a text or a part of it.

The widths are those of Times Roman and Times Bold, which every font in that place shares; accents add nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from docx.shared import Length, Pt

from reports.brand import WordStyle

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944,
    722, 722, 611, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278,
    500, 500, 722, 500, 500, 444,
)  # fmt: skip
_BOLD = (
    722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000,
    722, 722, 667, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333,
    556, 500, 722, 500, 500, 444,
)  # fmt: skip
_SIGNS = dict.fromkeys(" \u00a0,.", 250) | dict.fromkeys(":;/", 278) | dict.fromkeys("-()’", 333)
_OTHER = 500  # digits, and what is not listed
_WIDTHS: Mapping[bool, Mapping[str, int]] = {
    bold: dict(zip(_LETTERS, widths, strict=True)) | _SIGNS for bold, widths in ((False, _ROMAN), (True, _BOLD))
}


def text_length(text: str, style: WordStyle) -> Length:
    """The length of the text on one line."""
    shown = text.upper() if style.caps else text
    widths = _WIDTHS[style.bold]
    return Pt(sum(widths.get(_base(letter), _OTHER) for letter in shown) * style.size / 1000)


def _base(letter: str) -> str:
    """The letter without its accents; đ is as wide as d."""
    return unicodedata.normalize("NFD", letter)[0].translate({ord("đ"): "d", ord("Đ"): "D"})
