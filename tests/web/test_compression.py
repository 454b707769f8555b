"""Form pages are sent compressed, and their length tells nothing of what is secret in them."""

from __future__ import annotations

import gzip

import pytest
from support.journey import at
from support.visitor import Visitor, home

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


@LANGUAGES
@pytest.mark.parametrize("slug", ["wish", "check"])
def test_a_page_goes_out_compressed_to_whoever_takes_it_and_is_the_same_page(
    visitor: Visitor, language: str, slug: str
) -> None:
    at(visitor, "complaint", language, slug)
    path = home("complaint", language) + slug + "/"
    plain = visitor.get(path)
    packed = visitor.get(path, {"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert "Accept-Encoding" in packed.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]
    unpacked = gzip.decompress(packed.data).decode()
    # Only what is drawn by lot differs: the token, the copy of the answers.
    assert len(unpacked) == len(plain.text) and unpacked[:500] == plain.text[:500]


def test_no_means_no(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "wish")
    refused = visitor.get("/forms/complaint/wish/", {"Accept-Encoding": "gzip;q=0, identity"})
    assert "Content-Encoding" not in refused.headers


def test_the_same_page_differs_in_length_and_token_each_time(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "wish")
    pages = [visitor.get("/forms/complaint/wish/", {"Accept-Encoding": "gzip"}).data for _ in range(30)]
    assert len({len(page) for page in pages}) > 5
    tokens = {visitor.open("/forms/complaint/wish/").hidden("token") for _ in range(5)}
    assert len(tokens) == 5
