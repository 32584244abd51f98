"""The same four documents by a plain script: matplotlib, python-docx and python-pptx, as a consultant writes one.

    python plain.py FOLDER

The script writes into FOLDER. Charts that are there already are not drawn again.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

TEXT = json.loads((Path(__file__).parent.parent / "text.json").read_text("utf-8"))
BLUE, RED, ORANGE, GREY = "#12406b", "#b3261e", "#d9541e", "#c6cfd8"
PIECES = re.compile(r"(\*\*.+?\*\*|\[\^\d+\])")

# ---- Charts


def draw_charts(folder: Path) -> None:
    """Draw the charts of both languages that are not in the folder, as PNG of 200 dots per inch."""
    wanted = [(language, name) for language in TEXT for name in TEXT[language]["charts"]]
    missing = [(language, name) for language, name in wanted if not picture(folder, language, name).exists()]
    if not missing:
        return
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    matplotlib.rcParams.update({"font.family": "sans-serif", "font.size": 9})
    for language, name in missing:
        chart = TEXT[language]["charts"][name]
        figure, axes = pyplot.subplots(figsize=(6.3, 3))
        DRAWERS[chart["kind"]](axes, chart)
        axes.set_title(chart["title"], loc="left", fontsize=9, color="#56616b")
        axes.spines[["top", "right"]].set_visible(False)
        figure.tight_layout()
        figure.savefig(picture(folder, language, name), dpi=200)
        pyplot.close(figure)


def picture(folder: Path, language: str, name: str) -> Path:
    return folder / f"{name}.{language}.png"


def _line(axes: Any, chart: dict[str, Any]) -> None:
    axes.plot(chart["labels"], chart["values"], color=BLUE, marker="o")
    for index, (value, printed) in enumerate(zip(chart["values"], chart["printed"], strict=True)):
        axes.annotate(printed, (index, value), xytext=(0, 7), textcoords="offset points", ha="center")
    axes.axhline(chart["target"], color=RED, linestyle="--")
    axes.text(0, chart["target"], chart["target_label"], color=RED, va="bottom")
    axes.set_ylim(0, chart["target"] * 1.15)
    axes.yaxis.set_visible(False)


def _bars(axes: Any, chart: dict[str, Any]) -> None:
    bars = axes.barh(chart["labels"][::-1], chart["values"][::-1], color=BLUE)
    axes.bar_label(bars, chart["printed"][::-1], padding=3)
    axes.axvline(chart["target"], color=RED, linestyle="--")
    axes.text(chart["target"], len(bars) - 0.4, chart["target_label"], color=RED, ha="right")
    axes.set_xlim(0, 100)
    axes.xaxis.set_visible(False)


def _share(axes: Any, chart: dict[str, Any]) -> None:
    start = 0.0
    for value, label, printed, colour in zip(
        chart["values"], chart["labels"], chart["printed"], (RED, ORANGE, GREY), strict=True
    ):
        axes.barh([""], [value], left=start, color=colour)
        axes.text(start, 0.45, f"{label} {printed}", va="bottom")
        start += value
    axes.set_xlim(0, 100)
    axes.set_ylim(-0.6, 1)
    axes.xaxis.set_visible(False)


def _timeline(axes: Any, chart: dict[str, Any]) -> None:
    axes.axhline(0, color=GREY, linewidth=6)
    for index, (value, label, printed) in enumerate(
        zip(chart["values"], chart["labels"], chart["printed"], strict=True)
    ):
        height = 1 if index % 2 else -1
        axes.plot([value, value], [0, height], color=BLUE)
        axes.text(value, height, f"{printed}\n{label}", ha="center", va="bottom" if index % 2 else "top")
    axes.set_ylim(-2, 2)
    axes.yaxis.set_visible(False)


DRAWERS = {"line": _line, "bars": _bars, "share": _share, "timeline": _timeline}

# ---- Word


def write_briefing(language: str, folder: Path) -> None:
    """Write the briefing of one language: headings, text with marks, lists, tables, pictures, notes at the end."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    text = TEXT[language]
    document = Document()
    document.core_properties.title = text["title"]
    document.core_properties.language = language
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.footer.paragraphs[0].text = text["title"]
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10.5)
    document.add_heading(text["title"], 0)
    document.add_paragraph(text["subtitle"], style="Subtitle")
    _add_runs(document.add_paragraph(), text["about"])
    for block in text["blocks"]:
        kind = block["kind"]
        if kind == "heading":
            document.add_heading(block["text"], block["level"])
        elif kind in STYLES:
            style = STYLES[kind] + (f" {block['level'] + 1}" if block.get("level") else "")
            _add_runs(document.add_paragraph(style=style), block["text"])
        elif kind == "cards":
            _add_cards(document.add_table(1, len(block["cards"])), block["cards"])
        elif kind == "table":
            document.add_paragraph(block["caption"], style="Caption")
            _fill(document.add_table(len(block["rows"]), len(block["rows"][0]), style="Light List Accent 1"), block)
        elif kind == "chart":
            document.add_paragraph(block["caption"], style="Caption")
            document.add_picture(str(picture(folder, language, block["chart"])), width=Cm(16))
            document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if "source" in block:
            document.add_paragraph().add_run(block["source"]).font.size = Pt(8)
    for number, note in enumerate(text["notes"], 1):
        document.add_paragraph().add_run(f"[{number}] {note}").font.size = Pt(8)
    document.save(str(folder / f"briefing.{language}.docx"))


STYLES = {
    "text": "Normal",
    "box": "Intense Quote",
    "quote": "Quote",
    "bullet": "List Bullet",
    "number": "List Number",
}


def _add_runs(paragraph: Any, text: str) -> None:
    for piece in filter(None, PIECES.split(text)):
        if piece.startswith("[^"):
            paragraph.add_run(f"[{piece[2:-1]}]").font.superscript = True
        elif piece.startswith("**"):
            paragraph.add_run(piece.strip("*")).bold = True
        else:
            paragraph.add_run(piece)


def _add_cards(table: Any, cards: list[list[str]]) -> None:
    for cell, (figure, label, note) in zip(table.rows[0].cells, cards, strict=True):
        cell.paragraphs[0].add_run(figure).bold = True
        cell.add_paragraph(label)
        cell.add_paragraph(note)


def _fill(table: Any, block: dict[str, Any]) -> None:
    for row, texts in zip(table.rows, block["rows"], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _add_runs(cell.paragraphs[0], text)


# ---- PowerPoint


def write_deck(language: str, folder: Path) -> None:
    """Write the deck of one language: titles, lists, key figures, tables, pictures and speaker notes."""
    from pptx import Presentation
    from pptx.util import Cm

    text = TEXT[language]
    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(33.867), Cm(19.05)
    deck.core_properties.title = text["title"]
    for number, content in enumerate(text["slides"]):
        slide = deck.slides.add_slide(deck.slide_layouts[5 if number else 0])
        slide.shapes.title.text = content["title"]
        if not number:
            slide.placeholders[1].text = "\n".join(content["lines"])
            continue
        columns = content.get("columns", [content["lines"]] if "lines" in content else [])
        for index, lines in enumerate(columns):
            _add_lines(slide, lines, left=Cm(1.5 + 15 * index), width=Cm(9 if "chart" in content else 14))
        for index, card in enumerate(content.get("cards", ())):
            _add_lines(slide, card, left=Cm(1.5 + 10 * index), width=Cm(9))
        if "chart" in content:
            left = Cm(11.5 if columns else 2)
            width = Cm(21 if columns else 28)
            slide.shapes.add_picture(str(picture(folder, language, content["chart"])), left, Cm(4.5), width=width)
        if "rows" in content:
            _add_table(slide, content["rows"])
        if "source" in content:
            _add_lines(slide, [content["source"]], left=Cm(1.5), width=Cm(30), top=Cm(17.5), size=10)
        if "notes" in content:
            slide.notes_slide.notes_text_frame.text = content["notes"]
    deck.save(str(folder / f"deck.{language}.pptx"))


def _add_lines(slide: Any, lines: list[str], *, left: int, width: int, top: int = 1620000, size: int = 20) -> None:
    from pptx.util import Cm, Pt

    frame = slide.shapes.add_textbox(left, top, width, Cm(2)).text_frame
    frame.word_wrap = True
    for index, line in enumerate(lines):
        paragraph = frame.add_paragraph() if index else frame.paragraphs[0]
        paragraph.text = line
        paragraph.font.size = Pt(size)


def _add_table(slide: Any, rows: list[list[str]]) -> None:
    from pptx.util import Cm

    table = slide.shapes.add_table(len(rows), len(rows[0]), Cm(1.5), Cm(4.5), Cm(30), Cm(1.2 * len(rows))).table
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def main() -> None:
    folder = Path(sys.argv[1])
    draw_charts(folder)
    for language in TEXT:
        write_briefing(language, folder)
        write_deck(language, folder)


if __name__ == "__main__":
    main()
