"""A workspace → rows of what it holds, for `songngu list`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reports.charts import facts_of, read_charts
from reports.facts import Fact, Facts, read_facts
from reports.workspace import languages_of, read_workspace

Rows = list[dict[str, Any]]


def _facts(root: Path) -> Facts:
    return read_facts(root / "seeds", languages=languages_of(root / "templates"))


def _fact_row(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "topic": fact.topic,
        "kind": fact.kind,
        "status": fact.status,
        "value": None if fact.value is None else f"{fact.value:f}",
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "period": str(fact.period) if fact.period else None,
        "place": fact.place,
        "importance": fact.importance,
        "sources": ", ".join(dict.fromkeys(account.source for account in fact.accounts)),
    }


def facts(root: Path) -> Rows:
    return [_fact_row(fact) for fact in _facts(root).facts.values()]


def sources(root: Path) -> Rows:
    known = _facts(root)
    used = [account.source for fact in known.facts.values() for account in fact.accounts]
    return [
        {
            "id": id_,
            "published": str(source.published),
            **{code: source.title[code] for code in known.languages},
            "file": source.file,
            "accounts": used.count(id_),
        }
        for id_, source in known.sources.items()
    ]


def terms(root: Path) -> Rows:
    known = _facts(root)
    return [
        {"id": id_, "kind": term.kind, **{code: term.name[code] for code in known.languages}}
        for id_, term in known.glossary.terms.items()
    ]


def charts(root: Path) -> Rows:
    known = _facts(root)
    specs = read_charts(root / "templates/charts.yaml", "templates/charts.yaml", known)
    return [
        {
            "id": id_,
            "kind": spec.kind,
            "facts": ", ".join(facts_of(spec)),
            **{code: spec.title[code] for code in known.languages},
        }
        for id_, spec in specs.charts.items()
    ]


def audiences(root: Path) -> Rows:
    workspace = read_workspace(root)
    return [
        {
            "id": id_,
            **{code: audience.name[code] for code in workspace.languages},
            "form": audience.form,
            "citations": audience.citations,
            "least importance": audience.least_importance,
        }
        for id_, audience in workspace.audiences.items()
    ]


def reports(root: Path) -> Rows:
    workspace = read_workspace(root)
    return [
        {"id": id_, "format": report.format, "date": report.date.isoformat(), "sections": ", ".join(report.sections)}
        for id_, report in workspace.reports.items()
    ]


LISTINGS: Mapping[str, Callable[[Path], Rows]] = {
    "facts": facts,
    "sources": sources,
    "terms": terms,
    "charts": charts,
    "audiences": audiences,
    "reports": reports,
}
