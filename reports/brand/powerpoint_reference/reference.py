"""brand.yaml and, where there is one, the organisation's own file → the file that decks begin with, and what of it a
writer needs to know; made once, and kept on disk."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pptx.util import Emu, Length
from pydantic import PlainValidator, TypeAdapter

from reports.brand import Box, Brand, Insets, SlideText
from reports.brand.kept import kept, name_of
from reports.brand.powerpoint_reference.adopted import adopted, unknown_layouts
from reports.brand.powerpoint_reference.looks import inches, points
from reports.brand.powerpoint_reference.own import own
from reports.brand.powerpoint_reference.package import packed
from reports.brand.powerpoint_reference.template import template_of
from reports.diagnostics import Diagnostic
from reports.languages import Language

NAMESPACE = uuid.UUID("6f2f5b0e-6d0b-5f0b-9a43-0d1a7a0f2c55")
"""Names made from content stand in this namespace, so that the same content has the same ids."""
_SEEN = {"name", "files", "fonts", "colours", "roles", "series", "slides", "logo"}
"""The parts of brand.yaml that slides show."""
StoredLength = Annotated[Length, PlainValidator(Length)]
"""A length that JSON holds as a number of EMU."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a placeholder's text: its number in the file, if that is not the line's; and, where the file's own
    looks otherwise, the style that a paragraph states itself."""

    number: int | None = None
    direct: SlideText | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder of a layout. `room` is the place of a picture or a table in it: left, top, width and height."""

    type: str
    index: int
    name: str
    room: tuple[StoredLength, StoredLength, StoredLength, StoredLength]
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckLayout:
    """A layout: its place among those of the file, and its placeholders in reading order."""

    number: int
    holders: Mapping[str, Holder]


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of tables: the id of the table's style and the distances around a text; and the style and the font that
    they state themselves, where the file has its own for text outside placeholders."""

    table_style: str
    across: StoredLength
    down: StoredLength
    style: SlideText | None
    font: str


@dataclass(frozen=True, slots=True)
class DeckReference:
    """A .pptx without slides that python-pptx opens, its layouts, and what is written in tables."""

    content: bytes
    layouts: Mapping[str, DeckLayout]
    cells: Cells


_KNOWN = TypeAdapter(tuple[dict[str, DeckLayout], Cells])


@dataclass(frozen=True, slots=True)
class _Key:
    """What a reference depends on; the brand and the language are compared by what is made of them."""

    made_of: str
    brand: Brand = field(compare=False)
    language: Language = field(compare=False)
    folder: Path | None = field(compare=False)


def deck_reference(brand: Brand, language: Language, folder: Path | None = None) -> DeckReference:
    """The reference of a brand in a language, made once; `folder` is where it is kept, if it is.

    Raises Problems: the organisation's file cannot be read, or has not the layouts that brand.yaml names.
    """
    made_of = f"{language.code} {language.tag} {brand.model_dump_json(include=_SEEN)}"
    return _found(_Key(made_of, brand, language, folder))


@lru_cache(maxsize=8)
def _found(key: _Key) -> DeckReference:
    path = key.folder / name_of("python-pptx", key.made_of) if key.folder else None
    content, (layouts, cells) = kept(path, _KNOWN, lambda: _made(key.brand, key.language))
    return DeckReference(content, layouts, cells)


def layout_faults(brand: Brand) -> Iterable[Diagnostic]:
    """Complaints of layouts that brand.yaml names and the organisation's file has not."""
    template = template_of(brand)
    return unknown_layouts(template, brand) if template else ()


def _made(brand: Brand, language: Language) -> tuple[bytes, tuple[dict[str, DeckLayout], Cells]]:
    template = template_of(brand)
    basis = adopted(template, brand, language) if template else own(brand, language)
    table_style = f"{{{str(uuid.uuid5(NAMESPACE, f'table/{brand.name}')).upper()}}}"
    looks, font = brand.slides, basis.paint.fonts["mn"]
    cells = Cells(
        table_style=table_style,
        across=points(2 * looks.table.across),
        down=points(looks.table.down),
        style=looks.text[looks.placeholders["table"].levels[0]] if template else None,
        font="" if font.startswith("+") else font,
    )
    layouts = {key: DeckLayout(basis.numbers[key], dict(_holders(brand, key))) for key in looks.layouts}
    return packed(basis, table_style), (layouts, cells)


def _holders(brand: Brand, layout: str) -> Iterable[tuple[str, Holder]]:
    for name, box in brand.slides.boxes(layout).items():
        placeholder, index = brand.slides.placeholder(layout, name)
        styles = [brand.slides.text[level] for level in placeholder.levels]
        levels = tuple(Level(s.level - 1 if s.level else None, s if s.direct else None) for s in styles)
        own = levels if any(level != Level() for level in levels) else ()
        yield name, Holder(placeholder.type, index, placeholder.name, _room(box, brand.slides.insets(placeholder)), own)


def _room(box: Box, insets: Insets) -> tuple[Length, Length, Length, Length]:
    """A box without the distances that are kept from its edges."""
    left, top, width, height = map(inches, box)
    before, above, after, below = map(points, insets)
    return Emu(left + before), Emu(top + above), Emu(width - before - after), Emu(height - above - below)
