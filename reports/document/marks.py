"""The hidden character style that marks a figure in Word: a fact and a form ↔ the style's name and id.

A name is `fact online-dossiers.national full`, its id `fact_online-dossiers.national_full`. Other programs renumber
ids, so a style is recognised by its name, without case. Both languages of a document share a style: the list of marks
has the text in each. A name has no comma or semicolon, since they separate a style's aliases.

The custom properties of the file have a copy of the list of marks, which also survives a conversion to OpenDocument:
a property for each style, such as `3 × 39,51% | 1 × 39.51%`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from reports.document.model import MadeFor, Marked, Trace

TRACE_NAMESPACE = "urn:songngu:trace:1"
"""The namespace of the part that lists the marks of a Word document."""
_MOST_READ = 500
"""Letters of a style's name that are read; Word allows 253."""
_REF_AND_FORM = r"fact ([a-z0-9.@_-]+) ([a-z]+(?::[a-z0-9.@_-]+)?)"
_COPIED = r"(?: ?\(.*\)|(?: char)+\d*|[ _]?\d+)?"
"""The ends that programs add to a name when they copy or merge styles."""
_FACT_STYLE = re.compile(rf"({_REF_AND_FORM}){_COPIED}")
_ESCAPED = re.compile(r"_([0-9a-f]{2,4})_")
"""How OpenDocument writes signs in the internal name of a style."""
MADE_BY = "songngu"
"""The property with the report, the audience and the languages of the file."""
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
    """The style for a figure of a fact. Ids are short enough for its name (`MOST_LETTERS` in facts/fields.py)."""
    name = f"fact {trace.ref} {trace.form}".lower()
    return FactStyle(re.sub("[ :]", "_", name), name)


def written_name(shown: str) -> str | None:
    """The name of a fact's style, from any program's spelling of it; None for other styles."""
    plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), shown[:_MOST_READ].lower())
    match = _FACT_STYLE.fullmatch(" ".join(plain.split()))
    return match[1] if match else None


def trace_of_style(name: str) -> Trace | None:
    """The fact and form in the name of a style; None for other styles."""
    match = re.fullmatch(_REF_AND_FORM, name)
    return Trace("fact", match[1], match[2]) if match else None


class Kept(NamedTuple):
    """The content of the properties: what the document was made for, and how often each style marked which text."""

    made_for: MadeFor
    printed: Mapping[str, Counter[str]]


def kept_properties(made_for: MadeFor, marks: Iterable[Marked]) -> dict[str, str]:
    """The names and values of the properties that list a document's marked facts, within Word's limit of length.

    A style with many texts has several properties; a text that is too long for one is left out.
    """
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for marked in marks:
        if marked.trace.kind == "fact":
            printed[fact_style(marked.trace).name][marked.text] += 1
    properties = {MADE_BY: " ".join(filter(None, made_for))}
    for name, counts in sorted(printed.items()):
        properties |= printed_properties(name, counts)
    return properties


def printed_properties(style: str, counts: Mapping[str, int]) -> dict[str, str]:
    """The names and values of the properties that list how often a style marked which text."""
    values = [""]
    for text, count in counts.items():
        entry = f"{count} × {text}"
        longer = _NEXT.join(filter(None, (values[-1], entry)))
        if len(longer) <= _LONGEST_VALUE:
            values[-1] = longer
        elif len(entry) <= _LONGEST_VALUE:
            values.append(entry)
    return {f"{style} ({at})" if at else style: value for at, value in enumerate(values) if value}


def read_properties(properties: Iterable[tuple[str, str]]) -> Kept:
    """Read the names and values of a file's custom properties; ignore those that are not ours."""
    made_for, printed = MadeFor(), dict[str, Counter[str]]()
    for name, value in properties:
        style = written_name(name)
        if name == MADE_BY:
            words = value.split()
            made_for = MadeFor(words[0], " ".join(words[1:-1]), words[-1]) if len(words) > 1 else made_for
        elif style:
            counts = printed.setdefault(style, Counter())
            for count, text in _PRINTED.findall(value):
                counts[text] += int(count)
    return Kept(made_for, printed)
