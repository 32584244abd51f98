"""What audit and refresh make of files that people edited in all ways: the figure is corrected, or it is told."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import ooxml_integrity
import pptx
import pytest
from conftest import Convert, copy_library, validate_by_sdk, validator
from docx.oxml.ns import qn
from lxml import etree
from marked_files import as_word_saves, parts_of, zipped
from pptx.enum.shapes import MSO_SHAPE_TYPE
from test_refresh import correct

import reports
from reports.finished.refresh import Refreshed
from reports.languages import LANGUAGES

FACT, OLD, NEW = "members", "38.5%", "39.5%"
SENT = {"docx": "report.en.docx", "pptx": "slides.en.pptx"}
TAGS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
Edit = Callable[[Any, Any], object]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English report of the library, as it was sent."""
    root = copy_library(tmp_path_factory.mktemp("sent"))
    reports.build(root, languages=["en"], reports=["report", "slides"])
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
    type(run)(second, run._parent).bold = True


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


def _table(document: Any) -> Any:
    """A table with the figure in its second row."""
    return next(t for t in document.tables if len(t.rows) > 3 and t.cell(1, 2).text == OLD)


def _row_removed(at: int) -> Edit:
    def edit(document: Any, _: Any) -> None:
        row = _table(document).rows[at]._tr
        row.getparent().remove(row)

    return edit


def _cells_merged(document: Any, _: Any) -> None:
    table = _table(document)
    table.cell(1, 1).merge(table.cell(1, 2))


def _section_deleted(document: Any, _: Any) -> None:
    """All between two headings, a table with the figure in it, too."""
    headings = {p.text: p._p for p in document.paragraphs if p.style.name.startswith("Heading")}
    first, end = headings["Readers’ cards"], headings["A day at the library"]
    while (element := end.getprevious()) is not first:
        document.element.body.remove(element)
    document.element.body.remove(first)


CORRECTED: dict[str, Edit] = {
    "as it was": lambda *_: None,
    "moved": _moved,
    "copied": _copied,
    "removed": _removed,
    "bold": _bold,
    "split": _split,
    "words after it": lambda _, run: run.add_text(" of us"),
    "tracked insertion": _tracked("w:ins"),
    "tracked deletion": _tracked("w:del"),
    "its row removed": _row_removed(1),
    "another row removed": _row_removed(2),
    "cells merged": _cells_merged,
    "section deleted": _section_deleted,
}
TOLD: dict[str, Edit] = {
    "overtyped": _set("47%"),
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


def _untraced(file: Path, root: Path) -> list[tuple[str, str]]:
    figures = reports.audit(file, workspace=root).figures
    return [(figure.place, figure.figure) for figure in figures if figure.state == "untraced"]


@pytest.mark.parametrize("name", CORRECTED)
def test_a_corrected_figure_finds_its_way_into_an_edited_file(
    sent: Path, corrected: Path, tmp_path: Path, name: str
) -> None:
    file = edited(sent, tmp_path, CORRECTED[name])
    before, untraced = _texts(file), _untraced(file, corrected)
    faults = len(validator().validate(str(file)).errors) + len(ooxml_integrity.check(file))
    result = refreshed(file, corrected)
    assert not result.faults
    assert _texts(file).count(NEW) == before.count(OLD) > 1
    assert {figure.state for figure in reports.audit(file, workspace=corrected).figures} <= {
        "traced",
        "lost",
        "untraced",
    }
    assert _untraced(file, corrected) == untraced, "such as the list of figures, where their section is deleted"
    now = len(validator().validate(str(file)).errors) + len(ooxml_integrity.check(file))
    assert now <= faults, "none but what the edit made"
    assert re.sub(r"[\d.]+", "", before) == re.sub(r"[\d.]+", "", _texts(file)), "other words stay"
    assert not refreshed(file, corrected).written, "a second time nothing is left to do"


@pytest.mark.office
def test_edited_files_stay_valid_for_the_sdk(sent: Path, corrected: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("split", "copied", "tracked insertion", "tracked deletion", "cells merged")):
        (folder := tmp_path / str(number)).mkdir()
        file = edited(sent, folder, CORRECTED[name])
        assert refreshed(file, corrected).written
        validate_by_sdk(file)


@pytest.mark.parametrize("name", TOLD)
def test_what_somebody_typed_over_is_told_and_left(sent: Path, corrected: Path, tmp_path: Path, name: str) -> None:
    file = edited(sent, tmp_path, TOLD[name])
    result = refreshed(file, corrected)
    left = [change for change in result.changes if change.state == "overtyped"]
    assert [(change.ref, change.printed, change.now) for change in left] == [(FACT, OLD, NEW)]
    assert not result.clean
    assert _texts(file).count(NEW) == _texts(sent).count(OLD) - 1
    (found,) = [each for each in reports.audit(file, workspace=corrected).figures if each.state == "changed"]
    assert (found.ref, found.printed, found.now) == (FACT, OLD, NEW)


def test_a_paragraph_pasted_into_a_document_of_others_is_told(sent: Path, corrected: Path, tmp_path: Path) -> None:
    """The style of its figure comes along, the list of what was printed does not."""
    source, target = docx.Document(str(sent)), docx.Document()
    paragraph = next(p for p in source.paragraphs for run in p.runs if run.text == OLD)
    style = next(run for run in paragraph.runs if run.text == OLD).style
    target.styles.element.append(deepcopy(style.element))
    target.element.body.insert(0, deepcopy(paragraph._p))
    file = tmp_path / "of-others.docx"
    target.save(str(file))
    before = file.read_bytes()
    (told,) = [each for each in refreshed(file, corrected).changes if each.ref == FACT]
    assert told.what == f'says "{OLD}", and the file does not list what was written there; fact {FACT} now says "{NEW}"'
    assert FACT in {each.ref for each in reports.audit(file, workspace=corrected).figures if each.state == "changed"}
    assert file.read_bytes() == before


def test_a_text_box_pasted_into_a_deck_of_others_is_refreshed_by_its_tags(
    sent: Path, corrected: Path, tmp_path: Path
) -> None:
    source, target = pptx.Presentation(str(sent.with_name(SENT["pptx"]))), pptx.Presentation()
    found = ((slide, shape) for slide in source.slides for shape in slide.shapes if shape.has_text_frame)
    slide, shape = next(each for each in found if OLD in each[1].text_frame.text)
    new, pasted = target.slides.add_slide(target.slide_layouts[6]), deepcopy(shape._element)
    new.shapes._spTree.append(pasted)
    for tags in pasted.iter("{*}tags"):
        tags.set(qn("r:id"), new.part.relate_to(slide.part.related_part(tags.get(qn("r:id"))), TAGS))
    file = tmp_path / "of-others.pptx"
    target.save(str(file))
    result = refreshed(file, corrected)
    assert [(each.state, each.ref, each.figure, each.now) for each in result.changes] == [("refreshed", FACT, OLD, NEW)]
    assert NEW in pptx.Presentation(str(file)).slides[0].shapes[0].text_frame.text
    assert {figure.state for figure in reports.audit(file, workspace=corrected).figures} == {"traced"}


def test_a_file_that_word_saved_is_refreshed(sent: Path, corrected: Path, tmp_path: Path) -> None:
    file = as_word_saves(sent, tmp_path / "saved.docx")
    assert refreshed(file, corrected).written
    assert OLD not in _texts(file)
    assert reports.audit(file, workspace=corrected).clean


@pytest.mark.office
def test_a_file_that_libreoffice_saved_is_refreshed(
    sent: Path, corrected: Path, tmp_path: Path, convert: Convert
) -> None:
    convert("docx", tmp_path, sent)
    file = tmp_path / sent.name
    before = _texts(file)
    result = refreshed(file, corrected)
    assert not result.faults
    assert _texts(file).count(NEW) == before.count(OLD) > 1
    assert {figure.state for figure in reports.audit(file, workspace=corrected).figures} == {"traced"}
    convert("docx", tmp_path / "again", file)
    assert not refreshed(tmp_path / "again" / sent.name, corrected).written


def _decided(file: Path, *, accept: bool) -> None:
    """Accept or reject all tracked changes, as Word does."""
    parts = parts_of(file)
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = etree.fromstring(parts[name])
        stay, go = ("w:ins", "w:del") if accept else ("w:del", "w:ins")
        for change in list(root.iter(qn(stay), qn(go))):
            for each in change if change.tag == qn(stay) else ():
                change.addprevious(each)
            change.getparent().remove(change)
        for text in list(root.iter(qn("w:delText"))):
            text.tag = qn("w:t")
        parts[name] = etree.tostring(root, encoding="UTF-8")
    zipped(file, parts)


@pytest.mark.parametrize("accept", [True, False])
def test_an_audit_knows_whether_tracked_changes_were_accepted_or_rejected(
    sent: Path, corrected: Path, tmp_path: Path, accept: bool
) -> None:
    file = edited(sent, tmp_path, lambda *_: None)
    before = _texts(file)
    refreshed(file, corrected)
    _decided(file, accept=accept)
    audited = reports.audit(file, workspace=corrected)
    assert audited.remarks == ()
    if accept:
        assert audited.clean
        assert _texts(file).count(NEW) == before.count(OLD)
    else:
        assert _texts(file) == before
        told = [figure for figure in audited.figures if figure.state != "traced"]
        assert {(f.state, f.printed, f.figure) for f in told if f.ref == FACT} >= {("changed", NEW, OLD)}


def _edit_document(document: Any, chance: random.Random) -> None:
    paragraphs = [p for p in document.paragraphs if p.text and not p._p.xpath(".//w:fldChar | .//w:hyperlink")]
    one, other = chance.sample(paragraphs, 2)
    chance.choice(
        (
            lambda: other._p.addnext(one._p),
            lambda: other._p.addnext(deepcopy(one._p)),
            lambda: [setattr(run, "bold", True) for run in one.runs],
            lambda: one.add_run(" Somebody added this."),
            lambda: _overtyped(run for p in paragraphs for run in p.runs),
        )
    )()


def _edit_deck(deck: Any, chance: random.Random) -> None:
    slides = deck.slides._sldIdLst
    shapes = [
        shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text
    ]
    one = chance.choice(shapes)
    groups = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    runs = [run for shape in shapes for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
    chance.choice(
        (
            lambda: slides.append(chance.choice(slides)),
            lambda: one._element.addnext(deepcopy(one._element)),
            lambda: one._element.getparent().remove(one._element),
            lambda: [setattr(run.font, "bold", True) for p in one.text_frame.paragraphs for run in p.runs],
            lambda: setattr(one.text_frame.paragraphs[-1].add_run(), "text", " Somebody added this."),
            lambda: _ungrouped(chance.choice(groups)) if groups else None,
            lambda: _overtyped(runs),
        )
    )()


def _ungrouped(group: Any) -> None:
    for shape in list(group.shapes):
        group._element.addprevious(shape._element)
    group._element.getparent().remove(group._element)


def _overtyped(runs: Iterable[Any]) -> None:
    """Another figure typed over the first one of a fact."""
    for run in runs:
        if run.text in FIGURES:
            run.text = "77.7%"
            return


FIGURES = ("38.5%", "45.5%", "38,250")
KINDS = {"docx": (docx.Document, _edit_document), "pptx": (pptx.Presentation, _edit_deck)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_audit_is_clean_but_for_what_was_told(sent: Path, tmp_path: Path, seed: int, kind: str) -> None:
    """Several facts corrected by chance, several edits by chance."""
    chance, root, vietnamese = random.Random(seed), copy_library(tmp_path / "root"), LANGUAGES["vi"]
    for fact, value in (("members", "38.5"), ("loans.children", "45.5"), ("loans.2023", "38250")):
        now = str(Decimal(value) + chance.choice((-2, 0, 1)))
        was_printed, is_printed = (vietnamese.number(Decimal(each)) for each in (value, now))
        correct(root, fact, (value, now), (was_printed, is_printed))
    file = tmp_path / f"edited.{kind}"
    opened, edit = KINDS[kind]
    document: Any = opened(str(sent.with_name(SENT[kind])))
    for _ in range(8):
        edit(document, chance)
    document.save(str(file))
    result = refreshed(file, root)
    assert not result.faults
    told = {(change.ref, change.figure) for change in result.changes if change.state != "refreshed"}
    left = [figure for figure in reports.audit(file, workspace=root).figures if figure.state != "traced"]
    assert {(figure.ref, figure.figure) for figure in left} <= told
