"""The .pptx with which decks begin and the facts about it that the writer needs, made once for a brand and language."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from pptx.util import Emu, Length

from reports.brand import Brand, SlideText
from reports.brand.cache import Recipe, made, seen
from reports.brand.powerpoint_reference.brand_basis import brand_basis
from reports.brand.powerpoint_reference.imported import imported_deck
from reports.brand.powerpoint_reference.imported_basis import imported_basis, unknown_layouts
from reports.brand.powerpoint_reference.looks import inches, points
from reports.brand.powerpoint_reference.package import packed
from reports.diagnostics import Diagnostic
from reports.document.model import BAR
from reports.languages import Language

NAMESPACE = uuid.UUID("6f2f5b0e-6d0b-5f0b-9a43-0d1a7a0f2c55")
"""The namespace of ids that are made from content, so that the same content has the same ids."""
_SEEN = ("name", "files", "fonts", "colours", "roles", "series", "slides", "logo")
"""The fields of a brand on which a reference depends."""


class DeckPlaceholder(Struct, frozen=True):
    """A placeholder of a layout. `room` is the place of a picture or a table in it: left, top, width and height.
    `purpose` is the name under which the reference has its styles."""

    type: str
    index: int
    name: str
    room: tuple[Length, Length, Length, Length]
    purpose: str


class DeckLayout(Struct, frozen=True):
    """A layout: its position among those of the file, and its placeholders in reading order."""

    number: int
    placeholders: Mapping[str, DeckPlaceholder]


class Cells(Struct, frozen=True):
    """Cells of tables: the id of the table style, the distance beside text, and the colours of the rules between rows
    and under the head; and the style and the font that they state themselves, if an imported file has its own for text
    outside placeholders."""

    table_style: str
    across: Length
    rule: str
    head_rule: str
    style: SlideText | None
    font: str


SignFills = Mapping[str, str]
"""The fills of bars and of the signs of states, by the form of their marks."""
_SIGNS = {BAR: "heading", "done": "heading", "on-track": "heading", "at-risk": "accent", "late": "accent"}
"""The colours of signs by the form of their marks, unless they are those of the text."""


class DeckReference(Struct, frozen=True):
    """A .pptx without slides, its layouts, the looks of tables, and the styles of the levels of each purpose."""

    content: bytes
    layouts: Mapping[str, DeckLayout]
    cells: Cells
    signs: SignFills
    styles: Mapping[str, tuple[SlideText, ...]]


def deck_reference(brand: Brand, language: Language, folder: Path | None = None) -> DeckReference:
    """The reference of a brand in a language, made once; `folder` is the cache folder, if it is to be stored.

    Raises Problems: the imported file cannot be read, or lacks layouts that brand.yaml names.
    """
    logo = sha256(b"\0".join(image.content for image in brand.images.values())).hexdigest()
    made_of = f"{language.code} {language.tag} {logo} {seen(brand, _SEEN)}"
    recipe = Recipe(made_of, folder, lambda: _made(brand, language))
    content, (layouts, cells, signs) = made(recipe)
    styles = {name: brand.slides.styles_of(placeholder) for name, placeholder in brand.slides.placeholders.items()}
    return DeckReference(content, layouts, cells, signs, styles)


def layout_faults(brand: Brand) -> Iterable[Diagnostic]:
    """Errors for layouts that brand.yaml names and the imported file lacks."""
    deck = imported_deck(brand)
    return unknown_layouts(deck, brand) if deck else ()


def _made(brand: Brand, language: Language) -> tuple[bytes, tuple[dict[str, DeckLayout], Cells, SignFills]]:
    deck = imported_deck(brand)
    basis = imported_basis(deck, brand, language) if deck else brand_basis(brand, language)
    table_style = f"{{{str(uuid.uuid5(NAMESPACE, f'table/{brand.name}')).upper()}}}"
    looks, font = brand.slides, basis.paint.fonts["mn"]
    cells = Cells(
        table_style=table_style,
        across=points(2 * looks.table.across),
        rule=basis.paint.fill(looks.table.rule),
        head_rule=basis.paint.fill(looks.table.head_rule),
        style=looks.text[looks.placeholders["table"].levels[0]] if deck else None,
        font="" if font.startswith("+") else font,
    )
    layouts = {key: DeckLayout(basis.numbers[key], dict(_placeholders(brand, key))) for key in looks.layouts}
    signs = {form: str(basis.paint.fill(colour)) for form, colour in _SIGNS.items()}
    return packed(basis, table_style), (layouts, cells, signs)


def _placeholders(brand: Brand, layout: str) -> Iterable[tuple[str, DeckPlaceholder]]:
    for name, box in brand.slides.boxes(layout).items():
        purpose, index = brand.slides.purpose(layout, name)
        placeholder = brand.slides.placeholders[purpose]
        left, top, width, height = map(inches, box)
        before, above, after, below = map(points, brand.slides.insets(placeholder))
        room = Emu(left + before), Emu(top + above), Emu(width - before - after), Emu(height - above - below)
        yield name, DeckPlaceholder(placeholder.type, index, placeholder.name, room, purpose)
