"""The pictures of a document → files made ready for their places, kept by the hash of what they are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from reports.charts.model import Media
from reports.diagnostics import Diagnostic, Findings, HintedError, Place, Problems
from reports.facts.pictures import FOLDER, RASTER_ENDINGS, PictureSpecs
from reports.files.bounded import Missing, bytes_of
from reports.files.kept import keep, made_by, read_kept
from reports.files.pictures import BadPicture, Raster, made_ready, measured, svg_size

MOST_BYTES, MOST_PIXELS = 40_000_000, 60_000_000
DOTS = 220
"""Dots an inch of a picture at its place: what Office keeps for print."""
LEAST_DOTS = 72
"""Dots an inch below which a picture is placed smaller or, where it fills a box, refused."""
MOST_CUT = 2 / 3
"""The largest share of a picture that may be cut off where it fills a box."""
_MOST_UNLIKE = 0.02
"""How much the proportions of an SVG and its raster may differ: a raster has whole pixels."""
_INCH = 25.4
_MOST_MEASURED = 1000
_Stamp = tuple[int, int] | None
_WHOLE_PICTURE = "write whole: true for it, so that all of it is shown, or take another picture"


@dataclass(frozen=True, slots=True)
class PictureJob:
    """A picture in a language and its size in millimetres. `files` are its raster and, if it has one, its SVG, with the
    hash of each; `place` is that of their name in pictures.yaml."""

    picture: str
    files: tuple[tuple[str, str], ...]
    raster: Raster
    width: float
    height: float
    folder: Path = field(repr=False, compare=False)
    place: Place | None = field(repr=False, compare=False)


class Room(NamedTuple):
    """The width and height in millimetres that a picture may have, and whether it fills them, its edges cut off."""

    width: float
    height: float
    filled: bool = False


def picture_job(id_: str, language: str, pictures: PictureSpecs, room: Room) -> PictureJob:
    """The job to make a picture ready for its room. Raises Problems if its files cannot be used there."""
    entry = pictures.entries[id_]
    name, place = entry.named(language), pictures.place(id_, "file", *([language] if entry.has_words else []))
    try:
        files, raster = _files(pictures.folder, name)
        scale = min(room.width / raster.width, room.height / raster.height, _INCH / LEAST_DOTS)
        if room.filled:
            scale = max(room.width / raster.width, room.height / raster.height)
            _check_filled(raster, scale, room)
    except HintedError as error:
        raise Problems([Diagnostic(f'the picture "{name}" {error}', place, hint=error.hint)]) from None
    width, height = round(raster.width * scale, 2), round(raster.height * scale, 2)
    return PictureJob(id_, files, raster, width, height, pictures.folder, place)


def _check_filled(raster: Raster, scale: float, room: Room) -> None:
    """Raise BadPicture for a picture that would be blurred, or mostly cut off, where it fills a box."""
    dots, shown = _INCH / scale, room.width * room.height / (raster.width * raster.height * scale * scale)
    about = f"has {raster.width:,} × {raster.height:,} pixels"
    if dots < LEAST_DOTS:
        raise BadPicture(f"{about}, which is too few to fill {room.width:.0f} × {room.height:.0f} mm", _WHOLE_PICTURE)
    if 1 - shown > MOST_CUT:
        raise BadPicture(f"{about}: {1 - shown:.0%} of it would be cut off on the slide", _WHOLE_PICTURE)


def _files(folder: Path, name: str) -> tuple[tuple[tuple[str, str], ...], Raster]:
    """The files of a picture, the raster first, with their hashes, and the raster."""
    path = folder / name
    if path.suffix != ".svg":
        digest, raster = _raster(path, _stamp(path))
        return ((name, digest),), raster
    drawing, proportions = _drawing(path, _stamp(path))
    beside = next((each for ending in RASTER_ENDINGS if (each := path.with_suffix(ending)).is_file()), None)
    if beside is None:
        hint = f"save it also as {path.stem}.png, for programs that show no SVG"
        raise BadPicture("has no PNG or JPEG beside it", hint)
    digest, raster = _raster(beside, _stamp(beside))
    width, height = proportions
    if height and abs(width * raster.height / (height * raster.width) - 1) > _MOST_UNLIKE:
        shapes = f"is {width:g} by {height:g}, and {beside.name} beside it {raster.width:,} by {raster.height:,} pixels"
        raise BadPicture(f"{shapes}: one of them is distorted, or another picture", "export both once more")
    return ((beside.name, digest), (name, drawing)), raster


def _stamp(path: Path) -> _Stamp:
    """What changes when a file does, so that it is read again: its size and its time."""
    status = path.stat() if path.is_file() else None
    return (status.st_size, status.st_mtime_ns) if status else None


@lru_cache(_MOST_MEASURED)
def _raster(path: Path, stamp: _Stamp) -> tuple[str, Raster]:
    """The hash of a JPEG or PNG, and what it says of itself."""
    content = _content(path)
    raster = measured(content, MOST_PIXELS)
    suffixes = (".jpg", ".jpeg") if raster.kind == "jpeg" else (".png",)
    if path.suffix not in suffixes:
        raise BadPicture(f"is a {raster.kind.upper()} by its content", f"rename it to {path.stem}{suffixes[0]}")
    return hashlib.sha256(content).hexdigest(), raster


@lru_cache(_MOST_MEASURED)
def _drawing(path: Path, stamp: _Stamp) -> tuple[str, tuple[float, float]]:
    """The hash of an SVG, which only draws, and its width and height; 0 if it does not say them."""
    content = _content(path)
    if not _plain(content):
        hint = "save it as a plain SVG of paths and text, or name the PNG beside it"
        raise BadPicture("is no SVG that only draws: it has scripts, pictures, effects or animations", hint)
    return hashlib.sha256(content).hexdigest(), svg_size(content)


def _content(path: Path) -> bytes:
    try:
        return bytes_of(path, MOST_BYTES)
    except Missing as error:
        raise BadPicture(str(error), f"put it into seeds/{FOLDER}, or correct its name") from None


def _plain(svg: bytes) -> bytes:
    """An SVG that only draws, without metadata; empty if it does more."""
    from reports.files.sanitiser.svg import plain_svg

    return plain_svg(svg) or b""


def ready(jobs: Mapping[str, PictureJob], cache: Path) -> dict[str, Media]:
    """The pictures, made ready, by the names of their jobs. Raises Problems with every one that is damaged."""
    findings, found = Findings(), {}
    for name, job in jobs.items():
        try:
            content = _ready(job, cache)
        except HintedError as error:
            findings.error(f'the picture "{job.files[0][0]}" {error}', job.place, hint=error.hint)
            continue
        found[name] = Media(name, content[0], content[1] if len(content) > 1 else b"", job.width, job.height)
    findings.check()
    return found


def _ready(job: PictureJob, cache: Path) -> tuple[bytes, ...]:
    """The raster of a picture at the size of its place, and its SVG, if it has one; kept in the cache."""
    most = round(job.width / _INCH * DOTS), round(job.height / _INCH * DOTS)
    made_of = (made_by(), job.files, most)
    stem = cache / "pictures" / hashlib.sha256(repr(made_of).encode()).hexdigest()
    paths = [stem.with_suffix(Path(name).suffix) for name, _ in job.files]
    if kept := read_kept(paths):
        return kept
    raster, *vectors = (bytes_of(job.folder / name, MOST_BYTES) for name, _ in job.files)
    made = (made_ready(raster, job.raster, most), *map(_plain, vectors))
    keep(dict(zip(paths, made, strict=True)))
    return made


def check_pictures(
    pictures: PictureSpecs, shown: Collection[str], languages: Iterable[str], cache: Path, findings: Findings
) -> None:
    """Report pictures that no document shows, what is wrong with their files, and what changes in those of others."""
    for id_, language in product(pictures.entries, languages):
        if id_ not in shown:
            hint = f'write {{{{ picture("{id_}") }}}}, or take it out'
            findings.warning(f'no document shows the picture "{id_}"', pictures.place(id_), hint=hint)
        try:
            job = picture_job(id_, language, pictures, Room(10, 10))
            if id_ not in shown:
                ready({id_: job}, cache)
        except Problems as problems:
            findings.extend(problems.diagnostics)
            continue
        note_changes([job], findings)


def note_changes(jobs: Iterable[PictureJob], findings: Findings) -> None:
    """Warn of pictures whose colours may change."""
    for job in jobs:
        if job.raster.note:
            findings.warning(f'the picture "{job.files[0][0]}" {job.raster.note}', job.place, hint="save it in sRGB")
