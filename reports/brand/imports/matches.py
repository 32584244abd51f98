"""Match the layouts of an imported file with what decks need: title slide, section, content, two columns, title alone.

The placeholders of a layout decide first, then its type, then its name in the languages in which Office names layouts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from reports.brand import BoxInches
from reports.brand.imports.found import FoundHolder, FoundLayout, FoundSlides

NAMES: Mapping[str, tuple[str, ...]] = {
    "cover": (
        "title slide", "cover", "slide tiêu đề", "bản chiếu tiêu đề", "trang tiêu đề", "trang bìa", "bìa",
        "titelfolie", "deckblatt", "diapositive de titre", "page de titre", "couverture", "diapositiva de título",
        "portada", "slide de título", "diapositivo de título", "capa", "copertina", "标题幻灯片", "封面",
    ),
    "section": (
        "section", "divider", "chapter", "đầu trang mục", "đầu mục", "tiêu đề phần", "phần", "chương", "abschnitt",
        "kapitel", "zwischentitel", "titre de section", "intertitre", "sección", "seção", "secção", "separador",
        "节标题",
    ),
    "title_only": (
        "title only", "chỉ tiêu đề", "chỉ có tiêu đề", "nur titel", "titre seul", "solo el título", "sólo el título",
        "solo título", "somente título", "apenas título", "só título", "仅标题",
    ),
    "content": (
        "title and content", "title, content", "content", "tiêu đề và nội dung", "nội dung", "titel und inhalt",
        "inhalt", "titre et contenu", "contenu", "título y objetos", "título y contenido", "contenido", "objetos",
        "título e conteúdo", "conteúdo", "标题和内容",
    ),
    "two": (
        "two content", "2 content", "two columns", "hai nội dung", "hai cột", "zwei inhalte", "zwei spalten",
        "deux contenus", "deux colonnes", "dos objetos", "dos contenidos", "dos columnas", "dois conteúdos",
        "duas partes de conteúdo", "duas colunas", "两栏内容",
    ),
}  # fmt: skip
TYPES: Mapping[str, tuple[str, ...]] = {
    "cover": ("title",),
    "section": ("secHead",),
    "title_only": ("titleOnly",),
    "content": ("obj", "tx", "objOnly"),
    "two": ("twoObj", "twoColTx", "txAndObj", "objAndTx"),
}
CONTENT = ("obj", "body", "pic", "chart", "tbl", "dgm", "media", "clipArt", "subTitle")
_LEAST_SHARE = {"content": 0.22, "two": 0.1, "minor": 0.02}
"""The least share of a slide that placeholders for content must have."""
_STRIP = 0.0975
"""A placeholder less high than this is a strip for a line or two; relative to the square root of a slide's area."""
_SAME_PLACE = 0.1  # inches
_TITLE_WIDTH, _TITLE_LOW = 0.35, 0.4
"""The least width of a title over content, and how far down it may end, as shares of a slide."""


class Matches(Struct, frozen=True):
    """The layouts found for what decks need; None where the file has none. Layouts that the file lacks are modelled on
    `base`, which has a title with room under it if any layout has."""

    base: FoundLayout
    cover: FoundLayout | None
    section: FoundLayout | None
    content: FoundLayout | None
    two: FoundLayout | None

    @property
    def text(self) -> FoundLayout | None:
        """The layout that shows how the file sets text."""
        return self.content or self.two


def matches(slides: FoundSlides) -> Matches | None:
    """The layout for each purpose; those for the title slide and for sections have no other purpose. None if no
    layout has an upright title."""
    area = slides.area
    usable = [layout for layout in slides.layouts if not layout.title.vertical]

    def best(role: str, fitness: Callable[[FoundLayout], float]) -> FoundLayout | None:
        """The layout that fits best, by its placeholders, its type and its name; the first of several."""
        fits = [(fitness(layout), layout) for layout in usable]
        ranked = [(fit * 10 + _by_name(role, layout), layout) for fit, layout in fits if fit > 0]
        return max(ranked, key=lambda pair: pair[0], default=(0, None))[1]

    cover = best("cover", lambda layout: _as_cover(layout, area))
    usable = [layout for layout in usable if layout is not cover]
    section = best("section", lambda layout: _by_name("section", layout) or _as_section(layout, slides))
    usable = [layout for layout in usable if layout is not section]
    content = best("content", lambda layout: _as_content(layout, area))
    two = best("two", lambda layout: _as_two(layout, area))
    text = content or two
    top = min(holder.box[1] for holder in contents(text, area)) if text else _TITLE_LOW * slides.size[1]
    usable = [layout for layout in usable if _heads(layout, slides.size, top)]
    title_only = best("title_only", lambda layout: 0 if contents(layout, area) else 1)
    if text in usable and title_only and not _alike(text.title.box, title_only.title.box):
        title_only = None  # titles would jump from slide to slide
    roomy = best("content", lambda layout: room_under(layout, slides.size) / area)
    base = title_only or text or roomy or section or cover
    return Matches(base, cover, section, content, two) if base else None


def _alike(one: BoxInches, other: BoxInches) -> bool:
    """Whether two boxes are at nearly the same place."""
    return all(abs(a - b) < _SAME_PLACE for a, b in zip(one, other, strict=True))


def _heads(layout: FoundLayout, size: tuple[float, float], top: float) -> bool:
    """Whether the title of a layout is over content that begins so far down, and not in a corner."""
    _, above, width, height = layout.title.box
    return width >= _TITLE_WIDTH * size[0] and above < min(top, _TITLE_LOW * size[1]) and above + height <= top + 0.5


def room_under(layout: FoundLayout, size: tuple[float, float]) -> float:
    """The area under the title of a layout."""
    return layout.title.box[2] * (size[1] - layout.title.box[1] - layout.title.box[3])


def contents(layout: FoundLayout, area: float) -> list[FoundHolder]:
    """The placeholders for content, from left to right, but for those too small to hold any and thin strips."""
    wide = [holder for holder in layout.of_type(*CONTENT) if holder.area >= _LEAST_SHARE["minor"] * area]
    found = [holder for holder in wide if holder.box[3] >= _STRIP * area**0.5]
    return sorted(found, key=lambda holder: (holder.box[0], holder.box[1]))


def _by_name(role: str, layout: FoundLayout) -> float:
    """How much the layout's type and name fit a role, from 0 to 9."""
    name = layout.label.casefold()
    lengths = [len(word) / (len(name) + 1) for word in NAMES[role] if word in name]
    return (5 if layout.type in TYPES[role] else 0) + (1 + 3 * max(lengths) if lengths else 0)


def _as_cover(layout: FoundLayout, area: float) -> float:
    types = {holder.type for holder in layout.holders}
    large = [h for h in contents(layout, area) if h.type not in ("subTitle", "pic") and h.area > 0.3 * area]
    if large:
        return 0
    return 2 * ("ctrTitle" in types) + ("subTitle" in types) + (_by_name("cover", layout) > 0) + 2 * layout.opens


def _as_section(layout: FoundLayout, slides: FoundSlides) -> float:
    """Whether several sample slides have a layout with nothing but a title in the middle."""
    _, top, _, height = layout.title.box
    middle = _TITLE_LOW * slides.size[1] < top + height / 2 < (1 - _TITLE_LOW / 2) * slides.size[1]
    return 0.1 if layout.uses > 1 and middle and not contents(layout, slides.area) else 0


def _as_content(layout: FoundLayout, area: float) -> float:
    holders = contents(layout, area)
    if len(holders) != 1 or _by_name("section", layout) > 0:
        return 0
    (holder,) = holders
    if holder.type not in ("obj", "body") or holder.vertical or holder.area < _LEAST_SHARE["content"] * area:
        return 0
    return (2 if holder.type == "obj" else 1) + holder.area / area


def _as_two(layout: FoundLayout, area: float) -> float:
    holders = contents(layout, area)
    if len(holders) != 2 or any(holder.type not in ("obj", "body") or holder.vertical for holder in holders):
        return 0
    left, right = holders
    beside = left.box[0] + left.box[2] <= right.box[0] + 0.1
    overlap = min(left.box[1] + left.box[3], right.box[1] + right.box[3]) - max(left.box[1], right.box[1])
    level = overlap > 0.6 * max(left.box[3], right.box[3])
    if not beside or not level or min(left.area, right.area) < _LEAST_SHARE["two"] * area:
        return 0
    return 2 if {left.type, right.type} == {"obj"} else 1
