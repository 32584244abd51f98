"""Units of measurement that are multiples of each other: which, in a circle or not, and values that are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from reports.diagnostics import nearest
from reports.facts.glossary import GlossaryUnit
from reports.files.yaml import Location
from reports.languages import UNITS, Value
from reports.languages.numbers import ends_of

Units = Mapping[str, GlossaryUnit]
BaseAmount = tuple[str, tuple[Fraction, ...]]
"""A unit without a scale, and how many of it a value is; both ends of a range."""


def measured(value: Value, unit: str, units: Units) -> BaseAmount:
    """The value in the unit from which its own is made: 146 GW and 146,000 MW are the same."""
    factor = Fraction(1)
    for _ in units:  # no more often: a circle is reported elsewhere
        if (known := units.get(unit)) and known.scale and known.of:
            factor *= Fraction(known.scale)
            unit = known.of
    return unit, tuple(Fraction(end) * factor for end in ends_of(value))


def faults_of_scales(units: Units) -> Iterator[tuple[Location, str, str | None]]:
    """Scales without another unit, and conversions in a circle: where, what, and a hint."""
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
    chain = [id_]
    while (known := units.get(chain[-1])) and known.of and known.of not in chain:
        chain.append(known.of)
    return [*chain, id_] if known and known.of == id_ else []
