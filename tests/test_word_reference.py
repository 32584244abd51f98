"""References of Word documents: made once, kept by hash, made again when damaged; documents on them can be worked on."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import letterheads
import pytest
from conftest import copy_library
from PIL import Image
from word_files import METRICS

from reports.brand import Brand, read_brand
from reports.brand.cache import made
from reports.brand.imports import import_reference
from reports.brand.word_reference import making
from reports.brand.word_reference.reference import word_reference
from reports.diagnostics import Place
from reports.document.model import Document, Heading, Meta, Paragraph, Section, Text
from reports.files.package import saved
from reports.languages import LANGUAGES
from reports.word import write

FILE = Path(__file__).parent.parent / "templates/brand/brand.yaml"
HERE = Place("sample.md.j2", 1, 1)
META = Meta((Text("Title"),), (Text("Subtitle"),), date(2025, 10, 21), (Text("Leaders"),))
DOCUMENT = Document(
    "briefing", "en", META, (Section("all", (Heading(1, (Text("First"),), HERE), Paragraph((Text("A word."),), HERE))),)
)


@pytest.fixture
def brand() -> Brand:
    return read_brand(FILE, "templates/brand/brand.yaml")


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """Nothing is known of references that other tests made."""
    made.cache_clear()


def _made_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The forms for which references are made from now on."""
    forms: list[str] = []
    make = making.reference_made
    monkeypatch.setattr(
        making, "reference_made", lambda looks, form, brand: (forms.append(form), make(looks, form, brand))[1]
    )
    made.cache_clear()
    return forms


def test_a_reference_is_made_once_and_kept(brand: Brand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = word_reference(brand, "house", tmp_path)
    forms = _made_again(monkeypatch)
    assert word_reference(brand, "house", tmp_path) == first
    assert word_reference(brand.model_copy(deep=True), "house", tmp_path) == first
    assert forms == []
    other = brand.model_copy(update={"colours": {**brand.colours, "navy": "#123456"}, "name": "Other"})
    assert word_reference(other, "house", tmp_path).content != first.content
    assert word_reference(brand, "official", tmp_path) != first
    assert forms == ["house", "official"]


@pytest.mark.parametrize("damage", [lambda content: content[:-9], lambda content: content.replace(b"e", b"f"), None])
def test_a_kept_reference_that_is_damaged_is_made_again(
    brand: Brand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Any
) -> None:
    first = word_reference(brand, "house", tmp_path)
    (kept,) = [path for path in (tmp_path / "references").iterdir() if not path.suffix]
    whole = kept.read_bytes()
    if damage:
        kept.write_bytes(damage(whole))
    else:
        kept.unlink()
    forms = _made_again(monkeypatch)
    assert word_reference(brand, "house", tmp_path) == first
    assert forms == ["house"]
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_done_without(brand: Brand, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    made.cache_clear()
    assert word_reference(brand, "house", tmp_path / "file").content


def test_a_reference_of_an_organisations_file_is_kept_by_its_hash(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(letterheads.first_page(tmp_path / "letterhead.docx"), root)
    brand = read_brand(root / "templates/brand/brand.yaml", "templates/brand/brand.yaml")
    first = word_reference(brand, "house", tmp_path)
    assert first.pages.margins
    made.cache_clear()
    assert word_reference(brand, "house", tmp_path) == first
    assert word_reference(brand, "official", tmp_path).pages.margins == ()


def test_a_written_document_can_be_worked_on_with_python_docx(brand: Brand) -> None:
    document = write(DOCUMENT, {}, word_reference(brand, "house"), LANGUAGES["en"], METRICS)
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text][:2] == ["Title", "Subtitle"]
    assert document.core_properties.title == "Title"
    assert document.sections[0].footer.paragraphs[0].text.startswith("Title")
    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    document.add_paragraph("One more", style="List Bullet")
    document.add_picture(picture)
    document.add_table(rows=1, cols=2).cell(0, 0).text = "cell"
    plain = io.BytesIO()
    document.save(plain)
    for content in (plain, io.BytesIO(saved(document))):
        again = docx.Document(content)
        assert again.tables[-1].cell(0, 0).text == "cell"
        assert "One more" in [paragraph.text for paragraph in again.paragraphs]
        assert len(again.inline_shapes) == 1


def test_brands_that_differ_in_their_logo_alone_are_told_apart(brand: Brand) -> None:
    """The file of the reference is the same for both, what documents wear is not."""
    other = brand.model_copy(update={"logo": object()})
    assert word_reference(brand, "house").brand.logo is None
    assert word_reference(other, "house").brand.logo is other.logo
    assert word_reference(brand, "house").content is word_reference(brand, "house").content
