"""The list of a .docx of the marks that were printed in it: its custom XML part, or the copy in its properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from reports.auditing.marks import Mark
from reports.auditing.text import folded
from reports.auditing.word import name_of_control
from reports.document import Trace
from reports.opening import Package
from reports.word_marks import fact_style, read_properties, trace_of_style

TRACE = "urn:songngu:trace:1"


@dataclass(frozen=True, slots=True)
class MarkList:
    """What the file says of what was printed in it: the marks in reading order, if it still holds their own part, or
    the marks of facts with how often each was printed. Without either the language is empty."""

    language: str = ""
    marks: tuple[Mark, ...] = ()
    kept: Mapping[Mark, int] = field(default_factory=dict)


def trace_of(package: Package) -> MarkList:
    """The part is found by its namespace; programs rename it."""
    for name in sorted(package.names):
        if name.startswith("customXml/") and name.endswith(".xml") and "/_rels/" not in name:
            root = package.xml(name)
            if root is not None and root.tag == f"{{{TRACE}}}trace":
                return MarkList(root.get("language", ""), tuple(_mark(entry) for entry in root))
    return _kept(package)


def _kept(package: Package) -> MarkList:
    """What the copy in the file's own properties tells."""
    properties: list[tuple[str, str]] = []
    for name in package.related("", "custom-properties"):
        root = package.xml(name)
        for entry in root if root is not None else ():
            properties.append((entry.get("name", ""), entry[0].text or "" if len(entry) else ""))
    language, printed = read_properties(properties)
    kept: Counter[Mark] = Counter()
    for name, texts in printed.items():
        trace = trace_of_style(name)
        if trace is None:
            continue
        for text, count in texts.items():
            kept[Mark("fact", trace.ref, trace.form, folded(text), name=name)] += count
    return MarkList(language, kept=kept)


def _mark(entry: etree._Element) -> Mark:
    """The entry of a fact names its content control, or nothing: then it has the style of its fact and form."""
    said = entry.get
    kind, ref, form = said("kind", ""), said("ref", ""), said("form", "")
    named = fact_style(Trace("fact", ref, form)).name if kind == "fact" else ""
    name = name_of_control(said("name", "")) or named
    return Mark(kind, ref, form, folded(said("printed", "")), said("value"), name)
