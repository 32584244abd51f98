"""Titles for layouts of others that have no placeholder for one: covers, and slides whose titles are text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from pptx.oxml import parse_xml

from reports.brand import BoxInches
from reports.brand.powerpoint_reference.looks import NAMESPACES, place
from reports.brand.powerpoint_reference.sheets import (
    TITLES,
    Element,
    at,
    box_of,
    common_data,
    level_of,
    placeholders,
    style_from_prompts,
)
from reports.files.namespaces import full
from reports.files.numerals import decimal, whole

_TEXTS = ("body", "obj", "subTitle")
_TALL = 0.55  # of the height of a slide: what is drawn so high at its side is no place for text
_MARGIN, _TOP, _HEIGHT = 0.05, 0.06, 0.14  # of a slide, around a title of our own and for it
_COVER = (0.08, 0.36, 0.84, 0.26)
"""The place of a title over a picture that fills the slide, relative to it."""
_COVERED = 0.6


def give_title(root: Element, size: tuple[float, float]) -> None:
    """Give a layout without a title one: its largest text (and the next one becomes the subtitle), or a new box."""
    if any(ph.get("type") in TITLES for _, ph in placeholders(root)):
        return
    held = [(shape, ph) for shape, ph in placeholders(root) if ph.get("type", "obj") in _TEXTS and box_of(shape)]
    boxes = list(text_boxes(root))
    texts = sorted([*(shape for shape, _ in held), *boxes], key=prominence, reverse=True)
    if not texts:
        _add_title(root, size)
        return
    kinds = ("ctrTitle", "subTitle") if texts[0] in boxes else ("ctrTitle",)
    for shape, kind in zip(texts, kinds, strict=False):
        ph = at(shape, "p:nvSpPr/p:nvPr/p:ph")
        if ph is None:
            ph = _made_placeholder(shape)
        ph.set("type", kind)
        if kind == "ctrTitle":
            ph.attrib.pop("idx", "")  # a title has the index 0
            if (body := at(shape, "p:txBody")) is not None:
                level_of(body, 1).attrib.update({"marL": "0", "indent": "0"})  # items of a list hang, titles do not
        elif not ph.get("idx"):
            ph.set("idx", str(_free_index(root)))


def text_boxes(root: Element) -> Iterator[Element]:
    """The shapes with letters that are no placeholders."""
    for shape in common_data(root).iterfind(f"{full('p:spTree')}/{full('p:sp')}"):
        written = any((each.text or "").strip() for each in shape.iter(full("a:t")))
        if written and box_of(shape) and at(shape, "p:nvSpPr/p:nvPr/p:ph") is None:
            yield shape


def prominence(shape: Element) -> tuple[float, float]:
    """The size of a shape's largest letters, and its area."""
    sizes = [decimal(each.get("sz"), 0, least=0) for each in shape.iter(full("a:rPr"), full("a:defRPr"))]
    box = box_of(shape) or (0, 0, 0, 0)
    return max(sizes, default=0.0), box[2] * box[3]


def _made_placeholder(shape: Element) -> Element:
    """Turn a text box into a placeholder with its looks and without its words; its `p:ph`."""
    style_from_prompts(shape)
    about = shape.find(f"{full('p:nvSpPr')}/{full('p:nvPr')}")
    ph = shape.makeelement(full("p:ph"))
    if about is not None:
        about.insert(0, ph)
    for run in list(shape.iter(full("a:r"), full("a:br"), full("a:fld"))):
        run.getparent().remove(run)  # type: ignore[union-attr]
    return ph


def _free_index(root: Element) -> int:
    return max((whole(ph.get("idx"), least=0) for _, ph in placeholders(root)), default=0) + 1


def _add_title(root: Element, size: tuple[float, float]) -> None:
    """Add a title over a picture that fills the slide, or at the top of the room that drawings leave."""
    width, height = size
    drawn = [box for shape in common_data(root).iterfind(f"{full('p:spTree')}/*") if (box := box_of(shape))]
    if any(box[2] * box[3] > _COVERED * width * height for box in drawn):
        left, top, across, down = (share * side for share, side in zip(_COVER, (width, height) * 2, strict=True))
    else:
        left, right = _free(drawn, size)
        top, across, down = _TOP * height, right - left, _HEIGHT * height
    number = max((whole(each.get("id")) for each in root.iter(full("p:cNvPr"))), default=1) + 1
    shape = parse_xml(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Title {number}"/><p:cNvSpPr/><p:nvPr>'
        f'<p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr>{place((left, top, across, down))}</p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    next(common_data(root).iterchildren(full("p:spTree"))).append(shape)


def _free(drawn: list[BoxInches], size: tuple[float, float]) -> tuple[float, float]:
    """The left and the right edge of the room beside drawings as high as most of the slide."""
    width, height = size
    left, right = _MARGIN * width, (1 - _MARGIN) * width
    for box in drawn:
        if box[3] >= _TALL * height and box[2] < width / 2:
            if box[0] + box[2] < width / 2:
                left = max(left, box[0] + box[2] + _MARGIN * width / 2)
            elif box[0] > width / 2:
                right = min(right, box[0] - _MARGIN * width / 2)
    return left, right
