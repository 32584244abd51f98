"""Word and PowerPoint files → PDFs by LibreOffice, each made once and kept by the hash of all that went into it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from reports.diagnostics import Diagnostic, Problems
from reports.files.children import Children
from reports.files.disk import write_whole
from reports.files.kept import keep, read_kept
from reports.files.temporary import temporary_folder
from reports.pipeline.pdf import without_clock

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
_EDITIONS = ("versionrc", "version.ini", "../Resources/versionrc")
"""Where LibreOffice has its version, relative to its program."""
_SECONDS, _SECONDS_A_FILE = 120, 60
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{tag}</value></prop></item>
</oor:items>
"""
"""The profile; LibreOffice gives the PDF of slides the language of its system."""
INSTALL = "install LibreOffice 7.4 or newer, so that soffice is found, or build without --paginate and --pdf"

_TAGGED = ("UseTaggedPDF", "ExportBookmarks", "DisplayPDFDocumentTitle")
"""Tagged, without the claim of PDF/UA: notes, rules and key figures by LibreOffice 7.4 lack what it asks for."""


EXPORTS: Mapping[str, tuple[str, ...]] = {
    "document": ("writer_pdf_Export", *_TAGGED, "ExportBookmarksToPDFDestination"),
    "slides": ("impress_pdf_Export", *_TAGGED),
    "notes": ("impress_pdf_Export", *_TAGGED, "ExportNotesPages", "ExportOnlyNotesPages"),
}
"""The ways to print a file: LibreOffice's filter, and its options that are switched on."""


class Office(Struct, frozen=True):
    """LibreOffice: its program, and the file with its version."""

    program: str
    version_file: str

    @property
    def edition(self) -> str:
        return hashlib.sha256(Path(self.version_file).read_bytes()).hexdigest()


class Print(Struct, frozen=True):
    """A file to print: its name, its bytes, one of `EXPORTS`, and the day and language tag of the PDF."""

    name: str
    content: bytes
    export: str
    day: date
    tag: str

    def made_of(self, office: Office) -> str:
        """The hash of all that the PDF is made of, the machine's fonts aside."""
        parts = (hashlib.sha256(self.content).hexdigest(), EXPORTS[self.export], self.day, self.tag, office.edition)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def find_office() -> Office:
    """The LibreOffice of this machine. Raises Problems if there is none."""
    found = next(filter(None, map(shutil.which, (*_NAMES, *_USUAL_PLACES))), None)
    if found is None:
        raise Problems(
            [Diagnostic("page numbers and PDFs are made by LibreOffice, which is not on this machine", hint=INSTALL)]
        )
    folder = Path(found).resolve().parent
    version_file = next((path for name in _EDITIONS if (path := folder / name).is_file()), Path(found).resolve())
    return Office(found, str(version_file))


def print_all(prints: Sequence[Print], office: Office, cache: Path) -> list[bytes]:
    """The PDF of each file, in order. Raises Problems with the files that LibreOffice cannot print."""
    paths = [cache / "pdf" / f"{each.made_of(office)}.pdf" for each in prints]
    found = {path: contents[0] for path in dict.fromkeys(paths) if (contents := read_kept([path]))}
    missing = {path: each for path, each in zip(paths, prints, strict=True) if path not in found}
    for export, tag in dict.fromkeys((each.export, each.tag) for each in missing.values()):
        alike = {path: each for path, each in missing.items() if (each.export, each.tag) == (export, tag)}
        for path, content in zip(alike, _converted(list(alike.values()), export, tag, office), strict=True):
            keep({path: content})
            found[path] = content
    return [found[path] for path in paths]


def _converted(prints: Sequence[Print], export: str, tag: str, office: Office) -> list[bytes]:
    """The PDFs of the files, made in one run, with a profile of its own."""
    with temporary_folder() as folder:
        files = [folder / f"{number}{Path(each.name).suffix}" for number, each in enumerate(prints)]
        for file, each in zip(files, prints, strict=True):
            write_whole(file, each.content)
        profile = folder / "profile"
        write_whole(profile / "user/registrymodifications.xcu", _SETTINGS.format(tag=tag).encode())
        program = [office.program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        filter_, *switched = EXPORTS[export]
        options = json.dumps({name: {"type": "boolean", "value": "true"} for name in switched})
        task = ["--convert-to", f"pdf:{filter_}:{options}", "--outdir", str(folder), *map(str, files)]
        output = _run([*program, *task], _SECONDS + _SECONDS_A_FILE * len(files))
        printed = [file.with_suffix(".pdf") for file in files]
        failed = [each.name for each, pdf in zip(prints, printed, strict=True) if not pdf.is_file()]
        if failed:
            raise Problems(Diagnostic(f"LibreOffice made no PDF of {name}: {output}", hint=INSTALL) for name in failed)
        return [without_clock(pdf.read_bytes(), each.day) for pdf, each in zip(printed, prints, strict=True)]


def _run(command: Sequence[str], seconds: int) -> str:
    """Run LibreOffice; returns the last line that it printed. It ends, with the programs that it starts, if this one
    is interrupted."""
    try:
        with Children() as children:
            result = children.run(command, environment=os.environ | {"TZ": "UTC"}, seconds=seconds)
    except subprocess.TimeoutExpired:
        return f"it took longer than {seconds} seconds"
    printed = (result.stderr or result.stdout).decode(errors="replace")
    return printed.strip().rpartition("\n")[2] or "it gave no reason"
