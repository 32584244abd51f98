"""The layouts of an organisation's .pptx: each placeholder's box, insets and looks, with all that it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct
from pptx.opc.package import XmlPart

from reports.brand import BoxInches
from reports.brand.imports.backgrounds import ColouredBoxes, painted_on
from reports.brand.imports.colours_used import shaded
from reports.brand.imports.found import LARGEST, FoundHolder, FoundLayout, FoundLevel, FoundSlides
from reports.brand.imports.matches import NAMES
from reports.brand.model import MOST_POINTS
from reports.brand.powerpoint_reference.imported import ImportedDeck, fault
from reports.brand.powerpoint_reference.package import root_of
from reports.brand.powerpoint_reference.sheets import (
    EMU_PER_INCH,
    EMU_PER_POINT,
    TITLES,
    Element,
    box_of,
    colour_map,
    inherits_from,
    master_placeholders,
    placeholders,
)
from reports.brand.powerpoint_reference.titles import give_title
from reports.brand.slides import INDEX
from reports.brand.theme import A, Theme, theme_in
from reports.files.namespaces import SPACES
from reports.files.numerals import decimal, whole

P = f"{{{SPACES['p']}}}"
MOST_INDENT = 51_206_400  # EMU: no indent and no inset is larger (ECMA-376 part 1, ST_TextMargin)
NATURAL_LINE = 1.2  # the height of a line of most fonts, to their size
LEAST_SIZE = (5.0, 2.5)  # centimetres
MOST_HOLDERS = 5_000  # placeholders of all layouts
LEAST_USES = 3  # sample slides that show that a layout without a title is for content
MOST_DRAWN = 500  # pictures, logos and rules of a sheet that are looked at
_SHAPES = tuple(f"{P}{name}" for name in ("sp", "pic", "grpSp", "graphicFrame", "cxnSp"))
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
"""The usual distances in EMU between a box and its text (ECMA-376 part 1, 21.1.2.1.1)."""
_FILLS = tuple(f"{A}{name}" for name in ("noFill", "solidFill", "gradFill"))
_MARKS = tuple(f"{A}{name}" for name in ("buNone", "buChar", "buAutoNum", "buBlip"))


class _Master(Struct, frozen=True):
    """What layouts inherit from: the master, its placeholders by type, the file's default text, and the colours by
    the master's names."""

    root: Element
    by_type: Mapping[str, Element]
    defaults: Element | None
    theme: Theme
    colours: Mapping[str, str]
    size: tuple[float, float]


def found_slides(deck: ImportedDeck, path: str, samples: Sequence[str] = ()) -> FoundSlides:
    """What a file gives; `samples` are the names of the layouts of its sample slides.

    Raises Problems if its slides are too small, or have far too many placeholders.
    """
    root, theme = deck.master._element, theme_in(root_of(deck.theme))
    mapping, size = colour_map(root), _size(deck, path)
    colours = {**theme.colours, **{name: theme.colours.get(slot, "") for name, slot in mapping.items()}}
    by_type = master_placeholders(root)
    master = _Master(root, by_type, deck.default_text, theme, colours, size)
    holders = [ph for sheet in deck.layouts.values() for _, ph in placeholders(sheet._element)]
    if len(holders) > MOST_HOLDERS:
        hint = "take out those that are not needed, and save it again"
        fault(path, f"its layouts have more than {MOST_HOLDERS:,} placeholders", hint)
    indices = frozenset(whole(ph.get("idx"), least=0, most=INDEX) for ph in holders)
    behind = tuple(painted_on(deck.master, colours, size))
    if any(ph.get("type") in TITLES for ph in holders):
        _give_titles(deck, master, samples)
    layouts = [_layout(sheet, label, master, behind, samples) for label, sheet in deck.layouts.items()]
    body = box_of(by_type["body"]) if "body" in by_type else None
    return FoundSlides(size, body, tuple(filter(None, layouts)), len(layouts), indices, theme, mapping)


def _give_titles(deck: ImportedDeck, master: _Master, samples: Sequence[str]) -> None:
    """Give titles to covers, and to layouts that several sample slides have, where they lack one."""
    for label, sheet in deck.layouts.items():
        root = sheet._element
        is_cover = root.get("type") == "title" or any(name in label.casefold() for name in NAMES["cover"])
        if is_cover or _opens(label, samples) or samples[1:].count(label) >= LEAST_USES:
            give_title(root, master.size)


def _opens(label: str, samples: Sequence[str]) -> bool:
    """Whether the first of several sample slides, and no other one, has a layout."""
    return len(samples) > 1 and label == samples[0] and label not in samples[1:]


def _size(deck: ImportedDeck, path: str) -> tuple[float, float]:
    """The size of a slide in inches. Raises Problems if no readable type fits on it."""
    width, height = (side / EMU_PER_INCH for side in deck.size)
    if 2.54 * width < LEAST_SIZE[0] or 2.54 * height < LEAST_SIZE[1]:
        least = " × ".join(f"{side:g}" for side in LEAST_SIZE)
        fault(
            path,
            f"its slides are {2.54 * width:.2g} × {2.54 * height:.2g} cm; at least {least} cm are needed",
            "choose a file with slides of the usual size",
        )
    return width, height


def _layout(
    sheet: XmlPart, label: str, master: _Master, behind: ColouredBoxes, samples: Sequence[str]
) -> FoundLayout | None:
    """The layout; None if it has no title. `behind` is what is painted on the master, `samples` are the names of the
    layouts of the sample slides."""
    root = sheet._element
    holders = [holder for shape, ph in placeholders(root) if (holder := _holder(shape, ph, master))]
    title = next((holder for holder in holders if holder.type in TITLES), None)
    if title is None:
        return None
    is_bare = root.get("showMasterSp") in ("0", "false")
    fixed = [*(() if is_bare else _drawn(master.root)), *_drawn(root)]
    own = tuple(painted_on(sheet, master.colours, master.size))
    painted = (*behind[:1], *(() if is_bare else behind[1:]), *own)
    return FoundLayout(
        label,
        root.get("type", ""),
        title,
        tuple(holders),
        tuple(fixed),
        painted,
        _opens(label, samples),
        samples[1:].count(label),
    )


def _drawn(root: Element) -> Iterator[BoxInches]:
    """The boxes of what is drawn: pictures, logos, rules."""
    for shape in islice(root.iterfind(f"{P}cSld/{P}spTree/*"), MOST_DRAWN):
        if shape.tag in _SHAPES and shape.find(f"*/{P}nvPr/{P}ph") is None:
            box = box_of(shape)
            if box:
                yield box


def _holder(shape: Element, ph: Element, master: _Master) -> FoundHolder | None:
    """A placeholder with what it inherits; None if it is nowhere on the slide."""
    kind = ph.get("type", "obj")
    parent = master.by_type.get(inherits_from(kind))
    chain = [each for each in (shape, parent) if each is not None]
    found = next((box for each in chain if (box := box_of(each))), None)
    box = _on_slide(found, master.size) if found else None
    if box is None:
        return None
    bodies = [body for each in chain if (body := each.find(f"{P}txBody/{A}bodyPr")) is not None]
    left, top, right, bottom = (
        round(decimal(_first(bodies, side), usual, least=-MOST_INDENT, most=MOST_INDENT) / EMU_PER_POINT, 2)
        for side, usual in _INSETS.items()
    )
    return FoundHolder(
        type=kind,
        index=whole(ph.get("idx"), least=0, most=INDEX),
        box=box,
        insets=(left, top, right, bottom),
        anchor={"ctr": "middle", "b": "bottom"}.get(_first(bodies, "anchor") or "t", "top"),
        levels=tuple(_levels(chain, inherits_from(kind), master)),
        vertical=ph.get("orient") == "vert" or (_first(bodies, "vert") or "horz") != "horz",
        ground=_ground(chain, master),
    )


def _ground(chain: Sequence[Element], master: _Master) -> str:
    """The colour of the first fill that a placeholder states or inherits, of a gradient the first; "" for none."""
    looks = (each for shape in chain for each in shape.iterfind(f"{P}spPr/*") if each.tag in _FILLS)
    fill = next(looks, None)
    colour = None if fill is None else fill.find(f"{A}gsLst/{A}gs/*" if fill.tag == f"{A}gradFill" else "*")
    return "" if colour is None else shaded(colour, master.colours)


def _on_slide(box: BoxInches, size: tuple[float, float]) -> BoxInches | None:
    """The part of a box that is on the slide."""
    left, top = max(box[0], 0.0), max(box[1], 0.0)
    right, bottom = min(box[0] + box[2], size[0]), min(box[1] + box[3], size[1])
    return (left, top, right - left, bottom - top) if right - left > 0.1 and bottom - top > 0.1 else None


def _first(elements: Sequence[Element], attribute: str) -> str | None:
    return next((value for each in elements if (value := each.get(attribute)) is not None), None)


def _child(elements: Sequence[Element], path: str) -> Element | None:
    """The first element at a path in any of the elements."""
    return next((found for each in elements if (found := each.find(path)) is not None), None)


def _levels(chain: Sequence[Element], kind: str, master: _Master) -> Iterator[FoundLevel]:
    """The first five levels of a placeholder's text."""
    lists = [styles for each in chain if (styles := each.find(f"{P}txBody/{A}lstStyle")) is not None]
    style = {"title": "titleStyle", "body": "bodyStyle"}.get(kind, "otherStyle")
    lists += [each for each in (master.root.find(f"{P}txStyles/{P}{style}"), master.defaults) if each is not None]
    for number in range(1, 6):
        found = [each for styles in lists if (each := styles.find(f"{A}lvl{number}pPr")) is not None]
        yield _level(found, master)


def _level(found: Sequence[Element], master: _Master) -> FoundLevel:
    letters = [each for level in found if (each := level.find(f"{A}defRPr")) is not None]
    size = min(decimal(_first(letters, "sz"), 1800, least=100) / 100, LARGEST)
    pitch, *spaces = (_child(found, f"{A}{name}/*") for name in ("lnSpc", "spcBef", "spcAft"))
    bullet = next((each for level in found for each in level if each.tag in _MARKS), None)
    margin, first = (
        decimal(_first(found, name), least=-MOST_INDENT, most=MOST_INDENT) / EMU_PER_POINT
        for name in ("marL", "indent")
    )
    latin, fill = _child(letters, f"{A}latin"), _child(letters, f"{A}solidFill/*")
    typeface = "" if latin is None else latin.get("typeface", "")
    return FoundLevel(
        size=size,
        line=size * NATURAL_LINE if pitch is None else _points(pitch, size),
        space=min(sum(_points(space, size) for space in spaces if space is not None), MOST_POINTS),
        bold=_first(letters, "b") in ("1", "true"),
        caps=_first(letters, "cap") == "all",
        bullet="" if bullet is None or bullet.tag == f"{A}buNone" else bullet.get("char", "•"),
        indent=margin,
        hang=-min(first, 0.0),
        colour="" if fill is None else shaded(fill, master.colours),
        font={"+mj": master.theme.major, "+mn": master.theme.minor}.get(typeface[:3], typeface),
    )


def _points(spacing: Element, size: float) -> float:
    """A spacing in points, which the file gives so or as a share of the line."""
    value = spacing.get("val", "0")
    if spacing.tag == f"{A}spcPts":
        return decimal(value, least=0) / 100
    share = decimal(value.removesuffix("%"), least=0) / (100 if value.endswith("%") else 100_000)
    return size * NATURAL_LINE * share
