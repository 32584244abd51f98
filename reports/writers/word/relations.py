"""Relationships of a part and the content types of a package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reports.foreign.pictures import PICTURES
from reports.writers.word.xml import add, root, serialise

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
KINDS = {
    kind: _OFFICE + kind
    for kind in (
        "officeDocument", "extended-properties", "styles", "settings", "numbering", "fontTable", "theme",
        "footnotes", "endnotes", "header", "footer", "image", "hyperlink", "customXml", "customXmlProps", "font",
    )
} | {"core-properties": _PACKAGE + "core-properties"}  # fmt: skip

FONT = "odttf"
"""The ending of a font that stands in the file itself."""
_DEFAULTS = {
    **PICTURES,
    FONT: "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
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
        return relations_part((id_, *relation) for relation, id_ in self.ids.items())


def relations_part(relations: Iterable[tuple[str, str, str, bool]]) -> bytes:
    """The relationships of a part: the id, kind and target of each, and whether it leads out of the file."""
    element = root("rel:Relationships", (), default="rel")
    for id_, kind, target, external in relations:
        relationship = {"Id": id_, "Type": KINDS[kind], "Target": target}
        add(element, "rel:Relationship", relationship | ({"TargetMode": "External"} if external else {}))
    return serialise(element)


def content_types(parts: Iterable[str], others: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """[Content_Types].xml for the parts of these names; `others` are of kinds that their names do not say."""
    names = sorted(parts)
    endings = {part.rpartition(".")[2] for part in names} | {"rels", "xml"}
    element = root("ct:Types", (), default="ct")
    for ending in sorted(endings):
        add(element, "ct:Default", {"Extension": ending, "ContentType": _DEFAULTS[ending]})
    for part in names:
        type_ = f"{_WORD}{others[part]}+xml" if part in others else _TYPES.get(part)
        if type_:
            add(element, "ct:Override", {"PartName": f"/{part}", "ContentType": type_})
    return serialise(element)
