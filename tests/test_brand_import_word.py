"""Importing letterheads of different make: what brand.yaml says after it, and what briefings look like on them."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import letterheads
import ooxml_integrity
import pytest
from conftest import Convert, copy_library, find_program, validate_by_sdk, validator
from docx import Document as open_docx
from docx.shared import Pt, RGBColor
from lxml import etree
from templates_of_others import wide
from word_files import NAMESPACES, find, words

from reports import check
from reports.brand import Brand, read_brand
from reports.brand.imports import SHOWN, import_reference
from reports.brand.word_reference.stories import field_name
from reports.diagnostics import Problems
from reports.files.sanitiser.fields import flatten_fields
from reports.finished import audit
from reports.pipeline.build import build

VARIANTS = ("vi", "en", "vi-en")
VALIDATED = ("vi", "vi-en")
"""A document in English is built as one in Vietnamese is."""
MADE = ("plain", "first_page", "localised", "numbered", "bare", "crowded", "ministry", "libreoffice")
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = f"{{{NAMESPACES['w']}}}"

pytestmark = pytest.mark.usefixtures("blank_charts")


@dataclass(frozen=True)
class Imported:
    """A workspace with a letterhead, what was told at its import, and its briefings."""

    name: str
    root: Path
    told: tuple[str, ...]

    @property
    def brand(self) -> Brand:
        return read_brand(self.root / "templates/brand/brand.yaml", "brand.yaml")

    def file(self, variant: str) -> Path:
        return self.root / f"out/general/report.{variant}.docx"

    def parts(self, variant: str) -> dict[str, bytes]:
        with zipfile.ZipFile(self.file(variant)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def xml(self, variant: str, part: str = "word/document.xml") -> etree._Element:
        return etree.fromstring(self.parts(variant)[part])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Imported]:
    @cache
    def make(name: str) -> Imported:
        folder = tmp_path_factory.mktemp(name)
        file = folder / f"{name}.{'dotx' if name == 'crowded' else 'docx'}"
        if name == "libreoffice":
            letterheads.libreoffice(file, find_program("soffice"))
        else:
            getattr(letterheads, name)(file)
        root = copy_library(folder / "library")
        told = import_reference(file, root).notes
        build(root, reports=["report"], languages=VARIANTS)
        return Imported(name, root, told)

    return make


@pytest.fixture(
    params=[pytest.param(name, marks=pytest.mark.office) if name == "libreoffice" else name for name in MADE]
)
def imported(request: pytest.FixtureRequest, made: Callable[[str], Imported]) -> Imported:
    return made(request.param)


def stories(imported: Imported, variant: str, section: int = 0) -> dict[tuple[str, str], str]:
    """What the headers and footers of a section say, by kind and use."""
    parts = imported.parts(variant)
    relations = {e.get("Id"): e.get("Target") for e in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    properties = find(etree.fromstring(parts["word/document.xml"]), "//w:sectPr")[section]
    return {
        (str(reference.tag).removeprefix(W).removesuffix("Reference"), reference.get(f"{W}type", "")): words(
            etree.fromstring(parts[f"word/{relations[reference.get(f'{R}id')]}"])
        )
        for reference in find(properties, "w:headerReference | w:footerReference")
    }


def style_of(imported: Imported, text: str, variant: str = "en") -> str:
    """The style of the first paragraph that says exactly this."""
    body = find(imported.xml(variant), "//w:body/w:p")
    paragraph = next(p for p in body if words(p) == text)
    return str(find(paragraph, "w:pPr/w:pStyle/@w:val")[0])


# Every letterhead


@pytest.mark.parametrize("variant", VALIDATED)
def test_the_validators_find_nothing(imported: Imported, variant: str) -> None:
    file = str(imported.file(variant))
    errors = [str(error) for error in validator().validate(file).errors]
    assert [error for error in errors if "Numbering definition '0'" not in error] == []  # it says that there is none
    assert [str(finding) for finding in ooxml_integrity.check(file)] == []


@pytest.mark.office
@pytest.mark.parametrize("variant", VALIDATED)
def test_the_open_xml_sdk_finds_nothing(imported: Imported, variant: str) -> None:
    validate_by_sdk(imported.file(variant))


def test_every_figure_is_traced_those_of_the_letterhead_too(imported: Imported) -> None:
    found = audit([imported.file(variant) for variant in VARIANTS], imported.root)
    assert [figure for figure in found.figures if figure.state != "traced"] == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_named_in_the_file_is_there_once(imported: Imported, variant: str) -> None:
    parts = imported.parts(variant)
    styles = imported.xml(variant, "word/styles.xml")
    ids = find(styles, "//w:style/@w:styleId")
    names = [str(name).lower() for name in find(styles, "//w:style/w:name/@w:val")]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    numbering = imported.xml(variant, "word/numbering.xml")
    lists = set(find(numbering, "//w:num/@w:numId"))
    drawings: list[etree._Element] = []
    for name, content in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(content)
            assert set(find(root, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")) <= set(ids), name
            if name != "word/numbering.xml":
                assert set(find(root, "//w:numId/@w:val")) <= {*lists, "0"}, name
            drawings += find(root, "//wp:docPr/@id")
    assert len(set(drawings)) == len(drawings)


def test_nothing_leads_out_of_the_file_and_nothing_but_the_letterhead_is_kept(imported: Imported) -> None:
    for name, content in imported.parts("vi").items():
        assert not name.startswith(("word/embeddings", "word/glossary", "word/webSettings", "word/activeX")), name
        assert re.match(r"word/|docProps/|customXml/(_rels/)?item(Props)?[12]\.|_rels/|\[Content", name), name
        if name.endswith(".rels"):
            outside = [e.get("Target") for e in etree.fromstring(content) if e.get("TargetMode") == "External"]
            assert not any("example.org" in str(target) for target in outside), name


def test_the_templates_own_text_is_gone(imported: Imported) -> None:
    said = words(imported.xml("en"))
    assert not any(sample in said for sample in ("Sample text", "A sample heading", "Nội dung mẫu", "Kính gửi"))


def test_python_docx_opens_it(imported: Imported) -> None:
    opened = open_docx(str(imported.file("en")))
    assert "The library of Ben May in 2024" in [paragraph.text for paragraph in opened.paragraphs]


def test_libreoffice_opens_and_saves_it_with_its_headings(imported: Imported, convert: Convert, tmp_path: Path) -> None:
    convert("odt", tmp_path, imported.file("en"))
    with zipfile.ZipFile(tmp_path / "report.en.odt") as archive:
        root = etree.fromstring(archive.read("content.xml"))
    headings = ["".join(map(str, e.itertext())) for e in root.iter("{*}h")]
    assert {"Lending: more every year", "Who borrows", "Sources"} <= set(headings)


def test_another_import_of_the_same_file_changes_nothing(imported: Imported, tmp_path: Path) -> None:
    root = tmp_path / "again"
    shutil.copytree(imported.root, root, ignore=shutil.ignore_patterns("out"))
    brand = root / "templates/brand/brand.yaml"
    before = brand.read_text(encoding="utf-8")
    (file,) = brand.parent.glob(f"{imported.name}.*")
    shutil.copy(file, tmp_path / file.name)
    import_reference(tmp_path / file.name, root)
    assert brand.read_text(encoding="utf-8") == before


def test_the_languages_are_said(imported: Imported) -> None:
    for variant, tag in (("vi", "vi-VN"), ("en", "en-GB")):
        assert set(find(imported.xml(variant, "word/styles.xml"), "//w:lang/@w:val")) == {tag}
        runs = find(imported.xml(variant), "//w:r[w:t]")
        assert {str(value) for run in runs for value in find(run, "w:rPr/w:lang/@w:val")} == {tag}


def test_all_sections_have_the_letterhead(imported: Imported) -> None:
    sections = find(imported.xml("en"), "//w:sectPr")
    assert len(sections) > 1
    header = stories(imported, "en")["header", "default"]
    assert header
    for section in range(len(sections)):
        assert stories(imported, "en", section)["header", "default"] == header
        assert ("footer", "default") in stories(imported, "en", section)


# Each of them


def test_the_administrative_form_stays_the_states_own(made: Callable[[str], Imported]) -> None:
    root = made("first_page").root
    audience = root / "templates/audiences/general/audience.yaml"
    before = audience.read_text(encoding="utf-8")
    audience.write_text(before + "\nform: official\n", encoding="utf-8")
    listed = {path: path.read_text(encoding="utf-8") for path in root.glob("templates/report/*/*.j2")}
    for path, text in listed.items():
        path.write_text(re.sub(r"\{\{ contents\(.*\) \}\}", "", text), encoding="utf-8")
    try:
        build(root, reports=["report"], languages=["vi"], out=root / "official")
    finally:
        for path, text in {**listed, audience: before}.items():
            path.write_text(text, encoding="utf-8")
    with zipfile.ZipFile(root / "official/general/report.vi.docx") as archive:
        assert not [name for name in archive.namelist() if "letterhead" in name]


def test_a_first_page_has_its_own_header_with_its_logo(made: Callable[[str], Imported]) -> None:
    imported = made("first_page")
    first, *later = find(imported.xml("vi"), "//w:sectPr")
    assert find(first, "w:titlePg")
    assert not any(find(section, "w:titlePg") for section in later)
    said = stories(imported, "vi")
    assert "Số 12 đường Bờ Sông" in said["header", "first"]
    assert said["header", "default"] == "Thư viện thị xã Bến Mây"
    assert said["header", "even"] == "Bến Mây - trang chẵn"
    assert said["footer", "first"] == "Tài khoản 3713.0.1034567"
    assert said["footer", "default"] == said["footer", "even"] != ""
    assert find(imported.xml("vi", "word/settings.xml"), "//w:evenAndOddHeaders[not(@w:val='0')]")
    pictures = [c for name, c in imported.parts("vi").items() if name.startswith("word/media/imported")]
    assert len(pictures) == 2
    assert letterheads.logo() in pictures


def test_a_first_pages_header_is_not_used_where_the_template_does_not(tmp_path: Path) -> None:
    file = letterheads.first_page(tmp_path / "a.docx")

    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:titlePg/>", b"")

    root = copy_library(tmp_path / "library")
    import_reference(letterheads.rewrite(file, change), root)
    build(root, reports=["report"], languages=["vi"])
    imported = Imported("a", root, ())
    assert ("header", "first") not in stories(imported, "vi")
    assert not find(imported.xml("vi"), "//w:titlePg")


def test_styles_under_localised_ids_and_names_are_found(made: Callable[[str], Imported]) -> None:
    imported = made("localised")
    mapped = imported.brand.word.mapped
    assert {role: mapped[role] for role in ("body", "title", "heading-1", "heading-2", "list-bullet", "caption")} == {
        "body": "Standard", "title": "Titel", "heading-1": "berschrift1", "heading-2": "berschrift2",
        "list-bullet": "Aufzhlungszeichen", "caption": "Beschriftung",
    }  # fmt: skip
    assert style_of(imported, "Lending: more every year") == "berschrift1"
    assert style_of(imported, "Who borrows") == "berschrift2"
    assert style_of(imported, "The library of Ben May in 2024") == "Titel"
    styles = imported.xml("en", "word/styles.xml")
    assert find(styles, "//w:style[@w:styleId='ReportTable']/w:basedOn/@w:val") == ["NormaleTabelle"]


def test_sizes_follow_the_template(made: Callable[[str], Imported]) -> None:
    word = made("first_page").brand.word
    assert word.styles["body"].size == 12
    assert word.styles["table"].size == pytest.approx(9.5 * 12 / 11, abs=0.1)
    assert made("first_page").brand.in_form("house").fonts.body == "Times New Roman"
    assert (word.page.top, word.page.left, word.page.header) == (30, 25, 12)
    assert (word.landscape.width, word.landscape.height) == (297, 210)


def test_the_colour_of_headings_is_that_of_the_styles(made: Callable[[str], Imported]) -> None:
    brand = made("first_page").brand.in_form("house")
    assert brand.colour("heading") == "#{:02X}{:02X}{:02X}".format(*letterheads.LOGO_COLOUR)
    assert brand.colour("text") == "#000000"


def test_headings_are_numbered_by_the_templates_styles(made: Callable[[str], Imported]) -> None:
    imported = made("numbered")
    styles = imported.xml("en", "word/styles.xml")
    assert find(styles, "//w:style[@w:styleId='Heading1']/w:pPr/w:numPr/w:numId/@w:val") == ["88"]
    assert find(imported.xml("en", "word/numbering.xml"), "//w:num[@w:numId='88']/w:abstractNumId/@w:val") == ["77"]
    heading = next(p for p in find(imported.xml("en"), "//w:p") if words(p) == "Lending: more every year")
    assert not find(heading, "w:pPr/w:numPr")
    entries = find(imported.xml("en"), "//w:hyperlink[starts-with(@w:anchor, '_contents') or w:r]/w:r/w:t/text()")
    assert "1. Lending: more every year" in entries
    assert "1.1 Who borrows" in entries
    title = find(imported.xml("en"), "//w:p[w:pPr/w:pStyle/@w:val='TOCHeading']")[0]
    assert find(title, "w:pPr/w:numPr/w:numId/@w:val") == ["0"]
    assert any("numbers" in sentence for sentence in imported.told)


def test_pages_that_lie_or_are_not_a4_stay_so_and_it_is_said(made: Callable[[str], Imported]) -> None:
    lying, letter = made("numbered"), made("plain")
    assert find(lying.xml("vi"), "//w:pgSz/@w:w")[0] == "16838"
    assert any("landscape" in sentence for sentence in lying.told)
    assert find(letter.xml("vi"), "//w:sectPr[1]/w:pgSz/@w:w")[0] == "12240"
    assert any("215.9 × 279.4 mm and not A4" in sentence for sentence in letter.told)


def test_lists_count_with_the_templates_definitions(made: Callable[[str], Imported]) -> None:
    imported = made("plain")
    numbering = imported.xml("en", "word/numbering.xml")
    item = find(imported.xml("en"), "//w:p[w:pPr/w:pStyle/@w:val='ListBullet']")[0]
    number = find(item, "w:pPr/w:numPr/w:numId/@w:val")[0]
    styles = imported.xml("en", "word/styles.xml")
    styled = find(styles, "//w:style[@w:styleId='ListBullet']/w:pPr/w:numPr/w:numId/@w:val")[0]
    definitions = [find(numbering, f"//w:num[@w:numId='{n}']/w:abstractNumId/@w:val")[0] for n in (number, styled)]
    assert definitions[0] == definitions[1]
    numbered = find(imported.xml("en"), "//w:p[w:pPr/w:pStyle/@w:val='ListNumber'][w:pPr/w:numPr/w:ilvl/@w:val='0']")
    first = find(numbered[0], "w:pPr/w:numPr/w:numId/@w:val")[0]
    assert find(numbering, f"//w:num[@w:numId='{first}']/w:lvlOverride/w:startOverride/@w:val") == ["1"]


def test_a_template_without_styles_gets_the_brands(made: Callable[[str], Imported]) -> None:
    imported = made("bare")
    assert imported.brand.word.mapped == {}
    assert style_of(imported, "Lending: more every year") == "Heading1"
    assert stories(imported, "en")["header", "default"] == "Bến Mây"
    assert any("no styles" in sentence for sentence in imported.told)


@pytest.mark.office
def test_a_footer_with_a_page_number_is_kept(made: Callable[[str], Imported]) -> None:
    assert stories(made("libreoffice"), "en")["footer", "default"].startswith("Trang ")
    assert stories(made("plain"), "en")["footer", "default"].startswith("Ben May library 2024")


@pytest.mark.office
def test_libreoffices_running_text_and_headings_are_found(made: Callable[[str], Imported]) -> None:
    imported = made("libreoffice")
    mapped = imported.brand.word.mapped
    styles = imported.xml("en", "word/styles.xml")
    names = {role: find(styles, f"//w:style[@w:styleId='{id_}']/w:name/@w:val")[0] for role, id_ in mapped.items()}
    assert (names["body"], names["heading-1"]) == ("Body Text", "Heading 1")


def test_what_leads_out_of_a_header_is_taken_away(made: Callable[[str], Imported]) -> None:
    imported = made("crowded")
    header = imported.xml("en", "word/imported-header-default.xml")
    said = words(header)
    assert said.startswith("The library of Ben May in 2024 inserted www.example.org")
    assert "[Company]" not in said
    assert [field_name(str(text)) for text in find(header, "//w:instrText/text()")] == ["PAGE"]
    gone = "//w:sdt | //w:ins | //w:del | //w:hyperlink | //w:object | //w:drawing | //w:bookmarkStart | //w:fldSimple"
    assert find(header, gone) == []
    types = imported.parts("en")["[Content_Types].xml"].decode()
    assert "template.main" not in types


def test_text_keeps_clear_of_what_floats_in_the_first_header(made: Callable[[str], Imported]) -> None:
    imported = made("crowded")
    assert imported.brand.word.free_above == 24
    first = find(imported.xml("en"), "//w:body/w:p")[0]
    assert find(first, "w:pPr/w:spacing/@w:before") == [str(round(24 * 72 / 25.4 * 20))]
    assert any("24 mm above the title" in sentence for sentence in imported.told)


def test_an_offices_letterhead_sets_titles_flush_and_counts_pages_once(made: Callable[[str], Imported]) -> None:
    imported = made("ministry")
    mapped = imported.brand.word.mapped
    styles = imported.xml("vi", "word/styles.xml")
    assert find(styles, f"//w:style[@w:styleId='{mapped['heading-1']}']/w:name/@w:val") == ["Đề mục 1"]
    assert (imported.brand.word.styles["body"].first, imported.brand.word.styles["title"].first) == (36, 0)
    assert find(imported.xml("vi"), "//w:body/w:p/w:pPr/w:pStyle[@w:val='Title']")
    (title,) = find(styles, "//w:style[@w:styleId='Title']/w:pPr")
    assert find(title, "w:ind/@w:firstLine") == ["0"]
    assert find(title, "w:jc/@w:val") == ["left"]
    fonts = imported.brand.in_form("house").fonts
    assert fonts.headings == fonts.body == "Times New Roman"
    footer = imported.xml("vi", "word/footer1.xml")
    assert words(footer)
    assert not find(footer, "//w:instrText")


def test_nothing_in_narrow_columns_is_larger_than_their_text(made: Callable[[str], Imported]) -> None:
    imported = made("ministry")
    assert imported.brand.word.styles["side"].size == 10.5
    styles = imported.xml("vi-en", "word/styles.xml")
    sizes = find(styles, "//w:style[starts-with(@w:styleId, 'SidebarSide')]/w:rPr/w:sz/@w:val")
    assert sizes
    assert set(sizes) == {"21"}


def test_the_same_workspace_gives_the_same_bytes(made: Callable[[str], Imported], tmp_path: Path) -> None:
    imported = made("first_page")
    build(imported.root, reports=["report"], languages=["vi"], out=tmp_path, force=True)
    assert (tmp_path / "general/report.vi.docx").read_bytes() == imported.file("vi").read_bytes()


# Changes by hand, and complaints


def test_the_mapping_can_be_changed_in_the_brand(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(letterheads.plain(tmp_path / "a.docx"), root)
    file = root / "templates/brand/brand.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("heading-2: Heading2", "heading-2: IntenseQuote"), encoding="utf-8")
    build(root, reports=["report"], languages=["en"])
    assert style_of(Imported("a", root, ()), "Who borrows") == "IntenseQuote"


def test_a_style_that_the_template_has_not_is_complained_of(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(letterheads.plain(tmp_path / "a.docx"), root)
    file = root / "templates/brand/brand.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("heading-2: Heading2", "heading-2: Headng2"), encoding="utf-8")
    with pytest.raises(Problems) as raised:
        build(root, reports=["report"], languages=["en"])
    (diagnostic,) = raised.value.diagnostics
    assert (
        diagnostic.message
        == 'the imported reference has no paragraph style "Headng2", which word.mapped names for "heading-2"'
    )
    assert diagnostic.hint == 'did you mean "Heading2"?'
    assert diagnostic in check(root)
    assert diagnostic.place is not None
    assert diagnostic.place.line is not None


def test_a_role_that_nothing_has_is_complained_of(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(letterheads.plain(tmp_path / "a.docx"), root)
    file = root / "templates/brand/brand.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("heading-2: Heading2", "hedding: A"), encoding="utf-8")
    with pytest.raises(Problems) as raised:
        read_brand(file, "brand.yaml")
    assert 'nothing in a document is called "hedding"' in raised.value.diagnostics[0].message


def _macros(path: Path) -> None:
    letterheads.rewrite(letterheads.plain(path), lambda parts: parts.update({"word/vbaProject.bin": b"x"}))


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "no document")


def _bomb(path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/styles.xml"] = b"<a>" + b" " * 45_000_000 + b"</a>"

    letterheads.rewrite(letterheads.plain(path), change)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_macros, "macros"),
        (_zip, "no Word or PowerPoint file"),
        (_bomb, "exceeds the limit when unpacked"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "has a password"),
    ],
)
def test_what_is_no_template_changes_nothing(tmp_path: Path, make: Callable[[Path], object], message: str) -> None:
    root = copy_library(tmp_path / "library")
    before = (root / "templates/brand/brand.yaml").read_bytes()
    make(tmp_path / "a.docx")
    with pytest.raises(Problems) as raised:
        import_reference(tmp_path / "a.docx", root)
    assert message in raised.value.diagnostics[0].message
    assert (root / "templates/brand/brand.yaml").read_bytes() == before
    assert [path.name for path in (root / "templates/brand").iterdir()] == ["brand.yaml"]


def test_pages_without_room_for_text_are_not_taken(tmp_path: Path) -> None:
    document = open_docx()
    document.sections[0].left_margin = document.sections[0].page_width
    document.save(str(tmp_path / "a.docx"))
    root = copy_library(tmp_path / "library")
    import_reference(tmp_path / "a.docx", root)
    assert read_brand(root / "templates/brand/brand.yaml", "brand.yaml").word.page.left == 25


def test_lists_that_the_template_does_not_define_are_not_named(tmp_path: Path) -> None:
    file = letterheads.plain(tmp_path / "a.docx")

    def change(parts: dict[str, bytes]) -> None:
        parts["word/numbering.xml"] = parts["word/numbering.xml"].replace(b'w:numId="', b'w:numId="9')

    root = copy_library(tmp_path / "library")
    import_reference(letterheads.rewrite(file, change), root)
    build(root, reports=["report"], languages=["en"])
    assert not find(Imported("a", root, ()).xml("en", "word/styles.xml"), "//w:numPr/w:numId")


def test_a_briefing_can_be_a_letterhead_itself(made: Callable[[str], Imported], tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    shutil.copy(made("plain").file("vi"), tmp_path / "own.docx")
    import_reference(tmp_path / "own.docx", root)
    build(root, reports=["report"], languages=["vi"])
    own = Imported("own", root, ())
    test_what_is_named_in_the_file_is_there_once(own, "vi")
    assert find(own.xml("vi"), "//w:body/w:p[w:pPr/w:pStyle/@w:val='Title']")


# Stories alone


def _story(inside: str) -> etree._Element:
    space = f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
    return etree.fromstring(f"<w:hdr {space}><w:p>{inside}</w:p></w:hdr>")


def _field(instruction: str, result: str) -> Iterator[str]:
    yield '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    yield f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    yield '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    yield f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("instruction", "stays"),
    [("PAGE \\* MERGEFORMAT", True), ("NUMPAGES", True), ("DDEAUTO excel", False), ("LINK Excel.Sheet", False),
     ("HYPERLINK \\l", False), ("DATABASE", False)],
)  # fmt: skip
def test_fields_that_fetch_become_what_they_show(instruction: str, stays: bool) -> None:
    story = _story("".join(_field(instruction, "shown")))
    flatten_fields(story)
    assert words(story) == "shown"
    assert bool(find(story, "//w:fldChar")) is stays


def test_a_field_that_is_not_closed_is_taken_away() -> None:
    story = _story('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>')
    flatten_fields(story)
    assert not find(story, "//w:fldChar | //w:instrText")


def test_a_letterhead_beside_a_template_for_slides_leaves_slides_and_colours_alone(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    deck = wide(tmp_path / "acme.pptx")
    import_reference(deck, root)
    before = read_brand(root / SHOWN, SHOWN)
    import_reference(letterheads.ministry(tmp_path / "ministry.docx"), root)
    after = read_brand(root / SHOWN, SHOWN)
    assert after.slides == before.slides
    assert (after.colours, after.roles, after.series) == (before.colours, before.roles, before.series)
    assert after.in_form("house").fonts.body == "Times New Roman" != before.fonts.body
    import_reference(deck, root)
    assert read_brand(root / SHOWN, SHOWN).word == after.word


def test_the_looks_of_letters_count_for_more_than_a_style_that_nobody_used(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(letterheads.typed(tmp_path / "typed.docx"), root)
    brand = read_brand(root / SHOWN, SHOWN).in_form("house")
    assert brand.fonts.body == "Times New Roman"
    assert not {"body", "heading-1", "title"} & brand.word.mapped.keys()
    assert [brand.word.styles[role].size for role in ("body", "heading-1", "title")] == [13, 15, 18]
    assert brand.word.styles["heading-1"].bold
    assert not brand.word.styles["body"].bold
    assert brand.colour("heading") == "#8B1A1A"


def test_a_logo_at_the_head_of_the_text_is_on_the_first_page(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    told = import_reference(letterheads.typed(tmp_path / "typed.docx"), root).notes
    assert any("letterhead or cover" in sentence for sentence in told)
    (made,) = build(root, reports=["report"], languages=["vi"]).written
    document = open_docx(str(root / "out" / made))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.part.element.xpath(".//pic:pic")
    assert not section.header.part.element.xpath(".//pic:pic")
    assert not validator().validate(root / "out" / made).errors


def test_the_header_of_a_cover_stays_with_it(tmp_path: Path) -> None:
    document, root = open_docx(), copy_library(tmp_path / "library")
    document.sections[0].header.paragraphs[0].text = "TRANG BÌA"
    document.add_paragraph("Bìa")
    inner = document.add_section()
    inner.header.is_linked_to_previous = False
    inner.header.paragraphs[0].text = "TRANG TRONG"
    document.add_paragraph("Nội dung của báo cáo. " * 20)
    document.save(str(tmp_path / "covered.docx"))
    import_reference(tmp_path / "covered.docx", root)
    (made,) = build(root, reports=["report"], languages=["vi"]).written
    section = open_docx(str(root / "out" / made)).sections[0]
    assert section.different_first_page_header_footer
    assert [each.paragraphs[0].text for each in (section.first_page_header, section.header)] == [
        "TRANG BÌA",
        "TRANG TRONG",
    ]


def test_a_table_style_that_somebody_made_is_used_and_hidden_styles_are_not(tmp_path: Path) -> None:
    document, root = open_docx(), copy_library(tmp_path / "library")
    document.add_table(2, 2, document.styles["Medium Shading 1 Accent 1"])
    document.add_paragraph("Một dòng", document.styles["List Bullet"])
    document.styles["List Bullet"].font.hidden = True
    document.save(str(tmp_path / "tables.docx"))
    told = import_reference(tmp_path / "tables.docx", root).notes
    word = read_brand(root / SHOWN, SHOWN).word
    assert word.mapped["report-table"] == "MediumShading1-Accent1"
    assert word.styles["table-head"].colour == "text"  # this blue does not bear white words
    assert "list-bullet" not in word.mapped
    assert "styles of hidden text are not used: ListBullet" in told


def test_large_type_pale_letters_and_foreign_numbers_are_changed(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    document = open_docx()
    for called, size, colour in (("Normal", 16, ""), ("Heading 1", 44, ""), ("Heading 3", 16, "77C2C8")):
        document.styles[called].font.size = Pt(size)
        if colour:
            document.styles[called].font.color.rgb = RGBColor.from_string(colour)
    letterheads.number_headings(document, "chineseCounting", ("%1、", "（%2）"))
    document.save(str(tmp_path / "form.docx"))
    told = import_reference(tmp_path / "form.docx", root).notes
    assert "numbers in Chinese, Japanese or Korean signs are left out" in told
    word = read_brand(root / SHOWN, SHOWN).word
    assert word.adjusted["heading-3"] == ["size", "colour"]
    (made,) = build(root, reports=["report"], languages=["vi"]).written
    styles = open_docx(str(root / "out" / made)).styles
    sizes = [styles[each].font.size.pt for each in ("Normal", "Heading 1", "Heading 3")]
    assert sizes == [14, 26.5, 14]
    assert str(styles["Heading 3"].font.color.rgb) == read_brand(root / SHOWN, SHOWN).in_form("house").hex("heading")
    with zipfile.ZipFile(root / "out" / made) as archive:
        assert b"chineseCounting" not in archive.read("word/numbering.xml")
