"""Checks of the texts in report.yaml, audience.yaml and brand.yaml that documents print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from pydantic import BaseModel

from reports.brand import Brand, contrast
from reports.brand.checks import LEAST_CONTRAST_TEXT
from reports.diagnostics import Findings, Place, nearest
from reports.facts import PLAIN, REPORT_TIMES, Facts, facts_in, not_plain, wrong_texts
from reports.files.yaml import Location
from reports.workspace import AudienceFile, Workspace

_NOT_PRINTED = ("description", "keywords", "phrases", "contact")
"""Fields that documents do not print, that are checked as they are read, or whose figures are plain (`contact`)."""


def _printed(value: Any, at: Location = ()) -> Iterator[tuple[Location, Mapping[str, str]]]:
    """The texts in a part of a file that documents print, by language, each with its place in the file."""
    match value:
        case BaseModel():
            for name, field in type(value).model_fields.items():
                if name not in _NOT_PRINTED:
                    yield from _printed(getattr(value, name), (*at, field.alias or name))
        case dict():
            if value and all(isinstance(each, str) for each in value.values()):
                yield at, value
            else:
                for key, each in value.items():
                    yield from _printed(each, (*at, key))
        case list():
            for index, each in enumerate(value):
                yield from _printed(each, (*at, index))


def check_texts(workspace: Workspace, facts: Facts, brand: Brand, findings: Findings) -> None:
    """Report figures that are typed, and placeholders that cannot be written."""
    for name, report in workspace.reports.items():
        _check(report, workspace.report_files[name].place, facts, report.times, findings)
    for name, audience in workspace.audiences.items():
        _check(audience, partial(_place, workspace, name), facts, REPORT_TIMES, findings)
        _check_accent(audience, workspace.place(name, "accent"), brand, findings)
    for code, text in (brand.logo.alt if brand.logo else {}).items():
        if message := not_plain(text, "the alt text of a logo"):
            findings.error(message, brand.place("logo", "alt", code), hint=PLAIN)


def _check_accent(audience: AudienceFile, place: Place, brand: Brand, findings: Findings) -> None:
    """Report an accent that the brand does not have, or that does not contrast with the ground."""
    accent = audience.accent
    brand = brand.for_slides() if accent in brand.slides.colours else brand
    if accent and accent not in brand.colours:
        findings.error(f'no colour is called "{accent}"', place, hint=nearest(accent, brand.colours))
    elif accent:
        ratios = (contrast(brand.colour(accent), brand.colour(role)) for role in ("ground", "on_dark"))
        if (ratio := min(ratios)) < LEAST_CONTRAST_TEXT:
            message = f'"{accent}" has a contrast of {ratio:.1f}:1 with the ground or with text on it'
            hint = f"choose a darker colour: at least {LEAST_CONTRAST_TEXT}:1 is needed"
            findings.error(message, place, hint=hint)


def _place(workspace: Workspace, audience: str, at: Location) -> Place:
    return workspace.place(audience, *at)


def _check(
    value: BaseModel, place: Callable[[Location], Place], facts: Facts, times: Iterable[str], findings: Findings
) -> None:
    """Report the faults in the texts of a file; `times` are what they may write of their report."""
    named = {**facts.named, "report": ("time of the report", dict.fromkeys(times))}
    for at, texts in _printed(value):
        for code, message, hint in wrong_texts(texts, named):
            findings.error(message, place((*at, code)), hint=hint)


def check_withheld(
    workspace: Workspace, report: str, audience: str, code: str, withheld: Mapping[str, str], findings: Findings
) -> None:
    """Report facts on the front page that are withheld from the audience."""
    file, settings = workspace.report(report, audience), workspace.audiences[audience]
    placed = [(workspace.place_in_report(audience, report, *at, code), texts) for at, texts in _printed(file)]
    for name in ("name", "official"):
        parts = _printed(getattr(settings, name), (name,))
        placed += [(workspace.place(audience, *at, code), texts) for at, texts in parts]
    hint = "take it out, or clear the audience for it (release: internal)"
    for name, ref in (("fact", file.cover.fact), ("of", file.cover.of)) if file.cover else ():
        if ref and ref in withheld:
            place = workspace.place_in_report(audience, report, "cover", name)
            findings.error(f'"{ref}" may not be used here: {withheld[ref]}', place, hint=hint)
    for place, texts in placed:
        for ref in facts_in(texts.get(code, "")):
            if ref in withheld:
                findings.error(f'"{ref}" may not be used here: {withheld[ref]}', place, hint=hint)
