"""Templates and brand files that are damaged, odd or made to do harm: a clear complaint or a sound brand, soon, and
nothing of the user's is lost."""

from __future__ import annotations

import os
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import letterheads
import pytest
from conftest import copy_library
from conftest import songngu as run
from letterheads import rewrite
from templates_of_others import parts_of, wide, written

from reports import check
from reports.brand import read_brand
from reports.brand.imports import import_reference
from reports.brand.imports.brand_file import Whole, merged
from reports.brand.imports.theme import theme_changes
from reports.brand.powerpoint_reference.imported import labelled
from reports.brand.theme import Theme
from reports.diagnostics import Diagnostic, Problems
from reports.files import archive as opening
from reports.files.archive import open_package
from reports.files.numerals import decimal, is_whole, whole
from reports.pipeline.build import build

ROOT = Path(__file__).parent.parent
BRAND = "templates/brand/brand.yaml"
LAYOUTS = ("title", "titleOnly", "obj", "secHead", "twoObj")
MASTER, PRESENTATION = "ppt/slideMasters/slideMaster1.xml", "ppt/presentation.xml"
ODD = ("nan", "1e400", "²", "99999999999")

pytestmark = pytest.mark.usefixtures("blank_charts")


def _slides(path: Path, *changes: tuple[str, str, str]) -> Path:
    """A template for slides with its parts changed: name, pattern and what stands for each match."""
    return _with(wide(path, LAYOUTS), changes)


def _letter(path: Path, *changes: tuple[str, str, str]) -> Path:
    return _with(letterheads.first_page(path), changes)


def _with(path: Path, changes: tuple[tuple[str, str, str], ...]) -> Path:
    parts = parts_of(path)
    for part, pattern, new in changes:
        names = [name for name in parts if re.fullmatch(part, name)]
        found = {name: re.subn(pattern.encode(), new.encode(), parts[name], flags=re.DOTALL) for name in names}
        assert any(count for _, count in found.values()), pattern
        parts |= {name: content for name, (content, _) in found.items()}
    return written(path, parts)


def _complaints(template: Path, root: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(Problems) as raised:
        import_reference(template, root)
    return raised.value.diagnostics


@contextmanager
def _soon(seconds: float = 20) -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


# Numbers


@pytest.mark.parametrize("odd", [*ODD, "abc", "inf", "-inf", "--5", "1_0", "", "9" * 5000])
def test_what_is_no_number_is_what_is_usual(odd: str) -> None:
    assert decimal(odd, 7) == 7
    assert whole(odd, 7) == 7
    assert not is_whole(odd)


def test_numbers_are_read_within_bounds() -> None:
    assert decimal(" -1.50 ") == -1.5
    assert whole("12192000.5") == 12192000
    assert decimal("101", 7, most=100) == 7
    assert decimal(None, 7) == 7
    assert is_whole("0")
    assert is_whole("-3")
    assert not is_whole("0", least=1)
    assert not is_whole("007")


IN_SLIDES = {
    "size": (PRESENTATION, 'cx="12192000"', 'cx="{}"'),
    "index": (r"ppt/slideLayouts/slideLayout\d+\.xml", r'idx="1"', 'idx="{}"'),
    "shape": (r"ppt/slideLayouts/slideLayout\d+\.xml", r'<p:cNvPr id="2"', '<p:cNvPr id="{}"'),
    "place": (r"ppt/slideLayouts/slideLayout\d+\.xml", r'<a:off x="\d+"', '<a:off x="{}"'),
    "inset": (MASTER, r'lIns="\d+"', 'lIns="{}"'),
    "type": (MASTER, r' sz="\d+"', ' sz="{}"'),
    "indent": (MASTER, r'marL="\d+"', 'marL="{}"'),
    "line": (MASTER, r'<a:spcPct val="[^"]*"', '<a:spcPct val="{}"'),
}


@pytest.mark.parametrize("place", IN_SLIDES)
def test_odd_numbers_in_slides_are_refused_or_left_out(place: str, tmp_path: Path) -> None:
    part, pattern, new = IN_SLIDES[place]
    for number, odd in enumerate(ODD):
        root = copy_library(tmp_path / str(number))
        template = _slides(tmp_path / f"{number}.pptx", (part, pattern, new.format(odd)))
        if place == "size":
            (fault,) = _complaints(template, root)
            assert "the size of its slides is missing or out of range" in fault.message
            assert fault.hint
            continue
        import_reference(template, root)
        text = (root / BRAND).read_text("utf-8")
        assert not re.search(r"\b(?:nan|inf)\b|99999999", text)


def test_odd_numbers_do_not_come_into_decks(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    changes = [(part, pattern, new.format("nan")) for name, (part, pattern, new) in IN_SLIDES.items() if name != "size"]
    changes += [
        ("ppt/theme/theme1.xml", r'<a:ln w="\d+"', '<a:ln w="nan"'),
        ("ppt/theme/theme1.xml", r'pos="\d+"', 'pos="nan"'),
    ]
    import_reference(_slides(tmp_path / "x.pptx", *changes), root)
    for name in build(root, reports=["slides"], jobs=1).written:
        if name.endswith(".pptx"):
            for part, content in parts_of(root / "out" / name).items():
                assert b'"nan"' not in content, part


def test_levels_and_properties_of_prompts_that_are_none_are_left_out(tmp_path: Path) -> None:
    plain = (MASTER, r"<p:txStyles>.*</p:txStyles>", "")
    for number, new in enumerate(('lvl="abc"', 'lvl="20"', 'lvl="1"><a:foo/></a:pPr><a:pPr')):
        template = _slides(tmp_path / f"{number}.pptx", plain, (MASTER, r'lvl="1"', new))
        import_reference(template, copy_library(tmp_path / str(number)))


IN_LETTERS = {
    "type": ("word/styles.xml", r'<w:sz w:val="\d+"/>', '<w:sz w:val="{}"/>'),
    "line": ("word/styles.xml", r'w:line="\d+"', 'w:line="{}"'),
    "page": ("word/document.xml", r'w:h="\d+"', 'w:h="{}"'),
    "margin": ("word/document.xml", r'w:top="\d+"', 'w:top="{}"'),
    "list": ("word/numbering.xml", r'w:left="\d+"', 'w:left="{}"'),
    "level": ("word/styles.xml", r'<w:numId w:val="\d+"/>', '<w:ilvl w:val="{}"/><w:numId w:val="1"/>'),
    "number": ("word/numbering.xml", r'<w:num w:numId="9">', '<w:num w:numId="{}">'),
}


@pytest.mark.parametrize("place", IN_LETTERS)
def test_odd_numbers_in_letterheads_are_left_out(place: str, tmp_path: Path) -> None:
    part, pattern, new = IN_LETTERS[place]
    for number, odd in enumerate(ODD):
        root = copy_library(tmp_path / str(number))
        import_reference(_letter(tmp_path / f"{number}.docx", (part, pattern, new.format(odd))), root)
        assert not re.search(r"\b(?:nan|inf)\b|99999999", (root / BRAND).read_text("utf-8"))


def test_briefings_are_built_on_a_letterhead_with_odd_numbers_everywhere(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    changes = [(part, pattern, new.format("²")) for part, pattern, new in IN_LETTERS.values()]
    import_reference(_letter(tmp_path / "x.docx", *changes), root)
    assert len(build(root, reports=["report"], jobs=1).written) == 2


def test_odd_numbers_do_not_come_into_briefings(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    places = [IN_LETTERS[name] for name in ("type", "line", "list", "level")]
    header = ("word/header2.xml", r"</w:hdr>", '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="nan"/></w:tabs>'
              '<w:spacing w:line="nan"/><w:ind w:left="nan"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p></w:hdr>')  # fmt: skip
    changes = [
        *((part, pattern, new.format("nan")) for part, pattern, new in places), header,
        ("word/settings.xml", "</w:settings>", '<w:defaultTabStop w:val="nan"/></w:settings>'),
        ("word/document.xml", r"(<w:sectPr[^>]*>.*?)(<w:cols)",
         r'\1<w:pgBorders><w:top w:val="single" w:sz="nan" w:space="nan"/></w:pgBorders>\2'),
    ]  # fmt: skip
    import_reference(_letter(tmp_path / "x.docx", *changes), root)
    (name,) = build(root, reports=["report"], languages=["en"], jobs=1).written
    for part, content in parts_of(root / "out" / name).items():
        assert b'"nan"' not in content, part


def test_type_and_lines_are_no_larger_than_a_brand_may_have_them(tmp_path: Path) -> None:
    large = (("word/styles.xml", r'<w:sz w:val="\d+"/>', '<w:sz w:val="3000"/>'),
             ("word/styles.xml", r'w:line="\d+"', 'w:line="30000"'))  # fmt: skip
    import_reference(_letter(tmp_path / "x.docx", *large), copy_library(tmp_path / "w"))
    huge = (MASTER, r' sz="\d+"', ' sz="400000"')
    import_reference(_slides(tmp_path / "x.pptx", huge), copy_library(tmp_path / "p"))


# Cost


def test_layouts_of_one_name_and_one_layout_listed_often_are_told_apart_at_once(tmp_path: Path) -> None:
    with _soon():
        labels = list(labelled(["X", "X (2)", *["X"] * 30_000]))
    assert labels[:4] == ["X", "X (2)", "X (3)", "X (4)"]
    assert len(set(labels)) == len(labels)
    often = (MASTER, r"(<p:sldLayoutIdLst>)(<p:sldLayoutId [^>]*/>)", r"\1" + r"\2" * 20_000)
    with _soon():
        import_reference(_slides(tmp_path / "x.pptx", often), copy_library(tmp_path / "w"))


def test_very_large_type_is_not_tried_in_half_points(tmp_path: Path) -> None:
    with _soon():
        large = (MASTER, r' sz="\d+"', ' sz="99999999999"')
        import_reference(_slides(tmp_path / "x.pptx", large), copy_library(tmp_path / "w"))


FLOODS = {
    "links": '<w:p>' + '<w:hyperlink r:id="q"><w:r><w:t>x</w:t></w:r></w:hyperlink>' * 60_000 + "</w:p>",
    "titles": "<w:p>" + "<w:r><w:instrText>TITLE</w:instrText></w:r>" * 40_000 + "</w:p>",
}  # fmt: skip


@pytest.mark.parametrize("flood", FLOODS)
def test_headers_that_hold_very_much_are_read_soon(flood: str, tmp_path: Path) -> None:
    with _soon():
        header = ("word/header2.xml", "</w:hdr>", FLOODS[flood] + "</w:hdr>")
        import_reference(_letter(tmp_path / "x.docx", header), copy_library(tmp_path / "w"))


def test_lists_have_nine_levels(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="{}"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>'
    levels = "".join(level.format(number) for number in range(1, 20_000))
    many = ("word/numbering.xml", '(<w:abstractNum w:abstractNumId="8">.*?)</w:abstractNum>',
            rf"\1{levels}</w:abstractNum>")  # fmt: skip
    root = copy_library(tmp_path / "w")
    with _soon():
        import_reference(_letter(tmp_path / "x.docx", many), root)
        build(root, reports=["report"], jobs=1)


@pytest.mark.parametrize("make", [_slides, _letter])
def test_what_an_import_reads_is_bounded(
    make: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = make(tmp_path / f"x.{'pptx' if make is _slides else 'docx'}")
    monkeypatch.setattr(opening, "MOST_READ", 500)
    (fault,) = _complaints(template, copy_library(tmp_path / "w"))
    assert "has too many elements" in fault.message
    assert fault.hint


def test_a_layout_has_no_thousands_of_placeholders(tmp_path: Path) -> None:
    many = ("ppt/slideLayouts/slideLayout2.xml", r'(<p:sp>(?:(?!</p:sp>).)*<p:ph idx="1"/>.*?</p:sp>)', r"\1" * 5_100)
    (fault,) = _complaints(_slides(tmp_path / "x.pptx", many), copy_library(tmp_path / "w"))
    assert "more than 5,000 placeholders" in fault.message
    assert fault.hint


# Damaged files


def test_a_file_that_is_packed_otherwise_is_refused(tmp_path: Path) -> None:
    parts = parts_of(wide(tmp_path / "sound.pptx"))
    for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
        with zipfile.ZipFile(tmp_path / "x.pptx", "w", method) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        (fault,) = _complaints(tmp_path / "x.pptx", copy_library(tmp_path / f"w{method}"))
        assert "uses a compression that Office files never use" in fault.message
        assert fault.hint


def test_unreadable_xml_and_entities_are_told_with_a_hint(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    for number, (new, message) in enumerate({
        "<p:sldMaster": "is no XML that may be read",
        '<!DOCTYPE r [<!ENTITY a "b">]><p:sldMaster ': "declares entities or a type",
        '<!DOCTYPE r [<!ATTLIST a b CDATA "c">]><p:sldMaster ': "declares entities or a type",
    }.items()):  # fmt: skip
        (fault,) = _complaints(_slides(tmp_path / f"{number}.pptx", (MASTER, "<p:sldMaster ", new)), root)
        assert message in fault.message
        assert fault.hint
        assert fault.place


def test_a_letterhead_may_have_used_up_the_names_of_our_styles(tmp_path: Path) -> None:
    taken = "".join(f'<w:style w:type="paragraph" w:styleId="ReportBase{n}"><w:name w:val="Report Base{n and f" {n}"}"/>'
                    "</w:style>" for n in ("", *range(2, 120)))  # fmt: skip
    root = copy_library(tmp_path / "w")
    import_reference(_letter(tmp_path / "x.docx", ("word/styles.xml", "</w:styles>", taken + "</w:styles>")), root)
    build(root, reports=["report"], jobs=1)


def test_a_layout_without_shapes_is_none(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    empty = ("ppt/slideLayouts/slideLayout6.xml", "<p:spTree>.*</p:spTree>", "")
    template = _with(wide(tmp_path / "x.pptx", ("title", "titleOnly", "obj")), (empty,))
    import_reference(template, root)
    brand = root / BRAND
    text = brand.read_text("utf-8").replace("from: Title and Content", "from: Title Only", 1)
    brand.write_text(text, "utf-8")
    with pytest.raises(Problems, match='the imported reference has no layout "Title Only"') as raised:
        build(root, reports=["slides"], jobs=1)
    assert raised.value.diagnostics[0].place
    assert raised.value.diagnostics[0].hint


@pytest.mark.parametrize("part", [MASTER, "ppt/theme/theme1.xml"])
def test_parts_that_are_something_else_are_refused(part: str, tmp_path: Path) -> None:
    (fault,) = _complaints(
        _slides(tmp_path / "x.pptx", (part, r"\A.+", "<html/>")), copy_library(tmp_path / "w")
    )  # fmt: skip
    assert f'"{part}" does not begin with the element' in fault.message
    assert fault.hint


# Files


def test_only_files_are_read(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    os.mkfifo(tmp_path / "pipe.pptx")
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "zero.pptx").symlink_to("/dev/zero")
    for name in ("pipe.pptx", "folder.docx", "zero.pptx", "lost.pptx"):
        (fault,) = _complaints(tmp_path / name, root)
        assert str(fault.place) == str(tmp_path / name)
        assert fault.hint
        assert ("is a folder" in fault.message or "is no regular file" in fault.message) == (name != "lost.pptx")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_PACKED", 10_000)
    with (tmp_path / "x.pptx").open("wb") as file:
        file.truncate(50_000_000_000)
    (fault,) = _complaints(tmp_path / "x.pptx", copy_library(tmp_path / "w"))
    assert "has more than 10,000 bytes" in fault.message
    assert fault.hint


def test_a_template_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template, opened = _slides(tmp_path / "x.pptx"), list[Path]()
    reading = Path.open

    def counted(path: Path, *args: object, **named: object) -> object:
        opened.append(path)
        return reading(path, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", counted)
    import_reference(template, copy_library(tmp_path / "w"))
    assert opened.count(template) == 1


@pytest.mark.parametrize("name", ["a\\b.pptx", "a:b.pptx", "a\nb.pptx", "..pptx", "\udcff.pptx"])
def test_names_that_cannot_be_in_the_brand_are_refused(name: str, tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    (fault,) = _complaints(_slides(tmp_path / name), root)
    assert "its name" in fault.message
    assert fault.hint
    assert fault.place
    assert BRAND not in fault.place.path


def test_a_name_written_in_parts_is_composed(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    imported = import_reference(_slides(tmp_path / "ma\u0302\u0303u.pptx"), root)
    assert imported.changed[0].name == "mẫu.pptx"
    assert not [each for each in check(root) if each.severity == "error"]


# brand.yaml


def _tree(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_failed_write_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_library(tmp_path / "w")
    import_reference(_slides(tmp_path / "x.pptx"), root)
    before = _tree(root)
    (tmp_path / "other").mkdir()
    other = _slides(
        tmp_path / "other/x.pptx",
        (MASTER, r"</p:spTree>", "</p:spTree><!-- other -->"),
        (MASTER, r' sz="\d+"', ' sz="2000"'),
    )
    replace = os.replace

    def failing(source: str, target: Path) -> None:
        if target == root / BRAND:
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    (fault,) = _complaints(other, root)
    assert "the brand cannot be written: Permission denied" in fault.message
    assert fault.hint
    assert _tree(root) == before


def test_what_is_replaced_is_kept_and_can_come_back(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    folder, first = root / "templates/brand", (root / BRAND).read_bytes()
    told = import_reference(_slides(tmp_path / "x.pptx"), root).notes
    assert "brand.yaml as it was is kept as brand.yaml.before" in told[-1]
    assert (folder / "brand.yaml.before").read_bytes() == first
    second, template = (root / BRAND).read_bytes(), (folder / "x.pptx").read_bytes()
    (tmp_path / "other").mkdir()
    other = _slides(tmp_path / "other/x.pptx", (MASTER, r"(<p:cSld)", r'\1 name="other"'))
    told = import_reference(other, root).notes
    assert [sentence.partition(" is kept")[0] for sentence in told[-2:]] == ["x.pptx as it was", "brand.yaml as it was"]
    for name, kept, content in (("x.pptx", "before", template), ("brand.yaml", "before-2", second)):
        assert (folder / f"{name}.{kept}").read_bytes() == content
        (folder / f"{name}.{kept}").replace(folder / name)
    read_brand(root / BRAND, BRAND)


def test_nothing_that_is_kept_gives_way_to_what_is_kept_later(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    folder, own = root / "templates/brand", (root / BRAND).read_bytes()
    told, versions = list[str](), [own]
    for number, size in enumerate((2000, 2200, 2400)):
        template = _slides(tmp_path / f"{number}.pptx", (MASTER, r' sz="\d+"', f' sz="{size}"'))
        told.append(import_reference(template, root).notes[-1])
        versions.append((root / BRAND).read_bytes())
    names = ["brand.yaml.before", "brand.yaml.before-2", "brand.yaml.before-3"]
    for name, said, version in zip(names, told, versions, strict=False):
        assert (folder / name).read_bytes() == version
        assert f"brand.yaml as it was is kept as {name};" in said
    (root / BRAND).write_bytes(own)
    assert "kept as brand.yaml.before;" in import_reference(tmp_path / "2.pptx", root).notes[-1]
    assert sorted(path.name for path in folder.glob("brand.yaml.*")) == names, "nothing is kept twice"


def test_line_ends_stay(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    text = (root / BRAND).read_bytes()
    (root / BRAND).write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    import_reference(_slides(tmp_path / "x.pptx"), root)
    new = (root / BRAND).read_bytes()
    assert new.startswith(b"\xef\xbb\xbf")
    assert new.count(b"\n") == new.count(b"\r\n") > 100


def _comments(text: str) -> dict[str, tuple[str, ...]]:
    """The keys below which each numbered comment stands, with its own."""
    found: dict[str, tuple[str, ...]] = {}
    above: list[tuple[int, str]] = []
    waiting: list[str] = []
    for line in text.splitlines():
        if "# about " in line:
            waiting.append(line.strip())
        elif key := re.match(r"( *)([\w-]+):", line):
            above = [each for each in above if each[0] < len(key[1])] + [(len(key[1]), key[2])]
            found |= dict.fromkeys(waiting, tuple(name for _, name in above))
            waiting = []
    return found


@pytest.mark.parametrize("make", [_slides, _letter])
def test_comments_stay_at_their_keys(make: Callable[[Path], Path], tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    lines = (root / BRAND).read_text("utf-8").split("\n")
    keyed = [(f"{line[: len(line) - len(line.lstrip())]}# about {number}", "", line) if re.match(r" *[\w-]+:", line)
             else (line,) for number, line in enumerate(lines)]  # fmt: skip
    text = "\n".join(line for each in keyed for line in each) + "# the end\n"
    (root / BRAND).write_text(text, "utf-8")
    template = make(tmp_path / f"x.{'pptx' if make is _slides else 'docx'}")
    import_reference(template, root)
    once = (root / BRAND).read_text("utf-8")
    before, after = _comments(text), _comments(once)
    assert set(after) == set(before), "no comment is lost"
    moved = {comment: (path, after[comment]) for comment, path in before.items() if after[comment] != path}
    assert all(path[: len(new)] == new for path, new in moved.values()), moved
    assert len(moved) < 110
    assert {path[0] for path, _ in moved.values()} <= {"slides"}
    assert once.endswith("# the end\n")
    import_reference(template, root)
    assert _comments((root / BRAND).read_text("utf-8")) == after


def test_what_stands_beside_a_value_and_in_texts_stays(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    with (root / BRAND).open("a", encoding="utf-8") as file:
        file.write("logo:\n  file: a.png # no: name\n  alt:\n    vi: |\n      # a text\n\n      of lines\n"
                   "  height: 14   # mm\n  box: [11, 0, 1, 0.2]\n")  # fmt: skip
    text = (root / BRAND).read_text("utf-8")
    import_reference(_slides(tmp_path / "x.pptx"), root)
    assert (root / BRAND).read_text("utf-8").endswith(text[text.index("logo:") :])


def test_a_file_that_cannot_be_changed_and_kept_is_told(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    text = (root / BRAND).read_text("utf-8")
    (root / BRAND).write_text(text.replace("fonts:", "fonts:\t", 1), "utf-8")
    (fault,) = _complaints(_slides(tmp_path / "x.pptx"), root)
    assert fault.place
    assert fault.place.path == BRAND
    assert fault.place.line == text[: text.index("fonts:")].count("\n") + 1
    assert "cannot be changed" in fault.message
    assert fault.hint
    assert "no tabs" in fault.hint


PARTS = "Ma\u0302\u0303u"
"""A name whose letters are written in parts, as some programs write them."""


def test_faults_of_a_template_are_told_at_the_template(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    before = _tree(root)
    template = _letter(tmp_path / "x.docx", ("word/styles.xml", '"Heading1"', '"R&amp;amp;D"'))
    (fault,) = _complaints(template, root)
    assert str(fault.place) == str(template)
    assert "the brand made from this file has a fault: " in fault.message
    assert fault.source
    assert "R&amp;D" in fault.source
    assert fault.hint
    assert _tree(root) == before


def test_names_of_layouts_and_fonts_written_in_parts_are_composed(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    layout = (r"ppt/slideLayouts/slideLayout2\.xml", r'<p:cSld name="[^"]*"', f'<p:cSld name="{PARTS}"')
    template = _slides(
        tmp_path / "x.pptx", layout, ("ppt/theme/theme1.xml", 'typeface="Verdana"', f'typeface="{PARTS}"')
    )
    import_reference(template, root)
    assert "from: Mẫu" in (root / BRAND).read_text("utf-8")
    build(root, reports=["slides"], jobs=1)


def test_slides_that_are_too_small_get_one_complaint(tmp_path: Path) -> None:
    small = (PRESENTATION, 'cx="12192000" cy="6858000"', 'cx="1080000" cy="1080000"')
    (fault,) = _complaints(_slides(tmp_path / "x.pptx", small), copy_library(tmp_path / "w"))
    assert "its slides are 3 × 3 cm; at least 5 × 2.5 cm are needed" in fault.message
    assert fault.hint


def test_content_without_room_gets_one_complaint(tmp_path: Path) -> None:
    wide_inset = (MASTER, r'lIns="91440"', 'lIns="40000000"')
    (fault,) = _complaints(_slides(tmp_path / "x.pptx", wide_inset), copy_library(tmp_path / "w"))
    assert "would have no room" in fault.message
    assert fault.hint


def test_an_indent_that_no_text_has_is_told(tmp_path: Path) -> None:
    wide_indent = (MASTER, r'marL="\d+"', 'marL="40000000"')
    (fault, *_) = _complaints(_slides(tmp_path / "x.pptx", wide_indent), copy_library(tmp_path / "w"))
    assert fault.message.startswith("the brand made from this file has a fault: ")
    assert fault.message.partition(" (one of")[0].endswith(" is not allowed here")
    assert fault.hint


@pytest.mark.parametrize(
    ("wrong", "named"),
    [("body: text, title: titel", "titel"), ("body: text-b3", "text-b3"), ("body: text-²", "text-²")],
)
def test_a_layout_that_names_an_unknown_placeholder_is_told(wrong: str, named: str, tmp_path: Path) -> None:
    before, found, after = (ROOT / BRAND).read_text("utf-8").rpartition("placeholders: {body: text}")
    assert found
    (tmp_path / "brand.yaml").write_text(f"{before}placeholders: {{{wrong}}}{after}", "utf-8")
    with pytest.raises(Problems) as raised:
        read_brand(tmp_path / "brand.yaml", "brand.yaml")
    (fault,) = raised.value.diagnostics
    assert fault.message == f'no placeholder is called "{named}"'
    assert fault.place
    assert fault.place.line == before.count("\n") + 1
    assert fault.hint
    assert "did you mean" in fault.hint


def test_what_is_told_of_colours_says_why(tmp_path: Path) -> None:
    brand = read_brand(ROOT / BRAND, BRAND)
    theme = Theme({"dk1": "#000000", "lt1": "#FFFFFF", "dk2": "#12436D", "accent1": "#12436D", "accent2": "#FFD166"})
    told = "\n".join(theme_changes(theme, {}, brand).notes)
    assert "accent-2 #FFD166 is darkened to" in told
    assert "in charts, accent-2 #FFD166 is darkened to #C18700: more contrast with #FFFFFF" in told.splitlines()
    assert "former brand" not in told
    assert "too few colours for charts" in told
    light = Theme({"dk1": "#000000", "lt1": "#FFFFFF", "accent1": "#FFEE88"})
    assert "none of the theme's colours is dark enough" in "\n".join(theme_changes(light, {}, brand).notes)


def test_the_command_prints_no_traceback(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "w")
    result = run("brand", "import", "/dev/null", "--workspace", str(root))
    assert result.returncode == 1
    assert "hint: " in result.stderr
    assert "no file was changed" in result.stderr


def test_the_bytes_that_were_read_are_those_that_are_kept(tmp_path: Path) -> None:
    template = _slides(tmp_path / "x.pptx")
    package = open_package(template)
    rewrite(template, lambda parts: parts.clear())
    assert package.content != template.read_bytes()
    assert package.xml(MASTER) is not None


BESIDE = """\
name: x # no
fonts:  # of all
  body: Arial # n
  size: 3 # mm
colours:
  a: b # mm
  c: "# mm"   # c
# before
list: [1, # one
  2, # two
  # after
] # three
text: | # t
  # no comment
odd: "a # no
  comment" # o
end: 1
"""


def test_no_comment_beside_a_field_is_lost() -> None:
    """Comments in a value that is replaced move above it, even what only looks like one."""
    changes = {"fonts": Whole({"body": "Lato"}), "colours": {"a": "d"}, "list": Whole([3]), "text": "t", "odd": "o"}
    new = merged(BESIDE.encode(), "brand.yaml", changes).decode()
    assert (
        new
        == """\
name: x # no
# of all
# n
fonts: {body: Lato} # mm
colours:
  a: d # mm
  c: "# mm"   # c
# before
# one
# two
# after
list: [3] # three
# t
# no comment
text: t
# no
odd: o # o
end: 1
"""
    )
    assert merged(new.encode(), "brand.yaml", changes).decode() == new


def test_what_is_not_changed_stays_as_it_is() -> None:
    text = BESIDE.replace("[1, # one\n  2, # two\n  # after\n] # three", "[1, 2]").replace('"a # no\n  comment"', "a")
    assert merged(text.encode(), "brand.yaml", {"end": 2}).decode() == text.replace("end: 1", "end: 2")
