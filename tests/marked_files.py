"""Small Word files with marked figures: as they are written now, and as version 0.1.0 wrote them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from reports.document.marks import fact_style, kept_properties
from reports.document.model import MadeFor, Marked, Trace
from reports.word.assembly import set_custom_properties

CHILDREN = Marked("45,5%", Trace("fact", "loans.children", "full", "45.5"))
MEMBERS = Marked("hơn 52%", Trace("fact", "members.lang-sen", "full", "52"))
TELLERS = Marked("hàng chục tình nguyện viên", Trace("fact", "storytellers"))
SAID = [
    ("Trẻ em mượn ", CHILDREN, " số sách."),
    ("Ở đây có ", MEMBERS, " số dân là bạn đọc."),
    ("Đã có ", TELLERS, " kể chuyện."),
    ("Như đã nói, ", CHILDREN, " là của trẻ em."),
]
"""The paragraphs: words, a figure of a fact of the library, words."""
PARTS = {"word/document.xml": "word/document2.xml", "word/styles.xml": "word/styles7.xml", "customXml/item2.xml": "customXml/item4.xml"}  # fmt: skip
RSID = "00AB12CD"


def marked_file(path: Path, mark: str = "style") -> Path:
    """A .docx with the paragraphs above; `mark` is "style", or "control" for a file of version 0.1.0."""
    document = docx.Document()
    for before, marked, after in SAID:
        paragraph = document.add_paragraph(before)
        if mark == "style":
            paragraph.add_run(marked.text, style=_style(document, marked.trace))
        else:
            paragraph._p.append(_control(marked))
        paragraph.add_run(after)
    package = document.part.package
    trace = Part(PackURI("/customXml/item2.xml"), "application/xml", _list(mark), package)
    document.part.relate_to(trace, RELATIONSHIP_TYPE.CUSTOM_XML)
    if mark == "style":
        set_custom_properties(
            package, kept_properties(MadeFor("briefing", "", "vi"), [marked for _, marked, _ in SAID])
        )
    document.save(str(path))
    return path


def _style(document: docx.document.Document, trace: Trace) -> str:
    name = fact_style(trace).name
    if name not in [style.name for style in document.styles]:
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.hidden, style.priority = True, 99
        style.element.set(docx.oxml.ns.qn("w:styleId"), fact_style(trace).id)
    return name


def _control(marked: Marked) -> etree._Element:
    name = f"fact:{marked.trace.ref}#{marked.trace.form}"
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/><w:id w:val="77"/><w:text/>'
        f"</w:sdtPr><w:sdtContent><w:r><w:t>{marked.text}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _list(mark: str) -> bytes:
    root = etree.Element("{urn:songngu:trace:1}trace", {"report": "briefing", "language": "vi"})
    for _, marked, _ in SAID:
        trace = marked.trace
        said = {"kind": "fact", "ref": trace.ref, "form": trace.form, "printed": marked.text}
        said |= {"value": trace.value} if trace.value else {}
        said |= {"id": fact_style(trace).id} if mark == "style" else {"id": "77", "name": f"fact:{trace.ref}#full"}
        etree.SubElement(root, "{urn:songngu:trace:1}" + ("mark" if mark == "style" else "control"), said)
    return etree.tostring(root)


def parts_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def as_word_saves(file: Path, path: Path) -> Path:
    """The file as Word leaves it: runs split, each with the number of its revision and signs of the spelling check
    between them; ids of styles counted anew; latent styles; parts under other names."""
    parts = {name: content.decode("utf-8", "surrogateescape") for name, content in parts_of(file).items()}
    ids = re.findall(r'<w:style [^>]*w:styleId="([^"]*)"', parts["word/styles.xml"])
    numbered = {id_: f"a{number}" for number, id_ in enumerate(ids)}
    for name, text in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            text = re.sub(
                r'(<w:(?:style [^>]*w:styleId|(?:[pr]Style|tblStyle|basedOn|link|next) w:val)=")([^"]*)',
                lambda found: found[1] + numbered.get(found[2], found[2]),
                text,
            )
            text = re.sub(
                r"(<w:r>)(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>([^<]{2,})</w:t></w:r>", _split, text
            )
            parts[name] = re.sub(r"<w:(r|p)>", rf'<w:\1 w:rsidR="{RSID}">', text)
    latent = '<w:latentStyles w:count="376"><w:lsdException w:name="Strong" w:uiPriority="22"/></w:latentStyles>'
    if "<w:latentStyles" not in parts["word/styles.xml"]:
        parts["word/styles.xml"] = parts["word/styles.xml"].replace("</w:docDefaults>", "</w:docDefaults>" + latent)
    renamed = {_renamed(name): content for name, content in parts.items()}
    for name, content in renamed.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            for old, new in PARTS.items():
                content = content.replace(old.rpartition("/")[2], new.rpartition("/")[2])
            renamed[name] = content
    return zipped(path, {name: content.encode("utf-8", "surrogateescape") for name, content in renamed.items()})


def _renamed(name: str) -> str:
    for old, new in PARTS.items():
        folder, last = old.rsplit("/", 1)
        if name in (old, f"{folder}/_rels/{last}.rels"):
            return name.replace(last, new.rpartition("/")[2])
    return name


def _split(found: re.Match[str]) -> str:
    begin, looks, text = found[1], found[2] or "", found[3]
    if "&" in text:
        return found[0]
    half = len(text) // 2
    run = begin + looks + '<w:t xml:space="preserve">'
    return f'{run}{text[:half]}</w:t></w:r><w:proofErr w:type="spellStart"/>{run}{text[half:]}</w:t></w:r>'
