"""Carry what an organisation's sample slides show into the layouts of the master that is used: the layouts that some of
them have of other masters, the places and letters of their placeholders, and what they repeat."""

from __future__ import annotations

import copy
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator

from lxml import etree

from reports.brand import BoxInches
from reports.brand.powerpoint_reference.grafted import draw, drawings, graft
from reports.brand.powerpoint_reference.sample_slides import masters_of, slides_of
from reports.brand.powerpoint_reference.sheets import (
    EMU_PER_INCH,
    FRAME,
    TITLES,
    Element,
    at,
    box_of,
    child,
    level_of,
    placeholders,
)
from reports.brand.powerpoint_reference.titles import prominence, text_boxes
from reports.brand.theme import A
from reports.files.archive import Package
from reports.files.namespaces import full
from reports.files.numerals import whole
from reports.files.sanitiser.elements import pointers, remove

_LEAST_REPEATS, _SHARE = 3, 0.9
"""A drawing belongs to a layout if so many sample slides with it, and this share of them, have it at one place."""
_MOST_LAYOUTS, _MOST_SLIDES = 12, 200
_PICTURE, _SHAPE = full("p:pic"), full("p:sp")
_HEAD, _ALIKE = 0.3, 0.4
"""Titles are above this share of a slide's height, and at the same place on this share of the sample slides."""
_WORD = "Title"
"""What stands in the text box that becomes the title, in place of another document's words."""
_SHAPES = f"{full('p:cSld')}/{full('p:spTree')}/{full('p:sp')}"
_BODY = ("bodyPr", "lstStyle", "p")


def carry(package: Package, number: int, wanted: Collection[str] | None = None) -> list[str]:
    """Give the master of this number what the sample slides show; the names of the layouts that other masters had.

    Of these layouts all that sample slides have are taken, or those with `wanted` names.
    """
    masters, slides = masters_of(package), slides_of(package)[:_MOST_SLIDES]
    used: dict[str, list[str]] = defaultdict(list)
    for slide in slides:
        used[next(package.related(slide, "slideLayout"), "")].append(slide)
    used_of = Counter(next(package.related(layout, "slideMaster"), "") for layout in used)
    grafted: list[str] = []
    for layout, own in used.items():
        root, other = package.xml(layout), next(package.related(layout, "slideMaster"), "")
        sheet = root.find(full("p:cSld")) if root is not None else None
        if root is None or sheet is None or sheet.find(full("p:spTree")) is None or other not in masters:
            continue
        is_cover = own == slides[:1] and len(slides) > 1
        if is_cover or len(own) >= _LEAST_REPEATS or used_of[other] == 1:
            _settle(package, layout, other, own)
        if is_cover or len(own) >= _LEAST_REPEATS:
            _repeat(package, layout, own, is_cover=is_cover)
            if is_cover and not any(ph.get("type") in FRAME for _, ph in placeholders(_sheet(package, own[0]))):
                for shape, ph in list(placeholders(root)):
                    remove(shape) if ph.get("type") in FRAME else None
            _take_title(package, layout, own, 1 if is_cover else _HEAD)
        master = masters[min(number, len(masters)) - 1]
        name = unicodedata.normalize("NFC", f"{sheet.get('name', '').strip()} – {masters.index(other) + 1}")
        if other != master and len(grafted) < _MOST_LAYOUTS and (wanted is None or name in wanted):
            sheet.set("name", name)
            if graft(package, layout, other, master):
                grafted.append(name)
    return grafted


def _settle(package: Package, layout: str, master: str, slides: list[str]) -> None:
    """Put the placeholders of a layout where its sample slides have them, with their looks; titles at the same place on
    other layouts of the master go with its title."""
    root = package.xml(layout)
    for shape, ph in list(placeholders(root)) if root is not None else ():
        kind, index = ph.get("type", "obj"), ph.get("idx", "0")
        if kind in FRAME or kind == "pic":
            continue
        stated = [
            (place, each)
            for slide in slides
            for each, own in placeholders(_sheet(package, slide))
            if (own.get("type", "obj"), own.get("idx", "0")) == (kind, index) and (place := _rounded(each))
        ]
        place, times = next(iter(Counter(place for place, _ in stated).most_common(1)), ((), 0))
        if times < max(_SHARE * len(slides), 1):
            continue
        alike = [shape]
        if kind in TITLES and _rounded(shape):
            titles = (
                each
                for name in package.related(master, "slideLayout")
                for each, own in placeholders(_sheet(package, name))
                if own.get("type") in TITLES
            )
            alike += [each for each in titles if each is not shape and _rounded(each) == _rounded(shape)]
        sample = next(each for at_, each in stated if at_ == place)
        for each in alike:
            _look_as(each, sample)


def _sheet(package: Package, name: str) -> Element:
    """The root of a sheet; an empty one if there is none."""
    root = package.xml(name)
    return root if root is not None else etree.Element(full("p:sld"))


def _rounded(shape: Element) -> tuple[float, ...]:
    """The box that a shape states, in tenths of an inch; () for none."""
    return tuple(round(side, 1) for side in box_of(shape) or ())


def _look_as(shape: Element, sample: Element) -> None:
    """Give a placeholder the box, the anchor and the letters of another one."""
    frame, box, body, given = (at(each, path) for each, path in (
        (shape, "p:spPr"), (sample, "p:spPr/a:xfrm"), (shape, "p:txBody"), (sample, "p:txBody/a:bodyPr")
    ))  # fmt: skip
    if frame is None or box is None:
        return
    for old in frame.findall(f"{A}xfrm"):
        frame.remove(old)
    frame.insert(0, etree.Element(f"{A}xfrm"))
    frame[0].extend([copy.deepcopy(each) for each in box])
    letters = next((each for each in sample.iter(f"{A}rPr", f"{A}endParaRPr") if len(each) or each.get("sz")), None)
    if body is None:
        return
    if given is not None and given.get("anchor"):
        child(body, "a:bodyPr", _BODY).set("anchor", given.get("anchor", ""))
    if letters is not None and at(shape, "*/p:nvPr/p:ph[@type]") is not None:
        own = child(level_of(body, 1), "a:defRPr", ("defRPr",))
        own.attrib.update({name: value for name in ("sz", "b", "i", "cap") if (value := letters.get(name))})
        for each in letters.iterchildren(f"{A}solidFill", f"{A}latin"):
            for old in own.findall(each.tag):
                own.remove(old)
            own.append(copy.deepcopy(each))


def _repeat(package: Package, layout: str, slides: list[str], *, is_cover: bool) -> None:
    """Draw on a layout the pictures and blocks that its sample slides repeat; on that of the cover, its pictures."""
    drawn = {slide: dict(_named(package, slide)) for slide in slides}
    times = Counter(name for each in drawn.values() for name in each)
    known = {name for name, _ in _named(package, layout)}
    shapes = {name: (slide, shape) for slide, each in drawn.items() for name, shape in each.items()}
    for name, (slide, shape) in shapes.items():
        if times[name] >= _SHARE * len(slides) and name not in known and (shape.tag == _PICTURE or not is_cover):
            draw(package, slide, layout, [shape])


def _named(package: Package, sheet: str) -> Iterator[tuple[Hashable, Element]]:
    """The pictures, and the blocks without words, of a sheet, each with what tells it from others."""
    root, relations = package.xml(sheet), package.relations(sheet)
    for shape in drawings(root) if root is not None else ():
        box, words = box_of(shape), any((each.text or "").strip() for each in shape.iter(f"{A}t"))
        if box is None or words or shape.tag not in (_PICTURE, _SHAPE):
            continue
        shown = [relations[id_].target for *_, id_ in pointers(shape) if id_ in relations]
        fill = next((etree.tostring(each) for each in shape.iterfind(f"{full('p:spPr')}/{A}solidFill")), b"")
        if shown or (shape.tag == _SHAPE and (fill or shape.find(full("p:style")) is not None)):
            yield (shape.tag, *(round(side, 1) for side in box), *shown, fill), shape


def _take_title(package: Package, layout: str, slides: list[str], low: float) -> None:
    """Put on a layout without a title the text box in which its sample slides have theirs, so far down a slide at
    most."""
    root, main = package.xml(layout), package.xml(package.main)
    size = at(main, "p:sldSz") if main is not None else None
    if root is None or size is None or any(ph.get("type") in TITLES for _, ph in placeholders(root)):
        return
    height, own = whole(size.get("cy")) / EMU_PER_INCH, {ph.get("idx") for _, ph in placeholders(root)}
    found: dict[tuple[float, float], list[tuple[str, Element, BoxInches]]] = defaultdict(list)
    for slide in slides:
        sheet = package.xml(slide)
        texts = (each for each in sheet.iterfind(_SHAPES) if each.findtext(f".//{A}t")) if sheet is not None else ()
        shape = max((each for each in texts if box_of(each)), key=prominence, default=None)
        ph, box = (at(shape, "*/p:nvPr/p:ph"), box_of(shape)) if shape is not None else (None, None)
        if shape is not None and box and (ph is None or ph.get("idx") not in own) and box[1] <= low * height:
            found[round(box[0], 1), round(box[1], 1)].append((slide, shape, box))
    alike = max(found.values(), key=len, default=[])
    if len(alike) < max(_ALIKE * len(slides), 1):
        return
    slide, shape, _ = alike[0]
    theirs = [*text_boxes(root), *(each for each, ph in placeholders(root) if ph.get("type") not in FRAME)]
    if any(prominence(each) >= prominence(shape) for each in theirs):  # it becomes the title
        return
    for ph in list(shape.iter(full("p:ph"))):
        ph.getparent().remove(ph)  # type: ignore[union-attr]
    if (extent := at(shape, "p:spPr/a:xfrm/a:ext")) is not None:
        for name, side in (("cx", 2), ("cy", 3)):
            extent.set(name, str(round(max(box[side] for *_, box in alike) * EMU_PER_INCH)))
    for text in shape.iter(f"{A}t"):
        text.text = _WORD if (text.text or "").strip() else ""
    draw(package, slide, layout, [shape])
