"""Stops what must not reach a page: inline code, which the security policy forbids, and numbers typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = r"""<[a-z][^>]*[\s/"']"""  # as far as its attributes: on any line, and with any sign that a browser takes
_LIST = r"\{:?[^}\n]*\b"  # attributes as Markdown takes them, in braces
_INLINE = {
    re.compile(r"<script\b", re.I): "a <script> element; put the code in website/theme/js/",
    re.compile(r"<style\b", re.I): "a <style> element; put the rule in website/theme/css/",
    re.compile(rf"(?:{_TAG}|{_LIST})style\s*=", re.I): "a style attribute; use a class",
    re.compile(rf"(?:{_TAG}|{_LIST})on[a-z]+\s*=", re.I): "an on… handler; put it in website/theme/js/",
    re.compile(r"javascript:", re.I): "a javascript: address; use a link or a button",
}
_PHONE = re.compile(
    r"(?<![\d-])(?:\+?1[-.\s])?\(?\d{3}\)?[-.\s]\s?\d{3}[-.\s]\s?\d{4}(?!\d)"
    r"|(?<![\w-])\+?1?[2-9]\d{9}(?![\w-])"
    r"|(?<![\w-])(?:1-)?8\d\d-(?=[\dA-Z-]*[A-Z])[\dA-Z]+(?:-[\dA-Z]+)*\b"  # 1-800-CHILD
)
_LIKE_A_PHONE = re.compile(r"\d{3}\)?[-.\s]\s?\d{3}[-.\s]\s?\d{4}|8\d\d-[\dA-Z]|\d{10}")  # says most "no", cheaply
_SUSPECT = re.compile(r"""<script>|<script (?!src=)|<style|[\s/"'](?:style|on[a-z]+)\s*=|javascript:""", re.I)
_PUBLISHED_INLINE = re.compile(rf"<script(?![^>]*\ssrc=)[^>]*>|<style\b|{_TAG}(?:style|on[a-z]+)\s*=|javascript:", re.I)


def faults(source: str) -> Iterator[tuple[int, str]]:
    """Every forbidden thing in a Markdown file, as (line, what it is and what to do)."""
    for pattern, remedy in _INLINE.items():
        for found in pattern.finditer(source):
            yield _line(source, found), f"inline code: {remedy}"
    for found in _PHONE.finditer(source) if _LIKE_A_PHONE.search(source) else ():
        yield _line(source, found), f'the phone number {found[0]}; write {{{{ phone("…") }}}}, numbers stand in agency/'


def _line(source: str, found: re.Match[str]) -> int:
    """Where it ends, since a tag may begin some lines above the attribute that is forbidden."""
    return source.count("\n", 0, found.end()) + 1


def inline_code(html: str) -> str | None:
    """The first piece of inline code in a finished page, or None."""
    found = _SUSPECT.search(html) and _PUBLISHED_INLINE.search(html)
    return found[0] if found else None
