"""A header or footer by others → the same without what leads out of it: links, fields that fetch, controls, changes.

What remains is text, tables, pictures, and the fields that count pages or repeat headings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from reports.writers.word.xml import NAMESPACES, Element, add, add_value, name

TITLE = "\ue000"
"""Stands for the document's title until it is known: a letter that no text has."""
_FIELDS = frozenset(
    ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "STYLEREF", "TITLE", "SUBJECT", "IF", "=", "DATE", "TIME",
     "CREATEDATE", "SAVEDATE", "FILENAME")
)  # fmt: skip
"""Fields that stay; of all others the text stays that they show."""
_COUNTING = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_UNWRAPPED = ("w:smartTag", "w:customXml", "w:ins", "w:moveTo", "w:sdtContent", "w:sdt")
_DROPPED = (
    "w:del", "w:moveFrom", "w:object", "w:control", "w:altChunk", "w:subDoc", "w:bookmarkStart", "w:bookmarkEnd",
    "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:permStart", "w:permEnd", "w:proofErr",
    "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd", "w:footnoteReference",
    "w:endnoteReference", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr", "w:pPrChange", "w:rPrChange",
    "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:sectPrChange", "w:numberingChange", "w:tblGridChange",
)  # fmt: skip
_DRAWN = ("w:drawing", "w:pict")
_RELATION = f"{{{NAMESPACES['r']}}}"
_PARAGRAPH, _TEXT, _RUN, _PROPERTIES, _LANGUAGE = (name(tag) for tag in ("w:p", "w:t", "w:r", "w:rPr", "w:lang"))
_SIGNS = {name("w:tab"): " ", name("w:ptab"): " ", name("w:br"): "\n", name("w:cr"): "\n", name("w:noBreakHyphen"): "-"}
_AFTER_LANGUAGE = tuple(name(tag) for tag in ("w:eastAsianLayout", "w:specVanish", "w:oMath"))


def lost(story: Element, kept: Collection[str]) -> list[str]:
    """What a reader would miss of what does not stay, in words."""
    named = {
        "links": ("w:hyperlink",),
        "pictures": ("a:blip", "v:imagedata"),
        "objects": ("w:object", "w:control", "c:chart"),
    }
    found = []
    for what, tags in named.items():
        for element in story.iter(*map(name, tags)):
            ids = [id_ for key, id_ in element.attrib.items() if str(key).startswith(_RELATION)]
            if what == "objects" or (ids and not any(id_ in kept for id_ in ids)):
                found.append(what)
                break
    if any(field_name(words) not in _FIELDS for words in instructions(story)):
        found.append("fields that fetch something")
    return found


def clean(story: Element, kept: Collection[str], tag: str) -> None:
    """Take away what does not stay. `kept` are the ids of the relationships that the part keeps, `tag` the language
    of runs that name none."""
    _mark_titles(story)
    _drop_prompts(story)
    _drop(story, _DROPPED)
    for tag_ in _UNWRAPPED:
        for element in list(story.iter(name(tag_))):
            _unwrap(element)
    _drop_relations(story, kept)
    _flatten_fields(story)
    if tag:
        _speak(story, tag)


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
    for run in runs[1:]:
        _remove([run])
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
    for element in list(story.iter(*map(name, tags))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _unwrap(element: Element) -> None:
    """Put the children in the place of the element."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def _drop_relations(story: Element, kept: Collection[str]) -> None:
    """Links become text; drawings that need what does not stay go; other pointers to it go alone."""
    for element in list(story.iter()):
        if not isinstance(element.tag, str):
            continue
        if "href" in element.attrib:  # a shape that is a link
            del element.attrib["href"]
        lost = [key for key, id_ in element.attrib.items() if str(key).startswith(_RELATION) and id_ not in kept]
        for key in lost:
            del element.attrib[key]
        if lost and element.tag == name("w:hyperlink"):
            _unwrap(element)
        elif lost and not any(str(key).startswith(_RELATION) for key in element.attrib):
            _drop_pointer(element)


def _drop_pointer(element: Element) -> None:
    """Without its target a link or a second picture goes alone; else the whole drawing does."""
    drawing = next(element.iterancestors(*map(name, _DRAWN)), None)
    alone = element.tag in (name("a:hlinkClick"), name("a:hlinkHover"), name("asvg:svgBlip"))
    gone = element if alone or drawing is None else drawing
    if alone and element.tag == name("asvg:svgBlip"):
        gone = element.getparent() if element.getparent() is not None else element  # type: ignore[assignment]
    parent = gone.getparent()
    if parent is not None:
        parent.remove(gone)


def _flatten_fields(story: Element) -> None:
    for simple in list(story.iter(name("w:fldSimple"))):
        if field_name(simple.get(name("w:instr"), "")) not in _FIELDS:
            _unwrap(simple)
    open_: list[tuple[list[Element], list[str]]] = []
    for mark in list(story.iter(name("w:fldChar"), name("w:instrText"))):
        kind = mark.get(name("w:fldCharType")) or "instruction"
        if kind == "begin":
            open_.append(([], []))
        if not open_:
            _remove([mark])
            continue
        marks, words = open_[-1]
        marks.append(mark)
        if kind == "instruction":
            words.append(mark.text or "")
        if kind == "end":
            open_.pop()
            if field_name("".join(words)) not in _FIELDS:
                _remove(marks)
    for marks, _ in open_:
        _remove(marks)


def _remove(elements: Collection[Element]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


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
