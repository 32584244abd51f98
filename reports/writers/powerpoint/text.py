"""Lines of a deck → DrawingML paragraphs, and the traces of what they print. Runs carry language and emphasis only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.brand.powerpoint_reference import Level
from reports.brand.powerpoint_reference.looks import NAMESPACES, indents, mark
from reports.document import Break, Emphasis, Inlines, Link, Marked, Strong, Text, walk_inlines
from reports.slides import Line
from reports.xml_text import EMPTY, Xml, element, joined

Linker = Callable[[str], str]
"""Gives the id of the relationship to an outside address."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How runs are written: their attributes, the font that they state, where links lead."""

    marks: Mapping[str, str]
    linker: Linker
    font: Xml = EMPTY
    target: str = ""

    def bold(self) -> Letters:
        return replace(self, marks={**self.marks, "b": "1"})

    def runs(self, text: Inlines) -> Iterator[Xml]:
        """The runs and line breaks of a text."""
        for inline in text:
            match inline:
                case Text() | Marked():
                    if inline.text:
                        yield element("a:r", {}, self._properties(), element("a:t", {}, inline.text))
                case Strong():
                    yield from self.bold().runs(inline.children)
                case Emphasis():
                    yield from replace(self, marks={**self.marks, "i": "1"}).runs(inline.children)
                case Link():
                    yield from replace(self, target=inline.target).runs(inline.children)
                case Break():
                    yield element("a:br", {}, element("a:rPr", self.marks, self.font))
                case _:  # notes and citations are in the speaker notes and the source line
                    pass

    def _properties(self) -> Xml:
        link = element("a:hlinkClick", {"r:id": self.linker(self.target)}) if self.target else EMPTY
        return element("a:rPr", self.marks, self.font, link)


def paragraphs(lines: Iterable[Line], letters: Letters, levels: Sequence[Level] = ()) -> Xml:
    """A paragraph for each line; `levels` are those of the placeholder, where they are not the lines' own."""
    known = levels or (Level(),)
    return joined(_paragraph(line, letters, known[min(line.level, len(known) - 1)]) for line in lines)


def _paragraph(line: Line, letters: Letters, level: Level) -> Xml:
    number = line.level if level.number is None else level.number
    attributes = {"lvl": str(number)} if number else {}
    inside = EMPTY
    own = level.direct
    if own:
        attributes |= indents(own)
        inside = mark(own.mark, "+mj-lt", line.start)
    elif line.start is not None:
        inside = mark("1.", "", line.start)
    looks = element("a:pPr", attributes, inside) if attributes or inside else EMPTY
    runs = (letters.bold() if own and own.bold else letters).runs(line.text)
    return element("a:p", {}, looks, *runs, element("a:endParaRPr", letters.marks))


def traces(texts: Iterable[Inlines]) -> Iterator[tuple[int, str, str]]:
    """For each marked run: the paragraph's index, "kind:ref#form", and what is printed."""
    for index, text in enumerate(texts):
        for inline in walk_inlines(text):
            if isinstance(inline, Marked):
                trace = inline.trace
                yield index, f"{trace.kind}:{trace.ref}#{trace.form}", inline.text


def tags(found: Iterable[tuple[int, str, str]]) -> bytes:
    """The tags of a shape, in order: a JSON list [paragraph, trace, printed text] each."""
    each = (
        element("p:tag", {"name": f"TRACE{number:04}", "val": json.dumps(trace, ensure_ascii=False)})
        for number, trace in enumerate(found, 1)
    )
    return part("p:tagLst", *each)


def part(tag: str, *children: Xml) -> bytes:
    """The content of a part, with the namespaces of slides."""
    declaration = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    return f"{declaration}<{tag} {NAMESPACES}>{joined(children)}</{tag}>".encode()
