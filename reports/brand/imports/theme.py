"""Colours and fonts for brand.yaml from the theme of a file and from what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.brand import Brand
from reports.brand.imports.brand_file import Gone, Proposal, Whole
from reports.brand.imports.colours import FoundColours, colour_changes
from reports.brand.imports.fonts import font_changes
from reports.brand.model import OwnLooks
from reports.brand.theme import Theme


def theme_changes(theme: Theme, brand: Brand, found: FoundColours | None = None) -> Proposal:
    """The changes to colours, roles, series and fonts. Without colours `found` in the file those of the theme count
    alone; `brand` gives those that the file lacks."""
    colours = colour_changes(found or FoundColours(theme.colours, {}), brand)
    fonts = font_changes(theme.minor, theme.major)
    return Proposal({**colours.changes, **fonts.changes}, (*colours.notes, *fonts.notes))


def own_looks(changes: Mapping[str, Any]) -> dict[str, Any]:
    """These changes for a format of its own: they replace what a former file gave, and what is not given is removed."""
    return {name: Whole(changes[name]) if name in changes else Gone() for name in OwnLooks.model_fields}
