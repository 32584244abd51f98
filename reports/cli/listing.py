"""A workspace → entries of what it holds, for `songngu list`."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.charts import facts_of, read_charts
from reports.document.model import plain
from reports.facts import Fact, Facts, read_facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES
from reports.workspace import languages_of, read_workspace


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One thing of a workspace: what is known of it (`row`), and what a reader looks for.

    `head` stands beside the id, `texts` on lines of their own, each after its name: a language, or what it lists.
    """

    row: Mapping[str, Any]
    head: tuple[str, ...]
    texts: Mapping[str, str]

    def matches(self, words: Iterable[str]) -> bool:
        """Whether each of the words stands in it somewhere, in capitals or not."""
        held = (*self.row.values(), *self.head, *self.texts.values())
        all_ = "\n".join(str(value) for value in held if value is not None).casefold()
        return all(word.casefold() in all_ for word in words)

    def lines(self, width: int) -> list[str]:
        """The entry in lines of at most `width` characters; the id begins the first and is never broken."""
        indent = " " * (4 + max(map(len, self.texts), default=0) + 2)
        wrapper = textwrap.TextWrapper(
            max(width, 40), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        lines = [" · ".join((self.row["id"], *filter(None, self.head)))]
        for name, text in self.texts.items():
            wrapper.initial_indent = f"    {name}".ljust(len(indent))
            lines += wrapper.wrap(text)
        return lines


Entries = list[ListedEntry]


def _facts(root: Path) -> Facts:
    return read_facts(root / "seeds", languages=languages_of(root))


def _wordings(facts: Facts) -> dict[str, Wording]:
    return {code: Wording(facts, LANGUAGES[code]) for code in facts.languages}


def _fact(fact: Fact, wordings: Mapping[str, Wording]) -> ListedEntry:
    labels = {code: plain(wording.label(fact.id)) for code, wording in wordings.items()}
    figures = {
        code: f"{wording.fact(fact.id).text} · " if fact.has_figure else "" for code, wording in wordings.items()
    }
    period = str(fact.period) if fact.period else None
    row = {
        "id": fact.id,
        "topic": fact.topic,
        "kind": fact.kind,
        "status": fact.status,
        "value": None if fact.value is None else f"{fact.value:f}",
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "period": period,
        "place": fact.place,
        "importance": fact.importance,
        "sources": ", ".join(dict.fromkeys(account.source for account in fact.accounts)),
        **labels,
    }
    status = "" if fact.status == "reported" else fact.status
    head = (period or "", fact.topic, status, f"importance {fact.importance}")
    return ListedEntry(row, head, {code: figures[code] + label for code, label in labels.items()})


def facts(root: Path) -> Entries:
    known = _facts(root)
    wordings = _wordings(known)
    return [_fact(fact, wordings) for fact in known.facts.values()]


def sources(root: Path) -> Entries:
    known = _facts(root)
    used = Counter(account.source for fact in known.facts.values() for account in fact.accounts)
    return [
        _entry(
            {"id": id_, "published": str(source.published), "file": source.file, "accounts": used[id_]},
            {code: source.title[code] for code in known.languages},
            str(source.published),
            source.file,
            f"{used[id_]} accounts",
        )
        for id_, source in known.sources.items()
    ]


def terms(root: Path) -> Entries:
    known = _facts(root)
    return [
        _entry({"id": id_, "kind": term.kind}, {code: term.name[code] for code in known.languages}, term.kind)
        for id_, term in known.glossary.terms.items()
    ]


def charts(root: Path) -> Entries:
    known = _facts(root)
    specs = read_charts(root / "templates/charts.yaml", "templates/charts.yaml", known)
    wordings = _wordings(known).items()
    entries = []
    for id_, spec in specs.charts.items():
        titles = {code: plain(wording.expand(spec.title[code])) for code, wording in wordings}
        texts = {**titles, "facts": ", ".join(facts_of(spec))}
        entries.append(_entry({"id": id_, "kind": spec.kind}, texts, spec.kind))
    return entries


def audiences(root: Path) -> Entries:
    workspace, wordings = read_workspace(root), _wordings(_facts(root)).items()
    entries = []
    for id_, audience in workspace.audiences.items():
        form, citations, least = audience.form, audience.citations, audience.least_importance
        row = {"id": id_, "form": form, "citations": citations, "least importance": least}
        names = {code: plain(wording.expand(audience.name[code])) for code, wording in wordings}
        entries.append(_entry(row, names, f"form {form}", f"citations {citations}", f"importance {least} up"))
    return entries


def reports(root: Path) -> Entries:
    entries = []
    for id_, report in read_workspace(root).reports.items():
        day, texts = report.date.isoformat(), {"sections": ", ".join(report.sections)}
        entries.append(_entry({"id": id_, "format": report.format, "date": day}, texts, report.format, day))
    return entries


def _entry(values: Mapping[str, Any], texts: Mapping[str, str], *head: str) -> ListedEntry:
    return ListedEntry({**values, **texts}, head, texts)


LISTINGS: Mapping[str, Callable[[Path], Entries]] = {
    "facts": facts,
    "sources": sources,
    "terms": terms,
    "charts": charts,
    "audiences": audiences,
    "reports": reports,
}
