"""Save packages of python-docx and python-pptx with the same bytes each time; replace parts of other packages."""

from __future__ import annotations

import copy
import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reports.files.xml_text import element, encoded

if TYPE_CHECKING:
    import docx.document
    import docx.opc.package
    import docx.opc.part
    import docx.opc.rel
    import pptx.opc.package
    import pptx.presentation

    Package = docx.opc.package.OpcPackage | pptx.opc.package.OpcPackage
    Part = docx.opc.part.Part | pptx.opc.package.Part
    Related = docx.opc.rel.Relationships | pptx.opc.package._Relationships
    Relation = docx.opc.rel._Relationship | pptx.opc.package._Relationship

_FIRST = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest date in a zip file
_SYSTEM, _MODE = 3, 0o644 << 16
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # how files begin that Office protects with a password
_STORED = (".png", ".jpg", ".jpeg", ".gif")  # compressed already
_LEVEL = 3  # takes half as long as zlib's default of 6, for files that are 5 % larger
_HEADER = struct.Struct("<26xHH")  # a local header: the lengths of its name and of its extra field are last
_SIZES_FOLLOW = 0x08  # the flag of an entry whose sizes follow its content
_NO_ZIP = (zipfile.BadZipFile, ValueError, NotImplementedError)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"


def saved(package: docx.document.Document | pptx.presentation.Presentation | Package) -> bytes:
    """The bytes of a document, a presentation or a package, the same each time."""
    return zipped(contents_of(package))


def contents_of(package: docx.document.Document | pptx.presentation.Presentation | Package) -> dict[str, bytes]:
    """The content of each part that relationships lead to, directly or through other parts, by its name."""
    opened: Package = package.part.package if hasattr(package, "part") else package
    related = opened._rels if hasattr(opened, "_rels") else opened.rels  # python-pptx, python-docx
    contents: dict[str, bytes] = {}
    parts: dict[Part, None] = {}
    waiting: list[tuple[str, Related]] = [("_rels/.rels", related)]
    while waiting:
        name, related = waiting.pop()
        relations: list[Relation] = list(related.values())
        if relations:
            contents[name] = relationships((r.rId, r.reltype, r.target_ref, r.is_external) for r in relations)
        for relation in relations:
            if not relation.is_external and (part := relation.target_part) not in parts:
                parts[part] = None
                contents[part.partname.membername] = part.blob
                waiting.append((part.partname.rels_uri.membername, part.rels))
    types = content_types((part.partname, part.partname.ext, part.content_type) for part in parts)
    return {**contents, _FIRST: types}


def relationships(relations: Iterable[tuple[str, str, str, bool]]) -> bytes:
    """The part that lists relationships (id, type, target, whether that is outside the package).

    Both libraries would build a tree for it.
    """
    entries = (
        element(
            "Relationship",
            {"Id": id_, "Type": type_, "Target": target, "TargetMode": "External" if is_external else None},
        )
        for id_, type_, target, is_external in relations
    )
    return encoded(element("Relationships", {"xmlns": _RELATED}, *entries))


def content_types(parts: Iterable[tuple[str, str, str]]) -> bytes:
    """[Content_Types].xml for parts (name, ending, type): one entry for all parts of an ending if they have one type.

    Parts that end in "xml" have an entry each.
    """
    known = sorted(parts)
    by_ending: dict[str, set[str]] = {}
    for _, ending, type_ in known:
        by_ending.setdefault(ending.lower(), set()).add(type_)
    defaults = {ending: next(iter(types)) for ending, types in by_ending.items() if len(types) == 1}
    defaults |= {"rels": _RELATIONSHIPS, "xml": "application/xml"}
    entries = [
        element("Default", {"Extension": ending, "ContentType": type_}) for ending, type_ in sorted(defaults.items())
    ]
    entries += [
        element("Override", {"PartName": name, "ContentType": type_})
        for name, ending, type_ in known
        if defaults.get(ending.lower()) != type_
    ]
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{declaration}<Types xmlns="{_TYPES}">{"".join(entries)}</Types>'.encode()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The package of these parts, content types first, then sorted by name (ECMA-376 part 2)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=_order):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = _SYSTEM
            entry.external_attr = _MODE
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name], compresslevel=_LEVEL)
    return buffer.getvalue()


def repacked(content: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """A zip file with the parts in `changes` replaced, added at the end or, where they are None, taken out.

    All other entries keep their packed bytes, dates and order. The zip file is one that `files.archive` has opened.
    """
    buffer, waiting = io.BytesIO(), dict(changes)
    with zipfile.ZipFile(io.BytesIO(content)) as former, zipfile.ZipFile(buffer, "w") as archive:
        for entry in former.infolist():
            if entry.filename not in waiting:
                _copy_packed(entry, content, archive, buffer)
            elif (new := waiting.pop(entry.filename)) is not None:
                archive.writestr(_plain_entry(entry), new, compresslevel=_LEVEL)
        for name, added in waiting.items():
            if added is not None:
                entry = zipfile.ZipInfo(name, _DATE)
                entry.create_system, entry.external_attr = _SYSTEM, _MODE
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, added, compresslevel=_LEVEL)
    return buffer.getvalue()


def _copy_packed(entry: zipfile.ZipInfo, content: bytes, archive: zipfile.ZipFile, file: io.BytesIO) -> None:
    """Add an entry of the zip file `content`, as it is packed, to `archive`, which is written to `file`."""
    name, extra = _HEADER.unpack_from(content, entry.header_offset)
    start = entry.header_offset + _HEADER.size + name + extra
    added = _plain_entry(entry)
    added.header_offset = file.tell()
    file.write(added.FileHeader())
    file.write(memoryview(content)[start : start + entry.compress_size])
    archive.filelist.append(added)
    archive.NameToInfo[added.filename] = added
    archive.start_dir = file.tell()


def _plain_entry(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry without extra fields, which Office files need none of; its sizes are in its header."""
    plain = copy.copy(entry)
    plain.flag_bits &= ~_SIZES_FOLLOW
    plain.extra = b""
    return plain


def _order(name: str) -> tuple[bool, str]:
    """The key by which the entries of a package are sorted."""
    return name != _FIRST, name


def is_package(path: Path) -> bool:
    """Whether a file can be opened as a package; what a password protects, in a container of another kind, can."""
    try:
        with path.open("rb") as file:
            if file.read(len(_COMPOUND)) == _COMPOUND:
                return True
        with zipfile.ZipFile(path) as archive:
            return _FIRST in archive.namelist()
    except _NO_ZIP:
        return False


def is_saved_package(path: Path) -> bool:
    """Whether a file has the order, dates and modes that `zipped` gives its entries, and other programs do not."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except _NO_ZIP:
        return False
    names = [entry.filename for entry in entries]
    own = {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries}
    return own == {(_DATE, _SYSTEM, _MODE)} and names == sorted(names, key=_order)
