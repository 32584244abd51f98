"""How an audit pairs the figures of a text with the marks that were printed: state by state, in small texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

import pytest
from lxml import etree

from reports.finished.current import CurrentTexts
from reports.finished.marks import Known, Mark
from reports.finished.model import FoundFigure, Passage, Token, tokens
from reports.finished.text import same
from reports.finished.tracer import Tracer


@dataclass
class _Today:
    """Texts of today: those of `changed`, and for other marks what was printed."""

    changed: Mapping[str, str | None] = field(default_factory=dict)

    def todays_text(self, mark: Mark) -> tuple[bool, str | None]:
        now = self.changed.get(mark.ref, mark.printed)
        return now is not None and same(now, mark.printed), now

    def figure_unchanged(self, mark: Mark, index: int) -> tuple[bool, str | None]:
        return self.todays_text(mark)

    def read(self, text: str | None) -> str | None:
        return re.sub(r"[^\d,]", "", text) if text else None


def _passage(text: str) -> Passage:
    """A passage; {name|text} in it is marked with the style of a fact."""
    passage = Passage("p")
    for piece in re.split(r"(\{[^}]*\})", text):
        name, _, shown = piece.strip("{}").rpartition("|")
        start = passage.length
        passage.add(shown if piece.startswith("{") else piece, etree.Element("t"))
        if piece.startswith("{"):
            passage.mark(start, passage.length, name)
    passage.close()
    return passage


def _marks(*said: str) -> list[Mark]:
    """Marks from `ref: text`; one with a name for its style from `{ref}: text`; sentences from `kind ref: text`."""
    marks = []
    for each in said:
        about, _, printed = each.partition(": ")
        kind, _, ref = about.rpartition(" ")
        marks.append(Mark(kind or "fact", ref.strip("{}"), "full", printed, name=ref.strip("{}") * ref.startswith("{")))
    return marks


def _tracer(changed: Mapping[str, str | None] | None = None) -> Tracer:
    return Tracer("file", cast(CurrentTexts, _Today(changed or {})))


def _told(found: Iterable[FoundFigure]) -> list[str]:
    """Each figure as `state figure ref`, with what was printed and is today where these are other texts."""
    return [
        f"{each.state} {each.figure} {each.ref}{f' × {each.times}' if each.times > 1 else ''}"
        + (f" was {each.printed}" if each.state == "changed" else "")
        + (f" now {each.now}" if each.state == "stale" else "")
        for each in found
    ]


def _texts(left: Iterable[Token]) -> list[str]:
    return [token.text for token in left]


TEXTS: dict[str, tuple[list[str], list[str], dict[str, str | None], list[str], list[str], list[str]]] = {
    # name: paragraphs, marks, what has changed, what is found, what is left, what is lost
    "each figure has its mark": (
        ["Of 45% and 52%.", "Then 45%."],
        ["a: 45%", "b: 52%", "a: 45%"],
        {},
        ["traced 45 a", "traced 52 b", "traced 45 a"],
        [],
        [],
    ),
    "a mark has several figures, and words around them": (
        ["From 3/2021 to 5/2022.", "From 3/2021 to 7/2022."],
        ["a: from 3/2021 to 5/2022", "b: 3/2021 to 7/2022"],
        {},
        [
            "changed From 3/2021 to 5/2022 a was from 3/2021 to 5/2022",
            "traced 5/2022 a",
            "traced 3/2021 b",
            "traced 7/2022 b",
        ],
        [],
        [],
    ),
    "a figure that goes on is another figure": (
        ["45% a45 45b 45"],
        ["a: 45", "a: 45", "a: 45", "a: 45"],
        {},
        ["traced 45 a"],
        ["45", "45", "45"],
        ["lost 45 a × 3"],
    ),
    "what has changed since is stale": (
        ["45% and 52% of {c|9}."],
        ["a: 45%", "b: 52%", "{c}: 9"],
        {"a": "46%", "b": None, "c": "10"},
        ["stale 45 a now 46%", "stale 52 b now None", "stale 9 c now 10"],
        [],
        [],
    ),
    "a marked span with another text is changed, unless only its spaces are others": (
        ["{a|46%} {b|1 000}"],
        ["{a}: 45%", "{b}: 1000"],
        {},
        ["changed 46% a was 45%", "traced 1 000 b"],
        [],
        [],
    ),
    "a span that was copied is traced to the same mark, also with another text": (
        ["{a|45%} {a|45%} {a|about 45%} {d|4}"],
        ["{a}: 45%", "{a}: about 45%", "{b}: 7%"],
        {},
        ["traced 45% a", "traced 45% a", "traced about 45% a"],
        ["4"],
        ["lost 7% b"],
    ),
    "a span of two texts of its mark is that which it says": (
        ["{a|about 45%}", "{a|45%}"],
        ["{a}: 45%", "{a}: about 45%"],
        {},
        ["traced about 45% a", "traced 45% a"],
        [],
        [],
    ),
    "a figure that has lost its style or its place is found": (
        ["52%", "45%", "7"],
        ["{a}: 45%", "b: 52%", "c: 7"],
        {},
        ["traced 52 b", "traced 45 a", "traced 7 c"],
        [],
        [],
    ),
    "words without a figure that have lost their style are looked for in the text": (
        ["Dozens of people and dozens {a|dozens}"],
        ["{a}: dozens", "{a}: dozens", "{a}: dozens", "{b}: Dozens", "{c}: many"],
        {},
        ["traced dozens a"],
        [],
        ["lost dozens a", "lost many c"],
    ),
    "a figure typed in the place of another is changed": (
        ["45% then 53%, then 7."],
        ["a: 45%", "b: 52%", "c: 7"],
        {},
        ["traced 45 a", "changed 53% b was 52%", "traced 7 c"],
        [],
        [],
    ),
    "a figure typed where as many are missing is changed": (
        ["1, then 55, then 3."],
        ["a: 1", "b: 2", "c: 3"],
        {},
        ["traced 1 a", "changed 55 b was 2", "traced 3 c"],
        [],
        [],
    ),
    "of more figures than are missing none is changed, but by its words": (
        ["1, then 55, 66 and 77 m, then 3."],
        ["a: 1", "b: 2", "b: 20 m", "c: 3"],
        {},
        ["traced 1 a", "changed 77 m b was 20 m", "traced 3 c"],
        ["55", "66"],
        ["lost 2 b"],
    ),
    "figures before the first and after the last mark": (
        ["8 m, 45%, 9 km"],
        ["a: 7 m", "b: 45%", "c: 6 km"],
        {},
        ["changed 8 m a was 7 m", "traced 45 b", "changed 9 km c was 6 km"],
        [],
        [],
    ),
    "of a long text a few letters around a figure are compared": (
        ["They wrote long ago that 45 people came, or 50"],
        ["source s: Someone wrote long ago that 45 people came to see it"],
        {},
        ["traced 45 s"],
        ["50"],
        [],
    ),
    "a figure of a long text with other words around it is the same where it is between the same": (
        ["1, there 45 came, 2"],
        ["a: 1", "source s: Of all people 45 were there", "b: 2"],
        {},
        ["traced 1 a", "traced 45 s", "traced 2 b"],
        [],
        [],
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_figures_are_traced_in_their_order(name: str) -> None:
    paragraphs, said, changed, found, left, lost = TEXTS[name]
    passages = [_passage(text) for text in paragraphs]
    tracer = _tracer(changed)
    every = list(tokens(passages))
    assert _texts(tracer.in_order(every, _marks(*said))) == left
    assert _told(tracer.found[token] for token in every if token in tracer.found) == found
    assert _told(tracer.lost(every, "\n".join(passage.text for passage in passages))) == lost


def test_a_longer_mark_that_may_be_anywhere_explains_a_figure_better() -> None:
    every = list(tokens([_passage("From 2020 to 2025; 2020; 7 m")]))
    tracer = _tracer()
    known = Known.of(_marks("long: From 2020 to 2025", "short: 7"))
    assert _texts(tracer.in_any_order(every, dict.fromkeys(_marks("a: 2020", "c: 7 m"), 1), known)) == []
    assert _told(tracer.found.values()) == ["traced 2020 a", "traced 7 c", "traced 2020 long", "traced 2025 long"]
    assert tracer.found[every[0]].ref == "long"


def test_a_mark_that_begins_or_ends_with_a_space_has_words_beside_it() -> None:
    every = list(tokens([_passage("Decision 598/QD of 1 May on scheme 06; Decision 598/QDX")]))
    tracer = _tracer()
    known = Known.of(_marks("source a: Decision 598/QD ", "source b: May on 06", "source c:  on scheme 06"))
    assert _texts(tracer.in_any_order(every, {}, known)) == ["1", "598"]
    assert [tracer.found[token].ref for token in (every[0], every[2])] == ["a", "c"]


def test_what_is_missing_elsewhere_is_counted_by_the_facts_of_lines_of_evidence() -> None:
    (value,) = _marks("a: 45%")
    evidence = Mark("evidence", "a", "value", "45%")
    tracer = _tracer()
    first, second, third = tokens([_passage("45%, 45% and 45%")])
    assert tracer.in_order([first], [evidence]) == []
    assert tracer.elsewhere([second, third], {value: 2}) == [third]
    assert tracer.found[second].kind == "fact"
    assert _told(tracer.lost((), "")) == []
    assert tracer.elsewhere([], {value: 4}) == []
    assert _told(tracer.lost((), "")) == ["lost 45% a × 2"]


def test_a_figure_of_a_shape_is_edited_where_the_words_of_a_missing_mark_are_around_it() -> None:
    marks = _marks("a: 45 m", "b: 7 km")
    tracer = _tracer()
    assert tracer.elsewhere([], dict.fromkeys(marks, 1)) == []
    edited = list(tokens([_passage("46 m, 47 m, 8 km, 5 kg")]))
    assert _texts(tracer.edited(edited, marks)) == ["47", "5"]
    assert _told(tracer.found.values()) == ["changed 46 m a was 45 m", "changed 8 km b was 7 km"]
    assert _told(tracer.lost((), "")) == []


def test_what_no_mark_explains_is_untraced_and_a_style_that_names_a_fact_is_asked() -> None:
    tracer = _tracer({"books.lent": "9%", "gone": None})
    tracer.untraced(
        tokens([_passage("5 m {fact books.lent full|9%} {fact books.lent full|8%} {fact gone full|7} {x|6}")])
    )
    assert [(each.state, each.figure, each.ref, each.form, each.value) for each in tracer.found.values()] == [
        ("untraced", "5", "", "", "5"),
        ("traced", "9%", "books.lent", "full", "9"),
        ("changed", "8%", "books.lent", "full", "8"),
        ("stale", "7", "gone", "full", "7"),
        ("untraced", "6", "", "", "6"),
    ]


def test_values_are_those_of_what_is_there_and_of_what_was_printed() -> None:
    tracer = _tracer({"a": "46%"})
    figures = list(tokens([_passage("{a|about 47%} {b|45%}")]))
    marks = [Mark("fact", "a", "full", "45%", "45.01", name="a"), *_marks("{b}: 45%")]
    assert tracer.in_order(figures, marks) == []
    assert [(each.value, each.was, each.now) for each in tracer.found.values()] == [
        ("47", "45.01", "46%"),
        ("45", "45", "45%"),
    ]
