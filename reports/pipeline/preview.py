"""A page for a browser that shows an imported reference: slides of the workspace's own decks, or text of a briefing."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from reports.brand import BoxInches, Brand, SlideText
from reports.document.model import Inlines, plain

if TYPE_CHECKING:
    from pptx.opc.package import XmlPart

    from reports.brand.imports.found import FoundHolder, FoundSlides
    from reports.powerpoint.slides.model import Deck, Fill, Line, Slide

PictureOf = Callable[["Deck", str], bytes]
"""The .png of the chart of this name in a deck; nothing for a photograph."""
_SHOWN = (
    ("title",),
    ("section",),
    ("message-text", "two-columns"),
    ("message-chart", "timeline"),
    ("table",),
    ("key-", "cards-"),
)
"""How the names of the layouts begin of which one slide each is shown."""
_ANCHORS = {"top": "start", "middle": "center", "bottom": "end"}
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 15px sans-serif; margin: 2em; background: #f4f4f4; color: #222 }}
.slide {{ position: relative; overflow: hidden; zoom: .55; margin: 0 0 .4in; background: #fff }}
.slide > * {{ position: absolute; box-sizing: border-box; display: flex; flex-direction: column }}
.slide p, .page p {{ margin: 0 }} .page {{ background: #fff; padding: 22mm; width: 166mm; box-shadow: 0 0 6px #888 }}
td, th {{ padding: .05in .1in; text-align: left; border-bottom: 1px solid currentColor }}
.swatch {{ display: inline-block; width: 7em; height: 3.4em; margin: 0 .5em 1em 0; font-size: 12px; overflow: hidden }}
</style><h1>{title}</h1><p>{what}</p><div>{swatches}</div>{content}</html>
"""
_WHAT = "Drawn by songngu, without the program that the file is for: lines may end elsewhere there."
_SAMPLES = (("title", "Title of the briefing"), ("heading-1", "Heading"), ("heading-2", "Heading of the second level"),
            ("body", "Running text in the font, the size and the colour of the file, with lines at its distance. " * 3),
            ("caption", "A caption of a table or a chart"), ("source", "The source line"))  # fmt: skip


def swatches_of(kind: str, brand: Brand) -> dict[str, str]:
    """The colours of a brand in documents of this kind, by the names that say what they are for."""
    looks = brand.for_slides() if kind == "powerpoint" else brand.in_form("house")
    roles = ("ground", "text", "heading", "accent")
    series = {f"chart {number}": looks.colour(each) for number, each in enumerate(looks.series, 1)}
    return {**{role: looks.colour(role) for role in roles}, **series}


def preview(kind: str, name: str, decks: Sequence[Deck], brand: Brand, drawn: PictureOf) -> bytes:
    """The page for an imported file of this kind and name, as HTML with all that it shows in it."""
    looks = brand.for_slides() if kind == "powerpoint" else brand.in_form("house")
    content = "".join(_slides(decks, looks, drawn) if kind == "powerpoint" else _text(looks))
    swatches = "".join(
        f'<span class="swatch" style="border-top: 2em solid {colour}">{escape(each)}<br>{colour}</span>'
        for each, colour in swatches_of(kind, brand).items()
    )
    return _PAGE.format(title=escape(name), what=_WHAT, swatches=swatches, content=content).encode()


def _text(brand: Brand) -> Iterator[str]:
    """A page with a text in each of the main styles."""
    yield '<div class="page">'
    for role, text in _SAMPLES:
        if style := brand.word.styles.get(role):
            font = brand.fonts.headings if role in ("title", "heading-1", "heading-2") else brand.fonts.body
            above, below = f"{style.before}pt", f"{max(style.after, 4)}pt"
            yield _paragraph(text, style.size, style.line, style.bold, brand.colour(style.colour), font, above, below)
    yield "</div>"


def _paragraph(
    text: str, size: float, line: float, bold: bool, colour: str, font: str, above: str = "0", below: str = "0"
) -> str:
    weight = "bold" if bold else "normal"
    looks = f"font: {weight} {size}pt/{line}pt '{font}', sans-serif; color: {colour}; padding: {above} 0 {below}"
    return f'<p style="{escape(looks)}">{escape(text)}</p>'


def _slides(decks: Sequence[Deck], brand: Brand, drawn: PictureOf) -> Iterator[str]:
    """A slide of each of the main kinds, on its layout."""
    from reports.brand.imports.layouts import found_slides
    from reports.brand.powerpoint_reference.imported import read_deck
    from reports.brand.powerpoint_reference.reference import deck_reference
    from reports.languages import LANGUAGES

    if not decks:
        return
    reference = deck_reference(brand, LANGUAGES[decks[0].language])
    made = read_deck(reference.content, "brand.yaml")
    found, labels = found_slides(made, "brand.yaml"), list(made.layouts)
    every = [(deck, slide) for deck in decks for slide in deck.slides]
    shown = (next((each for each in every if each[1].layout.startswith(names)), None) for names in _SHOWN)
    for deck, slide in filter(None, shown):
        known = reference.layouts[slide.layout]
        layout = made.layouts[labels[known.number]]
        width, height = brand.slides.size
        yield f'<div class="slide" style="width: {width}in; height: {height}in">'
        for sheet in (made.master, layout) if layout._element.get("showMasterSp") not in ("0", "false") else (layout,):
            yield from _drawn(sheet, found)
        own = next((each for each in found.layouts if each.label == labels[known.number]), None)
        holders = {holder.index: holder for holder in own.holders} if own else {}
        for box, fill in slide.fills.items():
            if box in known.placeholders and (holder := holders.get(known.placeholders[box].index)):
                yield from _filled(slide, box, fill, holder, brand, partial(drawn, deck))
        yield "</div>"


def _drawn(sheet: XmlPart, found: FoundSlides) -> Iterator[str]:
    """What is drawn on a master or a layout."""
    from reports.brand.imports.backgrounds import fills_on, painted, pictures_in

    theme = found.theme.colours
    colours = {**theme, **{name: theme.get(slot, "") for name, slot in found.colour_map.items()}}
    for looks, box in fills_on(sheet, found.size):
        pictures = list(pictures_in(looks, sheet))
        for part in pictures:
            yield f'<img alt="" style="{_place(box)}" src="{_data(part.blob, part.content_type)}">'
        for at, colour in painted(looks, box, sheet, colours) if not pictures else ():
            yield f'<div style="{_place(at)}; background: {colour}"></div>'


def _data(content: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _place(box: BoxInches) -> str:
    left, top, width, height = box
    return f"left: {left:.3f}in; top: {top:.3f}in; width: {width:.3f}in; height: {height:.3f}in"


def _filled(
    slide: Slide, box: str, fill: Fill, holder: FoundHolder, brand: Brand, drawn: Callable[[str], bytes]
) -> Iterator[str]:
    """What is in a box of a slide."""
    from reports.powerpoint.slides.model import PictureFill, TableFill

    placeholder, _ = brand.slides.placeholder(slide.layout, box)
    styles = brand.slides.styles_of(placeholder)
    yield f'<div style="{_place(holder.box)}; justify-content: {_ANCHORS[holder.anchor]}; padding: {_sides(holder)}">'
    match fill:
        case PictureFill():
            if picture := drawn(fill.name):
                yield f'<img alt="{escape(fill.alt)}" style="max-width: 100%; max-height: 100%" src="{_data(picture)}">'
        case TableFill():
            yield from _table(fill.table.all_rows, fill.style or styles[0], brand)
        case _:
            yield from (_line(line, fill.styles or styles, holder, brand) for line in fill.lines)
    yield "</div>"


def _sides(holder: FoundHolder) -> str:
    left, top, right, bottom = holder.insets
    return f"{top}pt {right}pt {bottom}pt {left}pt"


def _line(line: Line, styles: tuple[SlideText, ...], holder: FoundHolder, brand: Brand) -> str:
    from reports.powerpoint.slides.text_frame import style_of

    style = style_of(line, styles)
    level = holder.levels[min(max(style.level, 1), len(holder.levels)) - 1]
    font = level.font or brand.fonts.body
    text = f"{style.mark} {plain(line.text)}" if style.mark in ("•", "–") else plain(line.text)
    colour = level.colour or brand.colour(style.colour)
    return _paragraph(text, style.size, style.line, style.bold, colour, font, below=f"{style.after}pt")


def _table(rows: Sequence[Sequence[Inlines]], style: SlideText, brand: Brand) -> Iterator[str]:
    yield f"<table style=\"border-collapse: collapse; font: {style.size}pt '{escape(brand.fonts.body)}', sans-serif; "
    yield f'color: {brand.colour("text")}">'
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        yield "<tr>" + "".join(f"<{tag}>{escape(plain(cell))}</{tag}>" for cell in row) + "</tr>"
    yield "</table>"
