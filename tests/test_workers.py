"""Several processes that prepare and write documents give what one gives, and leave nothing behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from reports.diagnostics import Problems
from reports.pipeline import workers
from reports.pipeline.build import build
from reports.pipeline.preparation import Variant

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be copied here")
OWN = os.getpid()


def _children() -> list[str]:
    return Path(f"/proc/{OWN}/task/{OWN}/children").read_text().split()


def test_two_processes_write_the_same_files_as_one(library: Path) -> None:
    one = build(library, all_audiences=True, no_cache=True).digests
    two = build(library, all_audiences=True, no_cache=True, jobs=2)
    assert two.digests == one
    assert set(two.written) == set(one)
    assert _children() == []


def test_faults_of_all_processes_are_told_in_the_order_of_the_reports(library: Path) -> None:
    for path in sorted((library / "templates").glob("*/en/*.md.j2")):
        path.write_text(path.read_text(encoding="utf-8") + "\n2024\n", encoding="utf-8")
    with pytest.raises(Problems) as one:
        build(library)
    with pytest.raises(Problems) as two:
        build(library, jobs=2)
    assert str(two.value) == str(one.value)
    assert {fault.place.path.split("/")[1] for fault in two.value.diagnostics if fault.place} == {"report", "slides"}


class _Unsendable(Exception):
    def __init__(self) -> None:
        super().__init__("broken there")
        self.held = lambda: None


@pytest.mark.parametrize("error", [KeyError("broken there"), _Unsendable()])
def test_a_fault_of_the_program_in_a_copy_is_raised_here(
    library: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    true = workers.prepare_report

    def broken(*arguments: object) -> list[Variant]:
        if os.getpid() != OWN:
            raise error
        return true(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "prepare_report", broken)
    with pytest.raises((KeyError, RuntimeError), match="broken there") as raised:
        build(library, jobs=2)
    assert "in broken" in str(raised.value.__cause__)
    assert _children() == []


def test_a_copy_that_was_killed_is_told(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true = workers.prepare_report

    def ended(*arguments: object) -> list[Variant]:
        if os.getpid() != OWN:
            os._exit(1)
        return true(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "prepare_report", ended)
    with pytest.raises(RuntimeError, match="ended too early"):
        build(library, jobs=2)
    assert _children() == []


def test_an_interruption_ends_the_copies(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def waiting(*_: object) -> list[Variant]:
        if os.getpid() == OWN:
            raise KeyboardInterrupt
        time.sleep(60)
        return []

    monkeypatch.setattr(workers, "prepare_report", waiting)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        build(library, jobs=2)
    assert _children() == []
    assert time.monotonic() - began < 50
