"""Texts with figures, notes and wishes to cite, for tests/details/citations.txt: where their sources are named."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from conftest import LIBRARY
from msgspec.structs import replace

from reports.diagnostics import Findings, Place
from reports.document import texts_of, walk
from reports.document.model import (
    Block,
    Blocks,
    Box,
    Break,
    Card,
    Cards,
    Cite,
    Document,
    Emphasis,
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
    Script,
    Section,
    Strong,
    Table,
    Text,
    Trace,
    plain,
)
from reports.facts import read_facts
from reports.facts.wording import Wording
from reports.languages import LANGUAGES
from reports.pipeline.citations import cited, numbered

HERE = Place("deck/vi/progress.md.j2", 1)
META = Meta((Text("T"),), (), date(2025, 1, 1), (Text("x"),))


def _pieces(wording: Wording) -> dict[str, Inline]:
    """What texts are made of, by a sign each."""
    one, two, three = (wording.fact(id_) for id_ in ("members", "garden", "loans.2024"))
    return {
        "a": Text(" words"), ".": Text("."), ";": Text("; more"), "!": Text("End! New"), "q": Text("said.”"), ",": Text(","),
        "1": one, "2": two, "3": three, "p": Marked("2024", Trace("period", "fact:members", "period")), "d": Marked("2022 - 2025", Trace("term", "reading-scheme", "definition")),
        "t": wording.term("decision-12"), "s": wording.term("library"), "Q": Marked("“Said.”", Trace("quotation", "loans.2024")), "S": Strong((two, Text("."))), "E": Emphasis((Text("x "), one)),
        "n": Note((Text("Own."),), own=True), "N": Note((Text("Own of "), two, Text(".")), own=True), "L": Note((Text("Listed."),), "l", own=True), "c": Cite(()), "C": Cite(("members",)), "D": Cite(("garden", "loans.2024")), "b": Break(),
    }  # fmt: skip


TEXTS = (
    "a1.", "a1;a1.", "a1;a2.", "a3.a1.", "1a.2a.1.", "aC.", "a.C", "a1.n", "a1n.", "a1.Nn", "nN1.", "t.t.t", "s.s", "p.", "pc.", "1pc.", "Q", "aQ1", "S1", "E.1", "a!1.", "1q2.", "ad.d.", "b1b2.", "1D.", "D", "CC.", "a1.C2.", "L1.L1.", "Nc.", "1,2.", "N", "n", "c", "1.b1.", "a;.", "",
)  # fmt: skip


def _texts() -> Iterator[str]:
    """The texts above, then others of any pieces."""
    yield from TEXTS
    draw = random.Random(7)
    for _ in range(60):
        yield "".join(draw.choices("aa..;!q,11223pdtsQSEnNLcCDb", k=draw.randint(3, 8)))


def _blocks(pieces: dict[str, Inline]) -> Blocks:
    def text(signs: str) -> Inlines:
        return tuple(pieces[sign] for sign in signs)

    def paragraph(signs: str) -> Paragraph:
        return Paragraph(text(signs), HERE)

    table = Table(heads=((text("a"),),), rows=((text("1"),), (text("2C"),)), alignments=("left",), place=HERE)
    sourced = replace(
        table, source=(Text("Source: "), Marked("Ben May News", Trace("source", "news-2025-02", "short")), Text("."))
    )
    return (
        Heading(1, text("1a"), HERE), Figure("x", HERE, "fig-x", text("1."), text("2C"), "alt", text("1.C")), table, sourced, replace(table, source=text("a1")),
        Cards((Card(text("1"), text("aC"), text("2")),), HERE), Profiles((Profile(text("a1"), text("p"), text("a."), text("2"), (paragraph("1."),)), Profile(text("a"), (), (), ())), HERE),
        Quote((paragraph("1."),), text("a2"), HERE), ListBlock(False, ((paragraph("1."), paragraph("2.")), (table,)), HERE), ListBlock(True, ((paragraph("1."),),), HERE, "sources"), Box("summary", (paragraph("aD."), table), HERE),
    )  # fmt: skip


def citations() -> Iterator[str]:
    wording = Wording(read_facts(LIBRARY / "seeds"), LANGUAGES["en"])
    pieces = _pieces(wording)
    listed = (
        Marked("Report", Trace("source", "report-2025-01-15", "full")),
        Marked("News", Trace("source", "news-2025-02", "full")),
    )
    sources = ListBlock(True, tuple((Paragraph((each,), HERE),) for each in listed), HERE, "sources")
    for signs in _texts():
        block = Paragraph(tuple(pieces[sign] for sign in signs), HERE)
        yield f"{signs}: {' | '.join(_both((block,), sources, wording))}"
    yield "== blocks"
    for each in _blocks(pieces):
        yield f"{type(each).__name__}: {' | '.join(_both((each,), sources, wording))}"


def _both(blocks: Blocks, sources: Block, wording: Wording) -> Iterator[str]:
    """The texts with notes, then with numbers of the list of sources, and what is not in it."""
    document = Document("r", "en", META, (Section("s", (*blocks, sources)),))
    findings = Findings()
    for made in (cited(document, wording), numbered(document, wording, findings)):
        shown = [_shown(text) for block in walk(made.blocks) for text in texts_of(block)]
        yield " / ".join(shown[:-2])
    yield "; ".join(each.message for each in findings.found)


def _shown(text: Inlines) -> str:
    return "".join(map(_inline, text)).replace("\u00a0", "~")


def _inline(inline: Inline) -> str:
    match inline:
        case Note():
            return f"^{inline.label}({_shown(inline.children)})"
        case Cite():
            return f"[{','.join(inline.facts)}{_shown(inline.children)}]"
        case Reference():
            return f"<{inline.target}>"
        case Script() | Strong() | Emphasis():
            return f"{type(inline).__name__.lower()}({_shown(inline.children)})"
    return plain((inline,))
