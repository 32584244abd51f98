"""A sentence with a refreshed figure → why it may no longer be true, for a person to read it again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from reports.finished.current import CurrentTexts
from reports.finished.edits import Edit
from reports.finished.marks import Expected, Mark
from reports.finished.model import Token
from reports.finished.text import folded, words_beside
from reports.languages import Language, Value
from reports.languages.numbers import ends_of, parse_value

_NEAR = 80
"""The most letters between a figure and what it is compared with."""
_LETTER = re.compile(r"[^\W\d_]")


def doubts(edit: Edit, mark: Mark, beside: Iterable[tuple[Token, Expected]], current: CurrentTexts) -> Iterator[str]:
    """What makes the sentence doubtful around a fact's figure; `beside` are the figures in the same passage."""
    text = edit.passage.text
    others: dict[str, Mark] = {}
    before, after = words_beside(text, edit.start, edit.end, _NEAR)
    first, last = edit.start - len(before), edit.end + len(after)
    for token, entry in beside:
        start = token.start if token.span else token.start - entry.start
        end = token.end if token.span else start + len(entry.mark.printed)
        if first <= token.start < last and entry.mark.ref != mark.ref:
            others[entry.mark.ref] = entry.mark
        if start != edit.start and start >= 0:  # the words of other figures compare nothing
            text = text[:start] + " " * (end - start) + text[end:]
    words = text[first : edit.start], text[edit.end : last]
    if not any(map(_LETTER.search, words)):
        return
    was, now = current.quantity(text[edit.start : edit.end]), current.quantity(folded(edit.text))
    if was and now and was[1] != now[1]:
        yield "its qualifier changed"
    elif was and now and _is_negative(was[0]) != _is_negative(now[0]):
        yield "its sign changed"
    compared = _comparisons(tuple(current.languages))
    if found := dict.fromkeys(each[0] for part in words for each in compared.finditer(part)):
        yield f"it compares: {', '.join(found)}"
    for other in others.values():
        if _passes(mark, other, current):
            yield f"the figure passes {other.printed}"


@cache
def _comparisons(languages: tuple[Language, ...]) -> re.Pattern[str]:
    words = sorted({word for language in languages for word in language.comparisons}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?!\w)", re.IGNORECASE)


def _is_negative(value: Value | None) -> bool:
    return value is not None and ends_of(value)[0] < 0


def _passes(mark: Mark, other: Mark, current: CurrentTexts) -> bool:
    """Whether the figure of one fact was below that of another one of its unit and is above it now, or the reverse."""
    facts = current.wording.facts.facts
    if not {mark.ref, other.ref} <= set(facts) or facts[mark.ref].unit != facts[other.ref].unit:
        return False
    one, another = _values(mark, current), _values(other, current)
    return one is not None and another is not None and (one[0] > another[0]) != (one[1] > another[1])


def _values(mark: Mark, current: CurrentTexts) -> tuple[Decimal, Decimal] | None:
    """The value that was printed, and that of today; of ranges the lower end."""
    former, now = mark.value or current.read(mark.printed), current.wording.facts.facts[mark.ref].value
    try:
        return (ends_of(parse_value(former))[0], ends_of(now)[0]) if former and now is not None else None
    except (ArithmeticError, ValueError):
        return None
