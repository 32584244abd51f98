"""A document written by the Word writer, part by part."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx.oxml.ns import nsmap
from lxml import etree

from reports import word
from reports.brand import Brand, font_files
from reports.brand.font_files import load_metrics
from reports.brand.word_reference.reference import word_reference
from reports.charts.model import Media
from reports.document.model import Document
from reports.files.namespaces import SPACES
from reports.files.package import saved
from reports.languages import Language

_MEASURED_BY = hashlib.sha256(Path(font_files.__file__).read_bytes()).hexdigest()[:16]
METRICS = load_metrics(Path(tempfile.gettempdir(), f"songngu-test-metrics-{_MEASURED_BY}"))
"""The widths of letters, measured once for all runs of the tests that measure in the same way."""
NAMESPACES = {**nsmap, **SPACES, "trace": "urn:songngu:trace:1"}


def write(
    document: Document,
    media: Mapping[str, Media],
    brand: Brand,
    language: Language,
    *,
    pages: Mapping[str, int] | None = None,
) -> dict[str, bytes]:
    """The parts of the document on the brand's reference, by name."""
    reference = word_reference(brand, "official" if document.official else "house")
    return parts_of(saved(word.write(document, media, reference, language, METRICS, pages)))


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def find(element: etree._Element, path: str) -> list[etree._Element]:
    """What an XPath leads to, with the prefixes of Office files."""
    return element.xpath(path, namespaces=NAMESPACES)  # type: ignore[return-value]


def words(element: etree._Element) -> str:
    pieces = find(element, ".//w:t/text() | .//w:noBreakHyphen")
    return "".join(piece if isinstance(piece, str) else "-" for piece in pieces)
