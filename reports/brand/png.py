"""The bytes of a PNG → its width and height, if all of it is there, sound, and of a sensible size."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from reports.files.pictures import kind_of

MOST_PIXELS = 25_000_000
MOST_TIMES = 20
"""So many times as wide as high, or as high as wide."""
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error, zlib.error)
"""What Pillow raises for a file that is no sound PNG."""


def size_of_png(content: bytes) -> tuple[int, int]:
    """Width and height in pixels. ValueError, said of the picture ("is damaged …"), if it is no sound PNG."""
    if kind_of(content) != "png":
        raise ValueError("is no PNG")
    with warnings.catch_warnings(action="ignore"):  # Pillow warns of animations that it shows as pictures
        return _checked(content)


def _checked(content: bytes) -> tuple[int, int]:
    from PIL.PngImagePlugin import PngImageFile

    try:
        with PngImageFile(io.BytesIO(content)) as picture:  # reads what stands before the pixels
            width, height = picture.size
            picture.verify()  # reads the rest, and the checksum of each part, but no pixels
    except _BROKEN:
        raise ValueError("is damaged or cut off") from None
    if width * height > MOST_PIXELS:
        raise ValueError(f"has {width:,} × {height:,} pixels, more than {MOST_PIXELS:,}")
    if max(width, height) > MOST_TIMES * min(width, height):
        raise ValueError(f"has {width:,} × {height:,} pixels: a line, not a picture")
    try:
        with PngImageFile(io.BytesIO(content)) as picture:
            picture.load()
    except _BROKEN:
        raise ValueError("is damaged: its pixels cannot be read") from None
    return width, height
