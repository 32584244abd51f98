"""The bytes of a PDF by LibreOffice → the pages of named places; the same bytes without a clock."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable
from datetime import date

_DAY = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_DAY_IN_METADATA = re.compile(rb"(?<=<xmp:CreateDate>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_IDENTITY = re.compile(rb"(?<=/ID \[ <)[0-9A-F]{32}|(?<=\n<)[0-9A-F]{32}(?=> \])|(?<=/DocChecksum /)[0-9A-F]{32}")


def pages_of(pdf: bytes, places: Iterable[str]) -> dict[str, int]:
    """The page of each place, counted from 1; a place that the PDF does not name is left out."""
    _, named = _read(pdf)
    return {place: named[_written(place)] for place in places if _written(place) in named}


def pages_before(pdf: bytes, places: Iterable[str]) -> int:
    """How many pages stand before the first of the places; all pages where there are none."""
    count, named = _read(pdf)
    return min((named[_written(place)] for place in places if _written(place) in named), default=count + 1) - 1


def _read(pdf: bytes) -> tuple[int, dict[str, int]]:
    """The number of pages, and the page of each named place."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(pdf))
        pages = {name: reader.get_destination_page_number(at) for name, at in reader.named_destinations.items()}
        return len(reader.pages), {name.removeprefix("/"): at + 1 for name, at in pages.items() if at is not None}
    except PyPdfError:  # a damaged file tells no pages, and whoever asks says so
        return 0, {}


def _written(place: str) -> str:
    """A place's name as LibreOffice writes it: what is neither letter nor digit by its code."""
    return "".join(c if c.isascii() and c.isalnum() else f"{ord(c):02X}" for c in place)


def without_clock(pdf: bytes, day: date) -> bytes:
    """The PDF as if it had been made at the beginning of `day`, named by its content. Nothing in it moves."""
    pdf = _DAY.sub(day.strftime("%Y%m%d000000").encode(), pdf)
    pdf = _DAY_IN_METADATA.sub(day.strftime("%Y-%m-%dT00:00:00").encode(), pdf)
    start = pdf.rfind(b"trailer")
    head, tail = pdf[:start], pdf[start:]
    identity = hashlib.sha256(head).hexdigest()[:32].upper().encode()
    return head + _IDENTITY.sub(identity, tail)
