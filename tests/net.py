"""Compare what two states of the code build: `python tests/net.py build DIR`, `python tests/net.py compare DIR_A DIR_B`.

`build` runs the code of the current folder on the built-in workspace (all audiences and languages), on tests/library
and on five imported references, and keeps the .docx and .pptx files in DIR. `compare` matches the parts of each file
by the relationships that lead to them and compares them in canonical form: prefixes, the order of attributes, ids of
relationships and names of parts do not count. Nothing of `reports` is imported here.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

ORGANISATIONS = ("aagi.pptx", "wdfw.pptx", "aagi-short.docx")
"""Templates of organisations, imported where the folder with them is given."""

KINDS = ("file", "xml", "binary", "relationship", "lost part", "added part", "content type", "unreachable", "part name")
"""Kinds of differences; "part name" counts only if asked for."""

_OFFICE = "http://schemas.openxmlformats.org/"
_PREFIXES = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2000/svg": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.microsoft.com/office/powerpoint/2010/main": "p14",
    "http://schemas.microsoft.com/office/drawing/2010/main": "a14",
    "http://schemas.microsoft.com/office/drawing/2016/SVG/main": "asvg",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_OFFICE}presentationml/2006/main": "p",
    f"{_OFFICE}drawingml/2006/main": "a",
    f"{_OFFICE}drawingml/2006/picture": "pic",
    f"{_OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_OFFICE}officeDocument/2006/extended-properties": "ep",
    f"{_OFFICE}officeDocument/2006/custom-properties": "cust",
    f"{_OFFICE}officeDocument/2006/docPropsVTypes": "vt",
    f"{_OFFICE}package/2006/metadata/core-properties": "cp",
}
_COMPATIBILITY = ("mc:Ignorable", "mc:ProcessContent", "mc:MustUnderstand", "Requires")
"""Attributes whose values are prefixes of namespaces."""
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
)
_LINES_TO_ALIGN = 25_000_000
"""Above this product of two numbers of lines a piece is shown as replaced, not aligned."""


# --- building --------------------------------------------------------------------------------------------------------


def build(out: Path, *, organisations: Path | None = None, only: Sequence[str] = ()) -> list[str]:
    """Build all sets into `out` with the code of the current folder; return what failed."""
    root = Path.cwd()
    if not (root / "reports").is_dir():
        raise SystemExit("run this where the folder reports/ is")
    trouble: list[str] = []
    with tempfile.TemporaryDirectory(prefix="net-") as temporary:
        for name, reference in _sets(root, Path(temporary), organisations):
            if only and not any(fnmatchcase(name, pattern) for pattern in only):
                continue
            if callable(reference):
                reference = reference()
            if reference is not None and not reference.is_file():
                print(f"{name}: skipped, {reference} is not there", file=sys.stderr)
                continue
            shutil.rmtree(out / name, ignore_errors=True)
            try:
                _build_set(root, Path(temporary), name, reference, out / name)
            except subprocess.CalledProcessError as failure:
                trouble.append(f"{name}: {' '.join(failure.cmd[2:])} failed\n{failure.stdout}{failure.stderr}")
    return trouble


def _sets(
    root: Path, temporary: Path, organisations: Path | None
) -> Iterator[tuple[str, Path | Callable[[], Path] | None]]:
    """Names of sets, and the reference each is built on."""
    sys.path.insert(0, str(root / "tests"))
    import letterheads
    import templates_of_others

    yield "journey", None
    yield "library", None
    yield "import-wide.pptx", lambda: templates_of_others.wide(temporary / "wide.pptx", dark=True)
    yield "import-letterhead.docx", lambda: letterheads.first_page(temporary / "letterhead.docx")
    for name in ORGANISATIONS:
        yield f"import-{name}", (organisations or Path("organisations")) / name


def _build_set(root: Path, temporary: Path, name: str, reference: Path | None, out: Path) -> None:
    """Build one set: all audiences and languages of a workspace, or the general audience on an imported reference."""
    workspace = temporary / name

    def run(*arguments: str) -> None:
        command = [sys.executable, "-m", "reports", *arguments]
        subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)

    if name == "library":
        for folder in ("seeds", "templates"):
            shutil.copytree(root / "tests/library" / folder, workspace / folder)
    else:
        run("init", str(workspace), "--example", "journey")
    wanted = ["--workspace", str(workspace)]
    if reference is not None:
        run("brand", "import", str(reference), *wanted)
        run("build", *wanted)
    else:
        run("build", "--all-audiences", *wanted)
        if name == "journey":
            run("build", "--all-audiences", "--language", "vi-en", *wanted)
    for file in _files(workspace / "out"):
        (out / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(workspace / "out" / file, out / file)


def _files(folder: Path) -> list[str]:
    """The .docx and .pptx files of a folder; folders with a dot are left out."""
    found = [
        path.relative_to(folder)
        for ending in ("docx", "pptx")
        for path in folder.rglob(f"*.{ending}")
        if path.is_file()
    ]
    return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


# --- canonical form --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ignored:
    """Differences that do not count: whole kinds, and elements, wrappers and attributes of XML (patterns of names)."""

    kinds: tuple[tuple[str, str], ...] = ()
    elements: tuple[str, ...] = ()
    wrappers: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()

    @classmethod
    def parse(cls, words: Iterable[str]) -> Ignored:
        """From words such as "content type", "xml:docProps/*", "element:w:sdtPr", "wrapper:w:sdt", "attribute:wp:docPr@id"."""
        found: dict[str, list[Any]] = defaultdict(list)
        for word in words:
            kind, _, pattern = word.partition(":")
            if kind in ("element", "wrapper", "attribute") and pattern:
                found[kind].append(pattern)
            elif kind in KINDS:
                found["kind"].append((kind, pattern or "*"))
            else:
                raise SystemExit(f"cannot ignore {word!r}: element:, wrapper:, attribute: or one of {', '.join(KINDS)}")
        return cls(*(tuple(found[name]) for name in ("kind", "element", "wrapper", "attribute")))

    def covers(self, difference: Difference) -> bool:
        return any(k == difference.kind and fnmatchcase(difference.part, p) for k, p in self.kinds)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


@dataclass(frozen=True)
class Node:
    """An element in canonical form: its start tag, its text, what is in it."""

    tag: str
    start: str
    text: str = ""
    children: tuple[Node, ...] = ()

    @cached_property
    def digest(self) -> bytes:
        inner = b"".join(child.digest for child in self.children)
        return hashlib.sha256(repr((self.start, self.text)).encode() + inner).digest()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        if not self.children:
            return (f"<{self.start}>{self.text}</{self.tag}>" if self.text else f"<{self.start}/>",)
        return (f"<{self.start}>", *(line for child in self.children for line in child.lines), f"</{self.tag}>")


@cache
def _named(name: str) -> str:
    """A name of lxml's with the usual prefix of its namespace, or the namespace itself."""
    if not name.startswith("{"):
        return name
    uri, _, local = name[1:].partition("}")
    return f"{_PREFIXES.get(uri, '{' + uri + '}')}:{local}"


def canonical(element: Any, ignored: Ignored, reference: Callable[[str], str]) -> tuple[Node, ...]:
    """The canonical form of an element; `reference` gives the meaning of a relationship's id."""
    tag = _named(element.tag)
    if _matches(tag, ignored.elements):
        return ()
    children: list[Node] = []
    for child in element:
        children += canonical(child, ignored, reference)
        if child.tail and child.tail.strip():
            children.append(Node("#text", "#text", repr(child.tail)))
    if _matches(tag, ignored.wrappers):
        return tuple(children)
    text = element.text or ""
    text = "" if len(element) and not text.strip() else repr(text)[1:-1]
    attributes = []
    for attribute, value in element.attrib.items():
        name = _named(attribute)
        if not (ignored.attributes and _matches(f"{tag}@{name}", ignored.attributes)):
            attributes.append(f'{name}="{_value(element, name, value, reference)}"')
    return (Node(tag, " ".join((tag, *sorted(attributes))), text, tuple(children)),)


def _value(element: Any, name: str, value: str, reference: Callable[[str], str]) -> str:
    """An attribute's value, with ids of relationships and prefixes replaced by what they mean."""
    if _is_reference(name):
        return reference(value)
    if name in _COMPATIBILITY or name == "xsi:type":
        words = (word.partition(":") for word in value.split())
        meant = (_named(f"{{{element.nsmap.get(w[0], '?' + w[0])}}}{w[2]}") for w in words)
        return " ".join(sorted(meant))
    return value


@cache
def _is_reference(name: str) -> bool:
    return name.startswith("r:") or name in ("o:relid", "relId")


# --- packages --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Relationship:
    id: str
    type: str
    target: str
    fragment: str
    external: bool


@dataclass
class Package:
    """The parts of a file, their types and relationships. The part "" is the package itself."""

    parts: dict[str, bytes]
    ignored: Ignored
    trees: dict[str, Any] = field(default_factory=dict)
    _fingerprints: dict[str, str] = field(default_factory=dict)
    _relationships: dict[str, list[Relationship]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, ignored: Ignored) -> Package:
        with zipfile.ZipFile(path) as archive:
            return cls({name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}, ignored)

    @cached_property
    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        defaults, overrides = {}, {}
        for element in etree.fromstring(self.parts["[Content_Types].xml"], _PARSER):
            if element.get("PartName"):
                overrides[element.get("PartName").lstrip("/").lower()] = element.get("ContentType")
            else:
                defaults[element.get("Extension").lower()] = element.get("ContentType")
        return defaults, overrides

    def content_type(self, part: str) -> str:
        defaults, overrides = self._types
        return overrides.get(part.lower()) or defaults.get(part.rpartition(".")[2].lower(), "none")

    def tree(self, part: str) -> Any:
        """The part parsed, or None for what is not XML."""
        if part not in self.trees:
            tree = None
            if re.search(r"[+/]xml$", self.content_type(part)) or part.endswith((".xml", ".vml")):
                try:
                    tree = etree.fromstring(self.parts[part], _PARSER)
                except etree.XMLSyntaxError:
                    tree = None
            self.trees[part] = tree
        return self.trees[part]

    def relationships(self, part: str) -> list[Relationship]:
        """The relationships of a part in the order in which the part uses them; unused ones last."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def _read_relationships(self, part: str) -> list[Relationship]:
        folder, _, name = part.rpartition("/")
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        if file not in self.parts:
            return []
        found = []
        for element in etree.fromstring(self.parts[file], _PARSER):
            external = element.get("TargetMode") == "External"
            target, _, fragment = (element.get("Target"), "", "") if external else element.get("Target").partition("#")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relationship(element.get("Id"), element.get("Type"), target, fragment, external))
        used: dict[str, int] = {}
        tree = self.tree(part) if part else None
        if tree is not None:
            for element in tree.iter():
                for attribute, value in element.attrib.items():
                    if _is_reference(_named(attribute)):
                        used.setdefault(value, len(used))
        return sorted(found, key=lambda one: used.get(one.id, len(used)))

    def fingerprint(self, part: str) -> str:
        """A hash of the content, ids of relationships left out."""
        if part not in self._fingerprints:
            tree = self.tree(part)
            if tree is None:
                digest = hashlib.sha256(self.parts[part]).digest()
            else:
                digest = b"".join(node.digest for node in canonical(tree, self.ignored, lambda _: "…"))
            self._fingerprints[part] = hashlib.sha256(digest).hexdigest()
        return self._fingerprints[part]

    def is_binary(self, part: str) -> bool:
        return self.tree(part) is None

    @cached_property
    def reachable(self) -> list[str]:
        found, waiting = {"": None}, deque([""])
        while waiting:
            for one in self.relationships(waiting.popleft()):
                if not one.external and one.target in self.parts and one.target not in found:
                    found[one.target] = None
                    waiting.append(one.target)
        return [part for part in found if part]

    @cached_property
    def binaries(self) -> set[str]:
        """Fingerprints of all binary parts that are reached."""
        return {self.fingerprint(part) for part in self.reachable if self.is_binary(part)}


# --- comparing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """One difference between two files: its kind, the part (as it is called in the first), where in it, the lines."""

    kind: str
    part: str
    place: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass
class _Pairing:
    """Which part of one package is which of the other."""

    one: Package
    other: Package
    there: dict[str, str] = field(default_factory=lambda: {"": ""})
    back: dict[str, str] = field(default_factory=lambda: {"": ""})

    def match(self) -> None:
        """Match parts from the package downwards, in the order in which they are used."""
        waiting = deque([""])
        while waiting:
            part = waiting.popleft()
            for matched in self._match_targets(part, self.there[part]):
                waiting.append(matched)

    def _match_targets(self, part: str, its: str) -> Iterator[str]:
        kinds: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for side, package, source, known in ((0, self.one, part, self.there), (1, self.other, its, self.back)):
            for link in package.relationships(source):
                targets = kinds[link.type][side]
                if not link.external and link.target in package.parts and link.target not in {*known, *targets}:
                    targets.append(link.target)
        for left, right in kinds.values():
            for a, b in self._aligned(left, right):
                self.there[a], self.back[b] = b, a
                yield a

    def _aligned(self, left: list[str], right: list[str]) -> Iterator[tuple[str, str]]:
        """Pairs of parts: those with equal content first, then those that stand at the same place between them."""
        if len(left) == len(right) == 1 and not self.one.is_binary(left[0]) and not self.other.is_binary(right[0]):
            yield left[0], right[0]
            return
        ours, theirs = [self.one.fingerprint(p) for p in left], [self.other.fingerprint(p) for p in right]
        blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        pairs = [
            (i, j)
            for tag, a, b, c, d in blocks
            if tag == "equal"
            for i, j in zip(range(a, b), range(c, d), strict=True)
        ]
        places: dict[str, list[int]] = defaultdict(list)
        for j in sorted(set(range(len(right))) - {j for _, j in pairs}):
            places[theirs[j]].append(j)
        for i in sorted(set(range(len(left))) - {i for i, _ in pairs}):
            if places[ours[i]]:
                pairs.append((i, places[ours[i]].pop(0)))
        taken, given = {i for i, _ in pairs}, {j for _, j in pairs}
        for tag, a, b, c, d in blocks:
            if tag == "replace":
                rest = [i for i in range(a, b) if i not in taken and not self._elsewhere(self.one, self.other, left[i])]
                open_ = [
                    j for j in range(c, d) if j not in given and not self._elsewhere(self.other, self.one, right[j])
                ]
                pairs += zip(rest, open_, strict=False)
        for i, j in sorted(pairs):
            yield left[i], right[j]

    @staticmethod
    def _elsewhere(package: Package, other: Package, part: str) -> bool:
        """Whether a picture has the content of one of the other package, so that none may pass for its new version."""
        return package.is_binary(part) and package.fingerprint(part) in other.binaries

    def label(self, package: Package, part: str) -> str:
        """What a target is called in the canonical form, the same for both packages if the parts are matched."""
        if part not in package.parts:
            return f"{part} (missing)"
        ours = part if package is self.one else self.back.get(part)
        same = ours is not None and ours in self.there
        if package.is_binary(part) and not (
            same and self.one.fingerprint(ours) != self.other.fingerprint(self.there[ours])
        ):
            return f"{package.content_type(part)} {package.fingerprint(part)[:12]}"
        return ours if same and ours is not None else f"{part} (not in the other)"

    def meanings(self, package: Package, part: str) -> dict[str, str]:
        """Ids of relationships → type, target and mode."""
        found = {}
        for one in package.relationships(part):
            target = f"{one.target} (external)" if one.external else self.label(package, one.target)
            found[one.id] = f"{one.type.rpartition('/')[2]} → {target}{'#' * bool(one.fragment)}{one.fragment}"
        return found


def compare_files(one: Path, other: Path, ignored: Ignored = Ignored(), *, names: bool = False) -> list[Difference]:
    """All differences between two files; `names`: renamed parts count."""
    pairing = _Pairing(Package.read(one, ignored), Package.read(other, ignored))
    if pairing.one.parts == pairing.other.parts:
        return []
    pairing.match()
    found = [
        difference
        for part, its in pairing.there.items()
        for difference in (*_part_differences(pairing, part, its), *_named_otherwise(part, its, count=names))
    ]
    found += _unmatched(pairing)
    return [difference for difference in found if not ignored.covers(difference)]


def _named_otherwise(part: str, its: str, *, count: bool) -> Iterator[Difference]:
    if count and part != its:
        yield Difference("part name", part, "", (part,), (its,))


def _part_differences(pairing: _Pairing, part: str, its: str) -> Iterator[Difference]:
    one, other = pairing.one, pairing.other
    ours, theirs = pairing.meanings(one, part), pairing.meanings(other, its)
    if lost := sorted(set(ours.values()) ^ set(theirs.values())):
        before = tuple(line for line in lost if line in ours.values())
        yield Difference("relationship", part, "", before, tuple(line for line in lost if line in theirs.values()))
    if not part:
        return
    if (old := one.content_type(part)) != (new := other.content_type(its)):
        yield Difference("content type", part, "", (old,), (new,))
    before_tree, after_tree = one.tree(part), other.tree(its)
    if before_tree is None or after_tree is None:
        if one.parts[part] != other.parts[its]:
            sizes = (f"{len(p.parts[n])} bytes {p.fingerprint(n)[:12]}" for p, n in ((one, part), (other, its)))
            yield Difference("binary", part, "", (next(sizes),), (next(sizes),))
        return
    if one.parts[part] == other.parts[its] and ours == theirs:
        return
    left = canonical(before_tree, one.ignored, lambda id_: ours.get(id_, f"{id_} (no such relationship)"))
    right = canonical(after_tree, one.ignored, lambda id_: theirs.get(id_, f"{id_} (no such relationship)"))
    if part.startswith("docProps/") or etree.QName(before_tree).localname in ("coreProperties", "Properties"):
        left, right = _sorted(left), _sorted(right)
    for place, before, after in _tree_differences(left, right, ""):
        yield Difference("xml", part, place, before, after)


def _sorted(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Properties of a file, whose order does not count."""
    return tuple(Node(n.tag, n.start, n.text, tuple(sorted(n.children, key=lambda c: c.lines))) for n in nodes)


def _unmatched(pairing: _Pairing) -> Iterator[Difference]:
    one, other = pairing.one, pairing.other
    for kind, package, against, known in (
        ("lost part", one, other, pairing.there), ("added part", other, one, pairing.back),
    ):  # fmt: skip
        for part in package.reachable:
            if part not in known and not (package.is_binary(part) and package.fingerprint(part) in against.binaries):
                yield Difference(kind, part)
    loose = [
        {(p.content_type(n), p.fingerprint(n)): n for n in p.parts
         if n not in p.reachable and not n.endswith(".rels") and n != "[Content_Types].xml"}
        for p in (one, other)
    ]  # fmt: skip
    for key in sorted(loose[0].keys() ^ loose[1].keys()):
        lines = tuple((side[key],) if key in side else () for side in loose)
        yield Difference("unreachable", (lines[0] or lines[1])[0], "", *lines)


_Change = tuple[str, tuple[str, ...], tuple[str, ...]]


def _tree_differences(left: Sequence[Node], right: Sequence[Node], place: str) -> Iterator[_Change]:
    """Places and lines in which two lists of elements differ."""
    ours, theirs = [node.digest for node in left], [node.digest for node in right]
    if ours == theirs:
        return
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        before, after = left[a:b], right[c:d]
        if [node.tag for node in before] == [node.tag for node in after]:
            for old, new in zip(before, after, strict=True):
                yield from _node_differences(old, new, place)
        else:
            yield from _line_differences(before, after, place)


def _node_differences(old: Node, new: Node, place: str) -> Iterator[_Change]:
    if (old.start, old.text) != (new.start, new.text):
        whole = not old.children and not new.children
        show = [node.lines if whole else (f"<{node.start}>{node.text}",) for node in (old, new)]
        yield place, *show
    yield from _tree_differences(old.children, new.children, f"{place}/{old.tag}")


def _line_differences(left: Sequence[Node], right: Sequence[Node], place: str) -> Iterator[_Change]:
    """Differences between elements that do not correspond one to one, line by line."""
    before = [line for node in left for line in node.lines]
    after = [line for node in right for line in node.lines]
    if len(before) * len(after) > _LINES_TO_ALIGN:
        yield place, (f"{len(before)} lines", *before[:3]), (f"{len(after)} lines", *after[:3])
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal":
            yield place, tuple(before[a:b]), tuple(after[c:d])


def compare(
    one: Path, other: Path, ignored: Ignored = Ignored(), *, only: Sequence[str] = (), names: bool = False
) -> dict[str, list[Difference]]:
    """Files of two folders → their differences; files without any are left out."""
    files = (
        {name for name in _files(folder) if not only or _matches(name.split("/")[0], only)} for folder in (one, other)
    )
    ours, theirs = files
    if not ours | theirs:
        raise SystemExit(f"no .docx or .pptx in {one} and {other}")
    found = {}
    for name in sorted(ours | theirs):
        if name in ours & theirs:
            differences = compare_files(one / name, other / name, ignored, names=names)
        else:
            lines = tuple(("there",) if name in side else ("not there",) for side in (ours, theirs))
            differences = [d for d in [Difference("file", name, "", *lines)] if not ignored.covers(d)]
        if differences:
            found[name] = differences
    return found


# --- showing ---------------------------------------------------------------------------------------------------------


def shown(found: Mapping[str, Sequence[Difference]], *, most: int = 40, lines: int = 12) -> Iterator[str]:
    """Lines for people: parts that differ by file, then each difference once with its count."""
    groups: dict[tuple[str, ...], list[tuple[str, Difference]]] = defaultdict(list)
    for file, differences in found.items():
        key = sorted(differences, key=lambda d: (d.part, d.kind))
        parts = (
            f"{part or 'package'} ({kind} {len([*of_it])})"
            for (part, kind), of_it in groupby(key, key=lambda d: (d.part, d.kind))
        )
        yield f"{file}: {', '.join(parts)}"
        for difference in differences:
            part = re.sub(r"\d+", "#", difference.part)
            tag = difference.place.rpartition("/")[2]
            groups[(difference.kind, part, tag, *difference.before, "→", *difference.after)].append((file, difference))
    ordered = sorted(groups.values(), key=lambda group: -len(group))
    for group in ordered[:most]:
        file, example = group[0]
        files = len({name for name, _ in group})
        yield ""
        yield f"{example.kind}: {example.part or 'package'} {example.place}"
        yield f"  {len(group)} times in {files} file{'s' * (files > 1)}, first {file}"
        for sign, side in (("-", example.before), ("+", example.after)):
            yield from (f"  {sign} {line[:300]}" for line in side[:lines])
            if len(side) > lines:
                yield f"  {sign} … {len(side) - lines} lines more"
    if len(ordered) > most:
        yield ""
        yield f"… {len(ordered) - most} other differences"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `build` or `compare`; 0 if all is built or equal, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build")
    building.add_argument("folder", type=Path)
    building.add_argument(
        "--organisations",
        type=Path,
        default=os.environ.get("SONGNGU_ORGANISATIONS"),
        help="folder with templates of organisations (default: $SONGNGU_ORGANISATIONS)",
    )
    comparing = commands.add_parser("compare")
    comparing.add_argument("one", type=Path)
    comparing.add_argument("other", type=Path)
    comparing.add_argument(
        "--ignore", action="append", default=[], metavar="KIND[:PATTERN]", help=Ignored.parse.__doc__
    )
    comparing.add_argument("--names", action="store_true", help="renamed parts count")
    comparing.add_argument("--most", type=int, default=40, help="how many differences to show")
    for command in (building, comparing):
        command.add_argument("--only", action="append", default=[], metavar="SET", help="journey, library, import-*")
    options = parser.parse_args(arguments)
    if options.command == "build":
        trouble = build(options.folder.resolve(), organisations=options.organisations, only=options.only)
        print(*trouble, sep="\n", file=sys.stderr)
        return 1 if trouble else 0
    found = compare(options.one, options.other, Ignored.parse(options.ignore), only=options.only, names=options.names)
    for line in shown(found, most=options.most):
        print(line)
    print(f"{len(found)} files differ" if found else "equal")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
