"""A reference of Word documents: a .docx without text that carries the looks, and the facts that a writer needs."""

from __future__ import annotations

from collections.abc import Mapping

from docx.shared import Length
from msgspec import Struct, field

from reports.brand.brand import Brand

TITLE = "\ufdd0"
"""The placeholder for the document's title: a code point that no text uses (Unicode, noncharacters)."""


class RoleStyle(Struct, frozen=True):
    """The style of a role: its id, and whether it keeps paragraphs with the next one, numbers them, and has a tab stop
    at the right margin."""

    id: str
    keeps: bool = False
    counts: bool = False
    stops: bool = True


class Styles(Struct, frozen=True):
    """The styles of roles, and the ids of those of our styles that have another id in the file.

    `looks` are the properties of each of our character styles by name, as XML.
    """

    roles: Mapping[str, RoleStyle]
    ids: Mapping[str, str]
    looks: Mapping[str, Mapping[str, str]]


class KeptList(Struct, frozen=True):
    """A list of an imported reference: the id of its definition, the left indent of each level, and the indents that
    the style sets itself (attributes of `w:ind`), which a list named in a paragraph would override."""

    id: str
    levels: tuple[Length, ...]
    indents: Mapping[str, str] = field(default_factory=dict)


class ListLevel(Struct, frozen=True):
    """A level of a list: its number format, first number and text; `legal`: all numbers are Arabic."""

    format: str = "decimal"
    start: int = 1
    text: str = ""
    legal: bool = False


class Lists(Struct, frozen=True):
    """The lists of an imported reference: `kept` are those for each kind ("bullets", "numbers").

    `headings` are the definition and level of the roles of numbered headings, `levels` the levels of these definitions.
    `definitions` and `instances` are the numbers of each that are taken.
    """

    kept: Mapping[str, KeptList] = field(default_factory=dict)
    headings: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    levels: Mapping[str, tuple[ListLevel, ...]] = field(default_factory=dict)
    definitions: int = 0
    instances: int = 0


class Margin(Struct, frozen=True):
    """A header or footer: its kind ("header", "footer"), its use ("default", "first", "even"), its relationship id."""

    kind: str
    use: str
    id: str


class Pages(Struct, frozen=True):
    """Headers and footers with content, and the borders of pages, as XML.

    `first`: the first page has its own; `counted`: they count pages. `lines` is their text by paragraph; `drawings` is
    the number of drawings in them, which have the first ids.
    """

    margins: tuple[Margin, ...] = ()
    first: bool = False
    counted: bool = False
    borders: str = ""
    lines: tuple[str, ...] = ()
    drawings: int = 0


class WordReference(Struct, frozen=True):
    """A reference in one form: the brand as its documents show it, the file, and the facts about the file."""

    brand: Brand
    content: bytes
    styles: Styles
    lists: Lists = Lists()
    pages: Pages = Pages()
