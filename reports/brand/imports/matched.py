"""The brand's layouts that an imported file has, as entries of brand.yaml."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from msgspec.structs import replace

from reports.brand import BoxInches, contrast
from reports.brand.imports.fitting import (
    COVER_LINES,
    FOOTER_LENGTH,
    GAP,
    LEAST_COVER,
    LEAST_TITLE,
    LETTER,
    SOURCE_HEIGHT,
    TITLE_LINES,
    areas,
    clear_of,
    flowing,
    half,
    pitch,
    roomier,
    style_of,
)
from reports.brand.imports.found import FoundHolder, FoundLayout
from reports.brand.imports.matches import Matches, contents
from reports.brand.imports.slides_draft import Named, SlidesDraft
from reports.brand.powerpoint_reference.sheets import FRAME

COVER, SECTION = "title", "section"
TEXT, COLUMNS, SIDE = "message-text", "two-columns", "message-text-chart"
CHARTS, TABLE = ("message-chart", "timeline"), "table"
SIDE_LEAST = 5.5
"""Inches that a chart needs beside text, in the second of two equal columns."""
_FOOTERS: Mapping[str, tuple[str, str]] = {
    "ftr": ("footer", "Footer"), "dt": ("date", "Date"), "sldNum": ("number", "Slide number"),
}  # fmt: skip
"""Types of placeholders → their names, and as PowerPoint shows them; the footer's size limits that of the others."""
_SOURCE_INDEX, _SUBTITLE_INDEX = 20, 40
SUBTITLE = 0.16
"""The height of an added subtitle relative to the slide's."""


def add_matched(draft: SlidesDraft, matches: Matches) -> dict[str, str]:
    """Add every layout of the brand that the file has; return the file's name of each layout by the brand's name."""
    if matches.cover:
        _add_cover(draft, matches.cover)
    _add_section(draft, matches)
    if matches.content:
        _add_content(draft, matches.content)
    if matches.two:
        _add_two(draft, matches.two)
    return {key: entry["from"] for key, entry in draft.layouts.items()}


def _add(draft: SlidesDraft, key: str, layout: FoundLayout, frame: Named, own: Named) -> None:
    """Add a layout of the brand as a layout of the file with a frame and with content of its own."""
    named = {"title": frame["title"], **own, **frame}
    without = [name for name in draft.frame if name not in named]
    draft.layout(key, {"from": layout.label}, named, without)


def _add_content(draft: SlidesDraft, layout: FoundLayout) -> None:
    """Text, charts and tables in the one large placeholder."""
    (holder,) = contents(layout, draft.found.area)
    frame, (box,) = framed(draft, layout, (holder.box,))
    for key in draft.known(TEXT):
        _add(draft, key, layout, frame, {"body": (box, _text(draft, key, key, holder, "text"))})
    if holder.type != "obj":
        draft.note("holds text only, so that charts and tables have layouts of their own", layout.label)
        return
    for kind, keys in (("picture", CHARTS), ("table", (TABLE,))):
        for key in draft.known(*keys):
            _add(draft, key, layout, frame, {kind: (box, _picture_or_table(draft, kind, holder))})


def _add_two(draft: SlidesDraft, layout: FoundLayout) -> None:
    """Two columns of text; text and a chart, if the second is wide enough for one."""
    left, right = contents(layout, draft.found.area)
    frame, (first, second) = framed(draft, layout, (left.box, right.box))

    def column(side: str, holder: FoundHolder) -> str:
        return _text(draft, f"{COLUMNS}-{side}", COLUMNS, holder, "body")

    for key in draft.known(COLUMNS):
        own = {"body-1": (first, column("left", left)), "body-2": (second, column("right", right))}
        _add(draft, key, layout, frame, own)
    for key in draft.known(SIDE) if right.type == "obj" and second[2] >= SIDE_LEAST else ():
        picture = _picture_or_table(draft, "picture", right)
        _add(draft, key, layout, frame, {"body": (first, column("left", left)), "picture": (second, picture)})


def _text(draft: SlidesDraft, name: str, style: str, holder: FoundHolder, purpose: str) -> str:
    """Add a placeholder for text, in sizes no larger than the brand's own for the purpose."""
    design = draft.design
    sizes = [half(design.text[level].size * draft.unit) for level in design.placeholders[purpose].levels[1:3]]
    levels = draft.styles(style, flowing(holder, sizes, draft.least, draft.measure))
    return draft.holder(name, holder, levels, shown="Text")


def _picture_or_table(draft: SlidesDraft, kind: str, holder: FoundHolder) -> str:
    """Add the placeholder for charts or tables, which need no styles of the file."""
    design = draft.design.placeholders[kind]
    return draft.holder(f"content-{kind}", holder, design.levels, shown=design.name)


def _add_cover(draft: SlidesDraft, layout: FoundLayout) -> None:
    """The title slide: title, subtitle (which takes the details too), and the footers that it has."""
    subtitle = next(iter([*layout.of_type("subTitle"), *layout.of_type("body")]), None)
    frame = titled(draft, layout, "cover-title", [subtitle.box] if subtitle else [])
    own: Named = {}
    if subtitle:
        size = half(draft.design.text[draft.design.placeholders["subtitle"].levels[0]].size * draft.unit)
        style = style_of(subtitle.levels[0], 1, size, draft.least)
        others = [frame["title"][0], *_around(layout)]
        box = roomier(subtitle, style["line"], COVER_LINES, others, draft.found.size)
        style["least"] = min(style["size"], half(LEAST_COVER * min(draft.unit, 1)))
        name = draft.style("cover-text", style)
        own["subtitle"] = (box, draft.holder("subtitle", subtitle, [name], shown="Subtitle"))
    else:
        title, name = frame["title"]
        title, box = _shared_room(title, draft.found.size)
        frame["title"] = title, name
        own["subtitle"] = (box, _added_subtitle(draft, layout, box))
        draft.note("a subtitle is added below the title", layout.label)
    _add(draft, COVER, layout, {**frame, **footers(draft, layout.of_type(*FRAME))}, own)


def _shared_room(title: BoxInches, size: tuple[float, float]) -> tuple[BoxInches, BoxInches]:
    """The boxes of a title and of a subtitle below it, in the room that the slide leaves there or in the title's."""
    left, top, width, height = title
    wanted = SUBTITLE * size[1]
    if top + height + GAP + wanted <= (1 - SUBTITLE / 2) * size[1]:
        return title, (left, top + height + GAP, width, wanted)
    low = max(min(wanted, 0.4 * height), 0.1)
    return (left, top, width, height - low - GAP), (left, top + height - low, width, low)


def _added_subtitle(draft: SlidesDraft, layout: FoundLayout, box: BoxInches) -> str:
    """A placeholder of our own for the subtitle, in the colour that is read best there."""
    design = draft.design.placeholders["subtitle"]
    level = draft.design.text[design.levels[0]]
    behind = layout.behind(box)
    ink = max(draft.inks, key=lambda role: contrast(draft.inks[role], behind)) if behind and draft.inks else "text"
    size = max(half(level.size * draft.unit), draft.least)
    style = {"size": size, "line": half(level.line * size / level.size), "colour": ink}
    entry = {
        "type": "body",
        "index": _free_index(draft, _SUBTITLE_INDEX),
        "name": design.name,
        "levels": [draft.style("cover-text", style)],
        "insets": list(layout.title.insets),
        "prompt": dict(design.prompt),
    }
    return draft.placeholder("subtitle", entry)


def _free_index(draft: SlidesDraft, least: int) -> int:
    """The first index from this one that no placeholder of the file has."""
    return next(number for number in count(least) if number not in draft.found.indices)


def _add_section(draft: SlidesDraft, matches: Matches) -> None:
    """The slide that begins a section, with its title; without a layout for it, on the title slide's."""
    layout, name = matches.section, "section-title"
    if layout is None and matches.cover:
        layout, name = matches.cover, "cover-title"
        draft.note("the file has no layout for sections: they have that of the title slide", layout.label)
    if layout:
        frame = titled(draft, layout, name, [holder.box for holder in layout.of_type("subTitle", "body")])
        _add(draft, SECTION, layout, {**frame, **footers(draft, layout.of_type(*FRAME))}, {})


def framed(
    draft: SlidesDraft, layout: FoundLayout, content: Sequence[BoxInches]
) -> tuple[Named, tuple[BoxInches, ...]]:
    """The frame of a layout with content (title, source line and the footers that it has), and the content's boxes."""
    room = areas(layout, content, draft.found.size, SOURCE_HEIGHT * draft.unit)
    title = titled(draft, layout, "title", room.content)
    for holder in room.left_out:
        draft.note(f"{_FOOTERS[holder.type][0]} is left out where its box overlaps the content's", layout.label)
    source = (room.source, _source(draft, layout, room.source[2]))
    return {**title, "source": source, **footers(draft, room.frame)}, room.content


def titled(draft: SlidesDraft, layout: FoundLayout, name: str, content: Sequence[BoxInches]) -> Named:
    """The title in the file's size, which the trial makes smaller if the workspace's titles need it; its box has room
    for two lines, if there is any beside the boxes of the content."""
    own, unit = layout.title.levels[0], min(draft.unit, 1)
    box = clear_of(layout.title.box, layout.fixed)
    if box[2] < layout.title.box[2]:
        draft.note("the title is made narrower, clear of what is drawn beside it", layout.label)
    style = style_of(own, 1, math.inf, half(LEAST_TITLE * unit))
    style["least"] = half(LEAST_TITLE * unit)
    holder = replace(layout.title, box=box)
    usual = draft.design.text[
        draft.design.placeholders[name if name in draft.design.placeholders else "title"].levels[0]
    ]
    line = pitch(own, min(style["size"], half(usual.size * draft.unit)))
    higher = roomier(holder, line, TITLE_LINES, [*content, *_around(layout)], draft.found.size)
    if higher != box:
        draft.note("the title's box is made higher, where there is room beside it", layout.label)
    return {"title": (higher, draft.holder(name, holder, [draft.style(name, style)], shown="Title"))}


def _around(layout: FoundLayout) -> list[BoxInches]:
    """The boxes of footers and drawings of a layout that a growing box keeps clear of."""
    return [*layout.fixed, *(holder.box for holder in layout.of_type(*FRAME))]


def footers(draft: SlidesDraft, holders: Iterable[FoundHolder]) -> Named:
    """Footer, date and number, each once, in the order of a slide's frame."""
    by_type: dict[str, FoundHolder] = {}
    for holder in holders:
        by_type.setdefault(holder.type, holder)
    named: Named = {}
    least = draft.design.least.source * min(draft.unit, 1)
    most = math.inf
    for kind, (name, shown) in _FOOTERS.items():
        if kind not in by_type:
            continue
        holder = by_type[kind]
        if kind == "ftr":
            holder = replace(holder, box=_widened(holder, holders, draft.measure))
            most = _fitting(holder, draft.measure)
        style = style_of(holder.levels[0], 1, min(holder.levels[0].size, most), least)
        holder = replace(holder, box=roomier(holder, style["line"], 1, (), draft.found.size))
        style_name = draft.style("footer", {**style, "small": True})
        named[name] = (holder.box, draft.holder(name, holder, [style_name], shown=shown))
    return {name: named[name] for kind in FRAME if (name := _FOOTERS[kind][0]) in named}


def _fitting(holder: FoundHolder, measure: float) -> float:
    """The size at which a short title fits on one line of a footer."""
    width = holder.box[2] * 72 - holder.insets[0] - holder.insets[2]
    return math.floor(2 * width / (FOOTER_LENGTH * LETTER[holder.levels[0].bold] * measure)) / 2


def _widened(footer: FoundHolder, holders: Iterable[FoundHolder], measure: float) -> BoxInches:
    """The footer's box; as wide as its neighbours allow if a short title does not fit."""
    left, top, width, height = footer.box
    if _fitting(footer, measure) >= footer.levels[0].size:
        return footer.box
    level = [each.box for each in holders if each is not footer and abs(each.box[1] - top) < height]
    start = min(max((box[0] + box[2] + GAP for box in level if box[0] < left), default=left), left)
    end = max(min((box[0] - GAP for box in level if box[0] > left), default=left + width), left + width)
    return (start, top, end - start, height)


def _source(draft: SlidesDraft, layout: FoundLayout, width: float) -> str:
    """The source line: a placeholder of our own, its text aligned with the content's and smaller where it is narrow."""
    content = next(iter(layout.of_type("obj", "body")), layout.title)
    looks, design = draft.design, draft.design.placeholders["source"]
    style = looks.text[design.levels[0]]
    share = min(1, width / looks.frame.boxes["source"][2])
    size = max(half(style.size * share), half(min(style.size, looks.least.source) * min(draft.unit, 1)))
    entry = {**style.model_dump(exclude_defaults=True), "size": size, "line": half(style.line * size / style.size)}
    entry = {
        "type": "body",
        "index": _free_index(draft, _SOURCE_INDEX),
        "name": design.name,
        "levels": [draft.style("source", entry)],
        "insets": [content.insets[0], 0, content.insets[2], 0],
        "prompt": dict(design.prompt),
    }
    return draft.placeholder("source", entry)
