"""A document's blocks → what each slide is to hold: headings begin sections and slides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.diagnostics import Findings, Place
from reports.document import inlines_in, walk
from reports.document.model import Block, Heading, Inlines, Link, Listing, Reference, SpeakerNotes, plain


@dataclass(slots=True)
class SlideDraft:
    """A slide as the author wrote it. `section` counts from 1; 0 stands before the first one."""

    title: Inlines
    place: Place
    section: int
    section_name: str
    begins_section: bool = False
    layout: str = ""
    blocks: list[Block] = field(default_factory=list)
    notes: list[SpeakerNotes] = field(default_factory=list)


def outline(blocks: Iterable[Block], before: str, findings: Findings) -> list[SlideDraft]:
    """The drafts in order; `before` names what stands before the first section."""
    drafts: list[SlideDraft] = []
    section, name = 0, before
    for block in blocks:
        _check_block(block, findings)
        if isinstance(block, Heading) and block.level <= 2:
            begins = block.level == 1
            if begins:
                section, name = section + 1, plain(block.text)
            layout = dict(block.attributes).get("layout", "")
            drafts.append(SlideDraft(block.text, block.place, section, name, begins, layout))
        elif not drafts:
            hint = 'begin a slide with "## …"'
            findings.error("this stands before the first slide", block.place, hint=hint)
        elif isinstance(block, SpeakerNotes):
            drafts[-1].notes.append(block)
        else:
            drafts[-1].blocks.append(block)
    _check_titles(drafts, findings)
    return drafts


def _check_block(block: Block, findings: Findings) -> None:
    for inner in walk((block,)):
        if isinstance(inner, Listing):
            findings.error(f"a list of {inner.what} has no place on slides", inner.place)
    for inline in inlines_in((block,)):
        if isinstance(inline, Reference):
            message = f'"{inline.target}" cannot be referred to: captions on slides have no numbers'
            findings.error(message, inline.place or block.place, hint="say it in words")
        elif isinstance(inline, Link) and inline.target.startswith("#"):
            message = f'"{inline.target}" cannot be linked to: a slide has no places to go to'
            findings.error(message, inline.place or block.place, hint="say it in words")


def _check_titles(drafts: list[SlideDraft], findings: Findings) -> None:
    seen: dict[str, Place] = {}
    for draft in drafts:
        title = plain(draft.title).strip()
        if not title:
            findings.error("this slide has no title", draft.place, hint="write one full sentence")
        elif title.casefold() in seen:
            findings.error(
                "another slide has the same title",
                draft.place,
                hint=f"the first stands at {seen[title.casefold()]}; say what is new here",
            )
        seen.setdefault(title.casefold(), draft.place)
        if draft.begins_section and draft.blocks:
            findings.error(
                "a section slide holds only the section's name",
                draft.blocks[0].place,
                hint='begin a slide with "## …" before this, or make it ::: notes',
            )
        elif not draft.begins_section and not draft.blocks:
            hint = "write what proves it"
            findings.error("this slide has a title and nothing else", draft.place, hint=hint)
