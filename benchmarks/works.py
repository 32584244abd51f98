"""What is measured: the works of songngu, the plain script, and the programs of others."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.processes import ENVIRONMENT, ROOT, songngu
from benchmarks.workspaces import Workspace

PEERS = ROOT / "benchmarks" / "peers"
FIRST, AGAIN, PYTHON = "plain script, from nothing", "plain script, charts ready", "empty Python"
"""What works are compared with."""


@dataclass(frozen=True, slots=True)
class Work:
    """A command of songngu after `prepare`, which gets the number of the round; `unit` is what it is compared with."""

    name: str
    prepare: Callable[[Workspace, int], None]
    arguments: Sequence[str] = ("build",)
    unit: str = FIRST
    budget: str = ""

    def command(self, workspace: Workspace) -> list[str]:
        return songngu(workspace.root, *self.arguments)


def _touch(workspace: Workspace, number: int) -> None:
    (workspace.root / "seeds" / "facts.yaml").touch()


def _wait(workspace: Workspace, number: int) -> None:
    time.sleep(2.1)  # a file that was changed in the last two seconds is compared by its content


def _nothing(workspace: Workspace, number: int) -> None:
    pass


WORKS = (
    Work("everything for the first time, two jobs", lambda w, n: w.reset(), ("build", "--jobs", "2"), budget="0.75"),
    Work("charts ready, all four written again", _nothing, ("build", "--force"), budget="0.25"),
    Work("one sentence changed", lambda w, n: w.change_sentence(n), budget="0.15"),
    Work("one uncharted fact changed", lambda w, n: w.change_fact(w.uncharted, n), budget="0.28"),
    Work("one charted fact changed", lambda w, n: w.change_fact(w.charted, n), budget="0.45"),
    Work("nothing changed, but a file touched just now", _touch, unit=PYTHON, budget="2.6"),
    Work("nothing changed", _wait, unit=PYTHON, budget="2.6"),
    Work("`check`, one sentence changed", lambda w, n: w.change_sentence(n), ("check",), budget="0.25"),
)


@dataclass(frozen=True, slots=True)
class Peer:
    """A program of others that writes the same text; `is_here` says whether it is installed."""

    name: str
    writes: str
    script: str
    is_here: Callable[[], bool]

    def command(self, folder: Path) -> list[str]:
        return ["node" if self.script.endswith(".cjs") else sys.executable, str(PEERS / self.script), str(folder)]


def _python(package: str) -> Callable[[], bool]:
    return lambda: find_spec(package) is not None


def _node(package: str) -> Callable[[], bool]:
    def is_here() -> bool:
        code = f"require.resolve('{package}', {{paths: ['{PEERS.as_posix()}', ...module.paths]}})"
        return (
            bool(shutil.which("node"))
            and not subprocess.run(["node", "-e", code], env=ENVIRONMENT, cwd=PEERS, capture_output=True).returncode
        )

    return is_here


PLAIN = Peer("python-docx, python-pptx, matplotlib (the plain script)", "2 .docx, 2 .pptx", "plain.py", lambda: True)
OTHERS = (
    Peer("docxtpl", "2 .docx", "with_docxtpl.py", _python("docxtpl")),
    Peer("pandoc (pypandoc-binary)", "2 .docx, 2 .pptx", "with_pandoc.py", _python("pypandoc")),
    Peer("docxtemplater (node), without pictures", "2 .docx", "with_docxtemplater.cjs", _node("docxtemplater")),
    Peer("docx (node)", "2 .docx", "with_docx.cjs", _node("docx")),
    Peer("pptxgenjs (node)", "2 .pptx", "with_pptxgenjs.cjs", _node("pptxgenjs")),
)
