"""Key figures in a strip between hairlines, and profiles of people and bodies, one a row."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document import Card, Cards, Profiles
from reports.writers.word.draft import Draft
from reports.writers.word.inlines import listed
from reports.writers.word.names import CARDS, CARDS_BELOW, PROFILES
from reports.writers.word.paragraphs import write_paragraph
from reports.writers.word.styles import POINTS_PER_MILLIMETRE
from reports.writers.word.tables import open_cell, open_row, open_table
from reports.writers.word.widths import card_widths, least_width, line_width, raised
from reports.writers.word.xml import Element, add, add_value, twips

_MOST_IN_A_ROW = 4
_PROFILE_SHARES = (0.3, 0.53, 0.17)
_FIGURES_AT_MOST = 0.3
_PROFILE_ROLES = ("profile-name", "profile-text", "profile-figure")


def write_cards(parent: Element, block: Cards, draft: Draft, *, below: bool = False) -> None:
    """A strip of key figures; more than fit one row stand in rows of even length.

    `below` a ground no hairline is on top.
    """
    widths = _card_widths(block, draft)
    across = len(widths)
    rows = -(-len(block.cards) // across)
    labels = listed([card.label for card in block.cards], draft)
    table = open_table(parent, CARDS_BELOW if below else CARDS, widths, draft, description=labels)
    for start in range(0, len(block.cards), across):
        cards = block.cards[start : start + across]
        row = open_row(table, header=rows == 1)
        if len(cards) < across:
            _leave_free(row, widths[len(cards) :])
        for position, (card, width) in enumerate(zip(cards, widths, strict=False)):
            _write_card(_card_cell(row, width, first=position == 0), card, draft)


def _card_widths(block: Cards, draft: Draft) -> list[float]:
    """The widths of as many cards as stand in a row: at most four, and none with a figure that would break."""
    looks, count = draft.brand.word, len(block.cards)
    whole = draft.page.column * POINTS_PER_MILLIMETRE
    size, gap = draft.width_size("card-figure"), 2 * looks.table.gap
    widths: list[float] | None = None
    rows = -(-count // _MOST_IN_A_ROW)
    while widths is None:
        across = -(-count // rows)
        figures = [[card.figure for card in block.cards[column::across]] for column in range(across)]
        widths = card_widths(figures, whole, size, gap)
        rows += 1
    return widths


def _leave_free(row: Element, widths: Sequence[float]) -> None:
    """Let the row end before the last columns, so that there are no empty cells."""
    properties = row[0]
    add_value(properties, "w:gridAfter", str(len(widths)))
    add(properties, "w:wAfter", {"w:w": twips(sum(widths)), "w:type": "dxa"})


def _card_cell(row: Element, width: float, *, first: bool) -> Element:
    """A card's cell; the first one stands flush with the column's left edge."""
    cell = open_cell(row, width)
    if first:
        add(add(cell[0], "w:tcMar"), "w:left", {"w:w": "0", "w:type": "dxa"})
    return cell


def _write_card(cell: Element, card: Card, draft: Draft) -> None:
    for role, text in (("card-figure", card.figure), ("card-label", card.label), ("card-note", card.note)):
        if text:
            write_paragraph(cell, role, text, draft)


def write_profiles(parent: Element, block: Profiles, draft: Draft) -> None:
    """People and bodies, one a row: name and place, what was done, one figure."""
    whole = draft.page.column * POINTS_PER_MILLIMETRE
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
        least[2] = max(least[2], min(line_width(columns[2], size) + gap, whole * _FIGURES_AT_MOST))
    widths = raised([whole * share for share in shares], least)
    names = listed([profile.name for profile in block.profiles], draft)
    table = open_table(parent, PROFILES, widths, draft, description=names, first_column=True)
    for profile in block.profiles:
        row = open_row(table)
        cell = open_cell(row, widths[0])
        write_paragraph(cell, "profile-name", profile.name, draft)
        if profile.where:
            write_paragraph(cell, "profile-where", profile.where, draft)
        write_paragraph(open_cell(row, widths[1], flush=not figures), "profile-text", profile.text, draft)
        if figures:
            cell = open_cell(row, widths[2], flush=True)
            write_paragraph(cell, "profile-figure", profile.figure, draft, align="right")
