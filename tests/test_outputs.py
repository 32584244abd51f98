"""What people changed in the output folder is kept: where each file of a build goes, and what is said of it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Ended, songngu
from docx import Document

from reports.files import manifest
from reports.pipeline.build import build
from reports.pipeline.outputs import Outputs, main_name
from reports.pipeline.pdf import is_pdf, is_unedited, without_clock

pytestmark = pytest.mark.usefixtures("blank_charts")

BRIEFING = "general/briefing.vi.docx"
CHOICE = {"reports": ["briefing"], "languages": ["vi"]}
COMMAND = ("build", "briefing", "--language", "vi", "--workspace")


@pytest.fixture
def briefing(small: Path) -> Path:
    """A briefing in Vietnamese, built once."""
    build(small, **CHOICE)
    return small / "out" / BRIEFING


def _edit(path: Path, words: str = "Words of ours.") -> bytes:
    """Add a paragraph as a person does, and return the file's bytes."""
    document = Document(str(path))
    document.add_paragraph(words)
    document.save(str(path))
    return path.read_bytes()


def _names(out: Path) -> set[str]:
    return {path.name for path in (out / "general").iterdir()}


def _change(root: Path, old: str = "Xem", new: str = "Hãy xem") -> None:
    section = root / "templates/briefing/vi/summary.md.j2"
    text = section.read_text(encoding="utf-8")
    assert old in text
    section.write_text(text.replace(old, new), encoding="utf-8")


def test_an_edited_file_is_kept_and_the_new_one_is_beside_it(small: Path, briefing: Path) -> None:
    before = briefing.read_bytes()
    edited = _edit(briefing)
    done = songngu(*COMMAND, small)
    assert done.returncode == 0
    assert briefing.read_bytes() == edited
    beside = briefing.with_name("briefing.vi.new.docx")
    assert done.stdout.split() == [str(beside)]
    assert beside.read_bytes() == before
    assert f"{briefing}: warning: this file was edited since it was built: it is kept" in done.stderr
    hint = next(line for line in done.stderr.splitlines() if line.startswith("hint: ")).removeprefix("hint: ")
    audited = songngu(*shlex.split(hint.partition(" lists ")[0])[1:])  # the command works as it is printed
    assert audited.returncode == 0
    assert "briefing.vi.edited-1.docx" in hint


def test_nothing_changed_is_known_at_once_and_says_what_was_edited(small: Path, briefing: Path) -> None:
    def again() -> Ended:
        return songngu(*COMMAND, small)

    assert "nothing changed" in (again(), again())[1].stderr
    _edit(briefing)
    assert "1 written" in again().stderr
    same = again()
    assert "nothing changed: 1 files are up to date" in same.stderr
    assert f"{briefing}: warning: this file was edited" in same.stderr
    edited = _edit(briefing, "And more of them.")
    assert "0 written, 1 up to date" in again().stderr
    assert "nothing changed" in again().stderr
    assert briefing.read_bytes() == edited
    briefing.unlink()
    assert "1 written, 0 up to date" in again().stderr
    assert "edited" not in again().stderr


def test_a_manifest_that_is_missing_is_written_again(small: Path, briefing: Path) -> None:
    songngu(*COMMAND, small)
    (small / "out/manifest.json").unlink()
    assert "1 written" in songngu(*COMMAND, small).stderr
    assert (small / "out/manifest.json").is_file()
    assert "nothing changed" in songngu(*COMMAND, small).stderr


def test_what_a_record_says_cannot_act_on_a_terminal(small: Path, briefing: Path) -> None:
    songngu(*COMMAND, small)
    record = small / "out" / manifest.STAMPS
    kept = json.loads(record.read_text(encoding="utf-8"))
    (last,) = kept["commands"].values()
    last["notes"] = ["one\n\x1b[2Jtwo", 3]
    record.write_text(json.dumps(kept), encoding="utf-8")
    said = songngu(*COMMAND, small).stderr.splitlines()
    assert said == ["one", "\\u001b[2Jtwo", "3", "nothing changed: 1 files are up to date"]


def test_the_new_file_obeys_the_same_rule(small: Path, briefing: Path) -> None:
    edited = _edit(briefing)
    build(small, **CHOICE)
    _change(small)
    assert build(small, **CHOICE).written == ("general/briefing.vi.new.docx",)  # it was not edited: it is replaced
    second = _edit(briefing.with_name("briefing.vi.new.docx"))
    assert build(small, **CHOICE).written == ("general/briefing.vi.new-2.docx",)
    assert briefing.read_bytes() == edited
    assert briefing.with_name("briefing.vi.new.docx").read_bytes() == second
    assert build(small, **CHOICE).kept == ("general/briefing.vi.new-2.docx",)
    files = json.loads((small / "out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert {BRIEFING, "general/briefing.vi.new.docx", "general/briefing.vi.new-2.docx"} <= files.keys()


def test_a_file_that_is_edited_while_a_build_runs_is_kept(
    small: Path, briefing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _change(small)
    writing, edited = manifest.write_manifest, list[bytes]()

    def edit_first(*arguments: Any) -> None:
        edited.append(_edit(briefing))
        writing(*arguments)

    monkeypatch.setattr(manifest, "write_manifest", edit_first)
    done = songngu(*COMMAND, small)
    assert done.returncode == 1
    assert f"{briefing}: error: this file was edited while it was built: it is kept\nhint: build again" in done.stderr
    assert briefing.read_bytes() == edited[-1]
    monkeypatch.undo()
    assert build(small, **CHOICE).written == ("general/briefing.vi.new.docx",)


def test_force_gives_the_edited_file_another_name_first(small: Path, briefing: Path) -> None:
    edited = [_edit(briefing)]
    assert build(small, **CHOICE, force=True).written == (BRIEFING,)
    edited.append(_edit(briefing, "Again."))
    (warning,) = build(small, **CHOICE, force=True).warnings
    assert "it is now called briefing.vi.edited-2.docx" in str(warning)
    assert [briefing.with_name(f"briefing.vi.edited-{n}.docx").read_bytes() for n in (1, 2)] == edited
    assert build(small, **CHOICE).kept == (BRIEFING,)


@pytest.mark.parametrize("step", ["rename", "replace"])
def test_an_interruption_gives_an_edited_file_its_name_back(
    small: Path, briefing: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """After it got another name, and before the new file has its own."""
    edited, move, moved = _edit(briefing), getattr(os, step), list[Path]()

    def interrupted(old: Path, new: Path) -> None:
        if briefing not in (old, new) or moved:
            return move(old, new)
        moved.append(new)
        if step == "rename":
            move(old, new)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(small, **CHOICE, force=True)
    assert moved
    assert briefing.read_bytes() == edited
    assert _names(small / "out") == {"briefing.vi.docx"}


def test_what_is_put_in_its_place_by_hand_is_known(small: Path, briefing: Path) -> None:
    _edit(briefing)
    build(small, **CHOICE)
    os.replace(briefing.with_name("briefing.vi.new.docx"), briefing)
    _change(small)
    built = build(small, **CHOICE)
    assert (built.written, built.edited) == ((BRIEFING,), ())
    assert _names(small / "out") == {"briefing.vi.docx"}


def test_a_file_that_is_no_longer_renewed_is_named(small: Path, briefing: Path) -> None:
    _edit(briefing)
    build(small, **CHOICE)
    briefing.unlink()
    (warning,) = build(small, **CHOICE).warnings
    assert "briefing.vi.new.docx" in str(warning.place)
    assert "not renewed" in warning.message


def test_a_file_like_the_new_one_is_no_edited_one(small: Path, briefing: Path) -> None:
    (small / "out/manifest.json").write_text(
        json.dumps({"files": {BRIEFING: {"sha256": "0" * 64, "made_of": "1"}}}), encoding="utf-8"
    )
    before = briefing.read_bytes()
    built = build(small, **CHOICE)
    assert (built.written, built.edited, built.warnings) == ((BRIEFING,), (), ())
    assert briefing.read_bytes() == before
    assert _names(small / "out") == {"briefing.vi.docx"}


@pytest.mark.parametrize("content", [b"", b"no package", b"PK\x03\x04 cut off"])
def test_a_damaged_file_is_named_and_moved_aside(small: Path, briefing: Path, content: bytes) -> None:
    briefing.write_bytes(content)
    (warning,) = build(small, **CHOICE).warnings
    assert "is damaged and does not open: it is now called briefing.vi.damaged-1.docx" in str(warning)
    assert briefing.with_name("briefing.vi.damaged-1.docx").read_bytes() == content
    assert Document(str(briefing)).paragraphs


def test_a_file_that_a_password_protects_is_an_edited_one(small: Path, briefing: Path) -> None:
    briefing.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))
    assert build(small, **CHOICE).written == ("general/briefing.vi.new.docx",)
    assert briefing.stat().st_size == 2008


@pytest.mark.parametrize("record", [None, "", "[]", '{"files": []}', '{"files": {"general/briefing.vi.docx": 1}}'])
def test_without_a_manifest_our_own_files_are_known_by_their_form(
    small: Path, briefing: Path, record: str | None
) -> None:
    def forget() -> None:
        shutil.rmtree(small / "out/.cache")
        path = small / "out/manifest.json"
        path.unlink() if record is None else path.write_text(record, encoding="utf-8")

    forget()
    _change(small)
    assert build(small, **CHOICE).written == (BRIEFING,)
    assert _names(small / "out") == {"briefing.vi.docx"}
    edited = _edit(briefing)
    forget()
    assert build(small, **CHOICE).written == ("general/briefing.vi.new.docx",)
    assert briefing.read_bytes() == edited


def test_a_file_of_another_program_is_not_ours(small: Path, briefing: Path) -> None:
    """A file at a name that no build has written yet is not overwritten either."""
    (small / "out/manifest.json").unlink()
    with zipfile.ZipFile(briefing) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(briefing, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    other = briefing.read_bytes()
    assert build(small, **CHOICE).written == ("general/briefing.vi.new.docx",)
    assert briefing.read_bytes() == other


def test_pdfs_follow_the_same_rule(tmp_path: Path) -> None:
    name, day = "general/briefing.vi.pdf", date(2025, 10, 31)
    path = tmp_path / name
    path.parent.mkdir()
    ids = b"<" + b"0" * 32 + b">"
    pdf = b"%PDF-1.6\n/CreationDate(D:20261123225526Z')\ntrailer\n<<\n/ID [ " + ids + b"\n" + ids + b" ]\n>>\n%%EOF\n"
    ours = without_clock(pdf, day)
    assert is_unedited(ours)
    assert not is_unedited(pdf)
    path.write_bytes(ours)
    assert is_pdf(path)
    entry = {"made_of": "1", "sha256": manifest.sha256_of(path)}
    known, unknown = Outputs(tmp_path, tmp_path, {name: entry}), Outputs(tmp_path, tmp_path, {})
    assert known.destinations({name: {"made_of": "1"}})[name].is_kept
    assert (known.found(name), unknown.found(name)) == ("ours", "ours")
    path.write_bytes(ours + b"9 0 obj <</Note (ours)>> endobj\ntrailer <<>>\n%%EOF\n")
    assert (known.found(name), unknown.found(name)) == ("edited", "edited")
    assert known.destinations({name: {"made_of": "1"}})[name].name == "general/briefing.vi.new.pdf"
    path.write_bytes(ours[:40])
    assert known.found(name) == "damaged"


def test_the_name_of_a_file_beside_another_leads_to_that() -> None:
    assert main_name("general/deck.vi.notes.new.pdf") == "general/deck.vi.notes.pdf"
    assert main_name("general/deck.vi.new-12.pptx") == "general/deck.vi.pptx"
    assert main_name("new/new.vi.docx") == "new/new.vi.docx"


def test_without_cache_nothing_that_was_kept_is_used(small: Path, briefing: Path) -> None:
    kept = {p: p.read_bytes() for p in (small / "out/.cache").rglob("*") if p.is_file()}
    before = briefing.read_bytes()
    for path in kept:
        path.write_bytes(b"wrong")
    assert build(small, **CHOICE, no_cache=True).written == (BRIEFING,)
    assert briefing.read_bytes() == before
    assert {path.read_bytes() for path in kept} == {b"wrong"}
    edited = _edit(briefing)
    assert build(small, **CHOICE, no_cache=True).written == ("general/briefing.vi.new.docx",)
    assert briefing.read_bytes() == edited
    songngu(*COMMAND, small)
    assert "nothing changed" in songngu(*COMMAND, small).stderr
    assert "1 written" in songngu(*COMMAND, small, "--no-cache").stderr
    assert "nothing changed" in songngu(*COMMAND, small).stderr


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b'{"commands": []}', b"[" * 100_000, b"\xff\xfe"])
def test_a_damaged_record_of_the_last_build_counts_as_none(small: Path, content: bytes) -> None:
    songngu(*COMMAND, small)
    record = small / "out" / manifest.STAMPS
    record.write_bytes(content)
    assert "0 written, 1 up to date" in songngu(*COMMAND, small).stderr
    assert "nothing changed" in songngu(*COMMAND, small).stderr
