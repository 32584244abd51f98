"""The custom XML part of a .docx → the marks that were printed in it, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from reports.auditing.marks import Mark
from reports.auditing.text import folded
from reports.opening import Package

TRACE = "urn:songngu:trace:1"


@dataclass(frozen=True, slots=True)
class Trace:
    """What the custom XML part says of the document; without one the language is empty."""

    language: str
    marks: tuple[Mark, ...]


def trace_of(package: Package) -> Trace:
    """The part is found by its namespace; programs rename it."""
    for name in sorted(package.names):
        if name.startswith("customXml/") and name.endswith(".xml") and "/_rels/" not in name:
            root = package.xml(name)
            if root is not None and root.tag == f"{{{TRACE}}}trace":
                return Trace(root.get("language", ""), tuple(_mark(entry) for entry in root))
    return Trace("", ())


def _mark(entry: etree._Element) -> Mark:
    said = entry.get
    return Mark(
        said("kind", ""),
        said("ref", ""),
        said("form", ""),
        folded(said("printed", "")),
        said("value"),
        said("name", ""),
    )
