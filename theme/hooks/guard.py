"""Stops what must not reach a page: inline code, which the security policy forbids, and numbers typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

_INLINE = {
    re.compile(r"<script\b", re.I): "a <script> element; put the code in theme/js/",
    re.compile(r"<style\b", re.I): "a <style> element; put the rule in theme/css/",
    re.compile(r"<[a-z][^>]*\sstyle\s*=|\{:?[^}\n]*\bstyle\s*=", re.I): "a style attribute; use a class",
    re.compile(r"<[a-z][^>]*\son[a-z]+\s*=|\{:?[^}\n]*\bon[a-z]+\s*=", re.I): "an on… handler; put it in theme/js/",
    re.compile(r"javascript:", re.I): "a javascript: address; use a link or a button",
}
_PHONE = re.compile(r"(?<![\d-])(?:1[-. ])?\(?\d{3}\)?[-. ]\s?\d{3}[-. ]\d{4}(?!\d)")
_ANY = re.compile("|".join([*(pattern.pattern for pattern in _INLINE), _PHONE.pattern]), re.I)
_SUSPECT = re.compile(r"<script>|<script (?!src=)|<style|\s(?:style|on[a-z]+)\s*=|javascript:", re.I)
_PUBLISHED_INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)[^>]*>|<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)\s*=|javascript:", re.I
)


def faults(source: str) -> Iterator[tuple[int, str]]:
    """Every forbidden thing in a Markdown file, as (line, what it is and what to do)."""
    if not _ANY.search(source):
        return
    for number, line in enumerate(source.splitlines(), 1):
        for pattern, remedy in _INLINE.items():
            if pattern.search(line):
                yield number, f"inline code: {remedy}"
        if found := _PHONE.search(line):
            yield number, f'the phone number {found[0]}: write {{{{ phone("…") }}}}; numbers stand in agency/'


def inline_code(html: str) -> str | None:
    """The first piece of inline code in a finished page, or None."""
    found = _SUSPECT.search(html) and _PUBLISHED_INLINE.search(html)
    return found[0] if found else None
