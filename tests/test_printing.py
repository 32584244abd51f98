"""Page numbers and PDFs by LibreOffice: right, kept, the same bytes on any day, and known to the next build."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader, PdfWriter
from word_files import NAMESPACES

from reports.diagnostics import Findings, Problems
from reports.files import manifest
from reports.pipeline import office
from reports.pipeline.build import build
from reports.pipeline.office import Office, Print, print_all
from reports.pipeline.pagination import MOST_ROUNDS, Paged, paginated
from reports.pipeline.pdf import pages_before, pages_of, without_clock

PDFS = [
    "briefing.en.pdf", "briefing.vi-en.pdf", "briefing.vi.pdf", "deck.en.notes.pdf", "deck.en.pdf",
    "deck.vi.notes.pdf", "deck.vi.pdf",
]  # fmt: skip
DAY = date(2025, 10, 31)

CLOCK = b"""%PDF-1.6
9 0 obj
<</Producer<FEFF>/CreationDate(D:20261123225526Z')>>
  <xmp:CreateDate>2026-11-23T22:55:26Z</xmp:CreateDate>
trailer
<</Size 2883/Root 2881 0 R
/ID [ <902A9261D57485362072553278798559>
<902A9261D57485362072553278798559> ]
/DocChecksum /C7AF04B836FFF1243585CCB763ACDFE1
>>
"""
"""The places where LibreOffice writes what differs from one printing to the next."""


def _pdf(count: int, places: Mapping[str, int]) -> bytes:
    """A PDF of blank pages with named places."""
    writer, buffer = PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    for name, page in places.items():
        writer.add_named_destination(name, page - 1)
    writer.write(buffer)
    return buffer.getvalue()


def test_the_pages_of_named_places_are_read() -> None:
    pdf = _pdf(3, {"5Fcontents5F1": 2, "fig": 3})
    assert pages_of(pdf, ["_contents_1", "fig", "gone"]) == {"_contents_1": 2, "fig": 3}
    assert pages_before(pdf, ["fig", "_contents_1", "gone"]) == 1
    assert pages_before(pdf, ["gone"]) == 3


def test_a_damaged_pdf_tells_no_pages() -> None:
    assert pages_of(b"%PDF-1.6\n", ["fig"]) == {}
    assert pages_before(_pdf(3, {"fig": 3})[:200], ["fig"]) == 0


def test_a_pdf_forgets_when_it_was_made_and_nothing_moves() -> None:
    later = CLOCK.replace(b"20261123225526", b"20270101000001").replace(b"2026-11-23T22:55:26", b"2027-01-01T00:00:01")
    later = later.replace(b"902A9261D57485362072553278798559", b"0" * 32).replace(b"C7AF04B8", b"00000000")
    timeless = without_clock(CLOCK, DAY)
    assert timeless == without_clock(later, DAY)
    assert len(timeless) == len(CLOCK)
    assert b"D:20251031000000Z" in timeless
    assert timeless != without_clock(CLOCK.replace(b"/Size 2883", b"/Size 2884"), DAY)


# Pages


def _pretend(monkeypatch: pytest.MonkeyPatch, pages: Callable[[bytes], Mapping[str, int]]) -> None:
    """LibreOffice that puts places on pages by what a document says."""
    monkeypatch.setattr(
        "reports.pipeline.pagination.print_all", lambda prints, office, cache: [each.content for each in prints]
    )
    monkeypatch.setattr("reports.pipeline.pagination.pages_of", lambda pdf, places: dict(pages(pdf)))


def _paged(written: list[Mapping[str, int]]) -> Paged:
    def write(pages: Mapping[str, int]) -> Print:
        written.append(pages)
        return Print("a.docx", json.dumps(dict(pages)).encode(), "document", DAY, "en-GB")

    return Paged("a.docx", write, ("one",))


def test_a_document_is_written_until_its_pages_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _pretend(monkeypatch, lambda pdf: {"one": 3})
    written: list[Mapping[str, int]] = []
    findings = Findings()
    contents = paginated([_paged(written)], Office("", ""), tmp_path, findings)
    assert json.loads(contents["a.docx"]) == {"one": 3}
    assert len(written) == 2
    assert not list(findings)


def test_pages_that_do_not_settle_get_a_warning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _pretend(monkeypatch, lambda pdf: {"one": json.loads(pdf)["one"] + 1})
    written: list[Mapping[str, int]] = []
    findings = Findings()
    paginated([_paged(written)], Office("", ""), tmp_path, findings)
    assert len(written) == MOST_ROUNDS
    (warning,) = findings
    assert "keep changing" in warning.message


def test_a_place_without_a_page_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _pretend(monkeypatch, lambda pdf: {})
    with pytest.raises(Problems, match=r"no page numbers in a\.docx for: one"):
        paginated([_paged([])], Office("", ""), tmp_path, Findings())


@pytest.mark.parametrize("name", ["briefing.vi", "briefing.en", "briefing.vi-en"])
def test_contents_print_the_page_where_each_heading_stands(
    printed: Path, name: str, program: Callable[[str], str]
) -> None:
    command = [program("pdftotext"), "-layout", str(printed / f"{name}.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = [re.sub(r"\s+", "", page) for page in text.split("\f")]
    with zipfile.ZipFile(printed / f"{name}.docx") as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    entries = root.xpath("//w:p[w:pPr/w:pStyle[@w:val='TOC1' or @w:val='TOC2']]", namespaces=NAMESPACES)
    assert len(entries) >= 10
    for entry in entries:
        *said, page = entry.xpath(".//w:t/text()", namespaces=NAMESPACES)
        for heading in said:
            assert re.sub(r"\s+", "", heading) in pages[int(page) - 1], (heading, page)


# PDFs


def test_each_file_has_its_pdfs_beside_it(printed: Path) -> None:
    assert sorted(path.name for path in printed.glob("*.pdf")) == PDFS


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_is_tagged_and_says_its_title_language_and_day(
    printed: Path, name: str, program: Callable[[str], str]
) -> None:
    said = subprocess.run(
        [program("pdfinfo"), "-isodates", str(printed / name)], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r"^Tagged: +yes$", said, flags=re.M)
    assert re.search(r"^Title: +\S.*(2025)", said, flags=re.M)
    assert re.search(r"^CreationDate: +2025-10-31T00:00:00", said, flags=re.M)
    catalog = PdfReader(printed / name).root_object
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert catalog["/Lang"] == ("en-GB" if ".en." in name else "vi-VN")
    assert b"pdfuaid" not in (printed / name).read_bytes()  # a checker would refute it


def _elements(element: Any) -> Iterator[Any]:
    """The elements of a structure tree, by their kind."""
    inside = element.get("/K", [])
    for child in inside if isinstance(inside, list) else [inside]:
        node = child.get_object()
        if isinstance(node, dict) and "/S" in node:
            yield node
            yield from _elements(node)


def test_the_tags_of_a_pdf_have_headings_head_cells_links_and_alternatives(printed: Path) -> None:
    root = PdfReader(printed / "briefing.en.pdf").root_object["/StructTreeRoot"]
    found = list(_elements(root))
    kinds = {str(each["/S"]) for each in found}
    assert {"/TH", "/TD", "/Link", "/Figure"} <= kinds
    assert any(str(each["/S"]).startswith("/H") for each in found)
    pictures = [each for each in found if each["/S"] == "/Figure"]
    assert pictures
    assert all(len(str(each.get("/Alt", ""))) > 40 for each in pictures)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_handout_has_a_page_for_each_slide_and_its_notes_fit(
    built: Path, printed: Path, language: str, program: Callable[[str], str]
) -> None:
    from pptx import Presentation

    command = [program("pdftotext"), "-bbox", str(printed / f"deck.{language}.notes.pdf"), "-"]
    html = etree.fromstring(
        subprocess.run(command, capture_output=True, check=True).stdout, etree.XMLParser(recover=True)
    )
    pages = [e for e in html.iter() if etree.QName(e).localname == "page"]
    slides = list(Presentation(str(built / f"general/deck.{language}.pptx")).slides)
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        printed_words = [word.text for word in page]
        assert set(slide.notes_slide.notes_text_frame.text.split()[-1:]) <= set(printed_words)
        assert max(float(word.get("yMax")) for word in page) < float(page.get("height")) - 18


def test_the_manifest_tells_what_a_pdf_was_printed_from(printed: Path) -> None:
    files = json.loads((printed.parent / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert files["general/deck.vi.notes.pdf"]["printed_from"] == "general/deck.vi.pptx"
    assert files["general/briefing.vi-en.pdf"]["sha256"] == manifest.sha256_of(str(printed / "briefing.vi-en.pdf"))


def test_nothing_is_printed_twice_and_again_gives_the_same_bytes(
    small: Path, monkeypatch: pytest.MonkeyPatch, program: Callable[[str], str]
) -> None:
    program("soffice")
    first = build(small, reports=["briefing"], languages=["vi"], pdf=True)
    assert first.written == ("general/briefing.vi.docx", "general/briefing.vi.pdf")
    pdf = small / "out/general/briefing.vi.pdf"
    content = pdf.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(office, "_run", lambda command, seconds: pytest.fail("LibreOffice was started again"))
        assert build(small, reports=["briefing"], languages=["vi"], pdf=True).written == ()
        pdf.unlink()
        assert build(small, reports=["briefing"], languages=["vi"], pdf=True).written == ("general/briefing.vi.pdf",)
        assert pdf.read_bytes() == content
    shutil.rmtree(small / "out/.cache/pdf")
    pdf.unlink()
    build(small, reports=["briefing"], languages=["vi"], pdf=True)
    assert pdf.read_bytes() == content


def test_a_pdf_that_is_older_than_its_file_is_told(small: Path, program: Callable[[str], str]) -> None:
    program("soffice")
    build(small, reports=["briefing"], languages=["en"], pdf=True)
    section = small / "templates/briefing/en/summary.md.j2"
    section.write_text(section.read_text(encoding="utf-8").replace("See", "Look at"), encoding="utf-8")
    (warning,) = build(small, reports=["briefing"], languages=["en"]).warnings
    assert "older than its file" in str(warning)
    assert "general/briefing.en.pdf" in str(warning)
    assert "general/briefing.en.pdf" in build(small, reports=["briefing"], languages=["en"], pdf=True).written


def test_the_next_command_knows_that_nothing_changed_and_sees_another_office(
    small: Path, program: Callable[[str], str]
) -> None:
    program("soffice")
    command = [
        sys.executable,
        "-m",
        "reports",
        "build",
        "briefing",
        "--language",
        "vi",
        "--pdf",
        "--workspace",
        str(small),
    ]
    subprocess.run(command, check=True, capture_output=True)
    again = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "nothing changed: 2 files" in again.stderr
    record = small / "out" / manifest.STAMPS
    kept = json.loads(record.read_text(encoding="utf-8"))
    (last,) = kept["commands"].values()
    ((_, stamp),) = last["tools"].items()
    stamp[0] += 1
    record.write_text(json.dumps(kept), encoding="utf-8")
    assert "0 written, 2 up to date" in subprocess.run(command, check=True, capture_output=True, text=True).stderr


def test_a_kept_pdf_that_is_damaged_is_printed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def run(command: list[str], seconds: int) -> str:
        runs.append(command[-1])
        Path(command[-1]).with_suffix(".pdf").write_bytes(CLOCK)
        return ""

    monkeypatch.setattr(office, "_run", run)
    wish = Print("general/briefing.vi.docx", b"a document", "document", DAY, "en-GB")
    made_by = Office("soffice", __file__)
    first = print_all([wish, wish], made_by, tmp_path)
    assert (len(first), len(runs)) == (2, 1)
    (kept,) = (tmp_path / "pdf").glob("*.pdf")
    for content in (b"", kept.read_bytes()[:-1], kept.read_bytes() + b"x"):
        assert print_all([wish], made_by, tmp_path) == first[:1]
        assert len(runs) == 1
        kept.write_bytes(content)
        assert print_all([wish], made_by, tmp_path) == first[:1]
        assert len(runs) == 2
        runs.pop()
    shutil.rmtree(tmp_path / "pdf")
    (tmp_path / "pdf").write_text("no folder", encoding="utf-8")
    assert print_all([wish], made_by, tmp_path) == first[:1]


# Without LibreOffice, or with one that fails


def test_without_libreoffice_the_build_says_what_to_do_and_changes_nothing(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    for wish in ({"paginate": True}, {"pdf": True}):
        with pytest.raises(Problems, match="made by LibreOffice, which is not on this machine") as raised:
            build(small, **wish)
        assert "hint: install LibreOffice" in str(raised.value)
    assert not (small / "out/general").exists()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")
def test_a_file_that_cannot_be_printed_is_named(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho 'source file could not be loaded' >&2\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    wish = Print("general/briefing.vi.docx", b"no document", "document", DAY, "en-GB")
    with pytest.raises(Problems, match=r"no PDF of general/briefing\.vi\.docx: source file could not be loaded"):
        print_all([wish], Office(str(program), str(program)), tmp_path)
