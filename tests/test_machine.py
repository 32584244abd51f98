"""The machine may fail: full disks, killed and interrupted builds, two at once, folders that may not be entered."""

from __future__ import annotations

import builtins
import ctypes
import errno
import json
import os
import pickle
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, songngu

from reports.diagnostics import Problems
from reports.files import disk, manifest
from reports.files.children import Children
from reports.files.disk import TEMPORARY, write_all
from reports.files.interruption import Interrupted, interruptible
from reports.files.lock import locked
from reports.files.refusals import HINTS
from reports.files.temporary import temporary_folder
from reports.pipeline.build import WAITING, build
from reports.workspace.new_workspace import make_workspace

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these tests fork and send signals")

BUILD = ("build", "--language", "en", "--workspace")


@pytest.fixture
def ready(small: Path, blank_charts: None) -> Path:
    """The small workspace, built in English, with another date since."""
    songngu(*BUILD, small)
    for report in small.glob("templates/*/report.yaml"):
        report.write_text(re.sub("(?m)^date: .*", "date: 2025-12-31", report.read_text(encoding="utf-8")), "utf-8")
    return small


def _change_fact(root: Path) -> None:
    facts = root / "seeds/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("1250", "1350").replace("1.250", "1.350"), "utf-8")


def _apart(work: Callable[[], Any]) -> Any:
    """What the work returns in a process of its own; the negative number of the signal that ended it."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        with suppress(BaseException):
            os.write(write, pickle.dumps(work()))
            code = 0
        os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as file:
        content = file.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return pickle.loads(content) if status == 0 else status


def _contents(folder: Path) -> dict[str, bytes]:
    """The files of an output folder, but for those that can be made again."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(".cache/")}


def _left(root: Path) -> list[Path]:
    return list(root.rglob(f"{TEMPORARY}*"))


def _opening(write: Callable[[Any, bytes], None]) -> Callable[..., Any]:
    """A function that opens files as the built-in one, with another way to write into them."""

    class Opened:
        def __init__(self, path: Path, mode: str) -> None:
            self.file = builtins.open(path, mode)  # noqa: SIM115

        def __enter__(self) -> Opened:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> None:
            write(self.file, content)

    return Opened


# Killed


@contextmanager
def _counting(stop_at: int | None) -> Iterator[list[str]]:
    """Count the steps in which files are written and moved; at one of them the process is killed."""
    steps: list[str] = []

    def step(what: str) -> None:
        if len(steps) == stop_at:
            os.kill(os.getpid(), signal.SIGKILL)
        steps.append(what)

    def half(file: Any, content: bytes) -> None:
        file.write(content[: len(content) // 2])
        file.flush()
        step("half written")
        file.write(content[len(content) // 2 :])
        step("written")

    def moving(move: Callable[..., None]) -> Callable[..., None]:
        def moved(*arguments: Any) -> None:
            move(*arguments)
            step("moved")

        return moved

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "open", _opening(half), raising=False)
        patch.setattr(os, "replace", moving(os.replace))
        patch.setattr(os, "rename", moving(os.rename))
        yield steps


def test_a_build_that_is_killed_at_any_point_is_built_again_to_the_same_bytes(
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a file was edited and `--force` is given: the edited one is kept once, whenever the build is killed."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    build(ready, reports=["briefing"])
    edited = ready / "out/general/briefing.vi.docx"
    edited.write_bytes(edited.read_bytes() + b"edited")
    _change_fact(ready)
    command = ("build", "briefing", "--force", "--workspace")

    def run(root: Path, stop_at: int | None) -> int:
        with _counting(stop_at) as steps:
            assert songngu(*command, root).returncode == 0
        return len(steps)

    def copy(name: str) -> Path:
        shutil.copytree(ready, tmp_path / name)
        return tmp_path / name

    clean = copy("clean")
    count = _apart(lambda: run(clean, None))
    expected = _contents(clean / "out")
    assert expected["general/briefing.vi.edited-1.docx"].endswith(b"edited")
    assert count >= 20
    for point in sorted({count * each // 20 for each in range(20)}):
        root = copy(f"killed-{point}")
        assert _apart(lambda root=root, point=point: run(root, point)) == -signal.SIGKILL
        whole = _contents(root / "out")
        for name in set(whole) & set(expected) - {"manifest.json"}:
            before = ready / "out" / name
            assert whole[name] in (expected[name], before.read_bytes() if before.exists() else b""), (point, name)
        assert songngu(*command, root).returncode == 0
        assert _contents(root / "out") == expected, point
        assert not _left(root), point
        shutil.rmtree(root)


def test_what_a_killed_build_wrote_counts_as_edited_by_nobody(ready: Path) -> None:
    """Killed after all files are moved, and before the manifest is written; then something else changes."""

    def killed() -> None:
        with pytest.MonkeyPatch.context() as patch:
            writing = manifest.write_manifest
            calls: list[int] = []

            def last(*arguments: Any) -> None:
                calls.append(1)
                if len(calls) == 2:
                    os.kill(os.getpid(), signal.SIGKILL)
                writing(*arguments)

            patch.setattr(manifest, "write_manifest", last)
            build(ready, languages=["en"])

    assert _apart(killed) == -signal.SIGKILL
    _change_fact(ready)
    built = build(ready, languages=["en"])
    assert (len(built.written), built.edited, built.warnings) == (2, (), ())
    assert "next" not in (ready / "out/manifest.json").read_text(encoding="utf-8")


def test_a_temporary_folder_of_a_killed_process_is_removed_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def killed() -> None:
        with temporary_folder() as folder:
            (folder / "file").touch()
            os.kill(os.getpid(), signal.SIGKILL)

    assert _apart(killed) == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    with temporary_folder() as used:
        assert left.exists()  # it may be one that is about to be locked
        for folder in (left, used):
            os.utime(folder, (0, 0))
        with temporary_folder() as other:
            assert sorted(tmp_path.iterdir()) == sorted((used, other))
    assert not list(tmp_path.iterdir())


# Full


def _fails_whole(root: Path, out: Path) -> str:
    """Build on a disk that is too small; returns the error, after a look at what it left."""
    before = _contents(out) if out.exists() else {}
    done = songngu(*BUILD, root, "--out", out)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "no file was changed" in done.stderr
    assert "hint: " in done.stderr
    assert (_contents(out) if out.exists() else {}) == before
    assert not _left(out)
    return done.stderr


def test_a_file_that_finds_no_room_is_named_and_nothing_is_changed(ready: Path) -> None:
    def limited() -> str:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, resource.RLIM_INFINITY))
        return _fails_whole(ready, ready / "out")

    told = _apart(limited)
    assert f"{ready / 'out/general/deck.en.pptx'}: error: File too large" in told
    assert len(build(ready, languages=["en"]).written) == 2


def test_a_small_file_system_fills_while_a_build_writes(ready: Path, tmp_path: Path) -> None:
    """On a file system of 60 kB; where none can be mounted, the writes are refused from a number of bytes on."""
    small = tmp_path / "disk"
    small.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=60k", "tmpfs", str(small)]
    is_mounted = shutil.which("mount") and not subprocess.run(command, capture_output=True, check=False).returncode
    try:
        with pytest.MonkeyPatch.context() as patch:
            if not is_mounted:
                patch.setattr(disk, "open", _refusing(60_000), raising=False)
            told = _fails_whole(ready, small / "out")
            assert "error: No space left on device" in told
            assert str(small / "out") in told
            assert not (small / "out/general").exists()
    finally:
        if is_mounted:
            subprocess.run(["umount", str(small)], check=True)


def _refusing(most: int) -> Callable[..., Any]:
    """Open files on a disk with room for so many bytes."""
    room = [most]

    def write(file: Any, content: bytes) -> None:
        room[0] -= len(content)
        if room[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        file.write(content)

    return _opening(write)


@pytest.mark.parametrize("number", sorted(HINTS))
def test_every_refusal_of_the_system_has_a_path_and_a_hint(
    ready: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(disk, "open", refuse, raising=False)
    done = songngu(*BUILD, ready)
    assert done.returncode == 1
    assert f"{ready / 'out/general/briefing.en.docx'}: error: {os.strerror(number)}\nhint: " in done.stderr
    assert not _left(ready)


def test_several_files_are_written_or_none(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one", "new/two", "three"))
    one.write_text("before", encoding="utf-8")
    three.mkdir()
    with pytest.raises(OSError, match="three"):
        write_all({one: b"after", two: b"after", three: b"after"})
    assert one.read_text(encoding="utf-8") == "before"
    assert not two.exists()
    assert not _left(tmp_path)


def _written(path: Path) -> tuple[int, int, int, int]:
    """What shows that a file was written again: all but the time at which it was read."""
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def test_a_file_that_is_not_moved_is_not_touched_also_on_a_disk_that_is_full_by_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, kept = tmp_path / "new", tmp_path / "kept"
    kept.write_text("before", encoding="utf-8")
    before, move = _written(kept), os.replace

    def refuse(written: Path, path: Path) -> None:
        if path == kept:
            monkeypatch.setattr(disk, "open", _refusing(0), raising=False)
            raise PermissionError(errno.EACCES, "no entry")
        move(written, path)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError, match="no entry"):
        write_all({new: b"after", kept: b"after"})
    assert _written(kept) == before
    assert list(tmp_path.iterdir()) == [kept]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt("stop")])
def test_a_file_that_is_half_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def half(file: Any, content: bytes) -> None:
        file.write(content[:2])
        raise error

    path = tmp_path / "one"
    path.write_text("before", encoding="utf-8")
    monkeypatch.setattr(disk, "open", _opening(half), raising=False)
    with pytest.raises(type(error)) as raised:
        write_all({path: b"after"})
    assert raised.value.args[-1] in ("stop", "full")
    assert getattr(raised.value, "filename", str(path)) == str(path)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_is_no_hindrance_to_a_new_workspace(tmp_path: Path) -> None:
    (tmp_path / f"{TEMPORARY}one/seeds").mkdir(parents=True)
    (tmp_path / f"{TEMPORARY}one/seeds/facts.yaml").write_text("half", encoding="utf-8")
    (tmp_path / f"{TEMPORARY}two").write_text("a file, which is no folder", encoding="utf-8")
    make_workspace(tmp_path)
    assert (tmp_path / "seeds/facts.yaml").stat().st_size > 100
    assert [path for path in _left(tmp_path) if path.is_dir()] == []


# Interrupted

SOFFICE = """#!/bin/sh
sleep 600 &
echo $! > {pid}.part
mv {pid}.part {pid}
wait
"""


def _is_running(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody waits for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8") if Path("/proc/self").exists() else ""
        os.kill(pid, 0)
    except (FileNotFoundError, ProcessLookupError):
        return False
    return ") Z " not in state


def _interrupt(root: Path, temporary: Path, number: int, when: Callable[[], bool], *more: str, path: str = "") -> str:
    """Interrupt a build, in a process of its own, as soon as `when` is true; what it printed to stderr."""
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
    environment["PATH"] = os.pathsep.join(filter(None, [path, os.environ["PATH"]]))
    command = [sys.executable, "-m", "reports", *BUILD, str(root), *more]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 60
    while not when() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(number)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output) == (128 + number, ""), errors
    return str(errors)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_says_what_was_written_and_leaves_nothing(
    ready: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """While charts are painted by another process, and while LibreOffice runs."""
    temporary, pid, programs = (tmp_path / name for name in ("tmp", "pid", "programs"))
    temporary.mkdir()
    programs.mkdir()
    (programs / "soffice").write_text(SOFFICE.format(pid=pid), encoding="utf-8")
    (programs / "soffice").chmod(0o755)
    before = _contents(ready / "out")
    told = "interrupted: no file was changed\n"
    assert _interrupt(ready, temporary, number, lambda: bool(list(temporary.rglob("font*"))), "--no-cache") == told
    assert not list(temporary.iterdir())
    assert _interrupt(ready, temporary, number, pid.exists, "--pdf", path=str(programs)) == told
    assert not list(temporary.iterdir())
    end = time.monotonic() + 10  # a process that was killed takes a moment to end
    while _is_running(int(pid.read_text(encoding="utf-8"))) and time.monotonic() < end:
        time.sleep(0.01)
    assert not _is_running(int(pid.read_text(encoding="utf-8")))
    assert _contents(ready / "out") == before
    assert not _left(ready)


def test_a_program_that_is_starting_when_a_signal_comes_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    class Interrupting(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *command: Any, **more: Any) -> None:
            super().__init__(*command, **more)
            started.append(self.pid)
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(subprocess, "Popen", Interrupting)
    with pytest.raises(Interrupted), interruptible(), Children() as children:
        children.run(["sleep", "600"], environment=os.environ)
    end = time.monotonic() + 10
    while _is_running(started[0]) and time.monotonic() < end:
        time.sleep(0.01)
    assert not _is_running(started[0])


def test_an_interruption_between_two_files_names_those_that_were_written(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = os.replace

    def moved(old: Path, new: Path) -> None:
        move(old, new)
        if new.name == "briefing.en.docx":
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(os, "replace", moved)
    done = songngu(*BUILD, ready)
    assert done.returncode == 143
    assert done.stderr in (
        "interrupted: written until then: general/briefing.en.docx\n",
        "interrupted: no file was changed\n",  # the signal came before the name was added
    )
    assert not _left(ready)
    monkeypatch.undo()
    assert songngu(*BUILD, ready).stderr.endswith("2 written, 0 up to date\n")


def test_a_signal_that_is_ignored_stays_ignored(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        move = os.replace
        monkeypatch.setattr(os, "replace", lambda *a: (move(*a), os.kill(os.getpid(), signal.SIGHUP)))
        assert songngu(*BUILD, ready).returncode == 0
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


# Two at once


def test_builds_at_the_same_time_all_end_up_in_the_manifest(small: Path, blank_charts: None) -> None:
    choices = [["briefing", "--language", "vi"], ["briefing", "--language", "en"], ["deck"], ["briefing"]]
    children = []
    for choice in choices:
        children.append(os.fork())
        if children[-1] == 0:
            code = 70
            with suppress(BaseException):
                code = songngu("build", *choice, "--workspace", small).returncode
            os._exit(code)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * len(choices)
    files = json.loads((small / "out/manifest.json").read_text(encoding="utf-8"))["files"]
    built = {path.relative_to(small / "out").as_posix(): path for path in (small / "out/general").iterdir()}
    assert len(built) == 4
    assert {name: manifest.sha256_of(path) for name, path in built.items()} == {
        n: e["sha256"] for n, e in files.items()
    }
    assert not _left(small)
    assert build(small).kept == tuple(f"general/{name}" for name in (
        "briefing.vi.docx", "briefing.en.docx", "deck.vi.pptx", "deck.en.pptx"
    ))  # fmt: skip


def test_a_build_waits_for_another_and_says_so(ready: Path) -> None:
    steps: list[str] = []
    with locked(ready / "out", lambda: None):
        thread = threading.Thread(target=build, args=[ready], kwargs={"languages": ["en"], "progress": steps.append})
        thread.start()
        while WAITING not in steps and thread.is_alive():
            time.sleep(0.01)
        assert thread.is_alive()
        assert steps.count(WAITING) == 1
    thread.join(60)
    assert steps[-1] == "writing"


def test_a_process_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    def killed() -> None:
        with locked(tmp_path, lambda: None):
            os.kill(os.getpid(), signal.SIGKILL)

    assert _apart(killed) == -signal.SIGKILL
    with locked(tmp_path, lambda: pytest.fail("the folder is still locked")):
        pass
    assert not list(tmp_path.iterdir())


# Not allowed


def _without_power() -> None:
    """Let the modes of files count for the superuser too, in this process (Linux)."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None)
    header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    sets[0] &= ~0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, of the capabilities in effect
    assert libc.capset(header, sets) == 0


@contextmanager
def _closed(path: Path, mode: int = 0) -> Iterator[None]:
    before = stat.S_IMODE(path.stat().st_mode)
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    "path",
    ["templates", "templates/briefing", "templates/briefing/en", "templates/briefing/en/summary.md.j2",
     "templates/audiences", "templates/audiences/general", "templates/brand", "templates/charts.yaml", "seeds",
     "seeds/facts.yaml"],
)  # fmt: skip
def test_what_may_not_be_read_is_named(small: Path, path: str, command: str) -> None:
    def run() -> tuple[int, str]:
        _without_power()
        done = songngu(command, "--workspace", small)
        return done.returncode, done.stderr

    with _closed(small / path):
        code, told = _apart(run)
    assert code == 1
    first = told.splitlines()[0]
    assert path in first
    assert "Permission denied" in first
    assert "hint: look whether you may read" in told


@pytest.mark.parametrize("path", ["out", "out/general", "out/manifest.json"])
def test_where_nothing_may_be_written_is_named(ready: Path, path: str) -> None:
    def run() -> tuple[int, str]:
        _without_power()
        done = songngu(*BUILD, ready)
        return done.returncode, done.stderr

    with _closed(ready / path):
        code, told = _apart(run)
    assert code == 1
    assert told.startswith(str(ready / path))
    assert "no file was changed" in told


@pytest.mark.parametrize("mode", [0, 0o500])
@pytest.mark.parametrize("path", ["out/.cache", "out/.cache/charts"])
def test_a_cache_that_may_not_be_used_is_done_without(ready: Path, path: str, mode: int) -> None:
    def run() -> tuple[str, ...]:
        _without_power()
        return build(ready, languages=["en"]).written

    with _closed(ready / path, mode):
        assert len(_apart(run)) == 2


def test_a_workspace_that_may_not_be_written_is_built_into_another_folder(
    small: Path, tmp_path: Path, blank_charts: None
) -> None:
    out = tmp_path / "elsewhere"

    def run() -> list[str]:
        _without_power()
        return [songngu("build", "--workspace", small, "--out", out).stderr for _ in range(2)]

    folders = [small, *(path for path in small.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        first, second = _apart(run)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert first == "4 written, 0 up to date\n"
    assert second == "nothing changed: 4 files are up to date\n"
    assert sorted(path.name for path in (small / "out").iterdir()) == [".gitignore", "README.md"]


# Links and modes


def test_no_link_in_the_output_folder_is_followed_when_a_file_is_written(ready: Path, tmp_path: Path) -> None:
    victims = []
    charts = sorted((ready / "out/.cache/charts").iterdir())
    for name in ("manifest.json", manifest.STAMPS, ".text/general/briefing.en.docx.md", "general/briefing.en.docx",
                 *(path.relative_to(ready / "out").as_posix() for path in charts)):  # fmt: skip
        victims.append(tmp_path / f"victim-{len(victims)}")
        victims[-1].write_bytes(b"somebody's")
        (ready / "out" / name).unlink()
        (ready / "out" / name).symlink_to(victims[-1])
    assert songngu(*BUILD, ready, "--force").returncode == 0
    assert {victim.read_bytes() for victim in victims} == {b"somebody's"}
    assert not (ready / "out/manifest.json").is_symlink()
    assert not (ready / "out/general/briefing.en.docx").is_symlink()


def test_a_pipe_in_the_place_of_a_file_does_not_stop_a_build(ready: Path) -> None:
    for name in ("manifest.json", manifest.STAMPS, "general/briefing.en.docx"):
        (ready / "out" / name).unlink()
        os.mkfifo(ready / "out" / name)
    assert songngu(*BUILD, ready).stderr.endswith("2 written, 0 up to date\n")


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_the_modes_of_all_files_follow_the_umask(tmp_path: Path, blank_charts: None, mask: int) -> None:
    before = os.umask(mask)
    try:
        make_workspace(tmp_path / "new")
        songngu("build", "--workspace", tmp_path / "new")
        songngu("schema", "--workspace", tmp_path / "new")
        songngu("audience", "new", "staff", "--from", "general", "--workspace", tmp_path / "new")
    finally:
        os.umask(before)
    paths = list((tmp_path / "new").rglob("*"))
    assert len(paths) > 40
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) == (0o777 if path.is_dir() else 0o666) & ~mask, path


# A new workspace


def test_a_new_workspace_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mine"
    (folder / "out").mkdir(parents=True)
    for name in ("notes.txt", "out/README.md"):
        (folder / name).write_text("mine", encoding="utf-8")
    rename, calls = os.rename, list[int]()

    def failing(old: Path, new: Path) -> None:
        if len(calls) == 2:
            calls.append(1)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(new))
        calls.append(1)
        rename(old, new)

    monkeypatch.setattr(os, "rename", failing)
    done = songngu("init", folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the workspace cannot be made: No space left on device\nhint: make room" in done.stderr
    assert sorted(path.name for path in folder.rglob("*")) == ["README.md", "notes.txt", "out"]
    assert songngu("init", tmp_path / "a/b/c").returncode == 0  # calls are used up
    made = songngu("init", folder).stdout.splitlines()
    assert str(folder / "seeds/facts.yaml") in made
    assert not {str(folder / "notes.txt"), str(folder / "out/README.md")} & set(made)
    assert (folder / "out/README.md").read_text(encoding="utf-8") == "mine"


def test_a_new_folder_is_gone_again_if_no_workspace_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "rename", lambda old, new: os.kill(os.getpid(), signal.SIGTERM))
    done = songngu("init", tmp_path / "a/b")
    assert (done.returncode, done.stderr) == (143, "interrupted: no file was changed\n")
    assert not list(tmp_path.iterdir())


def test_git_ignores_what_is_built(small: Path, blank_charts: None) -> None:
    build(small)
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=small, check=True, capture_output=True)
    listed = subprocess.run(["git", "ls-files", "out"], cwd=small, check=True, capture_output=True, text=True)
    assert listed.stdout.split() == ["out/.gitignore", "out/README.md"]


def test_names_that_are_too_long_are_errors(small: Path) -> None:
    long = "n" * 260
    report = small / "templates/briefing/report.yaml"
    report.write_text(report.read_text(encoding="utf-8").replace("[summary]", f"[{long}]"), encoding="utf-8")
    with pytest.raises(Problems, match="is no id"):
        build(small)
    for command in (["build", "--workspace", long], ["init", long], ["build", "--workspace", small, "--out", long]):
        done = songngu(*command)
        assert done.returncode == 1
        assert "File name too long\nhint: " in done.stderr or "is no id" in done.stderr
