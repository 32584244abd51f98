"""A template that extends another → what of it would be lost: text outside blocks, blocks that the other has not."""

from __future__ import annotations

from collections.abc import Collection

from jinja2 import nodes

from reports.diagnostics import nearest
from reports.templates.faults import Misread


def extended_by(tree: nodes.Template) -> str | None:
    """The name of the template that this one extends, where it is written out; None if it stands alone."""
    found = next((node for node in tree.body if isinstance(node, nodes.Extends)), None)
    named = found.template if found else None
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else None


def blocks_in(tree: nodes.Template) -> set[str]:
    """The names of the blocks of a template."""
    return {block.name for block in tree.find_all(nodes.Block)}


def check_extension(tree: nodes.Template, base: str, known: Collection[str]) -> None:
    """Raise Misread for what Jinja would leave away without a word; `known` are the blocks of what is extended."""
    for node in tree.body:
        if isinstance(node, nodes.Block) and node.name not in known:
            hint = nearest(node.name, known, otherwise=f"its blocks: {', '.join(sorted(known)) or 'none'}")
            raise Misread(f'"{base}" has no block "{node.name}"', node.lineno, hint, node.name)
        for part in node.nodes if isinstance(node, nodes.Output) else ():
            if not isinstance(part, nodes.TemplateData) or part.data.strip():
                line = part.lineno
                if isinstance(part, nodes.TemplateData):
                    line += len(part.data[: len(part.data) - len(part.data.lstrip())].split("\n")) - 1
                hint = "put it into a block of the file that is extended, or take extends away"
                raise Misread("this stands outside a block, so it would be lost", line, hint)
