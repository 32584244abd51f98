"""The texts of report.yaml, audience.yaml and the logo, checked against the facts: no figure is typed into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from reports.brand import Brand
from reports.diagnostics import Findings
from reports.facts import Facts, facts_in, faults, wrong_in
from reports.workspace.model import Workspace
from reports.yaml_reader import Location

_NEVER_PRINTED = ("description", "keywords", "phrases")
"""What is for those who work with the files, or is no text of a document; phrases take neither figures nor marks."""


def printed(value: Any, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """The texts in a part of a file that documents print, each with its place in the file; the last step of that is the
    language."""
    match value:
        case BaseModel():
            for name, field in type(value).model_fields.items():
                if name not in _NEVER_PRINTED:
                    yield from printed(getattr(value, name), (*at, field.alias or name))
        case dict():
            for key, each in value.items():
                if isinstance(each, str):
                    yield (*at, key), each
                else:
                    yield from printed(each, (*at, key))
        case list():
            for index, each in enumerate(value):
                yield from printed(each, (*at, index))


def check_texts(workspace: Workspace, facts: Facts, brand: Brand, findings: Findings) -> None:
    """Complain of figures that are typed, and of marks that cannot be written."""
    for name, file in workspace.reports.items():
        for at, text in printed(file):
            for message, hint in wrong_in(text, facts):
                findings.error(message, workspace.report_files[name].place(at), hint=hint)
    for name, audience in workspace.audiences.items():
        for at, text in printed(audience):
            for message, hint in wrong_in(text, facts):
                findings.error(message, workspace.place(name, *at), hint=hint)
    for code, text in (brand.logo.alt if brand.logo else {}).items():
        fault = next(faults(text), ("the words for a logo take no marks", "") if "{" in text else None)
        if fault:
            place = brand.place("logo", "alt", code)
            findings.error(fault[0], place, hint="say it in words, without figures and braces")


def check_told(
    workspace: Workspace, report: str, audience: str, code: str, withheld: Mapping[str, str], findings: Findings
) -> None:
    """Complain of facts that a report's front names for an audience that may not be told them."""
    file, reader = workspace.report(report, audience), workspace.audiences[audience]
    texts = [(workspace.place_in_report(audience, report, *at), at, text) for at, text in printed(file)]
    for name in ("name", "official"):
        texts += [(workspace.place(audience, *at), at, text) for at, text in printed(getattr(reader, name), (name,))]
    for place, at, text in texts:
        for ref in facts_in(text) if at[-1] == code else ():
            if ref in withheld:
                findings.error(
                    f'"{ref}" may not be told here: {withheld[ref]}', place,
                    hint="take it out, or clear the audience for it (release: internal)",
                )  # fmt: skip
