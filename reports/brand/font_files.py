"""The font of a package, or of files beside brand.yaml → its widths for measuring, and font files for drawing charts.

Static instances of a variable font and a table of advance widths are made once and stored in a cache folder, under a
name made from the hash of the font. Measuring loads the table alone, since the font library is
slow to import.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from reports.brand.measure import Metrics
from reports.files.bounded import Unreadable, bytes_of
from reports.files.kept import keep, read_kept

PACKAGE = "fontpkg-arimo"
WEIGHTS = {"regular": 400, "bold": 700}

_PACKAGE_NAME = re.compile(r"fontpkg-[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_VARIATION = ("fvar", "gvar", "HVAR", "STAT", "avar", "MVAR", "cvar")
_HINTS_AND_FEATURES = ("GSUB", "GPOS", "GDEF", "fpgm", "prep", "cvt ", "cvar", "kern", "MVAR", "gasp")
_OUTLINES = ("gvar", "glyf", "loca")
_MOST_BYTES = 30_000_000
"""The size of the largest font file."""
_RANGE = 32
"""How many letters of Unicode are made together for charts."""
_COMPOSED: Sequence[Literal["NFC", "NFD"]] = ("NFC", "NFD")
"""Forms of a text of which the renderer may take letters."""


Faces = tuple[Path, ...]
"""The files of a font: a variable one, or regular and bold."""
Font = str | Faces
"""The name of a font package, or the files of a font."""


@lru_cache(maxsize=8)
def load_metrics(cache: Path, font: Font = PACKAGE) -> Metrics:
    """The advance widths of a font, from the cache folder or made now and stored there; read once."""
    path = cache / font_name(font) / "advances.json"
    if kept := read_kept((path,)):
        table = json.loads(kept[0])
    else:
        table = _measure(_files(font))
        keep({path: json.dumps(table, separators=(",", ":")).encode()})
    return Metrics(table["units_per_em"], *(dict(table[face]) for face in WEIGHTS))


def font_name(font: Font = PACKAGE) -> str:
    """A name for a font, made from the hash of its files."""
    content = b"".join(path.read_bytes() for path in _files(font))
    return f"font-{hashlib.sha256(content).hexdigest()[:16]}"


def static_fonts(cache: Path, texts: Iterable[str], font: Font = PACKAGE) -> tuple[bytes, ...]:
    """Font files for drawing, regular and bold, from the cache folder or made and kept there.

    They have outlines only for the letters of the texts and for their neighbours in Unicode.
    """
    written = "".join(texts)
    letters = {ord(each) for form in _COMPOSED for each in unicodedata.normalize(form, written)}
    ranges = tuple(sorted({code // _RANGE for code in letters}))
    name = hashlib.sha256(repr(ranges).encode()).hexdigest()[:8]
    paths = [cache / font_name(font) / f"{face}-{name}.ttf" for face in WEIGHTS]
    if kept := read_kept(paths):
        return kept
    made = tuple(_static(*each, ranges) for each in _weighted(_files(font)))
    keep(dict(zip(paths, made, strict=True)))
    return made


def font_fault(font: Font) -> str | None:
    """The reason why nothing can be measured with a font; None if it can."""
    try:
        for path in () if isinstance(font, str) else font:
            bytes_of(path, _MOST_BYTES)
            _open(path, ())["cmap"].getBestCmap()
        _files(font)
    except LookupError as error:
        return str(error)
    except Unreadable as error:
        return f'the font file "{path.name}" {error}'
    except Exception:  # whatever the font library meets in a damaged file
        return f'"{path.name}" is no font that can be read'
    return None


def _files(font: Font) -> Faces:
    return packaged(font) if isinstance(font, str) else font


@lru_cache(maxsize=8)
def packaged(package: str) -> Faces:
    """The files of the font in a package: its variable font, or its regular and its bold face. Raises LookupError."""
    if not _PACKAGE_NAME.match(package):
        raise LookupError(f'"{package}" is no name of a font package')
    spec = importlib.util.find_spec(package.replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"the font package {package} is not installed")
    files = [path for path in Path(spec.submodule_search_locations[0], "files").glob("*.[to]tf") if is_upright(path)]
    if variable := sorted(path for path in files if "wght" in path.name):
        return (variable[0],)
    named = [next((path for path in files if path.stem.lower().endswith(face)), None) for face in WEIGHTS]
    if not named[0]:
        raise LookupError(f"the font package {package} holds no upright font")
    return tuple(path for path in named if path)


def is_upright(path: Path) -> bool:
    return not re.search("italic|oblique", path.name, re.IGNORECASE)


def _weighted(faces: Faces) -> Iterator[tuple[Path, int]]:
    """The file of each weight, regular and bold."""
    return zip((faces[0], faces[-1]), WEIGHTS.values(), strict=True)


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
    """Whether the font has this weight as it is, or only one."""
    axes = opened["fvar"].axes if "fvar" in opened else ()
    return all(axis.defaultValue == weight for axis in axes if axis.axisTag == "wght")


def _set_weight(opened: Any, weight: int) -> None:
    """Make a variable font static: with this weight, and else as it is by default."""
    from fontTools.varLib.instancer import instantiateVariableFont

    place = {axis.axisTag: axis.defaultValue for axis in opened["fvar"].axes} | {"wght": weight}
    instantiateVariableFont(opened, place, inplace=True, updateFontNames=True, optimize=False)


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


def _measure(faces: Faces) -> dict[str, Any]:
    """Units per em of the regular face and, for each face, the width of each code point in these units."""
    table: dict[str, Any] = {}
    for face, (font, weight) in zip(WEIGHTS, _weighted(faces), strict=True):
        opened = _open(font, _HINTS_AND_FEATURES + _OUTLINES)
        if not _is_default(opened, weight):
            _set_weight(opened, weight)
        own = opened["head"].unitsPerEm
        units = table.setdefault("units_per_em", own)
        advances = opened["hmtx"].metrics
        table[face] = [
            (code, advances[glyph][0] if own == units else advances[glyph][0] * units / own)
            for code, glyph in opened.getBestCmap().items()
        ]
    return table
