"""The bytes of a PDF by LibreOffice → the pages of its bookmarks; the same bytes without the time of printing."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

_DAY = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_DAY_IN_METADATA = re.compile(rb"(?<=<xmp:CreateDate>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_IDENTITY = re.compile(rb"(?<=/ID \[ <)[0-9A-F]{32}|(?<=\n<)[0-9A-F]{32}(?=> \])|(?<=/DocChecksum /)[0-9A-F]{32}")

_START, _TAIL = b"%PDF-", 2000  # programs append after the end of a PDF, a little


def pages_of(pdf: bytes, bookmarks: Iterable[str]) -> dict[str, int]:
    """The page of each bookmark, counted from 1; a bookmark that is not in the PDF is left out."""
    _, named = _read(pdf)
    return {name: named[_written(name)] for name in bookmarks if _written(name) in named}


def pages_before(pdf: bytes, bookmarks: Iterable[str]) -> int:
    """The number of pages before the first of the bookmarks; all pages if the PDF has none of them."""
    count, named = _read(pdf)
    return min((named[_written(name)] for name in bookmarks if _written(name) in named), default=count + 1) - 1


def _read(pdf: bytes) -> tuple[int, dict[str, int]]:
    """The number of pages, and the page of each bookmark."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(pdf))
        pages = {name: reader.get_destination_page_number(at) for name, at in reader.named_destinations.items()}
        return len(reader.pages), {name.removeprefix("/"): at + 1 for name, at in pages.items() if at is not None}
    except PyPdfError:  # the callers report a damaged file, as one without pages
        return 0, {}


def _written(bookmark: str) -> str:
    """A bookmark's name as LibreOffice writes it: other characters than letters and digits by their codes."""
    return "".join(c if c.isascii() and c.isalnum() else f"{ord(c):02X}" for c in bookmark)


def without_clock(pdf: bytes, day: date) -> bytes:
    """The PDF as if it was printed at the start of `day`, with an id from its content; no byte changes its position."""
    pdf = _DAY.sub(day.strftime("%Y%m%d000000").encode(), pdf)
    pdf = _DAY_IN_METADATA.sub(day.strftime("%Y-%m-%dT00:00:00").encode(), pdf)
    head, tail = _parts(pdf)
    return head + _IDENTITY.sub(_identity(head), tail)


def is_unedited(pdf: bytes) -> bool:
    """Whether a PDF is as `without_clock` gave it: its id is still that of its content."""
    head, tail = _parts(pdf)
    return set(_IDENTITY.findall(tail)) == {_identity(head)}


def is_pdf(path: Path) -> bool:
    """Whether a file begins and ends as PDFs do."""
    with path.open("rb") as file:
        start = file.read(len(_START))
        file.seek(max(0, path.stat().st_size - _TAIL))
        return start == _START and b"%%EOF" in file.read()


def _parts(pdf: bytes) -> tuple[bytes, bytes]:
    """What comes before the trailer, where the id is, and the rest."""
    start = pdf.rfind(b"trailer")
    return pdf[:start], pdf[start:]


def _identity(head: bytes) -> bytes:
    return hashlib.sha256(head).hexdigest()[:32].upper().encode()
