"""Tests for XML as text: what is escaped, what is left as it is, what is refused."""

from __future__ import annotations

import pytest
from lxml import etree

from reports.files.xml_text import Xml, element, joined


def test_text_is_escaped_and_elements_are_not() -> None:
    assert element("w:t", {}, 'a < b & "c"') == '<w:t>a &lt; b &amp; "c"</w:t>'
    assert element("w:r", {}, element("w:t", {}, "&"), element("w:tab")) == "<w:r><w:t>&amp;</w:t><w:tab/></w:r>"
    assert joined(["&", Xml("<b/>")]) == "&amp;<b/>"


def test_pieces_joined_as_plain_text_are_escaped() -> None:
    assert element("p", {}, element("a") + element("b")) == "<p>&lt;a/&gt;&lt;b/&gt;</p>"


def test_attributes_without_a_value_are_left_out() -> None:
    assert element("w:ind", {"w:left": "0", "w:right": None}) == '<w:ind w:left="0"/>'


@pytest.mark.parametrize("text", ["line\r\nline\ttab", "'\"<>&", "Tỉnh … 𝛼", " ", "\u00a0"])
def test_a_parser_reads_back_what_was_written(text: str) -> None:
    read = etree.fromstring(element("p", {"a": text}, text))
    assert (read.get("a"), read.text) == (text, text)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ud800", "\ufffe"])
def test_characters_that_xml_does_not_allow_are_refused(character: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        element("p", {}, f"a{character}")
