"""Key figures in a strip between hairlines, and profiles of people and bodies, one a row."""

from __future__ import annotations

from collections.abc import Sequence

from docx.shared import Length, Pt

from reports.brand.measure import raised
from reports.brand.word_reference.roles import CARDS, CARDS_BELOW, PROFILES
from reports.document.model import Card, Cards, Figure, Inlines, Profile, Profiles, Strong
from reports.files.xml_text import Xml
from reports.word.block_styles import BlockStyles
from reports.word.figures import write_figure
from reports.word.inlines import listed
from reports.word.paragraphs import Body, add_table, add_text
from reports.word.state import WriterState
from reports.word.tables import NO_MARGINS, cell_of, cells_of, row_of, table_of
from reports.word.widths import card_widths, least_width, lengths, line_width

FLUSH_LEFT = {"left": Pt(0)}
_MOST_IN_A_ROW = 4
_PROFILE_SHARES = (0.27, 0.48, 0.25)
_FIGURES_AT_MOST = 0.3
_PROFILE_ROLES = ("profile-name", "profile-text", "profile-figure")


def write_cards(body: Body, block: Cards, state: WriterState, styles: BlockStyles) -> None:
    """A strip of key figures; more than fit one row are in rows of even length."""
    looks = state.brand.word
    below = bool(styles.box and looks.boxes[styles.box].ground and body)  # on a ground no hairline is on top
    widths = _card_widths(block, state)
    across = len(widths)
    labels = listed([card.label for card in block.cards], state)
    rows = []
    for start in range(0, len(block.cards), across):
        cards = block.cards[start : start + across]
        with state.inside():
            cells = [
                cell_of(_card(card, state), width, FLUSH_LEFT if position == 0 else NO_MARGINS)
                for position, (card, width) in enumerate(zip(cards, widths, strict=False))
            ]
        rows.append(row_of(cells, free=widths[len(cards) :]))
    style = CARDS_BELOW if below else CARDS
    add_table(body, table_of(style, widths, rows, state, description=labels), state)


def _card_widths(block: Cards, state: WriterState) -> list[Length]:
    """The widths of the cards of a row: at most four cards, and only so many that no figure is broken."""
    size, gap, count = state.type_size("card-figure"), Pt(2 * state.brand.word.table.gap), len(block.cards)
    for rows in range(-(-count // _MOST_IN_A_ROW), count):
        across = -(-count // rows)
        figures = [[card.figure for card in block.cards[column::across]] for column in range(across)]
        if widths := card_widths(figures, state.across, size, gap, state.metrics):
            return widths
    return [state.across]


def _card(card: Card, state: WriterState) -> Body:
    aim = (Strong(card.aim),) if card.aim else ()
    return _cell(
        state, ("card-figure", card.figure), ("card-label", card.label), ("card-label", aim), ("card-note", card.note)
    )


def _cell(state: WriterState, *texts: tuple[str, Inlines], align: str = "") -> Body:
    """The texts of a cell, each with its role; the first one has a paragraph even if it is empty."""
    content: Body = []
    for role, text in texts:
        if text or not content:
            add_text(content, role, text, state, align=align)
    return content


def write_profiles(body: Body, block: Profiles, state: WriterState, styles: BlockStyles) -> None:
    """People and bodies, one a row: name and place, what was done, one figure and what it measures."""
    profiles, gap = block.profiles, Pt(state.brand.word.table.gap)
    figures = any(each.figure or each.label for each in profiles)
    shares = _PROFILE_SHARES if figures else (_PROFILE_SHARES[0], 1 - _PROFILE_SHARES[0])
    columns = [[(each.name, True) for each in profiles], [(each.text, False) for each in profiles]]
    if figures:
        columns.append([(each.figure, True) for each in profiles])
    sizes = [state.type_size(role) for role in _PROFILE_ROLES[: len(columns)]]
    least = [least_width(*column, state.metrics) + gap for column in zip(columns, sizes, strict=True)]
    if figures:  # a figure takes one line if that leaves enough width for the words
        line = line_width(columns[2], sizes[2], state.metrics) + gap
        least[2] = max(least[2], min(line, state.across * _FIGURES_AT_MOST))
    wished = [state.across * share for share in shares]
    widths = lengths(raised(wished, least) or wished)
    names = listed([each.name for each in profiles], state)
    with state.inside():
        rows = [row_of(_profile(each, widths, state, styles)) for each in profiles]
    table = table_of(PROFILES, widths, rows, state, description=names, first_column=True)
    add_table(body, table, state)


def _profile(profile: Profile, widths: Sequence[Length], state: WriterState, styles: BlockStyles) -> list[Xml]:
    """The cells of a profile, its picture below the name; with two widths it has no figure."""
    named = _cell(state, ("profile-name", profile.name), ("profile-where", profile.where))
    with state.inside(room=Length(widths[0] - Pt(state.brand.word.table.gap))):
        for picture in profile.picture:
            if isinstance(picture, Figure):
                write_figure(named, picture, state, styles)
    cells = [
        named,
        _cell(state, ("profile-text", profile.text)),
        _cell(state, ("profile-figure", profile.figure), ("profile-where", profile.label), align="right"),
    ]
    return cells_of(cells[: len(widths)], widths)
