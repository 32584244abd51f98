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

from reports.brand import Brand, ChartType
from reports.brand.font_files import font_name, load_metrics, static_fonts
from reports.charts.extents import anchored, faults
from reports.charts.frame import FEWER, MILLIMETRE, CannotFit, ChartLooks, Frame, looks_of
from reports.charts.kinds import KINDS
from reports.charts.letters import CannotDraw, in_fonts, with_fallback
from reports.charts.marks import Drawing, Label, PaintedImages, PaintWork, padded
from reports.charts.model import ChartData, Media
from reports.diagnostics import Findings, Place
from reports.files.children import Children
from reports.files.disk import write_whole
from reports.files.kept import keep, made_by, read_kept
from reports.files.temporary import temporary_folder

SUFFIXES = (".png", ".svg")
_START = "import sys; sys.path.insert(0, sys.argv[1]); from reports.charts.paint import main; main()"
_HEIGHT = re.compile(rb'<svg[^>]* height="([0-9.]+)pt"')


@dataclass(frozen=True, slots=True)
class DrawJob:
    """A chart to draw: its data, the code of its language, and its size in millimetres.

    Without a height it is as high as it needs to be. `places` are those of its texts, for errors; that of "" is the
    chart's own.
    """

    chart: str
    data: ChartData
    language: str
    width: float
    height: float | None
    sizes: ChartType
    places: Mapping[str, Place | None] = field(default_factory=dict, repr=False, compare=False)


def draw(jobs: Sequence[DrawJob], brand: Brand, cache: Path, *, jobs_at_once: int = 1) -> dict[DrawJob, Media]:
    """The picture of each job. Raises Problems with every chart that does not fit into its space."""
    if not jobs:
        return {}
    package = brand.fonts.measured_with
    font = font_name(package)
    names = {job: _hash(job, looks_of(brand, job.sizes), font) for job in jobs}
    files = {name: [cache / "charts" / f"{name}{suffix}" for suffix in SUFFIXES] for name in names.values()}
    pictures = {name: kept for name, paths in files.items() if (kept := read_kept(paths))}
    if missing := {name: job for job, name in names.items() if name not in pictures}:
        laid_out = lay_out_all(missing.values(), brand, cache)
        drawings = {name: laid_out[job] for name, job in missing.items()}
        texts = (mark.text for each in drawings.values() for mark in each.marks if isinstance(mark, Label))
        for name, painted in _painted(drawings, static_fonts(cache, texts, package), jobs_at_once).items():
            keep(dict(zip(files[name], painted, strict=True)))
            pictures[name] = painted
    return {job: _media(job, *pictures[name]) for job, name in names.items()}


def lay_out(data: ChartData, frame: Frame) -> Drawing:
    """The drawing of a chart, ready to be painted. CannotFit if anything in it would overlap or be cut off."""
    for text in data.texts():
        frame.metrics.check(text)
    head, top = frame.head(data.subtitle)
    marks, bottom = KINDS[data.kind].draw(data, frame, top)
    drawing = Drawing(frame.width, frame.height or bottom, frame.looks.ground, (*head, *marks))
    for fault in faults(drawing, frame.metrics):
        raise CannotFit(fault, FEWER)
    return in_fonts(anchored(drawing, frame.metrics), frame.metrics)


def _hash(job: DrawJob, looks: ChartLooks, font: str) -> str:
    """The hash of all that a picture is made from."""
    made_of = (made_by(), font, job.data, job.width, job.height, looks)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def lay_out_all(jobs: Iterable[DrawJob], brand: Brand, cache: Path) -> dict[DrawJob, Drawing]:
    """The drawing of each job, not painted. Raises Problems with every chart that cannot be drawn at its size."""
    jobs, findings = list(jobs), Findings()
    texts = {text for job in jobs for text in job.data.texts()}
    metrics = with_fallback(load_metrics(cache, brand.fonts.measured_with), texts)
    drawings: dict[DrawJob, Drawing] = {}
    languages: dict[tuple[str, str, Place | None, str], list[str]] = {}
    blamed: set[tuple[str, str, str]] = set()
    for job in jobs:
        around = 2 * job.sizes.padding
        height = None if job.height is None else job.height * MILLIMETRE - around
        frame = Frame(job.width * MILLIMETRE - around, height, looks_of(brand, job.sizes), metrics)
        try:
            drawings[job] = padded(lay_out(job.data, frame), job.sizes.padding)
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


def _painted(drawings: Mapping[str, Drawing], fonts: Sequence[bytes], jobs_at_once: int) -> dict[str, PaintedImages]:
    """The pictures, painted by up to `jobs_at_once` processes; each has its share of the drawings."""
    names = list(drawings)
    shares = [names[i::jobs_at_once] for i in range(min(jobs_at_once, len(names)))]
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


def _media(job: DrawJob, png: bytes, svg: bytes) -> Media:
    height = job.height
    if height is None:
        (points,) = _HEIGHT.findall(svg)
        height = round(float(points) / MILLIMETRE, 2)
    return Media(job.chart, png, svg, job.width, height)
