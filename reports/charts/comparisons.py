"""What a spec sets beside its facts: a target and an earlier value of each, the total or the whole that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.charts.kind import ChartKind
from reports.charts.kinds import KINDS
from reports.charts.specs import Item, Spec
from reports.diagnostics import nearest
from reports.facts import AIMS, Fact, Facts, difference
from reports.facts.conversion import measured
from reports.facts.fields import FactsFault
from reports.files.yaml import Location
from reports.languages import Range
from reports.languages.numbers import ends_of

ShownFact = tuple[Location, Fact]
"""A fact that the kind can show, and where the spec names it."""
_SHOW_ANYWAY = "leave one out, or say for the reader why both are shown: compare_anyway: {vi: …, en: …}"
_REFERENCES = ("target", "before")
MOST_DIGITS = 15  # of a figure, as in the cells of a workbook
_ADDABLE = ("exactly", "about")


def incomparable(one: Fact, two: Fact, spec: Spec, facts: Facts) -> tuple[str, str] | None:
    """Why two facts may not share an axis, and a hint; None if they may."""
    if one.unit != two.unit:
        why = f'the unit of "{one.id}" is {one.unit}, that of "{two.id}" {two.unit}'
        units = facts.glossary.units
        if measured(Decimal(1), one.unit or "", units)[0] == measured(Decimal(1), two.unit or "", units)[0]:
            return why, "give both facts one unit; their accounts may keep the one that is printed: unit: …"
        return why, "facts with different units cannot share an axis: make two charts"
    if too_far := _too_far(one, two, spec, facts):
        return too_far
    apart = None if spec.compare_anyway else difference(one, two)
    return (apart, _SHOW_ANYWAY) if apart else None


def _too_far(one: Fact, two: Fact, spec: Spec, facts: Facts) -> tuple[str, str] | None:
    """Why the figures of two facts would be absurdly long on one scale, and a hint; None if they are not."""
    ends = [end for fact in (one, two) if fact.value is not None for end in ends_of(fact.value) if end]
    if not ends:
        return None
    needed = max(-_exponent(end.normalize()) for end in ends)
    rounded = (each for each in (spec.decimals, facts.decimals(one.unit)) if each is not None)
    whole = max(end.adjusted() for end in ends) + 1
    digits = whole + min(needed, *rounded, needed)
    if digits <= MOST_DIGITS:
        return None
    why = f"on one scale their figures have {digits} digits, and a chart shows up to {MOST_DIGITS}"
    return why, "make two charts" + (f", or round them: decimals: {MOST_DIGITS - whole}" * (whole <= MOST_DIGITS))


def gap_ends(id_: str, spec: Spec, facts: Facts) -> tuple[str, str] | None:
    """The fact of a chart and its target or whole, if a derived fact is the distance between these; else None."""
    derive = facts.facts[id_].derive if id_ in facts.facts else None
    terms = set(derive.names.values()) if derive and "-" in derive.formula else set()
    results = [item.fact for item in spec.facts if item.fact in terms]
    lines = [item.fact for item in (spec.target, spec.whole) if item and item.fact in terms]
    return (results[0], lines[0]) if (len(terms), len(results), len(lines)) == (2, 1, 1) else None


def unfit_target(fact: Fact) -> tuple[str, str] | None:
    """Why a fact cannot be the target of others, and a hint; None if it can."""
    if fact.status not in AIMS:
        return f'"{fact.id}" is {fact.status}, no target or plan', "show it among the facts"
    if isinstance(fact.value, Range):
        return f'"{fact.id}" is a range, and the line of a target has one place', "show it among the facts"
    if fact.value is None or fact.value <= 0:
        return f'"{fact.id}" has no value above zero', "leave it out"
    return None


def kinds_with(flag: str) -> str:
    """The names of the kinds that have a flag, for hints."""
    return ", ".join(kind.name for kind in KINDS.values() if getattr(kind, flag))


def reference_faults(at: Location, item: Item, spec: Spec, facts: Facts) -> Iterator[FactsFault]:
    """Faults of the target and of the earlier value of one fact."""
    fact, kind = facts.facts.get(item.fact), KINDS[spec.kind]
    if kind.own_target and at[0] == "facts" and not item.target:
        yield at, f'"{item.fact}" has no target here', f"write {{fact: {item.fact}, target: ID}}"
    for name in _REFERENCES:
        id_ = getattr(item, name)
        other = facts.facts.get(id_) if id_ else None
        if id_ is None:
            continue
        if not kind.compared:
            what = "target of its own" if name == "target" else "earlier value"
            message = f"a fact of a chart of the kind {spec.kind} has no {what}"
            yield (*at, name), message, f"take it out; kinds with one: {kinds_with('compared')}"
        elif other is None:
            yield (*at, name), f'no fact is called "{id_}"', nearest(id_, facts.facts, otherwise="")
        elif fact and fact.value is not None:
            unfit = unfit_target(other) if name == "target" else _unfit_before(other, fact)
            unfit = unfit or incomparable(fact, other, spec, facts)
            if unfit:
                yield (*at, name), *unfit


def _unfit_before(earlier: Fact, now: Fact) -> tuple[str, str] | None:
    """Why a fact cannot be what another one was before, and a hint; None if it can."""
    if earlier.value is None or isinstance(earlier.value, Range):
        return f'"{earlier.id}" has no single value', "leave it out"
    if earlier.status in AIMS:
        return f'"{earlier.id}" is a {earlier.status}, no result', "write it as target: ID"
    if not (earlier.period and now.period and earlier.period.last < now.period.last):
        return (
            f'the period of "{earlier.id}" does not end before that of "{now.id}"',
            "take them the other way round",
        )
    return None


def whole_faults(spec: Spec, kind: ChartKind, shown: Sequence[ShownFact]) -> Iterator[FactsFault]:
    """Faults of facts that are to be parts of one whole, or to add up to a total."""
    parts = [fact for at, fact in shown if at[0] == "facts"]
    if kind.total:
        yield from _total_faults(spec, shown)
    if not kind.percent or not kind.rest:
        return
    total = sum(ends_of(fact.value)[-1] for fact in parts if fact.value is not None)
    if total > 100:
        yield ("facts",), f"the parts make {total} percent of the whole", "show them as bars"
    for name in ("period", "place"):
        if not spec.compare_anyway and len({getattr(fact, name) for fact in parts}) > 1:
            yield ("facts",), f"the parts are not of one {name}, so they make no whole", "show them as bars"


def _total_faults(spec: Spec, shown: Sequence[ShownFact]) -> Iterator[FactsFault]:
    """Parts that cannot be added, and a total that is not their sum; `rest` may be what they leave of it.

    With a reason, a total may differ by as much as the rounding of its parts can explain.
    """
    bounds = [(at, fact) for at, fact in shown if fact.qualifier not in _ADDABLE]
    for at, fact in bounds:
        message = f'"{fact.id}" is not exact ({fact.qualifier}), and what is only a bound cannot be added up'
        yield (*at, "fact"), message, "leave it out, or show the facts as bars"
    if spec.total is None:
        yield (), f"a chart of the kind {spec.kind} has no total", "write total: ID, the fact that its parts add up to"
        return
    values = {at: fact.value for at, fact in shown if isinstance(fact.value, Decimal)}
    total, parts = values.get(("total",)), [value for at, value in values.items() if at != ("total",)]
    if bounds or total is None or len(parts) < len(spec.facts):
        return
    made = sum(parts)
    slack = sum((Decimal(1).scaleb(_exponent(value)) / 2 for value in (*parts, total)), Decimal(0))
    is_rounding = bool(spec.compare_anyway) and abs(made - total) <= slack
    leaves = bool(spec.rest) and (total - made) * total > 0
    if made != total and not is_rounding and not leaves:
        hint = "add what is missing, or name it: rest: {vi: …, en: …}"
        hint = hint if (total - made) * total > 0 else "leave out what is counted twice"
        yield ("total",), f"the parts add up to {made:f}, and the total is {total:f}", hint


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
