"""The bytes of a PNG (ISO/IEC 15948) → its width and height, if all of it is there, sound, and of a sensible size."""

from __future__ import annotations

import struct
import zlib

from reports.pixels import PNG

_CHUNK = struct.Struct(">I4s")
_SIZE = struct.Struct(">IIBBBBB")  # width, height, bits, kind of colour, compression, filter, interlace
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
MOST_PIXELS = 25_000_000
MOST_TIMES = 20
"""So many times as wide as high, or as high as wide."""


def size_of_png(content: bytes) -> tuple[int, int]:
    """Width and height in pixels. ValueError, said of the picture ("is damaged: …"), if it is no sound PNG."""
    if not content.startswith(PNG):
        raise ValueError("is no PNG")
    chunks = _chunks(content)
    name, header = chunks[0]
    if name != b"IHDR" or len(header) != _SIZE.size:
        raise ValueError("is damaged: it does not begin with its size")
    width, height, bits, kind, *_, interlaced = _SIZE.unpack(header)
    if not width or not height or kind not in _CHANNELS:
        raise ValueError("is damaged: it has no size or no colours")
    if width * height > MOST_PIXELS:
        raise ValueError(f"has {width:,} × {height:,} pixels, more than {MOST_PIXELS:,}")
    if max(width, height) > MOST_TIMES * min(width, height):
        raise ValueError(f"has {width:,} × {height:,} pixels: a line, not a picture")
    row = (width * bits * _CHANNELS[kind] + 7) // 8 + 1
    _check_pixels(b"".join(data for name, data in chunks if name == b"IDAT"), 0 if interlaced else row * height)
    return width, height


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks up to the last, IEND; each must be whole and have the sum that it says."""
    found: list[tuple[bytes, bytes]] = []
    at = len(PNG)
    while at + _CHUNK.size <= len(content):
        length, name = _CHUNK.unpack_from(content, at)
        begin, at = at + _CHUNK.size, at + _CHUNK.size + length + 4
        if at > len(content):
            break
        data = content[begin : begin + length]
        if zlib.crc32(name + data) != int.from_bytes(content[begin + length : at], "big"):
            raise ValueError("is damaged: a part of it has another sum than it says")
        found.append((name, data))
        if name == b"IEND":
            return found
    raise ValueError("is cut off: its end is missing")


def _check_pixels(packed: bytes, expected: int) -> None:
    """The packed pixels must unpack to as many bytes as the size needs (0: so many are not known), and end there."""
    unpacker, got = zlib.decompressobj(), 0
    try:
        pending = packed
        while pending and not unpacker.eof:
            got += len(unpacker.decompress(pending, 1 << 20))
            pending = unpacker.unconsumed_tail
            if got > 8 * MOST_PIXELS + (1 << 24):
                break
    except zlib.error:
        raise ValueError("is damaged: its pixels cannot be read") from None
    if not unpacker.eof or got < expected or not got:
        raise ValueError("is damaged: pixels are missing")
