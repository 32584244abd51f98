"""Changes in the text of a Word file: tracked, as deletions and insertions of an author, or plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import chain, count

from lxml import etree
from msgspec import Struct, field

from reports.files.namespaces import full
from reports.finished.edits import Edit, is_text, pieces, rewrite

_INSERTED = (full("w:ins"), full("w:moveTo"))
_WORD = full("w:")
_KEEP = full("xml:space"), "preserve"
_AUTHOR = full("w:author")


class Revisions(Struct):
    """Writes edits into the parts of a Word file. `date` is that of the revisions, if they are to have one; with
    `accept` they are not tracked."""

    author: str
    date: str | None = None
    accept: bool = False
    ids: dict[etree._Element, Iterator[int]] = field(default_factory=dict)

    def write(self, edit: Edit) -> None:
        """Write a text in the place of the runs that have it, with the looks of the first one.

        Changes of text alternatives, which are attributes, and of formulas cannot be tracked.
        """
        found = list(pieces(edit))
        if any(each.letters.attribute or not each.letters.element.tag.startswith(_WORD) for each in found):
            rewrite(edit)
            return
        runs = list(dict.fromkeys(_isolated(each.letters.element, each.start, each.end) for each in found))
        new = _run_like(runs[0], edit.text)
        removed = [self._removed(group) for group in _neighbours(runs)]
        self._insert(new, removed[0])
        for empty in [mark for mark in removed if not len(mark)]:
            _parent(empty).remove(empty)

    def _removed(self, runs: Sequence[etree._Element]) -> etree._Element:
        """Mark neighbouring runs as deleted; an element that stands in their place."""
        mark = self._revision("w:del", runs[0])
        runs[0].addprevious(mark)
        for run in runs:
            mark.append(run)
            for text in run.iter(full("w:t")):
                text.tag = full("w:delText")
        if self._is_plain(mark):
            mark[:] = []
        return mark

    def _insert(self, run: etree._Element, after: etree._Element) -> None:
        """Insert a run; an insertion by another author is divided there."""
        if self._is_plain(after):
            after.addnext(run)
            return
        inserted = self._revision("w:ins", after)
        inserted.append(run)
        while (parent := _parent(after)).tag in _INSERTED:
            rest = _empty(parent)
            rest.set(full("w:id"), str(next(self._ids(after))))
            rest[:] = list(after.itersiblings())
            if len(rest):
                parent.addnext(rest)
            after = parent
        after.addnext(inserted)

    def _is_plain(self, element: etree._Element) -> bool:
        """Whether a change here is not tracked: if it is in what the same author has inserted, too."""
        parent = _parent(element)
        return self.accept or (parent.tag == full("w:ins") and parent.get(_AUTHOR) == self.author)

    def _revision(self, tag: str, near: etree._Element) -> etree._Element:
        attributes = {full("w:id"): str(next(self._ids(near))), _AUTHOR: self.author}
        if self.date:
            attributes[full("w:date")] = self.date
        return etree.Element(full(tag), attributes)

    def _ids(self, near: etree._Element) -> Iterator[int]:
        """The next free ids of the part that an element is in."""
        root = near.getroottree().getroot()
        if root not in self.ids:
            used = (each.get(full("w:id"), "") for each in root.iter())
            self.ids[root] = count(1 + max(chain([0], (int(id_) for id_ in used if id_.isdecimal()))))
        return self.ids[root]


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError("the element is not in a part")
    return parent


def _empty(element: etree._Element) -> etree._Element:
    """An element with the name and the attributes of another."""
    new = etree.Element(element.tag)
    new.attrib.update(element.attrib)
    return new


def _isolated(element: etree._Element, start: int, end: int) -> etree._Element:
    """The run that has only these letters of a text, or this sign; what is before and after gets runs of its own."""
    if is_text(element) and end < len(element.text or ""):
        _begin_run(_divided(element, end))
    elif (following := element.getnext()) is not None:
        _begin_run(following)
    return _begin_run(_divided(element, start) if start else element)


def _divided(text: etree._Element, at: int) -> etree._Element:
    """Divide a text; the element of its second part."""
    rest = etree.Element(text.tag, {_KEEP[0]: _KEEP[1]})
    text.set(*_KEEP)
    rest.text, text.text = (text.text or "")[at:], (text.text or "")[:at]
    text.addnext(rest)
    return rest


def _begin_run(element: etree._Element) -> etree._Element:
    """The run that begins with an element, divided from the one that it is in."""
    run = _parent(element)
    looks = run.find(full("w:rPr"))
    if all(each is looks for each in element.itersiblings(preceding=True)):
        return run
    rest = _empty(run)
    rest[:] = [*([deepcopy(looks)] if looks is not None else []), element, *element.itersiblings()]
    run.addnext(rest)
    return rest


def _run_like(run: etree._Element, text: str) -> etree._Element:
    """A run with a text in the looks of another."""
    new = etree.Element(full("w:r"))
    looks = run.find(full("w:rPr"))
    if looks is not None:
        new.append(deepcopy(looks))
        for former in new.findall(f"{full('w:rPr')}/{full('w:rPrChange')}"):
            new[0].remove(former)
    written = etree.SubElement(new, full("w:t"), {_KEEP[0]: _KEEP[1]})
    written.text = text
    return new


def _neighbours(runs: Sequence[etree._Element]) -> Iterator[list[etree._Element]]:
    """The runs in groups that are next to each other."""
    group = [runs[0]]
    for run in runs[1:]:
        if run.getprevious() is group[-1]:
            group.append(run)
        else:
            yield group
            group = [run]
    yield group
