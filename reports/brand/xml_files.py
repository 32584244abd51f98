"""Parts of references that are written in XML files, with a $name for each value that depends on the brand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from reports.files.xml_text import Xml, escaped_attribute

_HERE = Path(__file__).parent


def filled(file: str, **values: str) -> Xml:
    """The text of an XML file with its names replaced; values that are not `Xml` are escaped."""
    texts = {key: text if isinstance(text, Xml) else escaped_attribute(text) for key, text in values.items()}
    return Xml(_template(file).substitute(texts))


@cache
def _template(file: str) -> Template:
    return Template((_HERE / file).read_text(encoding="utf-8"))
