"""Facts and their source documents → where they differ: hashes, printed figures, figures without an account."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from reports.diagnostics import Findings, Place, Problems, counted
from reports.facts import Account, FactsFile, Quotation, Source
from reports.files.bounded import Missing, Unreadable, bytes_of
from reports.files.tables import Sheets, read_table
from reports.languages import ALWAYS, LANGUAGES
from reports.pipeline.source_tables import FIGURE, TableDocument

MOST_BYTES = 20_000_000
_SHOWN = 30
"""Letters of a quotation that a hint repeats before the first that differs."""
_LINES = re.compile("\r\n|[\r\n]")
_BINARY = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a packed file (docx, zip, or xlsx without that ending)",
    b"\xd0\xcf\x11\xe0": "a file of an old Office format (xls, doc)",
    b"{\\rtf": "a file in Rich Text Format",
}
"""The first bytes of files that are no text, and what these are."""
_SAME = {
    **dict.fromkeys(map(ord, "\t\u00a0\u1680\u202f\u205f\u3000"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")),
}
"""Characters that a reader of a document cannot tell apart, or does not see."""


def check_sources(file: FactsFile, folder: Path, shown: str, places: Mapping[str, Place], findings: Findings) -> None:
    """Compare each account with its document, and each figure of a document with the accounts.

    `folder` has the documents; `shown` is the path of the facts file, and `places` are those of its facts. Official
    texts have no document, and what rests on them is compared with nothing.
    """
    named = {id_: source for id_, source in file.sources.items() if isinstance(source, Source)}
    contents = {id_: _content(id_, source, folder, shown, findings) for id_, source in named.items()}
    documents, tables = dict[str, list[str]](), dict[str, TableDocument]()
    for id_, content in contents.items():
        path = str(folder / named[id_].file)
        if content is None:
            continue
        if named[id_].is_table:
            if (sheets := _sheets(content, named[id_], path, findings)) is not None:
                tables[id_] = TableDocument(id_, path, sheets, _normal, findings)
        elif (lines := _lines(id_, content, path, shown, findings)) is not None:
            documents[id_] = lines
    normal = {id_: list(map(_normal, lines)) for id_, lines in documents.items()}
    printed: dict[tuple[str, int], list[str]] = {}
    for fact in file.facts:
        if (quotation := fact.quotation) and quotation.source in tables:
            tables[quotation.source].check(quotation, quotation.text, fact.id, places.get(fact.id))
        elif quotation and quotation.source in documents:
            _check_quotation(quotation, documents[quotation.source], fact.id, places.get(fact.id), findings)
            for line in quotation.lines:
                printed.setdefault((quotation.source, line), []).append(_normal(quotation.text))
        for account in fact.accounts:
            if account.source in tables:
                tables[account.source].check(account, account.printed, fact.id, places.get(fact.id))
            elif account.source in documents:
                _check_account(account, normal[account.source], fact.id, places.get(fact.id), findings)
                for line in account.lines:
                    printed.setdefault((account.source, line), []).append(_normal(account.printed))
    for left in file.left_out:
        if left.source in tables:
            tables[left.source].leave_out(left, Place(shown))
        for line in left.lines:
            printed.setdefault((left.source, line), []).extend(map(_normal, left.printed))
    for id_, lines in normal.items():
        _check_figures(id_, lines, printed, folder / named[id_].file, findings)
    for table in tables.values():
        table.check_figures()


def compared(file: FactsFile) -> str:
    """What `check_sources` compares and what it does not, in words."""
    documents = {id_ for id_, source in file.sources.items() if isinstance(source, Source)}
    accounts = sum(account.source in documents for fact in file.facts for account in fact.accounts)
    quotations = sum(fact.quotation is not None for fact in file.facts)
    official = len(file.sources) - len(documents)
    quoted = f" and {counted(quotations, 'quotation')}" if quotations else ""
    left = f"; {counted(official, 'official text')} not compared" if official else ""
    return f"{counted(accounts, 'account')}{quoted} compared with {counted(len(documents), 'document')}{left}"


def _content(id_: str, source: Source, folder: Path, shown: str, findings: Findings) -> bytes | None:
    """The content of a source's document; None if it is not at hand, which is reported."""
    path = folder / source.file
    try:
        raw = bytes_of(path, MOST_BYTES)
    except Missing:
        fault, hint = "is missing", f"its name in {shown} is {source.file}"
    except Unreadable as error:
        fault, hint = str(error), error.hint
    else:
        digest = hashlib.sha256(raw).hexdigest()
        if digest == source.sha256:
            return raw
        fault = "is not the one that the facts were taken from"
        hint = f"if it is the right one, compare each fact with it and write sha256: {digest}"
    findings.error(f'the document of "{id_}" {fault}', Place(str(path)), hint=hint)
    return None


def _lines(id_: str, content: bytes, path: str, shown: str, findings: Findings) -> list[str] | None:
    """The lines of a text; None if it is none, which is reported."""
    text, other = _text(content)
    if text is not None:
        return _LINES.split(text)
    hint = f"save its text as UTF-8, name that file under {id_} in {shown}, and count the lines of its accounts"
    findings.error(f'the document of "{id_}" cannot be compared: it is {other}', Place(path), hint=hint)
    return None


def _sheets(content: bytes, source: Source, path: str, findings: Findings) -> Sheets | None:
    """The sheets of a table; None if it cannot be read, which is reported."""
    language = LANGUAGES.get(source.language, LANGUAGES[ALWAYS[0]])
    try:
        return read_table(content, path, language)
    except Unreadable as error:
        hint = f"{error.hint}; write the name and the sha256 of that file"
        findings.error(f"the file {error}", Place(path), hint=hint)
    except Problems as problems:
        findings.extend(problems.diagnostics)
    return None


def _text(raw: bytes) -> tuple[str | None, str]:
    """The text of a document in UTF-8, or in UTF-16 with its mark; None if it is none, and what it is then."""
    for mark, kind in _BINARY.items():
        if raw.startswith(mark):
            return None, kind
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None, "a file of bytes, no text" if b"\0" in raw else "text in another encoding than UTF-8 or UTF-16"
    return (None, "a file of bytes, or UTF-16 without its mark") if "\0" in text else (text, "")


def _normal(text: str) -> str:
    """The text composed, with plain spaces and hyphens and without invisible characters, as it is compared."""
    return unicodedata.normalize("NFC", text.translate(_SAME))


def _check_account(account: Account, lines: list[str], fact: str, place: Place | None, findings: Findings) -> None:
    for line in account.lines:
        if not 1 <= line <= len(lines):
            message = f'"{account.source}" has no line {line} ("{fact}")'
            findings.error(message, place, hint=f"it has {len(lines)} lines")
    printed = _normal(account.printed)
    if not any(printed in lines[line - 1] for line in account.lines if 1 <= line <= len(lines)):
        where = [number for number, line in enumerate(lines, 1) if printed in line]
        numbers = ", ".join(map(str, account.lines))
        message = f'line {numbers} of "{account.source}" does not print "{account.printed}" ("{fact}")'
        hint = f"it is on line {', '.join(map(str, where))}" if where else "copy the figure as the document prints it"
        findings.error(message, place, hint=hint)


def _check_quotation(
    quotation: Quotation, lines: list[str], fact: str, place: Place | None, findings: Findings
) -> None:
    """Report a quotation that its lines do not have, letter by letter; only spaces may differ."""
    words = _spaced(quotation.text)
    there = _spaced(" ".join(lines[line - 1] for line in quotation.lines if 1 <= line <= len(lines)))
    if words in there:
        return
    numbers = ", ".join(map(str, quotation.lines))
    elsewhere = [number for number, line in enumerate(lines, 1) if words in _spaced(line)]
    if elsewhere:
        hint = f"it is on line {', '.join(map(str, elsewhere))}"
    else:
        known = max(range(len(words) + 1), key=lambda end: (words[:end] in there) * end)
        hint = f'it differs from "{words[max(known - _SHOWN, 0) : known + 1]}" on; copy it letter by letter'
    message = f'line {numbers} of "{quotation.source}" does not print the quotation of "{fact}"'
    findings.error(message, place, hint=hint)


def _spaced(text: str) -> str:
    """The text composed, with single plain spaces, and otherwise letter by letter."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _check_figures(
    source: str, lines: list[str], printed: Mapping[tuple[str, int], list[str]], path: Path, findings: Findings
) -> None:
    """Report figures that no account and no left-out entry of their line contains."""
    hint = f"add an account, or list it under left_out of {source}"
    for number, line in enumerate(lines, 1):
        texts = (re.escape(text) for text in printed.get((source, number), ()) if text)
        spans = [found.span(1) for text in texts for found in re.finditer(f"(?=({text}))", line)]
        for figure in FIGURE.finditer(line):
            if not any(start <= figure.start() and figure.end() <= end for start, end in spans):
                message = f'the figure "{figure.group()}" is neither in a fact nor left out'
                findings.error(message, Place(str(path), number, figure.start() + 1), hint=hint)
