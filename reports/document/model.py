"""The document model: blocks and inlines, independent of any format, with their places in the templates.

The reader makes them from Markdown; the writers turn them into Word and slides. A figure, term, date or period in
the text is a `Marked` inline, so that it can be traced from the finished file back to its fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple

from msgspec import Struct

from reports.diagnostics import Place

TraceKind = Literal[
    "fact", "term", "place", "person", "date", "period", "proposed", "plain", "quotation", "source", "statement",
    "evidence", "alt", "chart",
]  # fmt: skip
ADDRESS = "address"
"""The form of a source's address, which writers link to itself."""
UPRIGHT = "upright"
"""The page of a table that is on no landscape one."""
BAR = "bar"
"""The form of a fact's bar; after a colon, the fact that is its whole or target."""
State = Literal["done", "on-track", "at-risk", "late", "not-started"]
STATES: Mapping[str, str] = MappingProxyType(
    {"done": "●", "on-track": "►", "at-risk": "▲", "late": "■", "not-started": "○"}
)
"""The states of work and their signs; the form of a sign's mark is its state."""
Alignment = Literal["left", "center", "right"]
NoteKind = Literal["footnotes", "endnotes"]
ScriptPosition = Literal["superscript", "subscript"]
Alternative = Annotated[str, "what a picture shows, in words"]


class Trace(Struct, frozen=True):
    """The origin of a marked run of text.

    `ref` is the id of the fact, term or place; that of a statement has the ids of all sources. That of a period says
    what has it, such as `fact:ID` or `term:ID`, or is a period itself, in the notation of the facts file, where a
    report has it. `form` is the form of the text
    ("full", "number", "short", "label", "period.year" …), `value` the fact's value as a plain decimal.
    """

    kind: TraceKind
    ref: str
    form: str = "full"
    value: str | None = None


class Text(Struct, frozen=True):
    """Plain words without figures: a digit here is an error of the template."""

    text: str


class Marked(Struct, frozen=True):
    """A run of text that the program wrote: a fact's figure, a term, a date, a period, or a plain figure."""

    text: str
    trace: Trace


class Strong(Struct, frozen=True):
    children: tuple[Inline, ...]


class Emphasis(Struct, frozen=True):
    children: tuple[Inline, ...]


class Script(Struct, frozen=True):
    """Words above or below the line, in small letters."""

    children: tuple[Inline, ...]
    position: ScriptPosition


class Link(Struct, frozen=True):
    """A link to an address, or to what has an id in this document (`#id`). Its place does not tell it from others."""

    children: tuple[Inline, ...]
    target: str
    place: Place | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Link) and (self.children, self.target) == (other.children, other.target)

    def __hash__(self) -> int:
        return hash((self.children, self.target))


class Reference(Struct, frozen=True):
    """A cross-reference to a figure or table by its id ("Hình 2"), a heading ("III") or a listed source ("[2]").

    Its place does not tell it from others.
    """

    target: str
    place: Place | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and self.target == other.target

    def __hash__(self) -> int:
        return hash(self.target)


class Cite(Struct, frozen=True):
    """A citation of the sources of facts whose figures are not written here; without facts, it says that the dates and
    names of its sentence need no source.

    `children` is what is printed for a citation by number: references to the list of sources.
    """

    facts: tuple[str, ...]
    children: tuple[Inline, ...] = ()


class Note(Struct, frozen=True):
    """A footnote or endnote; on a slide, a line under its content. Notes with the same `label` are printed once and
    have the same number. `own`: its author wrote it."""

    children: tuple[Inline, ...]
    label: str = ""
    own: bool = False


class Break(Struct, frozen=True):
    """A line break inside a paragraph."""


class LanguageSpan(Struct, frozen=True):
    """Words in another language than the document's first. A `translation` repeats the words before it."""

    children: tuple[Inline, ...]
    language: str
    translation: bool = False


Inline = Text | Marked | Strong | Emphasis | Script | Link | Reference | Cite | Note | Break | LanguageSpan
Inlines = tuple[Inline, ...]


class Heading(Struct, frozen=True):
    level: int
    text: Inlines
    place: Place
    id: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


class Paragraph(Struct, frozen=True):
    text: Inlines
    place: Place
    style: str = ""


class ListBlock(Struct, frozen=True):
    """A list; each item is a sequence of blocks. `style` "sources" marks the numbered list of sources.

    Lists with the same `series` are parts of one list and continue its numbers. An ordered list begins at `start`.
    """

    ordered: bool
    items: tuple[Blocks, ...]
    place: Place
    style: str = ""
    series: str = ""
    start: int = 1


class Merge(Struct, frozen=True):
    """A cell that covers others: its row, counted from the first head row, its column, and how many rows and columns
    it takes."""

    row: int
    column: int
    down: int
    across: int


class Table(Struct, frozen=True, kw_only=True):
    """A table with one head row or more. `widths` are shares of the full width; without them the content decides.

    Each row has a cell for each column; those that `merges` cover are empty. `groups` and `totals` are the positions of
    the rows that name a group of those below, and of those that sum up. An `upright` one is never on a landscape page.
    """

    caption: Inlines = ()
    heads: tuple[tuple[Inlines, ...], ...]
    rows: tuple[tuple[Inlines, ...], ...]
    source: Inlines = ()
    alignments: tuple[Alignment, ...]
    place: Place
    id: str = ""
    style: str = ""
    widths: tuple[float, ...] = ()
    merges: tuple[Merge, ...] = ()
    groups: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    upright: bool = False

    @property
    def all_rows(self) -> tuple[tuple[Inlines, ...], ...]:
        """The head rows, then the others."""
        return (*self.heads, *self.rows)


class TranslatedImage(Struct, frozen=True):
    """A chart or picture in a language, with its text alternative in it; "" is the document's first language."""

    image: str
    language: str
    alt: Alternative

    @property
    def name(self) -> str:
        """The name of the image, with its language if that is not the document's first."""
        return f"{self.image}.{self.language}" if self.language else self.image


PICTURE = "picture:"
"""What the names of images begin with that are pictures, not charts."""
PICTURE_ID = "pic-"
"""What the id of a figure with a picture begins with. A picture may be shown twice: a reference leads to the first."""
FIGURE_STYLES = ("full", "unnumbered", "whole", "worded")
"""What a figure may be: as wide as the page, without a number, never cropped, with words in the picture itself."""


class Figure(Struct, frozen=True):
    """A chart or picture with its caption (a chart's message, above) and source line or credit (below). `alt` is the
    text alternative.

    `image` is the chart's id, or the picture's after `PICTURE`. `note` follows the source and explains the chart, such
    as an open end of a bar. `translations` are the same image in other languages, printed under it; only they have an
    image if the document's first language has none. `styles` are of `FIGURE_STYLES`.
    """

    image: str
    place: Place
    id: str
    caption: Inlines
    source: Inlines
    alt: Alternative
    note: Inlines = ()
    translations: tuple[TranslatedImage, ...] = ()
    styles: tuple[str, ...] = ()

    @property
    def picture(self) -> str:
        """The id of its picture; empty if it has a chart."""
        return self.image.removeprefix(PICTURE) if self.image.startswith(PICTURE) else ""

    @property
    def images(self) -> tuple[TranslatedImage, ...]:
        """Its own image, if it has one, then those in other languages."""
        own = (TranslatedImage(self.image, "", self.alt),) if self.image else ()
        return (*own, *self.translations)

    @property
    def is_numbered(self) -> bool:
        return "unnumbered" not in self.styles


class Card(Struct, frozen=True):
    """A key figure: the figure itself, what it measures, a small note (period, place, source), and what it is compared
    with, such as "target for 2025: 80%".

    `bar` is the trace of its bar; None if it has none.
    """

    figure: Inlines
    label: Inlines
    note: Inlines
    aim: Inlines = ()
    bar: Trace | None = None


CARD_STYLES = ("equal", "emphasis")
"""What key figures may be: comparable with each other, so that none is the hero; with the hero in the accent colour."""


class Cards(Struct, frozen=True):
    """Key figures. The first is the hero, and larger on slides, unless `styles` say that all are equal."""

    cards: tuple[Card, ...]
    place: Place
    styles: tuple[str, ...] = ()

    @property
    def has_hero(self) -> bool:
        return "equal" not in self.styles


class Profile(Struct, frozen=True):
    """A person or body portrayed: name, place, one line on what was done, one figure, one picture, and what the figure
    measures; the last three may be empty."""

    name: Inlines
    where: Inlines
    text: Inlines
    figure: Inlines
    picture: Blocks = ()
    label: Inlines = ()


class Profiles(Struct, frozen=True):
    profiles: tuple[Profile, ...]
    place: Place


class Quote(Struct, frozen=True):
    blocks: Blocks
    attribution: Inlines
    place: Place


class Box(Struct, frozen=True):
    """Blocks set apart. `name` is one of `BOXES`."""

    name: str
    blocks: Blocks
    place: Place


class Columns(Struct, frozen=True):
    columns: tuple[Blocks, ...]
    place: Place


class Landscape(Struct, frozen=True):
    """Blocks on landscape pages by themselves."""

    blocks: Blocks
    place: Place


class PageBreak(Struct, frozen=True):
    """What follows begins a new page."""

    place: Place


class Sides(Struct, frozen=True):
    """Languages side by side: each row has the blocks of each language; a language may have none."""

    rows: tuple[tuple[Blocks, ...], ...]
    place: Place


class SpeakerNotes(Struct, frozen=True):
    blocks: Blocks
    place: Place


class Listing(Struct, frozen=True):
    """The place of the table of contents or of a list of "figures" or "tables", which the writer makes."""

    what: str
    place: Place


Block = (
    Heading
    | Paragraph
    | ListBlock
    | Table
    | Figure
    | Cards
    | Profiles
    | Quote
    | Box
    | Columns
    | Landscape
    | PageBreak
    | Sides
    | SpeakerNotes
    | Listing
)
Blocks = tuple[Block, ...]

BOXES = ("summary", "sidebar", "difference", "proposal")


class Meta(Struct, frozen=True):
    """The texts of title page, header, footer and file properties; `place` is the title's, `short_title_place` that of
    the short one."""

    title: Inlines
    subtitle: Inlines
    date: date
    audience: Inlines
    status: Inlines = ()
    agency: Inlines = ()
    short_title: str = ""
    keywords: tuple[str, ...] = ()
    version: str = ""
    place: Place | None = None
    short_title_place: Place | None = None

    @property
    def running_title(self) -> str:
        """The title in headers and footers: the short one, if there is one."""
        return self.short_title or plain(self.title)

    def named_version(self, word: str) -> Inlines:
        """The version after the word for it; empty without a version."""
        return (Text(f"{word} "), Marked(self.version, Trace("plain", self.version))) if self.version else ()


class Official(Struct, frozen=True):
    """The texts that the administrative form prints around the document, in its language.

    None is printed as a blank to be filled in; an empty text is not printed. `signer` has a line each for the signer's
    authority and office; the signer's name is always a blank.
    """

    subject: Inlines
    kind: Inlines | None = None
    kind_symbol: Inlines | None = None
    agency: Inlines | None = None
    agency_symbol: Inlines | None = None
    superior: Inlines | None = None
    place: Inlines | None = None
    addressees: tuple[Inlines, ...] | None = None
    signer: tuple[Inlines, ...] | None = None
    recipients: tuple[Inlines, ...] | None = None
    drafting_unit: Inlines | None = None
    circulation: Inlines = ()


class Evidence(Struct, frozen=True):
    """The evidence for one figure of this document, in the document's language, ready to print.

    `compared`: each of its sources gives a line; an official text gives none.
    """

    fact: str
    value: str
    label: str
    period: str
    place: str
    source: str
    printed: str
    compared: bool = True


class Section(Struct, frozen=True):
    """A section, which begins at `place`; `own` are the places of the blocks that only this language has. An annex
    follows the text."""

    id: str
    blocks: Blocks
    own: tuple[Place, ...] = ()
    annex: bool = False
    place: Place | None = None


class MadeFor(NamedTuple):
    """The ids of the report and the audience, and the language, or the name of several; "" for what is not known."""

    report: str = ""
    audience: str = ""
    language: str = ""


class Document(Struct, frozen=True):
    """One report for one audience in one language, or in several side by side: `language` is the name of these.
    `audience` is its id.

    `evidence` is in the order of first use. `translations` are `meta` in further languages. `notes` is the kind of its
    notes; `official` is None unless the document has the administrative form. `number_headings`: the house form
    numbers headings too. `drawn` is the key figure on the title slide.
    """

    report: str
    language: str
    meta: Meta
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...] = ()
    notes: NoteKind = "footnotes"
    official: Official | None = None
    translations: tuple[tuple[str, Meta], ...] = ()
    number_headings: bool = False
    drawn: Card | None = None
    audience: str = ""

    @property
    def made_for(self) -> MadeFor:
        return MadeFor(self.report, self.audience, self.language)

    @property
    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            yield from section.blocks

    def part(self, *, annex: bool) -> Blocks:
        """The blocks of its text, or those of its annexes, which are printed after it."""
        return tuple(block for section in self.sections if section.annex == annex for block in section.blocks)


def source_target(id_: str) -> str:
    """The target of a reference to a source in the list of sources."""
    return f"source-{id_}"


def joined(parts: Iterable[Inlines], separator: str) -> Inlines:
    """The parts one after the other, with `separator` between them."""
    found: list[Inline] = []
    for part in parts:
        found += (Text(separator), *part) if found else part
    return tuple(found)


def plain(inlines: Inlines) -> str:
    """The words of `inlines` without marks, notes and references."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text() | Marked():
                parts.append(inline.text)
            case Break():
                parts.append(" ")
            case Note() | Reference() | Cite():
                pass
            case _:
                parts.append(plain(inline.children))
    return "".join(parts)


def by_language(inlines: Inlines) -> tuple[tuple[str, Inlines], ...]:
    """The text in each language: first the document's own, with the code "", then each translation.

    A text that only another language has comes first, with that language's code.
    """
    own = tuple(i for i in inlines if not (isinstance(i, LanguageSpan) and i.translation))
    others = tuple((i.language, i.children) for i in inlines if isinstance(i, LanguageSpan) and i.translation)
    match own[:-1] if others and isinstance(own[-1], Break) else own:
        case (LanguageSpan() as alone,):
            return ((alone.language, alone.children), *others)
        case first:
            return (("", first), *others)
