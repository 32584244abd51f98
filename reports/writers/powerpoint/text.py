"""Lines of a deck → DrawingML paragraphs, and the traces of what they print. Runs carry language and emphasis only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from reports.document import Break, Emphasis, Inlines, Link, Marked, Strong, Text, walk_inlines
from reports.slides import Line
from reports.writers.powerpoint.parts import NAMESPACES, add, link, root, serialised

Linker = Callable[[str], int]
"""Gives the number of the relationship to an outside address."""

_RUN, _TEXT = f"{{{NAMESPACES['a']}}}r", f"{{{NAMESPACES['a']}}}t"


def write_lines(body: etree._Element, lines: Iterable[Line], tag: str, linker: Linker) -> None:
    """Add a paragraph for each line to a text body; `tag` is the language."""
    for line in lines:
        paragraph = add(body, "a:p")
        if line.level or line.start is not None:
            properties = add(paragraph, "a:pPr", **({"lvl": str(line.level)} if line.level else {}))
            if line.start is not None:
                add(properties, "a:buFont", typeface="+mj-lt")
                add(properties, "a:buAutoNum", type="arabicPeriod", startAt=str(line.start))
        _runs(paragraph, line.text, {"lang": tag}, linker, None)
        add(paragraph, "a:endParaRPr", lang=tag)


def write_cell(paragraph: etree._Element, text: Inlines, tag: str, linker: Linker) -> None:
    """The runs of one table cell."""
    _runs(paragraph, text, {"lang": tag}, linker, None)
    add(paragraph, "a:endParaRPr", lang=tag)


def _runs(paragraph: etree._Element, text: Inlines, marks: dict[str, str], linker: Linker, target: str | None) -> None:
    for inline in text:
        match inline:
            case Text() | Marked():
                if inline.text:
                    run = etree.SubElement(paragraph, _RUN)
                    properties = add(run, "a:rPr", **marks)
                    if target:
                        link(add(properties, "a:hlinkClick"), "id", linker(target))
                    etree.SubElement(run, _TEXT).text = inline.text
            case Strong():
                _runs(paragraph, inline.children, {**marks, "b": "1"}, linker, target)
            case Emphasis():
                _runs(paragraph, inline.children, {**marks, "i": "1"}, linker, target)
            case Link():
                _runs(paragraph, inline.children, marks, linker, inline.target)
            case Break():
                add(add(paragraph, "a:br"), "a:rPr", **marks)
            case _:  # notes and citations stand in the speaker notes and the source line
                pass


def traces(texts: Iterable[Inlines]) -> Iterator[tuple[int, str, str]]:
    """For each marked run: the paragraph's index, "kind:ref#form", and what is printed."""
    for index, text in enumerate(texts):
        for inline in walk_inlines(text):
            if isinstance(inline, Marked):
                trace = inline.trace
                yield index, f"{trace.kind}:{trace.ref}#{trace.form}", inline.text


def tags(found: Iterable[tuple[int, str, str]]) -> bytes:
    """The tags of a shape, in order: a JSON list [paragraph, trace, printed text] each."""
    tag_list = root("p:tagLst")
    for number, trace in enumerate(found, 1):
        add(tag_list, "p:tag", name=f"TRACE{number:04}", val=json.dumps(trace, ensure_ascii=False))
    return serialised(tag_list)
