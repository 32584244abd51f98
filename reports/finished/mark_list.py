"""The list of the marks that were printed in a file: a part of its own, or the copy in the file's properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reports.document.marks import TRACE_NAMESPACE, fact_style, read_properties, trace_of_style
from reports.document.model import Trace
from reports.files.archive import Package
from reports.files.namespaces import full
from reports.finished.marks import Mark
from reports.finished.text import folded
from reports.finished.word import name_of_control


@dataclass(frozen=True, slots=True)
class MarkList:
    """The language of the file and its marks in reading order, or else those of facts and how often each was printed.

    A file that has neither list has no language here.
    """

    language: str = ""
    marks: tuple[Mark, ...] = ()
    kept: Mapping[Mark, int] = field(default_factory=dict)


def language_of(package: Package) -> str:
    """The language tag that most runs have."""
    slides = [root for _, root in package.related_xml(package.main, "slide")]
    main = package.xml(package.main)
    tags = [run.get("lang", "") for slide in slides for run in slide.iter(full("a:rPr"))]
    tags += [each.get(full("w:val"), "") for each in main.iter(full("w:lang"))] if main is not None else []
    return Counter(sorted(tags)).most_common(1)[0][0] if tags else ""


def mark_list(package: Package) -> MarkList:
    """The marks that were printed. Their part is found by its namespace, since programs rename it."""
    for name in sorted(package.names):
        if name.startswith("customXml/") and name.endswith(".xml") and "/_rels/" not in name:
            root = package.xml(name)
            if root is not None and root.tag == f"{{{TRACE_NAMESPACE}}}trace":
                return MarkList(root.get("language", ""), tuple(map(_listed, root)))
    language, printed = read_properties(_properties(package))
    kept: Counter[Mark] = Counter()
    for name, texts in printed.items():
        if trace := trace_of_style(name):
            for text, count in texts.items():
                kept[Mark("fact", trace.ref, trace.form, folded(text), name=name)] += count
    return MarkList(language, kept=kept)


def _listed(entry: etree._Element) -> Mark:
    """The mark of an entry. That of a fact names its content control, or nothing: then it has a style."""
    kind, ref, form = (entry.get(name, "") for name in ("kind", "ref", "form"))
    style = fact_style(Trace("fact", ref, form)).name if kind == "fact" else ""
    name = name_of_control(entry.get("name", "")) or style
    return Mark(kind, ref, form, folded(entry.get("printed", "")), entry.get("value"), name)


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    """The names and texts of the file's custom properties."""
    for _, root in package.related_xml("", "custom-properties"):
        for entry in root:
            yield entry.get("name", ""), entry[0].text or "" if len(entry) else ""
