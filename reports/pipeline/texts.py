"""The texts of report.yaml, audience.yaml and the logo, checked against the facts: no figure is typed into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from reports.brand import Brand
from reports.diagnostics import Findings
from reports.facts import Facts, facts_in, faults, wrong_texts
from reports.files.yaml import Location
from reports.workspace.model import Workspace

_NEVER_PRINTED = ("description", "keywords", "phrases")
"""What is for those who work with the files, or is no text of a document; phrases take neither figures nor marks."""


def printed(value: Any, at: Location = ()) -> Iterator[tuple[Location, Mapping[str, str]]]:
    """The texts in a part of a file that documents print, by language, each with its place in the file."""
    match value:
        case BaseModel():
            for name, field in type(value).model_fields.items():
                if name not in _NEVER_PRINTED:
                    yield from printed(getattr(value, name), (*at, field.alias or name))
        case dict():
            if value and all(isinstance(each, str) for each in value.values()):
                yield at, value
            else:
                for key, each in value.items():
                    yield from printed(each, (*at, key))
        case list():
            for index, each in enumerate(value):
                yield from printed(each, (*at, index))


def check_texts(workspace: Workspace, facts: Facts, brand: Brand, findings: Findings) -> None:
    """Complain of figures that are typed, and of marks that cannot be written."""
    for name, file in workspace.reports.items():
        for at, texts in printed(file):
            for code, message, hint in wrong_texts(texts, facts.named):
                findings.error(message, workspace.report_files[name].place((*at, code)), hint=hint)
    for name, audience in workspace.audiences.items():
        for at, texts in printed(audience):
            for code, message, hint in wrong_texts(texts, facts.named):
                findings.error(message, workspace.place(name, *at, code), hint=hint)
    how = "say it in words, without figures and braces"
    for code, text in (brand.logo.alt if brand.logo else {}).items():
        fault = next(faults(text, how), ("the words for a logo take no marks", how) if "{" in text else None)
        if fault:
            findings.error(fault[0], brand.place("logo", "alt", code), hint=how)


def check_told(
    workspace: Workspace, report: str, audience: str, code: str, withheld: Mapping[str, str], findings: Findings
) -> None:
    """Complain of facts that a report's front names for an audience that may not be told them."""
    file, reader = workspace.report(report, audience), workspace.audiences[audience]
    told = [(workspace.place_in_report(audience, report, *at, code), texts) for at, texts in printed(file)]
    for name in ("name", "official"):
        parts = printed(getattr(reader, name), (name,))
        told += [(workspace.place(audience, *at, code), texts) for at, texts in parts]
    for place, texts in told:
        for ref in facts_in(texts.get(code, "")):
            if ref in withheld:
                findings.error(
                    f'"{ref}" may not be told here: {withheld[ref]}',
                    place,
                    hint="take it out, or clear the audience for it (release: internal)",
                )
