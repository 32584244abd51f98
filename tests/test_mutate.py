"""The tool that inserts faults changes one thing at a time, and only in its copy."""

from __future__ import annotations

import ast
import shutil
from itertools import zip_longest
from pathlib import Path
from typing import Any

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


def test_a_fault_is_inserted_in_the_copy_only_and_taken_out_again(tree: Path) -> None:
    copy = tree / "copy"
    (copy / "reports").mkdir(parents=True)
    (copy / "reports/sample.py").write_text(SAMPLE, encoding="utf-8")
    (copy / "tests").mkdir()
    shutil.copy(mutate.__file__, copy / "tests")
    (copy / "tests/conftest.py").write_text("def validator() -> None: ...\n", encoding="utf-8")
    (copy / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["."]\n', encoding="utf-8")
    (copy / "reports/brand").mkdir()
    (copy / "reports/__init__.py").touch()
    (copy / "reports/brand/__init__.py").touch()
    (copy / "reports/brand/font_files.py").write_text(
        "def load_metrics(_): ...\n_static = _measure = load_metrics\n", encoding="utf-8"
    )
    test = "from reports.sample import price\n\ndef test_price():\n    assert price([9, 2, 3, 8], False) == '7 đồng'\n"
    (copy / "tests/test_sample.py").write_text(test, encoding="utf-8")
    found = {fault.old: fault for fault in mutate.faults("reports/sample.py")}
    work = [(found[old], ["tests/test_sample.py::test_price"]) for old in ("item / 2", "3", "1:")]
    results = {fault.old: what.partition(":")[0] for fault, what in mutate.tried(work, copy, 9)}
    assert results == {"item / 2": "caught", "3": "caught", "1:": "SURVIVED 1 of 1 tests"}
    for folder in (tree, copy):
        assert (folder / "reports/sample.py").read_text(encoding="utf-8") == SAMPLE


def test_a_constant_meets_the_tests_of_the_functions_that_use_it(tree: Path) -> None:
    other = "from reports.sample import LIMIT\nMOST = 2 * LIMIT\n\n\ndef most() -> int:\n    return MOST\n"
    (tree / "reports/other.py").write_text(other, encoding="utf-8")
    mutate._uses.cache_clear()
    fault = next(fault for fault in mutate.faults("reports/sample.py") if fault.old == "3")
    called = {"a": ["reports/other.py::most"], "b": ["reports/other.py::least"], "c": ["reports/sample.py::price"]}
    entries = [{"test": name, "called": functions, "seconds": 0.1} for name, functions in called.items()]
    assert sorted(mutate.trial(fault, entries)[1]) == ["a", "c"]
    mutate._uses.cache_clear()


def test_a_function_is_given_its_changed_code(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {}
    path = str(tree / "reports/sample.py")
    exec(compile(SAMPLE, path, "exec"), names)
    monkeypatch.setattr(mutate, "_functions", {(path, "price"): [names["price"]]})
    less, constant = (next(f for f in mutate.faults("reports/sample.py") if f.old == old) for old in ("item / 2", "3"))
    assert names["price"]([0, 4]) == "3 đồng"
    assert not mutate._replaced(constant)
    assert mutate._replaced(less)
    assert names["price"]([0, 4]) == "9 đồng"
