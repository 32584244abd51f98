"""What a workspace knows: its facts, brand and charts, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from reports.brand import Brand, read_brand
from reports.brand.font_files import PACKAGE, font_fault
from reports.charts.read import read_charts
from reports.charts.specs import Specs
from reports.diagnostics import Findings, Problems, ordered
from reports.facts import Facts, read_facts
from reports.files.manifest import files_of, stamps
from reports.files.reads import ALL, Ledger, digest_of, digests_of
from reports.files.values import KeptValue
from reports.pipeline.texts import check_texts
from reports.workspace import Workspace

T = TypeVar("T")
FACTS, BRAND, LINES = "facts", "brand", "lines"
"""Tables of the ledger: the facts by their ids; as a whole, the brand, and the files whose lines are places of faults.
"""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that a workspace knows, read and checked once; `ledger` notes what is read of the facts and charts."""

    workspace: Workspace
    facts: Facts
    brand: Brand
    specs: Specs
    ledger: Ledger


def read_knowledge(workspace: Workspace) -> Knowledge:
    """Facts, brand and charts of a workspace. Raises Problems with all faults of all three."""
    files = digest_of((workspace.root, _digests(workspace.root)))
    kept = KeptValue(workspace.cache / "knowledge" / "all", files)
    found = kept.read()
    if found is None:
        facts, brand, specs = _checked(workspace)
        logo = {name: sha256(image.content).hexdigest() for name, image in brand.images.items()}
        found = facts, brand, specs, digests_of({**_tables(facts, specs), BRAND: {"looks": brand, "logo": logo}})
        kept.keep(found)
    facts, brand, specs, digests = found
    ledger = Ledger({**digests, LINES: {ALL: files}})
    noted = {name: ledger.table(name, values) for name, values in _tables(facts, specs).items()}
    glossary = facts.glossary.model_copy(update={name: noted[name] for name in type(facts.glossary).model_fields})
    facts = replace(facts, facts=noted[FACTS], sources=noted["sources"], glossary=glossary)
    return Knowledge(workspace, facts, brand, replace(specs, charts=noted["charts"]), ledger)


def _tables(facts: Facts, specs: Specs) -> dict[str, Mapping[str, Any]]:
    """What documents read of facts, sources, glossary and charts."""
    return {FACTS: facts.facts, "sources": facts.sources, "charts": specs.charts, **dict(facts.glossary)}


def _digests(root: Path) -> dict[str, str]:
    """The hashes of all files that facts, brand and charts are made of, and of those with the texts of reports."""
    paths = (path for path in files_of(str(root)) if not path.endswith(".j2"))
    return {path: digest for path, (_, _, digest) in stamps(paths).items()}


def _checked(workspace: Workspace) -> tuple[Facts, Brand, Specs]:
    findings = Findings()
    root, brand_file, charts_file = workspace.root, "templates/brand/brand.yaml", "templates/charts.yaml"
    facts = _read(lambda: read_facts(workspace.seeds, languages=workspace.languages), findings)
    brand = _read(lambda: read_brand(root / brand_file, brand_file), findings)
    specs = _read(lambda: read_charts(root / charts_file, charts_file, facts), findings) if facts else None
    if facts and brand:
        check_texts(workspace, facts, brand, findings)
    if brand:
        _check_fonts(brand, findings)
    if facts is None or brand is None or specs is None or findings.has_errors:
        raise Problems(ordered(findings))
    return facts, brand, specs


def _read(read: Callable[[], T], findings: Findings) -> T | None:
    try:
        return read()
    except Problems as problems:
        findings.extend(problems.diagnostics)
        return None


def _check_fonts(brand: Brand, findings: Findings) -> None:
    """Report fonts for measuring text that are not installed."""
    for at, fonts in {("fonts",): brand.fonts, ("slides", "fonts"): brand.slides.fonts}.items():
        fault = font_fault(fonts.measured_with) if fonts else None
        if fault:
            hint = f'write "{PACKAGE}", or install a package of the fontpkg family and name it'
            findings.error(fault, brand.place(*at, "measured_with"), hint=hint)
