"""An SVG → whether what it shows again by references is more than a picture needs: a few lines could be millions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_URL = re.compile(r"url\(\s{0,9}['\"]?\s{0,9}#([^'\")]{1,999})", re.IGNORECASE)
_PLAIN = re.compile(r"[.#\w-]+")
_SIMPLE = re.compile(r"[.#]?[\w-]+")
_JOINT = re.compile(r"[\s>+~]+")
_SVG = "{http://www.w3.org/2000/svg}"
_MOST_SHOWN, _MOST_TIMES, _MOST_STEPS, _MOST_MEANT = 500_000, 10, 24, 1_000_000
Styled = dict[etree._Element, set[tuple[str, bool]]]
"""Elements, with the ids that they refer to, and whether as a marker."""


def grows(root: etree._Element) -> bool:
    """Whether references lead in a circle or on and on, or show far more elements than there are."""
    elements = list(root.iter())
    styled = _styled(root, elements)
    if styled is None:
        return True
    shown = _Shown(styled)
    for element in elements:
        if id_ := element.get("id"):
            shown.named.setdefault(id_, []).append(element)
    count = shown.of((root,), 0)
    return count > max(_MOST_SHOWN, _MOST_TIMES * len(elements))


@dataclass(slots=True)
class _Shown:
    """How many elements each id shows, as they become known. A reference of a group may be one of all in it, that of
    a marker one of each point."""

    styled: Styled
    named: dict[str, list[etree._Element]] = field(default_factory=dict)
    known: dict[str, float] = field(default_factory=dict)

    def of(self, roots: Iterable[etree._Element], steps: int) -> float:
        """The elements in these, with all that they refer to; beyond all bounds where that leads on and on."""
        return sum(1 + self._referred(element, steps) for root in roots for element in root.iter())

    def _referred(self, element: etree._Element, steps: int) -> float:
        total = 0.0
        for id_, is_marker in self._references(element):
            if steps == _MOST_STEPS:
                return float("inf")
            if id_ not in self.known:
                self.known[id_] = self.of(self.named.get(id_, ()), steps + 1)
            if self.known[id_] > 0:
                total += self.known[id_] * _places(element, is_marker)
        return total

    def _references(self, element: etree._Element) -> Iterator[tuple[str, bool]]:
        words = {str(key): str(value) for key, value in element.attrib.items()}
        if element.tag != f"{_SVG}a":
            for id_ in {words[href].removeprefix("#") for href in HREFS if words.get(href, "").startswith("#")}:
                yield unquote(id_), False
        yield from self.styled.get(element, ())
        for key, value in words.items():
            for id_ in _URL.findall(value):
                yield unquote(id_.strip()), "marker" in (value if key == "style" else key)


def _places(element: etree._Element, is_marker: bool) -> int:
    """How often what an element refers to may be shown in it."""
    if element.get("d") is None and not len(element):
        return 1
    points = sum((len(each.get("d", "")) + len(each.get("points", ""))) // 4 for each in element.iter())
    return sum(1 for _ in element.iter()) + (points if is_marker else 0)


def _styled(root: etree._Element, elements: Sequence[etree._Element]) -> Styled | None:
    """What style sheets refer to, by the elements that they may mean, rather too many than too few; None where that is
    beyond all bounds."""
    found: Styled = {}
    meant = 0
    for sheet in root.iter(f"{_SVG}style"):
        for rule in "".join(sheet.itertext()).split("}"):  # type: ignore[arg-type]
            selectors, _, looks = rule.rpartition("{")
            ids = {(unquote(id_.strip()), "marker" in looks) for id_ in _URL.findall(looks)}
            for selector in selectors.split(",") if ids else ():
                meant += len(elements)
                if meant > _MOST_MEANT:
                    return None
                last = _JOINT.split(selector.strip())[-1]
                for element in elements:
                    if _may_mean(last, element):
                        found.setdefault(element, set()).update(ids)
    return found


def _may_mean(selector: str, element: etree._Element) -> bool:
    if not _PLAIN.fullmatch(selector):
        return True
    own = {etree.QName(element).localname, f"#{element.get('id', '')}"}
    own |= {f".{each}" for each in element.get("class", "").split()}
    return own.issuperset(_SIMPLE.findall(selector))
