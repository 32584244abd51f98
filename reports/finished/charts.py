"""The charts of a file that is refreshed: what is drawn or written anew, and what is told of the others."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reports.files.archive import Package
from reports.finished.changes import Change, ChangeState
from reports.finished.chart_updates import ChartUpdate, chart_setting, chart_updates
from reports.finished.examination import Examination
from reports.finished.marks import listed_mark, own_part
from reports.finished.model import FigureState, FoundFigure
from reports.finished.placed_charts import placed_charts
from reports.finished.plan import Plan, Renewal
from reports.finished.tags import renew_chart_tags, renewed_texts, tagged_shapes


def refresh_charts(examined: Examination, plan: Plan) -> tuple[dict[str, bytes], list[etree._Element]]:
    """The new parts of charts that say something else today, and the roots of the lists of marks that name their texts.

    The plan gets what is told of the charts.
    """
    package, current, listed = examined.package, examined.ours.current, examined.listed
    parts: dict[str, bytes] = {}
    lists: list[etree._Element] = []
    if not any(placed_charts(package)):
        return parts, lists
    drawn: dict[str, list[FoundFigure]] = {}
    places: dict[etree._Element, str] = {}
    for token, figure in examined.tracer.found.items():
        if token.passage.drawn:
            drawn.setdefault(token.passage.drawn, []).append(figure)
        places |= {letters.element: token.passage.place for letters in token.passage.letters if letters.attribute}
    plan.changes += (_overtyped(each) for found in drawn.values() for each in found if each.state == "changed")
    states: dict[str, set[FigureState]] = {part: {each.state for each in found} for part, found in drawn.items()}
    tagged = list(tagged_shapes(package))
    former = examined.tracer.former.charts() if examined.tracer.former else ()
    marks = (*listed.marks, *(mark for shape in tagged for _, mark in shape.marked), *former)
    setting = chart_setting(examined.ours.workspace, listed.made_for, package.kind, current)
    for update in chart_updates(package, setting, states, marks):
        part, problem = update.placed.part, "; ".join(filter(None, (update.problem, update.hint)))
        place = places.get(update.placed.about, next((each.place for each in drawn.get(part, [])), ""))
        state: ChangeState = "edited" if problem else "refreshed"
        change = Change(str(examined.file), place, state, kind="chart", ref=update.chart, why=problem)
        plan.changes.append(change)
        parts |= update.parts
        if update.marks:
            lists += (renew_chart_tags(shape, update.marks) for shape in tagged if shape.chart == part)
            lists += _renew_list(package, update, plan)
    return parts, lists


def _overtyped(found: FoundFigure) -> Change:
    shared = {name: getattr(found, name) for name in Change.__struct_fields__ if hasattr(found, name)}
    return Change(**shared | {"state": "overtyped"})


def _renew_list(package: Package, update: ChartUpdate, plan: Plan) -> Iterator[etree._Element]:
    """Write the texts of a native chart into the list of marks of a Word document, where they follow each other."""
    root = own_part(package, "trace")
    entries = [(entry, listed_mark(entry)) for entry in (root if root is not None else ())]
    start = next((at for at, (_, mark) in enumerate(entries) if (mark.kind, mark.ref) == ("chart", update.chart)), 0)
    own = entries[start : start + len(update.marks)] if start else []
    texts = renewed_texts([mark for _, mark in own], update.marks)
    for entry, mark in own:
        if mark in texts:
            marked = texts[mark]
            entry.set("printed", marked.text)
            if marked.trace.value is not None:
                entry.set("value", marked.trace.value)
            plan.renewed.append(Renewal(mark, now=marked.text))
    if root is not None and own:
        yield root
