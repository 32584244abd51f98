"""What Microsoft's accessibility checker asks of a Word file, and what is left of it in other hands."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Convert
from lxml import etree
from outline import W
from pypdf import PdfReader
from word_files import NAMESPACES

from reports.brand.word_reference.roles import CARDS, CARDS_BELOW, LAYOUT, PROFILES, SIDE_TABLES, SMALL_DATA
from reports.document.marks import written_name

NAMES = ["briefing.vi", "briefing.en", "briefing.vi-en"]
TAGS = {"briefing.vi": {"vi-VN"}, "briefing.en": {"en-GB"}, "briefing.vi-en": {"vi-VN", "en-GB"}}
LAY_OUT_ONLY = {LAYOUT, CARDS, CARDS_BELOW, PROFILES, *SIDE_TABLES.values()}
"""Tables without a header row: columns of text, languages side by side, key figures, and profiles, whose rows begin
with a name."""
WITH_TABS = ("TOC", "TableofFigures", "Footer")
"""The styles that lead to a page number at the right margin."""


class Word:
    """A .docx, opened part by part."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}

    def find(self, path: str, part: str = "word/document.xml") -> list[etree._Element]:
        return etree.fromstring(self.parts[part]).xpath(path, namespaces=NAMESPACES)  # type: ignore[return-value]

    def levels(self) -> dict[str, int]:
        """The styles that make headings, with their levels from 1."""
        found = self.find("//w:style[w:pPr/w:outlineLvl]", "word/styles.xml")
        return {_value(s, "@w:styleId"): int(_value(s, "w:pPr/w:outlineLvl/@w:val")) + 1 for s in found}

    def headings(self) -> list[tuple[int, str]]:
        levels = self.levels()
        paragraphs = [(p, _value(p, "w:pPr/w:pStyle/@w:val")) for p in self.find("//w:body//w:p")]
        return [(levels[style], _words(p)) for p, style in paragraphs if style in levels]

    def figures(self) -> Counter[str]:
        """How often each fact and form is marked; a figure may be split into runs that follow each other."""
        parts = [part for part in ("word/document.xml", "word/footnotes.xml") if part in self.parts]
        styles = self.find("//w:style[@w:type='character']", "word/styles.xml")
        names = {_value(style, "@w:styleId"): written_name(_value(style, "w:name/@w:val")) for style in styles}
        first = "//w:rStyle[not(@w:val = ../../preceding-sibling::*[1][self::w:r]/w:rPr/w:rStyle/@w:val)]/@w:val"
        used = (names.get(str(id_)) for part in parts for id_ in self.find(first, part))
        return Counter(name for name in used if name)

    def alts(self) -> set[str]:
        return {str(alt) for alt in self.find("//wp:docPr/@descr") if alt}

    def captions(self) -> list[str]:
        return [str(field).split()[1] for field in self.find("//w:instrText[contains(., 'SEQ ')]/text()")]

    def notes(self) -> int:
        return len(self.find("//w:footnoteReference"))


def _value(element: etree._Element, path: str) -> str:
    return str(element.xpath(f"string({path})", namespaces=NAMESPACES))


def _words(element: etree._Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.xpath(".//w:t/text() | .//w:br/@w:none", namespaces=NAMESPACES))).strip()


@pytest.fixture(scope="session")
def files(built: Path, side_by_side: Path) -> dict[str, Path]:
    own = {name: built / "general" / f"{name}.docx" for name in NAMES[:2]}
    return {**own, NAMES[2]: side_by_side}


@pytest.fixture(params=NAMES)
def word(request: pytest.FixtureRequest, files: dict[str, Path]) -> Word:
    return Word(files[request.param])


def test_each_picture_says_what_it_shows_or_is_marked_as_decoration(word: Word) -> None:
    drawings = word.find("//wp:docPr")
    assert len(drawings) >= 4
    for drawing in drawings:
        alt = drawing.get("descr", "")
        decorative = drawing.xpath(".//adec:decorative/@val", namespaces=NAMESPACES) == ["1"]
        assert bool(alt) != decorative
        assert decorative or len(alt) > 40
        assert not re.search(r"\.(png|svg|jpe?g)$", alt)


def test_pictures_stand_in_line_with_the_text(word: Word) -> None:
    assert word.find("//wp:inline")
    assert not word.find("//wp:anchor")


def test_each_table_has_a_header_row_unless_it_only_lays_out(word: Word) -> None:
    seen = Counter()
    for table in word.find("//w:tbl"):
        style = _value(table, "w:tblPr/w:tblStyle/@w:val")
        headers = table.xpath("count(w:tr/w:trPr/w:tblHeader)", namespaces=NAMESPACES)
        assert headers == (0 if style in LAY_OUT_ONLY else 1), style
        assert _value(table, "w:tblPr/w:tblLook/@w:firstRow") == str(int(headers))
        assert style != PROFILES or _value(table, "w:tblPr/w:tblLook/@w:firstColumn") == "1"  # names head their rows
        seen[style] += 1
    assert set(seen) - LAY_OUT_ONLY


def test_tables_say_what_they_are_about_and_have_no_tables_in_cells_nor_cells_across_rows(word: Word) -> None:
    for table in word.find("//w:tbl"):
        assert _value(table, "w:tblPr/w:tblDescription/@w:val")
    assert not word.find("//w:vMerge | //w:tc//w:tbl")


def test_only_the_evidence_has_joined_cells_and_these_name_its_parts(word: Word) -> None:
    """The name of a part is alone in its row, as wide as the table, and rows of figures follow it."""
    (table,) = word.find("//w:tbl[.//w:gridSpan]")
    assert _value(table, "w:tblPr/w:tblStyle/@w:val") == SMALL_DATA
    columns = int(table.xpath("count(w:tblGrid/w:gridCol)", namespaces=NAMESPACES))
    joined = [row.xpath("w:tc/w:tcPr/w:gridSpan/@w:val", namespaces=NAMESPACES) for row in table.findall(f"{W}tr")]
    cells = [len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")]
    names = [number for number, found in enumerate(joined) if found]
    assert all((joined[row], cells[row]) == ([str(columns)], 1) for row in names)
    assert all(count == columns for row, count in enumerate(cells) if row not in names)
    assert names[0] == 1  # after the head
    assert all(below > above + 1 for above, below in pairwise([*names, len(cells)]))
    assert all(_words(table.findall(f"{W}tr")[row]) for row in names)


def test_headings_skip_no_level_and_no_two_are_the_same(word: Word) -> None:
    headings = word.headings()
    assert headings[0][0] == 1
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(headings))
    texts = [text for _, text in headings]
    assert len(texts) == len(set(texts)) >= 10
    assert all(texts)


@pytest.mark.parametrize("name", NAMES)
def test_title_and_language_are_set_and_every_run_says_its_language(name: str, files: dict[str, Path]) -> None:
    word = Word(files[name])
    assert _value(word.find("/*", "docProps/core.xml")[0], "dc:title")
    assert _value(word.find("/*", "docProps/core.xml")[0], "dc:language")
    assert word.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml")
    for part in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml"):
        runs = word.find("//w:r[w:t]", part)
        assert {_value(run, "w:rPr/w:lang/@w:val") for run in runs} == TAGS[name]


def test_nothing_is_laid_out_with_blank_characters(word: Word) -> None:
    for paragraph in word.find("//w:body//w:p"):
        style = _value(paragraph, "w:pPr/w:pStyle/@w:val")
        text = "".join(paragraph.xpath(".//w:t/text()", namespaces=NAMESPACES))
        assert "  " not in text
        assert text == text.strip() or style == "FootnoteText"
        assert text or style in ("TableEnd", "CoverRule") or paragraph.xpath(".//w:drawing", namespaces=NAMESPACES), (
            style
        )
        assert style.startswith(WITH_TABS) or not paragraph.xpath(".//w:r/w:tab", namespaces=NAMESPACES)
    assert not word.find("//w:br[@w:type='page']")


def test_links_say_where_they_lead(word: Word) -> None:
    for link in word.find("//w:hyperlink"):
        assert len(_words(link)) > 3
        assert _words(link).lower() not in ("here", "link", "tại đây", "xem thêm")


# In other hands


@pytest.fixture(scope="session")
def saved(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, convert: Convert) -> dict[str, Word]:
    """The files as LibreOffice saves them after opening."""
    folder = tmp_path_factory.mktemp("saved")
    convert("docx", folder, *files.values())
    return {name: Word(folder / f"{name}.docx") for name in files}


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_keeps_headings_notes_captions_controls_and_alt_texts(
    name: str, files: dict[str, Path], saved: dict[str, Word]
) -> None:
    before, after = Word(files[name]), saved[name]
    assert after.headings() == before.headings()
    assert after.notes() == before.notes() > 20
    assert after.captions() == before.captions()
    assert after.figures() == before.figures()
    assert after.alts() == before.alts()


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_keeps_headings_tables_notes_and_alt_texts(
    name: str, files: dict[str, Path], printed: Path, program: Callable[[str], str]
) -> None:
    """LibreOffice writes the tags; `pdfinfo` shows the tree of structure, and alt texts stand in the file."""
    before, pdf = Word(files[name]), printed / f"{name}.pdf"
    tree = subprocess.run(
        [program("pdfinfo"), "-struct-text", str(pdf)], capture_output=True, text=True, check=True
    ).stdout
    tagged = Counter(re.findall(r"^ *(H[1-6]|Table|Note|Figure)\b", tree, flags=re.M))
    levels = Counter(f"H{level}" for level, _ in before.headings())
    assert {tag: tagged[tag] for tag in levels} == dict(levels)
    assert tagged["Table"] >= len(before.find("//w:tbl"))
    assert tagged["Note"] == before.notes()
    reader = PdfReader(pdf)
    objects = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    assert {each["/Alt"] for each in objects if isinstance(each, dict) and "/Alt" in each} >= before.alts()
