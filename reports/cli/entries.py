"""What a workspace holds, as entries that `songngu list` prints: facts, sources, terms, charts and so on."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from reports.charts.data import facts_of
from reports.charts.read import read_charts
from reports.diagnostics import counted
from reports.document.model import plain
from reports.facts import Fact, Facts, OfficialSource, read_facts
from reports.facts.pictures import read_pictures
from reports.facts.wording import Wording
from reports.languages import LANGUAGES
from reports.workspace import languages_of, read_workspace


class ListedEntry(Struct, frozen=True):
    """One thing of a workspace: `row` for JSON; `head`, printed after the id, and `texts` on lines of their own.

    The texts are named by language, or by what they list.
    """

    row: Mapping[str, Any]
    head: tuple[str, ...]
    texts: Mapping[str, str]

    def matches(self, words: Iterable[str]) -> bool:
        """Whether the entry contains each of the words, regardless of case."""
        values = (*self.row.values(), *self.head, *self.texts.values())
        content = "\n".join(str(value) for value in values if value is not None).casefold()
        return all(word.casefold() in content for word in words)

    def lines(self, width: int) -> list[str]:
        """The entry in lines of at most `width` characters; the first begins with the id, which is never broken."""
        indent = " " * (4 + max(map(len, self.texts), default=0) + 2)
        wrapper = textwrap.TextWrapper(
            max(width, 40), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        lines = [" · ".join((self.row["id"], *filter(None, self.head)))]
        for name, text in self.texts.items():
            wrapper.initial_indent = f"    {name}".ljust(len(indent))
            lines += wrapper.wrap(text)
        return lines


ListedEntries = list[ListedEntry]


def _entry(values: Mapping[str, Any], texts: Mapping[str, str], *head: str) -> ListedEntry:
    return ListedEntry({**values, **texts}, head, texts)


def _facts(root: Path) -> Facts:
    return read_facts(root / "seeds", languages=languages_of(root))


def _wordings(facts: Facts) -> dict[str, Wording]:
    return {code: Wording(facts, LANGUAGES[code]) for code in facts.languages}


def facts(root: Path) -> ListedEntries:
    known = _facts(root)
    wordings = _wordings(known)
    return [_fact(fact, wordings) for fact in known.facts.values()]


def _fact(fact: Fact, wordings: Mapping[str, Wording]) -> ListedEntry:
    labels = {code: plain(wording.label(fact.id)) for code, wording in wordings.items()}
    texts = {}
    for code, wording in wordings.items():
        figure = f"{wording.fact(fact.id).text} · " if fact.has_figure else ""
        texts[code] = figure + labels[code]
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
    return ListedEntry(row, (period or "", fact.topic, status, f"importance {fact.importance}"), texts)


def sources(root: Path) -> ListedEntries:
    known = _facts(root)
    accounts = Counter(account.source for fact in known.facts.values() for account in fact.accounts)
    named = Counter(term.source for term in known.glossary.terms.values())
    wordings, entries = _wordings(known), []
    for id_, source in known.sources.items():
        day, count = str(source.published), accounts[id_]
        row = {"id": id_, "kind": source.kind, "published": day, "accounts": count, "terms": named[id_]}
        uses = (counted(number, what) for number, what in ((count, "account"), (named[id_], "term")) if number)
        if isinstance(source, OfficialSource):
            titles = {code: f"{wording.source_short(id_)} {source.title[code]}" for code, wording in wordings.items()}
            head = "official, not compared"
        else:
            row, titles = row | {"file": source.file}, {code: source.title[code] for code in known.languages}
            head = source.file
        entries.append(_entry(row, titles, day, head, *uses))
    return entries


def terms(root: Path) -> ListedEntries:
    known = _facts(root)
    return [
        _entry(
            {"id": id_, "kind": term.kind, "source": term.source},
            {code: term.name[code] for code in known.languages},
            term.kind,
            term.source or "",
        )
        for id_, term in known.glossary.terms.items()
    ]


def charts(root: Path) -> ListedEntries:
    known = _facts(root)
    specs = read_charts(root / "templates/charts.yaml", "templates/charts.yaml", known)
    wordings = _wordings(known).items()
    entries = []
    for id_, spec in specs.charts.items():
        titles = {code: plain(wording.expand(spec.title[code])) for code, wording in wordings}
        texts = {**titles, "facts": ", ".join(facts_of(spec))}
        entries.append(_entry({"id": id_, "kind": spec.kind}, texts, spec.kind))
    return entries


def pictures(root: Path) -> ListedEntries:
    known = _facts(root)
    wordings = _wordings(known).items()
    entries = []
    for id_, entry in read_pictures(root / "seeds", known).entries.items():
        captions = {code: plain(wording.expand(entry.caption[code])) for code, wording in wordings}
        file = ", ".join(dict.fromkeys(entry.named(code) for code in known.languages))
        entries.append(_entry({"id": id_, "file": file}, captions, file))
    return entries


def audiences(root: Path) -> ListedEntries:
    workspace, wordings = read_workspace(root), _wordings(_facts(root)).items()
    entries = []
    for id_, audience in workspace.audiences.items():
        form, citations, least = audience.form, audience.citations, audience.least_importance
        row = {"id": id_, "form": form, "citations": citations, "least importance": least}
        names = {code: plain(wording.expand(audience.name[code])) for code, wording in wordings}
        entries.append(_entry(row, names, f"form {form}", f"citations {citations}", f"importance {least} up"))
    return entries


def reports(root: Path) -> ListedEntries:
    entries = []
    for id_, report in read_workspace(root).reports.items():
        day, texts = report.date.isoformat(), {"sections": ", ".join(report.sections)}
        entries.append(_entry({"id": id_, "format": report.format, "date": day}, texts, report.format, day))
    return entries


LISTINGS: Mapping[str, Callable[[Path], ListedEntries]] = {
    "facts": facts,
    "sources": sources,
    "terms": terms,
    "charts": charts,
    "pictures": pictures,
    "audiences": audiences,
    "reports": reports,
}
