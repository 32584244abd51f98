"""charts.yaml → `Specs`, checked against the facts."""

from __future__ import annotations

from pathlib import Path

from reports.charts.checks import SpecCheck
from reports.charts.series import with_cells
from reports.charts.specs import ChartsFile, Specs
from reports.diagnostics import Findings, Problems
from reports.facts import Facts
from reports.files.yaml import check_model, read_yaml


def read_charts(path: Path, shown: str, facts: Facts) -> Specs:
    """The chart specs at `path`, called `shown` in complaints. Raises Problems with all that is wrong in them."""
    findings = Findings()
    yaml = read_yaml(path, shown, findings)
    yaml = with_cells(yaml, facts, findings) if yaml else None
    file = check_model(ChartsFile, yaml, findings, {"languages": facts.languages}) if yaml else None
    if yaml is None or file is None:
        raise Problems(findings)
    for id_, spec in file.charts.items():
        for location, message, hint in SpecCheck(spec, facts).faults():
            findings.error(message, yaml.place(("charts", id_, *location)), hint=hint)
    findings.check()
    return Specs(file.charts, yaml)
