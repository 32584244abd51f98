"""What the Word writer writes on: a .docx without text that has all looks, and what a writer must know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from docx.shared import Length
from pydantic import PlainValidator

from reports.brand.brand import Brand

StoredLength = Annotated[Length, PlainValidator(Length)]
"""A length that JSON holds as a number of EMU."""


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """The style of a role: its id, whether it holds its paragraphs with what follows, whether it numbers them, and
    whether it has a tab stop at the right margin.

    `borrowed` is what it has from running text alone and a title or caption should not have: an indent of the first
    line ("w:ind"), justified lines ("w:jc").
    """

    id: str
    keeps: bool = False
    counts: bool = False
    stops: bool = True
    borrowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of roles, and the ids of those of our styles that have another one in the file.

    `looks` are the properties of each of our character styles by their names, as XML.
    """

    roles: Mapping[str, RoleStyle]
    ids: Mapping[str, str]
    looks: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list of an imported reference: the id of its definition, the left indent of each level, and the indents that
    the style sets itself (attributes of `w:ind`), which a list named in a paragraph would override."""

    id: str
    levels: tuple[StoredLength, ...]
    indents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How a level of a list counts: its number format, first number and text; `legal` numbers are all Arabic."""

    format: str = "decimal"
    start: int = 1
    text: str = ""
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that the file defines: `kept` serve lists of a kind ("bullets", "numbers").

    `headings` are the definition and level of the roles of headings that number themselves, `levels` the levels of
    these definitions. `definitions` and `instances` are how many numbers of each are taken.
    """

    kept: Mapping[str, KeptList] = field(default_factory=dict)
    headings: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    levels: Mapping[str, tuple[ListLevel, ...]] = field(default_factory=dict)
    definitions: int = 0
    instances: int = 0


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or footer: its kind ("header", "footer"), its use ("default", "first", "even"), its relationship."""

    kind: str
    use: str
    id: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Headers and footers that say something, and the borders of pages, as XML.

    `first` says that the first page has others, `counted` that they count pages. `lines` is what they say, paragraph by
    paragraph; `drawings` counts the drawings in them, which have the first numbers.
    """

    margins: tuple[Margin, ...] = ()
    first: bool = False
    counted: bool = False
    borders: str = ""
    lines: tuple[str, ...] = ()
    drawings: int = 0


@dataclass(frozen=True, slots=True)
class WordReference:
    """The file, what must be known of it, and the brand as documents in this form wear it."""

    brand: Brand
    content: bytes
    styles: Styles
    lists: Lists = Lists()
    pages: Pages = Pages()
