"""Key figures in a strip between hairlines, and profiles of people and bodies, one a row."""

from __future__ import annotations

from collections.abc import Sequence

from reports.brand.word_reference.roles import CARDS, CARDS_BELOW, PROFILES
from reports.document.model import Card, Cards, Profile, Profiles
from reports.files.xml_text import Xml
from reports.word.draft import Draft
from reports.word.inlines import listed
from reports.word.paragraphs import Flow, add_table, add_text
from reports.word.tables import FLUSH, NO_MARGINS, cell_of, row_of, table_of
from reports.word.widths import card_widths, least_width, line_width, raised

FLUSH_LEFT = {"left": 0.0}
_MOST_IN_A_ROW = 4
_PROFILE_SHARES = (0.3, 0.53, 0.17)
_FIGURES_AT_MOST = 0.3
_PROFILE_ROLES = ("profile-name", "profile-text", "profile-figure")


def write_cards(flow: Flow, block: Cards, draft: Draft, *, below: bool = False) -> None:
    """A strip of key figures; more than fit one row stand in rows of even length.

    `below` a ground no hairline is on top.
    """
    widths = _card_widths(block, draft)
    across = len(widths)
    labels = listed([card.label for card in block.cards], draft)
    rows = []
    for start in range(0, len(block.cards), across):
        cards = block.cards[start : start + across]
        cells = [
            cell_of(_card(card, draft), width, FLUSH_LEFT if position == 0 else NO_MARGINS)
            for position, (card, width) in enumerate(zip(cards, widths, strict=False))
        ]
        rows.append(row_of(cells, header=len(block.cards) <= across, free=widths[len(cards) :]))
    add_table(flow, table_of(CARDS_BELOW if below else CARDS, widths, rows, draft, description=labels), draft)


def _card_widths(block: Cards, draft: Draft) -> list[float]:
    """The widths of as many cards as stand in a row: at most four, and none with a figure that would break."""
    looks, count = draft.brand.word, len(block.cards)
    size, gap = draft.width_size("card-figure"), 2 * looks.table.gap
    widths: list[float] | None = None
    rows = -(-count // _MOST_IN_A_ROW)
    while widths is None:
        across = -(-count // rows)
        figures = [[card.figure for card in block.cards[column::across]] for column in range(across)]
        widths = card_widths(figures, draft.column, size, gap)
        rows += 1
    return widths


def _card(card: Card, draft: Draft) -> Flow:
    content: Flow = []
    for role, text in (("card-figure", card.figure), ("card-label", card.label), ("card-note", card.note)):
        if text:
            add_text(content, role, text, draft)
    return content


def write_profiles(flow: Flow, block: Profiles, draft: Draft) -> None:
    """People and bodies, one a row: name and place, what was done, one figure."""
    figures = any(profile.figure for profile in block.profiles)
    shares = _PROFILE_SHARES if figures else (_PROFILE_SHARES[0], 1 - _PROFILE_SHARES[0])
    columns = [
        [(profile.name, True) for profile in block.profiles],
        [(profile.text, False) for profile in block.profiles],
    ]
    if figures:
        columns.append([(profile.figure, True) for profile in block.profiles])
    gap = draft.brand.word.table.gap
    least = [
        least_width(column, draft.width_size(role)) + gap for column, role in zip(columns, _PROFILE_ROLES, strict=False)
    ]
    if figures:  # a figure stands on one line where that leaves the words their room
        size = draft.width_size(_PROFILE_ROLES[2])
        least[2] = max(least[2], min(line_width(columns[2], size) + gap, draft.column * _FIGURES_AT_MOST))
    widths = raised([draft.column * share for share in shares], least)
    names = listed([profile.name for profile in block.profiles], draft)
    rows = [row_of(_profile(profile, widths, draft)) for profile in block.profiles]
    add_table(flow, table_of(PROFILES, widths, rows, draft, description=names, first_column=True), draft)


def _profile(profile: Profile, widths: Sequence[float], draft: Draft) -> list[Xml]:
    """The cells of a profile; two widths leave no place for a figure."""
    name: Flow = []
    text: Flow = []
    figure: Flow = []
    add_text(name, "profile-name", profile.name, draft)
    if profile.where:
        add_text(name, "profile-where", profile.where, draft)
    add_text(text, "profile-text", profile.text, draft)
    cells = [name, text]
    if len(widths) > len(cells):
        add_text(figure, "profile-figure", profile.figure, draft, align="right")
        cells.append(figure)
    flush = [NO_MARGINS] * (len(cells) - 1) + [FLUSH]
    return [cell_of(*parts) for parts in zip(cells, widths, flush, strict=True)]
