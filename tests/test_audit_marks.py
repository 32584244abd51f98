"""What `audit` finds of marked figures when people and programs have worked on a Word file, and what it says is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from conftest import LIBRARY, Convert
from conftest import songngu as run
from lxml import etree
from marked_files import as_word_saves, marked_file, parts_of, zipped
from msgspec.structs import replace
from test_audit import faulty, only

from reports.document import marked_in
from reports.document.model import Marked, Trace
from reports.facts import read_facts
from reports.facts.wording import Wording
from reports.finished import audit
from reports.finished.current import CurrentTexts
from reports.finished.marks import Mark, mark_of
from reports.finished.model import Passage, tokens
from reports.finished.text import alike, folded, same, sentence, words_of
from reports.languages import LANGUAGES

ELEMENT = etree.Element("t")
FACT = "loans.children"


def _edit(file: Path, edit: Callable[[docx.document.Document], None]) -> Path:
    document = docx.Document(str(file))
    edit(document)
    document.save(str(file))
    return file


def _part(file: Path, part: str, *swaps: tuple[str, str]) -> Path:
    parts = parts_of(file)
    text = parts[part].decode()
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return zipped(file, parts | {part: text.encode()})


def _without(file: Path, *parts: str) -> Path:
    return zipped(file, {name: content for name, content in parts_of(file).items() if not name.startswith(parts)})


@pytest.mark.parametrize("mark", ["style", "control"])
def test_marks_of_this_version_and_of_the_first_are_read(tmp_path: Path, mark: str) -> None:
    result = audit([marked_file(tmp_path / "a.docx", mark)], LIBRARY)
    assert result.clean
    assert [(figure.ref, figure.figure) for figure in result.figures] == [
        (FACT, "45,5%"),
        ("members.lang-sen", "hơn 52%"),
        ("storytellers", "hàng chục tình nguyện viên"),
        (FACT, "45,5%"),
    ]


@pytest.mark.parametrize("mark", ["style", "control"])
def test_a_figure_that_was_edited_inside_its_mark_is_changed(tmp_path: Path, mark: str) -> None:
    file = _part(marked_file(tmp_path / "a.docx", mark), "word/document.xml", (">hơn 52%<", ">hơn 62%<"))
    figure = only(audit([file], LIBRARY))
    assert (figure.state, figure.printed, figure.figure) == ("changed", "hơn 52%", "hơn 62%")


@pytest.mark.parametrize("mark", ["style", "control"])
def test_a_figure_that_was_deleted_is_lost(tmp_path: Path, mark: str) -> None:
    def delete(document: docx.document.Document) -> None:
        for paragraph in document.paragraphs:
            if not paragraph.text.startswith("Ở"):
                paragraph._p.getparent().remove(paragraph._p)

    file = _edit(marked_file(tmp_path / "a.docx", mark), delete)
    result = audit([file], LIBRARY)
    assert [(figure.figure, figure.times) for figure in faulty(result)] == [
        ("45,5%", 2),
        ("hàng chục tình nguyện viên", 1),
    ]
    assert faulty(result)[0].what == f"was written but is missing, 2 times: fact {FACT}"
    told = run("audit", str(file), "--workspace", str(LIBRARY))
    assert told.returncode == 1
    assert "1 figure: 1 traced (1 fact), 3 lost" in told.stdout


def test_scripts_may_edit_a_run_or_assign_a_text(tmp_path: Path) -> None:
    def edit(document: docx.document.Document) -> None:
        first, second, third, fourth = document.paragraphs
        first.runs[1].text = "46,5%"
        second.text = second.text.replace("số dân", "người")
        third.text = third.text.replace("kể chuyện", "giúp")
        fourth.text = "Như đã nói, số ấy là của trẻ em."

    found = faulty(audit([_edit(marked_file(tmp_path / "a.docx"), edit)], LIBRARY))
    assert [(figure.state, figure.printed, figure.figure) for figure in found] == [
        ("changed", "45,5%", "46,5%"),
        ("lost", "45,5%", "45,5%"),
    ]


def test_words_typed_after_a_figure_are_no_part_of_it(tmp_path: Path) -> None:
    """Word gives them the style of what they follow; another figure among them is untraced."""
    file = marked_file(tmp_path / "a.docx")
    _part(file, "word/document.xml", (">45,5%<", ">45,5%, theo báo cáo<"), (">hơn 52%<", ">hơn 52% và 20%<"))
    figure = only(audit([file], LIBRARY))
    assert (figure.state, figure.figure) == ("untraced", "20")
    _part(file, "word/document.xml", (">hơn 52% và 20%<", ">hơn 52%,5<"))
    assert (only(audit([file], LIBRARY)).state, only(audit([file], LIBRARY)).figure) == ("changed", "hơn 52%,5")


@pytest.mark.parametrize("lost", [(), ("customXml",), ("customXml", "docProps/custom.xml")])
@pytest.mark.parametrize("added", ["", " (user)", " Char", "1"])
def test_a_style_is_known_by_its_name_and_the_list_by_its_copy(
    tmp_path: Path, added: str, lost: tuple[str, ...]
) -> None:
    """Without either, a figure must say what would be written today."""
    file = _without(marked_file(tmp_path / "a.docx"), *lost)
    _part(file, "word/styles.xml", (f"fact {FACT} full", f"Fact {FACT} Full{added}"))
    assert audit([file], LIBRARY).clean
    _part(file, "word/document.xml", (">45,5%<", ">45,6%<"))
    found = faulty(audit([file], LIBRARY))
    assert {(figure.state, figure.ref, figure.figure) for figure in found} == {("changed", FACT, "45,6%")}


def test_the_copy_of_the_list_tells_what_is_lost_and_what_has_lost_its_mark(tmp_path: Path) -> None:
    def edit(document: docx.document.Document) -> None:
        first, _, third, fourth = document.paragraphs
        first.text = "Trẻ em mượn 45,5% số sách."
        third.text, fourth.text = third.text, "Như đã nói."

    file = _without(_edit(marked_file(tmp_path / "a.docx"), edit), "customXml")
    figure = only(audit([file], LIBRARY))
    assert (figure.state, figure.figure, figure.times) == ("lost", "45,5%", 1)


def test_a_moved_figure_is_not_lost(tmp_path: Path) -> None:
    def move(document: docx.document.Document) -> None:
        last = document.paragraphs[-1]._p
        last.addnext(document.paragraphs[0]._p)
        last.addnext(document.paragraphs[1]._p)

    assert audit([_edit(marked_file(tmp_path / "a.docx"), move)], LIBRARY).clean


@pytest.mark.parametrize(("field", "found"), [(" PAGE ", []), (" SEQ Figure ", []), (" QUOTE x ", ["3"]), ("", ["3"])])
def test_numbers_that_word_counts_are_no_figures(tmp_path: Path, field: str, found: list[str]) -> None:
    """In a simple field, and in one of three characters."""
    simple = f'<w:fldSimple w:instr="{field}"><w:r><w:t>3</w:t></w:r></w:fldSimple>'
    signs = ("begin", f"<w:instrText>{field}</w:instrText>", "separate", "<w:t>3</w:t>", "end")
    runs = (sign if sign.startswith("<") else f'<w:fldChar w:fldCharType="{sign}"/>' for sign in signs)
    for written in (simple, "".join(f"<w:r>{each}</w:r>" for each in runs)):
        file = _part(
            marked_file(tmp_path / "a.docx"), "word/document.xml", ("<w:sectPr", f"<w:p>{written}</w:p><w:sectPr")
        )
        assert [(figure.state, figure.figure) for figure in faulty(audit([file], LIBRARY))] == [
            ("untraced", each) for each in found
        ]


def _current(code: str) -> CurrentTexts:
    exact = Wording(read_facts(LIBRARY / "seeds"), LANGUAGES[code])
    return CurrentTexts((exact, replace(exact, most_decimals=0)), None, {})


def _written(wording: Wording, rounded: Wording) -> Iterator[Marked]:
    """What may be printed of the library's facts and glossary."""
    for id_, fact in wording.facts.facts.items():
        yield from (
            inline for inline in (*wording.statement(id_), *wording.resolution(id_)) if isinstance(inline, Marked)
        )
        if fact.has_figure:
            yield from (each.fact(id_, form) for each in (wording, rounded) for form in ("full", "short", "number"))
            yield from (wording.fact(id_, least_decimals=2), wording.fact(id_, most_decimals=1))
        evidence = wording.evidence(id_)
        parts = ("value", "label", "period", "place", "source", "printed")
        yield from (Marked(text, Trace("evidence", id_, part)) for part in parts if (text := getattr(evidence, part)))
    for id_ in wording.facts.sources:
        yield from marked_in((wording.source(id_),))
        yield from (
            each for each in wording.source_full(id_) if isinstance(each, Marked) and each.trace.kind == "source"
        )
    for id_, term in wording.facts.glossary.terms.items():
        yield from (wording.term(id_, form) for form in ("full", "short"))
        yield from [wording.term(id_, "definition")] if term.definition else []
    for id_ in wording.facts.glossary.places:
        yield from (wording.place(id_, form) for form in ("full", "short"))
    for id_ in wording.facts.glossary.people:
        yield from filter(None, (wording.person(id_), wording.office(id_)))


@pytest.mark.parametrize("code", ["vi", "en"])
def test_what_the_wording_writes_is_what_audit_expects(code: str) -> None:
    current = _current(code)
    marks = list(dict.fromkeys(map(mark_of, _written(*current.wordings))))
    assert len(marks) > 150
    for mark in marks:
        assert current.todays_text(mark) == (True, mark.printed)
        other = replace(mark, printed=f"{mark.printed} 9")
        is_still, today = current.todays_text(other)
        assert not is_still
        assert today is not None or mark.kind == "source"
        if mark.kind == "fact":
            assert today in [each.printed for each in marks if (each.ref, each.form) == (mark.ref, mark.form)]


@pytest.mark.parametrize(
    ("kind", "ref", "form"),
    [
        ("fact", "nothing", "full"), ("fact", FACT, "__class__"), ("fact", FACT, "among"), ("fact", FACT, "account:nobody"),
        ("evidence", FACT, "__class__"), ("evidence", FACT, "fact"), ("evidence", "nothing", "label"),
        ("term", "nothing", "full"), ("place", "nothing", "full"), ("person", "nothing", "full"), ("source", "nothing", "full"),
        ("period", "yesterday", "long"), ("alt", "nothing", "full"), ("__class__", "x", "y"), ("", "", ""),
    ],
)  # fmt: skip
def test_a_mark_of_what_is_not_known_has_no_text(kind: str, ref: str, form: str) -> None:
    mark = Mark(kind, ref, form, "45,5%")
    assert _current("vi").texts(mark) == []
    assert _current("vi").todays_text(mark) == (False, None)


@pytest.mark.parametrize(
    ("printed", "value", "texts"),
    [
        ("45,5%", "45.5", ["45,5%"]),
        ("45,50%", "45.5", ["45,50%", "46%"]),
        ("46%", "45.5", ["46%"]),
        ("44%", "44.4", ["46%"]),
        ("45,5%", None, ["45,5%"]),
        ("45,5%", "1e2", ["45,5%"]),
        ("no figure", "45.5", ["45,5%", "46%"]),
    ],
)
def test_a_figure_is_expected_as_it_was_rounded(printed: str, value: str | None, texts: list[str]) -> None:
    found = _current("vi").texts(Mark("fact", FACT, "full", printed, value))
    assert list(dict.fromkeys(found)) == texts


@pytest.mark.parametrize(
    ("text", "value"),
    [("45,5%", "45.5"), ("45.5%", None), ("hơn 46.800 lượt mượn", "46800"), ("1.500", "1500"), ("hàng chục", None),
     ("x", None), ("", None), (None, None), ("0" * 199 + "1", "1"), ("0" * 200 + "1", None), ("10", "10"), ("7,10", "7.1")],
)  # fmt: skip
def test_the_value_of_a_figure_is_read_in_the_language_of_the_file(text: str | None, value: str | None) -> None:
    assert _current("vi").read(text) == value


# Files that another program has saved


@pytest.mark.parametrize("mark", ["style", "control"])
def test_a_save_by_word_leaves_every_figure_traced(tmp_path: Path, mark: str) -> None:
    file = as_word_saves(marked_file(tmp_path / "a.docx", mark), tmp_path / "b.docx")
    assert len(audit([file], LIBRARY).figures) == 4
    assert audit([file], LIBRARY).clean
    assert len(docx.Document(str(file)).paragraphs[0].runs) > 3


@pytest.mark.parametrize("name", ["briefing.vi.docx", "briefing.en.docx"])
def test_a_save_of_a_whole_briefing_by_word_leaves_every_figure_traced(built: Path, tmp_path: Path, name: str) -> None:
    before = audit([built / "general" / name], built.parent)
    after = audit([as_word_saves(built / "general" / name, tmp_path / name)], built.parent)
    assert after.clean
    assert len(after.figures) == len(before.figures)


def _by_libreoffice(file: Path, convert: Convert, *kinds: str) -> Path:
    """The file after LibreOffice has saved it as each kind in turn."""
    for number, kind in enumerate(kinds):
        folder = file.parent / f"{number}-{kind}"
        convert(kind, folder, file)
        file = folder / f"{file.stem}.{kind}"
    return file


@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")])
def test_a_way_through_libreoffice_leaves_every_figure_traced(
    tmp_path: Path, convert: Convert, kinds: tuple[str, ...]
) -> None:
    file = _by_libreoffice(marked_file(tmp_path / "a.docx"), convert, *kinds)
    assert len(audit([file], LIBRARY).figures) == 4
    assert audit([file], LIBRARY).clean
    _part(file, "word/document.xml", (">45,5%<", ">45,6%<"))
    assert {(figure.state, figure.ref) for figure in faulty(audit([file], LIBRARY))} == {("changed", FACT)}


@pytest.mark.parametrize("name", ["briefing.vi.docx", "briefing.en.docx"])
def test_a_whole_briefing_comes_back_from_opendocument_with_every_figure(
    built: Path, tmp_path: Path, convert: Convert, name: str
) -> None:
    before = audit([built / "general" / name], built.parent)
    file = _by_libreoffice(Path(shutil.copy(built / "general" / name, tmp_path)), convert, "odt", "docx")
    after = audit([file], built.parent)
    assert after.clean
    assert len(after.figures) == len(before.figures)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("a b c", "a b d", 0.5), ("a b", "b a", 1), ("a", "b", 0), ("", "", 0), ("a", "a b c d", 0.25), ("a a a", "a", 1)],
)
def test_texts_are_as_alike_as_the_words_they_share(one: str, other: str, share: float) -> None:
    assert alike(one, other) == share == alike(other, one)


LONG = "chữ " * 100


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Có 77 người", "Có 77 người"),
        ("Một. Có 77 người. Ba.", "Có 77 người."),
        ("Một! “Có 77 người?” Ba.", "“Có 77 người?"),
        ("Một 1.5 có 77 người", "Một 1.5 có 77 người"),  # a dot within a number ends nothing
        (f"Một. Có 77 {LONG}", f"Có 77 {'chữ ' * 40}".rstrip() + "…"),
        (f"{LONG}77 người. Hai.", "…" + f"{'chữ ' * 60}77 người."),
        ("77" + "x" * 160, "77" + "x" * 160),
        ("77" + "x" * 161, "77" + "x" * 160 + "…"),
        ("x" * 240 + "77", "x" * 240 + "77"),
        ("x" * 241 + "77", "…" + "x" * 240 + "77"),
    ],
)
def test_the_sentence_around_a_figure_is_shown(text: str, shown: str) -> None:
    start = text.index("77")
    assert sentence(text, start, start + 2) == shown


@pytest.mark.parametrize(
    ("text", "cut", "shown"),
    [
        ("có 77% người", False, "77%"),
        ("có (77), người", False, "(77"),
        ("có 77.", False, "77"),
        ("77", False, "77"),
        ("có x77y người", False, "x77y"),
        ("có 77 người", True, "…77…"),
        ("77 người", True, "77…"),
        ("có 77", True, "…77"),
        ("77", True, "77"),
    ],
)
def test_a_figure_is_shown_in_whole_words(text: str, cut: bool, shown: str) -> None:
    start = text.index("77")
    assert words_of(text, start, start + 2, cut=cut) == shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        *((f"a{space}b", "a b") for space in "\t\n\r\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000 "),
        *((f"a{sign}b", "ab") for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00\x07\x1f\x7f\x9b"),
        ("1\u20102\u20113", "1-2-3"),
        ("e\u0301 v\u00e0", "\u00e9 v\u00e0"),
        ("a–b", "a–b"),
    ],
)
def test_text_is_compared_as_it_is_seen(text: str, seen: str) -> None:
    assert folded(text) == seen
    assert same(folded(text), seen)
    assert same("4 5", "45")
    assert not same("45", "46")


def test_the_digits_of_a_script_go_on_no_figure_and_a_figure_of_its_own_is_one() -> None:
    passage = Passage("p")
    for text, script in (
        ("39,51%", ""),
        ("1", "superscript"),
        (" m", ""),
        ("2", "superscript"),
        (" CO", ""),
        ("2", "subscript"),
    ):
        passage.add(text, ELEMENT, script=script)
    passage.add(" more ", ELEMENT)
    passage.add("15", ELEMENT, script="superscript")
    passage.close()
    assert passage.text == "39,51%¹ m² CO₂ more 15"
    assert [token.text for token in tokens([passage])] == ["39,51", "15"]
