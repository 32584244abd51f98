"""How long the parts of a report are, and how long its audience lets them be → what is too long, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.diagnostics import Findings, Place
from reports.document import children_of, texts_of
from reports.document.model import Block, Document, Inlines, ListBlock, Sides, SpeakerNotes, Table, plain
from reports.languages import LANGUAGES
from reports.powerpoint.slides.model import Deck, Fill, TableFill, TextFill
from reports.workspace import Budget, Count, Workspace

_FRAME = ("title", "source", "sources", "footer", "date", "number", "section-number")
"""The boxes of a slide whose words are no text to be read."""
_FEWER = "say it in fewer words, or raise the budget in audience.yaml"


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """What a section takes: words, and the words of each of its slides. An annex takes nothing of the budget.

    A slide that is continued on others counts once, since how many it takes is a matter of the brand.
    """

    section: str
    words: int
    slides: tuple[tuple[int, Place | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose budget it is: a report for an audience, in a language."""

    workspace: Workspace
    report: str
    audience: str
    language: str

    @property
    def budget(self) -> Budget:
        return self.workspace.own(self.report, self.audience).budget

    def place(self, *location: str) -> Place:
        return self.workspace.place(self.audience, "reports", self.report, "budget", *location)

    def limit(self, count: Count | None) -> int | None:
        """The number that holds for the language; None if there is none, as for several languages side by side."""
        if self.language not in LANGUAGES:
            return None
        return count.get(self.language) if isinstance(count, Mapping) else count

    def __str__(self) -> str:
        return f'"{self.report}" for "{self.audience}" ({self.language})'


def uses_of_document(document: Document) -> tuple[BudgetUse, ...]:
    """The words of each section of a text, its annexes left away."""
    return tuple(
        BudgetUse(section.id, sum(count_words(text) for block in section.blocks for text in _read(block)))
        for section in document.sections
        if not section.annex
    )


def uses_of_deck(deck: Deck, document: Document) -> tuple[BudgetUse, ...]:
    """The words and slides of each section of a deck; the title slide is a part of none."""
    owners = {block.place: section.id for section in document.sections for block in section.blocks}
    found: dict[str, dict[Place | None, int]] = {section.id: {} for section in document.sections}
    for slide in deck.slides:
        own = found.setdefault(owners.get(slide.place, "") if slide.place else "", {})
        texts = _on_slide(slide.fills, again=slide.place in own)
        own[slide.place] = own.get(slide.place, 0) + sum(map(count_words, texts))
    return tuple(
        BudgetUse(section, sum(slides.values()), tuple((words, place) for place, words in slides.items()))
        for section, slides in found.items()
    )


def check_budget(subject: Subject, uses: Sequence[BudgetUse], findings: Findings) -> None:
    """Complain of all that is longer than its budget: where the budget is said, by how much, and which part it is."""
    budget, slides = subject.budget, [slide for use in uses for slide in use.slides]
    if limit := subject.limit(budget.words):
        parts = {use.section: use.words for use in uses if use.section}
        _total("words", sum(use.words for use in uses), limit, parts, subject, findings)
    if (limit := subject.limit(budget.slides)) and slides:
        parts = {use.section: len(use.slides) for use in uses if use.section}
        _total("slides", len(slides), limit, parts, subject, findings)
    if limit := subject.limit(budget.slide_words):
        for words, place in slides:
            if words > limit:
                message = f"this slide has {words} words, {words - limit} more than the budget of {limit}"
                findings.error(message, place, hint=_FEWER)
    for use in uses:
        limit = subject.limit(budget.sections.get(use.section))
        if limit and use.words > limit:
            file = subject.workspace.section(subject.report, subject.audience, subject.language, use.section)
            over = f"{use.words} words, {use.words - limit} more than its budget of {limit}"
            findings.error(f'the section "{use.section}" of {subject} has {over}', Place(file.shown), hint=_FEWER)


def check_pages(subject: Subject, pages: int, uses: Sequence[BudgetUse], findings: Findings) -> None:
    """Complain of too many pages; what makes them too many are the words of the sections."""
    if limit := subject.limit(subject.budget.pages):
        _total("pages", pages, limit, {use.section: use.words for use in uses}, subject, findings, "in words: ")


def count_words(text: Inlines) -> int:
    """What stands between blanks; in Vietnamese these are syllables."""
    return len(plain(text).split())


def _read(block: Block) -> Iterator[Inlines]:
    """What a reader reads of a block: neither what is only looked up, nor what is said by a speaker."""
    match block:
        case SpeakerNotes() | ListBlock(style="sources") | Table(style="evidence"):
            return
        case Sides():
            children = [child for first, *_ in block.rows for child in first]
        case _:
            children = [*children_of(block)]
    for child in children:
        yield from _read(child)
    yield from texts_of(block)


def _on_slide(fills: Mapping[str, Fill], *, again: bool) -> Iterator[Inlines]:
    """The texts of a slide; where it continues another, the head of a table stands there `again`."""
    for box, fill in fills.items():
        if box in _FRAME:
            continue
        if isinstance(fill, TextFill):
            yield from (line.text for line in fill.lines)
        elif isinstance(fill, TableFill):
            yield from (cell for row in (*(() if again else (fill.header,)), *fill.rows) for cell in row)


def _total(
    what: str, used: int, limit: int, parts: Mapping[str, int], subject: Subject, findings: Findings, unit: str = ""
) -> None:
    if used > limit:
        shares = ", ".join(f"{section} {count:,}" for section, count in parts.items())
        longest = max(parts, key=lambda section: parts[section], default="")
        findings.error(
            f"{subject} has {used:,} {what}, {used - limit:,} more than the budget of {limit:,}",
            subject.place(what),
            hint=f"the longest section is {longest} ({unit}{shares}); say less there, or raise the budget",
        )
