"""The models of the files that people edit → JSON Schemas, for editors that complete and check them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from reports.brand import Brand
from reports.charts.maps import MapsFile
from reports.charts.specs import ChartsFile
from reports.facts import FactsFile, GlossaryFile
from reports.facts.pictures import PicturesFile
from reports.workspace import AudienceFile, ReportFile

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "facts": FactsFile,
    "glossary": GlossaryFile,
    "pictures": PicturesFile,
    "audience": AudienceFile,
    "report": ReportFile,
    "charts": ChartsFile,
    "maps": MapsFile,
    "brand": Brand,
}
"""The files that have a schema, and their models."""


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the file called `name`."""
    schema = SCHEMAS[name].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
