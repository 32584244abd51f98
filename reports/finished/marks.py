"""The marks that were printed in a file, and the figures in them, each with the words around it that identify it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from lxml import etree
from msgspec import Struct, field

from reports.document import marked_in
from reports.document.marks import TRACE_NAMESPACE, fact_style, read_properties, trace_of_style
from reports.document.model import Block, Inline, MadeFor, Marked, Trace
from reports.files.archive import Package
from reports.files.namespaces import full
from reports.finished.model import Token
from reports.finished.text import FIGURE, GOES_ON, folded, words_of

LONG_KINDS = ("source", "evidence", "quotation", "statement", "alt")
"""Kinds of marks that are sentences: only a few letters around each of their figures are compared."""
_CONTROL = re.compile(r"fact:([^#~]+)#(.+)")
"""The name of a content control, which marked a figure up to version 0.1.0."""
_AROUND = 12
_MOST_TRIED = 2000
_OURS = TRACE_NAMESPACE.rpartition(":")[0]
"""How the namespaces of our parts begin in all versions."""


class Mark(Struct, frozen=True):
    """A text that the program printed, and what it refers to.

    `name` is that of its style or content control; `language` is only given in files with several.
    """

    kind: str
    ref: str
    form: str
    printed: str
    value: str | None = None
    name: str = ""
    language: str = ""

    @property
    def as_fact(self) -> Mark:
        """The mark as the properties of a deck list it: the figure in a line of evidence is its fact's."""
        if self.kind == "evidence" and self.form == "value":
            return Mark("fact", self.ref, "full", self.printed)
        return Mark(self.kind, self.ref, self.form, self.printed)


class Expected(Struct, frozen=True):
    """Figure number `index` of a mark; it begins at `start`. A named mark without a figure has an empty `figure`.

    `before` and `after` are the mark's words up to the figures beside it; `opens` and `closes` are true if the mark
    begins or ends with them, and not with a space, which parts it from any word beside it.
    """

    mark: Mark
    index: int
    figure: str
    before: str = ""
    after: str = ""
    opens: bool = False
    closes: bool = False
    start: int = 0

    @property
    def excerpt(self) -> str:
        """The mark's text; if it is long, only the figure and the words around it."""
        return self._words(self.mark.printed, self.start, self.start + len(self.figure))

    def around(self, token: Token) -> str:
        """The text that is now in place of the excerpt."""
        return self._words(token.passage.text, token.start, token.end)

    def _words(self, text: str, start: int, end: int) -> str:
        """A figure in a text with as many letters around it as the excerpt has, in whole words."""
        before, after = self.start, len(self.mark.printed) - self.start - len(self.figure)
        if is_long := self.mark.kind in LONG_KINDS:
            before, after = len(self.before), len(self.after)
        return words_of(text, start - before, end + after, cut=is_long)

    def fits(self, token: Token) -> bool:
        """Whether the token is this figure with these words around it."""
        return bool(self.figure) and token.text == self.figure and self.surrounds(token)

    def is_around(self, token: Token) -> bool:
        """Whether the mark has words beside the figure, and these are around the token."""
        return bool((self.before + self.after).strip()) and self.surrounds(token)

    def surrounds(self, token: Token) -> bool:
        """Whether these words are around the token, as whole words where the mark begins or ends with them."""
        text = token.passage.text
        start, end = token.start - len(self.before), token.end + len(self.after)
        return (
            text.startswith(self.before, max(start, 0))
            and start >= 0
            and text.startswith(self.after, token.end)
            and not (self.opens and text[start - 1 : start].isalnum())
            and not (self.closes and GOES_ON.match(text, end))
        )


def mark_of(marked: Marked) -> Mark:
    trace = marked.trace
    return Mark(trace.kind, trace.ref, trace.form, folded(marked.text), trace.value)


def marks_in(content: Iterable[Block | Inline]) -> Iterator[Mark]:
    """The marks of a text or of blocks."""
    return map(mark_of, marked_in(content))


def expected(marks: Iterable[Mark]) -> Iterator[Expected]:
    """The figures of the marks, in order; one for each named mark."""
    for mark in marks:
        figures = list(FIGURE.finditer(mark.printed))
        if mark.name:
            figures = figures[:1]
            if not figures:
                yield Expected(mark, 0, "")
        around = _AROUND if mark.kind in LONG_KINDS else len(mark.printed)
        for index, match in enumerate(figures):
            begin = figures[index - 1].end() if index else 0
            end = figures[index + 1].start() if index + 1 < len(figures) else len(mark.printed)
            left, right = max(begin, match.start() - around), min(end, match.end() + around)
            yield Expected(
                mark,
                index,
                match[0],
                mark.printed[left : match.start()],
                mark.printed[match.end() : right],
                opens=left == 0 and not mark.printed[0].isspace(),
                closes=right == len(mark.printed) and not mark.printed[-1].isspace(),
                start=match.start(),
            )


class Known:
    """Figures of marks that may be anywhere in the file, indexed by text: `find` gives the figure for a token."""

    def __init__(self, entries: Iterable[Expected]) -> None:
        self._by_figure: dict[str, list[Expected]] = {}
        for entry in sorted(dict.fromkeys(entries), key=lambda entry: -len(entry.mark.printed)):
            self._by_figure.setdefault(entry.figure, []).append(entry)

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Known:
        return cls(expected(dict.fromkeys(marks)))

    def find(self, token: Token, waiting: Mapping[Expected, int] | None = None) -> Expected | None:
        """The longest mark with the token as a figure; if `waiting` is given, only a mark that is still missing."""
        tried = islice(self._by_figure.get(token.text, ()), _MOST_TRIED)
        return next((e for e in tried if (waiting is None or waiting[e] > 0) and e.fits(token)), None)


class MarkList(Struct, frozen=True):
    """What the file was made for, and its marks in reading order; or only the marks of facts, with the count of each.

    A file that has neither list does not say what it was made for; older files do not name the audience.
    """

    made_for: MadeFor = MadeFor()
    marks: tuple[Mark, ...] = ()
    kept: Mapping[Mark, int] = field(default_factory=dict)


def language_of(package: Package) -> str:
    """The language tag that most runs have."""
    slides = list(package.related_xml(package.main, "slide"))
    main = package.xml(package.main)
    tags = [run.get("lang", "") for slide in slides for run in slide.iter(full("a:rPr"))]
    tags += [each.get(full("w:val"), "") for each in main.iter(full("w:lang"))] if main is not None else []
    return Counter(sorted(tags)).most_common(1)[0][0] if tags else ""


def own_part(package: Package, tag: str) -> etree._Element | None:
    """Our own part with this root: "trace" lists the marks. It is found by its namespace, since programs rename it."""
    for name in sorted(package.names):
        if name.startswith("customXml/") and name.endswith(".xml") and "/_rels/" not in name:
            root = package.xml(name)
            namespace = etree.QName(root).namespace if root is not None else None
            if root is not None and root.tag == f"{{{TRACE_NAMESPACE}}}{tag}":
                return root
            if namespace != TRACE_NAMESPACE and f"{namespace}".startswith(_OURS):
                package.fault("this file was written by a newer version of songngu", "use that version, or a later one")
    return None


def mark_list(package: Package) -> MarkList:
    """The marks that were printed, from the part that lists them, or else from the properties."""
    if (root := own_part(package, "trace")) is not None:
        return MarkList(MadeFor(*(root.get(name, "") for name in MadeFor._fields)), tuple(map(listed_mark, root)))
    entries = [entry for root in package.related_xml("", "custom-properties") for entry in root]
    made_for, printed = read_properties((e.get("name", ""), e[0].text or "" if len(e) else "") for e in entries)
    kept: Counter[Mark] = Counter()
    for name, texts in printed.items():
        if trace := trace_of_style(name):
            for text, count in texts.items():
                kept[Mark("fact", trace.ref, trace.form, folded(text), name=name)] += count
    return MarkList(made_for, kept=kept)


def name_of_control(called: str) -> str:
    """The name of the style for the fact of a content control; the control's own name if that was cut."""
    match = _CONTROL.fullmatch(called)
    return fact_style(Trace("fact", match[1], match[2])).name if match else called


def listed_mark(entry: etree._Element) -> Mark:
    """The mark of an entry. The mark of a fact has the name of its content control or, without one, of its style."""
    kind, ref, form = (entry.get(name, "") for name in ("kind", "ref", "form"))
    style = fact_style(Trace("fact", ref, form)).name if kind == "fact" else ""
    name = name_of_control(entry.get("name", "")) or style
    listed = entry.getparent()
    first, several, _ = (listed.get("language", "") if listed is not None else "").partition("-")
    language = (entry.get("language") or first) if several else ""
    return Mark(kind, ref, form, folded(entry.get("printed", "")), entry.get("value"), name, language)
