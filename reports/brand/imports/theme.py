"""Colours and fonts for brand.yaml from the theme of a file and from what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.brand import Brand, luminance
from reports.brand.imports.brand_file import Gone, Proposal, Whole
from reports.brand.imports.colours import FoundColours, colour_changes
from reports.brand.imports.fonts import font_changes
from reports.brand.model import OwnLooks
from reports.brand.theme import Theme


def theme_changes(
    theme: Theme, colour_map: Mapping[str, str], brand: Brand, found: FoundColours | None = None
) -> Proposal:
    """The changes to colours, roles, series and fonts. Without colours `found` in the file those of the theme count
    alone, on paper: `colour_map` gives the slot of each name (`tx1`: `dk1` …). `brand` gives those that the file lacks.
    """
    if found is None:
        pair = [theme.colours.get(colour_map.get(name, slot), "") for name, slot in (("bg1", "lt1"), ("tx1", "dk1"))]
        found = FoundColours(theme.colours, {}, text=min(pair, key=luminance) if all(pair) else "")
    colours = colour_changes(found, brand)
    fonts = font_changes(theme.minor, theme.major)
    return Proposal({**colours.changes, **fonts.changes}, (*colours.notes, *fonts.notes))


def own_looks(changes: Mapping[str, Any]) -> dict[str, Any]:
    """These changes for a format of its own: they replace what a former file gave, and what is not given is removed."""
    given = {name: each if isinstance(each, Whole) else Whole(each) for name, each in changes.items()}
    return {name: given.get(name, Gone()) for name in OwnLooks.model_fields}
