"""A tile map: a tile of the same size for each place, where it lies; the larger a value, the darker its tile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reports.brand import contrast
from reports.charts.colours import fills
from reports.charts.frame import ASCENT, CAPITALS, DESCENT, CannotFit, ChartLooks, Frame, mixed
from reports.charts.kind import ChartKind, Drawn
from reports.charts.marks import ChartMark, Label, Rectangle, hollow
from reports.charts.model import ChartData, ChartEntry
from reports.facts.wording import Wording

MOST = 70
SHADES = (0.12, 0.32, 0.52, 0.76, 1.0)  # of the colour, for equal steps from the smallest value to the largest
GUTTER = 0.12  # between two tiles, in parts of the label's size
PADDINGS = (0.35, 0.2)  # in a tile, on both sides: the first with which all names fit
SLIM, TALL = 1.32, 2.5  # least heights of tiles of one and of two lines, in parts of the axis's size
GROWN = 1.6  # at most: how much higher tiles are if there is room
WITHOUT = {"vi": "Chưa có số liệu", "en": "No figure"}


class _Look(Struct, frozen=True):
    """The fill of a tile, and the colour of words on it."""

    fill: str
    words: str


def tile_map(data: ChartData, frame: Frame, top: float) -> Drawn:
    """The tiles in their rows and columns, each with its name and its figure; those without one are outlined."""
    looks, size = frame.looks, frame.looks.axis
    shown = {entry.place: entry for entry in data.entries}
    columns = max(tile.column for tile in data.tiles) + 1
    rows = max(tile.row for tile in data.tiles) + 1
    gutter = GUTTER * looks.label
    width = (frame.width + gutter) / columns - gutter
    wide = [_wide(tile.name, shown.get(tile.place), frame) for tile in data.tiles]
    longest = max(max(each) for each in wide)
    padding = next((each for each in PADDINGS if longest <= width - 2 * each * size), PADDINGS[-1]) * size
    inner = width - 2 * padding
    is_slim = max(one + two + (0.5 * size if two else 0) for one, two in wide) <= inner
    least = (SLIM if is_slim else TALL) * size
    natural = least * (1.25 if frame.height is None else 1)
    given = frame.room(top, rows * (natural + gutter) - gutter)
    height = min((given + gutter) / rows - gutter, least * GROWN)
    top += frame.drop(given, rows * (height + gutter) - gutter)
    tones = _tones(data.entries, looks)
    marks: list[ChartMark] = []
    for tile in data.tiles:
        x, y = tile.column * (width + gutter), top + tile.row * (height + gutter)
        entry = shown.get(tile.place)
        box = Rectangle(x, y, width, height, looks.ground)
        if entry is None:
            marks += hollow(box, looks.rule, looks.line)
            tone = _Look(looks.ground, looks.secondary)
        else:
            tone = tones[entry]
            edge = 2 * looks.line if entry.emphasis else 0.0
            if edge:
                marks.append(replace(box, fill=looks.accent))
            inside = Rectangle(x + edge, y + edge, width - 2 * edge, height - 2 * edge, tone.fill, fact=entry.fact)
            marks.append(inside)
        marks += _words(tile.name, entry, box, tone, padding, frame, is_slim=is_slim)
    return marks, top + rows * (height + gutter) - gutter


def _wide(name: str, entry: ChartEntry | None, frame: Frame) -> tuple[float, float]:
    """The widths of a name and of a figure."""
    size = frame.looks.axis
    figure = frame.measure(entry.figure, size, bold=True) if entry else 0.0
    return frame.measure(name, size), figure


def _words(
    name: str, entry: ChartEntry | None, box: Rectangle, tone: _Look, pad: float, frame: Frame, *, is_slim: bool
) -> Iterator[Label]:
    """The name on the left and the figure on the right, or the one above the other."""
    size = frame.looks.axis
    if max(_wide(name, entry, frame)) > box.width - 2 * pad:
        text = name if frame.measure(name, size) > box.width - 2 * pad else entry.figure if entry else ""
        raise CannotFit(f'"{text}" is wider than its tile', "give the place a short name: short: {vi: …, en: …}", text)
    middle = box.y + box.height / 2
    first = middle + CAPITALS / 2 * size if is_slim or not entry else middle - (DESCENT + 0.06) * size
    yield Label(box.x + pad, first, name, size, tone.words)
    if entry and is_slim:
        yield Label(box.x + box.width - pad, first, entry.figure, size, tone.words, True, "right")
    elif entry:
        yield Label(box.x + pad, middle + (ASCENT - 0.02) * size, entry.figure, size, tone.words, True)


def _tones(entries: Sequence[ChartEntry], looks: ChartLooks) -> dict[ChartEntry, _Look]:
    """The shade of each value by its distance from zero; values below zero have another colour."""
    above, below = fills([(False, ""), (False, "")], looks)
    sizes = [abs(entry.value) for entry in entries]
    low, span = min(sizes), max(sizes) - min(sizes)
    found = {}
    for entry in entries:
        step = int((abs(entry.value) - low) / span * len(SHADES)) if span else len(SHADES) // 2
        share = SHADES[min(step, len(SHADES) - 1)]
        fill = mixed(looks.ground, (below if entry.value < 0 else above).colour, share)
        words = max((looks.text, looks.on_dark), key=lambda colour: contrast(colour, fill))
        found[entry] = _Look(fill, words)
    return found


def _completed(data: ChartData, wording: Wording) -> ChartData:
    """The data with the words for the places that have no value."""
    shown = {entry.place for entry in data.entries}
    lacking = [tile.name for tile in data.tiles if tile.place not in shown]
    words = WITHOUT.get(wording.language.code, WITHOUT["en"])
    return replace(data, lacking=f"{words}: {', '.join(lacking)}" if lacking else "")


TILE_MAP = ChartKind(
    name="tile-map",
    names={"vi": "Bản đồ ô", "en": "Tile map"},
    draw=tile_map,
    most=MOST,
    aims=False,
    negative=True,
    mapped=True,
    completed=_completed,
    distinct_by=lambda entry: entry.place,
)
