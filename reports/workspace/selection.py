"""Facts + audience + date of the report → which facts this audience may and should see, and why others not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reports.facts import Fact, Facts
from reports.workspace import AudienceFile


@dataclass(frozen=True, slots=True)
class Selection:
    """The facts that may be told. `withheld` says of those that may not, why not; `minor` are only not offered."""

    facts: Mapping[str, Fact]
    withheld: Mapping[str, str]
    minor: frozenset[str]

    def offered(self) -> Iterator[Fact]:
        """The facts that lists of facts hold: told, and important enough for this audience."""
        return (fact for id_, fact in self.facts.items() if id_ not in self.minor)


def select(facts: Facts, audience: AudienceFile, day: date) -> Selection:
    """What `audience` may be told in a report dated `day`.

    A fact under embargo until after that day, or not released for the audience, is withheld: a template that asks
    for it stops the build. A fact of less importance than the audience wants can be written by name, but does not
    come up in lists.
    """
    told: dict[str, Fact] = {}
    withheld: dict[str, str] = {}
    for id_, fact in facts.facts.items():
        if fact.release == "internal" and audience.release != "internal":
            withheld[id_] = "it is internal, and this audience is not cleared for what is internal"
        elif fact.embargo and day < fact.embargo:
            withheld[id_] = f"it is under embargo until {fact.embargo.isoformat()}"
        else:
            told[id_] = fact
    minor = frozenset(id_ for id_, fact in told.items() if fact.importance < audience.least_importance)
    return Selection(told, withheld, minor)
