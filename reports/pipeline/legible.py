"""Whether the texts of decks can be read on what an imported reference paints behind them, or else in which colours."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from reports.brand import BoxInches, Brand, SlideText, contrast
from reports.brand.checks import LEAST_CONTRAST_GRAPHICS, LEAST_CONTRAST_TEXT
from reports.brand.imports import ImportPoint
from reports.brand.imports.brand_file import Whole
from reports.brand.imports.found import FoundHolder, FoundLayout
from reports.document.model import plain

if TYPE_CHECKING:
    from reports.powerpoint.slides.model import Deck, Slide, TextFill

_LARGE, _LARGE_BOLD = 18, 14
"""From these sizes on, in points on a slide as high as the design's, type is large (WCAG 2.2, criterion 1.4.3)."""
_HEIGHT = 7.5
_SPOTS = 8
"""One in so many of the points behind a text may have less contrast, as at the edge of a picture."""
_LETTER = 0.5
_UNREADABLE = 2
"""The weight of a point on text that cannot be read."""
_ON = "-on-"


class _StandingText(Struct, frozen=True):
    """A text of a slide: where it is, the name of its style ("" in charts and tables), its colour, the least contrast
    that it needs, and the colours behind it."""

    layout: str
    box: str
    style: str
    colour: str
    least: float
    behind: tuple[str, ...]

    def contrast(self, colour: str) -> float:
        """The contrast of a colour with what is behind the text, but for the worst spots."""
        ratios = sorted(contrast(colour, each) for each in self.behind)
        return ratios[len(ratios) // _SPOTS]


def legible(decks: Sequence[Deck], brand: Brand) -> tuple[dict[str, Any], list[ImportPoint]]:
    """The changes to the slides of brand.yaml that give texts of too little contrast another colour of the brand, and
    points on texts for which there is none."""
    looks = brand.for_slides()
    poor: dict[tuple[str, str, str], list[_StandingText]] = {}
    for text in _texts(decks, looks):
        if text.contrast(text.colour) < text.least:
            poor.setdefault((text.layout, text.box, text.style), []).append(text)
    inks: dict[tuple[str, str], dict[str, str]] = {}
    points: list[ImportPoint] = []
    for (layout, box, style), texts in poor.items():
        if style and (ink := _ink(texts, looks)):
            inks.setdefault((layout, box), {})[style] = ink
        else:
            ratio = min(text.contrast(text.colour) for text in texts)
            name = looks.slides.layouts[layout].name
            sentence = f'"{box}" on the layout "{name}" has a contrast of {ratio:.1f}:1 with what is behind it'
            cure = f"move it, or choose another layout: slides.layouts.{layout} in brand.yaml"
            points.append(ImportPoint(_UNREADABLE, sentence, cure))
    return _changes(inks, looks), points


def _texts(decks: Sequence[Deck], brand: Brand) -> Iterator[_StandingText]:
    """The texts of the decks, those that look alike once."""
    from reports.brand.imports.layouts import found_slides
    from reports.brand.powerpoint_reference.imported import read_deck
    from reports.brand.powerpoint_reference.reference import deck_reference
    from reports.languages import LANGUAGES
    from reports.powerpoint.slides.model import PictureFill, TableFill, TextFill

    if not decks:
        return
    reference = deck_reference(brand, LANGUAGES[decks[0].language])
    made = read_deck(reference.content, "brand.yaml")
    by_label = {layout.label: layout for layout in found_slides(made, "brand.yaml").layouts}
    labels = list(made.layouts)
    seen: set[tuple[object, ...]] = set()
    for slide in (slide for deck in decks for slide in deck.slides):
        found, known = by_label.get(labels[reference.layouts[slide.layout].number]), reference.layouts[slide.layout]
        if found is None:
            continue
        holders = {holder.index: holder for holder in found.holders}
        for box, fill in slide.fills.items():
            holder = holders.get(known.placeholders[box].index) if box in known.placeholders else None
            texts: Iterator[_StandingText] = iter(())
            if holder and isinstance(fill, TextFill):
                texts = _written(slide, box, fill, holder, found, brand)
            elif isinstance(fill, TableFill) or (isinstance(fill, PictureFill) and not fill.is_picture):
                texts = _drawn(slide.layout, box, found, brand)
            for text in texts:
                key = (text.layout, text.box, text.style, text.colour, text.least, text.behind)
                if key not in seen:
                    seen.add(key)
                    yield text


def _drawn(layout: str, box: str, found: FoundLayout, brand: Brand) -> Iterator[_StandingText]:
    """The texts of a chart or a table, which have the colours of all charts and tables."""
    if behind := tuple(found.under(brand.slides.boxes(layout)[box])):
        for role in ("text", "secondary"):
            yield _StandingText(layout, box, "", brand.colour(role), LEAST_CONTRAST_TEXT, behind)


def _written(
    slide: Slide, box: str, fill: TextFill, holder: FoundHolder, found: FoundLayout, brand: Brand
) -> Iterator[_StandingText]:
    """The texts of a box, each with the colours behind the part of the box in which they stand."""
    from reports.powerpoint.slides.text_frame import style_of

    placeholder, _ = brand.slides.placeholder(slide.layout, box)
    styles = fill.styles or brand.slides.styles_of(placeholder)
    unit = min(brand.slides.size[1] / _HEIGHT, 1)
    width = max(holder.box[2] * 72 - holder.insets[0] - holder.insets[2], 1)
    shown = [(line, style_of(line, styles)) for line in fill.lines]
    high = sum(math.ceil(len(plain(line.text)) * _LETTER * style.size / width) * style.line for line, style in shown)
    behind = (holder.ground,) if holder.ground else tuple(found.under(_standing(holder, high / 72)))
    for _, style in shown if behind else ():
        name = next((name for name in placeholder.levels if _is_same(brand.slides.text[name], style)), "")
        level = holder.levels[min(max(style.level, 1), len(holder.levels)) - 1]
        large = style.size >= _LARGE * unit or (style.bold and style.size >= _LARGE_BOLD * unit)
        least = LEAST_CONTRAST_GRAPHICS if large else LEAST_CONTRAST_TEXT
        yield _StandingText(
            slide.layout, box, name or placeholder.levels[0], level.colour or brand.colour(style.colour), least, behind
        )


def _is_same(named: SlideText, style: SlideText) -> bool:
    return (named.colour, named.level, named.mark, named.bold) == (style.colour, style.level, style.mark, style.bold)


def _standing(holder: FoundHolder, high: float) -> BoxInches:
    """The part of a placeholder in which text of this height stands."""
    left, top, width, height = holder.box
    high = min(high, height)
    start = {"top": 0.0, "middle": (height - high) / 2, "bottom": height - high}[holder.anchor]
    return left, top + start, width, high


def _ink(texts: Sequence[_StandingText], brand: Brand) -> str:
    """The name of a colour in which these texts can be read: that of text, on dark or headings that is read best, or
    else any of the brand's; "" if there is none."""
    usual = [getattr(brand.roles, role) for role in ("text", "on_dark", "heading")]
    usual.sort(key=lambda name: -min(text.contrast(brand.colours[name]) for text in texts))
    known = dict.fromkeys((*usual, *brand.colours))
    return next((name for name in known if all(t.contrast(brand.colours[name]) >= t.least for t in texts)), "")


def _changes(inks: Mapping[tuple[str, str], Mapping[str, str]], brand: Brand) -> dict[str, Any]:
    """The changes to the slides of brand.yaml: styles and placeholders of their own for these boxes."""
    text: dict[str, Any] = {}
    placeholders: dict[str, Any] = {}
    layouts: dict[str, Any] = {}
    for (layout, box), colours in inks.items():
        placeholder, index = brand.slides.placeholder(layout, box)
        entry = {**placeholder.model_dump(exclude_defaults=True, by_alias=True), "index": index}
        levels = []
        for name in placeholder.levels:
            levels.append(name if name not in colours else f"{name}{_ON}{layout}")
            if name in colours:
                own = brand.slides.text[name].model_dump(exclude_defaults=True)
                text[levels[-1]] = Whole({**own, "colour": colours[name]})
        named = f"{box}{_ON}{layout}"
        placeholders[named] = Whole({**entry, "levels": levels})
        layouts.setdefault(layout, {"placeholders": {}})["placeholders"][box] = named
    return {"text": text, "placeholders": placeholders, "layouts": layouts} if inks else {}
