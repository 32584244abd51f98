"""Deck → .pptx: what PowerPoint demands of a file, what the master rules, and what the validators say."""

from __future__ import annotations

import io
import json
import posixpath
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pptx.presentation
import pytest
from conftest import Convert, sources_by_fact, validator
from lxml import etree
from ooxml_integrity.finding import Severity
from ooxml_integrity.pptx_checks import check_pptx
from PIL import Image
from pptx import Presentation
from pptx.shapes.placeholder import PlaceholderPicture
from test_slides import (
    PLACE,
    brand,
    cards,
    chart,
    document,
    figure_of,
    items,
    metrics,
    profiles,
    table,
    text,
    title,
    words,
)

from reports.brand import Brand
from reports.brand.cache import made as made_reference
from reports.brand.measure import Metrics
from reports.brand.powerpoint_reference.reference import deck_reference
from reports.charts.model import Media
from reports.diagnostics import Problems
from reports.document.model import (
    Block,
    Break,
    Columns,
    Emphasis,
    Evidence,
    Link,
    ListBlock,
    Marked,
    Paragraph,
    Quote,
    SpeakerNotes,
    Strong,
    Trace,
    plain,
)
from reports.files.package import saved
from reports.languages import LANGUAGES
from reports.powerpoint.presentation import write
from reports.powerpoint.slides.deck import chart_sizes, slides
from reports.powerpoint.slides.model import Deck, PictureFill, Slide, TextFill

__all__ = ["brand", "metrics"]

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
ADDRESS = "https://example.org/a?b&c"
EVIDENCE = (Evidence("share", "39,51%", "tỷ lệ hồ sơ trực tuyến", "6/2025", "cả nước", "TTXVN", "39,51% hồ sơ"),)


def _list(ordered: bool, *inside: Block) -> ListBlock:
    """A list of two items; the first has these blocks after its text."""
    return ListBlock(ordered, ((text("một"), text("tiếp"), *inside), (text("hai"),)), PLACE)


BLOCKS: tuple[Block, ...] = (
    title("Chính phủ số", 1),
    title("Mới đạt một nửa mục tiêu"), text("Chỉ ", figure_of("share", "39,51%"), " hồ sơ"), chart(),
    SpeakerNotes((text("Xin nhìn thanh ngắn nhất."),), PLACE),
    title("Ba con số"), cards(3),
    title("Chỉ tiêu và kết quả"), table(8),
    title("Việc cần làm", 1),
    title("Năm việc"), items("một", "hai", ordered=True),
    title("Sáu tấm gương"), profiles(6),
    title("Lời người dân"), Quote((text("Xong rồi."),), words("Một người dân"), PLACE),
    title("Hai cách làm"), Columns(((text("a"),), (items("b"),)), PLACE),
    title("Chữ và liên kết"),
    Paragraph((Strong(words("đậm")), Break(), Emphasis(words("nghiêng")), Link(words("trang"), ADDRESS)), PLACE),
    title("Danh sách"), _list(False, _list(True, _list(False, _list(True)))), SpeakerNotes((_list(True, _list(False)),), PLACE),
    title("Nguồn"), items("Một nguồn", ordered=True, style="sources"),
)  # fmt: skip


def _picture(name: str, size: tuple[float, float]) -> Media:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(buffer, "png")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
    return Media(name, buffer.getvalue(), svg, *size)


def _presentation(deck: Deck, brand: Brand, cache: Path) -> pptx.presentation.Presentation:
    media = {name: _picture(name, size) for name, size in chart_sizes(deck, brand).items()}
    language = LANGUAGES[deck.language]
    return write(deck, media, deck_reference(brand, language, cache), language)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def deck(brand: Brand, metrics: Metrics) -> Deck:
    whole = document(*BLOCKS, evidence=EVIDENCE)
    return slides(
        whole,
        brand,
        metrics,
        LANGUAGES["vi"],
        sources_of=sources_by_fact({"share": (Marked("TTXVN, 27/7/2025", Trace("source", "vna", "short")),)}),
    )


@pytest.fixture(scope="module")
def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def trees(parts: dict[str, bytes]) -> dict[str, etree._Element]:
    return {name: etree.fromstring(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))}


@pytest.fixture(scope="module")
def file(deck: Deck, brand: Brand, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("deck") / "deck.pptx"
    path.write_bytes(saved(_presentation(deck, brand, cache)))
    return path


def _named(trees: dict[str, etree._Element], pattern: str) -> Iterator[tuple[str, etree._Element]]:
    yield from ((name, tree) for name, tree in trees.items() if re.fullmatch(pattern, name))


def _find(tree: etree._Element, path: str) -> list[etree._Element]:
    return tree.xpath(path, namespaces=NS)  # type: ignore[return-value]


SLIDES, LAYOUTS = r"ppt/slides/slide\d+\.xml", r"ppt/slideLayouts/slideLayout\d+\.xml"


def _slide(trees: dict[str, etree._Element], deck: Deck, layout: str) -> tuple[str, etree._Element]:
    number = next(i for i, slide in enumerate(deck.slides, 1) if slide.layout == layout)
    return f"ppt/slides/slide{number}.xml", trees[f"ppt/slides/slide{number}.xml"]


def _title(slide: Slide) -> str:
    fill = slide.fills["title"]
    assert isinstance(fill, TextFill)
    return plain(fill.lines[0].text)


# What the validators say


def test_the_validators_find_nothing(file: Path) -> None:
    result = validator().validate(str(file))
    assert result.is_valid, [str(error) for error in result.errors]
    assert check_pptx(str(file)) == []


def test_python_pptx_opens_and_saves_it(file: Path, deck: Deck) -> None:
    presentation = Presentation(str(file))
    assert [slide.shapes.title.text for slide in presentation.slides] == [_title(slide) for slide in deck.slides]
    presentation.save(io.BytesIO())


# The package


def test_every_relationship_leads_to_a_part(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> None:
    for name, tree in _named(trees, r".*\.rels"):
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in tree:
            if relation.get("TargetMode") != "External":
                assert posixpath.normpath(posixpath.join(folder, relation.get("Target"))) in parts, (
                    name,
                    relation.attrib,
                )


def test_every_reference_has_its_relationship(trees: dict[str, etree._Element]) -> None:
    for name, tree in _named(trees, r"ppt/.*\.xml"):
        used = set(_find(tree, "//@r:id | //@r:embed"))
        relations = trees.get(f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels")
        known = {relation.get("Id") for relation in relations} if relations is not None else set()
        assert used <= known, name


def test_every_part_has_a_type_and_every_type_a_part(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> None:
    types = trees["[Content_Types].xml"]
    named = {element.get("PartName", "").lstrip("/") for element in types} - {""}
    assert named <= set(parts)
    assert all(
        name in named or name.endswith((".rels", ".png", ".svg", "customXml/item1.xml")) or name.startswith("[")
        for name in parts
    )


def test_shape_ids_are_unique_on_each_sheet(trees: dict[str, etree._Element]) -> None:
    for name, tree in trees.items():
        ids = _find(tree, "//p:cNvPr/@id")
        assert len(ids) == len(set(ids)), name


def test_master_and_layouts_have_ids_of_their_own(trees: dict[str, etree._Element]) -> None:
    ids = _find(trees["ppt/presentation.xml"], "//p:sldMasterId/@id")
    ids += _find(trees["ppt/slideMasters/slideMaster1.xml"], "//p:sldLayoutId/@id")
    assert len(ids) == len(set(ids))
    assert min(map(int, ids)) >= 2_147_483_648


def test_the_notes_master_is_listed_right_after_the_master(trees: dict[str, etree._Element]) -> None:
    children = [etree.QName(child).localname for child in trees["ppt/presentation.xml"]]
    assert children[:3] == ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst"]


def test_relationships_name_their_targets_by_the_shortest_path(trees: dict[str, etree._Element]) -> None:
    targets = {
        relation.get("Target")
        for name, tree in _named(trees, r"ppt/.*\.rels")
        for relation in tree
        if relation.get("TargetMode") != "External"
    }
    assert "../media/image1.png" in targets
    assert not any(target.startswith(("/", "../../", "../ppt/")) for target in targets)


def test_the_same_deck_gives_the_same_bytes(deck: Deck, brand: Brand, cache: Path, file: Path) -> None:
    assert saved(_presentation(deck, brand, cache)) == file.read_bytes()


# The presentation


@pytest.mark.parametrize("save", [lambda p, path: p.save(str(path)), lambda p, path: path.write_bytes(saved(p))])
def test_the_presentation_can_be_worked_on_before_it_is_saved(
    deck: Deck, brand: Brand, cache: Path, tmp_path: Path, save: Callable[[object, Path], object]
) -> None:
    presentation, path = _presentation(deck, brand, cache), tmp_path / "deck.pptx"
    presentation.slides[0].notes_slide.notes_text_frame.text = "ghi chú"
    added = presentation.slides.add_slide(presentation.slide_layouts[0])
    added.shapes.title.text = "Thêm"
    added.shapes.add_picture(io.BytesIO(_picture("red", (40, 20)).raster), 0, 0)
    added.notes_slide.notes_text_frame.text = "thêm"
    save(presentation, path)
    slides_ = Presentation(str(path)).slides
    assert [slide.shapes.title.text for slide in slides_] == [*(_title(slide) for slide in deck.slides), "Thêm"]
    assert slides_[0].notes_slide.notes_text_frame.text == "ghi chú"
    assert [finding for finding in check_pptx(str(path)) if finding.severity is Severity.ERROR] == []


def test_a_file_has_the_properties_of_its_report(file: Path, deck: Deck) -> None:
    core = Presentation(str(file)).core_properties
    assert core.title == plain(deck.meta.title)
    assert core.author == plain(deck.meta.agency)
    assert core.language == "vi-VN"
    assert core.created.date() == core.modified.date() == deck.meta.date


# The reference


def test_a_reference_is_made_once_and_one_that_is_damaged_is_made_again(brand: Brand, tmp_path: Path) -> None:
    made = deck_reference(brand, LANGUAGES["en"], tmp_path)
    assert deck_reference(brand, LANGUAGES["en"], tmp_path).content is made.content
    kept = sorted(tmp_path.glob("references/*"))
    before = [path.read_bytes() for path in kept]
    for path in kept:
        path.write_bytes(path.read_bytes()[:-9])
        made_reference.cache_clear()
        assert deck_reference(brand, LANGUAGES["en"], tmp_path) == made
        assert [path.read_bytes() for path in kept] == before
    made_reference.cache_clear()
    assert deck_reference(brand, LANGUAGES["en"], tmp_path) == made  # as it was kept


def test_a_reference_is_a_file_without_slides(brand: Brand, cache: Path) -> None:
    made = deck_reference(brand, LANGUAGES["vi"], cache)
    presentation = Presentation(io.BytesIO(made.content))
    assert len(presentation.slides) == 0
    assert len(presentation.slide_layouts) == len(made.layouts) == len(brand.slides.layouts)


def test_nothing_of_a_library_or_a_default_template_is_left(parts: dict[str, bytes]) -> None:
    everything = b"".join(content for name, content in parts.items() if name.endswith(".xml"))
    for trace in (b"python-pptx", b"Steve Canny", b"Office Theme", b"Calibri", b"thumbnail", b"printerSettings"):
        assert trace not in everything


# The master rules


def test_text_on_slides_has_no_place_and_only_sizes_of_its_own(trees: dict[str, etree._Element]) -> None:
    for name, tree in _named(trees, SLIDES):
        for shape in _find(tree, "//p:spTree/p:sp | //p:spTree/p:pic"):
            assert _find(shape, ".//p:nvPr/p:ph"), name
            looks = [etree.QName(child).localname for child in _find(shape, "p:spPr")[0]]
            assert looks == (["xfrm"] if etree.QName(shape).localname == "pic" else []), name
        for body in _find(tree, "//p:sp/p:txBody/a:bodyPr"):
            assert len(body) == 0
            assert set(body.attrib) <= {"rIns"}, name
        for level in _find(tree, "//p:sp/p:txBody/a:lstStyle/*"):
            assert set(level.attrib) <= {"marL", "indent"}
            assert [etree.QName(each).localname for each in level] == ["lnSpc", "spcBef", "spcAft", "defRPr"]
            assert set(level[-1].attrib) == {"sz"}
        for run in _find(tree, "//a:rPr | //a:endParaRPr"):
            assert set(run.attrib) <= {"lang", "b", "i", *(["sz"] if _find(run, "ancestor::a:tc") else [])}, name
        assert _find(tree, "//a:rPr/a:solidFill | //a:rPr/a:latin") == []


def test_each_placeholder_of_a_slide_is_one_of_its_layout_and_stands_there_once(
    trees: dict[str, etree._Element], deck: Deck, brand: Brand
) -> None:
    keys = list(brand.slides.layouts)
    for number, slide in enumerate(deck.slides, 1):
        tree = trees[f"ppt/slides/slide{number}.xml"]
        layout = trees[f"ppt/slideLayouts/slideLayout{keys.index(slide.layout) + 1}.xml"]
        used = [(ph.get("type", "obj"), ph.get("idx", "0")) for ph in _find(tree, "//p:ph")]
        known = [(ph.get("type", "obj"), ph.get("idx", "0")) for ph in _find(layout, "//p:ph")]
        assert len(used) == len(set(used))
        assert set(used) <= set(known), slide.layout
        framed = {"date": "dt", "footer": "ftr", "number": "sldNum"}.items()
        assert {kind for box, kind in framed if box in brand.slides.boxes(slide.layout)} <= {kind for kind, _ in used}


def test_every_layout_is_named_prompts_and_never_shrinks_text(trees: dict[str, etree._Element]) -> None:
    names = [_find(tree, "string(p:cSld/@name)") for _, tree in _named(trees, LAYOUTS)]
    assert len(names) == len(set(names)) == 41
    for name, tree in _named(trees, LAYOUTS):
        assert _find(tree, "//a:normAutofit | //a:spAutoFit") == []
        for shape in _find(tree, "//p:sp[p:nvSpPr/p:nvPr/p:ph]"):
            kind = _find(shape, ".//p:ph")[0].get("type")
            assert _find(shape, "string(p:txBody)") or kind == "sldNum", (name, kind)


def test_lines_have_a_fixed_pitch(trees: dict[str, etree._Element]) -> None:
    master = trees["ppt/slideMasters/slideMaster1.xml"]
    levels = _find(master, "//p:txStyles/*/*")
    assert levels
    assert all(_find(level, "a:lnSpc/a:spcPts") for level in levels)


def test_the_theme_carries_the_brand(trees: dict[str, etree._Element], brand: Brand) -> None:
    theme = trees["ppt/theme/theme1.xml"]
    assert _find(theme, "string(//a:accent1/a:srgbClr/@val)") == brand.hex(brand.series[0])
    assert _find(theme, "string(//a:minorFont/a:latin/@typeface)") == brand.fonts.body


# What readers need


def test_every_run_says_its_language(trees: dict[str, etree._Element]) -> None:
    for name, tree in _named(trees, r"ppt/(slides|slideLayouts|slideMasters|notesSlides|notesMasters)/[^/]*\.xml"):
        for run in _find(tree, "//a:r | //a:fld | //a:br"):
            assert _find(run, "string(a:rPr/@lang)") == "vi-VN", name
        assert set(_find(tree, "//a:endParaRPr/@lang")) <= {"vi-VN"}, name


def test_every_slide_has_a_title_of_its_own(trees: dict[str, etree._Element]) -> None:
    titles = []
    for _, tree in _named(trees, SLIDES):
        (shape,) = _find(tree, "//p:sp[.//p:ph[@type='title' or @type='ctrTitle']]")
        titles.append(_find(shape, "string(p:txBody)"))
    assert all(titles)
    assert len(titles) == len(set(titles))


def test_shapes_stand_in_reading_order(trees: dict[str, etree._Element], deck: Deck) -> None:
    _, tree = _slide(trees, deck, "message-text-wide-chart")
    assert [ph.get("type") for ph in _find(tree, "//p:ph")] == ["title", None, "pic", "body", "ftr", "dt", "sldNum"]


def test_rules_are_marked_as_decoration(trees: dict[str, etree._Element], brand: Brand) -> None:
    for name, tree in (*_named(trees, LAYOUTS), *_named(trees, r"ppt/slideMasters/.*xml")):
        for shape in _find(tree, "//p:sp[not(p:nvSpPr/p:nvPr/p:ph)]"):
            assert _find(shape, "p:nvSpPr/p:cNvPr//adec:decorative[@val='1']"), name


def test_a_chart_is_a_picture_with_its_svg_and_alt_text(trees: dict[str, etree._Element], deck: Deck) -> None:
    _, tree = _slide(trees, deck, "message-text-wide-chart")
    (picture,) = _find(tree, "//p:pic[.//p:ph[@type='pic']]")
    assert _find(picture, "string(.//p:cNvPr/@descr)") == "Biểu đồ: một nửa mục tiêu"
    assert _find(picture, ".//a:blip[@r:embed]//asvg:svgBlip[@r:embed]")


def test_a_picture_says_where_it_stands_and_is_not_distorted(file: Path, deck: Deck, brand: Brand) -> None:
    sizes, shown = chart_sizes(deck, brand), 0
    for slide, drawn in zip(deck.slides, Presentation(str(file)).slides, strict=True):
        charts = [(fill.image, box) for box, fill in slide.fills.items() if isinstance(fill, PictureFill)]
        pictures = [shape for shape in drawn.shapes if isinstance(shape, PlaceholderPicture)]
        for picture, (name, box) in zip(pictures, charts, strict=True):
            left, top, width, height = (round(side * 914_400) for side in brand.slides.boxes(slide.layout)[box])
            assert left <= picture.left <= picture.left + picture.width <= left + width
            assert top <= picture.top <= picture.top + picture.height <= top + height
            assert picture.width / picture.height == pytest.approx(sizes[name][0] / sizes[name][1], rel=0.001)
            assert picture.crop_left == picture.crop_top == 0
            shown += 1
    assert shown


def test_a_table_has_a_header_row_a_style_and_a_cell_for_each_column(
    trees: dict[str, etree._Element], deck: Deck
) -> None:
    _, tree = _slide(trees, deck, "table")
    (frame,) = _find(tree, "//p:graphicFrame[.//p:ph[@type='tbl']]")
    assert _find(frame, "string(.//p:cNvPr/@descr)")
    assert _find(frame, "string(.//a:tblPr/@firstRow)") == "1"
    style = _find(frame, "string(.//a:tableStyleId)")
    assert _find(trees["ppt/tableStyles.xml"], f"//a:tblStyle[@styleId='{style}']")
    assert {len(row) for row in _find(frame, ".//a:tr")} == {len(_find(frame, ".//a:gridCol"))}
    assert all(_find(cell, "a:txBody/a:p") for cell in _find(frame, ".//a:tc"))
    for row in _find(frame, ".//a:tr"):
        *rights, last = (int(right) for right in _find(row, "a:tc/a:tcPr/@marR"))
        assert (last, len(set(rights))) == (0, 1)
        assert rights[0] > 12700  # a point


def test_the_slide_number_is_a_field(trees: dict[str, etree._Element]) -> None:
    shown = {name: _find(tree, "string(//a:fld[@type='slidenum']/a:t)") for name, tree in _named(trees, SLIDES)}
    numbered = {name: number for name, number in shown.items() if number}
    assert len(numbered) > len(shown) / 2
    assert list(numbered) == [f"ppt/slides/slide{number}.xml" for number in numbered.values()]


def test_each_slide_is_in_one_named_section(trees: dict[str, etree._Element]) -> None:
    presentation = trees["ppt/presentation.xml"]
    assert _find(presentation, "//p14:section/@name") == ["Hành trình chuyển đổi số", "Chính phủ số", "Việc cần làm"]
    assert _find(presentation, "//p14:sldId/@id") == _find(presentation, "//p:sldIdLst/p:sldId/@id")
    identities = _find(presentation, "//p14:section/@id")
    assert len(set(identities)) == len(identities)
    assert all(re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", each) for each in identities)


def test_links_lead_out_of_the_file(parts: dict[str, bytes], trees: dict[str, etree._Element], deck: Deck) -> None:
    number = next(i for i, slide in enumerate(deck.slides, 1) if _title(slide) == "Chữ và liên kết")
    tree = trees[f"ppt/slides/slide{number}.xml"]
    (relation,) = _find(tree, "//a:hlinkClick/@r:id")
    (target,) = (r for r in trees[f"ppt/slides/_rels/slide{number}.xml.rels"] if r.get("Id") == relation)
    assert (target.get("Target"), target.get("TargetMode")) == (ADDRESS, "External")
    assert _find(tree, "//a:br")


# Figures can be followed


def _tags(trees: dict[str, etree._Element], name: str, kind: str) -> list[list[object]]:
    (identity,) = _find(trees[name], f"//p:nvPr[p:ph[{kind}]]/p:custDataLst/p:tags/@r:id")
    relations = trees[f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"]
    (target,) = (r.get("Target") for r in relations if r.get("Id") == identity)
    tree = trees[posixpath.normpath(posixpath.join(posixpath.dirname(name), target))]
    return [json.loads(value) for value in _find(tree, "//p:tag/@val")]


def test_the_tags_of_a_shape_list_its_facts_in_order(trees: dict[str, etree._Element], deck: Deck) -> None:
    name, _ = _slide(trees, deck, "message-text-wide-chart")
    assert _tags(trees, name, "@idx='13'") == [[0, "fact:share#full", "39,51%"]]
    assert _tags(trees, name, "@type='pic'") == [[0, "alt:gap#full", "Biểu đồ: một nửa mục tiêu"]]


def test_a_table_counts_its_cells(trees: dict[str, etree._Element], deck: Deck) -> None:
    name, _ = _slide(trees, deck, "table")
    assert _tags(trees, name, "@type='tbl'")[:2] == [[3, "fact:share#full", "39,51%"], [5, "fact:share#full", "39,51%"]]


def test_a_shape_without_figures_has_no_tags(trees: dict[str, etree._Element], deck: Deck) -> None:
    _, tree = _slide(trees, deck, "position")
    assert _find(tree, "//p:nvPr[p:ph[@idx='51']]/p:custDataLst") == []


def test_the_notes_say_what_to_say_and_what_stands_behind_it(file: Path, deck: Deck) -> None:
    number = next(i for i, slide in enumerate(deck.slides) if slide.layout == "message-text-wide-chart")
    notes = Presentation(str(file)).slides[number].notes_slide.notes_text_frame.text.split("\n")
    assert notes == [
        "Xin nhìn thanh ngắn nhất.",
        "Thông điệp",
        "Căn cứ số liệu",
        "39,51% – tỷ lệ hồ sơ trực tuyến, 6/2025, cả nước. Nguồn: TTXVN: 39,51% hồ sơ.",
    ]


# In an office suite

VOCABULARY = (
    "chuyển đổi số dữ liệu hộ tịch nghiêng thủ tục trực tuyến toàn trình xã phường 39,51% 743.000 Nghị quyết "
    "dichvucong.gov.vn/p/home/dvc-trang-chu",
    "digital transformation interoperability of the data administration telecommunications 39.51% officers "
    "counter-productive-over-centralisation",
)
"""Words of both languages, long ones among them."""


def _sentence(chance: random.Random, words_: str, least: int, most: int) -> str:
    return " ".join(chance.choices(words_.split(), k=chance.randint(least, most)))


def _random_slide(chance: random.Random, number: int) -> list[Block]:
    words_ = VOCABULARY[number % 2]

    def some(most: int, longest: int) -> tuple[str, ...]:
        return tuple(_sentence(chance, words_, 2, longest) for _ in range(chance.randint(1, most)))

    bodies: list[Callable[[], Block]] = [
        lambda: items(*some(14, 30)),
        lambda: items(*some(9, 20), ordered=True),
        lambda: Columns(((items(*some(8, 20)),), (items(*some(8, 20)),)), PLACE),
        lambda: Quote((text(_sentence(chance, words_, 5, 45)),), words("X"), PLACE),
        lambda: items(*some(12, 35), ordered=True, style="sources"),
    ]
    return [title(f"{_sentence(chance, words_, 2, 16)} {number}"), chance.choice(bodies)()]


def _many(brand: Brand, metrics: Metrics, count: int) -> Deck:
    """A deck of random texts of both languages that were all accepted."""
    chance, accepted, language = random.Random("any length"), list[Block](), LANGUAGES["vi"]
    for number in range(count):
        blocks = _random_slide(chance, number)
        try:
            slides(document(*blocks), brand, metrics, language, sources_of=sources_by_fact({}))
        except Problems:
            continue
        accepted += blocks
    return slides(document(*accepted), brand, metrics, language, sources_of=sources_by_fact({}))


def test_texts_of_any_length_stay_in_their_boxes(
    brand: Brand, metrics: Metrics, tmp_path: Path, program: Callable[[str], str], convert: Convert
) -> None:
    deck = _many(brand, metrics, 190)
    assert len(deck.slides) >= 200
    path = tmp_path / "many.pptx"
    path.write_bytes(saved(_presentation(deck, brand, tmp_path)))
    convert("pdf", tmp_path, path)
    command = [program("pdftotext"), "-bbox", str(path.with_suffix(".pdf")), "-"]
    result = subprocess.run(command, check=True, capture_output=True)
    html = etree.fromstring(result.stdout, etree.XMLParser(recover=True))
    pages = [element for element in html.iter() if etree.QName(element).localname == "page"]
    assert len(pages) == len(deck.slides)
    for page, slide in zip(pages, deck.slides, strict=True):
        boxes = [[side * 72 for side in box] for box in brand.slides.boxes(slide.layout).values()]
        for word in page:
            left, top, right, bottom = (float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
            assert any(
                x - 1 <= left and right <= x + wide + 1 and y - 2 <= top and bottom <= y + high + 3
                for x, y, wide, high in boxes
            ), (slide.layout, _title(slide), word.text)


def test_what_counts_survives_libreoffice(file: Path, deck: Deck, tmp_path: Path, convert: Convert) -> None:
    saved = tmp_path / "saved"
    convert("pptx", saved, file)
    again = Presentation(str(saved / file.name))
    for before, after in zip(Presentation(str(file)).slides, again.slides, strict=True):
        assert after.shapes.title.text.replace("\x0b", "") == before.shapes.title.text
        if before.has_notes_slide:
            assert after.notes_slide.notes_text_frame.text == before.notes_slide.notes_text_frame.text
    shutil.rmtree(saved)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
