"""What an audit tells of a file beside its figures: sentences, comments, tracked changes, names."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from conftest import copy_library, songngu
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from marked_files import parts_of, zipped

from reports import audit, build, refresh
from reports.document.fingerprints import fingerprints, paragraphs_of, sentences_part

WORD, SLIDES = "report.en.docx", "slides.en.pptx"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_library(tmp_path_factory.mktemp("remarks"))
    build(root, languages=["en", "vi", "vi-en"])
    return root


def remarks(file: Path, root: Path) -> list[tuple[str, str]]:
    return [(each.state, each.what) for each in audit(file, workspace=root).remarks]


def edited(library: Path, folder: Path, name: str, edit: Callable[[Any], object]) -> Path:
    opened: Any = (docx.Document if name.endswith("docx") else pptx.Presentation)(str(library / "out/general" / name))
    edit(opened)
    opened.save(str(folder / name))
    return folder / name


def _runs(opened: Any) -> Iterator[Any]:
    shapes = [shape for slide in getattr(opened, "slides", ()) for shape in slide.shapes if shape.has_text_frame]
    for each in [shape.text_frame for shape in shapes] or [opened]:
        yield from (run for paragraph in each.paragraphs for run in paragraph.runs)


def _prose(document: Any) -> list[Any]:
    """The paragraphs of several words and no figure, in one run."""
    return [
        p
        for p in document.paragraphs
        if len(p.text.split()) > 2 and not any(map(str.isdigit, p.text)) and len(p.runs) == 1
    ]


@pytest.mark.parametrize(
    "name", ["report.en.docx", "report.vi.docx", "report.vi-en.docx", "slides.en.pptx", "slides.vi-en.pptx"]
)
def test_nothing_is_told_of_a_file_as_it_was_written(library: Path, name: str) -> None:
    assert remarks(library / "out/general" / name, library) == []


def test_edited_new_and_missing_sentences_are_told(library: Path, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        first, _, second, third = _prose(document)[5:9]
        first.runs[0].text = "Quite other words are here now"
        second.insert_paragraph_before("A sentence that somebody added.")
        third._p.getparent().remove(third._p)

    told = remarks(edited(library, tmp_path, WORD, edit), library)
    assert ("new", "A sentence that somebody added.") in told
    assert [what.startswith("Quite other words") for state, what in told if state == "edited"] == [True]
    assert [what.partition(" after ")[0] for state, what in told if state == "missing"] == ["1 sentence"]
    assert len(told) == 3


def test_an_edited_figure_is_no_edited_sentence(library: Path, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        run = next(r for p in document.paragraphs for r in p.runs if r.text == "38.5%")
        run.text = "about 39%"

    result = audit(edited(library, tmp_path, WORD, edit), workspace=library)
    assert result.remarks == ()
    assert [figure.state for figure in result.figures if figure.state != "traced"] == ["changed"]


@pytest.mark.parametrize("name", [WORD, SLIDES])
@pytest.mark.parametrize("typed", [False, True])
def test_a_refreshed_qualifier_or_figure_in_words_is_no_edited_sentence(
    library: Path, tmp_path: Path, name: str, typed: bool
) -> None:
    """Nor one that somebody typed as the program writes it."""
    root = tmp_path / "root"
    shutil.copytree(library, root)
    facts = root / "seeds/facts.yaml"
    text = facts.read_text("utf-8")
    now = "value: 45.5\n  qualifier: about\n"
    for old, new in (("value: 45.5\n", now), ('"45,5%", value: 45.5', '"khoảng 45,5%", value: 45.5, qualifier: about')):
        assert old in text
        text = text.replace(old, new)
    facts.write_text(text, "utf-8")

    def edit(document: Any) -> None:
        for run in _runs(document):
            if typed and run.text == "45.5%" and len(run._parent.text) > len("about 45.5%"):
                run.text = "about 45.5%"

    file = edited(library, tmp_path, name, edit)
    refresh(file, workspace=root, accept=True)
    result = audit(file, workspace=root)
    assert "about 45.5%" in {f.figure.replace("\xa0", " ") for f in result.figures} | {
        f.printed for f in result.figures
    }
    assert result.remarks == ()


def test_moved_and_copied_paragraphs_are_not_told(library: Path, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        paragraphs = _prose(document)
        paragraphs[-1]._p.addnext(paragraphs[2]._p)
        paragraphs[4]._p.addnext(parse_xml(paragraphs[5]._p.xml))

    assert remarks(edited(library, tmp_path, WORD, edit), library) == []


def test_an_edited_text_on_a_slide_is_told_with_its_slide(library: Path, tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        deck.slides[2].shapes.title.text_frame.text = "Another title"

    result = audit(edited(library, tmp_path, SLIDES, edit), workspace=library)
    assert [(each.state, each.what, each.place[:7]) for each in result.remarks] == [
        ("edited", "Another title", "slide 3")
    ]


def test_comments_and_tracked_changes_are_counted_with_their_authors(library: Path, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        paragraph = _prose(document)[3]
        document.add_comment(paragraph.runs, "Really?", "Lan")
        paragraph._p.append(
            parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="Minh"><w:r><w:t>!</w:t></w:r></w:ins>')
        )

    file = edited(library, tmp_path, WORD, edit)
    assert remarks(file, library) == [("comments", "1 comment, by Lan"), ("tracked", "1 tracked change, by Minh")]
    shown = songngu("audit", str(file), "--workspace", str(library), "--json")
    assert '"what": "1 comment, by Lan"' in shown.stdout
    assert shown.returncode == 0
    assert "1 tracked change, by Minh" in songngu("audit", str(file), "--workspace", str(library)).stdout


def test_a_sentence_that_names_a_body_of_another_time_is_told(built: Path, tmp_path: Path) -> None:
    document = docx.Document(str(built / "general/briefing.en.docx"))
    name = "Ministry of Information and Communications"
    document.paragraphs[-1].insert_paragraph_before(f"The {name} will see to it.")
    document.save(str(tmp_path / "named.docx"))
    states = dict(remarks(tmp_path / "named.docx", built.parent))
    assert set(states) == {"new", "not valid"}
    assert "names mic, valid 2007/2025-02-28" in states["not valid"]


def test_figures_and_signs_do_not_count_in_a_hash() -> None:
    same, also, other = fingerprints(["Now\u00a039.51% – read it, m².", "Now 45 – read it m2", "Now 45 – reads it m2"])
    assert same == also != other
    assert fingerprints([" 39.51 ", "a"]) == ["", fingerprints(["a"])[0]]


def test_paragraphs_are_read_from_what_was_written() -> None:
    xml = '<w:p><w:r><w:t xml:space="preserve">One &amp; </w:t><w:br/><w:t>two.</w:t></w:r></w:p><w:p><w:t>Ends</w:t></w:p>'
    assert paragraphs_of(xml) == ["One &  two.", "Ends", ""]
    assert sentences_part(["One. Two.", "1"]).count(b" ") == sentences_part(["One.", "Two."]).count(b" ")


def test_a_file_of_ours_without_the_list_says_so(library: Path, tmp_path: Path) -> None:
    parts = parts_of(library / "out/general" / SLIDES)
    file = zipped(tmp_path / SLIDES, {name: each for name, each in parts.items() if not name.startswith("customXml")})
    assert [state for state, _ in remarks(file, library)] == ["not listed"]
    document = docx.Document()
    document.add_paragraph("Of others: 5.")
    document.save(str(tmp_path / "others.docx"))
    assert remarks(tmp_path / "others.docx", library) == []
