"""What the manifest records of a build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from reports.brand import Brand
from reports.files.kept import program_digest
from reports.files.manifest import installed
from reports.pipeline.office import Office, Print
from reports.pipeline.preparation import Variant

LIBRARIES = (
    "jinja2",
    "lxml",
    "markdown-it-py",
    "matplotlib",
    "mdit-py-plugins",
    "pillow",
    "pydantic",
    "python-docx",
    "python-pptx",
    "fontpkg-arimo",
    "songngu",
)

RecordEntries = dict[str, dict[str, Any]]
"""What the manifest records of files, by name."""


def entries_of(variants: Iterable[Variant], brand: Brand, office: Office | None) -> RecordEntries:
    """The entries of documents: the hash of all that each is made of, its facts with their values, its charts."""
    logo = [hashlib.sha256(image.content).hexdigest() for image in brand.images.values()]
    made_by = repr((brand, logo, program_digest(), sorted(library_versions().items())))
    found: RecordEntries = {}
    for variant in variants:
        composed, prepared = variant.composed, variant.prepared
        made_of = (composed.document, tuple(prepared.charts.values()), tuple(prepared.pictures.values()))
        pages_by = office.edition if office and prepared.bookmarks else ""
        facts = composed.wording.facts.facts
        found[variant.name] = {
            "made_of": hashlib.sha256(f"{made_of!r} {made_by} {pages_by}".encode()).hexdigest(),
            "facts": {id_: None if (v := facts[id_].value) is None else f"{v:f}" for id_ in composed.used},
            "charts": sorted({job.chart for job in prepared.charts.values()}),
            "pictures": sorted({job.picture for job in prepared.pictures.values()}),
        }
    return found


def print_entries(prints: Mapping[str, Print], office: Office) -> RecordEntries:
    """The entries of PDFs."""
    return {name: {"made_of": each.made_of(office), "printed_from": each.name} for name, each in prints.items()}


def copy_entries(copies: Mapping[str, bytes]) -> RecordEntries:
    """The entries of reviewers' copies."""
    return {name: {"made_of": hashlib.sha256(content).hexdigest()} for name, content in copies.items()}


@cache
def library_versions() -> dict[str, str]:
    """The versions of the libraries that files depend on."""
    known = installed()
    return {name: known.get(name, "unknown") for name in LIBRARIES}
