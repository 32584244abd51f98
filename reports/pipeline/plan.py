"""The files to build: reports, audiences and languages that are asked for → targets."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from reports.diagnostics import Diagnostic, Findings, Place, nearest
from reports.languages import LANGUAGE_CHOICES
from reports.pipeline.formats import FORMATS
from reports.workspace import DEFAULT_AUDIENCE, Workspace

SIDE_BY_SIDE_FORMS = ("house",)
"""The forms that can hold several languages side by side."""


class Target(Struct, frozen=True):
    """One file to build. `language` is one of `LANGUAGE_CHOICES`: one language, or several side by side."""

    audience: str
    report: str
    language: str
    suffix: str

    @property
    def name(self) -> str:
        return f"{self.audience}/{self.report}.{self.language}{self.suffix}"


def plan(
    workspace: Workspace,
    reports: Sequence[str] = (),
    audiences: Sequence[str] = (),
    languages: Sequence[str] = (),
    *,
    all_audiences: bool = False,
) -> list[Target]:
    """The files that are asked for; without names all reports, the audience "general", every language.

    Raises Problems for unknown names. A file that cannot be built is left out; if it was named, this is a fault.
    """
    findings = Findings()
    wanted = tuple(workspace.audiences) if all_audiences else tuple(audiences) or (DEFAULT_AUDIENCE,)
    choices = [name for name, codes in LANGUAGE_CHOICES.items() if set(codes) <= set(workspace.languages)]
    for what, asked, known in (
        ("report", reports, workspace.reports),
        ("audience", audiences or wanted, workspace.audiences),
        ("language", languages, choices),
    ):
        for name in asked:
            if name not in known:
                hint = nearest(name, known)
                if what == "audience" and not audiences:  # nobody has named it
                    hint = f"name the audience: --audience {next(iter(known))}, or --all-audiences"
                findings.error(f'no {what} is called "{name}"', hint=hint)
    findings.check()
    targets: list[Target] = []
    left_out: list[Diagnostic] = []
    for audience in wanted:
        for report in reports or workspace.reports:
            for language in languages or workspace.languages:
                if refusal := _refusal(workspace, audience, report, language):
                    named = report in reports if refusal[0] == "format" else not all_audiences
                    (findings.found if named else left_out).append(refusal[1])
                else:
                    suffix = FORMATS[workspace.reports[report].format].suffix
                    targets.append(Target(audience, report, language, suffix))
    if not targets:
        findings.extend(left_out)
    findings.check()
    return targets


def _refusal(workspace: Workspace, audience: str, report: str, language: str) -> tuple[str, Diagnostic] | None:
    """The reason why a file cannot have several languages ("format" or "form") and the fault; None if it can."""
    format_, form = FORMATS[workspace.reports[report].format], workspace.audiences[audience].form
    if len(LANGUAGE_CHOICES[language]) == 1 or (format_.side_by_side and form in SIDE_BY_SIDE_FORMS):
        return None
    each = f"build it in {' and '.join(LANGUAGE_CHOICES[language])}"
    refused = f'cannot be built in "{language}"'
    if format_.side_by_side:
        message = f'the form "{form}" has room for one language only, so "{report}" for "{audience}" {refused}'
        place = Place(f"templates/audiences/{audience}/audience.yaml")
        return "form", Diagnostic(message, place, f"{each}, or for an audience with form: house")
    able = [name for name, file in workspace.reports.items() if FORMATS[file.format].side_by_side]
    message = f'"{report}" {refused}: its format cannot have languages side by side'
    hint = f"{each}; reports with languages side by side: {', '.join(able) or 'none'}"
    return "format", Diagnostic(message, Place(f"templates/{report}/report.yaml"), hint)
