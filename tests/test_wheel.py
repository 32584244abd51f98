"""The wheel carries the built-in workspace, and what it installs makes a workspace that builds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reports.workspace.new_workspace import EXAMPLES

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it; what it needs is in this environment already."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    return target


@pytest.mark.parametrize("example", [[], *(["--example", name] for name in EXAMPLES)], ids=["empty", *EXAMPLES])
def test_what_it_makes_builds_at_once(installed: Path, tmp_path: Path, example: list[str]) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed)}

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-P", "-m", "reports", *arguments],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
        )

    run("init", "new", *example)
    run("build", "--workspace", "new", "--language", "en")
    assert (tmp_path / "new/out/general/briefing.en.docx").is_file()
    assert (tmp_path / "new/out/general/deck.en.pptx").is_file()
