"""Colours for brand.yaml from those that a file shows: roles with enough contrast, and series that differ."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct, field

from reports.brand import Brand, contrast, linear, luminance
from reports.brand.checks import LEAST_CONTRAST_GRAPHICS, LEAST_CONTRAST_TEXT
from reports.brand.imports.brand_file import Proposal, Whole
from reports.brand.theme import ACCENTS

_NAMES: Mapping[str, str] = {
    "dk1": "dark-1", "lt1": "light-1", "dk2": "dark-2", "lt2": "light-2",
    **{slot: f"accent-{number}" for number, slot in enumerate(ACCENTS, 1)},
}  # fmt: skip
"""The names of the slots in brand.yaml."""
OFFICE = frozenset(
    f"#{colour}"
    for colour in (
        *("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "1F497D", "EEECE1"),  # 2007
        *("5B9BD5", "ED7D31", "A5A5A5", "FFC000", "4472C4", "70AD47", "44546A", "E7E6E6"),  # 2013
        *("156082", "E97132", "196B24", "0F9ED5", "A02B93", "4EA72E", "0E2841", "E8E8E8"),  # 2023
        *("18A303", "0369A3", "A33E03", "8E03A3", "C99C00", "C9211E"),  # LibreOffice
    )
)
"""The colours of themes that nobody chose. They are never those of an organisation."""
EASY = 5.5  # the contrast of secondary text
ALIKE = 18.0  # the least distance in CIELAB of two colours in charts
SAME = 10.0  # colours nearer to each other than this are one
LEAST_CHROMA = 14.0  # of a colour that is no grey, in CIELAB
LEAST_USE = 0.02  # of the area of all colours, for one that is an organisation's
SERIES = (4, 6)  # the least and the most colours for charts
PAPER = 0.8  # the least luminance of paper
LIGHT = 0.4  # the least luminance of a ground on which colours are darkened, not lightened
_TONES = (0.55, -0.35, 0.3)
"""Shares of light by which a colour becomes others of its hue: lighter, darker."""


class FoundColours(Struct, frozen=True):
    """What a file says of its colours: those of its theme by slot, those that it shows with the area of each, the
    ground and the text on it, and the colour of headings, "" for what is not known."""

    theme: Mapping[str, str]
    used: Mapping[str, float]
    ground: str = ""
    text: str = ""
    heading: str = ""


def brand_colours(found: FoundColours) -> dict[str, float]:
    """The colours of an organisation with the share of each among all coloured areas, most used first: those that it
    shows, then those of a theme that somebody chose."""
    used: dict[str, float] = {}
    for colour, area in sorted(found.used.items(), key=lambda pair: (-pair[1], pair[0])):
        if colour in OFFICE or chroma(colour) < LEAST_CHROMA:
            continue
        same = next((each for each in used if difference(each, colour) < SAME), colour)
        used[same] = used.get(same, 0) + area
    whole = sum(used.values())
    ranked = {colour: area / whole for colour, area in sorted(used.items(), key=lambda pair: -pair[1]) if area > 0}
    ranked = {colour: share for colour, share in ranked.items() if share >= LEAST_USE}
    chosen = [colour for slot in ACCENTS if (colour := found.theme.get(slot, "")) and colour not in OFFICE]
    for colour in chosen:
        if chroma(colour) >= LEAST_CHROMA and all(difference(each, colour) >= SAME for each in ranked):
            ranked[colour] = 0.0
    return ranked


def colour_changes(found: FoundColours, brand: Brand) -> Proposal:
    """The changes to colours, roles and series; none, with a note, for a file without colours of its own."""
    own = list(brand_colours(found))
    if not own and not found.ground and not {"dk1", "lt1"} <= set(found.theme):
        return Proposal({}, ("the file has no colours of its own: the brand's stay",))
    pair = [found.theme[slot] for slot in ("lt1", "dk1") if slot in found.theme] or ["#FFFFFF", "#000000"]
    light, dark = max(pair, key=luminance), min(pair, key=luminance)
    draft = _Draft(
        ground=found.ground or (light if luminance(light) >= PAPER else "#FFFFFF"),
        text=found.text or dark,
        heading=found.heading,
        colours={_NAMES[slot]: value for slot, value in found.theme.items() if slot in _NAMES},
        design=[brand.colour(name) for name in brand.series],
    )
    roles, series = draft.roles(own), draft.series(own)
    note = "the file shows no colours of its own: charts have those of the brand"
    if own:
        note = f"colours of the organisation, most used first: {', '.join(own[: SERIES[1]])}"
    return Proposal({"colours": draft.colours, "roles": roles, "series": Whole(series)}, (note, *draft.notes))


class _Draft(Struct):
    """The colours for brand.yaml by name while they are chosen; `design` are series of the brand's own."""

    ground: str
    text: str
    heading: str
    colours: dict[str, str]
    design: Sequence[str]
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, colour: str) -> str:
        """Add a colour under a name like `name`, or return the name that it has."""
        known = next((each for each, value in self.colours.items() if value == colour), "")
        while not known and name in self.colours:
            name += "-b"
        if not known:
            self.colours[name] = colour
        return known or name

    def roles(self, own: Sequence[str]) -> dict[str, str]:
        ground = self.ground
        text = toned(self.text, ground, LEAST_CONTRAST_TEXT)
        is_read = self.heading and contrast(self.heading, ground) >= LEAST_CONTRAST_TEXT  # not that of a band
        heading = self.heading if is_read else next(iter(own), text)
        if own and not is_read and all(contrast(each, ground) < LEAST_CONTRAST_TEXT for each in own):
            kind = "dark" if luminance(ground) > LIGHT else "light"
            self.notes.append(
                f"none of the theme's colours is {kind} enough for headings: they have {heading}, changed"
            )
        heading = toned(heading, ground, LEAST_CONTRAST_TEXT)
        used = (heading, text)
        usable = [toned(each, ground, LEAST_CONTRAST_TEXT) for each in own]
        accent = next((each for each in usable if all(difference(each, other) >= 2 * ALIKE for other in used)), "")
        accent = accent or next((each for each in usable if difference(each, text) >= ALIKE), heading)
        greys = (mixed(text, ground, share / 100) for share in range(60, 101, 4))
        grey = next((each for each in greys if contrast(each, ground) >= EASY), text)
        chosen = {
            "ground": ground,
            "text": text,
            "heading": heading,
            "accent": accent,
            "secondary": grey,
            "rule": mixed(text, ground, 0.2),
            "wash": mixed(heading, ground, 0.07 if luminance(ground) > LIGHT else 0.16),
            "on_dark": ground,
        }
        return {role: self.add(f"own-{role}".replace("_", "-"), colour) for role, colour in chosen.items()}

    def series(self, own: Sequence[str]) -> list[str]:
        """The names of the colours of series, alternately dark and light; the most used comes first."""
        usable: list[str] = []
        for colours, most in ((own, SERIES[1]), (_tones(own[:2], self.ground), SERIES[0]), (self.design, SERIES[0])):
            for colour in colours:
                seen = toned(colour, self.ground, LEAST_CONTRAST_GRAPHICS)
                if len(usable) < most and all(difference(seen, each) >= ALIKE for each in usable):
                    usable.append(seen)
                    self._tell(colour, seen, added=colours is not own)
        return [self.add(f"own-{number}", colour) for number, colour in enumerate(alternating(usable), 1)]

    def _tell(self, colour: str, seen: str, *, added: bool) -> None:
        """Note a colour of charts that is not as the file has it."""
        if added:
            self.notes.append(f"the file has too few colours for charts: {seen} is added")
        elif seen != colour:
            name = next((f"{each} " for each, value in self.colours.items() if value == colour), "")
            how = "darkened" if luminance(seen) < luminance(colour) else "lightened"
            self.notes.append(f"in charts, {name}{colour} is {how} to {seen}: more contrast with {self.ground}")


def _tones(colours: Iterable[str], ground: str) -> Iterator[str]:
    """Lighter and darker colours of the same hues, and a grey."""
    for share in _TONES:
        for colour in colours:
            other = "#FFFFFF" if share > 0 else "#000000"
            yield mixed(other, colour, abs(share))
    yield mixed("#808080", ground, 0.9)


def alternating(colours: Sequence[str]) -> list[str]:
    """The colours, alternately dark and light; the first stays first."""
    dark = set(sorted(colours, key=luminance)[: (len(colours) + 1) // 2])
    groups = [[each for each in colours if each in dark], [each for each in colours if each not in dark]]
    if colours and colours[0] not in dark and len(groups[0]) == len(groups[1]):
        groups.reverse()
    return [each for pair in zip_longest(*groups) for each in pair if each]


def toned(colour: str, ground: str, least: float) -> str:
    """The colour, or the nearest one of its hue that has enough contrast with the ground."""
    ways = (False, True) if luminance(ground) > LIGHT else (True, False)
    shades = (shade for lighter in ways for shade in _shades(colour, lighter=lighter))
    usable = next((shade for shade in shades if contrast(shade, ground) >= least), "")
    return usable or max(("#000000", "#FFFFFF"), key=lambda each: contrast(each, ground))


def _shades(colour: str, *, lighter: bool) -> Iterator[str]:
    """The colour and lighter or darker ones of its hue."""
    yield colour
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(1, 50):
        now = light + (1 - light) * step / 50 if lighter else light * (1 - step / 50)
        yield _written(colorsys.hls_to_rgb(hue, now, saturation))


def mixed(one: str, other: str, share: float) -> str:
    """A colour with this share of `one`, the rest being `other`."""
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


def chroma(colour: str) -> float:
    """How far a colour is from grey in CIELAB."""
    _, a, b = _lab(colour)
    return float((a * a + b * b) ** 0.5)
