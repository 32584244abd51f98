"""charts.yaml → `Specs`, checked against the facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reports.charts.checks import SpecCheck
from reports.charts.maps import MAPS, Arrangement, read_maps
from reports.charts.series import with_cells
from reports.charts.specs import ChartsFile, Spec, Specs
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
    shown_maps = str(Path(shown).with_name(MAPS))
    is_mapped = any(spec.map or spec.tiles for spec in file.charts.values())
    own = path.with_name(MAPS)
    maps = read_maps(own, shown_maps, findings) if is_mapped or own.exists() else {}
    charts = {id_: with_tiles(spec, maps) for id_, spec in file.charts.items()}
    for id_, spec in charts.items():
        for location, message, hint in SpecCheck(spec, facts, maps).faults():
            findings.error(message, yaml.place(("charts", id_, *location)), hint=hint)
    findings.check()
    return Specs(charts, yaml)


def with_tiles(spec: Spec, maps: Mapping[str, Arrangement]) -> Spec:
    """The spec with the arrangement of the map that it names."""
    found = maps.get(spec.map or "")
    return spec.model_copy(update={"tiles": found}) if found and not spec.tiles else spec
