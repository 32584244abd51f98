"""Audiences: the settings that they inherit through `from`, step by step, and how they write the facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from reports.diagnostics import Findings, nearest
from reports.facts import Facts
from reports.facts.wording import Wording
from reports.files.yaml import YamlFile
from reports.languages import LANGUAGES
from reports.workspace.files import AudienceFile, Contact

M = TypeVar("M", bound=BaseModel)

_INSTEAD = {"remove": "sections"}
"""Settings that are not taken over if the audience has another: with its own `sections`, it inherits no `remove`."""


def wording_for(audience: AudienceFile, facts: Facts, code: str) -> Wording:
    """The wording of the facts in one language, with all settings of the audience that change how they are written."""
    phrases = audience.phrases.get(code)
    language = LANGUAGES[code]
    if phrases:
        language = language.phrased(phrases.model_dump(exclude_none=True))
    return Wording(facts, language, audience.rounding)


def contact_for(audience: AudienceFile, of_brand: Contact | None) -> Contact | None:
    """The contact of an audience; fields that it does not have are those of the brand."""
    own = audience.contact
    return _merged(own, of_brand) if own and of_brand else own or of_brand


def lineage(name: str, audiences: Mapping[str, AudienceFile]) -> tuple[str, ...]:
    """The audience and those that it takes over from, nearest first.

    It ends at a name that is unknown or comes a second time.
    """
    found: list[str] = []
    following: str | None = name
    while following is not None and following in audiences and following not in found:
        found.append(following)
        following = audiences[following].parent
    return tuple(found)


def check_lineages(audiences: Mapping[str, AudienceFile], files: Mapping[str, YamlFile], findings: Findings) -> None:
    """Report audiences that inherit from an unknown audience, or from themselves through others."""
    for name, audience in audiences.items():
        place = files[name].place(("from",))
        if audience.parent and audience.parent not in audiences:
            hint = nearest(audience.parent, [other for other in audiences if other != name])
            findings.error(f'no audience is called "{audience.parent}"', place, hint=hint)
        elif audience.parent and audiences[lineage(name, audiences)[-1]].parent is not None:
            findings.error(f'"{name}" inherits from itself', place, hint="remove one of the `from`")


def inherited(name: str, audiences: Mapping[str, AudienceFile]) -> AudienceFile:
    """The audience with its own settings and those that it takes over; each has a name and a description of its own."""
    first, *others = (audiences[each] for each in lineage(name, audiences))
    for other in others:
        first = _merged(first, other)
    return first


def _merged(own: M, other: M) -> M:
    """`own` with the settings that only `other` has; groups of settings are merged one by one."""
    merged: dict[str, Any] = {}
    for name in other.model_fields_set:
        mine, theirs = getattr(own, name), getattr(other, name)
        if _INSTEAD.get(name) in own.model_fields_set:
            continue
        if name not in own.model_fields_set:
            merged[name] = theirs
        elif isinstance(mine, BaseModel) and isinstance(theirs, BaseModel):
            merged[name] = _merged(mine, theirs)
        elif _holds_models(mine) and _holds_models(theirs):
            merged[name] = {**theirs, **{k: _merged(v, theirs[k]) if k in theirs else v for k, v in mine.items()}}
    return own.model_copy(update=merged)


def _holds_models(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, BaseModel) for each in value.values())
