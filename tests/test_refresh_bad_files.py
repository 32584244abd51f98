"""Files that audit and refresh cannot read or write: a clear complaint, and the file as it was."""

from __future__ import annotations

import copy
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from marked_files import SAID, marked_file, parts_of, zipped
from test_audit_bounds import calls_of
from test_refresh import correct

import reports
from reports.files import disk
from reports.files.interruption import Interrupted, interruptible
from reports.files.namespaces import full
from reports.finished.refresh import Refreshed

MADE_OF = {".docx": ".docm", ".pptx": ".pptm"}
Spoil = Callable[[Path, dict[str, bytes]], object]


def _with(**more: bytes) -> Spoil:
    return lambda file, parts: zipped(
        file, parts | {name.replace("__", "/").replace("_", "."): each for name, each in more.items()}
    )


def _own_parts(swap: Callable[[bytes], bytes]) -> Spoil:
    """Our own parts and properties, with something replaced in them."""
    return lambda file, parts: zipped(
        file,
        {
            name: swap(each) if name.startswith(("customXml/item", "docProps/custom", "ppt/tags")) else each
            for name, each in parts.items()
        },
    )


def _without(*ends: str) -> Spoil:
    return lambda file, parts: zipped(file, {name: each for name, each in parts.items() if not name.endswith(ends)})


BAD: dict[str, tuple[Spoil, str]] = {
    "empty": (lambda file, _: file.write_bytes(b""), "this is no Word or PowerPoint file"),
    "another kind": (lambda file, _: file.write_text("Only words."), "this is no Word or PowerPoint file"),
    "cut off": (lambda file, _: file.write_bytes(file.read_bytes()[:-5000]), "this is no Word or PowerPoint file"),
    "damaged inside": (lambda file, _: file.write_bytes(_scrambled(file.read_bytes())), "the file is damaged"),
    "password": (lambda file, _: file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)), "has a password"),
    "macros": (_with(word__vbaProject_bin=b"x"), "holds macros"),
    "without a body": (_without("document.xml", "presentation.xml"), "this is no Word or PowerPoint file"),
    "newer program": (
        _own_parts(lambda each: each.replace(b"urn:songngu:trace:1", b"urn:songngu:trace:2")),
        "written by a newer version of songngu",
    ),
}


def _scrambled(content: bytes) -> bytes:
    """The packed bytes of the main part set to nothing."""
    at = max(content.find(b"word/document.xml"), content.find(b"ppt/presentation.xml")) + 40
    return content[:at] + bytes(200) + content[at + 200 :]


@pytest.fixture
def root(library: Path) -> Path:
    return correct(library, "loans.children", ("45.5", "47.2"), ("45,5%", "47,2%"))


@pytest.fixture(params=[".docx", ".pptx"])
def file(request: pytest.FixtureRequest, library_built: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    name = {".docx": "report.en.docx", ".pptx": "slides.en.pptx"}[request.param]
    return Path(shutil.copy(library_built / "general" / name, folder))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_and_stays_as_it_was(file: Path, root: Path, name: str) -> None:
    spoil, message = BAD[name]
    if name == "macros":
        file = file.rename(file.with_suffix(MADE_OF[file.suffix]))
    spoil(file, parts_of(file))
    before = file.read_bytes()
    (fault,) = reports.refresh(file, workspace=root).faults
    assert message in fault.message
    assert fault.hint
    assert fault.place
    assert fault.place.path == str(file)
    assert reports.audit(file, workspace=root).faults == (fault,)
    assert file.read_bytes() == before
    assert os.listdir(file.parent) == [file.name]


def test_a_file_of_another_workspace_is_told(file: Path, built: Path) -> None:
    before = file.read_bytes()
    (fault,) = reports.refresh(file, workspace=built.parent).faults
    assert fault.message == "the workspace has none of the facts in this file"
    assert "--workspace" in fault.hint
    assert reports.audit(file, workspace=built.parent).faults == (fault,)
    assert file.read_bytes() == before
    assert os.listdir(file.parent) == [file.name]


@pytest.mark.parametrize("name", ["a.docx", "letter.docx", "letters.docx", "long letter.docx"])
@pytest.mark.parametrize("cut", [0, 1, 2])
def test_a_file_that_is_open_in_word_is_left(tmp_path: Path, root: Path, name: str, cut: int) -> None:
    file = marked_file(tmp_path / name)
    before = file.read_bytes()
    (tmp_path / f"~${name[cut:]}").touch()
    (fault,) = reports.refresh(file, workspace=root).faults
    assert "open in another program" in fault.message
    assert file.read_bytes() == before
    assert reports.audit(file, workspace=root).faults == ()


@pytest.mark.parametrize("at", [1, 2])
def test_an_interrupted_refresh_leaves_the_file_as_it_was(
    tmp_path: Path,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    at: int,
) -> None:
    """SIGTERM before the backup is moved to its place, and between the backup and the file."""
    file = marked_file(tmp_path / "a.docx")
    before, listed, moves = file.read_bytes(), sorted(os.listdir(tmp_path)), list[Path]()

    def move(written: Path, path: Path) -> None:
        moves.append(path)
        if len(moves) == at:
            os.kill(os.getpid(), signal.SIGTERM)
        disk.move(written, path)

    monkeypatch.setattr("reports.finished.refresh.move", move)
    with pytest.raises(Interrupted), interruptible():
        reports.refresh(file, workspace=root)
    assert file.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == listed


def test_what_a_killed_refresh_left_is_removed_by_the_next_one(tmp_path: Path, root: Path) -> None:
    """Not what another process may be about to move to its place, and not what is of others."""
    file = marked_file(tmp_path / "a.docx")
    left, fresh, other = (tmp_path / name for name in (f"{disk.TEMPORARY}0a", f"{disk.TEMPORARY}0b", ".other-0c"))
    for each in (left, fresh, other):
        each.write_bytes(b"half")
    for each in (left, other):
        os.utime(each, (time.time() - 3600,) * 2)
    assert reports.refresh(file, workspace=root).written
    assert (left.exists(), fresh.exists(), other.exists()) == (False, True, True)


def test_of_two_refreshes_at_once_one_writes_and_the_other_is_told(
    tmp_path: Path,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = marked_file(tmp_path / "a.docx")
    before, both = file.read_bytes(), threading.Barrier(2)

    def staged(files: dict[Path, bytes]) -> dict[Path, Path]:
        ready = disk.staged(files)
        time.sleep(0.2)  # so that the other one, without a lock, would come here too
        return ready

    def examined(*_: object) -> None:
        both.wait(20)

    monkeypatch.setattr("reports.finished.refresh.staged", staged)
    monkeypatch.setattr("reports.finished.refresh.os.access", lambda *_: examined() is None)
    results = list[Refreshed]()
    threads = [threading.Thread(target=lambda: results.append(reports.refresh(file, workspace=root))) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(len(each.written) for each in results) == [0, 1]
    assert [each.message for result in results for each in result.faults] == ["this file was changed while it was read"]
    assert [path.read_bytes() for path in tmp_path.glob("a.docx.*")] == [before]
    assert reports.audit(file, workspace=root).clean


def _all_tracked(path: Path, times: int) -> Path:
    """A file with many marked paragraphs, all that is in each inserted by somebody with changes tracked."""
    parts = parts_of(marked_file(path))
    body, trace = (etree.fromstring(parts[name]) for name in ("word/document.xml", "customXml/item2.xml"))
    for parent in (body[0], trace):
        again = [copy.deepcopy(each) for _ in range(times - 1) for each in parent[: len(SAID)]]
        parent[:] = [*again, *parent]
    for number, paragraph in enumerate(body[0].iterchildren(full("w:p"))):
        inserted = etree.Element(full("w:ins"), {full("w:id"): str(number), full("w:author"): "Lan"})
        inserted[:] = list(paragraph.iterchildren(full("w:r")))
        paragraph.append(inserted)
    return zipped(
        path, parts | {"word/document.xml": etree.tostring(body), "customXml/item2.xml": etree.tostring(trace)}
    )


def test_work_grows_in_line_where_all_is_tracked(tmp_path: Path, root: Path) -> None:
    files = [_all_tracked(tmp_path / f"{times}.docx", times) for times in (2, 1, 80, 320)]
    results = list[Refreshed]()
    _, base, once, often = (
        calls_of(lambda file=file: results.append(reports.refresh(file, workspace=root))) for file in files
    )
    assert [len(result.changes) for result in results] == [4, 2, 160, 640]
    assert often - base < 5 * (once - base)
