"""One block that is more than text → the parts of it that each make a slide: what stands in which boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from reports.brand import Brand
from reports.brand.measure import Metrics
from reports.diagnostics import Findings
from reports.document.model import (
    Block,
    Blocks,
    Cards,
    Columns,
    Figure,
    Inlines,
    ListBlock,
    Profiles,
    Quote,
    Table,
)
from reports.languages import Language, Words
from reports.powerpoint.slides.flow import pages, units_of
from reports.powerpoint.slides.model import Fill, Line, PictureFill, TextFill
from reports.powerpoint.slides.room import Room, fits, room_of
from reports.powerpoint.slides.tables import table_pages

MOST = {"card": 4, "profile": 6}
"""How many of these a slide holds; more are shared out evenly over several."""
Named = tuple[str, str]
"""The layouts of a block's first slide and of those that follow; {n} stands for a count."""


@dataclass(frozen=True, slots=True)
class SlideSetting:
    """What all slides of a deck are made with. `findings` gathers what is wrong."""

    brand: Brand
    metrics: Metrics
    language: Language
    findings: Findings

    @property
    def words(self) -> Words:
        return self.language.words

    def room(self, layout: str, box: str) -> Room:
        return room_of(self.brand, layout, box)


@dataclass(frozen=True, slots=True)
class Part:
    """What one slide shows of a block: the fills by box, and as blocks (for sources and evidence).

    `count` is the number of cards or profiles, which the layout's name carries.
    """

    fills: Mapping[str, Fill]
    blocks: Blocks
    count: int = 0


def _figure(block: Figure, layouts: Named, title: str, setting: SlideSetting) -> Iterator[Part]:
    yield Part({"picture": PictureFill(block.chart, block.alt)}, (block,))


def _cards(block: Cards, layouts: Named, title: str, setting: SlideSetting) -> Iterator[Part]:
    texts = [(card.figure, card.label, card.note) for card in block.cards]
    for start, end, fills, count in _shared("card", texts, layouts, setting):
        yield Part(fills, (replace(block, cards=block.cards[start:end]),), count)


def _profiles(block: Profiles, layouts: Named, title: str, setting: SlideSetting) -> Iterator[Part]:
    texts = [(each.name, each.where, each.text, each.figure) for each in block.profiles]
    for start, end, fills, count in _shared("profile", texts, layouts, setting):
        yield Part(fills, (replace(block, profiles=block.profiles[start:end]),), count)


def _shared(
    box: str, texts: Sequence[Sequence[Inlines]], layouts: Named, setting: SlideSetting
) -> Iterator[tuple[int, int, dict[str, Fill], int]]:
    """The cards or profiles from … to … of each slide, their fills, and the count that its layout is for.

    As many as fit stand on a slide, shared out evenly; a layout without a count in its name takes what it takes.
    """
    most = min(MOST[box], len(texts))
    tried = [_slides_of(box, texts, number, layouts, setting) for number in range(most, 0, -1)]
    fitting = (slides for slides in tried if all(fits for *_, fits in slides))
    chosen = next(fitting, tried[-1] if all("{n}" in layout for layout in layouts) else tried[0]) if tried else []
    for start, end, fills, count, _ in chosen:
        yield start, end, fills, count


def _slides_of(
    box: str, texts: Sequence[Sequence[Inlines]], most: int, layouts: Named, setting: SlideSetting
) -> list[tuple[int, int, dict[str, Fill], int, bool]]:
    """The slides with at most so many on each, and whether each slide's texts fit its layout."""
    slides: list[tuple[int, int, dict[str, Fill], int, bool]] = []
    start = 0
    for group in _groups(texts, most):
        named = layouts[1 if slides else 0]
        counts = range(len(group), MOST[box] + 1) if len(texts) > 1 else (1,)
        known = [n for n in counts if named.format(n=n) in setting.brand.slides.layouts]
        count = known[0] if known else len(group)
        fills = _levels(box, group)
        fits = bool(known) and fit(fills, named.format(n=count), setting)
        slides.append((start, start + len(group), fills, count, fits))
        start += len(group)
    return slides


def fit(texts: Mapping[str, Fill], layout: str, setting: SlideSetting) -> bool:
    """Whether each text has a box in the layout in which it fits."""
    boxes = setting.brand.slides.boxes(layout)
    return all(
        box in boxes and isinstance(fill, TextFill) and fits(fill.lines, setting.room(layout, box), setting.metrics)
        for box, fill in texts.items()
    )


def _table(block: Table, layouts: Named, title: str, setting: SlideSetting) -> Iterator[Part]:
    room = setting.room(layouts[0], "table")
    for fill in table_pages(block, room, setting.brand, setting.metrics, title, setting.findings):
        yield Part({"table": fill}, (replace(block, rows=fill.rows),))


def _quote(block: Quote, layouts: Named, title: str, setting: SlideSetting) -> Iterator[Part]:
    lines = [Line(line.text) for unit in units_of(block.blocks) for line in unit.lines]
    if block.attribution:
        lines.append(Line(block.attribution, 1))
    yield Part({"quote": TextFill(tuple(lines))}, (block,))


def _columns(block: Columns, layouts: Named, title: str, setting: SlideSetting) -> Iterator[Part]:
    flows = [
        pages(units_of(column), setting.room(layouts[0], f"body-{i}"), setting.metrics, setting.findings)
        for i, column in enumerate(block.columns, 1)
    ]
    for i, bodies in enumerate(zip_longest(*flows)):
        fills = {f"body-{n}": TextFill(body) for n, body in enumerate(bodies, 1) if body}
        yield Part(fills, (block,) if not i else ())


def _sources(block: ListBlock, layouts: Named, title: str, setting: SlideSetting) -> Iterator[Part]:
    units = [replace(unit, lines=tuple(replace(line, level=0) for line in unit.lines)) for unit in units_of((block,))]
    for body in pages(units, setting.room(layouts[0], "sources"), setting.metrics, setting.findings):
        yield Part({"sources": TextFill(body)}, ())


PARTS: Mapping[str, Callable[[Any, Named, str, SlideSetting], Iterator[Part]]] = {
    "figure": _figure,
    "cards": _cards,
    "profiles": _profiles,
    "table": _table,
    "quote": _quote,
    "columns": _columns,
    "sources": _sources,
}

BOXES: Mapping[str, tuple[str, ...]] = {
    "text": ("body",),
    "figure": ("picture",),
    "table": ("table",),
    "quote": ("quote",),
    "columns": ("body-1", "body-2"),
    "sources": ("sources",),
}
"""The boxes that a layout must have for these kinds; cards and profiles have one for each."""

_KINDS: Mapping[type, str] = {
    Figure: "figure",
    Cards: "cards",
    Profiles: "profiles",
    Table: "table",
    Quote: "quote",
    Columns: "columns",
}


def kind_of(block: Block) -> str:
    """The kind of a block on slides; what flows is "text"."""
    if isinstance(block, ListBlock) and block.style == "sources":
        return "sources"
    return _KINDS.get(type(block), "text")


def _groups(things: Sequence[Any], most: int) -> list[tuple[Any, ...]]:
    """The things in groups of at most `most`, as even as they can be."""
    number = -(-len(things) // most)
    size, longer = divmod(len(things), number) if number else (0, 0)
    groups, start = [], 0
    for i in range(number):
        end = start + size + (i < longer)
        groups.append(tuple(things[start:end]))
        start = end
    return groups


def _levels(box: str, texts: Sequence[Sequence[Inlines]]) -> dict[str, Fill]:
    """A box for each, with a line for each of its texts, each at its own level; empty ones are left out."""
    return {
        f"{box}-{n}": TextFill(tuple(Line(text, level) for level, text in enumerate(each) if text))
        for n, each in enumerate(texts, 1)
    }
