"""The two briefings by docxtpl, from a template with loops; the charts of the plain script must be in the folder.

python with_docxtpl.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from plain import PIECES, STYLES, TEXT, picture

BRANCHES = [*STYLES, "heading", "chart"]


def make_template(path: Path) -> None:
    """Write the template, as people draw it in Word: one paragraph for each kind of block, in a loop."""
    from docx import Document

    document = Document()
    document.add_heading("{{ title }}", 0)
    document.add_paragraph("{{ subtitle }}", style="Subtitle")
    document.add_paragraph("{%p for block in blocks %}")
    for kind in BRANCHES:
        document.add_paragraph(f"{{%p if block.kind == '{kind}' %}}")
        if kind == "chart":
            document.add_paragraph("{{ block.caption }}", style="Caption")
            document.add_paragraph("{{ block.picture }}")
        else:
            document.add_paragraph("{{r block.rich }}", style=STYLES.get(kind, "Heading 1"))
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if block.rows %}")
    document.add_paragraph("{{ block.caption }}", style="Caption")
    table = document.add_table(3, 3, style="Light List Accent 1")
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    for cell, text in zip(
        table.rows[1].cells, ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{ block.source }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for note in notes %}")
    document.add_paragraph("[{{ loop.index }}] {{ note }}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


def write_briefing(template: Path, language: str, folder: Path) -> None:
    """Fill the template with the text of one language."""
    from docx.shared import Cm
    from docxtpl import DocxTemplate, InlineImage, RichText

    def filled(block: dict[str, Any]) -> dict[str, Any]:
        block = {"source": "", **block}
        if block["kind"] == "cards":
            block |= {"kind": "table", "caption": "", "rows": list(zip(*block["cards"], strict=True))}
        elif block["kind"] == "chart":
            block["picture"] = InlineImage(document, str(picture(folder, language, block["chart"])), width=Cm(16))
        elif "text" in block:
            block["rich"] = rich = RichText()
            for piece in filter(None, PIECES.split(block["text"])):
                rich.add(piece.strip("*[^]"), bold=piece.startswith("**"), superscript=piece.startswith("[^"))
        return block

    text, document = TEXT[language], DocxTemplate(str(template))
    document.render(text | {"blocks": [filled(block) for block in text["blocks"]]}, autoescape=True)
    document.save(str(folder / f"docxtpl.{language}.docx"))


def main() -> None:
    folder = Path(sys.argv[1])
    template = folder / "docxtpl.template.docx"
    if not template.exists():
        make_template(template)
    for language in TEXT:
        write_briefing(template, language, folder)


if __name__ == "__main__":
    main()
