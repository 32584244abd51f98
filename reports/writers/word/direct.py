"""What a character style gives a run → the same said in the run itself, beside a style of another kind."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reports.brand.word_reference.style_sheet import StyleSheet
from reports.brand.word_reference.xml import NAMESPACES, name
from reports.xml_text import Xml, element, joined

_ORDER = (
    "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
    "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
)  # fmt: skip
"""The properties of a run in the order of the schema, but for its style and its language."""


def direct_looks(styles: StyleSheet, style: str, marks: Mapping[str, Xml]) -> Xml:
    """The looks of a style as properties of a run; `marks` are those that the run has by itself, by name ("b")."""
    looks: dict[str, Xml] = {}
    for each in reversed(list(styles.chain(style))):
        for said in each.iterfind(f"{name('w:rPr')}/{name('w:*')}"):
            looks[etree.QName(said).localname] = _as_text(said)
    looks |= marks
    return joined([looks[called] for called in _ORDER if called in looks])


def _as_text(said: etree._Element) -> Xml:
    """A property as text, with its attributes of the main namespace."""
    names = [(etree.QName(key), text) for key, text in said.items()]
    kept = {f"w:{key.localname}": str(text) for key, text in names if key.namespace == NAMESPACES["w"]}
    return element(f"w:{etree.QName(said).localname}", kept)
