"""The commands: what they print, where, and with which exit code."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import Ended
from conftest import songngu as run

from reports.cli.commands import cli
from reports.facts.wording import Wording

COMMANDS = ["build", "check", "audit", "list", "schema", "init"]


def test_the_command_is_a_process_that_begins_the_same_way(small: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONIOENCODING": "utf-8"}
    for arguments in (["list", "facts"], ["list", "people"], ["check", "--workspace", "nowhere"]):
        command = [sys.executable, "-m", "reports", *arguments]
        done = subprocess.run(command, cwd=small, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert Ended(done.returncode, done.stdout, done.stderr) == run(*arguments, cwd=small)


def test_a_new_workspace_builds_at_once_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    made = run("init", tmp_path / "new")
    assert made.returncode == 0
    first = run("build", cwd=tmp_path / "new")
    assert first.returncode == 0, first.stderr
    assert len(first.stdout.splitlines()) == 4
    second = run("build", cwd=tmp_path / "new")
    assert (second.returncode, second.stdout) == (0, "")
    assert "nothing changed" in second.stderr


def test_init_does_not_touch_a_workspace_that_is_there(small: Path) -> None:
    again = run("init", small)
    assert again.returncode == 1
    assert "there is a workspace here already" in again.stderr


def test_a_fault_ends_with_one_and_goes_to_stderr(small: Path) -> None:
    facts = small / "seeds/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("value: 1250\n", "value: 1,250\n"), encoding="utf-8")
    for command in ("build", "check"):
        result = run(command, cwd=small)
        assert (result.returncode, result.stdout) == (1, "")
        assert "seeds/facts.yaml:36:10: error" in result.stderr
        assert "hint: " in result.stderr
        assert "Traceback" not in result.stderr
    assert not (small / "out/general").exists()


@pytest.mark.parametrize(
    "arguments", [["bulid"], ["build", "--languages", "vi"], ["list", "people"], ["schema", "x"], ["init"]]
)
def test_wrong_usage_ends_with_two(small: Path, arguments: list[str]) -> None:
    assert run(*arguments, cwd=small).returncode == 2


@pytest.mark.parametrize("command", [["build"], ["check"], ["list", "facts"], ["list", "audiences"]])
def test_a_folder_that_is_no_workspace(tmp_path: Path, command: list[str]) -> None:
    result = run(*command, cwd=tmp_path)
    assert result.returncode == 1
    assert "this folder is no workspace" in result.stderr
    assert "songngu init" in result.stderr


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("facts", "books-lent"),
        ("sources", "library-report"),
        ("charts", "lending"),
        ("audiences", "general"),
        ("reports", "deck"),
    ],
)
def test_list_prints_tables_and_json(small: Path, what: str, expected: str) -> None:
    assert expected in run("list", what, cwd=small).stdout
    rows = json.loads(run("list", what, "--json", cwd=small).stdout)
    assert expected in [row["id"] for row in rows]


def test_list_takes_words_that_all_stand_in_an_entry(small: Path) -> None:
    assert run("list", "facts", "LENT", "books", cwd=small).stdout.startswith("books-lent · ")
    nothing = run("list", "facts", "books", "nowhere", cwd=small)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert nothing.stderr.startswith("0 of ")


def test_list_tells_what_a_fact_says_within_the_width_and_breaks_no_id(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    lines = run("list", "facts", cwd=small).stdout.splitlines()
    assert any(line.startswith("books-lent · ") for line in lines)
    assert any(line.startswith("    vi  hơn 1.250") for line in lines)
    assert any(line.startswith("    en  more\u00a0than 1,250") for line in lines)
    assert all(len(line) <= 44 for line in lines if line.startswith(" "))


def test_what_comes_next_can_be_copied_into_a_shell(tmp_path: Path) -> None:
    folder = tmp_path / "two words"
    made = run("init", folder)
    assert made.stderr.strip() == f"next: songngu build --workspace '{folder}'"
    audience = run("audience", "new", "staff", "--from", "general", "--workspace", folder)
    assert f"songngu build --audience staff --workspace '{folder}'" in audience.stderr


def test_schemas_are_printed_and_written(small: Path) -> None:
    assert json.loads(run("schema", "facts", cwd=small).stdout)["properties"]["facts"]
    written = run("schema", cwd=small).stdout.splitlines()
    names = ["audience", "brand", "charts", "facts", "glossary", "maps", "pictures", "report"]
    assert sorted(Path(line).stem for line in written) == names


@pytest.mark.parametrize("command", [["build", "--force"], ["check"], ["audience", "show", "general"]])
def test_a_fault_of_the_program_ends_with_seventy(
    small: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise AttributeError("'NoneType' object has no attribute 'first'")

    monkeypatch.setattr(Wording, "statement", broken)
    where = ["--workspace", str(small)]
    plain = CliRunner().invoke(cli, [*command, *where])
    assert plain.exit_code == 70
    assert [line for line in plain.stdout.splitlines() if "left blank in the contact" not in line] == []
    told, hint = plain.stderr.strip().splitlines()
    assert told.startswith(f"internal error (cli {command[0]}")
    assert ", rendering templates/briefing/" in told
    assert told.endswith("AttributeError: 'NoneType' object has no attribute 'first'")
    assert "--debug" in hint
    shown = CliRunner().invoke(cli, ["--debug", *command, *where])
    assert shown.exit_code == 70
    assert "Traceback" in shown.stderr
    assert "in broken" in shown.stderr


def test_what_the_system_refuses_is_no_fault_of_the_program(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "out/x.docx")

    monkeypatch.setattr("reports.pipeline.build.build", full)
    result = CliRunner().invoke(cli, ["build", "--workspace", str(small)])
    assert result.exit_code == 1
    assert result.stderr.startswith("out/x.docx: error: No space left on device")


def test_every_command_explains_itself() -> None:
    listed = run("--help").stdout
    for command in COMMANDS:
        assert command in listed
        assert run(command, "--help").returncode == 0


_HOSTILE = "x\x1b[31m\x07\x9b\u202e\u2028\n\x7fy"


def _acts(printed: str) -> list[str]:
    return [letter for letter in printed if not letter.isprintable() and letter not in "\n\u00a0\u202f"]


def _invocations(command: click.Command, *names: str) -> Iterator[list[str]]:
    """Each command of the program with a hostile value for each of its parameters, and hostile names of both."""
    if isinstance(command, click.Group):
        yield [*names, _HOSTILE]
        for name, inner in command.commands.items():
            yield from _invocations(inner, *names, name)
        return
    required = ["x" for each in command.params if isinstance(each, click.Argument) and each.required]
    yield [*names, *required, f"--{_HOSTILE}"]
    for each in command.params:
        if isinstance(each, click.Argument):
            yield [*names, *(_HOSTILE for _ in required or "x")]
        elif not each.is_flag:  # type: ignore[attr-defined]
            yield [*names, *required, each.opts[0], _HOSTILE]
        else:
            yield [*names, *required, f"{each.opts[0]}={_HOSTILE}"]


def test_no_command_sends_a_control_character_to_a_terminal(small: Path) -> None:
    tried = list(_invocations(cli))
    assert len(tried) > 40
    for arguments in tried:
        result = run(*arguments, cwd=small)
        assert not _acts(result.stdout + result.stderr), arguments


def test_hostile_names_and_texts_of_files_are_shown_escaped(small: Path) -> None:
    facts = small / "seeds/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("label:", f"label: {_HOSTILE}", 1), encoding="utf-8")
    (small / "templates" / _HOSTILE / "vi").mkdir(parents=True)
    (small / "templates" / _HOSTILE / "report.yaml").write_text(f'"{_HOSTILE}": 1', encoding="utf-8")
    document = small / f"{_HOSTILE}.docx"
    document.write_bytes(b"")
    results = [run(*each, cwd=small) for each in (["check"], ["build"], ["list", "reports"], ["audit", document.name])]
    assert all(result.returncode == 1 for result in results)
    assert not _acts("".join(result.stdout + result.stderr for result in results))
    assert "\\u001b[31m" in results[0].stderr
