"""Signs and figures in running text: which signs mean something in prose, and which words are figures.

A sign with a meaning for Markdown, pandoc or LaTeX that the reader did not use up would be printed as it is. So every
ASCII sign is refused unless prose uses it in this way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from msgspec import Struct

OTHER = "ª"
"""A letter in the place of what is not typed prose: a mark of a function, an escaped sign."""

_SIGNS = re.compile(r"""([^\w\s!"%'(),./;?\x80-\U0010ffff]|_)\1*""")
"""A run of a sign that prose uses only in some ways. The others of ASCII, and those of Unicode, always pass."""
_PROSE = re.compile(
    r"""
      (?<=\w)\+\+ | (?<=.)[-+] | [-+](?=\s|\Z) | [=>]      # C++, 24-hour, A + B, A = B, A > B; no -word at the start
    | &(?!\#|[^\W\d_]{3,31};)                               # R&D, but no &name;
    | (?<=\w)\#(?!\w) | (?<=.)\#(?=[^\W\d_])                # C#, a #word
    | (?<=[^\W\d_])\$(?!\w) | \$(?=[\sª),.;:]|\Z)           # US$
    | (?<=\w):(?!//) | (?<=.):(?=\s|\Z)                     # word: word, but no https:// and no :word:
    | (?<=\w)@(?=\w)                                        # name@place
    | (?<=[^\W_])_(?=[^\W_]) | (?<!\w)___+(?!\w)            # file_name, a blank to fill in ____
    | <(?=[\sª=-])                                          # A < B
    | (?!\A\[[^\]]*\]\Z)\[(?=[^\W\d_]{2}|[ª“"‘'(…@]|\.\.\.)  # [words], but no [x] and not alone on a line
    | (?<=[\w….)”"’'?!])\](?![\[({:])
    """,
    re.VERBOSE,
)
"""What prose does with these signs, with what must come before and after."""
_HALF = "write its other half: **bold**, *italic*"
_BRACKETS = "a link is [words](https://…), a note [^name]; check boxes are not supported"
_BRACES = 'attributes are written {.name key="value"}, comments {## … ##}'
_CURES: Mapping[str, str] = {
    "*": _HALF,
    "_": _HALF,
    "[": _BRACKETS,
    "]": _BRACKETS,
    "{": _BRACES,
    "}": _BRACES,
    "~": "a subscript is CO~x~, without spaces; struck-out words are not supported: delete them",
    "^": "a superscript is word^x^, without spaces; a note is [^name]",
    "$": "formulas are not supported: say it in words",
    "\\": "take it out; \\newpage is alone on its line, with a blank line before and after it",
    "@": 'a source is cited with {{ cite("ID") }}',
    "=": "highlighted words are not supported: write **bold**",
    "|": "write |---|---| under the head of a table",
    "`": "write plain words",
    "<": "HTML is not supported: write **bold** or *italic*; only in a table does < join cells, alone in one",
    "&": "write the character itself",
    "#": 'a heading begins a line, with a space: "# Heading"',
    "-": 'a list has a space after its sign: "- item"; a dash is –',
    ":": 'a block begins with "::: name" on a line of its own, a list of terms is "- **Term:** text"',
    "://": "write [words](https://…), or the address in brackets: <https://…>",
}
"""How to write what each sign was probably meant for."""


class UnreadSign(Struct, frozen=True):
    """A sign without a meaning in prose: its line in the text, the sign, the word around it and what to write."""

    line: int
    sign: str
    word: str
    cure: str

    @property
    def message(self) -> str:
        inside = f' in "{self.word}"' if self.word != self.sign else ""
        return f'"{self.sign}"{inside} has no meaning here'


def unread_signs(text: str) -> Iterator[UnreadSign]:
    """The signs of a text that mean nothing in prose: the first one in each word, and with each cure in a line."""
    single = "" if text.count("[") == text.count("]") else "[]"
    for number, line in enumerate(text.split("\n")):
        found: set[str] = set()
        for match in _SIGNS.finditer(line):
            start, end = match.span()
            prose = _PROSE.match(line, start)
            cure = _CURES.get("://" if line.startswith("://", start) else match[1], "take it out")
            if (prose and prose.end() == end and match[1] not in single) or cure in found:
                continue
            before, after = line[:start].split(OTHER)[-1], line[end:].split(OTHER)[0]
            word = (before.split(" ")[-1] + match[0] + after.split(" ")[0]).strip()
            if word not in found:
                yield UnreadSign(number, match[0], word, cure)
            found |= {cure, word}


SCRIPT_DIGITS: Mapping[str, Mapping[int, int]] = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
"""The signs of digits above and below the line."""
_MAYBE = re.compile(r"[^\W_a-zA-Z\u00aa\u00c0-\u024f\u1e00-\u1eff]")
"""A letter or digit other than the common Latin letters."""
_NAMED = re.compile(r"(?<=[^\W\d_])[₀-₉]+|(?<=m)[²³]")
"""Digits that belong to the name of a substance or a unit: CO₂, km²."""


def typed_figures(text: str) -> Iterator[str]:
    """The words with a numeral of any kind: 7, ٣, ½, ④, Ⅳ."""
    if not _MAYBE.search(text):
        return
    for word in text.split():
        if any(unicodedata.category(sign)[0] == "N" for sign in _MAYBE.findall(_NAMED.sub("", word))):
            yield word
