"""The bytes of a picture → the ending that belongs to them, as they begin; none where they are no picture."""

from __future__ import annotations

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
_BITMAP_HEADERS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124))


def kind_of(content: bytes) -> str:
    """The ending that belongs to the bytes of a raster or metafile picture; none if they are none."""
    if content.startswith(b"\x01\0\0\0") and content[40:44] == b" EMF":
        return "emf"
    if content.startswith(b"BM") and content[14:18] in _BITMAP_HEADERS:
        return "bmp"
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), "")
