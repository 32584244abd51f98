"""What audit and refresh make of files that people edited in all ways: the figure is corrected, or it is told."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import copy_library
from docx.oxml.ns import qn
from marked_files import as_word_saves, parts_of, zipped
from test_refresh import correct

import reports
from reports.finished.refresh import Refreshed

FACT, OLD, NEW = "members", "38.5%", "39.5%"
Edit = Callable[[Any, Any], object]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English report of the library, as it was sent."""
    root = copy_library(tmp_path_factory.mktemp("sent"))
    reports.build(root, languages=["en"], reports=["report"])
    return root / "out/general/report.en.docx"


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace after the correction of a fact."""
    root = copy_library(tmp_path_factory.mktemp("corrected"))
    return correct(root, FACT, ("38.5", "39.5"), ("38,5%", "39,5%"))


def _split(document: Any, run: Any) -> None:
    """The figure in two runs, the second one bold."""
    second = deepcopy(run._r)
    run._r.addnext(second)
    run.text, second.find(qn("w:t")).text = OLD[:3], OLD[3:]
    second.get_or_add_rPr().append(second.makeelement(qn("w:b")))


def _paragraph(run: Any) -> Any:
    return run._r.getparent()


def _set(text: str) -> Edit:
    def edit(_: Any, run: Any) -> None:
        run.text = text

    return edit


def _tracked(name: str) -> Edit:
    """The figure within an open tracked insertion or deletion of somebody."""

    def edit(_: Any, run: Any) -> None:
        around = run._r.makeelement(qn(name), {qn("w:id"): "9001", qn("w:author"): "Lan"})
        run._r.addprevious(around)
        around.append(run._r)
        for text in around.iter(qn("w:t")) if name == "w:del" else ():
            text.tag = qn("w:delText")

    return edit


def _removed(_: Any, run: Any) -> None:
    _paragraph(run).getparent().remove(_paragraph(run))


def _moved(document: Any, run: Any) -> None:
    document.element.body.insert(3, _paragraph(run))


def _copied(document: Any, run: Any) -> None:
    document.element.body.insert(3, deepcopy(_paragraph(run)))


def _bold(_: Any, run: Any) -> None:
    run.bold = True


CORRECTED: dict[str, tuple[Edit, int]] = {
    "as it was": (lambda *_: None, 0),
    "moved": (_moved, 0),
    "copied": (_copied, 1),
    "removed": (_removed, -1),
    "bold": (_bold, 0),
    "split": (_split, 0),
    "words after it": (lambda _, run: run.add_text(" of us"), 0),
    "tracked insertion": (_tracked("w:ins"), 0),
    "tracked deletion": (_tracked("w:del"), -1),
}
"""Edits, and how many more or fewer figures are corrected then."""
TOLD: dict[str, Edit] = {
    "overtyped": _set("40%"),
    "cut in two": _set("38"),
}


def refreshed(file: Path, root: Path) -> Refreshed:
    return reports.refresh(file, workspace=root)


def edited(sent: Path, folder: Path, edit: Edit) -> Path:
    document: Any = docx.Document(str(sent))
    run = next(r for p in document.paragraphs for r in p.runs if r.text == OLD)
    edit(document, run)
    document.save(str(folder / sent.name))
    return folder / sent.name


def _texts(file: Path) -> str:
    """All that a reader sees in the body and the notes."""
    parts = parts_of(file)
    names = [name for name in parts if re.fullmatch(r"word/(document|footnotes)\w*\.xml", name)]
    return "".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", parts[name].decode())) for name in names)


@pytest.mark.parametrize("name", CORRECTED)
def test_a_corrected_figure_finds_its_way_into_an_edited_file(
    sent: Path, corrected: Path, tmp_path: Path, name: str
) -> None:
    edit, more = CORRECTED[name]
    file = edited(sent, tmp_path, edit)
    before = _texts(file)
    result = refreshed(file, corrected)
    assert not result.faults
    assert _texts(file).count(NEW) == _texts(sent).count(OLD) + more
    assert [f for f in reports.audit(file, workspace=corrected).figures if f.state not in ("traced", "lost")] == []
    assert re.sub(r"[\d.]+", "", before) == re.sub(r"[\d.]+", "", _texts(file)), "other words stay"
    assert not refreshed(file, corrected).written, "a second time nothing is left to do"


@pytest.mark.parametrize("name", TOLD)
def test_what_somebody_typed_over_is_told_and_left(sent: Path, corrected: Path, tmp_path: Path, name: str) -> None:
    file = edited(sent, tmp_path, TOLD[name])
    result = refreshed(file, corrected)
    left = [change for change in result.changes if change.state == "overtyped"]
    assert [(change.ref, change.printed, change.now) for change in left] == [(FACT, OLD, NEW)]
    assert not result.clean
    assert _texts(file).count(NEW) == _texts(sent).count(OLD) - 1


def test_a_file_that_word_saved_is_refreshed(sent: Path, corrected: Path, tmp_path: Path) -> None:
    file = as_word_saves(sent, tmp_path / "saved.docx")
    assert refreshed(file, corrected).written
    assert OLD not in _texts(file)
    assert reports.audit(file, workspace=corrected).clean


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_audit_is_clean_but_for_what_was_told(
    sent: Path, corrected: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    document: Any = docx.Document(str(sent))
    for _ in range(8):
        paragraphs = [p for p in document.paragraphs if p.text and not p._p.xpath(".//w:fldChar | .//w:hyperlink")]
        one, other = chance.sample(paragraphs, 2)
        chance.choice(
            (
                lambda one=one, other=other: other._p.addnext(one._p),
                lambda one=one, other=other: other._p.addnext(deepcopy(one._p)),
                lambda one=one: [setattr(run, "bold", True) for run in one.runs],
                lambda one=one: one.add_run(" Somebody added this."),
            )
        )()
    document.save(str(tmp_path / "edited.docx"))
    result = refreshed(tmp_path / "edited.docx", corrected)
    told = {(change.ref, change.figure) for change in result.changes if change.state != "refreshed"}
    left = [f for f in reports.audit(tmp_path / "edited.docx", workspace=corrected).figures if f.state != "traced"]
    assert {(figure.ref, figure.figure) for figure in left} <= told


BAD: dict[str, Callable[[Path], object]] = {
    "no file at all": lambda file: file.write_bytes(b""),
    "another kind": lambda file: file.write_text("Only words."),
    "damaged": lambda file: file.write_bytes(file.read_bytes()[:-5000]),
    "encrypted": lambda file: file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)),
    "without a body": lambda file: zipped(file, {k: v for k, v in parts_of(file).items() if k != "word/document.xml"}),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_and_stays_as_it_was(sent: Path, corrected: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "bad.docx"
    file.write_bytes(sent.read_bytes())
    BAD[name](file)
    before = file.read_bytes()
    result = refreshed(file, corrected)
    assert [fault.place.path for fault in result.faults if fault.place] == [str(file)]
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["bad.docx"]
    assert reports.audit(file, workspace=corrected).faults == result.faults
