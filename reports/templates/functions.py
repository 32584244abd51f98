"""All functions that templates call, and those of them that write blocks: cards, charts, tables and lists.

Each writes Markdown in which every figure, term and date is marked. A function that cannot write something reports a
fault with its place and goes on, so that one run shows all faults.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any, Literal

from markupsafe import Markup

from reports.charts.data import facts_of
from reports.charts.texts import alt_text, caption, note_text
from reports.diagnostics import nearest
from reports.document.model import CARD_STYLES, PICTURE, PICTURE_ID, Inlines, Marked, Text, Trace, joined
from reports.facts import Fact, OfficialSource, difference, facts_in
from reports.facts.pictures import picture_alternative
from reports.facts.signs import comparison, is_share, place_and_period
from reports.facts.wording import ColumnForm
from reports.languages import QuantityForm
from reports.templates.arguments import BlockId, Compared
from reports.templates.markup import BREAK, escape_markdown, fenced, inline_markup, pipe_table
from reports.templates.tables import NOTHING, TableFunctions
from reports.templates.work import CALL

EVIDENCE = BlockId("evidence")
EVIDENCE_PARTS = ("label", "period", "place", "source", "printed")
EVIDENCE_WIDTHS = "0.3 0.17 0.18 0.09 0.26"
_BLANK = "[…]"
_NAMES = (
    "fact", "facts", "figures", "chart", "picture", "table", "timeline", "term", "place", "person", "office", "date",
    "period", "periods", "proposed", "plain", "quote", "cite", "unsourced", "ref", "sources", "sources_statement",
    "source_line", "glossary", "evidence", "contents", "contact", "bar", "dot",
)  # fmt: skip


class Functions(TableFunctions, frozen=True):
    """All functions of the templates."""

    def by_name(self) -> dict[str, Callable[..., Any]]:
        """The functions by the names under which templates call them."""
        return {name: getattr(self, name) for name in _NAMES}

    def figures(
        self, *ids: str, form: QuantityForm = "short", of: Compared | None = None, emphasis: bool = False
    ) -> Markup:
        """Cards of key figures: the figure, what it measures, period and place, and a bar with what it is compared
        with: the fact in `of` (its target, plan, whole or earlier figure), or the whole that it is a share of.

        The first is the hero, with `emphasis` in the accent colour, unless all can be compared with each other.
        """
        self._needs(ids, "figures")
        if unknown := next((id_ for id_ in of or {} if id_ not in ids), None):
            self.fault(f'"{unknown}" is none of the figures', nearest(unknown, ids), unknown)
        facts = [fact for id_ in ids if (fact := self._allowed(id_))]
        alike = {fact.measure: [other.id for other in facts if other.measure == fact.measure] for fact in facts}
        powers = {measure: self.wording.common_power(ids_) for measure, ids_ in alike.items() if measure}
        cards = [
            self._card(fact, form, ColumnForm(powers.get(fact.measure or "")), (of or {}).get(BlockId(fact.id)))
            for fact in facts
        ]
        equal = len(facts) > 1 and all(difference(one, other) is None for one, other in combinations(facts, 2))
        styles = [f".{style}" for style, has in zip(CARD_STYLES, (equal, emphasis), strict=True) if has]
        return fenced("cards", cards, " ".join(styles)) if cards else Markup("")

    def _card(self, fact: Fact, form: QuantityForm, written_as: ColumnForm, of: str | None) -> Markup:
        written = self.write(lambda w: place_and_period(fact, w), fact.id)
        label = self.write(lambda w: w.label(fact.id), fact.id, start=True)
        bar = []
        if is_share(fact) if of is None else self._allowed(of):
            bar.append(self.write(lambda w: comparison(fact.id, of, w), of or fact.id))
        return fenced("card", [self._figure(fact.id, form, written_as), label, written, *bar])

    def chart(self, id: str) -> Markup:
        """A chart with its caption, source line and text alternative."""
        if not self._known(id, self.specs.charts, "chart"):
            return Markup("")
        spec = self.specs.charts[id]
        facts = facts_of(spec)
        if len(self._facts_of(facts)) < len(facts):
            return Markup("")
        self.progress.use(facts, printed=True)
        title = self.write(lambda w: caption(id, spec, w), id)
        alt = self.write(lambda w: (Marked(alt_text(spec, w), Trace("alt", id)),), id)
        note = self.write(lambda w: note_text(spec, w), id)
        source = self.source_line(*facts)
        return fenced("figure", [title, source, alt, *([note] if note else [])], f'#fig-{id} chart="{id}"')

    def picture(self, id: str, *, width: Literal["column", "full"] = "column", numbered: bool = True) -> Markup:
        """A picture with its caption, credit, licence and text alternative; as wide as the text or as the page."""
        if not self._known(id, self.pictures, "picture"):
            return Markup("")
        entry, code = self.pictures[id], self.wording.language.code
        if len(self._facts_of(entry.facts)) < len(entry.facts):
            return Markup("")
        self.progress.use(entry.facts)
        alt = self.write(lambda w: (Marked(picture_alternative(entry, w), Trace("alt", PICTURE + id)),), id)
        named_by = [Marked(text, Trace("plain", text)) for text in (entry.credit[code], entry.licence[code])]
        line = self.write(lambda _: joined(((mark,) for mark in named_by), ". "), id)
        if told := tuple(dict.fromkeys(facts_in(entry.caption[code]))):
            line = line + escape_markdown(". ") + self.source_line(*told)
        styles = {"full": width == "full", "unnumbered": not numbered}
        styles |= {"whole": entry.stays_whole, "worded": entry.has_words}
        attributes = [f".{style}" for style, has in styles.items() if has]
        if numbered:
            attributes.insert(0, f"#{PICTURE_ID}{id}")
        parts = [self._sentence(entry.caption[code]), line, alt]
        return fenced("figure", parts, " ".join((*attributes, f'picture="{id}"')))

    def evidence(self, *, caption: str, id: BlockId = EVIDENCE) -> Markup:
        """The table of the figures printed so far: what, figure, period and place, source, as printed. What is only
        dated or cited has its mark in the text."""
        printed = tuple(self.progress.so_far().printed)
        self.progress.work.spend(CALL * len(printed))
        rows, compared = [], True
        for id_ in printed:
            row = self.wording.evidence(id_)
            if not row.value:
                continue  # a quotation
            label, *about, source, as_printed = (
                self._evidence(id_, part, getattr(row, part)) for part in EVIDENCE_PARTS
            )
            where = Markup(", ").join(filter(None, about)) or NOTHING
            rows.append([label, self._figure(id_), where, source or NOTHING, as_printed])
            compared &= row.compared
        figure, what, when, region, *rest = self.wording.language.words.evidence_columns
        heads = [inline_markup((Text(text),)) for text in (what, figure, f"{when}, {region.lower()}", *rest)]
        grid = pipe_table(heads, rows, [False] * len(heads))
        parts = [self._sentence(caption), grid]
        if not compared:
            parts.append(inline_markup((Text(self.wording.language.words.sources.not_compared_lines),)))
        return fenced("table", parts, f'#tbl-{id} .evidence widths="{EVIDENCE_WIDTHS}"')

    def _evidence(self, id_: str, column: str, text: str) -> Markup:
        return self.write(lambda _: (Marked(text, Trace("evidence", id_, column)),), id_) if text else Markup("")

    def sources(self) -> Markup:
        """The numbered list of the sources of all that is written so far; before it, unless the statement on sources
        or the notes of slides say so, that official texts were not compared."""
        progress = self.progress.so_far()
        sources = self.sources_of(progress)
        if not sources:
            self.fault("no source is used before this", "write it after the facts, or take it out", "sources")
            return Markup("")
        listed = fenced("sources", [Markup("\n").join(map(self._source_item, sources))])
        official = sum(isinstance(self.wording.facts.sources[id_], OfficialSource) for id_ in sources)
        if progress.has_statement or self.on_slides or not official:
            return listed
        note = self.wording.language.words.sources.not_compared.of(official)
        return Markup("\n\n") + inline_markup((Text(note),)) + Markup("\n\n") + listed

    def _source_item(self, id_: str) -> Markup:
        return Markup("1. ") + self.write(lambda w: w.source_full(id_), id_)

    def glossary(self) -> Markup:
        """The terms used so far that the glossary defines, in order of first use: name in full, definition."""
        named = tuple(self.progress.so_far().terms)
        self.progress.work.spend(len(named))
        terms = self.wording.facts.glossary.terms
        mark = Markup("- ") if self.on_slides else Markup("")
        items = [
            mark + Markup("**{}:** {}.").format(self._term(id_, "full", start=True), self._term(id_, "definition"))
            for id_ in named
            if terms[id_].definition is not None
        ]
        if not items:
            self.fault("no term that has a definition is used before this", "take it out, or write term(…)", "glossary")
        return Markup("\n\n{}\n\n").format(Markup("\n").join(items)) if mark else fenced("columns", items)

    def contact(self) -> Markup:
        """Whom readers may ask, as the audience or the brand says, with a blank for what is to be filled in."""
        words, code, asked = self.wording.language.words.contact, self.wording.language.code, self.asked
        if asked is None or not asked.model_fields_set:
            hint = "write contact: {name: …, telephone: …, email: …} in brand.yaml or audience.yaml"
            self.fault("no contact is known", hint, "contact")
            return Markup("")
        head = Markup("### {}\n\n" if self.on_slides else "**{}**").format(words["contact"])
        head += "" if self.on_slides else BREAK
        lines: list[Markup] = []
        for name in type(asked).model_fields:
            if name in asked.model_fields_set:
                value = getattr(asked, name)
                lines.append(self._plain_line(f"{words[name]}: ", value[code] if isinstance(value, dict) else value))
        return Markup("\n\n") + head + BREAK.join(lines) + Markup("\n\n")

    def _plain_line(self, label: str, text: str | None) -> Markup:
        """A label and a text with plain figures, or a blank."""
        own: Inlines = (Marked(text, Trace("plain", text)),) if text else (Text(_BLANK),)
        return self.write(lambda _: (Text(label), *own), label)

    def contents(self, of: Literal["contents", "figures", "tables"] = "contents") -> Markup:
        """The place of the table of contents, or of the lists of figures or tables."""
        return Markup(f'\n\n::: contents {{of="{of}"}}\n:::\n\n')
