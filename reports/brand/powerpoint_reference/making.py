"""A brand and a language → the .pptx of the reference, and the facts about it that the writer needs."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from pptx.util import Emu

from reports.brand import Brand, Roles
from reports.brand.powerpoint_reference.brand_basis import brand_basis
from reports.brand.powerpoint_reference.imported import imported_deck
from reports.brand.powerpoint_reference.imported_basis import imported_basis, unknown_layouts
from reports.brand.powerpoint_reference.looks import inches, points
from reports.brand.powerpoint_reference.package import Basis, packed
from reports.brand.powerpoint_reference.reference import NAMESPACE, Cells, DeckLayout, DeckPlaceholder, SignFills
from reports.brand.powerpoint_reference.sheets import alignments
from reports.diagnostics import Diagnostic
from reports.document.model import BAR
from reports.languages import Language

_SIGNS = {BAR: "heading", "done": "heading", "on-track": "heading", "at-risk": "accent", "late": "accent"}
"""The colours of signs by the form of their marks, unless they are those of the text."""


def layout_faults(brand: Brand) -> Iterable[Diagnostic]:
    """Errors for layouts that brand.yaml names and the imported file lacks."""
    deck = imported_deck(brand)
    return unknown_layouts(deck, brand) if deck else ()


def reference_made(
    brand: Brand, language: Language
) -> tuple[bytes, tuple[dict[str, DeckLayout], Cells, SignFills, SignFills]]:
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
    layouts = {key: DeckLayout(basis.numbers[key], dict(_placeholders(key, basis))) for key in looks.layouts}
    signs = {form: str(basis.paint.fill(colour)) for form, colour in _SIGNS.items()}
    named = {*Roles.model_fields, *(style.colour for style in looks.text.values())}
    fills = {name: str(basis.paint.fill(name)) for name in sorted(named)}
    return packed(basis, table_style), (layouts, cells, signs, fills)


def _placeholders(layout: str, basis: Basis) -> Iterable[tuple[str, DeckPlaceholder]]:
    brand = basis.paint.brand
    aligned = alignments(basis.layouts[basis.numbers[layout]]._element, basis.master._element)
    for name, box in brand.slides.boxes(layout).items():
        purpose, index = brand.slides.purpose(layout, name)
        placeholder = brand.slides.placeholders[purpose]
        left, top, width, height = map(inches, box)
        before, above, after, below = map(points, brand.slides.insets(placeholder))
        room = Emu(left + before), Emu(top + above), Emu(width - before - after), Emu(height - above - below)
        sides, align = (before, after), aligned.get(str(index), "l")
        yield name, DeckPlaceholder(placeholder.type, index, placeholder.name, room, purpose, sides, align)
