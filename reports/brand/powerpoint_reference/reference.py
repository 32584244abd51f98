"""The .pptx with which decks begin and the facts about it that the writer needs, made once for a brand and language."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from pptx.util import Length

from reports.brand import Brand, SlideText
from reports.brand.cache import Recipe, made, seen
from reports.languages import Language

NAMESPACE = uuid.UUID("6f2f5b0e-6d0b-5f0b-9a43-0d1a7a0f2c55")
"""The namespace of ids that are made from content, so that the same content has the same ids."""
_SEEN = ("name", "files", "fonts", "colours", "roles", "series", "slides", "logo")
"""The fields of a brand on which a reference depends."""


class DeckPlaceholder(Struct, frozen=True):
    """A placeholder of a layout. `room` is the place of a picture or a table in it: left, top, width and height.
    `purpose` is the name under which the reference has its styles; `sides` are its distances to its text on the left
    and on the right, and `align` is "l", "ctr", "r" or "just"."""

    type: str
    index: int
    name: str
    room: tuple[Length, Length, Length, Length]
    purpose: str
    sides: tuple[Length, Length]
    align: str = "l"


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
"""The fills of bars and of the signs of states, by the form of their marks; or those of the colours of texts, by their
names."""


class DeckReference(Struct, frozen=True):
    """A .pptx without slides, its layouts, the looks of tables, the fills of signs and of the colours of texts, and the
    styles of the levels of each purpose."""

    content: bytes
    layouts: Mapping[str, DeckLayout]
    cells: Cells
    signs: SignFills
    fills: SignFills
    styles: Mapping[str, tuple[SlideText, ...]]


def deck_reference(brand: Brand, language: Language, folder: Path | None = None) -> DeckReference:
    """The reference of a brand in a language, made once; `folder` is the cache folder, if it is to be stored.

    Raises Problems: the imported file cannot be read, or lacks layouts that brand.yaml names.
    """
    logo = sha256(b"\0".join(image.content for image in brand.images.values())).hexdigest()
    made_of = f"{language.code} {language.tag} {logo} {seen(brand, _SEEN)}"

    def make() -> tuple[bytes, tuple[dict[str, DeckLayout], Cells, SignFills, SignFills]]:
        from reports.brand.powerpoint_reference.making import reference_made

        return reference_made(brand, language)

    content, (layouts, cells, signs, fills) = made(Recipe(made_of, folder, make))
    styles = {name: brand.slides.styles_of(placeholder) for name, placeholder in brand.slides.placeholders.items()}
    return DeckReference(content, layouts, cells, signs, fills, styles)
