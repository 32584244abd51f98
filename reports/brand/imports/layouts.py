"""A .pptx → its first master's layouts: each placeholder's box, insets and looks, with all that it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from reports.brand import Box, Insets
from reports.brand.imports.theme import A, Theme, stated, theme_in
from reports.brand.model import MOST_POINTS
from reports.brand.powerpoint_reference.imported import ImportedDeck, colour_map, fault
from reports.brand.powerpoint_reference.package import root_of
from reports.brand.powerpoint_reference.sheets import (
    EMU_PER_INCH,
    EMU_PER_POINT,
    TITLES,
    Element,
    box_of,
    inherits_from,
    placeholders,
)
from reports.brand.slides import INDEX
from reports.files.foreign.names import SPACES
from reports.files.numerals import decimal, whole

P = f"{{{SPACES['p']}}}"
R = f"{{{SPACES['r']}}}"
INDENT = 51_206_400  # EMU: no indent and no inset is larger (ECMA-376 part 1, ST_TextMargin)
NATURAL_LINE = 1.2  # the height of a line of most fonts, to their size
LARGEST = 150.0  # points: type that is larger is taken as so large
USUAL_INSETS = (91_440, 45_720, 91_440, 45_720)  # ECMA-376 part 1, 21.1.2.1.1
LEAST_SIZE = (5.0, 2.5)  # centimetres
MOST_HOLDERS, MOST_IN_ALL = 500, 20_000  # placeholders of a layout, and of all
MOST_DRAWN = 500  # so many pictures, logos and rules are looked at
_SHAPES = tuple(f"{P}{name}" for name in ("sp", "pic", "grpSp", "graphicFrame", "cxnSp"))


@dataclass(frozen=True, slots=True)
class FoundLevel:
    """How a level of a placeholder's text looks: points; `line` and `space` as the template says, in points."""

    size: float
    line: float
    space: float
    bold: bool
    caps: bool
    bullet: str
    indent: float
    hang: float
    colour: str
    font: str


@dataclass(frozen=True, slots=True)
class FoundHolder:
    """A placeholder of a layout. `type` is "obj" where none is said; the box is in inches."""

    type: str
    index: int
    name: str
    box: Box
    insets: Insets
    anchor: str
    levels: tuple[FoundLevel, ...]
    vertical: bool = False

    @property
    def area(self) -> float:
        return self.box[2] * self.box[3]


@dataclass(frozen=True, slots=True)
class SourceLayout:
    """A layout of the template. `label` names it, with a number where several have one name; `fixed` are the boxes
    of what is drawn on it and its master; `ground` is the background's colour, "" for a picture or a gradient."""

    label: str
    type: str
    holders: tuple[FoundHolder, ...]
    fixed: tuple[Box, ...]
    ground: str

    def of_type(self, *types: str) -> list[FoundHolder]:
        return [holder for holder in self.holders if holder.type in types]

    @property
    def title(self) -> FoundHolder | None:
        return next(iter(self.of_type(*TITLES)), None)


@dataclass(frozen=True, slots=True)
class LayoutSource:
    """What a template gives: the slide's size in inches, the master's box for text, layouts, theme, colour map."""

    size: tuple[float, float]
    body: Box | None
    layouts: tuple[SourceLayout, ...]
    theme: Theme
    colour_map: dict[str, str]


@dataclass(slots=True)
class _Reading:
    """A template while it is read: the master, and the colours that its names stand for."""

    master: Element
    theme: Theme
    colours: dict[str, str]
    size: tuple[float, float]
    drawn: tuple[Box, ...]
    defaults: Element | None = None
    by_type: dict[str, Element] = field(default_factory=dict)


def read_source(template: ImportedDeck, path: str) -> LayoutSource:
    """What a template gives. Raises Problems if its slides are too small, or hold more than is read."""
    master = template.master._element
    theme = theme_in(root_of(template.theme))
    mapping = colour_map(master)
    size = _size(template, path)
    colours = {**theme.colours, **{name: theme.colours.get(slot, "") for name, slot in mapping.items()}}
    drawn = tuple(_drawn(master))
    reading = _Reading(master, theme, colours, size, drawn, template.default_text)
    reading.by_type = {inherits_from(ph.get("type", "obj")): shape for shape, ph in placeholders(master)}
    roots = {label: part._element for label, part in template.layouts.items()}
    _check_room({label: sum(1 for _ in placeholders(root)) for label, root in roots.items()}, path)
    layouts = tuple(_layout(root, label, reading) for label, root in roots.items())
    text = reading.by_type.get("body")
    return LayoutSource(size, box_of(text) if text is not None else None, layouts, theme, mapping)


def _size(template: ImportedDeck, path: str) -> tuple[float, float]:
    """The size of a slide in inches. Raises Problems for one on which type that can be read has no room."""
    width, height = (side / EMU_PER_INCH for side in template.size)
    if 2.54 * width < LEAST_SIZE[0] or 2.54 * height < LEAST_SIZE[1]:
        least = " × ".join(f"{side:g}" for side in LEAST_SIZE)
        fault(
            path,
            f"its slides are {2.54 * width:.2g} × {2.54 * height:.2g} cm; at least {least} cm are needed",
            "choose a template with slides of the usual size",
        )
    return width, height


def _check_room(holders: Mapping[str, int], path: str) -> None:
    """Complain of layouts with far more placeholders than are read."""
    crowded = max(holders, key=lambda label: holders[label])
    hint = "take out those that are not needed, and save it again"
    if holders[crowded] > MOST_HOLDERS:
        fault(path, f'the layout "{crowded}" has more than {MOST_HOLDERS} placeholders', hint)
    if sum(holders.values()) > MOST_IN_ALL:
        fault(path, f"its layouts have more than {MOST_IN_ALL} placeholders", hint)


def _layout(root: Element, label: str, reading: _Reading) -> SourceLayout:
    fixed = [*(() if root.get("showMasterSp") in ("0", "false") else reading.drawn), *_drawn(root)]
    holders = [_holder(shape, ph, reading) for shape, ph in placeholders(root)]
    ground = _ground(root, reading)
    if ground is None:
        ground = _ground(reading.master, reading) or ""
    present = tuple(holder for holder in holders if holder is not None)
    return SourceLayout(label, root.get("type", ""), present, tuple(fixed), ground)


def _drawn(root: Element) -> Iterator[Box]:
    """The boxes of what is drawn: pictures, logos, rules."""
    for shape in islice(root.iterfind(f"{P}cSld/{P}spTree/*"), MOST_DRAWN):
        if shape.tag in _SHAPES and shape.find(f"*/{P}nvPr/{P}ph") is None:
            box = box_of(shape)
            if box:
                yield box


def _holder(shape: Element, ph: Element, reading: _Reading) -> FoundHolder | None:
    """A placeholder with what it inherits; None if it stands nowhere on the slide."""
    parent = reading.by_type.get(inherits_from(ph.get("type", "obj")))
    chain = [each for each in (shape, parent) if each is not None]
    found = next((box for each in chain if (box := box_of(each))), None)
    box = _on_slide(found, reading.size) if found else None
    if box is None:
        return None
    bodies = [body for each in chain if (body := each.find(f"{P}txBody/{A}bodyPr")) is not None]
    insets = [
        decimal(_first(bodies, side), usual, least=-INDENT, most=INDENT)
        for side, usual in zip(_SIDES, USUAL_INSETS, strict=True)
    ]
    anchor = {"ctr": "middle", "b": "bottom"}.get(_first(bodies, "anchor") or "t", "top")
    vertical = ph.get("orient") == "vert" or (_first(bodies, "vert") or "horz") != "horz"
    about = shape.find(f"*/{P}cNvPr")
    name = about.get("name", "") if about is not None else ""
    left, top, right, bottom = (round(inset / EMU_PER_POINT, 2) for inset in insets)
    return FoundHolder(
        ph.get("type", "obj"),
        whole(ph.get("idx"), least=0, most=INDEX),
        name,
        box,
        (left, top, right, bottom),
        anchor,
        tuple(_levels(chain, inherits_from(ph.get("type", "obj")), reading)),
        vertical,
    )


_SIDES = ("lIns", "tIns", "rIns", "bIns")


def _on_slide(box: Box, size: tuple[float, float]) -> Box | None:
    """The part of a box that is on the slide."""
    left, top = max(box[0], 0.0), max(box[1], 0.0)
    right, bottom = min(box[0] + box[2], size[0]), min(box[1] + box[3], size[1])
    return (left, top, right - left, bottom - top) if right - left > 0.1 and bottom - top > 0.1 else None


def _first(elements: Sequence[Element], attribute: str) -> str | None:
    return next((value for each in elements if (value := each.get(attribute)) is not None), None)


def _levels(chain: Sequence[Element], kind: str, reading: _Reading) -> Iterator[FoundLevel]:
    lists = [styles for each in chain if (styles := each.find(f"{P}txBody/{A}lstStyle")) is not None]
    style = {"title": "titleStyle", "body": "bodyStyle"}.get(kind, "otherStyle")
    lists += [each for each in (reading.master.find(f"{P}txStyles/{P}{style}"), reading.defaults) if each is not None]
    for number in range(1, 6):
        found = [each for styles in lists if (each := styles.find(f"{A}lvl{number}pPr")) is not None]
        yield _level(found, reading)


def _level(found: Sequence[Element], reading: _Reading) -> FoundLevel:
    letters = [each for level in found if (each := level.find(f"{A}defRPr")) is not None]
    size = min(decimal(_first(letters, "sz"), 1800, least=100) / 100, LARGEST)
    spaces = [_distance(found, name, size) for name in ("spcBef", "spcAft")]
    pitch = next((each for level in found if (each := level.find(f"{A}lnSpc/*")) is not None), None)
    line = size * NATURAL_LINE if pitch is None else _points(pitch, size)
    marks = ("buNone", "buChar", "buAutoNum", "buBlip")
    bullet = next((each for level in found for each in level if each.tag in {f"{A}{m}" for m in marks}), None)
    mark = "" if bullet is None or bullet.tag == f"{A}buNone" else bullet.get("char", "•")
    indents = (decimal(_first(found, name), least=-INDENT, most=INDENT) for name in ("marL", "indent"))
    margin, first = (indent / EMU_PER_POINT for indent in indents)
    latin = next((each.get("typeface", "") for one in letters if (each := one.find(f"{A}latin")) is not None), "")
    filled = next((each for one in letters if (each := one.find(f"{A}solidFill/*")) is not None), None)
    space = min(sum(spaces), MOST_POINTS)
    return FoundLevel(
        size,
        line,
        space,
        _first(letters, "b") in ("1", "true"),
        _first(letters, "cap") == "all",
        mark,
        margin,
        -min(first, 0.0),
        "" if filled is None else colour_of(filled, reading.colours),
        font_of(latin, reading.theme),
    )


def font_of(typeface: str, theme: Theme) -> str:
    """The name of a font, where it is the theme's too."""
    return {"+mj": theme.major, "+mn": theme.minor}.get(typeface[:3], typeface)


def _distance(found: Sequence[Element], name: str, size: float) -> float:
    element = next((each for level in found if (each := level.find(f"{A}{name}/*")) is not None), None)
    return 0.0 if element is None else _points(element, size)


def _points(spacing: Element, size: float) -> float:
    """A spacing in points: given so, or as a share of the line."""
    value = spacing.get("val", "0")
    if spacing.tag == f"{A}spcPts":
        return decimal(value, least=0) / 100
    share = decimal(value.removesuffix("%"), least=0) / (100 if value.endswith("%") else 100_000)
    return size * NATURAL_LINE * share


def colour_of(element: Element, colours: dict[str, str]) -> str:
    """The colour "#RRGGBB" of an `a:srgbClr` or `a:schemeClr`, tints left aside; "" if it is another kind."""
    return colours.get(element.get("val", ""), "") if element.tag == f"{A}schemeClr" else stated(element)


def _ground(root: Element, reading: _Reading) -> str | None:
    """The background's colour; "" for a picture or a gradient, None if the sheet has none of its own."""
    background = root.find(f"{P}cSld/{P}bg")
    if background is None:
        return None
    solid = background.find(f"{P}bgPr/{A}solidFill/*")
    if solid is not None:
        return colour_of(solid, reading.colours)
    reference = background.find(f"{P}bgRef")
    if reference is not None and len(reference) and reference.get("idx") == "1001":
        return colour_of(reference[0], reading.colours)
    return ""
