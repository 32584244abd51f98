"""The hidden character style that marks a figure in Word: a fact and a form ↔ the style's name and id.

`fact online-dossiers.national full` is a name, `fact_online-dossiers.national_full` its id. Other programs renumber
ids, so a style is known by its name. Both languages of a document share a style: how a figure was printed in each
stands in the list of marks, not in the name. Names must hold no comma and no semicolon, which part a style's aliases,
and are compared without case; ids of facts and forms are lower-case letters, digits, hyphens, dots and colons.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from reports.document import Trace

LONGEST = 253
"""Letters that Word allows in the name and the id of a style."""
_DIGEST = 8
_REF_AND_FORM = r"fact ([a-z0-9.-]+) ([a-z]+(?::[a-z0-9.-]+)?)"
_CUT = rf"fact [a-z0-9.:\ -]+~[0-9a-f]{{{_DIGEST}}}"
_COPIED = r"(?: ?\(.*\)|(?: char)+\d*|[ _]?\d+)?"
"""What programs put after a name where they copy or merge styles."""
_FACT_STYLE = re.compile(rf"({_REF_AND_FORM}|{_CUT}){_COPIED}")
_ESCAPED = re.compile(r"_([0-9a-f]{2,4})_")
"""How OpenDocument writes signs in the internal name of a style."""


class FactStyle(NamedTuple):
    """The id and the name of the style for one fact in one form."""

    id: str
    name: str


def fact_style(trace: Trace) -> FactStyle:
    """The style for a fact's figure. Where the name would be too long, a digest of the whole stands for its end."""
    name = f"fact {trace.ref} {trace.form}".lower()
    if len(name) > LONGEST:
        digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]
        name = f"{name[: LONGEST - _DIGEST - 1]}~{digest}"
    return FactStyle(re.sub("[ :~]", "_", name), name)


def written_name(shown: str) -> str | None:
    """A style's name in any program's spelling → the name as it was written; None for a style that marks no fact."""
    plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), shown.lower())
    match = _FACT_STYLE.fullmatch(" ".join(plain.split()))
    return match[1] if match else None


def trace_of_style(name: str) -> Trace | None:
    """The fact and form in a written name; None for one that was cut: only the list of marks explains it."""
    match = re.fullmatch(_REF_AND_FORM, name)
    return Trace("fact", match[1], match[2]) if match else None
