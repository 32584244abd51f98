"""What a refresh did with a file, and what it leaves to people: one record for each figure or sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct

ChangeState = Literal["refreshed", "overtyped", "edited", "deleted", "unknown", "doubtful", "language"]
STATES: tuple[ChangeState, ...] = (
    "refreshed",
    "overtyped",
    "edited",
    "deleted",
    "unknown",
    "doubtful",
    "language",
)


class Change(Struct, frozen=True):
    """One text that was refreshed, or that a person has to look at.

    `figure` is the text as the file had it, `printed` what the program once wrote there, `now` what it writes today.
    `why` says why a text was left, or what is doubtful in a sentence; `template` is the line that writes the sentence.
    """

    file: str
    place: str
    state: ChangeState
    figure: str = ""
    printed: str | None = None
    now: str | None = None
    kind: str = ""
    ref: str = ""
    form: str = ""
    sentence: str = ""
    why: str = ""
    template: str = ""

    @property
    def what(self) -> str:
        """The change in words."""
        name = f"{self.kind} {self.ref}".strip()
        today = f'{name} now says "{self.now}"' if self.now is not None else f"{name} is no longer known"
        match self.state:
            case "refreshed":
                return f'is now "{self.now}": {name}' if self.now is not None else f"drawn anew: {name}"
            case "overtyped" if self.printed is None:  # such as what was pasted into a file of others
                return f'says "{self.figure}", and the file does not list what was written there; {today}'
            case "overtyped":
                return f'was "{self.printed}", somebody wrote "{self.figure}"; {today}'
            case "edited" if self.now is None:
                return f"{name}: {self.why}"
            case "edited" | "unknown":
                return "; ".join(filter(None, (today, self.why)))
            case "deleted":
                return f"was written but is missing; {today}"
            case "doubtful":
                return "; ".join(filter(None, (self.why, f"“{self.sentence}”", self.template)))
        return self.why


def rows(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """A row for each change."""
    return [{"place": c.place, "figure": c.figure, "state": c.state, "what": c.what} for c in changes]


def summary(changes: Iterable[Change]) -> str:
    """ "3 refreshed, 1 overtyped, 2 doubtful" """
    states = Counter(change.state for change in changes)
    return ", ".join(f"{states[state]} {state}" for state in STATES if states[state]) or "nothing to refresh"
