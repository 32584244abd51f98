"""An opened file → the charts that are placed in it, wherever people moved them and whatever size they gave them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree
from msgspec import Struct

from reports.charts.frame import MILLIMETRE
from reports.files.archive import Package
from reports.files.namespaces import full
from reports.files.numerals import whole
from reports.finished.native_charts import found_in
from reports.finished.text import folded

_EMU = 12_700 * MILLIMETRE  # in a millimetre
_DRAWINGS = {"word": ("wp:inline", "wp:anchor"), "powerpoint": ("p:pic", "p:graphicFrame")}
_SIZES = "wp:extent | p:spPr/a:xfrm/a:ext | p:xfrm/a:ext"
_POINTERS = (("a:blip", "r:embed"), ("asvg:svgBlip", "r:embed"), ("c:chart", "r:id"))


class PlacedChart(Struct, frozen=True):
    """A picture or native chart: the element with its name and text alternative, its part, and that of the SVG beside
    it, "" for none. `size` is its width and height in millimetres, None if people have cut its edges off."""

    about: etree._Element
    part: str
    vector: str
    is_native: bool
    size: tuple[float, float] | None

    @property
    def alternative(self) -> str:
        return folded(self.about.get("descr", ""))

    def named(self, images: Collection[str]) -> str:
        """The id with which its name ends, if it is one of these; else ""."""
        id_ = self.about.get("name", "").rpartition(": ")[2]
        return id_ if id_ in images else ""


def placed_charts(package: Package) -> Iterator[PlacedChart]:
    """The pictures and native charts of a document's text, or of all slides."""
    sources = [package.main] if package.kind == "word" else list(package.related(package.main, "slide"))
    for source in sources:
        root, relations = package.xml(source), package.relations(source)
        for element in root.iter(*map(full, _DRAWINGS[package.kind])) if root is not None else ():
            about = next(element.iter(full("wp:docPr"), full("p:cNvPr")), None)
            ids = (next((each.get(full(key), "") for each in element.iter(full(tag))), "") for tag, key in _POINTERS)
            picture, vector, native = (relations[id_].target if id_ in relations else "" for id_ in ids)
            if about is not None and (picture or native):
                yield PlacedChart(about, native or picture, vector, bool(native), _size(element))


def _size(element: etree._Element) -> tuple[float, float] | None:
    """The size of a drawing in millimetres; None if it has none of its own, or if its edges are cut off."""
    is_cut = any(each.attrib for each in element.iter(full("a:srcRect")))
    for extent in () if is_cut else found_in(element, _SIZES)[:1]:
        width, height = (whole(extent.get(name)) / _EMU for name in ("cx", "cy"))
        return (width, height) if width > 0 and height > 0 else None
    return None
