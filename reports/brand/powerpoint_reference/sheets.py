"""Masters and layouts: finding their placeholders, and mending what other programs wrote."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from lxml import etree

from reports.brand import BoxInches
from reports.brand.slides import INDEX
from reports.files.namespaces import SPACES, full
from reports.files.numerals import is_whole, whole

TITLES = ("title", "ctrTitle")
FRAME = ("dt", "ftr", "sldNum")
EMU_PER_INCH, EMU_PER_POINT = 914_400, 12_700
Element = etree._Element
COLOUR_MAP = {
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "hlink": "hlink", "folHlink": "folHlink",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}  # fmt: skip
_FIRST_FREE = 101
_LARGEST_ID = 2**31 - 100_000
"""The largest id of a shape in a file: it leaves room for the ids of added shapes in 31 bits."""
_LEVEL = ("lnSpc", "spcBef", "spcAft", "buClrTx", "buClr", "buSzTx", "buSzPct", "buSzPts", "buFontTx", "buFont",
          "buNone", "buAutoNum", "buChar", "buBlip", "tabLst", "defRPr", "extLst")  # fmt: skip
_LEVELS = ("defPPr", *(f"lvl{number}pPr" for number in range(1, 10)), "extLst")
_TEXT = ("bodyPr", "lstStyle", "p")
_BODY = ("prstTxWarp", "noAutofit", "scene3d", "sp3d", "flatTx", "extLst")
_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_LETTERS = ("sz", "b", "i", "cap", "spc", "baseline")


def at(element: Element, path: str) -> Element | None:
    """The first element at a path, written with the usual prefixes."""
    return element.find(path, SPACES)


def common_data(root: Element) -> Element:
    """The `p:cSld` of a sheet, which has one."""
    return next(root.iterchildren(full("p:cSld")))


def colour_map(master: Element) -> dict[str, str]:
    """The slot of the theme for each colour name of the master."""
    mapping = at(master, "p:clrMap")
    return {} if mapping is None else {str(name): str(slot) for name, slot in mapping.attrib.items()}


def placeholders(root: Element) -> Iterator[tuple[Element, Element]]:
    """The placeholders of a sheet: their shapes and `p:ph`."""
    for shape in root.iterfind("p:cSld/p:spTree/*", SPACES):
        ph = at(shape, "*/p:nvPr/p:ph")
        if ph is not None:
            yield shape, ph


def box_of(shape: Element) -> BoxInches | None:
    """The box that a shape itself states, in inches; None if it states none."""
    for path in ("p:spPr/a:xfrm", "p:grpSpPr/a:xfrm", "p:xfrm"):
        frame = at(shape, path)
        if frame is not None:
            off, ext = at(frame, "a:off"), at(frame, "a:ext")
            if off is not None and ext is not None:
                emu = (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
                left, top, width, height = (whole(side) / EMU_PER_INCH for side in emu)
                return left, top, width, height
    return None


def inherits_from(kind: str) -> str:
    """The type of the master's placeholder that one of a layout inherits from (ECMA-376 part 1, 19.3.1.36)."""
    return "title" if kind in TITLES else kind if kind in FRAME else "body"


def master_placeholders(master: Element) -> dict[str, Element]:
    """The shapes of a master's placeholders by type."""
    return {inherits_from(ph.get("type", "obj")): shape for shape, ph in placeholders(master)}


def alignments(layout: Element, master: Element) -> dict[str, str]:
    """How the first level of each title of a layout is aligned, by its index ("0" for none)."""
    paths = ("p:txBody/a:lstStyle/a:lvl1pPr", "p:txStyles/p:titleStyle/a:lvl1pPr")
    found: dict[str, str] = {}
    for shape, ph in placeholders(layout):
        if ph.get("type") in TITLES:
            parent = master_placeholders(master).get("title")
            levels = (at(each, path) for each in (shape, parent, master) if each is not None for path in paths)
            aligned = (level.get("algn") for level in levels if level is not None)
            found[ph.get("idx", "0")] = next((each for each in aligned if each), "l")
    return found


def mend_sheets(master: Element, layouts: Iterable[Element]) -> None:
    """Give placeholders of a layout distinct indices, and the master a whole colour map; without styles of text, take
    them from the prompts, where LibreOffice writes them."""
    _complete_colour_map(master)
    sheets = [master, *layouts]
    styles = at(master, "p:txStyles")
    unstyled = styles is None or not any(len(style) for style in styles)
    for sheet in sheets:
        _unique_ids(sheet)
        for shape, ph in placeholders(sheet):
            own = sheet is master or ph.get("type") in (*TITLES, "subTitle")
            if unstyled and own:
                style_from_prompts(shape)
        if sheet is not master:
            _give_indices(sheet)


def _complete_colour_map(master: Element) -> None:
    """Complete the master's colour map, so that each colour name has a slot of the theme."""
    found = child(master, "p:clrMap", ("cSld", "clrMap"))
    found.attrib.update({name: slot for name, slot in COLOUR_MAP.items() if name not in found.attrib})


def _give_indices(layout: Element) -> None:
    """Give each placeholder but the title a distinct index, by which slides find it."""
    used: set[str] = set()
    free = map(str, count(_FIRST_FREE))
    for _, ph in placeholders(layout):
        index = ph.get("idx", "0")
        if ph.get("type") in TITLES and "0" not in used:
            ph.attrib.pop("idx", "")
            used.add("0")
            continue
        if index in used or not is_whole(index, least=1, most=INDEX):
            index = next(number for number in free if number not in used)
            ph.set("idx", index)
        used.add(index)


def _unique_ids(sheet: Element) -> None:
    """Number the shapes anew if two have the same id or an id leaves no room for more."""
    shapes = list(sheet.iter(full("p:cNvPr")))
    ids = [shape.get("id", "") for shape in shapes]
    if len(set(ids)) == len(ids) and all(is_whole(id_, least=1, most=_LARGEST_ID) for id_ in ids):
        return
    for number, shape in enumerate(shapes, 1):
        shape.set("id", str(number))


def style_from_prompts(shape: Element) -> None:
    """Give a placeholder the styles of the paragraphs of its prompt."""
    body = at(shape, "p:txBody")
    if body is None:
        return
    for paragraph in body.iterfind("a:p", SPACES):
        looks = at(paragraph, "a:pPr")
        number = whole(looks.get("lvl"), least=0, most=8) + 1 if looks is not None else 1
        run = at(paragraph, "a:r/a:rPr")
        letters = run if run is not None else at(paragraph, "a:endParaRPr")
        if letters is None or at(body, f"a:lstStyle/a:lvl{number}pPr") is not None:
            continue
        level = level_of(body, number)
        if looks is not None:
            level.attrib.update({k: str(v) for k, v in looks.attrib.items() if k in ("marL", "indent", "algn")})
            for child in (child for child in looks if etree.QName(child).localname in _LEVEL):
                put(level, copy.deepcopy(child), _LEVEL)
        own = etree.Element(full("a:defRPr"), {k: v for k in _LETTERS if (v := letters.get(k)) is not None})
        for child in letters:
            if etree.QName(child).localname in ("solidFill", "latin", "ea", "cs"):
                own.append(copy.deepcopy(child))
        put(level, own, _LEVEL)


def level_of(body: Element, number: int) -> Element:
    """A level of the list styles of a text body (from 1), made if there is none."""
    return child(child(body, "a:lstStyle", _TEXT), f"a:lvl{number}pPr", _LEVELS)


def child(parent: Element, tag: str, order: Sequence[str]) -> Element:
    """The child of this tag, made in the order of the schema if there is none."""
    found = at(parent, tag)
    if found is None:
        found = parent.makeelement(full(tag))
        put(parent, found, order)
    return found


def put(parent: Element, child: Element, order: Sequence[str]) -> None:
    """Insert a child in the order of the schema, in place of one of the same name."""
    old = parent.find(str(child.tag))
    if old is not None:
        parent.remove(old)
    place = order.index(etree.QName(child).localname)
    later = (i for i, each in enumerate(parent) if etree.QName(each).localname not in order[: place + 1])
    parent.insert(next(later, len(parent)), child)


def set_level(body: Element, number: int, spacings: Iterable[Element], size: str, fill: Element | None = None) -> None:
    """Set the size, the exact pitch and, if there is one, the fill of a level of text (from 1)."""
    level = level_of(body, number)
    for spacing in spacings:
        put(level, spacing, _LEVEL)
    letters = child(level, "a:defRPr", _LEVEL)
    letters.attrib.update({"sz": size, "spc": "0"})
    if fill is not None:
        for old in [each for each in letters if etree.QName(each).localname in _FILLS]:
            letters.remove(old)
        letters.insert(int(at(letters, "a:ln") is not None), fill)


def never_shrunk(body: Element) -> None:
    """Switch off autofit in a text body, and set its text in one column."""
    looks = child(body, "a:bodyPr", _TEXT)
    for fitted in (*looks.iterfind("a:normAutofit", SPACES), *looks.iterfind("a:spAutoFit", SPACES)):
        looks.remove(fitted)
    child(looks, "a:noAutofit", _BODY)
    looks.attrib.pop("numCol", "")
    looks.set("wrap", "square")
