"""Namespaces of Office files by their usual prefixes, and names with them."""

from __future__ import annotations

from functools import cache

_OFFICE = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office"
SPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "p": f"{_OFFICE}/presentationml/2006/main",
    "x": f"{_OFFICE}/spreadsheetml/2006/main",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "c15": f"{_MICROSOFT}/drawing/2012/chart",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "w14": f"{_MICROSOFT}/word/2010/wordml",
    "wps": f"{_MICROSOFT}/word/2010/wordprocessingShape",
    "wpg": f"{_MICROSOFT}/word/2010/wordprocessingGroup",
    "wpc": f"{_MICROSOFT}/word/2010/wordprocessingCanvas",
    "wp14": f"{_MICROSOFT}/word/2010/wordprocessingDrawing",
    "a14": f"{_MICROSOFT}/drawing/2010/main",
    "a16": f"{_MICROSOFT}/drawing/2014/main",
    "asvg": f"{_MICROSOFT}/drawing/2016/SVG/main",
    "adec": f"{_MICROSOFT}/drawing/2017/decorative",
    "thm15": f"{_MICROSOFT}/thememl/2012/main",
    "p14": f"{_MICROSOFT}/powerpoint/2010/main",
    "p15": f"{_MICROSOFT}/powerpoint/2012/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


@cache
def full(name: str) -> str:
    """ "a:blip" as lxml writes it; a name without a prefix stays unchanged."""
    prefix, colon, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}" if colon else name


def words(text: str) -> frozenset[str]:
    """The names in a text, as lxml writes them."""
    return frozenset(map(full, text.split()))
