"""Propose the pages, styles, colours and fonts of brand.yaml from an organisation's .docx."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from reports.brand import Brand, Page, contrast
from reports.brand.checks import LEAST_CONTRAST_TEXT
from reports.brand.imports.brand_file import Whole
from reports.brand.imports.theme import Proposal, theme_changes
from reports.brand.imports.word_looks import StyleLooks, length, looks_of, notes_on, page_changes, page_of, reach
from reports.brand.imports.word_roles import NAMES, roles, styles_used
from reports.brand.theme import Theme, theme_in
from reports.brand.word_reference.imported import ImportedDocument, read_document
from reports.brand.word_reference.lists import lists_of
from reports.brand.word_reference.merged_styles import type_of
from reports.brand.word_reference.roles import UNINDENTED
from reports.brand.word_reference.style_sheet import StyleSheet
from reports.brand.word_reference.xml import name

_SCALED = ("size", "line", "before", "after", "indent")
_LARGEST = {"side": 10.5, "card-figure": 21.0}
"""The largest type in points for columns side by side, and for four figures in a row."""
_BLACK = "#000000"
_COLOURED = {"text": "body", "heading": "heading-1"}
"""Roles of colours → the styles that show them."""


def proposal(content: bytes, _path: str, now: Brand, design: Brand) -> Proposal:
    """The proposal of a sanitised file, from its first section, styles and theme.

    `now` is the workspace's brand, to which sizes are proportional; `design` gives the colours that the file lacks.
    """
    document = read_document(content)
    mapped = roles(document.styles, styles_used(document.text)) if document.styles.ids else {}
    theme = theme_in(document.theme)
    looks = _looks(document.styles, mapped, theme) if document.styles.ids else {}
    slides = now.files.powerpoint  # the theme of decks comes first, since charts have it too
    themed = theme_changes(_shown_fonts(theme, looks), {}, design, only_fonts=slides is not None)
    page, above, page_notes = _clear(page_of(document.section, now.word.page), document)
    word = {
        "free_above": above,
        **page_changes(page, now.word.sides.page),
        "mapped": Whole(mapped),
        "styles": _style_changes(looks, now),
    }
    colours = {} if slides else _colour_changes(looks, themed.changes, now, themed=bool(theme.colours))
    notes = (
        *notes_on(page),
        *page_notes,
        *_style_notes(mapped, document),
        *_story_notes(document),
        *document.changes,
        *themed.notes,
        *([f"the colours of charts and of the brand's own styles stay those of {slides.file}"] if slides else ()),
    )
    return Proposal({**themed.changes, "word": word, **colours}, notes)


def _looks(sheet: StyleSheet, mapped: Mapping[str, str], theme: Theme) -> dict[str, StyleLooks]:
    """The looks of each role that has a style of paragraphs."""
    fonts = {"major": theme.major, "minor": theme.minor}
    looks = {role: looks_of(sheet, id_, fonts) for role, id_ in mapped.items() if type_of(role) == "paragraph"}
    for role in UNINDENTED & set(looks) if "body" in mapped else ():
        looks[role] = _straight(looks[role], sheet.between(mapped[role], mapped["body"]))
    return looks


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
    above = max(0, reached.get("first", 0) - page.top)
    if above:
        notes.append(f"{above:g} mm above the title stay free for what floats in the first header (word.free_above)")
    return page, round(above, 1), notes


def _style_changes(looks: Mapping[str, StyleLooks], brand: Brand) -> dict[str, dict[str, Any]]:
    """The changes to styles: mapped ones as in the file, the others in proportion to its running text."""
    current = brand.word.styles
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
        different = {key: value for key, value in new.items() if value != getattr(style, key)}
        if different:
            changes[role] = different
    return changes


def _colour_changes(
    looks: Mapping[str, StyleLooks], changes: Mapping[str, Any], brand: Brand, *, themed: bool
) -> dict[str, Any]:
    """The changes to colours of text and headings, if the file's styles give others than the theme.

    Text without a colour is black; so are headings if there is no theme.
    """
    colours = {**brand.colours, **changes.get("colours", {})}
    chosen = {**dict(brand.roles), **changes.get("roles", {})}
    ground = colours[chosen["ground"]]
    new: dict[str, str] = {}
    for role, style in _COLOURED.items():
        plain = _BLACK if role == "text" or not themed else ""
        colour = (looks[style].colour or plain) if style in looks else ""
        if not colour or colour == colours[chosen[role]] or contrast(colour, ground) < LEAST_CONTRAST_TEXT:
            continue
        called = next((each for each, value in {**colours, **new}.items() if value == colour), f"template-{role}")
        new[called] = colour
        chosen[role] = called
    if not new:
        return {}
    return {"colours": {**changes.get("colours", {}), **new}, "roles": chosen}


def _style_notes(mapped: Mapping[str, str], document: ImportedDocument) -> Iterator[str]:
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
    if any(True for _ in document.text.iter(name("w:drawing"), name("w:pict"))):
        yield "pictures in the file's text are left out too; those in a header or footer are kept"
