"""Jinja2 templates + selected facts → Markdown, with the way back to the template's lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from reports.diagnostics import Findings, Place, nearest
from reports.reader import Markdown
from reports.templates.environment import COMMENT, Environment, UnknownName
from reports.templates.explaining import of_syntax_error, of_type_error
from reports.templates.functions import Functions, State
from reports.templates.markers import places_of
from reports.templates.position import of_error


@dataclass(frozen=True, slots=True)
class Rendering:
    """What one document's templates are rendered with."""

    templates: Path
    lineage: Sequence[str]
    functions: Functions
    variables: dict[str, Any]


def render(rendering: Rendering, names: Sequence[str]) -> Iterator[tuple[str, Markdown]]:
    """Each template's name with its Markdown, in order; what is wrong goes to the findings of the functions.

    The templates of one document share its state: a term is named in full once, and the last section knows which
    facts the earlier ones used.
    """
    environment = Environment(rendering.templates, rendering.lineage)
    findings, state = rendering.functions.findings, rendering.functions.state
    variables = rendering.variables | rendering.functions.table_of_functions()
    for name in names:
        text = _rendered(environment, name, variables, findings)
        if text is not None:
            plain, places = places_of(text, environment.folder.names)
            yield name, Markdown(plain, places, state.issued, environment.folder.sources)


def extends(path: Path) -> str | None:
    """The name of the template that the one at `path` extends; None if it stands alone, or cannot be read."""
    try:
        tree = SandboxedEnvironment(comment_start_string=COMMENT[0], comment_end_string=COMMENT[1]).parse(
            path.read_text(encoding="utf-8-sig")
        )
    except (TemplateError, OSError, UnicodeDecodeError):
        return None
    found = next(tree.find_all(nodes.Extends), None)
    return found.template.value if found and isinstance(found.template, nodes.Const) else None


def _rendered(environment: Environment, name: str, variables: dict[str, Any], findings: Findings) -> str | None:
    def _say(error: Exception, message: str, hint: str | None, needle: str = "") -> None:
        place, source = of_error(error, environment, needle)
        findings.error(message, place or Place(f"templates/{name}"), hint=hint, source=source)

    try:
        return environment.rendered(name, variables)
    except TemplateSyntaxError as error:
        findings.extend([of_syntax_error(error, error.filename or environment.folder.names[-1])])
    except TemplateNotFound as error:
        hint = "names are paths below templates/; base: names the file that this one replaces"
        near = nearest(str(error.name), environment.folder.all_names(), otherwise=hint)
        _say(error, f'there is no template "{error.name}"', near, str(error.name))
    except UnknownName as error:
        known = error.known or list(variables)
        some = f"known: {', '.join(error.known)}" if error.known else "the functions are listed in docs/templates.md"
        _say(error, str(error.message), nearest(error.name, known, otherwise=some), error.name)
    except SecurityError as error:
        _say(error, str(error), None)
    except TypeError as error:
        _say(error, *of_type_error(error, variables))
    except (TemplateError, ValueError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        _say(error, f"the template cannot be rendered: {error}", None)
    return None


__all__ = ["Functions", "Rendering", "State", "extends", "render"]
