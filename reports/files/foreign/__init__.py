"""Clean an organisation's own Office file, so that it can be opened and taken over: `cleaned`.

What runs, fetches, or leads outside is removed by name (`names`, `elements`, `fields`, `svg`); a part is kept only
if it is of a kind that a new document is made of, and gets a name, a content type and relationships of our own.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from reports.files.archive import SAVE_AGAIN, Package, Relation, open_package
from reports.files.foreign.elements import MOST_ATTRIBUTES, clean, pointers
from reports.files.foreign.fields import end_with_text, flatten_fields
from reports.files.foreign.names import PICTURES, SPACES, full
from reports.files.foreign.svg import plain_svg
from reports.files.package import content_types, zipped
from reports.files.pixels import kind_of

__all__ = ["Cleaned", "cleaned"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FONT = "odttf"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file without what does not stay: the package's bytes, and what a reader would miss of it, in sentences."""

    content: bytes
    told: tuple[str, ...]


_KINDS: Mapping[str, tuple[str, str, str]] = {
    "word": ("w:document", "word/document", "body"),
    "styles": ("w:styles", "word/styles", "docDefaults latentStyles style"),
    "numbering": ("w:numbering", "word/numbering", "numPicBullet abstractNum num numIdMacAtCleanup"),
    "settings": (
        "w:settings",
        "word/settings",
        "embedTrueTypeFonts saveSubsetFonts mirrorMargins defaultTabStop evenAndOddHeaders clrSchemeMapping",
    ),
    "fontTable": ("w:fonts", "word/fontTable", "font"),
    "header": ("w:hdr", "word/header{}", ""),
    "footer": ("w:ftr", "word/footer{}", ""),
    "powerpoint": ("p:presentation", "ppt/presentation", "sldMasterIdLst sldSz notesSz defaultTextStyle"),
    "slideMaster": ("p:sldMaster", "ppt/slideMasters/slideMaster{}", "cSld clrMap sldLayoutIdLst hf txStyles"),
    "slideLayout": ("p:sldLayout", "ppt/slideLayouts/slideLayout{}", "cSld clrMapOvr hf"),
    "theme": ("a:theme", "theme/theme{}", "themeElements objectDefaults extraClrSchemeLst custClrLst"),
}
"""The kinds of parts that are kept, by the last word of the relationship that leads to them, and the two main parts:
the element that each begins with, its name ("{}" is its number), and the children that it may have (all, if none)."""
_IMPLIED: Mapping[str, tuple[str, ...]] = {
    "word": ("styles", "numbering", "settings", "fontTable", "theme"),
    "powerpoint": ("theme",),
    "slideMaster": ("theme",),
}
"""By the kind of a part: the kinds of those to which only a relationship leads, and no element."""
_CALLED = {
    "powerpoint": "text outside placeholders",
    "slideMaster": "the slide master",
    "slideLayout": 'the layout "{}"',
    "theme": "the theme",
}
"""How a reader calls what such a part shows."""
_MARGINS, _STORIES = ("header", "footer"), ("word", "header", "footer")
_LAYOUT, _MASTERS, _SAMPLES = full("p:cSld"), full("p:sldMasterIdLst"), f"{full('p:sldIdLst')}/*"
_SAID = {
    "links": "a link",
    "pictures": "a linked picture or an embedded object",
    "objects": "a linked picture or an embedded object",
}
"""What is said of what is removed from slides, where there is another word for one of them."""


def cleaned(path: Path) -> Cleaned:
    """An organisation's .docx, .dotx, .pptx or .potx, without what runs, fetches or leads outside, as a document that
    python-docx or python-pptx opens. Raises Problems for what is none, or holds more than is read."""
    return clean_package(open_package(path))


def clean_package(package: Package) -> Cleaned:
    """The same of a file that is open already, whose trees are changed."""
    return _Cleaning(package).done()


@dataclass(slots=True)
class _Cleaning:
    """A file while it is cleaned: the new parts and their types, new names by kind and old name ("" for one that does
    not stay), parts that wait with what leads to them, what is told, and what headers and footers lose."""

    package: Package
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    waiting: list[tuple[str, str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def done(self) -> Cleaned:
        """Clean the main part and all to which it leads."""
        main = self._taken(self.package.kind, self.package.main, "")
        for kind, part, owner in self.waiting:  # it grows while it is read
            self._clean(kind, part, owner)
        self.parts["_rels/.rels"] = _relations({main: "officeDocument"})
        rows = ((f"/{name}", name.rpartition(".")[2], type_) for name, type_ in self.types.items())
        self.parts["[Content_Types].xml"] = content_types(rows)
        if self.lost:
            lost = ", ".join(dict.fromkeys(self.lost))
            self.told.append(f"left out of headers and footers: {lost}; text stays, and what a field shows")
        return Cleaned(zipped(self.parts), tuple(dict.fromkeys(self.told)))

    def _taken(self, kind: str, part: str, owner: str) -> str:
        """The new name of a part, which is to be cleaned if it is XML; `owner` is the new part that leads to it."""
        if (kind, part) not in self.names:
            self.names[kind, part] = self._media(kind, part) if kind in ("image", "font") else self._sheet(kind, part)
            if kind in _KINDS:
                self.waiting.append((kind, part, owner))
        return self.names[kind, part]

    @property
    def _folder(self) -> str:
        return {"word": "word/", "powerpoint": "ppt/"}[self.package.kind]

    def _sheet(self, kind: str, part: str) -> str:
        self.counts[kind] += 1
        folder = self._folder if kind == "theme" else ""
        name = f"{folder}{_KINDS[kind][1].format(self.counts[kind])}.xml"
        space = {"word/": ".wordprocessingml", "ppt/": ".presentationml"}[self._folder] if kind != "theme" else ""
        stem = {"word": "document.main", "powerpoint": "presentation.main"}.get(kind, kind)
        self.types[name] = f"{_OFFICE}{space}.{stem}+xml"
        return name

    def _media(self, kind: str, part: str) -> str:
        """Carry a picture or font along, if it is one as its bytes show it."""
        ending = posixpath.splitext(part)[1].lower().lstrip(".")
        if ending not in (PICTURES if kind == "image" else (_FONT,)):
            return ""
        content: bytes | None = self.package.bytes_of(part)
        if content and ending == "svg":
            content = plain_svg(content)
        elif content and kind == "image":
            shown = kind_of(content)
            ending = ending if shown and PICTURES[shown] == PICTURES[ending] else shown
        if not content or not ending:
            return ""
        self.counts[""] += 1
        name = f"{self._folder}{'media/image' if kind == 'image' else 'fonts/font'}{self.counts['']}.{ending}"
        self.parts[name] = content
        self.types[name] = PICTURES[ending] if kind == "image" else f"{_OFFICE}.obfuscatedFont"
        return name

    def _clean(self, kind: str, part: str, owner: str) -> None:
        """Write the part anew, with relationships to what it leads to."""
        root = self._root(kind, part)
        if kind == "powerpoint":
            self._tell_of_slides(part, root)
        leads = {id_: each for id_, each in self.package.relations(part).items() if self._stays(each)}
        self._miss(kind, root, clean(root, {id_: each.kind for id_, each in leads.items()}))
        prefix, allowed = _KINDS[kind][0].partition(":")[0], _KINDS[kind][2].split()
        for child in list(root) if allowed else ():
            if child.tag not in {full(f"{prefix}:{name}") for name in allowed}:
                root.remove(child)
        new = self.names[kind, part]
        targets = {owner: "slideMaster"} if kind == "slideLayout" else {}
        for element, attribute, id_ in pointers(root):
            target = self._taken(leads[id_].kind, leads[id_].target, new)
            targets.setdefault(target, leads[id_].kind)
            element.set(attribute, f"rId{list(targets).index(target) + 1}")
        for implied in _IMPLIED.get(kind, ()):
            found = next((each.target for each in leads.values() if each.kind == implied), None)
            if found:
                targets.setdefault(self._taken(implied, found, new), implied)
        etree.cleanup_namespaces(root)
        self.parts[new] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if targets:
            folder, _, last = new.rpartition("/")
            self.parts[f"{folder}/_rels/{last}.rels"] = _relations(targets)

    def _stays(self, leads: Relation) -> bool:
        """Whether what a relationship leads to is there, and of a kind that is kept."""
        is_media = leads.kind in ("image", "font")
        return leads.target in self.package.names and (
            bool(self._taken(leads.kind, leads.target, "")) if is_media else leads.kind in _KINDS
        )

    def _root(self, kind: str, part: str) -> etree._Element:
        """The root of a part, which must be of its kind."""
        root, wanted = self.package.xml(part), full(_KINDS[kind][0])
        if root is None or root.tag != wanted:
            named = etree.QName(wanted).localname
            self.package.fault(f'the file is damaged: "{part}" does not begin with the element "{named}"', SAVE_AGAIN)
        if any(len(element.attrib) > MOST_ATTRIBUTES for element in root.iter()):
            self.package.fault(f'"{part}" has elements with more attributes than an Office file has', SAVE_AGAIN)
        return root

    def _tell_of_slides(self, part: str, root: etree._Element) -> None:
        """Leave the first master alone, and say so; say how many sample slides are left out."""
        listed, relations = root.find(_MASTERS), self.package.relations(part)
        masters: dict[str, etree._Element] = {}
        for each in list(listed) if listed is not None else ():
            leads = relations.get(each.get(full("r:id"), ""))
            if leads and leads.kind == "slideMaster" and leads.target in self.package.names:
                masters.setdefault(leads.target, each)
        if listed is not None:
            listed[:] = list(masters.values())[:1]
        if len(masters) > 1:
            self.told.append(
                f"the template has {len(masters)} slide masters: the first is used, the others are left out"
            )
        if slides := len(root.findall(_SAMPLES)):
            self.told.append(f"the template's sample slides ({slides}) are left out")

    def _miss(self, kind: str, root: etree._Element, missed: list[str]) -> None:
        """Clean the text of a part, and note what of it a reader misses."""
        if kind in _STORIES:
            missed += ["fields that fetch something"] if flatten_fields(root) else []
            end_with_text(root)
        sheet = root.find(_LAYOUT)
        called = _CALLED.get(kind, "").format(sheet.get("name", "").strip() if sheet is not None else "")
        if kind in _MARGINS:
            self.lost += missed
        elif called:
            self.told += [
                f"{_SAID.get(what, what)} on {called} {'is' if what in _SAID else 'are'} left out" for what in missed
            ]


def _relations(targets: Mapping[str, str]) -> bytes:
    """The relationships to parts, by their names, of these kinds."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{SPACES["r"]}/{kind}" Target="/{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{declaration}<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'.encode()
