"""Units of measurement that are multiples of each other: which, in a circle or not, and values that are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import prod

from reports.diagnostics import nearest
from reports.facts.fields import FactsFault
from reports.facts.glossary import GlossaryUnit
from reports.files.yaml import Location
from reports.languages import UNITS, Value
from reports.languages.numbers import ends_of

Units = Mapping[str, GlossaryUnit]
Amount = tuple[Value | None, str | None]
"""A value and its unit."""
BaseAmount = tuple[str, tuple[Fraction, ...]]
"""A unit without a scale, and how many of it a value is; both ends of a range, none without a value."""


def measured(value: Value | None, unit: str | None, units: Units) -> BaseAmount:
    """The value in the unit from which its own is made: 146 GW and 146,000 MW are the same."""
    *passed, base = _conversion(unit or "number", units)
    factor = prod((Fraction(units[each].scale or 1) for each in passed), start=Fraction(1))
    return base, tuple(Fraction(end) * factor for end in (() if value is None else ends_of(value)))


def are_same(one: Amount, other: Amount, units: Units) -> bool:
    """Whether two amounts are equal, perhaps in different units."""
    return one == other or measured(*one, units) == measured(*other, units)


def faults_of_scales(units: Units) -> Iterator[FactsFault]:
    """Scales without another unit, and conversions in a circle."""
    for id_, unit in units.items():
        at: Location = ("units", id_)
        if (unit.scale is None) != (unit.of is None):
            yield at, "scale and of go together", "write scale: 1000 and of: UNIT, or neither"
        elif unit.of and unit.of not in {*units, *UNITS} - {"rank"}:
            yield (*at, "of"), f'no unit is called "{unit.of}"', nearest(unit.of, [*units, *UNITS], otherwise="")
        elif chain := _circle(id_, units):
            yield (*at, "of"), f"the conversion goes in a circle: {' → '.join(chain)}", "one of them has no scale"


def _circle(id_: str, units: Units) -> list[str]:
    """The units from one to itself; empty if its conversion ends."""
    chain = _conversion(id_, units)
    last = units.get(chain[-1])
    return [*chain, id_] if last and last.of == id_ else []


def _conversion(unit: str, units: Units) -> list[str]:
    """A unit, that of which it is a multiple, and so on; each once, if they are in a circle."""
    chain = [unit]
    while (known := units.get(chain[-1])) and known.of and known.of not in chain:
        chain.append(known.of)
    return chain
