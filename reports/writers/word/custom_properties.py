"""docProps/custom.xml: properties of a file that its makers name themselves."""

from __future__ import annotations

from collections.abc import Mapping

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.package import Package

from reports.brand.word_reference.parts import add_part
from reports.writers.word.xml import encoded
from reports.xml_text import element

_SPACES = {
    "xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "xmlns:vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
}
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that makers of files name."""
_FIRST_NUMBER = 2


def set_custom_properties(package: Package, properties: Mapping[str, str]) -> None:
    """Give the file these custom properties, all texts, in place of those that it has."""
    kind = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    for id_ in [id_ for id_, relation in package.rels.items() if relation.reltype == kind]:
        del package.rels[id_]
    entries = [
        element("property", {"fmtid": _SET, "pid": str(number), "name": name}, element("vt:lpwstr", {}, text))
        for number, (name, text) in enumerate(properties.items(), _FIRST_NUMBER)
    ]
    content = encoded(element("Properties", _SPACES, *entries))
    add_part(package, "docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, kind, content)
