"""What may stand in report.yaml and audience.yaml, as pydantic models; the JSON Schemas come from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from reports.facts import faults
from reports.facts.models import Code, Day, FactsModel, Id, NonEmpty, Texts


class OfficialFile(FactsModel):
    """What the administrative form prints around a text; what is left away stays blank in the document.

    `kind_symbol` and `agency_symbol` stand behind the number (BC, BKHCN). `superior` stays away where only `agency`
    is given. `addressees: []` says that there are none; `signer` is the signer's authority and office, line by line.
    """

    kind: Texts | None = None
    kind_symbol: NonEmpty | None = None
    subject: Texts | None = None
    agency: Texts | None = None
    agency_symbol: NonEmpty | None = None
    superior: Texts | None = None
    place: Texts | None = None
    addressees: list[Texts] | None = None
    signer: list[Texts] | None = None
    recipients: list[Texts] | None = None
    drafting_unit: Texts | None = None
    circulation: Texts | None = None


class ReportFile(FactsModel):
    """report.yaml: what a kind of document is: its format, title, date and sections in order."""

    format: Literal["word", "powerpoint"]
    title: Texts
    subtitle: Texts
    short_title: Texts
    date: Day
    status: Texts | None = None
    version: str = ""
    agency: Texts | None = None
    keywords: dict[Code, list[NonEmpty]] = {}
    sections: list[Id] = Field(min_length=1)
    annexes: list[Id] = []
    official: OfficialFile = OfficialFile()


Least = Annotated[int, Field(ge=1)]
Count = Least | dict[Code, Least]
"""How many; one number, or one for each language: Vietnamese counts syllables."""


MEASURES: Mapping[str, tuple[str, ...]] = {
    "word": ("words", "pages", "sections"),
    "powerpoint": ("words", "slides", "slide_words", "sections"),
}
"""What a report of each format can be limited in."""


class Budget(FactsModel):
    """How long a report may be. Words are those of the text, without annexes, sources and tables of evidence.

    `slide_words` are those on one slide, title, sources and footer aside; `sections` the words of single sections.
    Pages are those before the first annex, as LibreOffice counts them.
    """

    words: Count | None = None
    pages: Count | None = None
    slides: Count | None = None
    slide_words: Count | None = None
    sections: dict[Id, Count] = {}


class AudienceReport(FactsModel):
    """How an audience changes a report: what it says of itself, its sections, and how long it may be.

    Some sections may be left away, some stand behind the text as annexes.
    """

    sections: Annotated[list[Id], Field(min_length=1)] | None = None
    annexes: list[Id] | None = None
    remove: list[Id] = []
    title: Texts | None = None
    subtitle: Texts | None = None
    short_title: Texts | None = None
    date: Day | None = None
    status: Texts | None = None
    version: str | None = None
    budget: Budget = Budget()


def _phrase(value: str) -> str:
    how = "a phrase stands wherever its word does: say it without figures and braces"
    fault = next(faults(value, how), None)
    if fault or "{" in value:
        context = {"message": fault[0] if fault else "a phrase takes no marks", "hint": how}
        raise PydanticCustomError("phrase", "{message}", context)
    return value


Phrase = Annotated[NonEmpty, AfterValidator(_phrase)]


class Phrases(FactsModel):
    """Fixed phrases that an audience words in its own way, by the names of `languages.Words`."""

    contents: Phrase | None = None
    figures: Phrase | None = None
    tables: Phrase | None = None
    source: Phrase | None = None
    note: Phrase | None = None
    proposal: Phrase | None = None
    continued: Phrase | None = None
    draft: Phrase | None = None
    audience: Phrase | None = None


class AudienceFile(FactsModel):
    """audience.yaml: for whom a document is, and what follows from that.

    What is not said here is as for the audience that `from` names, its texts included.
    """

    model_config = ConfigDict(populate_by_name=True)

    name: Texts
    description: Texts
    parent: Id | None = Field(default=None, alias="from")
    reports: dict[Id, AudienceReport] = {}
    least_importance: Annotated[int, Field(ge=1, le=3)] = 1
    release: Literal["public", "internal"] = "public"
    rounding: Annotated[int | None, Field(ge=0, le=6)] = None
    citations: Literal["footnotes", "endnotes", "list"] = "footnotes"
    form: Literal["house", "official"] = "house"
    phrases: dict[Code, Phrases] = {}
    official: OfficialFile = OfficialFile()
