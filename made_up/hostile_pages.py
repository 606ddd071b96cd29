"""Hostile and damaged web pages: whole ones, ways to damage them, and pages made to be expensive."""

from __future__ import annotations

import re
from email.message import EmailMessage
from functools import cache
from random import Random

from made_up.reports import LAYOUTS, draw_report

STRANGE_TAGS = (
    b"<", b"</table>", b"<table>", b"<tr><td>", b"</body></html>", b"<x:y z='", b"<!--", b"", b"<h2>",
)  # fmt: skip


@cache
def pages() -> tuple[bytes, ...]:
    return tuple(draw_report(seed, layout=layout).html.encode() for seed in (1, 2) for layout in LAYOUTS)


@cache
def saved_pages() -> tuple[bytes, ...]:
    """Pages saved with all that belongs to them."""
    return tuple(_saved(page) for page in pages())


def _saved(page: bytes) -> bytes:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content(page.decode(), subtype="html")
    message.add_related(b"\x89PNG" + bytes(500), maintype="image", subtype="png")
    return message.as_bytes()


def strange_tags(data: bytes, draw: Random) -> bytes:
    """Tags that close nothing, are cut, are unknown, or stand inside each other the wrong way."""
    tags = list(re.finditer(rb"<[^>]+>", data))
    for found in draw.sample(tags, k=min(len(tags), draw.randint(1, 40))):
        new = draw.choice(
            (
                b"<",
                b"</table>",
                b"<table>",
                b"<tr><td>",
                b"</body></html>",
                b"<x:y z='",
                b"<!--",
                b"",
                b"<h2>",
            )
        )
        data = data[: found.start()] + new + data[found.end() :]
    return data


def strange_entities(data: bytes, draw: Random) -> bytes:
    new = (
        b"&#0;",
        b"&#x110000;",
        b"&nosuch;",
        b"&#99999999999;",
        b"\x00",
        b"\xed\xa0\x80",
        "\u202e".encode(),
    )
    for _ in range(draw.randint(1, 20)):
        at = draw.randrange(len(data) or 1)
        data = data[:at] + draw.choice(new) + data[at:]
    return data


def page_nested() -> bytes:
    return b"<html><body>" + b"<div>" * 400_000 + b"text"


def page_of_tables() -> bytes:
    return b"<html><body>" + b"<table><tr><td>" * 60_000


def page_of_cells() -> bytes:
    return b"<html><body><table>" + b"<tr>" + b"<td>1" * 3_000_000


def page_of_attributes() -> bytes:
    return b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(600_000)) + b">text</p>"


def page_of_entities() -> bytes:
    """Each entity ten of the one before: a billion characters, were they expanded."""
    names = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE html [<!ENTITY e0 "text">' + names + b"]><html><body><p>&e9;</p></body></html>"


def page_of_headings() -> bytes:
    return b"<html><body>" + b"<h2>Staffing</h2><p>Good</p>" * 250_000


def saved_page_of_parts() -> bytes:
    """A page in a page in a page: parts of parts."""
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
    return head + b"".join(
        b"--b%d\nContent-Type: multipart/related; boundary=b%d\n\n" % (n, n + 1) for n in range(20_000)
    )
