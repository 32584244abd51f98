"""The colours that an Office file shows, each with the area that it covers: fills, letters, tables and pictures."""

from __future__ import annotations

import colorsys
import io
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct, field

from reports.brand.powerpoint_reference.sample_slides import master_of, slides_of, theme_of
from reports.brand.theme import A, Theme, colour_value, theme_in
from reports.files.archive import Package
from reports.files.namespaces import full
from reports.files.numerals import decimal

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Element = etree._Element
ColourAreas = Iterator[tuple[str, float]]
"""Colours and the areas that they cover."""

_SHAPES = tuple(map(full, ("p:sp", "p:pic", "p:graphicFrame", "wp:anchor", "wp:inline", "wps:wsp")))
_MOST_SHEETS, _MOST_SHAPES = 60, 2_000
_MOST_PIXELS = 40_000_000
_SMALL = 48  # pixels: the side of a picture whose colours are counted
_COLOURS = 8
_LEAST_SHARE = 0.04  # of a picture, for a colour that counts
_LETTER = 0.15  # the part of the square of the type size that a letter covers
_PICTURE = 0.5  # the weight of a picture's colours: not all of them were chosen
_SAMPLE = 0.05  # the weight of those of a picture on a sample slide, which is content
_SYMBOL = 0.02  # the least weight of a picture relative to a slide: a logo is small
_INHERITED = 0.03  # the weight relative to a slide of a colour that the styles of titles have
PAGE = 595.0 * 842.0  # square points


def shaded(element: Element, colours: Mapping[str, str]) -> str:
    """The colour "#RRGGBB" of an `a:srgbClr`, `a:schemeClr` or other colour, with its changes of light; "" if it has
    none of its own. `colours` are those of the theme by name."""
    named = colours.get(element.get("val", ""), "")
    colour = named if element.tag == f"{A}schemeClr" else colour_value(element)
    if not colour or not len(element):
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    for change in element:
        share = decimal(change.get("val"), 100_000, least=0, most=1_000_000) / 100_000
        match etree.QName(change).localname:
            case "lumMod" | "shade":
                light *= share
            case "lumOff":
                light += share
            case "tint":
                light = 1 - share * (1 - light)
            case "alpha" if share < 0.3:
                return ""
    channels = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)


class Shown(Struct):
    """The colours of one part of a file: its theme's by name, the area of its page, whether it is a sample slide, and
    the pictures that it names."""

    package: Package
    part: str
    colours: Mapping[str, str]
    page: float
    sample: bool = False
    _pictures: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def fill(self, element: Element | None) -> Sequence[str]:
        """The colours of a fill: one, or those of a gradient; none for others."""
        if element is None:
            return ()
        solid = element.find(f"{A}solidFill/*")
        found = [solid] if solid is not None else element.findall(f"{A}gradFill/{A}gsLst/{A}gs/*")
        return [colour for each in found if (colour := shaded(each, self.colours))]

    def drawn(self, root: Element) -> ColourAreas:
        """The colours of shapes, their text, tables and pictures."""
        for shape in islice(root.iter(*_SHAPES), _MOST_SHAPES):
            area = self._area(shape)
            looks = next(shape.iterchildren(full("p:spPr"), full("wps:spPr")), None)
            if fills := self.fill(looks):
                yield from ((colour, area / len(fills)) for colour in fills)
            cells = list(shape.iter(f"{A}tcPr"))
            for cell in cells:
                yield from ((colour, area / len(cells)) for colour in self.fill(cell))
            for blip in shape.iter(f"{A}blip"):
                share = _SAMPLE * area if self.sample else max(_PICTURE * area, _SYMBOL * self.page)
                yield from ((colour, part * share) for colour, part in self.picture(blip.get(full("r:embed"), "")))
            yield from self._letters(shape)

    def _area(self, shape: Element) -> float:
        extent = next((each for each in shape.iter(f"{A}ext", full("wp:extent")) if each.get("cx")), None)
        sides = [decimal(extent.get(side), least=0) for side in ("cx", "cy")] if extent is not None else [0, 0]
        return min(sides[0] * sides[1] / 12_700**2, self.page)

    def _letters(self, shape: Element) -> ColourAreas:
        for run in shape.iter(f"{A}r"):
            properties, text = run.find(f"{A}rPr"), run.findtext(f"{A}t") or ""
            for colour in self.fill(properties):
                size = decimal(properties.get("sz") if properties is not None else "", 1800, least=100, most=20_000)
                yield colour, len(text) * _LETTER * (size / 100) ** 2

    def picture(self, id_: str) -> ColourAreas:
        """The colours of a picture with the share of each."""
        relation = self.package.relations(self.part).get(id_)
        if relation is None or relation.target not in self.package.names:
            return iter(())
        if relation.target not in self._pictures:
            self._pictures[relation.target] = picture_colours(self.package.bytes_of(relation.target))
        return iter(self._pictures[relation.target].items())


def small_picture(content: bytes, size: tuple[int, int]) -> Picture | None:
    """A raster picture with colours and opacity, made this small; None if it cannot be read."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF")) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    return None
                picture.draft("RGB", (_SMALL, _SMALL))
                return picture.convert("RGBA").resize(size, Image.Resampling.BOX)
        except Exception:  # Pillow raises many kinds for damaged pictures
            return None


def picture_colours(content: bytes) -> dict[str, float]:
    """The main colours of a raster picture with the share of each; none if it cannot be read."""
    from PIL import Image

    small = small_picture(content, (_SMALL, _SMALL))
    if small is None:
        return {}
    pixels = [small.getpixel((x, y)) for x in range(_SMALL) for y in range(_SMALL)]
    seen = [pixel[:3] for pixel in pixels if isinstance(pixel, tuple) and pixel[3] > 127]
    if not seen:
        return {}
    flat = Image.new("RGB", (len(seen), 1))
    flat.putdata(seen)
    few = flat.quantize(_COLOURS).convert("RGB")
    found: Counter[str] = Counter()
    for count, colour in few.getcolors(_SMALL * _SMALL) or ():
        found["#{:02X}{:02X}{:02X}".format(*colour)] += count  # type: ignore[misc]
    whole = _SMALL * _SMALL
    return {colour: count / whole for colour, count in found.items() if count / whole >= _LEAST_SHARE}


def on_slides(package: Package, master: str) -> dict[str, float]:
    """The colours on the sample slides of a master, on their layouts, and on the master; each with its area relative to
    a slide. Without such slides, those of all of its layouts."""
    slides = [each for each in slides_of(package) if master_of(package, each) == master]
    layouts = list(dict.fromkeys(package.related(master, "slideLayout")))
    used = [next(package.related(slide, "slideLayout"), "") for slide in slides]
    sheets: Counter[str] = Counter()
    for names in (slides, used) if slides else (layouts,):
        for name in names[:_MOST_SHEETS]:
            sheets[name] += 1
    sheets[master] += max(sheets.total(), 1)
    theme, root = theme_of(package, master).colours, package.xml(package.main)
    size = root.find(full("p:sldSz")) if root is not None else None
    sides = [decimal(size.get(side), 9_144_000, least=1) if size is not None else 9_144_000 for side in ("cx", "cy")]
    page = sides[0] * sides[1] / 12_700**2
    found: dict[str, float] = defaultdict(float)
    for name, times in sheets.items():
        sheet = package.xml(name)
        if sheet is not None:
            shown = Shown(package, name, theme, page, name in slides)
            for colour, area in (*_behind(sheet, shown), *shown.drawn(sheet), *_of_styles(sheet, shown)):
                found[colour] += times * area
    whole = page * max(sheets.total() / 2, 1)
    return {colour: area / whole for colour, area in found.items()}


def _behind(sheet: Element, shown: Shown) -> ColourAreas:
    """The colours of a sheet's background."""
    background = sheet.find(f"{full('p:cSld')}/{full('p:bg')}")
    if background is None:
        return
    fills = [*shown.fill(background.find(full("p:bgPr")))]
    fills += [colour for each in background.iterfind(f"{full('p:bgRef')}/*") if (colour := shaded(each, shown.colours))]
    yield from ((colour, shown.page / len(fills)) for colour in fills)
    for blip in background.iter(f"{A}blip"):
        yield from (
            (colour, _PICTURE * part * shown.page) for colour, part in shown.picture(blip.get(full("r:embed"), ""))
        )


def _of_styles(sheet: Element, shown: Shown) -> ColourAreas:
    """The colours that styles of titles and text have, in a master and in placeholders of layouts."""
    for letters in sheet.iter(f"{A}defRPr"):
        level = letters.getparent()
        if level is not None and level.tag == f"{A}lvl1pPr":
            yield from ((colour, _INHERITED * shown.page) for colour in shown.fill(letters))


def in_texts(package: Package) -> dict[str, float]:
    """The colours in a Word file with their areas relative to a page: of shaded cells and paragraphs, and of drawings
    in text, headers and footers."""
    theme = theme_in(next(package.related_xml(package.main, "theme"), None))
    found: dict[str, float] = defaultdict(float)
    parts = [package.main, *(each for kind in ("header", "footer") for each in package.related(package.main, kind))]
    for part in dict.fromkeys(parts):
        root = package.xml(part)
        if root is None:
            continue
        shown = Shown(package, part, _in_word(theme), PAGE)
        for colour, area in (*shown.drawn(root), *_shades(root)):
            found[colour] += area
    return {colour: area / PAGE for colour, area in found.items()}


def _in_word(theme: Theme) -> dict[str, str]:
    usual = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    return {**theme.colours, **{name: theme.colours.get(slot, "") for name, slot in usual.items()}}


def _shades(root: Element) -> ColourAreas:
    """The grounds of cells and paragraphs: so many points by the height of a line."""
    for shade in islice(root.iter(full("w:shd")), _MOST_SHAPES):
        value = shade.get(full("w:fill"), "")
        if len(value) == 6:
            yield f"#{value.upper()}", 100.0 * 15.0
