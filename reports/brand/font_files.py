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
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from reports.brand.measure import Metrics
from reports.files.kept import keep, read_kept

PACKAGE = "fontpkg-arimo"
Face = Literal["regular", "bold"]
WEIGHTS: Mapping[Face, int] = {"regular": 400, "bold": 700}

_PACKAGE_NAME = re.compile(r"fontpkg-[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))
"""Letters that every font for charts has, so that another figure needs no other font."""
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

    They have outlines only for the letters of the texts and for those of ASCII.
    """
    written = "".join(texts)
    letters = "".join(sorted(_ALWAYS.union(*(unicodedata.normalize(form, written) for form in _COMPOSED))))
    name = hashlib.sha256(letters.encode()).hexdigest()[:8]
    paths = [cache / font_name(package) / f"{face}-{name}.ttf" for face in WEIGHTS]
    if kept := read_kept(paths):
        return kept
    made = tuple(_static(_variable_font(package), face, letters) for face in WEIGHTS)
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


def _open(font: Path) -> Any:
    from fontTools.ttLib import TTFont  # slow to import, and needed once

    return TTFont(io.BytesIO(font.read_bytes()), lazy=True)


def _static(font: Path, face: Face, letters: str) -> bytes:
    """A font with these letters only, at one weight. Hints and features are left out: the charts' renderer uses
    neither."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    opened = _open(font)
    glyphs, names = opened.getGlyphSet(location={"wght": WEIGHTS[face]}), opened.getBestCmap()
    of_letters = {ord(letter): names[ord(letter)] for letter in letters if ord(letter) in names}
    outlines: dict[str, Any] = {}
    for name in (".notdef", *of_letters.values()):
        drawn, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[name].draw(drawn)
        drawn.replay(pen)
        outlines[name] = pen.glyph()
    made = FontBuilder(opened["head"].unitsPerEm, isTTF=True)
    made.setupGlyphOrder(list(outlines))
    made.setupCharacterMap(of_letters)
    made.setupGlyf(outlines)
    lefts = made.font["glyf"]
    made.setupHorizontalMetrics({name: (round(glyphs[name].width), lefts[name].xMin) for name in outlines})
    made.setupHorizontalHeader(ascent=opened["hhea"].ascent, descent=opened["hhea"].descent)
    made.setupNameTable({"psName": face})
    made.setupPost()
    made.updateHead(created=0, modified=0)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _measure(font: Path) -> dict[str, Any]:
    """Units per em and, for each face, the width of each code point."""
    opened = _open(font)
    table: dict[str, Any] = {"units_per_em": opened["head"].unitsPerEm}
    for face, weight in WEIGHTS.items():
        glyphs = opened.getGlyphSet(location={"wght": weight})
        table[face] = [(code_point, round(glyphs[name].width)) for code_point, name in opened.getBestCmap().items()]
    return table
