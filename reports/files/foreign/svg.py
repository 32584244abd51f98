"""Clean an SVG by others: a picture that runs nothing, fetches nothing and shows no more than programs can draw."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import unquote

from lxml import etree

from reports.files.archive import parsed
from reports.files.foreign.names import words
from reports.files.pixels import kind_of

_SVG = "{http://www.w3.org/2000/svg}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DENIED = words(
    "script handler listener foreignObject iframe object embed audio video canvas set animate animateColor"
    " animateMotion animateTransform mpath discard metadata feImage cursor color-profile font-face-uri"
)
"""Elements that run, move or fetch; those outside SVG's namespace go too."""
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_KEPT = frozenset((*_HREFS, f"{_XML}space", f"{_XML}lang"))
_NAME = re.compile(r"([\w-]*)\s*\Z")
_LONGEST_NAME = 40
_CALLS = words(
    "rgb rgba hsl hsla matrix translate translatex translatey rotate scale scalex scaley skewx skewy calc blur"
    " drop-shadow"
)
"""What a style may call; and `url(#…)`, which shows another part of the same picture."""
_URL = re.compile(r"url\(\s{0,9}['\"]?\s{0,9}#([^'\")]{1,999})", re.IGNORECASE)
_INLINE = re.compile(r"data:image/(png|jpeg|jpg);base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)
_SELECTOR = re.compile(r"[.#]?[\w-]+")
_MOST_ELEMENTS, _MOST_SHOWN, _MOST_STEPS, _MOST_COMPARED = 200_000, 2_000_000, 24, 5_000_000
_MOST_NAMES = 200
"""So many kinds of elements are removed; programs write fewer."""


def still_svg(content: bytes) -> bytes | None:
    """The picture without what acts. None where it is no SVG, where its style sheet fetches something (without it the
    picture would look otherwise), or where it grows without bounds."""
    root = parsed(content)
    if root is None or root.tag != f"{_SVG}svg":
        return None
    tags = {str(element.tag) for element in root.iter()}
    acting = [tag for tag in tags if not tag.startswith(_SVG) or tag.removeprefix(_SVG) in _DENIED]
    if len(acting) > _MOST_NAMES:
        return None
    etree.strip_elements(root, *acting, with_tail=False)
    for element in root.iter():
        for key, value in element.items():
            if not _may_stay(element, str(key), str(value)):
                del element.attrib[key]
        if element.tag == f"{_SVG}style" and not _is_still("".join(element.itertext())):  # type: ignore[arg-type]
            return None
    if _grows(root):
        return None
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _may_stay(element: etree._Element, key: str, value: str) -> bool:
    if key in _HREFS:
        return value.startswith("#") or (element.tag == f"{_SVG}image" and _is_pixels(value))
    is_plain = not key.startswith("{") and not key.lower().startswith("on") and key not in ("src", "ping", "base")
    return (is_plain or key in _KEPT) and "://" not in value and _is_still(value)


def _is_still(words: str) -> bool:
    """Whether words of a style fetch nothing: no imports, no escapes, no functions but these and `url(#…)`.

    Comments are looked through as if they were none: what seems one may stand within quotes.
    """
    if "@" in words or "\\" in words:
        return False
    for before, inside in pairwise(words.split("(")):
        found = _NAME.search(before[-_LONGEST_NAME:])
        called = found[1].lower() if found else ""
        if called not in _CALLS and not (called == "url" and inside.lstrip(" \t\r\n'\"").startswith("#")):
            return False
    return True


def _is_pixels(value: str) -> bool:
    found = _INLINE.fullmatch(value.strip())
    try:
        return found is not None and kind_of(base64.b64decode(found[2])) in ("png", "jpeg")
    except (binascii.Error, ValueError):
        return False


def _grows(root: etree._Element) -> bool:
    """Whether references lead in a circle or on and on, or may show far more elements than programs can draw."""
    rules = list(_rules(root))
    count = sum(1 for _ in root.iter())
    if count > _MOST_ELEMENTS or count * len(rules) > _MOST_COMPARED:
        return True
    shown = _Shown(rules, "marker" in etree.tostring(root, encoding="unicode"))
    for element in root.iter():
        if id_ := element.get("id"):
            shown.named.setdefault(id_, []).append(element)
    return shown.of((root,), 0) > _MOST_SHOWN


def _rules(root: etree._Element) -> Iterator[tuple[frozenset[str] | None, str]]:
    """What style sheets refer to: the words that an element must have, None where that is any, and the id."""
    for sheet in root.iter(f"{_SVG}style"):
        for rule in "".join(sheet.itertext()).split("}"):  # type: ignore[arg-type]
            selectors, _, looks = rule.rpartition("{")
            for id_ in set(_URL.findall(looks)):
                for selector in selectors.split(","):
                    last = re.split(r"[\s>+~]", selector.strip())[-1]
                    words = _SELECTOR.findall(last)
                    yield frozenset(words) if words and "".join(words) == last else None, unquote(id_.strip())


@dataclass(slots=True)
class _Shown:
    """How many elements each id shows at most, as it becomes known: each element of a group may show the largest
    thing to which any of them refers, and where there are markers, each point of its path may."""

    rules: list[tuple[frozenset[str] | None, str]]
    has_markers: bool
    named: dict[str, list[etree._Element]] = field(default_factory=dict)
    known: dict[str, float] = field(default_factory=dict)

    def of(self, roots: Iterable[etree._Element], steps: int) -> float:
        elements = [element for root in roots for element in root.iter()]
        points = sum((len(each.get("d", "")) + len(each.get("points", ""))) // 4 for each in elements)
        ids = {id_ for element in elements for id_ in self._references(element)}
        largest = max((self._of_id(id_, steps + 1) for id_ in ids), default=0)
        return (len(elements) + (points if self.has_markers else 0)) * (1 + largest) if largest else len(elements)

    def _of_id(self, id_: str, steps: int) -> float:
        if id_ not in self.known:
            self.known[id_] = float("inf")  # what leads back to itself has no end
            if steps < _MOST_STEPS:
                self.known[id_] = self.of(self.named.get(id_, ()), steps)
        return self.known[id_]

    def _references(self, element: etree._Element) -> Iterator[str]:
        for key, value in element.attrib.items():
            if key in _HREFS and str(value).startswith("#") and element.tag != f"{_SVG}a":
                yield unquote(str(value)[1:])
            yield from (unquote(id_.strip()) for id_ in _URL.findall(str(value)))
        if self.rules:
            own = {etree.QName(element).localname, f"#{element.get('id', '')}"}
            own |= {f".{each}" for each in element.get("class", "").split()}
            yield from (id_ for words, id_ in self.rules if words is None or words <= own)
