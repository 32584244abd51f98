"""What `check` says of a workspace in which something is wrong: the place, the message, the hint; all at once."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from reports.diagnostics import Diagnostic, Place
from reports.document.model import Heading, ListBlock, Paragraph, Text
from reports.pipeline.agreement import _paired
from reports.pipeline.check import check
from reports.workspace.new_workspace import make_workspace

VI = "templates/briefing/vi/summary.md.j2"
EN = "templates/briefing/en/summary.md.j2"
CHARTS = "templates/charts.yaml"


def _change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text, f"nothing to replace in {path}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _one(found: list[Diagnostic], message: str) -> Diagnostic:
    fitting = [diagnostic for diagnostic in found if message in diagnostic.message]
    assert fitting, "\n".join(map(str, found))
    return fitting[0]


def test_a_new_workspace_has_no_fault(small: Path) -> None:
    assert check(small) == []


def test_a_new_workspace_fits_its_sources(small: Path) -> None:
    assert check(small, sources=small / "sources") == []


def test_somebodys_own_sources_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/mine.txt").write_text("mine", encoding="utf-8")
    make_workspace(tmp_path)
    assert [path.name for path in (tmp_path / "sources").iterdir()] == ["mine.txt"]


def test_a_source_in_another_language_is_not_read(small: Path) -> None:
    _change(small, "seeds/facts.yaml", "language: vi ", "language: de ")
    assert check(small, sources=small / "sources") == []


def test_the_built_in_workspace_has_no_fault(journey: Path) -> None:
    assert check(journey) == []


TEMPLATE_FAULTS = [
    ("an unknown fact", VI, 'fact("books-lent")', 'fact("book-lent")', 'no fact is called "book-lent"',
     'did you mean "books-lent"?', (5, 10)),
    ("an unknown chart", VI, 'chart("lending")', 'chart("lenidng")', 'no chart is called "lenidng"', "lending", (7, 11)),
    ("an unknown chart in a block", VI, '{{ chart("lending") }}',
     '::: figure {#fig-lending chart="lenidng"}\n\nA\n\nB\n\nC\n\n:::', 'no chart is called "lenidng"', "lending", (7, None)),
    ("an unknown term", VI, "Xem", '{{ term("x") }}', 'no term is called "x"', None, (5, None)),
    ("an unknown function", VI, "{{ sources() }}", "{{ source() }}", "nothing is called \"source\" here", "sources", (11, None)),
    ("an unknown reference", VI, 'ref("fig-lending")', 'ref("fig-x")', 'no heading, figure or table is called "fig-x"', "fig-lending",
     (5, None)),
    ("a typed figure", VI, "Xem", "Năm 2024, xem", 'the figure "2024," is typed', 'fact("ID")', (5, 40)),
    ("a date that is none", VI, "Xem", '{{ date("hôm qua") }}', '"hôm qua" is no period', 'fact("ID").period', (5, None)),
    ("a period that is none", VI, "Xem", '{{ period("xưa") }}', "is no period", "report.date", (5, None)),
    ("an unclosed block", VI, "# Nguồn", "::: sidebar\n\n# Nguồn", "is not closed", ":::", (9, None)),
    ("an unclosed loop", VI, "# Nguồn", "{% for x in facts() %}", "", None, (None, None)),
    ("an unknown include", VI, "# Nguồn", '{% include "x.md.j2" %}', 'there is no template "x.md.j2"', "templates/", (9, None)),
    ("a way out of the templates", VI, "# Nguồn", '{% include "../seeds/facts.yaml" %}', "there is no template", None, (9, None)),
    ("a private name", VI, "Xem", "{{ fact.__globals__ }}", "", None, (5, None)),
    ("an endless loop", VI, "Xem", "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
     "", None, (5, None)),
    ("a huge text", VI, "Xem", '{{ "x" * 999999999 }}', "works with small numbers only", None, (5, None)),
    ("another heading level", EN, "# Sources", "## Sources", '"en" has a heading of level 2 here, "vi" has a heading of level 1', "is at templates/briefing/vi", (9, None)),
    ("a list of another length", EN, "# Sources", "- More.\n\n# Sources", 'only "en" has this list of 1 item', "only-en", (9, None)),
    ("a word that a function writes too", VI, "Xem", 'Năm {{ fact("books-lent").period }}, xem', 'the word "Năm" is written twice', "remove the other", (5, None)),
    ("a bullet of Word", VI, "# Nguồn", "• Một\n• Hai\n\n# Nguồn", '"•" makes no list here', 'write "- "', (9, None)),
    ("letters of Word", VI, "# Nguồn", "a) Một việc\nb) Việc khác\n\n# Nguồn", "these items run into one line", "blank line", (9, None)),
    ("a paragraph of one language", EN, "# Sources", "More.\n\n# Sources", 'only "en" has this paragraph', 'write it for "vi" too, or put it into ::: only-en', (9, None)),
    ("a paragraph of one language in the middle", EN, "{{ chart(", "More.\n\n{{ chart(", 'only "en" has this paragraph', "only-en", (7, None)),
    ("a fact of one language", EN, "See", 'Again {{ fact("books-lent") }}: see', "", None, None),
    ("a section of one language", EN, '{{ chart("lending") }}', "", "", None, (None, None)),
    ("an unknown fact in a chart", CHARTS, "facts: [books-lent]", "facts: [book-lent]", 'no fact is called "book-lent"',
     "books-lent", (9, None)),
    ("an unknown kind of chart", CHARTS, "kind: bars", "kind: pie", 'no kind of chart is called "pie"', "bars", (8, None)),
    ("a colour that is none", "templates/brand/brand.yaml", '"#12436D"', '"blue"', '"blue" is no colour', "#RRGGBB", (10, None)),
    ("too little contrast", "templates/brand/brand.yaml", '"#5B6670"', '"#B0B0B0"', "has a contrast of", "darker", (None, None)),
    ("an unknown colour", "templates/brand/brand.yaml", "heading: blue", "heading: bleu", 'no colour is called "bleu"', "blue",
     (None, None)),
    ("a report without a date", "templates/deck/report.yaml", "date: 2025-01-31\n", "", 'the field "date" is missing', None,
     (None, None)),
    ("a section without a text", "templates/deck/report.yaml", "sections: [summary]", "sections: [summary, more]",
     'the section "more" has no text', "write it", None),
    ("an audience of an unknown report", "templates/audiences/general/audience.yaml", "description:",
     "reports: {brief: {remove: [x]}}\ndescription:", 'no report is called "brief"', "briefing", None),
]  # fmt: skip


@pytest.mark.parametrize("fault", TEMPLATE_FAULTS, ids=[fault[0] for fault in TEMPLATE_FAULTS])
def test_a_fault_is_told_with_its_place_and_a_hint(small: Path, fault: tuple) -> None:  # type: ignore[type-arg]
    name, path, old, new, message, hint, where = fault
    _change(small, path, old, new)
    found = check(small)
    if name == "a fact of one language":
        assert found == []  # the same fact twice in one block says nothing else
        return
    told = _one(found, message)
    assert told.severity == "error"
    assert told.place is not None
    if where is not None:
        assert told.place.path == path
        line, column = where
        assert line is None or told.place.line == line
        assert column is None or told.place.column == column
    assert hint is None or hint in (told.hint or "")


def test_a_text_that_is_not_translated_is_a_warning(small: Path) -> None:
    text = "The library is open to everybody in town."
    for path, before in ((VI, "# Nguồn"), (EN, "# Sources")):
        _change(small, path, before, f"{text}\n\n{before}")
    told = _one(check(small), '"vi" and "en" have the same words in this paragraph')
    assert (told.severity, told.place and told.place.path) == ("warning", EN)
    assert "not translated" in (told.hint or "")


def test_a_word_that_stands_twice_on_the_front_is_told_there(small: Path) -> None:
    report = "templates/briefing/report.yaml"
    for old, new in (
        (
            "vi: Báo cáo mới, en: A new report}\n",
            'vi: "Báo cáo năm {period:books-lent}", en: "In {period:books-lent}"}\n',
        ),
    ):
        _change(small, report, f"title: {{{old}", f"title: {{{new}")
    told = _one(check(small), 'the word "năm" is written twice')
    assert told.place is not None
    assert told.place.path == report


def test_faults_of_several_files_are_told_at_once(small: Path) -> None:
    _change(small, VI, 'fact("books-lent")', 'fact("a")')
    _change(small, EN, 'fact("books-lent")', 'fact("b")')
    messages = [diagnostic.message for diagnostic in check(small)]
    assert 'no fact is called "a"' in messages
    assert 'no fact is called "b"' in messages


def test_a_missing_text_is_told_by_its_file(small: Path) -> None:
    (small / EN).unlink()
    told = _one(check(small), 'has no text for the language "en"')
    assert told.place is not None
    assert told.place.path == EN


def test_a_fault_in_an_included_file_is_told_there(small: Path) -> None:
    (small / "templates/note.md.j2").write_text('Một.\n\n{{ fact("x") }}\n', encoding="utf-8")
    for path in (VI, EN):
        text = (small / path).read_text(encoding="utf-8")
        (small / path).write_text(text + '\n{% include "note.md.j2" %}\n', encoding="utf-8")
    told = _one(check(small), 'no fact is called "x"')
    assert told.place is not None
    assert (told.place.path, told.place.line) == ("templates/note.md.j2", 3)


def test_an_audience_may_replace_one_block_of_a_section(small: Path) -> None:
    _change(small, VI, "# Nguồn", "{% block more %}{% endblock %}\n\n# Nguồn")
    _change(small, EN, "# Sources", "{% block more %}{% endblock %}\n\n# Sources")
    for language, words in (("vi", "Thêm."), ("en", "More.")):
        own = small / f"templates/audiences/general/briefing/{language}/summary.md.j2"
        own.parent.mkdir(parents=True)
        base = f"base:briefing/{language}/summary.md.j2"
        own.write_text(f'{{% extends "{base}" %}}{{% block more %}}{words}{{% endblock %}}', encoding="utf-8")
    assert check(small) == []


def test_what_is_not_released_stops_the_build(small: Path) -> None:
    _change(small, "seeds/facts.yaml", "importance: 3", "importance: 3\n  release: internal")
    told = _one(check(small), '"books-lent" may not be used here')
    assert "internal" in told.message


def test_what_is_under_embargo_stops_the_build(small: Path) -> None:
    _change(small, "seeds/facts.yaml", "importance: 3", "importance: 3\n  embargo: 2025-02-01")
    assert "2025-02-01" in _one(check(small), '"books-lent" may not be used here').message


@pytest.fixture
def sources(small: Path) -> Path:
    """The folder with the small workspace's source document."""
    return small / "sources"


def test_facts_that_fit_their_sources(small: Path, sources: Path) -> None:
    assert check(small, sources=sources) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lines: [1], printed", "lines: [2], printed", "does not print"),
        ("lines: [1], printed", "lines: [9], printed", "has no line 9"),
        ("sha256: ", "sha256: 0", "is no SHA-256"),
    ],
)
def test_an_account_that_its_source_does_not_bear_out(
    small: Path, sources: Path, old: str, new: str, message: str
) -> None:
    _change(small, "seeds/facts.yaml", old, new)
    _one(check(small, sources=sources), message)


def test_a_document_that_is_another_one(small: Path, sources: Path) -> None:
    (sources / "library-report.txt").write_bytes(b"x")
    told = _one(check(small, sources=sources), "is not the one that the facts were taken from")
    assert f"write sha256: {hashlib.sha256(b'x').hexdigest()}" in (told.hint or "")


def test_a_figure_that_nobody_accounts_for(small: Path, sources: Path) -> None:
    _change(small, "seeds/facts.yaml", 'printed: "hơn 1.250 cuốn sách"', 'printed: "cuốn sách"')
    told = _one(check(small, sources=sources), 'the figure "1.250" is neither')
    assert told.place is not None
    assert (told.place.line, told.place.column) == (1, 40)


def test_a_term_of_one_language_is_told(small: Path) -> None:
    _change(
        small,
        "seeds/glossary.yaml",
        "terms: {}",
        "terms:\n  library: {kind: institution, name: {vi: Thư viện, en: the library}}",
    )
    _change(small, EN, "See", 'At {{ term("library") }}, see')
    told = _one(check(small), 'only "en" has the term "library"')
    assert told.place is not None
    assert told.place.path == EN


def test_a_name_that_the_glossary_writes_otherwise_is_a_warning(small: Path) -> None:
    term = "library: {kind: institution, name: {vi: Thư viện, en: the Library}, variants: {en: [the book house]}}"
    _change(small, "seeds/glossary.yaml", "terms: {}", f"terms:\n  {term}")
    _change(small, EN, "See", "At the book house, see")
    told = _one(check(small), '"the book house" is written "the Library"')
    assert told.severity == "warning"
    assert told.hint == 'write {{ term("library") }}'


def test_a_text_that_does_not_fit_its_slide_is_told(small: Path) -> None:
    for language in ("vi", "en"):
        _change(small, f"templates/deck/{language}/summary.md.j2", '{{ chart("lending") }}', "Chữ " * 900)
    told = _one(check(small), "too long")
    assert told.place is not None
    assert told.place.path == "templates/deck/en/summary.md.j2"


def test_a_chart_that_does_not_fit_is_told(small: Path) -> None:
    _change(small, CHARTS, "facts: [books-lent]", "facts: [books-lent]\n    height: {word: 5}")
    told = _one(check(small), "does not fit into")
    assert told.place is not None
    assert told.place.path == CHARTS


def _take(small: Path, content: bytes) -> None:
    """Let the source's document have this content."""
    (small / "sources/library-report.txt").write_bytes(content)
    facts = small / "seeds/facts.yaml"
    text = re.sub("sha256: [0-9a-f]+", f"sha256: {hashlib.sha256(content).hexdigest()}", facts.read_text("utf-8"))
    facts.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" ", "\u00a0"), (" ", "\u202f"), (" ", "\u2009"), (" ", "\t"), ("ố", "ố"), ("ơ", "\u00ado\u200b\u031b"),
        ("\n", "\r\n"), ("\n", "\r"),
    ],
)  # fmt: skip
def test_a_source_is_compared_as_it_is_read(small: Path, sources: Path, encoding: str, old: str, new: str) -> None:
    text = (sources / "library-report.txt").read_text(encoding="utf-8")
    assert old in text
    _take(small, text.replace(old, new).encode(encoding))
    assert check(small, sources=sources) == []


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n\xe2\xe3 1.250 2.000", "a PDF file"),
        (b"PK\x03\x04\x14\x00 1.250", "a packed file (docx, zip, or xlsx without that ending)"),
        (b"\xd0\xcf\x11\xe0 1.250", "an old Office format"),
        (b"{\\rtf1 1.250}", "Rich Text Format"),
        ("Thư viện có hơn 1.250 cuốn sách 2.000".encode("cp1258", "replace"), "text in another encoding"),
        ("1.250".encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xff\x00\x80 1.250 2.000", "a file of bytes, no text"),
    ],
)
def test_a_document_that_is_no_text_is_one_error(small: Path, sources: Path, content: bytes, what: str) -> None:
    _take(small, content)
    (told,) = check(small, sources=sources)
    assert what in told.message
    assert "save its text as UTF-8, name that file under" in (told.hint or "")


@pytest.mark.parametrize("missing", [0, 1, 2])
@pytest.mark.parametrize("turned", [False, True])
def test_each_block_that_one_language_lacks_is_left_over(missing: int, turned: bool) -> None:
    place = Place("a.md.j2", 1, 1)
    whole = (Heading(2, (Text("A"),), place), Paragraph((Text("B"),), place), ListBlock(False, (), place))
    fewer = whole[:missing] + whole[missing + 1 :]
    pairs, surplus = _paired(fewer, whole) if turned else _paired(whole, fewer)
    assert [id(block) for block in surplus] == [id(whole[missing])]
    assert pairs == [(block, block) for block in fewer]
