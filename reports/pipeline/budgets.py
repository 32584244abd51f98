"""Budgets of words, slides and pages: how much of them the sections of a report use, and what exceeds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from reports.diagnostics import Findings, Place
from reports.document import children_of, texts_of
from reports.document.model import Blocks, Document, Inlines, ListBlock, SpeakerNotes, Table, plain
from reports.languages import LANGUAGES
from reports.powerpoint.slides.model import COVER, Deck, Fill, TableFill, TextFill
from reports.workspace import Budget, BudgetCount, Workspace

if TYPE_CHECKING:
    from reports.pipeline.plan import Target

_FRAME = (
    "title",
    "source",
    "sources",
    "footer",
    "date",
    "number",
    "section-number",
    "parts",
    "messages",
    "drawn",
    "details",
    "audience",
)
"""The boxes of a slide whose words are not counted."""
_FEWER = "use fewer words, or raise the budget in audience.yaml"


class BudgetUse(Struct, frozen=True):
    """How much a section uses of the budget: its words, and the words and place of each of its slides.

    A slide that is continued on others counts once, since their number depends on the brand.
    """

    section: str
    words: int
    slides: tuple[tuple[int, Place | None], ...] = ()


class BudgetSubject(Struct, frozen=True):
    """Whose budget it is: a report for an audience, in a language."""

    workspace: Workspace
    target: Target

    @property
    def budget(self) -> Budget:
        return self.workspace.own(self.target.report, self.target.audience).budget

    def place(self, *location: str) -> Place:
        """Where the budget is set."""
        return self.workspace.place(self.target.audience, "reports", self.target.report, "budget", *location)

    def limit(self, count: BudgetCount | None) -> int | None:
        """The number for the language; None if there is none, as for several languages side by side."""
        language = self.target.language
        if language not in LANGUAGES:
            return None
        return count.get(language) if isinstance(count, Mapping) else count

    def __str__(self) -> str:
        return f'"{self.target.report}" for "{self.target.audience}" ({self.target.language})'


def uses_of_document(document: Document) -> tuple[BudgetUse, ...]:
    """The words of each section of a text, without annexes."""
    return tuple(
        BudgetUse(section.id, sum(map(count_words, _read(section.blocks))))
        for section in document.sections
        if not section.annex
    )


def uses_of_deck(deck: Deck, document: Document) -> tuple[BudgetUse, ...]:
    """The words and slides of each section of a deck; the title slide belongs to no section."""
    owners = {block.place: section.id for section in document.sections for block in section.blocks}
    found: dict[str, dict[Place | None, int]] = {section.id: {} for section in document.sections}
    for slide in deck.slides:
        own = found.setdefault(owners.get(slide.place, "") if slide.place else "", {})
        texts: Iterable[Inlines] = _on_slide(slide.fills, continues=slide.place in own)
        if slide.layout == COVER:  # an imported one has status and date in the box of the subtitle
            texts = [document.meta.subtitle]
        own[slide.place] = own.get(slide.place, 0) + sum(map(count_words, texts))
    return tuple(
        BudgetUse(section, sum(slides.values()), tuple((words, place) for place, words in slides.items()))
        for section, slides in found.items()
    )


def check_budget(subject: BudgetSubject, uses: Sequence[BudgetUse], findings: Findings) -> None:
    """Report texts and slides that exceed their budget; `check_pages` compares the pages."""
    _check_total("words", {use.section: use.words for use in uses}, subject, findings)
    _check_total("slides", {use.section: len(use.slides) for use in uses}, subject, findings)
    limit = subject.limit(subject.budget.slide_words)
    for words, place in (slide for use in uses for slide in use.slides):
        if limit and words > limit:
            message = f"this slide has {words} words, {words - limit} more than the budget of {limit}"
            findings.error(message, place, hint=_FEWER)
    for use in uses:
        limit = subject.limit(subject.budget.sections.get(use.section))
        if limit and use.words > limit:
            target = subject.target
            file = subject.workspace.section(target.report, target.audience, target.language, use.section)
            over = f"{use.words} words, {use.words - limit} more than its budget of {limit}"
            findings.error(f'the section "{use.section}" of {subject} has {over}', Place(file.shown), hint=_FEWER)


def check_pages(subject: BudgetSubject, pages: int, uses: Sequence[BudgetUse], findings: Findings) -> None:
    """Report too many pages, with the words of the sections as an explanation."""
    _check_total("pages", {use.section: use.words for use in uses}, subject, findings, used=pages, unit="in words: ")


def _check_total(
    what: Literal["words", "slides", "pages"],
    parts: Mapping[str, int],
    subject: BudgetSubject,
    findings: Findings,
    *,
    used: int | None = None,
    unit: str = "",
) -> None:
    """Add an error if a report exceeds its budget; `parts` are the numbers of its sections."""
    limit, used = subject.limit(getattr(subject.budget, what)), sum(parts.values()) if used is None else used
    if limit and used > limit:
        named = {section: count for section, count in parts.items() if section}
        shares = ", ".join(f"{section} {count:,}" for section, count in named.items())
        longest = max(named, key=lambda section: named[section], default="")
        message = f"{subject} has {used:,} {what}, {used - limit:,} more than the budget of {limit:,}"
        hint = f"the longest section is {longest} ({unit}{shares}); shorten it, or raise the budget"
        findings.error(message, subject.place(what), hint=hint)


def count_words(text: Inlines) -> int:
    """The number of words between blanks; in Vietnamese these are syllables."""
    return len(plain(text).split())


def _read(blocks: Blocks) -> Iterator[Inlines]:
    """The texts that count: all but speaker notes, the list of sources and the table of evidence."""
    for block in blocks:
        match block:
            case SpeakerNotes() | ListBlock(style="sources") | Table(style="evidence"):
                continue
        yield from texts_of(block)
        yield from _read(children_of(block))


def _on_slide(fills: Mapping[str, Fill], *, continues: bool) -> Iterator[Inlines]:
    """The texts of a slide that are counted: on a continued slide all but the repeated head of a table."""
    for box, fill in fills.items():
        if box in _FRAME:
            continue
        if isinstance(fill, TextFill):
            yield from (line.text for line in fill.lines)
        elif isinstance(fill, TableFill):
            rows = fill.table.rows if continues else fill.table.all_rows
            yield from (cell for row in rows for cell in row)
