"""Kinds of pictures: their endings, content types, and first bytes."""

from __future__ import annotations

from collections.abc import Mapping

CONTENT_TYPES: Mapping[str, str] = {
    "bmp": "image/bmp", "emf": "image/x-emf", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "png": "image/png", "svg": "image/svg+xml", "tif": "image/tiff", "tiff": "image/tiff", "wmf": "image/x-wmf",
}  # fmt: skip
"""By the ending of a file's name."""
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF87a": "gif", b"GIF89a": "gif", b"II*\0": "tiff",
    b"MM\0*": "tiff", b"\xd7\xcd\xc6\x9a": "wmf", b"\x01\0\x09\0\0": "wmf", b"\x02\0\x09\0\0": "wmf",
}  # fmt: skip
_BITMAP_HEADERS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124))


def kind_of(content: bytes) -> str:
    """The ending for the bytes of a raster or metafile picture; "" if they are none."""
    if content.startswith(b"\x01\0\0\0") and content[40:44] == b" EMF":
        return "emf"
    if content.startswith(b"BM") and content[14:18] in _BITMAP_HEADERS:
        return "bmp"
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), "")
