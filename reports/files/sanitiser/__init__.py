"""Sanitise an organisation's Office file, so that it can be opened and taken over.

What runs, fetches, or leads outside is removed by name (`rules`, `elements`, `fields`, `svg`); a part is kept only
if it is of a kind that a new document is made of, and gets a name, a content type and relationships of our own.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree
from msgspec import Struct, field

from reports.files.archive import SAVE_AGAIN, Package, Relation
from reports.files.namespaces import SPACES, full
from reports.files.package import content_types, relationships, zipped
from reports.files.pictures import CONTENT_TYPES, kind_of
from reports.files.sanitiser.elements import MOST_ATTRIBUTES, clean, pointers
from reports.files.sanitiser.fields import end_with_text, flatten_fields
from reports.files.sanitiser.schema import mend
from reports.files.sanitiser.svg import plain_svg

__all__ = ["Sanitised", "sanitised"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
_FONT = "odttf"


class Sanitised(Struct, frozen=True):
    """The bytes of a sanitised file, and sentences on what was left out of it that somebody would miss."""

    content: bytes
    notes: tuple[str, ...]


class _Kind(NamedTuple):
    """A kind of part: its root element, its name ("{}" is its number), and its content type."""

    root: str
    name: str
    type: str


_WORD, _SLIDES = f"{_OFFICE}.wordprocessingml", f"{_OFFICE}.presentationml"
_KINDS: Mapping[str, _Kind] = {
    "word": _Kind("w:document", "document", f"{_WORD}.document.main"),
    "styles": _Kind("w:styles", "styles", f"{_WORD}.styles"),
    "numbering": _Kind("w:numbering", "numbering", f"{_WORD}.numbering"),
    "settings": _Kind("w:settings", "settings", f"{_WORD}.settings"),
    "fontTable": _Kind("w:fonts", "fontTable", f"{_WORD}.fontTable"),
    "header": _Kind("w:hdr", "header{}", f"{_WORD}.header"),
    "footer": _Kind("w:ftr", "footer{}", f"{_WORD}.footer"),
    "powerpoint": _Kind("p:presentation", "presentation", f"{_SLIDES}.presentation.main"),
    "slideMaster": _Kind("p:sldMaster", "slideMasters/slideMaster{}", f"{_SLIDES}.slideMaster"),
    "slideLayout": _Kind("p:sldLayout", "slideLayouts/slideLayout{}", f"{_SLIDES}.slideLayout"),
    "theme": _Kind("a:theme", "theme/theme{}", f"{_OFFICE}.theme"),
}
"""The kinds of parts that are kept: the two main parts, and others by the last word of the relationship to them."""
_IMPLIED: Mapping[str, tuple[str, ...]] = {
    "word": ("styles", "numbering", "settings", "fontTable", "theme"),
    "powerpoint": ("theme",),
    "slideMaster": ("theme",),
}
"""By the kind of a part: the kinds of parts that it has by relationship alone, without an element that names it."""
_WHERE = {
    "header": "headers and footers",
    "footer": "headers and footers",
    "powerpoint": "text outside placeholders",
    "slideMaster": "the slide master",
    "slideLayout": 'the layout "{}"',
    "theme": "the theme",
}
"""The places for notes on what is left out, by the kind of the part."""
_MOST_SHOWN = 3
"""Wrong values that are shown of a part: often one fault is in many places."""
_LAYOUT, _MASTERS, _SAMPLES = full("p:cSld"), full("p:sldMasterIdLst"), f"{full('p:sldIdLst')}/*"


def sanitised(package: Package, master: int = 1) -> Sanitised:
    """The document without what runs, fetches or leads outside, as python-docx or python-pptx opens it.

    Of several slide masters, the one of the number `master` is kept.

    Changes the trees of the package. Raises Problems if a part is not what it must be.
    """
    return _Sanitising(package, master).done()


class _Sanitising(Struct):
    """Mutable state while a file is sanitised.

    `names` are the new names of parts by kind and old name ("" if a part does not stay), `waiting` the parts to be
    rewritten with the new part that leads to each, `missed` what somebody would miss, by place.
    """

    package: Package
    master: int = 1
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    waiting: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missed: dict[str, dict[str, None]] = field(default_factory=dict)

    def done(self) -> Sanitised:
        """The main part and all parts to which it leads, sanitised."""
        main = self._new_name(self.package.kind, self.package.main, "")
        for kind, part, owner in self.waiting:  # grows meanwhile
            self._rewrite(kind, part, owner)
        self.parts["_rels/.rels"] = _relations({main: "officeDocument"})
        rows = ((f"/{name}", name.rpartition(".")[2], type_) for name, type_ in self.types.items())
        self.parts["[Content_Types].xml"] = content_types(rows)
        missed = (f"left out of {where}: {', '.join(words)}" for where, words in self.missed.items() if words)
        return Sanitised(zipped(self.parts), (*self.notes, *missed))

    def _new_name(self, kind: str, part: str, owner: str) -> str:
        """The new name of a part; `owner` is the new part that leads to it. A picture or font is copied at once."""
        if (kind, part) not in self.names:
            if kind in _KINDS:
                self.counts[kind] += 1
                name = f"{self._folder}{_KINDS[kind].name.format(self.counts[kind])}.xml"
                self.types[name] = f"{_KINDS[kind].type}+xml"
                self.waiting.append((kind, part, owner))
            else:
                name = self._media(kind, part)
            self.names[kind, part] = name
        return self.names[kind, part]

    @property
    def _folder(self) -> str:
        return {"word": "word/", "powerpoint": "ppt/"}[self.package.kind]

    def _media(self, kind: str, part: str) -> str:
        """Copy a picture or font; its new name, or "" if its bytes are of no known kind."""
        ending = posixpath.splitext(part)[1].lower().lstrip(".")
        if ending not in (CONTENT_TYPES if kind == "image" else (_FONT,)):
            return ""
        content: bytes | None = self.package.bytes_of(part)
        if content and ending == "svg":
            content = plain_svg(content)
        elif content and kind == "image":
            shown = kind_of(content)
            ending = ending if shown and CONTENT_TYPES[shown] == CONTENT_TYPES[ending] else shown
        if not content or not ending:
            return ""
        self.counts[""] += 1
        name = f"{self._folder}{'media/image' if kind == 'image' else 'fonts/font'}{self.counts['']}.{ending}"
        self.parts[name] = content
        self.types[name] = CONTENT_TYPES[ending] if kind == "image" else f"{_OFFICE}.obfuscatedFont"
        return name

    def _rewrite(self, kind: str, part: str, owner: str) -> None:
        """Write a part anew, with relationships to the parts to which it leads."""
        root = self._root(kind, part)
        if kind == "powerpoint":
            self._keep_one_master(part, root)
        related = {id_: each for id_, each in self.package.relations(part).items() if self._stays(each)}
        self._note_missed(kind, root, clean(root, {id_: each.kind for id_, each in related.items()}))
        self._mend(part, root)
        new = self.names[kind, part]
        targets = {owner: "slideMaster"} if kind == "slideLayout" else {}
        numbers = {target: number for number, target in enumerate(targets, 1)}
        for element, attribute, id_ in pointers(root):
            target = self._new_name(related[id_].kind, related[id_].target, new)
            targets.setdefault(target, related[id_].kind)
            element.set(attribute, f"rId{numbers.setdefault(target, len(numbers) + 1)}")
        for implied in _IMPLIED.get(kind, ()):
            found = next((each.target for each in related.values() if each.kind == implied), None)
            if found:
                targets.setdefault(self._new_name(implied, found, new), implied)
        etree.cleanup_namespaces(root)
        self.parts[new] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if targets:
            folder, _, last = new.rpartition("/")
            self.parts[f"{folder}/_rels/{last}.rels"] = _relations(targets)

    def _mend(self, part: str, root: etree._Element) -> None:
        """Remove the wrong values of a part, and note them."""
        wrong, usable = mend(root)
        if not usable:
            self.package.fault(f'the file is damaged: "{part}" cannot be used with {wrong[-1]}', SAVE_AGAIN)
        if wrong:
            more = f" and {len(wrong) - _MOST_SHOWN} more" if len(wrong) > _MOST_SHOWN else ""
            self.notes.append(f'wrong values in "{part}" are left out: {", ".join(wrong[:_MOST_SHOWN])}{more}')

    def _stays(self, relation: Relation) -> bool:
        """Whether a relationship leads to a part that exists and is of a kind that is kept."""
        if relation.target not in self.package.names:
            return False
        is_media = relation.kind in ("image", "font")
        return bool(self._new_name(relation.kind, relation.target, "")) if is_media else relation.kind in _KINDS

    def _root(self, kind: str, part: str) -> etree._Element:
        """The root of a part, which must be of its kind."""
        root, wanted = self.package.xml(part), full(_KINDS[kind].root)
        if root is None or root.tag != wanted:
            named = etree.QName(wanted).localname
            self.package.fault(f'the file is damaged: "{part}" does not begin with the element "{named}"', SAVE_AGAIN)
        if any(len(element.attrib) > MOST_ATTRIBUTES for element in root.iter()):
            self.package.fault(f'"{part}" has elements with more attributes than an Office file has', SAVE_AGAIN)
        return root

    def _keep_one_master(self, part: str, root: etree._Element) -> None:
        """Keep one slide master; note that others, and sample slides, are left out."""
        listed, relations = root.find(_MASTERS), self.package.relations(part)
        masters: dict[str, etree._Element] = {}
        for each in list(listed) if listed is not None else ():
            relation = relations.get(each.get(full("r:id"), ""))
            if relation and relation.kind == "slideMaster" and relation.target in self.package.names:
                masters.setdefault(relation.target, each)
        if listed is not None:
            listed[:] = list(masters.values())[self.master - 1 :][:1] or list(masters.values())[:1]
        if len(masters) > 1:
            self.notes.append(
                f"the file has {len(masters)} slide masters: number {self.master} is used, the others are left out"
            )
        if slides := len(root.findall(_SAMPLES)):
            self.notes.append(f"the file's sample slides ({slides}) are left out")

    def _note_missed(self, kind: str, root: etree._Element, missed: list[str]) -> None:
        """Flatten the fields of a text, and note what somebody would miss in a part."""
        if kind in ("word", "header", "footer"):
            missed += ["fields that fetch something"] if flatten_fields(root) else []
            end_with_text(root)
        if kind in _WHERE:
            sheet = root.find(_LAYOUT)
            where = _WHERE[kind].format(sheet.get("name", "").strip() if sheet is not None else "")
            self.missed.setdefault(where, {}).update(dict.fromkeys(missed))


def _relations(targets: Mapping[str, str]) -> bytes:
    """A relationships part for these parts, by name, with the kind of each."""
    rows = enumerate(targets.items(), 1)
    return relationships((f"rId{n}", f"{SPACES['r']}/{kind}", f"/{target}", False) for n, (target, kind) in rows)
