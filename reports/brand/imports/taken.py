"""The layouts that a template has → the brand's layouts that are made from them."""

from __future__ import annotations

from collections.abc import Mapping

from reports.brand import Box
from reports.brand.imports.frames import Framed, Learning, footers, framed, titled
from reports.brand.imports.layouts import FoundHolder, SourceLayout
from reports.brand.imports.matches import Matches, contents
from reports.brand.imports.texts import COVER_LENGTH, SECTION_LENGTH, flowing, half, style_of
from reports.brand.powerpoint_reference.sheets import FRAME

COVER, SECTION = "title", "section"
TEXT, COLUMNS, SIDE = "message-text", "two-columns", "message-text-chart"
CHARTS, TABLE = ("message-chart", "timeline"), "table"
SIDE_LEAST = 5.5
"""Inches that a chart must have, to stand beside text in the second of two equal columns."""


def take(learning: Learning, found: Matches) -> dict[str, str]:
    """Note every layout of the brand that the template has; the names of its layouts by the brand's."""
    taken: dict[str, str] = {}
    if found.cover:
        taken |= _cover(learning, found.cover)
    taken |= _section(learning, found)
    if found.content:
        taken |= _content(learning, found.content)
    if found.two:
        taken |= _two(learning, found.two)
    return taken


def _note(learning: Learning, key: str, layout: SourceLayout, frame: Framed, own: Mapping[str, tuple[str, Box]]) -> str:
    """Note that a layout of the brand is this one of the template; `own` are placeholder and box of its content."""
    draft = learning.draft
    boxes = {"title": frame.boxes["title"], **{name: box for name, (_, box) in own.items()}, **frame.boxes}
    placeholders = {**frame.placeholders, **{name: placeholder for name, (placeholder, _) in own.items()}}
    without = [name for name in draft.frame if name not in boxes]
    draft.layout(key, {"from": layout.label}, boxes, placeholders, without)
    return layout.label


def _known(learning: Learning, *keys: str) -> list[str]:
    return [key for key in keys if key in learning.draft.design.layouts]


def _content(learning: Learning, layout: SourceLayout) -> dict[str, str]:
    """Text, charts and tables in the one large placeholder."""
    (holder,) = contents(layout, learning.area)
    frame = framed(learning, layout, (holder.box,))
    (box,) = frame.content
    taken = {}
    for key in _known(learning, TEXT):
        levels = _text_levels(learning, key, holder, "text")
        taken[key] = _note(learning, key, layout, frame, {"body": (_text(learning, key, holder, levels), box)})
    if holder.type != "obj":
        learning.draft.tell("holds text only, so that charts and tables have layouts of their own", layout.label)
        return taken
    for key in _known(learning, *CHARTS):
        taken[key] = _note(learning, key, layout, frame, {"picture": (_other(learning, "picture", holder), box)})
    for key in _known(learning, TABLE):
        taken[key] = _note(learning, key, layout, frame, {"table": (_other(learning, "table", holder), box)})
    return taken


def _two(learning: Learning, layout: SourceLayout) -> dict[str, str]:
    """Two columns of text; text and a chart, where the second is wide enough for one."""
    left, right = contents(layout, learning.area)
    frame = framed(learning, layout, (left.box, right.box))
    first, second = frame.content
    taken = {}
    for key in _known(learning, COLUMNS):
        names = [
            _text(learning, f"{COLUMNS}-{side}", holder, _text_levels(learning, COLUMNS, holder, "body"))
            for side, holder in (("left", left), ("right", right))
        ]
        own = {"body-1": (names[0], first), "body-2": (names[1], second)}
        taken[key] = _note(learning, key, layout, frame, own)
    if right.type == "obj" and second[2] >= SIDE_LEAST:
        for key in _known(learning, SIDE):
            text = _text(learning, f"{COLUMNS}-left", left, _text_levels(learning, COLUMNS, left, "body"))
            picture = _other(learning, "picture", right)
            taken[key] = _note(learning, key, layout, frame, {"body": (text, first), "picture": (picture, second)})
    return taken


def _text_levels(learning: Learning, name: str, holder: FoundHolder, purpose: str) -> list[str]:
    """The styles of a placeholder for text, no larger than the brand's own for the purpose."""
    design = learning.draft.design
    sizes = [half(design.text[level].size * learning.unit) for level in design.placeholders[purpose].levels[1:3]]
    return learning.draft.styles(name, flowing(holder, sizes, learning.least, learning.measure))


def _text(learning: Learning, name: str, holder: FoundHolder, levels: list[str]) -> str:
    return learning.draft.holder(name, holder, levels, shown="Text")


def _other(learning: Learning, kind: str, holder: FoundHolder) -> str:
    """The same placeholder, for a chart or a table: text styles do not touch it."""
    design = learning.draft.design.placeholders[kind]
    return learning.draft.holder(f"content-{kind}", holder, design.levels, shown=design.name)


def _cover(learning: Learning, layout: SourceLayout) -> dict[str, str]:
    """The title slide: title, subtitle (which takes the details too), and the footers that it has."""
    if not _known(learning, COVER):
        return {}
    boxes, placeholders = titled(learning, layout, "cover-title", COVER_LENGTH)
    subtitle = next(iter([*layout.of_type("subTitle"), *layout.of_type("body")]), None)
    own: dict[str, tuple[str, Box]] = {}
    draft = learning.draft
    if subtitle:
        size = half(draft.design.text[draft.design.placeholders["subtitle"].levels[0]].size * learning.unit)
        style = draft.style("cover-text", style_of(subtitle.levels[0], 1, size, learning.least))
        own["subtitle"] = (draft.holder("subtitle", subtitle, [style], shown="Subtitle"), subtitle.box)
    else:
        draft.tell("no subtitle there: a report's subtitle, agency and status are not shown", layout.label)
    more, more_placeholders = footers(learning, tuple(layout.of_type(*FRAME)))
    frame = Framed({**boxes, **more}, {**placeholders, **more_placeholders}, ())
    return {COVER: _note(learning, COVER, layout, frame, own)}


def _section(learning: Learning, found: Matches) -> dict[str, str]:
    """The slide that begins a section: its title; on the title slide's layout where there is none for it."""
    layout = found.section or found.cover
    if layout is None or not _known(learning, SECTION):
        return {}
    if found.section is None:
        learning.draft.tell("the template has no layout for sections: they stand on that of the title", layout.label)
    name = "section-title" if found.section else "cover-title"
    length = SECTION_LENGTH if found.section else COVER_LENGTH
    boxes, placeholders = titled(learning, layout, name, length)
    more, more_placeholders = footers(learning, tuple(layout.of_type(*FRAME)))
    frame = Framed({**boxes, **more}, {**placeholders, **more_placeholders}, ())
    return {SECTION: _note(learning, SECTION, layout, frame, {})}
