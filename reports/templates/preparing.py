"""A template's syntax tree → the same, checked, and with a count of the work at each place where work is done.

Whatever is done with values goes through a filter of the sandbox, whose names begin with "_": Jinja has a hook for
arithmetic and calls, and none for the joining of texts, comparing, slices, loops and bodies.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import isfinite
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from reports.characters import wrong_characters
from reports.diagnostics import nearest
from reports.templates.faults import Misread

TOO_DEEP, TAKE_OUT = "too much stands in each other here", "take a part out: {% set name = … %} or a macro of its own"
MOST_NUMBER = 10**12
MOST_DEPTH = 16
"""So many tags may stand in each other; Python has a bound of its own, a little above."""
MOST_EXPRESSION_DEPTH = 60

_REPEATED = (nodes.Macro, nodes.CallBlock, nodes.Block, nodes.For)
"""What may be come to more than once; the rest is done once with what it stands in."""
_NESTED = (nodes.Macro, nodes.CallBlock, nodes.Block, nodes.For, nodes.If, nodes.With, nodes.FilterBlock,
           nodes.AssignBlock)  # fmt: skip


def prepared(tree: nodes.Template, filters: Collection[str], tests: Collection[str]) -> nodes.Template:
    """The tree, ready to be compiled. Raises Misread for what may not stand in a template."""
    _check_depth(tree)
    made: nodes.Template = _Preparing(filters, tests).visit(tree)
    return made


def _check_depth(tree: nodes.Template) -> None:
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, tags, depth = waiting.pop()
        if tags > MOST_DEPTH or depth > MOST_EXPRESSION_DEPTH:
            raise Misread(TOO_DEEP, node.lineno, TAKE_OUT)
        tags += isinstance(node, _NESTED)
        depth = depth + 1 if isinstance(node, nodes.Expr) else 0
        waiting += [(child, tags, depth) for child in node.iter_child_nodes()]


def _cost(parts: Sequence[nodes.Node]) -> int:
    """How much work it is to go through these parts once, without what may be come to more often."""
    cost, waiting = 1, list(parts)
    while waiting:
        node = waiting.pop()
        cost += 1 + (len(node.data) >> 3 if isinstance(node, nodes.TemplateData) else 0)
        if not isinstance(node, _REPEATED):
            waiting.extend(node.iter_child_nodes())
    return cost


def _filtered(node: Any, name: str, *args: Any) -> nodes.Filter:
    constants: list[nodes.Expr] = [nodes.Const(arg, lineno=node.lineno) for arg in args]
    return nodes.Filter(node, name, constants, [], None, None, lineno=node.lineno)


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const | nodes.TemplateData) else _filtered(node, "_weighed")


def _begun(node: nodes.Template | nodes.Macro | nodes.CallBlock | nodes.Block) -> None:
    """Put a count of the work before what stands in a body."""
    spent = nodes.ExprStmt(_filtered(nodes.Const(_cost(node.body), lineno=node.lineno), "_spent"), lineno=node.lineno)
    node.body.insert(0, spent)


class _Preparing(NodeTransformer):
    """Visits each node from the leaves on."""

    def __init__(self, filters: Collection[str], tests: Collection[str]) -> None:
        self.filters, self.tests = filters, tests

    def visit_Template(self, node: nodes.Template) -> nodes.Template:
        self.generic_visit(node)
        _begun(node)
        return node

    visit_Block = visit_Template

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:
        names = [argument.name for argument in node.args]
        for name in names:
            if names.count(name) > 1:
                raise Misread(f'"{name}" is a name of two values here', node.lineno, "give one another name", name)
        self.generic_visit(node)
        _begun(node)
        return node

    visit_CallBlock = visit_Macro

    def visit_For(self, node: nodes.For) -> nodes.For:
        if node.recursive:
            raise Misread('a loop cannot be "recursive"', node.lineno, "write a loop in a loop", "recursive")
        cost = _cost([*node.body, *([node.test] if node.test else [])])
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "_counted", cost, isinstance(node.target, nodes.Tuple))
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        self.generic_visit(node)
        node.nodes = [
            each if isinstance(each, nodes.TemplateData) else _filtered(each, "_weighed") for each in node.nodes
        ]
        return node

    def visit_Const(self, node: nodes.Const) -> nodes.Const:
        value = node.value
        if isinstance(value, str):
            for wrong in wrong_characters(value):
                raise Misread(wrong.message, node.lineno, wrong.hint, "\\")
        elif isinstance(value, int | float) and not (isfinite(value) and abs(value) <= MOST_NUMBER):
            raise Misread("this number is too large", node.lineno, f"at most {MOST_NUMBER:,}")
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Filter:
        self._check_name("filter", node.name, self.filters, node.lineno)
        self._check_keywords(node)
        self.generic_visit(node)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Test:
        self._check_name("test", node.name, self.tests, node.lineno)
        self._check_keywords(node)
        self.generic_visit(node)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Call:
        self._check_keywords(node)
        self.generic_visit(node)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "_joined")

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:
        self.generic_visit(node)
        node.expr = _weighed(node.expr)
        for operand in node.ops:
            operand.expr = _weighed(operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _weighed(node.node)
        else:
            node.arg = _weighed(node.arg)
        return node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Dict:
        self.generic_visit(node)
        for pair in node.items:
            pair.key = _weighed(pair.key)
        return node

    def visit_Import(self, node: nodes.Import) -> nodes.Import:
        """Macros of another file call the same functions as this one."""
        node.with_context = True
        self.generic_visit(node)
        return node

    visit_FromImport = visit_Import

    def visit_NSRef(self, node: nodes.NSRef) -> nodes.NSRef:
        raise Misread("only a name can be set", node.lineno, "write {% set name = … %}", f"{node.name}.")

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:
        raise Misread(
            'there is no tag "autoescape"', node.lineno, "what is written is made safe by itself", "autoescape"
        )

    def _check_name(self, what: str, name: str, known: Collection[str], lineno: int) -> None:
        if name not in known:
            message, hint = no_such(what, name, known)
            raise Misread(message, lineno, hint, name)

    def _check_keywords(self, node: Any) -> None:
        seen: set[str] = set()
        for keyword in node.kwargs:
            if keyword.key in seen:
                raise Misread(
                    f'"{keyword.key}" is given twice here', node.lineno, "take one of them away", f"{keyword.key}"
                )
            seen.add(keyword.key)


def no_such(what: str, name: str, known: Collection[str]) -> tuple[str, str | None]:
    """That there is no filter or test of this name, and which there are."""
    words = [each for each in known if each.isidentifier() and not each.startswith("_")]
    return f'there is no {what} "{name}"', nearest(name, words, otherwise=f"known: {', '.join(words)}")
