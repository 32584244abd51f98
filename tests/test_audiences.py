"""An audience is a small file: what it takes over, what it overrides, its phrases and budgets, and the two commands."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import LIBRARY
from outline import outline
from pptx.util import Length

from reports import build, check
from reports.cli.commands import cli
from reports.diagnostics import Place, Problems
from reports.document.model import Document, Heading, Meta, Section, Table, Text
from reports.facts import Fact, Facts
from reports.pipeline.budgets import uses_of_deck
from reports.powerpoint.slides.model import Deck, Line, Slide, TableFill, TextFill
from reports.workspace import AudienceFile, read_workspace
from reports.workspace.audiences import inherited
from reports.workspace.selection import Selection, select

OVERRIDE = '{% extends "base:report/en/readers.md.j2" %}\n{% block opening %}\n{{ super() }}\n\nGrandchildren first.\n{% endblock %}\n'
NAMES = "name: {vi: Bé, en: Toddlers}\ndescription: {vi: Bé, en: The smallest}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    shutil.copytree(LIBRARY, folder)
    return folder


def _audience(root: Path, name: str, text: str) -> None:
    path = root / f"templates/audiences/{name}/audience.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(NAMES + text, encoding="utf-8")


def _run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--workspace", str(root)])


def _outline(root: Path, name: str) -> str:
    return outline(root / "out" / name)


# ---- Taking over


def test_what_is_not_said_is_taken_over_and_what_is_said_holds(root: Path) -> None:
    _audience(root, "toddlers", "from: children\ncitations: endnotes\nreports: {report: {annexes: [annex]}}\n")
    workspace = read_workspace(root)
    toddlers, children = workspace.audiences["toddlers"], workspace.audiences["children"]
    assert (toddlers.rounding, toddlers.least_importance) == (children.rounding, children.least_importance) == (0, 2)
    assert toddlers.citations == "endnotes"
    assert toddlers.name["en"] == "Toddlers"
    assert workspace.sections("report", "toddlers") == workspace.sections("report", "children")
    assert workspace.report("report", "toddlers").annexes == ["annex"]
    assert workspace.sections("slides", "toddlers") == ["opening", "story", "sources"]


@pytest.mark.parametrize(
    ("own", "theirs", "merged"),
    [
        ({}, {"rounding": 1, "release": "public"}, {"rounding": 1, "release": "public"}),
        ({"rounding": 2}, {"rounding": 1}, {"rounding": 2}),
        ({"reports": {"r": {"remove": ["a"]}}}, {}, {"reports": {"r": {"remove": ["a"]}}}),
        ({}, {"reports": {"r": {"remove": ["a"]}}}, {"reports": {"r": {"remove": ["a"]}}}),
        ({"reports": {"r": {"version": "2"}}}, {"reports": {"r": {"remove": ["a"]}}},
         {"reports": {"r": {"version": "2", "remove": ["a"]}}}),
        ({"reports": {"r": {"sections": ["b"]}}}, {"reports": {"r": {"remove": ["a"], "version": "1"}}},
         {"reports": {"r": {"sections": ["b"], "version": "1"}}}),
        ({"reports": {"r": {"budget": {"words": 9}}}}, {"reports": {"r": {"budget": {"pages": 3}}, "s": {}}},
         {"reports": {"r": {"budget": {"words": 9, "pages": 3}}, "s": {}}}),
        ({"phrases": {"en": {"draft": "Mine"}}}, {"phrases": {"en": {"source": "From"}, "vi": {"draft": "Của tôi"}}},
         {"phrases": {"en": {"draft": "Mine", "source": "From"}, "vi": {"draft": "Của tôi"}}}),
    ],
)  # fmt: skip
def test_each_setting_is_an_audiences_own_or_that_which_it_takes_over(
    own: dict[str, object], theirs: dict[str, object], merged: dict[str, object]
) -> None:
    """Only its name, its description and from whom it takes over are always its own."""
    base = {"name": {"vi": "Mẹ", "en": "Parent"}, "description": {"vi": "Mẹ", "en": "Parent"}}
    head = {"name": {"vi": "Bé", "en": "Child"}, "description": {"vi": "Bé", "en": "Child"}, "from": "parent"}
    files = {"child": head | own, "parent": base | theirs}
    audiences = {name: AudienceFile.model_validate(file) for name, file in files.items()}
    assert inherited("child", audiences) == AudienceFile.model_validate(head | merged)


def test_texts_are_taken_over_and_extended_step_by_step(root: Path) -> None:
    _audience(root, "toddlers", "from: children\n")
    for language, said in (("en", "Grandchildren first."), ("vi", "Cháu trước.")):
        path = root / f"templates/audiences/toddlers/report/{language}/readers.md.j2"
        path.parent.mkdir(parents=True)
        text = OVERRIDE.replace("/en/", f"/{language}/").replace("Grandchildren first.", said)
        path.write_text(text, encoding="utf-8")
    build(root, reports=["report"], audiences=["toddlers"], languages=["en"])
    text = _outline(root, "toddlers/report.en.docx")
    assert "Grandchildren first." in text  # its own
    assert "Dear children, of every 10 of you" in text  # what it takes over extends the base text
    assert "closer" in text
    assert text.index("Dear children") < text.index("Grandchildren first.")


@pytest.mark.parametrize(
    ("files", "message", "hint"),
    [
        ({"a": "from: childrn\n"}, 'no audience is called "childrn"', 'did you mean "children"?'),
        ({"a": "from: b\n", "b": "from: a\n"}, '"a" inherits from itself', "remove one of the `from`"),
        ({"a": "from: a\n"}, '"a" inherits from itself', "remove one of the `from`"),
        ({"a": "reports: {report: {remove: [plan]}}\n"}, '"report" has no section "plan"', 'did you mean "plans"?'),
        ({"a": "reports: {reprt: {remove: [plans]}}\n"}, 'no report is called "reprt"', 'did you mean "report"?'),
        ({"a": "phrases: {fr: {source: x}}\n"}, 'no language is called "fr"', "known: vi, en"),
        ({"a": "phrases: {en: {sauce: x}}\n"}, "sauce", "source"),
        ({"a": "reports: {report: {budget: {sections: {plan: 9}}}}\n"}, 'has no section "plan"', '"plans"?'),
        ({"a": "roundin: 1\n"}, "roundin", "rounding"),
    ],
)
def test_an_audience_that_cannot_be_is_told_with_place_and_hint(
    root: Path, files: dict[str, str], message: str, hint: str
) -> None:
    for name, text in files.items():
        _audience(root, name, text)
    with pytest.raises(Problems) as caught:
        read_workspace(root)
    first = next(d for d in caught.value.diagnostics if message in d.message)
    assert first.place is not None
    assert first.place.path == "templates/audiences/a/audience.yaml"
    assert first.place.line is not None
    assert hint in (first.hint or "")


def test_an_audience_has_its_own_title_and_phrases(root: Path) -> None:
    own = 'title: {vi: Sách của bé, en: Books for the smallest}, version: "7", status: {vi: Nháp, en: Rough}'
    _audience(
        root, "toddlers", f"from: children\nphrases: {{en: {{source: Taken from}}}}\nreports: {{report: {{{own}}}}}\n"
    )
    build(root, reports=["report"], audiences=["toddlers"])
    english, vietnamese = (_outline(root, f"toddlers/report.{code}.docx") for code in ("en", "vi"))
    assert "Books for the smallest" in english
    assert "Rough" in english
    assert "Version 7" in english
    assert "Taken from: " in english
    assert "\nSourceLine: Source:" not in english
    assert "\nSourceLine: Nguồn:" in vietnamese
    assert _run(root, "audit", str(root / "out/toddlers/report.en.docx")).exit_code == 0


# ---- Budgets


@pytest.mark.parametrize(
    ("report", "budget", "message", "place"),
    [
        ("report", "{words: {en: 100}}", '"report" for "toddlers" (en) has ', "audience.yaml:4:"),
        ("report", "{words: 100}", '"report" for "toddlers" (vi) has ', "audience.yaml:4:"),
        ("report", "{sections: {overview: 5}}", 'the section "overview" of "report"', "report/en/overview.md.j2"),
        ("slides", "{slides: 3}", '"slides" for "toddlers" (en) has ', "audience.yaml:4:"),
        ("slides", "{slide_words: 4}", "this slide has ", "slides/en/story.md.j2:"),
    ],
)
def test_what_is_too_long_is_told_by_how_much(root: Path, report: str, budget: str, message: str, place: str) -> None:
    _audience(root, "toddlers", f"from: children\nreports: {{{report}: {{budget: {budget}}}}}\n")
    found = [d for d in check(root) if message in d.message and place in str(d.place)]
    assert found
    assert all("more than the budget of" in d.message or "more than its budget of" in d.message for d in found)
    assert all("budget" in (d.hint or "") for d in found)
    with pytest.raises(Problems, match="more than"):
        build(root, reports=[report], audiences=["toddlers"])


def test_a_budget_names_the_longest_section(root: Path) -> None:
    _audience(root, "toddlers", "from: children\nreports: {report: {budget: {words: {en: 100}}}}\n")
    (found,) = [d for d in check(root) if "words, " in d.message]
    assert found.hint is not None
    assert found.hint.startswith("the longest section is lending (overview ")


def test_words_of_a_deck_are_counted_once_and_without_what_frames_a_slide() -> None:
    first, second = Place("a.md.j2", 1, 1), Place("b.md.j2", 1, 1)
    words, one = (Text("two words"),), (Text("one"),)
    rows = ((words, one), (one, one))
    shown = Table(heads=((one, one),), rows=rows, alignments=("left", "left"), place=second)
    table = TableFill(shown, (), (), Length(0), "")
    frame = {box: TextFill((Line(words),)) for box in ("title", "source", "footer", "date", "number")}
    slides = (
        Slide("title", {"title": TextFill((Line(words),))}, ""),
        Slide("content", frame | {"body": TextFill((Line(words), Line(one)))}, "a", (Line(words),), place=first),
        Slide("table", frame | {"table": table}, "b", place=second),
        Slide("table", frame | {"table": table}, "b", place=second),
    )
    meta = Meta((Text("T"),), (), date(2025, 1, 1), (Text("x"),))
    sections = (Section("a", (Heading(1, words, first),)), Section("b", (Heading(1, words, second),)))
    uses = uses_of_deck(Deck("r", "en", meta, slides), Document("r", "en", meta, sections))
    assert [(use.section, use.words, use.slides) for use in uses] == [
        ("a", 3, ((3, first),)),
        ("b", 7 + 5, ((12, second),)),  # the header counts once
        ("", 0, ((0, None),)),
    ]


def test_what_keeps_its_budget_is_built(root: Path) -> None:
    _audience(
        root, "toddlers",
        "from: children\nreports:\n  report: {budget: {words: 5000, pages: 50, sections: {overview: 1000}}}\n"
        "  slides: {budget: {slides: 50, slide_words: 500}}\n",
    )  # fmt: skip
    assert [d for d in check(root) if d.severity == "error"] == []


def test_pages_are_counted_where_libreoffice_is_there(root: Path, program: object) -> None:
    program("soffice")  # type: ignore[operator]
    _audience(root, "toddlers", "from: children\nreports: {report: {budget: {pages: 1}, annexes: [annex]}}\n")
    with pytest.raises(Problems) as caught:
        build(root, reports=["report"], audiences=["toddlers"], languages=["en"], paginate=True)
    (found,) = caught.value.diagnostics
    assert '"report" for "toddlers" (en) has 3 pages, 2 more than the budget of 1' in found.message
    assert "the longest section is lending (in words: overview " in (found.hint or "")
    assert not (root / "out/toddlers").exists()


# ---- The commands


def test_a_new_audience_builds_at_once_and_explains_itself(root: Path) -> None:
    result = _run(root, "audience", "new", "town-council", "--from", "children")
    assert result.exit_code == 0, result.stderr
    path = root / "templates/audiences/town-council/audience.yaml"
    text = path.read_text(encoding="utf-8")
    assert result.stdout.strip().endswith("templates/audiences/town-council/audience.yaml")
    assert yaml.safe_load(text)["from"] == "children"
    for setting in ("least_importance: 2", "rounding: 0", "citations: list", "form: house", "sections: [overview"):
        assert setting in text
    assert check(root) == []
    built = build(root, audiences=["town-council"], languages=["en"])
    assert built.written == ("town-council/report.en.docx", "town-council/slides.en.pptx")


def test_every_setting_of_an_audience_is_explained_and_shown(root: Path) -> None:
    settings = AudienceFile.settings()
    assert set(settings) == {
        "least_importance",
        "release",
        "rounding",
        "small_counts",
        "citations",
        "form",
        "accent",
        "density",
    }
    assert [name for name, explained in settings.items() if not explained] == []
    shown = json.loads(_run(root, "audience", "show", "children", "--json").stdout)
    assert [row["setting"] for row in shown["settings"]] == list(settings)


def test_what_a_new_audience_explains_can_be_uncommented(root: Path) -> None:
    """With all of its # taken away the file says what held before."""
    assert _run(root, "audience", "new", "town", "--from", "children").exit_code == 0
    path = root / "templates/audiences/town/audience.yaml"
    head, _, settings = path.read_text(encoding="utf-8").partition("# Delete a # to")
    lines = [line.removeprefix("# ") for line in settings.split("\n")[1:]]
    path.write_text(head + "\n".join(lines), encoding="utf-8")
    workspace = read_workspace(root)
    town, children = workspace.audiences["town"], workspace.audiences["children"]
    assert all(getattr(town, name) == getattr(children, name) for name in AudienceFile.settings())
    for report in workspace.reports:
        mine, theirs = workspace.report(report, "town"), workspace.report(report, "children")
        assert (mine.sections, mine.annexes, mine.title) == (theirs.sections, theirs.annexes, theirs.title)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Big Town", "--from", "children"), '"Big Town" cannot be the name of an audience'),
        (("town", "--from", "childrn"), 'did you mean "children"?'),
        (("children", "--from", "general"), 'there is an audience "children" already'),
    ],
)
def test_a_new_audience_that_cannot_be_is_refused(root: Path, arguments: tuple[str, ...], message: str) -> None:
    before = sorted(root.rglob("*"))
    result = _run(root, "audience", "new", *arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert sorted(root.rglob("*")) == before


def test_show_says_where_each_section_stands_and_which_facts_are_in_and_why(root: Path) -> None:
    _audience(
        root, "toddlers",
        "from: children\nreports: {report: {annexes: [annex], budget: {words: 4000}}, slides: {budget: {slides: 40}}}\n",
    )  # fmt: skip
    path = root / "templates/audiences/toddlers/slides"
    for language in ("vi", "en"):
        shutil.copytree(root / "templates/slides" / language, path / language)
    result = _run(root, "audience", "show", "toddlers", "--json")
    assert result.exit_code == 0, result.stderr
    shown = json.loads(result.stdout)
    settings = {row["setting"]: (row["value"], row["set by"]) for row in shown["settings"]}
    assert settings["rounding"] == (0, "children")
    assert settings["form"] == ("house", "(default)")
    sections = {(row["report"], row["section"]): row for row in shown["sections"]}
    assert [row["section"] for row in shown["sections"] if row["report"] == "report"] == [
        "overview", "lending", "readers", "annex (annex)",
    ]  # fmt: skip
    assert sections["report", "overview"]["whose"] == "everybody's"
    assert sections["report", "overview"]["file"] == "templates/report/{vi,en}/overview.md.j2"
    assert sections["report", "readers"]["whose"].startswith('inherited from "children", extends base:')
    assert sections["slides", "story"]["whose"] == "own"
    facts = {row["fact"]: row for row in shown["facts"]}
    assert facts["members"]["in"] == "report, slides"
    assert facts["members"]["why"] == ""
    assert facts["lost-books"]["in"] == ""
    assert {row["why"] for row in shown["facts"] if row["in"] == ""} > {"no text of this audience asks for it"}
    budgets = {(row["report"], row["language"], row["of"]): row for row in shown["budgets"]}
    words = budgets["report", "en", "words"]
    assert 100 < words["used"] < 4000
    assert words["full"] == f"{words['used'] / 4000:.0%}"
    assert budgets["slides", "vi", "slides"]["budget"] == 40


def test_show_prints_tables_and_knows_no_unknown_audience(root: Path) -> None:
    printed = _run(root, "audience", "show", "children").stdout
    assert all(f"{part}:" in printed for part in ("settings", "sections", "facts", "budgets"))
    result = _run(root, "audience", "show", "childrn")
    assert result.exit_code == 1
    assert 'hint: did you mean "children"?' in result.stderr


# ---- What an audience may see


def _seen(fact: dict[str, object], audience: dict[str, object], day: str = "2025-01-31") -> Selection:
    """What an audience sees of one fact and of another without restrictions."""
    facts = {id_: Fact.model_construct(id=id_, **more) for id_, more in (("one", fact), ("two", {"importance": 3}))}
    made = AudienceFile.model_construct(**audience)  # type: ignore[arg-type]
    return select(cast(Facts, SimpleNamespace(facts=facts)), made, date.fromisoformat(day))


FEBRUARY = {"embargo": date(2025, 2, 1)}


@pytest.mark.parametrize(
    ("fact", "release", "day", "reason"),
    [
        ({}, "public", "2025-01-31", ""),
        (FEBRUARY, "public", "2025-01-31", "it is under embargo until 2025-02-01"),
        (FEBRUARY, "public", "2025-02-01", ""),  # released on that very day
        (FEBRUARY, "public", "2025-02-02", ""),
        (FEBRUARY, "internal", "2025-01-31", "it is under embargo until 2025-02-01"),
        ({"release": "internal"}, "public", "2025-01-31", "it is internal"),
        ({"release": "internal"}, "internal", "2025-01-31", ""),
        ({"release": "internal", **FEBRUARY}, "public", "2025-02-02", "it is internal"),
    ],
)
def test_what_an_audience_may_see(fact: dict[str, object], release: str, day: str, reason: str) -> None:
    seen = _seen(fact, {"release": release}, day)
    assert list(seen.facts) == (["two"] if reason else ["one", "two"])
    assert list(seen.withheld) == (["one"] if reason else [])
    assert seen.withheld.get("one", "").startswith(reason)


@pytest.mark.parametrize(("importance", "least", "listed"), [(1, 1, True), (1, 2, False), (2, 2, True), (2, 3, False)])
def test_a_fact_below_the_least_importance_is_in_no_list(importance: int, least: int, listed: bool) -> None:
    seen = _seen({"importance": importance}, {"least_importance": least})
    assert [fact.id for fact in seen.offered()] == (["one", "two"] if listed else ["two"])
    assert list(seen.facts) == ["one", "two"]
