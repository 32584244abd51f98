"""The benchmarks run: one quick round of the plain script and ours on the same text. Times are no tests."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

import reports
from benchmarks.__main__ import others_table, works_table
from benchmarks.processes import Run, run
from benchmarks.tables import put
from benchmarks.works import FIRST, OTHERS, PLAIN, PYTHON, WORKS
from benchmarks.workspaces import copies

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs" / "benchmarks.md"


@pytest.fixture
def plain():
    spec = importlib.util.spec_from_file_location("plain", ROOT / "benchmarks" / "peers" / "plain.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def workspaces(tmp_path):
    return copies(tmp_path)


def _words(paragraphs):
    """The words of texts without the plain script's marks of notes."""
    return [re.sub(r"\[\d+\]|\s", "", paragraph.text) for paragraph in paragraphs]


def test_the_plain_script_and_the_workspace_write_the_same_text(plain, workspaces, tmp_path, monkeypatch):
    monkeypatch.setattr(plain, "TEXT", {"en": plain.TEXT["en"]})
    plain.draw_charts(tmp_path)
    plain.write_briefing("en", tmp_path)
    plain.write_deck("en", tmp_path)
    workspace = workspaces["benchmark"].root
    briefing = reports.word_document("briefing", language="en", workspace=workspace)
    theirs = Document(str(tmp_path / "briefing.en.docx"))
    ours = "".join(_words(briefing.paragraphs))
    *body, _ = _words(theirs.paragraphs)
    own = [text for text in body if text not in ours]
    assert len(own) <= len(plain.TEXT["en"]["notes"])  # its list of notes; ours are footnotes
    assert len(body) > 140
    assert len(theirs.inline_shapes) == len(briefing.inline_shapes) == 6
    assert len([block for block in plain.TEXT["en"]["blocks"] if block["kind"] == "table"]) == 4
    deck = reports.presentation("deck", language="en", workspace=workspace)
    titles = [slide.shapes.title.text.replace("\u00a0", " ") for slide in deck.slides]  # names stay on one line
    theirs = Presentation(str(tmp_path / "deck.en.pptx")).slides
    assert titles == [slide.shapes.title.text.replace("\u00a0", " ") for slide in theirs]
    assert len(titles) == 14


@pytest.mark.parametrize("name", ["benchmark", "built-in"])
def test_edits_change_a_sentence_and_facts(workspaces, name):
    workspace = workspaces[name]
    before = (workspace.root / "seeds" / "facts.yaml").read_text(encoding="utf-8")
    workspace.change_sentence(12)
    workspace.change_fact(workspace.uncharted, 12)
    workspace.change_fact(workspace.charted, 12)
    changed = (workspace.root / "seeds" / "facts.yaml").read_text(encoding="utf-8")
    assert len([1 for old, new in zip(before.split("\n"), changed.split("\n"), strict=True) if old != new]) == 4
    if name == "benchmark":
        assert [fault for fault in reports.check(workspace.root) if fault.severity == "error"] == []


def test_a_process_is_measured():
    measured = run([sys.executable, "-c", "sum(range(10**6))"])
    assert measured.cpu > 0
    assert measured.wall > 0
    assert 1 < measured.memory < 1000


def test_the_tables_compare_with_the_plain_script_and_name_what_is_missing(tmp_path):
    slow, fast = [Run(2, 4, 80)] * 3, [Run(1, 1, 40)] * 3
    runs = {f"{which}: {work.name}": fast for work in WORKS for which in ("benchmark", "built-in")}
    runs |= {FIRST: slow, "plain script, charts ready": slow, PYTHON: fast, OTHERS[0].name: fast}
    works, others = works_table(runs), others_table(runs)
    assert "| one sentence changed | 1.00 | 1.00 | 40 | 0.50 | **0.25** | 0.15 | 0.50 | 0.25 |" in works
    assert f"| {OTHERS[0].name} | 2 .docx | 1.00 | 1.00 | 40 | 0.25 |" in others
    assert f"| {OTHERS[1].name} | 2 .docx, 2 .pptx | not installed |" in others
    assert PLAIN.name in others
    page = tmp_path / "page.md"
    page.write_text(DOCS.read_text(encoding="utf-8"), encoding="utf-8")
    put({"works": works, "others": others, "warm": "-"}, page)
    assert works in page.read_text(encoding="utf-8")
