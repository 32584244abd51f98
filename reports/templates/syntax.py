"""A template's syntax tree: checked, with marks of its lines, and counted where the sandbox has no hook.

Jinja's sandbox has hooks for arithmetic, attributes, calls and filters. The rest (loops, `~`, lists) is passed
through methods of our environment; a template cannot name them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from math import isfinite
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from reports.diagnostics import nearest
from reports.files.characters import wrong_characters
from reports.templates.faults import Misread
from reports.templates.filters import no_such
from reports.templates.loader import marked

MOST_DEPTH = 100
_TAG_DEPTH = 5
"""The depth that a tag counts as: Python allows at most twenty nested loops."""


def too_deep(line: int) -> Misread:
    hint = "take a part out: {% set name = … %} or a macro of its own; files must not extend or include each other"
    return Misread("too much is nested here", line, hint)


def too_large(line: int) -> Misread:
    return Misread("this number is too large", line, "take it away")


class Checked(NodeTransformer):
    """Checks and changes the tree of one template, which is number `number` of a document."""

    def __init__(self, environment: Environment, number: int) -> None:
        self.environment, self.number = environment, number
        self.depth = 0

    def visit(self, node: Any, *args: Any, **kwargs: Any) -> Any:
        """The node, checked and changed. Raises Misread for something that is not allowed in a template."""
        step = _TAG_DEPTH if isinstance(node, nodes.Stmt) else 1
        self.depth += step
        if self.depth > MOST_DEPTH:
            raise too_deep(node.lineno)
        made = super().visit(node)
        self.depth -= step
        return made

    def _passed(self, method: str, *given: Any) -> nodes.Call:
        """A call of a method of our environment."""
        line = {"lineno": given[0].lineno}
        return nodes.Call(nodes.EnvironmentAttribute(method, **line), list(given), [], None, None, **line)

    def visit_Macro(self, node: nodes.Macro | nodes.CallBlock) -> Any:
        for name in _twice(argument.name for argument in node.args):
            raise Misread(f'"{name}" is a name of two values here', node.lineno, "give one another name", name)
        return self.generic_visit(node)

    visit_CallBlock = visit_Macro

    def visit_For(self, node: nodes.For) -> nodes.For:
        if node.recursive:
            raise Misread('a loop cannot be "recursive"', node.lineno, "write a loop in a loop", "recursive")
        self.generic_visit(node)
        node.iter = self._passed("turns", node.iter)
        return node

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:
        node.data = marked(node.data, self.number, node.lineno)
        return node

    def visit_Const(self, node: nodes.Const) -> nodes.Const:
        if isinstance(node.value, str):
            node.value = unicodedata.normalize("NFC", node.value)  # a letter in parts may be written as an escape
        for wrong in wrong_characters(node.value) if isinstance(node.value, str) else ():
            raise Misread(wrong.message, node.lineno, wrong.hint, "\\")
        if isinstance(node.value, float) and not isfinite(node.value):
            raise too_large(node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> Any:
        self.generic_visit(node)
        return self._passed("joined", *node.nodes)

    def visit_List(self, node: Any) -> Any:
        self.generic_visit(node)
        return node if getattr(node, "ctx", "load") == "store" else self._passed("weighed", node)

    visit_Tuple = visit_Dict = visit_List

    def visit_Call(self, node: Any) -> Any:
        for name in _twice(keyword.key for keyword in node.kwargs):
            raise Misread(f'"{name}" is given twice here', node.lineno, "take one of them away", name)
        return self.generic_visit(node)

    def visit_Filter(self, node: nodes.Filter) -> Any:
        return self._known("filter", node, self.environment.filters)

    def visit_Test(self, node: nodes.Test) -> Any:
        return self._known("test", node, self.environment.tests)

    def _known(self, what: str, node: Any, known: Collection[str]) -> Any:
        if node.name not in known:
            message, hint = no_such(what, node.name)
            raise Misread(message, node.lineno, hint, node.name)
        return self.visit_Call(node)

    def visit_Import(self, node: nodes.Import | nodes.FromImport) -> Any:
        """Macros of another file call the same functions as this one."""
        node.with_context = True
        return self.generic_visit(node)

    visit_FromImport = visit_Import

    def visit_NSRef(self, node: nodes.NSRef) -> None:
        raise Misread("only a name can be set", node.lineno, "write {% set name = … %}", f"{node.name}.")

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> None:
        raise Misread('there is no tag "autoescape"', node.lineno, "texts are always made safe", "autoescape")


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def extended_by(tree: nodes.Template) -> str | None:
    """The name of the template that this one extends, if it is written out; None if it extends none."""
    found = next((node for node in tree.body if isinstance(node, nodes.Extends)), None)
    named = found.template if found else None
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else None


def check_extension(tree: nodes.Template, base: str, known: Collection[str]) -> None:
    """Raise Misread for text that Jinja would drop silently; `known` are the blocks of the extended template."""
    for node in tree.body:
        if isinstance(node, nodes.Block) and node.name not in known:
            hint = nearest(node.name, sorted(known))
            raise Misread(f'"{base}" has no block "{node.name}"', node.lineno, hint, node.name)
        for part in node.nodes if isinstance(node, nodes.Output) else ():
            if not isinstance(part, nodes.TemplateData) or part.data.strip():
                line = part.lineno
                if isinstance(part, nodes.TemplateData):
                    line += len(part.data[: len(part.data) - len(part.data.lstrip())].split("\n")) - 1
                hint = "put it into a block of the file that is extended, or take extends away"
                raise Misread("this is outside of every block, so it would be lost", line, hint)
