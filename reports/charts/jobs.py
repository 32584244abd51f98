"""Chart data + size + brand → pictures, each drawn once and kept under the hash of all that it is made from."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from reports.brand import Brand, ChartType, Medium
from reports.brand.font_files import font_name, load_metrics, static_fonts
from reports.charts.annotations import annotated
from reports.charts.colours import hatched
from reports.charts.editable import NativeChart, chart_marks
from reports.charts.extents import anchored, faults
from reports.charts.frame import FEWER, MILLIMETRE, CannotFit, Frame, looks_of
from reports.charts.kinds import KINDS
from reports.charts.letters import CannotDraw, ChartMetrics, in_fonts, with_fallback
from reports.charts.marks import Drawing, Label, PaintedImages, PaintWork, padded
from reports.charts.model import ChartData, EmbeddedChart, Media, Visual
from reports.charts.picture_marks import PictureMark, digest_of, with_mark
from reports.diagnostics import Findings, Place
from reports.files.children import Children
from reports.files.disk import write_whole
from reports.files.kept import keep, made_by, read_kept
from reports.files.temporary import temporary_folder
from reports.languages import LANGUAGES

SUFFIXES, NATIVE = (".png", ".svg"), (".xml", ".xlsx", ".height")
"""The files of a drawn chart and of a native one in the cache; the last one has its height in points."""
_START = "import sys; sys.path.insert(0, sys.argv[1]); from reports.charts.paint import main; main()"
_LEAST = 8
"""The fewest drawings for a process: about as long as they take to paint, matplotlib takes to load."""
_HEIGHT = re.compile(rb'<svg[^>]* height="([0-9.]+)pt"')


@dataclass(frozen=True, slots=True)
class DrawJob:
    """A chart to draw: its data, the code of its language, and its size in millimetres.

    Without a height it is as high as it needs to be. `places` are those of its texts, for errors; that of "" is the
    chart's own. A chart with a `native` form is not drawn.
    """

    chart: str
    data: ChartData
    language: str
    width: float
    height: float | None
    sizes: ChartType
    places: Mapping[str, Place | None] = field(default_factory=dict, repr=False, compare=False)
    native: NativeChart | None = None
    medium: Medium = "house"


def draw(jobs: Sequence[DrawJob], brand: Brand, cache: Path, *, jobs_at_once: int = 1) -> dict[DrawJob, Visual]:
    """The picture or native chart of each job. Raises Problems with every chart that does not fit into its space."""
    if not jobs:
        return {}
    brands = _brands(jobs, brand)
    names = {job: _hash(job, brands[job.medium]) for job in jobs}
    files = {
        name: [cache / "charts" / f"{name}{suffix}" for suffix in (NATIVE if job.native else SUFFIXES)]
        for job, name in names.items()
    }
    made = {name: kept for name, paths in files.items() if (kept := read_kept(paths))}
    if missing := {name: job for job, name in names.items() if name not in made}:
        laid_out = lay_out_all(missing.values(), brand, cache)
        new = _natives(missing, laid_out, brand, cache)
        for font in dict.fromkeys(each.font for each in brands.values()):
            of_font = {name: job for name, job in missing.items() if not job.native and brands[job.medium].font == font}
            if drawings := {name: laid_out[job] for name, job in of_font.items()}:
                drawn = (mark.text for each in drawings.values() for mark in each.marks if isinstance(mark, Label))
                texts = chain(drawn, *(job.data.texts() for job in jobs))  # of all, so that one that changes has a font
                new |= _painted(drawings, static_fonts(cache, texts, font), jobs_at_once)
        for name, contents in new.items():
            keep(dict(zip(files[name], contents, strict=True)))
        made |= new
    return {job: _embedded(job, made[name]) or _media(job, *made[name]) for job, name in names.items()}


def lay_out(data: ChartData, frame: Frame) -> Drawing:
    """The drawing of a chart, ready to be painted. CannotFit if anything in it would overlap or be cut off."""
    for text in data.texts():
        frame.metrics.check(text)
    head, top = frame.head(data.subtitle)
    marks, bottom = KINDS[data.kind].draw(data, frame, top)
    marks = annotated([*head, *marks], data, top, frame.height or bottom, frame)
    ground = "" if frame.looks.clear else frame.looks.ground
    drawing = Drawing(frame.width, frame.height or bottom, ground, tuple(marks))
    for fault in faults(drawing, frame.metrics):
        raise CannotFit(fault, FEWER)
    return in_fonts(anchored(hatched(drawing, frame.looks), frame.metrics), frame.metrics)


def _hash(job: DrawJob, brand: Brand) -> str:
    """The hash of all that a picture or a native chart is made from."""
    looks, font = looks_of(brand, job.sizes), font_name(brand.font)
    made_of: tuple[object, ...] = (made_by(), font, job.data, job.width, job.height, job.sizes.least, looks)
    if job.native:
        made_of = (*made_of, job.native, job.language, brand.fonts, brand.files, brand.colours, brand.roles)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def lay_out_all(jobs: Iterable[DrawJob], brand: Brand, cache: Path) -> dict[DrawJob, Drawing]:
    """The drawing of each job, not painted. Raises Problems with every chart that cannot be drawn at its size."""
    jobs, findings = list(jobs), Findings()
    brands, metrics = _brands(jobs, brand), _metrics(jobs, brand, cache)
    drawings: dict[DrawJob, Drawing] = {}
    languages: dict[tuple[str, str, Place | None, str], list[str]] = {}
    blamed: set[tuple[str, str, str]] = set()
    for job in jobs:
        try:
            drawings[job] = _laid_out(job, brands[job.medium], metrics[job.medium])
        except CannotDraw as fault:
            of = (job.chart, job.language, fault.text)
            if fault.text and of in blamed:
                continue  # one error for all sizes
            blamed.add(of)
            size = f"{job.width:.0f} mm" if job.height is None else f"{job.width:.0f} × {job.height:.0f} mm"
            cannot = f"does not fit into {size}" if isinstance(fault, CannotFit) else "cannot be drawn"
            place = job.places.get(fault.text, job.places.get(""))
            languages.setdefault((job.chart, f"{cannot}: {fault}", place, fault.hint), []).append(job.language)
    for (chart, why, place, hint), codes in languages.items():
        findings.error(f'the chart "{chart}" ({", ".join(dict.fromkeys(codes))}) {why}', place, hint=hint)
    findings.check()
    return drawings


def _laid_out(job: DrawJob, brand: Brand, metrics: ChartMetrics) -> Drawing:
    """The drawing of a job in the largest type in which it fits. CannotDraw if it does in none."""
    found: list[CannotFit] = []
    around = 2 * job.sizes.padding
    height = None if job.height is None else job.height * MILLIMETRE - around
    for sizes in job.sizes.smaller():
        frame = Frame(job.width * MILLIMETRE - around, height, looks_of(brand, sizes), metrics)
        try:
            return padded(lay_out(job.data, frame), job.sizes.padding)
        except CannotFit as fault:
            found.append(fault)
    raise found[0]


def _brands(jobs: Iterable[DrawJob], brand: Brand) -> dict[Medium, Brand]:
    """The brand in each medium of the jobs."""
    return {medium: brand.in_medium(medium) for medium in {job.medium for job in jobs}}


def _metrics(jobs: Iterable[DrawJob], brand: Brand, cache: Path) -> dict[Medium, ChartMetrics]:
    """The widths of the letters in these charts, in each medium."""
    texts = {text for job in jobs for text in job.data.texts()}
    return {
        medium: with_fallback(load_metrics(cache, each.font), texts) for medium, each in _brands(jobs, brand).items()
    }


def _natives(
    jobs: Mapping[str, DrawJob], laid_out: Mapping[DrawJob, Drawing], brand: Brand, cache: Path
) -> dict[str, tuple[bytes, ...]]:
    """The native charts among the jobs: XML, workbook and height of each."""
    if not any(job.native for job in jobs.values()):
        return {}
    from reports.charts.native import write_native  # python-pptx takes long to import
    from reports.charts.native_plot import height_of

    brands, metrics = _brands(jobs.values(), brand), _metrics(jobs.values(), brand, cache)
    made: dict[str, tuple[bytes, ...]] = {}
    for name, job in jobs.items():
        if job.native:
            own = brands[job.medium]
            frame = Frame(job.width * MILLIMETRE, laid_out[job].height, looks_of(own, job.sizes), metrics[job.medium])
            if job.height is None:
                frame = replace(frame, height=height_of(job.native, laid_out[job].height, frame))
            files = write_native(job.native, frame, own, LANGUAGES[job.language])
            made[name] = (*files, str(frame.height).encode())
    return made


def _painted(drawings: Mapping[str, Drawing], fonts: Sequence[bytes], jobs_at_once: int) -> dict[str, PaintedImages]:
    """The pictures, painted by up to `jobs_at_once` processes; each has its share of the drawings."""
    names = list(drawings)
    count = max(1, min(jobs_at_once, len(names) // _LEAST))
    shares = [names[i::count] for i in range(count)]
    with temporary_folder() as home, ThreadPoolExecutor(len(shares)) as threads, Children() as children:
        files = tuple(str(home / f"font-{i}.ttf") for i in range(len(fonts)))
        for file, content in zip(files, fonts, strict=True):
            write_whole(Path(file), content)
        works = [(files, [drawings[name] for name in share]) for share in shares]
        painted = threads.map(lambda work: _paint(work, str(home), children), works)
        pairs = [zip(share, pictures, strict=True) for share, pictures in zip(shares, painted, strict=True)]
        return dict(chain.from_iterable(pairs))


def _paint(work: PaintWork, home: str, children: Children) -> list[PaintedImages]:
    """The pictures that a new process paints, in the order of the drawings.

    The process runs nothing from a workspace. It works in `home`, a new folder, from which matplotlib also reads its
    settings; the folder from which this program was started is not where Python looks for modules.
    """
    program = str(Path(__file__).absolute().parents[2])
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MPL", "MATPLOTLIB"))}
    paths = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
    environment |= {"MPLCONFIGDIR": home, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, paths))}
    command = [sys.executable, "-P", "-c", _START, program]
    done = children.run(command, content=pickle.dumps(work), environment=environment, folder=home)
    if done.returncode:
        raise RuntimeError(f"the process that paints charts failed:\n{done.stderr.decode(errors='replace')}")
    pictures: list[PaintedImages] = pickle.loads(done.stdout)
    return pictures


def _embedded(job: DrawJob, made: Sequence[bytes]) -> EmbeddedChart | None:
    """The native chart of a job; None if it has no native form."""
    if job.native is None:
        return None
    xml, workbook, points = made
    height = round(float(points) / MILLIMETRE, 2) if job.height is None else job.height
    return EmbeddedChart(job.chart, xml, workbook, job.width, height, chart_marks(job.chart, job.native))


def _media(job: DrawJob, png: bytes, svg: bytes) -> Media:
    height = job.height
    if height is None:
        (points,) = _HEIGHT.findall(svg)
        height = round(float(points) / MILLIMETRE, 2)
    mark = PictureMark(job.chart, job.language, digest_of(job.data))
    return Media(job.chart, with_mark(png, mark), svg, job.width, height)
