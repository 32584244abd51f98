"""The metadata of a document → the properties of its Office file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from reports.document.model import Meta, plain
from reports.files.xml_text import Xml, element, encoded

_LONGEST = 255
"""The letters that a property of an Office file may have."""
_CUSTOM = {
    "xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "xmlns:vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
}
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of custom properties that users define."""
_FIRST_NUMBER = 2
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def set_core_properties(core: Any, metas: Sequence[Meta], tag: str) -> None:
    """Set title, subject, author, keywords, status, language, version and dates in the core properties of python-docx
    or python-pptx. `metas` say the same in several languages; the dates are the document's own."""
    meta = metas[0]
    for name, text in (
        ("title", " / ".join(plain(each.title) for each in metas)),
        ("subject", " / ".join(plain(each.subtitle) for each in metas)),
        ("author", plain(meta.agency)),
        ("keywords", ", ".join(word for each in metas for word in each.keywords)),
        ("content_status", plain(meta.status)),
        ("language", tag),
        ("version", meta.version),
    ):
        if text:
            setattr(core, name, text[:_LONGEST])
    core.created = core.modified = datetime.combine(meta.date, time())


def extended_properties(meta: Meta, *counts: Xml) -> bytes:
    """docProps/app.xml with the program, counts of what is in the file, and the agency."""
    company = [element("Company", {}, plain(meta.agency))] if meta.agency else []
    content = element("Properties", {"xmlns": _EXTENDED}, element("Application", {}, "songngu"), *counts, *company)
    return encoded(content)


def custom_properties(properties: Mapping[str, str]) -> bytes:
    """docProps/custom.xml with these properties, all of them texts."""
    entries = [
        element("property", {"fmtid": _SET, "pid": str(number), "name": name}, element("vt:lpwstr", {}, text))
        for number, (name, text) in enumerate(properties.items(), _FIRST_NUMBER)
    ]
    content = element("Properties", _CUSTOM, *entries)
    return encoded(content)
