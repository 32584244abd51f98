"""The guides in docs/guides: each is run command by command, and its commands print what it shows.

How a guide is written, so that people can read it and this test can run it:

- In a block ```console, lines that begin with "$ " are commands. The lines below a command are what it prints, in this
  order and without others between them; "…" matches any text in a line, or any lines if it is alone on its line. A
  command fails if, and only if, one of its lines is an error.
- A block with a path after its language (```yaml seeds/facts.yaml) is an edit of that file. The comment on the line
  before it says how: <!-- new file -->, <!-- add to the end -->, <!-- in place of: TEXT --> or <!-- after: TEXT -->,
  where TEXT occurs in the file exactly once. With "after", the block follows the line in which the text ends.
- All other blocks are only for reading.

A guide starts in an empty folder, a guide for developers in a copy of the project. Both languages have the same
steps, so each guide is run only once.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, songngu
from docx import Document as open_document
from docx.shared import Mm
from PIL import Image
from pptx import Presentation as open_presentation
from pptx.util import Inches

GUIDES = ROOT / "docs" / "guides"
LANGUAGES = ("en", "vi")
NAMES = sorted(path.stem for path in (GUIDES / "en").glob("*.md"))
FOR_DEVELOPERS = ("add-a-chart-kind", "add-a-language")
PARTS_OF_THE_PROJECT = ("reports", "templates", "seeds", "tests", "pyproject.toml")
FEWEST_COMMANDS = 3

_FAILED = re.compile(r"error: |\d stale")
_FENCE = re.compile(r"```(\w+)(?: (\S+))?$")
_COMMENT = re.compile(r"<!-- (new file|add to the end|in place of:|after:)(.*?)-->\n\Z", re.DOTALL)


@dataclass(frozen=True)
class Command:
    """A command and the lines that it prints."""

    text: str
    printed: tuple[str, ...]

    @property
    def fails(self) -> bool:
        return any(_FAILED.search(line) for line in self.printed)


@dataclass(frozen=True)
class Edit:
    """What is written into a file, and how."""

    path: str
    how: str
    where: str
    content: str


Step = Command | Edit


def steps_of(guide: str) -> tuple[Step, ...]:
    """What a guide asks its reader to do, in order."""
    steps: list[Step] = []
    before, lines = "", iter(guide.splitlines(keepends=True))
    for line in lines:
        fence = _FENCE.match(line.rstrip())
        if not fence:
            before += line
            continue
        block = ""
        for inner in lines:
            if inner.rstrip() == "```":
                break
            block += inner
        if fence[1] == "console":
            steps += _commands(block)
        elif fence[2]:
            comment = _COMMENT.search(before)
            assert comment, f"no comment says how {fence[2]} is edited:\n{block}"
            steps.append(Edit(fence[2], comment[1], comment[2].strip(), block))
        before = ""
    return tuple(steps)


def _commands(block: str) -> list[Command]:
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return [Command(text, tuple(printed)) for text, printed in found]


class Reader:
    """Follows a guide in a folder of its own."""

    def __init__(self, folder: Path, program: Path) -> None:
        self.folder, self.program = folder, program

    def follow(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            if isinstance(step, Edit):
                self.edit(step)
            else:
                self.run(step)

    def edit(self, edit: Edit) -> None:
        path = self.folder / edit.path
        if edit.how == "new file":
            assert not path.exists(), f"{edit.path} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(edit.content, encoding="utf-8")
            return
        text = path.read_text(encoding="utf-8")
        if edit.how == "add to the end":
            path.write_text(text + edit.content, encoding="utf-8")
            return
        assert text.count(edit.where) == 1, f"{edit.path} holds {text.count(edit.where)} times: {edit.where}"
        if edit.how == "in place of:":
            text = text.replace(edit.where, edit.content.rstrip("\n"))
        else:
            end = text.index("\n", text.index(edit.where) + len(edit.where)) + 1
            text = text[:end] + edit.content + text[end:]
        path.write_text(text, encoding="utf-8")

    def run(self, command: Command) -> None:
        words = shlex.split(command.text)
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve()
            assert self.folder.is_dir(), command.text
        elif words[0] == "mkdir":
            (self.folder / words[1]).mkdir()
        elif words[0] == "cp":
            shutil.copy(self.folder / words[1], self.folder / words[2])
        else:
            self._start(command, *words)

    def _start(self, command: Command, program: str, *arguments: str) -> None:
        """Run a command; `songngu` as it is tested here runs in this process, which has loaded it already."""
        if (program, self.program) == ("songngu", ROOT):
            ended = songngu(*arguments, cwd=self.folder, merged=True)
            code, output = ended.returncode, ended.stdout
        else:
            environment = os.environ | {"PYTHONPATH": str(self.program), "PYTHONIOENCODING": "utf-8"}
            words, merged = [*_PROGRAMS[program], *arguments], subprocess.STDOUT
            done = subprocess.run(
                words, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=merged, timeout=120
            )
            code, output = done.returncode, done.stdout.decode("utf-8")
        if (code != 0) != command.fails:
            raise AssertionError(f"{command.text} ends with {code}:\n{output}")
        if not _pattern(command.printed).search(_calm(output)):
            wanted = "\n".join(command.printed)
            raise AssertionError(f"{command.text} does not print:\n{wanted}\n\nbut:\n{output}")


_PROGRAMS = {
    "songngu": [sys.executable, "-P", "-m", "reports"],
    "python": [sys.executable],
}


def _calm(text: str) -> str:
    """The text without what depends on the width of a table: runs of spaces, spaces at the ends of lines."""
    return "".join(f"{' '.join(line.split())}\n" for line in text.splitlines())


def _pattern(printed: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for line in printed:
        calm = " ".join(line.split())
        parts.append(r"(?:.*\n)*?" if calm == "…" else ".*".join(map(re.escape, calm.split("…"))) + r"\n")
    return re.compile("^" + "".join(parts), re.MULTILINE)


# ---- What a guide needs before it begins


def _nothing(folder: Path) -> None:
    pass


def _files_of_an_organisation(folder: Path) -> None:
    """A PowerPoint and a Word file with the looks of some organisation."""
    deck = open_presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    deck.save(str(folder / "ministry.pptx"))
    letter = open_document()
    letter.sections[0].page_width, letter.sections[0].page_height = Mm(210), Mm(297)
    letter.sections[0].header.paragraphs[0].text = "Town Library"
    letter.save(str(folder / "ministry.docx"))


def _photograph(folder: Path) -> None:
    Image.new("RGB", (1800, 1200), "grey").save(folder / "reading-room.jpg")


_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = f'<Relationships xmlns="{_OFFICE.replace("officeDocument", "package")}"><Relationship Id="r1" '
_WORKBOOK = {
    "_rels/.rels": f'{_RELATIONS}Type="{_OFFICE}/officeDocument" Target="book.xml"/></Relationships>',
    "book.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Bạn đọc" sheetId="1" r:id="r1"/></sheets></workbook>',
    "_rels/book.xml.rels": f'{_RELATIONS}Type="{_OFFICE}/worksheet" Target="sheet.xml"/></Relationships>',
}
_VISITORS = (
    ("Bảng 2. Lượt bạn đọc theo chi nhánh",),
    (),
    ("Chi nhánh", "Năm 2023", "Năm 2024"),
    ("Chi nhánh Bắc", 2110, 2305),
    ("Chi nhánh Nam", 1480, 1095),
)


def _workbook(folder: Path) -> None:
    """An Excel file that has the same bytes on any machine."""
    rows = ""
    for row in _VISITORS:
        cells = (
            f'<c t="inlineStr"><is><t>{x}</t></is></c>' if isinstance(x, str) else f"<c><v>{x}</v></c>" for x in row
        )
        rows += f"<row>{''.join(cells)}</row>"
    sheet = f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(folder / "visitors.xlsx", "w") as file:
        for name, part in {**_WORKBOOK, "sheet.xml": sheet}.items():
            file.writestr(zipfile.ZipInfo(name), part)


PREPARED: dict[str, Callable[[Path], None]] = {
    "add-a-photograph": _photograph,
    "bring-your-brand": _files_of_an_organisation,
    "facts-from-a-table": _workbook,
}
"""What the reader of a guide has already, such as the files of an organisation."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what of the project is needed to work on it."""
    copy = tmp_path_factory.mktemp("project") / "songngu"
    copy.mkdir()
    for name in PARTS_OF_THE_PROJECT:
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, copy / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(origin, copy / name)
    return copy


@pytest.fixture(scope="module")
def followed() -> set[tuple[Step, ...]]:
    """The steps that were followed to their end already."""
    return set()


def _guide(language: str, name: str) -> str:
    return (GUIDES / language / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_guide_does_what_it_says(
    name: str, language: str, project: Path, followed: set[tuple[Step, ...]], tmp_path: Path
) -> None:
    steps = steps_of(_guide(language, name))
    assert sum(isinstance(step, Command) for step in steps) >= FEWEST_COMMANDS
    if steps in followed:
        return
    folder, program = tmp_path, ROOT
    if name in FOR_DEVELOPERS:
        folder = program = tmp_path / "songngu"
        shutil.copytree(project, folder)
    PREPARED.get(name, _nothing)(folder)
    Reader(folder, program).follow(steps)
    followed.add(steps)


def test_both_languages_have_the_same_guides() -> None:
    assert len(NAMES) >= 6
    assert sorted(path.stem for path in (GUIDES / "vi").glob("*.md")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_of_a_guide_have_the_same_steps(name: str) -> None:
    english, vietnamese = (steps_of(_guide(language, name)) for language in LANGUAGES)
    for one, other in zip(english, vietnamese, strict=False):
        assert one == other
    assert len(english) == len(vietnamese)


# ---- The test itself


def test_what_is_not_printed_is_found() -> None:
    output = _calm("one   two\nthree\nfour\n")
    assert _pattern(("one two", "…", "four")).search(output)
    assert _pattern(("th…e",)).search(output)
    assert not _pattern(("one two", "four")).search(output)
    assert not _pattern(("hre",)).search(output)


def test_a_step_that_cannot_be_done_is_found(tmp_path: Path) -> None:
    reader = Reader(tmp_path, ROOT)
    (tmp_path / "a.txt").write_text("x\nx\n", encoding="utf-8")
    for how, where in (("new file", ""), ("in place of:", "x"), ("after:", "y")):
        with pytest.raises(AssertionError, match=r"already|holds"):
            reader.edit(Edit("a.txt", how, where, "z\n"))
    with pytest.raises(AssertionError, match="ends with 2"):
        reader.run(Command("songngu bild", ()))
    with pytest.raises(AssertionError, match="ends with 0"):
        reader.run(Command("songngu --help", ("error: none",)))
    with pytest.raises(AssertionError, match="no comment says how"):
        steps_of("```yaml a.yaml\nx: 1\n```\n")
