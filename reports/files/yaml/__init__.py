"""YAML 1.2 text → plain values with the place of each, checked against a pydantic model; all faults at once."""

from reports.files.yaml.composer import Location, Position, YamlFile, parse_yaml, read_yaml
from reports.files.yaml.numbers import HOW, both_ways, looks_printed, number_hint, thousands
from reports.files.yaml.validation import check_model, raise_inside

__all__ = [
    "HOW",
    "Location",
    "Position",
    "YamlFile",
    "both_ways",
    "check_model",
    "looks_printed",
    "number_hint",
    "parse_yaml",
    "raise_inside",
    "read_yaml",
    "thousands",
]
