"""Addresses that a document may lead to: web pages and mailboxes; one rule for templates and for sources."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from urllib.parse import urlsplit

_WEB = ("http", "https")
_MAILBOX = re.compile(r"[^\s@?&/\\]+@[^\s@?&/\\]+\.[^\s@?&/\\]+")
_UNSAFE = re.compile(r"[\s\\<>\"]")
_WRITE = "write https://…"


def wrong_address(address: str) -> tuple[str, str] | None:
    """A message and a hint if an address is none to open, or hides where it leads; None if it may be used."""
    scheme, colon, rest = address.partition(":")
    if colon and scheme.lower() == "mailto":
        is_plain = _MAILBOX.fullmatch(rest)
        return None if is_plain else (f'"{address}" is more than a mailbox', "write mailto:name@example.org, without ?")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return f'"{address}" is no address', _WRITE
    if parts.scheme not in _WEB or not host or _UNSAFE.search(address):
        return f'"{address}" is no address to open', _WRITE
    if "@" in parts.netloc:
        return f'"{address}" has a user name before "{host}"', f"take it out: {parts.scheme}://{host}/…"
    shown = _shown(host)
    if not all(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN ") for letter in shown):
        hint = "type the address again; if the site is really called so, write its name in the text, without a link"
        return f'"{address}" leads to "{shown}", whose letters are not all Latin', hint
    return None


def _shown(host: str) -> str:
    """A host as people read it: its labels in Punycode ("xn--…") in their own letters."""
    labels = []
    for label in host.split("."):
        with suppress(UnicodeError):
            label = label.removeprefix("xn--").encode().decode("punycode") if label.startswith("xn--") else label
        labels.append(label)
    return ".".join(labels)
