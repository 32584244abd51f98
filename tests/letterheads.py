"""Letterheads to import, made as the programs and people make them that organisations have theirs from."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from PIL import Image, ImageDraw

LOGO_COLOUR = (176, 28, 46)


def logo(ring: int = 10) -> bytes:
    """A picture of a logo; `ring` is the white around it."""
    picture = Image.new("RGB", (240, 240), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((ring, ring, 240 - ring, 240 - ring), fill=LOGO_COLOUR)
    draw.rectangle((70, 100, 170, 140), fill="white")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The file with its parts changed."""
    parts = _parts(path)
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def replace(part: str, changes: Mapping[str, str]) -> Callable[[dict[str, bytes]], None]:
    """A change to the text of a part."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts[part].decode()
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new)
        parts[part] = text.encode()

    return change


def _a4(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.header_distance = section.footer_distance = Mm(12)


def plain(path: Path) -> Path:
    """python-docx's default template, as Word made it: Letter size, the usual styles, sample text."""
    document = Document()
    document.add_heading("A sample heading", 1)
    document.add_paragraph("Sample text that nobody wants.")
    document.sections[0].header.paragraphs[0].text = "Ben May Town Library"
    document.save(str(path))
    return path


def first_page(path: Path) -> Path:
    """A first page with logo and address, another header on later pages, an address in the footer, even pages."""
    document = Document()
    _a4(document)
    styles = document.styles
    styles["Normal"].font.name = "Times New Roman"
    styles["Normal"].font.size = Pt(12)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Heading 1"].font.color.rgb = RGBColor(*LOGO_COLOUR)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    table = section.first_page_header.add_table(1, 2, Mm(160))
    table.columns[0].width, table.columns[1].width = Mm(30), Mm(130)
    table.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(logo()), Mm(20))
    address = table.cell(0, 1).paragraphs[0]
    address.add_run("THƯ VIỆN THỊ XÃ BẾN MÂY").bold = True
    table.cell(0, 1).add_paragraph("Số 12 đường Bờ Sông · ĐT 0299 3822 111")
    section.header.paragraphs[0].text = "Thư viện thị xã Bến Mây"
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(logo(20)), Mm(6))
    section.first_page_footer.paragraphs[0].text = "Tài khoản 3713.0.1034567"
    section.footer.paragraphs[0].text = ""
    document.settings.odd_and_even_pages_header_footer = True
    section.even_page_header.paragraphs[0].text = "Bến Mây - trang chẵn"
    document.add_paragraph("Kính gửi: Sở Văn hóa")
    document.save(str(path))
    return path


_GERMAN = {
    "Heading1": ("berschrift1", "heading 1"), "Heading2": ("berschrift2", "heading 2"),
    "Heading3": ("berschrift3", "heading 3"), "Title": ("Titel", "Title"), "Normal": ("Standard", "Normal"),
    "ListBullet": ("Aufzhlungszeichen", "List Bullet"), "Caption": ("Beschriftung", "caption"),
    "TableNormal": ("NormaleTabelle", "Normal Table"), "DefaultParagraphFont": ("Absatz-Standardschriftart", ""),
}  # fmt: skip


def localised(path: Path) -> Path:
    """Style ids as a German Word writes them, with names in English; a Vietnamese name for headings of level 2."""
    plain(path)

    def change(parts: dict[str, bytes]) -> None:
        for part in ("word/styles.xml", "word/document.xml", "word/numbering.xml", "word/header1.xml"):
            text = parts[part].decode()
            for old, (new, _) in _GERMAN.items():
                text = re.sub(rf'(?<!<w:name )(w:(?:styleId|val)=)"{old}"', rf'\1"{new}"', text)
            parts[part] = text.replace('w:val="heading 2"', 'w:val="Đề mục 2"').encode()

    return rewrite(path, change)


def number_headings(document: Docx, form: str, texts: tuple[str, ...]) -> None:
    """Number the styles of headings in this form and with these texts."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
        for level, text in enumerate(texts)
    )
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, definition)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    for level in range(len(texts)):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        number = properties.get_or_add_numPr()
        number.get_or_add_ilvl().val = level
        number.get_or_add_numId().val = 88


def numbered(path: Path) -> Path:
    """Headings numbered by their styles, on pages that lie; no theme."""
    document = Document()
    _a4(document)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    number_headings(document, "decimal", ("%1.", "%1.%2", "%1.%2.%3"))
    section.header.paragraphs[0].text = "Sở Văn hóa, Thể thao và Du lịch"
    document.save(str(path))

    def change(parts: dict[str, bytes]) -> None:
        del parts["word/theme/theme1.xml"]
        for part, pattern in (
            ("[Content_Types].xml", r"<Override[^>]*theme1\.xml[^>]*/>"),
            ("word/_rels/document.xml.rels", r"<Relationship [^>]*theme1\.xml[^>]*/>"),
        ):
            parts[part] = re.sub(pattern.encode(), b"", parts[part])

    return rewrite(path, change)


def bare(path: Path) -> Path:
    """No styles at all, only a header: as small programs write."""
    document = Document()
    _a4(document)
    document.sections[0].header.paragraphs[0].text = "Bến Mây"
    document.save(str(path))

    def change(parts: dict[str, bytes]) -> None:
        for name in ("word/styles.xml", "word/theme/theme1.xml", "word/numbering.xml"):
            del parts[name]
        for part in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            kinds = rb"styles|theme/theme1|numbering"
            parts[part] = re.sub(rb"<(?:Override|Relationship) [^>]*(?:" + kinds + rb")\.xml[^>]*/>", b"", parts[part])

    return rewrite(path, change)


def libreoffice(path: Path, office: str) -> Path:
    """What LibreOffice makes of its own Heading 1, Text body and a header with a picture, saved as .docx."""
    folder = path.parent
    source = folder / f"{path.stem}.fodt"
    source.write_text(_FLAT, encoding="utf-8")
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir",
         str(folder), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return path


_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="Liberation Serif"
 fo:font-family="'Liberation Serif'" fo:font-size="12pt" fo:language="vi" fo:country="VN"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"
 style:parent-style-name="Standard" style:class="text"><style:paragraph-properties fo:margin-bottom="0.25cm"
 fo:line-height="115%"/></style:style>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"
 style:next-style-name="Text_20_body" style:class="text"><style:text-properties fo:font-family="'Liberation Sans'"
 fo:color="#1e5631"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Heading" style:default-outline-level="1" style:class="text"><style:paragraph-properties
 fo:margin-top="0.6cm" fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="18pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
 style:parent-style-name="Heading" style:default-outline-level="2" style:class="text"><style:text-properties
 fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"/>
</office:styles>
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.5cm" fo:margin-right="2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.5cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.5cm"/></style:footer-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">
<style:header><text:p text:style-name="Header">Viện Nghiên cứu Bến Mây</text:p></style:header>
<style:footer><text:p text:style-name="Header">Trang <text:page-number>1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text><text:h text:style-name="Heading_20_1" text:outline-level="1">Mẫu</text:h>
<text:p text:style-name="Text_20_body">Nội dung mẫu.</text:p><text:p text:style-name="Text_20_body">Thêm nữa.</text:p>
</office:text></office:body></office:document>
"""


_ANCHOR = """<mc:AlternateContent {n}><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>900000</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>360000</wp:posOffset></wp:positionV>
<wp:extent cx="5400000" cy="1440000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="Address"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="1440000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="DDE8F0"/></a:solidFill></wps:spPr>
<wps:txbx><w:txbxContent><w:p><w:r><w:t>BỘ VĂN HÓA BẾN MÂY</w:t></w:r></w:p><w:p><w:r><w:t>Số 9 phố Mây, 0299 3822 999</w:t></w:r></w:p>
</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"""
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_CROWD = f"""<w:p {_SPACES}>
<w:sdt><w:sdtPr><w:alias w:val="Title"/><w:id w:val="5"/><w:showingPlcHdr/><w:dataBinding w:prefixMappings="x"
 w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{{6C3C8BC8-F283-45AE-878A-BAB7291924A1}}"/><w:text/></w:sdtPr>
<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>[Document title]</w:t></w:r></w:sdtContent></w:sdt>
<w:sdt><w:sdtPr><w:id w:val="6"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>[Company]</w:t></w:r></w:sdtContent></w:sdt>
<w:bookmarkStart w:id="1" w:name="results"/><w:bookmarkEnd w:id="1"/>
<w:ins w:id="2" w:author="A"><w:r><w:t xml:space="preserve"> inserted </w:t></w:r></w:ins>
<w:del w:id="3" w:author="A"><w:r><w:delText>deleted</w:delText></w:r></w:del>
<w:hyperlink r:id="rIdLink"><w:r><w:t>www.example.org</w:t></w:r></w:hyperlink>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDEPICTURE "http://example.org/x.png" \\d </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>[picture]</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:fldSimple w:instr=" MACROBUTTON Run press"><w:r><w:t>press</w:t></w:r></w:fldSimple>
<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="far"/><a:graphic><a:graphicData
 uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="far"/><pic:cNvPicPr/>
</pic:nvPicPr><pic:blipFill><a:blip r:link="rIdFar"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing></w:r>
<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet" r:id="rIdOle"/></w:object></w:r></w:p>"""
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def crowded(path: Path) -> Path:
    """A .dotx with much that does not stay: controls, links, fields that fetch, objects, changes, other parts."""
    document = Document()
    _a4(document)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0].add_run()
    first._r.append(parse_xml(_ANCHOR.replace("{n}", _SPACES)))
    section.header._element.append(parse_xml(_CROWD))
    section.footer.paragraphs[0].text = "Bến Mây"
    document.save(str(path))
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

    def change(parts: dict[str, bytes]) -> None:
        header = next(name for name in parts if b"www.example.org" in parts[name])
        parts[header.replace("word/", "word/_rels/") + ".rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rIdLink" Type="{_R}/hyperlink" Target="http://www.example.org" TargetMode="External"/>'
            f'<Relationship Id="rIdFar" Type="{_R}/image" Target="http://example.org/a.png" TargetMode="External"/>'
            f'<Relationship Id="rIdOle" Type="{_R}/oleObject" Target="embeddings/object.bin"/></Relationships>'
        ).encode()
        parts["word/embeddings/object.bin"] = b"object"
        parts["word/glossary/document.xml"] = b"<glossary/>"
        parts["customXml/item9.xml"] = b"<mine/>"
        types = parts["[Content_Types].xml"].decode().replace(main, main.replace("document.main", "template.main"))
        parts["[Content_Types].xml"] = types.replace(
            "<Default", '<Default Extension="bin" ContentType="a/b"/><Default', 1
        ).encode()

    return rewrite(path, change)


_VIETNAMESE = {"Heading1": "Đề mục 1", "Heading2": "Đề mục 2", "Heading3": "Đề mục 3"}


def ministry(path: Path) -> Path:
    """As a Vietnamese office has it: Times New Roman 14, justified, first lines set in; agency and State at the head."""
    document = Document()
    _a4(document)
    section = document.sections[0]
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(f"{{{normal.element.nsmap['w']}}}hAnsi", "Times New Roman")
    form = normal.paragraph_format
    form.alignment, form.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(12.7)
    form.space_after, form.line_spacing = Pt(6), 1.15
    for level in (1, 2, 3):
        heading = document.styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.color.rgb = "Times New Roman", Pt(14), RGBColor(0, 0, 0)
        heading.element.rPr.rFonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            heading.element.rPr.rFonts.set(f"{{{normal.element.nsmap['w']}}}{script}", "Times New Roman")
        heading.paragraph_format.first_line_indent = Mm(12.7)
        heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    section.different_first_page_header_footer = True
    table = section.first_page_header.add_table(1, 2, Mm(160))
    for cell, lines in zip(table.rows[0].cells, (
        ("SỞ VĂN HÓA BẾN MÂY", "THƯ VIỆN THỊ XÃ"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    ), strict=True):  # fmt: skip
        for position, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.first_line_indent = Mm(0)
            run = paragraph.add_run(line)
            run.font.size, run.bold = Pt(12), position == 1 or cell is table.rows[0].cells[1]
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    )
    document.add_paragraph("Nội dung mẫu.")
    document.save(str(path))

    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/styles.xml"].decode()
        for old, new in _VIETNAMESE.items():
            text = text.replace(f'w:val="heading {old[-1]}"', f'w:val="{new}"')
        parts["word/styles.xml"] = text.encode()

    return rewrite(path, change)


def typed(path: Path) -> Path:
    """As many offices write: a logo at the head of the text, all letters set directly in Times New Roman over the style
    of the program, a title and headings that are only larger and bold."""
    document = Document()
    _a4(document)
    document.add_paragraph().add_run().add_picture(io.BytesIO(logo()), Mm(20))
    sample = "Sở đề nghị các đơn vị báo cáo kết quả thực hiện trước ngày 15 hằng tháng. " * 5
    for words, size, bold in (
        ("BÁO CÁO THÁNG", 18, True), ("1. Kết quả", 15, True), (sample, 13, False), ("2. Tồn tại", 15, True),
        (sample, 13, False),
    ):  # fmt: skip
        run = document.add_paragraph().add_run(words)
        run.font.name, run.font.size, run.font.bold = "Times New Roman", Pt(size), bold
        run.font.color.rgb = RGBColor(0x8B, 0x1A, 0x1A) if bold else RGBColor(0x20, 0x20, 0x20)
    document.save(str(path))
    return path
