"""Charts of all kinds, drawn and painted, for tests/details/charts.txt, kinds.txt and painted.txt."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from msgspec.structs import replace
from PIL import Image
from test_chart_kinds import AIM, BEFORE, CASES
from test_chart_options import LINES, REMARK
from test_chart_titles import BY_SERIES, series_table
from test_drawing import CHARTS, LONG, PAINTED, SIGNS, SLIDE, _bar, _chart, _years, some_chart

from reports.brand import Brand
from reports.brand.font_files import static_fonts
from reports.brand.measure import Metrics
from reports.charts import jobs
from reports.charts.frame import MILLIMETRE, CannotFit, Frame, looks_of
from reports.charts.jobs import lay_out
from reports.charts.kind import ChartKind
from reports.charts.kinds import KINDS
from reports.charts.letters import with_fallback
from reports.charts.marks import Band, ChartMark, Dot, Label, Rectangle, Stroke, padded
from reports.charts.model import ChartData, Remark, ShadedTime

OTHER_SIZES = ((75, None), (40, None), (158, 60), (158, 20), (100, 90), (308, 60))
"""Millimetres of further frames in which charts are drawn."""


def _mark(mark: ChartMark) -> tuple[str, str]:
    """The place of a mark, and how it looks."""
    match mark:
        case Stroke():
            looks = f"line {mark.width:.2f} {mark.colour}{' dashed' * mark.dashed}{' bars' * mark.bars}"
            return " to ".join(f"{x:.1f} {y:.1f}" for x, y in mark.points), looks
        case Dot():
            looks = f"dot of {mark.radius:.1f} {mark.fill}, edge {mark.width:.2f} {mark.edge}"
        case Rectangle():
            looks = f"box of {mark.width:.1f} x {mark.height:.1f} {mark.fill}"
        case Label():
            looks = f"{mark.text} ({mark.size:.1f} {mark.colour}{' bold' * mark.bold} {mark.anchor})"
        case Band():
            edges = (" to ".join(f"{x:.1f} {y:.1f}" for x, y in edge) for edge in (mark.upper, mark.lower))
            return " over ".join(edges), f"band {mark.fill}"
    return f"{mark.x:.1f} {mark.y:.1f}", looks


def drawings(brand: Brand, metrics: Metrics) -> Iterator[str]:
    """Each chart of the first kinds in a Word file and, where it fits, at the size of a slide; then at other sizes."""
    word, slide = _frames(brand, metrics)
    for name, data in CHARTS.items():
        for where, frame in (("Word", word), *((("slide", slide),) if len(data.entries) < 12 else ())):
            yield from _whole(f"{name}, {where}", data, frame)
    yield "== at other sizes: the height, the marks, their middle and the letters, or why it does not fit"
    for name, data in CHARTS.items():
        yield from (f"{name}, {said}" for said in _at_sizes(data, word, slide))


def kinds(brand: Brand, metrics: Metrics) -> Iterator[str]:
    """Each chart of the other kinds in a Word file, and with its options; then charts of all kinds with any data."""
    word, slide = _frames(brand, metrics)
    cases = CASES | OPTIONS
    for name, data in cases.items():
        if len(data.entries) < _MOST_ENTRIES:
            yield from _whole(name, data, slide if data.shades or data.remarks else word)
    yield "== at other sizes"
    for name, data in CASES.items():
        yield from (f"{name}, {said}" for said in _at_sizes(data, word, slide))
    yield "== at the bounds: so many entries"
    for name, data in bounds():
        yield f"{name}: {_in_short(data, slide)}; in Word: {_in_short(data, word)}"
    yield "== any data"
    for kind in KINDS.values():
        for number, data in enumerate(any_data(kind)):
            width, height = (158, None) if number % 3 else SLIDE if number % 2 else (100, 90)
            frame = replace(slide if height else word, width=width * MILLIMETRE, height=height and height * MILLIMETRE)
            yield f"{kind.name} {number}: {_in_short(data, frame)}"


_MOST_ENTRIES = 20
"""Charts with more are shown in short alone."""
_DRAWN = 15
"""How many charts of each kind have any data."""


def bounds() -> Iterator[tuple[str, ChartData]]:
    """Charts of one series or of several with as many entries as they may have, and with one less or more."""
    for kind in KINDS.values():
        for count in (1, 3, 4, 6, 7, 8, 9, 12, 13, 20, 21, 60, 61):
            most = kind.most_points if kind.gridded and kind.dated else kind.most
            if count > most + 1 or kind.mapped or kind.own_target or (kind.series_always and not kind.dated):
                continue
            entries = [
                _bar(
                    100 / count + kind.summed,
                    label=f"Mục {n}",
                    when=str(1950 + n),
                    first=date(1950 + n, 1, 1),
                    last=date(1950 + n, 12, 31),
                    precision="year",
                    fact=f"f{n}",
                )
                for n in range(count)
            ]
            total = _bar(100, label="Cộng") if kind.total else None
            own = AIM if kind.name == "progress" else None
            scales = _years(1950, 1950 + count) if kind.timed or kind.dated else ()
            data = _chart(kind.name, *entries, total=total, target=own, scales=scales)
            yield f"{count} {kind.name}", data
            if kind.gridded and kind.dated and kind.gaps:
                series = [replace(each, series=f"Dòng {n % 8}") for n, each in enumerate(entries)]
                yield f"{count} {kind.name} of eight lines", replace(data, entries=tuple(series))


def any_data(kind: ChartKind) -> Iterator[ChartData]:
    """Charts of a kind with any data, always the same."""
    for number in range(_DRAWN):
        choose = random.Random(f"{kind.name} {number}")
        yield _varied(some_chart(kind, choose.choice), kind, choose)


def _varied(data: ChartData, kind: ChartKind, choose: random.Random) -> ChartData:
    """The chart with what a spec may add to its data: emphasis, colours, ranges, earlier values, what is left."""
    is_long, is_plain = choose.random() < 0.1, choose.random() < 0.6
    entries = []
    for entry in data.entries:
        label = entry.label if is_long else f"{entry.label[:9]} {entry.label.split()[-1]}"
        entry = replace(
            entry, label=label, emphasis=choose.random() < 0.2, colour=choose.choice(("", "", "", "grey", "teal"))
        )
        if is_plain:
            value = entry.value if abs(entry.value) < 1000 else Decimal(47)
            entry = replace(entry, qualifier="exactly", status="reported", value=value)
        elif kind.ranged and choose.random() < 0.3:
            entry = replace(entry, near=entry.value / 2)
        if kind.compared and not kind.own_target:
            earlier = replace(BEFORE, value=entry.value + choose.choice((-2, 0, 3)), unit=choose.choice(("", "rank")))
            own = {"target": choose.choice((None, AIM)), "before": choose.choice((None, earlier)), "unit": earlier.unit}
            entry = replace(entry, **own)  # type: ignore[arg-type]
        entries.append(entry)
    tiles = tuple(replace(tile, name=f"{tile.name[:9]} {tile.place}") for tile in data.tiles)
    return replace(data, entries=tuple(entries), tiles=tiles, rest=choose.choice(("", "Khác")) if kind.rest else "")


def _with_options() -> Iterator[tuple[str, ChartData]]:
    """Charts of each kind with words and arrows, with shaded periods, and with titles that name series."""
    bars = _numbered(_chart("bars", _bar(60), _bar(10), _bar(95, label=LONG), target=AIM))
    first, last = (LINES.entries[i].first for i in (1, 2))
    assert first
    assert last
    shade = ShadedTime("Sửa chữa", first, last)
    for kind in ("bars", "columns", "progress"):
        for fact in ("fact-0", "fact-1", "fact-2"):
            yield f"{kind}: words about {fact}", replace(bars, kind=kind, remarks=(Remark(REMARK, fact),))
            gap = (Remark("còn thiếu", fact, AIM.fact),)
            yield f"{kind}: words about the gap of {fact}", replace(bars, kind=kind, remarks=gap)
    yield "line: words about two facts", replace(LINES, remarks=(Remark(REMARK, "fact-1"), Remark("hai", "fact-8")))
    yield "line: a shaded period", replace(LINES, shades=(shade,))
    yield (
        "line: two shaded periods",
        replace(LINES, shades=(shade, replace(shade, first=last, last=last.replace(year=2031)))),
    )
    events = _numbered(CHARTS["twelve events"])
    days = ShadedTime("Nghỉ hè", events.entries[2].first or first, events.entries[4].first or last)
    for kind in ("timeline", "gantt"):
        yield f"{kind}: a shaded period", replace(events, kind=kind, shades=(days,))
        yield (
            f"{kind}: words",
            replace(events, kind=kind, entries=events.entries[:5], remarks=(Remark(REMARK, "fact-2"),)),
        )
    for kind in BY_SERIES:
        for titled in ((), ("Bắc",), ("Bắc", "Nam")):
            yield (
                f"{kind}: {' and '.join(titled) or 'nothing'} in the title",
                replace(series_table(kind), titled=titled),
            )


def _numbered(data: ChartData) -> ChartData:
    return replace(data, entries=tuple(replace(entry, fact=f"fact-{i}") for i, entry in enumerate(data.entries)))


OPTIONS = dict(_with_options())


def _frames(brand: Brand, metrics: Metrics) -> tuple[Frame, Frame]:
    letters = with_fallback(metrics, ())
    word = Frame(158 * MILLIMETRE, None, looks_of(brand, brand.charts.word), letters)
    size = (SLIDE[0] * MILLIMETRE, SLIDE[1] * MILLIMETRE)
    return word, Frame(*size, looks_of(brand, brand.charts.slides), letters)


def _whole(name: str, data: ChartData, frame: Frame) -> Iterator[str]:
    """All marks of a chart, those that look alike on one line."""
    try:
        drawing = lay_out(data, frame)
    except CannotFit as fault:
        yield f"== {name}: {fault} ({fault.hint})"
        return
    yield f"== {name}: {drawing.width:.1f} x {drawing.height:.1f} {drawing.ground}"
    for looks, marks in groupby(map(_mark, drawing.marks), key=lambda mark: mark[1]):
        yield f"{'; '.join(place for place, _ in marks)} – {looks}"


def _at_sizes(data: ChartData, word: Frame, slide: Frame) -> Iterator[str]:
    for width, height in OTHER_SIZES:
        frame = replace(slide if height else word, width=width * MILLIMETRE, height=height and height * MILLIMETRE)
        yield f"{width} x {height} mm: {_in_short(data, frame)}"


def painted(brand: Brand, metrics: Metrics, cache: Path) -> Iterator[str]:
    """Pictures as they are painted: a sign for every two points of each, by its colour; none where colours are mixed."""
    letters, texts = with_fallback(metrics, SIGNS), {*SIGNS, "H"}
    frame = Frame(120 * MILLIMETRE, 60 * MILLIMETRE, looks_of(brand, brand.charts.word), letters)
    labelled = replace(CHARTS["a range of progress"].entries[0], label=SIGNS)
    mixed = replace(CHARTS["a range of progress"], entries=(labelled,))
    pictures = {
        "all marks": PAINTED,
        "lines": lay_out(CHARTS["points of all looks"], frame),
        "signs": padded(lay_out(mixed, frame), 10),
    }
    texts |= {mark.text for each in pictures.values() for mark in each.marks if isinstance(mark, Label)}
    fonts = static_fonts(cache, texts, brand.fonts.measured_with)
    for name, (png, _) in jobs._painted(pictures, fonts, 1).items():
        picture = Image.open(io.BytesIO(png))
        yield f"== {name}: {picture.size} {picture.mode} {[round(each) for each in picture.info['dpi']]}"
        pixels, drawing = picture.convert("RGB"), pictures[name]
        colours = dict.fromkeys(
            mark.fill if isinstance(mark, Rectangle | Dot) else mark.colour for mark in drawing.painted
        )
        signs = dict(zip(colours, " ABCDEFGHIJ", strict=False))
        yield ", ".join(f"{sign} {colour}" for colour, sign in signs.items() if sign != " ")
        step = 2 * picture.width / drawing.width
        for row in range(int(picture.height / step)):
            shown = (
                pixels.getpixel((int((column + 0.5) * step), int((row + 0.5) * step)))
                for column in range(int(picture.width / step))
            )
            yield "".join(signs.get("#{:02X}{:02X}{:02X}".format(*colour), " ") for colour in shown).rstrip()  # type: ignore[misc]


def _in_short(data: ChartData, frame: Frame) -> str:
    """The height, the marks and their middle, the sizes of letters, and a checksum of all; or the refusal."""
    try:
        drawing = lay_out(data, frame)
    except CannotFit as fault:
        return f"{fault} ({fault.hint})"
    places = [point for mark in drawing.marks for point in _points(mark)]
    x, y = (sum(each) / len(places) for each in zip(*places, strict=True))
    labels = [mark for mark in drawing.marks if isinstance(mark, Label)]
    sizes = ", ".join(f"{size:g}" for size in sorted({label.size for label in labels}))
    shown = f"{len(drawing.marks)} marks about {x:.1f} {y:.1f}; {len(labels)} texts of {sizes}"
    return f"{drawing.height:.1f}; {shown}; {checksum(map(_mark, drawing.marks))}"


def checksum(parts: Iterable[object]) -> str:
    """A sign that changes with any of the parts, where all of them would be too much to read."""
    return f"{zlib.crc32(repr(list(parts)).encode()):08x}"


def _points(mark: ChartMark) -> tuple[tuple[float, float], ...]:
    match mark:
        case Stroke():
            return mark.points
        case Band():
            return mark.corners
        case Rectangle():
            return ((mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height))
    return ((mark.x, mark.y),)
