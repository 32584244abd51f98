"""An opened .docx and what the workspace knows → the state of each of its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from reports.document.marks import fact_style, read_properties, trace_of_style
from reports.document.model import Trace
from reports.files.archive import Package
from reports.finished.drawn import ALT
from reports.finished.known import Written
from reports.finished.marks import Known, Mark
from reports.finished.model import FoundFigure, Passage, Token, tokens
from reports.finished.text import folded
from reports.finished.tracer import Tracer
from reports.finished.word import body_of, margins_of, name_of_control

TRACE = "urn:songngu:trace:1"
_PAGE = re.compile(r"\s+\d+\s*\Z")
_COUNTED = re.compile(r"\A\(?(?:\d+|[IVXLCivxlc]+|[A-Za-z])(?:\.\d+)*[.)]?\s+")
"""The number of a heading, which contents repeat and the heading itself shows without holding it."""
_MOST_TEXTS = 40
"""So many texts of one mark are compared with the words that have its style."""
_GOES_ON = re.compile(r"[\w%]|[.,/:]\d")
"""What makes another figure of one that it follows."""
_LETTERHEAD = "letterhead"
"""Marks that are the lines of headers and footers of an organisation's own."""


@dataclass(frozen=True, slots=True)
class MarkList:
    """What the file says of what was printed in it: the marks in reading order, if it still holds their own part, or
    the marks of facts with how often each was printed. Without either the language is empty."""

    language: str = ""
    marks: tuple[Mark, ...] = ()
    kept: Mapping[Mark, int] = field(default_factory=dict)


def trace_of(package: Package) -> MarkList:
    """The list of the marks that were printed: its own part, or its copy. The part is found by its namespace; programs
    rename it."""
    for name in sorted(package.names):
        if name.startswith("customXml/") and name.endswith(".xml") and "/_rels/" not in name:
            root = package.xml(name)
            if root is not None and root.tag == f"{{{TRACE}}}trace":
                return MarkList(root.get("language", ""), tuple(_entry(entry) for entry in root))
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


def _entry(entry: etree._Element) -> Mark:
    """The entry of a fact names its content control, or nothing: then it has the style of its fact and form."""
    said = entry.get
    kind, ref, form = said("kind", ""), said("ref", ""), said("form", "")
    named = fact_style(Trace("fact", ref, form)).name if kind == "fact" else ""
    name = name_of_control(said("name", "")) or named
    return Mark(kind, ref, form, folded(said("printed", "")), said("value"), name)


def trace_document(package: Package, trace: MarkList, tracer: Tracer, written: Written) -> list[FoundFigure]:
    """Every figure of the document, in reading order.

    The body is held against the marks in the order in which they were printed. Contents repeat headings, which are
    looked at where they stand; headers and footers repeat titles and dates. Without the list of marks those of facts
    go by its copy, or else by their names, and the rest by what the templates write today. Last are the lost figures.
    """
    body = body_of(package)
    _part_from_typed(body, (*trace.marks, *trace.kept))
    letterhead = [mark for mark in trace.marks if mark.kind == _LETTERHEAD]
    marks = [mark for mark in trace.marks if mark.kind != _LETTERHEAD]
    listed_alts = any(mark.kind == "alt" for mark in marks)
    margins = list(tokens(margins_of(package)))
    inside = list(tokens(body))
    ordered, apart = list[Token](), list[Token]()
    for token in inside:
        (apart if token.passage.listed or (token.passage.part == ALT and not listed_alts) else ordered).append(token)
    known = Known.of(marks or written.anywhere())
    if marks:
        left = tracer.in_order(ordered, marks)
    else:
        loose = _by_name(tracer.by_name(ordered, trace.kept), tracer)
        left = tracer.anywhere(tracer.anywhere(loose, known), written.fronts)
    lost = tracer.lost(_unmarked(body))
    tracer.untraced(_by_name(left, tracer))
    facts = Known.of(mark for mark in marks if mark.kind == "fact")
    texts = {passage.text.strip() for passage in _all(body) if not passage.listed}
    for passage, found in groupby(apart, key=lambda token: token.passage):
        if passage.part == ALT:
            tracer.untraced(tracer.alternative(list(found), facts))
        elif not _repeats(passage.text, texts):
            tracer.untraced(_by_name(tracer.anywhere(found, known), tracer))
    tracer.untraced(_by_name(tracer.anywhere(tracer.anywhere(margins, written.fronts), Known.of(letterhead)), tracer))
    return [*(tracer.found[token] for token in (*inside, *margins) if token in tracer.found), *lost]


def _unmarked(passages: Iterable[Passage]) -> str:
    """The words outside marks."""
    pieces: list[str] = []
    for passage in _all(passages):
        end = 0
        for control in sorted(passage.controls, key=lambda control: control.start):
            pieces.append(passage.text[end : control.start])
            end = max(end, control.end)
        pieces.append(passage.text[end:] + "\n")
    return "\n".join(pieces)


def _part_from_typed(passages: Iterable[Passage], marks: Iterable[Mark]) -> None:
    """Shorten the marks to what was printed: words that are typed behind a figure take its style."""
    printed: dict[str, dict[str, None]] = {}
    for mark in marks:
        texts = printed.setdefault(mark.name, {})
        if mark.name and len(texts) < _MOST_TEXTS:
            texts[mark.printed] = None
    for passage in _all(passages):
        for at, control in enumerate(passage.controls):
            text = passage.text[control.start : control.end]
            begun = [said for said in printed.get(control.name, ()) if said and text.startswith(said)]
            said = max(begun, key=len, default="")
            if said and not _GOES_ON.match(text, len(said)):
                passage.controls[at] = replace(control, end=control.start + len(said))


def _repeats(text: str, texts: Collection[str]) -> bool:
    """Whether an entry of a listing, or each of its lines in a language of its own, stands elsewhere."""
    said = {text.strip(), _PAGE.sub("", text).strip()}
    said |= {"\n".join(_COUNTED.sub("", line) for line in each.split("\n")) for each in said}
    return any(each in texts or all(line.strip() in texts for line in each.split("\n")) for each in said)


def _all(passages: Iterable[Passage]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        for _, inner in passage.inner:
            yield from _all(inner)


def _by_name(left: Iterable[Token], tracer: Tracer) -> Iterator[Token]:
    """Tell of the controls that the file's list does not have by their names alone; the rest is left."""
    for token in left:
        trace = trace_of_style(token.control.name) if token.control else None
        if trace:
            tracer.unknown(token, Mark("fact", trace.ref, trace.form, token.text))
        else:
            yield token
