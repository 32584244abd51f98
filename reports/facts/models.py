"""The format of facts.yaml, as pydantic models; the JSON Schema is made from them."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from reports.facts.fields import (
    Address,
    Area,
    CellName,
    Code,
    Day,
    FactId,
    FactsModel,
    FactValue,
    Id,
    NonEmpty,
    OrAs,
    Sha256,
    Texts,
    When,
)
from reports.files.tables import is_table
from reports.languages import DocumentKind, OfficialType, Qualifier
from reports.languages.periods import Period

FactKind = Literal["measure", "rank", "event", "honour", "position", "document"]
Status = Literal["reported", "target", "plan", "proposal", "pilot", "expected", "derived"]
COUNTED: tuple[FactKind, ...] = ("measure", "rank")
"""The kinds whose statement must write a value."""


class Source(FactsModel):
    """A source document, and the file (by its SHA-256) whose lines the facts give; of a table (.csv, .xlsx), the cells.

    Without a publisher, lists of sources say that none is shown. The bases say how editors inferred what the document
    does not show.
    """

    kind: DocumentKind = "document"
    file: NonEmpty
    sha256: Sha256
    title: Texts
    publisher: Texts | None = None
    publisher_basis: Texts | None = None
    short: Texts
    published: When
    published_basis: Texts | None = None
    language: NonEmpty
    address: Address | None = None

    @property
    def is_table(self) -> bool:
        """Whether its accounts name cells, not lines."""
        return is_table(self.file)


class OfficialSource(FactsModel):
    """An official text, on which numbers and dates of the glossary rest. It has no file and is compared with nothing.

    `body` is the term of the institution that issued it; `title` follows its date: "on breakthroughs in …".
    """

    kind: Literal["official"]
    type: OfficialType
    number: NonEmpty
    date: When
    body: Id
    title: Texts
    address: Address | None = None

    @property
    def published(self) -> Period:
        """Its date, under the name that the date of a document has."""
        return self.date

    @property
    def is_dated_by_number(self) -> bool:
        """Whether its number says all that its date does: 55/2025/NĐ-CP of 2025."""
        return self.date.precision == "year" and self.date.written in self.number.split("/")


def _kind_of_source(value: Any) -> str:
    """Which model a source is read with; a wrong kind without a file is read as an official text."""
    if isinstance(value, OfficialSource):
        return "official"
    fields = value if isinstance(value, dict) else {}
    kind = fields.get("kind", "document")
    is_misspelt = kind not in get_args(DocumentKind) and "file" not in fields
    return "official" if kind == "official" or is_misspelt else "document"


AnySource = Annotated[
    Annotated[Source, Tag("document")] | Annotated[OfficialSource, Tag("official")], Discriminator(_kind_of_source)
]


class InSource(FactsModel):
    """A place in a source: lines of a text, or a cell of a table and its sheet; an official text has neither."""

    source: Id
    lines: list[int] = Field(default=[], min_length=1)
    sheet: NonEmpty | None = None
    cell: CellName | None = None


class Account(InSource):
    """What one source prints: where, the words as printed, and their value; `unit` if it is not the fact's."""

    printed: NonEmpty
    value: FactValue | None = None
    unit: Id | None = None
    qualifier: Qualifier = "exactly"
    period: When | None = None
    place: Id | None = None


class Quotation(InSource):
    """Words of a source, letter by letter, with their place, and a translation for each other language."""

    text: NonEmpty
    translation: dict[Code, NonEmpty] = {}


class Resolution(BaseModel):
    """How a difference between accounts is worded, per language, and the editor's reason."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True, defer_build=True)
    reason: NonEmpty

    def text(self, language: str) -> str | None:
        """The sentence in a language, None if it is missing."""
        return (self.model_extra or {}).get(language)


class Derive(BaseModel):
    """How a value follows from other facts: a formula over names, each name bound to a fact's id."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True, defer_build=True)
    formula: NonEmpty
    reason: NonEmpty | None = None
    places: int | None = Field(default=None, ge=0, le=6)

    @property
    def names(self) -> dict[str, Any]:
        """The formula's names and the ids of their facts."""
        return dict(self.model_extra or {})

    @property
    def facts(self) -> list[str]:
        """The ids of its facts."""
        return [ref for ref in self.names.values() if isinstance(ref, str)]


class _Stated(FactsModel):
    """What a fact has in common with a series of facts.

    `period_basis` says how editors inferred a period that no source prints; it is documentation, and nothing prints it.
    """

    topic: Id
    kind: FactKind
    status: Status = "reported"
    label: Texts
    statement: Texts
    unit: Id | None = None
    qualifier: Qualifier = "exactly"
    of: Id | None = None
    measure: Id | None = None
    period: When | None = None
    period_basis: Texts | None = None
    place: Id | None = None
    who: Id | None = None
    importance: int = Field(default=2, ge=1, le=3)
    release: Literal["public", "internal"] = "public"
    embargo: Day | None = None


def _with_text_keys(value: Any) -> Any:
    """YAML reads the keys of {2023: …} as numbers."""
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else value


class SeriesCell(FactsModel):
    """One value of a series with the place and period that the series leaves open.

    `printed` is what the source prints; without it, the value as the language of the source writes it.
    """

    place: NonEmpty | None = None
    period: When | None = None
    value: FactValue
    qualifier: Qualifier | None = None
    source: Id | None = None
    lines: list[int] | None = Field(default=None, min_length=1)
    sheet: NonEmpty | None = None
    cell: CellName | None = None
    printed: NonEmpty | None = None


class CellFile(FactsModel):
    """A .csv or .xlsx file in the folder of the facts file, and its column for each field of a cell.

    `range` is that of the table in its sheet, with the head in the first row. `value` may name a column for each period
    or, if `period` has one, for each place. A column is named by its head or its letter. `decimal` is the sign of the
    file. If the file is that of the source, each value is an account of its own cell.
    """

    file: NonEmpty
    sheet: NonEmpty | None = None
    range: Area | None = None
    place: NonEmpty | None = None
    period: NonEmpty | None = None
    value: NonEmpty | Annotated[dict[str, NonEmpty], BeforeValidator(_with_text_keys), Field(min_length=1)]
    qualifier: NonEmpty | None = None
    source: NonEmpty | None = None
    lines: NonEmpty | None = None
    cell: NonEmpty | None = None
    printed: NonEmpty | None = None
    decimal: Literal[".", ","] = "."


class Series(_Stated):
    """Many values of one measure by place and period: each cell is a fact, ID@PLACE@PERIOD.

    `source`, `lines` and `sheet` are those of cells that name none. `gaps` says why some places lack a value of some
    periods.
    """

    id: Id
    structure: Literal["series"]
    source: Id | None = None
    lines: list[int] | None = Field(default=None, min_length=1)
    sheet: NonEmpty | None = None
    cells: list[SeriesCell] | CellFile
    gaps: NonEmpty | None = None


class Fact(_Stated):
    """One checkable statement with all that makes it traceable and comparable.

    `periods` are further ones that the source prints with the fact, by name, such as the year that a meeting reviewed.
    """

    id: FactId
    value: FactValue | None = None
    among: int | None = Field(default=None, ge=1)
    periods: dict[Id, When] = {}
    accounts: list[Account] = []
    resolution: Resolution | None = None
    quotation: Quotation | None = None
    derive: Derive | None = None

    @property
    def has_figure(self) -> bool:
        """Whether the fact has a figure to print; an event or a position has none."""
        return self.value is not None or self.qualifier == "dozens"


class LeftOut(FactsModel):
    """Figures or statements of a source that are deliberately not taken as facts, and why.

    Of a table: a range of cells, or a whole sheet; without `printed`, all that they show.
    """

    source: Id
    lines: list[int] = Field(default=[], min_length=1)
    sheet: NonEmpty | None = None
    cells: Area | None = None
    printed: list[NonEmpty] = []
    why: NonEmpty


class FactsFile(FactsModel):
    """facts.yaml: topics, sources, facts, and what was left out."""

    topics: dict[Id, Texts] = Field(min_length=1)
    sources: dict[Id, AnySource] = Field(min_length=1)
    facts: list[Annotated[Fact, OrAs(Series)]] = Field(min_length=1)
    left_out: list[LeftOut] = []
