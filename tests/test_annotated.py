"""Reviewers' copies: each figure of a file with its evidence, as a comment or in the notes of its slide."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from conftest import copy_library
from docx import Document
from pptx import Presentation

from reports import audit, build


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_library(tmp_path_factory.mktemp("annotated"))
    build(root, annotated=True)
    return root


def _part(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.read(name).decode()


def test_each_figure_of_a_word_file_has_a_comment_with_its_evidence(reviewed: Path) -> None:
    file = reviewed / "out/general/report.en.annotated.docx"
    body = _part(file, "word/document.xml")
    marked = re.findall(r'<w:rStyle w:val="fact_([a-z0-9.@-]+)_', body)
    comments = {comment.comment_id: comment.text for comment in Document(str(file)).comments}
    starts = [int(id_) for id_ in re.findall(r'<w:commentRangeStart w:id="(\d+)"/>', body)]
    assert starts == [int(id_) for id_ in re.findall(r'<w:commentRangeEnd w:id="(\d+)"/>', body)] == sorted(comments)
    assert len(starts) > 20
    assert [comments[id_].partition(" · ")[0] for id_ in starts] == marked
    members = next(text for text in comments.values() if text.startswith("members · "))
    assert "38.5% – Share of residents with a reader’s card, 2024, Ben May" in members
    assert members.endswith("Source: Library report, 15\xa0Jan 2025: “38,5%” (line\xa05)")
    gap = next(text for text in comments.values() if text.startswith("members.gap · "))
    assert "target - now; target = members.target (45%); now = members (38.5%)" in gap


def test_comments_are_in_the_language_of_their_figure(reviewed: Path) -> None:
    build(reviewed, languages=["vi-en"], reports=["report"], annotated=True)
    texts = [comment.text for comment in Document(str(reviewed / "out/general/report.vi-en.annotated.docx")).comments]
    assert {"Nguồn: " in text for text in texts if text.startswith("members · ")} == {True, False}


def test_each_figure_of_a_slide_is_a_numbered_line_in_its_notes(reviewed: Path) -> None:
    deck = Presentation(str(reviewed / "out/general/slides.en.annotated.pptx"))
    plain = Presentation(str(reviewed / "out/general/slides.en.pptx"))
    seen = 0
    for slide, before in zip(deck.slides, plain.slides, strict=True):
        tags = [
            html.unescape(found)
            for rel in slide.part.rels.values()
            if rel.reltype.endswith("/tags")
            for found in re.findall(r'val="([^"]*)"', rel.target_part.blob.decode())
        ]
        facts = {re.search(r'"fact:([^#"]+)', tag)[1] for tag in tags if '"fact:' in tag}  # type: ignore[index]
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        had = before.notes_slide.notes_text_frame.text if before.has_notes_slide else ""
        assert notes.startswith(had)
        lines = [line for line in notes[len(had) :].splitlines() if line]
        assert [line.partition(".")[0] for line in lines] == [str(number) for number in range(1, len(lines) + 1)]
        assert {fact for fact in facts if any(f": {fact} · " in line for line in lines)} == facts
        seen += len(facts)
    assert seen > 10


def test_accounts_that_differ_are_marked(reviewed: Path) -> None:
    facts = reviewed / "seeds/facts.yaml"
    text = facts.read_text("utf-8")
    comments = [comment.text for comment in Document(str(reviewed / "out/general/report.vi.annotated.docx")).comments]
    assert "resolution:" in text
    assert any("\n≠ " in comment for comment in comments)
    assert not all("\n≠ " in comment for comment in comments)


def test_a_copy_has_the_same_bytes_each_time_and_is_never_overwritten_when_it_was_edited(reviewed: Path) -> None:
    copy = reviewed / "out/general/report.en.annotated.docx"
    first = copy.read_bytes()
    assert build(reviewed, reports=["report"], annotated=True).written == ()
    copy.unlink()
    build(reviewed, reports=["report"], annotated=True)
    assert copy.read_bytes() == first
    edited = Document(io.BytesIO(first))
    edited.add_paragraph("Đã xem.")
    edited.save(str(copy))
    mine = copy.read_bytes()
    build(reviewed, reports=["report"], annotated=True)
    assert copy.read_bytes() == mine


@pytest.mark.parametrize("name", ["report.en", "slides.en", "slides.vi"])
def test_a_reviewers_copy_is_audited_like_its_file(reviewed: Path, name: str) -> None:
    suffix = "docx" if name.startswith("report") else "pptx"
    copy = audit(reviewed / f"out/general/{name}.annotated.{suffix}", workspace=reviewed)
    file = audit(reviewed / f"out/general/{name}.{suffix}", workspace=reviewed)
    assert copy.clean
    assert [(each.place, each.figure) for each in copy.figures] == [(each.place, each.figure) for each in file.figures]
