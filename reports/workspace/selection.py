"""The facts that an audience may see in a report, and the others with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from reports.facts import Fact, Facts
from reports.workspace import AudienceFile


class Selection(Struct, frozen=True):
    """The facts that the audience may see. `withheld` has the reason for each of the others.

    `minor` are facts that the audience may see, but that lists of facts leave out.
    """

    facts: Mapping[str, Fact]
    withheld: Mapping[str, str]
    minor: frozenset[str]

    def offered(self) -> Iterator[Fact]:
        """The facts for lists of facts: those that the audience may see and that are important enough for it."""
        return (fact for id_, fact in self.facts.items() if id_ not in self.minor)


def select(facts: Facts, audience: AudienceFile, day: date) -> Selection:
    """The facts that `audience` may see in a report dated `day`.

    A fact that is under embargo on that day, or not released for the audience, is withheld: a template that asks for
    it stops the build. A fact below the audience's least importance can be written by name, but is not in lists.
    """
    allowed: dict[str, Fact] = {}
    withheld: dict[str, str] = {}
    for id_, fact in facts.facts.items():
        if fact.release == "internal" and audience.release != "internal":
            withheld[id_] = "it is internal, and this audience is not cleared for internal facts"
        elif fact.embargo and day < fact.embargo:
            withheld[id_] = f"it is under embargo until {fact.embargo.isoformat()}"
        else:
            allowed[id_] = fact
    minor = frozenset(id_ for id_, fact in allowed.items() if fact.importance < audience.least_importance)
    return Selection(allowed, withheld, minor)
