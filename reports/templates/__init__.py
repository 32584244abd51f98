"""Jinja2 templates + selected facts → Markdown, with the place of each line in its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from reports.diagnostics import Findings, Place
from reports.document.reader import Markdown
from reports.facts.name_wording import Unwritable
from reports.files.bounded import Unreadable, bytes_of
from reports.files.characters import IN_PARTS, IN_PARTS_HINT
from reports.templates.environment import COMMENT, Environment
from reports.templates.explanations import of_error, of_syntax_error
from reports.templates.fact_text import PeriodText
from reports.templates.faults import FOLDER, as_raised, clipped, is_of_program
from reports.templates.functions import Functions
from reports.templates.loader import MOST_FILE_BYTES, FolderLoader, place_of, places_of
from reports.templates.markup import BREAK
from reports.templates.progress import DocumentProgress, SectionProgress
from reports.templates.syntax import extended_by

_OF_AUTHOR = (TemplateError, Unwritable, MemoryError)
"""Errors of a template wherever they are raised."""


class Templates:
    """The templates of one document: each section's name → its Markdown. Errors go to the findings of the functions.

    The sections share the progress of the document: a term is named in full once, and the last section knows which
    facts the earlier ones used. `note` gets the name of each template that is used, also by others.
    """

    def __init__(
        self,
        folder: FolderLoader,
        functions: Functions,
        variables: Mapping[str, Any],
        note: Callable[[str], None] = lambda name: None,
    ) -> None:
        progress = functions.progress
        self._environment = Environment(folder, progress.work, note, progress.print)
        self._functions, self._given = functions, {**variables, "br": BREAK, **functions.by_name()}

    def render(self, name: str) -> Markdown | None:
        """A section's Markdown; None after an error."""
        folder, findings = self._environment.folder, self._functions.findings
        text = _rendered(self._environment, name, self._given, findings)
        while folder.in_parts:
            findings.warning(IN_PARTS, folder.in_parts.pop(), hint=IN_PARTS_HINT)
        if text is None:
            return None
        first = Place(self._environment.get_template(name).filename or f"{FOLDER}{name}", 1)
        plain, places = places_of(text, folder.names, first)
        return Markdown(plain, places, self._functions.progress.section.issued, folder.sources)


def extends(path: Path) -> str | None:
    """The name of the template that the one at `path` extends; None if it extends none, or cannot be read."""
    try:
        text = bytes_of(path, MOST_FILE_BYTES).decode("utf-8-sig")
        tree = SandboxedEnvironment(comment_start_string=COMMENT[0], comment_end_string=COMMENT[1]).parse(text)
    except (TemplateError, Unreadable, ValueError, RecursionError):
        return None
    return extended_by(tree)


def _rendered(environment: Environment, name: str, variables: dict[str, Any], findings: Findings) -> str | None:
    """A section's text; None after an error of its author, which is reported. Raises errors of the program."""
    try:
        return environment.rendered(name, variables)
    except TemplateSyntaxError as error:
        shown = error.filename or environment.folder.names[-1]
        findings.extend([of_syntax_error(error, shown, environment.folder.sources.get(shown, ()))])
    except Exception as error:
        first, raised = Place(f"{FOLDER}{name}", 1, 1), as_raised(error)
        if is_of_program(raised) and not isinstance(raised, _OF_AUTHOR):
            error.add_note(f"rendering {place_of(raised, environment.folder.sources)[0] or first}")
            raise
        message, hint, needle = of_error(error, variables, environment.folder.all_names())
        place, source = place_of(error, environment.folder.sources, needle)
        findings.error(clipped(message), place or first, hint=hint and clipped(hint), source=source)
    return None


__all__ = ["DocumentProgress", "FolderLoader", "Functions", "PeriodText", "SectionProgress", "Templates", "extends"]
