"""The models of report.yaml and audience.yaml; their JSON Schemas come from them."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from reports.facts import PLAIN, not_plain
from reports.facts.fields import Code, Day, FactsModel, Id, NonEmpty, Texts, When, fault

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+\Z")
_MOST_LETTERS = 60
NAMES = f"use lower-case letters, digits and hyphens, {_MOST_LETTERS} at most"


def is_name(name: str) -> bool:
    """Whether an audience or a report can have this name, as a folder, an id and a part of file names."""
    return bool(_NAME.match(name)) and len(name) <= _MOST_LETTERS


def _each_once(names: list[str]) -> list[str]:
    for index, name in enumerate(names):
        if name in names[:index]:
            raise fault(f'"{name}" is named a second time', "name each section once")
    return names


Sections = Annotated[list[Id], AfterValidator(_each_once)]


def _e_mail(value: str) -> str:
    if not _E_MAIL.match(value):
        raise fault(f'"{value}" is no e-mail address', "write it as name@domain")
    return value


class Contact(FactsModel):
    """Whom readers may ask. A field without a value is printed as a blank to fill in, one that is not there not at all.

    Figures in it, such as the telephone number, rest on no source.
    """

    name: Texts | None = None
    office: Texts | None = None
    telephone: NonEmpty | None = None
    email: Annotated[NonEmpty, AfterValidator(_e_mail)] | None = None
    address: Texts | None = None

    @property
    def blanks(self) -> list[str]:
        """The fields without a value."""
        return [name for name in type(self).model_fields if name in self.model_fields_set and not getattr(self, name)]


class OfficialFile(FactsModel):
    """The texts of the administrative form; one that is not given is left blank in the document.

    `kind_symbol` and `agency_symbol` follow the number (BC, BKHCN). `superior` is not printed if only `agency` is
    given. `addressees: []` means that there are none; `signer` is the signer's authority and office, line by line.
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


class CoverFact(FactsModel):
    """The fact that the title slide of a deck draws, and `of`, its target, plan, whole or earlier figure."""

    fact: Id
    of: Id | None = None


class ReportFile(FactsModel):
    """report.yaml: a kind of document, with its format, title, date and sections in order.

    `date` is the day of the edition, `period` the span of time that it covers. `number_headings`: headings have
    numbers (1., 1.1.) in the house form too.
    """

    format: Literal["word", "powerpoint"]
    title: Texts
    subtitle: Texts
    short_title: Texts
    date: Day
    period: When | None = None
    status: Texts | None = None
    version: str = ""
    agency: Texts | None = None
    keywords: dict[Code, list[NonEmpty]] = {}
    sections: Annotated[Sections, Field(min_length=1)]
    annexes: Sections = []
    number_headings: bool = False
    official: OfficialFile = OfficialFile.model_construct()
    cover: CoverFact | None = None

    @model_validator(mode="after")
    def _drawn_on_slides(self) -> Self:
        if self.cover and self.format != "powerpoint":
            raise fault("only the title slide of a deck draws a fact", "take cover out")
        return self

    @model_validator(mode="after")
    def _numbered_in_word(self) -> Self:
        if self.number_headings and self.format != "word":
            raise fault("the headings of slides have no numbers", "take number_headings out")
        return self

    @property
    def times(self) -> dict[str, str]:
        """The date and, if it is given, the period, in the notation of the facts file."""
        return {"date": self.date.isoformat()} | ({"period": self.period.written} if self.period else {})


AtLeastOne = Annotated[int, Field(ge=1)]
BudgetCount = AtLeastOne | dict[Code, AtLeastOne]
"""A number for all languages, or one for each; Vietnamese counts syllables."""


MEASURES: Mapping[str, tuple[str, ...]] = {
    "word": ("words", "pages", "sections"),
    "powerpoint": ("words", "slides", "slide_words", "sections"),
}
"""The budgets that a report of each format can have."""


class Budget(FactsModel):
    """How long a report may be. `words` are those of the text, without annexes, sources and tables of evidence.

    `slide_words` are those on one slide, without title, sources and footer; `sections` the words of single sections;
    `pages` those before the first annex, as LibreOffice counts them.
    """

    words: BudgetCount | None = None
    pages: BudgetCount | None = None
    slides: BudgetCount | None = None
    slide_words: BudgetCount | None = None
    sections: dict[Id, BudgetCount] = {}


class AudienceReport(FactsModel):
    """How an audience changes a report: its titles, date and status, the fact on its title slide, its sections and
    annexes, and its budget."""

    sections: Annotated[Sections, Field(min_length=1)] | None = None
    annexes: Sections | None = None
    remove: Sections = []
    title: Texts | None = None
    subtitle: Texts | None = None
    short_title: Texts | None = None
    date: Day | None = None
    period: When | None = None
    status: Texts | None = None
    version: str | None = None
    cover: CoverFact | None = None
    budget: Budget = Budget.model_construct()


def _phrase(value: str) -> str:
    if message := not_plain(value, "a phrase"):
        raise fault(message, PLAIN)
    return value


Phrase = Annotated[NonEmpty, AfterValidator(_phrase)]


class Phrases(FactsModel):
    """An audience's own words in place of fixed ones, by the names of `languages.Words`."""

    contents: Phrase | None = None
    figures: Phrase | None = None
    tables: Phrase | None = None
    source: Phrase | None = None
    proposal: Phrase | None = None
    continued: Phrase | None = None
    draft: Phrase | None = None
    audience: Phrase | None = None


class AudienceFile(FactsModel):
    """audience.yaml: for whom a document is, and what follows from that.

    Settings that are not given, and texts, are taken over from the audience that `from` names.
    """

    model_config = ConfigDict(populate_by_name=True)

    name: Texts
    description: Texts
    parent: Id | None = Field(default=None, alias="from")
    reports: dict[Id, AudienceReport] = {}
    least_importance: int = Field(
        default=1, ge=1, le=3, description="the least importance of facts in lists: 1 detail, 2 useful, 3 headline"
    )
    release: Literal["public", "internal"] = Field(
        default="public", description="public, or internal: internal facts may be used too"
    )
    rounding: int | None = Field(
        default=None, ge=0, le=6, description="the most decimals of a figure; null prints figures as they are known"
    )
    small_counts: Literal["words", "figures"] | None = Field(
        default=None, description="counts under ten in running text: words, or figures; null leaves it to the language"
    )
    citations: Literal["footnotes", "endnotes", "list"] = Field(
        default="footnotes", description="footnotes, endnotes, or list: the numbers of the list of sources"
    )
    form: Literal["house", "official"] = Field(
        default="house", description="house, or official: Word in the form of Decree 30/2020/NĐ-CP"
    )
    accent: str | None = Field(
        default=None, description="the colour of titles, grounds and key figures on slides, by its name in brand.yaml"
    )
    density: Literal["airy", "normal", "dense"] = Field(
        default="normal", description="airy, normal or dense: how large text on slides grows where there is room"
    )
    phrases: dict[Code, Phrases] = {}
    official: OfficialFile = OfficialFile.model_construct()
    contact: Contact | None = None

    @classmethod
    def settings(cls) -> dict[str, str]:
        """Each setting that is one value, with its explanation: every field but texts and what is set by report."""
        texts = ("name", "description", "parent", "reports", "phrases", "official", "contact")
        return {name: field.description or "" for name, field in cls.model_fields.items() if name not in texts}
