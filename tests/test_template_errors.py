"""What is wrong in a template is told with file, line, column, the line itself and a hint; all of it in one run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import LIBRARY

from reports.cli import cli
from reports.compose import Knowledge, compose, read_knowledge
from reports.diagnostics import Diagnostic, Findings
from reports.excerpts import with_lines
from reports.workspace import read_workspace

SECTION = "templates/report/en/overview.md.j2"

CASES = [
    ('A {{ fact("member") }} x', 'no fact is called "member"', 'did you mean "members"?'),
    ('{{ term("libary") }}', 'no term is called "libary"', 'did you mean "library"?'),
    ('{{ place("lang-sem") }}', 'no place is called "lang-sem"', 'did you mean "lang-sen"?'),
    ('{{ chart("members-gol") }}', 'no chart is called "members-gol"', 'did you mean "members-goal"?'),
    ('{{ figures("membrs") }}', 'no fact is called "membrs"', 'did you mean "members"?'),
    ('x{{ cite("membrs") }}', 'no fact is called "membrs"', 'did you mean "members"?'),
    ('{% for f in facts(topic="redrs") %}x{% endfor %}', 'no fact has the topic "redrs"', 'did you mean "readers"?'),
    ('{{ fact("members", "shrt") }}', 'a figure has no form "shrt"', 'did you mean "short"?'),
    ('{{ fact("members", roundd=1) }}', 'fact() takes no "roundd"', 'did you mean "rounded"?'),
    ("{{ fact() }}", 'fact() needs "id"', "see docs/templates.md"),
    ('{{ fact("members").statment }}', 'this has no "statment"', 'did you mean "statement"?'),
    ('{{ fct("members") }}', 'nothing is called "fct" here', 'did you mean "fact"?'),
    ("{{ audience.nam }}", 'this has no "nam"', 'did you mean "name"?'),
    ('{{ table(facts("members"), {"labl": "x"}, caption="c", id="i") }}', 'a table has no column "labl"', '"label"?'),
    ('{{ ref("fig-members-gol") }}', 'no figure or table is called "fig-members-gol"', '"fig-members-goal"?'),
    ('{{ period("2024-Q9") }}', '"2024-Q9" is no period', 'write period("2020/2025")'),
    ('## Heading {layot="x"}', 'a heading has no attribute "layot"', 'did you mean "layout"?'),
    ('::: table {#x wdths="1"}\n\n| a |\n|---|\n| b |\n\n:::', '"::: table" has no attribute "wdths"', '"widths"?'),
    ("::: sidebr\n\nx\n\n:::", 'no writer knows the block "::: sidebr"', 'did you mean "sidebar"?'),
    ("::: sidebar\n\nx", 'the block "::: sidebar" is not closed', "end it with a line of :::"),
    ("::: proposal\n\nLet us.\n\n:::", "this proposal rests on no fact", 'or {{ cite("ID") }}'),
    ('::: contents {of="figurs"}\n\n:::', '"figurs" cannot be listed', "known: contents, figures"),
    ("[x]{.fct}", 'no writer knows the mark "fct"', "known: fact"),
    ("There are 5 books", 'the figure "5" is typed into the text', 'write it with fact("ID")'),
    ("a {value} b", "a brace is left over in the text", "attributes are written"),
    ("{% for f in [] %}\nx", 'the block "{% for %}" is not closed', "end it with {% endfor %}"),
    ("{% blok x %}", 'there is no tag "blok"', 'did you mean "block"?'),
    ('{{ "a"|upperr }}', 'there is no filter "upperr"', 'did you mean "upper"?'),
    ('{{ fact("members }}', "this cannot be read as Jinja", "a quotation mark or a brace that is not closed"),
    ('{% include "report/en/leding.md.j2" %}', 'there is no template "report/en/leding.md.j2"', "/lending.md.j2"),
]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    shutil.copytree(LIBRARY, folder)
    return folder


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Knowledge]:
    folder = tmp_path_factory.mktemp("errors") / "library"
    shutil.copytree(LIBRARY, folder)
    return folder, read_knowledge(read_workspace(folder))


def _found(root: Path, knowledge: Knowledge, audience: str = "general") -> list[Diagnostic]:
    findings = Findings()
    compose(knowledge, "report", audience, findings)
    return list(with_lines(findings, root))


@pytest.mark.parametrize(("text", "message", "hint"), CASES)
def test_a_fault_is_told_with_place_line_and_hint(
    shared: tuple[Path, Knowledge], text: str, message: str, hint: str
) -> None:
    root, knowledge = shared
    path = root / SECTION
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{text}\n", encoding="utf-8")
    line = before.count("\n") + 2
    try:
        found = [d for d in _found(root, knowledge) if message in d.message]
    finally:
        path.write_text(before, encoding="utf-8")
    assert len(found) == 1, found
    place = found[0].place
    assert place is not None
    assert (place.path, place.line) == (SECTION, line)
    assert place.column is not None
    assert found[0].source == text.split("\n")[0]
    assert hint in (found[0].hint or "")


def test_a_fault_in_an_extended_file_is_told_there(root: Path) -> None:
    base = root / "templates/report/en/readers.md.j2"
    lines = base.read_text(encoding="utf-8").split("\n")
    lines[4] = 'Dear {{ fact("membrs") }}'
    base.write_text("\n".join(lines), encoding="utf-8")
    found = _found(root, read_knowledge(read_workspace(root)), "children")
    assert "templates/report/en/readers.md.j2:5:15" in [str(d.place) for d in found]


def test_a_fault_in_an_included_file_is_told_there(root: Path) -> None:
    (root / "templates/report/en/part.md.j2").write_text('x\n{{ fact("membrs").statment }}\n', encoding="utf-8")
    for language in ("en", "vi"):
        path = root / f"templates/report/{language}/overview.md.j2"
        path.write_text('{% include "report/en/part.md.j2" %}\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = _found(root, read_knowledge(read_workspace(root)))
    assert {str(d.place) for d in found if "membrs" in d.message} == {"templates/report/en/part.md.j2:2:10"}


def test_a_fact_that_there_is_not_is_told_once(root: Path) -> None:
    with (root / SECTION).open("a", encoding="utf-8") as file:
        file.write('\n{{ fact("membrs").statement }} in {{ fact("membrs").period }}\n')
    found = _found(root, read_knowledge(read_workspace(root)))
    assert [d.message for d in found if "membrs" in d.message] == ['no fact is called "membrs"'] * 2
    assert not [d for d in found if "this has no" in d.message]


def test_one_run_tells_of_all_faults_in_all_files(root: Path) -> None:
    faults = {
        "report/en/overview.md.j2": '{{ fact("members }}',
        "report/en/lending.md.j2": '{{ chart("members-gol") }}',
        "report/en/plans.md.j2": '{{ fct("x") }}',
        "slides/en/story.md.j2": '## A slide {layout="mesage-text"}\n\ntext',
    }
    for name, text in faults.items():
        with (root / "templates" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")
    with (root / "templates/slides/vi/story.md.j2").open("a", encoding="utf-8") as file:
        file.write('\n## Một trang {layout="mesage-text"}\n\nchữ\n')
    result = CliRunner().invoke(cli, ["build", "--workspace", str(root)])
    assert result.exit_code == 1
    for name, text in faults.items():
        assert f"templates/{name}:" in result.stderr
        assert f"  | {text.splitlines()[0]}" in result.stderr
    assert 'hint: did you mean "message-text"?' in result.stderr
    assert not (root / "out/general").exists()
