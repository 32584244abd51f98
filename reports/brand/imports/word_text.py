"""The looks of the letters that stand in an imported .docx, by the roles that its paragraphs have.

Many files set their text directly, over styles that nobody changed: what is read is then what counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from msgspec import Struct, field

from reports.brand.imports.word_looks import ALIGN, StyleLooks, length, line_height, looks_of, points, spaced
from reports.brand.theme import hex_colour
from reports.brand.word_reference.style_sheet import StyleSheet, at, is_on, value
from reports.brand.word_reference.xml import Element, name

_MOST = 20_000  # paragraphs that are looked at
_HEADING = 120  # letters: a longer paragraph is no heading
_LARGER = 1.15  # the size of a title in proportion to that of text
_DIRECT = 0.6  # the share of its letters that look unlike its style, for a role whose style nobody used
_LETTER_AREA = 0.15  # the part of the square of the type size that a letter covers

_Letters = tuple[str, float, bool, bool, bool, str, float]


class SeenParagraph(Struct):
    """A paragraph: the role of its style, the looks of most of its letters, their number, and how many of them look
    unlike the style."""

    role: str
    looks: StyleLooks
    letters: int
    direct: int
    in_table: bool


class SeenText(Struct):
    """The paragraphs of a document's text, and the areas in square points of the colours of its letters."""

    paragraphs: list[SeenParagraph]
    colours: Counter[str] = field(default_factory=Counter)


def text_of(body: Element, sheet: StyleSheet, mapped: Mapping[str, str], fonts: Mapping[str, str]) -> SeenText:
    """The text of a document. `mapped` are the ids of styles by role, `fonts` those of the theme."""
    roles = {id_: role for role, id_ in mapped.items()}
    styles: dict[str, StyleLooks] = {}
    text = SeenText([])
    for element in islice(body.iter(name("w:p")), _MOST):
        id_ = value(element, "w:pPr", "w:pStyle") or sheet.default("paragraph")
        if id_ not in styles:
            styles[id_] = looks_of(sheet, id_, fonts)
        if made := _paragraph(element, roles.get(id_, ""), styles[id_], fonts, text.colours):
            text.paragraphs.append(made)
    return text


def direct_looks(text: SeenText) -> dict[str, StyleLooks]:
    """The looks of roles whose letters do not look like their style, by role; those of titles and headings that have
    the style of running text too."""
    groups: dict[str, list[SeenParagraph]] = defaultdict(list)
    plain = _most(paragraph for paragraph in text.paragraphs if paragraph.role == "body" and not paragraph.in_table)
    for paragraph in text.paragraphs:
        groups[_role(paragraph, plain)].append(paragraph)
    first = [paragraph for paragraph in text.paragraphs[:12] if paragraph in groups["heading"]]
    named = any(paragraph.role.startswith(("title", "heading")) for paragraph in text.paragraphs)
    headings = groups.pop("heading", []) if not named else []
    if first and headings and plain:
        title = max(first, key=lambda paragraph: paragraph.looks.fields["size"])
        if title.looks.fields["size"] >= _LARGER * plain.fields["size"]:
            groups["title"] = [title]
    groups |= _by_prominence([each for each in headings if each not in groups.get("title", ())])
    found = {}
    for role, members in groups.items():
        letters = sum(member.letters for member in members)
        direct = sum(member.direct for member in members)
        looks = _most(iter(members))
        if role and role != "heading" and looks and letters and direct >= _DIRECT * letters:
            found[role] = looks
    return found


def _role(paragraph: SeenParagraph, plain: StyleLooks | None) -> str:
    """The role of a paragraph by its style; of one with the style of running text by its place and its looks."""
    if paragraph.role != "body" or plain is None:
        return paragraph.role
    if paragraph.in_table:
        return "table"
    looks, usual = paragraph.looks.fields, plain.fields
    stands_out = looks["size"] > usual["size"] or looks["bold"] > usual["bold"] or looks["caps"] > usual["caps"]
    return "heading" if stands_out and paragraph.letters <= _HEADING else "body"


def _by_prominence(headings: list[SeenParagraph]) -> dict[str, list[SeenParagraph]]:
    """Headings of up to three kinds, the most prominent first."""
    kinds: dict[tuple[Any, ...], list[SeenParagraph]] = defaultdict(list)
    for each in headings:
        fields = each.looks.fields
        kinds[-fields["size"], not fields["caps"], not fields["bold"], fields["italic"]].append(each)
    return {f"heading-{level}": kinds[kind] for level, kind in enumerate(sorted(kinds)[:3], 1)}


def _most(paragraphs: Iterator[SeenParagraph]) -> StyleLooks | None:
    """The looks that most letters have."""
    counted: Counter[str] = Counter()
    known = {}
    for paragraph in paragraphs:
        key = repr(paragraph.looks)
        counted[key] += paragraph.letters
        known[key] = paragraph.looks
    return known[counted.most_common(1)[0][0]] if counted else None


def _paragraph(
    element: Element, role: str, style: StyleLooks, fonts: Mapping[str, str], colours: Counter[str]
) -> SeenParagraph | None:
    """A paragraph with text; None for an empty one. The colours of its letters are added to `colours`."""
    counted: Counter[_Letters] = Counter()
    for run in element.iter(name("w:r")):
        letters = sum(len((each.text or "").strip()) for each in run.iterchildren(name("w:t")))
        if letters and next(run.iterancestors(name("w:p"))) is element:
            counted[_letters(run, style, fonts)] += letters
    if not counted:
        return None
    for (_, size, *_, colour, _), letters in counted.items():
        colours[colour or "#000000"] += round(letters * _LETTER_AREA * size * size)
    (font, size, bold, italic, caps, colour, wider), _ = counted.most_common(1)[0]
    usual = style.fields
    plain = (style.font, usual["size"], usual["bold"], usual["italic"], usual["caps"])
    direct = sum(letters for looks, letters in counted.items() if looks[:5] != plain)
    spacing, indent = at(element, "w:pPr", "w:spacing"), at(element, "w:pPr", "w:ind")
    marks = {"bold": bold, "italic": italic, "caps": caps, "spaced": wider}
    fields = {**usual, "size": size, **marks, **_distances(spacing, indent, usual)}
    rule = spacing.get(name("w:lineRule"), "") if spacing is not None else ""
    line = spacing.get(name("w:line"), "") if spacing is not None else ""
    pitch = line_height(line, rule, size, font) if line else usual["line"] * size / usual["size"]
    align = ALIGN.get(
        value(element, "w:pPr", "w:jc"), usual["align"] if at(element, "w:pPr", "w:jc") is None else "left"
    )
    looks = StyleLooks({**fields, "line": length("line", pitch), "align": align}, font, colour)
    in_table = next(element.iterancestors(name("w:tc")), None) is not None
    return SeenParagraph(role, looks, counted.total(), direct, in_table)


def _letters(run: Element, style: StyleLooks, fonts: Mapping[str, str]) -> _Letters:
    """Font, size, bold, italic, capitals, colour and the points between letters of a run."""
    own = run.find(name("w:rPr"))
    named, usual = at(own, "w:rFonts"), style.fields
    themed = "" if named is None else named.get(name("w:asciiTheme"), "")
    font = fonts.get("major" if themed.startswith("major") else "minor", "") if themed else ""
    if not font and named is not None:
        font = named.get(name("w:ascii")) or named.get(name("w:hAnsi")) or ""
    marks = {key: at(own, tag) for key, tag in (("bold", "w:b"), ("italic", "w:i"), ("caps", "w:caps"))}
    on = {key: bool(usual[key]) if mark is None else is_on(mark) for key, mark in marks.items()}
    size = min(points(value(own, "w:sz"), 2), 200.0) or usual["size"]
    colour = hex_colour(value(own, "w:color")) or style.colour
    own_spacing = at(own, "w:spacing")
    wider = usual["spaced"] if own_spacing is None else spaced(own_spacing)
    return font or style.font, size, on["bold"], on["italic"], on["caps"], colour, wider


def _distances(spacing: Element | None, indent: Element | None, usual: Mapping[str, Any]) -> dict[str, float]:
    """The distances around a paragraph and the indents of its lines, where it has its own."""
    found = {}
    for key, element, attribute in (("before", spacing, "w:before"), ("after", spacing, "w:after")):
        given = element.get(name(attribute)) if element is not None else None
        found[key] = usual[key] if given is None else length(key, points(given))
    first = indent.get(name("w:firstLine")) if indent is not None else None
    found["first"] = usual["first"] if first is None else length("first", points(first))
    return found
