"""Headers and footers of an imported reference, made ready for new documents: titles marked, prompts removed.

They are cleaned already: text, tables, pictures, and the fields that count pages or repeat headings remain.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from lxml import etree

from reports.brand.word_reference.model import TITLE
from reports.brand.word_reference.xml import Element, add, insert, name
from reports.files.namespaces import SPACES
from reports.files.sanitiser.elements import remove, unwrap
from reports.files.sanitiser.fields import SIGNS, end_with_text, flatten_fields

_COUNTING = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_PARAGRAPH, _TEXT, _RUN, _PROPERTIES = (name(tag) for tag in ("w:p", "w:t", "w:r", "w:rPr"))
AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
"""The properties of a run that come after its language."""
PROMPT = r"<[^<>@/]{2,}>|\[[^\[\]\d][^\[\]]*\]|\{\{|\bclick (?:or tap|here) "
"""Words that ask for others: what has them is not carried on."""
_REVISION = (
    r"\b(?:rev(?:ision)?|version|issue|edition|phiên bản|lần (?:ban hành|sửa đổi|soát xét))\b"
    r"[ .:]*(?:no\.?|số)?[ :]*v?\d[\d./]*"
    r"|\bv\d+(?:\.\d+)+|\b(?:(?:last )?(?:updated|revised)|ngày (?:ban hành|hiệu lực))\b[ :]+\d[\d./ -]*"
)
_FOREIGN = re.compile(f"{PROMPT}|{_REVISION}", re.IGNORECASE)
"""Words of another document: prompts, its revision and its date."""
_GONE = "GONE"
"""The instruction of a field that does not stay."""
_NUMBER_OF = re.compile(r"\\[nrwpt]\b", re.IGNORECASE)
"""The switches of a field that repeats the number of a heading (ECMA-376 part 1, 17.16.5.59)."""


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


def clean(story: Element, language: str, own: Collection[str] = ()) -> list[str]:
    """Put `TITLE` in place of the title; remove prompts and controls. `language` is that of runs that name none, `own`
    are the titles of the file's own text. Returns the words of another document that were left out."""
    _follow_titles(story)
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
    return list(_leave_out(story, own))


def _follow_titles(story: Element) -> None:
    """Let fields that repeat a heading repeat the title: our headings may have other styles, and several languages.
    Those that repeat its number are removed."""
    for simple in list(story.iter(name("w:fldSimple"))):
        instruction = simple.get(name("w:instr"), "")
        if field_name(instruction) == "STYLEREF":
            simple.set(name("w:instr"), "TITLE")
            if _NUMBER_OF.search(instruction):
                remove(simple)
    for begin in [each for each in story.iter(name("w:instrText")) if field_name(each.text or "") == "STYLEREF"]:
        pieces = [begin, *_instruction_after(begin)]
        number = _NUMBER_OF.search("".join(piece.text or "" for piece in pieces))
        for run in _results(begin) if number else ():
            _drop(run, "w:t")
        begin.text = _GONE if number else "TITLE"
        for piece in pieces[1:]:
            piece.text = ""
    flatten_fields(story)


def _instruction_after(begin: Element) -> Iterator[Element]:
    """The other pieces of the instruction of a field."""
    run = begin.getparent()
    for after in run.itersiblings(_RUN) if run is not None else ():
        if after.find(name("w:fldChar")) is not None:
            return
        yield from after.iterchildren(name("w:instrText"))


def _leave_out(story: Element, own: Collection[str]) -> Iterator[str]:
    """Take the words of another document out of a story; these words."""
    for paragraph in story.iter(_PARAGRAPH):
        texts = [each for each in paragraph.iter(_TEXT) if next(each.iterancestors(_PARAGRAPH)) is paragraph]
        said = "".join(each.text or "" for each in texts).strip()
        if said.casefold() in own:
            _show_title([run for run in paragraph.iter(_RUN) if run.find(_TEXT) is not None])
        elif _FOREIGN.search(said):
            yield said
            whole = not any(True for _ in instructions(paragraph))
            for text in texts:
                text.text = "" if whole else _FOREIGN.sub("", text.text or "")


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
