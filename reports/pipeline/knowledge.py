"""What a workspace knows: its facts, brand and charts, read and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from reports.brand import Brand, read_brand
from reports.brand.measure import PACKAGE, font_fault
from reports.charts.read import read_charts
from reports.charts.specs import Specs
from reports.diagnostics import Findings, Problems, ordered
from reports.facts import Facts, read_facts
from reports.pipeline.texts import check_texts
from reports.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that a workspace knows, read and checked once."""

    workspace: Workspace
    facts: Facts
    brand: Brand
    specs: Specs


def read_knowledge(workspace: Workspace) -> Knowledge:
    """Facts, brand and charts of a workspace. Raises Problems with all faults of all three."""
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
    return Knowledge(workspace, facts, brand, specs)


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
