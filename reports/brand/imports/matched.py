"""The brand's layouts that an imported file has, as entries of brand.yaml."""

from __future__ import annotations

from reports.brand.imports.frame import footers, framed, titled
from reports.brand.imports.layouts import FoundHolder, FoundLayout
from reports.brand.imports.matches import Matches, contents
from reports.brand.imports.slides_draft import Named, SlidesDraft
from reports.brand.imports.text_styles import COVER_LENGTH, SECTION_LENGTH, flowing, half, style_of
from reports.brand.powerpoint_reference.sheets import FRAME

COVER, SECTION = "title", "section"
TEXT, COLUMNS, SIDE = "message-text", "two-columns", "message-text-chart"
CHARTS, TABLE = ("message-chart", "timeline"), "table"
SIDE_LEAST = 5.5
"""Inches that a chart needs beside text, in the second of two equal columns."""


def add_matched(draft: SlidesDraft, matches: Matches) -> dict[str, str]:
    """Add every layout of the brand that the file has; the file's names by the brand's."""
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
    frame = titled(draft, layout, "cover-title", COVER_LENGTH)
    own: Named = {}
    if subtitle := next(iter([*layout.of_type("subTitle"), *layout.of_type("body")]), None):
        size = half(draft.design.text[draft.design.placeholders["subtitle"].levels[0]].size * draft.unit)
        style = draft.style("cover-text", style_of(subtitle.levels[0], 1, size, draft.least))
        own["subtitle"] = (subtitle.box, draft.holder("subtitle", subtitle, [style], shown="Subtitle"))
    else:
        draft.note("no subtitle there: a report's subtitle, agency and status are not shown", layout.label)
    _add(draft, COVER, layout, {**frame, **footers(draft, layout.of_type(*FRAME))}, own)


def _add_section(draft: SlidesDraft, matches: Matches) -> None:
    """The slide that begins a section, with its title; on the title slide's layout if the file has none for it."""
    layout, name, length = matches.section, "section-title", SECTION_LENGTH
    if layout is None and matches.cover:
        layout, name, length = matches.cover, "cover-title", COVER_LENGTH
        draft.note("the template has no layout for sections: they have that of the title slide", layout.label)
    if layout:
        frame = titled(draft, layout, name, length)
        _add(draft, SECTION, layout, {**frame, **footers(draft, layout.of_type(*FRAME))}, {})
