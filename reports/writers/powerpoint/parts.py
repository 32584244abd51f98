"""Parts of a package with their content types and relationships → files by name (ECMA-376 part 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from reports.foreign.names import SPACES, full

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
qualified = full
_SLIDE_NAMESPACES = {prefix: SPACES[prefix] for prefix in ("a", "r", "p")}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DEFAULTS = {
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship to a part by its name in the package, or to an address outside it."""

    type: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the package; its relationships are rId1, rId2 … in order. No type: by its ending."""

    name: str
    type: str
    content: bytes
    relations: tuple[Relation, ...] = ()


def root(name: str, /, **attributes: str) -> etree._Element:
    """A new root element with the namespaces of a slide."""
    return etree.Element(qualified(name), attributes, nsmap=_SLIDE_NAMESPACES)


def add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """A new last child."""
    return etree.SubElement(parent, qualified(name), attributes)


def link(element: etree._Element, attribute: str, number: int) -> None:
    """Point the element's `r:` attribute to the part's relationship of this number."""
    element.set(qualified(f"r:{attribute}"), f"rId{number}")


def serialised(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def files(parts: Iterable[Part], root_relations: Iterable[Relation]) -> dict[str, bytes]:
    """The package's files: the parts, their relationships, and the content types."""
    result: dict[str, bytes] = {}
    types = [f'<Default Extension="{ending}" ContentType="{type_}"/>' for ending, type_ in DEFAULTS.items()]
    for part in parts:
        result[part.name] = part.content
        if part.type:
            types.append(f'<Override PartName="/{part.name}" ContentType="{part.type}"/>')
        if part.relations:
            folder, _, name = part.name.rpartition("/")
            result[f"{folder}/_rels/{name}.rels"] = _relations(part.relations, folder)
    result["_rels/.rels"] = _relations(root_relations, "")
    result["[Content_Types].xml"] = _listing("Types", "content-types", types)
    return result


def _relations(relations: Iterable[Relation], folder: str) -> bytes:
    up = "../" * (folder.count("/") + 1) if folder else ""
    lines: list[str] = []
    for number, relation in enumerate(relations, 1):
        kind = relation.type if "://" in relation.type else f"{OFFICE}/relationships/{relation.type}"
        target = relation.target if relation.external else up + relation.target
        mode = ' TargetMode="External"' if relation.external else ""
        lines.append(f'<Relationship Id="rId{number}" Type="{kind}" Target={quoteattr(target)}{mode}/>')
    return _listing("Relationships", "relationships", lines)


def _listing(name: str, kind: str, lines: Iterable[str]) -> bytes:
    """A list without nesting: written as text, which is many times faster than as a tree."""
    return f'{_DECLARATION}<{name} xmlns="{PACKAGE}/{kind}">{"".join(lines)}</{name}>'.encode()
