"""A header or footer by others → the same without what leads out of it: links, fields that fetch, controls, changes.

What remains is text, tables, pictures, and the fields that count pages or repeat headings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from reports.brand.word_reference.xml import Element, add, add_value, name
from reports.foreign.names import STORY
from reports.foreign.prune import prune, remove, unwrap

TITLE = "\ue000"
"""Stands for the document's title until it is known: a letter that no text has."""
_COUNTING = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_ARGUMENT = r'"[^"\\]*"|[^\s"\\{}]+'
_SWITCHES = rf"(?:\s*\\[*#@A-Za-z](?:\s*(?:{_ARGUMENT}|“[^”\\]*”))?)*\s*"
_ALONE = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TITLE|SUBJECT|DATE|TIME|CREATEDATE|SAVEDATE|FILENAME)" + _SWITCHES,
    re.IGNORECASE,
)
_REPEATING = re.compile(rf"\s*STYLEREF\s+(?:{_ARGUMENT}){_SWITCHES}", re.IGNORECASE)
_RECKONING = re.compile(r"\s*(?:IF\b|=).*", re.IGNORECASE | re.DOTALL)
_KEPT = (_ALONE, _REPEATING, _RECKONING)
"""The whole instructions of fields that stay; of all others the text stays that they show."""
_INNER = "{}"
"""Stands in an instruction for a field, or a sign, within it."""
_UNWRAPPED = ("w:smartTag", "w:customXml", "w:ins", "w:moveTo", "w:sdtContent", "w:sdt", "w:hyperlink")
_DRAWN = ("w:drawing", "w:pict")
_PARAGRAPH, _TEXT, _RUN, _PROPERTIES, _LANGUAGE = (name(tag) for tag in ("w:p", "w:t", "w:r", "w:rPr", "w:lang"))
_SIMPLE, _MARK, _WORDS = (name(tag) for tag in ("w:fldSimple", "w:fldChar", "w:instrText"))
_SIGNS = {name("w:tab"): " ", name("w:ptab"): " ", name("w:br"): "\n", name("w:cr"): "\n", name("w:noBreakHyphen"): "-"}
_AFTER_LANGUAGE = tuple(name(tag) for tag in ("w:eastAsianLayout", "w:specVanish", "w:oMath"))
_CELL, _HOLDERS = name("w:tc"), tuple(name(tag) for tag in ("w:tc", "w:txbxContent", "w:hdr", "w:ftr"))


def clean(story: Element, kept: Collection[str], tag: str) -> list[str]:
    """Take away what does not stay; gives what a reader would miss of it, in words. `kept` are the ids of the
    relationships that the part keeps, `tag` the language of runs that name none."""
    _free_sign(story)
    _mark_titles(story)
    _drop_prompts(story)
    links = any(True for _ in story.iter(name("w:hyperlink")))
    for tag_ in _UNWRAPPED:
        for element in list(story.iter(name(tag_))):
            unwrap(element)
    missed = prune(story, STORY, kept)
    fetching = _flatten_fields(story)
    _end_with_text(story)
    if tag:
        _speak(story, tag)
    found = [*(["links"] if links else []), *missed, *(["fields that fetch something"] if fetching else [])]
    return list(dict.fromkeys(found))


def says_something(story: Element) -> bool:
    """Whether there is any text, field or drawing."""
    drawn = any(True for tag in _DRAWN for _ in story.iter(name(tag)))
    return drawn or any(text.strip() for text in texts(story)) or any(True for _ in instructions(story))


def counts_pages(story: Element) -> bool:
    return any(field_name(words) in _COUNTING for words in instructions(story))


def texts(story: Element) -> Iterator[str]:
    return (element.text or "" for element in story.iter(_TEXT))


def lines(story: Element) -> Iterator[str]:
    """What each paragraph says, tabs as spaces; text boxes in it have paragraphs of their own."""
    for paragraph in story.iter(_PARAGRAPH):
        pieces = (
            _SIGNS.get(str(piece.tag), piece.text or "")
            for piece in paragraph.iter(_TEXT, *_SIGNS)
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


def _end_with_text(story: Element) -> None:
    """Let what has lost all its text have a paragraph, and a cell end with one, as they must."""
    for element in story.iter(*_HOLDERS):
        if len(element) == 0 or (element.tag == _CELL and element[-1].tag != _PARAGRAPH):
            add(element, "w:p")


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


def _drop_prompts(story: Element) -> None:
    """Empty the controls that show a prompt, such as "[Company]"."""
    for control in _controls(story.iter(name("w:showingPlcHdr"))):
        _drop(control, ("w:r",))


def _drop(story: Element, tags: Collection[str]) -> None:
    _remove_all(list(story.iter(*map(name, tags))))


@dataclass(slots=True)
class _Field:
    """A field while it is read: where it begins and where its instruction is over, the instruction's words, and the
    places of its marks."""

    begins: int
    shows: int = 0
    words: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)


def _flatten_fields(story: Element) -> bool:
    """Leave what they show of fields whose whole instruction is none of those that stay; whether there were any."""
    fetching = False
    for simple in list(story.iter(_SIMPLE)):
        if not _stays(simple.get(name("w:instr"), "")):
            unwrap(simple)
            fetching = True
    pieces = list(story.iter(_MARK, _WORDS, _TEXT, *_SIGNS, name("w:sym")))
    gone: list[tuple[int, int]] = []
    open_: list[_Field] = []
    for at, piece in enumerate(pieces):
        kind = piece.get(name("w:fldCharType"), "?") if piece.tag == _MARK else ""
        around = open_[-1] if open_ else None
        reading = around if around and not around.shows else None
        if kind == "begin":
            if reading:
                reading.words.append(_INNER)
            open_.append(_Field(at, marks=[at]))
        elif kind == "end" and around:
            open_.pop()
            if not _stays("".join(around.words)):
                gone += [(around.begins, around.shows or at), (at, at)]
                fetching = True
        elif kind == "separate" and reading:
            reading.shows = at
            reading.marks.append(at)
        elif reading and not kind:
            reading.words.append(piece.text or _SIGNS.get(str(piece.tag), _INNER))
            reading.marks += [at] if piece.tag == _WORDS else []
        elif piece.tag in (_MARK, _WORDS):
            gone.append((at, at))  # it belongs to no field
    gone += [(at, at) for each in open_ for at in each.marks]
    _remove_all(_within(pieces, gone))
    return fetching


def _within(pieces: Sequence[Element], spans: Iterable[tuple[int, int]]) -> Iterator[Element]:
    """The pieces within any of the spans, which may lie in each other."""
    steps = [0] * (len(pieces) + 1)
    for first, last in spans:
        steps[first] += 1
        steps[last + 1] -= 1
    return (piece for piece, depth in zip(pieces, accumulate(steps), strict=False) if depth)


def _stays(instruction: str) -> bool:
    return any(kept.fullmatch(instruction) for kept in _KEPT)


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
            language = add_value(properties, "w:lang", tag)
            for later in properties.iterchildren(*_AFTER_LANGUAGE):
                later.addprevious(language)
                break
