"""The example of `songngu init --example indicators`: all of its documents build, and all of their figures are traced."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import songngu as run

from reports.charts.kinds import KINDS
from reports.workspace.new_workspace import example_folder

MOST_BYTES = 400_000


@pytest.fixture(scope="module")
def indicators(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace with the example, built for all audiences."""
    folder = tmp_path_factory.mktemp("new") / "indicators"
    assert run("init", folder, "--example", "indicators").returncode == 0
    built = run("build", "--all-audiences", cwd=folder)
    assert (built.returncode, len(built.stdout.splitlines())) == (0, 8), built.stderr
    assert "warning" not in built.stderr
    return folder


def _documents(workspace: Path) -> Iterator[Path]:
    return (path for path in sorted((workspace / "out").glob("*/*")) if path.suffix in (".docx", ".pptx"))


def test_an_unknown_example_is_named_with_a_hint(tmp_path: Path) -> None:
    result = run("init", tmp_path / "new", "--example", "indicator")
    assert result.returncode == 2
    assert 'no example is called "indicator"; did you mean "indicators"?' in result.stderr


def test_it_is_small_and_its_sources_come_along(indicators: Path) -> None:
    files = [path for path in example_folder("indicators").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < MOST_BYTES
    assert (indicators / "sources/README.md").is_file()
    assert (indicators / "templates/brand/brand.yaml").is_file()


def test_its_facts_are_those_of_its_sources(indicators: Path) -> None:
    checked = run("check", "--sources", "sources", cwd=indicators)
    assert (checked.returncode, "warning" in checked.stderr) == (0, False), checked.stderr
    assert "accounts compared with 3 documents" in checked.stdout


def test_every_figure_of_its_documents_is_traced(indicators: Path) -> None:
    documents = list(_documents(indicators))
    assert {path.parent.name for path in documents} == {"general", "leaders"}
    assert run("audit", *documents, cwd=indicators).returncode == 0


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_of_chart_is_shown(indicators: Path, language: str) -> None:
    specs = yaml.safe_load((indicators / "templates/charts.yaml").read_text("utf-8"))["charts"]
    files = json.loads((indicators / "out/manifest.json").read_text("utf-8"))["files"]
    shown = {chart for name, file in files.items() if f".{language}." in name for chart in file["charts"]}
    assert {specs[chart]["kind"] for chart in shown} == {*KINDS}
    assert shown == {*specs}
