"""What `refresh` writes into finished files that people have edited, and what it leaves to people and tells."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import LIBRARY, validate_by_sdk, validator
from conftest import songngu as run
from lxml import etree
from marked_files import as_word_saves, marked_file, parts_of, zipped

import reports
from reports.facts import read_facts
from reports.facts.wording import Wording
from reports.files.namespaces import SPACES, full
from reports.finished.current import CurrentTexts
from reports.finished.doubts import doubts
from reports.finished.edits import Edit
from reports.finished.marks import Mark
from reports.finished.model import Passage
from reports.finished.refresh import Refreshed
from reports.languages import LANGUAGES
from reports.pipeline.build import build

BODY = "word/document.xml"


@pytest.fixture
def corrected(library: Path) -> Path:
    """The library's workspace with one corrected fact: 47.2 % instead of 45.5 % of the loans are children's."""
    return correct(library, "loans.children", ("45.5", "47.2"), ("45,5%", "47,2%"))


def correct(workspace: Path, id_: str, *swaps: tuple[str, str]) -> Path:
    """Replace texts in the entry of a fact, wherever they are in it."""
    path = workspace / "seeds/facts.yaml"
    before, begin, rest = path.read_text("utf-8").partition(f"- id: {id_}\n")
    entry, end, after = rest.partition("\n- id: ")
    for old, new in swaps:
        assert old in entry, f"the entry has no {old}"
        entry = entry.replace(old, new)
    path.write_text(before + begin + entry + end + after, "utf-8")
    return workspace


def edited(file: Path, edit: Callable[[str], str], part: str = BODY) -> Path:
    """The file with the text of a part edited."""
    parts = parts_of(file)
    before = parts[part].decode()
    assert edit(before) != before
    return zipped(file, parts | {part: edit(before).encode()})


def body(file: Path) -> etree._Element:
    return etree.fromstring(
        next(content for name, content in parts_of(file).items() if name.startswith("word/document"))
    )


def found(element: etree._Element, path: str) -> list[str]:
    """The texts and attributes at a path."""
    return [str(each) for each in element.xpath(path, namespaces=SPACES)]  # type: ignore[union-attr]


def states(result: Refreshed) -> list[str]:
    return [change.state for change in result.changes]


@pytest.mark.parametrize("mark", ["style", "control"])
def test_a_corrected_figure_is_a_tracked_change_of_the_author(tmp_path: Path, corrected: Path, mark: str) -> None:
    file = marked_file(tmp_path / "a.docx", mark)
    result = reports.refresh(file, workspace=corrected, author="Văn phòng", date="2026-07-01T08:00:00Z")
    assert result.clean
    assert [(change.figure, change.now) for change in result.changes] == [("45,5%", "47,2%")] * 2
    root = body(file)
    assert found(root, "//w:del/w:r/w:delText/text()") == ["45,5%"] * 2
    assert found(root, "//w:ins/w:r/w:t/text()") == ["47,2%"] * 2
    assert set(found(root, "//w:ins/@w:author | //w:del/@w:author")) == {"Văn phòng"}
    assert set(found(root, "//w:ins/@w:date | //w:del/@w:date")) == {"2026-07-01T08:00:00Z"}
    ids = found(root, "//w:ins/@w:id | //w:del/@w:id")
    assert len(set(ids)) == len(ids) == 4
    assert reports.audit(file, workspace=corrected).clean
    assert (tmp_path / "a.docx.before-refresh").is_file()


def test_a_second_refresh_writes_nothing(tmp_path: Path, corrected: Path) -> None:
    file = marked_file(tmp_path / "a.docx")
    reports.refresh(file, workspace=corrected)
    once = file.read_bytes()
    again = reports.refresh(file, workspace=corrected)
    assert (again.changes, again.written) == ((), ())
    assert file.read_bytes() == once
    assert len(list(tmp_path.glob("*.before-refresh*"))) == 1


def test_accepted_changes_are_not_tracked(tmp_path: Path, corrected: Path) -> None:
    file = as_word_saves(marked_file(tmp_path / "a.docx"), tmp_path / "b.docx")
    assert reports.refresh(file, workspace=corrected, accept=True).clean
    assert found(body(file), "//w:ins | //w:del") == []
    assert "".join(found(body(file), "//w:p[1]//w:t/text()")) == "Trẻ em mượn 47,2% số sách."
    assert reports.audit(file, workspace=corrected).clean


def test_an_overtyped_figure_is_left_and_told(tmp_path: Path, corrected: Path) -> None:
    file = edited(marked_file(tmp_path / "a.docx"), lambda text: text.replace("45,5%", "46%", 1))
    result = reports.refresh(file, workspace=corrected)
    assert states(result) == ["overtyped", "refreshed"]
    assert (
        result.changes[0].figure,
        result.changes[0].printed,
        result.changes[0].now,
    ) == ("46%", "45,5%", "47,2%")
    (changed,) = [figure for figure in reports.audit(file, workspace=corrected).figures if figure.state != "traced"]
    assert (changed.state, changed.figure, changed.printed) == (
        "changed",
        "46%",
        "45,5%",
    )


def test_a_figure_in_two_formats_becomes_one_change(tmp_path: Path, corrected: Path) -> None:
    file = as_word_saves(marked_file(tmp_path / "a.docx"), tmp_path / "b.docx")
    file = edited(
        file,
        lambda text: text.replace("<w:t", "<w:t xml:lang='vi'", 1),
        "word/document2.xml",
    )
    assert reports.refresh(file, workspace=corrected).clean
    first = body(file).xpath("//w:p[1]", namespaces=SPACES)[0]  # type: ignore[index]
    assert len(found(first, ".//w:ins/@w:id")) == 1
    assert "".join(found(first, ".//w:delText/text()")) == "45,5%"
    assert found(first, ".//w:ins//w:t/text()") == ["47,2%"]


def test_a_figure_in_what_somebody_inserted_divides_the_insertion(tmp_path: Path, corrected: Path) -> None:
    def insert(text: str) -> str:
        begin, end = text.index("<w:r>"), text.index("</w:p>")
        return text[:begin] + '<w:ins w:id="900" w:author="Lan">' + text[begin:end] + "</w:ins>" + text[end:]

    file = edited(marked_file(tmp_path / "a.docx"), insert)
    assert reports.refresh(file, workspace=corrected).clean
    first = body(file).xpath("//w:p[1]", namespaces=SPACES)[0]  # type: ignore[index]
    assert found(first, "w:ins/@w:author") == ["Lan", "songngu", "Lan"]
    assert found(first, "w:ins[1]/w:del/@w:author") == ["songngu"]
    assert found(first, ".//w:ins//w:ins/@w:id") == []
    assert "".join(found(first, ".//w:t/text()")) == "Trẻ em mượn 47,2% số sách."
    assert len(set(found(first, ".//@w:id"))) == len(found(first, ".//@w:id"))


def test_a_figure_that_changes_twice_has_one_deletion_and_one_insertion(tmp_path: Path, corrected: Path) -> None:
    file = marked_file(tmp_path / "a.docx")
    reports.refresh(file, workspace=corrected)
    correct(corrected, "loans.children", ("47.2", "48.9"), ("47,2%", "48,9%"))
    assert reports.refresh(file, workspace=corrected).clean
    first = body(file).xpath("//w:p[1]", namespaces=SPACES)[0]  # type: ignore[index]
    assert found(first, ".//w:delText/text()") == ["45,5%"]
    assert found(first, ".//w:ins/w:r/w:t/text()") == ["48,9%"]
    assert reports.audit(file, workspace=corrected).clean
    assert len(list(tmp_path.glob("*.before-refresh*"))) == 2


def test_a_figure_that_already_says_the_new_value_only_changes_the_list(tmp_path: Path, corrected: Path) -> None:
    file = edited(marked_file(tmp_path / "a.docx"), lambda text: text.replace("45,5%", "47,2%", 1))
    assert states(reports.refresh(file, workspace=corrected)) == ["refreshed"]
    assert len(found(body(file), "//w:ins/@w:id")) == 1
    assert reports.audit(file, workspace=corrected).clean


def test_deleted_figures_and_facts_that_are_gone_are_told(tmp_path: Path, library: Path) -> None:
    file = edited(
        marked_file(tmp_path / "a.docx"),
        lambda text: re.sub(r"<w:r>(?:(?!<w:r>).)*hơn 52%.*?</w:r>", "", text),
    )
    path = library / "seeds/facts.yaml"
    path.write_text(
        re.sub(r"(?s)- id: loans\.children\n.*?(?=\n- id: )", "", path.read_text("utf-8")),
        "utf-8",
    )
    result = reports.refresh(file, workspace=library)
    assert states(result) == ["unknown", "unknown", "deleted"]
    assert result.changes[0].what == "fact loans.children is no longer known"
    assert result.changes[2].figure == "hơn 52%"
    assert (result.written, result.clean) == ((), False)


def test_a_sentence_that_compares_the_figure_is_told_with_its_line(
    library: Path, library_built: Path, tmp_path: Path
) -> None:
    correct(library, "members", ("38.5", "53.2"), ("38,5%", "53,2%"))
    file = Path(shutil.copy(library_built / "general/report.en.docx", tmp_path))
    result = reports.refresh(file, workspace=library)
    doubtful = {change.ref: change for change in result.changes if change.state == "doubtful"}
    assert "its sign changed" in doubtful["members.gap"].why
    assert doubtful["members.gap"].template.startswith("templates/report/en/")
    assert not result.clean


@pytest.mark.parametrize(
    ("before", "former", "after", "now", "why"),
    [
        ("The share rose to ", "45%", ".", "47%", ["it compares: rose"]),
        ("It is ", "45%", ", below the target.", "47%", ["it compares: below"]),
        ("It is ", "45%", " of all.", "more than 47%", ["its qualifier changed"]),
        ("It is ", "45%", " of all. Others rose.", "47%", []),
        ("", "45%", "", "more than 47%", []),
    ],
)
def test_what_makes_a_sentence_doubtful(before: str, former: str, after: str, now: str, why: list[str]) -> None:
    passage = Passage("p", before + former + after)
    mark = Mark("fact", "members", "full", former, "45")
    facts = read_facts(LIBRARY / "seeds", languages=["vi", "en"])
    current = CurrentTexts((Wording(facts, LANGUAGES["en"]),), None, {})
    edit = Edit(passage, len(before), len(before) + len(former), now)
    assert list(doubts(edit, mark, [], current)) == why


@pytest.mark.parametrize("language", ["vi", "en", "vi-en"])
def test_a_report_says_what_a_new_one_would_say(
    library: Path, library_built: Path, tmp_path: Path, language: str
) -> None:
    """Figures, dates, derived facts, names, notes, sources, evidence, text alternatives, contents."""
    file = tmp_path / f"report.{language}.docx"
    if language == "vi-en":
        build(library, reports=["report"], languages=[language])
        shutil.copy(library / "out/general" / file.name, file)
    else:
        shutil.copy(library_built / "general" / file.name, file)
    correct(
        library,
        "members",
        ("38.5", "41.3"),
        ("38,5%", "41,3%"),
        ("period: 2024", "period: 2023"),
    )
    _replace(
        library / "seeds/glossary.yaml",
        "Thư viện thị xã Bến Mây, en: Ben May Town",
        "Thư viện phường Bến Mây, en: Ben May Ward",
    )
    _replace(
        library / "seeds/glossary.yaml",
        "short: {vi: Bến Mây, en: Ben May}",
        "short: {vi: Mây, en: May}",
    )
    _replace(
        library / "seeds/facts.yaml",
        "Báo cáo công tác năm 2024, en: Report on the work of 2024",
        "Báo cáo tổng kết, en: Annual report",
    )
    result = reports.refresh(file, workspace=library, accept=True)
    assert {change.state for change in result.changes} <= {"refreshed", "doubtful"}
    assert {"fact", "period", "evidence", "source", "alt", "term"} <= {change.kind for change in result.changes}
    audited = reports.audit(file, workspace=library)
    assert audited.clean
    assert audited.remarks == ()
    build(library, reports=["report"], languages=[language])
    today = library / "out/general" / file.name
    assert _texts(file) == _texts(today)
    assert _around(file) == _around(today)
    assert reports.refresh(file, workspace=library).changes == ()


@pytest.mark.parametrize("name", ["report.vi.docx", "report.en.docx", "slides.vi.pptx", "slides.en.pptx"])
def test_a_figure_in_words_takes_its_sentences_along(
    library: Path, library_built: Path, tmp_path: Path, name: str
) -> None:
    """A rank is written as a word; the sentences that say another one today are not told as edited."""
    file = Path(shutil.copy(library_built / "general" / name, tmp_path))
    correct(library, "rank.loans", ("value: 3\n", "value: 4\n"), ("thứ ba", "thứ tư"), ("value: 3}", "value: 4}"))
    result = reports.refresh(file, workspace=library)
    now = {each.now.replace("\xa0", " ") for each in result.changes if each.kind == "fact" and each.now}
    assert ("thứ tư" if ".vi." in name else "fourth") in now
    assert {each.state for each in result.changes} <= {"refreshed", "doubtful"}
    audited = reports.audit(file, workspace=library)
    assert audited.clean
    assert {remark.state for remark in audited.remarks} <= {"tracked"}


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _around(file: Path) -> list[str]:
    """The texts of headers and footers, and the title and subtitle in the properties."""
    parts = parts_of(file)
    roots = [
        etree.fromstring(parts[name]) for name in sorted(parts) if re.search(r"word/(?:head|foot)er|core\.xml", name)
    ]
    texts = ("".join(found(root, ".//w:t/text() | ./*[contains(name(), 'dc:')]/text()")) for root in roots)
    return [text.replace("\xa0", " ") for text in texts]


def _texts(file: Path) -> list[str]:
    """The paragraphs of the body and the notes, and the text alternatives."""
    texts: list[str] = []
    for name in (BODY, "word/footnotes.xml"):
        root = etree.fromstring(parts_of(file)[name])
        for hyphen in root.iter(full("w:noBreakHyphen")):
            hyphen.tag, hyphen.text = full("w:t"), "-"
        texts += ["".join(found(p, ".//w:t/text()")) for p in root.iter(full("w:p"))]
        texts += found(root, "//wp:docPr/@descr")
    return texts


def test_a_file_that_cannot_be_replaced_stays_as_it_was(
    tmp_path: Path, corrected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, protected, other = (marked_file(tmp_path / f"{name}.docx") for name in "abc")
    before = opened.read_bytes()
    (tmp_path / "~$a.docx").touch()
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "b.docx")
    result = reports.refresh(opened, protected, other, workspace=corrected)
    assert [fault.message for fault in result.faults] == [
        "this file is open in another program",
        "this file is read-only",
    ]
    assert result.written == (str(other),)
    assert opened.read_bytes() == protected.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.before-refresh*")] == ["c.docx.before-refresh"]


def test_a_file_that_somebody_saves_meanwhile_is_left(
    tmp_path: Path, corrected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = marked_file(tmp_path / "a.docx")
    monkeypatch.setattr(
        "reports.finished.refresh.repacked",
        lambda *_: bytes(file.write_bytes(b"saved")),
    )
    (fault,) = reports.refresh(file, workspace=corrected).faults
    assert "was changed while it was read" in fault.message
    assert file.read_bytes() == b"saved"
    assert [path.name for path in tmp_path.iterdir()] == ["library", "a.docx"]


def test_a_dry_run_tells_and_changes_nothing(tmp_path: Path, corrected: Path) -> None:
    file = marked_file(tmp_path / "a.docx")
    before = file.read_bytes()
    result = reports.refresh(file, workspace=corrected, dry_run=True)
    assert (states(result), result.written) == (["refreshed", "refreshed"], ())
    assert file.read_bytes() == before
    assert not list(tmp_path.glob("*.before-refresh*"))


def test_the_other_language_beside_the_file_is_told(tmp_path: Path, corrected: Path) -> None:
    file, other = (marked_file(tmp_path / f"a.{code}.docx") for code in ("vi", "en"))
    result = reports.refresh(file, workspace=corrected)
    assert [change.what for change in result.changes if change.state == "language"] == [
        "a.en.docx was not given along: refresh it too"
    ]
    assert "language" not in states(reports.refresh(file, other, workspace=corrected))


def test_the_command_tells_what_it_did_and_ends_as_audit_does(tmp_path: Path, corrected: Path) -> None:
    file = marked_file(tmp_path / "a.docx")
    dry = run("refresh", "--dry-run", "--json", str(file), "--workspace", str(corrected))
    assert dry.returncode == 0
    assert [(each["state"], each["now"]) for each in json.loads(dry.stdout)] == [("refreshed", "47,2%")] * 2
    done = run(
        "refresh",
        str(file),
        "--workspace",
        str(corrected),
        "--author",
        "Lan",
        "--date",
        "2026-07-01T08:00:00",
    )
    assert (done.returncode, "a.docx: 2 refreshed" in done.stdout) == (0, True)
    assert set(found(body(file), "//w:ins/@w:date")) == {"2026-07-01T08:00:00Z"}
    assert "nothing to refresh" in run("refresh", str(file), "--workspace", str(corrected)).stdout
    file = edited(marked_file(tmp_path / "b.docx"), lambda text: text.replace("45,5%", "46%", 1))
    assert run("refresh", str(file), "--workspace", str(corrected)).returncode == 1
    assert run("refresh", str(tmp_path / "none.docx"), "--workspace", str(corrected)).returncode == 2


def test_a_text_box_and_its_copy_for_older_programs_say_the_same(tmp_path: Path, corrected: Path) -> None:
    def boxed(text: str) -> str:
        (first,) = re.findall(r"<w:p>(?:(?!<w:p>).)*Trẻ em.*?</w:p>", text, re.DOTALL)
        spaces = " ".join(f'xmlns:{name}="{SPACES[name]}"' for name in ("mc", "wp", "a", "wps", "v"))
        content = f"<w:txbxContent>{first}</w:txbxContent>"
        newer = f"<w:drawing><wp:inline><a:graphic><wps:txbx>{content}</wps:txbx></a:graphic></wp:inline></w:drawing>"
        older = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        both = f'<mc:Choice Requires="wps">{newer}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
        return text.replace(
            first,
            f"<w:p><w:r><mc:AlternateContent {spaces}>{both}</mc:AlternateContent></w:r></w:p>",
        )

    file = edited(marked_file(tmp_path / "a.docx"), boxed)
    assert reports.refresh(file, workspace=corrected).clean
    for kind in ("mc:Choice", "mc:Fallback"):
        assert found(body(file), f"//{kind}//w:ins//w:t/text()") == ["47,2%"]
    assert reports.audit(file, workspace=corrected).clean


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_file_with_tracked_changes_opens_clean(
    corrected: Path, library_built: Path, tmp_path: Path, language: str
) -> None:
    correct(corrected, "members", ("38.5", "41.3"), ("38,5%", "41,3%"))
    file = Path(shutil.copy(library_built / f"general/report.{language}.docx", tmp_path))
    reports.refresh(file, workspace=corrected)
    result = validator().validate(str(file))
    assert result.is_valid, [str(error) for error in result.errors][:5]


@pytest.mark.office
def test_the_validator_of_the_open_xml_sdk_finds_nothing_in_a_refreshed_file(
    corrected: Path, library_built: Path, tmp_path: Path
) -> None:
    correct(corrected, "members", ("38.5", "41.3"), ("38,5%", "41,3%"))
    files = [Path(shutil.copy(library_built / f"general/report.{code}.docx", tmp_path)) for code in ("vi", "en")]
    reports.refresh(*files, workspace=corrected)
    validate_by_sdk(*files)


def test_a_figure_with_other_decimals_than_its_column_is_told(
    library: Path, library_built: Path, tmp_path: Path
) -> None:
    """A new build would write the others with as many; refresh leaves what did not change."""
    correct(library, "loans.adults", ("38.25", "38.2"), ("38,25%", "38,2%"))
    file = Path(shutil.copy(library_built / "general/report.vi.docx", tmp_path))
    result = reports.refresh(file, workspace=library)
    told = [each for each in result.changes if "of its column" in each.why]
    assert {(each.state, each.ref, each.printed) for each in told} == {("doubtful", "loans.adults", "38,25%")}
