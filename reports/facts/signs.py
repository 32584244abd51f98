"""Signs for tables: a bar as long as the share of a fact in its whole or target, and a dot for a state.

Both are letters of the text, which Word, PowerPoint and LibreOffice show and edit alike, and which shape tells apart
without colour. All are in the character set WGL4, which Arial and Times New Roman have.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from reports.document.model import BAR, STATES, Inlines, Marked, State, Text, Trace
from reports.facts import Fact
from reports.facts.derivation import difference
from reports.facts.name_wording import Unwritable
from reports.facts.wording import Wording
from reports.languages import NO_BREAK_SPACE

_SQUARES = 10
_FULL, _EMPTY = "■", "□"


def dot(state: State, wording: Wording) -> Inlines:
    """The sign of a state and the words for it."""
    sign = STATES[state]
    return Marked(sign, Trace("plain", sign, state)), Text(f"{NO_BREAK_SPACE}{wording.language.words.states[state]}")


def bar(id_: str, of: str | None, wording: Wording) -> Inlines:
    """A bar with the figure, and with that of the whole or target if `of` names it."""
    whole = (Text(" / "), wording.fact(of)) if of else ()
    return squares(id_, of, wording), Text(NO_BREAK_SPACE), wording.fact(id_), *whole


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
        return Decimal(100)
    is_whole = fact.unit == of.unit and fact.period == of.period and _single(fact) <= _single(of)
    if not is_whole and (apart := difference(fact, of)):
        raise Unwritable(f'"{of.id}" is neither the whole nor the target of "{fact.id}": {apart}', "name another fact")
    if not _single(of):
        raise Unwritable(f'"{of.id}" is zero: nothing is a share of it', "write the figure alone")
    return _single(of)
