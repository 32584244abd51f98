"""The mark in the PNG of a drawn chart: which chart it is, in which language, and a digest of what it shows.

It is a text chunk of the PNG, which stays with the picture when it is copied into another file.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from reports.charts.model import ChartData

_BEGINS = 33
"""The bytes of the signature and of the first chunk, which others follow."""
_PALETTE = b"\3"
"""The type of colours of drawn charts."""
_DOTS = struct.pack(">IIB", 7874, 7874, 1)
"""Their resolution, 200 dots an inch, in dots a metre."""
_KIND, _KEY = b"tEXt", b"songngu"


class PictureMark(NamedTuple):
    """The id of a chart, the code of its first language, and the digest of its data."""

    chart: str
    language: str
    digest: str


def digest_of(data: ChartData) -> str:
    """A digest of all that a chart says; it does not depend on the looks."""
    entries = (*data.all_entries, *data.sums)
    all_entries = (each for entry in entries for each in (entry, entry.target, entry.before) if each)
    values = (f"{each.fact} {each.value} {each.near} {each.qualifier} {each.status}" for each in all_entries)
    return hashlib.sha256("\n".join((data.kind, *data.texts(), *values)).encode()).hexdigest()[:32]


def with_mark(png: bytes, mark: PictureMark) -> bytes:
    """The PNG with a mark."""
    content = _KIND + _KEY + b"\0" + " ".join(mark).encode("latin-1")
    chunk = struct.pack(">I", len(content) - len(_KIND)) + content + struct.pack(">I", zlib.crc32(content))
    return png[:_BEGINS] + chunk + png[_BEGINS:]


def mark_of_picture(png: bytes) -> PictureMark | None:
    """The mark of a picture; None if it has none."""
    for kind, content in _chunks(png):
        key, _, text = content.partition(b"\0")
        parts = text.decode("latin-1").split(" ")
        if (kind, key) == (_KIND, _KEY) and len(parts) == len(PictureMark._fields):
            return PictureMark(*parts)
    return None


def drawn_size(png: bytes) -> tuple[float, float] | None:
    """The width and height in millimetres at which a chart was drawn; None for other pictures."""
    chunks = dict(_chunks(png))
    header, dots = chunks.get(b"IHDR", b""), chunks.get(b"pHYs", b"")
    if header[9:10] != _PALETTE or dots != _DOTS:
        return None
    width, height, per_metre = (int.from_bytes(each) for each in (header[:4], header[4:8], dots[:4]))
    return width / per_metre * 1000, height / per_metre * 1000


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kinds and contents of the chunks of a PNG; none of another file."""
    at = len(b"\x89PNG\r\n\x1a\n")
    while png.startswith(b"\x89PNG") and at + 12 <= len(png):
        length = int.from_bytes(png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length
