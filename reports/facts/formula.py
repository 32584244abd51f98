"""A formula over facts → an exact value; only names, the four operations and brackets are understood."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_OPERATIONS: dict[type[ast.AST], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_MOST_CHARACTERS = 200
_MOST_DECIMALS = 6


def names_in(formula: str) -> list[str]:
    """The names that a formula uses, in order. ValueError if it is no formula."""
    return list(dict.fromkeys(node.id for node in ast.walk(_parse(formula)) if isinstance(node, ast.Name)))


def joins_by_sum(formula: str) -> bool:
    """Whether the formula only adds and subtracts, so that its terms must be of one kind."""
    operations = [node.op for node in ast.walk(_parse(formula)) if isinstance(node, ast.BinOp)]
    return bool(operations) and all(isinstance(op, ast.Add | ast.Sub) for op in operations)


def compute(formula: str, values: Mapping[str, Decimal], places: int | None) -> Decimal:
    """The formula's exact value, rounded half up to `places` (six decimals where it does not end).

    ZeroDivisionError where it divides by zero; ValueError if it is no formula.
    """
    exact = _value(_parse(formula), {name: Fraction(value) for name, value in values.items()})
    decimals = _MOST_DECIMALS if places is None else places
    result = Decimal(exact.numerator) / Decimal(exact.denominator)
    rounded = result.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if places is not None:
        return rounded
    whole = rounded == rounded.to_integral_value()  # no trailing zeros, and no exponent either
    return rounded.quantize(Decimal(1)) if whole else rounded.normalize()


def _parse(formula: str) -> ast.expr:
    if len(formula) > _MOST_CHARACTERS:
        raise ValueError(f"the formula is longer than {_MOST_CHARACTERS} characters")
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f'"{formula}" is no formula') from None
    for node in ast.walk(tree):
        known = type(node) in _OPERATIONS or isinstance(node, ast.BinOp | ast.Name | ast.Load)
        if not known:
            raise ValueError(f'"{formula}" holds more than names, + - * / and brackets')
    return tree


def _value(node: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    match node:
        case ast.BinOp():
            return _OPERATIONS[type(node.op)](_value(node.left, values), _value(node.right, values))
        case ast.Name():
            return values[node.id]
    raise TypeError(f"{node} is no part of a formula")
