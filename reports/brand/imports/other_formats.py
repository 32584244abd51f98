"""Formats of templates that Office knows and an import does not take, each with the way to save it as one it takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reports.diagnostics import Diagnostic, Place, Problems

_POWERPOINT = "open it in PowerPoint and save it as .pptx, without macros"
_WORD = "open it in Word and save it as .docx, without macros"
_THEME = "in PowerPoint choose it under Design, Themes, Browse for Themes; then save the presentation as .pptx"
_FORMATS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys((".ppt", ".pot", ".pps"), ("a presentation of PowerPoint 97 to 2003", _POWERPOINT)),
    **dict.fromkeys((".pptm", ".potm", ".ppsm", ".ppam"), ("a presentation with macros", _POWERPOINT)),
    ".ppsx": ("a slide show", _POWERPOINT),
    ".thmx": ("a theme of Office without layouts of documents", _THEME),
    **dict.fromkeys((".odp", ".otp", ".fodp"), ("a presentation of LibreOffice", "save it as .pptx in LibreOffice")),
    **dict.fromkeys((".doc", ".dot"), ("a document of Word 97 to 2003", _WORD)),
    **dict.fromkeys((".docm", ".dotm"), ("a document with macros", _WORD)),
    **dict.fromkeys((".odt", ".ott", ".fodt", ".rtf"), ("a document in another format", "save it as .docx")),
    ".key": ("a presentation of Keynote", "choose File, Export To, PowerPoint in Keynote, and the format .pptx"),
    ".pages": ("a document of Pages", "choose File, Export To, Word in Pages, and the format .docx"),
    ".pdf": ("a PDF, which has no layouts or styles", "ask for the .pptx or .docx from which it was made"),
}


def refuse_other_formats(file: Path) -> None:
    """Raise Problems for a file whose name ends like one of a format that is not taken."""
    if known := _FORMATS.get(file.suffix.lower()):
        what, hint = known
        raise Problems([Diagnostic(f"this is {what}, which cannot be imported", Place(str(file)), hint)])
