"""Audience files → the same with what they take over from the audience that `from` names, and from whom in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from reports.diagnostics import Findings, nearest
from reports.files.yaml import YamlFile
from reports.workspace.files import AudienceFile, AudienceReport

M = TypeVar("M", bound=BaseModel)

_OWN = ("name", "description", "parent")
"""What an audience says for itself alone."""
_INSTEAD = {"remove": "sections"}
"""What is not taken over where the audience says the other: who names all sections takes none of them away."""


def lineage(name: str, audiences: Mapping[str, AudienceFile]) -> tuple[str, ...]:
    """The audience and those that it takes over from, nearest first.

    It ends where a name is not known or comes twice.
    """
    found: list[str] = []
    following: str | None = name
    while following is not None and following in audiences and following not in found:
        found.append(following)
        following = audiences[following].parent
    return tuple(found)


def check_lineages(audiences: Mapping[str, AudienceFile], files: Mapping[str, YamlFile], findings: Findings) -> None:
    """Complain of an audience that takes over from one that there is not, or in the end from itself."""
    for name, audience in audiences.items():
        place = files[name].place(("from",))
        if audience.parent and audience.parent not in audiences:
            known = [other for other in audiences if other != name]
            hint = nearest(audience.parent, known)
            findings.error(f'no audience is called "{audience.parent}"', place, hint=hint)
        elif audience.parent and audiences[lineage(name, audiences)[-1]].parent is not None:
            findings.error(f'"{name}" takes over from itself in the end', place, hint="take one of the `from` away")


def inherited(name: str, audiences: Mapping[str, AudienceFile]) -> AudienceFile:
    """The audience with all that it does not say itself as those before it say it."""
    first, *others = (audiences[each] for each in lineage(name, audiences))
    for other in others:
        first = _merged(first, _for(first, other), _OWN)
    return first


def _for(own: AudienceFile, other: AudienceFile) -> AudienceFile:
    """`other` without what it says of sections that `own` does not have: who names all sections is done with others."""
    told = dict(other.reports)
    for report, said in own.reports.items():
        if said.sections is not None and report in told:
            told[report] = _without_others(told[report], said.sections)
    return other.model_copy(update={"reports": told}) if told else other


def _without_others(said: AudienceReport, sections: Sequence[str]) -> AudienceReport:
    update: dict[str, Any] = {}
    if said.annexes is not None:
        update["annexes"] = [annex for annex in said.annexes if annex in sections]
    if said.budget.sections:
        limits = {section: count for section, count in said.budget.sections.items() if section in sections}
        update["budget"] = said.budget.model_copy(update={"sections": limits})
    return said.model_copy(update=update)


def _merged(own: M, other: M, alone: tuple[str, ...] = ()) -> M:
    """`own`, with what it does not set as `other` sets it; groups of settings are merged one by one."""
    told: dict[str, Any] = {}
    for name in type(own).model_fields:
        mine, theirs = getattr(own, name), getattr(other, name)
        if name in alone or name not in other.model_fields_set or _INSTEAD.get(name) in own.model_fields_set:
            continue
        if name not in own.model_fields_set:
            told[name] = theirs
        elif isinstance(mine, BaseModel) and isinstance(theirs, BaseModel):
            told[name] = _merged(mine, theirs)
        elif _of_models(mine) and _of_models(theirs):
            told[name] = {**theirs, **{k: _merged(v, theirs[k]) if k in theirs else v for k, v in mine.items()}}
    return own.model_copy(update=told)


def _of_models(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, BaseModel) for each in value.values())
