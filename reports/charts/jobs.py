"""Chart data + size + brand → pictures, each drawn once and kept under the hash of all that it is made from."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from reports.brand import Brand, ChartType
from reports.brand.measure import FontFiles, font_files, load_metrics
from reports.charts.extents import anchored, faults
from reports.charts.frame import MILLIMETRE, CannotFit, ChartLooks, Frame, looks_of
from reports.charts.kinds import KINDS
from reports.charts.marks import Drawing, PaintedImages, padded
from reports.charts.model import ChartData, Media
from reports.diagnostics import Findings, Place
from reports.files.children import Children
from reports.files.disk import write_all

SUFFIXES = (".png", ".svg")
_HEIGHT = re.compile(rb'<svg[^>]* height="([0-9.]+)pt"')


@dataclass(frozen=True, slots=True)
class DrawJob:
    """A chart to draw: its data, the code of its language, and its size in millimetres.

    Without a height it is as high as it needs to be. `place` is that of its spec, for errors.
    """

    chart: str
    data: ChartData
    language: str
    width: float
    height: float | None
    sizes: ChartType
    place: Place | None = field(default=None, repr=False, compare=False)


def draw(jobs: Sequence[DrawJob], brand: Brand, cache: Path, *, jobs_at_once: int = 1) -> dict[DrawJob, Media]:
    """The picture of each job. Raises Problems with every chart that does not fit into its space."""
    folder = cache / "charts"
    if not jobs:
        return {}
    fonts, edition = font_files(cache), _edition()
    kept = {job: folder / _hash(job, looks_of(brand, job.sizes), fonts, edition) for job in jobs}
    missing = {path: job for job, path in kept.items() if not all(map(Path.is_file, _files(path)))}
    if missing:
        laid_out = lay_out_all(missing.values(), brand, cache)
        drawings = {path: laid_out[job] for path, job in missing.items()}
        for path, picture in _painted(drawings, fonts, jobs_at_once).items():
            write_all(dict(zip(_files(path), picture, strict=True)))
    return {job: _media(job, path) for job, path in kept.items()}


def lay_out(data: ChartData, frame: Frame) -> Drawing:
    """The drawing of a chart, ready to be painted. CannotFit if anything in it would overlap or be cut off."""
    head, top = frame.head(data.subtitle)
    marks, bottom = KINDS[data.kind].draw(data, frame, top)
    drawing = Drawing(frame.width, frame.height or bottom, frame.looks.ground, (*head, *marks))
    for fault in faults(drawing, frame.metrics):
        raise CannotFit(fault, "give it more room, show fewer facts or shorten the labels")
    return anchored(drawing, frame.metrics)


def _edition() -> str:
    """The versions of the libraries and a hash of the code that draws, so that no outdated picture is used."""
    own = Path(__file__).parent
    digest = hashlib.sha256()
    for path in (*sorted(own.rglob("*.py")), own.parent / "brand/measure.py"):
        digest.update(path.read_bytes())
    return f"{version('matplotlib')} {version('pillow')} {digest.hexdigest()}"


def _hash(job: DrawJob, looks: ChartLooks, fonts: FontFiles, edition: str) -> str:
    """The hash of all that a picture is made from. The folder of the fonts is named by the hash of these."""
    names = (fonts.regular.parent.name, fonts.regular.name, fonts.bold.name)
    made_of = (edition, *names, job.data, job.width, job.height, looks)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def _files(path: Path) -> list[Path]:
    return [path.with_suffix(suffix) for suffix in SUFFIXES]


def lay_out_all(jobs: Iterable[DrawJob], brand: Brand, cache: Path) -> dict[DrawJob, Drawing]:
    """The drawing of each job, not painted. Raises Problems with every chart that does not fit into its space."""
    findings = Findings()
    metrics = load_metrics(cache, brand.fonts.measured_with)
    drawings: dict[DrawJob, Drawing] = {}
    for job in jobs:
        around = 2 * job.sizes.padding
        height = None if job.height is None else job.height * MILLIMETRE - around
        frame = Frame(job.width * MILLIMETRE - around, height, looks_of(brand, job.sizes), metrics)
        try:
            drawings[job] = padded(lay_out(job.data, frame), job.sizes.padding)
        except CannotFit as fault:
            size = f"{job.width:.0f} mm" if job.height is None else f"{job.width:.0f} × {job.height:.0f} mm"
            message = f'the chart "{job.chart}" ({job.language}) does not fit into {size}: {fault}'
            findings.error(message, job.place, hint=fault.hint)
    findings.check()
    return drawings


def _painted(drawings: Mapping[Path, Drawing], fonts: FontFiles, jobs_at_once: int) -> dict[Path, PaintedImages]:
    """The pictures, painted by up to `jobs_at_once` processes; each has its share of the drawings."""
    paths = list(drawings)
    shares = [paths[i::jobs_at_once] for i in range(min(jobs_at_once, len(paths)))]
    with (
        tempfile.TemporaryDirectory(prefix="songngu-", ignore_cleanup_errors=True) as home,
        ThreadPoolExecutor(len(shares)) as threads,
        Children() as children,
    ):
        painted = threads.map(lambda share: _paint(fonts, [drawings[path] for path in share], home, children), shares)
        pairs = [zip(share, pictures, strict=True) for share, pictures in zip(shares, painted, strict=True)]
        return dict(chain.from_iterable(pairs))


def _paint(fonts: FontFiles, drawings: Sequence[Drawing], home: str, children: Children) -> list[PaintedImages]:
    """The pictures that a new process paints, in the order of the drawings.

    The process runs nothing from a workspace: `home`, from which matplotlib reads settings, is a new folder, and `-P`
    keeps Python from looking for modules there.
    """
    program = str(Path(__file__).absolute().parents[2])
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MPL", "MATPLOTLIB"))}
    environment |= {"MPLCONFIGDIR": home, "PYTHONPATH": os.pathsep.join([program, *filter(None, sys.path)])}
    names = (str(fonts.regular.absolute()), str(fonts.bold.absolute()))
    command = [sys.executable, "-P", "-m", "reports.charts.paint"]
    done = children.run(command, content=pickle.dumps((names, drawings)), environment=environment, folder=home)
    if done.returncode:
        raise RuntimeError(f"the process that paints charts failed:\n{done.stderr.decode(errors='replace')}")
    pictures: list[PaintedImages] = pickle.loads(done.stdout)
    return pictures


def _media(job: DrawJob, path: Path) -> Media:
    png, svg = map(Path.read_bytes, _files(path))
    height = job.height
    if height is None:
        (points,) = _HEIGHT.findall(svg)
        height = round(float(points) / MILLIMETRE, 2)
    return Media(job.chart, png, svg, job.width, height)
