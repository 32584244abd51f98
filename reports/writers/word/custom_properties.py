"""docProps/custom.xml: properties of a file that its makers name themselves."""

from __future__ import annotations

from collections.abc import Mapping

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from reports.brand.word_reference.xml import add, root, serialise

_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that makers of files name."""
_FIRST_NUMBER = 2


def set_custom_properties(package: Package, properties: Mapping[str, str]) -> None:
    """Give the file these custom properties, all texts, in place of those that it has."""
    element = root("custom:Properties", ("vt",), default="custom")
    for number, (name, value) in enumerate(properties.items(), _FIRST_NUMBER):
        entry = add(element, "custom:property", {"fmtid": _SET, "pid": str(number), "name": name})
        add(entry, "vt:lpwstr").text = value
    kind = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    for id_ in [id_ for id_, relation in package.rels.items() if relation.reltype == kind]:
        del package.rels[id_]
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, serialise(element), package)
    package.relate_to(part, kind)
