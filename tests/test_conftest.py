"""What tests rely on: marks of those that need other programs, and builds that processes share."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Once, find_program, validate_by_sdk


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_test_without_the_mark_cannot_reach_for_an_office_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(pytest.fail.Exception, match="starts pandoc: mark it"):
        find_program("pandoc")
    with pytest.raises(pytest.fail.Exception, match="validator: mark it"):
        validate_by_sdk()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="starts pandoc: mark it"):
        subprocess.run(["pandoc"], check=False)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_stand_in_for_an_office_program_needs_no_mark(tmp_path: Path) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho read\n", encoding="utf-8")
    program.chmod(0o755)
    assert subprocess.run([str(program)], check=True, capture_output=True).stdout == b"read\n"


def test_a_test_that_uses_program_has_the_mark(request: pytest.FixtureRequest, program: Callable[[str], str]) -> None:
    assert request.node.get_closest_marker("office")
    assert program is find_program


def test_a_folder_is_filled_once(once: Once) -> None:
    def fill(folder: Path) -> None:
        (folder / "file").write_text("x", encoding="utf-8")

    folder = once("test-filled", fill)
    assert once("test-filled", lambda _: pytest.fail("filled again")) == folder
    assert (folder / "file").read_text(encoding="utf-8") == "x"


def test_what_could_not_be_filled_fails_in_each_process(once: Once) -> None:
    with pytest.raises(ZeroDivisionError):
        once("test-failed", lambda _: 1 / 0)
    with pytest.raises(pytest.fail.Exception, match="test-failed was not built"):
        once("test-failed", lambda _: None)
