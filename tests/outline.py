"""A finished file → its outline in plain lines: styles and texts of a .docx, layouts, placeholders and notes of a .pptx."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def outline(path: Path) -> str:
    """The outline of a file by its suffix."""
    lines = _word(path) if path.suffix == ".docx" else _powerpoint(path)
    return "\n".join(lines) + "\n"


def _parse(archive: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(archive.read(name))


def _word(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        body = _parse(archive, "word/document.xml").find(f"{W}body")
        notes = _parse(archive, "word/footnotes.xml") if "word/footnotes.xml" in archive.namelist() else []
        yield from _word_blocks(body, "")
        for note in notes:
            if note.get(f"{W}type") is None:
                yield f"note {note.get(f'{W}id')}: {_text(note)}"


def _word_blocks(parent: Any, indent: str) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{W}p":
            style = element.find(f"{W}pPr/{W}pStyle")
            name = style.get(f"{W}val") if style is not None else "-"
            alts = [f" <{p.get('descr')}>" for p in element.iter(f"{WP}docPr")]
            yield f"{indent}{name}: {_text(element)}{''.join(alts)}"
        elif element.tag == f"{W}tbl":
            yield f"{indent}table"
            for row in element.iter(f"{W}tr"):
                cells = [" / ".join(_text(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
                yield f"{indent}  | {' | '.join(cells)}"
        elif element.tag == f"{W}sdt":
            yield from _word_blocks(element.find(f"{W}sdtContent"), indent)


def _text(element: Any) -> str:
    parts = []
    for node in element.iter(f"{W}t", f"{W}footnoteReference", f"{W}br"):
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}br":
            parts.append(" ")
        else:
            parts.append(f"[{node.get(f'{W}id')}]")
    return "".join(parts)


def _powerpoint(path: Path) -> Iterator[str]:
    from pptx import Presentation

    for number, slide in enumerate(Presentation(str(path)).slides, 1):
        yield f"slide {number}: {slide.slide_layout.name}"
        for shape in slide.shapes:
            kind = str(shape.placeholder_format.type).split(".")[-1].split(" ")[0].lower()
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    yield f"  {kind}: {paragraph.text}"
            elif shape.has_table:
                for row in shape.table.rows:
                    yield f"  {kind}: | {' | '.join(cell.text for cell in row.cells)} |"
            else:
                yield f"  {kind}: <{shape._element.xpath('.//p:cNvPr')[0].get('descr')}>"
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
                yield f"  notes: {paragraph.text}"
