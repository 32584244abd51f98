"""Notes that the author writes: `[^name]` in the text, and `[^name]: …` in the same file."""

from __future__ import annotations

from collections import Counter

from markdown_it.tree import SyntaxTreeNode

from reports.document.model import Note
from reports.document.reader.texts import Context, paragraph_text

DEFINITION = "footnote_reference"
"""The kind of node that has a note's text."""


def notes_of(root: SyntaxTreeNode, context: Context) -> dict[str, Note]:
    """The notes of a text by their names. One that is referred to several times has a label, as it is printed once."""
    uses = Counter(node.meta["label"] for node in root.walk() if node.type == "footnote_ref")
    found: dict[str, Note] = {}
    for node in root.walk():
        if node.type != DEFINITION:
            continue
        name, fault = node.meta["label"], context.fault(node)
        shown = f"[^{name}]"
        if name in found:
            fault.report(f'a second note is called "{shown}"', "give each note a name of its own", shown)
        if not uses[name]:
            fault.report(
                f'nothing refers to the note "{shown}"', f"write {shown} after the words that it explains", shown
            )
        if [child.type for child in node.children] != ["paragraph"]:
            fault.report("a note is one paragraph", f"write {shown}: and its words on one line", shown)
            found[name] = Note((), own=True)
            continue
        label = f"{fault.start} {name}" if uses[name] > 1 else ""
        found[name] = Note(paragraph_text(node.children[0], context), label, own=True)
    return found
