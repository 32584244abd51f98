"""A header or footer of an organisation's template → the same ready for a new document: title marked, prompts emptied.

What leads out of it is gone already (`reports.files.sanitiser`). What remains is text, tables, pictures, and the fields
that count pages or repeat headings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from reports.brand.word_reference.xml import Element, add, insert, name
from reports.files.sanitiser.elements import remove, unwrap
from reports.files.sanitiser.fields import SIGNS, end_with_text

TITLE = "\ue000"
"""Stands for the document's title until it is known: a letter that no text has."""
_COUNTING = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_PARAGRAPH, _TEXT, _RUN, _PROPERTIES, _LANGUAGE = (name(tag) for tag in ("w:p", "w:t", "w:r", "w:rPr", "w:lang"))
AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
"""The properties of a run that come after its language."""


def clean(story: Element, tag: str) -> None:
    """Mark where the title stands, and take away prompts and controls; `tag` is the language of runs that name none."""
    _free_sign(story)
    _mark_titles(story)
    for prompt in _controls(story.iter(name("w:showingPlcHdr"))):  # such as "[Company]"
        _drop(prompt, ("w:r",))
    _drop(story, ("w:sdtPr", "w:sdtEndPr"))
    for control in list(story.iter(name("w:sdtContent"), name("w:sdt"))):
        unwrap(control)
    end_with_text(story)
    if tag:
        _speak(story, tag)


def says_something(story: Element) -> bool:
    """Whether there is any text, field or drawing."""
    drawn = story.iter(*map(name, ("w:drawing", "w:pict")))
    texts = (element.text or "" for element in story.iter(_TEXT))
    return any(True for _ in chain(drawn, instructions(story))) or any(text.strip() for text in texts)


def counts_pages(story: Element) -> bool:
    return any(field_name(words) in _COUNTING for words in instructions(story))


def lines(story: Element) -> Iterator[str]:
    """What each paragraph says, tabs as spaces; text boxes in it have paragraphs of their own."""
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


def _free_sign(story: Element) -> None:
    """Take the sign that stands for the title out of texts and attributes: the title is put where it stands."""
    for element in story.iter():
        if element.text and TITLE in element.text:
            element.text = element.text.replace(TITLE, "")
        for key, value in element.attrib.items():
            if TITLE in str(value):
                element.set(key, str(value).replace(TITLE, ""))


def _mark_titles(story: Element) -> None:
    """Put `TITLE` where the title of the template's own text stands, in a control or a field."""
    paths = ((binding, binding.get(name("w:xpath"), "")) for binding in story.iter(name("w:dataBinding")))
    for control in _controls(each for each, path in paths if "coreProperties" in path and ":title" in path):
        _drop(control, ("w:showingPlcHdr",))
        _say_title(list(control.iter(_RUN)))
    for simple in story.iter(name("w:fldSimple")):
        if field_name(simple.get(name("w:instr"), "")) == "TITLE":
            _say_title(list(simple.iter(_RUN)))
    for instruction in story.iter(name("w:instrText")):
        if field_name(instruction.text or "") == "TITLE":
            _say_title(_results(instruction))


def _controls(within: Iterable[Element]) -> list[Element]:
    """The controls in which elements stand, each once."""
    controls = (next(element.iterancestors(name("w:sdt")), None) for element in within)
    return list(dict.fromkeys(control for control in controls if control is not None))


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


def _say_title(runs: Sequence[Element]) -> None:
    """One run with `TITLE` in the place of several, without the looks of a prompt."""
    _remove_all(runs[1:])
    for run in runs[:1]:
        properties = run.find(_PROPERTIES)
        for child in list(run):
            if child is not properties:
                run.remove(child)
        if properties is not None:
            _drop(properties, ("w:rStyle",))
        add(run, "w:t").text = TITLE


def _drop(story: Element, tags: Collection[str]) -> None:
    _remove_all(list(story.iter(*map(name, tags))))


def _remove_all(elements: Iterable[Element]) -> None:
    for element in elements:
        remove(element)


def _speak(story: Element, tag: str) -> None:
    """Say of each run in which language it is, as the template's own defaults said."""
    for run in story.iter(_RUN):
        if any(text.text == TITLE for text in run.iterchildren(_TEXT)):
            continue
        properties = run.find(_PROPERTIES)
        if properties is None:
            properties = run.makeelement(_PROPERTIES)
            run.insert(0, properties)
        if properties.find(_LANGUAGE) is None:
            language = properties.makeelement(_LANGUAGE, {name("w:val"): tag})
            insert(properties, language, *AFTER_LANGUAGE)
