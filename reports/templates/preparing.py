"""A template's syntax tree → the same, checked, with marks of its lines, and a count wherever work is done.

Whatever is done with values goes through a filter of the sandbox, whose names begin with "_": Jinja has a hook for
arithmetic and calls, and none for the joining of texts, comparing, slices, loops and bodies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, nodes

from reports.characters import wrong_characters
from reports.diagnostics import nearest
from reports.templates.faults import Misread
from reports.templates.markers import marked

TOO_DEEP, TAKE_OUT = "too much stands in each other here", "take a part out: {% set name = … %} or a macro of its own"
MOST_NUMBER = 10**12
MOST_TAGS = 16
"""So many tags may stand in each other; Python has a bound of its own, a little above."""
MOST_DEPTH = 60
"""So deep may an expression be."""

_REPEATED = (nodes.Macro, nodes.CallBlock, nodes.Block, nodes.For)
"""What may be come to more than once: it counts its own work. The rest is done once with what it stands in."""
_TAGS = (*_REPEATED, nodes.If, nodes.With, nodes.FilterBlock, nodes.AssignBlock)
_KNOWN = (nodes.TemplateData, nodes.Call)
"""What is weighed elsewhere, and is no constant."""


@dataclass(slots=True)
class Preparing:
    """Prepares one template: `number` says which one it is among those of a document."""

    environment: Environment
    filters: Collection[str]
    tests: Collection[str]
    number: int
    extended: set[Any] = field(default_factory=set)
    imported: set[Any] = field(default_factory=set)

    def tree(self, node: nodes.Template) -> nodes.Template:
        """The tree, ready to be compiled. Raises Misread for what may not stand in a template."""
        self._walk(node, 0, 0)
        return node

    def _walk(self, node: Any, tags: int, depth: int) -> tuple[Any, int]:
        """What takes the node's place, and how much work it is to go through it once."""
        kind = type(node)
        node.environment = self.environment
        if kind is nodes.TemplateData:
            node.data = marked(node.data, self.number, node.lineno)
            return node, 1 + (len(node.data) >> 3)
        if isinstance(node, nodes.Expr | nodes.Helper):
            depth += 1
        else:
            tags, depth = tags + isinstance(node, _TAGS), 0
        if tags > MOST_TAGS or depth > MOST_DEPTH:
            raise Misread(TOO_DEEP, node.lineno, TAKE_OUT)
        if kind in _CHECKS:
            _CHECKS[kind](self, node)
        cost = 1
        for name in node.fields:
            value = getattr(node, name)
            if isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, nodes.Node):
                        value[index], more = self._walk(item, tags, depth)
                        cost += more
            elif isinstance(value, nodes.Node):
                made, more = self._walk(value, tags, depth)
                setattr(node, name, made)
                cost += more
        if kind in _CHANGES:
            node = _CHANGES[kind](self, node, cost)
        return node, 1 if isinstance(node, _REPEATED) else cost

    def filtered(self, node: Any, name: str, *args: Any) -> nodes.Filter:
        """The value of a node, passed through a filter of the sandbox."""
        given: dict[str, Any] = {"lineno": node.lineno, "environment": self.environment}
        return nodes.Filter(node, name, [nodes.Const(arg, **given) for arg in args], [], None, None, **given)

    def weighed(self, node: Any) -> Any:
        return node if isinstance(node, nodes.Const) else self.filtered(node, "_weighed")

    def body(self, node: Any, cost: int) -> Any:
        """A body that counts its work when it begins."""
        given: dict[str, Any] = {"lineno": node.lineno, "environment": self.environment}
        node.body.insert(0, nodes.ExprStmt(self.filtered(nodes.Const(cost, **given), "_spent"), **given))
        return node

    def loop(self, node: nodes.For, cost: int) -> nodes.For:
        node.iter = self.filtered(node.iter, "_counted", cost)
        return node

    def output(self, node: nodes.Output, cost: int) -> nodes.Output:
        """What is written is never a constant for Jinja, which would write it without asking us."""
        node.nodes = [each if isinstance(each, _KNOWN) else self.filtered(each, "_weighed") for each in node.nodes]
        return node

    def concat(self, node: nodes.Concat, cost: int) -> nodes.Filter:
        parts = nodes.List(node.nodes, lineno=node.lineno, environment=self.environment)
        return self.filtered(parts, "_joined")

    def compare(self, node: nodes.Compare, cost: int) -> nodes.Compare:
        node.expr = self.weighed(node.expr)
        for operand in node.ops:
            operand.expr = self.weighed(operand.expr)
        return node

    def getitem(self, node: nodes.Getitem, cost: int) -> nodes.Getitem:
        if isinstance(node.arg, nodes.Slice):
            node.node = self.weighed(node.node)
        else:
            node.arg = self.weighed(node.arg)
        return node

    def pair(self, node: nodes.Pair, cost: int) -> nodes.Pair:
        node.key = self.weighed(node.key)
        return node

    def check_loop(self, node: nodes.For) -> None:
        if node.recursive:
            raise Misread('a loop cannot be "recursive"', node.lineno, "write a loop in a loop", "recursive")

    def check_macro(self, node: nodes.Macro | nodes.CallBlock) -> None:
        for name in _twice(argument.name for argument in node.args):
            raise Misread(f'"{name}" is a name of two values here', node.lineno, "give one another name", name)

    def check_constant(self, node: nodes.Const) -> None:
        value = node.value
        if isinstance(value, str):
            for wrong in wrong_characters(value):
                raise Misread(wrong.message, node.lineno, wrong.hint, "\\")
        elif isinstance(value, int | float) and not (isfinite(value) and abs(value) <= MOST_NUMBER):
            raise Misread("this number is too large", node.lineno, f"at most {MOST_NUMBER:,}")

    def check_keywords(self, node: Any) -> None:
        for name in _twice(keyword.key for keyword in node.kwargs):
            raise Misread(f'"{name}" is given twice here', node.lineno, "take one of them away", name)

    def check_filter(self, node: nodes.Filter) -> None:
        self._check_name("filter", node, self.filters)

    def check_test(self, node: nodes.Test) -> None:
        self._check_name("test", node, self.tests)

    def _check_name(self, what: str, node: nodes.Filter | nodes.Test, known: Collection[str]) -> None:
        if node.name not in known:
            message, hint = no_such(what, node.name, known)
            raise Misread(message, node.lineno, hint, node.name)
        self.check_keywords(node)

    def check_extends(self, node: nodes.Extends) -> None:
        self.extended.add(getattr(node.template, "value", None))

    def check_import(self, node: nodes.Import | nodes.FromImport) -> None:
        """Macros of another file call the same functions as this one."""
        node.with_context = True
        self.imported.add(getattr(node.template, "value", None))

    def check_set(self, node: nodes.NSRef) -> None:
        raise Misread("only a name can be set", node.lineno, "write {% set name = … %}", f"{node.name}.")

    def check_escape(self, node: nodes.ScopedEvalContextModifier) -> None:
        raise Misread('there is no tag "autoescape"', node.lineno, "what is written is made safe anyhow", "autoescape")


_CHECKS: Mapping[type, Callable[[Preparing, Any], None]] = MappingProxyType(
    {
        nodes.For: Preparing.check_loop, nodes.Macro: Preparing.check_macro, nodes.CallBlock: Preparing.check_macro,
        nodes.Const: Preparing.check_constant, nodes.Call: Preparing.check_keywords,
        nodes.Filter: Preparing.check_filter, nodes.Test: Preparing.check_test, nodes.Extends: Preparing.check_extends,
        nodes.Import: Preparing.check_import, nodes.FromImport: Preparing.check_import,
        nodes.NSRef: Preparing.check_set, nodes.ScopedEvalContextModifier: Preparing.check_escape,
    }
)  # fmt: skip
"""What is asked of a node before it is gone into."""
_CHANGES: Mapping[type, Callable[[Preparing, Any, int], Any]] = MappingProxyType(
    {
        nodes.Template: Preparing.body, nodes.Block: Preparing.body, nodes.Macro: Preparing.body,
        nodes.CallBlock: Preparing.body, nodes.For: Preparing.loop, nodes.Output: Preparing.output,
        nodes.Concat: Preparing.concat, nodes.Compare: Preparing.compare, nodes.Getitem: Preparing.getitem,
        nodes.Pair: Preparing.pair,
    }
)  # fmt: skip
"""What takes the place of a node, which is so much work."""


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def no_such(what: str, name: object, known: Collection[str]) -> tuple[str, str | None]:
    """That there is no filter or test of this name, and which there are."""
    words = [each for each in known if each.isidentifier() and not each.startswith("_")]
    return f'there is no {what} "{name}"', nearest(str(name), words, otherwise=f"known: {', '.join(words)}")
