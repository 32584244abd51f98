"""Hints are true: whatever command, option, field, function, block or file a message names, there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from names import messages, named_in, unknown_names

import reports

MODULES = sorted(Path(reports.__file__).parent.rglob("*.py"))
_FORMATS = ("languages",)
"""Folders whose texts are patterns of what is printed."""


def test_whatever_a_message_names_exists() -> None:
    wrong, count = [], 0
    for path in MODULES:
        if path.parent.name in _FORMATS:
            continue
        for line, text in messages(path):
            count += len(named_in(text))
            wrong += [f"{path}:{line}: {name!r} in {text!r}" for name in unknown_names(text)]
    assert not wrong, "\n".join(wrong)
    assert count > 120


@pytest.mark.parametrize(
    "text",
    [
        "run songngu brand mend",
        "run songngu build --paginated",
        "name one with --workspaces",
        "write accuonts: [{source: …}]",
        "say which source prints it: accounts: [{sources_: …}]",
        "write its noun under nouns: in seeds/glossary.yaml",
        "clear the audience for it (release: secret)",
        "or let the audience have citations: sidenotes",
        "mark it `tiny: true`",
        "give the chart more width, or fewer lines",
        "make these boxes smaller in slides.frames",
        'write facts_of("ID")',
        "write {{ source() }}",
        "let it end: {% when … %}",
        "write .label, .statment",
        "put it into ::: footnote",
        "write {fact:ID}, {period:2025} or, for a name, {name:…}",
        "put it into facts.yml, or seeds/people.yaml",
        "compare it with the examples in docs/template.md",
    ],
)
def test_what_does_not_exist_is_found(text: str) -> None:
    assert unknown_names(text)
