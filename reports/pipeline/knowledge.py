"""What a workspace knows: its facts, pictures, brand and charts, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reports.brand import Brand, read_brand
from reports.brand.font_files import PACKAGE, font_fault
from reports.charts.option_checks import check_colours
from reports.charts.read import read_charts
from reports.charts.specs import Specs
from reports.diagnostics import Findings, Problems, ordered
from reports.facts import Facts, read_facts
from reports.facts.pictures import PictureSpecs, read_pictures
from reports.files.manifest import files_of, stamps
from reports.files.reads import ALL, Ledger, digest_of, digests_of
from reports.files.values import KeptValue
from reports.pipeline.texts import check_texts
from reports.workspace import Workspace

T = TypeVar("T")
FACTS, PICTURES, BRAND, LINES = "facts", "pictures", "brand", "lines"
"""Tables of the ledger: the facts by their ids; as a whole, the brand, and the files whose lines are places of faults.
"""


class Knowledge(Struct, frozen=True):
    """All that a workspace knows, read and checked once; `ledger` notes what is read of the facts and charts."""

    workspace: Workspace
    facts: Facts
    brand: Brand
    specs: Specs
    pictures: PictureSpecs
    ledger: Ledger


def read_knowledge(workspace: Workspace) -> Knowledge:
    """Facts, pictures, brand and charts of a workspace. Raises Problems with all their faults."""
    hashes = _digests(workspace.root)
    files = digest_of((workspace.root, hashes))
    kept = KeptValue(workspace.cache / "knowledge" / "all", files)
    found = kept.read()
    if found is None:
        facts, brand, specs, pictures = _checked(workspace)
        logo = {name: sha256(image.content).hexdigest() for name, image in brand.images.items()}
        own = {BRAND: {"looks": brand, "logo": logo}, PICTURES: _with_files(pictures, hashes)}
        found = facts, brand, specs, pictures, digests_of({**_tables(facts, specs), **own})
        kept.keep(found)
    facts, brand, specs, pictures, digests = found
    ledger = Ledger({**digests, LINES: {ALL: files}})
    noted = {name: ledger.table(name, values) for name, values in _tables(facts, specs).items()}
    glossary = facts.glossary.model_copy(update={name: noted[name] for name in type(facts.glossary).model_fields})
    facts = replace(facts, facts=noted[FACTS], sources=noted["sources"], glossary=glossary)
    pictures = replace(pictures, entries=ledger.table(PICTURES, pictures.entries))
    return Knowledge(workspace, facts, brand, replace(specs, charts=noted["charts"]), pictures, ledger)


def _tables(facts: Facts, specs: Specs) -> dict[str, Mapping[str, Any]]:
    """What documents read of facts, sources, glossary and charts."""
    return {FACTS: facts.facts, "sources": facts.sources, "charts": specs.charts, **dict(facts.glossary)}


def _with_files(pictures: PictureSpecs, hashes: Mapping[str, str]) -> dict[str, object]:
    """Each picture with the hashes of its files; an SVG and its raster differ in the ending only."""
    files: dict[str, list[str]] = {}
    for path, digest in hashes.items():
        if Path(path).parent == pictures.folder:
            files.setdefault(Path(path).stem, []).append(digest)
    return {
        id_: (entry, [files.get(Path(name).stem) for name in entry.files]) for id_, entry in pictures.entries.items()
    }


def _digests(root: Path) -> dict[str, str]:
    """The hashes of all files that facts, brand and charts are made of, and of those with the texts of reports."""
    paths = (path for path in files_of(str(root)) if not path.endswith(".j2"))
    return {path: digest for path, (_, _, digest) in stamps(paths).items()}


def _checked(workspace: Workspace) -> tuple[Facts, Brand, Specs, PictureSpecs]:
    findings = Findings()
    root, brand_file, charts_file = workspace.root, "templates/brand/brand.yaml", "templates/charts.yaml"
    facts = _read(lambda: read_facts(workspace.seeds, languages=workspace.languages), findings)
    brand = _read(lambda: read_brand(root / brand_file, brand_file), findings)
    specs = _read(lambda: read_charts(root / charts_file, charts_file, facts), findings) if facts else None
    pictures = _read(lambda: read_pictures(workspace.seeds, facts), findings) if facts else None
    if specs and brand:
        check_colours(specs, brand.colours, findings)
    if facts and brand:
        check_texts(workspace, facts, brand, findings)
    if brand:
        _check_fonts(brand, findings)
    if facts is None or brand is None or specs is None or pictures is None or findings.has_errors:
        raise Problems(ordered(findings))
    return facts, brand, specs, pictures


def _read(read: Callable[[], T], findings: Findings) -> T | None:
    try:
        return read()
    except Problems as problems:
        findings.extend(problems.diagnostics)
        return None


def _check_fonts(brand: Brand, findings: Findings) -> None:
    """Report fonts for measuring text that are not installed."""
    own = {("fonts",): brand.fonts, ("word", "fonts"): brand.word.fonts, ("slides", "fonts"): brand.slides.fonts}
    for at, fonts in own.items():
        fault = font_fault(brand.font_of(fonts)) if fonts else None
        if fonts and fault:
            hint = f'write "{PACKAGE}", or install a package of the fontpkg family and name it'
            if fonts.files:
                hint = "put a TrueType or OpenType file beside brand.yaml"
            findings.error(fault, brand.place(*at, "files" if fonts.files else "measured_with"), hint=hint)
