"""A workspace → files: the same bytes anywhere, only what changed, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from difflib import unified_diff
from importlib.metadata import version
from pathlib import Path

import pytest
from conftest import songngu, with_footnotes
from outline import outline

from reports.diagnostics import Problems
from reports.files import disk, manifest
from reports.pipeline.build import build
from reports.pipeline.record import LIBRARIES, library_versions
from reports.workspace.new_workspace import make_workspace

FOUR = ["briefing.vi.docx", "briefing.en.docx", "deck.vi.pptx", "deck.en.pptx"]


def _files(out: Path) -> dict[str, str]:
    """The hash of each file: pytest takes minutes to show how two files differ."""
    files = sorted((out / "general").iterdir())
    return {path.relative_to(out).as_posix(): manifest.sha256_of(str(path)) for path in files}


def test_four_documents_are_built(built: Path) -> None:
    assert sorted(_files(built)) == sorted(f"general/{name}" for name in FOUR)


def test_the_manifest_tells_what_each_file_is_made_of(built: Path) -> None:
    files = json.loads((built / "manifest.json").read_text(encoding="utf-8"))["files"]
    entry = files["general/briefing.vi.docx"]
    assert entry["facts"]["online-dossiers.national"] == "39.51"
    assert entry["charts"]


def test_another_folder_another_process_and_more_workers_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    make_workspace(tmp_path / "elsewhere", "journey")
    with_footnotes(tmp_path / "elsewhere")
    command = [sys.executable, "-m", "reports", "build", "--workspace", str(tmp_path / "elsewhere"), "--jobs", "3"]
    subprocess.run(command, check=True, capture_output=True)
    assert _files(tmp_path / "elsewhere" / "out") == _files(built)


def test_a_build_of_nothing_new_writes_nothing(small: Path) -> None:
    first = build(small)
    assert len(first.written) == 4
    assert build(small).written == ()  # it keeps the settings, whose folder the first one made
    before = {path: path.stat().st_mtime_ns for path in (small / "out").rglob("*") if path.is_file()}
    second = build(small)
    assert second.written == ()
    assert len(second.kept) == 4
    assert {path: path.stat().st_mtime_ns for path in (small / "out").rglob("*") if path.is_file()} == before


MAIN = "import sys; from reports.__main__ import main; main(); print(' '.join(sys.modules))"


def _command(root: Path) -> tuple[str, set[str]]:
    """Run `songngu build`; what it says at the end, and the modules that it loads."""
    command = [sys.executable, "-c", MAIN, "build", "briefing", "--workspace", str(root)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return result.stderr.strip().splitlines()[-1], set(result.stdout.splitlines()[-1].split())


def _age(root: Path, seconds: int) -> None:
    """Make all files of a workspace as old as this, its record too."""
    then = time.time() - seconds
    for path in root.rglob("*"):
        os.utime(path, (then, then))


def test_a_file_that_was_only_touched_changes_nothing_and_costs_nothing(small: Path) -> None:
    built = songngu("build", "briefing", "--workspace", small)
    assert built.stderr.splitlines()[-1] == "2 written, 0 up to date"
    (small / "seeds/facts.yaml").touch()
    message, loaded = _command(small)
    assert message == "nothing changed: 2 files are up to date"
    assert not loaded & {"click", "pydantic", "yaml", "jinja2", "lxml", "reports.pipeline.build"}
    _age(small, 60)
    assert "hashlib" in _command(small)[1]  # everything was touched
    message, loaded = _command(small)
    assert message == "nothing changed: 2 files are up to date"
    assert "hashlib" not in loaded  # and is known by its time again


def test_a_change_that_shows_in_neither_size_nor_time_is_seen_while_files_are_new(tmp_path: Path) -> None:
    facts, done = tmp_path / "seeds/facts.yaml", tmp_path / "out/briefing.docx"
    for path in (facts, done):
        path.parent.mkdir()
        path.write_text("one", encoding="utf-8")
    stamp = facts.stat()
    out, built = str(tmp_path / "out"), {str(done): manifest.sha256_of(done)}
    manifest.remember(str(tmp_path), out, [], manifest.stamps(manifest.inputs_of(str(tmp_path))), built)
    assert manifest.unchanged(str(tmp_path), out, []) == ([str(done)], [])
    facts.write_text("two", encoding="utf-8")
    os.utime(facts, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert manifest.unchanged(str(tmp_path), out, []) is None


def test_what_cannot_be_written_keeps_no_command_from_knowing_that_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = tmp_path / "briefing.docx"
    done.write_text("one", encoding="utf-8")
    inputs = manifest.stamps(manifest.inputs_of(str(tmp_path)))
    manifest.remember(str(tmp_path), str(tmp_path), [], inputs, {str(done): manifest.sha256_of(done)})
    _age(tmp_path, 60)

    def refuse(path: Path, content: bytes) -> None:
        raise PermissionError

    monkeypatch.setattr(disk, "write_whole", refuse)
    assert manifest.unchanged(str(tmp_path), str(tmp_path), []) == ([str(done)], [])


@pytest.mark.parametrize("by_people", [False, True])
def test_a_build_of_which_one_file_is_another_by_now_is_not_recorded(tmp_path: Path, by_people: bool) -> None:
    paths = [tmp_path / name for name in ("one", "two", "three")]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    digests = {str(path): manifest.sha256_of(path) for path in paths}
    built = dict(list(digests.items())[:2])
    edited = {path: digest for path, digest in digests.items() if path not in built}

    def known() -> bool:
        manifest.remember(str(tmp_path), str(tmp_path / "out"), [], inputs, built, edited=edited)
        return manifest.unchanged(str(tmp_path), str(tmp_path / "out"), []) is not None

    inputs = manifest.stamps(manifest.inputs_of(str(tmp_path)))
    paths[2 if by_people else 1].write_text("another", encoding="utf-8")
    assert not known()
    paths[2 if by_people else 1].write_text(paths[2 if by_people else 1].name, encoding="utf-8")
    assert known()


def test_the_last_fifty_commands_are_remembered(tmp_path: Path) -> None:
    done = tmp_path / "briefing.docx"
    done.write_text("one", encoding="utf-8")
    root, built = str(tmp_path), {str(done): manifest.sha256_of(done)}

    for number in (*range(50), 0, 50, 51):  # the first one once more
        manifest.remember(root, root, [str(number)], {}, built)
    known = json.loads((tmp_path / manifest.STAMPS).read_text("utf-8"))["commands"]
    assert [key.rpartition("\0")[2] for key in known] == [*map(str, range(3, 50)), "0", "50", "51"]


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (-1, False)])
def test_a_record_of_any_size_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int, is_read: bool
) -> None:
    manifest.write_manifest(str(tmp_path), {"b": {"facts": {}}, "a": {}, "c": 7}, {"lxml": "5", "jinja2": "3"})
    content = (tmp_path / "manifest.json").read_text("utf-8")
    assert content.split() == ['{', '"libraries":', '{', '"jinja2":', '"3",', '"lxml":', '"5"', '},', '"files":', '{', '"a":', '{},', '"b":', '{', '"facts":', '{}', '},', '"c":', '7', '}', '}']  # fmt: skip
    monkeypatch.setattr(manifest, "_MOST_BYTES", len(content.encode()) + more)
    assert manifest.read_manifest(str(tmp_path)) == ({"a": {}, "b": {"facts": {}}} if is_read else {})


@pytest.mark.parametrize(("age", "settled"), [(1.0, False), (1.9, False), (2.5, True), (60, True)])
def test_the_time_of_a_file_counts_when_two_seconds_have_passed(tmp_path: Path, age: float, settled: bool) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("one", encoding="utf-8")
    then = time.time_ns() - int(age * 1e9)
    os.utime(path, ns=(then, then))
    (stamp,) = manifest.stamps([str(path)]).values()
    assert stamp == [3, path.stat().st_mtime_ns if settled else 0, manifest.sha256_of(path)]


def test_what_is_no_file_has_an_empty_stamp(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    names = [str(tmp_path), str(tmp_path / "link"), str(tmp_path / "gone")]
    assert list(manifest.stamps(names).values()) == [[-1, 0, ""]] * 3


def test_hidden_and_compiled_files_are_no_inputs_and_links_are_followed_down_only(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    for name in (
        "seeds/b.yaml",
        "seeds/a.yaml",
        "seeds/.c.yaml",
        "seeds/__pycache__/d.pyc",
        "templates/e/f.md",
        "out/g",
        "../else/h.md",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    (root / "templates/up").symlink_to(root)
    (root / "templates/itself").symlink_to(root / "templates")
    (root / "templates/down").symlink_to(tmp_path / "else")
    (root / "templates/beside").symlink_to(root / "seeds")
    found = [os.path.relpath(path, root) for path in manifest.files_of(str(root))]
    assert found == [
        *("seeds/a.yaml", "seeds/b.yaml"),
        *("templates/beside/a.yaml", "templates/beside/b.yaml", "templates/down/h.md", "templates/e/f.md"),
    ]


def test_a_library_counts_by_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = tmp_path / "site-packages"
    (libraries / "lxml-5.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr("sys.path", [str(libraries)])
    before = manifest.program()
    (libraries / "__pycache__").mkdir()  # as the first import of a module does
    assert manifest.program() == before
    (libraries / "lxml-5.0.dist-info").rename(libraries / "lxml-5.1.dist-info")
    assert manifest.program() != before
    assert manifest.installed() == {"lxml": "5.1"}


def test_the_versions_of_libraries_are_those_that_they_state() -> None:
    assert library_versions() == {name: version(name) for name in LIBRARIES}


def test_another_python_or_another_library_builds_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [tmp_path / name for name in ("one/site-packages", "two/dist-packages", "three")]
    for folder in folders:
        (folder / "lxml-5.0.dist-info").mkdir(parents=True)
    done = tmp_path / "briefing.docx"
    done.write_text("one", encoding="utf-8")
    root = str(tmp_path / "workspace")

    def is_known(command: list[str]) -> bool:
        return manifest.unchanged(root, str(tmp_path), command) is not None

    monkeypatch.setattr("sys.path", [str(folder) for folder in folders])
    manifest.remember(
        root, str(tmp_path), [], manifest.stamps(manifest.inputs_of(root)), {str(done): manifest.sha256_of(str(done))}
    )
    assert is_known([])
    assert not is_known(["--pdf"])
    for folder, counts in zip(folders, (True, True, False), strict=True):  # only libraries are compared
        for name in ("numpy-2.0.dist-info", "old.egg-info"):
            (folder / name).mkdir()
            assert is_known([]) != counts
            (folder / name).rmdir()
            assert is_known([])
    monkeypatch.setattr("sys.version", "3.99")
    assert not is_known([])


def test_only_what_changed_is_built_again(small: Path) -> None:
    build(small)
    section = small / "templates/briefing/en/summary.md.j2"
    section.write_text(section.read_text(encoding="utf-8").replace("See", "Look at"), encoding="utf-8")
    assert build(small).written == ("general/briefing.en.docx",)


def test_force_builds_all(small: Path) -> None:
    build(small)
    assert len(build(small, force=True).written) == 4


def test_names_choose_what_is_built(small: Path) -> None:
    assert build(small, reports=["deck"], languages=["vi"]).written == ("general/deck.vi.pptx",)
    with pytest.raises(Problems, match='no report is called "dekc"'):
        build(small, reports=["dekc"])


def test_a_text_that_is_missing_stops_the_build_and_leaves_the_files(small: Path) -> None:
    build(small)
    before = _files(small / "out")
    (small / "templates/deck/en/summary.md.j2").unlink()
    with pytest.raises(Problems, match=r"templates/deck/en/summary\.md\.j2"):
        build(small, force=True)
    assert _files(small / "out") == before


def test_a_file_that_cannot_be_replaced_is_named_and_the_rest_goes_on(small: Path) -> None:
    (small / "out/general/deck.en.pptx").mkdir(parents=True)
    result = build(small)
    assert len(result.written) == 3
    assert len(result.failed) == 1
    assert "deck.en.pptx" in str(result.failed[0].place)
    assert "this file cannot be replaced: Is a directory" in str(result.failed[0])
    assert "hint: move what has this name away" in str(result.failed[0])
    assert not list((small / "out/general").glob(".*"))


def test_one_changed_fact_changes_all_that_depends_on_it_and_nothing_else(built: Path, journey: Path) -> None:
    """39.51% becomes 40.51%: in text, chart, notes and what is derived from it, in all four files."""
    facts = journey / "seeds/facts.yaml"
    text = facts.read_text(encoding="utf-8")
    changed = text.replace("39,51%", "40,51%").replace("39.51", "40.51")
    assert changed != text
    facts.write_text(changed, encoding="utf-8")
    with_footnotes(journey)
    shutil.copytree(built / ".cache", journey / "out/.cache", dirs_exist_ok=True)
    assert len(build(journey).written) == 4
    for name in FOUR:
        before = outline(built / "general" / name).splitlines()
        after = outline(journey / "out/general" / name).splitlines()
        lines = [line for line in unified_diff(before, after, lineterm="", n=0) if line[:2] not in ("--", "++", "@@")]
        removed = [line[1:] for line in lines if line.startswith("-")]
        added = [line[1:] for line in lines if line.startswith("+")]
        assert removed, name
        assert len(removed) == len(added)
        for old, new in zip(removed, added, strict=True):
            swaps = [("39,51", "40,51"), ("39.51", "40.51"), ("40,49", "39,49"), ("40.49", "39.49")]
            replaced = old
            for one, other in swaps:
                replaced = replaced.replace(one, "\x00" + other)
            assert replaced.replace("\x00", "") == new


def test_nothing_blank_or_meaningless_reaches_a_document(built: Path) -> None:
    for name in FOUR:
        text = outline(built / "general" / name)
        for word in ("None", "NaN", "undefined", "Undefined", "nan%", "{", "}", "⟦", "\x00"):
            assert word not in text, (name, word)


def test_the_built_in_subject_stands_nowhere_in_the_code() -> None:
    package = Path(__file__).parent.parent / "reports"
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for word in ("Bãi Cháy", "Đà Nẵng", "Nghị quyết 57", "digital transformation", "chuyển đổi số"):
            allowed = path.name in ("vietnamese.py", "english.py")
            assert allowed or word not in text, (path, word)


def test_what_did_not_change_is_kept_by_another_process(library: Path) -> None:
    """Nothing that goes into a file's hash may hang on the order in which a process keeps its sets."""
    path = library / "templates/report/en/overview.md.j2"
    notes = "".join(f"\n::: only-en\n\nA note for {who} readers.\n\n:::\n" for who in ("some", "other", "more", "all"))
    path.write_text(path.read_text(encoding="utf-8") + notes, encoding="utf-8")
    told = []
    for seed in ("1", "2", "3"):
        with path.open("a", encoding="utf-8") as file:
            file.write("{## nothing is said here ##}\n")
        told.append(
            subprocess.run(
                [sys.executable, "-m", "reports", "build", "report", "--workspace", str(library)],
                check=True, capture_output=True, text=True, env=os.environ | {"PYTHONHASHSEED": seed},
            ).stderr
        )  # fmt: skip
    assert [text.strip().splitlines()[-1] for text in told] == [
        "2 written, 0 up to date",
        *["0 written, 2 up to date"] * 2,
    ]


PLANTED = (
    "numpy", "matplotlib", "PIL", "sitecustomize", "usercustomize", "pathlib", "typing", "json", "yaml", "click", "lxml",
    "jinja2", "docx",
)  # fmt: skip
STARTED = {
    "songngu": ["-P", "-c", "import sys; from reports.__main__ import main; sys.argv[0] = 'songngu'; main()"],
    "python -m": ["-m", "reports"],
}


@pytest.mark.parametrize("how", STARTED)
def test_nothing_in_a_workspace_is_executed(how: str, small: Path, tmp_path: Path) -> None:
    """Modules and settings in a workspace and its cache, where charts are kept, are never looked at."""
    proof = tmp_path / "executed"
    planted = f"open({str(proof)!r}, 'w').write(__name__)\n"
    for folder in (small / "out/.cache/matplotlib", small / "out/.cache", small / "out", small):
        folder.mkdir(parents=True, exist_ok=True)
        for module in PLANTED:
            (folder / f"{module}.py").write_text(planted, encoding="utf-8")
        if "-P" in STARTED[how]:  # without it, Python itself looks for the program in the working directory
            (folder / "reports").mkdir()
            (folder / "reports" / "__init__.py").write_text(planted, encoding="utf-8")
        (folder / "matplotlibrc").write_text("savefig.facecolor: red\nbackend: module://numpy\n", encoding="utf-8")
    command = [sys.executable, *STARTED[how], "build", "briefing", "--language", "en"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    result = subprocess.run(command, cwd=small, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert list((small / "out/.cache/charts").glob("*.png"))
    assert not proof.exists()
