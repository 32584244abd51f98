"""The font of a package → its widths for measuring, and font files for drawing charts.

The font comes as a variable font. Static instances of it and a table of its advance widths are made once and stored in
a cache folder, under a name made from the hash of the font. Measuring loads the table alone, since the font library is
slow to import.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from reports.brand.measure import Metrics
from reports.files.kept import keep, read_kept

PACKAGE = "fontpkg-arimo"
WEIGHTS = {"regular": 400, "bold": 700}

_PACKAGE_NAME = re.compile(r"fontpkg-[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_VARIATION = ("fvar", "gvar", "HVAR", "STAT", "avar", "MVAR", "cvar")
_HINTS_AND_FEATURES = ("GSUB", "GPOS", "GDEF", "fpgm", "prep", "cvt ", "cvar", "kern", "MVAR", "gasp")
_OUTLINES = ("gvar", "glyf", "loca")
_RANGE = 32
"""How many letters of Unicode are made together for charts."""
_COMPOSED: Sequence[Literal["NFC", "NFD"]] = ("NFC", "NFD")
"""Forms of a text of which the renderer may take letters."""


@lru_cache(maxsize=8)
def load_metrics(cache: Path, package: str = PACKAGE) -> Metrics:
    """The advance widths of the package's font, from the cache folder or made now and stored there; read once."""
    path = cache / font_name(package) / "advances.json"
    if kept := read_kept((path,)):
        table = json.loads(kept[0])
    else:
        table = _measure(_variable_font(package))
        keep({path: json.dumps(table, separators=(",", ":")).encode()})
    return Metrics(table["units_per_em"], *(dict(table[face]) for face in WEIGHTS))


def font_name(package: str = PACKAGE) -> str:
    """A name for the package's font, made from the hash of its file."""
    return f"font-{hashlib.sha256(_variable_font(package).read_bytes()).hexdigest()[:16]}"


def static_fonts(cache: Path, texts: Iterable[str], package: str = PACKAGE) -> tuple[bytes, ...]:
    """Font files of the package's font for drawing, regular and bold, from the cache folder or made and kept there.

    They have outlines only for the letters of the texts and for their neighbours in Unicode.
    """
    written = "".join(texts)
    letters = {ord(each) for form in _COMPOSED for each in unicodedata.normalize(form, written)}
    ranges = tuple(sorted({code // _RANGE for code in letters}))
    name = hashlib.sha256(repr(ranges).encode()).hexdigest()[:8]
    paths = [cache / font_name(package) / f"{face}-{name}.ttf" for face in WEIGHTS]
    if kept := read_kept(paths):
        return kept
    made = tuple(_static(_variable_font(package), weight, ranges) for weight in WEIGHTS.values())
    keep(dict(zip(paths, made, strict=True)))
    return made


def font_fault(package: str) -> str | None:
    """The reason why the package has no font to measure with; None if it has one."""
    try:
        _variable_font(package)
    except LookupError as error:
        return str(error)
    return None


def _variable_font(package: str) -> Path:
    if not _PACKAGE_NAME.match(package):
        raise LookupError(f'"{package}" is no name of a font package')
    spec = importlib.util.find_spec(package.replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"the font package {package} is not installed")
    folder = Path(spec.submodule_search_locations[0], "files")
    upright = sorted(path for path in folder.glob("*[[]*wght*[]].ttf") if "Italic" not in path.name)
    if not upright:
        raise LookupError(f"the font package {package} holds no upright variable font")
    return upright[0]


def _open(font: Path, without: Sequence[str]) -> Any:
    from fontTools.ttLib import TTFont  # slow to import, and needed once

    opened = TTFont(io.BytesIO(font.read_bytes()), recalcTimestamp=False, lazy=True)
    for table in without:
        if table in opened:
            del opened[table]
    return opened


def _static(font: Path, weight: int, ranges: Sequence[int]) -> bytes:
    """The font at one weight, at least with the letters of ranges of Unicode. Hints and features are left out: the
    charts' renderer uses neither."""
    opened = _open(font, _HINTS_AND_FEATURES)
    if _is_default(opened, weight):
        opened = _open(font, _HINTS_AND_FEATURES + _VARIATION)
    else:
        _leave_only(opened, [name for code, name in opened.getBestCmap().items() if code // _RANGE in ranges])
        _set_weight(opened, weight)
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def _is_default(opened: Any, weight: int) -> bool:
    return bool(weight == opened["fvar"].axes[0].defaultValue)


def _set_weight(opened: Any, weight: int) -> None:
    from fontTools.varLib.instancer import instantiateVariableFont

    instantiateVariableFont(opened, {"wght": weight}, inplace=True, updateFontNames=True, optimize=False)


def _leave_only(opened: Any, names: Iterable[str]) -> None:
    """Empty all glyphs but these and the parts of which they consist; making one of another weight takes long."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    outlines, variations = opened["glyf"], opened["gvar"].variations
    needed, waiting = {".notdef"}, list(names)
    while waiting:
        if (name := waiting.pop()) not in needed:
            needed.add(name)
            if outlines[name].isComposite():
                waiting += outlines[name].getComponentNames(outlines)
    for name in set(opened.getGlyphOrder()) - needed:
        outlines[name], variations[name] = Glyph(), []


def _measure(font: Path) -> dict[str, Any]:
    """Units per em and, for each face, the width of each code point."""
    table: dict[str, Any] = {}
    for face, weight in WEIGHTS.items():
        opened = _open(font, _HINTS_AND_FEATURES + _OUTLINES)
        if not _is_default(opened, weight):
            _set_weight(opened, weight)
        table["units_per_em"] = opened["head"].unitsPerEm
        advances = opened["hmtx"].metrics
        table[face] = [(code_point, advances[glyph][0]) for code_point, glyph in opened.getBestCmap().items()]
    return table
