"""What `audit` says of finished files: untouched, edited by hand, saved again by LibreOffice, or meant to do harm."""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pptx
import pytest
from conftest import Convert
from conftest import songngu as run
from marked_files import as_word_saves, parts_of, zipped
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide

import reports
from reports.files import archive as opening
from reports.finished import Audit, FoundFigure, audit
from reports.finished.alignment import aligned
from reports.finished.marks import Mark, expected
from reports.finished.model import Passage, Token
from reports.finished.pairs import MOST_NEAR, candidates
from reports.pipeline.build import build

WORD = ["briefing.vi.docx", "briefing.en.docx"]
SLIDES = ["deck.vi.pptx", "deck.en.pptx"]
ALL = WORD + SLIDES
FACT = "online-dossiers.national"
BODY, NOTES, FOOTER = "word/document.xml", "word/footnotes.xml", "word/footer1.xml"
TYPED = "<w:p><w:r><w:t>Before. Some 88,8% of people agree. After.</w:t></w:r></w:p>"


def edited(file: Path, folder: Path, part: str, *swaps: tuple[str, str]) -> Path:
    """A copy of the file with texts of one part replaced, each where it stands first, and plain spaces in all of it."""
    parts = parts_of(file)
    text = parts[part].decode().replace("\u00a0", " ")
    for old, new in swaps:
        assert old in text, f"nothing to replace in {part}: {old}"
        text = text.replace(old, new, 1)
    return zipped(folder / file.name, parts | {part: text.encode()})


def slide_with(file: Path, text: str) -> str:
    """The name of the first slide that says `text`."""
    for name, content in parts_of(file).items():
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name) and f">{text}" in content.decode():
            return name
    raise AssertionError(f"no slide says {text}")


def faulty(result: Audit) -> list[FoundFigure]:
    return [figure for figure in result.figures if figure.state != "traced"]


def only(result: Audit) -> FoundFigure:
    found = faulty(result)
    assert len(found) == 1, [(figure.state, figure.place, figure.what) for figure in found]
    return found[0]


def workspace_with(journey: Path, *swaps: tuple[str, str]) -> Path:
    facts = journey / "seeds/facts.yaml"
    text = facts.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    facts.write_text(text, encoding="utf-8")
    return journey


@pytest.fixture(scope="module")
def root(built: Path) -> Path:
    """The workspace that the built-in documents come from."""
    return built.parent


# Files as they were built


@pytest.mark.parametrize("name", ALL)
def test_every_figure_of_the_built_in_documents_is_traced(built: Path, root: Path, name: str) -> None:
    result = audit([built / "general" / name], root)
    assert result.clean, [(figure.state, figure.place, figure.what) for figure in faulty(result)][:5]
    assert len(result.figures) > 500
    assert {"fact", "period", "source", "evidence", "alt", "plain"} <= {figure.kind for figure in result.figures}


def test_another_subject_is_audited_alike(small: Path) -> None:
    build(small)
    result = reports.audit(*sorted((small / "out/general").iterdir()), workspace=small)
    assert result.clean
    assert len(result.by_file()) == 4


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"state": "traced"}, "fact f"),
        ({"state": "untraced"}, "Here are 5."),
        ({"state": "stale", "printed": "4", "now": "6"}, 'printed "4"; fact f now says "6"'),
        ({"state": "stale", "printed": "4", "now": ""}, 'printed "4"; fact f now says ""'),
        ({"state": "stale"}, 'printed "5"; fact f is no longer known'),
        ({"state": "changed", "printed": "4", "was": "4", "value": "5"},
         'was "4", is now "5" (read as 4 and 5): fact f'),
        ({"state": "changed", "printed": "4"}, 'was "4", is now "5" (read as ? and ?): fact f'),
        ({"state": "changed", "printed": "4", "kind": "date"}, 'was "4", is now "5": date f'),
        ({"state": "changed", "now": "6", "kind": "date"}, 'date f now says "6", is now "5": date f'),
        ({"state": "lost"}, "was written but is missing, 1 time: fact f"),
        ({"state": "lost", "times": 3, "ref": ""}, "was written but is missing, 3 times: fact"),
    ],
)  # fmt: skip
def test_each_state_of_a_figure_is_said_in_words(figure: dict[str, Any], said: str) -> None:
    found = {"file": "a.docx", "place": "p", "sentence": "Here are 5.", "figure": "5", "kind": "fact", "ref": "f"}
    assert FoundFigure(**(found | figure)).what == said


def test_what_a_figure_is_now_is_told_in_whole_words() -> None:
    """Of a date of which one figure was edited, all of it; of a long text, the words around the figure."""
    mark = Mark("date", "2025-10-21", "long", "21 October 2025")
    (day, year) = expected([mark])
    edited = Passage("p", "Held on 1,022 October 2025, in all provinces.")
    assert day.around(Token(edited, 8, 13)) == "1,022 October 2025"
    assert year.around(Token(Passage("p", "Held on 21 October 12025."), 19, 24)) == "21 October 12025"
    (figure,) = expected([Mark("alt", "x", "full", "Online dossiers in the provinces: 15% of all that were sent in")])
    assert figure.excerpt == "…the provinces: 15% of all that…"


GROUP = """- id: {id}
  topic: reading
  kind: measure
  label: {{vi: nhóm {id}, en: group {id}}}
  statement: {{vi: "Có {{value}}.", en: "There are {{value}}."}}
  value: {value}
  unit: percent
  measure: readers
  period: 2024
  accounts: [{{source: library-report, lines: [1], printed: x, value: {value}}}]
"""
CHART = """
  groups:
    kind: bars
    facts: [a, b, c]
    title: {vi: Nhóm a đọc nhiều, en: Group a reads much}
    subtitle: {vi: Tỷ lệ, en: Share}
"""


@pytest.mark.parametrize(("value", "now"), [("13.44", "13.4%"), ("99.12", "99.1%")])
def test_one_changed_fact_of_a_chart_leaves_the_others_traced(small: Path, value: str, now: str) -> None:
    """Also where figures are rounded, and where the change moves a bar to another place."""
    facts, charts = small / "seeds/facts.yaml", small / "templates/charts.yaml"
    head, rest = facts.read_text("utf-8").split("left_out:")
    groups = "".join(
        GROUP.format(id=id_, value=given) for id_, given in (("a", "77.77"), ("b", "12.34"), ("c", "39.51"))
    )
    facts.write_text(f"{head}{groups}\nleft_out:{rest}", "utf-8")
    charts.write_text(charts.read_text("utf-8") + CHART, "utf-8")
    for path in (small / "templates/briefing").glob("*/summary.md.j2"):
        path.write_text(path.read_text("utf-8") + '\n{{ chart("groups") }}\n', "utf-8")
    audience = small / "templates/audiences/general/audience.yaml"
    audience.write_text(audience.read_text("utf-8") + "\nrounding: 1\n", "utf-8")
    build(small, reports=["briefing"], languages=["en"])
    file = small / "out/general/briefing.en.docx"
    assert audit([file], small).clean
    facts.write_text(facts.read_text("utf-8").replace("12.34", value), "utf-8")
    figure = only(audit([file], small))
    assert (figure.state, figure.kind, figure.figure) == ("stale", "alt", "12.3")
    assert f"Group b: {now}" in (figure.now or "")


# Files that were edited


@pytest.mark.parametrize(
    ("part", "old", "new", "expected"),
    [
        (BODY, ">39,51%<", ">41,51%<", ("changed", "fact", FACT, "39,51%", "41,51%")),
        (BODY, ">39,51%<", "><", ("lost", "fact", FACT, "39,51%", "39,51%")),
        (BODY, ">hơn 15%<", ">15%<", ("changed", "fact", "online-dossiers.localities", "hơn 15%", "15%")),
        (BODY, ">thứ nhất<", ">thứ hai<", ("changed", "fact", None, "thứ nhất", "thứ hai")),
        (BODY, ">tháng 10/2024<", ">tháng 11/2024<", ("changed", "period", None, "tháng 10/2024", None)),
        (BODY, ">24/7<", ">24/6<", ("changed", "plain", "24/7", "24/7", "24/6")),
        (BODY, "Cả nước: 39,51%", "Cả nước: 41%", ("changed", "alt", "online-dossiers", None, None)),
        (NOTES, ">10/2024<", ">10/2023<", ("changed", "period", "source:vietnamnet-2024-10", "10/2024", "10/2023")),
        (FOOTER, "2020 - 2025", "2020 - 2026", ("untraced", "", "", None, "2026")),
    ],
)  # fmt: skip
def test_an_edited_figure_is_told_with_what_it_was(
    built: Path, root: Path, tmp_path: Path, part: str, old: str, new: str, expected: tuple[str | None, ...]
) -> None:
    file = edited(built / "general/briefing.vi.docx", tmp_path, part, (old, new))
    figure = only(audit([file], root))
    state, kind, ref, printed, now = expected
    assert (figure.state, figure.kind) == (state, kind)
    assert ref in (None, figure.ref)
    assert printed is None or figure.printed == printed
    assert now is None or figure.figure == now


def test_a_changed_figure_tells_both_values(built: Path, root: Path, tmp_path: Path) -> None:
    file = edited(built / "general/briefing.vi.docx", tmp_path, BODY, (">39,51%<", ">41%<"))
    figure = only(audit([file], root))
    assert (figure.was, figure.value) == ("39.51", "41")
    assert figure.what == f'was "39,51%", is now "41%" (read as 39.51 and 41): fact {FACT}'
    assert "41%" in figure.sentence


@pytest.mark.parametrize("name", SLIDES)
def test_one_digit_on_a_slide_is_told(built: Path, root: Path, tmp_path: Path, name: str) -> None:
    file = built / "general" / name
    old, new = ("39,51%", "39,57%") if ".vi." in name else ("39.51%", "39.57%")
    figure = only(audit([edited(file, tmp_path, slide_with(file, old), (f">{old}", f">{new}"))], root))
    assert (figure.state, figure.ref, figure.printed, figure.figure) == ("changed", FACT, old, new)
    assert figure.place.startswith("slide ")


def _digits(parts: dict[str, bytes]) -> Iterator[tuple[str, int]]:
    """The part and position of each digit in a run of text, except in the results of fields."""
    for part, content in parts.items():
        if re.fullmatch(r"word/(document|footnotes)\.xml|ppt/(slides|notesSlides)/\w+\.xml", part):
            text = content.decode()
            for run in re.finditer(r"<[wa]:r>(?:(?!</?[wa]:t\b).)*<[wa]:t[^>]*>([^<]*)", text):
                if 'fldCharType="separate"' not in text[run.start() - 90 : run.start()]:
                    yield from ((part, run.start(1) + digit.start()) for digit in re.finditer(r"\d", run.group(1)))


@pytest.mark.parametrize("name", [WORD[0], SLIDES[1]])
def test_any_digit_that_is_edited_is_told(built: Path, root: Path, tmp_path: Path, name: str) -> None:
    parts = parts_of(built / "general" / name)
    places = list(_digits(parts))
    assert len(places) > 1000
    for part, at in random.Random(11).sample(places, 12):
        text = parts[part].decode()
        other = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
        found = faulty(audit([zipped(tmp_path / name, parts | {part: other.encode()})], root))
        assert {figure.state for figure in found} & {"changed", "untraced"}
        assert len(found) <= 2  # the words of a source may also be lost


@pytest.mark.parametrize(
    ("part", "before", "typed", "place"),
    [
        (BODY, "<w:p><w:pPr><w:pStyle w:val=\"Caption\"", TYPED, "paragraph "),
        (NOTES, '<w:footnote w:id="3"><w:p>', "", "footnote 3"),
        (FOOTER, "</w:ftr>", TYPED, "footer"),
    ],
)  # fmt: skip
def test_a_figure_typed_by_hand_is_untraced(
    built: Path, root: Path, tmp_path: Path, part: str, before: str, typed: str, place: str
) -> None:
    """Before a caption, in a footnote, in the footer."""
    words = typed or before + TYPED.removeprefix("<w:p>").removesuffix("</w:p>")
    swap = words + before if typed else words
    figure = only(audit([edited(built / "general/briefing.en.docx", tmp_path, part, (before, swap))], root))
    assert (figure.state, figure.figure, figure.value) == ("untraced", "88,8", None)
    assert figure.sentence == "Some 88,8% of people agree."
    assert figure.place.startswith(place)


def test_typed_figures_are_found_wherever_a_reader_sees_them(built: Path, root: Path, tmp_path: Path) -> None:
    """In text boxes, pieces of one number in several runs, tracked insertions; not in what was deleted."""
    box = f"<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' alt='Picture 71'><v:textbox><w:txbxContent>{TYPED}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    pieces = "<w:p><w:r><w:t>Now 7</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>7</w:t></w:r><w:ins w:id='9' w:author='A'><w:r><w:t>7 now</w:t></w:r></w:ins><w:del w:id='8' w:author='A'><w:r><w:delText>666</w:delText></w:r></w:del></w:p>"
    before = '<w:p><w:pPr><w:pStyle w:val="Caption"'
    file = edited(built / "general/briefing.en.docx", tmp_path, BODY, (before, box + pieces + before))
    found = faulty(audit([file], root))
    assert [(figure.figure, figure.state, figure.place.split(",")[0]) for figure in found] == [
        ("71", "untraced", "alt text"),
        ("88,8", "untraced", "text box"),
        ("777", "untraced", found[2].place.split(",")[0]),
    ]


def test_a_figure_typed_on_a_slide_or_in_notes_is_untraced(built: Path, root: Path, tmp_path: Path) -> None:
    file = built / "general/deck.en.pptx"
    slide = slide_with(file, "39.51%")
    for part in (slide, slide.replace("slides/slide", "notesSlides/notesSlide")):
        typed = "<a:p><a:r><a:t>Some 88.8% agree.</a:t></a:r></a:p></p:txBody>"
        last = parts_of(file)[part].decode().replace("\u00a0", " ").split("</p:txBody>")[0][-80:]
        figure = only(audit([edited(file, tmp_path, part, (last + "</p:txBody>", last + typed))], root))
        assert (figure.state, figure.figure, figure.sentence) == ("untraced", "88.8", "Some 88.8% agree.")


def test_moved_paragraphs_stay_traced_also_after_a_save_by_word(built: Path, root: Path, tmp_path: Path) -> None:
    parts = parts_of(built / "general/briefing.vi.docx")
    text = parts[BODY].decode()
    paragraphs = re.findall(r'<w:p><w:pPr><w:pStyle w:val="ListBullet"/>.*?</w:p>', text)
    moved = max(paragraphs, key=lambda paragraph: len(re.findall(r"\d", re.sub("<[^>]*>", "", paragraph))))
    before, after = text.replace(moved, "", 1).rsplit("<w:sectPr", 1)
    text = f"{before}{moved}<w:sectPr{after}"
    file = as_word_saves(zipped(tmp_path / "moved.docx", parts | {BODY: text.encode()}), tmp_path / "saved.docx")
    assert faulty(audit([file], root)) == []


def test_a_figure_without_its_style_is_known_by_its_place(built: Path, root: Path, tmp_path: Path) -> None:
    parts = parts_of(built / "general/briefing.vi.docx")
    text = re.sub(r'<w:rStyle w:val="fact_[^"]*"/>', "", parts[BODY].decode())
    file = zipped(tmp_path / "plain.docx", parts | {BODY: text.replace(">39,51%<", ">39,61%<", 1).encode()})
    figure = only(audit([file], root))
    assert (figure.state, figure.printed, figure.figure) == ("changed", "39,51%", "39,61%")


def test_without_its_list_the_styles_tell_their_facts(built: Path, root: Path, tmp_path: Path) -> None:
    """What was printed is known by the copy of the list; without that, what would be written now."""
    parts = {
        name: content
        for name, content in parts_of(built / "general/briefing.vi.docx").items()
        if "customXml" not in name
    }
    parts[BODY] = parts[BODY].decode().replace(">39,51%<", ">39,61%<", 1).encode()
    figure = only(audit([zipped(tmp_path / "copy.docx", parts)], root))
    assert (figure.state, figure.ref, figure.figure, figure.printed) == ("changed", FACT, "39,61%", "39,51%")
    del parts["docProps/custom.xml"]
    found = faulty(audit([zipped(tmp_path / "bare.docx", parts)], root))
    assert ("changed", FACT, "39,61%", "39,51%") in [(f.state, f.ref, f.figure, f.now) for f in found]
    assert len(found) < 20


# Files that another program has saved


@pytest.fixture(scope="module")
def again(built: Path, tmp_path_factory: pytest.TempPathFactory, convert: Convert) -> Path:
    """The four files as LibreOffice saves them, and two that were edited before."""
    folder, target = tmp_path_factory.mktemp("edited"), tmp_path_factory.mktemp("again")
    slide = slide_with(built / "general/deck.vi.pptx", "2.238<")
    for kind, part, swap in (("docx", BODY, (">39,51%<", ">39,57%<")), ("pptx", slide, (">2.238<", ">2.239<"))):
        files = [built / "general" / name for name in ALL if name.endswith(kind)]
        one = edited(files[0], folder, part, swap).rename(folder / f"edited.{kind}")
        convert(kind, target, one, *files)
    return target


@pytest.mark.parametrize("name", ALL)
def test_saving_in_another_program_leaves_every_figure_traced(again: Path, root: Path, name: str) -> None:
    result = audit([again / name], root)
    assert result.clean, [(figure.state, figure.place, figure.what) for figure in faulty(result)][:5]
    assert len(result.figures) > 500


def test_an_edited_digit_is_told_also_when_another_program_saved_it(again: Path, root: Path) -> None:
    figure = only(audit([again / "edited.docx"], root))
    assert (figure.state, figure.ref, figure.printed, figure.figure) == ("changed", FACT, "39,51%", "39,57%")


def test_an_edited_digit_in_a_deck_that_another_program_saved_is_told_with_its_fact(again: Path, root: Path) -> None:
    figure = only(audit([again / "edited.pptx"], root))
    assert (figure.state, figure.printed, figure.figure) == ("changed", "2.238", "2.239")
    assert (figure.ref, figure.place.split()[0]) == ("quang-ninh.procedures-on-portal", "slide")


def test_edited_figures_in_a_deck_without_tags_are_told_with_the_facts_of_their_slides(
    built: Path, root: Path, tmp_path: Path
) -> None:
    """As LibreOffice saves it: the list in the properties is all that is left, and the evidence in the notes."""
    parts = parts_of(built / "general/deck.vi.pptx")
    for name in [name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]:
        parts[name] = re.sub(rb"<p:custDataLst>.*?</p:custDataLst>", b"", parts[name])
    third = parts["ppt/slides/slide3.xml"]
    parts["ppt/slides/slide3.xml"] = third.replace(b"</a:p>", "<a:r><a:t> (tiếp 3)</a:t></a:r></a:p>".encode(), 1)
    swaps = [(">39,51%<", ">39,57%<"), (">2.238<", ">2.338<"), (">2.163<", ">3.163<"), (">35,48%<", ">7%<")]
    for old, new in swaps:
        slide = slide_with(built / "general/deck.vi.pptx", old[1:])
        parts[slide] = parts[slide].replace(old.encode(), new.encode(), 1)
    found = faulty(audit([zipped(tmp_path / "bare.pptx", parts)], root))
    assert sorted((each.printed, each.figure) for each in found) == sorted((old[1:-1], new[1:-1]) for old, new in swaps)
    assert {each.state for each in found} == {"changed"}


def test_facts_that_changed_are_told_also_when_another_program_saved_the_file(again: Path, journey: Path) -> None:
    root = workspace_with(journey, ("39,51%", "40,51%"), ("39.51", "40.51"))
    for name in ("briefing.vi.docx", "deck.vi.pptx"):
        stale = [figure for figure in faulty(audit([again / name], root)) if figure.ref == FACT]
        assert stale
        assert {figure.state for figure in stale} == {"stale"}


# Facts that changed


@pytest.mark.parametrize("name", ALL)
def test_a_fact_that_changed_makes_its_figures_stale(built: Path, journey: Path, name: str) -> None:
    root = workspace_with(journey, ("39,51%", "40,51%"), ("39.51", "40.51"))
    found = faulty(audit([built / "general" / name], root))
    printed, now = ("39,51%", "40,51%") if ".vi." in name else ("39.51%", "40.51%")
    assert {figure.state for figure in found} == {"stale"}
    assert f'printed "{printed}"; fact {FACT} now says "{now}"' in {figure.what for figure in found}
    assert {figure.kind for figure in found} >= {"fact", "evidence"}
    assert any(figure.place.startswith("alt text") for figure in found)
    assert "online-dossiers.gap" in {figure.ref for figure in found}


def test_a_fact_that_is_gone_makes_its_figures_stale(built: Path, journey: Path) -> None:
    root = workspace_with(journey, ("id: ndxp.transactions\n", "id: ndxp.other\n"))
    found = faulty(audit([built / "general" / name for name in ALL], root))
    assert {figure.state for figure in found} == {"stale"}
    assert {figure.ref for figure in found} == {"ndxp.transactions", "fact:ndxp.transactions", "national-figures"}
    assert any("fact ndxp.transactions is no longer known" in figure.what for figure in found)


def test_a_rounded_figure_is_traced_to_its_fact(small: Path) -> None:
    for code in ("vi", "en"):
        section = small / f"templates/briefing/{code}/summary.md.j2"
        text = section.read_text(encoding="utf-8")
        section.write_text(text + '\n\n{{ fact("books-lent", rounded=0) }}.\n', encoding="utf-8")
    facts = small / "seeds/facts.yaml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("value: 1250", "value: 1250.4").replace("hơn 1.250 ", "hơn 1.250,4 "),
        encoding="utf-8",
    )
    build(small, reports=["briefing"], languages=["en"])
    file = small / "out/general/briefing.en.docx"
    assert "1,250 " in " ".join(f.figure for f in audit([file], small).figures).replace("\u00a0", " ")
    assert audit([file], small).clean


# Files that are none, or mean harm


def tiny(path: Path, text: str = "No figure here.", head: str = "", **more: bytes) -> Path:
    """The least .docx that there is."""
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{office}" Target="d.xml"/></Relationships>'.encode(),
        "d.xml": f'{head}<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'.encode(),
    }  # fmt: skip
    return zipped(path, parts | more)


def test_a_file_without_figures_is_a_failure(small: Path, tmp_path: Path) -> None:
    result = audit([tiny(tmp_path / "empty.docx")], small)
    assert not result.clean
    assert "no figure was found in this file" in str(result.faults[0])


def test_a_file_of_another_kind_is_wholly_untraced(small: Path, tmp_path: Path) -> None:
    result = audit([tiny(tmp_path / "theirs.docx", "In 2024 there were 12 of them.")], small)
    assert [(f.figure, f.state) for f in result.figures] == [("2024", "untraced"), ("12", "untraced")]


BOMB = '<!DOCTYPE b [<!ENTITY a "1111111111">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
) + "]>"  # fmt: skip


def _harmful(folder: Path, sound: Path) -> Iterator[tuple[str, Path]]:
    def file(name: str, content: bytes) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    yield "no Word or PowerPoint file", file("text.docx", b"just text")
    yield "no Word or PowerPoint file", file("cut.docx", sound.read_bytes()[:5000])
    yield "no Word or PowerPoint file", zipped(folder / "zip.docx", {"a.txt": b"1"})
    yield "has a password", file("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    yield "holds macros", tiny(folder / "macro.docx", "1", **{"word/vbaProject.bin": b"x"})
    yield "may be read", tiny(folder / "bomb.docx", "&j;", BOMB)
    yield (
        "declares entities",
        tiny(folder / "file.docx", "&x;", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    )
    yield "may be read", tiny(folder / "deep.docx", "</w:t>" + "<w:r>" * 900 + "1" + "</w:r>" * 900 + "<w:t>")
    yield "may be read", tiny(folder / "broken.docx", "<1")
    yield "may be read", _part_of(sound, folder / "list.docx", "customXml/item1.xml", BOMB + "<a>&j;</a>")
    yield "is damaged", file("damaged.docx", _damaged(sound))


def _part_of(sound: Path, path: Path, part: str, text: str) -> Path:
    return zipped(path, parts_of(sound) | {part: text.encode()})


def _damaged(sound: Path) -> bytes:
    """The file with bytes of its text overwritten."""
    content = bytearray(sound.read_bytes())
    with zipfile.ZipFile(sound) as archive:
        start = archive.getinfo(BODY).header_offset + 200
    content[start : start + 400] = bytes(400)
    return bytes(content)


def test_what_is_no_sound_file_gets_one_complaint(built: Path, small: Path, tmp_path: Path) -> None:
    for message, file in _harmful(tmp_path, built / "general/briefing.vi.docx"):
        result = audit([file], small)
        assert result.figures == ()
        assert len(result.faults) == 1
        assert message in str(result.faults[0]), file.name
        assert str(result.faults[0].place) == str(file)


def test_sizes_have_bounds(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tiny(tmp_path / "large.docx", "1 " * 200_000)
    for bound, value, message in [
        ("MOST_PACKED", 100, "has more than 100 bytes"),
        ("MOST_UNPACKED", 1000, "exceeds the limit when unpacked"),
        ("MOST_IN_PART", 100_000, "is too large"),
        ("MOST_ENTRIES", 2, "exceeds the limit when unpacked"),
    ]:
        with monkeypatch.context() as patch:
            patch.setattr(opening, bound, value)
            assert message in str(audit([file], small).faults[0])


def test_a_note_that_leads_to_itself_is_read_once(built: Path, root: Path, tmp_path: Path) -> None:
    again = '<w:footnote w:id="3"><w:p>'
    loop = f'{again}<w:r><w:footnoteReference w:id="3"/></w:r>'
    assert audit([edited(built / "general/briefing.en.docx", tmp_path, NOTES, (again, loop))], root).clean


def test_what_a_file_says_of_itself_is_not_trusted(built: Path, root: Path, tmp_path: Path) -> None:
    """Marks with values, forms and references that nothing has."""
    file = built / "general/briefing.vi.docx"
    text = parts_of(file)["customXml/item1.xml"].decode()
    text = re.sub(r'value="39.51"', 'value="1E999999999"', text).replace('form="label"', 'form="__class__"')
    text = text.replace('kind="term"', 'kind="none"').replace('ref="2024-10"', 'ref="2024-99"')
    states = {
        figure.state
        for figure in audit([_part_of(file, tmp_path / "forged.docx", "customXml/item1.xml", text)], root).figures
    }
    assert states == {"traced", "stale"}


# The command


def test_the_command_lists_what_is_wrong_and_ends_with_one(built: Path, root: Path, tmp_path: Path) -> None:
    file = edited(built / "general/briefing.vi.docx", tmp_path, BODY, (">39,51%<", ">41%<"))
    result = run("audit", file, "--workspace", root)
    assert result.returncode == 1
    assert re.search(r"briefing\.vi\.docx: \d+ figures: \d+ traced \(.*\d+ fact.*\), 1 changed", result.stdout)
    assert 'was "39,51%", is now "41%"' in result.stdout


def test_the_command_ends_with_zero_for_files_that_are_clean(built: Path, root: Path) -> None:
    result = run("audit", built / "general/deck.en.pptx", "--workspace", root)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_command_prints_json(built: Path, root: Path, tmp_path: Path) -> None:
    file = edited(built / "general/briefing.vi.docx", tmp_path, BODY, (">39,51%<", ">41%<"))
    result = run("audit", "--json", file, "--workspace", root)
    figures = json.loads(result.stdout)
    (changed,) = [figure for figure in figures if figure["state"] != "traced"]
    assert result.returncode == 1
    names = {"file", "place", "sentence", "figure", "state", "kind", "ref", "form", "printed", "now", "value"}
    assert names <= set(changed)
    assert (changed["figure"], changed["printed"], changed["now"], changed["value"]) == (
        "41%",
        "39,51%",
        "39,51%",
        "41",
    )


def test_one_bad_file_does_not_hide_the_others(built: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"text")
    result = run("audit", tmp_path / "bad.docx", built / "general/deck.en.pptx", "--workspace", root)
    assert result.returncode == 1
    assert "deck.en.pptx: " in result.stdout
    assert result.stderr.splitlines()[0].endswith("bad.docx: error: this is no Word or PowerPoint file")


@pytest.mark.parametrize("arguments", [["audit"], ["audit", "nowhere.docx"], ["audit", "--jsn", "x.docx"]])
def test_wrong_usage_ends_with_two(small: Path, arguments: list[str]) -> None:
    assert run(*arguments, cwd=small).returncode == 2


# How texts are compared


def _longest(ones: list[int], others: list[int]) -> int:
    table = [[0] * (len(others) + 1) for _ in range(len(ones) + 1)]
    for i in reversed(range(len(ones))):
        for j in reversed(range(len(others))):
            same = ones[i] == others[j]
            table[i][j] = table[i + 1][j + 1] + 1 if same else max(table[i + 1][j], table[i][j + 1])
    return table[0][0]


def test_two_sequences_are_paired_as_far_as_they_can_be() -> None:
    chance = random.Random(7)
    for _ in range(500):
        ones, others = ([chance.randrange(4) for _ in range(chance.randrange(14))] for _ in range(2))
        pairs = aligned([(i, 1) for i, one in enumerate(ones) if one == other] for other in others)
        assert all(ones[i] == others[j] for i, j in pairs)
        assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))
        assert len(pairs) == _longest(ones, others)


def test_many_equal_figures_are_each_held_against_few_marks() -> None:
    passage = Passage("word/document.xml", "5 " * 20_000)
    marks = expected([Mark("fact", "members", "full", "5")] * 20_000)
    near = candidates(list(marks), [Token(passage, at, at + 1) for at in range(0, 40_000, 2)])
    assert max(map(len, near)) <= 2 * MOST_NEAR


# Decks that lost figures, or the tags of some


def _without_figure(slide: Slide, shape: Shape) -> None:
    for part in (part for paragraph in shape.text_frame.paragraphs for part in paragraph.runs):
        part.text = part.text.replace("39,51%", "nhiều")


def _without_shape(slide: Slide, shape: Shape) -> None:
    shape._element.getparent().remove(shape._element)


def _with_text_assigned(slide: Slide, shape: Shape) -> None:
    shape.text_frame.text = str(shape.text_frame.text)


def _without_tags(slide: Slide, shape: Shape) -> None:
    for data in slide._element.xpath(".//p:custDataLst"):
        data.getparent().remove(data)


def _without_slide(slide: Slide, shape: Shape) -> None:
    presentation = slide.part.package.presentation_part.presentation
    listed = presentation.slides._sldIdLst
    (one,) = (each for each in listed if presentation.part.related_part(each.rId) is slide.part)
    presentation.part.drop_rel(one.rId)
    listed.remove(one)


def _without_notes(slide: Slide, shape: Shape) -> None:
    slide.notes_slide.notes_text_frame.text = ""


@pytest.mark.parametrize(
    ("edit", "lost", "least"),
    [
        (_without_figure, {"39,51%"}, 1),
        (_without_shape, {"39,51%"}, 1),
        (_without_slide, {"39,51%", "73%", "93.500 tổ công nghệ số cộng đồng"}, 10),
        (_without_notes, {"39,51%", "73%"}, 5),
        (_with_text_assigned, set(), 0),
        (_without_tags, set(), 0),
    ],
)
@pytest.mark.parametrize("kept", [True, False])
def test_a_deck_that_lost_figures_is_not_clean(
    built: Path,
    root: Path,
    tmp_path: Path,
    edit: Callable[[Slide, Shape], None],
    lost: set[str],
    least: int,
    kept: bool,
) -> None:
    deck = pptx.Presentation(str(built / "general/deck.vi.pptx"))
    found = ((slide, shape) for slide in list(deck.slides)[1:] for shape in slide.placeholders)
    edit(*next((slide, shape) for slide, shape in found if "39,51%" in getattr(shape, "text", "")))
    file = tmp_path / "edited.pptx"
    deck.save(str(file))
    if not kept:  # without the copy of the list the tags alone say what was written
        if edit in (_without_slide, _without_shape, _without_tags):
            return
        parts = parts_of(file)
        zipped(file, {name: content for name, content in parts.items() if name != "docProps/custom.xml"})
    result = audit([file], root)
    assert {figure.state for figure in faulty(result)} <= {"lost"}
    assert lost <= {figure.figure for figure in faulty(result)}
    assert sum(figure.times for figure in faulty(result)) >= least
    assert result.clean is (not lost)


def test_a_figure_typed_on_a_slide_of_its_own_is_untraced_beside_tagged_ones(
    built: Path, root: Path, tmp_path: Path
) -> None:
    deck = pptx.Presentation(str(built / "general/deck.vi.pptx"))
    slide = deck.slides.add_slide(deck.slide_layouts[2])
    slide.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "Có 39,51% và 2025, 6/2025."
    deck.save(str(tmp_path / "edited.pptx"))
    assert [(f.figure, f.state) for f in faulty(audit([tmp_path / "edited.pptx"], root))] == [
        ("39,51", "untraced"),
        ("2025", "untraced"),
        ("6/2025", "untraced"),
    ]
