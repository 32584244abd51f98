"""The table of kinds of blocks on slides: the layout of each, and the slides that its content fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from reports.brand.slides import PHOTO
from reports.diagnostics import Place
from reports.document import children_of, marked_in, model
from reports.document.alternatives import divided
from reports.powerpoint.slides.bodies import numbered, slide_bodies
from reports.powerpoint.slides.key_figures import card_fills
from reports.powerpoint.slides.model import Fill, Line, PictureFill, SlideContent, TextFill
from reports.powerpoint.slides.paragraphs import KeptLines, kept_lines
from reports.powerpoint.slides.setting import SlideSetting
from reports.powerpoint.slides.tables import table_fills
from reports.powerpoint.slides.text_frame import TextFrame

CARDS, HERO = "cards", "key"
"""How the names of layouts for key figures begin: equal ones, and a hero with lesser ones."""
COLUMNS, THREE_COLUMNS = "two-columns", "three-columns"
MOST_CARDS, MOST_PROFILES = 4, 6
"""How many of these a slide holds; more are shared out evenly over several."""
POSITION_BOX = "position"
Layouts = tuple[str, str]
"""The layouts of a block's first slide and of those that continue it; {n} is the number of cards or profiles."""
PICTURED, MOST_PICTURED = ("profiles-{n}-photos", "profiles-{n}-photos"), 3
"""The layouts of profiles with pictures, and how many of these a slide holds."""


Contents = Callable[[Any, Layouts, str, SlideSetting], Iterable[SlideContent]]
"""(block, layouts, title of the slide, setting) → the content of each slide."""


def no_slides(block: model.Block, layouts: Layouts, title: str, setting: SlideSetting) -> Iterable[SlideContent]:
    """No slides: the contents of a kind of block that is a part of the text of a slide, such as a paragraph."""
    return ()


class SlideKind(Struct, frozen=True):
    """How a kind of block is shown on slides.

    `layout` is that of the block alone, `with_text` that of the block beside text, if it can be. A layout that an
    author names must have the `boxes`. A `grouped` block may have its text on a slide of its own; a `whole` one cannot
    be continued within a box, so that it must fit.
    """

    layout: str
    with_text: str = ""
    boxes: tuple[str, ...] = ()
    contents: Contents = no_slides
    grouped: bool = False
    whole: bool = False


def _figure(block: model.Figure, layouts: Layouts, title: str, setting: SlideSetting) -> Iterable[SlideContent]:
    filled = is_photo(block) and PHOTO in setting.brand.slides.boxes(layouts[0])
    yield SlideContent({PHOTO if filled else "picture": _image(block, filled)}, (block,))


def _image(block: model.Figure, filled: bool) -> PictureFill:
    beginning, _ = divided(block.alt)  # the rest is in the notes
    return PictureFill(block.image, beginning, filled)


def _cards(block: model.Cards, layouts: Layouts, title: str, setting: SlideSetting) -> Iterable[SlideContent]:
    if block.has_hero:
        heroes = tuple(layout.replace(CARDS, HERO) for layout in layouts)
        if any(known.startswith(f"{HERO}-") for known in setting.brand.slides.layouts):
            layouts = heroes[0], heroes[1]

    def fills(cut: slice, layout: str) -> Mapping[str, Fill]:
        emphasis = "emphasis" in block.styles and not cut.start
        return card_fills(block.cards[cut], layout, setting, emphasis=emphasis)

    def part(cut: slice) -> model.Block:
        return replace(block, cards=block.cards[cut])

    return _shared_out(len(block.cards), MOST_CARDS, fills, part, layouts, setting)


def _profiles(block: model.Profiles, layouts: Layouts, title: str, setting: SlideSetting) -> Iterable[SlideContent]:
    texts = [
        (each.name, each.where, model.joined(filter(None, (each.text, each.label)), " "), each.figure)
        for each in block.profiles
    ]
    layouts, most = (PICTURED, MOST_PICTURED) if children_of(block) else (layouts, MOST_PROFILES)

    def fills(cut: slice, layout: str) -> Mapping[str, Fill]:
        # a box for each, with a line for each of its texts at its own level; empty ones are left out
        return {
            f"profile-{n}": TextFill(tuple(Line(text, level) for level, text in enumerate(each) if text))
            for n, each in enumerate(texts[cut], 1)
        }

    def part(cut: slice) -> model.Block:
        return replace(block, profiles=block.profiles[cut])

    contents = _shared_out(len(texts), most, fills, part, layouts, setting)
    for content in contents:
        profiles = (each for part in content.blocks if isinstance(part, model.Profiles) for each in part.profiles)
        figures = ((n, figure) for n, each in enumerate(profiles, 1) for figure in each.picture)
        images = {f"{PHOTO}-{n}": _image(each, is_photo(each)) for n, each in figures if isinstance(each, model.Figure)}
        yield replace(content, fills={**content.fills, **images})


def _shared_out(
    count: int,
    most: int,
    fills_of: Callable[[slice, str], Mapping[str, Fill]],
    part: Callable[[slice], model.Block],
    layouts: Layouts,
    setting: SlideSetting,
) -> Iterable[SlideContent]:
    """As many cards or profiles on a slide as fit, shared out evenly; `fills_of` gives the fills of a slice of them in
    a layout, `part` the block with these.

    A layout without a count in its name takes as many as it can.
    """

    def slides(size: int) -> Iterator[SlideContent]:
        """The slides with at most `size` on each."""
        start, number = 0, -(-count // size)
        for left in range(number, 0, -1):
            group = -(-(count - start) // left)
            cut, layout = slice(start, start + group), layouts[0 if left == number else 1]
            counts = range(group, most + 1) if count > 1 else (1,)
            known = [name for n in counts if (name := layout.format(n=n)) in setting.brand.slides.layouts]
            fills = fills_of(cut, known[0]) if known else {}
            yield SlideContent(fills, (part(cut),), known[0] if known else layout.format(n=group))
            start += group

    def fit(contents: Sequence[SlideContent], share: float) -> bool:
        known = setting.brand.slides.layouts
        return all(each.layout in known and setting.fits(each.fills, each.layout, share) for each in contents)

    tried = [list(slides(size)) for size in range(min(most, count), 0, -1)]
    fitting = (each for share in (0, -1) for each in tried if fit(each, share))
    return next(fitting, tried[-1] if all("{n}" in layout for layout in layouts) else tried[0]) if tried else ()


def _table(block: model.Table, layouts: Layouts, title: str, setting: SlideSetting) -> Iterable[SlideContent]:
    for fill, blocks in _tables(block, setting.frame(layouts[0], "table"), title, setting):
        yield SlideContent({"table": fill}, blocks)


def _tables(block: model.Table, frame: TextFrame, title: str, setting: SlideSetting) -> list[tuple[Fill, model.Blocks]]:
    """A table as those that fit the frame, each with its rows as the block whose sources it needs."""
    fills = table_fills(block, frame, setting.brand, setting.metrics, title, setting.findings)
    return [(fill, (fill.table,)) for fill in fills]


def _quote(block: model.Quote, layouts: Layouts, title: str, setting: SlideSetting) -> Iterable[SlideContent]:
    yield _said(block, "quote", 1, layouts[0], setting)


def _position(block: model.Quote, layouts: Layouts, title: str, setting: SlideSetting) -> Iterable[SlideContent]:
    boxes = setting.brand.slides.boxes(layouts[0])
    if POSITION_BOX in boxes or "body" not in boxes:
        known = POSITION_BOX in boxes
        yield (
            _said(block, POSITION_BOX, 1, layouts[0], setting)
            if known
            else SlideContent({POSITION_BOX: TextFill(())}, ())
        )
    else:
        yield _said(block, "body", 0, layouts[0], setting)


def _said(block: model.Quote, box: str, level: int, layout: str, setting: SlideSetting) -> SlideContent:
    """What somebody said or holds, in this box, and who at this level of its text."""
    kept = kept_lines(block.blocks, setting.findings)
    if block.attribution:
        kept.append(KeptLines((Line(block.attribution, level),), block.place))
    fill = TextFill(numbered(kept, setting.frame(layout, box).styles, setting.findings))
    return SlideContent({box: fill}, shown_in((fill,), block.place))


def _columns(block: model.Columns, layouts: Layouts, title: str, setting: SlideSetting) -> Iterable[SlideContent]:
    layout, known = layouts[0], setting.brand.slides
    if layout == COLUMNS and len(block.columns) > 2 and THREE_COLUMNS in known.layouts:
        layout = THREE_COLUMNS
    room = [box for box in known.boxes(layout) if box.startswith("body-")]
    if len(block.columns) > len(room):
        message = f"a slide has room for {len(room)} columns; here are {len(block.columns)}"
        setting.findings.error(message, block.place, hint="put the text of one into another, or on a slide of its own")
        return
    if len(block.columns) == 1:
        message = "text flows through columns in Word only"
        setting.findings.error(message, block.place, hint='write "::: column" around what each column of the slide has')
        return
    pairs = zip(room, block.columns, strict=False)
    columns = [_column(column, setting.frame(layout, box), title, setting) for box, column in pairs]
    for parts in zip_longest(*columns):
        shown = [(box, part) for box, part in zip(room, parts, strict=False) if part]
        blocks = tuple(each for _, (_, inside) in shown for each in inside)
        yield SlideContent({box: fill for box, (fill, _) in shown}, blocks, layout)


def _column(
    blocks: model.Blocks, frame: TextFrame, title: str, setting: SlideSetting
) -> list[tuple[Fill, model.Blocks]]:
    """What a column has on each slide, with the blocks whose sources it needs: a chart or picture, a table, or
    text."""
    match blocks:
        case (model.Figure() as figure,):
            return [(_image(figure, filled=False), blocks)]
        case (model.Table() as table,):
            looks = setting.brand.slides
            own = frame.with_styles(looks.styles_of(looks.placeholders["table"]))
            return _tables(table, own, title, setting)
        case _:
            bodies = slide_bodies(kept_lines(blocks, setting.findings), frame, *setting.measures)
            return [(fill, shown_in((fill,), blocks[0].place)) for fill in map(TextFill, bodies) if fill.lines]


def shown_in(fills: Iterable[TextFill], place: Place) -> model.Blocks:
    """What text shows, as blocks whose sources and evidence it needs."""
    return tuple(model.Paragraph(line.text, place) for fill in fills for line in fill.lines)


def _sources(block: model.ListBlock, layouts: Layouts, title: str, setting: SlideSetting) -> Iterable[SlideContent]:
    lines = [
        replace(kept, lines=tuple(Line(line.text, start=line.start) for line in kept.lines))
        for kept in kept_lines((block,), setting.findings)
    ]
    for body in slide_bodies(lines, setting.frame(layouts[0], "sources"), *setting.measures):
        yield SlideContent({"sources": TextFill(body)}, ())


BODY = SlideKind("message-text", boxes=("body",))
"""Text, of which a slide holds any number of blocks; `paragraphs.TEXT` says how each kind is written."""
SOURCES = SlideKind("sources", "sources-text", ("sources",), _sources)
PICTURE = SlideKind("photo", "photo-text", (), _figure)
"""A picture that fills a box to its edges, not a map or a diagram."""
POSITION = SlideKind("position", "", (), _position, whole=True)
"""A view that somebody holds, in other words than theirs: never in the looks of a quotation."""

KINDS: Mapping[type[model.Block], SlideKind] = {
    model.Heading: BODY,  # one of the first two levels begins a section or a slide
    model.Paragraph: BODY,
    model.ListBlock: BODY,  # but for the list of sources, see `kind_of`
    model.Table: SlideKind("table", "", ("table",), _table),
    model.Figure: SlideKind("message-chart", "message-text-chart", ("picture",), _figure),
    model.Cards: SlideKind("cards-{n}", "cards-{n}-text", (), _cards, grouped=True, whole=True),
    model.Profiles: SlideKind("profiles-{n}", "", (), _profiles, grouped=True, whole=True),
    model.Quote: SlideKind("quotation", "", ("quote",), _quote, whole=True),
    model.Box: BODY,
    model.Columns: SlideKind(COLUMNS, "", ("body-1", "body-2"), _columns),
    model.Landscape: BODY,  # an error
    model.PageBreak: BODY,  # an error
    model.Sides: BODY,  # an error
    model.SpeakerNotes: BODY,  # in the notes of the slide, wherever they are on it
    model.Listing: BODY,  # an error
}
"""For each kind of block, how it is shown on slides."""


def kind_of(block: model.Block) -> SlideKind:
    """How a block is shown on slides."""
    is_sources = isinstance(block, model.ListBlock) and block.style == "sources"
    if isinstance(block, model.Quote) and not any(mark.trace.kind == "quotation" for mark in marked_in(block.blocks)):
        return POSITION
    return SOURCES if is_sources else PICTURE if is_photo(block) else KINDS[type(block)]


def is_photo(block: model.Block) -> bool:
    """Whether a block is a picture whose edges may be cut off."""
    return isinstance(block, model.Figure) and bool(block.picture) and "whole" not in block.styles


def is_text(block: model.Block) -> bool:
    """Whether a block is a part of the text of a slide."""
    return kind_of(block).contents is no_slides
