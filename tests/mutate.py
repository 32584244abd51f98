"""Insert small faults into the package, one at a time, and see whether the tests of the area notice.

    python tests/mutate.py facts languages --count 20 --seed 7      draw 20 faults and run the tests that reach them
    python tests/mutate.py facts --at reports/facts/checks.py:170   every fault of one line
    python tests/mutate.py slides --list                            which faults there are; runs nothing

The faults are made in a copy of the tree; the working tree is only read. The first run records which functions each
test calls, and later runs record again only test files that have changed. Then each fault meets the tests that call its
function, the quickest first, until one fails. A fault that no test notices is a test to write, code to remove, or a
change that makes no difference: judge each. This is no test and not run with the tests.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import gc
import hashlib
import json
import os
import random
import resource
import select
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from types import CodeType, FunctionType
from typing import Any, cast

import pytest

ROOT = Path(__file__).parent.parent
AREAS = {
    "facts": ["reports/facts"],
    "languages": ["reports/languages"],
    "citations": [f"reports/pipeline/{name}.py" for name in ("citations", "agreement", "budgets")],
    "slides": ["reports/powerpoint"],
    "charts": ["reports/charts"],
    "writers": ["reports/word"],
    "audit": ["reports/finished"],
    "manifest": [f"reports/{name}.py" for name in ("files/manifest", "files/disk", "files/package", "pipeline/record")],
    "selection": ["reports/workspace", "reports/pipeline/plan.py"],
}
RECORD = Path(gettempdir()) / f"songngu-mutate-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}.jsonl"
"""Which functions each test calls, one line for each test."""

_OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_NAMES = {
    "ceil": "floor", "floor": "ceil", "min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list",
    "ROUND_HALF_UP": "ROUND_DOWN", "ROUND_HALF_EVEN": "ROUND_UP", "ROUND_CEILING": "ROUND_FLOOR",
    "ROUND_FLOOR": "ROUND_CEILING", "ROUND_DOWN": "ROUND_UP", "ROUND_UP": "ROUND_DOWN",
}  # fmt: skip
_EMPTY = {"str": '""', "int": "0", "float": "0.0", "list": "[]", "tuple": "()", "dict": "{}"}
_ALIKE, _NEAR = 6, 0.3
"""So many tests with other parameters run before other tests, unless this share of what they call is in the folder."""
_MOST_FILES = 6
"""Files of tests for a fault that needs a run of its own: to collect them takes long."""
_LONGEST_WAIT = 1800
"""Seconds until a process that works no more counts as stuck; one that works is ended by its time of computing."""
_RECORDS = "tests/test_details.py"
"""Tests that compare much at once with what was accepted come first."""
_WHOLE = ("built", "library_built")
"""Fixtures that build a whole workspace: tests with them come last."""
_QUIET = ("strict", "frozen", "slots", "hint", "description", "maxsize", "encoding", "ensure_ascii", "kw_only", "title")
"""Keywords whose change makes no difference to a result, or only to a message."""


@dataclass(frozen=True)
class Fault:
    """One change in a file: the bytes from `start` to `end` become `new`; `function` is where, `names` what it sets."""

    path: str
    line: int
    start: int
    end: int
    old: str
    new: str
    function: str
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.path}:{self.line}: {old[:90]}  →  {new[:90]}"

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.new.encode() + source[self.end :]


Work = tuple[Fault, list[str]]
"""A fault and the names of the tests that may notice it."""


class _Search:
    """Walks through the tree of one file and collects its faults."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path, self.source, self.found = path, source, list[Fault]()
        lengths = [len(line) for line in source.splitlines(keepends=True)]
        self.starts = [sum(lengths[:index]) for index in range(len(lengths) + 1)]
        self.visit(ast.parse(source), "", (), None)

    def add(self, node: ast.AST, new: str, where: str, names: tuple[str, ...]) -> None:
        start = self.starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = self.starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        old = self.source[start:end].decode()
        if old != new:
            self.found.append(Fault(self.path, node.lineno, start, end, old, new, where, names))  # type: ignore[attr-defined]

    def visit(self, node: ast.AST, where: str, names: tuple[str, ...], returns: ast.expr | None) -> None:
        match node:
            case ast.Subscript(value=ast.Name(id="Literal")) | ast.Call(func=ast.Name(id="TypeVar" | "NewType")):
                return
            case ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.Assert() | ast.Raise() | ast.arg():
                return
            case ast.FunctionDef():
                where, returns, names = f"{where}{node.name}", node.returns, ()
            case ast.ClassDef():
                names = (node.name,)
            case ast.Assign(targets=[ast.Name(id=name), *_]) | ast.AnnAssign(target=ast.Name(id=name)):
                if name in ("__all__", "message", "hint"):
                    return
                names = (*names, name)
        for changed, new in _changes(node, returns):
            self.add(changed, new, where, names)
        inner = {ast.FunctionDef: f"{where}.<locals>.", ast.ClassDef: f"{where}{getattr(node, 'name', '')}."}
        for child in _children(node):
            is_scope = isinstance(child, ast.FunctionDef | ast.ClassDef)
            self.visit(child, inner.get(type(node), where) if is_scope else where, names, returns)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node in which a change makes a difference to a result: no docstrings, types or messages."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "bases", "format_spec", "type_comment"):
            continue
        for child in value if isinstance(value, list) else [value]:
            is_text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            is_quiet = isinstance(child, ast.keyword) and child.arg in _QUIET
            if isinstance(child, ast.AST) and not is_text and not is_quiet:
                yield child


def _changes(node: ast.AST, returns: ast.expr | None) -> Iterator[tuple[ast.AST, str]]:
    """What may be changed at a node: the node to replace and its new text."""
    match node:
        case ast.Compare(left=left, ops=[first, *more], comparators=right) if type(first) in _OPERATORS:
            yield node, f"({ast.unparse(ast.Compare(left, [_OPERATORS[type(first)](), *more], right))})"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS and not _is_text(left, right):
            yield node, f"({ast.unparse(ast.BinOp(left, _OPERATORS[type(op)](), right))})"
        case ast.BoolOp(op=op, values=values):
            yield node, f"({ast.unparse(ast.BoolOp(_OPERATORS[type(op)](), values))})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, f"({ast.unparse(operand)})"
        case ast.Constant(value=bool() as value):
            yield node, str(not value)
        case ast.Constant(value=int() | float() as value):
            yield node, f"{value + 1}"
        case ast.Constant(value=str() as value) if value and (value.count(" ") < 2 or not value.isascii()):
            yield node, '""'
        case ast.Slice(lower=lower, upper=upper, step=None) if lower or upper:
            yield node, f"{ast.unparse(lower) + ' + 1' if lower else 1}:{ast.unparse(upper) if upper else ''}"
        case ast.If(test=test) | ast.IfExp(test=test):
            yield from ((test, "True"), (test, "False"))
        case ast.comprehension(ifs=tests):
            yield from ((test, "True") for test in tests)
        case ast.match_case(guard=ast.expr() as guard):
            yield from ((guard, "True"), (guard, "False"))
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            annotation = ast.unparse(returns).partition("[")[0] if returns else ""
            yield (
                node,
                f"return {_EMPTY.get(annotation, f'not ({ast.unparse(value)})' if annotation == 'bool' else 'None')}",
            )
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield node, "yield from ()"
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Continue() | ast.Delete():
            yield node, "pass"
        case ast.Name(id=name) if name in _NAMES:
            yield node, _NAMES[name]


def _is_text(*nodes: ast.expr) -> bool:
    return any(isinstance(node, ast.JoinedStr) for node in nodes)


def faults(path: str) -> list[Fault]:
    """All faults that may be inserted into one file of the package."""
    return _Search(path, (ROOT / path).read_bytes()).found


def files_of(areas: Sequence[str]) -> list[str]:
    """The files of the areas, without those that only import."""
    paths = [ROOT / path for area in areas for path in AREAS[area]]
    files = [file for path in paths for file in ([path] if path.is_file() else sorted(path.rglob("*.py")))]
    return [file.relative_to(ROOT).as_posix() for file in files]


# ---- the plugin: what each test calls; and which tests to run, in which order

_called = set[str]()
"""The functions that were called since `_called` was last emptied."""


class _Noting(ast.NodeTransformer):
    """Lets each function of a file note that it was called."""

    def __init__(self, path: str) -> None:
        self.path, self.scope = path, list[str]()

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self.scope.append(f"{node.name}.")
        self.generic_visit(node)
        self.scope.pop()
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        note = ast.parse(f"__called__.add({''.join((self.path, '::', *self.scope, node.name))!r})").body[0]
        self.scope.append(f"{node.name}.<locals>.")
        self.generic_visit(node)
        self.scope.pop()
        for part in ast.walk(note):
            ast.copy_location(part, node.body[0])
        node.body.insert(1 if ast.get_docstring(node, clean=False) is not None else 0, note)
        return node


def _note_calls() -> None:
    """From now on, let modules of the package be compiled with notes of what is called."""
    builtins.__called__ = _called  # type: ignore[attr-defined]

    def source_to_code(self: SourceFileLoader, data: Any, path: Any, **more: Any) -> CodeType:
        within = Path(path).is_relative_to(ROOT / "reports")
        tree = _Noting(Path(path).relative_to(ROOT).as_posix()).visit(ast.parse(data)) if within else data
        return cast(CodeType, compile(tree, path, "exec", dont_inherit=True))

    SourceFileLoader.source_to_code = source_to_code  # type: ignore[method-assign]


class Recorder:
    """Records which functions each test calls, with those of its fixtures, which may have run for another test."""

    def __init__(self, record: Path) -> None:
        self.record, self.fixtures = record, defaultdict[str, set[str]](set)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[Any]:
        self.own |= _called
        _called.clear()
        result = yield
        self.fixtures[fixturedef.argname] |= _called
        _called.clear()
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        self.own: set[str] = set()
        self.passed = True
        for kept in vars(getattr(item, "module", None) or object).values():
            if hasattr(kept, "cache_clear") and kept.__module__ != "conftest":
                kept.cache_clear()  # a test calls what it would call alone
        _called.clear()
        begin = time.process_time()
        try:
            return (yield)
        finally:
            called = self.own.union(_called, *(self.fixtures[name] for name in getattr(item, "fixturenames", ())))
            called = called if self.passed else {"failed"}  # it notices no fault
            with self.record.open("a", encoding="utf-8") as file:
                entry = {"test": item.nodeid, "of": _digest(item.path), "called": sorted(called)}
                entry["seconds"] = round(time.process_time() - begin, 3)
                file.write(json.dumps(entry) + "\n")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.passed &= report.passed


class Trials:
    """Tries one fault after the other, each in a process of its own that begins with all tests collected."""

    def __init__(self, work: dict[str, Any]) -> None:
        self.work, self.failed = work, ""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        _warm()
        items = {item.nodeid: item for item in session.items}
        for fault, names in self.work["trials"]:
            chosen = [items[name] for name in names if name in items]
            chosen.sort(key=lambda item: [name in item.fixturenames for name in _WHOLE])
            with Path(self.work["results"]).open("a", encoding="utf-8") as file:
                file.write(json.dumps(self._tried(Fault(**fault), chosen, session)) + "\n")
        return True

    def _tried(self, fault: Fault, items: list[pytest.Item], session: pytest.Session) -> str:
        """What came of a fault: the test that failed, or none."""
        if not items:
            return "SURVIVED: no test reaches it"
        file = ROOT / fault.path
        source = file.read_bytes()
        reading, writing = os.pipe()
        process = os.fork()
        if not process:
            os.setsid()
            seconds = int(3 * self.work["limit"]) + 60
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            os.write(writing, self._result(fault, items, session).encode()[:2000])
            os._exit(0)
        os.close(writing)
        ready, _, _ = select.select([reading], [], [], _LONGEST_WAIT)
        result = os.read(reading, 2000).decode(errors="replace") if ready else "caught: time is up"
        os.close(reading)
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
        file.write_bytes(source)
        return result or "caught: the process ended"

    def _result(self, fault: Fault, items: list[pytest.Item], session: pytest.Session) -> str:
        with TemporaryDirectory() as folder:
            if not _replaced(fault):
                return _imported_anew(fault, [item.nodeid for item in items], folder, self.work["limit"])
            session.config._tmp_path_factory._basetemp = Path(folder)  # type: ignore[attr-defined]
            begin, ran = time.process_time(), 0
            for item, following in zip(items, [*items[1:], None], strict=True):
                ran += 1
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if self.failed:
                    return f"caught: {self.failed}"
                if time.process_time() - begin > self.work["limit"]:
                    break
        return f"SURVIVED {ran} of {len(items)} tests"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = _said(report)


def _said(report: pytest.TestReport) -> str:
    lines = [line for line in str(report.longrepr).splitlines() if line.startswith("E ")]
    return f"{report.nodeid} {lines[0] if lines else ''}"


class Chooser:
    """Runs the chosen tests, in their order, until one fails or the time is over."""

    def __init__(self, chosen: Sequence[str], limit: float) -> None:
        self.order, self.limit = {name: index for index, name in enumerate(chosen)}, limit
        self.failed, self.ran, self.begin = "", 0, time.process_time()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((each for each in items if each.nodeid in self.order), key=lambda e: self.order[e.nodeid])
        self.begin = time.process_time()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.ran += report.when == "call"
        if report.failed and not self.failed:
            self.failed = _said(report)

    def pytest_runtest_logfinish(self) -> None:
        if time.process_time() - self.begin > self.limit:
            pytest.exit("the time is over", 0)


def _imported_anew(fault: Fault, names: Sequence[str], folder: str, limit: float) -> str:
    """What comes of a fault that is in the file when the package and the tests are imported again."""
    file = ROOT / fault.path
    file.write_bytes(fault.applied(file.read_bytes()))
    ours = (f"{ROOT}/reports/", f"{ROOT}/tests/")
    for name, module in list(sys.modules.items()):
        if name != __name__ and str(getattr(module, "__file__", "")).startswith(ours):
            del sys.modules[name]
    chooser = Chooser(names, limit)
    files = list(dict.fromkeys(name.partition("::")[0] for name in names))[:_MOST_FILES]
    code = pytest.main(["-q", "-x", "-p", "no:cacheprovider", f"--basetemp={folder}/tests", *files], plugins=[chooser])
    if chooser.failed or code not in (0, 5):
        return f"caught: {chooser.failed or 'the package cannot be imported'}"
    return f"SURVIVED {chooser.ran} of {len(names)} tests"


def _warm() -> None:
    """Make once, before processes begin, what takes long and has nothing to do with the faults."""
    from conftest import validator

    from reports.brand.font_files import load_metrics

    validator()
    with TemporaryDirectory() as folder:
        load_metrics(Path(folder))
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(f"{ROOT}/reports/"):
            _functions.setdefault((each.__code__.co_filename, each.__code__.co_qualname), []).append(each)
    gc.freeze()


_functions: dict[tuple[str, str], list[FunctionType]] = {}
"""The functions of the package, by file and name."""


def _replaced(fault: Fault) -> bool:
    """Give the function in which the fault is its changed code; no if the fault is not in the code of a function."""
    outer = fault.function.partition(".<locals>")[0]
    path = ROOT / fault.path
    code: CodeType | None = compile(fault.applied(path.read_bytes()), str(path), "exec", dont_inherit=True)
    for name in outer.split(".") if outer else ():
        inner = (each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == name) if code else ()
        code = next(iter(inner), None)
    found = _functions.get((str(path), outer), [])
    if code is None or not found or all(each.__code__ == code for each in found):
        return False
    for each in found:
        each.__code__ = code
    return True


def pytest_configure(config: pytest.Config) -> None:
    if record := os.environ.get("MUTATE_RECORD"):
        config.pluginmanager.register(Recorder(Path(record)))
    if work := os.environ.get("MUTATE_WORK"):
        config.pluginmanager.register(Trials(json.loads(Path(work).read_text())))


if "MUTATE_RECORD" in os.environ:  # before conftest.py imports the package
    _note_calls()
if "MUTATE_WORK" in os.environ:  # and before it keeps these functions
    from reports.brand import font_files

    font_files._static, font_files._measure = cache(font_files._static), cache(font_files._measure)  # type: ignore[assignment]


# ---- the tool


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _started(tree: Path, arguments: Sequence[str], **environment: str) -> subprocess.Popen[bytes]:
    """A test run in a copy of the tree, at low priority."""
    tests = ["-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "mutate"]
    command = ["nice", "-n", "5", sys.executable, *tests, *arguments]
    paths = os.pathsep.join((str(tree), str(tree / "tests")))
    environment |= {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    null = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=tree, env=os.environ | environment, stdout=null, stderr=null)


def recorded(tests: Sequence[str]) -> list[dict[str, Any]]:
    """What each test calls; tests of files that have changed since are run to find out."""
    entries = _entries()
    known = {(entry["test"].partition("::")[0], entry["of"]) for entry in entries}
    missing = [name for name in tests if (name, _digest(ROOT / name)) not in known]
    if missing:
        print(f"recording what the tests of {len(missing)} files call", flush=True)
        with TemporaryDirectory() as folder:
            tree = _copy(Path(folder) / "tree")
            _started(tree, ["-m", "not office", *missing], MUTATE_RECORD=str(RECORD)).wait()
    digests = {name: _digest(ROOT / name) for name in tests}
    return [entry for entry in _entries() if entry["of"] == digests.get(entry["test"].partition("::")[0])]


def _entries() -> list[dict[str, Any]]:
    if not RECORD.exists():
        return []
    entries = (json.loads(line) for line in RECORD.read_text(encoding="utf-8").splitlines())
    return list({entry["test"]: entry for entry in entries}.values())


def _copy(tree: Path) -> Path:
    """A copy of the files under version control, and new ones beside them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    return tree


def users_of(names: Sequence[str]) -> set[str]:
    """The functions that use constants or classes, by themselves or by other constants."""
    wanted, before = set(names), 0
    while len(wanted) > before:
        before = len(wanted)
        wanted |= {name for defined, used in _uses() if not used.isdisjoint(wanted) for name in defined}
    return {name for name in wanted if "::" in name}


@cache
def _uses() -> list[tuple[set[str], set[str]]]:
    """For each function and constant of the package: its name (of a function with its path), and the names it uses."""
    paths = (ROOT / "reports").rglob("*.py")
    return [
        use
        for path in paths
        for use in _uses_in(ast.parse(path.read_bytes()), f"{path.relative_to(ROOT).as_posix()}::")
    ]


def _uses_in(parent: ast.AST, prefix: str) -> Iterator[tuple[set[str], set[str]]]:
    for child in ast.iter_child_nodes(parent):
        used = {getattr(each, "id", getattr(each, "attr", "")) for each in ast.walk(child)}
        if isinstance(child, ast.FunctionDef):
            yield {f"{prefix}{child.name}"}, used | ({parent.name} if isinstance(parent, ast.ClassDef) else set())
        elif isinstance(child, ast.ClassDef):
            yield from _uses_in(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.Assign | ast.AnnAssign) and not isinstance(parent, ast.ClassDef):
            stored = (
                each for each in ast.walk(child) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            )
            yield {each.id for each in stored}, used


def trial(fault: Fault, entries: Sequence[dict[str, Any]]) -> Work:
    """The fault and the tests that reach it: first quick ones of files that import from its folder, a few of each kind.

    What no test calls may run in a process that tests start: then the fault needs a run of its own.
    """
    functions = {f"{fault.path}::{fault.function}"} if fault.function else users_of(fault.names)
    reaching = [entry for entry in entries if functions.intersection(entry["called"])]
    folder = f"{fault.path.rpartition('/')[0]}/"
    if not fault.function:
        reaching += [entry for entry in entries if not entry["called"] and _imports(entry["test"], folder)]
    if not reaching:
        fault = replace(fault, function="")
        reaching = [entry for entry in entries if any(name.startswith(folder) for name in entry["called"])]
    counts, order = defaultdict[str, int](int), list[tuple[int, float, str]]()
    for entry in reaching:
        kind = entry["test"].partition("[")[0]
        inside = [name.startswith(folder) for name in entry["called"]] or [True]
        near = sum(inside) / len(inside)
        later = (not _imports(entry["test"], folder)) + (counts[kind] // _ALIKE if near < _NEAR else 0)
        later = -1 if entry["test"].startswith(_RECORDS) else later
        order.append((later, entry["seconds"] / (near + 0.01), entry["test"]))
        counts[kind] += 1
    return fault, [name for *_, name in sorted(order)]


@cache
def _imports(test: str, folder: str) -> bool:
    """Whether the file of a test imports from this folder."""
    file = ROOT / test.partition("::")[0]
    return file.exists() and f"from {folder.strip('/').replace('/', '.')}" in file.read_text(encoding="utf-8")


def tried(work: Sequence[Work], tree: Path, limit: float) -> Iterator[tuple[Fault, str]]:
    """What came of each fault, one after the other, in a copy of the tree."""
    results, order = tree.parent / f"{tree.name}.results", tree.parent / f"{tree.name}.json"
    results.write_text("")
    trials = [(asdict(fault), names) for fault, names in work]
    order.write_text(json.dumps({"trials": trials, "results": str(results), "limit": limit}))
    files = sorted({name.partition("::")[0] for _, names in work for name in names})
    process = _started(tree, files, MUTATE_WORK=str(order))
    for index, (fault, _) in enumerate(work):
        while len(lines := results.read_text(encoding="utf-8").splitlines()) <= index and process.poll() is None:
            time.sleep(0.2)
        yield fault, json.loads(lines[index]) if index < len(lines) else "SURVIVED: the tests cannot be collected"
    process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", nargs="*", help=", ".join(AREAS))
    parser.add_argument("--count", type=int, default=20, help="how many faults to draw")
    parser.add_argument("--seed", type=int, default=1, help="another number draws other faults")
    parser.add_argument("--at", action="append", default=[], metavar="FILE:LINE", help="every fault of this line")
    parser.add_argument("--list", action="store_true", help="print the faults and run nothing")
    parser.add_argument("--limit", type=float, default=30, help="seconds of tests for each fault, at most")
    parser.add_argument("--jobs", type=int, default=1, help="faults to try at once")
    options = parser.parse_args()
    areas = options.areas or list(AREAS)
    if options.at:
        places = [place.rpartition(":") for place in options.at]
        drawn = [fault for path, _, line in places for fault in faults(path) if fault.line == int(line)]
    else:
        found = [fault for path in files_of(areas) for fault in faults(path)]
        drawn = found if options.list else random.Random(options.seed).sample(found, min(options.count, len(found)))
    if options.list:
        print(*drawn, f"{len(drawn)} faults", sep="\n")
        return
    entries = recorded(sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").glob("test_*.py")))
    work = [trial(fault, entries) for fault in drawn]
    caught = 0
    with TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:

        def share(job: int) -> None:
            nonlocal caught
            for fault, what in tried(work[job :: options.jobs], _copy(Path(folder) / f"tree{job}"), options.limit):
                caught += what.startswith("caught")
                print(f"{fault}\n    {what}", flush=True)

        list(pool.map(share, range(options.jobs)))
    print(f"{caught} of {len(drawn)} caught")


if __name__ == "__main__":
    main()
