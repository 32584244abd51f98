"""The custom XML part that lists every mark of a document in reading order, and the ids of content controls.

The entry of a figure names the style that marks it. Content controls are only those of the contents and of blanks.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.brand.word_reference.xml import encoded
from reports.document.marks import TRACE_NAMESPACE, fact_style
from reports.document.model import Document, Marked
from reports.files.xml_text import Xml, element

_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(slots=True)
class TraceList:
    """The marks of a document in reading order, each with its language if that is not the document's first; and the
    ids of controls so far."""

    entries: list[tuple[Marked, str]] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)
    ids: set[int] = field(default_factory=set)

    def next_id(self, tag: str) -> str:
        """The id of a control, made from its tag and the number of controls with that tag."""
        self.uses[tag] = self.uses.get(tag, 0) + 1
        return self.free_id(f"{tag}/{self.uses[tag]}")

    def free_id(self, seed: str) -> str:
        """A positive 31-bit number made from `seed` that no control has yet."""
        number = int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16) & 0x7FFFFFFF
        while number == 0 or number in self.ids:
            number = number % 0x7FFFFFFF + 1
        self.ids.add(number)
        return str(number)

    def part(self, document: Document, margins: Iterable[str] = ()) -> bytes:
        """customXml/item1.xml. `margins` are the lines of the headers and footers of an imported reference."""
        entries = [_entry(marked, language) for marked, language in self.entries]
        letterhead = {"kind": "letterhead", "ref": "", "form": ""}
        entries += [element("mark", letterhead | {"printed": line}) for line in margins]
        about = {"xmlns": TRACE_NAMESPACE, "report": document.report, "language": document.language}
        return encoded(element("trace", about, *entries))


def _entry(marked: Marked, language: str) -> Xml:
    trace = marked.trace
    attributes = {"id": fact_style(trace).id if trace.kind == "fact" else None, "kind": trace.kind, "ref": trace.ref}
    attributes |= {"form": trace.form, "printed": marked.text, "value": trace.value, "language": language or None}
    return element("mark", attributes)


def properties_part(document: Document) -> bytes:
    """customXml/itemProps1.xml: the identity and the namespace of the part."""
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{TRACE_NAMESPACE}/{document.report}/{document.language}")
    schemas = element("ds:schemaRefs", {}, element("ds:schemaRef", {"ds:uri": TRACE_NAMESPACE}))
    about = {"xmlns:ds": _CUSTOM_XML, "ds:itemID": f"{{{str(identity).upper()}}}"}
    return encoded(element("ds:datastoreItem", about, schemas))
