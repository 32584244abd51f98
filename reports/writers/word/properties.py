"""The properties of the file: title, subject, language, keywords, date and agency. Nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document import Meta, plain
from reports.writers.word.xml import add, root, serialise


def core_part(meta: Meta, tag: str, others: Sequence[Meta] = ()) -> bytes:
    """docProps/core.xml; the dates are those of the document, there is no clock. `others` say it in other languages."""
    element = root("cp:coreProperties", ("cp", "dc", "dcterms", "xsi"))
    day = f"{meta.date.isoformat()}T00:00:00Z"
    for name, text in (
        ("dc:title", " / ".join(plain(each.title) for each in (meta, *others))),
        ("dc:subject", " / ".join(plain(each.subtitle) for each in (meta, *others))),
        ("dc:creator", plain(meta.agency)),
        ("cp:keywords", ", ".join(word for each in (meta, *others) for word in each.keywords)),
        ("cp:contentStatus", plain(meta.status)),
        ("dc:language", tag),
        ("cp:version", meta.version),
    ):
        if text:
            add(element, name).text = text
    for name in ("dcterms:created", "dcterms:modified"):
        add(element, name, {"xsi:type": "dcterms:W3CDTF"}).text = day
    return serialise(element)


def app_part(meta: Meta) -> bytes:
    """docProps/app.xml."""
    element = root("ep:Properties", (), default="ep")
    add(element, "ep:Application").text = "songngu"
    if meta.agency:
        add(element, "ep:Company").text = plain(meta.agency)
    return serialise(element)
