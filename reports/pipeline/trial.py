"""The trial of an import: the workspace's own reports laid out on the new reference, before anything is replaced.

What does not fit is fitted, or else told; only then is the import written.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace as replaced
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from reports.brand import Brand, read_brand
from reports.brand.imports import SHOWN, Imported, ImportPoint, Proposed, proposed, write
from reports.charts.jobs import DrawJob, draw, lay_out_all
from reports.charts.model import Media
from reports.diagnostics import Diagnostic, Findings, Problems
from reports.files.disk import write_whole
from reports.files.temporary import temporary_folder
from reports.pipeline.formats import FORMATS
from reports.pipeline.knowledge import Knowledge, read_knowledge
from reports.pipeline.legible import legible
from reports.pipeline.plan import Target, plan
from reports.pipeline.preparation import prepare
from reports.pipeline.preview import preview, swatches_of
from reports.workspace import read_workspace

if TYPE_CHECKING:
    from reports.powerpoint.slides.model import Deck

PREVIEW = "out/brand.html"
"""The page that shows the imported reference."""
_ALIKE = ("title", "subtitle", "footer")
"""Boxes whose texts have one size in all decks."""
_OUTLIERS = 0.1
"""The share of the longest of these texts that do not make the others smaller; they are smaller themselves."""
_MUCH_SMALLER = 0.75
"""From this share of the file's own size on, smaller titles are worth a point."""
_UNFIT, _UNTRIED, _SMALLER = 0, 1, 6
"""The weights of points."""


def import_tried(
    file: Path,
    root: Path,
    *,
    master: int | None = None,
    anyway: bool = False,
    progress: Callable[[str], None] = lambda step: None,
) -> Imported:
    """Import an organisation's file into the workspace `root`, after a trial with all of its reports of that format; of
    a presentation, the slide master of this number.

    Raises Problems, with nothing changed, if the file cannot be read, or if reports that the present brand holds do not
    fit the new one and it is not to be imported `anyway`.
    """
    progress("reading the file")
    new = proposed(file, root, master)
    try:
        workspace = read_workspace(root)
        knowledge = read_knowledge(workspace)
        known = plan(workspace, all_audiences=True)
    except Problems as problems:
        hint = "mend what songngu check finds, then import the file again"
        untried = f"the reports could not be tried on it: the workspace has {len(problems.diagnostics)} faults"
        return write(replace(new, points=(*new.points, ImportPoint(_UNTRIED, untried, hint))), root)
    targets = [target for target in known if workspace.reports[target.report].format == new.kind]
    with temporary_folder() as folder:
        progress("trying the reports on it")
        brand, decks, faults, charts = _laid_out(new, knowledge, targets, folder)
        if sizes := _sizes(decks, brand):
            progress("fitting sizes")
            fitted = new.changed({"slides": {"text": sizes}})
            new = replace(fitted, points=(*new.points, *_smaller_titles(brand, sizes)))
            brand, decks, faults, charts = _laid_out(new, knowledge, targets, folder)
        if new.kind == "powerpoint":
            progress("measuring contrast")
            colours, points = legible(decks, brand)
            new = replace(new.changed({"slides": colours}) if colours else new, points=(*new.points, *points))
            brand = _brand(new, root, folder) if colours else brand
        page = preview(new.kind, new.name, decks, brand, partial(_drawn, charts, brand, workspace.cache))
    if faults:
        former = set(_found(knowledge, targets)[1])
        faults = [fault for fault in faults if fault not in former]
    if faults and not anyway:
        raise Problems(faults)
    unfit = [ImportPoint(_UNFIT, f"{fault.place}: {fault.message}", fault.hint or "") for fault in faults]
    written = write(replace(new, points=(*new.points, *unfit)), root)
    return replace(written, changed=(*written.changed, *_shown(page, root)), colours=swatches_of(new.kind, brand))


def _drawn(charts: DeckCharts, brand: Brand, cache: Path, deck: Deck, name: str) -> bytes:
    """The .png of a chart; nothing for a photograph, and for a chart that does not fit."""
    job = charts.get((id(deck), name))
    with suppress(Problems):
        if job and isinstance(made := next(iter(draw([replaced(job, native=None)], brand, cache).values())), Media):
            return made.raster
    return b""


def _shown(page: bytes, root: Path) -> Iterator[Path]:
    """Write the page that shows the reference, where it can be written; its path."""
    path = root / PREVIEW
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_whole(path, page)
        yield path


DeckCharts = Mapping[tuple[int, str], DrawJob]
"""The charts of decks by the id of the deck and their name in it."""
_Laid = tuple[list["Deck"], list[Diagnostic], DeckCharts]


def _laid_out(
    new: Proposed, knowledge: Knowledge, targets: Iterable[Target], folder: Path
) -> tuple[Brand, list[Deck], list[Diagnostic], DeckCharts]:
    """The brand of an import, with the decks laid out in it, what does not fit, and the charts of the decks."""
    brand = _brand(new, knowledge.workspace.root, folder)
    return brand, *_found(replace(knowledge, brand=brand), targets)


def _brand(new: Proposed, root: Path, folder: Path) -> Brand:
    """The brand of an import, read from a folder in which it stands as it would in the workspace `root`."""
    beside = (root / SHOWN).parent
    for path in beside.iterdir():
        if path.is_file() and not (folder / path.name).exists():
            shutil.copyfile(path, folder / path.name)
    for name, content in new.files.items():
        (folder / name).write_bytes(content)
    return read_brand(folder / Path(SHOWN).name, SHOWN)


def _found(knowledge: Knowledge, targets: Iterable[Target]) -> _Laid:
    """The decks among the targets, laid out in the brand, the errors of all targets, and the charts of the decks."""
    findings, brand = Findings(), knowledge.brand
    variants = prepare(knowledge, targets, findings)
    try:
        charts = dict.fromkeys(job for variant in variants for job in variant.prepared.charts.values())
        lay_out_all(charts, brand, knowledge.workspace.cache)
    except Problems as problems:
        findings.extend(problems.diagnostics)
    for format_ in FORMATS.values():
        findings.extend(format_.faults(brand))
    decks = {id(variant.prepared.deck): variant.prepared for variant in variants if variant.prepared.deck}
    jobs = {(key, name): job for key, prepared in decks.items() for name, job in prepared.charts.items()}
    laid_out = [prepared.deck for prepared in decks.values() if prepared.deck]
    return laid_out, [each for each in findings if each.severity == "error"], jobs


def _sizes(decks: Sequence[Deck], brand: Brand) -> dict[str, Mapping[str, Any]]:
    """The changes to styles of text whose texts do not fit in the size of the file."""
    from reports.powerpoint.slides.model import TextFill

    used: dict[str, list[tuple[float, float]]] = {}
    for slide in (slide for deck in decks for slide in deck.slides):
        for box, fill in slide.fills.items():
            if box in _ALIKE and isinstance(fill, TextFill):
                placeholder, _ = brand.slides.placeholder(slide.layout, box)
                styles = fill.styles or brand.slides.styles_of(placeholder)
                used.setdefault(placeholder.levels[0], []).append((styles[0].size, styles[0].line))
    sizes = {name: sorted(each)[int(_OUTLIERS * len(each))] for name, each in used.items()}
    looks = brand.slides
    return {
        name: {"size": size, "line": line, **({"small": True} if size < looks.least.body else {})}
        for name, (size, line) in sizes.items()
        if size < looks.text[name].size
    }


def _smaller_titles(brand: Brand, sizes: Mapping[str, Mapping[str, Any]]) -> Iterable[ImportPoint]:
    """A point on titles that are much smaller than in the file."""
    own, title = brand.slides.text, brand.slides.placeholders["title"].levels[0]
    if title in sizes and sizes[title]["size"] <= _MUCH_SMALLER * own[title].size:
        sentence = f"titles are set in {sizes[title]['size']:g} pt instead of {own[title].size:g}, so that they fit"
        yield ImportPoint(_SMALLER, sentence, "shorter titles may be larger: change slides.text.title in brand.yaml")
