"""Addresses that a document may lead to, in templates and in the list of sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.files.addresses import wrong_address
from reports.pipeline.check import check


@pytest.mark.parametrize(
    "address",
    [
        "https://vanban.chinhphu.vn/a?b=1#c", "http://localhost:8000/x", "https://thưviện.vn/sách", "mailto:a.b@example.org",
        f"https://xn--{'thưviện'.encode('punycode').decode()}.vn/", "https://web.archive.org/web/2025/https://example.org/",
    ],
)  # fmt: skip
def test_addresses_that_can_be_opened(address: str) -> None:
    assert wrong_address(address) is None


HIDDEN = [
    ("https://user:secret@example.org/", "has a user name"),
    ("https://example.org@evil.example/", 'before "evil.example"'),
    ("mailto:a@example.org?attach=/etc/passwd", "is more than a mailbox"),
    ("mailto:a@example.org?body=x", "is more than a mailbox"),
    ("mailto:a@example.org,b@example.org", "is more than a mailbox"),
    ("javascript:alert(1)", "is no address to open"),
    ("file:///etc/passwd", "is no address to open"),
    ("data:text/html,x", "is no address to open"),
    ("//server/share", "is no address to open"),
    ("\\\\server\\share", "is no address to open"),
    ("https:\\\\server\\share", "is no address to open"),
    ("https:///x", "is no address to open"),
    ("ms-word:ofe|u|https://example.org", "is no address to open"),
    ("https://аpple.com/", 'leads to "аpple.com", whose letters are not all Latin'),
    ("https://xn--pple-43d.com/", 'leads to "аpple.com", whose letters are not all Latin'),
    ("https://[::1/", "is no address"),
    ("https://example.org:x/", "is no address"),
    ("https://example.org /", "is no address to open"),
]


@pytest.mark.parametrize(("address", "message"), HIDDEN)
def test_addresses_that_run_fetch_or_hide_where_they_lead(address: str, message: str) -> None:
    found = wrong_address(address)
    assert found
    assert message in found[0]


@pytest.mark.parametrize(
    "address",
    [
        "https://user:secret@example.org/",
        "mailto:a@example.org?attach=x",
        "https://xn--pple-43d.com/",
        "ftp://example.org/x",
    ],
)
def test_templates_and_sources_have_the_same_rule(small: Path, address: str) -> None:
    message = (wrong_address(address) or ("",))[0]
    section = small / "templates/briefing/vi/summary.md.j2"
    section.write_text(section.read_text("utf-8") + f"\nXem [trang này]({address}).\n", encoding="utf-8")
    found = [fault for fault in check(small) if message in fault.message]
    assert [fault.place.path for fault in found if fault.place] == ["templates/briefing/vi/summary.md.j2"]
    facts = small / "seeds/facts.yaml"
    facts.write_text(
        facts.read_text("utf-8").replace("    sha256:", f"    address: {address}\n    sha256:", 1), "utf-8"
    )
    assert any(message in fault.message and fault.place and fault.place.line for fault in check(small))
