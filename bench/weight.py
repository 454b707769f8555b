"""Measures what the first view of a page weighs: bytes over the wire with brotli, and requests, beside the limit.

Run: python bench/weight.py                    every page of the built site
     python bench/weight.py http://…/forms/…   pages of a running server; what it sends uncompressed is compressed here
Exits 1 when a page is over its limit.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

import brotli

SITE = Path(__file__).parents[1] / "build/site"
REQUESTS = 5
PAGE, FORM = 12 * 1024, 15 * 1024


class _Fetched(HTMLParser):
    """The addresses that a browser asks for, beside the page itself, before anybody clicks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self.addresses.append(given["href"])
        elif tag in ("script", "img") and given.get("src"):
            self.addresses.append(given["src"])


def fetched(html: str) -> list[str]:
    return _Fetched(html).addresses


def from_server(address: str) -> bytes:
    """What a server sends, as brotli would carry it."""
    with urlopen(Request(address, headers={"Accept-Encoding": "br"})) as answer:  # noqa: S310
        content: bytes = answer.read()
        return content if answer.headers.get("Content-Encoding") == "br" else brotli.compress(content)


def from_build(address: str) -> bytes:
    """What the built site holds for an address, as brotli carries it."""
    path = SITE / urlsplit(address).path.lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    packed = path.with_name(path.name + ".br")
    return packed.read_bytes() if packed.exists() else path.read_bytes()


def weigh(address: str) -> tuple[int, int]:
    """Bytes and requests of the first view of a page, at an http address or under the built site's root."""
    fetch = from_server if address.startswith("http") else from_build
    page = fetch(address)
    html = page if not _is_packed(page) else brotli.decompress(page)
    others = {urljoin(address, each) for each in fetched(html.decode("utf-8"))}
    return len(page) + sum(len(fetch(each)) for each in others), 1 + len(others)


def _is_packed(content: bytes) -> bool:
    return not content.lstrip().lower().startswith(b"<!doctype")


def pages() -> Iterator[str]:
    for file in sorted(SITE.rglob("*.html")):
        yield "/" + file.relative_to(SITE).as_posix().removesuffix("index.html")


def main(addresses: list[str]) -> int:
    over = 0
    for address in addresses or pages():
        size, requests = weigh(address)
        limit = FORM if "/forms/" in address else PAGE
        over += size > limit or requests > REQUESTS
        print(f"{address}: {size / 1024:.1f} KB (limit {limit // 1024}), {requests} requests (limit {REQUESTS})")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
