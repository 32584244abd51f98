"""Pictures: their kinds, content types and first bytes; JPEG and PNG measured, and made ready for a file."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from reports.diagnostics import HintedError

if TYPE_CHECKING:
    from PIL.Image import Image

CONTENT_TYPES: Mapping[str, str] = {
    "bmp": "image/bmp", "emf": "image/x-emf", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "png": "image/png", "svg": "image/svg+xml", "tif": "image/tiff", "tiff": "image/tiff", "wmf": "image/x-wmf",
}  # fmt: skip
"""By the ending of a file's name."""
MOST_TIMES = 20
"""The largest ratio of width and height, or of height and width."""
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF87a": "gif", b"GIF89a": "gif", b"II*\0": "tiff",
    b"MM\0*": "tiff", b"\xd7\xcd\xc6\x9a": "wmf", b"\x01\0\x09\0\0": "wmf", b"\x02\0\x09\0\0": "wmf",
}  # fmt: skip
_BITMAP_HEADERS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124))
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error, zlib.error)
"""The exceptions of Pillow for a damaged picture."""
_ORIENTATION = 0x0112
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF orientations → `Image.Transpose` that undoes them."""
_SIDEWAYS = (5, 6, 7, 8)
_QUALITY = 90
_NUMBER = re.compile(r"\d*\.?\d+(?!\d*\s*%)")


class BadPicture(HintedError):
    """A picture cannot be used; the message continues a sentence about it: "is cut off"."""


class Raster(NamedTuple):
    """The kind of a JPEG or PNG, and its width and height in pixels as a reader sees it, turned if it says so.

    `turn` is the EXIF orientation, from 1 to 8. `note` is what may change when it is made ready.
    """

    kind: str
    width: int
    height: int
    turn: int
    note: str


def kind_of(content: bytes) -> str:
    """The ending for the bytes of a raster or metafile picture; "" if they are none."""
    if content.startswith(b"\x01\0\0\0") and content[40:44] == b" EMF":
        return "emf"
    if content.startswith(b"BM") and content[14:18] in _BITMAP_HEADERS:
        return "bmp"
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), "")


def measured(content: bytes, most_pixels: int, kinds: Collection[str] = ("jpeg", "png")) -> Raster:
    """What a JPEG or PNG says of itself, without its pixels. Raises BadPicture for one that is damaged, animated, a
    mere line, has too many pixels or is none of the `kinds`."""
    if kind_of(content) not in kinds:
        named = " or ".join(kind.upper() for kind in kinds)
        raise BadPicture(f"is no {named}", f"save it as {named}")
    with _opened(content) as picture:
        width, height = picture.size
        if getattr(picture, "is_animated", False):
            raise BadPicture("is animated", "save one of its pictures as PNG")
        turn = picture.getexif().get(_ORIENTATION, 1) if "exif" in picture.info else 1
        bare = picture.mode == "CMYK" and "icc_profile" not in picture.info
    if width * height > most_pixels or max(width, height) > MOST_TIMES * min(width, height):
        most = f"at most {most_pixels:,} pixels, and {MOST_TIMES} times as wide as high or the reverse"
        hint = "make it smaller: a full slide needs about 3,000 pixels across"
        raise BadPicture(f"has {width:,} × {height:,} pixels; {most}, can be used", hint)
    if turn in _SIDEWAYS:
        width, height = height, width
    note = "is in CMYK without a colour profile, so that its colours may change a little" if bare else ""
    return Raster(kind_of(content), width, height, turn if turn in range(1, 9) else 1, note)


def made_ready(content: bytes, raster: Raster, most: tuple[int, int]) -> bytes:
    """The picture upright, in sRGB, without metadata, and with at most so many pixels across and down.

    A JPEG stays a JPEG, a PNG a PNG. Raises BadPicture if it is damaged or cut off.
    """
    from PIL.Image import Transpose

    across, down = reversed(most) if raster.turn in _SIDEWAYS else most
    with _opened(content) as opened:
        opened.verify()  # the checksums of all parts, without decoding pixels
    with _opened(content) as opened:
        opened.draft(None, (2 * across, 2 * down))  # a JPEG is decoded no larger than twice what is needed
        opened.load()
        profile = opened.info.get("icc_profile")
        picture = _in_usual_mode(opened)
    picture.thumbnail((across, down), reducing_gap=3.0)
    if raster.turn > 1:
        picture = picture.transpose(Transpose(_TURNS[raster.turn]))
    picture = _in_srgb(picture, profile)
    picture.info.clear()  # comments and places of the camera are in it
    made = io.BytesIO()
    if raster.kind == "jpeg":
        picture.save(made, "JPEG", quality=_QUALITY, optimize=True)
    else:
        picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def svg_size(content: bytes) -> tuple[float, float]:
    """The width and height of an SVG, in any unit: those of its view box, else its own; zeros if it has neither."""
    from reports.files.archive import parsed

    root = parsed(content)
    if root is None:
        return 0, 0
    box = root.get("viewBox", "").replace(",", " ").split()[2:]
    sizes = [_NUMBER.match(text) for text in box or (root.get("width", ""), root.get("height", ""))]
    width, height = (float(found[0]) if found else 0.0 for found in (*sizes, None, None)[:2])
    return (width, height) if width and height else (0, 0)


@contextmanager
def _opened(content: bytes) -> Iterator[Image]:
    """A JPEG or PNG, opened; exceptions of Pillow become BadPicture."""
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    opener = {"jpeg": JpegImageFile, "png": PngImageFile}[kind_of(content)]
    try:
        with warnings.catch_warnings(action="ignore"), opener(io.BytesIO(content)) as picture:
            yield picture
    except _BROKEN:
        raise BadPicture("is damaged or cut off", "save it once more, or get it again") from None


def _in_usual_mode(picture: Image) -> Image:
    """The picture in 8 bits: grey, RGB or CMYK, with transparency if it has any."""
    if "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode.startswith("I"):  # 16 bits of grey
        return picture.point(lambda value: value * (1 / 257)).convert("L")
    return picture.copy() if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else picture.convert("RGB")


def _in_srgb(picture: Image, profile: bytes | None) -> Image:
    """The picture in sRGB, from its own colour profile if that can be used."""
    from PIL import ImageCms

    if profile:
        opaque = picture.convert(picture.mode.removesuffix("A")) if picture.mode.endswith("A") else picture
        with suppress(ImageCms.PyCMSError, OSError):
            own, wanted = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            made: Image | None = ImageCms.profileToProfile(opaque, own, wanted, outputMode="RGB")
            if made is not None:
                if opaque is not picture:
                    made.putalpha(picture.getchannel("A"))
                return made
    return picture.convert("RGB") if picture.mode == "CMYK" else picture
