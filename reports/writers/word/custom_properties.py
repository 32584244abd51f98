"""docProps/custom.xml: properties of a file that its makers name themselves."""

from __future__ import annotations

from collections.abc import Mapping

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_SPACES: dict[str | None, str] = {None: _PROPERTIES, "vt": _VALUES}
_NAMED_BY_THEIR_MAKERS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_NUMBER = 2


def set_custom_properties(package: Package, properties: Mapping[str, str]) -> None:
    """Give the file these custom properties, all texts, in place of those that it has."""
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap=_SPACES)
    for number, (name, value) in enumerate(properties.items(), _FIRST_NUMBER):
        said = {"fmtid": _NAMED_BY_THEIR_MAKERS, "pid": str(number), "name": name}
        etree.SubElement(
            etree.SubElement(root, f"{{{_PROPERTIES}}}property", said), f"{{{_VALUES}}}lpwstr"
        ).text = value
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    kind = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    for id_ in [id_ for id_, relation in package.rels.items() if relation.reltype == kind]:
        del package.rels[id_]
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, package)
    package.relate_to(part, kind)
