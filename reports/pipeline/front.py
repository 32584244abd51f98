"""report.yaml and audience.yaml → what the front page, headers and the administrative form print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from reports.diagnostics import Place, nearest
from reports.document.model import Card, Marked, Meta, Official, Trace, plain
from reports.facts.name_wording import Unwritable
from reports.facts.signs import comparison, place_and_period
from reports.facts.wording import Wording, capitalised
from reports.workspace import AudienceFile, OfficialFile, ReportFile
from reports.workspace.files import CoverFact


def meta_of(file: ReportFile, audience: AudienceFile, wording: Wording, place: Callable[[str], Place]) -> Meta:
    """The title page of a report; `place` gives that of a field. Raises Unwritable if a text cannot be written."""
    code = wording.language.code
    expand, sentence = partial(wording.expand, report=file.times), partial(wording.sentence, report=file.times)
    return Meta(
        title=sentence(file.title[code]),
        subtitle=sentence(file.subtitle[code]),
        date=file.date,
        audience=expand(audience.name[code]),
        status=expand(file.status[code]) if file.status else (),
        version=file.version,
        agency=expand(file.agency[code]) if file.agency else (),
        short_title=plain(sentence(file.short_title[code])),
        keywords=tuple(file.keywords.get(code, ())),
        place=place("title"),
        short_title_place=place("short_title"),
    )


def drawn_of(cover: CoverFact | None, wording: Wording) -> Card | None:
    """The key figure on the title slide. Raises Unwritable if it cannot be drawn."""
    if cover is None:
        return None
    for id_ in filter(None, (cover.fact, cover.of)):
        if id_ not in wording.facts.facts:
            raise Unwritable(f'no fact is called "{id_}"', nearest(id_, wording.facts.facts))
    fact, figure = wording.facts.facts[cover.fact], wording.fact(cover.fact, "short")
    label = capitalised(wording.label(cover.fact), wording.language)
    bar, *aim = comparison(cover.fact, cover.of, wording)
    trace = bar.trace if isinstance(bar, Marked) else None
    return Card((figure,), label, place_and_period(fact, wording), tuple(aim), trace)


def official_of(file: ReportFile, audience: AudienceFile, meta: Meta, wording: Wording) -> Official | None:
    """What the administrative form prints: each field from the audience's file, else from the report's.

    None in the house form. Raises Unwritable if a text cannot be written.
    """
    if audience.form != "official":
        return None
    fields: dict[str, Any] = {}
    for name in OfficialFile.model_fields:
        own = getattr(audience.official, name)
        fields[name] = getattr(file.official, name) if own is None else own
    fields["agency"] = fields["agency"] or file.agency
    written = {name: _written(value, wording, file.times) for name, value in fields.items()}
    if written["agency"] is not None and written["superior"] is None:
        written["superior"] = ()
    return Official(
        **written | {"subject": written["subject"] or meta.title, "circulation": written["circulation"] or ()}
    )


def _written(value: Any, wording: Wording, times: Mapping[str, str]) -> Any:
    """A field as inlines, or a tuple of inlines for a list; a symbol is the same in all languages."""
    match value:
        case dict():
            return wording.expand(value[wording.language.code], report=times)
        case list():
            return tuple(_written(each, wording, times) for each in value)
        case str():
            return (Marked(value, Trace("plain", value)),)
        case _:
            return value
