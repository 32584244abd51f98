"""Where a fact is used: derived facts, charts, texts of all documents, finished files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import songngu as run

from reports.diagnostics import Problems
from reports.finished.usage import Use, usage


@pytest.fixture(scope="module")
def uses(library_built: Path) -> tuple[Use, ...]:
    found = usage(["members"], library_built.parent, [library_built / "general/report.en.docx"])
    assert found.faults == ()
    return found.uses


def _of(uses: tuple[Use, ...], kind: str, where: str = "") -> list[Use]:
    return [use for use in uses if use.kind == kind and where in use.where]


def test_facts_derived_from_a_fact_are_uses_and_so_are_theirs(uses: tuple[Use, ...]) -> None:
    (derived,) = _of(uses, "derived")
    assert (derived.fact, derived.where, derived.words) == ("members", "members.gap", "target - now")
    assert [use.words for use in _of(uses, "text", "general/report.en.docx") if use.fact == "members.gap"]


def test_each_text_is_given_with_its_heading_and_the_line_that_writes_it(
    uses: tuple[Use, ...], library_built: Path
) -> None:
    texts = _of(uses, "text", "general/report.en.docx")
    first = next(use for use in texts if use.fact == "members")
    assert "38.5% of residents have a reader’s card" in first.words
    assert first.under == ""  # it comes before the first heading
    assert any(use.under for use in texts)
    for use in texts:
        path, line = use.template.split(":")[:2]
        assert (library_built.parent / path).read_text("utf-8").splitlines()[int(line) - 1].strip()


def test_charts_that_show_a_fact_are_named_where_they_are_placed(uses: tuple[Use, ...]) -> None:
    charts = {(use.fact, use.words) for use in _of(uses, "chart", "general/report.vi.docx")}
    assert ("members", "members-by-place") in charts
    assert all(use.template.endswith(tuple("0123456789")) for use in _of(uses, "chart"))


def test_all_documents_are_searched_and_files_that_are_named(uses: tuple[Use, ...], library_built: Path) -> None:
    documents = {use.where for use in uses if use.kind == "text" and use.fact == "members"}
    assert {"general/report.vi.docx", "general/report.en.docx"} < documents
    in_file = _of(uses, "file")
    assert {use.state for use in in_file} == {"traced"}
    assert {use.where for use in in_file} == {str(library_built / "general/report.en.docx")}
    assert len(in_file) >= len({use.words for use in _of(uses, "text", "general/report.en.docx")}) // 2


def test_a_sentence_has_no_empty_brackets_where_a_cross_reference_stands(library_built: Path) -> None:
    uses = usage(["loans.2024"], library_built.parent).uses
    words = [use.words for use in _of(uses, "text", "general/report.en.docx")]
    (sentence,) = [each for each in words if each.startswith("By ") and "the count is" in each]
    assert sentence.endswith("loans."), sentence


def test_a_fact_that_is_not_known_is_an_error_with_the_nearest_name(small: Path) -> None:
    with pytest.raises(Problems, match='no fact is called "book-lent"'):
        usage(["book-lent"], small)
    result = run("list", "facts", "book-lent", "--used", cwd=small)
    assert (result.returncode, result.stdout) == (1, "")
    assert 'hint: did you mean "books-lent"?' in result.stderr


@pytest.mark.parametrize("words", [[], ["no.docx", "books-lent"], ["only.pptx"]])
def test_wrong_usage_ends_with_two(words: list[str], small: Path) -> None:
    assert run("list", "facts", *words, "--used", cwd=small).returncode == 2
    assert run("list", "terms", "books-lent", "--used", cwd=small).returncode == 2


def test_uses_are_printed_by_document_or_as_json(small: Path) -> None:
    rows = json.loads(run("list", "facts", "books-lent", "--used", "--json", cwd=small).stdout)
    printed = run("list", "facts", "books-lent", "--used", cwd=small)
    assert rows
    for row in rows:
        assert row["where"] in printed.stdout
        assert row["template"] in printed.stdout
    assert printed.stderr == f"{len(rows)} uses of books-lent\n"
