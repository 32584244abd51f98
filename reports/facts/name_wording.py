"""Terms, places, people and periods → marked words in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain, zip_longest
from typing import Literal, TypeVar

from msgspec import Struct

from reports.diagnostics import HintedError
from reports.document.model import Inlines, Marked, Text, Trace
from reports.facts import Facts
from reports.languages import DateForm, Language
from reports.languages.periods import PARTS, Period, Shortened, parse_period

Known = TypeVar("Known")
NameForm = Literal["full", "short"]
TermForm = Literal["full", "short", "definition"]


class Unwritable(HintedError, ValueError):
    """Something cannot be written."""


def required(value: Known | None, otherwise: str) -> Known:
    """The value. Raises Unwritable, with the message `otherwise`, if there is none."""
    if value is None:
        raise Unwritable(otherwise)
    return value


class NameWording(Struct, frozen=True):
    """Writes names, dates and periods in `language`."""

    facts: Facts
    language: Language

    def term(self, id_: str, form: TermForm = "full") -> Marked:
        """A term's name, or its definition without the full stop; the name in full if it has no other."""
        text = self.facts.glossary.terms[id_].texts(form)[self.language.code]
        return Marked(text.removesuffix(".") if form == "definition" else text, Trace("term", id_, form))

    def place(self, id_: str, form: NameForm = "short") -> Marked:
        place = self.facts.glossary.places[id_]
        names = place.short if form == "short" and place.short else place.name
        return Marked(names[self.language.code], Trace("place", id_, form))

    def person(self, id_: str) -> Marked:
        return Marked(self.facts.glossary.people[id_].name[self.language.code], Trace("person", id_))

    def name(self, id_: str) -> Marked:
        """The name of the person with this id, or else the short name of the term with this id."""
        return self.person(id_) if id_ in self.facts.glossary.people else self.term(id_, "short")

    def names(self, most_words: int) -> set[str]:
        """The names of the glossary with two to so many words: of terms, places, people and counted things."""
        glossary, code = self.facts.glossary, self.language.code
        terms = (texts for term in glossary.terms.values() for texts in (term.name, term.short))
        places = (texts for place in glossary.places.values() for texts in (place.name, place.short))
        people = (person.name for person in glossary.people.values())
        names = {texts[code] for texts in chain(terms, places, people) if texts}
        nouns = (unit.noun(code) for unit in glossary.units.values())
        names |= {name for noun in nouns for name in (noun.one, noun.other)}
        return {name for name in names if 1 < len(name.split()) <= most_words}

    def office(self, id_: str) -> Marked | None:
        """The person's office at the time, None if no source gives it."""
        office = self.facts.glossary.people[id_].office
        return Marked(office[self.language.code], Trace("person", id_, "office")) if office else None

    def period_of(self, origin: str) -> Period:
        """The period of "fact:ID", "fact:ID/NAME", "term:ID" (when it began) or "source:ID"; or `origin` itself.

        Raises Unwritable if there is none.
        """
        kind, _, ref = origin.partition(":")
        id_, _, name = ref.partition("/")
        match kind:
            case "fact" if name:
                return required(self.facts.facts[id_].periods.get(name), f'"{id_}" has no period "{name}"')
            case "fact":
                return required(self.facts.facts[id_].period, f'"{id_}" has no period')
            case "term":
                if (began := self.facts.glossary.terms[id_].began) is None:
                    raise Unwritable(f'"{id_}" has no period of validity', "give it valid: in seeds/glossary.yaml")
                return began
            case "source":
                return self.facts.sources[id_].published
            case _:
                return parse_period(origin)

    def period(self, origin: str, form: str = "period") -> Marked:
        """The period of `origin` (see `period_of`), or a part of it, as the language writes it.

        `form` is "period", then perhaps parts of `PARTS`, then perhaps "ends" (both ends of a range), "short", and
        "yearless" or "alone" (before another one of the same year, or month), with dots between: "period.year.short".
        Raises Unwritable if there is no such part.
        """
        path = form.split(".")
        length: DateForm = "short" if "short" in path else "long"
        if "ends" in path:
            start, end = (self._part(origin, f"{form}.{end}") for end in ("start", "end"))
            text = self.language.join(
                [self.language.period(start, length, start.before(end)), self.language.period(end, length)]
            )
        else:
            shortened: Shortened = "yearless" if "yearless" in path else "alone" if "alone" in path else ""
            text = self.language.period(self._part(origin, form), length, shortened)
        return Marked(text, Trace("period", origin, form))

    def periods(self, times: Sequence[tuple[str, str]]) -> Inlines:
        """Several periods, each by origin and form, as a list in words: March and April 2025."""
        found: list[Inlines] = []
        for (origin, form), after in zip_longest(times, times[1:]):
            shortened = self._part(origin, form).before(self._part(*after)) if after else ""
            found.append((self.period(origin, f"{form}.{shortened}" if shortened else form),))
        joints = [(), *((Text(joint),) for joint in self.language.joints(len(found)))]
        return tuple(chain.from_iterable(chain(*zip(joints, found, strict=True))))

    def _part(self, origin: str, form: str) -> Period:
        period = self.period_of(origin)
        for part in form.split("."):
            if part in PARTS:
                try:
                    period = period.part(part)
                except ValueError as error:
                    raise Unwritable(f'"{origin}": {error}', f"parts: {', '.join(PARTS)}") from None
        return period

    def proposed(self, written: str) -> Marked:
        """A date or period that the document itself proposes."""
        return Marked(self.language.period(parse_period(written)), Trace("proposed", written))

    def status(self, status: str) -> str:
        """The name of a fact's status, with a capital."""
        return self.language.capital(self.language.words.statuses[status])

    def date(self, day: date, form: DateForm = "long") -> Marked:
        return Marked(self.language.date(day, form), Trace("date", day.isoformat(), form))
