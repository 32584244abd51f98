"""Headers and footers of an imported reference, made ready for new documents: titles marked, prompts removed.

They are cleaned already: text, tables, pictures, and the fields that count pages or repeat headings remain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from lxml import etree

from reports.brand.word_reference.model import TITLE
from reports.brand.word_reference.xml import Element, add, insert, name
from reports.files.namespaces import SPACES
from reports.files.sanitiser.elements import remove, unwrap
from reports.files.sanitiser.fields import SIGNS, end_with_text

_COUNTING = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_PARAGRAPH, _TEXT, _RUN, _PROPERTIES = (name(tag) for tag in ("w:p", "w:t", "w:r", "w:rPr"))
AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
"""The properties of a run that come after its language."""


_PROMPTED, _TITLED, _SILENT = (
    etree.XPath(path, namespaces={"w": SPACES["w"]})
    for path in (
        ".//w:showingPlcHdr/ancestor::w:sdt[1]",
        ".//w:dataBinding[contains(@w:xpath, 'coreProperties') and contains(@w:xpath, ':title')]/ancestor::w:sdt[1]",
        f".//w:r[not(w:t='{TITLE}') and not(w:rPr/w:lang)]",
    )
)
"""Controls that show a prompt such as "[Company]", those bound to the title, and runs that name no language."""


def _elements(path: etree.XPath, story: Element) -> list[Element]:
    """The elements at a path, in a list that outlasts changes."""
    found = path(story)
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []


def clean(story: Element, language: str) -> None:
    """Put `TITLE` in place of the title; remove prompts and controls. `language` is that of runs that name none."""
    _mark_titles(story)
    for prompt in _elements(_PROMPTED, story):
        _drop(prompt, "w:r")
    _drop(story, "w:sdtPr", "w:sdtEndPr")
    for control in list(story.iter(name("w:sdtContent"), name("w:sdt"))):
        unwrap(control)
    end_with_text(story)
    for run in _elements(_SILENT, story) if language else ():
        properties = run.find(_PROPERTIES)
        if properties is None:
            properties = run.makeelement(_PROPERTIES)
            run.insert(0, properties)
        insert(properties, properties.makeelement(name("w:lang"), {name("w:val"): language}), *AFTER_LANGUAGE)


def has_content(story: Element) -> bool:
    """Whether it has text, a field or a drawing."""
    drawn = story.iter(name("w:drawing"), name("w:pict"))
    return any(True for _ in chain(drawn, instructions(story), lines(story)))


def counts_pages(story: Element) -> bool:
    return any(field_name(words) in _COUNTING for words in instructions(story))


def lines(story: Element) -> Iterator[str]:
    """The text of each paragraph, tabs as spaces; text boxes in it have paragraphs of their own."""
    for paragraph in story.iter(_PARAGRAPH):
        pieces = (
            SIGNS.get(str(piece.tag), piece.text or "")
            for piece in paragraph.iter(_TEXT, *SIGNS)
            if next(piece.iterancestors(_PARAGRAPH), None) is paragraph and piece.getparent().tag == _RUN  # type: ignore[union-attr]
        )
        line = "".join(pieces).strip()
        if line:
            yield line


def instructions(story: Element) -> Iterator[str]:
    """The instruction of each field."""
    for element in story.iter(name("w:fldSimple"), name("w:instrText")):
        words = element.get(name("w:instr")) if element.tag == name("w:fldSimple") else element.text
        if words and words.strip():
            yield words


def field_name(instruction: str) -> str:
    return instruction.strip().partition(" ")[0].partition("\\")[0].upper()


def _mark_titles(story: Element) -> None:
    """Put `TITLE` where the title of the file's own text is shown, by a control or a field."""
    for control in _elements(_TITLED, story):
        _drop(control, "w:showingPlcHdr")
        _show_title(list(control.iter(_RUN)))
    for simple in story.iter(name("w:fldSimple")):
        if field_name(simple.get(name("w:instr"), "")) == "TITLE":
            _show_title(list(simple.iter(_RUN)))
    for instruction in story.iter(name("w:instrText")):
        if field_name(instruction.text or "") == "TITLE":
            _show_title(_results(instruction))


def _results(instruction: Element) -> list[Element]:
    """The runs of a field's result in the paragraph in which it begins."""
    found: list[Element] = []
    begun = False
    run = instruction.getparent()
    for after in run.itersiblings(_RUN) if run is not None else ():
        mark = after.find(name("w:fldChar"))
        kind = mark.get(name("w:fldCharType")) if mark is not None else None
        words = after.find(name("w:instrText"))
        another = words is not None and (begun or field_name(words.text or "") == "TITLE")
        if another or kind in ("begin", "end"):
            break
        if begun:
            found.append(after)
        begun = begun or kind == "separate"
    return found


def _show_title(runs: Sequence[Element]) -> None:
    """Replace runs by one with `TITLE`, without the looks of a prompt."""
    for run in runs[1:]:
        remove(run)
    for run in runs[:1]:
        properties = run.find(_PROPERTIES)
        for child in list(run):
            if child is not properties:
                run.remove(child)
        _drop(run, "w:rStyle")
        add(run, "w:t").text = TITLE


def _drop(story: Element, *tags: str) -> None:
    for element in list(story.iter(*map(name, tags))):
        remove(element)
