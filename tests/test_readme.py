"""What is written about the project: the READMEs and the page on templates, in both languages, say what the code does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from test_floors import ROOMS

from reports.charts.kinds import KINDS
from reports.charts.specs import Item, Spec
from reports.document.reader.blocks import ATTRIBUTES, FENCES, HEADING_ATTRIBUTES
from reports.templates.fact_text import SIDES
from reports.workspace import AudienceFile, AudienceReport, Budget, OfficialFile, Phrases

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "README.vi.md", *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").rglob("*.md"))))
WRITTEN_BY_FUNCTIONS = ("figure", "cards", "sources", "contents")
"""Fenced blocks that people write as a function."""
FOR_FUNCTIONS = ("row",)
"""A side of a fact that is nothing to be written."""


def _docstring(module: str) -> str:
    path = ROOT / "reports" / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n\n")[0].replace("\n", " ")


def table_of_rooms() -> str:
    """The table as docs/architecture.md must have it: each room, lowest first, and the first line of its docstring."""
    rows = ["| room | what it is |", "|---|---|"]
    rows += [f"| `{room}` | {_docstring(room)} |" for room in ROOMS]
    return "\n".join(rows)


def test_the_table_of_rooms_is_that_of_the_code() -> None:
    architecture = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    written = architecture.split("<!-- rooms -->\n")[1].split("\n<!-- /rooms -->")[0]
    assert written == table_of_rooms(), f"write into docs/architecture.md:\n\n{table_of_rooms()}"


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    local = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert local
    for target in local:
        path, _, heading = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.is_file(), target
        assert not heading or heading in _headings(file), target


def _headings(path: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def _commands(text: str) -> set[str]:
    """The commands that a page names, in its lines and in its blocks."""
    inline = re.findall(r"`((?:songngu|make|pipx) [^`]+)`", text)
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    return {*inline, *(line for line in lines if line and "error:" not in line)}


def test_both_readmes_name_the_same_commands() -> None:
    vietnamese = (ROOT / "README.vi.md").read_text(encoding="utf-8")
    english = README
    assert len(_commands(english)) >= 15
    assert _commands(vietnamese) == _commands(english)


def test_both_readmes_link_to_every_guide() -> None:
    for page, language in (("README.md", "en"), ("README.vi.md", "vi")):
        text = (ROOT / page).read_text(encoding="utf-8")
        for guide in (ROOT / "docs/guides" / language).iterdir():
            assert f"(docs/guides/{language}/{guide.name})" in text


@pytest.mark.parametrize("page", ["docs/templates.md", "docs/templates.vi.md"])
def test_the_page_on_templates_names_all_that_can_be_written(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = [f"::: {name}" for name in FENCES if name not in WRITTEN_BY_FUNCTIONS]
    sides = [f"`.{name}`" for name in SIDES if name not in FOR_FUNCTIONS]
    models = (AudienceFile, AudienceReport, Budget, Phrases, OfficialFile)
    fields = [f"`{field.alias or name}`" for model in models for name, field in model.model_fields.items()]
    attributes = [*HEADING_ATTRIBUTES, *ATTRIBUTES["table"]]
    for name in (*blocks, *sides, *attributes):
        assert name in text, name
    for name in fields:
        assert name in text or name.strip("`") + ":" in text, name


@pytest.mark.parametrize("page", ["docs/charts.md", "docs/charts.vi.md"])
def test_the_page_on_charts_names_every_field_and_kind(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for field in (*Spec.model_fields, *Item.model_fields):
        assert f"`{field}`" in text or f"{field}:" in text, field
    for kind in KINDS.values():
        assert re.search(rf"^\| `{kind.name}` \|.*\b{kind.fewest}\D+{kind.most} \|$", text, re.MULTILINE), kind.name


def test_pictures_stay_small() -> None:
    for path in (ROOT / "docs/pictures").iterdir():
        assert path.stat().st_size < 300_000
