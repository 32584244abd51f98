"""Clean an organisation's own Office file, so that it can be opened and taken over: `cleaned`.

What runs, fetches, or leads outside is removed by name (`names`, `elements`, `fields`, `svg`); a part is kept only
if it is of a kind that a new document is made of, and gets a name, a content type and relationships of our own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from reports.foreign.elements import MOST_ATTRIBUTES, clean, pointers
from reports.foreign.fields import end_with_text, flatten_fields
from reports.foreign.names import SPACES, full
from reports.foreign.pictures import PICTURES, Picture, Pictures
from reports.opening import SAVE_AGAIN, Package, Relation, open_package
from reports.package import zipped

__all__ = ["Cleaned", "cleaned"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD, _SLIDES = f"{_OFFICE}.wordprocessingml", f"{_OFFICE}.presentationml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
FONT, FONT_TYPE = "odttf", f"{_OFFICE}.obfuscatedFont"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file without what does not stay: the package's bytes, and what a reader would miss of it, in sentences."""

    content: bytes
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of part: the element that it begins with, the children that this may have (all, if none are named), the
    part's name ("{}" is its number), its content type, and how a reader calls it ("" if nothing of it is seen)."""

    root: str
    children: frozenset[str]
    path: str
    type: str
    called: str = ""


def _kind(root: str, children: str, path: str, type_: str, called: str = "") -> _Kind:
    prefix = root.partition(":")[0]
    return _Kind(
        full(root), frozenset(full(f"{prefix}:{each}") for each in children.split()), path, f"{type_}+xml", called
    )


_KINDS: Mapping[str, _Kind] = {
    "word": _kind("w:document", "body", "word/document.xml", f"{_WORD}.document.main"),
    "styles": _kind("w:styles", "docDefaults latentStyles style", "word/styles.xml", f"{_WORD}.styles"),
    "numbering": _kind(
        "w:numbering", "numPicBullet abstractNum num numIdMacAtCleanup", "word/numbering.xml", f"{_WORD}.numbering"
    ),
    "settings": _kind(
        "w:settings",
        "embedTrueTypeFonts saveSubsetFonts mirrorMargins defaultTabStop evenAndOddHeaders clrSchemeMapping",
        "word/settings.xml",
        f"{_WORD}.settings",
    ),
    "fontTable": _kind("w:fonts", "font", "word/fontTable.xml", f"{_WORD}.fontTable"),
    "header": _kind("w:hdr", "", "word/header{}.xml", f"{_WORD}.header", "headers and footers"),
    "footer": _kind("w:ftr", "", "word/footer{}.xml", f"{_WORD}.footer", "headers and footers"),
    "powerpoint": _kind(
        "p:presentation",
        "sldMasterIdLst sldSz notesSz defaultTextStyle",
        "ppt/presentation.xml",
        f"{_SLIDES}.presentation.main",
        "text outside placeholders",
    ),
    "slideMaster": _kind(
        "p:sldMaster",
        "cSld clrMap sldLayoutIdLst hf txStyles",
        "ppt/slideMasters/slideMaster{}.xml",
        f"{_SLIDES}.slideMaster",
        "the slide master",
    ),
    "slideLayout": _kind(
        "p:sldLayout",
        "cSld clrMapOvr hf",
        "ppt/slideLayouts/slideLayout{}.xml",
        f"{_SLIDES}.slideLayout",
        'the layout "{}"',
    ),
    "theme": _kind(
        "a:theme",
        "themeElements objectDefaults extraClrSchemeLst custClrLst",
        "theme/theme{}.xml",
        f"{_OFFICE}.theme",
        "the theme",
    ),
}
"""The kinds of parts that are kept, by the last word of the relationship that leads to them, and the two main parts."""
_IMPLIED: Mapping[str, tuple[str, ...]] = {
    "word": ("styles", "numbering", "settings", "fontTable", "theme"),
    "powerpoint": ("theme",),
    "slideMaster": ("theme",),
}
"""By the kind of a part: the kinds of those to which only a relationship leads, and no element."""
_STORIES = frozenset(("word", "header", "footer"))
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
    return _Cleaning(package, Pictures(package)).done()


@dataclass(slots=True)
class _Cleaning:
    """A file while it is cleaned: the new parts and their types, new names by old part and kind, what is missed."""

    package: Package
    pictures: Pictures
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    waiting: list[tuple[str, str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def done(self) -> Cleaned:
        """Clean the main part and all to which it leads."""
        main = self._take(self.package.main, self.package.kind, "")
        for part, kind, owner in self.waiting:  # it grows while it is read
            self._clean(part, kind, owner)
        self.parts["_rels/.rels"] = _relations([("rId1", "officeDocument", main)])
        self.parts["[Content_Types].xml"] = _content_types(self.types)
        if self.lost:
            lost = ", ".join(dict.fromkeys(self.lost))
            self.told.append(f"left out of headers and footers: {lost}; text stays, and what a field shows")
        return Cleaned(zipped(self.parts), tuple(dict.fromkeys(self.told)))

    def _take(self, part: str, kind: str, owner: str) -> str:
        """The new name of a part of a kind, which is to be cleaned; `owner` is the new part that leads to it."""
        if (part, kind) not in self.names:
            self.counts[kind] += 1
            folder = {"word": "word/", "powerpoint": "ppt/"}[self.package.kind] if kind == "theme" else ""
            name = folder + _KINDS[kind].path.format(self.counts[kind])
            self.names[part, kind], self.types[name] = name, _KINDS[kind].type
            self.waiting.append((part, kind, owner))
        return self.names[part, kind]

    def _carry(self, part: str, ending: str, content: bytes) -> str:
        """The new name of a picture or font."""
        if (part, "") not in self.names:
            self.counts[""] += 1
            folder = {"word": "word", "powerpoint": "ppt"}[self.package.kind]
            name = f"{folder}/{'fonts/font' if ending == FONT else 'media/image'}{self.counts['']}.{ending}"
            self.names[part, ""], self.parts[name] = name, content
            self.types[f".{ending}"] = FONT_TYPE if ending == FONT else PICTURES[ending]
        return self.names[part, ""]

    def _clean(self, part: str, kind: str, owner: str) -> None:
        """Write the part anew, with relationships to what it leads to."""
        root = self.package.root(part, _KINDS[kind].root)
        assert root is not None  # only parts that are there are taken
        if any(len(element.attrib) > MOST_ATTRIBUTES for element in root.iter()):
            self.package.fault(f'"{part}" has elements with more attributes than an Office file has', SAVE_AGAIN)
        if kind == "powerpoint":
            self._tell_of_slides(part, root)
        relations = {
            id_: each for id_, each in self.package.relations(part).items() if each.target in self.package.names
        }
        media = {**self.pictures.of(part), **self._fonts(relations)}
        kinds = {id_: each.kind for id_, each in relations.items() if each.kind in _KINDS}
        carried = {id_: "font" if each.ending == FONT else "image" for id_, each in media.items()}
        self._miss(kind, root, clean(root, {**kinds, **carried}))
        for child in list(root):
            if _KINDS[kind].children and child.tag not in _KINDS[kind].children:
                root.remove(child)
        new = self.names[part, kind]
        targets = {owner: "slideMaster"} if kind == "slideLayout" else {}
        for element, attribute, id_ in pointers(root):
            if id_ in media:
                target = self._carry(media[id_].part, media[id_].ending, media[id_].content)
            else:
                target = self._take(relations[id_].target, kinds[id_], new)
            targets.setdefault(target, carried.get(id_) or kinds[id_])
            element.set(attribute, f"rId{list(targets).index(target) + 1}")
        for implied in _IMPLIED.get(kind, ()):
            leads = next((each.target for each in relations.values() if each.kind == implied), None)
            if leads:
                targets.setdefault(self._take(leads, implied, new), implied)
        etree.cleanup_namespaces(root)
        self.parts[new] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if targets:
            folder, _, last = new.rpartition("/")
            rows = ((f"rId{number}", known, target) for number, (target, known) in enumerate(targets.items(), 1))
            self.parts[f"{folder}/_rels/{last}.rels"] = _relations(rows)

    def _fonts(self, relations: Mapping[str, Relation]) -> dict[str, Picture]:
        return {
            id_: Picture(each.target, FONT, self.package.bytes_of(each.target))
            for id_, each in relations.items()
            if each.kind == "font" and each.target.lower().endswith(f".{FONT}")
        }

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
        called = _KINDS[kind].called.format(sheet.get("name", "").strip() if sheet is not None else "")
        if kind in ("header", "footer"):
            self.lost += missed
        elif called:
            self.told += [
                f"{_SAID.get(what, what)} on {called} {'is' if what in _SAID else 'are'} left out" for what in missed
            ]


def _relations(rows: Iterable[tuple[str, str, str]]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})  # type: ignore[dict-item]
    for id_, kind, target in rows:
        made = {"Id": id_, "Type": f"{SPACES['r']}/{kind}", "Target": f"/{target}"}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", made)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _content_types(types: Mapping[str, str]) -> bytes:
    """The part that says each part's type; those that begin with a dot are of all parts with such an ending."""
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})  # type: ignore[dict-item]
    usual = {".rels": "application/vnd.openxmlformats-package.relationships+xml", ".xml": "application/xml"}
    for name, type_ in sorted({**usual, **types}.items()):
        if name.startswith("."):
            etree.SubElement(root, f"{{{_TYPES}}}Default", {"Extension": name[1:], "ContentType": type_})
        else:
            etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": type_})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
