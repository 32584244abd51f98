"""Pictures in documents: made ready for their place, named with credit and licence, printed once, refused if unfit."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import validator
from lxml import etree
from msgspec.structs import replace
from ooxml_integrity import check as check_docx
from ooxml_integrity.pptx_checks import check_pptx
from PIL import Image, ImageCms, ImageDraw, ImageOps
from pptx import Presentation
from test_check import _change, _one

from reports import audit, build
from reports.cli.schemas import schema_of
from reports.diagnostics import Problems
from reports.files.pictures import BadPicture, made_ready, measured
from reports.pipeline.check import check
from reports.pipeline.losses import IncompleteFile
from reports.pipeline.pictures import MOST_PIXELS
from reports.powerpoint import slide as slide_writer
from reports.word import figures

SEEDS = "seeds/pictures.yaml"
YAML = """\
pictures:
  hall:
    file: hall.jpg
    alt: {vi: Phòng đọc có cửa sổ lớn, en: A reading room with large windows}
    caption: {vi: "Nơi đã cho mượn {fact:books-lent}", en: "Where {fact:books-lent} were lent"}
    credit: {vi: 'Ảnh: Lê An, "Bến Mây" 2024', en: 'Photo: Lê An, "Bến Mây" 2024'}
    licence: {vi: CC BY 4.0, en: CC BY 4.0}
  map:
    file: {vi: map.vi.png, en: map.en.png}
    alt: {vi: Bản đồ thị xã, en: Map of the town}
    caption: {vi: Đường đến thư viện, en: The way to the library}
    credit: {vi: "Bản đồ: thư viện", en: "Map: the library"}
    licence: {vi: Được phép dùng, en: Used with permission}
"""


def drawn(kind: str = "jpeg", mode: str = "RGB", size: tuple[int, int] = (1200, 800), **options: Any) -> bytes:
    """A picture with a red corner on the left above."""
    image = Image.new("RGB", size, "green")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), "red")
    buffer = io.BytesIO()
    image.convert(mode).save(buffer, kind, **options)
    return buffer.getvalue()


def ready(content: bytes, most: tuple[int, int] = (5000, 5000)) -> Image.Image:
    return Image.open(io.BytesIO(made_ready(content, measured(content, MOST_PIXELS), most)))


def colour(image: Image.Image, across: float = 0.1, down: float = 0.1) -> str:
    """The strongest colour at a point, in shares of width and height."""
    point = round(across * image.width), round(down * image.height)
    pixel: Any = image.convert("RGB").getpixel(point)
    return ("red", "green", "blue")[max(range(3), key=pixel.__getitem__)]


def write(root: Path, text: str = YAML) -> None:
    (root / "seeds/pictures").mkdir(exist_ok=True)
    (root / SEEDS).write_text(text, encoding="utf-8")


@pytest.fixture
def pictured(small: Path) -> Path:
    """The small workspace with a photograph, a map with words, and both in its briefing."""
    write(small)
    (small / "seeds/pictures/hall.jpg").write_bytes(drawn())
    for code in ("vi", "en"):
        (small / f"seeds/pictures/map.{code}.png").write_bytes(drawn("png", size=(900, 500 if code == "vi" else 510)))
        place(small, "briefing", code, "{{ picture('hall') }}\n\n{{ picture('map') }}")
    return small


def place(root: Path, report: str, code: str, text: str) -> None:
    """Add a text to the end of the first section of a report."""
    path = root / f"templates/{report}/{code}/summary.md.j2"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{text}\n", encoding="utf-8")


# What is made ready


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_turned_picture_is_upright(kind: str, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    content = drawn(kind, size=(600, 400), exif=exif)
    with Image.open(io.BytesIO(content)) as image:
        wanted = ImageOps.exif_transpose(image)
    found, raster = ready(content, (300, 300)), measured(content, MOST_PIXELS)
    assert (raster.width, raster.height) == wanted.size
    assert max(found.size) == 300
    assert (found.width > found.height) == (wanted.width > wanted.height)
    for point in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)):
        assert colour(found, *point) == colour(wanted, *point)
    assert found.getexif() == {}


def test_nothing_of_the_camera_and_of_programs_is_left() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[29] = "SecretPlace"
    for kind, options in (("jpeg", {"comment": b"SecretComment"}), ("png", {})):
        content = drawn(kind, exif=exif, **options)
        assert b"Secret" in content
        assert b"Secret" not in made_ready(content, measured(content, MOST_PIXELS), (5000, 5000))


def test_a_picture_has_the_pixels_of_its_place_and_never_more_than_its_own() -> None:
    assert ready(drawn(), (300, 900)).size == (300, 200)
    assert ready(drawn(), (5000, 5000)).size == (1200, 800)


def test_a_colour_profile_is_followed_and_a_damaged_one_is_not() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    turned = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    for given, wanted in ((profile, "red"), (turned, "green"), (b"no profile", "red")):
        for kind, mode in (("jpeg", "RGB"), ("png", "RGBA")):
            found = ready(drawn(kind, mode, icc_profile=given))
            assert (colour(found), found.mode) == (wanted, mode)
            assert "icc_profile" not in found.info


@pytest.mark.parametrize(
    ("kind", "mode", "made"),
    [("jpeg", "CMYK", "RGB"), ("jpeg", "L", "L"), ("png", "P", "RGB"), ("png", "1", "RGB"), ("png", "LA", "LA")],
)
def test_every_usual_kind_of_pixels_is_taken(kind: str, mode: str, made: str) -> None:
    content = drawn(kind, mode)
    assert ready(content).mode == made
    assert bool(measured(content, MOST_PIXELS).note) == (mode == "CMYK")


def test_sixteen_bits_become_eight_and_stay_as_bright() -> None:
    buffer = io.BytesIO()
    Image.new("I;16", (30, 20), 0x8080).save(buffer, "png")
    found = ready(buffer.getvalue())
    assert (found.mode, found.getpixel((5, 5))) == ("L", 0x80)


def _huge() -> bytes:
    """A PNG that says to have 100 million pixels."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)), (b"IDAT", b""), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + name + d + struct.pack(">I", zlib.crc32(name + d)) for name, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


BAD = [
    ("cut off", drawn()[:-300], "is damaged or cut off"),
    (
        "a PNG with a wrong bit",
        drawn("png")[:90] + bytes([drawn("png")[90] ^ 1]) + drawn("png")[91:],
        "is damaged or cut off",
    ),
    ("animated", drawn("png", save_all=True, append_images=[Image.new("RGB", (1200, 800))]), "is animated"),
    ("a hundred million pixels", _huge(), "has 10,000 × 10,000 pixels"),
    ("a line", drawn(size=(900, 4)), "20 times as wide as high"),
    ("another kind", b"GIF89a" + bytes(90), "is no JPEG or PNG"),
    ("a new kind", drawn("webp"), "is no JPEG or PNG"),
]


@pytest.mark.parametrize(("content", "message"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_an_unfit_picture_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(BadPicture, match=message):
        ready(content)


# In documents


def _media(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "/media/" in name}


def _part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def _find(element: etree._Element, path: str) -> Any:
    names = {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    }
    return element.xpath(path, namespaces=names)


def _lines(path: Path) -> list[str]:
    return [
        "".join(_find(each, ".//w:t/text()")).replace("\xa0", " ")
        for each in _find(_part(path, "word/document.xml"), "//w:p")
    ]


def _sound(path: Path, root: Path) -> None:
    result = validator().validate(str(path))
    assert result.is_valid, [str(error) for error in result.errors]
    assert (check_docx(str(path)) if path.suffix == ".docx" else check_pptx(str(path))) == []
    assert audit(path, workspace=root).clean


def test_a_briefing_has_the_picture_with_caption_credit_and_licence(pictured: Path) -> None:
    build(pictured, reports=["briefing"], languages=["vi", "en", "vi-en"])
    out = pictured / "out/general"
    for name in ("briefing.vi.docx", "briefing.en.docx", "briefing.vi-en.docx"):
        _sound(out / name, pictured)
    lines = _lines(out / "briefing.en.docx")
    assert "Figure 2. Where more than 1,250 books were lent" in lines
    assert 'Photo: Lê An, "Bến Mây" 2024. CC BY 4.0. Source: Library, Jan 2025.' in lines
    alts = _find(_part(out / "briefing.en.docx", "word/document.xml"), "//wp:docPr/@descr")
    assert alts[1:] == ["A reading room with large windows", "Map of the town"]
    (jpeg,) = (content for name, content in _media(out / "briefing.en.docx").items() if name.endswith(".jpeg"))
    assert Image.open(io.BytesIO(jpeg)).size == (1200, 800)


def test_both_languages_side_by_side_print_a_photograph_once_and_a_map_twice(pictured: Path) -> None:
    build(pictured, reports=["briefing"], languages=["vi-en"])
    path = pictured / "out/general/briefing.vi-en.docx"
    alts = _find(_part(path, "word/document.xml"), "//wp:docPr/@descr")
    hall = "Phòng đọc có cửa sổ lớn / A reading room with large windows"
    assert alts[-3:] == [hall, "Bản đồ thị xã", "Map of the town"]
    text = "\n".join(_lines(path))
    for words in (
        "Hình 2. Nơi đã cho mượn",
        "Figure 2. Where more than 1,250 books",
        "Ảnh: Lê An",
        "Photo: Lê An",
        "CC BY 4.0",
    ):
        assert text.count(words) == (2 if words == "CC BY 4.0" else 1), words


def test_a_picture_is_as_wide_as_the_text_or_the_page_and_needs_no_number(pictured: Path) -> None:
    for code in ("vi", "en"):
        path = pictured / f"templates/briefing/{code}/summary.md.j2"
        text = path.read_text(encoding="utf-8").replace(
            "picture('map')", "picture('hall', width='full', numbered=false)"
        )
        path.write_text(text, encoding="utf-8")
    build(pictured, reports=["briefing"], languages=["en"])
    path = pictured / "out/general/briefing.en.docx"
    body = _part(path, "word/document.xml")
    *_, column, full = (int(each) / 36_000 for each in _find(body, "//wp:extent/@cx"))
    assert (round(column), round(full)) == (143, 180)
    (edge,) = _find(body, "(//wp:inline)[last()]/ancestor::w:p/w:pPr/w:ind/@w:left")
    assert round(int(edge) / 1440 * 25.4) == -19
    assert (
        'Where more than 1,250 books were lent. Photo: Lê An, "Bến Mây" 2024. CC BY 4.0. Source: Library, Jan 2025.'
        in _lines(path)
    )
    assert len([line for line in _lines(path) if line.startswith("Figure ")]) == 2
    assert len([name for name in _media(path) if name.endswith(".jpeg")]) == 1


PROFILE = "::: profile\n{{ picture('hall') }}\n\nAn\n\nBến Mây\n\nReads aloud.\n:::\n"


def test_pictures_stand_in_boxes_and_beside_profiles(pictured: Path) -> None:
    for code in ("vi", "en"):
        text = f"::: sidebar\nAn.\n\n{{{{ picture('hall', numbered=false) }}}}\n:::\n\n::: profiles\n{PROFILE}:::"
        place(pictured, "briefing", code, text)
    build(pictured, reports=["briefing"], languages=["en", "vi-en"])
    for code in ("en", "vi-en"):
        path = pictured / f"out/general/briefing.{code}.docx"
        _sound(path, pictured)
        *_, box, profile = (int(each) / 36_000 for each in _find(_part(path, "word/document.xml"), "//wp:extent/@cx"))
        assert profile < 60 < box


@pytest.fixture
def shown(pictured: Path) -> Path:
    """The same with slides: the photograph alone, with text, and beside profiles; the map alone."""
    titles = [
        "## An\n\n{{ picture('hall') }}",
        "## Bình\n\n{{ picture('hall') }}\n\n- An",
        "## Chi\n\n{{ picture('map') }}",
        f"## Dung\n\n::: profiles\n{PROFILE * 2}:::",
        "## Em\n\n::: sidebar\nAn.\n\n{{ picture('map') }}\n:::",
        "## Gấm\n\n{{ picture('hall') }}",
    ]
    for code in ("vi", "en"):
        place(pictured, "deck", code, "\n\n".join(titles))
    build(pictured, reports=["deck"])
    return pictured


def test_slides_show_photographs_to_the_edge_and_maps_whole(shown: Path) -> None:
    path = shown / "out/general/deck.en.pptx"
    _sound(path, shown)
    deck = Presentation(str(path))
    found = {}
    for slide in list(deck.slides)[2:]:
        images = [shape for shape in slide.placeholders if shape.placeholder_format.type == 18]
        found[slide.slide_layout.name] = [(each.image.ext, each.crop_top, each.crop_left) for each in images]
        assert all(each._element.nvPicPr.cNvPr.get("descr") for each in images)
        notes = slide.notes_slide.notes_text_frame.text
        assert "Photo: Lê An" in notes or "Map: the library" in notes
    photo, beside, whole, profiles = (
        found[name]
        for name in ("Photograph", "Photograph with text", "Message with chart", "Two profiles with pictures")
    )
    assert photo[0][1] > 0 == photo[0][2]
    assert beside[0][2] > 0 == beside[0][1]
    assert whole == [("png", 0, 0)]
    assert len(profiles) == 2
    assert found["Message with short text and chart"] == [("png", 0, 0)]
    first = deck.slides[2]
    assert first.shapes[0].width == pytest.approx(deck.slide_width, rel=0.0001)
    assert first.shapes.title is not None
    assert first.shapes.title.shape_id != first.shapes[0].shape_id


def test_profiles_with_pictures_on_several_slides_have_the_credits_of_each(pictured: Path) -> None:
    for code in ("vi", "en"):
        place(pictured, "deck", code, f"## Hoa\n\n::: profiles\n{PROFILE * 4}:::")
    build(pictured, reports=["deck"], languages=["en"])
    path = pictured / "out/general/deck.en.pptx"
    _sound(path, pictured)
    for slide in list(Presentation(str(path)).slides)[-2:]:
        assert len([shape for shape in slide.placeholders if shape.placeholder_format.type == 18]) == 2
        assert slide.notes_slide.notes_text_frame.text.count("Photo: Lê An") == 2


def test_a_brand_without_layouts_for_photographs_shows_them_whole(shown: Path) -> None:
    path = shown / "templates/brand/brand.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("    photo:                  # the"), text.index("    two-columns:\n      name")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    build(shown, reports=["deck"], languages=["en"])
    layouts = [slide.slide_layout.name for slide in Presentation(str(shown / "out/general/deck.en.pptx")).slides]
    assert layouts[2:4] == ["Message with chart", "Message with short text and chart"]


def test_speaker_notes_say_what_a_picture_shows(pictured: Path) -> None:
    for code in ("vi", "en"):
        place(pictured, "deck", code, "::: notes\n{{ picture('hall') }}\n:::")
    build(pictured, reports=["deck"], languages=["en"])
    *_, last = Presentation(str(pictured / "out/general/deck.en.pptx")).slides
    notes = last.notes_slide.notes_text_frame.text.replace("\xa0", " ")
    assert all(
        words in notes for words in ("A reading room", "Where more than 1,250 books", "Photo: Lê An", "CC BY 4.0")
    )


def test_a_caption_that_the_title_says_is_not_said_again(pictured: Path) -> None:
    titles = {"vi": "Nơi đã cho mượn {{ fact('books-lent') }}", "en": "Where {{ fact('books-lent') }} were lent"}
    for code, title in titles.items():
        place(pictured, "deck", code, f"## {title}\n\n{{{{ picture('hall') }}}}")
    build(pictured, reports=["deck"])
    slide = list(Presentation(str(pictured / "out/general/deck.en.pptx")).slides)[-1]
    assert slide.shapes.title.text.replace("\xa0", " ") == "Where more than 1,250 books were lent"
    assert "were lent\n" not in slide.notes_slide.notes_text_frame.text


def test_a_drawing_stands_with_its_raster(pictured: Path) -> None:
    _change(pictured, SEEDS, "hall.jpg", "plan.svg")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="urn:x" viewBox="0 0 3 2"><metadata>Secret</metadata>{}</svg>'
    )
    folder = pictured / "seeds/pictures"
    (folder / "plan.svg").write_text(svg.format('<path d="M0 0h3v2z" x:note="Secret"/>'), encoding="utf-8")
    assert "has no PNG or JPEG beside it" in str(check(pictured)[0])
    (folder / "plan.png").write_bytes(drawn("png"))
    build(pictured, reports=["briefing"], languages=["en"])
    path = pictured / "out/general/briefing.en.docx"
    _sound(path, pictured)
    drawings = [content for name, content in _media(path).items() if name.endswith(".svg") and b"M0 0h3v2z" in content]
    assert len(drawings) == 1
    assert b"Secret" not in drawings[0]
    for size in ('viewBox="0 0 4 2"', 'width="40mm" height="20mm"'):
        text = svg.replace('viewBox="0 0 3 2"', size).format('<path d="M0 0h3v2z"/>')
        (folder / "plan.svg").write_text(text, encoding="utf-8")
        message = _one(check(pictured), 'the picture "plan.svg"').message
        assert "and plan.png beside it 1,200 by 800 pixels: one of them is distorted, or another picture" in message
    (folder / "plan.svg").write_text(
        svg.replace(' viewBox="0 0 3 2"', ' width="100%"').format("<g/>"), encoding="utf-8"
    )
    assert check(pictured) == []
    (folder / "plan.svg").write_text(svg.format("<script>1</script>"), encoding="utf-8")
    assert "has scripts" in _one(check(pictured), 'the picture "plan.svg"').message


def _embed_the_hall(write: Callable[..., Any], name: str, media: Any, state: Any) -> Any:
    return write("picture:hall", state.media["picture:hall"], state)


def _show_the_hall(write: Callable[..., Any], page: Any, placeholder: Any, fill: Any) -> Any:
    return write(page, placeholder, replace(fill, name="picture:hall"))


@pytest.mark.parametrize(
    ("report", "module", "function", "broken"),
    [("briefing", figures, "_embed", _embed_the_hall), ("deck", slide_writer, "_picture", _show_the_hall)],
)
def test_a_file_with_another_picture_is_not_written(
    report: str,
    module: ModuleType,
    function: str,
    broken: Callable[..., Any],
    pictured: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for code in ("vi", "en"):
        place(pictured, "deck", code, "## An\n\n{{ picture('hall') }}\n\n## Chi\n\n{{ picture('map') }}")
    monkeypatch.setattr(module, function, partial(broken, getattr(module, function)))
    with pytest.raises(IncompleteFile, match=r"it would lack .*the picture of picture:map"):
        build(pictured, reports=[report], languages=["en"])


# What is built again, and what is kept


def test_another_picture_builds_only_what_shows_it(pictured: Path) -> None:
    assert len(build(pictured).written) == 4
    kept = {path.name for path in (pictured / "out/.cache/pictures").iterdir()}
    (pictured / "seeds/pictures/map.en.png").write_bytes(drawn("png", size=(800, 500)))
    assert build(pictured).written == ("general/briefing.en.docx",)
    assert kept < {path.name for path in (pictured / "out/.cache/pictures").iterdir()}
    manifest = json.loads((pictured / "out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert manifest["general/briefing.en.docx"]["pictures"] == ["hall", "map"]
    assert manifest["general/deck.en.pptx"]["pictures"] == []


def test_kept_pictures_are_used_again_and_damaged_ones_made_anew(pictured: Path) -> None:
    path = pictured / "out/general/briefing.en.docx"
    build(pictured, reports=["briefing"], languages=["en"])
    before = path.read_bytes()
    for each in (pictured / "out/.cache/pictures").glob("*.jpg"):
        each.write_bytes(each.read_bytes()[:-9])
    build(pictured, reports=["briefing"], languages=["en"], force=True)
    assert path.read_bytes() == before


# What is refused


def test_the_schema_knows_the_file_and_demands_a_licence() -> None:
    known = yaml.safe_load(YAML)
    jsonschema.validate(known, schema_of("pictures"), cls=jsonschema.Draft202012Validator)
    del known["pictures"]["hall"]["licence"]
    with pytest.raises(jsonschema.ValidationError, match="licence"):
        jsonschema.validate(known, schema_of("pictures"), cls=jsonschema.Draft202012Validator)


FAULTS = [
    ("no licence", "    licence: {vi: CC BY 4.0, en: CC BY 4.0}\n", "", SEEDS, '"licence" is missing'),
    ("no credit", "    credit: {vi: 'Ảnh: Lê An, \"Bến Mây\" 2024', en: 'Photo: Lê An, \"Bến Mây\" 2024'}\n", "", SEEDS,
     '"credit" is missing'),
    ("an alt text in one language", "alt: {vi: Phòng đọc có cửa sổ lớn, en", "alt: {en", SEEDS,
     'the text for the language "vi" is missing'),
    ("a figure in a caption", "Đường đến thư viện", "Đường 3 tháng 2", SEEDS, "is typed into the text"),
    ("an unknown fact", "Where {fact:books-lent}", "Where {fact:book-lent}", SEEDS, 'no fact is called "book-lent"'),
    ("a file elsewhere", "file: hall.jpg", "file: ../hall.jpg", SEEDS, '"../hall.jpg" is no name of a file'),
    ("another kind", "file: hall.jpg", "file: hall.gif", SEEDS, '"hall.gif" is no picture by its name'),
    ("a missing file", "file: hall.jpg", "file: hal.jpg", SEEDS, 'the picture "hal.jpg" cannot be read'),
    ("a file for one language", "file: {vi: map.vi.png, en: map.en.png}", "file: {vi: map.vi.png}", SEEDS,
     'the picture has no file for the language "en"'),
    ("a wrong ending", "file: hall.jpg", "file: wrong.png", SEEDS, 'the picture "wrong.png" is a JPEG by its content'),
    ("a cut file", "file: hall.jpg", "file: cut.jpg", SEEDS, 'the picture "cut.jpg" is damaged or cut off'),
    ("a huge file", "file: hall.jpg", "file: huge.png", SEEDS, "10,000 × 10,000 pixels"),
    ("an unknown name", "picture('hall')", "picture('hal')", "templates/briefing/vi/summary.md.j2",
     'no picture is called "hal"'),
    ("another picture in one language", "picture('hall')", "picture('map', numbered=false)",
     "templates/briefing/en/summary.md.j2", '"en" has a picture "map" here, "vi" has a picture "hall"'),
    ("an unknown width", "picture('hall')", "picture('hall', width='half')", "templates/briefing/vi/summary.md.j2",
     'picture() has no width "half"'),
    ("a figure without its credit", "{{ picture('hall') }}", '::: figure {picture="hall"}\n\nA\n\nB\n\nC\n\n:::',
     "templates/briefing/vi/summary.md.j2", 'the credit of "hall" is not named'),
    ("an unknown picture in a figure", "{{ picture('hall') }}", '::: figure {picture="hal"}\n\nA\n\nB\n\nC\n\n:::',
     "templates/briefing/vi/summary.md.j2", 'no picture is called "hal"'),
    ("an unknown style", "{{ picture('hall') }}", '::: figure {picture="hall" .ful}\n\nA\n\nB\n\nC\n\n:::',
     "templates/briefing/vi/summary.md.j2", 'a figure has no style "ful"'),
]  # fmt: skip


@pytest.mark.parametrize("case", FAULTS, ids=[case[0] for case in FAULTS])
def test_what_is_wrong_with_a_picture_has_its_place(pictured: Path, case: tuple[str, ...]) -> None:
    _, old, new, path, message = case
    folder = pictured / "seeds/pictures"
    (folder / "wrong.png").write_bytes(drawn())
    (folder / "cut.jpg").write_bytes(drawn()[:-300])
    (folder / "huge.png").write_bytes(_huge())
    _change(pictured, path, old, new)
    found = _one(check(pictured), message)
    assert found.place is not None
    assert (found.place.path, found.severity, bool(found.place.line)) == (path, "error", True) or new == ""
    assert found.hint
    with pytest.raises(Problems):
        build(pictured)


def test_a_picture_that_cannot_fill_its_box_is_refused(pictured: Path) -> None:
    for code in ("vi", "en"):
        place(pictured, "deck", code, "## An\n\n{{ picture('hall') }}")
    for size, message in (((300, 200), "too few to fill"), ((1200, 4000), "of it would be cut off on the slide")):
        (pictured / "seeds/pictures/hall.jpg").write_bytes(drawn(size=size))
        found = _one(check(pictured), message)
        assert str(found.place).startswith(f"{SEEDS}:3:")
        assert "whole: true" in (found.hint or "")


def test_check_notes_what_no_document_shows_and_what_may_change(pictured: Path) -> None:
    assert check(pictured) == []
    (pictured / "seeds/pictures/hall.jpg").write_bytes(drawn(mode="CMYK"))
    assert [(each.severity, "CMYK" in each.message) for each in check(pictured)] == [("warning", True)]
    for _ in range(2):  # also if nothing is written
        assert ["CMYK" in each.message for each in build(pictured, reports=["briefing"]).warnings] == [True]
    for code in ("vi", "en"):
        _change(pictured, f"templates/briefing/{code}/summary.md.j2", "{{ picture('hall') }}", "")
    (pictured / "seeds/pictures/hall.jpg").write_bytes(drawn()[:-300])
    found = check(pictured)
    assert 'no document shows the picture "hall"' in _one(found, "no document shows").message
    assert _one(found, "is damaged or cut off").severity == "error"
