"""Finished files → the PDFs beside them: which are to be made, and which are older than their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reports.diagnostics import Diagnostic, Place
from reports.files import manifest
from reports.pipeline.office import Office, Print, print_all


def entries(prints: Mapping[str, Print], office: Office) -> dict[str, Any]:
    """What the manifest says of each PDF."""
    return {name: {"made_of": each.made_of(office), "printed_from": each.name} for name, each in prints.items()}


def print_new(
    prints: Mapping[str, Print], known: Mapping[str, Any], out: Path, office: Office, cache: Path
) -> dict[str, bytes]:
    """The bytes of the PDFs that do not stand there yet, by name."""
    wanted = {
        name: each for name, each in prints.items() if not manifest.is_kept(name, each.made_of(office), known, str(out))
    }
    return dict(zip(wanted, print_all(list(wanted.values()), office, cache), strict=True))


def stale(contents: Iterable[str], made: Iterable[str], known: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """A warning for each PDF that was printed from a file which is replaced now, and is not printed again."""
    new, known_now = set(contents), set(made)
    for name, entry in known.items():
        if entry.get("printed_from") in new and name not in known_now:
            yield Diagnostic("this PDF is older than its file", Place(name), "build with --pdf", "warning")
