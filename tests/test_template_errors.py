"""What is wrong in a template is told with file, line, column, the line itself and a hint; all of it in one run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import LIBRARY
from msgspec.structs import replace

from reports.cli.commands import cli
from reports.cli.excerpts import with_lines
from reports.diagnostics import Diagnostic, Findings
from reports.facts.wording import Wording
from reports.languages import LANGUAGES
from reports.pipeline.check import check
from reports.pipeline.compose import compose
from reports.pipeline.knowledge import Knowledge, read_knowledge
from reports.templates import DocumentProgress, FolderLoader, Functions, Templates, extends
from reports.templates.arguments import kind_of, takes
from reports.templates.environment import Environment
from reports.templates.inline import InlineFunctions
from reports.templates.loader import MOST_FILE_BYTES
from reports.workspace import read_workspace
from reports.workspace.selection import select

SECTION = "templates/report/en/overview.md.j2"

CASES = [
    ('A {{ fact("member") }} x', 'no fact is called "member"', 'did you mean "members"?'),
    ('{{ term("libary") }}', 'no term is called "libary"', 'did you mean "library"?'),
    ('{{ place("lang-sem") }}', 'no place is called "lang-sem"', 'did you mean "lang-sen"?'),
    ('{{ chart("members-gol") }}', 'no chart is called "members-gol"', 'did you mean "members-goal"?'),
    ('{{ figures("membrs") }}', 'no fact is called "membrs"', 'did you mean "members"?'),
    (
        '{{ figures("members", of={"loans.2024": "members"}) }}',
        '"loans.2024" is none of the figures',
        "known: members",
    ),
    ('x{{ cite("membrs") }}', 'no fact is called "membrs"', 'did you mean "members"?'),
    ('{% for f in facts(topic="redrs") %}x{% endfor %}', 'no fact has the topic "redrs"', 'did you mean "readers"?'),
    ('{{ fact("members", "shrt") }}', 'fact() has no form "shrt"', 'did you mean "short"?'),
    ('{{ fact("members", roundd=1) }}', 'fact() takes no "roundd"', 'did you mean "rounded"?'),
    ("{{ fact() }}", "fact(): missing a required argument: 'id'", "see docs/templates.md"),
    ('{% if fact("members").value > fact("loans.2024").value %}x{% endif %}', "have two units", "compare like with like"),
    ('{% if fact("members").value > "a" %}x{% endif %}', "compared with something else than a number", "write .value > 0"),
    ('{% if fact("storytellers").value > 0 %}x{% endif %}', '"storytellers" has no value to compare', "take it out"),
    ('{{ fact("members").statment }}', 'this has no "statment"', 'did you mean "statement"?'),
    ('{{ fct("members") }}', 'nothing is called "fct" here', 'did you mean "fact"?'),
    ('{{ picture("bridge") }}', 'no picture is called "bridge"', "songngu list pictures"),
    ("{{ audience.nam }}", 'this has no "nam"', 'did you mean "name"?'),
    ('{{ table(facts("members"), {"labl": "x"}, caption="c", id="i") }}', 'a table has no column "labl"', '"label"?'),
    ('{{ ref("fig-members-gol") }}', 'no heading, figure or table is called "fig-members-gol"', '"fig-members-goal"?'),
    ('{{ period("2024-Q9") }}', '"2024-Q9" is no period', 'write fact("ID").period'),
    ('{{ period("2024") }}', 'the date "2024" is typed into the text', 'write when something was: fact("loans.2024").period'),
    ('{{ date("2024-07-15") }}', 'the date "2024-07-15" is typed', 'fact("reading-days").start'),
    ('{{ date("1999-01-01") }}', 'the date "1999-01-01" is typed', "enter a fact with this period in seeds/facts.yaml"),
    ('{{ term("library").period }}', 'this has no "period"', "known: date"),
    ('{{ term("town").date }}', '"town" has no period of validity', "valid: in seeds/glossary.yaml"),
    ('{{ report.period.start }}', '"2024": the period 2024 has no start', "parts: start, end, year, month, date"),
    ('{{ fact("loans.2024").date }}', "the period 2024 has no date", "parts: start"),
    ('{{ proposed("tomorrow") }}', '"tomorrow" is no period', "write 2025-10-21"),
    ('{{ proposed("2026-01-31") }}', "is only proposed, and this is no proposal", "::: proposal"),
    ('## Heading {layot="x"}', 'a heading has no attribute "layot"', 'did you mean "layout"?'),
    ('::: table {#x wdths="1"}\n\n| a |\n|---|\n| b |\n\n:::', '"::: table" has no attribute "wdths"', '"widths"?'),
    ("::: sidebr\n\nx\n\n:::", 'the block "::: sidebr" is unknown', 'did you mean "sidebar"?'),
    ("::: sidebar\n\nx", 'the block "::: sidebar" is not closed', "end it with a line of :::"),
    ("::: proposal\n\nLet us.\n\n:::", "this proposal is based on no fact", 'or {{ cite("ID") }}'),
    ('::: contents {of="figurs"}\n\n:::', '"figurs" cannot be listed', "known: contents, figures"),
    ("[x]{.fct}", 'the mark "fct" is unknown', 'did you mean "fact"?'),
    ("There are 5 books", 'the figure "5" is typed into the text', 'write it with fact("ID")'),
    ("a {value} b", '"{" in "{value}" has no meaning here', "attributes are written"),
    ("{% for f in [] %}\nx", 'the block "{% for %}" is not closed', "end it with {% endfor %}"),
    ("{% blok x %}", 'there is no tag "blok"', 'did you mean "block"?'),
    ('{{ "a"|upperr }}', 'there is no filter "upperr"', 'did you mean "upper"?'),
    ('{{ fact("members }}', "this cannot be read as Jinja", "a quotation mark or a brace that is not closed"),
    ("{{ fact(“members”) }}", "“ is no quotation mark of a template", "write straight ones"),
    ('{{ fact("members")', 'this "{{" is not closed', "end it with }}"),
    ("A {# todo #} x", '"{" in "{#" has no meaning here', "comments {## … ##}"),
    ('{% include "base:report/en/leding.md.j2" %}', 'there is no template "base:report/en/leding.md.j2"', '"base:report/en/lending.md.j2"'),
    ('{% include "base: report/en/lending.md.j2" %}', 'there is no template', '"base:report/en/lending.md.j2"'),
    ('{% include "base:templates/report/en/lending.md.j2" %}', 'there is no template', '"base:report/en/lending.md.j2"'),
    ('{% include "report/vi/lending.md.j2" %}', 'this is a text in "en", and it includes one in "vi"', 'name "report/en/lending.md.j2"'),
    ('{% include "report/en/leding.md.j2" %}', 'there is no template "report/en/leding.md.j2"', "/lending.md.j2"),
]  # fmt: skip

TABLE = "\n\nCaption\n\n| a | b |\n|---|---|\n| c | d |\n\n:::"
MEMBERS = 'table(facts("members"), {"label": "x"}, caption="c", id="i"'

CHARACTERS = [
    ('{{ "a\\vb" }}', "the character U+000B is not allowed in a document", "delete it"),
    ('{{ "a\\x01b" }}', "the character U+0001 is not allowed in a document", "delete it"),
    ('{{ "a\\ufffeb" }}', "the character U+FFFE is not allowed in a document", "delete it"),
    ('{{ "a\\ud800b" }}', "the character U+D800 is not allowed in a document", "delete it"),
    ('{{ "\\ue0009:9\\ue001" }}', "the character U+E000 is not allowed in a document", "delete it"),
    ("a\x0bb", "the character U+000B is not allowed in a document", "delete it"),
    ("a\ue000b", "the character U+E000 is not allowed in a document", "delete it"),
    ("a\u202eb", "the character U+202E (right-to-left override) is not allowed in a document", "delete it"),
    ("a\u200bb", "the character U+200B (zero width space) is not allowed", "delete it"),
    ("a&#x2066;b", "the character U+2066 (left-to-right isolate) is not allowed", "delete it"),
    ("a\x9bb", "the character U+009B is not allowed", "delete it"),
    ("a\u2028b", "the character U+2028 (line separator) is not allowed", "delete it"),
    ("a\ufdd0b", "the character U+FDD0 is not allowed", "delete it"),
    ("a\U0001ffffb", "the character U+1FFFF is not allowed", "delete it"),
    ("a\U000e0041b", "the character U+E0041 (tag latin capital letter a) is not allowed", "delete it"),
    ("a&#12;b", "the character U+000C is not allowed in a document", "delete it"),
]
MARKS = [
    ("| a | b |\n|---|---|\n| c |", "this row has 1 cell, and the head has 2", "a cell for each column"),
    (
        '| a | b |\n|---|---|\n{% for f in facts("members") %}| {{ f.label }} | {{ f.value }} | x |\n{% endfor %}',
        "this row has 3 cells, and the head has 2",
        "a cell for each column",
    ),
    (
        '{% for f in facts("members") %}\n- A ^b {{ f.value }}\n{% endfor %}',
        '"^" in "^b" has no meaning here',
        "a superscript is word^x^",
    ),
    ("{% macro m() %}[^a]{% endmacro %}\nText{{ m() }}", 'the note "[^a]" has no text', 'write "[^a]: …"'),
    ("::: figure\nA\n\nB\n\nC\n:::", '"::: figure" shows no chart', '{{ chart("ID") }}'),
    ("::: contents\nA\n:::", '"::: contents" has no text of its own', "below its :::"),
    ("{{ \"@a\" }} {{ '^$&' }}\n\n- [ ] do", '"[" has no meaning here', "check boxes are not supported"),
    ("See [the plan](#tbl-lons).", 'no heading, figure or table is called "tbl-lons"', 'did you mean "tbl-loans"?'),
    ('[x](https://example.org "y")', 'a link has no "title"', "write [words](#id)"),
    ('::: table {#t widths="0.5 a"}' + TABLE, 'the widths "0.5 a" are no shares', 'widths="0.7 0.3"'),
    ('::: table {#t widths="nan 1"}' + TABLE, 'the widths "nan 1" are no shares', 'widths="0.7 0.3"'),
    ('::: table {#t widths="0 0"}' + TABLE, 'the widths "0 0" are no shares', 'widths="0.7 0.3"'),
    ('::: table {#t widths="-1 2"}' + TABLE, 'the widths "-1 2" are no shares', 'widths="0.7 0.3"'),
    ('::: table {#t widths="0.5"}' + TABLE, "there are 1 widths for 2 columns", "a share for each column"),
    ("{{ " + MEMBERS + ', widths="1 1") }}', "there are 2 widths for 1 columns", "a share for each column"),
    ("|" + "a|" * 64 + "\n|" + "-|" * 64, "a table has at most 63 columns; this one has 64", "divide it"),
    ('## Heading {layout="timeline"}', '"layout" is for slides; a document has none', "remove it"),
    ("---", 'a line across the page ("---") has no meaning', "headings divide a text"),
    ("```\nx\n```", "a block of code (```) has no meaning", "write a paragraph"),
    ("    x", "an indented code block has no meaning", "at its margin"),
    ("a `b` c", "a text in `backquotes` has no meaning", "write plain words"),
    ("a <b>c", "HTML has no meaning in a document", "write **bold**"),
    ("<div>", "HTML has no meaning in a document", "write Markdown"),
    ("<!-- later -->", "HTML has no meaning in a document", "write Markdown"),
    ("#Heading", '"#" in "#Heading" has no meaning here', 'with a space: "# Heading"'),
    (":::", '":::" has no meaning here', 'a block begins with "::: name"'),
    ("| a | b |", '"|" has no meaning here', "write |---|---|"),
    ("a **b", '"**" in "**b" has no meaning here', "write its other half"),
    ("[xy](y z)", '"]" in "[xy](y" has no meaning here', "a link is [words](https://…)"),
    ("::: sidebar\n\n" * 30 + ":::\n\n" * 30, "too many blocks or marks are nested here", "at most 18"),
    ("[" * 300, "this text is too long for one paragraph", "divide it"),
]
CALLS = [
    ('{{ fact("members", start=true, start=true) }}', '"start" is given twice here', "take one of them away"),
    ('{{ fact("members", id="members") }}', "fact(): multiple values for argument 'id'", "by name it takes id=…"),
    ('{{ fact("members", rounded=99999999999) }}', "99999999999 is no number of decimals", "rounded=6"),
    ('{{ fact("members", rounded=-1) }}', "-1 is no number of decimals", "rounded=0"),
    ('{{ fact("members", rounded="x") }}', '"rounded" of fact() is a whole number; this is "x"', "rounded=1"),
    ('{{ fact("members", start="x") }}', '"start" of fact() is true or false; this is "x"', "start=true"),
    ("{{ fact(5) }}", '"id" of fact() is a text in quotes; this is a number', 'write id="…"'),
    ('{{ evidence("x") }}', "evidence(): too many positional arguments", "caption=…"),
    ('{{ fact("members", "full", true, 1) }}', "fact(): too many positional arguments", "rounded=…"),
    ('{{ timeline(facts("members"), ["a"], caption="c", id="i") }}', "a timeline has two columns", '["When", "What"]'),
    ('{{ timeline(facts("members"), "ab", caption="c", id="i") }}', '"columns" of timeline() is a list', '["…", "…"]'),
    ("{{ date(2025) }}", '"written" of date() is a text in quotes; this is a number', 'written="…"'),
    ('{{ date("2025-01-01", "lng") }}', 'date() has no form "lng"', 'did you mean "long"?'),
    ("{{ period(2025) }}", '"written" of period() is a text in quotes', 'written="…"'),
    ('{{ table("members", {"label": "x"}, caption="c", id="i") }}', '"facts" of table() is a list of facts', "facts("),
    ('{{ table(facts("members"), ["label"], caption="c", id="i") }}', '"columns" of table() is columns', '{"label"'),
    (
        '{{ table(facts("members"), {"label": "{term:libary}"}, caption="c", id="i") }}',
        'no term is called "libary"',
        '"library"',
    ),
    (
        '{{ table(facts("members"), {"label": "x"}, caption="c", id="a b") }}',
        '"id" of table() is an id of letters, digits, dots and hyphens; this is "a b"',
        'write id="…"',
    ),
    ('{{ facts(importance="x") }}', '"importance" of facts() is a whole number', "importance=1"),
    ('{{ facts(["members"]) }}', "facts() takes a text in quotes; this is a list", 'write facts("…")'),
    ("{{ figures() }}", "figures() names no fact", 'write figures("ID")'),
    ("x{{ cite() }}", "cite() names no fact", 'write cite("ID")'),
    ("{{ source_line() }}", "source_line() names no fact", 'write source_line("ID")'),
    ('{{ plain("") }}', "there is nothing to write here", 'write plain("24/7")'),
    ("{{ fact }}", "a function cannot be written into a text", "with brackets"),
    ('{{ "a"() }}', "a text cannot be called", "take the brackets after it away"),
    ("{{ fact(*5) }}", "this cannot be carried out", "docs/templates.md"),
    ("{% macro m(a) %}x{% endmacro %}{{ m(b=1) }}", "macro 'm' takes no keyword argument 'b'", "docs/templates.md"),
    (
        "{% macro m(a) %}x{% endmacro %}{{ m(1, 2) }}",
        "macro 'm' takes not more than 1 argument(s)",
        "docs/templates.md",
    ),
    ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "parameter 'a' was not provided", "docs/templates.md"),
    ("{% macro m(a, a) %}x{% endmacro %}", '"a" is a name of two values here', "another name"),
]
JINJA = [
    ('{{ fact("members") | upper }}', 'the filter "upper" cannot change a text that a function wrote', "start=true"),
    ('{{ "a" | center(9) }}', 'there is no filter "center"', "known: default"),
    ('{% if false %}{{ "a" | uper }}{% endif %}', 'there is no filter "uper"', 'did you mean "upper"?'),
    ("{% if 1 is bar %}x{% endif %}", 'there is no test "bar"', "known: odd"),
    ('{{ facts() | selectattr("id", "nx") | list }}', 'there is no test "nx"', "known: odd"),
    ('{% set x = [-1000000000000] | map("_spent") | list %}', 'there is no filter "_spent"', "known: default"),
    ('{% set x = ["a"] | map("_weighed") | list %}', 'there is no filter "_weighed"', "known: default"),
    ('{% set x = ["a"] | map("upperr") | list %}', 'there is no filter "upperr"', 'did you mean "upper"?'),
    ('{% set x = [["a"]] | map("map", "_joined") | list %}', 'there is no filter "_joined"', 'did you mean "join"?'),
    ('{% set x = ["a"] | map(5) | list %}', 'there is no filter "5"', "known: default"),
    ('{% set x = ["a"] | map(uper) | list %}', 'nothing is called "uper" here', ""),
    ('{% set x = ["a"] | select("_spent") | list %}', 'there is no test "_spent"', "known: odd"),
    ('{% set x = facts("members") | selectattr("_fact") | list %}', 'this has no "_fact"', "known: id, kind"),
    ('{% set x = facts("members") | map(attribute="row.id") | join %}', 'this has no "row"', "known: id, kind"),
    ('{% set x = facts("members") | map(attribute="id.upper") | join %}', 'this has no "upper"', "docs/templates.md"),
    ('{% set x = facts("members", "loans.2024") | sort(attribute="__class__") %}', 'this has no "__class__"', "known: id, kind"),
    ('{% set x = facts("members") | groupby("_functions.progress") %}', 'this has no "_functions"', "known: id, kind"),
    ('{{ "{0:>9}".format("x") }}', 'this has no "format"', "docs/templates.md"),
    ('{{ "{a.b}".format_map({"a": 1}) }}', 'this has no "format_map"', "docs/templates.md"),
    ('{{ fact("members")["format"]("x") }}', 'this has no "format"', "known: id, kind"),
    ('{% set x = ["a"] | map(attribute="format") | join %}', 'this has no "format"', "docs/templates.md"),
    ('{{ {"cipy": "a"}.copy }}', 'this has no "copy"', 'did you mean "cipy"?'),
    ('{% if "a" is odd %}x{% endif %}', '"odd" cannot work with what it is given here', "in its brackets"),
    ('{{ "a" | join }}', 'the filter "join" works on a list; this is a text', "give it facts"),
    ('{{ fact("members").who }}', "the fact has no who", ""),
    ('{{ fact("members").period.yaer }}', 'this has no "yaer"', 'did you mean "year"?'),
    ("{{ [1][5] }}", "there is no item 5 here; there are 1, counted from [0]", "docs/templates.md"),
    ('{{ fact("members").row }}', 'this has no "row"', "known: id, kind"),
    ('{{ fact("members").upper() }}', 'this has no "upper"', "known: id, kind"),
    ('{{ 1 + "a" }}', '"+" works with small numbers only', "between a number and a text"),
    ('{{ 1 < "a" }}', "'<' not supported between instances of 'int' and 'str'", "docs/templates.md"),
    ("{{ 1 / 0 }}", "this divides by nothing", "ask first"),
    ('{{ fact("children-room") }}', 'nothing is written for "children-room" here', ".statement"),
    ('{{ facts("members") | join }}', 'nothing is written for "members" here', ".value"),
    ('{{ "x" if false }}', 'this has no value if the condition of its "if" is false', "else"),
    ("{{ none }}", "this has no value to write", "take it out"),
    ("{{ [] }}", "a list cannot be written into a text", "go over it"),
    ("{% for x in 5 %}x{% endfor %}", "a loop goes over a list; this is a number", "facts(…)"),
    ("{% set a, b = [1] %}", "not enough values to unpack (expected 2, got 1)", "docs/templates.md"),
    ("{% set a.b = 1 %}", "only a name can be set", "{% set name"),
    ("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}", 'a loop cannot be "recursive"', "a loop in a loop"),
    ("{% autoescape false %}x{% endautoescape %}", 'there is no tag "autoescape"', "always made safe"),
    ("{% if x = 1 %}{% endif %}", "expected token 'end of statement block', got '='", "docs/templates.md"),
    ("{% if %}", "Expected an expression", "docs/templates.md"),
    ('{{ fact("members" }}', "unexpected '}', expected ')'", "docs/templates.md"),
    ("{## a", "this comment is not closed", "end it with ##}"),
    ("{% endfor %}", '"{% endfor %}" has no beginning', "take it away"),
    ("{% for x in [] %}{% endif %}", '"{% endif %}" is here in place of "{% endfor %}"', "blocks end in turn"),
    ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "block 'a' defined twice", "docs/templates.md"),
    ("{% include 5 %}", "a template is named by its path; this is a number", "note.md.j2"),
    ('{% from "report/en/lending.md.j2" import nix %}{{ nix() }}', "does not export the requested name 'nix'", "docs"),
    (f'{{% include "{SECTION[10:]}" %}}', "this calls itself without end", "let it end"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "this calls itself without end", "let it end"),
]  # fmt: skip

TOO_MUCH = "the template does too much: more than"
BOMBS = [
    ('{% set x = "aaaaaaaaaa" %}' + "{% set x = x ~ x %}" * 40, TOO_MUCH),
    ('{% set x = "aaaaaaaaaa" %}' + "{% set x = x + x %}" * 40, TOO_MUCH),
    ('{% set x = "aaaaaaaaaa" %}' + "{% set x = [x, x] | join %}" * 40, TOO_MUCH),
    ("{% set x %}aaaaaaaaaa{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40, TOO_MUCH),
    ('{% set x = ["a"] %}' + "{% set x = x + x %}" * 40, TOO_MUCH),
    ('{% set x = ["a"] %}' + "{% set x = [x, x] %}" * 40 + "{{ x | join }}", TOO_MUCH),
    ('{% set x = ["a"] %}{% set y = ["a"] %}' + "{% set x, y = [x, x], [y, y] %}" * 40 + "{{ x == y }}", TOO_MUCH),
    ('{% set x = ("a",) %}' + "{% set x = (x, x) %}" * 40 + "{{ {}[x] }}", TOO_MUCH),
    ("{% set x = 9 %}" + "{% set x = x * x %}" * 40, '"*" works with small numbers only'),
    ('{{ "x" * 10**9 }}', '"**" works with small numbers only'),
    ('{{ "x" * 999999999 }}', '"*" works with small numbers only'),
    ("{{ [1] * 999999999 }}", '"*" works with small numbers only'),
    ('{{ "{0:>3000000000}".format("x") }}', 'this has no "format"'),
    (
        '{% set x = "a" %}{% set l = ["a"] %}'
        + "{% set x = x ~ x %}" * 20
        + "{% set l = l + l %}" * 14
        + "{% set y = l | join(x) %}",
        TOO_MUCH,
    ),
    (
        '{% set x = "a" %}{% set y = "b" %}'
        + "{% set x = x ~ x %}" * 19
        + "{% set y = y ~ y %}" * 19
        + '{% set z = x | trim(y ~ "a") %}',
        TOO_MUCH,
    ),
    (
        '{% set l = ["a"] %}'
        + "{% set l = l + l %}" * 14
        + '{% set y = l | map(attribute="'
        + "0." * 20_000
        + '0") | list %}',
        TOO_MUCH,
    ),
    ('{{ "%99999999d" % 1 }}', '"%" works with small numbers only'),
    ('{{ "%99999999d" | format(1) }}', 'there is no filter "format"'),
    ('{{ "a" | replace("a", "b") }}', 'there is no filter "replace"'),
    ("{{ [1] | batch(999999999, 1) }}", 'there is no filter "batch"'),
    ("{{ [1] | slice(999999999) }}", 'there is no filter "slice"'),
    ("{% for a in range(999999999) %}x{% endfor %}", 'nothing is called "range" here'),
    ("{% set l = facts() %}" + "{% for a in l %}" * 12 + "{% if a %}{% endif %}" + "{% endfor %}" * 12, TOO_MUCH),
    ("{% set l = facts() %}" + "{% for a in l %}" * 12 + "{% for b in l if false %}" + "{% endfor %}" * 13, TOO_MUCH),
    ("{% for a in [] %}" * 25 + "{% endfor %}" * 25, "too much is nested here"),
    ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "too much is nested here"),
    ("{{ " + "1 + " * 3000 + "1 }}", "too much is nested here"),
    ("{{ " + "9" * 5000 + " }}", "this number is too large"),
    ("{{ 1e999 }}", "this number is too large"),
    (
        "".join(
            f"{{% macro m{i}() %}}{{% if m{i + 1}() %}}{{% endif %}}{{% if m{i + 1}() %}}{{% endif %}}{{% endmacro %}}"
            for i in range(40)
        )
        + "{% macro m40() %}{% endmacro %}{{ m0() }}",
        TOO_MUCH,
    ),
]
"""What would take all memory or time."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    shutil.copytree(LIBRARY, folder)
    return folder


SHORT = """# Members

{{ chart("members-goal") }}

{{ table(facts("loans.2023", "loans.2024"), {"label": "What"}, caption="Loans", id="loans") }}
"""
"""A section with what others name: a chart and a table."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Knowledge]:
    """The library with a report of one short section in English."""
    folder = tmp_path_factory.mktemp("errors") / "library"
    shutil.copytree(LIBRARY, folder)
    (folder / SECTION).write_text(SHORT, encoding="utf-8")
    knowledge = read_knowledge(read_workspace(folder))
    report = knowledge.workspace.reports["report"].model_copy(update={"sections": ["overview"]})
    return folder, replace(
        knowledge, workspace=replace(knowledge.workspace, languages=("en",), reports={"report": report})
    )


def _found(root: Path, knowledge: Knowledge, audience: str = "general") -> list[Diagnostic]:
    findings = Findings()
    compose(knowledge, "report", audience, findings)
    return list(with_lines(findings, root))


@pytest.mark.parametrize(("text", "message", "hint"), [*CASES, *CHARACTERS, *MARKS, *CALLS, *JINJA])
def test_a_fault_is_told_with_place_line_and_hint(
    shared: tuple[Path, Knowledge], text: str, message: str, hint: str
) -> None:
    root, knowledge = shared
    path = root / SECTION
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{text}\n", encoding="utf-8")
    line = before.count("\n") + 2
    try:
        found = [d for d in _found(root, knowledge) if message in d.message]
    finally:
        path.write_text(before, encoding="utf-8")
    assert len(found) == 1, found
    place = found[0].place
    assert place is not None
    assert (place.path, place.column is None) == (SECTION, False)
    assert place.line is not None
    assert 0 <= place.line - line <= text.count("\n")
    assert found[0].source == text.split("\n")[place.line - line]
    assert hint in (found[0].hint or "")


@pytest.mark.parametrize(("text", "message"), BOMBS)
def test_a_template_cannot_take_all_memory_or_time(shared: tuple[Path, Knowledge], text: str, message: str) -> None:
    root, knowledge = shared
    path = root / SECTION
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{text}\n", encoding="utf-8")
    try:
        found = [d for d in _found(root, knowledge) if message in d.message]
    finally:
        path.write_text(before, encoding="utf-8")
    assert found
    assert {(d.place.path, d.place.line) for d in found if d.place} == {(SECTION, before.count("\n") + 2)}
    assert all(d.hint for d in found)


HUNGRY = [
    "{{ 9**9**9 }}",
    '{{ "a" * 10**9 }}',
    '{{ "%0999999999d" % 1 }}',
    '{{ "{:>999999999}".format(1) }}',
    '{{ "%0999999999d" | format(1) }}',
    '{{ "a".center(999999999) }}',
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for a in range(99999999) %}{% for b in range(99999999) %}x{% endfor %}{% endfor %}",
    "{% set l = facts() %}" + "{% for a in l %}" * 8 + "{{ a.statement }}" + "{% endfor %}" * 8,
    "{% set l = facts() %}" + "{% for a in l %}" * 8 + "{% set t = facts() %}" + "{% endfor %}" * 8,
    f'{{% include "{SECTION[10:]}" %}}',
    '{% set x = "aaaaaaaaaa" %}' + "{% set x = x ~ x %}" * 20 + "{{ x }}",
    "a" * 10_000_000,
]
MOST_SECONDS, MOST_MEGABYTES = 2, 200
_MEASURED = """
import json, resource, sys, time
from pathlib import Path
from reports.pipeline.compose import compose
from reports.pipeline.knowledge import read_knowledge
from reports.workspace import read_workspace
from reports.diagnostics import Findings

resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[2]) << 20, -1))
root, (section, texts) = Path(sys.argv[1]), json.load(sys.stdin)
knowledge = read_knowledge(read_workspace(root))
before = (root / section).read_text(encoding="utf-8")
for text in texts:
    (root / section).write_text(before + "\\n" + text + "\\n", encoding="utf-8")
    findings, start = Findings(), time.process_time()
    compose(knowledge, "report", "general", findings)
    seconds = time.process_time() - start
    told = [(str(d.place), d.hint) for d in findings if d.place and d.place.path == section]
    print(json.dumps([seconds, told]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the bound on memory is Linux's")
def test_a_hungry_template_ends_in_time_and_memory_with_place_and_hint(root: Path) -> None:
    command = [sys.executable, "-c", _MEASURED, str(root), str(MOST_MEGABYTES)]
    given = json.dumps([SECTION, HUNGRY])
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(command, input=given, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    measured = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(measured) == len(HUNGRY)
    for text, (seconds, told) in zip(HUNGRY, measured, strict=True):
        assert told, text[:100]
        assert all(hint for _, hint in told), text[:100]
        assert seconds < MOST_SECONDS, text[:100]


def test_calls_of_macros_may_stand_in_each_other(root: Path) -> None:
    for language in ("en", "vi"):
        with (root / "templates/report" / language / "overview.md.j2").open("a", encoding="utf-8") as file:
            file.write("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{% else %}x{% endif %}{% endmacro %}\n{{ m(40) }}\n")
    assert _found(root, read_knowledge(read_workspace(root))) == []


BROKEN = [
    ('{{ fact("members").statement }}', Wording, "statement", AttributeError("'NoneType' object has no attribute 'x'")),
    ('{{ facts("members") | map(attribute="statement") | join }}', Wording, "statement", AttributeError("x")),
    ('{{ fact("members") }}', InlineFunctions, "_allowed", KeyError("members")),
    ('{{ fact("members") | default("x") }}', Wording, "fact", TypeError("fact() takes 2 arguments")),
    ('{% macro m() %}{{ plain("24/7") }}{% endmacro %}{{ m() }}', InlineFunctions, "write", IndexError("x")),
    ('{{ table(facts("members"), {"label": "x"}, caption="c", id="i") }}', Functions, "_cell", ZeroDivisionError("x")),
]
"""Functions of ours with a fault in them, each called from a template."""


def _render_broken(root: Path, knowledge: Knowledge, findings: Findings, text: str) -> None:
    """Render a template whose second line is `text`."""
    (root / "templates/report/en/broken.md.j2").write_text(f"x\n{text}\n", encoding="utf-8")
    facts, audience = knowledge.facts, knowledge.workspace.audiences["general"]
    told = select(facts, audience, date(2025, 12, 31))
    functions = Functions(Wording(facts, LANGUAGES["en"]), told, knowledge.specs, DocumentProgress(), findings)
    Templates(FolderLoader(root / "templates", ()), functions, {}).render("report/en/broken.md.j2")


@pytest.mark.parametrize(("text", "owner", "name", "error"), BROKEN)
def test_a_fault_of_the_program_is_no_mistake_of_a_template(
    shared: tuple[Path, Knowledge],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    owner: type,
    name: str,
    error: Exception,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    root, knowledge = shared
    monkeypatch.setattr(owner, name, broken)
    findings = Findings()
    with pytest.raises(type(error)) as raised:
        _render_broken(root, knowledge, findings, text)
    assert raised.value.__notes__ == ["rendering templates/report/en/broken.md.j2:2:1"]
    assert findings.found == []


def test_an_end_of_iteration_in_a_function_of_ours_is_a_fault_of_the_program(
    shared: tuple[Path, Knowledge], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Wording, "fact", lambda *_, **__: next(iter(())))
    with pytest.raises(RuntimeError) as raised:
        _render_broken(*shared, Findings(), '{{ fact("members") }}')
    assert raised.value.__notes__ == ["rendering templates/report/en/broken.md.j2:2:1"]


def test_a_recursion_without_end_in_a_function_of_ours_is_a_fault_of_the_program(
    shared: tuple[Path, Knowledge], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fact(wording: Wording, *_: Any, **__: Any) -> Any:
        return wording.expand("{fact:members}")

    monkeypatch.setattr(Wording, "fact", fact)
    with pytest.raises(RecursionError):
        _render_broken(*shared, Findings(), '{{ fact("members") }}')


@pytest.mark.parametrize(("error", "message"), [(MemoryError, "more memory"), (RecursionError, "calls itself")])
def test_a_template_that_uses_up_the_machine_is_told(
    shared: tuple[Path, Knowledge], monkeypatch: pytest.MonkeyPatch, error: type[Exception], message: str
) -> None:
    def rendered(*_: object) -> str:
        raise error

    root, knowledge = shared
    monkeypatch.setattr(Environment, "rendered", rendered)
    told = [d for d in _found(root, knowledge) if message in d.message]
    assert SECTION in [d.place.path for d in told if d.place]
    assert all(d.hint for d in told)


def test_an_entry_is_found_whatever_python_calls_by_its_name(root: Path) -> None:
    for language in ("en", "vi"):
        with (root / "templates/report" / language / "overview.md.j2").open("a", encoding="utf-8") as file:
            file.write('\n{% set m = {"copy": "a", "update": "b"} %}\n{{ m.copy ~ m.update ~ m.get("copy") }}\n')
    assert _found(root, read_knowledge(read_workspace(root))) == []


def test_what_is_told_is_short_however_long_a_name_is(root: Path) -> None:
    with (root / SECTION).open("a", encoding="utf-8") as file:
        file.write('\n{% set x = "name" %}' + "{% set x = x ~ x %}" * 12 + '{{ {x: "a"}.other }}\n')
    (told,) = [d for d in _found(root, read_knowledge(read_workspace(root))) if "other" in d.message]
    assert told.hint is not None
    assert told.hint.startswith("known: namename")
    assert len(told.hint) < 400


def test_a_section_that_leads_out_of_the_templates_is_told(root: Path, tmp_path: Path) -> None:
    path = root / SECTION
    path.rename(tmp_path / "elsewhere.md.j2")
    path.symlink_to(tmp_path / "elsewhere.md.j2")
    (told,) = [d for d in _found(root, read_knowledge(read_workspace(root))) if "leads out" in d.message]
    assert told.message == f"{SECTION} leads out of templates/"
    assert told.place is not None
    assert told.place.path == SECTION
    assert "copy the file" in (told.hint or "")


def test_a_template_that_is_too_large_is_not_read(root: Path) -> None:
    path = root / SECTION
    path.write_bytes(b'{% extends "base:report/en/overview.md.j2" %}' + b" " * MOST_FILE_BYTES)
    (told,) = [
        d for d in _found(root, read_knowledge(read_workspace(root))) if "has more than 1,000,000 bytes" in d.message
    ]
    assert told.place is not None
    assert told.place.path == SECTION
    assert extends(path) is None


def test_a_fault_in_an_extended_file_is_told_there(root: Path) -> None:
    base = root / "templates/report/en/readers.md.j2"
    lines = base.read_text(encoding="utf-8").split("\n")
    lines[4] = 'Dear {{ fact("membrs") }}'
    base.write_text("\n".join(lines), encoding="utf-8")
    found = _found(root, read_knowledge(read_workspace(root)), "children")
    assert "templates/report/en/readers.md.j2:5:15" in [str(d.place) for d in found]


LOST = [
    ("{% block middle %}{% endblock %}", "{% block midle %}\nLost.\n{% endblock %}", '"base:report/en/overview.md.j2" has no block "midle"', 'did you mean "middle"?', 3),
    ("{% block middle %}{% endblock %}", "\n\nLost.\n", "this is outside of every block, so it would be lost", "put it into a block", 5),
    ("{% block middle %}{% endblock %}", '{{ cite("members") }}', "this is outside of every block, so it would be lost", "put it into a block", 3),
    ("", "{% block middle %}x{% endblock %}", 'has no block "middle"', "known: none", 3),
]  # fmt: skip


@pytest.mark.parametrize(("block", "own", "message", "hint", "line"), LOST)
def test_what_an_extending_file_would_lose_is_told(
    root: Path, block: str, own: str, message: str, hint: str, line: int
) -> None:
    base = root / SECTION
    base.write_text(base.read_text(encoding="utf-8") + f"\n{block}\n", encoding="utf-8")
    shown = "templates/audiences/children/report/en/overview.md.j2"
    (root / shown).parent.mkdir(parents=True, exist_ok=True)
    (root / shown).write_text(f'{{% extends "base:report/en/overview.md.j2" %}}\n\n{own}\n', encoding="utf-8")
    (told,) = [d for d in _found(root, read_knowledge(read_workspace(root)), "children") if message in d.message]
    assert told.place is not None
    assert (told.place.path, told.place.line) == (shown, line)
    assert hint in (told.hint or "")


def test_a_block_in_a_block_that_is_replaced_may_be_new(root: Path) -> None:
    for language in ("en", "vi"):
        base = root / f"templates/report/{language}/overview.md.j2"
        base.write_text(base.read_text(encoding="utf-8") + "\n{% block end %}{% endblock %}\n", encoding="utf-8")
        own = root / f"templates/audiences/children/report/{language}/overview.md.j2"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(
            f'{{% extends "base:report/{language}/overview.md.j2" %}}\n'
            "{% set x = 1 %}\n{% block end %}{% block inner %}{% endblock %}{% endblock %}\n",
            encoding="utf-8",
        )
    assert _found(root, read_knowledge(read_workspace(root)), "children") == []


def test_a_fault_in_an_included_file_is_told_there(root: Path) -> None:
    (root / "templates/report/en/part.md.j2").write_text('x\n{{ fact("membrs").statment }}\n', encoding="utf-8")
    for language in ("en", "vi"):
        path = root / f"templates/report/{language}/overview.md.j2"
        path.write_text('{% include "report/en/part.md.j2" %}\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = _found(root, read_knowledge(read_workspace(root)))
    assert {str(d.place) for d in found if "membrs" in d.message} == {"templates/report/en/part.md.j2:2:10"}


def test_a_fault_in_what_a_function_writes_at_the_beginning_of_a_section_is_told_there(root: Path) -> None:
    for language in ("en", "vi"):
        path = root / f"templates/report/{language}/annex.md.j2"
        path.write_text('{{ ref("fig-x") }}\n', encoding="utf-8")
    found = [d.place for d in _found(root, read_knowledge(read_workspace(root))) if '"fig-x"' in d.message]
    assert sorted({str(place) for place in found}) == [
        f"templates/report/{language}/annex.md.j2:1:9" for language in ("en", "vi")
    ]


def test_a_fact_that_there_is_not_is_told_once(root: Path) -> None:
    with (root / SECTION).open("a", encoding="utf-8") as file:
        file.write('\n{{ fact("membrs").statement }} in {{ fact("membrs").period }}\n')
    found = _found(root, read_knowledge(read_workspace(root)))
    assert [d.message for d in found if "membrs" in d.message] == ['no fact is called "membrs"'] * 2
    assert not [d for d in found if "this has no" in d.message]


def test_one_run_tells_of_all_faults_in_all_files(root: Path) -> None:
    faults = {
        "report/en/overview.md.j2": '{{ fact("members }}',
        "report/en/lending.md.j2": '{{ chart("members-gol") }}',
        "report/en/plans.md.j2": '{{ fct("x") }}',
        "slides/en/story.md.j2": '## A slide {layout="mesage-text"}\n\ntext',
    }
    for name, text in faults.items():
        with (root / "templates" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")
    with (root / "templates/slides/vi/story.md.j2").open("a", encoding="utf-8") as file:
        file.write('\n## Một trang {layout="mesage-text"}\n\nchữ\n')
    result = CliRunner().invoke(cli, ["build", "--workspace", str(root)])
    assert result.exit_code == 1
    for name, text in faults.items():
        assert f"templates/{name}:" in result.stderr
        assert f"  | {text.splitlines()[0]}" in result.stderr
    assert 'hint: did you mean "message-text"?' in result.stderr
    assert not (root / "out/general").exists()


@pytest.mark.parametrize("tag", ["include", "extends"])
def test_files_that_use_each_other_are_a_fault(root: Path, tag: str) -> None:
    folder = root / "templates/report/en"
    (folder / "one.md.j2").write_text('{% extends "report/en/two.md.j2" %}\n', encoding="utf-8")
    (folder / "two.md.j2").write_text(f'{{% {tag} "report/en/one.md.j2" %}}\n', encoding="utf-8")
    with (folder / "overview.md.j2").open("a", encoding="utf-8") as file:
        file.write('{% include "report/en/one.md.j2" %}\n')
    found = _found(root, read_knowledge(read_workspace(root)))
    (fault,) = {(d.message, d.hint) for d in found if "too much is nested" in d.message and d.place}
    assert "files must not extend or include each other" in str(fault[1])


def test_macros_of_another_file_call_the_functions(root: Path) -> None:
    for language in ("en", "vi"):
        folder = root / "templates/report" / language
        (folder / "parts.md.j2").write_text("{% macro all(id) %}{{ fact(id) }}{% endmacro %}", encoding="utf-8")
        with (folder / "overview.md.j2").open("a", encoding="utf-8") as file:
            file.write(f'\n{{% import "report/{language}/parts.md.j2" as parts %}}\nX {{{{ parts.all("members") }}}}\n')
    assert _found(root, read_knowledge(read_workspace(root))) == []


def test_joined_texts_are_escaped_as_markdown(root: Path) -> None:
    for language in ("en", "vi"):
        with (root / "templates/report" / language / "overview.md.j2").open("a", encoding="utf-8") as file:
            file.write('\n{{ "* <a> " ~ fact("members") + " & _b_" }}{{ ["*", fact("members")] | join(" ") }}\n')
    assert _found(root, read_knowledge(read_workspace(root))) == []


def test_a_fact_that_may_not_be_told_here_stands_in_no_caption(root: Path) -> None:
    facts = root / "seeds/facts.yaml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("- id: members\n", "- id: members\n  release: internal\n", 1), encoding="utf-8")
    with (root / SECTION).open("a", encoding="utf-8") as file:
        file.write('\n{{ table(facts("loans.2024"), {"label": "Of {fact:members}"}, caption="c", id="i") }}\n')
    told = [d for d in _found(root, read_knowledge(read_workspace(root))) if d.source and "Of {fact" in d.source]
    assert ['"members" may not be used here' in d.message for d in told] == [True]


def test_a_fact_that_may_not_be_told_here_stands_in_no_label_of_a_target(root: Path) -> None:
    charts = root / "templates/charts.yaml"
    text = charts.read_text(encoding="utf-8")
    named = text.replace(
        'vi: "Mục tiêu {period}", en: "Target for {period}"', 'vi: "{fact:lost-books}", en: "{fact:lost-books}"', 1
    )
    assert named != text
    charts.write_text(named, encoding="utf-8")
    found = _found(root, read_knowledge(read_workspace(root)))
    assert any('"lost-books" may not be used here' in d.message for d in found)


def test_an_uncited_source_is_told_where_it_is_cited(root: Path) -> None:
    knowledge = read_knowledge(read_workspace(root))
    audience = knowledge.workspace.audiences["general"].model_copy(update={"citations": "list"})
    sources = root / "templates/report/en/sources.md.j2"
    listed = replace(knowledge.workspace, audiences={**knowledge.workspace.audiences, "general": audience})
    for path in root.glob("templates/report/*/*.md.j2"):
        path.write_text(path.read_text(encoding="utf-8").replace("{{ sources() }}", "x"), encoding="utf-8")
    found = [d for d in _found(root, replace(knowledge, workspace=listed)) if "is not in the list" in d.message]
    assert found
    assert all(d.place and d.place.path.startswith("templates/report/") and d.place.line for d in found), sources


def test_a_link_inside_of_a_deck_is_told(root: Path) -> None:
    for language in ("en", "vi"):
        with (root / "templates/slides" / language / "story.md.j2").open("a", encoding="utf-8") as file:
            file.write("\n## Một {#one}\n\nx\ny [z](#one)\n")
    told = [d for d in check(root) if "cannot be linked to" in d.message]
    lines = (root / "templates/slides/en/story.md.j2").read_text(encoding="utf-8").count("\n")
    assert f"templates/slides/en/story.md.j2:{lines}:7" in [str(d.place) for d in told]


def test_every_parameter_of_a_function_has_a_kind() -> None:
    functions = Functions.by_name(Functions(None, None, None, None, None))  # type: ignore[arg-type]
    for name, function in functions.items():
        assert function.__name__ == name
        for parameter in takes(function.__func__).parameters.values():  # type: ignore[attr-defined]
            assert kind_of(parameter).words


@pytest.mark.parametrize("command", ["check", "build"])
def test_check_and_build_tell_of_a_character_that_xml_cannot_hold(root: Path, command: str) -> None:
    with (root / SECTION).open("a", encoding="utf-8") as file:
        file.write('\n{{ "a\\vb" }}\n')
    result = CliRunner().invoke(cli, [command, "--workspace", str(root)])
    assert result.exit_code == 1
    assert "the character U+000B is not allowed in a document" in result.stderr


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_template_with_letters_in_parts_is_read_with_one_warning_a_file(root: Path, command: str) -> None:
    before = (root / SECTION).read_text(encoding="utf-8")
    (root / SECTION).write_text(
        f'{before}\nThe Caf\u00e9 and the Cafe\u0301.\n\nZu\u0308rich {{{{ "e\\u0301" }}}}\n', encoding="utf-8"
    )
    vi = root / SECTION.replace("/en/", "/vi/")
    vi.write_text(vi.read_text(encoding="utf-8") + "\nQuán và quán.\n\nZürich\n", encoding="utf-8")
    result = CliRunner().invoke(cli, [command, "--workspace", str(root)])
    assert result.exit_code == 0, result.stderr
    assert result.stderr.count("Unicode form NFD") == 1
    assert f"{SECTION}:{before.count(chr(10)) + 2}:" in result.stderr


EMPTY = [
    ("# Terms\n\n{{ glossary() }}\n", "no term that has a definition is used before this", 3),
    ("# Sources\n\n{{ sources() }}\n", "no source is used before this", 3),
    ('{{ evidence(caption="c") }}\n', "this table has only its head", 1),
    ("", "this section is empty", 1),
]


@pytest.mark.parametrize(("text", "message", "line"), EMPTY)
def test_a_list_of_nothing_and_a_section_of_nothing_are_errors(root: Path, text: str, message: str, line: int) -> None:
    (root / SECTION).write_text(text, encoding="utf-8")
    found = [d for d in _found(root, read_knowledge(read_workspace(root))) if d.message == message]
    assert [(d.place.path, d.place.line, d.severity) for d in found if d.place] == [(SECTION, line, "error")]
