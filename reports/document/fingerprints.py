"""The sentences of a file → short hashes of their letters, by which a later audit knows which were edited.

Digits and signs do not count: figures have marks of their own. The list says no text, only what a text was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

from reports.document.alternatives import sentences
from reports.document.marks import TRACE_NAMESPACE
from reports.files.xml_text import element, encoded, unescaped

ROOT = f"{{{TRACE_NAMESPACE}}}sentences"
"""The root of the part that has the hashes."""
_SIGNS = re.compile(r"[\W\d_⁰¹²³⁴-⁹₀-₉]+")
_PIECE = re.compile(r"<w:t(?: [^>]*)?>([^<]*)<|<w:(?:br|tab|cr)\b|(</w:p>)")


def fingerprint(sentence: str) -> str:
    """Four hexadecimal digits; empty for a sentence without letters."""
    letters = _SIGNS.sub("", sentence)
    return f"{crc32(letters.encode()) & 0xFFFF:04x}" if letters else ""


def sentences_part(texts: Iterable[str]) -> bytes:
    """The part with the hashes of the sentences in paragraphs of text, in order."""
    hashes = (fingerprint(each) for text in texts for each in sentences(text))
    about = {"xmlns": TRACE_NAMESPACE, "hashes": " ".join(filter(None, hashes))}
    return encoded(element("sentences", about))


def paragraphs_of(xml: str) -> Iterator[str]:
    """The texts of the paragraphs in the XML of a Word file that was just written."""
    pieces: list[str] = []
    for match in _PIECE.finditer(xml):
        if match[2]:
            yield unescaped("".join(pieces))
            pieces.clear()
        else:
            pieces.append(match[1] or " ")
