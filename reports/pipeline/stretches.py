"""The parts of a file → the stretches of XML in which the blocks of its document must be.

The parts are not parsed: all are our own, and a run of text is sought as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from reports.diagnostics import Place
from reports.document.model import Block, Columns, Document, Heading, Inlines, Meta, Paragraph, Text, plain
from reports.files.xml_text import NO_BREAK_HYPHEN, unescaped
from reports.languages import LANGUAGES

if TYPE_CHECKING:
    import docx.document
    import pptx.presentation

_TITLE = re.compile('<p:ph type="(?:title|ctrTitle)".*?</p:sp>', re.DOTALL)
_FRAME = re.compile('<p:ph type="(?:title|ctrTitle|ftr|dt)".*?</p:sp>', re.DOTALL)
"""What a slide repeats: the title if it continues another, footer and date."""
_RUN = re.compile("<a:t>([^<]*)")
_EMBEDDED = re.compile(r'(?<= r:embed=")\w+|(?<=/chart" r:id=")\w+')
SIGN = re.compile(r"\s*[.;]+</$")
"""The sign at the end of a text, which the administrative form and source lines leave out."""
Parts = Mapping[str, bytes]
"""The content of each part of a file by its name."""
Stretches = Iterable[tuple[list[Block], "Stretch"]]
"""The blocks of a document, in groups, each with the stretch in which they must be."""


class Passages(Struct):
    """XML in reading order, and how far it is read: by field, and all of it to `floor`."""

    xml: str = ""
    reached: dict[str, int] = field(default_factory=dict)
    floor: int = 0

    def missing(self, wanted: Iterable[str], key: str) -> list[str]:
        """What does not come, one after the other, after what was found for this field before."""
        at, missing = self.reached.get(key, self.floor), []
        for each in wanted:
            found = self.xml.find(each, at)
            if found < 0 and (shorter := SIGN.sub("</", each)) != each:
                found = self.xml.find(shorter, at)
            if found < 0:
                missing.append(each)
            else:
                at = found + 1
        self.reached[key] = at
        return missing

    def settle(self) -> None:
        """Find everything from now on after what was found so far."""
        if self.reached:
            self.floor = max(self.reached.values())
            self.reached.clear()


class Stretch(Struct, frozen=True):
    """A part of a file that blocks stay in: a whole text, or the slides made from one.

    In a `flowing` text, blocks keep their order and figures have the style of their fact.
    """

    flowing: bool
    body: Passages = field(default_factory=Passages)
    notes: Passages = field(default_factory=Passages)
    marks: Passages = field(default_factory=Passages)

    @property
    def shown(self) -> str:
        """What the body and the notes have."""
        return self.body.xml + self.notes.xml

    def settle(self) -> None:
        for passages in (self.body, self.notes, self.marks):
            passages.settle()


def _in_document(document: Document, opened: docx.document.Document, parts: Parts) -> Stretches:
    """A document of Word is one stretch, from the title to the signature; annexes come last in it."""
    main = opened.part
    notes = [part for kind in ("footnotes", "endnotes") for part in _related(main, kind)]
    texts = (_xml(each, parts).replace(NO_BREAK_HYPHEN, "-") for each in ([main], notes, _related(main, "customXml")))
    stretch = Stretch(True, *map(Passages, texts))
    text, annexes = document.part(annex=False), document.part(annex=True)
    return [([_front(document), *text, _closing(document), *annexes], stretch)]


def _in_deck(document: Document, opened: pptx.presentation.Presentation, parts: Parts) -> Stretches:
    """A presentation has a stretch for each heading that makes a slide, an empty one if that slide is missing."""
    blocks: dict[str, list[Block]] = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            blocks[title := loose(plain(block.text)).strip()] = []
        blocks[title].append(block)
    found = dict.fromkeys(blocks, Stretch(False))
    slides: list[Any] = []
    for listed in reversed(opened.slides._sldIdLst):  # a slide that continues another has a title of its own
        slides.insert(0, opened.part.related_part(listed.rId))
        written = "".join(_TITLE.findall(_xml(slides[:1], parts)))
        title = unescaped("".join(_RUN.findall(written))).strip()
        if title in found:
            found[title] = _of_slides(slides, written + _FRAME.sub("", _xml(slides, parts)), parts)
            slides = []
    front = _in_any_order(_title_block(document.language, document.meta), document)
    cover = _of_slides(slides, _xml(slides, parts), parts)
    return [([front], cover), *zip(blocks.values(), found.values(), strict=True)]


def _of_slides(slides: Iterable[Any], body: str, parts: Parts) -> Stretch:
    """The stretch of slides with this XML, their notes and their tags."""
    notes = [each for slide in slides for each in _related(slide, "notesSlide")]
    tags = [each for part in (*slides, *notes) for each in _related(part, "tags")]
    return Stretch(False, Passages(body), *(Passages(_xml(each, parts)) for each in (notes, tags)))


def _front(document: Document) -> Block:
    """What a document of Word prints before its text."""
    meta, form = document.meta, document.official
    if form:
        texts = [form.superior, form.agency, form.kind_symbol, form.agency_symbol, meta.status, meta.named_version("")]
        texts += [form.place, form.circulation, form.kind, form.subject, *(form.addressees or ())]
        return _in_any_order(texts, document)
    languages = [(document.language.partition("-")[0], meta), *document.translations]
    texts = [text for code, each in languages for text in (*_title_block(code, each), each.audience)]
    return _in_any_order(texts, document)


def _title_block(code: str, meta: Meta) -> Iterator[Inlines]:
    language = LANGUAGES[code]
    yield from (meta.title, meta.subtitle, meta.agency, (Text(language.capital(language.date(meta.date))),))
    yield from (meta.status, meta.named_version(""))


def _closing(document: Document) -> Block:
    """What the administrative form prints after the text, before its annexes."""
    form = document.official
    texts = (*(form.recipients or ()), form.drafting_unit, *(form.signer or ())) if form else ()
    return _in_any_order(texts, document)


def _in_any_order(texts: Iterable[Inlines | None], document: Document) -> Block:
    place = document.meta.place or Place(document.report)
    return Columns(tuple((Paragraph(text, place),) for text in texts if text), place)


def _xml(found: Iterable[Any], parts: Parts) -> str:
    """The XML of parts that were found in a file, one after the other, with the marks of embedded pictures."""
    return loose("".join(_marked(part, parts) for part in found))


def _marked(part: Any, parts: Parts) -> str:
    def mark(embedded: re.Match[str]) -> str:
        found = part.rels[embedded[0]].target_part
        contents = [parts[each.partname.membername] for each in (found, *_related(found, "package"))]
        return picture_mark(*contents)

    return _EMBEDDED.sub(mark, parts[part.partname.membername].decode())


def picture_mark(*contents: bytes) -> str:
    """What an embedded picture of these bytes, or a chart with its workbook, has in the place of its relationship."""
    return str(hash(contents))


def _related(part: Any, kind: str) -> Iterator[Any]:
    """The parts to which a part has this kind of relationship."""
    return (relation.target_part for relation in part.rels.values() if relation.reltype.endswith(f"/{kind}"))


def loose(text: str) -> str:
    """The text without the no-break spaces by which slides bind words."""
    return text.replace("\xa0", " ")


STRETCHES: Mapping[str, Callable[[Document, Any, Parts], Stretches]] = {".docx": _in_document, ".pptx": _in_deck}
"""By the ending of a file, what finds the stretches of the opened file in its parts."""
