"""The tool that inserts faults changes one thing at a time, and only in its copy."""

from __future__ import annotations

import ast
from itertools import zip_longest
from pathlib import Path

import mutate
import pytest

SAMPLE = '''\
"""A docstring with a < b."""
from math import ceil

LIMIT: int = 3
NAMES = {"one": "một", "message": "this is a message of words"}


def price(items: list[int], tax: bool = True) -> str:
    """Not changed: 1 < 2."""
    total = 0
    for item in items[1:]:
        if item < LIMIT and not tax:
            continue
        total += ceil(item / 2)
    if total == 7:
        raise ValueError("seven")
    return f"{total + 1} đồng"
'''


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/sample.py").write_text(SAMPLE, encoding="utf-8")
    monkeypatch.setattr(mutate, "ROOT", tmp_path)
    return tmp_path


def test_each_fault_is_one_change_of_one_place(tree: Path) -> None:
    found = mutate.faults("reports/sample.py")
    for fault in found:
        changed = fault.applied(SAMPLE.encode()).decode()
        before, after = (SAMPLE.splitlines(), changed.splitlines())
        assert [i for i, (a, b) in enumerate(zip_longest(before, after), 1) if a != b] == [fault.line]
        assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(SAMPLE))
    assert [(fault.line, fault.old, fault.new) for fault in found] == [
        (4, "3", "4"),
        (5, '"one"', '""'),
        (5, '"message"', '""'),
        (5, '"một"', '""'),
        (8, "True", "False"),
        (10, "0", "1"),
        (11, "1:", "1 + 1:"),
        (11, "1", "2"),
        (12, "item < LIMIT and not tax", "True"),
        (12, "item < LIMIT and not tax", "False"),
        (12, "item < LIMIT and not tax", "(item < LIMIT or not tax)"),
        (12, "item < LIMIT", "(item <= LIMIT)"),
        (12, "not tax", "(tax)"),
        (13, "continue", "pass"),
        (14, "total += ceil(item / 2)", "pass"),
        (14, "ceil", "floor"),
        (14, "item / 2", "(item * 2)"),
        (14, "2", "3"),
        (15, "total == 7", "True"),
        (15, "total == 7", "False"),
        (15, "total == 7", "(total != 7)"),
        (15, "7", "8"),
        (17, 'return f"{total + 1} đồng"', 'return ""'),
    ]


def test_a_fault_is_inserted_in_the_copy_and_taken_out_again(
    tree: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path_factory.mktemp("copy") / "tree"
    (copy / "reports").mkdir(parents=True)
    seen: list[str] = []

    def run(where: Path, *_: object, **__: object) -> tuple[int, str]:
        assert where == copy
        assert (tree / "reports/sample.py").read_text(encoding="utf-8") == SAMPLE
        seen.append((copy / "reports/sample.py").read_text(encoding="utf-8"))
        return len(seen) % 2, "FAILED tests/test_sample.py::test_price"

    monkeypatch.setattr(mutate, "_pytest", run)
    entries = [{"test": "tests/test_sample.py::test_price", "seconds": 1, "called": ["reports/sample.py::price"]}]
    fault = next(fault for fault in mutate.faults("reports/sample.py") if fault.old == "item < LIMIT")
    tests = mutate.tests_for(fault, entries)
    assert mutate.tried(fault, tests, copy, 60).startswith("caught")
    assert mutate.tried(fault, tests, copy, 60) == "SURVIVED 1 of 1 tests"
    assert mutate.tried(fault, [], copy, 60) == "SURVIVED: no test reaches it"
    assert seen == [SAMPLE.replace("item < LIMIT", "(item <= LIMIT)")] * 2
    assert (copy / "reports/sample.py").read_text(encoding="utf-8") == SAMPLE


def test_a_constant_meets_the_tests_of_the_functions_that_use_it(tree: Path) -> None:
    (tree / "reports/other.py").write_text(
        "from reports.sample import LIMIT\nMOST = 2 * LIMIT\n\n\ndef most() -> int:\n    return MOST\n"
    )
    fault = next(fault for fault in mutate.faults("reports/sample.py") if fault.old == "3")
    entries = [
        {"test": "a", "seconds": 3, "called": ["reports/other.py::most"]},
        {"test": "b", "seconds": 2, "called": []},
    ]
    assert [entry["test"] for entry in mutate.tests_for(fault, entries)] == ["a"]
