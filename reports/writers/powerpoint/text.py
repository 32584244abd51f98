"""Lines of a deck → DrawingML paragraphs, and the traces of what they print. Runs carry language and emphasis only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from lxml import etree

from reports.brand import SlideText
from reports.document import Break, Emphasis, Inlines, Link, Marked, Strong, Text, walk_inlines
from reports.foreign.names import SPACES
from reports.slides import Line
from reports.writers.powerpoint.looks import EMU_PER_POINT
from reports.writers.powerpoint.parts import add, link, root, serialised

Linker = Callable[[str], int]
"""Gives the number of the relationship to an outside address."""

_LETTERS = f"{{{SPACES['a']}}}rPr"
_RUN, _TEXT = f"{{{SPACES['a']}}}r", f"{{{SPACES['a']}}}t"


def write_lines(
    body: etree._Element, lines: Iterable[Line], tag: str, linker: Linker, styles: Sequence[SlideText] = ()
) -> None:
    """Add a paragraph for each line to a text body; `tag` is the language, `styles` are those of the lines' levels."""
    for line in lines:
        paragraph = add(body, "a:p")
        style = styles[min(line.level, len(styles) - 1)] if styles else None
        level = style.level - 1 if style and style.level else line.level
        direct = style if style and style.direct else None
        if level or line.start is not None or direct:
            properties = add(paragraph, "a:pPr", **({"lvl": str(level)} if level else {}))
            if direct:
                _look(properties, direct, line.start)
            elif line.start is not None:
                _count(properties, line.start)
        marks = {"lang": tag, **({"b": "1"} if direct and direct.bold else {})}
        _runs(paragraph, line.text, marks, linker, None)
        add(paragraph, "a:endParaRPr", lang=tag)


def _look(properties: etree._Element, style: SlideText, start: int | None) -> None:
    """What a level of the organisation's own template does not show of itself: its indent and its mark."""
    hang = style.indent if style.hang is None else style.hang
    properties.set("marL", str(round(style.indent * EMU_PER_POINT)))
    properties.set("indent", str(-round(hang * EMU_PER_POINT)))
    if not style.mark:
        add(properties, "a:buNone")
    elif style.mark == "1.":
        _count(properties, start)
    else:
        add(properties, "a:buSzPct", val="100000")
        add(properties, "a:buFont", typeface="+mj-lt")
        add(properties, "a:buChar", char=style.mark)


def _count(properties: etree._Element, start: int | None) -> None:
    add(properties, "a:buSzPct", val="100000")  # the template's bullets may be smaller than its text
    add(properties, "a:buFont", typeface="+mj-lt")
    add(properties, "a:buAutoNum", type="arabicPeriod", **({} if start is None else {"startAt": str(start)}))


def write_cell(
    paragraph: etree._Element, text: Inlines, tag: str, linker: Linker, style: SlideText | None = None, font: str = ""
) -> None:
    """The runs of one table cell; they state the size of `style` and the font where these are given."""
    marks = {"lang": tag, **({"sz": str(round(style.size * 100))} if style else {})}
    _runs(paragraph, text, marks, linker, None)
    add(paragraph, "a:endParaRPr", **marks)
    for letters in paragraph.iter(_LETTERS) if font else ():
        latin = add(letters, "a:latin", typeface=font)
        letters.insert(0, latin)  # before a link


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
