"""The four documents by pandoc, from Markdown; the charts of the plain script must be in the folder.

python with_pandoc.py FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc
from plain import TEXT, picture


def briefing(language: str, folder: Path) -> Iterator[str]:
    """The paragraphs of the briefing as Markdown."""
    text = TEXT[language]
    yield f"---\ntitle: '{text['title']}'\nsubtitle: '{text['subtitle']}'\nlang: {language}\n---"
    for block in text["blocks"]:
        match block["kind"]:
            case "heading":
                yield f"{'#' * block['level']} {block['text']}"
            case "bullet" | "number":
                yield f"{'    ' * block['level']}{'-' if block['kind'] == 'bullet' else '1.'} {block['text']}"
            case "quote" | "box":
                yield f"> {block['text']}"
            case "chart":
                yield f"![{block['caption']}]({picture(folder, language, block['chart'])}){{width=16cm}}"
            case "table":
                yield table(block["rows"]) + f"\n\n: {block['caption']}"
            case "cards":
                yield table(list(zip(*block["cards"], strict=True)))
            case _:
                yield block["text"]
        if "source" in block:
            yield block["source"]
    yield from (f"[^{number}]: {note}" for number, note in enumerate(text["notes"], 1))


def deck(language: str, folder: Path) -> Iterator[str]:
    """The slides as Markdown."""
    first, *slides = TEXT[language]["slides"]
    yield f"---\ntitle: '{first['title']}'\nsubtitle: '{first['lines'][0]}'\nlang: {language}\n---"
    for slide in slides:
        yield f"## {slide['title']}"
        for lines in [slide.get("lines", []), *slide.get("columns", []), *slide.get("cards", [])]:
            yield "\n".join(f"- {line}" for line in lines)
        if "chart" in slide:
            yield f"![{slide['source']}]({picture(folder, language, slide['chart'])})"
        if "rows" in slide:
            yield table(slide["rows"])
        if "notes" in slide:
            yield f"::: notes\n{slide['notes']}\n:::"


def table(rows: list[Any]) -> str:
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def main() -> None:
    folder = Path(sys.argv[1])
    for language in TEXT:
        for name, blocks, ending in (("briefing", briefing, "docx"), ("deck", deck, "pptx")):
            output = str(folder / f"pandoc.{name}.{language}.{ending}")
            pypandoc.convert_text("\n\n".join(blocks(language, folder)), ending, "markdown", outputfile=output)


if __name__ == "__main__":
    main()
