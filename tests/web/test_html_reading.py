"""What tests read a page with says of it what Python's own parser says."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from support.html_reading import Token, Unusual, at_a_glance, by_the_parser, tokens

OURS = """<!doctype html><html lang=en><head><title>A &amp; B</title><script src="/a.js" defer></script></head>
<body><!-- < not > a tag --><h1 id='one'>¿Sí?</h1><input name="q" value="a &quot;b&quot; > c" required><br/>
<textarea name=story>
first &lt;b&gt; line</textarea><script>if (1 < 2) { "<p>" }</script><P CLASS="Big">5 &euro; &amp;c.</P></body></html>"""
UNUSUAL = ["1 < 2", "<p", "<p class='a", '<p class="a"id="b">', "<script>never closed", "<p =x>", "</ p>", "<?php ?>"]


def joined(read: list[Token]) -> list[Token]:
    """Texts that stand side by side as one: where the parser cuts them says nothing about the page."""
    runs = [(kind, list(run)) for kind, run in groupby(read, key=lambda token: token[0])]
    return [one for kind, run in runs for one in (_one(run) if kind == "say" else run)]


def _one(run: list[Token]) -> list[Token]:
    return [("say", "".join(text for _, text, _ in run), {})]


def test_a_page_is_read_as_the_parser_reads_it() -> None:
    assert joined(list(at_a_glance(OURS))) == joined(by_the_parser(OURS))
    assert ("begin", "p", {"class": "Big"}) in tokens(OURS) and ("say", "A & B", {}) in tokens(OURS)


def test_every_page_of_the_site_is(built: Path) -> None:
    pages = [path.read_text("utf-8") for path in sorted((built / "site").rglob("*.html"))]
    assert len(pages) > 60
    assert [page[:200] for page in pages if joined(list(at_a_glance(page))) != joined(by_the_parser(page))] == []


@pytest.mark.parametrize("html", UNUSUAL)
def test_what_is_not_written_as_ours_is_left_to_the_parser(html: str) -> None:
    with pytest.raises(Unusual):
        list(at_a_glance(html))
    assert tokens(html) == by_the_parser(html)
