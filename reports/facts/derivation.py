"""Facts that follow from other facts → their exact values, refused if the terms are not comparable.

A formula consists of names, the four operations and brackets; each name is bound to a fact.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from reports.diagnostics import Findings, nearest
from reports.facts.models import Derive, Fact, FactsFile
from reports.files.yaml import Location, YamlFile
from reports.languages import Qualifier, Range, Value
from reports.languages.numbers import ends_of

AIMS = ("target", "plan", "proposal", "expected")
"""Statuses of what is aimed at or foreseen, not measured."""
LOWER_BOUNDS: tuple[Qualifier, ...] = ("over", "at-least")
UPPER_BOUNDS: tuple[Qualifier, ...] = ("under", "up-to")
_OPERATIONS: dict[type[ast.AST], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_Ends = tuple[Fraction, Fraction]
"""The lower and the higher end of a value; they are equal if it is no range."""
_MOST_CHARACTERS = 200
_MOST_DECIMALS = 6


def difference(one: Fact, other: Fact) -> str | None:
    """What differs between two facts so that they cannot be compared; None if they can.

    Facts are comparable if they have the same measure, unit and denominator; groups and places may differ. A target or
    plan is comparable with a result whose period is within its own; what is expected with results of any period.
    """
    if one.measure is None or other.measure is None:
        missing = one.id if one.measure is None else other.id
        return f'"{missing}" names no measure'
    for name in ("measure", "unit", "of"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine != theirs:
            word = "denominator" if name == "of" else name
            return f'the {word} of "{one.id}" is {mine or "not given"}, that of "{other.id}" {theirs or "not given"}'
    aim, result = (one, other) if one.status in AIMS else (other, one)
    one_aims = aim.status in AIMS and aim.status != "expected" and result.status not in AIMS
    if one_aims and aim.period and result.period and not aim.period.contains(result.period):
        return f'the period of "{result.id}" ({result.period}) is not within that of "{aim.id}" ({aim.period})'
    return None


def derived(file: FactsFile, yaml: YamlFile, findings: Findings) -> dict[str, Fact]:
    """All facts by id, the values of derived ones computed in the order of their dependence."""
    facts = {fact.id: fact for fact in file.facts}
    places: dict[str, Location] = {fact.id: ("facts", i, "derive") for i, fact in enumerate(file.facts)}
    bound = {
        id_: dict(_bindings(fact.derive, facts, yaml, places[id_], findings))
        for id_, fact in facts.items()
        if fact.derive
    }
    try:
        order = list(TopologicalSorter({id_: bound.get(id_, {}).values() for id_ in facts}).static_order())
    except CycleError as error:
        chain = error.args[1][::-1]  # each rests on the next
        findings.error(f"derived facts go in a circle: {' → '.join(chain)}", yaml.place(places[chain[0]]))
        return {}
    for id_ in order:
        derive, terms = facts[id_].derive, {name: facts[ref] for name, ref in bound.get(id_, {}).items()}
        if derive is None or findings.has_errors:
            continue
        for message, hint in _faults(derive, list(terms.values())):
            findings.error(message, yaml.place(places[id_]), hint=hint)
        if not findings.has_errors:
            ends = {name: ends_of(term.value) for name, term in terms.items() if term.value is not None}
            try:
                value = _result(derive, {name: (Fraction(each[0]), Fraction(each[-1])) for name, each in ends.items()})
                facts[id_] = facts[id_].model_copy(update={"value": value})
            except ZeroDivisionError:
                findings.error("the formula divides by zero", yaml.place((*places[id_], "formula")))
    return facts


def _bindings(
    derive: Derive, facts: Mapping[str, Fact], yaml: YamlFile, at: Location, findings: Findings
) -> Iterator[tuple[str, str]]:
    try:
        used = _names_in(derive.formula)
    except ValueError as error:
        findings.error(str(error), yaml.place((*at, "formula")))
        return
    for name in used:
        ref = derive.names.get(name)
        if isinstance(ref, str) and ref in facts:
            yield name, ref
        else:
            message, hint = f'the name "{name}" of the formula has no fact', f"write {name}: ID"
            findings.error(message, yaml.place(at), hint=nearest(ref, facts, otherwise=hint) if ref else hint)


def _faults(derive: Derive, terms: Sequence[Fact]) -> Iterator[tuple[str, str | None]]:
    """Why the terms of a formula cannot be joined, each with a hint."""
    only_sums = _only_sums(derive.formula)
    if not derive.reason and not only_sums:
        yield "a product or ratio of facts needs a reason", "write reason: …"
    for term in terms:
        apart = difference(terms[0], term) if term is not terms[0] and only_sums else None
        if apart and not derive.reason:
            message = f'"{terms[0].id}" and "{term.id}" are not comparable: {apart}'
            yield message, "give a reason if they may be joined all the same"
        if term.qualifier != "exactly" and not derive.reason:
            hint = "give a reason and a qualifier if the result is valid all the same"
            yield f'"{term.id}" is not exact ({term.qualifier})', hint
        if term.value is None:
            yield f'"{term.id}" has no value', None
        if isinstance(term.value, Range) and (not only_sums or len(_terms(derive.formula)) > len(terms)):
            hint = "ranges may be added and subtracted, each once; else write the result as a fact with its source"
            yield f'"{term.id}" is a range, {term.value}', hint


def _names_in(formula: str) -> list[str]:
    """The names that a formula uses, in order. ValueError if it is no formula."""
    return list(dict.fromkeys(_terms(formula)))


def _terms(formula: str) -> list[str]:
    """Every name in a formula, as often as it is there."""
    return [node.id for node in ast.walk(_parse(formula)) if isinstance(node, ast.Name)]


def _only_sums(formula: str) -> bool:
    """Whether the formula only adds and subtracts, so that its terms must be of one kind."""
    operations = [node.op for node in ast.walk(_parse(formula)) if isinstance(node, ast.BinOp)]
    return bool(operations) and all(isinstance(op, ast.Add | ast.Sub) for op in operations)


def _result(derive: Derive, values: Mapping[str, _Ends]) -> Value:
    """The value of a formula. ZeroDivisionError if it divides by zero."""
    low, high = (_rounded(end, derive.places) for end in _value(_parse(derive.formula), values))
    return Range(low, high) if low < high else high


def _rounded(exact: Fraction, places: int | None) -> Decimal:
    """The value rounded half up to `places`; without those, to six decimals if it has more."""
    decimals = _MOST_DECIMALS if places is None else places
    result = Decimal(exact.numerator) / Decimal(exact.denominator)
    rounded = result.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if places is not None:
        return rounded
    integral = rounded == rounded.to_integral_value()  # no trailing zeros, and no exponent either
    return rounded.quantize(Decimal(1)) if integral else rounded.normalize()


def _parse(formula: str) -> ast.expr:
    if len(formula) > _MOST_CHARACTERS:
        raise ValueError(f"the formula is longer than {_MOST_CHARACTERS} characters")
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f'"{formula}" is no formula') from None
    for node in ast.walk(tree):
        if type(node) not in _OPERATIONS and not isinstance(node, ast.BinOp | ast.Name | ast.Load):
            raise ValueError(f'"{formula}" may only have names, + - * / and brackets')
    return tree


def _value(node: ast.expr, values: Mapping[str, _Ends]) -> _Ends:
    """The exact ends of the value of a formula that was parsed; they differ where a term is a range."""
    match node:
        case ast.BinOp():
            (low, high), (least, most) = _value(node.left, values), _value(node.right, values)
            if isinstance(node.op, ast.Sub):
                least, most = most, least
            operation = _OPERATIONS[type(node.op)]
            return operation(low, least), operation(high, most)
        case ast.Name():
            return values[node.id]
    raise TypeError(f"{node} is no part of a formula")
