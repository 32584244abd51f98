"""The Jinja2 environment: sandboxed, bounded, strict about names, and Markdown-escaping.

Templates are untrusted input (OWASP: server-side template injection). They can use the functions given to them, data
without the methods of Python's values, and files below templates/. Their work is counted (`work`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import CodeType
from typing import Any

from jinja2 import Template, TemplateNotFound, Undefined, nodes, pass_eval_context
from jinja2.parser import Parser
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reports.templates.arguments import check_call, is_own
from reports.templates.fact_text import WITH_SIDES
from reports.templates.faults import PAIRS, Misread, Refused, Unknown, attempted, named
from reports.templates.filters import filters, is_list, joined, tests
from reports.templates.loader import FolderLoader
from reports.templates.markup import finalize
from reports.templates.syntax import Checked, check_extension, extended_by, too_deep, too_large
from reports.templates.work import CALL, MOST_CHARACTERS, TURN, WorkCount

MOST_NUMBER = 10**12
MOST_CALLS = 50
"""The depth of nested calls of macros."""

COMMENT = ("{##", "##}")
"""Jinja's own "{#" begins an attribute in the dialect: {#id .class}."""

_BY_JINJA = ("_loop_vars", "_block_vars")
"""Arguments that Jinja itself adds to a call."""


class Environment(ImmutableSandboxedEnvironment):
    """The sandbox with line marks and bounds."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def __init__(
        self, folder: FolderLoader, work: WorkCount, note: Callable[[str], None], printed: Callable[[str], None]
    ) -> None:
        self.folder, self.note, self.printed = folder, note, printed
        self.work, self.weighed = work, work.weigh
        super().__init__(
            loader=self.folder,
            autoescape=True,
            finalize=self._written,
            undefined=Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            comment_start_string=COMMENT[0],
            comment_end_string=COMMENT[1],
            auto_reload=False,
            optimized=False,
        )
        self.filters = dict(filters(work))
        self.tests = dict(tests(work))
        self.globals = {}
        self.blocks: dict[str, set[str]] = {}
        self.depth = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        shown = filename or name or "template"
        self.folder.remember(shown, source)
        parser = Parser(self, source, name, filename)
        try:
            tree = parser.parse()
            self._check_extension(tree, name or shown, shown)
            prepared: nodes.Template = Checked(self, self.folder.names.index(shown)).visit(tree)
        except RecursionError:
            raise too_deep(parser.stream.current.lineno) from None
        except ValueError:  # Python refuses to read a number with too many digits
            raise too_large(parser.stream.current.lineno) from None
        return prepared

    def _check_extension(self, tree: nodes.Template, name: str, shown: str) -> None:
        """Remember the blocks of a template, and check them against those of the one that it extends."""
        self.blocks[name] = {block.name for block in tree.find_all(nodes.Block)}
        base = extended_by(tree)
        if base is None:
            return
        try:
            parent = self.folder.below(base, name)
            self.get_template(parent)
        except (TemplateNotFound, Refused):
            return  # reported when it is extended, with its place
        try:
            check_extension(tree, base, self.blocks[parent])
        except Misread as error:
            error.filename = shown  # the last file that was read is the other
            raise
        self.blocks[name] |= self.blocks[parent]

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError):
            raise too_deep(1) from None

    def join_path(self, template: Any, parent: str) -> str:
        if isinstance(template, Undefined):
            str(template)  # raises an error that lists the known names
        if not isinstance(template, str):
            hint = 'write "briefing/vi/note.md.j2"'
            raise Refused(f"a template is named by its path; this is {named(template)}", hint)
        name = self.folder.below(template, parent)
        self.note(name)
        return name

    def get_or_select_template(
        self, template_name_or_list: Any, parent: str | None = None, globals: Any = None
    ) -> Template:
        """One template: a list of names to choose from is not allowed."""
        return self.get_template(template_name_or_list, parent, globals)

    def joined(self, *parts: Any) -> str:
        """The result of `~`."""
        self.work.weigh(parts)
        return joined(parts)

    def turns(self, items: Any) -> Iterator[Any]:
        """The items of a loop, each counted."""
        if isinstance(items, Undefined):
            str(items)  # raises an error that lists the known names
        if not is_list(items):
            raise Refused(f"a loop goes over a list; this is {named(items)}", "give it facts(…) or a list", " in ")
        for item in items:
            self.work.spend(TURN)
            yield item

    @pass_eval_context
    def _written(self, _: Any, value: Any) -> Any:
        """The output of `{{ … }}`. With a context, Jinja does not treat it as a constant and calls this each time."""
        text = finalize(self.work.weigh(value))
        self.printed(text)
        return text

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow data and the methods of mappings and loops; methods of texts could make long texts uncounted."""
        own = isinstance(value, Macro) or isinstance(obj, LoopContext) or (isinstance(obj, Mapping) and attr in PAIRS)
        return super().is_safe_attribute(obj, attr, value) and (own or not callable(value))

    def wrap_str_format(self, value: Any) -> None:
        """Return None: texts do not get the `format` that Jinja would give them."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, WITH_SIDES) or (isinstance(obj, Mapping) and attribute not in PAIRS):
            return self.getitem(obj, attribute)  # an entry, which may have the name of a method of Python
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if not isinstance(obj, WITH_SIDES):
            return super().getitem(obj, argument)
        if not isinstance(argument, str) or argument not in obj.sides:
            return self.undefined(obj=obj, name=argument)
        self.work.spend(CALL)
        return obj.side(argument)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        return self.undefined(obj=obj, name=attribute)

    def call(__self, __context: Any, __called: Any, *args: Any, **kwargs: Any) -> Any:
        if getattr(__called, "__self__", None) in (__self, __self.work):
            return __called(*args)  # put in by `Checked`
        work = __self.work
        work.spend(CALL)
        given = {name: value for name, value in kwargs.items() if name not in _BY_JINJA} if kwargs else kwargs
        check_call(__called, args, given)
        if is_own(__called):
            return work.weigh(__called(*args, **given))
        if __self.depth == MOST_CALLS:
            raise Refused("this calls itself without end", "let it end: {% if … %}")
        __self.depth += 1
        try:
            return work.weigh(attempted(super().call, __context, __called, *args, **kwargs))
        finally:
            __self.depth -= 1

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        sides = (left, right)
        self.work.weigh(sides)
        for side in sides:
            if isinstance(side, Undefined):
                str(side)
        if operator == "+" and all(isinstance(side, str) for side in sides):
            return joined(sides)
        if operator == "+" and all(isinstance(side, list | tuple) for side in sides):
            return [*left, *right]
        if operator == "**" or not all(is_small(side) for side in sides):
            what = f"here it is between {named(left)} and {named(right)}"
            raise Refused(f'"{operator}" works with small numbers only', what, operator)
        if operator in ("/", "//", "%") and right == 0:
            raise Refused("this divides by nothing", "ask first: {% if … %}", operator)
        return super().call_binop(context, operator, left, right)

    def rendered(self, name: str, variables: Mapping[str, Any]) -> str:
        """The text of a section's template, with line marks, bounded in work and length."""
        self.work.done = 0
        self.note(name)
        written: list[str] = []
        length = 0
        for piece in self.get_template(name).generate(variables):
            length += len(piece)
            if length > MOST_CHARACTERS:
                raise Refused(f"the template writes more than {MOST_CHARACTERS:,} characters", "split the section")
            written.append(piece)
        return "".join(written)


def is_small(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST_NUMBER
