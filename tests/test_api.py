"""The public API: what docs/api.md says of it, and documents that are open for others to add to."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import docx.document
import pptx.presentation
import pytest

import reports
import reports.cli.commands  # a submodule must not take the place of a function of the same name
from reports.diagnostics import Diagnostic, Problems
from reports.finished import Audit, FoundFigure
from reports.finished.model import STATES
from reports.pipeline.build import Built

ROOT = Path(__file__).parent.parent
API = (ROOT / "docs/api.md").read_text(encoding="utf-8")


def _documented(function: str) -> str:
    """The signature of a function as docs/api.md writes it, on one line."""
    found = re.search(rf"^## {function}\n\n```python\n(.*?)\n```", API, re.MULTILINE | re.DOTALL)
    assert found, f"docs/api.md has no section {function}"
    return re.sub(r",? ?\) ->", ") ->", re.sub(r"\s+", " ", found[1]).replace("( ", "("))


def _actual(function: str) -> str:
    signature = inspect.signature(getattr(reports, function))
    plain = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    written = str(signature.replace(parameters=plain, return_annotation=inspect.Signature.empty)).replace("'", '"')
    return f"{function}{written} -> {signature.return_annotation}"


@pytest.mark.parametrize("function", reports.__all__)
def test_the_page_on_the_api_has_every_function_as_it_is(function: str) -> None:
    documented, actual = _documented(function), _actual(function)
    assert documented.split(" -> ")[0] == actual.split(" -> ")[0]
    assert documented.split(" -> ")[1].split(".")[-1] == actual.split(" -> ")[1].split(".")[-1]


def test_the_page_on_the_api_has_no_function_more() -> None:
    assert sorted(re.findall(r"^## (.+)$", API, re.MULTILINE)) == sorted(reports.__all__)


@pytest.mark.parametrize("of", [Built, Audit, FoundFigure, Diagnostic])
def test_the_fields_that_the_page_names_are_there(of: type) -> None:
    named = {
        Built: {"written", "kept", "warnings", "failed"},
        Audit: {"figures", "faults", "clean"},
        FoundFigure: {"file", "place", "figure", "state"},
        Diagnostic: {"place", "severity", "message", "hint"},
    }[of]
    assert all(f"`{name}`" in API for name in named)
    assert named <= set(dir(of)) | set(inspect.signature(of).parameters)


def test_the_page_on_the_api_names_every_state_of_a_figure() -> None:
    assert all(f'"{state}"' in API for state in STATES)


def test_the_version_is_that_of_the_package() -> None:
    assert f'`"{reports.__version__}"`' in API
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "reports/__init__.py"


def test_each_function_can_be_called_twice(small: Path) -> None:
    for _ in range(2):
        assert not reports.check(small)
        built = reports.build(small)
        assert reports.audit(*(small / "out" / name for name in (*built.written, *built.kept)), workspace=small).clean
        assert isinstance(reports.word_document("briefing", workspace=small), docx.document.Document)
        assert isinstance(reports.presentation("deck", workspace=small), pptx.presentation.Presentation)


@pytest.mark.parametrize("language", ["vi", "en", "vi-en"])
def test_a_word_document_can_be_added_to_and_still_be_audited(small: Path, language: str) -> None:
    document = reports.word_document("briefing", language=language, workspace=small)
    before = len(document.paragraphs)
    document.add_heading("Contact", level=1)
    document.add_paragraph("Ask the library.", style="List Bullet")
    document.add_table(2, 2).cell(0, 0).text = "Hours"
    document.save(str(small / "more.docx"))
    opened = docx.Document(str(small / "more.docx"))
    assert len(opened.paragraphs) >= before + 2
    assert [p.text for p in opened.paragraphs if p.style is not None and p.style.name == "Heading 1"][-1] == "Contact"
    assert reports.audit(small / "more.docx", workspace=small).clean


def test_a_presentation_can_be_added_to_and_still_be_audited(small: Path) -> None:
    deck = reports.presentation("deck", language="en", workspace=small)
    slides = len(deck.slides)
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Message with text"))
    slide.shapes.title.text = "Ask the library"
    slide.notes_slide.notes_text_frame.text = "Say where it is."
    deck.slides[0].notes_slide.notes_text_frame.add_paragraph().text = "Welcome."
    deck.save(str(small / "more.pptx"))
    opened = pptx.Presentation(str(small / "more.pptx"))
    assert len(opened.slides) == slides + 1
    assert opened.slides[slides].notes_slide.notes_text_frame.text == "Say where it is."
    assert reports.audit(small / "more.pptx", workspace=small).clean


def test_a_report_of_the_other_format_is_refused_with_the_way_out(small: Path) -> None:
    with pytest.raises(Problems, match=r"(?s)\"deck\" is no word report.*open it with reports\.presentation"):
        reports.word_document("deck", workspace=small)
    with pytest.raises(Problems, match=r"(?s)no powerpoint report.*reports\.word_document"):
        reports.presentation("briefing", workspace=small)
    with pytest.raises(Problems, match='no report is called "brief"'):
        reports.word_document("brief", workspace=small)
    with pytest.raises(Problems, match="cannot be built in"):
        reports.presentation("deck", language="vi-en", workspace=small)
