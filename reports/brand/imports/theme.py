"""Colours and fonts for brand.yaml from a theme: roles with enough contrast, and series that differ from each other."""

from __future__ import annotations

import colorsys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from msgspec import Struct

from reports.brand import Brand, contrast, linear, luminance
from reports.brand.checks import LEAST_CONTRAST_GRAPHICS, LEAST_CONTRAST_TEXT
from reports.brand.imports.brand_file import Whole
from reports.brand.theme import ACCENTS, Theme

_NAMES: Mapping[str, str] = {
    "dk1": "dark-1", "lt1": "light-1", "dk2": "dark-2", "lt2": "light-2",
    **{slot: f"accent-{number}" for number, slot in enumerate(ACCENTS, 1)},
}  # fmt: skip
"""The names of the slots in brand.yaml."""
_USUAL = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
EASY = 5.5  # the contrast of secondary text
ALIKE = 18.0  # the least distance in CIELAB of two colours in charts
SERIES = (4, 6)  # the least and the most colours for charts
LIGHT = 0.8  # the least luminance of paper
_WHITE = "#FFFFFF"
WIDTHS: Mapping[str, float] = {
    "arial": 1.0, "helvetica": 1.0, "helvetica neue": 1.0, "liberation sans": 1.0, "arimo": 1.0, "calibri": 0.95,
    "calibri light": 0.95, "carlito": 0.95, "times new roman": 0.95, "liberation serif": 0.95, "tinos": 0.95,
    "cambria": 0.98, "garamond": 0.95, "verdana": 1.17, "tahoma": 1.0, "segoe ui": 1.0, "segoe ui light": 1.0,
    "be vietnam pro": 1.1, "aptos": 0.98, "aptos display": 0.98, "open sans": 1.07, "roboto": 1.0, "lato": 0.98,
    "noto sans": 1.07, "source sans pro": 0.95, "trebuchet ms": 1.0, "century gothic": 1.1, "georgia": 1.03,
    "dejavu sans": 1.15, "montserrat": 1.15, "franklin gothic book": 0.97, "gill sans mt": 0.95, "corbel": 0.96,
    "candara": 0.97, "constantia": 0.98, "palatino linotype": 1.0, "book antiqua": 1.0,
}  # fmt: skip
"""The width of text in a font in proportion to Arial (mean advance of letters); at least 0.95, as a reserve."""
UNKNOWN_WIDTH = 1.1


class Proposal(Struct, frozen=True):
    """Changes to brand.yaml, nested as its fields, and notes on what was taken and what is used instead of the rest."""

    changes: Mapping[str, Any]
    notes: tuple[str, ...] = ()


def theme_changes(theme: Theme, colour_map: Mapping[str, str], brand: Brand, *, only_fonts: bool = False) -> Proposal:
    """The changes to colours, roles, series and fonts. `colour_map` gives the slot of each name (`bg1`: `lt1` …)."""
    fonts = _font_changes(theme)
    if only_fonts:
        return fonts
    if not {"dk1", "lt1"} <= set(theme.colours):
        return Proposal(fonts.changes, ("the file's theme has no colours; the brand's own stay", *fonts.notes))
    notes: list[str] = []
    colours = {_NAMES[slot]: value for slot, value in theme.colours.items() if slot in _NAMES}
    accents = {_NAMES[slot]: theme.colours[slot] for slot in ACCENTS if slot in theme.colours}
    roles = _roles({**_USUAL, **colour_map}, list(accents), colours, notes)
    own = {name: brand.colour(name) for name in brand.series if name not in colours}
    series = _series(accents, own, colours[roles["ground"]], colours, notes)
    changes = {"colours": colours, "roles": roles, "series": Whole(series), **fonts.changes}
    return Proposal(changes, (*notes, *fonts.notes))


def _font_changes(theme: Theme) -> Proposal:
    if not theme.minor:
        return Proposal({}, ("the file's theme names no font; the brand's own stays",))
    body, heading = (unicodedata.normalize("NFC", font) for font in (theme.minor, theme.major or theme.minor))
    widths = [WIDTHS.get(font.lower(), UNKNOWN_WIDTH) for font in (body, heading)]
    fonts = {"body": body, "heading": heading, "measure": max(widths)}
    unknown = dict.fromkeys(font for font in (body, heading) if font.lower() not in WIDTHS)
    notes = [
        f'the widths of the font "{font}" are not known: texts are measured {UNKNOWN_WIDTH - 1:.0%} wider '
        "than in Arial (fonts.measure)"
        for font in unknown
    ]
    return Proposal({"fonts": fonts}, tuple(notes))


def _roles(
    colour_map: Mapping[str, str], accents: Sequence[str], colours: dict[str, str], notes: list[str]
) -> dict[str, str]:
    """The colours by role, on paper and for charts: dark on light, whatever the slides' background is.

    Adds to `colours` those that the theme lacks.
    """
    pair = [name for slot in ("bg1", "tx1") if (name := _NAMES[colour_map[slot]]) in colours]
    pair = pair if len(pair) == 2 else ["light-1", "dark-1"]
    ground, text = sorted(pair, key=lambda name: -luminance(colours[name]))
    if luminance(colours[ground]) < LIGHT:
        notes.append("the theme has no light ground: documents and charts are on white")
        ground = "template-paper"
    colours["template-paper"] = _WHITE
    paper = colours[ground]

    def as_text(name: str) -> str:
        """Add the colour, darkened to the contrast that text needs; return its name."""
        colours[f"{name}-text"] = darker(colours[name], paper, LEAST_CONTRAST_TEXT)
        return f"{name}-text"

    if contrast(colours[text], paper) < LEAST_CONTRAST_TEXT:
        notes.append(f"the theme's text colour {colours[text]} is too light on {paper}: it is darkened")
        text = as_text(text)
    second = _NAMES.get(colour_map["tx2"], "dark-2")
    candidates = [name for name in (second, *accents) if name in colours]
    heading = next((name for name in candidates if contrast(colours[name], paper) >= LEAST_CONTRAST_TEXT), text)
    if heading not in candidates:
        notes.append("none of the theme's colours is dark enough for headings: they have the colour of text")
    elif heading != second:
        notes.append(f"headings are in {heading} {colours[heading]}: the theme's first colour that is dark enough")
    used = (colours[heading], colours[text])
    unlike = (name for name in accents if all(difference(colours[name], other) >= 2 * ALIKE for other in used))
    accent = next(unlike, accents[0] if accents else heading)
    if contrast(colours[accent], paper) < LEAST_CONTRAST_TEXT:
        former, accent = accent, as_text(accent)
        notes.append(f"as text, {former} {colours[former]} is darkened to {colours[accent]}")
    greys = (_mixed(colours[text], paper, share / 100) for share in range(60, 101, 4))
    colours["template-grey"] = next((grey for grey in greys if contrast(grey, paper) >= EASY), colours[text])
    colours["template-line"] = _mixed(colours[text], paper, 0.2)
    colours["template-tint"] = _mixed(colours[heading], paper, 0.07)
    return {
        "ground": ground, "text": text, "heading": heading, "accent": accent, "secondary": "template-grey",
        "rule": "template-line", "wash": "template-tint", "on_dark": "template-paper",
    }  # fmt: skip


def _series(
    accents: Mapping[str, str], own: Mapping[str, str], ground: str, colours: dict[str, str], notes: list[str]
) -> list[str]:
    """The colours of series, alternately dark and light, each in contrast with the ground."""
    used = _distinct(accents, own, ground, notes)
    added = [name for name in used if name in own]
    if added:
        are = "are" if len(added) > 1 else "is"
        notes.append(f"the theme has too few colours for charts: {', '.join(added)} {are} added")
    names: list[str] = []
    for name in _alternating(used):
        given = {**own, **accents}[name]
        colour = used[name]
        if colour != given:
            notes.append(f"in charts, {name} {given} is darkened to {colour}: more contrast with {ground}")
            name = f"{name}-dark"
        colours[name] = colour
        names.append(name)
    return names


def _distinct(accents: Mapping[str, str], own: Mapping[str, str], ground: str, notes: list[str]) -> dict[str, str]:
    """Accents of the theme that differ from each other, dark enough for the ground; if few, also of the brand."""
    usable: dict[str, str] = {}
    for name, colour in {**accents, **own}.items():
        if len(usable) >= SERIES[0 if name in own else 1]:
            continue
        dark = darker(colour, ground, LEAST_CONTRAST_GRAPHICS)
        if all(difference(dark, other) >= ALIKE for other in usable.values()):
            usable[name] = dark
        elif name in accents:
            notes.append(f"{name} {colour} is too much like another colour of the theme and is not used in charts")
    return usable


def _alternating(colours: Mapping[str, str]) -> list[str]:
    """The names of the colours, alternately dark and light; the theme's first colour stays first."""
    names = list(colours)
    dark = set(sorted(names, key=lambda name: luminance(colours[name]))[: (len(names) + 1) // 2])
    groups = [[name for name in names if name in dark], [name for name in names if name not in dark]]
    if names and names[0] not in dark and len(groups[0]) == len(groups[1]):
        groups.reverse()
    return [name for pair in zip_longest(*groups) for name in pair if name]


def darker(colour: str, ground: str, least: float) -> str:
    """The colour, or the lightest darker one of its hue that has enough contrast with the ground."""
    return next((shade for shade in _shades(colour) if contrast(shade, ground) >= least), "#000000")


def _shades(colour: str) -> Iterator[str]:
    """The colour and darker and darker ones of its hue."""
    yield colour
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(1, 50):
        yield _written(colorsys.hls_to_rgb(hue, light * (1 - step / 50), saturation))


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return _written([a * share + b * (1 - share) for a, b in pairs])


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _written(channels: Sequence[float]) -> str:
    return "#" + "".join(f"{round(min(max(c, 0), 1) * 255):02X}" for c in channels)


def difference(one: str, other: str) -> float:
    """The distance of two colours in CIELAB (CIE 1976)."""
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _lab(colour: str) -> tuple[float, float, float]:
    red, green, blue = linear(colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
