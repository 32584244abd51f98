"""A picture in a file by others → its kind as its bytes show it, and the bytes to be kept; or nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.foreign.svg import still_svg
from reports.opening import Package

PICTURES: Mapping[str, str] = {
    "bmp": "image/bmp",
    "emf": "image/x-emf",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "wmf": "image/x-wmf",
}
"""Endings of pictures → their content types."""
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
    b"\xd7\xcd\xc6\x9a": "wmf",
    b"\x01\0\x09\0\0": "wmf",
    b"\x02\0\x09\0\0": "wmf",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be kept: its part, the ending that says its kind, its bytes."""

    part: str
    ending: str
    content: bytes


@dataclass(slots=True)
class Pictures:
    """The pictures of a package, each read and judged once."""

    package: Package
    known: dict[str, Picture | None] = field(default_factory=dict)

    def of(self, part: str) -> dict[str, Picture]:
        """The pictures that a part leads to and that may be kept, by the ids of the relationships."""
        found = {
            id_: self._picture(relation.target)
            for id_, relation in self.package.relations(part).items()
            if relation.kind == "image"
        }
        return {id_: picture for id_, picture in found.items() if picture}

    def _picture(self, part: str) -> Picture | None:
        if part not in self.known:
            self.known[part] = self._read(part)
        return self.known[part]

    def _read(self, part: str) -> Picture | None:
        ending = posixpath.splitext(part)[1].lower().lstrip(".")
        if ending not in PICTURES or part not in self.package.names:
            return None
        content = self.package.bytes_of(part)
        if ending == "svg":
            still = still_svg(content)
            return Picture(part, ending, still) if still else None
        shown = kind_of(content)
        same = shown and PICTURES[shown] == PICTURES[ending]
        return Picture(part, ending if same else shown, content) if shown else None


def kind_of(content: bytes) -> str:
    """The ending that belongs to the bytes of a raster or metafile picture; none if they are none."""
    if content.startswith(b"\x01\0\0\0") and content[40:44] == b" EMF":
        return "emf"
    if content.startswith(b"BM") and content[14:18] in _BITMAP_HEADERS:
        return "bmp"
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), "")


_BITMAP_HEADERS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124))
