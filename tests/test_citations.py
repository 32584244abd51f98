"""Citations: at the end of the sentences that they support."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

from reports.diagnostics import Findings, Place
from reports.document import inlines_in, texts_of, walk
from reports.document.model import (
    Block,
    Blocks,
    Box,
    Card,
    Cards,
    Cite,
    Columns,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    ListBlock,
    Marked,
    Meta,
    Note,
    Paragraph,
    Profile,
    Profiles,
    Quote,
    Reference,
    Section,
    Strong,
    Table,
    Text,
    Trace,
    plain,
    source_target,
)
from reports.facts import read_facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES
from reports.pipeline.citations import cited, numbered

HERE = Place("a.md.j2", 1)
META = Meta((Text("T"),), (), date(2025, 1, 1), (Text("x"),))


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording(read_facts(Path(__file__).parent.parent / "seeds"), LANGUAGES["en"])


def _fact(id_: str, text: str = "39.51%") -> Marked:
    return Marked(text, Trace("fact", id_, "full", "39.51"))


def _paragraph(*parts: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts), HERE)


def _shown(text: Inlines) -> str:
    return "".join("^" if isinstance(inline, Note) else plain((inline,)) for inline in text)


def _cited(wording: Wording, *blocks: Block) -> list[str]:
    document = cited(Document("r", "en", META, (Section("s", blocks),)), wording)
    return [_shown(text) for block in walk(document.blocks) for text in texts_of(block)]


def _notes(wording: Wording, *blocks: Block) -> list[str]:
    document = cited(Document("r", "en", META, (Section("s", blocks),)), wording)
    texts = [text for block in walk(document.blocks) for text in texts_of(block)]
    return [plain(inline.children) for text in texts for inline in text if isinstance(inline, Note)]


SHARE, MINISTRIES, TEAMS = "online-dossiers.national", "online-dossiers.ministries", "community-teams.teams"


def _named(id_: str, text: str, form: str = "short") -> Marked:
    return Marked(text, Trace("term", id_, form))


def test_the_name_of_a_law_is_cited_where_the_text_first_has_it(wording: Wording) -> None:
    law, day = _named("resolution-71", "Resolution 71/NQ-CP"), _named("dx-day", "held under 505/QD-TTg", "definition")
    assert _cited(
        wording,
        _paragraph("The programme was amended by ", law, "."),
        _paragraph("There are no results of ", law, "."),
        _paragraph("It is ", day, "."),
        _paragraph("It is ", day, "."),
    ) == [
        "The programme was amended by Resolution 71/NQ-CP.^",
        "There are no results of Resolution 71/NQ-CP.",
        "It is held under 505/QD-TTg.^",
        "It is held under 505/QD-TTg.^",
    ]


def test_a_sentence_with_an_empty_citation_has_the_marks_of_its_figures_alone(wording: Wording) -> None:
    when, nothing = Marked("October 2024", Trace("period", f"fact:{TEAMS}", "period")), Cite(())
    assert _cited(wording, _paragraph("Set up by ", when, ". How many since ", when, " is not known.", nothing)) == [
        "Set up by October 2024.^ How many since October 2024 is not known."
    ]
    (note,) = _notes(wording, _paragraph("It was ", _fact(SHARE), ", and not known in ", when, nothing, "."))
    assert note.startswith("Vietnam News Agency, ")
    assert "VietNamNet" not in note


def test_the_mark_is_at_the_end_of_the_sentence_not_after_the_digits(wording: Wording) -> None:
    assert _cited(wording, _paragraph("It was ", _fact(SHARE), " of dossiers, less than hoped.")) == [
        "It was 39.51% of dossiers, less than hoped.^"
    ]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (" of officials, clerks, and other staff work online.", " of officials, clerks, and other staff work online.^"),
        (" of 63 provinces, cities. And more.", " of 63 provinces, cities.^ And more."),
        (" of dossiers, as the agency says, and more; then", " of dossiers, as the agency says, and more;^ then"),
    ],
)
def test_a_comma_ends_no_sentence(wording: Wording, after: str, expected: str) -> None:
    assert _cited(wording, _paragraph(_fact(SHARE), after)) == [f"39.51%{expected}"]


def test_one_mark_for_a_source_behind_the_last_figure_it_supports(wording: Wording) -> None:
    text = _paragraph(_fact(SHARE), " here. And ", _fact(MINISTRIES), " there. No more.")
    assert _cited(wording, text) == ["39.51% here. And 39.51% there.^ No more."]


def test_two_sources_have_two_marks(wording: Wording) -> None:
    text = _paragraph(_fact(SHARE), " here. And ", _fact(TEAMS), " there.")
    assert _cited(wording, text) == ["39.51% here.^ And 39.51% there.^"]


def test_two_notes_that_meet_are_one(wording: Wording) -> None:
    """Else their numbers would read as one number."""
    paragraph = _paragraph(
        _fact("online-dossiers.national"),
        " of dossiers were handled fully online.",
        Cite(("honours-2025.collectives",)),
    )
    document = cited(Document("r", "en", META, (Section("s", (paragraph,)),)), wording)
    (text,) = (text for block in walk(document.blocks) for text in texts_of(block))
    (note,) = (inline for inline in text if isinstance(inline, Note))
    assert text[-1] is note
    assert plain(note.children).startswith("Vietnam News Agency, ")
    assert "; Article, publisher not shown, “" in plain(note.children)
    assert plain(note.children).count(".") == 1


OWN = Note((Text("As counted: "), _fact(SHARE), Text(".")), own=True)


def test_a_note_of_the_authors_own_names_the_sources_of_its_figures(wording: Wording) -> None:
    text = _paragraph(_fact(TEAMS), " here", OWN, " and there.")
    own, source = _notes(wording, text)
    assert own.startswith("As counted: 39.51%. Source: Vietnam News Agency, “")
    assert "27" not in source
    assert _notes(wording, _paragraph("Here", OWN, " and there.")) == [own]


def test_a_source_is_named_in_full_before_the_note_that_names_it_again(wording: Wording) -> None:
    full, own = _notes(wording, _paragraph(_fact(SHARE), " here. Then", OWN, "."))
    assert "“" in full
    assert own.replace("\u00a0", " ") == "As counted: 39.51%. Source: VNA, 27 July 2025."


def test_the_number_of_a_citation_is_apart_from_that_of_a_note(wording: Wording) -> None:
    assert _cited(wording, _paragraph(_fact(TEAMS), " here.", OWN)) == ["39.51% here.^,^"]


def test_a_note_cites_by_number_too(wording: Wording) -> None:
    listed = ListBlock(True, ((_paragraph(Marked("x", Trace("source", "vna-2025-07-27"))),),), HERE, "sources")
    text = _paragraph(_fact(SHARE), " here.", OWN)
    findings = Findings()
    document = numbered(Document("r", "en", META, (Section("s", (text, listed)),)), wording, findings)
    assert findings.found == []
    first = next(iter(document.blocks))
    assert isinstance(first, Paragraph)
    references = [inline.target for inline in inlines_in(first.text) if isinstance(inline, Reference)]
    assert references == [source_target("vna-2025-07-27")] * 2
    assert isinstance(first.text[-1], Note)  # the number is in the sentence, before the note
    assert isinstance(first.text[-1].children[-2], Cite)


def test_a_wish_to_cite_is_met_where_it_stands(wording: Wording) -> None:
    assert _cited(wording, _paragraph("So it is.", Cite((SHARE,)), " Next.")) == ["So it is.^ Next."]


def test_each_item_of_a_list_has_its_sources(wording: Wording) -> None:
    items = tuple((_paragraph(_fact(SHARE), " in all."),) for _ in range(2))
    assert _cited(wording, ListBlock(False, items, HERE)) == ["39.51% in all.^", "39.51% in all.^"]


def test_sentences_that_follow_each_other_with_the_same_sources_share_a_mark(wording: Wording) -> None:
    text = _paragraph(_fact(SHARE), " here. ", _fact(MINISTRIES), " there. ", _fact(TEAMS), " too. ", _fact(SHARE), ".")
    assert _cited(wording, text) == ["39.51% here. 39.51% there.^ 39.51% too.^ 39.51%.^"]


def test_parts_between_semicolons_have_their_own_marks(wording: Wording) -> None:
    text = _paragraph(_fact(SHARE), " here; ", _fact(TEAMS), " there.")
    assert _cited(wording, text) == ["39.51% here;^ 39.51% there.^"]


def test_the_head_of_a_paragraph_has_no_mark_of_its_own(wording: Wording) -> None:
    text = _paragraph(Strong((_fact(SHARE), Text(" at last."))), " And ", _fact(TEAMS), " more.")
    assert _cited(wording, text) == ["39.51% at last. And 39.51% more.^"]


def test_a_date_of_a_fact_is_cited_like_its_figure(wording: Wording) -> None:
    assert _cited(wording, _paragraph("In ", wording.period(f"fact:{SHARE}"), " it rose.")) == [
        "In June\u00a02025 it rose.^"
    ]


def test_numbers_of_sources_stand_in_each_item_of_a_list(wording: Wording) -> None:
    items = tuple((_paragraph(_fact(SHARE), " in all."),) for _ in range(2))
    sources = ListBlock(True, ((_paragraph(wording.source("vna-2025-07-27")),),), HERE, "sources")
    document = Document("r", "en", META, (Section("s", (ListBlock(False, items, HERE), sources)),))
    made = numbered(document, wording, Findings())
    texts = [text for block in walk(made.blocks) for text in texts_of(block)]
    assert [sum(isinstance(inline, Reference) for inline in inlines_in(text)) for text in texts] == [1, 1, 0]


def test_a_source_is_named_in_full_once(wording: Wording) -> None:
    first, second = _notes(wording, _paragraph(_fact(SHARE), "."), _paragraph(_fact(SHARE), "."))
    assert first.startswith("Vietnam News Agency, “")
    assert second.replace("\u00a0", " ") == "VNA, 27 July 2025."


def test_a_source_that_prints_another_value_is_not_cited_for_it(wording: Wording) -> None:
    fact = wording.facts.facts["journey.years"]
    others = {account.source for account in fact.accounts if account.value != fact.value}
    assert others
    assert not others & set(wording.borne_out_by("journey.years"))
    assert others <= set(wording.sources_of("journey.years"))


def _table(*cells: Inline | str) -> Table:
    row = tuple((Text(cell) if isinstance(cell, str) else cell,) for cell in cells)
    return Table(heads=(((Text("a"),),) * len(cells),), rows=(row,), alignments=("left",) * len(cells), place=HERE)


def _sources_under(wording: Wording, table: Table) -> str:
    made = cited(Document("r", "en", META, (Section("s", (table,)),)), wording)
    (block,) = made.blocks
    assert isinstance(block, Table)
    return plain(block.source).replace("\u00a0", " ")


def test_a_table_written_by_hand_names_the_sources_of_what_it_tells(wording: Wording) -> None:
    assert (
        _sources_under(wording, _table(_fact(SHARE), Cite((TEAMS,))))
        == "Source: VNA, 27 July 2025; VietNamNet, Oct 2024."
    )


def test_a_table_whose_cells_name_sources_has_no_line_of_them(wording: Wording) -> None:
    assert _sources_under(wording, _table(_fact(SHARE), wording.source("vna-2025-07-27"))) == ""
    assert _sources_under(wording, _table("no figure")) == ""


@pytest.mark.parametrize(
    "holder",
    [
        lambda blocks: Box("summary", blocks, HERE),
        lambda blocks: Columns((blocks,), HERE),
        lambda blocks: ListBlock(False, (blocks,), HERE),
        lambda blocks: Quote(blocks, (), HERE),
    ],
)
def test_a_table_inside_another_block_has_its_line_of_sources(
    wording: Wording, holder: Callable[[Blocks], Block]
) -> None:
    made = cited(Document("r", "en", META, (Section("s", (holder((_table(_fact(SHARE)),)),)),)), wording)
    (table,) = (block for block in walk(made.blocks) if isinstance(block, Table))
    assert plain(table.source).replace("\u00a0", " ") == "Source: VNA, 27 July 2025."


class Aside(Struct, frozen=True):
    """A kind of block that the code does not know."""

    blocks: Blocks
    remark: Inlines
    place: Place


def test_figures_in_a_new_kind_of_block_are_cited(wording: Wording) -> None:
    aside: Block = Aside((_paragraph(_fact(SHARE), "."),), (_fact(TEAMS, "3"), Text(".")), HERE)  # type: ignore[assignment]
    assert _cited(wording, aside) == ["3.^", "39.51%.^"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [((" in all.",), "39.51% in all[]."), ((" in all",), "39.51% in all[]"), ((), "39.51%[]")],
)
def test_the_number_of_a_source_is_before_the_full_stop_or_at_the_end(
    wording: Wording, after: tuple[str, ...], expected: str
) -> None:
    sources = ListBlock(True, ((_paragraph(wording.source("vna-2025-07-27")),),), HERE, "sources")
    document = Document("r", "en", META, (Section("s", (_paragraph(_fact(SHARE), *after), sources)),))
    (first, *_) = numbered(document, wording, Findings()).blocks
    assert isinstance(first, Paragraph)
    assert "".join("[]" if isinstance(each, Cite) else plain((each,)) for each in first.text) == expected


def test_two_groups_of_numbers_that_meet_are_one(wording: Wording) -> None:
    sources = [_paragraph(wording.source(id_)) for id_ in ("vna-2025-07-27", "vietnamnet-2024-10")]
    listed = ListBlock(True, tuple((each,) for each in sources), HERE, "sources")
    text = _paragraph(_fact(SHARE), Cite((TEAMS,)), " so far.")
    document = Document("r", "en", META, (Section("s", (text, listed)),))
    (first, *_) = numbered(document, wording, Findings()).blocks
    assert isinstance(first, Paragraph)
    (mark,) = (inline for inline in first.text if isinstance(inline, Cite))
    assert ["[]" if isinstance(i, Reference) else plain((i,)) for i in mark.children] == ["\u00a0", "[]", ", ", "[]"]


def _cite(*parts: str) -> Inlines:
    """Words with a wish to cite after the first of them."""
    first, *rest = parts
    return (Text(first), Cite((SHARE,)), *map(Text, rest))


ASKED: list[Block] = [
    Heading(2, _cite("Results"), HERE),
    Table(
        heads=((_cite("Group"),),),
        rows=((_cite("All"),),),
        alignments=("left",),
        place=HERE,
        caption=_cite("T"),
        source=_cite("S"),
    ),
    Figure("share", HERE, "fig", _cite("A fifth"), _cite("Source: A."), "Alt", _cite("Note")),
    Cards((Card(_cite("7"), _cite("teams"), _cite("June")),), HERE),
    Profiles((Profile(_cite("Name"), _cite("Place"), (Text("x"),), ()),), HERE),
    ListBlock(True, ((Paragraph(_cite("Agency."), HERE),),), HERE, "sources"),
    Paragraph((Strong(_cite("So it is")), Text(".")), HERE),
]


@pytest.mark.parametrize("block", ASKED, ids=lambda block: type(block).__name__)
def test_a_wish_to_cite_is_met_in_every_text(block: Block, wording: Wording) -> None:
    wishes = sum(isinstance(inline, Cite) for inline in inlines_in((block,)))
    document = cited(Document("r", "en", META, (Section("s", (block,)),)), wording)
    inlines = list(inlines_in(document.blocks))
    assert sum(isinstance(inline, Note) for inline in inlines) == wishes > 0
    assert not any(isinstance(inline, Cite) for inline in inlines)


def test_figures_of_cards_and_tables_have_no_notes_of_their_own(wording: Wording) -> None:
    cards = Cards((Card((_fact(SHARE),), (Text("of dossiers"),), ()),), HERE)
    assert "^" not in "".join(_cited(wording, cards))


def test_numbers_of_sources_are_in_the_order_of_the_list(wording: Wording) -> None:
    """Whichever figure comes first: "[1], [2]", as readers look them up."""
    sources = [_paragraph(wording.source(id_)) for id_ in ("vietnamnet-2024-10", "vna-2025-07-27")]
    listed = ListBlock(True, tuple((each,) for each in sources), HERE, "sources")
    for first, second in ((SHARE, TEAMS), (TEAMS, SHARE)):
        text = _paragraph(_fact(first), Cite((second,)), " so far.")
        made = numbered(Document("r", "en", META, (Section("s", (text, listed)),)), wording, Findings())
        (cited_text, *_) = made.blocks
        assert isinstance(cited_text, Paragraph)
        targets = [inline.target for inline in inlines_in(cited_text.text) if isinstance(inline, Reference)]
        assert targets == [source_target(id_) for id_ in ("vietnamnet-2024-10", "vna-2025-07-27")]
