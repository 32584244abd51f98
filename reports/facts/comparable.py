"""Two facts → what keeps them from standing on one axis or in one difference, if anything.

Comparable are facts with the same measure, unit and denominator; groups and places may differ. A target or plan is
comparable with a result whose period lies within its own.
"""

from __future__ import annotations

from reports.facts.models import Fact

AIMS = ("target", "plan", "proposal", "expected")
"""Statuses of what is aimed at or foreseen, not measured."""


def difference(one: Fact, other: Fact) -> str | None:
    """What differs between two facts so that they cannot be compared; None if they can."""
    if one.measure is None or other.measure is None:
        missing = one.id if one.measure is None else other.id
        return f'"{missing}" names no measure'
    for name in ("measure", "unit", "of"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine != theirs:
            word = "denominator" if name == "of" else name
            return f'the {word} of "{one.id}" is {mine or "not given"}, that of "{other.id}" {theirs or "not given"}'
    aim, result = (one, other) if one.status in AIMS else (other, one)
    one_aims = aim.status in AIMS and result.status not in AIMS
    if one_aims and aim.period and result.period and not aim.period.contains(result.period):
        return f'the period of "{result.id}" ({result.period}) is not within that of "{aim.id}" ({aim.period})'
    return None
