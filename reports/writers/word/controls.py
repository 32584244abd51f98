"""Marked figures → content controls, and the custom XML part that lists every mark in reading order.

The controls are not bound to the part: a bound control is overwritten from it whenever the file is opened, and a
hand edit would be lost. The name of a control stands in its tag and in its alias, because LibreOffice keeps only
the alias.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.document import Document, Marked, Trace
from reports.writers.word.xml import NAMESPACES, add, name, root, serialise

TRACE_NAMESPACE = NAMESPACES["trace"]
LONGEST_NAME = 64
_LONGEST_FORM = 20


def control_name(trace: Trace) -> str:
    """fact:ID#form in at most 64 characters; a longer one is cut and told apart by a digest of the whole."""
    full = f"{trace.kind}:{trace.ref}#{trace.form}"
    if len(full) <= LONGEST_NAME:
        return full
    end = f"~{_digest(full)[:8]}#{trace.form[:_LONGEST_FORM]}"
    return f"{trace.kind}:{trace.ref}"[: LONGEST_NAME - len(end)] + end


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(slots=True)
class Controls:
    """The marks of a document in reading order, each with its control's id if it has a control, and with its
    language if it is not the document's first."""

    marks: list[tuple[Marked, str, str]] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)
    ids: set[int] = field(default_factory=set)

    def mark(self, marked: Marked, language: str = "") -> None:
        """List a mark that has no control."""
        self.marks.append((marked, "", language))

    def control(self, marked: Marked, language: str = "") -> str:
        """List a mark that has a control."""
        id_ = self.next_id(control_name(marked.trace))
        self.marks.append((marked, id_, language))
        return id_

    def next_id(self, called: str) -> str:
        """The id of a control; it depends on what it is called and on how many of that name came before."""
        self.uses[called] = self.uses.get(called, 0) + 1
        return self.free_id(f"{called}/{self.uses[called]}")

    def free_id(self, seed: str) -> str:
        """A positive 31-bit number made from `seed`, not given out before."""
        number = int(_digest(seed)[:8], 16) & 0x7FFFFFFF
        while number == 0 or number in self.ids:
            number = number % 0x7FFFFFFF + 1
        self.ids.add(number)
        return str(number)

    def part(self, document: Document, margins: Iterable[str] = ()) -> bytes:
        """customXml/item1.xml. `margins` are the lines of headers and footers that are not of our making."""
        element = root("trace:trace", (), default="trace")
        element.set("report", document.report)
        element.set("language", document.language)
        for marked, id_, other in self.marks:
            trace = marked.trace
            entry = {"kind": trace.kind, "ref": trace.ref, "form": trace.form, "printed": marked.text}
            if trace.value is not None:
                entry["value"] = trace.value
            if other:
                entry["language"] = other
            if id_:
                entry = {"id": id_, "name": control_name(trace)} | entry
            add(element, "trace:control" if id_ else "trace:mark", entry)
        for line in dict.fromkeys(margins):
            add(element, "trace:mark", {"kind": "letterhead", "ref": "", "form": "", "printed": line})
        return serialise(element)


def properties_part(document: Document) -> bytes:
    """customXml/itemProps1.xml, which gives the part its identity and its namespace."""
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{TRACE_NAMESPACE}/{document.report}/{document.language}")
    element = root("ds:datastoreItem", ("ds",))
    element.set(name("ds:itemID"), f"{{{str(identity).upper()}}}")
    add(add(element, "ds:schemaRefs"), "ds:schemaRef", {"ds:uri": TRACE_NAMESPACE})
    return serialise(element)
