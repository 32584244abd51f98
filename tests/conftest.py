"""What several tests share: workspaces to work on, and tools that not every machine has."""

from __future__ import annotations

import functools
import hashlib
import io
import itertools
import json
import os
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from names import unknown_names
from openxml_audit import OpenXmlValidator
from openxml_audit.context import ValidationContext
from openxml_audit.errors import ValidationError
from openxml_audit.parts import OpenXmlPart
from openxml_audit.semantic.constraints import cross_part
from PIL import Image

from reports.__main__ import main
from reports.brand import Brand, font_files, read_brand
from reports.brand.font_files import load_metrics
from reports.brand.imports import brand_file
from reports.charts import jobs
from reports.charts.letters import ChartMetrics, with_fallback
from reports.charts.marks import PaintedImages, PaintWork
from reports.diagnostics import Diagnostic
from reports.document.model import Cite, Inline, Inlines, Marked
from reports.files.children import Children
from reports.files.disk import write_all
from reports.pipeline.build import build
from reports.workspace.new_workspace import make_workspace

ROOT = Path(__file__).parent.parent
LIBRARY = Path(__file__).parent / "library"
"""Another workspace: a small town's library, with its own brand, reports, audiences and source documents."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="renew the outlines in tests/library/outlines")


def sources_by_fact(sources: Mapping[str, Inlines]) -> Callable[[Inline], Inlines]:
    """The sources of the facts that an inline prints or cites, from a mapping by fact, as decks take them."""
    return lambda inline: tuple(
        source
        for fact in (
            inline.facts if isinstance(inline, Cite) else (inline.trace.ref,) if isinstance(inline, Marked) else ()
        )
        for source in sources.get(fact, ())
    )


OFFICE = ("soffice", "libreoffice", "pdftotext", "pdfinfo", "pdffonts", "pdftoppm", "pandoc", "ooxml-validator")
"""Programs that only tests marked `office` may start; whoever uses the fixture `program` has the mark by that."""
_running: list[pytest.Item] = []


@pytest.hookimpl(tryfirst=True)  # before `-m` looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "program" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.office)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _running.append(item)
    try:
        return (yield)
    finally:
        _running.pop()


def needs_office(what: str) -> None:
    """Fail a test that reaches for an office program and is not marked for it."""
    if _running and not _running[-1].get_closest_marker("office"):
        pytest.fail(f"this test starts {what}: mark it with @pytest.mark.office")


def _watch(event: str, details: tuple[Any, ...]) -> None:
    """Watch what tests start, also by way of the program."""
    if event == "subprocess.Popen" and _running:
        path = os.fsdecode(details[0])
        name = Path(path).stem
        if name in OFFICE and os.path.realpath(shutil.which(path) or "") == os.path.realpath(shutil.which(name) or ""):
            needs_office(name)


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def true_hints(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test in which the program gives a hint that names something that there is not."""
    hints: set[str] = set()
    made = Diagnostic.__init__

    def noted(self: Diagnostic, *args: Any, **more: Any) -> None:
        made(self, *args, **more)
        if self.hint:
            hints.add(self.hint)

    with monkeypatch.context() as patch:
        patch.setattr(Diagnostic, "__init__", noted)
        yield
    # files of the test's own workspace, and names in capitals that stand for any
    untrue = {hint: wrong for hint in hints if (wrong := [each for each in unknown_names(hint) if not _own(each)])}
    assert not untrue


def _own(name: str) -> bool:
    return name.startswith("templates/") or name.endswith(".yml")


def missing(what: str) -> None:
    """Skip the test, or fail it where nothing may be skipped."""
    message = f"{what} is not on this machine"
    if os.environ.get("SONGNGU_NO_SKIP"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """The path of a program, or a skip that says which one is missing; marks the test `office`."""
    return find_program


def find_program(name: str) -> str:
    """The path of a program, for fixtures only some of whose parameters are marked `office`."""
    needs_office(name)
    path = shutil.which(name)
    if path is None:
        missing(name)
    return path or ""


Convert = Callable[..., None]


@pytest.fixture(scope="session")
def convert(program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """A function by which LibreOffice converts files: the kind, the folder of the results, the files."""
    profile = f"-env:UserInstallation={(tmp_path_factory.mktemp('office') / 'profile').as_uri()}"

    def converted(kind: str, folder: Path, *files: Path) -> None:
        command = [program("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)

    return converted


@pytest.fixture(scope="session")
def brand() -> Brand:
    """The brand of the built-in workspace."""
    return read_brand(ROOT / "templates/brand/brand.yaml", "brand.yaml")


@pytest.fixture(scope="session")
def metrics(tmp_path_factory: pytest.TempPathFactory) -> ChartMetrics:
    """The widths of the letters in charts."""
    return with_fallback(load_metrics(tmp_path_factory.mktemp("cache")), ())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small workspace of its own subject, to be changed at will."""
    make_workspace(tmp_path / "small")
    return tmp_path / "small"


@pytest.fixture
def journey(tmp_path: Path) -> Path:
    """A copy of the built-in workspace, to be changed at will."""
    make_workspace(tmp_path / "journey", "journey")
    return tmp_path / "journey"


Once = Callable[[str, Callable[[Path], object]], Path]
LONGEST_BUILD = 900
"""Seconds to wait for another process that fills a folder."""


@pytest.fixture(scope="session")
def run_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of a test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if hasattr(request.config, "workerinput") else base  # a worker of xdist has a folder in it


_PAINT, _STATIC, _MEASURE = jobs._paint, font_files._static, font_files._measure


@pytest.fixture(scope="session", autouse=True)
def _made_once(run_folder: Path) -> Iterator[None]:
    """Let the tests of a run make each font, paint each drawing and read each brand.yaml to be changed once.

    A drawing is known by its own content, not by the program's hash of it: what that hash leaves out still shows.
    """
    folder = run_folder / "pictures"
    folder.mkdir(exist_ok=True)

    def paint(work: PaintWork, home: str, children: Children) -> list[PaintedImages]:
        fonts, drawings = work
        faces = [hashlib.sha256(Path(font).read_bytes()).digest() for font in fonts]
        paths = [folder / hashlib.sha256(pickle.dumps((faces, drawing))).hexdigest() for drawing in drawings]
        missing = {path: drawing for path, drawing in zip(paths, drawings, strict=True) if not path.exists()}
        if missing:
            pictures = _PAINT((fonts, list(missing.values())), home, children)
            write_all({path: pickle.dumps(picture) for path, picture in zip(missing, pictures, strict=True)})
        return [pickle.loads(path.read_bytes()) for path in paths]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "_paint", paint)
        patch.setattr(font_files, "_static", functools.cache(_STATIC))
        patch.setattr(font_files, "_measure", functools.cache(_MEASURE))
        patch.setattr(brand_file, "_read", functools.lru_cache(maxsize=8)(brand_file._read))
        yield


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fonts and pictures are made in this test, as for a user."""
    monkeypatch.setattr(jobs, "_paint", _PAINT)
    monkeypatch.setattr(font_files, "_static", _STATIC)
    monkeypatch.setattr(font_files, "_measure", _MEASURE)


@pytest.fixture(scope="module")
def blank_charts() -> Iterator[None]:
    """Charts are laid out in the tests of this module and not painted."""
    buffer = io.BytesIO()
    Image.new("RGB", (2, 1), "white").save(buffer, "png")

    def paint(work: PaintWork, home: str, children: Children) -> list[PaintedImages]:
        svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{}pt" height="{}pt"/>'
        return [(buffer.getvalue(), svg.format(each.width, each.height).encode()) for each in work[1]]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "_paint", paint)
        yield


@pytest.fixture(scope="session")
def once(run_folder: Path) -> Once:
    """A function that fills a folder once for all processes of a test run; to be read only."""

    def fill(name: str, make: Callable[[Path], object]) -> Path:
        folder, ready, failed = (run_folder / f"once-{name}{ending}" for ending in ("", ".ready", ".failed"))
        try:
            folder.mkdir()
        except FileExistsError:
            end = time.monotonic() + LONGEST_BUILD
            while not ready.exists():
                if failed.exists() or time.monotonic() > end:
                    pytest.fail(f"{name} was not built by another process of this run")
                time.sleep(0.1)
            return folder
        try:
            make(folder)
        except BaseException:
            failed.touch()
            raise
        ready.touch()
        return folder

    return fill


def with_footnotes(journey: Path) -> None:
    """Give the general documents of the built-in workspace footnotes."""
    general = journey / "templates/audiences/general/audience.yaml"
    text = general.read_text(encoding="utf-8")
    text = text.replace("citations: list", "citations: footnotes").replace("pages: 18", "pages: 22")  # notes take room
    general.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """The out folder of the built-in workspace, built once; to be read only.

    Its general documents have footnotes, so that both kinds of citations are built.
    """

    def make(folder: Path) -> None:
        make_workspace(folder / "journey", "journey")
        with_footnotes(folder / "journey")
        build(folder / "journey")

    return once("built", make) / "journey/out"


@pytest.fixture(scope="session")
def all_built(built: Path, once: Once) -> Path:
    """The documents of every audience of the built-in workspace; to be read only."""
    return once("all", lambda out: build(built.parent, all_audiences=True, out=out))


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def songngu(*arguments: str | Path, cwd: Path | None = None, merged: bool = False) -> Ended:
    """What the command does with these arguments, in this process; `merged` prints errors between the rest."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    errors = output if merged else io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    code: object = 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(output), redirect_stderr(errors):
        patch.setattr(sys, "argv", ["songngu", *map(str, arguments)])
        if cwd:
            patch.chdir(cwd)
        try:
            main()
        except SystemExit as end:
            code = end.code
    printed = [stream.buffer.getvalue().decode("utf-8") for stream in (output, errors)]  # type: ignore[attr-defined]
    return Ended(code if isinstance(code, int) else int(code is not None), *printed)


@functools.cache
def validator() -> OpenXmlValidator:
    """A validator of Office files, which takes long to make; a part that it found sound is not read again."""
    made, sound = OpenXmlValidator(), set[bytes]()
    schema = made._schema_validator
    validate = schema.validate_part

    def once(part: OpenXmlPart, context: ValidationContext) -> list[ValidationError]:
        digest = hashlib.sha256(part.raw_content or b"").digest()
        before = len(context.errors)
        if digest not in sound and len(validate(part, context)) == before:
            sound.add(digest)
        return context.errors

    schema.validate_part = once
    numbers = itertools.count()
    # it keeps what it finds by the id of a file's package, which a later file may have again
    cross_part.id = lambda package: vars(package).setdefault("number", next(numbers))
    return made


def validate_by_sdk(*files: Path) -> None:
    """Hold files against the Open XML SDK's validator, where it is at hand."""
    needs_office("the Open XML SDK's validator")
    validator = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if not validator:
        missing("the Open XML SDK's validator")
    for file in files:
        result = subprocess.run([str(validator), str(file)], capture_output=True, text=True, timeout=120, check=False)
        found = json.loads(result.stdout)
        assert found["ok"], (file.name, found)


def copy_library(folder: Path) -> Path:
    """A copy of the library's workspace in `folder`."""
    for name in ("seeds", "templates"):
        shutil.copytree(LIBRARY / name, folder / name)
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the library's workspace, to be changed at will."""
    return copy_library(tmp_path / "library")


@pytest.fixture(scope="session")
def library_built(once: Once) -> Path:
    """The out folder of the library's workspace, built once for both audiences; to be read only."""

    def make(folder: Path) -> None:
        build(copy_library(folder / "library"), audiences=["general", "children"])

    return once("library", make) / "library/out"


@pytest.fixture(scope="session")
def side_by_side(built: Path, once: Once) -> Path:
    """The built-in briefing with both languages side by side; to be read only."""
    out = once("side", lambda out: build(built.parent, languages=["vi-en"], out=out))
    return out / "general/briefing.vi-en.docx"


@pytest.fixture(scope="session")
def printed(built: Path, once: Once, program: Callable[[str], str]) -> Path:
    """The built-in documents in every variant with page numbers, and their PDFs; to be read only."""
    program("soffice")
    out = once("printed", lambda out: build(built.parent, languages=["vi", "en", "vi-en"], out=out, pdf=True))
    return out / "general"
