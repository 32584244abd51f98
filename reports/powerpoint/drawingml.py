"""Lines of a deck → paragraphs of DrawingML, and the tags that list their marked runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from reports.brand import SlideText
from reports.brand.powerpoint_reference.looks import NAMESPACES, indents, mark
from reports.document import inlines_in
from reports.document.marks import looks_key
from reports.document.model import (
    ADDRESS,
    Break,
    Cite,
    Emphasis,
    Inlines,
    LanguageSpan,
    Link,
    Marked,
    Note,
    Reference,
    Script,
    Strong,
    Text,
)
from reports.files.xml_text import EMPTY, Xml, element, encoded, escaped, joined
from reports.powerpoint.slides.model import Line
from reports.powerpoint.slides.text_frame import style_of

BOLD, ITALIC = ' b="1"', ' i="1"'
_RAISED = {"superscript": "30000", "subscript": "-25000"}
"""Thousandths of a percent of the size of type, as PowerPoint writes them."""
_IN_TEXT_COLOUR = Xml(
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr val="tx" xmlns:ahyp='
    '"http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"/></a:ext></a:extLst>'
)
"""A link in the colour of its text ([MS-ODRAWXML] 2.23.3.1)."""
_QUOTED = json.JSONEncoder(ensure_ascii=False).encode
Linker = Callable[[str], str]
"""Gives the id of the relationship to an external address."""


class Letters(Struct, frozen=True):
    """The formatting of runs: language, emphasis, the target of a link; size and font if they state them. `signs` are
    the fills of bars, signs and coloured words by the `looks_key` of their marks."""

    tag: str
    linker: Linker
    signs: Mapping[str, str] = field(default_factory=dict)
    size: str = ""
    font: Xml = EMPTY
    bold: bool = False
    italic: bool = False
    raised: str = ""
    target: str = ""
    on_dark: bool = False

    @property
    def marks(self) -> str:
        """The attributes of runs."""
        size = f' sz="{self.size}"' if self.size else ""
        raised = f' baseline="{self.raised}"' if self.raised else ""
        return f'lang="{self.tag}"{size}{self.bold * BOLD}{self.italic * ITALIC}{raised}'

    @property
    def end(self) -> Xml:
        """The end of a paragraph."""
        return Xml(f"<a:endParaRPr {self.marks}/>")

    def _link(self, target: str) -> Xml:
        """The link of a run; on dark grounds in the colour of the text, as the theme's colour of links would vanish."""
        link = {"r:id": self.linker(target)}
        return element("a:hlinkClick", link, _IN_TEXT_COLOUR) if self.on_dark else element("a:hlinkClick", link)

    def runs(self, text: Inlines) -> Iterator[Xml]:
        """The runs and line breaks of a text."""
        for inline in text:
            match inline:
                case Text() | Marked():
                    if inline.text:
                        is_address = isinstance(inline, Marked) and inline.trace.form == ADDRESS
                        target = inline.text if is_address else self.target
                        link = self._link(target) if target else ""
                        key = looks_key(inline.trace) if isinstance(inline, Marked) else ""
                        fill = "" if self.on_dark else self.signs.get(key, "")
                        looks = f"<a:rPr {self.marks}>{fill}{self.font}{link}</a:rPr>"
                        yield Xml(f"<a:r>{looks}<a:t>{escaped(inline.text)}</a:t></a:r>")
                case Strong():
                    yield from replace(self, bold=True).runs(inline.children)
                case Emphasis():
                    yield from replace(self, italic=True).runs(inline.children)
                case Script():
                    yield from replace(self, raised=_RAISED[inline.position]).runs(inline.children)
                case Link():
                    yield from replace(self, target=inline.target).runs(inline.children)
                case Break():
                    yield Xml(f"<a:br><a:rPr {self.marks}>{self.font}</a:rPr></a:br>")
                case LanguageSpan():
                    yield from self.runs(inline.children)
                case Note():  # its number
                    yield from replace(self, raised=_RAISED["superscript"]).runs(inline.children)
                case Cite() | Reference():
                    pass  # in the source line; refused
                case _:
                    assert_never(inline)


def paragraphs(lines: Iterable[Line], letters: Letters, styles: tuple[SlideText, ...]) -> Xml:
    """A paragraph for each line; `styles` are those of the placeholder."""
    return joined(_paragraph(line, letters, style_of(line, styles)) for line in lines)


def _paragraph(line: Line, letters: Letters, style: SlideText) -> Xml:
    attributes = f' lvl="{style.level - 1}"' if style.level > 1 else ""
    inside = mark("1.", "", line.start) if line.start is not None else EMPTY
    if style.direct:
        attributes, inside = f"{attributes} {indents(style)}", mark(style.mark, "+mj-lt", line.start)
    looks = f"<a:pPr{attributes}>{inside}</a:pPr>" if attributes or inside else ""
    letters = replace(letters, on_dark=style.colour == "on_dark")
    runs = (replace(letters, bold=True) if style.direct and style.bold else letters).runs(line.text)
    return Xml(f"<a:p>{looks}{joined(runs)}{letters.end}</a:p>")


def traces(texts: Iterable[Inlines]) -> Iterator[tuple[int, str, str]]:
    """For each marked run: the index of its paragraph, "kind:ref#form", and its text."""
    for index, text in enumerate(texts):
        for inline in inlines_in(text):
            if isinstance(inline, Marked):
                trace = inline.trace
                yield index, f"{trace.kind}:{trace.ref}#{trace.form}", inline.text


def tags(found: Iterable[tuple[int, str, str]]) -> bytes:
    """The tags of a shape, in order: each is a JSON list [paragraph, trace, text]."""
    each = (
        element("p:tag", {"name": f"TRACE{number:04}", "val": f"[{paragraph}, {_QUOTED(trace)}, {_QUOTED(text)}]"})
        for number, (paragraph, trace, text) in enumerate(found, 1)
    )
    return part("p:tagLst", *each)


def part(tag: str, *children: Xml) -> bytes:
    """The content of a part, with the namespaces of slides."""
    return encoded(Xml(f"<{tag} {NAMESPACES}>{joined(children)}</{tag}>"))
