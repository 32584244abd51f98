"""Walking through a document, and changing it, for every kind of block and inline.

The fields of each class say what it holds: a field of `Inlines` is a text, one of `Blocks` holds blocks, one of
`Alternative` is the text alternative of a picture. All may be nested in tuples, or in a part such as `Card`. The order
of the fields is the reading order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from reports.document.model import Alternative, Block, Blocks, Cite, Document, Inline, Inlines, Marked

Node = TypeVar("Node", bound=Block | Inline | Document)
_INLINES: frozenset[type[Inline]] = frozenset(get_args(Inline))


Holds = Literal["text", "blocks", "alternative", "part"]
_HOLDS: tuple[tuple[Any, Holds], ...] = ((Inlines, "text"), (Blocks, "blocks"), (Alternative, "alternative"))


class _Content(NamedTuple):
    """A field that holds texts, blocks, alternatives or parts, inside as many tuples as `depth` gives."""

    name: str
    holds: Holds
    depth: int


class Held(NamedTuple):
    """A text (`Inlines`), a sequence of blocks, or a text alternative (`str`), with the name of its field."""

    name: str
    holds: Holds
    value: Any


@cache
def _contents(kind: type[Any]) -> tuple[_Content, ...]:
    """The fields of a class that hold content, in reading order."""
    hints = get_type_hints(kind, include_extras=True)
    found = (_content(name, hints[name]) for name in kind.__struct_fields__)
    return tuple(content for content in found if content)


def _content(name: str, hint: Any, depth: int = 0) -> _Content | None:
    for type_, holds in _HOLDS:
        if hint == type_:
            return _Content(name, holds, depth)
    if get_origin(hint) is tuple:
        return _content(name, get_args(hint)[0], depth + 1)
    is_part = isinstance(hint, type) and issubclass(hint, Struct)
    return _Content(name, "part", depth) if is_part and _contents(hint) else None


def held_in(node: Any, only: Holds | None = None) -> Iterator[Held]:
    """Each text, sequence of blocks and text alternative directly in a node or in its parts, in reading order; or
    `only` those of one kind."""
    kind: Any = type(node)
    for name, holds, depth in _contents(kind):
        if only and holds not in (only, "part"):
            continue
        values: Iterable[Any] = (getattr(node, name),)
        for _ in range(depth):
            values = chain.from_iterable(values)
        for value in values:
            if holds == "part":
                yield from held_in(value, only)
            else:
                yield Held(name, holds, value)


def texts_of(node: Block | Inline) -> Iterator[Inlines]:
    """Each text directly in a block or inline, empty ones included, in reading order."""
    return (value for _, _, value in held_in(node, "text"))


def children_of(block: Block) -> Blocks:
    """The blocks directly in `block`, in reading order."""
    return tuple(child for _, _, blocks in held_in(block, "blocks") for child in blocks)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each block and, after it, the blocks inside it."""
    for block in blocks:
        yield block
        yield from walk(children_of(block))


def inlines_in(content: Iterable[Block | Inline]) -> Iterator[Inline]:
    """Each inline of a text or of blocks, those inside others included, in reading order."""
    found: list[Inline] = []
    _collect(content, found)
    return iter(found)


def _collect(nodes: Iterable[Any], found: list[Inline]) -> None:
    """Add the inlines in the nodes: generators in each other would take several times as long."""
    for node in nodes:
        kind: Any = type(node)
        if kind in _INLINES:
            found.append(node)
        for name, holds, depth in _contents(kind):
            if holds == "alternative":
                continue
            inside: Iterable[Any] = (getattr(node, name),)
            for _ in range(depth if holds == "part" else depth + 1):
                inside = chain.from_iterable(inside)
            _collect(inside, found)


def marked_in(content: Iterable[Block | Inline]) -> Iterator[Marked]:
    """Each marked run of a text or of blocks, in reading order."""
    return (inline for inline in inlines_in(content) if isinstance(inline, Marked))


def facts_in(content: Iterable[Block | Inline]) -> Iterator[str]:
    """The ids of the facts that a text or blocks print, quote or cite, in reading order."""
    for inline in inlines_in(content):
        if isinstance(inline, Marked) and inline.trace.kind in ("fact", "quotation"):
            yield inline.trace.ref
        elif isinstance(inline, Cite):
            yield from inline.facts


def source_of(item: Blocks) -> str:
    """The id of the source that an item of a list of sources names; empty if it names none."""
    return next((marked.trace.ref for marked in marked_in(item) if marked.trace.kind == "source"), "")


def mapped(
    node: Node,
    text: Callable[[Inlines], Inlines] | None = None,
    block: Callable[[Block], Block] | None = None,
) -> Node:
    """The node with each text directly in it changed by `text`, and each block directly in it by `block`; the blocks of
    a document are those of its sections.

    Without `block`, the texts of the blocks in it are changed too.
    """

    def inside(value: Any) -> Any:
        return mapped(value, text, block)

    def blocks(value: Blocks) -> Blocks:
        return tuple(map(block or inside, value))

    kind: Any = type(node)
    changes: dict[str, Callable[[Any], Any] | None] = {"text": text, "blocks": blocks, "part": inside}
    new = {
        name: _each(getattr(node, name), depth, change)
        for name, holds, depth in _contents(kind)
        if (change := changes.get(holds))
    }
    return replace(node, **new) if new else node


def _each(value: Any, depth: int, change: Callable[[Any], Any]) -> Any:
    """The value, or each value in tuples of this depth, changed."""
    return tuple(_each(inner, depth - 1, change) for inner in value) if depth else change(value)
