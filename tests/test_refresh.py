"""What `refresh` writes into finished files that people have edited, and what it leaves to people and tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from marked_files import as_word_saves, marked_file, parts_of, zipped

import reports
from reports.files.namespaces import SPACES
from reports.finished.refresh import Refreshed

BODY = "word/document.xml"


@pytest.fixture
def corrected(library: Path) -> Path:
    """The library's workspace with one corrected fact: 47.2 % instead of 45.5 % of the loans are children's."""
    return correct(library, "loans.children", ("45.5", "47.2"), ("45,5%", "47,2%"))


def correct(workspace: Path, id_: str, *swaps: tuple[str, str]) -> Path:
    """Replace texts in the entry of a fact, wherever they are in it."""
    path = workspace / "seeds/facts.yaml"
    before, begin, rest = path.read_text("utf-8").partition(f"- id: {id_}\n")
    entry, end, after = rest.partition("\n- id: ")
    for old, new in swaps:
        assert old in entry, f"the entry has no {old}"
        entry = entry.replace(old, new)
    path.write_text(before + begin + entry + end + after, "utf-8")
    return workspace


def edited(file: Path, edit: Callable[[str], str], part: str = BODY) -> Path:
    """The file with the text of a part edited."""
    parts = parts_of(file)
    before = parts[part].decode()
    assert edit(before) != before
    return zipped(file, parts | {part: edit(before).encode()})


def body(file: Path) -> etree._Element:
    return etree.fromstring(
        next(content for name, content in parts_of(file).items() if name.startswith("word/document"))
    )


def found(element: etree._Element, path: str) -> list[str]:
    """The texts and attributes at a path."""
    return [str(each) for each in element.xpath(path, namespaces=SPACES)]  # type: ignore[union-attr]


def states(result: Refreshed) -> list[str]:
    return [change.state for change in result.changes]


@pytest.mark.parametrize("mark", ["style", "control"])
def test_a_corrected_figure_is_a_tracked_change_of_the_author(tmp_path: Path, corrected: Path, mark: str) -> None:
    file = marked_file(tmp_path / "a.docx", mark)
    result = reports.refresh(file, workspace=corrected, author="Văn phòng", date="2026-07-01T08:00:00Z")
    assert result.clean
    assert [(change.figure, change.now) for change in result.changes] == [("45,5%", "47,2%")] * 2
    root = body(file)
    assert found(root, "//w:del/w:r/w:delText/text()") == ["45,5%"] * 2
    assert found(root, "//w:ins/w:r/w:t/text()") == ["47,2%"] * 2
    assert set(found(root, "//w:ins/@w:author | //w:del/@w:author")) == {"Văn phòng"}
    assert set(found(root, "//w:ins/@w:date | //w:del/@w:date")) == {"2026-07-01T08:00:00Z"}
    ids = found(root, "//w:ins/@w:id | //w:del/@w:id")
    assert len(set(ids)) == len(ids) == 4
    assert reports.audit(file, workspace=corrected).clean
    assert (tmp_path / "a.docx.before-refresh").is_file()


def test_a_second_refresh_writes_nothing(tmp_path: Path, corrected: Path) -> None:
    file = marked_file(tmp_path / "a.docx")
    reports.refresh(file, workspace=corrected)
    once = file.read_bytes()
    again = reports.refresh(file, workspace=corrected)
    assert (again.changes, again.written) == ((), ())
    assert file.read_bytes() == once
    assert len(list(tmp_path.glob("*.before-refresh*"))) == 1


def test_accepted_changes_are_not_tracked(tmp_path: Path, corrected: Path) -> None:
    file = as_word_saves(marked_file(tmp_path / "a.docx"), tmp_path / "b.docx")
    assert reports.refresh(file, workspace=corrected, accept=True).clean
    assert found(body(file), "//w:ins | //w:del") == []
    assert "".join(found(body(file), "//w:p[1]//w:t/text()")) == "Trẻ em mượn 47,2% số sách."
    assert reports.audit(file, workspace=corrected).clean


def test_an_overtyped_figure_is_left_and_told(tmp_path: Path, corrected: Path) -> None:
    file = edited(marked_file(tmp_path / "a.docx"), lambda text: text.replace("45,5%", "46%", 1))
    result = reports.refresh(file, workspace=corrected)
    assert states(result) == ["overtyped", "refreshed"]
    assert (result.changes[0].figure, result.changes[0].printed, result.changes[0].now) == ("46%", "45,5%", "47,2%")
    (changed,) = [figure for figure in reports.audit(file, workspace=corrected).figures if figure.state != "traced"]
    assert (changed.state, changed.figure, changed.printed) == ("changed", "46%", "45,5%")
