"""The Word style for each role of a paragraph ("caption"): its id, its name in Word and its behaviour.

The brand gives its looks; `looks` names the entry there if that differs from the role.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from reports.document.model import BAR, BOXES, NoteKind

Form = Literal["house", "official"]
"""The forms of a Word document: the house's own, and that of administrative documents."""


class Style(Struct, frozen=True):
    """A paragraph style.

    `based` is the role of the style that it is based on, `following` that of the next paragraph when someone types on.
    `keep` keeps it with the next paragraph, and like `whole` its lines on one page; `outline` is its level in the
    navigation; `box` names the box whose ground or rule it has; `stop` gives it a tab stop at the right margin, of a
    landscape page if it is `wide`; `rule` a hairline above. `own`: Word has no style of this name. A `translation` is
    in a lighter colour.
    """

    role: str
    id: str
    name: str
    looks: str = ""
    based: str = "body"
    following: str = ""
    outline: int | None = None
    keep: bool = False
    whole: bool = False
    box: str = ""
    stop: bool = False
    wide: bool = False
    rule: bool = False
    own: bool = True
    translation: bool = False


def _word(role: str, id_: str, name: str, **behaviour: object) -> Style:
    """A style that Word has."""
    return Style(role, id_, name, own=False, **behaviour)  # type: ignore[arg-type]


_TRANSLATED = (
    "table", "table-head", "evidence", "evidence-head", "card-label", "card-note", "profile-name", "profile-where",
    "profile-text", "profile-figure",
)  # fmt: skip
"""The roles of paragraphs that may be followed by a translation."""
ASIDE = ("sidebar", "difference", "proposal")
"""The boxes whose headings are not in the contents."""
_SHARED = (
    _word("body", "Normal", "Normal"),
    _word("title", "Title", "Title", following="subtitle", keep=True),
    _word("subtitle", "Subtitle", "Subtitle", following="body", keep=True),
    _word("heading-1", "Heading1", "heading 1", following="body", outline=0, keep=True),
    _word("heading-2", "Heading2", "heading 2", following="body", outline=1, keep=True),
    _word("heading-3", "Heading3", "heading 3", following="body", outline=2, keep=True),
    _word("list-bullet", "ListBullet", "List Bullet", looks="list"),
    _word("list-number", "ListNumber", "List Number", looks="list"),
    _word("quote", "Quote", "Quote", following="attribution", whole=True),
    Style("attribution", "Attribution", "Attribution", following="body", whole=True),
    _word("caption", "Caption", "caption", following="body", keep=True),
    Style("picture", "Picture", "Picture", following="source"),
    Style("source", "SourceLine", "Source Line", following="body"),
    Style("sources", "Sources", "Sources"),
    Style("table", "TableText", "Table Text"),
    Style("table-head", "TableHead", "Table Head", keep=True),
    Style("evidence", "EvidenceText", "Evidence Text"),
    Style("evidence-head", "EvidenceHead", "Evidence Head", keep=True),
    _word("footnote", "FootnoteText", "footnote text"),
    _word("endnote", "EndnoteText", "endnote text", looks="footnote"),
)  # fmt: skip

_HOUSE = (
    Style("meta", "MetaLine", "Meta Line", following="body"),
    Style("cover-rule", "CoverRule", "Cover Rule", looks="footer", following="title", keep=True),
    Style("lead", "Lead", "Lead", following="body"),
    Style("summary", "Summary", "Summary", box="summary"),
    Style("summary-list", "SummaryList", "Summary List", looks="summary", box="summary"),
    Style("summary-heading", "SummaryHeading", "Summary Heading", looks="heading-1", based="heading-1",
          following="summary", outline=0, keep=True, box="summary"),
    Style("summary-subheading", "SummarySubheading", "Summary Subheading", looks="heading-2", based="heading-2",
          following="summary", outline=1, keep=True, box="summary"),
    *(
        style
        for box in ASIDE
        for style in (
            Style(box, box.title(), box.title(), box=box),
            Style(f"{box}-list", f"{box.title()}List", f"{box.title()} List", looks=box, box=box),
            Style(f"{box}-heading", f"{box.title()}Heading", f"{box.title()} Heading", looks=box, following=box,
                  keep=True, box=box),
        )
    ),
    Style("card-figure", "CardFigure", "Card Figure", following="card-label", keep=True),
    Style("card-label", "CardLabel", "Card Label", following="card-note"),
    Style("card-note", "CardNote", "Card Note"),
    Style("profile-name", "ProfileName", "Profile Name", following="profile-where"),
    Style("profile-where", "ProfileWhere", "Profile Where"),
    Style("profile-text", "ProfileText", "Profile Text"),
    Style("profile-figure", "ProfileFigure", "Profile Figure"),
    _word("contents-heading", "TOCHeading", "TOC Heading", following="body", keep=True),
    _word("contents-1", "TOC1", "toc 1", stop=True),
    _word("contents-2", "TOC2", "toc 2", stop=True),
    _word("figures", "TableofFigures", "table of figures", looks="contents-1", stop=True),
    _word("footer", "Footer", "footer", stop=True, rule=True),
    Style("footer-wide", "FooterWide", "Footer Wide", looks="footer", stop=True, wide=True, rule=True),
    Style("side-title", "SideTitle", "Side Title", following="side", keep=True),
    Style("side-subtitle", "SideSubtitle", "Side Subtitle", looks="subtitle", following="side", keep=True),
    Style("side-meta", "SideMeta", "Side Meta Line", looks="source", following="side"),
    Style("side", "Side", "Side"),
    Style("side-list", "SideList", "Side List", looks="side"),
    Style("side-heading", "SideHeading", "Side Heading", looks="side", following="side", keep=True),
    *(
        Style(f"{box}-side{part.lower() and f'-{part.lower()}'}", f"{box.title()}Side{part}",
              f"{box.title()} Side {part}".strip(), looks="side" if box == "summary" else box, keep=part == "Heading")
        for box in BOXES for part in ("", "List", "Heading")
    ),
    *(
        Style(f"{role}-translation", f"{role.title().replace('-', '')}Translation",
              f"{role.title().replace('-', ' ')} Translation", looks=role, translation=True)
        for role in _TRANSLATED
    ),
)  # fmt: skip

_OFFICIAL = (
    _word("header", "Header", "header"),
    Style("superior", "SuperiorAgency", "Superior Agency", following="agency"),
    Style("agency", "Agency", "Agency"),
    Style("nation", "Nation", "Nation", following="motto"),
    Style("motto", "Motto", "Motto"),
    Style("number", "DocumentNumber", "Document Number"),
    Style("place-date", "PlaceAndDate", "Place and Date"),
    Style("mark", "Mark", "Mark"),
    Style("rule", "ShortRule", "Short Rule", following="body"),
    Style("addressed", "Addressed", "Addressed To", following="body"),
    Style("addressed-many", "AddressedMany", "Addressed To Several", following="addressee", keep=True),
    Style("addressee", "Addressee", "Addressee"),
    Style("run-in", "RunInHeading", "Run-in Heading", following="body", keep=True),
    Style("recipients-heading", "RecipientsHeading", "Recipients Heading", following="recipients", keep=True),
    Style("recipients", "Recipients", "Recipients"),
    Style("signer-office", "SignerOffice", "Signer Office", keep=True),
    Style("signer-name", "SignerName", "Signer Name"),
    Style("annex", "Annex", "Annex", following="annex-note", outline=0, keep=True),
    Style("annex-note", "AnnexNote", "Annex Note", following="body", keep=True),
)

STYLES: Mapping[str, Style] = MappingProxyType({style.role: style for style in (*_SHARED, *_HOUSE, *_OFFICIAL)})
"""The styles of all roles; forms share a role only if they share its style."""
FORM_STYLES: Mapping[Form, tuple[Style, ...]] = MappingProxyType(
    {"house": (*_SHARED, *_HOUSE), "official": (*_SHARED, *_OFFICIAL)}
)
HEADINGS = ("heading-1", "heading-2", "heading-3")
"""The roles of numbered headings, by level."""
HEADING_NUMBERS = "1"
"""The numId of numbered headings, to which their styles refer."""

TITLED = frozenset(
    role for role in STYLES if role.startswith(("title", "subtitle", "heading")) or role.endswith(("heading", "title"))
)
"""The roles in the font of headings."""

UNINDENTED = frozenset(("title", "subtitle", "caption", "contents-heading", "contents-1", "figures"))
"""The roles whose first line is not indented like that of running text."""

SEPARATOR = "TableEnd"
"""The style of the thinnest paragraph possible, which Word needs between two tables and at the end of a cell."""

DATA, SMALL_DATA, LAYOUT, PROFILES = "ReportTable", "ReportTableSmall", "ReportLayout", "ReportProfiles"
DATA_NAMES: Mapping[str, str] = MappingProxyType({DATA: "Report Table", SMALL_DATA: "Report Table Small"})
CARDS, CARDS_BELOW = "ReportCards", "ReportCardsBelow"
OFFICIAL_LAYOUT = "OfficialLayout"
"""A table for layout alone: agency and State, recipients and signature. It has no header row."""
SIDE_TABLES = MappingProxyType({name: f"ReportSides{name.title()}" for name in ("", *BOXES)})
"""The styles of tables with several languages side by side, by the box around them."""
STRONG, EMPHASIS, HYPERLINK = "Strong", "Emphasis", "Hyperlink"
CAPTION_LABEL, STATUS = "CaptionLabel", "Status"
NOTE_REFERENCES: Mapping[NoteKind, str] = MappingProxyType(
    {"footnotes": "FootnoteReference", "endnotes": "EndnoteReference"}
)
FRAMED, BLANK, ANNEX_TITLE = "FramedMark", "Blank", "AnnexTitle"
TRANSLATION = "Translation"
SIGN, SIGN_ALERT, SIGN_QUIET = "Sign", "SignAlert", "SignQuiet"
SIGNS: Mapping[str, str] = MappingProxyType(
    {BAR: SIGN, "done": SIGN, "on-track": SIGN, "at-risk": SIGN_ALERT, "late": SIGN_ALERT, "not-started": SIGN_QUIET}
)
"""The styles of bars and of the signs of states, by the form of their marks."""
