"""The hidden character style that marks a figure in Word: a fact and a form ↔ the style's name and id.

`fact online-dossiers.national full` is a name, `fact_online-dossiers.national_full` its id. Other programs renumber
ids, so a style is known by its name. Both languages of a document share a style: how a figure was printed in each
stands in the list of marks, not in the name. Names must hold no comma and no semicolon, which part a style's aliases,
and are compared without case; ids of facts and forms are lower-case letters, digits, hyphens, dots and colons.

A copy of the list of marks stands in the custom properties of the file, which also survive where the part of their
own is lost, as on the way through OpenDocument: a property for each style, such as `3 × 39,51% | 1 × 39.51%`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from reports.document.model import Marked, Trace

TRACE_NAMESPACE = "urn:songngu:trace:1"
"""Of the part that lists the marks of a Word document."""
LONGEST = 253
"""Letters that Word allows in the name and the id of a style."""
_DIGEST = 8
_MOST_READ = 2 * LONGEST
_REF_AND_FORM = r"fact ([a-z0-9.-]+) ([a-z]+(?::[a-z0-9.-]+)?)"
_CUT = rf"fact [a-z0-9.:\ -]+~[0-9a-f]{{{_DIGEST}}}"
_COPIED = r"(?: ?\(.*\)|(?: char)+\d*|[ _]?\d+)?"
"""What programs put after a name where they copy or merge styles."""
_FACT_STYLE = re.compile(rf"({_REF_AND_FORM}|{_CUT}){_COPIED}")
_ESCAPED = re.compile(r"_([0-9a-f]{2,4})_")
"""How OpenDocument writes signs in the internal name of a style."""
MADE_BY = "songngu"
"""The property that says which report the file is, and in which languages."""
_LONGEST_VALUE = 255
"""Letters that Word keeps of a property's value."""
_NEXT = " | "
_PRINTED = re.compile(r"(\d{1,6}) × (.+?)(?= \| \d|\Z)", re.DOTALL)


class FactStyle(NamedTuple):
    """The id and the name of the style for one fact in one form."""

    id: str
    name: str


@lru_cache(maxsize=4096)
def fact_style(trace: Trace) -> FactStyle:
    """The style for a fact's figure. Where the name would be too long, a digest of the whole stands for its end."""
    name = f"fact {trace.ref} {trace.form}".lower()
    if len(name) > LONGEST:
        digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]
        name = f"{name[: LONGEST - _DIGEST - 1]}~{digest}"
    return FactStyle(re.sub("[ :~]", "_", name), name)


def written_name(shown: str) -> str | None:
    """A style's name in any program's spelling → the name as it was written; None for a style that marks no fact."""
    plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), shown[:_MOST_READ].lower())
    match = _FACT_STYLE.fullmatch(" ".join(plain.split()))
    return match[1] if match else None


def trace_of_style(name: str) -> Trace | None:
    """The fact and form in a written name; None for one that was cut: only the list of marks explains it."""
    match = re.fullmatch(_REF_AND_FORM, name)
    return Trace("fact", match[1], match[2]) if match else None


class Kept(NamedTuple):
    """What the properties tell: the document's language, and how often each style marked which text."""

    language: str
    printed: Mapping[str, Counter[str]]


def kept_properties(report: str, language: str, marks: Iterable[Marked]) -> dict[str, str]:
    """The names and values of the properties that list a document's marked facts, each value as short as Word wants it.

    A style with more texts than fit has several; a text that is too long for any is left to the other list.
    """
    printed: dict[str, Counter[str]] = {}
    for marked in marks:
        if marked.trace.kind == "fact":
            printed.setdefault(fact_style(marked.trace).name, Counter())[marked.text] += 1
    properties = {MADE_BY: f"{report} {language}"}
    for name, counts in sorted(printed.items()):
        values = [""]
        for text, count in counts.items():
            entry = f"{count} × {text}"
            longer = _NEXT.join(filter(None, (values[-1], entry)))
            if len(longer) <= _LONGEST_VALUE:
                values[-1] = longer
            elif len(entry) <= _LONGEST_VALUE:
                values.append(entry)
        properties |= {f"{name} ({at})" if at else name: value for at, value in enumerate(values) if value}
    return properties


def read_properties(properties: Iterable[tuple[str, str]]) -> Kept:
    """The names and values of a file's custom properties → what they tell; other properties are passed over."""
    language, printed = "", dict[str, Counter[str]]()
    for name, value in properties:
        style = written_name(name)
        if name == MADE_BY:
            language = value.rpartition(" ")[2]
        elif style:
            counts = printed.setdefault(style, Counter())
            for count, text in _PRINTED.findall(value):
                counts[text] += int(count)
    return Kept(language, printed)
