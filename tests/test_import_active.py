"""What of a template by others may not come into our files: all that acts, fetches, or leads out; and what must stay."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace

import docx
import letterheads
import pptx
import pytest
import schema_table
from conftest import copy_library, validate_by_sdk, validator
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree
from openxml_audit.context import ValidationContext
from pptx.opc.package import XmlPart
from templates_of_others import parts_of, wide, written

from reports.brand.imports import import_reference
from reports.brand.powerpoint_reference.imported import ImportedDeck, read_deck
from reports.brand.powerpoint_reference.sheets import COLOUR_MAP, mend_sheets
from reports.brand.word_reference.imported import ImportedDocument, read_document
from reports.brand.word_reference.style_sheet import mended
from reports.diagnostics import Problems
from reports.files.archive import open_package
from reports.files.namespaces import SPACES, full
from reports.files.pictures import kind_of
from reports.files.sanitiser import Sanitised, elements, sanitised
from reports.files.sanitiser.elements import pointers
from reports.files.sanitiser.fields import end_with_text, flatten_fields
from reports.files.sanitiser.schema import TABLE, mend
from reports.files.sanitiser.svg import plain_svg
from reports.pipeline.build import build

EVIL = b"EVIL"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items() if prefix != "xml")
HEADER, HEADER_LINKS = "word/header2.xml", "word/_rels/header2.xml.rels"
STYLES, NUMBERING, DOCUMENT = "word/styles.xml", "word/numbering.xml", "word/document.xml"
MASTER, MASTER_LINKS = "ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
SVG = "http://www.w3.org/2000/svg"
Change = Callable[[bytes], bytes]


def find(element: etree._Element, path: str) -> list[etree._Element]:
    return etree._Element.xpath(element, path, namespaces=SPACES)  # type: ignore[return-value]


def tree(inside: str, root: str = "w:hdr") -> etree._Element:
    return etree.fromstring(f"<{root} {DECLARED}>{inside}</{root}>")


def put(old: str, new: str) -> Change:
    """A change to a part: `new` at the first match of a pattern."""

    def change(content: bytes) -> bytes:
        text, found = re.subn(old, new, content.decode(), count=1, flags=re.DOTALL)
        assert found, old
        return text.encode()

    return change


def links(*relations: tuple[str, str, str]) -> Change:
    """A change that adds relationships: id, kind, target; those to an address lead out."""
    added = ""
    for id_, kind, target in relations:
        type_ = kind if "://" in kind else f"{R}/{kind}"
        mode = ' TargetMode="External"' if "://" in target else ""
        added += f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"{mode}/>'
    return put("</Relationships>", f"{added}</Relationships>")


def file_of(
    path: Path, make: Callable[[Path], object], changes: Mapping[str, Change | Iterable[Change]],
    more: Mapping[str, bytes] | None = None,
) -> Path:  # fmt: skip
    """A template with some of its parts changed, and others added."""
    make(path)
    parts = parts_of(path)
    for part, change in changes.items():
        for each in (change,) if callable(change) else change:
            parts[part] = each(parts[part])
    types = parts["[Content_Types].xml"].decode()
    for ending in {name.rpartition(".")[2] for name in more or {}}:
        if f'Extension="{ending}"' not in types:
            types = types.replace("<Default", f'<Default Extension="{ending}" ContentType="a/b"/><Default', 1)
    return written(path, {**parts, **(more or {}), "[Content_Types].xml": types.encode()})


Changes = Mapping[str, Change | Iterable[Change]]


def sanitised_file(path: Path) -> Sanitised:
    return sanitised(open_package(path))


def cleaned_letter(folder: Path, changes: Changes, more: Mapping[str, bytes] | None = None) -> Sanitised:
    return sanitised_file(file_of(folder / "a.docx", letterheads.first_page, changes, more))


def letterhead(folder: Path, changes: Changes, more: Mapping[str, bytes] | None = None) -> ImportedDocument:
    return read_document(cleaned_letter(folder, changes, more).content)


def leads_to(*sources: Part) -> list[bytes]:
    """The contents of the parts to which parts are related."""
    return [relation.target_part.blob for part in sources for relation in part.rels.values()]


def pictures_of(sheet: XmlPart) -> list[bytes]:
    """The pictures that a sheet shows."""
    return [sheet.related_part(id_).blob for *_, id_ in pointers(sheet._element)]


def cleaned_slides(folder: Path, changes: Changes, more: Mapping[str, bytes] | None = None) -> Sanitised:
    return sanitised_file(file_of(folder / "a.pptx", wide, changes, more))


def template(folder: Path, changes: Changes, more: Mapping[str, bytes] | None = None) -> ImportedDeck:
    return read_deck(cleaned_slides(folder, changes, more).content, "a.pptx")


def scrub(root: etree._Element, *pictures: str) -> list[str]:
    """Clean a tree as that of a header; `pictures` are the ids of relationships to pictures that are sound."""
    missed = elements.clean(root, dict.fromkeys(pictures, "image"))
    assert mend(root)[1]
    missed += ["fields that fetch something"] if flatten_fields(root) else []
    end_with_text(root)
    return missed


# Pictures


@pytest.mark.parametrize(
    "inside",
    [
        "<script>EVIL()</script><rect/>",
        '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://EVIL/"/></foreignObject>',
        '<a href="#x"><set attributeName="href" to="javascript:EVIL()"/></a>',
        '<rect><animate attributeName="x" values="EVIL"/></rect>',
        '<rect onload="EVIL()" onclick="EVIL()"/>',
        '<rect style="fill:url(http://EVIL/f#a)"/>',
        "<rect fill=\"url( 'http://EVIL/f#a')\"/>",
        '<rect style="fill:\\75rl(http://EVIL/a)"/>',
        '<rect style="background:image-set(&quot;http://EVIL/&quot; 1x)"/>',
        '<use href="http://EVIL/a.svg#b"/>',
        '<image href="http://EVIL/a.png"/>',
        '<image href="data:image/svg+xml;base64,RVZJTA=="/>',
        '<image href="data:image/png;base64,TVpFVklM"/>',
        '<rect src="http://EVIL/"/><rect xml:base="http://EVIL/"/>',
        '<style>@import url("http://EVIL/x.css");</style>',
        "<style>@font-face{src:url(http://EVIL/f)}</style>",
        "<style>rect{fill:url(//EVIL/f)}</style>",
        "<style>rect{fill:url/* a */(/* b */ //EVIL/f)}</style>",
        "<style>a{b:'/*';fill:url(//EVIL/f);c:'*/'}</style>",
    ],
)
def test_a_drawing_that_acts_or_fetches_does_not(inside: str) -> None:
    written_ = plain_svg(f'<svg xmlns="{SVG}"><g>{inside}</g></svg>'.encode())
    assert written_ is None or not re.search(rb"EVIL|RVZJTA|script|data:", written_)


@pytest.mark.parametrize(
    "before",
    ['<?xml-stylesheet href="http://EVIL/x.css"?>', "<!-- EVIL -->", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///EVIL">]>',
     '<!DOCTYPE svg PUBLIC "EVIL" "http://EVIL/svg.dtd">'],
)  # fmt: skip
def test_what_stands_before_a_drawing_is_not_taken_over(before: str) -> None:
    assert EVIL not in (plain_svg(f'<?xml version="1.0"?>{before}<svg xmlns="{SVG}"><rect/></svg>'.encode()) or b"")


def test_a_broken_drawing_is_none() -> None:
    assert plain_svg(b"<svg") is None
    assert plain_svg(b"<html/>") is None


def test_a_drawing_of_very_many_elements_is_none() -> None:
    assert plain_svg(f'<svg xmlns="{SVG}">{"<g/>" * 200_000}</svg>'.encode()) is None


def test_a_drawing_that_grows_without_bounds_is_none() -> None:
    doubled = "".join(
        f'<g id="g{n}"><use href="#g{n + 1}"/><use href="#g{n + 1}"/></g>' for n in range(40)
    )  # fmt: skip
    assert (
        plain_svg(f'<svg xmlns="{SVG}"><defs>{doubled}<rect id="g40"/></defs><use href="#g0"/></svg>'.encode()) is None
    )
    assert plain_svg(f'<svg xmlns="{SVG}" id="a"><use href="#a"/></svg>'.encode()) is None


def _chain(made: str) -> str:
    """Forty things of a kind, each of which shows the next one ten times."""
    return "".join(made.format(n, "".join(f'<rect {{}}="url(#g{n + 1})"/>' for _ in range(10))) for n in range(40))


GROWING = {
    "a pattern in itself": '<pattern id="p"><rect fill="url(#p)"/></pattern>',
    "a pattern on its own pattern": '<pattern id="p" fill="url(#p)"><rect/></pattern>',
    "a mask in its style": '<mask id="p"><rect style="mask: URL( \'#p\' )"/></mask>',
    "an escaped name": '<pattern id="p"><rect fill="url(#%70)"/></pattern>',
    "a style sheet": '<style>a, g .x{fill:url(#p)}</style><pattern id="p"><rect class="y x"/></pattern>',
    "any element": '<style>*{fill:url(#p)}</style><pattern id="p"><rect/></pattern>',
    "patterns": _chain('<pattern id="g{}">{}</pattern>').replace("{}", "fill"),
    "masks": _chain('<mask id="g{}">{}</mask>').replace("{}", "mask"),
    "markers": _chain('<marker id="g{}">{}</marker>').replace("{}", "marker-end"),
    "clips": _chain('<clipPath id="g{}">{}</clipPath>').replace("{}", "clip-path"),
    "a group of many": '<pattern id="p">' + "<rect/>" * 2000 + '</pattern><g fill="url(#p)">' + "<rect/>" * 2000 + "</g>",
    "a marker at many points":
        '<marker id="p">' + "<rect/>" * 2000 + f'</marker><path marker-mid="url(#p)" d="M0 0{"h1v1" * 2000}"/>',
}  # fmt: skip


@pytest.mark.parametrize("inside", GROWING.values(), ids=GROWING)
def test_whatever_shows_something_again_is_counted(inside: str) -> None:
    assert plain_svg(f'<svg xmlns="{SVG}"><defs>{inside}</defs><rect fill="url(#g0)"/></svg>'.encode()) is None


def test_gradients_and_clipping_paths_stay() -> None:
    logo = f"""<svg xmlns="{SVG}"><defs><style>.a{{fill:#9D0A12}}</style>
    <linearGradient id="h"><stop/></linearGradient><linearGradient id="g" href="#h"/>
    <clipPath id="c"><rect/></clipPath></defs>
    <g clip-path="url(#c)" style="fill:url(#g)"><rect/></g>{'<path class="a b"/>' * 3000}</svg>"""
    assert plain_svg(logo.encode())


def test_circles_of_references_take_no_time() -> None:
    names = range(60)
    all_ = "".join(f'<use href="#g{n}"/>' for n in names)
    circle = "".join(f'<g id="g{n}">{all_}</g>' for n in names)
    sheet = "".join(f".a{n}{{fill:url(#p)}}" for n in range(20_000))
    assert plain_svg(f'<svg xmlns="{SVG}">{circle}</svg>'.encode()) is None
    assert plain_svg(f'<svg xmlns="{SVG}"><style>{sheet}</style>{"<rect/>" * 20_000}</svg>'.encode()) is None
    assert plain_svg(f'<svg xmlns="{SVG}"><style>{"a{" * 100_000}</style><rect/></svg>'.encode()) is None


def test_long_words_in_a_drawing_take_no_time() -> None:
    long = "a" * 3_000_000
    assert plain_svg(f'<svg xmlns="{SVG}" id="{long}"><style>{"a(" * 1_000_000}</style></svg>'.encode()) is None
    assert plain_svg(f'<svg xmlns="{SVG}" id="{long}"><style>{long} ( {long}</style></svg>'.encode()) is None


def test_a_logo_as_drawing_programs_write_it_stays_whole() -> None:
    logo = f"""<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" width="40mm" viewBox="0 0 100 100">
    <title>Logo</title><defs><style type="text/css">/* from a program */ .st0{{fill:#B01C2E;stroke:rgb(1,2,3)}}</style>
    <linearGradient id="g" xlink:href="#h" gradientTransform="rotate(90)"><stop offset="0" stop-color="#fff"/></linearGradient>
    <clipPath id="c"><rect x="0" y="0" width="9" height="9"/></clipPath></defs>
    <g clip-path="url(#c)" transform="translate(1,2) scale(2)" style="fill:url('#g');opacity:.5"><path class="st0" d="M0 0h9z"/>
    <circle id="a" cx="5" cy="5" r="2" filter="url(#f)"/>
    <text x="1" y="2" font-family="Arial">Bến <tspan font-weight="bold">Mây</tspan> 1</text></g></svg>"""
    before, after = etree.fromstring(logo), etree.fromstring(plain_svg(logo.encode()) or b"")
    assert etree.tostring(after, method="c14n") == etree.tostring(before, method="c14n")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (letterheads.logo(), "png"), (b"\xff\xd8\xff\xe0..JFIF", "jpeg"), (b"GIF89a..", "gif"), (b"II*\0....", "tiff"),
        (b"BM" + bytes(12) + b"\x28\0\0\0", "bmp"), (b"\x01\0\0\0" + bytes(36) + b" EMF", "emf"),
        (b"\xd7\xcd\xc6\x9a..", "wmf"), (b"MZ EVIL", ""), (b"", ""), (b"<svg/>", ""), (b"BM EVIL", ""),
    ],
)  # fmt: skip
def test_the_kind_of_a_picture_is_what_its_bytes_say(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


PICTURE = """<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="second"/><a:graphic><a:graphicData
 uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="z"/><pic:cNvPicPr/>
</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP">{more}</a:blip></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing></w:r></w:p>"""
EFFECT = """<a:extLst><a:ext uri="{BEBA8EAE-BF5A-486C-A8C5-ECC9F3942E4B}"><a14:imgProps><a14:imgLayer r:embed="rIdW">
<a14:imgEffect><a14:brightnessContrast bright="1"/></a14:imgEffect></a14:imgLayer></a14:imgProps></a:ext></a:extLst>"""
DRAWN = """<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="rIdS"/></a:ext></a:extLst>"""
HDPHOTO = "http://schemas.microsoft.com/office/2007/relationships/hdphoto"


SAMPLES = "the file's sample slides (2) are left out"


def _holding(word: bytes, found: Sanitised) -> list[str]:
    """The parts of a cleaned file in which a word stands."""
    with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
        return [name for name in archive.namelist() if word in archive.read(name)]


def _in_header(inside: str) -> Change:
    return put("</w:hdr>", _declared(inside) + "</w:hdr>")


def _declared(inside: str) -> str:
    return re.sub(r"^(\s*<[\w:]+)", rf"\1 {DECLARED}", inside)


def test_a_picture_of_another_kind_than_its_name_is_not_taken_over_or_renamed(tmp_path: Path) -> None:
    changes = {HEADER: _in_header(PICTURE), HEADER_LINKS: links(("rIdP", "image", "media/p.png"))}
    found = cleaned_letter(tmp_path, changes, {"word/media/p.png": b"MZ EVIL"})
    assert not _holding(EVIL, found)
    assert found.notes == ("left out of headers and footers: pictures",)
    jpeg = b"\xff\xd8\xff\xe0 JFIF"
    read = letterhead(tmp_path, changes, {"word/media/p.png": jpeg})
    (picture,) = [part for story in read.stories for part in story.part.related_parts.values() if part.blob == jpeg]
    assert picture.partname.ext == "jpeg"


@pytest.mark.parametrize("more", [EFFECT, DRAWN])
def test_a_logo_with_an_effect_or_with_a_drawing_that_acts_stays_without_it(tmp_path: Path, more: str) -> None:
    changes = (
        {
            HEADER: _in_header(PICTURE.replace("{more}", more)),
            HEADER_LINKS: links(
                ("rIdP", "image", "media/p.png"), ("rIdW", HDPHOTO, "media/w.wdp"), ("rIdS", "image", "media/s.svg")
            ),
        },
        {"word/media/p.png": letterheads.logo(3), "word/media/w.wdp": EVIL, "word/media/s.svg": b"<svg>EVIL</svg>"},
    )
    found = letterhead(tmp_path, *changes)
    header = next(story for story in found.stories if (story.kind, story.use) == ("header", "default"))
    assert find(header.part.element, "//wp:docPr[@name='second']")
    assert not find(header.part.element, "//a:extLst")
    pictures = leads_to(*(story.part for story in found.stories))
    assert letterheads.logo(3) in pictures
    assert EVIL not in b"".join(pictures)
    assert cleaned_letter(tmp_path, *changes).notes == ()


def _picture_on_slides(more: str = "", id_: str = "rIdP") -> str:
    return _declared(f"""<p:pic><p:nvPicPr><p:cNvPr id="99" name="Second"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>
<a:blip r:embed="{id_}">{more}</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="100" y="6000000"/>
<a:ext cx="100000" cy="100000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>""")


@pytest.mark.parametrize("more", [EFFECT, DRAWN])
def test_a_logo_on_slides_stays_without_its_effect(tmp_path: Path, more: str) -> None:
    changes = (
        {
            MASTER: put("</p:spTree>", _picture_on_slides(more) + "</p:spTree>"),
            MASTER_LINKS: links(
                ("rIdP", "image", "../media/p.png"), ("rIdW", HDPHOTO, "../media/w.wdp"),
                ("rIdS", "image", "../media/s.svg"),
            ),
        },
        {"ppt/media/p.png": letterheads.logo(3), "ppt/media/w.wdp": EVIL,
         "ppt/media/s.svg": f'<svg xmlns="{SVG}"><style>@import "EVIL"</style></svg>'.encode()},
    )  # fmt: skip
    read = template(tmp_path, *changes)
    assert find(read.master._element, "//p:cNvPr[@name='Second']")
    assert not find(read.master._element, "//a:blip/a:extLst")
    assert letterheads.logo(3) in pictures_of(read.master)
    assert EVIL not in b"".join(pictures_of(read.master))
    assert cleaned_slides(tmp_path, *changes).notes == (SAMPLES,)


def test_a_layout_that_is_listed_twice_keeps_its_picture(tmp_path: Path) -> None:
    listed = put(r"(<p:sldLayoutId [^>]*/>)(<p:sldLayoutId [^>]*/>)", r"\1\2\2")
    links_of_layout = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    read = template(
        tmp_path,
        {
            MASTER: listed,
            LAYOUT: put("</p:spTree>", _picture_on_slides() + "</p:spTree>"),
            links_of_layout: links(("rIdP", "image", "../media/p.png")),
        },
        {"ppt/media/p.png": letterheads.logo(3)},
    )
    assert len(read.layouts) == 3
    assert [len(pictures_of(sheet)) for sheet in read.layouts.values()].count(1) == 1


# Names


@pytest.mark.parametrize(
    "inside",
    [
        '<v:shape o:href="EVIL" href="EVIL" target="EVIL" equationxml="EVIL" o:gfxdata="EVIL"/>',
        '<v:shape><v:imagedata src="EVIL" o:href="EVIL" o:althref="EVIL"/></v:shape>',
        '<v:shape><v:imagedata o:relid="EVIL" r:pict="EVIL" r:href="EVIL"/></v:shape>',
        '<v:rect><v:fill src="EVIL" o:href="EVIL" o:relid="EVIL" r:id="EVIL" type="frame"/></v:rect>',
        '<v:image src="EVIL"/>',
        '<v:rect style="width:9pt;background:url(EVIL)"/>',
        '<v:shape><o:signatureline o:suggestedsigner="EVIL"/><o:ink i="EVIL"/></v:shape>',
    ],
)
def test_old_shapes_lead_nowhere(inside: str) -> None:
    story = tree(f"<w:p><w:r><w:pict>{inside}</w:pict></w:r></w:p>")
    scrub(story)
    assert EVIL not in etree.tostring(story)
    assert not find(story, "//v:imagedata | //v:image")


def test_an_old_shape_loses_only_what_its_style_calls() -> None:
    style = "position:absolute;left:9pt;width:9pt;font-family:'A (B)';background:url(EVIL);rotation:315"
    story = tree(f'<w:p><w:r><w:pict><v:rect style="{style}"/></w:pict></w:r></w:p>')
    scrub(story)
    assert find(story, "//v:rect/@style") == ["position:absolute;left:9pt;width:9pt;rotation:315"]


def test_marks_of_lists_lead_nowhere_and_those_without_a_picture_go(tmp_path: Path) -> None:
    bullet = '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape><v:imagedata src="EVIL"/></v:shape></w:pict></w:numPicBullet>'
    mark = put(r"(<w:lvl .*?<w:lvlText [^>]*/>)", r'\1<w:lvlPicBulletId w:val="0"/>')
    numbering = letterhead(
        tmp_path, {NUMBERING: [put(r"(<w:numbering [^>]*>)", r"\1" + _declared(bullet)), mark]}
    ).numbering
    assert numbering is not None
    assert not find(numbering, "//w:numPicBullet | //w:lvlPicBulletId")


def test_marks_of_lists_with_a_picture_in_the_file_stay(tmp_path: Path) -> None:
    bullet = (
        '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape style="width:9pt;height:9pt" o:bullet="t">'
        '<v:imagedata r:id="rIdP" o:title="dot"/></v:shape></w:pict></w:numPicBullet>'
    )
    mark = put(r"(<w:lvl .*?<w:lvlText [^>]*/>)", r'\1<w:lvlPicBulletId w:val="0"/>')
    related = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    read = letterhead(
        tmp_path,
        {NUMBERING: [put(r"(<w:numbering [^>]*>)", r"\1" + _declared(bullet)), mark]},
        {"word/_rels/numbering.xml.rels": links(("rIdP", "image", "media/dot.png"))(related),
         "word/media/dot.png": letterheads.logo(5)},
    )  # fmt: skip
    assert read.numbering is not None
    assert find(read.numbering, "//w:numPicBullet//v:imagedata[@r:id='rId1']")
    assert find(read.numbering, "//w:lvlPicBulletId")
    assert letterheads.logo(5) in leads_to(read.parts[RELATIONSHIP_TYPE.NUMBERING])


ACTIVE_ON_SLIDES = {
    "links": '<p:sp><p:nvSpPr><p:cNvPr id="98" name="B"><a:hlinkClick action="ppaction://program?file=EVIL"/></p:cNvPr>'
    "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>",
    "links ": '<p:sp><p:nvSpPr><p:cNvPr id="98" name="B"><a:hlinkHover r:id="" action="ppaction://macro?name=EVIL"/>'
    "</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>",
    "objects": '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="97" name="O"/>'
    "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri="
    '"http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj name="EVIL" progId="Package"><p:embed/></p:oleObj>'
    "</a:graphicData></a:graphic></p:graphicFrame>",
    "sounds or films": '<p:pic><p:nvPicPr><p:cNvPr id="96" name="V"/><p:cNvPicPr/><p:nvPr><a:videoFile r:link="EVIL"/></p:nvPr>'
    '</p:nvPicPr><p:blipFill><a:blip r:embed="rId5"/></p:blipFill><p:spPr/></p:pic>',
    "": '<p:sp><p:nvSpPr><p:cNvPr id="95" name="T"/><p:cNvSpPr/><p:nvPr><p:custDataLst><p:tags r:id="EVIL"/></p:custDataLst>'
    '<p:extLst><p:ext uri="EVIL"><p:tags r:id="EVIL"/></p:ext></p:extLst></p:nvPr></p:nvSpPr><p:spPr/></p:sp>',
}  # fmt: skip


@pytest.mark.parametrize("said", ACTIVE_ON_SLIDES)
def test_what_acts_on_slides_is_left_out_and_told_if_it_was_seen(tmp_path: Path, said: str) -> None:
    found = cleaned_slides(tmp_path, {MASTER: put("</p:spTree>", _declared(ACTIVE_ON_SLIDES[said]) + "</p:spTree>")})
    assert not _holding(EVIL, found)
    expected = [f"left out of the slide master: {said.strip()}"] if said else []
    assert list(found.notes) == [SAMPLES, *expected]


def test_text_outside_placeholders_has_no_links_and_no_marks_from_elsewhere(tmp_path: Path) -> None:
    action = '<a:hlinkClick r:id="rId999" action="ppaction://program?file=EVIL"/>'
    changes: Changes = {
        "ppt/presentation.xml": [
            put(r'(<p:defaultTextStyle>.*?<a:latin typeface="\+mn-lt"/>)', r"\1" + action),
            put(r"(<p:defaultTextStyle>.*?<a:lvl1pPr[^>]*>)", r'\1<a:buBlip><a:blip r:embed="rId1"/></a:buBlip>'),
        ]
    }
    read = template(tmp_path, changes)
    assert read.default_text is not None
    assert not find(read.default_text, "//a:hlinkClick | //a:buBlip | //@r:*")
    assert "left out of text outside placeholders: links, pictures" in cleaned_slides(tmp_path, changes).notes


def test_a_picture_that_is_missing_leaves_a_plain_ground_and_fill() -> None:
    fill = '<a:blipFill><a:blip r:embed="x"/></a:blipFill>'
    sheet = tree(f"<p:cSld><p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg></p:cSld>", "p:sldMaster")
    scrub(sheet)
    assert [etree.QName(child).localname for child in find(sheet, "//p:bgPr")[0]] == ["solidFill", "effectLst"]


def test_where_the_new_form_does_not_stay_the_old_one_does() -> None:
    story = tree(
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="EVIL">'
        '<EVIL xmlns="urn:x"/></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>'
        '<v:rect style="width:9pt"/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
    )
    scrub(story)
    assert find(story, "/w:hdr/w:p/w:r/w:pict/v:rect")
    assert not find(story, "//mc:*")


def test_a_choice_that_asks_for_something_without_a_name_does_not_stay() -> None:
    inside = '<mc:AlternateContent><mc:Choice Requires="EVIL"><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>b</w:t></mc:Fallback>'
    story = tree(f"<w:p><w:r>{inside}</mc:AlternateContent></w:r></w:p>")
    scrub(story)
    assert find(story, "/w:hdr/w:p/w:r/w:t/text()") == ["b"]


# Fields


def _field(*instruction: str, data: str = "") -> str:
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in instruction)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>{pieces}<w:r><w:fldChar w:fldCharType="separate"/>'
        '</w:r><w:r><w:t>shown</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    "instruction",
    [
        (" PAGE ",), ("PAGE\\* MERGEFORMAT",), (" PAGE  \\* ", "ROMAN "), (" NUMPAGES \\# &quot;0&quot; ",),
        (" DATE \\@ &quot;dd/MM/yyyy&quot; \\* MERGEFORMAT ",), (" DATE \\@ dd.MM.yyyy",), (" date \\l",),
        (" STYLEREF &quot;Heading 1&quot; \\* MERGEFORMAT ",), (" STYLEREF 1 \\s",), (" FILENAME \\p ",),
        (" CREATEDATE \\@ “d MMMM yyyy” ",), (" IF 1 = 1 &quot;a&quot; &quot;b&quot; ",), (" = 2 + 3 ",),
    ],
)  # fmt: skip
def test_fields_of_headers_stay(instruction: tuple[str, ...]) -> None:
    story = tree(f"<w:p>{_field(*instruction)}</w:p>")
    before = etree.tostring(story)
    assert scrub(story) == []
    assert etree.tostring(story) == before


@pytest.mark.parametrize(
    "instruction",
    [
        (" PAGE DDEAUTO EVIL ",), (" PA", "GE ", " DDEAUTO EVIL "), (" INCLUDE", "PICTURE &quot;http://EVIL/&quot; "),
        (" PAGE \\* MERGEFORMAT \\d &quot;x&quot; EVIL",), (" MACROBUTTON EVIL x",), ("  ",), (" STYLEREF x EVIL ",),
        (' </w:instrText><w:t>INCLUDETEXT "EVIL" </w:t><w:instrText> PAGE',),
    ],
)  # fmt: skip
def test_of_other_fields_the_text_stays_that_they_show(instruction: tuple[str, ...]) -> None:
    story = tree(f"<w:p>{_field(*instruction)}</w:p>")
    assert scrub(story) == ["fields that fetch something"]
    assert not find(story, "//w:fldChar | //w:instrText")
    assert "".join(find(story, "//w:t/text()")) == "shown"  # type: ignore[arg-type]


def test_words_and_fields_within_an_instruction_do_not_make_another_of_it() -> None:
    inner = _field(" IF 1 = 1 &quot;INCLUDETEXT EVIL&quot; ")
    whole = _field(" IF 2 ").replace("</w:r>", f"</w:r>{inner}", 1)  # the inner one stands before the name
    story = tree(f"<w:p>{whole}</w:p>")
    scrub(story)
    assert EVIL not in etree.tostring(story)
    story = tree(f"<w:p>{_field(' PAGE ')}<w:r><w:instrText>DDEAUTO EVIL</w:instrText></w:r></w:p>")
    scrub(story)
    assert EVIL not in etree.tostring(story)
    assert find(story, "//w:instrText[contains(., 'PAGE')]")


@pytest.mark.parametrize("end", ["", "<w:r><w:fldChar w:fldCharType='end'/></w:r>"])
def test_many_fields_within_each_other_take_no_time(end: str) -> None:
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    story = tree(f"<w:p>{begin * 40_000}{end * 40_000}<w:r><w:t>after</w:t></w:r></w:p>")
    scrub(story)
    assert not find(story, "//w:fldChar")
    assert find(story, "//w:t/text()") == ["after"]


@pytest.mark.parametrize("mark", ["separate", "end", "EVIL"])
def test_marks_that_belong_to_no_field_go(mark: str) -> None:
    stray = f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>'
    story = tree(f"<w:p>{stray}{_field(' PAGE ')}{stray}</w:p>")
    scrub(story)
    assert find(story, "//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]


def test_a_field_of_a_form_has_no_macros() -> None:
    data = '<w:ffData><w:name w:val="x"/><w:entryMacro w:val="EVIL"/></w:ffData>'
    story = tree(f"<w:p>{_field(' PAGE ', data=data)}</w:p>")
    scrub(story)
    assert EVIL not in etree.tostring(story)
    assert find(story, "//w:instrText")


# Parts


@pytest.mark.parametrize(
    "part", [HEADER, STYLES, NUMBERING, "word/settings.xml", "word/fontTable.xml", "word/theme/theme1.xml"]
)
def test_a_part_of_a_letterhead_that_is_something_else_is_a_fault(tmp_path: Path, part: str) -> None:
    with pytest.raises(Problems, match=f'"{part}" does not begin with the element'):
        letterhead(tmp_path, {part: lambda _: b"<html><body>EVIL</body></html>"})


def test_styles_that_are_the_text_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Problems, match='does not begin with the element "styles"'):
        letterhead(tmp_path, {"word/_rels/document.xml.rels": put('"styles.xml"', '"document.xml"')})


@pytest.mark.parametrize("part", [MASTER, LAYOUT, "ppt/theme/theme1.xml"])
def test_a_part_of_a_deck_that_is_something_else_is_a_fault(tmp_path: Path, part: str) -> None:
    with pytest.raises(Problems, match=f'"{part}" does not begin with the element'):
        template(tmp_path, {part: lambda _: b"<html/>"})


def test_styles_hold_nothing_but_styles(tmp_path: Path) -> None:
    sheet = letterhead(
        tmp_path,
        {STYLES: put("</w:styles>", '<w:altChunk w:x="EVIL"/><w:p><w:r><w:t>EVIL</w:t></w:r></w:p></w:styles>')},
    ).styles
    assert sheet is not None
    assert EVIL not in etree.tostring(sheet.root)


def test_headers_that_are_not_shown_do_not_come_along(tmp_path: Path) -> None:
    shown = letterhead(tmp_path, {})
    assert {story.use for story in shown.stories} == {"default", "first", "even"}
    assert [story.use for story in shown.stories if story.kind == "footer" and not story.shows] == ["default"]
    less = letterhead(
        tmp_path,
        {DOCUMENT: put("<w:titlePg/>", ""), "word/settings.xml": put(r"<w:evenAndOddHeaders[^>]*/>", "")},
    )
    assert {story.use for story in less.stories} == {"default"}


# Numbers


NUMBERS = {
    "STORY": """<w:p><w:pPr><w:framePr w:w="N" w:x="N" w:hSpace="N"/><w:numPr><w:numId w:val="N"/></w:numPr><w:pBdr><w:top
        w:val="single" w:sz="N" w:space="N"/></w:pBdr><w:ind w:leftChars="N" w:left="N"/></w:pPr>
        <w:r><w:drawing><wp:anchor distT="N" distB="N" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1"
        allowOverlap="1" simplePos="0"><wp:simplePos x="N" y="N"/>
        <wp:positionH relativeFrom="page"><wp:posOffset>N</wp:posOffset></wp:positionH><wp:extent cx="9" cy="9"/>
        <wp:effectExtent l="N" t="N" r="N" b="N"/><wp:docPr id="N" name=""/><a:graphic><a:graphicData
        uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
        <wps:spPr><a:xfrm rot="N"><a:off x="N" y="N"/></a:xfrm><a:ln w="N"><a:headEnd w="med"/></a:ln></wps:spPr>
        <wps:bodyPr lIns="N" rot="N"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="N"/><w:tcBorders><w:start w:val="single" w:sz="N"/></w:tcBorders>
        <w:tcMar><w:start w:w="N" w:type="dxa"/></w:tcMar></w:tcPr><w:p/></w:tc></w:tr></w:tbl>""",
    "NUMBERING": '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="N"/></w:lvl></w:abstractNum>',
    "SETTINGS": '<w:defaultTabStop w:val="N"/><w:pgBorders><w:top w:val="single" w:sz="N" w:space="N"/></w:pgBorders>',
    "THEME": """<a:themeElements><a:fmtScheme><a:fillStyleLst><a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="phClr">
        <a:tint val="N"/></a:schemeClr></a:gs></a:gsLst><a:lin ang="N"/></a:gradFill></a:fillStyleLst><a:effectStyleLst>
        <a:effectStyle><a:effectLst><a:outerShdw blurRad="N" dist="N" dir="N"><a:scrgbClr r="N" g="N" b="N"/>
        </a:outerShdw></a:effectLst><a:scene3d><a:camera prst="legacyObliqueTop"/><a:lightRig rig="flat" dir="t"/></a:scene3d></a:effectStyle>
        </a:effectStyleLst></a:fmtScheme></a:themeElements><a:objectDefaults><a:spDef><a:spPr/><a:bodyPr lIns="N"/>
        <a:lstStyle><a:lvl1pPr marL="N"><a:defRPr sz="N" b="true"/></a:lvl1pPr></a:lstStyle></a:spDef>
        </a:objectDefaults>""",
}


@pytest.mark.parametrize("part", NUMBERS)
@pytest.mark.parametrize("odd", ["nan", "1e400", "99999999999"])
def test_what_is_no_number_does_not_stay_in_the_place_of_one(part: str, odd: str) -> None:
    root = tree(NUMBERS[part].replace('"N"', f'"{odd}"').replace(">N<", f">{odd}<"), "w:x")
    words = find(root, "//@w:val[. = 'single'] | //a:defRPr/@b | //a:headEnd/@w | //@dir[. = 't']")
    scrub(root)
    assert odd not in etree.tostring(root).decode()
    assert find(root, "//@w:val[. = 'single'] | //a:defRPr/@b | //a:headEnd/@w | //@dir[. = 't']") == words


def test_numbers_that_can_be_stay_as_they_are() -> None:
    for each in NUMBERS.values():
        root = tree(each.replace('"N"', '"5"').replace(">N<", ">-5<").replace('sz="5"', 'sz="500"'), "w:x")
        for border in root.iter(full("w:top"), full("w:start")):
            border.attrib.pop(full("w:sz"), None)
        before = etree.tostring(root, method="c14n")
        scrub(root)
        assert etree.tostring(root, method="c14n") == before


# Ids


def test_a_master_without_a_map_of_colours_gets_one(tmp_path: Path) -> None:
    read = template(tmp_path, {MASTER: put("<p:clrMap[^>]*/>", "")})
    (mapped,) = find(read.master._element, "/p:sldMaster/p:clrMap")
    assert dict(mapped.attrib) == COLOUR_MAP
    assert mapped.getprevious() is find(read.master._element, "/p:sldMaster/p:cSld")[0]
    odd = template(tmp_path, {MASTER: put('bg1="lt1"', 'bg1="nonsense" evil="accent1"')})
    assert dict(find(odd.master._element, "//p:clrMap")[0].attrib) == COLOUR_MAP


@pytest.mark.parametrize("id_", ["4294967295", "²", "-1", "x"])
def test_ids_of_shapes_leave_room_for_more(id_: str) -> None:
    shapes = f'<p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="{id_}" name=""/></p:nvSpPr></p:sp></p:spTree></p:cSld>'
    layout = tree(shapes, "p:sldLayout")
    mend_sheets(tree(shapes.replace(id_, "2"), "p:sldMaster"), [layout])
    assert find(layout, "//p:cNvPr/@id") == ["1"]


@pytest.mark.parametrize("id_", ["2147483647", "-1"])
def test_lists_without_room_for_more_or_without_a_usable_number_are_left_out(tmp_path: Path, id_: str) -> None:
    read = letterhead(tmp_path, {NUMBERING: put(r'<w:num w:numId="\d+"', f'<w:num w:numId="{id_}"')})
    assert read.numbering is not None
    assert id_ not in find(read.numbering, "//w:num/@w:numId")  # type: ignore[comparison-overlap]
    assert read.changes == ("lists of the file that have no usable number, or no definition, are left out",)


def _styles(*based: tuple[str, str], default: str = "") -> etree._Element:
    styles = ""
    for id_, ground in based:
        mark = ' w:default="1"' if id_ == default else ""
        styles += f'<w:style w:type="paragraph" w:styleId="{id_}"{mark}><w:name w:val="{id_}"/>'
        styles += f'<w:basedOn w:val="{ground}"/></w:style>'
    return tree(styles, "w:styles")


@pytest.mark.parametrize(
    ("based", "opened"),
    [
        ((("Normal", "Heading1"), ("Heading1", "Normal")), "Normal"),
        ((("Heading1", "Normal"), ("Normal", "Heading1")), "Normal"),
        ((("A", "A"),), "A"),
        ((("A", "B"), ("B", "C"), ("C", "B"), ("D", "A")), "C"),
    ],
)
def test_styles_that_are_based_on_each_other_in_a_circle_are_opened(
    based: tuple[tuple[str, str], ...], opened: str
) -> None:
    styles = _styles(*based, default="Normal")
    (told,) = mended(styles)
    assert told.endswith(f"in a circle are mended or left out: {opened}")
    assert find(styles, "//w:style[not(w:basedOn)]/@w:styleId") == [opened]
    assert mended(styles) == []


def test_a_long_row_of_styles_is_no_circle_and_takes_no_time() -> None:
    styles = _styles(*((f"s{number}", f"s{number + 1}") for number in range(50_000)))
    assert mended(styles) == []


def test_of_two_styles_with_one_id_the_first_is_used_and_it_is_said(tmp_path: Path) -> None:
    read = letterhead(tmp_path, {STYLES: put('w:styleId="Heading2"', 'w:styleId="Heading1"')})
    assert read.styles is not None
    assert find(read.styles.root, "//w:style[@w:styleId='Heading1']/w:name/@w:val") == ["heading 1"]
    assert [change.rpartition(": ")[2] for change in read.changes] == ["Heading1"]


def test_a_style_without_an_id_is_left_out_and_it_is_said(tmp_path: Path) -> None:
    read = letterhead(tmp_path, {STYLES: put('w:styleId="Heading2"', "")})
    assert read.styles is not None
    assert "" not in read.styles.ids
    assert [change.rpartition(": ")[2] for change in read.changes] == ["heading 2"]


def test_a_cell_in_which_nothing_stays_is_still_a_cell() -> None:
    story = tree("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:altChunk r:id='x'/></w:tc></w:tr></w:tbl>")
    assert scrub(story) == ["parts of other documents"]
    assert find(story, "/w:hdr/w:tbl/w:tr/w:tc/w:p")
    story = tree("<w:altChunk r:id='x'/>")
    scrub(story)
    assert find(story, "/w:hdr/w:p")


# What must stay

WATERMARK = """<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136"
 coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>
<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s1025" type="#_x0000_t136" style="position:absolute;width:412pt;rotation:315"
 o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt"
 string="DỰ THẢO"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r></w:p>"""
BOX = """<w:p><w:r><w:rPr><w14:ligatures w14:val="standard"/></w:rPr><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1"
 allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:align>left</wp:align></wp:positionH><wp:positionV
 relativeFrom="page"><wp:posOffset>9</wp:posOffset></wp:positionV><wp:extent cx="9" cy="9"/><wp:wrapSquare wrapText="bothSides"/>
<wp:docPr id="3" name="Group" descr="x"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/><wps:wsp>
<wps:cNvPr id="4" name="B"/><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm rot="5"><a:off x="0" y="0"/><a:ext cx="5" cy="5"/></a:xfrm>
<a:custGeom><a:avLst/><a:gdLst/><a:pathLst><a:path w="1" h="1"><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:close/></a:path></a:pathLst>
</a:custGeom><a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr></a:gs></a:gsLst>
<a:lin ang="5400000"/></a:gradFill></wps:spPr><wps:txbx><w:txbxContent><w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>
<w:gridCol w:w="9"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:vAlign w:val="center"/></w:tcPr><w:p><w:r>
<w:t>CỘNG HÒA</w:t><w:br/><w:sym w:font="Wingdings" w:char="F0E0"/></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:txbxContent></wps:txbx>
<wps:bodyPr anchor="ctr"><a:noAutofit/></wps:bodyPr></wps:wsp></wpg:wgp></a:graphicData></a:graphic><wp14:sizeRelH
 relativeFrom="margin"><wp14:pctWidth>0</wp14:pctWidth></wp14:sizeRelH></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:group>
<v:rect><v:textbox inset="0,0,0,0"><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:rect></v:group></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""


def test_what_an_organisations_header_is_made_of_stays_as_it_is() -> None:
    pages = f"<w:p>{_field(' PAGE ')}<w:r><w:t>/</w:t></w:r>{_field(' NUMPAGES ')}{_field(' STYLEREF 1 ')}</w:p>"
    story = tree(PICTURE.replace("{more}", "") + WATERMARK + BOX + pages)
    before = copy.deepcopy(story)
    (alternatives,) = find(before, "//mc:AlternateContent")
    alternatives.getparent().replace(alternatives, alternatives[0][0])  # type: ignore[union-attr]
    for newer in find(before, "//w14:* | //wp14:*"):
        newer.getparent().remove(newer)  # type: ignore[union-attr]
    assert scrub(story, "rIdP") == []
    assert etree.tostring(story, method="c14n") == etree.tostring(before, method="c14n")


def test_the_words_of_a_link_stay() -> None:
    story = tree('<w:p><w:hyperlink r:id="rId1"><w:r><w:t>www.example.org</w:t></w:r></w:hyperlink></w:p>')
    assert scrub(story) == ["links"]
    assert find(story, "/w:hdr/w:p/w:r/w:t/text()") == ["www.example.org"]
    assert not find(story, "//w:hyperlink")


# Hostile files, cleaned as a whole

OUT = "http://EVIL/x"
BLIP = '<p:pic><p:nvPicPr><p:cNvPr id="99" name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip {}/></p:blipFill><p:spPr/></p:pic>'
MORE = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
SETTINGS, SETTINGS_LINKS = "word/settings.xml", "word/_rels/settings.xml.rels"
RUN = "<w:p><w:r>{}</w:r></w:p>"
HOSTILE_LETTERS: dict[str, tuple[Changes, dict[str, bytes]]] = {
    "a template from elsewhere": (
        {SETTINGS: put(r"(<w:settings[^>]*>)", rf'\1<w:attachedTemplate xmlns:r="{R}" r:id="rIdX"/>')},
        {SETTINGS_LINKS: links(("rIdX", "attachedTemplate", OUT))(MORE)},
    ),
    "data for letters": (
        {SETTINGS: put("</w:settings>", '<w:mailMerge><w:connectString w:val="EVIL"/><w:query w:val="EVIL"/></w:mailMerge></w:settings>')},
        {},
    ),
    "another file in the text": (
        {
            DOCUMENT: put("<w:body>", f'<w:body><w:altChunk xmlns:r="{R}" r:id="rIdX"/>'),
            "word/_rels/document.xml.rels": links(("rIdX", "aFChunk", "evil.html")),
        },
        {"word/evil.html": EVIL},
    ),
    "a link on a picture": (
        {
            HEADER: _in_header(PICTURE.replace("{more}", "").replace('name="second"/>', 'name="second"><a:hlinkClick r:id="rIdX"/></wp:docPr>')),
            HEADER_LINKS: links(("rIdP", "image", "media/p.png"), ("rIdX", "hyperlink", OUT)),
        },
        {"word/media/p.png": letterheads.logo(3)},
    ),
    "a field whose name is made by fields": (
        {HEADER: _in_header("<w:p>" + _field(" TEXT EVIL ").replace("</w:r>", "</w:r>" + _field(" QUOTE INCLUDE "), 1) + "</w:p>")},
        {},
    ),
    "a field among alternatives": (
        {HEADER: _in_header('<mc:AlternateContent><mc:Choice Requires="w"><w:p><w:fldSimple w:instr="DDEAUTO EVIL"/></w:p></mc:Choice></mc:AlternateContent>')},
        {},
    ),
    "names of later versions": (
        {HEADER: _in_header('<w:p w16x:run="EVIL" xmlns:w16x="urn:later"><w16x:macro do="EVIL"/><w:r w:onclick="javascript:EVIL()"><w:t>a</w:t></w:r></w:p>')},
        {},
    ),
    "addresses in attributes": (
        {HEADER: _in_header(RUN.format('<w:pict><v:rect alt="file://EVIL" o:button="t" o:later="\\\\\\\\EVIL\\\\x"/></w:pict>')), HEADER_LINKS: ()},
        {},
    ),
    "an object as a picture": (
        {HEADER: _in_header(PICTURE.replace("{more}", "")), HEADER_LINKS: links(("rIdP", "image", "media/p.png"))},
        {"word/media/p.png": b"\xd0\xcf\x11\xe0EVIL"},
    ),
    "a part of one kind under another": (
        {HEADER: _in_header(PICTURE.replace("{more}", "")), HEADER_LINKS: links(("rIdP", "vbaProject", "evil.bin"))},
        {"word/evil.bin": EVIL},
    ),
    "an extension that holds something else": (
        {
            HEADER: _in_header(PICTURE.replace("{more}", DRAWN.replace("<asvg:svgBlip", '<a:hlinkClick action="EVIL"/><asvg:svgBlip').replace("rIdS", "rIdX"))),
            HEADER_LINKS: links(("rIdP", "image", "media/p.png"), ("rIdX", "image", OUT)),
        },
        {"word/media/p.png": letterheads.logo(3)},
    ),
    "what the whole file leads to": (
        {"_rels/.rels": links(("rIdX", "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility", "ui.xml"),
                              ("rIdY", "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "pane.xml"))},
        {"ui.xml": EVIL, "pane.xml": EVIL},
    ),
}  # fmt: skip
HOSTILE_SLIDES: dict[str, tuple[Changes, dict[str, bytes]]] = {
    "a layout that is a master": ({MASTER_LINKS: put(r'slideLayout"( Target="[^"]*slideLayout)1', r'slideMaster"\g<1>1')}, {}),
    "a picture elsewhere": (
        {MASTER: put("</p:spTree>", _declared(BLIP.format('r:embed="rIdX" r:link="rIdX"')) + "</p:spTree>"), MASTER_LINKS: links(("rIdX", "image", OUT))},
        {},
    ),
    "moving slides with a sound": (
        {LAYOUT: put("</p:cSld>", f'</p:cSld><p:transition><p:sndAc><p:stSnd><p:snd xmlns:r="{R}" r:embed="rIdX" name="EVIL"/></p:stSnd></p:sndAc></p:transition><p:timing/>')},
        {},
    ),
    "shows, tags and authors": (
        {"ppt/presentation.xml": put("</p:presentation>", f'<p:custShowLst><p:custShow name="EVIL" id="0"/></p:custShowLst><p:custDataLst><p:tags xmlns:r="{R}" r:id="EVIL"/></p:custDataLst></p:presentation>')},
        {},
    ),
    "a chart": (
        {MASTER: put("</p:spTree>", _declared('<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="97" name="O"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri="EVIL"><c:chart xmlns:c="urn:c" r:id="EVIL"/></a:graphicData></a:graphic></p:graphicFrame>') + "</p:spTree>")},
        {},
    ),
}  # fmt: skip


def _opened_and_harmless(found: Sanitised, open_: Callable[[io.BytesIO], object]) -> None:
    assert not _holding(EVIL, found)
    assert not _holding(b"TargetMode", found)
    open_(io.BytesIO(found.content))


@pytest.mark.parametrize("case", HOSTILE_LETTERS)
def test_a_hostile_letter_is_cleaned(tmp_path: Path, case: str) -> None:
    _opened_and_harmless(cleaned_letter(tmp_path, *HOSTILE_LETTERS[case]), docx.Document)


@pytest.mark.parametrize("case", HOSTILE_SLIDES)
def test_a_hostile_template_of_slides_is_cleaned(tmp_path: Path, case: str) -> None:
    _opened_and_harmless(cleaned_slides(tmp_path, *HOSTILE_SLIDES[case]), pptx.Presentation)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("<w:hdr {0}>" + "<w:sdt>" * 300 + "</w:sdt>" * 300 + "</w:hdr>", "is no XML that may be read"),
        ("<w:hdr {0} " + " ".join(f'a{n}=""' for n in range(100_000)) + "/>", "more attributes than an Office file has"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "EVIL">]><w:hdr {0}>&a;</w:hdr>', "declares entities"),
    ],
    ids=["deep", "attributes", "entities"],
)  # fmt: skip
def test_a_part_beyond_all_bounds_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    encoding = "utf-16" if "UTF-16" in content else "utf-8"
    with pytest.raises(Problems, match=complaint):
        cleaned_letter(tmp_path, {HEADER: lambda _: content.replace("{0}", DECLARED).encode(encoding)})


def test_pictures_in_the_text_are_no_parts_of_a_letterhead(tmp_path: Path) -> None:
    changes: Changes = {
        DOCUMENT: put("<w:body>", "<w:body>" + _declared(PICTURE.replace("{more}", ""))),
        "word/_rels/document.xml.rels": links(("rIdP", "image", "media/p.png")),
    }
    assert letterhead(tmp_path, changes, {"word/media/p.png": letterheads.logo(3)}).styles is not None


def test_a_template_becomes_a_document_of_the_same_bytes_each_time(tmp_path: Path) -> None:
    file = letterheads.crowded(tmp_path / "a.dotx")
    found = sanitised_file(file)
    assert sanitised_file(file) == found
    assert not _holding(b"template.main", found)
    assert docx.Document(io.BytesIO(found.content)).sections[0].footer.paragraphs[0].text == "Bến Mây"


# Whole files


def _sound(file: Path) -> None:
    errors = [str(error) for error in validator().validate(str(file)).errors]
    assert [error for error in errors if "Numbering definition '0'" not in error] == []
    validate_by_sdk(file)


def _nothing_evil(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert [name for name, content in parts.items() if EVIL in content] == []
    for name in (name for name in parts if name.endswith(".rels") and "letterhead" in name):
        assert not [e for e in etree.fromstring(parts[name]) if e.get("TargetMode") == "External"]


@pytest.mark.office
def test_a_hostile_letterhead_gives_sound_briefings(tmp_path: Path) -> None:
    old = '<w:p><w:r><w:pict><v:shape o:href="EVIL"><v:imagedata src="EVIL"/></v:shape></w:pict></w:r></w:p>'
    fields = f"<w:p>{_field(' PAGE ')}{_field(' INCLUDE', 'PICTURE EVIL')}</w:p>"
    file = file_of(
        tmp_path / "a.docx", letterheads.first_page,
        {
            HEADER: [_in_header(each) for each in (old, fields, PICTURE.replace("{more}", EFFECT + DRAWN))],
            HEADER_LINKS: links(
                ("rIdP", "image", "media/p.png"), ("rIdW", HDPHOTO, "media/w.wdp"), ("rIdS", "image", "media/s.svg"),
                ("rIdX", "image", "http://EVIL/"),
            ),
            STYLES: [
                put("</w:styles>", "<w:altChunk w:x='EVIL'/></w:styles>"),
                put(r'(w:styleId="Normal">\s*<w:name [^>]*/>)', r'\1<w:basedOn w:val="Heading1"/>'),
            ],
        },
        {"word/media/p.png": letterheads.logo(3), "word/media/w.wdp": EVIL, "word/media/s.svg": b"<svg>EVIL</svg>"},
    )  # fmt: skip
    root = copy_library(tmp_path / "library")
    told = "\n".join(import_reference(file, root).notes)
    assert "in a circle are mended or left out: Normal" in told
    assert "left out of headers and footers: pictures, fields that fetch something" in told
    build(root, reports=["report"], languages=["vi"])
    (built,) = (root / "out").glob("[!.]*/*.docx")
    _nothing_evil(built)
    _sound(built)
    assert letterheads.logo(3) in parts_of(built).values()


@pytest.mark.office
def test_a_hostile_deck_gives_sound_decks(tmp_path: Path) -> None:
    active = "".join(
        _declared(each.replace('id="98"', f'id="{500 + n}"')) for n, each in enumerate(ACTIVE_ON_SLIDES.values())
    )
    file = file_of(
        tmp_path / "a.pptx", wide,
        {
            MASTER: [
                put("</p:spTree>", _picture_on_slides(DRAWN) + active + "</p:spTree>"),
                put("</p:cSld>", "</p:cSld><p:EVIL/>"),
                put("<p:clrMap[^>]*/>", ""),
            ],
            MASTER_LINKS: links(("rIdP", "image", "../media/p.png"), ("rIdS", "image", "../media/s.svg")),
        },
        {"ppt/media/p.png": letterheads.logo(3),
         "ppt/media/s.svg": f'<svg xmlns="{SVG}"><rect onload="EVIL"/></svg>'.encode()},
    )  # fmt: skip
    root = copy_library(tmp_path / "library")
    import_reference(file, root)
    build(root, reports=["slides"], languages=["vi"])
    (built,) = (root / "out").glob("[!.]*/*.pptx")
    _nothing_evil(built)
    _sound(built)
    assert [name for name in parts_of(built) if re.fullmatch(r"ppt/media/imported\d\.svg", name)]


# What the schema allows once


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<a:solidFill><a:srgbClr val="112233"/><a:schemeClr val="tx1"/></a:solidFill>', ["srgbClr"]),
        ("<p:spPr><a:noFill/><a:solidFill><a:srgbClr val='112233'/></a:solidFill><a:ln/><a:ln/></p:spPr>", ["noFill", "ln"]),
        ("<p:spPr><a:xfrm/><a:xfrm/><a:prstGeom prst='rect'/><a:custGeom/></p:spPr>", ["xfrm", "prstGeom"]),
        ("<a:bodyPr><a:noAutofit/><a:normAutofit/></a:bodyPr>", ["noAutofit"]),
        ("<a:lvl1pPr><a:buNone/><a:buChar char='x'/><a:defRPr/><a:defRPr/></a:lvl1pPr>", ["buNone", "defRPr"]),
        ("<w:rPr><w:b/><w:b/><w:sz w:val='20'/><w:sz w:val='22'/></w:rPr>", ["b", "sz"]),
        ("<w:tblPr><w:tblW/><w:tblW/></w:tblPr>", ["tblW"]),
        ("<a:duotone><a:srgbClr val='112233'/><a:srgbClr val='112233'/></a:duotone>", ["srgbClr", "srgbClr"]),
        ("<a:fillStyleLst><a:noFill/><a:noFill/><a:noFill/></a:fillStyleLst>", ["noFill"] * 3),
    ],
)  # fmt: skip
def test_of_what_the_schema_allows_once_the_first_stays(inside: str, kept: list[str]) -> None:
    root = tree(inside, "w:x")
    elements.clean(root, {})
    assert [etree.QName(child).localname for child in root[0]] == kept


def test_characters_that_no_text_has_do_not_come_into_headers() -> None:
    root = tree("<w:p><w:r><w:t>a\ufdd0b\x9bc\u2028d\uf0b7</w:t></w:r></w:p>")
    elements.clean(root, {})
    assert "".join(root.itertext()) == "abcd\uf0b7"


# The order of children, and how often each may come


def _first_of_each(root: etree._Element) -> list[etree._Element]:
    """One element of each name in each parent of a name."""
    found = {(parent.tag, child.tag): child for parent in root.iter() for child in reversed(parent)}
    return list(found.values())


def _twice(root: etree._Element) -> None:
    for each, again in [(each, copy.deepcopy(each)) for each in _first_of_each(root)]:
        each.addnext(again)


def _reversed(root: etree._Element) -> None:
    for each in root.iter():
        each[:] = reversed(each)


def _elsewhere(root: etree._Element) -> None:
    """Each kind of child is also in its grandparent."""
    for each, again in [(each, copy.deepcopy(each)) for each in _first_of_each(root)]:
        parent = each.getparent()
        if parent is not None and parent.getparent() is not None:
            parent.addprevious(again)


def _chosen_twice(root: etree._Element) -> None:
    """Of fills, colours, ends of lines and fits of text, two where one may be."""
    for pair in (
        ("a:solidFill", "a:noFill"), ("a:schemeClr", "a:srgbClr"), ("a:srgbClr", "a:hslClr"), ("a:prstDash", "a:custDash"),
        ("a:prstGeom", "a:custGeom"), ("a:normAutofit", "a:spAutoFit"), ("a:buChar", "a:buNone"), ("a:buNone", "a:buChar"),
        ("a:effectLst", "a:effectDag"), ("wp:inline", "wp:anchor"),
    ):  # fmt: skip
        for each in list(root.iter(full(pair[0]))):
            each.addnext(etree.Element(full(pair[1])))


PARTS = [
    *((wide, f"ppt/{part}.xml") for part in ("slideLayouts/slideLayout2", "theme/theme1", "presentation")),
    *((letterheads.first_page, f"word/{part}.xml") for part in ("header1", "header2", "numbering", "document")),
]


def _part(make: Callable[[Path], Path], part: str, folder: Path) -> tuple[etree._Element, dict[str, str]]:
    """The root of a part of a made file, and the kinds of its relationships."""
    path = make(folder / f"x.{'pptx' if make is wide else 'docx'}")
    kinds = {id_: each.kind for id_, each in open_package(path).relations(part).items()}
    return etree.fromstring(parts_of(path)[part]), kinds


def _errors(root: etree._Element, part: str) -> list[str]:
    context = ValidationContext()
    written_ = SimpleNamespace(xml=root, uri=f"/{part}", raw_content=etree.tostring(root))
    validator()._schema_validator.validate_part(written_, context)
    return [each.description for each in context.errors]


@pytest.mark.parametrize("disturb", [_twice, _reversed, _elsewhere, _chosen_twice])
@pytest.mark.parametrize(("make", "part"), PARTS)
def test_children_come_in_their_order_and_as_often_as_they_may(
    make: Callable[[Path], Path], part: str, disturb: Callable[[etree._Element], None], tmp_path: Path
) -> None:
    root, kinds = _part(make, part, tmp_path)
    disturb(root)
    elements.clean(root, kinds)
    assert _errors(root, part) == []


# Attributes and their values


def _spoil(root: etree._Element, start: int, wrong: str) -> int:
    """Give every sixth attribute a wrong value, or none; return how many. Only numbers become other numbers."""
    lasting = [
        each
        for each in root.iter()
        if not {"clrScheme", "notesSz", "sldSz"} & {*map(_local, (each, *each.iterancestors()))}
    ]
    places = [
        (each, key) for each in lasting for key in each.attrib if wrong in ("", "x") or each.get(key, "").isdigit()
    ]
    for each, key in places[start::6]:
        each.attrib.pop(key)
        each.attrib.update({key: wrong} if wrong else {})
    return len(places)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


@pytest.mark.parametrize("wrong", ["", "x", "1999999999", "-7"])
@pytest.mark.parametrize(("make", "part"), PARTS)
def test_values_are_those_of_the_format(make: Callable[[Path], Path], part: str, wrong: str, tmp_path: Path) -> None:
    root, kinds = _part(make, part, tmp_path)
    for start in range(6):
        spoilt = copy.deepcopy(root)
        assert _spoil(spoilt, start, wrong) > 1
        elements.clean(spoilt, kinds)
        assert mend(spoilt)[1]
        assert _errors(spoilt, part) == []


@pytest.mark.parametrize(
    ("inside", "after", "told"),
    [
        ('<a:lvl1pPr marL="x" indent="5"/>', '<a:lvl1pPr indent="5"/>', ['lvl1pPr marL="x"']),
        ('<w:ind w:left="12.5" w:right="2cm"/>', '<w:ind w:left="12" w:right="2cm"/>', []),
        ('<w:pPr><w:jc w:val="middle"/></w:pPr>', "<w:pPr/>", ['jc val="middle"']),
        ('<a:gsLst><a:gs><a:prstClr val="red"/></a:gs></a:gsLst>', "", ["gs without pos"]),
        ('<a:glow rad="5"><a:srgbClr val="red"/></a:glow>', "", ['srgbClr val="red"']),
        ('<w:r><w:drawing><wp:inline><wp:extent cx="-5" cy="5"/><wp:docPr id="1" name=""/><a:graphic/></wp:inline></w:drawing></w:r>',
         "<w:r/>", ['extent cx="-5"']),
        ('<wp:docPr id="x"/>', '<wp:docPr id="1" name=""/>', ['docPr id="x"', "docPr without name"]),
        ('<wp:positionH relativeFrom="page"><wp:posOffset>5 cm</wp:posOffset></wp:positionH>',
         '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>', ['posOffset text="5 cm"']),
        ('<wp:positionH relativeFrom="page"><wp:align>top</wp:align></wp:positionH>', '<wp:positionH relativeFrom="page"/>',
         ['align text="top"']),
        ('<w:tcBorders><w:start w:w="5" w:type="dxa"/></w:tcBorders>', "<w:tcBorders/>", ["start without val"]),
        ('<w:tcMar><w:start w:w="5" w:type="dxa"/></w:tcMar>', '<w:tcMar><w:start w:w="5" w:type="dxa"/></w:tcMar>', []),
        ('<w:cantSplit w:val="true" w:own="5"/>', '<w:cantSplit w:val="true"/>', []),
        ('<v:rect filled="yes" fillcolor="red"/>', '<v:rect fillcolor="red"/>', ['rect filled="yes"']),
    ],
)  # fmt: skip
def test_a_wrong_value_goes_alone_or_with_what_cannot_be_without_it(inside: str, after: str, told: list[str]) -> None:
    root, wanted = tree(inside, "w:x"), tree(after, "w:x")
    assert mend(root) == (told, True)
    assert etree.tostring(root, method="c14n") == etree.tostring(wanted, method="c14n")


def test_the_table_of_the_format_is_up_to_date() -> None:
    assert schema_table.table() == TABLE.read_text(encoding="utf-8"), "run python tests/schema_table.py"


def test_wrong_values_of_an_imported_file_are_named(tmp_path: Path) -> None:
    found = cleaned_letter(tmp_path, {STYLES: put('w:sz w:val="24"', 'w:sz w:val="large"')})
    assert found.notes == ('wrong values in "word/styles.xml" are left out: sz val="large"',)


def test_a_theme_without_one_of_its_colours_is_refused(tmp_path: Path) -> None:
    damage = put(r'(<a:accent2>\s*)<a:srgbClr val="\w+"', r'\1<a:srgbClr val="red"')
    with pytest.raises(Problems, match=r'"ppt/theme/theme1.xml" cannot be used with srgbClr val="red"'):
        template(tmp_path, {"ppt/theme/theme1.xml": damage})
