"""The sentences of a file → short hashes of their letters, by which a later audit knows which were edited.

Digits and signs do not count: figures have marks of their own. The hashes say no text, only what a text was not.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from zlib import crc32

from reports.document.alternatives import sentences
from reports.document.marks import TRACE_NAMESPACE
from reports.files.xml_text import element, encoded, unescaped

SENTENCES, HASHES = "sentences", "hashes"
"""The root of the part that has the hashes, and its attribute."""
_OTHER_SIGNS = re.compile(r"[\xa0⁰¹²³⁴-⁹₀-₉\xad\u200b-\u200d\u2010\u2011\u2060\u2212\ufeff]+")
_SIGNS = "".join(each for each in string.printable if not each.isalpha() and each != "\n").encode()
_WRITTEN = re.compile("<w:t(?: [^>]*)?>([^<]*)<")
_NOTE_NUMBER = re.compile(r"NOTEREF [^<]*</w:instrText>.*?<w:t>\d+</w:t>")
"""The number of a note that is referred to again; readers of the file pass over it."""
_SPACE = "<w:t> </w:t>"


def fingerprints(texts: Sequence[str]) -> list[str]:
    """Four hexadecimal digits for each text; empty for one without letters."""
    joined = "\n".join([text.replace("\n", " ") for text in texts])
    letters = _OTHER_SIGNS.sub("", joined).encode().translate(None, _SIGNS).split(b"\n")
    return [f"{crc32(each) & 0xFFFF:04x}" if each else "" for each in letters]


def sentences_part(paragraphs: Iterable[str]) -> bytes:
    """The part with the hashes of the sentences in paragraphs, in order."""
    hashes = fingerprints([each for text in paragraphs for each in sentences(text)])
    return encoded(element(SENTENCES, {"xmlns": TRACE_NAMESPACE, HASHES: " ".join(filter(None, hashes))}))


def paragraphs_of(xml: str) -> list[str]:
    """The texts of the paragraphs in the XML of a Word file that was just written."""
    spaced = xml.replace("<w:br/>", _SPACE).replace("<w:tab/>", _SPACE)
    spaced = _NOTE_NUMBER.sub("", spaced) if "NOTEREF" in spaced else spaced
    return [unescaped("".join(_WRITTEN.findall(each))) for each in spaced.split("</w:p>")]
