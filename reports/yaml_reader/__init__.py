"""YAML 1.2 text → plain values with the place of each, checked against a pydantic model; all faults at once."""

from reports.yaml_reader.composing import Location, YamlFile, parse_yaml, read_yaml
from reports.yaml_reader.fitting import check_model, raise_inside
from reports.yaml_reader.numbers import HOW, both_ways, looks_printed, number_hint, thousands

__all__ = [
    "HOW",
    "Location",
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
