"""A formula over facts → an exact value; only names, the four operations and brackets are understood."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
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
    numerator, denominator = Decimal(exact.numerator), Decimal(exact.denominator)
    result = numerator / denominator
    decimals = _MOST_DECIMALS if places is None else places
    rounded = result.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded if places is not None else _plain(rounded)


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros, and never in exponent form."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _parse(formula: str) -> ast.expr:
    if len(formula) > _MOST_CHARACTERS:
        raise ValueError(f"the formula is longer than {_MOST_CHARACTERS} characters")
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f'"{formula}" is no formula') from None
    for node in ast.walk(tree):
        if not isinstance(node, ast.BinOp | ast.Name | ast.Load | ast.operator):
            raise ValueError(f'"{formula}" holds more than names, + - * / and brackets')
        if isinstance(node, ast.BinOp) and type(node.op) not in _OPERATIONS:
            raise ValueError(f'"{formula}" holds more than names, + - * / and brackets')
    return tree


def _value(node: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Name):
        return values[node.id]
    assert isinstance(node, ast.BinOp)
    return _OPERATIONS[type(node.op)](_value(node.left, values), _value(node.right, values))
