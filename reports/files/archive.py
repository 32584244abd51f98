"""Open Office files of any origin: parts as parsed XML, with bounds on sizes; no macros, no entities."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from lxml import etree
from msgspec import Struct, field

from reports.diagnostics import Diagnostic, Place, Problems
from reports.files.bounded import Unreadable, bytes_of
from reports.files.namespaces import full

MOST_PACKED = 100_000_000
MOST_UNPACKED = 500_000_000
MOST_IN_PART = 40_000_000
MOST_ENTRIES = 20_000
MOST_READ = 3_000_000
"""The most elements and attributes that are read from a file; an element counts once for each reference to it."""

_ENCODING = re.compile(rb"[^<]*<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_STRICT = "http://purl.oclc.org/ooxml/"
_PACKED_OLD = b"\xd0\xcf\x11\xe0"
SAVE_AGAIN = "open and save it in the program that made it"
_LESS = "take out what is not needed, and save it again"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What reading a damaged or encrypted archive raises."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways in which an Office file may be packed (ECMA-376 part 2, annex C)."""


class Wanted(NamedTuple):
    """What a file should be: the kinds by the roots of their main parts, and the words for them in complaints."""

    kinds: dict[str, str]
    programs: str
    endings: tuple[str, ...]

    @property
    def is_none(self) -> str:
        return f"this is no {self.programs} file"

    @property
    def only(self) -> str:
        return f"only {' and '.join(self.endings)} files can be read"


OFFICE = Wanted(
    {full("w:document"): "word", full("p:presentation"): "powerpoint"}, "Word or PowerPoint", (".docx", ".pptx")
)
WORKBOOK = Wanted({full("x:workbook"): "workbook"}, "Excel", (".xlsx",))


class Relation(Struct, frozen=True):
    """A relationship to another part: the last word of its kind, and the part's name."""

    kind: str
    target: str


class Package(Struct):
    """An opened file. `main` is the name of the document's part; parts are read when needed."""

    path: str
    content: bytes
    archive: zipfile.ZipFile
    names: frozenset[str]
    kind: str = ""
    main: str = ""
    unpacked: int = 0
    read: int = 0
    trees: dict[str, etree._Element] = field(default_factory=dict)
    related_to: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def fault(self, message: str, hint: str) -> NoReturn:
        raise Problems([Diagnostic(message, Place(self.path), hint)])

    def spend(self, count: int = 1) -> None:
        """Count elements and attributes that are read. Raises Problems if they are too many."""
        self.read += count
        if self.read > MOST_READ:
            self.fault("the file is too large: it has too many elements", _LESS)

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part; None if there is no such part."""
        if name not in self.names:
            return None
        if name not in self.trees:
            content = self._read(name)
            # Every element and attribute has such a sign; counted before the parser takes memory for them.
            self.spend(content.count(b"<") - content.count(b"</") + content.count(b"="))
            root = parsed(content) if _is_countable(content) else None
            if root is None or root.getroottree().docinfo.internalDTD is not None:
                message = f'the file is damaged: "{name}" is no XML that may be read, or declares entities or a type'
                self.fault(message, SAVE_AGAIN)
            self.trees[name] = root
        return self.trees[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """The relationships of a part to parts of the file, by id."""
        if name in self.related_to:
            return self.related_to[name]
        folder, _, last = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels")
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            target = element.get("Target", "")
            if not isinstance(element.tag, str) or element.get("TargetMode") == "External" or not target:
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], path)
        self.related_to[name] = found
        return found

    def related(self, name: str, kind: str) -> Iterator[str]:
        """The names of the parts of a kind that a part is related to."""
        return (relation.target for relation in self.relations(name).values() if relation.kind == kind)

    def related_xml(self, name: str, kind: str) -> Iterator[etree._Element]:
        """The roots of the parts of a kind that a part is related to and that exist."""
        for target in self.related(name, kind):
            root = self.xml(target)
            if root is not None:
                yield root

    def bytes_of(self, name: str) -> bytes:
        """The content of a part as it is; a fault if there is no such part."""
        if name not in self.names:
            self.fault(f'the file is damaged: there is no part "{name}"', SAVE_AGAIN)
        return self._read(name)

    def _read(self, name: str) -> bytes:
        try:
            with self.archive.open(name) as entry:
                content = entry.read(MOST_IN_PART + 1)
        except _BROKEN:
            self.fault(f'the file is damaged: "{name}" cannot be read', SAVE_AGAIN)
        self.unpacked += len(content)
        if len(content) > MOST_IN_PART or self.unpacked > MOST_UNPACKED:
            self.fault(f'the file is too large: "{name}" exceeds the limit when unpacked', _LESS)
        return content


def _is_countable(content: bytes) -> bool:
    """Whether XML is in an encoding that writes the signs of elements as ASCII or UTF-16 do."""
    declared = _ENCODING.match(content[:1000])
    is_marked = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    return (is_marked and (declared is None or declared[1].lower() in _ENCODINGS)) or content[:2] in _UTF_16


def parsed(content: bytes) -> etree._Element | None:
    """The root of XML without comments; None if it is no XML or declares entities."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    declared = root.getroottree().docinfo.internalDTD
    return None if declared is not None and list(declared.iterentities()) else root  # type: ignore[union-attr]


def open_package(path: Path) -> Package:
    """The opened file. Raises Problems, with one complaint, if it is no sound .docx or .pptx."""
    return opened(read_file(path, str(path)), str(path), OFFICE)


def opened(content: bytes, path: str, wanted: Wanted) -> Package:
    """The opened file, called `path` in complaints. Raises Problems, with one complaint, if it is not a sound one."""
    package = _archive(content, path, wanted)
    ordinary = " or ".join(wanted.endings)
    if any(posixpath.basename(name).lower() == "vbaproject.bin" for name in package.names):
        package.fault("the file holds macros and is not read", f"save it as {ordinary}, without macros")
    package.main = next(package.related("", "officeDocument"), "") if "_rels/.rels" in package.names else ""
    root = package.xml(package.main)
    tag = str(root.tag) if root is not None else ""
    if tag.startswith(f"{{{_STRICT}"):
        package.fault("the file is saved as Strict Open XML", f"save it as an ordinary {ordinary}")
    package.kind = wanted.kinds.get(tag, "")
    if not package.kind:
        package.fault(wanted.is_none, wanted.only)
    return package


def embedded(package: Package, name: str, wanted: Wanted) -> Package:
    """The file in a part of this name; it counts on from what was read of the package. Raises Problems."""
    inner = opened(package.bytes_of(name), package.path, wanted)
    inner.read += package.read
    inner.unpacked += package.unpacked
    return inner


def read_file(path: Path, shown: str) -> bytes:
    """The bytes of a file, called `shown` in complaints. Raises Problems if it cannot be read or is too large."""
    try:
        return bytes_of(path, MOST_PACKED)
    except Unreadable as error:
        raise Problems([Diagnostic(f"the file {error}", Place(shown), error.hint)]) from None


def _archive(content: bytes, path: str, wanted: Wanted) -> Package:
    place = Place(path)
    if content.startswith(_PACKED_OLD):
        hint = f"take the password away, or save it as {' or '.join(wanted.endings)}"
        raise Problems([Diagnostic("the file has a password, or is of an old Office format", place, hint)])
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise Problems([Diagnostic(wanted.is_none, place, f"{wanted.only}; this one may be cut off")]) from None
    entries = archive.infolist()
    names = frozenset(entry.filename for entry in entries)
    package = Package(path, content, archive, names)
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        package.fault("the file exceeds the limit when unpacked", _LESS)
    if len(names) < len(entries):
        package.fault("the file is damaged: it holds a part twice", SAVE_AGAIN)
    if any(entry.compress_type not in _PACKED for entry in entries):
        package.fault("the file uses a compression that Office files never use", SAVE_AGAIN)
    return package
