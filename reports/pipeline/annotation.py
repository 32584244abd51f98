"""A finished document → a reviewer's copy in which each figure has its evidence: as a comment in Word, as numbered
lines in the notes of a slide."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from reports.document.marks import trace_of_style, written_name
from reports.document.model import Trace
from reports.facts.conversion import are_same
from reports.facts.wording import Wording
from reports.files.package import contents_of, zipped
from reports.languages import LANGUAGE_CHOICES
from reports.pipeline.knowledge import Knowledge
from reports.pipeline.plan import Target
from reports.workspace.audiences import wording_for

if TYPE_CHECKING:
    from pptx.slide import Slide

AUTHOR, INITIALS = "songngu", "s"
_ENDING = ".annotated"
NOTE_LINE = re.compile(r"\d+\. .+?: [a-z0-9.@_-]+ · importance \d; ", re.DOTALL)
"""The beginning of a line that a reviewer's copy adds to the notes of a slide."""
Wordings = Mapping[str, Wording]
"""The wordings of the languages of a file, by the tags of these."""


def annotated_copies(targets: Iterable[Target], file: Callable[[str], bytes], knowledge: Knowledge) -> dict[str, bytes]:
    """The reviewers' copies of built files, by name, such as "general/briefing.vi.annotated.docx"; `file` gives the
    content of a file by its name."""
    copies: dict[str, bytes] = {}
    for target in targets:
        audience = knowledge.workspace.audiences[target.audience]
        wordings = [wording_for(audience, knowledge.facts, code) for code in LANGUAGE_CHOICES[target.language]]
        name = f"{target.name.removesuffix(target.suffix)}{_ENDING}{target.suffix}"
        copies[name] = _ANNOTATED[target.suffix](file(target.name), {each.language.tag: each for each in wordings})
    return copies


def _explained(id_: str, wordings: Wordings, tag: str = "") -> str:
    """The evidence for a fact, in the language with the tag, or else in the first one."""
    return "\n".join(_evidence(id_, wordings.get(tag) or next(iter(wordings.values()))))


def _evidence(id_: str, wording: Wording) -> Iterator[str]:
    """The fact, its value and what it measures, what each source prints, and what sets them apart."""
    fact, words = wording.facts.facts[id_], wording.language.words
    evidence = wording.evidence(id_)
    yield f"{id_} · importance {fact.importance}"
    yield ", ".join(filter(None, (f"{evidence.value} – {evidence.label}", evidence.period, evidence.place)))
    if fact.derive:
        values = (f"{name} = {ref} ({wording.fact(ref).text})" for name, ref in fact.derive.names.items())
        yield f"{fact.derive.formula}; {'; '.join(values)}"
    own, units = (fact.value, fact.unit), wording.facts.glossary.units
    for account in fact.accounts:
        is_same = are_same((account.value, account.unit or fact.unit), own, units)
        sign = "" if is_same or account.value is None else "≠ "
        yield f"{sign}{words.source}: {wording.source_short(account.source)}: {wording.printed(account)}"
    if fact.resolution and (text := fact.resolution.text(wording.language.code)):
        yield text
        yield fact.resolution.reason


def _document(content: bytes, wordings: Wordings) -> bytes:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.text.run import Run

    opened = Document(io.BytesIO(content))
    found = ((style.style_id, written_name(style.name or "")) for style in opened.styles)
    traces = {id_: trace_of_style(name) for id_, name in found if name}
    for element in list(opened.element.body.iter(qn("w:r"))):
        styles, tags = (element.find(f"{qn('w:rPr')}/{qn(name)}") for name in ("w:rStyle", "w:lang"))
        trace = traces.get(styles.get(qn("w:val"), "")) if styles is not None else None
        if trace:
            text = _explained(trace.ref, wordings, tags.get(qn("w:val")) if tags is not None else "")
            comment = opened.add_comment(Run(element, opened.paragraphs[0]), text, AUTHOR, INITIALS)
            del comment._comment_elm.attrib[qn("w:date")]  # the same bytes on every day
    return zipped(contents_of(opened))


def _deck(content: bytes, wordings: Wordings) -> bytes:
    from pptx import Presentation

    opened = Presentation(io.BytesIO(content))
    for slide in opened.slides:
        figures = dict.fromkeys(_figures(slide))
        if figures:
            notes = slide.notes_slide.notes_text_frame
            for number, (printed, trace) in enumerate(figures, 1):
                paragraph = notes.add_paragraph()
                paragraph.text = f"{number}. {printed}: {_explained(trace.ref, wordings)}".replace("\n", "; ")
    return zipped(contents_of(opened))


def _figures(slide: Slide) -> Iterator[tuple[str, Trace]]:
    """The figures of a slide and their facts, as the tags of its shapes list them."""
    from lxml import etree
    from pptx.oxml.ns import qn

    for shape in slide.shapes:
        for tags in shape.element.iter(qn("p:tags")):
            for tag in etree.fromstring(slide.part.related_part(str(tags.attrib[qn("r:id")])).blob):
                _, mark, printed = json.loads(tag.attrib["val"])
                kind, _, named = mark.partition(":")
                ref, _, form = named.rpartition("#")
                if kind == "fact":
                    yield printed, Trace(kind, ref, form)


_ANNOTATED: Mapping[str, Callable[[bytes, Wordings], bytes]] = {".docx": _document, ".pptx": _deck}
