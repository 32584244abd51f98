"""Make a layout of one slide master a layout of another one that looks as before.

The trees of the package are changed before they are sanitised, which also puts the new elements in order.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from reports.brand.powerpoint_reference.sample_slides import theme_of
from reports.brand.powerpoint_reference.sheets import (
    Element,
    at,
    child,
    inherits_from,
    master_placeholders,
    placeholders,
)
from reports.brand.theme import A, Theme
from reports.files.archive import Package, Relation
from reports.files.namespaces import full
from reports.files.numerals import whole
from reports.files.sanitiser.elements import pointers

_MOST_SHAPES = 200
_BACKGROUNDS = 1001
"""The first index of a theme's backgrounds (ECMA-376 part 1, 20.1.4.1.7)."""
_BODY = ("bodyPr", "lstStyle", "p")
_NESTED = ("defRPr", *(f"lvl{number}pPr" for number in range(1, 10)))


def drawings(root: Element) -> Iterator[Element]:
    """What is drawn on a sheet: all but its placeholders."""
    for shape in islice(root.iterfind(f"{full('p:cSld')}/{full('p:spTree')}/*"), 2, _MOST_SHAPES):
        if at(shape, "*/p:nvPr/p:ph") is None and shape.tag != full("p:extLst"):
            yield shape


def graft(package: Package, layout: str, other: str, master: str) -> bool:
    """Make a layout of another master one of `master` that looks as before, with all that it inherited; whether it can
    be."""
    root, parent, target = package.xml(layout), package.xml(other), package.xml(master)
    listed = target.find(full("p:sldLayoutIdLst")) if target is not None else None
    if root is None or parent is None or listed is None:
        return False
    for shape, ph in placeholders(root):
        _inherit(shape, inherits_from(ph.get("type", "obj")), parent)
    background, sheet = at(parent, "p:cSld/p:bg"), at(root, "p:cSld")
    if at(root, "p:cSld/p:bg") is None and background is not None and sheet is not None:
        sheet.insert(0, _moved(package, other, layout, background))
    if root.get("showMasterSp") not in ("0", "false"):
        draw(package, other, layout, drawings(parent), first=True)
    root.set("showMasterSp", "0")
    _fill_background(package, layout, next(package.related(other, "theme"), ""))
    if (theme := theme_of(package, other)) != theme_of(package, master):
        _state(root, theme)
    relations = package.relations(layout)
    relations |= {id_: Relation(each.kind, master) for id_, each in relations.items() if each.kind == "slideMaster"}
    package.relations(master)[id_ := f"graft{len(listed)}"] = Relation("slideLayout", layout)
    etree.SubElement(listed, full("p:sldLayoutId"), {full("r:id"): id_})
    return True


def _inherit(shape: Element, kind: str, master: Element) -> None:
    """Write into a placeholder what it inherits from a master."""
    above, body, looks = master_placeholders(master).get(kind), at(shape, "p:txBody"), at(shape, "p:spPr")
    if above is not None and looks is not None:
        _complete(looks, at(above, "p:spPr"))
    if body is None:
        return
    styles = child(body, "a:lstStyle", _BODY)
    if above is not None:
        _complete(child(body, "a:bodyPr", _BODY), at(above, "p:txBody/a:bodyPr"))
        _complete(styles, at(above, "p:txBody/a:lstStyle"))
    style = {"title": "titleStyle", "body": "bodyStyle"}.get(kind, "otherStyle")
    _complete(styles, at(master, f"p:txStyles/p:{style}"))


def _complete(own: Element, given: Element | None) -> None:
    """Add the attributes and children of `given` that an element has not of its own."""
    if given is None:
        return
    own.attrib.update({name: value for name, value in given.attrib.items() if name not in own.attrib})
    known = {_choice(each): each for each in own}
    for each in given:
        if (same := known.get(_choice(each))) is None:
            own.append(copy.deepcopy(each))
        elif etree.QName(each).localname in _NESTED:
            _complete(same, each)


def _choice(element: Element) -> str:
    """The name of an element, or of those of which an element has only one."""
    name = etree.QName(element).localname
    if name in ("buNone", "buAutoNum", "buChar", "buBlip"):
        return "mark"
    endings = ("fill", "geom", "autofit")
    return next((ending for ending in endings if name.lower().endswith(ending)), name)


def _moved(package: Package, source: str, target: str, element: Element) -> Element:
    """A copy of an element of one part for another one, which is related to its pictures."""
    copied, relations = copy.deepcopy(element), package.relations(source)
    for pointer, attribute, id_ in pointers(copied):
        new = f"{source}#{id_}"
        if id_ in relations:
            package.relations(target)[new] = relations[id_]
        pointer.set(attribute, new)
    return copied


def draw(package: Package, source: str, target: str, shapes: Iterable[Element], *, first: bool = False) -> None:
    """Copy drawings of one sheet to another one: behind all that is there, or behind its placeholders."""
    root = package.xml(target)
    tree = root.find(f"{full('p:cSld')}/{full('p:spTree')}") if root is not None else None
    if root is None or tree is None:
        return
    held = [tree.index(shape) for shape, _ in placeholders(root)]
    start = 2 if first else min(held, default=len(tree))
    for place, shape in enumerate(shapes, start):
        tree.insert(place, _moved(package, source, target, shape))


def _fill_background(package: Package, layout: str, theme: str) -> None:
    """State a background that a layout takes from its theme, which has its own pictures."""
    root, given = package.xml(layout), package.xml(theme)
    ground = at(root, "p:cSld/p:bg/p:bgRef") if root is not None else None
    fills = given.find(f"{A}themeElements/{A}fmtScheme/{A}bgFillStyleLst") if given is not None else None
    number = whole(ground.get("idx")) - _BACKGROUNDS if ground is not None else -1
    if ground is None or fills is None or not 0 <= number < len(fills) or not len(ground):
        return
    fill = _moved(package, theme, layout, fills[number])
    for named in [each for each in fill.iter(f"{A}schemeClr") if each.get("val") == "phClr"]:
        colour = copy.deepcopy(ground[0])
        colour.extend(list(named))
        named.getparent().replace(named, colour)  # type: ignore[union-attr]
    looks = etree.Element(full("p:bgPr"))
    looks.extend([fill, etree.Element(f"{A}effectLst")])
    ground.getparent().replace(ground, looks)  # type: ignore[union-attr]


def _state(root: Element, theme: Theme) -> None:
    """State the colours and the fonts that a layout has from a theme."""
    mapping = at(root, "p:clrMapOvr/a:overrideClrMapping")
    own = {} if mapping is None else {str(name): theme.colours.get(str(slot), "") for name, slot in mapping.items()}
    colours = {**theme.colours, **own}
    for named in root.iter(f"{A}schemeClr"):
        if colour := colours.get(named.get("val", ""), ""):
            named.tag = f"{A}srgbClr"
            named.set("val", colour[1:])
    for font in root.iter(f"{A}latin", f"{A}ea", f"{A}cs"):
        if stated := {"+mj": theme.major, "+mn": theme.minor}.get(font.get("typeface", "")[:3], ""):
            font.set("typeface", stated)
