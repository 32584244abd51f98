"""Tables in Markdown, and their places in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def put(tables: Mapping[str, str], path: Path) -> None:
    """Write each table between its marks in a Markdown file."""
    text = path.read_text("utf-8")
    for name, content in tables.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text, found = re.subn(pattern, lambda m, content=content: f"{m[1]}{content}\n{m[2]}", text, flags=re.DOTALL)
        if not found:
            raise SystemExit(f"{path} has no place for the table {name!r}")
    path.write_text(text, "utf-8")
