"""Another subject, of a town's library: all that a workspace may hold, none of it in the code."""

from __future__ import annotations

import operator
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

import docx
import pytest
from conftest import LIBRARY, ROOT, validator
from lxml import etree
from outline import W, outline

from reports import audit, build, check
from reports.brand import read_brand
from reports.charts.specs import Spec
from reports.diagnostics import Diagnostic, Findings, Problems
from reports.document import inlines_in, marked_in, texts_of, walk
from reports.document.model import BOXES, Block, Box, Inline, LanguageSpan, Listing, Marked, Sides, Table, plain
from reports.document.reader.blocks import LISTINGS
from reports.facts import read_facts
from reports.facts.models import FactKind, Status
from reports.facts.provenance import statement
from reports.facts.wording import Wording
from reports.languages import LANGUAGES, UNITS, Qualifier
from reports.languages.periods import Precision
from reports.pipeline.check import check as check_workspace
from reports.pipeline.compose import compose
from reports.pipeline.knowledge import Knowledge, read_knowledge
from reports.templates import Functions
from reports.templates.fact_text import ValueText
from reports.workspace import read_workspace

FILES = [
    f"{report}.{language}.{suffix}"
    for report, suffix in (("report", "docx"), ("slides", "pptx"))
    for language in ("vi", "en")
]
MADE_LATER = {Sides, LanguageSpan}
"""What no template writes: languages set side by side, and a mark that points to a note said before."""

ALL = [f"{audience}/{name}" for audience in ("general", "children") for name in FILES]
WORD = [name for name in ALL if name.endswith(".docx")]


def _change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text, f"nothing to replace in {path}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _one(found: list[Diagnostic], message: str) -> Diagnostic:
    fitting = [diagnostic for diagnostic in found if message in diagnostic.message]
    assert fitting, "\n".join(map(str, found))
    return fitting[0]


# ---- The workspace is sound


def test_the_library_has_no_fault(library: Path) -> None:
    assert check(library) == []


def test_its_facts_fit_its_three_documents(library: Path) -> None:
    assert check(library, sources=LIBRARY / "sources") == []


def test_a_figure_that_its_document_does_not_print_is_found(library: Path) -> None:
    _change(library, "seeds/facts.yaml", 'printed: "USD 12,500", value: 12500', 'printed: "USD 12,501", value: 12501')
    _change(library, "seeds/facts.yaml", "value: 12500\n", "value: 12501\n")
    found = check(library, sources=LIBRARY / "sources")
    assert 'does not print "USD 12,501"' in _one(found, "does not print").message
    assert _one(found, 'the figure "12,500" is neither').place is not None


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("không chờ người đọc tìm đến", "không đợi người đọc tìm đến", "it differs from"),
        ("source: news-2025-02\n    lines: [4]", "source: news-2025-02\n    lines: [5]", "it is on line 4"),
    ],
)
def test_a_quotation_is_compared_letter_by_letter(library: Path, old: str, new: str, hint: str) -> None:
    _change(library, "seeds/facts.yaml", old, new)
    found = check(library, sources=LIBRARY / "sources")
    fault = _one(found, 'does not print the quotation of "director.view"')
    assert hint in (fault.hint or "")
    assert fault.place is not None


def test_what_is_not_compared_is_counted(library: Path) -> None:
    """If the documents are there and agree."""
    notes: list[str] = []
    check_workspace(library, sources=LIBRARY / "sources", note=notes.append)
    said = [note for note in notes if "compared" in note]
    assert said == ["29 accounts and 3 quotations compared with 3 documents; 1 official text not compared"]
    notes.clear()
    check_workspace(library, sources=library, note=notes.append)
    assert not [note for note in notes if "compared" in note]


def test_a_name_is_used_only_in_its_time(library: Path) -> None:
    _change(
        library,
        "seeds/facts.yaml",
        "  period: 2024\n  place: ben-may\n  importance: 3",
        "  period: 2018\n  place: ben-may\n  importance: 3",
    )
    assert "2019-01-01/.." in (_one(check(library), '"library" had no such name in 2018').hint or "")


def test_another_spelling_of_a_name_is_warned_of(library: Path) -> None:
    _change(library, "templates/slides/en/sources.md.j2", "Thank you", "The Reader Network thanks you")
    told = _one(check(library), '"Reader Network" is written "the Readers’ Network" in the glossary')
    assert told.severity == "warning"


# ---- It uses all that there is, so that its outlines show all that there is


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return read_knowledge(read_workspace(LIBRARY))


@pytest.fixture(scope="module")
def blocks(knowledge: Knowledge) -> list[Block]:
    """All blocks of both reports, as general readers get them in English."""
    findings = Findings()
    composed = [compose(knowledge, report, "general", findings)["en"] for report in ("report", "slides")]
    return [block for each in composed for block in walk(tuple(each.document.blocks))]


def test_every_sort_of_fact_is_there(knowledge: Knowledge) -> None:
    facts = knowledge.facts.facts.values()
    assert {fact.kind for fact in facts} == set(get_args(FactKind))
    assert {fact.status for fact in facts} == set(get_args(Status))
    assert {fact.qualifier for fact in facts} == set(get_args(Qualifier))
    assert {fact.period.precision for fact in facts if fact.period} == set(get_args(Precision))
    assert {fact.release for fact in facts} == {"public", "internal"}
    assert {fact.unit for fact in facts} >= set(UNITS) - {"times", "number"}


def test_charts_of_its_kinds_are_there(knowledge: Knowledge) -> None:
    """The kinds that its facts have data for; tests/test_examples.py asks for every kind, in both languages."""
    charts: list[Spec] = list(knowledge.specs.charts.values())
    assert {spec.kind for spec in charts} == {"bars", "line", "progress", "share", "timeline"}


def test_every_kind_of_block_is_there(blocks: list[Block]) -> None:
    assert {type(block) for block in blocks} == set(get_args(Block)) - MADE_LATER
    assert {block.name for block in blocks if isinstance(block, Box)} == set(BOXES)
    assert {block.what for block in blocks if isinstance(block, Listing)} == set(LISTINGS)
    inlines = {type(inline) for block in blocks for text in texts_of(block) for inline in inlines_in(text)}
    assert inlines == set(get_args(Inline)) - MADE_LATER


def test_every_function_and_every_column_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (LIBRARY / "templates").rglob("en/*.md.j2"))
    functions = Functions.by_name(Functions(None, None, None, None, None))  # type: ignore[arg-type]
    elsewhere = ("date", "period")  # they only say what to write instead
    assert [name for name in functions if name not in elsewhere and not re.search(rf"\b{name}\(", text)] == []
    columns = ("label", "value", "number", "short", "period", "place", "status", "statement", "who", "source")
    assert [name for name in columns if f'"{name}": "' not in text and name != "period"] == []


# ---- What is built


def test_four_files_are_built_for_each_audience(library_built: Path) -> None:
    found = [
        path.relative_to(library_built).as_posix()
        for path in library_built.glob("*/*")
        if path.suffix in (".docx", ".pptx")
    ]
    assert sorted(found) == sorted(ALL)


@pytest.mark.parametrize("name", ALL)
def test_the_validator_finds_nothing(library_built: Path, name: str) -> None:
    result = validator().validate(str(library_built / name))
    assert result.is_valid, [str(error) for error in result.errors]


@pytest.mark.parametrize("name", ALL)
def test_every_figure_is_traced(library_built: Path, name: str) -> None:
    result = audit(library_built / name, workspace=library_built.parent)
    assert result.faults == ()
    assert [figure for figure in result.figures if figure.state != "traced"] == []


def _loose_digits(path: Path) -> Iterator[str]:
    """The texts with a digit that are no content control, no mark of the custom XML part and no result of a field."""
    with zipfile.ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        marks = {e.get("printed") for e in etree.fromstring(archive.read("customXml/item1.xml"))}
    in_field = False
    for run in body.iter(f"{W}r"):
        for sign in run.iter(f"{W}fldChar"):
            in_field = sign.get(f"{W}fldCharType") != "end" and (in_field or sign.get(f"{W}fldCharType") == "separate")
        text = "".join(t.text or "" if t.tag == f"{W}t" else "-" for t in run.iter(f"{W}t", f"{W}noBreakHyphen"))
        controlled = any(parent.tag == f"{W}sdtContent" for parent in run.iterancestors())
        if run.find(f"{W}rPr/{W}vertAlign") is not None:
            continue  # a part of a name, as in m²
        if re.search(r"\d", text) and not (in_field or controlled or text in marks):
            yield text


@pytest.mark.parametrize("name", WORD)
def test_no_digit_of_a_report_stands_alone(library_built: Path, name: str) -> None:
    assert list(_loose_digits(library_built / name)) == []


@pytest.mark.parametrize("name", ALL)
def test_the_looks_are_the_librarys_own(library_built: Path, name: str) -> None:
    own = read_brand(LIBRARY / "templates/brand/brand.yaml", "brand.yaml").colours
    other = read_brand(ROOT / "templates/brand/brand.yaml", "brand.yaml").colours
    foreign = {colour[1:] for colour in other.values()} - {colour[1:] for colour in own.values()}
    assert len(foreign) >= len(other) - 2  # white and black are everybody's
    with zipfile.ZipFile(library_built / name) as archive:
        parts = {
            part: archive.read(part).decode().upper() for part in archive.namelist() if part.endswith((".xml", ".svg"))
        }
    assert any(own["leaf"][1:] in text for text in parts.values())
    assert [(part, colour) for part, text in parts.items() for colour in foreign if f"{colour}" in text] == []


# ---- What an audience changes


@cache
def _outline(built: Path, name: str) -> str:
    return outline(built / name)


@pytest.mark.parametrize(
    ("language", "added", "replaced", "removed"),
    [
        ("en", "Dear children, of every 10 of you", "A day at the library", "What comes next"),
        ("vi", "Bạn nhỏ ơi, cứ 10 bạn", "Một ngày ở thư viện", "Việc sắp làm"),
    ],
)
def test_children_read_a_part_of_their_own(
    library_built: Path, language: str, added: str, replaced: str, removed: str
) -> None:
    general = _outline(library_built, f"general/report.{language}.docx")
    children = _outline(library_built, f"children/report.{language}.docx")
    kept = {"en": "Dozens of volunteers have told stories", "vi": "Hàng chục tình nguyện viên kể chuyện"}[language]
    assert kept in general
    assert kept in children  # what the block extends stands there with super()
    assert added in children
    assert added not in general
    for gone in (replaced, removed):
        assert gone in general
        assert gone not in children


def test_children_get_no_slides_on_plans(library_built: Path) -> None:
    assert "section: What comes next" in _outline(library_built, "general/slides.en.pptx")
    assert "What comes next" not in _outline(library_built, "children/slides.en.pptx")


def test_children_get_round_figures_and_no_details(library_built: Path) -> None:
    general = _outline(library_built, "general/report.en.docx")
    children = _outline(library_built, "children/report.en.docx")
    assert "38.5% of residents" in general
    assert "39% of residents" in children
    assert "| Loans | 2022 | 31,400 | Reported |" in general
    assert "| Loans | 2022 | 31,400 | Reported |" not in children  # importance 1
    assert "| Loans | 2023 | 38,250 | Reported |" in children


@pytest.mark.parametrize(("language", "decimals"), [("vi", "45,0%"), ("en", "45.0%")])
def test_exact_figures_of_one_unit_have_equal_decimals_in_a_column(
    library_built: Path, language: str, decimals: str
) -> None:
    text = _outline(library_built, f"general/report.{language}.docx")
    assert f"| {decimals} |" in text
    assert "52,0%" not in text  # a bound with more digits would claim more
    assert "52.0%" not in text
    result = audit(library_built / f"general/report.{language}.docx", workspace=LIBRARY)
    assert result.clean


def test_children_get_a_list_of_sources_and_no_notes_of_them(library_built: Path) -> None:
    children = _outline(library_built, "children/report.en.docx")
    assert "\nnote 1: " in _outline(library_built, "general/report.en.docx")
    assert "\nnote 1: The way of counting" in children  # of the author's own
    assert "\nnote 2: " not in children
    assert "Sources: [1] Ben May Town Library" in children


def test_each_language_has_what_it_alone_needs(library_built: Path) -> None:
    english = _outline(library_built, "general/report.en.docx")
    vietnamese = _outline(library_built, "general/report.vi.docx")
    assert "A ward is a part of a town" in english
    assert "thư điện tử <mailto:gopy@thuvien.example>" in vietnamese
    assert "mailto" not in english


def _said(path: Path, *words: str) -> list[str]:
    """The lines of a document's outline that have one of these words, without what marks their kind."""
    found = (line.strip().partition(": ")[2] for line in outline(path).split("\n"))
    return [line for line in found if any(word in line for word in words)]


@pytest.mark.parametrize(
    ("language", "quoted", "translated"),
    [
        ("vi", "“thư viện phải tìm đến người đọc, không chờ người đọc tìm đến”.[", "tự chọn sách (tạm dịch).["),
        (
            "en",
            "“We believe that small libraries do best where children choose the books.”[",
            "come (our translation).[",
        ),
    ],
)
def test_a_quotation_is_in_its_own_language_or_a_translation(
    library_built: Path, language: str, quoted: str, translated: str
) -> None:
    """Each has the mark of its source."""
    path = library_built / f"general/report.{language}.docx"
    assert _said(path, quoted)
    (line,) = _said(path, translated)
    assert "“" not in line.split(translated)[0].rpartition(". ")[2]


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("general/report.en.docx", "The facts and figures here come from one article, one report and one document of 2025: "
         "two by named publishers (Ben May Town Library and Ben May News), and one that does not name its publisher. The date of one of them "
         "is inferred, as the list of sources explains. Every figure is given with the line of the source that prints it, "
         "or marked “calculated from reported figures”. Names, numbers and dates of bodies and legal texts follow one official text, not compared with the original."),
        ("general/slides.vi.pptx", "Thông tin, số liệu ở đây lấy từ 1 bài báo, 1 báo cáo và 1 tài liệu (2 nguồn của Thư viện "
         "thị xã Bến Mây và Báo Bến Mây; 1 nguồn không ghi cơ quan xuất bản), công bố năm 2025. Ngày công bố của 1 nguồn là "
         "suy ra, căn cứ ghi trong danh mục. Mỗi số liệu đều ghi rõ dòng trong nguồn, hoặc ghi là “tính từ số "
         "liệu nguồn nêu”."),
    ],
)  # fmt: skip
def test_the_statement_on_sources_counts_what_the_document_rests_on(
    library_built: Path, name: str, statement: str
) -> None:
    """The slides tell of no official text, since they print no number of one."""
    (line,) = _said(library_built / name, "come from one", "ở đây lấy từ")
    assert line.replace("\u00a0", " ") == statement


ONE, TWO = ("vna-2025-07-27",), ("honours-2025-10", "ha-noi-2025")


@pytest.mark.parametrize(
    ("language", "sources", "form", "said"),
    [
        ("en", ONE, "words", "come from one article of 27 July 2025 (Vietnam News Agency)."),
        ("vi", ONE, "full.lines", "lấy từ 1 bài báo của Thông tấn xã Việt Nam, công bố ngày 27 tháng 7 năm 2025. Mỗi số liệu"
         " đều ghi rõ dòng trong nguồn."),
        ("en", TWO[1:], "words", "come from one article of 2025, which does not name its publisher. Its date is inferred, as"
         " the list of sources explains."),
        ("en", TWO, "words", "come from two articles of 2025, which do not name their publishers. Their dates are inferred,"
         " as the list of sources explains."),
        ("vi", TWO, "full", "lấy từ 2 bài báo không ghi cơ quan xuất bản, công bố năm 2025. Ngày công bố là suy ra, căn cứ"
         " ghi trong danh mục."),
        ("en", (*ONE, *TWO[1:]), "words", "come from two articles of 2025: one by named publishers (Vietnam News Agency), and one that does not"
         " name its publisher. The date of one of them is inferred, as the list of sources explains."),
    ],
)  # fmt: skip
def test_the_statement_reads_well_for_any_number_of_documents(
    language: str, sources: tuple[str, ...], form: str, said: str
) -> None:
    text = statement(sources, Wording(read_facts(ROOT / "seeds"), LANGUAGES[language]), form).text
    assert text.replace("\u00a0", " ").partition({"en": "here ", "vi": "ở đây "}[language])[2] == said


def test_the_statement_speaks_of_lines_only_where_the_document_gives_them(library: Path) -> None:
    for language in ("vi", "en"):
        (annex,) = library.glob(f"templates/report/{language}/annex.md.j2")
        text = annex.read_text(encoding="utf-8")
        annex.write_text("\n".join(line for line in text.split("\n") if "evidence" not in line), encoding="utf-8")
    composed = compose(read_knowledge(read_workspace(library)), "report", "general", Findings())
    (mark,) = (mark for mark in marked_in(composed["en"].document.blocks) if mark.trace.kind == "statement")
    assert "line" not in mark.text
    assert "calculated" not in mark.text


def test_the_statement_is_the_same_wherever_it_is(library: Path) -> None:
    for language in ("vi", "en"):
        overview = library / f"templates/report/{language}/overview.md.j2"
        text = overview.read_text(encoding="utf-8")
        overview.write_text(text + "\n{{ sources_statement() }}\n", encoding="utf-8")
    composed = compose(read_knowledge(read_workspace(library)), "report", "general", Findings())
    for made in composed.values():
        marks = [mark for mark in marked_in(made.document.blocks) if mark.trace.kind == "statement"]
        assert len(marks) == 2
        assert len(set(marks)) == 1


def test_a_number_of_a_law_is_noted_with_the_official_text(library_built: Path) -> None:
    (noted,) = _said(
        library_built / "general/report.en.docx", "set up the children’s reading room by Decision 12/QD-TV."
    )
    number = noted.partition("12/QD-TV.[")[2].partition("]")[0]
    (note,) = (
        line for line in outline(library_built / "general/report.en.docx").split("\n") if f"note {number}: " in line
    )
    assert "Ben May Town Library, Decision No. 12/QD-TV of 20" in re.sub(r" <[^>]*>", "", note)
    assert "Library report" in note


@pytest.mark.parametrize(
    ("written", "row"),
    [
        ('{{ fact("lost-books") }}', ["37\u00a0books", "2024, Ben May"]),
        ('{{ fact("lost-books").period }}', None),
        ('Well.{{ cite("lost-books") }}', None),
        ('{% if fact("lost-books").value > 0 %}Well.{% endif %}', None),
    ],
)
def test_the_evidence_lists_what_is_printed(library: Path, written: str, row: list[str] | None) -> None:
    """What is only dated, cited or asked for has no row."""
    _change(library, "seeds/facts.yaml", "  release: internal\n", "")
    for language in ("vi", "en"):
        overview = library / f"templates/report/{language}/overview.md.j2"
        overview.write_text(f"{overview.read_text(encoding='utf-8')}\n{written}\n", encoding="utf-8")
    composed = compose(read_knowledge(read_workspace(library)), "report", "general", Findings())
    (table,) = (block for block in walk(composed["en"].document.blocks) if getattr(block, "style", "") == "evidence")
    assert isinstance(table, Table)
    rows = {plain(cells[0]): [plain(cell) for cell in cells[1:3]] for cells in table.rows}
    assert rows.get("Missing books") == row
    assert "Reading days" not in rows


def test_a_sentence_that_states_nothing_has_no_mark(library_built: Path) -> None:
    """Though it names the year of a fact; the sentence before it has one."""
    for language, said in (("en", "since 2024."), ("vi", "chưa có số liệu về lượt mượn.")):
        (line,) = _said(library_built / f"general/report.{language}.docx", said)
        assert line.endswith(said)


def test_the_evidence_says_what_was_not_compared(knowledge: Knowledge) -> None:
    wording = Wording(knowledge.facts, LANGUAGES["en"])
    evidence = wording.evidence("decision-12")
    assert evidence.source.endswith("; Decision No. 12/QD-TV, 20\u00a0May 2024")
    assert evidence.printed.endswith("(line\u00a011); Decision No. 12/QD-TV, 20\u00a0May 2024: “12/QĐ-TV”")
    assert not evidence.compared


@pytest.mark.parametrize("quote", ["children-room", "loans.2023"])
def test_only_what_has_a_quotation_is_quoted(library: Path, quote: str) -> None:
    _change(library, "templates/report/en/readers.md.j2", '{{ quote("director.view") }}', f'{{{{ quote("{quote}") }}}}')
    fault = _one(check(library), f'"{quote}" has no quotation')
    assert fault.place is not None
    assert fault.place.line == 10
    assert "quotation: {text: …" in (fault.hint or "")


def test_a_changed_figure_in_a_quotation_is_found(library_built: Path, tmp_path: Path) -> None:
    changed = tmp_path / "report.en.docx"
    document = docx.Document(str(library_built / "general/report.en.docx"))
    (run,) = (run for each in document.paragraphs for run in each.runs if "nearly 47,000 loans of books" in run.text)
    run.text = run.text.replace("47,000", "74,000")
    document.save(str(changed))
    (figure,) = (each for each in audit(changed, workspace=LIBRARY).figures if each.state != "traced")
    assert (figure.state, figure.ref) == ("changed", "loans.2024")


def test_the_figure_of_one_account_is_noted_with_its_own_source(library_built: Path) -> None:
    english = _outline(library_built, "general/report.en.docx")
    number = re.search(r"prints nearly\s47,000\sloans;\[(\d+)\]", english)
    assert number
    assert f"\nnote {number.group(1)}: Ben May News" in english


# ---- What must not be told


@pytest.mark.parametrize(
    ("fact", "why"), [("lost-books", "it is internal"), ("grant", "it is under embargo until 2026-01-01")]
)
def test_what_may_not_be_told_stops_the_build_with_its_place(library: Path, fact: str, why: str) -> None:
    path = "templates/report/en/annex.md.j2"
    _change(library, path, "# Sources", f'Also {{{{ fact("{fact}") }}}}.\n\n# Sources')
    line = (library / path).read_text(encoding="utf-8").split("\n").index(f'Also {{{{ fact("{fact}") }}}}.') + 1
    with pytest.raises(Problems) as caught:
        build(library, reports=["report"])
    told = _one(list(caught.value.diagnostics), f'"{fact}" may not be used here: {why}')
    assert str(told.place) == f"{path}:{line}:15"
    assert not list((library / "out").glob("*/*.docx"))


def test_what_may_not_be_told_stands_in_no_file(library_built: Path) -> None:
    for name in ALL:
        text = _outline(library_built, name)
        found = re.findall(r"\b37\b|12[.,]500|stocktaking|Kiểm kê", text)
        assert found == [], name


def test_every_marked_text_is_of_a_kind_that_is_known(blocks: list[Block]) -> None:
    kinds = {
        inline.trace.kind
        for block in blocks
        for text in texts_of(block)
        for inline in inlines_in(text)
        if isinstance(inline, Marked)
    }
    assert kinds >= {"fact", "term", "place", "person", "period", "proposed", "plain", "source", "evidence"}


@pytest.mark.parametrize(("language", "version"), [("vi", "Phiên bản 2.1"), ("en", "Version 2.1")])
def test_the_version_stands_beside_the_status_and_in_the_properties(
    library_built: Path, language: str, version: str
) -> None:
    for name in ("report.{}.docx", "slides.{}.pptx"):
        path = library_built / "general" / name.format(language)
        assert version in _outline(library_built, f"general/{path.name}")
        with zipfile.ZipFile(path) as archive:
            core = etree.fromstring(archive.read("docProps/core.xml"))
        assert core.xpath("string(*[local-name()='version'])") == "2.1"


def test_a_list_counts_on_from_the_number_that_its_author_gives(library: Path) -> None:
    for language in ("vi", "en"):
        with (library / f"templates/report/{language}/plans.md.j2").open("a", encoding="utf-8") as file:
            file.write("\n3. Trước\n4. Sau\n" if language == "vi" else "\n3. Before\n4. After\n")
        with (library / f"templates/slides/{language}/plans.md.j2").open("a", encoding="utf-8") as file:
            file.write("\n## Tiếp\n\n3. Trước\n4. Sau\n" if language == "vi" else "\n## More\n\n3. Before\n4. After\n")
    build(library, languages=["en"])
    with zipfile.ZipFile(library / "out/general/report.en.docx") as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        numbering = etree.fromstring(archive.read("word/numbering.xml"))
    names = {"w": W.strip("{}")}
    (number,) = document.xpath("//w:p[contains(., 'Before')]/w:pPr/w:numPr/w:numId/@w:val", namespaces=names)
    starts = numbering.xpath(f"//w:num[@w:numId='{number}']//w:startOverride/@w:val", namespaces=names)
    assert starts == ["3"]
    with zipfile.ZipFile(library / "out/general/slides.en.pptx") as archive:
        slides = [archive.read(name).decode() for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    (slide,) = [text for text in slides if ">Before<" in text]
    assert 'startAt="3"' in slide


def test_a_chart_may_be_on_two_slides_at_two_sizes(library_built: Path) -> None:
    with zipfile.ZipFile(library_built / "general/slides.en.pptx") as archive:
        slides = [archive.read(name).decode() for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    shown = [slide for slide in slides if ": loans-by-year" in slide]
    sizes = {re.search('<a:ext cx="([0-9]+)" cy="[0-9]+"/></a:xfrm></p:spPr></p:pic>', slide)[1] for slide in shown}  # type: ignore[index]
    assert len(shown) == len(sizes) == 2


def test_the_agenda_of_a_deck_is_its_sections(library_built: Path) -> None:
    text = _outline(library_built, "general/slides.en.pptx")
    agenda = text[text.index("title: This talk has two parts") :].split("slide number")[0]
    assert "Readers: who comes and who is still far away" in agenda
    assert "What comes next: a new bus, a garden, a fee" in agenda


def test_a_condition_compares_values(library_built: Path) -> None:
    assert "The number of loans is still rising." in _outline(library_built, "general/report.en.docx")


@pytest.mark.parametrize(
    ("other", "is_equal"), [(1020, True), (1020.0, True), (1019, False), ("1,020", True), ("1", False)]
)
def test_a_value_in_a_condition_is_equal_or_not(knowledge: Knowledge, other: float | str, is_equal: bool) -> None:
    fact = knowledge.facts.facts["members"].model_copy(update={"value": Decimal(1020)})
    value = ValueText.of(fact, "1,020")
    assert (operator.eq(value, other), operator.ne(value, other)) == (is_equal, not is_equal)


def test_a_source_with_an_address_is_a_link_wherever_it_is_named(library_built: Path) -> None:
    with zipfile.ZipFile(library_built / "general/report.en.docx") as archive:
        links = [archive.read(f"word/_rels/{part}.xml.rels").decode() for part in ("document", "footnotes")]
    assert all("https://bao.example/thu-vien-nho" in each for each in links)
    with zipfile.ZipFile(library_built / "general/slides.en.pptx") as archive:
        rels = [archive.read(name).decode() for name in archive.namelist() if "slides/_rels/slide" in name]
    assert (
        sum("https://bao.example/thu-vien-nho" in each for each in rels) >= 2
    )  # source lines, and the list of sources


def test_the_closing_slide_has_no_number_and_three_columns_have_what_they_hold(library_built: Path) -> None:
    text = _outline(library_built, "general/slides.en.pptx").replace("\u00a0", " ")
    closing = text[text.index("Closing\n  title: Thank you for listening") :]
    assert "slide number" not in closing
    columns = text[text.index("title: Three columns hold words, a table and a chart") :].split("slide number")[0]
    for part in ("Loans have passed the old mark.", "| 2023 | 38,250 |", "two-shares: <Bar chart"):
        assert part in columns


def test_the_contact_is_printed_with_a_blank_for_what_is_missing(library_built: Path) -> None:
    said = {
        "vi": ["Họ và tên: Chị Lê Thu An", "Đơn vị: Phòng đọc, tầng 2", "Điện thoại: 0200 123 4567", "Địa chỉ: […]"],
        "en": ["Name: Ms Le Thu An", "Office: Reading room, second floor", "Telephone: 0200 123 4567", "Address: […]"],
    }
    for language, lines in said.items():
        for name in (f"general/report.{language}.docx", f"general/slides.{language}.pptx"):
            text = _outline(library_built, name)
            assert [line for line in lines if line not in text] == []
            marks = audit(library_built / name, workspace=LIBRARY).figures
            assert {each.state for each in marks if "123 4567" in each.printed} == {"traced"}


def test_an_audience_may_have_a_contact_of_its_own(library: Path) -> None:
    _change(
        library, "templates/audiences/general/audience.yaml", "name:", 'contact: {telephone: "1900 1", name: }\nname:'
    )
    said: list[str] = []
    assert not [each for each in check_workspace(library, note=said.append) if each.severity == "error"]
    assert said == [
        "templates/brand/brand.yaml:36:3: left blank in the contact: address",
        "templates/audiences/general/audience.yaml:2:10: left blank in the contact: name",
    ]
    knowledge = read_knowledge(read_workspace(library))
    composed = compose(knowledge, "report", "general", Findings())
    assert "[1900 1]{.plain" in composed["en"].markdown
    assert r"Name: \[…\]" in composed["en"].markdown


WRONG_CONTACTS = {
    "telephone: 02001234567": ("a text is expected here", "write it in quotes"),
    "email: an.example": ('"an.example" is no e-mail address', "name@domain"),
    "name: {vi: An}": ('the text for the language "en" is missing', "write en: …"),
    "fax: '1'": ('there is no field "fax" here', "known fields"),
}


@pytest.mark.parametrize("field", WRONG_CONTACTS)
def test_a_wrong_contact_is_an_error_with_its_place(library: Path, field: str) -> None:
    path = "templates/audiences/general/audience.yaml"
    _change(library, path, "name:", f"contact:\n  {field}\nname:")
    message, hint = WRONG_CONTACTS[field]
    fault = _one(check(library), message)
    assert fault.place is not None
    assert (fault.place.path, fault.place.line) == (path, 3)
    assert hint in (fault.hint or "")


def test_a_contact_that_nobody_wrote_cannot_be_printed(library: Path) -> None:
    file = library / "templates/brand/brand.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("contact:")
    file.write_text(text[:start] + text[text.index("word:", start) :], encoding="utf-8")
    faults = [each for each in check(library) if each.message == "no contact is known"]
    assert {each.place.path for each in faults if each.place} >= {"templates/report/en/plans.md.j2"}


def test_a_link_on_a_dark_slide_has_the_colour_of_its_text(library_built: Path) -> None:
    with zipfile.ZipFile(library_built / "general/slides.vi.pptx") as archive:
        slides = [archive.read(name).decode() for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    (closing,) = [slide for slide in slides if "Xin cảm ơn đã lắng nghe" in slide]
    assert re.findall('hlinkClr [^>]*val="([a-z]+)"', closing) == ["tx"]
    assert sum("hlinkClr" in slide for slide in slides) == 1
    assert sum("hlinkClick" in slide for slide in slides) > 1
