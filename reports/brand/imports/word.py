"""Propose the pages, styles, colours and fonts of brand.yaml from an organisation's .docx."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from reports.brand import Brand, Page, contrast
from reports.brand.checks import LEAST_CONTRAST_TEXT
from reports.brand.imports.brand_file import Gone, Proposal, Whole
from reports.brand.imports.colours import OFFICE, FoundColours
from reports.brand.imports.colours_used import PAGE, in_texts
from reports.brand.imports.theme import theme_changes
from reports.brand.imports.word_adjusted import adjusted_looks
from reports.brand.imports.word_looks import (
    StyleLooks,
    foot,
    grown,
    length,
    looks_of,
    notes_on,
    page_changes,
    page_of,
    reach,
)
from reports.brand.imports.word_roles import NAMES, roles, styles_used
from reports.brand.imports.word_tables import FileTableLooks, table_looks
from reports.brand.imports.word_text import direct_looks, text_of
from reports.brand.theme import Theme, hex_colour, theme_in
from reports.brand.word_reference.imported import ImportedDocument, read_document
from reports.brand.word_reference.lists import KINDS, lists_of
from reports.brand.word_reference.merged_styles import type_of
from reports.brand.word_reference.roles import HEADINGS, UNINDENTED
from reports.brand.word_reference.xml import name
from reports.files.archive import Package
from reports.files.sanitiser import sanitised

_SCALED = ("size", "line", "before", "after", "indent")
_LARGEST = {"side": 10.5, "card-figure": 21.0}
"""The largest type in points for columns side by side, and for four figures in a row."""
_TABLE_HEADS, _TABLE_ROWS = ("table-head", "evidence-head"), ("table", "evidence")
_HEADING_AREA = 0.005
"""The share of a page that a colour of headings has at least: few files show headings enough."""
_NOTES = ("footnote", "endnote")
BLACK, WHITE = "#000000", "#FFFFFF"


def proposal(package: Package, now: Brand, design: Brand, _master: int | None = None) -> Proposal:
    """The proposal of a file, from its first section, its styles, its theme, and what its text looks like.

    `now` is the workspace's brand, `design` gives the sizes and colours that the file lacks.
    """
    used = in_texts(package)
    found = sanitised(package)
    document = read_document(found.content)
    theme = theme_in(document.theme)
    mapped, looks, text = _looks(document, theme)
    colours = _colours(theme, looks, {**used, **{each: used.get(each, 0) + area for each, area in text.items()}})
    themed = theme_changes(_shown_fonts(theme, looks), {}, design, colours)
    table = table_looks(document, _inks(design, themed.changes))
    mapped |= {"report-table": table.id} if table.id else {}
    fitted, adjusted, adjusted_notes = adjusted_looks(looks, mapped, document.styles)
    adjusted |= {"report-table": [*table.adjusted]} if table.adjusted else {}
    page, above, page_notes = _clear(page_of(document.section, design.word.page), document)
    word = {
        **{
            name: Whole(themed.changes[name])
            for name in ("colours", "roles", "series", "fonts")
            if name in themed.changes
        },
        "substitutes": {name: each.model_dump() for name, each in design.word.substitutes.items()},
        "free_above": above,
        **page_changes(page, design.word.sides.page),
        "mapped": Whole(mapped),
        "adjusted": Whole(adjusted) if adjusted else Gone(),
        "styles": _style_changes(fitted, now, design, table),
    }
    notes = (
        *found.notes,
        *notes_on(page),
        *page_notes,
        *_style_notes(mapped, document),
        *adjusted_notes,
        *table.notes,
        *_story_notes(document),
        *document.changes,
        *themed.notes,
    )
    return Proposal({"word": word}, notes)


def _looks(
    document: ImportedDocument, theme: Theme
) -> tuple[dict[str, str], dict[str, StyleLooks], Mapping[str, float]]:
    """The ids of styles by role, the looks by role, and the areas of the colours of letters relative to a page.

    A role whose text is set directly, over a style that looks otherwise, has the looks of that text and no style of
    the file; if that is running text, roles that no text has do not have one either.
    """
    sheet = document.styles
    if not sheet.ids:
        return {}, {}, {}
    used = styles_used(document.text)
    mapped = roles(sheet, used)
    fonts = {"major": theme.major, "minor": theme.minor}
    text = text_of(document.text, sheet, mapped, fonts)
    direct = direct_looks(text)
    seen = {paragraph.role for paragraph in text.paragraphs}
    left = {
        role
        for role in mapped
        if role in direct or ("body" in direct and role not in seen and type_of(role) == "paragraph")
    }
    left |= {role for role, id_ in mapped.items() if sheet.is_on(id_, "w:rPr", "w:vanish")}
    inks = {role: hex_colour(sheet.value(id_, "w:rPr", "w:color")) for role, id_ in mapped.items()}
    left |= {
        role
        for role, ink in inks.items()
        if ink and type_of(role) == "character" and contrast(ink, WHITE) < LEAST_CONTRAST_TEXT
    }
    looks = {role: looks_of(sheet, id_, fonts) for role, id_ in mapped.items() if type_of(role) == "paragraph"}
    body = direct.get("body") or looks.get("body")
    if body:  # notes are smaller than the text
        left |= {role for role in _NOTES if role in looks and looks[role].fields["size"] >= body.fields["size"]}
    for role in UNINDENTED & set(looks) if "body" in mapped else ():
        looks[role] = _straight(looks[role], sheet.between(mapped[role], mapped["body"]))
    for role in KINDS.values():  # many files have styles of lists that nobody made
        if body and role in looks and looks[role].font != body.font and mapped[role] not in used:
            left |= {role}
    kept = {role: id_ for role, id_ in mapped.items() if role not in left}
    areas = {colour: area / PAGE for colour, area in text.colours.items()}
    for role in ("title", *HEADINGS):
        if role in looks and (colour := looks[role].colour) not in OFFICE:
            areas[colour] = max(areas.get(colour, 0), _HEADING_AREA)
    areas.pop("", None)
    return kept, {**{role: each for role, each in looks.items() if role not in left}, **direct}, areas


def _colours(theme: Theme, looks: Mapping[str, StyleLooks], used: Mapping[str, float]) -> FoundColours:
    """The colours of a file on white paper; its text is black if nothing is said of it."""
    text = looks["body"].colour if "body" in looks else ""
    heading = next((looks[role].colour for role in ("heading-1", "title") if role in looks and looks[role].colour), "")
    themed = {**theme.colours, "lt1": WHITE} if theme.colours else {}
    return FoundColours(themed, used, WHITE, text or BLACK, "" if heading in OFFICE else heading)


def _shown_fonts(theme: Theme, looks: Mapping[str, StyleLooks]) -> Theme:
    """The theme with the fonts that the styles of running text and headings have."""
    plain = looks["body"].font if "body" in looks else ""
    minor = plain or theme.minor
    heading = looks["heading-1"].font if "heading-1" in looks else plain
    return replace(theme, minor=minor, major=heading or theme.major or minor)


def _straight(looks: StyleLooks, own: Collection[str]) -> StyleLooks:
    """The looks of a title or caption without indents and alignment that it inherits from running text."""
    plain = {**({} if "w:ind" in own else {"first": 0}), **({} if "w:jc" in own else {"align": "left"})}
    return replace(looks, fields={**looks.fields, **plain})


def _clear(page: Page, document: ImportedDocument) -> tuple[Page, float, list[str]]:
    """The page, and the millimetres free above the title, so that text is clear of what floats in headers; notes."""
    reached = {
        story.use: reach(story.part.element, page)
        for story in document.stories
        if story.kind == "header" and (story.use != "first" or document.first_page)
    }
    notes = []
    later = max((end for use, end in reached.items() if use != "first"), default=0)
    if later > page.top:
        page = page.model_copy(update={"top": later})
        notes.append(
            f"the text begins {later:g} mm from the upper edge, below what floats in the header (word.page.top)"
        )
    lowest = max((foot(story.part.element, page) for story in document.stories if story.kind == "header"), default=0)
    if lowest > page.bottom:
        page = page.model_copy(update={"bottom": lowest})
        notes.append(f"the text ends {lowest:g} mm from the lower edge, above what floats there (word.page.bottom)")
    headers = {story.use: story.part.element for story in document.stories if story.kind == "header"}
    above = max(0, reached.get("first", 0) - (grown(headers["first"], page) if "first" in headers else page.top))
    if above:
        notes.append(f"{above:g} mm above the title stay free for what floats in the first header (word.free_above)")
    return page, round(above, 1), notes


def _inks(design: Brand, changes: Mapping[str, Any]) -> dict[str, str]:
    """The colours of words on light and on dark grounds, by role, after these changes."""
    colours = {**design.colours, **changes.get("colours", {})}
    roles = {**design.roles.model_dump(), **changes.get("roles", {})}
    return {role: colours[roles[role]] for role in ("text", "on_dark")}


def _style_changes(
    looks: Mapping[str, StyleLooks], now: Brand, design: Brand, table: FileTableLooks
) -> dict[str, dict[str, Any]]:
    """The changes to styles: as in the file where it has them, the others in proportion to its running text."""
    current = design.word.styles
    plain = looks.get("body")
    factor = plain.fields["size"] / current["body"].size if plain else 1
    changes = {}
    for role, style in current.items():
        own = looks.get("list-bullet" if role == "list" else role)
        if own:
            new = own.fields
        else:
            limit = _LARGEST[role] / style.size if role in _LARGEST else factor
            new = {key: length(key, getattr(style, key) * min(factor, max(limit, 1))) for key in _SCALED}
        ink = table.head if role in _TABLE_HEADS else table.rows if role in _TABLE_ROWS else ""
        new = {**new, "colour": ink} if ink else new
        before = now.word.styles.get(role, style)
        whole = {**style.model_dump(), **new}
        different = {key: value for key, value in whole.items() if value != getattr(before, key)}
        if different:
            changes[role] = different
    return changes


def _style_notes(mapped: Mapping[str, str], document: ImportedDocument) -> Iterator[str]:
    hidden = [id_ for id_, _ in document.styles.of_type("paragraph") if document.styles.is_on(id_, "w:rPr", "w:vanish")]
    if hidden:
        yield f"styles of hidden text are not used: {', '.join(hidden)}"
    if not document.styles.ids:
        yield "the file has no styles: those of the brand are used"
        return
    yield "styles taken: " + ", ".join(f"{role} {id_}" for role, id_ in mapped.items())
    missing = [role for role in ("body", *NAMES) if role not in mapped]
    if missing:
        yield f"no style found for {', '.join(missing)}: the brand's own are used, in the file's fonts and colours"
    numbered = lists_of(document.styles, document.numbering, mapped).headings
    if numbered:
        yield f"{', '.join(numbered)} have the file's numbers"


def _story_notes(document: ImportedDocument) -> Iterator[str]:
    """Notes on headers and footers, and on text that is left out."""
    for kind in ("header", "footer"):
        shown = [story.use for story in document.stories if story.kind == kind and story.shows]
        if shown:
            yield f"{kind}s kept: {', '.join(shown)}"
    if not any(story.shows and (story.kind, story.use) == ("footer", "default") for story in document.stories):
        yield "the file's footer is empty: briefings have the short title and the page number in it"
    elif not any(story.counts for story in document.stories):
        yield "neither header nor footer of the file has a page number: briefings have none"
    if styles_used(document.text):
        yield "the file's own text is left out"
    if document.opens:
        yield "the letterhead or cover in the file's text is kept: its drawings are on the first page"
    elif any(True for _ in document.text.iter(name("w:drawing"), name("w:pict"))):
        yield "pictures in the file's text are left out too; those in a header or footer are kept"
