"""What is kept of earlier runs changes nothing: every result is that of a run from nothing."""

from __future__ import annotations

import pickle
import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from reports.diagnostics import Findings, Problems
from reports.files import manifest
from reports.files.values import KeptValue, unpacked
from reports.pipeline import compose, workers
from reports.pipeline.build import build
from reports.pipeline.check import check
from reports.pipeline.kept_results import results
from reports.pipeline.knowledge import read_knowledge
from reports.pipeline.plan import plan
from reports.pipeline.workers import Workers
from reports.workspace import read_workspace

WORD = re.compile(r"[^\W\d_]{3,}")


def _outcome(root: Path, cache: Path, *, anew: bool = False) -> object:
    """What a run with this cache finds out of all documents: entries of the manifest and warnings, or the faults."""
    try:
        workspace = replace(read_workspace(root, anew=anew), cache=cache)
        knowledge, findings = read_knowledge(workspace), Findings()
        known = results(knowledge, plan(workspace, all_audiences=True), findings, Workers())
        findings.check()
    except Problems as problems:
        return [str(fault) for fault in problems.diagnostics]
    known.store()
    return dict(sorted(known.entries.items())), [str(fault) for fault in findings]


def _change(root: Path, choose: random.Random) -> Callable[[], None]:
    """Change something anywhere in a workspace; the function that was returned takes it back."""
    files = [
        path for name in ("seeds", "templates") for path in (root / name).rglob("*") if path.suffix in (".yaml", ".j2")
    ]
    path = choose.choice(sorted(files))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at, word = choose.randrange(len(lines)), choose.choice(WORD.findall("".join(lines)))
    what = choose.choice(["digit", "word", "more", "twice", "delete", "override"])
    if what == "override" and path.suffix == ".j2" and "audiences" not in path.parts:
        path = root / "templates/audiences/children" / path.relative_to(root / "templates")
    before = path.read_bytes() if path.exists() else None
    match what:
        case "digit":
            lines[at] = re.sub(r"\d", str(choose.randrange(10)), lines[at], count=1)
        case "word":
            lines[at] = WORD.sub(word, lines[at], count=1)
        case "more" | "override":
            lines[at] = f"{lines[at].rstrip()} {word}\n"
        case "twice":
            lines.insert(at, choose.choice(lines))
        case "delete":
            del lines[at]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")
    return path.unlink if before is None else lambda: _write(path, before)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_changes_the_result_is_that_of_a_run_from_nothing(library: Path, tmp_path: Path, seed: int) -> None:
    choose, valid = random.Random(seed), 0
    (library / "out/.cache").mkdir(parents=True)
    before = _outcome(library, tmp_path / "kept")
    for step in range(12):
        take_back = _change(library, choose)
        incremental = _outcome(library, tmp_path / "kept")
        clean = _outcome(library, tmp_path / f"new-{step}", anew=True)
        assert incremental == clean
        if isinstance(clean, list):
            take_back()
        elif clean != before:
            valid, before = valid + 1, clean
    assert valid >= 2


def test_only_the_section_that_changed_is_read_again(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(library)
    (section, *_) = sorted(library.glob("templates/report/en/*.j2"))
    read: list[str] = []
    true = compose.read
    monkeypatch.setattr(compose, "read", lambda id_, *rest: (read.append(id_), true(id_, *rest))[1])
    section.write_text(section.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    with pytest.raises(Problems, match="paragraph"):  # the other language does not have it
        build(library)
    assert read == [section.name.removesuffix(".md.j2")]


def test_a_report_that_did_not_change_is_not_prepared_again(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(library) == []
    monkeypatch.setattr(workers, "prepare_report", None)
    assert check(library) == []


def test_files_that_are_missing_are_written_although_nothing_changed(library: Path) -> None:
    names = set(build(library).written)
    gone = [next((library / "out").rglob("*.pptx")), next((library / "out/.text").rglob("*.md"))]
    contents = [path.read_bytes() for path in gone]
    for path in gone:
        path.unlink()
    assert set(build(library).written) < names
    assert [path.read_bytes() for path in gone] == contents


@pytest.mark.parametrize("damage", [b"", b"x", b"cut"], ids=["empty", "other", "cut"])
def test_what_is_damaged_is_made_again(library: Path, damage: bytes) -> None:
    first = build(library).digests
    read_workspace(library)
    for path in (
        path for folder in ("sections", "results", "knowledge") for path in (library / "out/.cache" / folder).iterdir()
    ):
        path.write_bytes(path.read_bytes()[:-9] if damage == b"cut" else damage)
    assert build(library, force=True).digests == first


def test_a_folder_that_is_added_is_seen_although_settings_are_kept(library: Path) -> None:
    build(library)
    assert read_workspace(library) == read_workspace(library) == read_workspace(library, anew=True)
    (library / "templates/No name").mkdir()
    with pytest.raises(Problems, match="cannot be the name of a folder"):
        read_workspace(library)


class _Planted:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return eval, ("1 + 1",)


@pytest.mark.parametrize("content", [pickle.dumps(_Planted()), pickle.dumps(subprocess.Popen), pickle.dumps(build)])
def test_a_planted_value_calls_nothing(content: bytes) -> None:
    assert unpacked(content) is None


def test_a_value_is_used_while_what_it_was_made_of_is_the_same(library: Path, tmp_path: Path) -> None:
    report = next(iter(read_workspace(library).reports.values()))
    KeptValue(tmp_path / "x", "these").keep((report, {"a": 1}))
    assert KeptValue(tmp_path / "x", "these").read() == (report, {"a": 1})
    assert KeptValue(tmp_path / "x", "others").read() is None


def test_what_is_kept_depends_on_all_files_of_the_program() -> None:
    names = {Path(path).name for path in manifest.files_of_program()}
    assert {"values.py", "schema.txt", "theme.xml"} <= names
    assert not any(name.endswith(".pyc") for name in names)
