"""What an imported .docx has for Chinese, Japanese and Korean alone: numbers and fonts without Vietnamese letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.brand.word_reference.style_sheet import value
from reports.brand.word_reference.xml import Element, name

_FOREIGN = re.compile(
    "[\\u2e80-\\ud7ff\\uf900-\\ufaff\\ufe30-\\uffef]"
    "|(?i:chinese|japanese|korean|taiwanese|ideograph|aiueo|iroha|ganada|chosung|FullWidth)"
)
"""Formats and texts of numbers in signs that fonts of our languages lack."""
_EASTERN = re.compile(
    "[\\u2e80-\\ud7ff\\uf900-\\ufaff]|(?i:SimSun|FangSong|SimHei|KaiTi|DengXian|YaHei|JhengHei|MingLiU|STSong|GB2312"
    r"|\bMS P?(?:Mincho|Gothic)|\bYu (?:Mincho|Gothic)|Meiryo|Batang|Gulim|Malgun)"
)
"""Fonts without Vietnamese letters."""
_SANS = re.compile("黑|hei|gothic|gulim|meiryo|malgun|dengxian", re.IGNORECASE)


def drop_eastern_numbers(root: Element) -> list[str]:
    """Take away numbers in Chinese, Japanese or Korean signs, for which fonts of our languages have no letters. Returns
    a sentence if there were any."""
    found = [each for each in root.iter(name("w:lvl")) if _FOREIGN.search(_sign(each))]
    for level in found:
        for tag, none in (("w:numFmt", "none"), ("w:lvlText", "")):
            if (part := level.find(name(tag))) is not None:
                part.set(name("w:val"), none)
    return ["numbers in Chinese, Japanese or Korean signs are left out"] if found else []


def replace_eastern_fonts(roots: Iterable[Element]) -> list[str]:
    """Set Latin letters in a font that has all of them, where theirs is one for Chinese, Japanese or Korean. Returns a
    sentence if there were any."""
    found = {}
    for fonts in [fonts for each in roots for fonts in each.iter(name("w:rFonts"))]:
        for key in (name("w:ascii"), name("w:hAnsi")):
            if _EASTERN.search(own := fonts.get(key, "")):
                found[own] = "Arial" if _SANS.search(own) else "Times New Roman"
                fonts.set(key, found[own])
    shown = ", ".join(f'{new} instead of "{own}"' for own, new in found.items())
    return [f"fonts for Chinese, Japanese or Korean have no Vietnamese letters: {shown}"] if found else []


def _sign(level: Element) -> str:
    """The format and the text of the numbers of a level."""
    return f"{value(level, 'w:numFmt')} {value(level, 'w:lvlText')}"
