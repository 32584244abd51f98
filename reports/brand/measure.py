"""The widths and heights of text, by the advance widths of a font.

The font comes as a variable font in a package. Static instances of it (for drawing charts) and a table of its advance
widths (for measuring) are made once and stored in a cache folder, under a name made from the hash of the font.
Measuring loads the table alone, since the font library is slow to import.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from reports.files.kept import keep, read_kept

PACKAGE = "fontpkg-arimo"
WEIGHTS = {"regular": 400, "bold": 700}
SLACK = 0.995  # renderers round advances; a line counts as full a little early
NO_BREAK_SPACE = "\u00a0"

_PACKAGE_NAME = re.compile(r"fontpkg-[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_VARIATION = ("fvar", "gvar", "HVAR", "STAT", "avar", "MVAR", "cvar")
_HINTS_AND_FEATURES = ("GSUB", "GPOS", "GDEF", "fpgm", "prep", "cvt ", "cvar", "kern", "MVAR", "gasp")
_OUTLINES = ("gvar", "glyf", "loca")
_RANGE = 32
"""How many letters of Unicode are made together for charts."""
_COMPOSED: Sequence[Literal["NFC", "NFD"]] = ("NFC", "NFD")
"""Forms of a text of which the renderer may take letters."""

Runs = Sequence[tuple[str, bool]]
"""Pieces of text in order, each with whether it is bold. A newline is a line break."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Advance widths by code point, in font units, of the regular and the bold face."""

    units_per_em: float
    regular: Mapping[int, float]
    bold: Mapping[int, float]

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of `text` in the unit of `size`, without kerning; a letter that the font lacks counts as one em."""
        widths, missing = (self.bold if bold else self.regular), self.units_per_em
        return sum([widths.get(ord(letter), missing) for letter in text]) * size / self.units_per_em

    def times(self, factor: float) -> Metrics:
        """The metrics of a font that is `factor` times as wide."""
        return replace(self, units_per_em=self.units_per_em / factor)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The lines of a text, and its words that are wider than a line."""

    lines: tuple[str, ...]
    too_long: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A paragraph: its number of lines, their pitch, and the distances around it, in one unit."""

    lines: int
    line: float
    before: float = 0
    after: float = 0


def wrap(runs: Runs, size: float, width: float, metrics: Metrics) -> Wrapped:
    """Break `runs` into lines of a width at a type size, both in one unit.

    Lines break at spaces; a web address that is wider than a line also after its hyphens, or anywhere.
    """
    room = width * SLACK
    space = metrics.width(" ", size)
    lines: list[str] = []
    too_long: list[str] = []
    for paragraph in _words(runs):
        line, used = "", 0.0
        for word in paragraph:
            text, wide = _text(word), _width(word, size, metrics)
            pieces = [(text, wide)]
            if wide > room and "://" in text:
                pieces = _address(text, size, room, metrics, bold=word[0][1])
            elif wide > room:
                too_long.append(text)
            for i, (piece, piece_width) in enumerate(pieces):
                glue, gap = (" ", space) if line and not i else ("", 0.0)
                if line and used + gap + piece_width > room:
                    lines.append(line)
                    line, used, glue, gap = "", 0.0, "", 0.0
                line += glue + piece
                used += gap + piece_width
        lines.append(line)
    return Wrapped(tuple(lines), tuple(too_long))


def _text(word: Runs) -> str:
    return "".join(piece for piece, _ in word)


def _width(word: Runs, size: float, metrics: Metrics) -> float:
    return sum(metrics.width(piece, size, bold=bold) for piece, bold in word)


def widest(runs: Runs, size: float, metrics: Metrics) -> float:
    """The width of the widest word; web addresses, which may be broken, do not count."""
    words = (word for paragraph in _words(runs) for word in paragraph if "://" not in _text(word))
    return max((_width(word, size, metrics) for word in words), default=0.0)


def raised(widths: Sequence[float], least: Sequence[float]) -> list[float] | None:
    """The widths, each raised to its least; wider columns give up what is needed. None if they cannot."""
    spare = [max(0.0, width - need) for width, need in zip(widths, least, strict=True)]
    missing = sum(max(0.0, need - width) for width, need in zip(widths, least, strict=True))
    if missing > sum(spare):
        return None
    share = missing / sum(spare) if missing else 0.0
    return [max(width, need) - share * room for width, need, room in zip(widths, least, spare, strict=True)]


def height(paragraphs: Sequence[Measured]) -> float:
    """The height of paragraphs, without the distances before the first and after the last."""
    lines = sum(paragraph.lines * paragraph.line for paragraph in paragraphs)
    return lines + sum(upper.after + lower.before for upper, lower in pairwise(paragraphs))


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


def _address(text: str, size: float, room: float, metrics: Metrics, *, bold: bool) -> list[tuple[str, float]]:
    """The pieces, with their widths, into which an address may be broken."""
    pieces: list[tuple[str, float]] = []
    for part in re.findall(r"[^-]*-|[^-]+", text):
        piece, used = "", 0.0
        for letter in part:
            wide = metrics.width(letter, size, bold=bold)
            if piece and used + wide > room:
                pieces.append((piece, used))
                piece, used = "", 0.0
            piece, used = piece + letter, used + wide
        pieces.append((piece, used))
    return pieces


def _words(runs: Runs) -> Iterator[list[list[tuple[str, bool]]]]:
    """The words of each paragraph (they end at line breaks), each word as its pieces."""
    words: list[list[tuple[str, bool]]] = [[]]
    for text, bold in runs:
        for i, line in enumerate(text.split("\n")):
            if i:
                yield [word for word in words if word]
                words = [[]]
            for j, piece in enumerate(line.split(" ")):
                if j:
                    words.append([])
                if piece:
                    words[-1].append((piece, bold))
    yield [word for word in words if word]


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
    if weight == opened["fvar"].axes[0].defaultValue:
        opened = _open(font, _HINTS_AND_FEATURES + _VARIATION)
    else:
        from fontTools.varLib.instancer import instantiateVariableFont

        _leave_only(opened, [name for code, name in opened.getBestCmap().items() if code // _RANGE in ranges])
        instantiateVariableFont(opened, {"wght": weight}, inplace=True, updateFontNames=True, optimize=False)
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


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
    from fontTools.varLib.instancer import instantiateVariableFont

    table: dict[str, Any] = {}
    for face, weight in WEIGHTS.items():
        opened = instantiateVariableFont(_open(font, _HINTS_AND_FEATURES + _OUTLINES), {"wght": weight})
        table["units_per_em"] = opened["head"].unitsPerEm
        advances = opened["hmtx"].metrics
        table[face] = [(code_point, advances[glyph][0]) for code_point, glyph in opened.getBestCmap().items()]
    return table
