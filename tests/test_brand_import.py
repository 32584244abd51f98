"""An organisation's own PowerPoint template: what is taken of it, what decks on it look like, what is refused."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Convert, copy_library, find_program, missing, validate_by_sdk, validator
from conftest import songngu as run
from hypothesis import given, settings
from hypothesis import strategies as st
from letterheads import ministry
from lxml import etree
from ooxml_integrity.finding import Severity
from ooxml_integrity.pptx_checks import check_pptx
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches
from templates_of_others import (
    GERMAN,
    SAMPLE,
    VIETNAMESE,
    changed,
    logo,
    parts_of,
    renamed,
    sample_picture,
    two_masters,
    wide,
    written,
)
from test_powerpoint import NS

from reports import check
from reports.brand import Brand, contrast, read_brand
from reports.brand.checks import LEAST_CONTRAST_GRAPHICS, LEAST_CONTRAST_TEXT
from reports.brand.font_files import load_metrics
from reports.brand.imports import Imported, import_reference
from reports.brand.imports.colours import OFFICE
from reports.brand.imports.theme import theme_changes
from reports.brand.theme import Theme
from reports.charts.colours import LEAST_APART, fills
from reports.charts.frame import looks_of
from reports.diagnostics import Problems
from reports.files import archive as opening
from reports.pipeline.build import build
from reports.workspace.new_workspace import make_workspace

ROOT = Path(__file__).parent.parent
BRAND = "templates/brand/brand.yaml"
MASTER = "ppt/slideMasters/slideMaster1.xml"


@dataclass(frozen=True)
class Case:
    """A template taken into a workspace, and the decks built on it."""

    name: str
    template: Path
    root: Path
    imported: Imported
    decks: tuple[Path, ...]

    @property
    def brand(self) -> Brand:
        return read_brand(self.root / BRAND, BRAND)

    @property
    def told(self) -> str:
        return "\n".join(self.imported.notes)


def _office(folder: Path) -> Path:
    """One of LibreOffice's own templates, saved as .pptx."""
    soffice = Path(find_program("soffice"))
    origin = next((p for p in soffice.resolve().parents[1].rglob("presnt/Inspiration.otp")), None)
    if origin is None:
        missing("LibreOffice's template Inspiration")
    command = [str(soffice), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pptx",
               "--outdir", str(folder), str(origin)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / "Inspiration.pptx"


MAKERS: dict[str, Callable[[Path], Path]] = {
    "four-three": lambda folder: renamed(folder / "mau bộ.pptx", VIETNAMESE),
    "few-layouts": lambda folder: wide(folder / "acme.pptx"),
    "title-only": lambda folder: wide(folder / "bare.pptx", ("titleOnly",)),
    "dark": lambda folder: wide(folder / "dark.pptx", ("title", "titleOnly", "obj", "twoObj", "secHead"), dark=True),
    "two-masters": lambda folder: two_masters(folder / "two.pptx"),
    "office": _office,
}


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.office) if name == "office" else name for name in MAKERS],
)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Each template in a workspace of its own; the 4:3 one in the built-in workspace, with its charts and profiles."""
    folder = tmp_path_factory.mktemp(request.param)
    template = MAKERS[request.param](folder)
    root, report = folder / "workspace", "slides"
    if request.param == "four-three":
        make_workspace(root, "journey")
        report = "deck"
    else:
        copy_library(root)
    imported = import_reference(template, root)
    built = build(root, reports=[report], jobs=2)
    return Case(request.param, template, root, imported, tuple(root / "out" / name for name in built.written))


def _trees(path: Path, pattern: str) -> Iterator[tuple[str, etree._Element]]:
    for name, content in parts_of(path).items():
        if re.fullmatch(pattern, name):
            yield name, etree.fromstring(content)


def _find(tree: etree._Element, path: str) -> list[etree._Element]:
    return etree.XPath(path, namespaces=NS)(tree)  # type: ignore[return-value]


# What the validators say


def _of_own_size(deck: Path) -> set[str]:
    """The shapes with a size of type of their own, which the second validator does not read: it takes the layout's."""
    slides = enumerate(Presentation(str(deck)).slides, 1)
    return {
        f"slide{n}/{s.name}"
        for n, slide in slides
        for s in slide.shapes
        if _find(s._element, ".//a:lstStyle/*/a:defRPr/@sz")
    }


def test_the_validators_find_nothing(case: Case) -> None:
    for deck in case.decks:
        result = validator().validate(str(deck))
        assert result.is_valid, [str(error) for error in result.errors]
        # fonts that are not on this machine make its measures estimates, which it says as warnings
        found = [each for each in check_pptx(str(deck)) if each.severity is Severity.ERROR]
        assert [str(each) for each in found if each.where not in _of_own_size(deck)] == []


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing(case: Case) -> None:
    validate_by_sdk(*case.decks)


def test_the_parts_of_the_file_belong_together(case: Case) -> None:
    for deck in case.decks:
        parts = parts_of(deck)
        for name, tree in _trees(deck, r".*\.rels"):
            base = Path(name).parent.parent
            for relation in tree:
                if relation.get("TargetMode") == "External":
                    assert relation.get("Type", "").endswith("/hyperlink")
                    assert "slides/" in name
                else:
                    assert os.path.normpath(base / str(relation.get("Target"))) in parts, name
        for name, tree in _trees(deck, r"ppt/.*\.xml"):
            used = set(_find(tree, "//@r:id | //@r:embed | //@r:link"))
            relations = parts.get(f"{Path(name).parent}/_rels/{Path(name).name}.rels")
            known = {each.get("Id") for each in etree.fromstring(relations)} if relations else set()
            assert used <= known, name
            ids = _find(tree, "//p:cNvPr/@id")
            assert len(ids) == len(set(ids)), name
        ids = [id_ for name, tree in _trees(deck, r"ppt/presentation.xml|ppt/slideMasters/[^/]*\.xml")
               for id_ in _find(tree, "//p:sldMasterId/@id | //p:sldLayoutId/@id")]  # fmt: skip
        assert len(ids) == len(set(ids))


# What is the organisation's stays, what is a sample goes


def test_all_layouts_of_the_first_master_stay_and_slides_use_them(case: Case) -> None:
    theirs = [layout.name for layout in Presentation(str(case.template)).slide_masters[0].slide_layouts]
    for deck in case.decks:
        presentation = Presentation(str(deck))
        assert len(presentation.slide_masters) == 1
        names = [layout.name for layout in presentation.slide_layouts]
        assert [name for name in names if name in theirs] == theirs
        assert len(names) == len(set(names))
        layouts = case.brand.slides.layouts
        expected = {layout.original or layout.name for layout in layouts.values()}
        assert {slide.slide_layout.name for slide in presentation.slides} <= expected
        used = {slide.slide_layout.name for slide in presentation.slides}
        assert used & set(theirs) or case.name == "title-only"


def test_the_logo_is_still_there_and_titles_are_clear_of_it(case: Case) -> None:
    if case.name in ("four-three", "office"):
        return
    for deck in case.decks:
        assert logo() in parts_of(deck).values()
        for slide in Presentation(str(deck)).slides:
            title = slide.shapes.title
            assert title.left + title.width <= 10_692_000 or title.top >= 550_000


def test_nothing_of_the_samples_is_left(case: Case) -> None:
    for deck in case.decks:
        parts = parts_of(deck)
        everything = b"".join(content for name, content in parts.items() if name.endswith((".xml", ".rels")))
        assert SAMPLE.encode() not in everything
        assert b"Other master " not in everything
        assert sample_picture() not in parts.values()
        kept = ("slideMasters", "slideLayouts", "theme", "slides", "notesSlides", "notesMasters", "media", "tags",
                "_rels", "presentation", "presProps", "viewProps", "tableStyles", "charts", "embeddings")  # fmt: skip
        assert [
            name for name in parts if name.startswith("ppt/") and name[4:].split("/")[0].split(".")[0] not in kept
        ] == []


def test_text_on_slides_takes_its_place_from_the_layout(case: Case) -> None:
    for deck in case.decks:
        for name, tree in _trees(deck, r"ppt/slides/slide\d+\.xml"):
            for shape in _find(tree, "//p:spTree/p:sp | //p:spTree/p:pic"):
                assert _find(shape, ".//p:nvPr/p:ph"), name
                looks = [etree.QName(child).localname for child in _find(shape, "p:spPr")[0]]
                assert looks == (["xfrm"] if etree.QName(shape).localname == "pic" else []), name
            runs = _find(tree, "//p:sp//a:rPr | //p:sp//a:endParaRPr")
            assert {attribute for run in runs for attribute in run.attrib} <= {"lang", "b", "i", "baseline"}, name
            # bars and signs of states have colours
            own = "//a:r[translate(a:t, '●►▲■□○', '')]/a:rPr/a:solidFill"
            assert _find(tree, f"{own} | //a:rPr/a:latin") == []


def test_each_placeholder_of_a_slide_is_one_of_its_layout(case: Case) -> None:
    for deck in case.decks:
        for slide in Presentation(str(deck)).slides:
            known = {(ph.get("type", "obj"), ph.get("idx", "0")) for ph in _find(slide.slide_layout._element, "//p:ph")}
            used = [(ph.get("type", "obj"), ph.get("idx", "0")) for ph in _find(slide._element, "//p:ph")]
            assert len(used) == len(set(used))
            assert set(used) <= known, slide.slide_layout.name


def test_used_layouts_never_shrink_text_and_have_a_fixed_pitch(case: Case) -> None:
    for slide in Presentation(str(case.decks[0])).slides:
        used = {ph.get("idx", "0") for ph in _find(slide._element, "//p:sp//p:ph")}
        for shape in _find(slide.slide_layout._element, "//p:sp[p:nvSpPr/p:nvPr/p:ph]"):
            if _find(shape, ".//p:ph")[0].get("idx", "0") in used:
                assert _find(shape, "p:txBody/a:bodyPr/a:noAutofit")
                assert _find(shape, "p:txBody/a:lstStyle/a:lvl1pPr/a:lnSpc/a:spcPts")


def test_numbers_of_lists_stand_clear_of_their_text(case: Case, tmp_path: Path) -> None:
    brand, metrics = case.brand, load_metrics(tmp_path)
    looks, fonts = brand.slides, brand.slides.fonts or brand.fonts
    holders = [looks.placeholder(layout, box)[0] for layout in looks.layouts for box in looks.boxes(layout)]
    used = {level: looks.text[level] for holder in holders for level in holder.levels}
    steps = {name: style for name, style in used.items() if style.mark == "1."}
    assert steps
    for name, style in steps.items():
        number = metrics.width("10.", style.size, bold=True) * fonts.measure
        assert style.indent >= number + 0.15 * style.size, name
        assert style.hang is None, name


def test_charts_have_the_theme_s_colours(case: Case) -> None:
    brand, parts = case.brand.for_slides(), parts_of(case.decks[0])
    assert not OFFICE & {brand.colour(name) for name in brand.series}
    assert len(brand.series) >= 4
    charts = b"".join(content for name, content in parts.items() if name.endswith(".svg")).lower()
    assert any(brand.colour(name).lower().encode() in charts for name in brand.series)
    theme = etree.fromstring(parts["ppt/theme/theme1.xml"])
    assert brand.fonts.body == _find(theme, "string(//a:minorFont/a:latin/@typeface)")
    shown = fills([(False, "")] * len(brand.series), looks_of(brand, brand.charts.slides))
    for one, other in pairwise(shown):
        assert contrast(one.colour, other.colour) >= LEAST_APART or one.hatch != other.hatch
    assert all(contrast(brand.colour(name), brand.colour("ground")) >= LEAST_CONTRAST_GRAPHICS for name in brand.series)


def test_what_was_measured_is_what_is_seen(
    case: Case, tmp_path: Path, program: Callable[[str], str], convert: Convert
) -> None:
    if case.name not in ("four-three", "few-layouts"):
        return
    pdftotext, deck = program("pdftotext"), case.decks[-1]
    convert("pdf", tmp_path, deck)
    pdf = tmp_path / deck.with_suffix(".pdf").name
    result = subprocess.run([pdftotext, "-bbox", str(pdf), "-"], check=True, capture_output=True)
    html = etree.fromstring(result.stdout, etree.XMLParser(recover=True))
    pages = [element for element in html.iter() if etree.QName(element).localname == "page"]
    slides = list(Presentation(str(deck)).slides)
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        boxes = [[side / 12_700 for side in (s.left, s.top, s.width, s.height)] for s in slide.shapes]
        for word in page:
            left, top, right, bottom = (float(str(word.get(side))) for side in ("xMin", "yMin", "xMax", "yMax"))
            assert any(
                x - 1 <= left and right <= x + across + 1 and y - 3 <= top and bottom <= y + down + 4
                for x, y, across, down in boxes
            ), (slide.slide_layout.name, slide.shapes.title.text, word.text)


# What is told, and what stands in brand.yaml


def test_what_could_not_be_taken_is_told(case: Case) -> None:
    expected = {
        "four-three": ["sample slides (2) are left out", '"Trang bìa", "Đầu trang Mục", "Tiêu đề và Nội dung"',
                       'on the model of "Chỉ Tiêu đề"'],
        "few-layouts": ["no layout for sections", "clear of what is drawn beside it", "most used first: #0B6E4F"],
        "title-only": ['on the model of "Title Only": title, section,'],
        "dark": ["colours of the organisation, most used first: #0B6E4F"],
        "two-masters": ["2 slide masters: number 1 is used"],
        "office": ["sample slides (1) are left out", '"Title, Content"'],
    }  # fmt: skip
    for sentence in expected[case.name]:
        assert sentence in case.told, sentence


def test_the_file_stands_beside_the_brand_with_its_hash(case: Case) -> None:
    named = case.brand.files.powerpoint
    assert named is not None
    assert named.file == case.template.name
    copy = case.root / "templates/brand" / named.file
    assert copy.read_bytes() == case.template.read_bytes()
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == named.sha256
    assert case.imported.changed == (copy, case.root / BRAND)


def test_what_the_user_wrote_stays_in_brand_yaml(case: Case) -> None:
    before = ROOT / BRAND if case.name == "four-three" else ROOT / "tests/library" / BRAND
    old, new = before.read_text("utf-8").splitlines(), (case.root / BRAND).read_text("utf-8").splitlines()
    start_, end = old.index("word:"), old.index("slides:")
    assert old[start_:end] == new[new.index("word:") : new.index("slides:")]
    assert new[:3] == old[:3]


def test_importing_again_changes_nothing(case: Case) -> None:
    before = (case.root / BRAND).read_bytes()
    if case.name == "four-three":  # the others come from another brand than the built-in one
        import_reference(case.template, case.root)
        assert (case.root / BRAND).read_bytes() == before


def test_a_build_on_a_template_is_the_same_everywhere(case: Case, tmp_path: Path) -> None:
    if case.name != "few-layouts":
        return
    shutil.copytree(case.root / "templates", tmp_path / "w/templates")
    shutil.copytree(case.root / "seeds", tmp_path / "w/seeds")
    build(tmp_path / "w", reports=["slides"])
    for deck in case.decks:
        assert (tmp_path / "w/out" / deck.relative_to(case.root / "out")).read_bytes() == deck.read_bytes()


@pytest.mark.parametrize(("names", "typed"), [(GERMAN, True), (VIETNAMESE, False)])
def test_layouts_are_found_in_other_languages(tmp_path: Path, names: dict[str, str], typed: bool) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(renamed(tmp_path / "other.pptx", names, typed=typed), root)
    found = {key: layout.original for key, layout in read_brand(root / BRAND, BRAND).slides.layouts.items()}
    assert found["title"] == names["title"]
    assert found["section"] == names["secHead"]
    assert {found[key] for key in ("message-text", "message-chart", "table", "timeline")} == {names["obj"]}
    assert found["two-columns"] == names["twoObj"]
    assert read_brand(root / BRAND, BRAND).slides.layouts["cards-3"].base == names["titleOnly"]


def test_the_mapping_can_be_changed(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(renamed(tmp_path / "a.pptx", GERMAN), root)
    text = (root / BRAND).read_text("utf-8")
    (root / BRAND).write_text(text.replace("from: Abschnittsüberschrift", "from: Nur Titel"), "utf-8")
    built = build(root, reports=["slides"], languages=["en"])
    used = {slide.slide_layout.name for slide in Presentation(str(root / "out" / built.written[0])).slides}
    assert "Abschnittsüberschrift" not in used
    (root / BRAND).write_text(text.replace("from: Abschnittsüberschrift", "from: Abschnitt"), "utf-8")
    with pytest.raises(Problems) as raised:
        build(root, reports=["slides"], languages=["en"])
    assert 'the imported reference has no layout "Abschnitt"' in str(raised.value)
    assert 'did you mean "Abschnittsüberschrift"?' in str(raised.value)
    (found,) = [diagnostic for diagnostic in check(root) if "Abschnitt" in diagnostic.message]
    assert found in raised.value.diagnostics
    line = (root / BRAND).read_text("utf-8").splitlines().index("      from: Abschnitt") + 1
    assert str(found.place).startswith(f"{BRAND}:{line}:")


def test_a_layout_that_is_used_in_two_ways_stands_there_twice(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(renamed(tmp_path / "a.pptx", GERMAN), root)
    brand = read_brand(root / BRAND, BRAND)
    assert brand.slides.boxes("message-text")["body"] == brand.slides.boxes("timeline")["picture"]
    text = (root / BRAND).read_text("utf-8")
    changed_ = re.sub(
        r"(    timeline:\n(?:      .*\n)*?      boxes: .*picture: \[)[^,]*, [^,]*", r"\g<1>0.5, 2.5", text
    )
    changed_ = re.sub(
        r"(    timeline:\n(?:      .*\n)*?      boxes: .*picture: \[0.5, 2.5, [^,]*, )[^]]*", r"\g<1>4", changed_
    )
    assert changed_ != text
    (root / BRAND).write_text(changed_, "utf-8")
    built = build(root, reports=["slides"], languages=["en"])
    deck = root / "out" / built.written[0]
    names = [layout.name for layout in Presentation(str(deck)).slide_layouts]
    assert {"Titel und Inhalt", "Titel und Inhalt – Timeline"} <= set(names)
    assert validator().validate(str(deck)).is_valid
    copy = next(layout for layout in Presentation(str(deck)).slide_layouts if layout.name.endswith("– Timeline"))
    assert copy.placeholders[1].top == round(2.5 * 914_400)


def test_a_template_that_is_missing_or_changed_is_an_error(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(wide(tmp_path / "acme.pptx"), root)
    copy = root / "templates/brand/acme.pptx"
    for content, message in ((b"other", "has changed since it was imported"), (None, "cannot be read")):
        copy.write_bytes(content) if content else copy.unlink()
        with pytest.raises(Problems) as raised:
            read_brand(root / BRAND, BRAND)
        (fault,) = raised.value.diagnostics
        assert message in fault.message
        assert str(fault.place).startswith(f"{BRAND}:")
        assert "run songngu brand import again" in str(fault.hint)
    import_reference(tmp_path / "acme.pptx", root)
    read_brand(root / BRAND, BRAND)


def test_a_former_brand_is_used_again_with_its_file(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    import_reference(wide(tmp_path / "acme.pptx"), root)
    import_reference(wide(tmp_path / "acme.pptx", dark=True), root)
    folder = root / "templates/brand"
    former = next(path for path in sorted(folder.glob("brand.yaml.before*"), reverse=True))
    former.replace(root / BRAND)
    with pytest.raises(Problems) as raised:
        read_brand(root / BRAND, BRAND)
    (fault,) = raised.value.diagnostics
    assert "imports keep it as .before" in str(fault.hint)
    (folder / "acme.pptx.before").replace(folder / "acme.pptx")
    read_brand(root / BRAND, BRAND)


def test_another_template_takes_the_place_of_the_first(tmp_path: Path) -> None:
    first, second = copy_library(tmp_path / "first"), copy_library(tmp_path / "second")
    for root in (first, second):
        shutil.copy(ROOT / BRAND, root / BRAND)
    import_reference(renamed(tmp_path / "old.pptx", VIETNAMESE), first)
    told = import_reference(wide(tmp_path / "acme.pptx"), first).notes
    import_reference(tmp_path / "acme.pptx", second)
    assert "old.pptx is no longer used; it is still beside brand.yaml" in told
    one, other = (read_brand(root / BRAND, BRAND) for root in (first, second))
    assert one.model_dump() == other.model_dump()


def test_a_file_for_one_format_leaves_the_other_alone(tmp_path: Path) -> None:
    root, deck, letter = copy_library(tmp_path / "library"), wide(tmp_path / "acme.pptx"), tmp_path / "office.docx"
    ministry(letter)

    def hashes(*reports: str) -> list[str]:
        written = build(root, reports=reports, force=True).written
        return [hashlib.sha256((root / "out" / name).read_bytes()).hexdigest() for name in written]

    briefings = hashes("report")
    import_reference(deck, root)
    assert hashes("report") == briefings
    decks = hashes("slides")
    import_reference(letter, root)
    assert hashes("slides") == decks
    assert hashes("report") != briefings


def test_the_master_of_the_sample_slides_is_used_unless_another_is_named(tmp_path: Path) -> None:
    file, root = two_masters(tmp_path / "two.pptx"), copy_library(tmp_path / "library")
    import_reference(file, root)
    assert read_brand(root / BRAND, BRAND).files.powerpoint.master == 1  # type: ignore[union-attr]
    import_reference(file, root, master=2)
    assert read_brand(root / BRAND, BRAND).files.powerpoint.master == 2  # type: ignore[union-attr]
    with pytest.raises(Problems, match="2 slide masters, and no number 3"):
        import_reference(file, root, master=3)


def test_colours_are_those_that_slides_show(tmp_path: Path) -> None:
    """A theme that nobody changed says nothing; a rectangle and the letters of a title do."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    for colour, width in (("7A1F5C", 9), ("00695C", 3), ("ED7D31", 9)):
        shape = slide.shapes.add_shape(1, 0, 0, Inches(width), Inches(1))
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    presentation.save(str(tmp_path / "plain.pptx"))
    root = copy_library(tmp_path / "library")
    import_reference(tmp_path / "plain.pptx", root)
    brand = read_brand(root / BRAND, BRAND).for_slides()
    shown = [brand.colour(name) for name in brand.series]
    assert shown[0] == "#7A1F5C"
    assert "#00695C" in shown
    assert not OFFICE & set(shown)


def test_the_command_tells_and_lists(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    result = run("brand", "import", wide(tmp_path / "acme.pptx"), "--workspace", root)
    assert result.returncode == 0, result.stderr
    written = ("templates/brand/acme.pptx", BRAND, "out/brand.html")
    assert result.stdout.splitlines() == [str(root / name) for name in written]
    assert result.stderr.startswith("ready")
    assert "of the file's 3 layouts these are used" not in result.stderr
    assert "with --verbose" in result.stderr
    assert "\n#0B6E4F chart 1\n" in result.stderr
    (tmp_path / "zip.pptx").write_bytes(b"PK")
    result = run("brand", "import", tmp_path / "zip.pptx", "--workspace", root)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("cannot be used, because this is no Word or PowerPoint file")


# What is left behind


def test_links_and_pictures_from_elsewhere_are_left_out_and_told(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    file = wide(tmp_path / "acme.pptx")
    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    changed(
        file, rels,
        lambda content: re.sub(rb'Target="[^"]*image[^"]*"', b'Target="file:///c/logo.png" TargetMode="External"', content),
    )  # fmt: skip
    told = import_reference(file, root).notes
    assert "left out of the slide master: pictures" in told
    built = build(root, reports=["slides"], languages=["en"])
    parts = parts_of(root / "out" / built.written[0])
    assert b"logo.png" not in b"".join(parts.values())
    assert validator().validate(str(root / "out" / built.written[0])).is_valid


# What is no template


def _no_templates(folder: Path) -> Iterator[tuple[str, Path]]:
    sound = wide(folder / "sound.pptx")
    parts = parts_of(sound)

    def file(name: str, content: bytes) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    yield "holds macros", written(folder / "macros.pptx", {**parts, "ppt/vbaProject.bin": b"x"})
    yield "has a password", file("locked.pptx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    yield "no Word or PowerPoint file", written(folder / "archive.pptx", {"a.txt": b"1"})
    yield "no Word or PowerPoint file", file("text.pptx", b"just text")
    yield "its name does not end in", file("wrong.docx", sound.read_bytes())
    presentation = parts["ppt/presentation.xml"]
    none = re.sub(rb"<p:sldMasterIdLst>.*?</p:sldMasterIdLst>", b"", presentation, flags=re.DOTALL)
    yield "has no slide master", written(folder / "empty.pptx", {**parts, "ppt/presentation.xml": none})
    bare = re.sub(rb"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>", b"", parts[MASTER], flags=re.DOTALL)
    yield "has no layouts", written(folder / "bare.pptx", {**parts, MASTER: bare})
    untitled = {
        name: re.sub(rb'<p:ph type="(title|ctrTitle)"/>', b'<p:ph type="pic" idx="55"/>', content)
        for name, content in parts.items() if "slideLayouts/slide" in name
    }  # fmt: skip
    yield "none of the file's layouts has a title", written(folder / "untitled.pptx", {**parts, **untitled})
    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    plain = re.sub(rb"<Relationship [^>]*/theme[^>]*/>", b"", parts[rels])
    yield "has no theme", written(folder / "plain.pptx", {**parts, rels: plain})


def test_what_is_no_template_gets_one_complaint_and_changes_nothing(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "library")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for message, file in _no_templates(tmp_path):
        with pytest.raises(Problems) as raised:
            import_reference(file, root)
        (fault,) = raised.value.diagnostics
        assert message in fault.message, file.name
        assert str(fault.place) == str(file)
        assert fault.hint
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_bombs_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_library(tmp_path / "library")
    sound = wide(tmp_path / "sound.pptx")
    declared = written(tmp_path / "declared.pptx", {**parts_of(sound), "ppt/media/large.bin": bytes(3_000_000)})
    hidden = bytearray(declared.read_bytes())
    with zipfile.ZipFile(declared) as archive:
        size = archive.getinfo("ppt/media/large.bin").file_size.to_bytes(4, "little")
    (tmp_path / "hidden.pptx").write_bytes(bytes(hidden).replace(size, (10).to_bytes(4, "little")))
    monkeypatch.setattr(opening, "MOST_UNPACKED", 2_000_000)
    with pytest.raises(Problems, match="exceeds the limit when unpacked"):
        import_reference(declared, root)
    monkeypatch.setattr(opening, "MOST_IN_PART", 2_000)
    with pytest.raises(Problems, match="too large"):
        import_reference(tmp_path / "hidden.pptx", root)


# Colours and fonts

BUILT_IN = read_brand(ROOT / BRAND, BRAND)
HEX = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


@settings(max_examples=100, deadline=None)
@given(st.lists(HEX, min_size=6, max_size=6), HEX, HEX)
def test_any_theme_gives_colours_that_are_seen(accents: list[str], light: str, dark: str) -> None:
    brand = BUILT_IN
    slots = {"dk1": dark, "lt1": light, "dk2": accents[0], "lt2": accents[1]}
    theme = Theme({**slots, **{f"accent{n}": colour for n, colour in enumerate(accents, 1)}}, "Georgia", "Verdana")
    changes = theme_changes(theme, {}, brand).changes
    colours, roles, series = changes["colours"], changes["roles"], changes["series"].value
    ground = colours[roles["ground"]]
    assert len(series) == len(set(series)) >= 4
    assert all(contrast(colours[name], ground) >= LEAST_CONTRAST_GRAPHICS for name in series)
    for role in ("text", "heading", "accent", "secondary"):
        assert contrast(colours[roles[role]], ground) >= LEAST_CONTRAST_TEXT, role
    assert changes["fonts"] == {"body": "Verdana", "heading": "Georgia", "measure": 1.17}


def test_an_unknown_font_is_measured_wider_and_told() -> None:
    brand = read_brand(ROOT / BRAND, BRAND)
    learnt = theme_changes(Theme({}, "", "Ministry Sans"), {}, brand)
    assert learnt.changes["fonts"] == {"body": "Ministry Sans", "heading": "Ministry Sans", "measure": 1.1}
    assert any("Ministry Sans" in sentence for sentence in learnt.notes)


def test_a_cover_without_a_title_placeholder_is_the_title_slide(tmp_path: Path) -> None:
    """Its words are text boxes: they become placeholders with the looks of these, and without their words."""
    file, root = wide(tmp_path / "acme.pptx"), copy_library(tmp_path / "library")
    presentation = Presentation(str(file))
    cover = next(each for each in presentation.slide_layouts if each.name == "Title Slide")
    for shape in list(cover.placeholders):
        if shape.placeholder_format.type in (PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE):
            left, top, width, height = shape.left, shape.top, shape.width, shape.height
            shape.left, shape.top, shape.width, shape.height = left, top, width, height
            shape.text_frame.text = SAMPLE
            properties = shape._element.nvSpPr.nvPr
            properties.remove(properties.find(f"{{{NS['p']}}}ph"))
    presentation.save(str(file))
    import_reference(file, root)
    assert read_brand(root / BRAND, BRAND).slides.layouts["title"].original == "Title Slide"
    deck, *_ = build(root, reports=["slides"]).written
    first = Presentation(str(root / "out" / deck)).slides[0]
    assert first.slide_layout.name == "Title Slide"
    assert first.shapes.title.text
    assert SAMPLE not in etree.tostring(first.slide_layout._element, encoding="unicode")
