"""The lists of marks that a file has of itself, brought up to date after it was refreshed."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from reports.document.marks import fact_style, printed_properties, read_properties, written_name
from reports.document.model import Trace
from reports.files.archive import Package
from reports.finished.current import CurrentTexts
from reports.finished.marks import Mark, listed_mark, own_part
from reports.finished.plan import Renewal
from reports.finished.text import folded


def renew_lists(package: Package, renewed: Sequence[Renewal], current: CurrentTexts) -> list[etree._Element]:
    """Write the new texts of marks into the part that lists them, and into the properties of the file.

    Returns the roots of the parts that changed.
    """
    if not any(each.text is not None for each in renewed):
        return []
    part = own_part(package, "trace")
    waiting: dict[Mark, deque[str | None]] = {}
    for each in renewed:
        waiting.setdefault(each.mark, deque()).append(each.text)
    for entry in part if part is not None else ():
        mark = listed_mark(entry)
        text = waiting[mark].popleft() if waiting.get(mark) else None
        if text is not None:
            entry.set("printed", text)
            if (value := current.value_now(mark)) is not None:
                entry.set("value", value)
    facts = ((each.mark if part is not None else each.mark.as_fact, each.text) for each in renewed)
    moves = _moves((mark, text) for mark, text in facts if mark.kind == "fact" and text is not None)
    properties = list(package.related_xml("", "custom-properties")) if moves else []
    for root in properties:
        _renew_properties(root, moves)
    return [*([part] if part is not None else []), *properties]


def _renew_properties(root: etree._Element, moves: Mapping[str, Counter[tuple[str, str]]]) -> None:
    entries: dict[str, list[etree._Element]] = {}
    for entry in root:
        if style := written_name(entry.get("name", "")):
            entries.setdefault(style, []).append(entry)
    for style, moved in moves.items():
        found = entries.get(style, [])
        counts = read_properties((each.get("name", ""), _value(each)) for each in found)[1].get(style, Counter())
        spellings: dict[str, list[str]] = {}  # such as one with a space and one with a no-break space
        for text in counts:
            spellings.setdefault(folded(text), []).append(text)
        for (former, text), times in moved.items():
            for spelling in spellings.get(former, ()):
                taken = min(times, counts[spelling])
                counts[spelling] -= taken
                counts[text] += taken
                times -= taken
        properties = printed_properties(style, +counts)
        for entry in found[len(properties) :]:
            root.remove(entry)
        for at, (name, value) in enumerate(properties.items() if found else ()):
            if at >= len(found):
                numbers = [int(each.get("pid", "0")) for each in root]
                found.append(deepcopy(found[0]))
                found[at].attrib.update({"name": name, "pid": str(max(numbers) + 1)})
                root.append(found[at])
            found[at][0].text = value


def _moves(renewed: Iterable[tuple[Mark, str]]) -> dict[str, Counter[tuple[str, str]]]:
    """For each style how often which former text became which new one."""
    moves: dict[str, Counter[tuple[str, str]]] = {}
    for mark, text in renewed:
        style = fact_style(Trace("fact", mark.ref, mark.form)).name
        moves.setdefault(style, Counter())[mark.printed, text] += 1
    return moves


def _value(entry: etree._Element) -> str:
    return entry[0].text or "" if len(entry) else ""
