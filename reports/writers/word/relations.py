"""Relationships of a part and the content types of a package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.writers.word.xml import add, root, serialise

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
KINDS = {
    kind: _OFFICE + kind
    for kind in (
        "officeDocument", "extended-properties", "styles", "settings", "numbering", "fontTable", "theme",
        "footnotes", "endnotes", "header", "footer", "image", "hyperlink", "customXml", "customXmlProps",
    )
} | {"core-properties": _PACKAGE + "core-properties"}  # fmt: skip

_DEFAULTS = {
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES = {
    "word/document.xml": _WORD + "document.main+xml",
    "word/styles.xml": _WORD + "styles+xml",
    "word/settings.xml": _WORD + "settings+xml",
    "word/numbering.xml": _WORD + "numbering+xml",
    "word/fontTable.xml": _WORD + "fontTable+xml",
    "word/footnotes.xml": _WORD + "footnotes+xml",
    "word/endnotes.xml": _WORD + "endnotes+xml",
    "word/header1.xml": _WORD + "header+xml",
    "word/footer1.xml": _WORD + "footer+xml",
    "word/footer2.xml": _WORD + "footer+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}


@dataclass(slots=True)
class Relations:
    """The relationships of one part, numbered in the order in which they are asked for."""

    ids: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship to `target`; the same target has the same id."""
        return self.ids.setdefault((kind, target, external), f"rId{len(self.ids) + 1}")

    def part(self) -> bytes:
        element = root("rel:Relationships", (), default="rel")
        for (kind, target, external), id_ in self.ids.items():
            relationship = {"Id": id_, "Type": KINDS[kind], "Target": target}
            add(element, "rel:Relationship", relationship | ({"TargetMode": "External"} if external else {}))
        return serialise(element)


def content_types(parts: Iterable[str]) -> bytes:
    """[Content_Types].xml for the parts of these names."""
    names = sorted(parts)
    endings = {part.rpartition(".")[2] for part in names} | {"rels", "xml"}
    element = root("ct:Types", (), default="ct")
    for ending in sorted(endings):
        add(element, "ct:Default", {"Extension": ending, "ContentType": _DEFAULTS[ending]})
    for part in names:
        if part in _TYPES:
            add(element, "ct:Override", {"PartName": f"/{part}", "ContentType": _TYPES[part]})
    return serialise(element)
