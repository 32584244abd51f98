"""What a workspace knows: its facts, brand and charts, read and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from reports.brand import Brand, read_brand
from reports.brand.measure import PACKAGE, font_fault
from reports.charts.read import read_charts
from reports.charts.specs import Specs
from reports.diagnostics import Findings, Problems, ordered
from reports.facts import Facts, read_facts
from reports.files.manifest import files_of, stamps
from reports.files.reads import Ledger, digest_of
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
    kept = KeptValue(workspace.cache / "knowledge" / "all", digest_of((workspace.root, _digests(workspace.root))))
    found = kept.read()
    if found is None:
        found = _checked(workspace)
        kept.keep(found)
    facts, brand, specs = found
    ledger = Ledger()
    ledger.add(BRAND, lambda _: (brand, [sha256(image.content).hexdigest() for image in brand.images.values()]))
    ledger.add(LINES, lambda _: _digests(workspace.root))
    return Knowledge(
        workspace, _noted(facts, ledger), brand, replace(specs, charts=ledger.table("charts", specs.charts)), ledger
    )


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


def _noted(facts: Facts, ledger: Ledger) -> Facts:
    """The same facts in tables that note what is read."""
    noted = {name: ledger.table(name, table) for name, table in facts.glossary}
    return replace(
        facts,
        facts=ledger.table(FACTS, facts.facts),
        sources=ledger.table("sources", facts.sources),
        glossary=facts.glossary.model_copy(update=noted),
    )


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
