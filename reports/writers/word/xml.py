"""What the writer needs of XML, under the name by which its modules know it."""

from reports.brand.word_reference.xml import (
    NAMESPACES,
    STORY,
    Element,
    add,
    add_value,
    emu,
    name,
    root,
    serialise,
    story,
    twips,
)

__all__ = ["NAMESPACES", "STORY", "Element", "add", "add_value", "emu", "name", "root", "serialise", "story", "twips"]
