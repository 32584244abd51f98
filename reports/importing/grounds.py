"""What slides stand on → the colours of text and rules that the brand adds to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.brand import contrast, luminance
from reports.importing.layouts import SourceLayout
from reports.importing.theme import TEXT

DARK = 0.35
_INK, _PAPER = "#000000", "#FFFFFF"
_TEXT, _TITLE = "template-text", "template-title"


@dataclass(frozen=True, slots=True)
class Ground:
    """What slides stand on, as far as it is not the brand's own ground: then charts need one, `own`.

    `roles` says which colours take the place of the brand's on slides; `colours` are those that are new.
    """

    own: bool = False
    roles: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def ground_of(layout: SourceLayout, text: str, brand_colours: Mapping[str, str]) -> Ground:
    """The ground of a layout on which text has the colour `text` ("" if unknown); `brand_colours` go by role."""
    covered = any(box[0] <= 0.1 and box[1] <= 0.1 and box[2] * box[3] > 30 for box in layout.fixed)
    colour = "" if covered else layout.ground
    light = luminance(text) > 0.5 if text else False
    dark = luminance(colour) < DARK if colour else light
    demanded = ("text", "heading", "secondary")
    if colour and not dark and all(contrast(brand_colours[role], colour) >= TEXT for role in demanded):
        return Ground()
    has = "the template's own colours" if text else "white" if dark else "black"
    text = text or (_PAPER if dark else _INK)
    title = layout.title.levels[0].colour if layout.title else ""
    colours = {_TEXT: text, _TITLE: title or text}
    roles = dict.fromkeys(("text", "secondary", "accent", "rule", "on_dark"), _TEXT) | {"heading": _TITLE}
    what = "dark" if dark else "a picture or a gradient" if not colour else "coloured"
    sentence = f"the slides' ground is {what}: text that is added to it is in {has}"
    on = "white" if brand_colours["ground"] == _PAPER else brand_colours["ground"]
    return Ground(True, roles, colours, (f"{sentence}; charts stand on {on}",))
