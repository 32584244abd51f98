"""Fonts for brand.yaml: their widths, and the font with which texts are measured and charts drawn."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from reports.brand.font_files import PACKAGE, font_fault, is_upright
from reports.brand.imports.brand_file import Proposal

TWINS: Mapping[str, tuple[str, ...]] = {
    "arial": ("Arimo",), "helvetica": ("Arimo",), "helvetica neue": ("Arimo",), "liberation sans": ("Arimo",),
    "calibri": ("Carlito",), "cambria": ("Caladea",), "georgia": ("Gelasio",), "courier new": ("Cousine",),
    "times new roman": ("Tinos", "Liberation Serif"), "source sans pro": ("Source Sans 3",),
    "source serif pro": ("Source Serif 4",),
}  # fmt: skip
"""Fonts → free ones whose letters have the same widths."""
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
_RIGHTS = {
    0: "its licence bits allow embedding", 2: "its licence bits forbid embedding",
    4: "its licence bits allow embedding for reading and printing", 8: "its licence bits allow embedding for editing",
}  # fmt: skip
"""What the field fsType of a font says (OpenType, table OS/2)."""
_LARGEST = 30_000_000  # bytes of a font file
_MOST_FILES = 5_000


def font_changes(body: str, heading: str) -> Proposal:
    """The changes to fonts. Texts are measured, and charts drawn, with an installed package of the font of text or of
    one with its widths; without one, a note says which files of the machine could be named."""
    if not body:
        return Proposal({}, ("the file names no font: the brand's own stays",))
    body, heading = (unicodedata.normalize("NFC", font) for font in (body, heading or body))
    packages = [package_of(font) for font in like(body)]
    package = next((each for each in packages if font_fault(each) is None), "")
    unit = _width(body) if package else 1.0
    widths = [1.0 if package and font == body else _width(font) / unit for font in (body, heading)]
    fonts = {"body": body, "heading": heading, "measure": round(min(max(*widths, 0.95), 2), 3)}
    if package:
        return Proposal({"fonts": {**fonts, **({} if package == PACKAGE else {"measured_with": package})}})
    notes = [
        f'the widths of the font "{font}" are not known: texts are measured {UNKNOWN_WIDTH - 1:.0%} wider '
        "than in Arial (fonts.measure)"
        for font in dict.fromkeys((body, heading))
        if font.lower() not in WIDTHS
    ]
    return Proposal({"fonts": fonts}, (*notes, _offer(body)))


def _offer(font: str) -> str:
    """The note on what charts are drawn with, and which files have the font or one with its widths."""
    note = f'charts are drawn in Arimo, since no package with the letters of "{font}" is installed'
    for each in like(font):
        if files := machine_fonts().get(each.casefold()):
            names = ", ".join(f'"{path.name}"' for path in files)
            rights = "; ".join(dict.fromkeys(map(_rights, files)))
            where = ", ".join(map(str, files))
            cure = f'copy {where} beside brand.yaml and add "files: [{names}]" to the fonts'
            return f"{note}. This machine has {each} ({rights}): {cure}"
    return f'{note}; if you have its files, put them beside brand.yaml and name them in "files" of the fonts'


def _rights(path: Path) -> str:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return _RIGHTS.get(font["OS/2"].fsType & 0xF if "OS/2" in font else 0, "its licence bits are unclear")


def like(font: str) -> tuple[str, ...]:
    """The font and those whose letters have its widths."""
    return (font, *TWINS.get(font.lower(), ()))


def package_of(font: str) -> str:
    """The name of the package that would have a font."""
    return f"fontpkg-{'-'.join(font.lower().split())}"


def _width(font: str) -> float:
    return WIDTHS.get(font.lower(), UNKNOWN_WIDTH)


@lru_cache(maxsize=1)
def machine_fonts() -> Mapping[str, tuple[Path, ...]]:
    """The files of each family of fonts on this machine: its regular face and, if there is one, its bold face."""
    from fontTools.ttLib import TTFont

    faces: dict[str, dict[str, Path]] = {}
    for path in _font_files():
        try:
            with TTFont(path, lazy=True) as font:
                family, style = (font["name"].getBestFamilyName(), font["name"].getBestSubFamilyName())
        except Exception:  # whatever the font library meets in a damaged file
            continue
        if family and style in ("Regular", "Bold"):
            faces.setdefault(family.casefold(), {}).setdefault(style, path)
    return {
        family: tuple(found[style] for style in ("Regular", "Bold") if style in found)
        for family, found in faces.items()
        if "Regular" in found
    }


def _font_files() -> Iterator[Path]:
    """The font files of this machine."""
    home, windows = Path.home(), os.environ.get("WINDIR", "C:/Windows")
    usual = ("/usr/share/fonts", "/usr/local/share/fonts", home / ".local/share/fonts", home / ".fonts")
    folders = {
        "win32": (Path(windows, "Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts"),
        "darwin": (Path("/Library/Fonts"), Path("/System/Library/Fonts"), home / "Library/Fonts"),
    }.get(sys.platform, tuple(Path(each) for each in usual))
    for folder in folders:
        found = sorted(folder.rglob("*.[to]tf"))[:_MOST_FILES] if folder.is_dir() else []
        yield from (path for path in found if is_upright(path) and path.stat().st_size < _LARGEST)
