"""What a step reads from tables of values: its result can be used again as long as these values are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from typing import TypeVar

Value = TypeVar("Value", covariant=True)
ALL = "*"
"""In place of a key: the whole table."""

Reads = dict[str, dict[str, str]]
"""By table and key, the hash of each value that was read; that of a missing key is one, too."""


def digest_of(value: object) -> str:
    """A hash of a value by its `repr`, which must show all that matters of it."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:32]


def digests_of(tables: Mapping[str, Mapping[str, object]]) -> Reads:
    """The hashes of all values of these tables, and of each table as a whole."""
    found: Reads = {}
    for name, values in tables.items():
        digests = {key: digest_of(value) for key, value in values.items()}
        found[name] = digests | {ALL: digest_of(digests)}
    return found


class Ledger:
    """Notes which values of some tables a step reads. `digests` are hashes that are known already.

    Steps can contain others: what an inner step reads, the outer one reads too.
    """

    def __init__(self, digests: Reads) -> None:
        self._tables: dict[str, Callable[[str], object]] = {}
        self._digests = {table: dict(keys) for table, keys in digests.items()}
        self._steps: list[set[tuple[str, str]]] = [set()]

    def add(self, table: str, value: Callable[[str], object]) -> None:
        """Make a table known by the function that gives the value of a key as it is now (None: there is none)."""
        self._tables[table] = value
        self._digests.pop(table, None)

    def table(self, name: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
        """The values, or a part of those that the table is known by, as a table that notes what is read from it."""
        self._tables.setdefault(name, values.get)
        return _Table(name, values, self)

    def note(self, table: str, key: str) -> None:
        self._steps[-1].add((table, key))

    def note_all(self, reads: Reads) -> None:
        """Note what a step read whose result is used again."""
        self._steps[-1].update((table, key) for table, keys in reads.items() for key in keys)

    @contextmanager
    def step(self) -> Iterator[set[tuple[str, str]]]:
        """A step; gives the set of the tables and keys that are read in it."""
        own: set[tuple[str, str]] = set()
        self._steps.append(own)
        try:
            yield own
        finally:
            self._steps.pop()
            self._steps[-1] |= own

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        """What is read here is noted elsewhere."""
        self._steps.append(set())
        try:
            yield
        finally:
            self._steps.pop()

    def reads(self, names: Iterable[tuple[str, str]]) -> Reads:
        """The hashes of what was read."""
        found: Reads = {}
        for table, key in sorted(names):
            found.setdefault(table, {})[key] = self._digest(table, key)
        return found

    def are_same(self, reads: Reads) -> bool:
        """Whether all that was read has the same value now."""
        return all(self._digest(table, key) == digest for table, keys in reads.items() for key, digest in keys.items())

    def _digest(self, table: str, key: str) -> str:
        known = self._digests.setdefault(table, {})
        if key not in known:
            known[key] = digest_of(self._tables[table](key) if table in self._tables else None)
        return known[key]


class _Table(Mapping[str, Value]):
    def __init__(self, name: str, values: Mapping[str, Value], ledger: Ledger) -> None:
        self._name, self._values, self._ledger = name, values, ledger

    def __getitem__(self, key: str) -> Value:
        self._ledger.note(self._name, key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._ledger.note(self._name, str(key))
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._ledger.note(self._name, ALL)
        return iter(self._values)

    def __len__(self) -> int:
        self._ledger.note(self._name, ALL)
        return len(self._values)

    def items(self) -> ItemsView[str, Value]:
        self._ledger.note(self._name, ALL)
        return self._values.items()

    def values(self) -> ValuesView[Value]:
        self._ledger.note(self._name, ALL)
        return self._values.values()
