"""Copies of workspaces that may be edited, and the edits that people make in them."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarks.processes import ROOT

PLAIN_TEXT = re.compile(r"^[^\W\d_][^{}|\n]*\.$", re.MULTILINE)
"""A paragraph into which nothing is put."""
SENTENCE = re.compile(r'^(?:[^\W\d_]|\{\{ fact\("[\w.-]+"\)\.statement).*(?:\.|statement \}\})$', re.MULTILINE)
"""A paragraph that ends with a sentence."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A copy of a workspace; `uncharted` and `charted` are facts without and with a chart."""

    root: Path
    uncharted: str = ""
    charted: str = ""

    def reset(self) -> None:
        """Remove all that was built."""
        shutil.rmtree(self.root / "out", ignore_errors=True)

    def change_sentence(self, number: int) -> None:
        """Add a sentence, another one for each number, to the English briefing."""
        path = next(
            path
            for path in sorted(self.root.glob("templates/briefing/en/*.md.j2"))
            if PLAIN_TEXT.search(path.read_text("utf-8"))
        )
        path.write_text(_with_sentence(path.read_text("utf-8"), PLAIN_TEXT, number), "utf-8")

    def change_section(self, path: Path, text: str, number: int) -> None:
        """Write the section with a sentence more than in `text`, another one for each number."""
        path.write_text(_with_sentence(text, SENTENCE, number), "utf-8")

    def change_fact(self, id_: str, number: int) -> None:
        """Make the value of a fact with one account a little larger, a little more for each number."""
        path = self.root / "seeds" / "facts.yaml"
        text = path.read_text("utf-8")
        start = text.index(f"- id: {id_}\n")
        end = text.index("\n- id: ", start)
        value = re.findall(r"\bvalue: ([\d.]+)", text[start:end])[0]
        step = Decimal(1).scaleb(-len(value.partition(".")[2]))
        new = str(Decimal(value) + step * number)
        fact = text[start:end].replace(value, new).replace(_vietnamese(value), _vietnamese(new))
        path.write_text(text[:start] + fact + text[end:], "utf-8")


def _with_sentence(text: str, place: re.Pattern[str], number: int) -> str:
    """A section without such a place, such as a list of sources, gets a comment."""
    word = "".join("abcdefghij"[int(digit)] for digit in str(number))
    found = place.search(text)
    return text[: found.end()] + f" Also{word}." + text[found.end() :] if found else f"{text}\n{{## {word} ##}}\n"


def _vietnamese(value: str) -> str:
    return f"{Decimal(value):,}".translate(str.maketrans(",.", ".,"))


def copies(folder: Path) -> dict[str, Workspace]:
    """The workspace of the benchmarks and the built-in one, copied into a folder."""
    for name, source in (("benchmark", ROOT / "benchmarks" / "workspace"), ("built-in", ROOT)):
        for part in ("seeds", "templates"):
            shutil.copytree(source / part, folder / name / part)
    return {
        "benchmark": Workspace(folder / "benchmark", uncharted="runs", charted="riders.students"),
        "built-in": Workspace(folder / "built-in", uncharted="community-teams.members", charted="signatures.adults"),
    }
