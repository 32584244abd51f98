"""Signs for tables: a bar as long as the share of a fact in its whole or target, and a dot for a state.

Both are letters of the text, which Word, PowerPoint and LibreOffice show and edit alike, and which shape tells apart
without colour. All are in the character set WGL4, which Arial and Times New Roman have.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from reports.document.model import BAR, STATES, Inlines, Marked, State, Text, Trace, joined
from reports.facts import AIMS, LOWER_BOUNDS, Fact, difference
from reports.facts.name_wording import Unwritable
from reports.facts.wording import Wording, capitalised
from reports.languages import NO_BREAK_SPACE

_SQUARES = 10
_PER_CENT = Decimal(100)
_FULL, _EMPTY = "■", "□"


def dot(state: State, wording: Wording) -> Inlines:
    """The sign of a state and the words for it."""
    sign = STATES[state]
    return Marked(sign, Trace("plain", sign, state)), Text(f"{NO_BREAK_SPACE}{wording.language.words.states[state]}")


def bar(id_: str, of: str | None, wording: Wording) -> Inlines:
    """A bar with the figure, and with that of the whole or target if `of` names it."""
    whole = (Text(" / "), wording.fact(of)) if of else ()
    return squares(id_, of, wording), Text(NO_BREAK_SPACE), wording.fact(id_), *whole


class Gauge(Struct, frozen=True):
    """A drawn bar: the share of its length that is filled, the share at which a line marks what the figure is compared
    with, and whether the figure is a lower bound, so that the end is open."""

    share: float
    line: float | None
    is_open: bool


def is_share(fact: Fact) -> bool:
    """Whether a fact is a share of a whole that it names, so that a bar needs nothing else."""
    single = isinstance(fact.value, Decimal) and 0 <= fact.value <= _PER_CENT
    return single and fact.unit == "percent" and bool(fact.of)


def gauge(id_: str, of: str | None, wording: Wording) -> Gauge:
    """The bar of a fact as it is drawn: in its whole, or on a scale with the target or earlier figure of `of`. Raises
    Unwritable if it is no share, and cannot be compared with that."""
    fact, other = wording.facts.facts[id_], wording.facts.facts[of] if of else None
    value, whole = _single(fact), _whole(fact, other)
    compared = other is not None and difference(fact, other) is None
    if compared:
        line, whole = whole, max(value, whole)
        if fact.unit == "percent":
            whole = max(whole, _PER_CENT)
    return Gauge(float(value / whole), float(line / whole) if compared else None, fact.qualifier in LOWER_BOUNDS)


def comparison(id_: str, of: str | None, wording: Wording) -> Inlines:
    """The bar of a key figure and the words for what it is compared with: "target for 2025: 80%"."""
    mark = squares(id_, of, wording)
    if of is None:
        return (mark,)
    fact, other, words = wording.facts.facts[id_], wording.facts.facts[of], wording.language.words
    if difference(fact, other) is not None:
        return (mark, Text(f"{words.out_of} "), wording.fact(of))
    period: Inlines = (wording.period(f"fact:{of}"),) if other.period else ()
    if other.status in AIMS:
        status = wording.status(other.status)
        before, _, after = words.status_of_period.format(status=status, period="\n").partition("\n")
        name = (Text(before), *period, *((Text(after),) if after else ())) if period else (Text(status),)
    else:
        name = period if period and other.period != fact.period else wording.label(of)
    return (mark, *capitalised(name, wording.language), Text(": "), wording.fact(of, "short"))


def place_and_period(fact: Fact, wording: Wording) -> Inlines:
    """The small note of a key figure."""
    place = (wording.place(fact.place),) if fact.place else ()
    period = (wording.period(f"fact:{fact.id}", "period.short"),) if fact.period else ()
    return joined(((part,) for part in (*place, *period)), ", ")


def squares(id_: str, of: str | None, wording: Wording) -> Marked:
    """The bar of a fact: ten squares, of which its share in the whole is filled.

    Only nothing has no square, and only the whole has all. Raises Unwritable if it is no share.
    """
    fact = wording.facts.facts[id_]
    share = _single(fact) / _whole(fact, wording.facts.facts[of] if of else None)
    filled = int((share * _SQUARES).to_integral_value(ROUND_HALF_UP))
    filled = max(int(share > 0), min(filled, _SQUARES if share >= 1 else _SQUARES - 1))
    form = f"{BAR}:{of}" if of else BAR
    return Marked(_FULL * filled + _EMPTY * (_SQUARES - filled), Trace("fact", id_, form, f"{fact.value:f}"))


def _single(fact: Fact) -> Decimal:
    if not isinstance(fact.value, Decimal) or fact.value < 0:
        raise Unwritable(f'"{fact.id}" has no single value of zero or more to draw', "write its figure alone")
    return fact.value


def _whole(fact: Fact, of: Fact | None) -> Decimal:
    """What a full bar stands for."""
    if of is None:
        if fact.unit != "percent":
            raise Unwritable(
                f'"{fact.id}" is no share of a whole', f'name its whole or its target: bar("{fact.id}", of="ID")'
            )
        return _PER_CENT
    is_whole = fact.unit == of.unit and fact.period == of.period and _single(fact) <= _single(of)
    if not is_whole and (apart := difference(fact, of)):
        raise Unwritable(f'"{of.id}" is neither the whole nor the target of "{fact.id}": {apart}', "name another fact")
    if not _single(of):
        raise Unwritable(f'"{of.id}" is zero: nothing is a share of it', "write the figure alone")
    return _single(of)
