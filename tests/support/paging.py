"""A long list as a person goes through it: from page to page by the button, to the end."""

from __future__ import annotations

import re
from html import unescape

from support.desk import Browser

REFERENCES = re.compile(r"/submissions/([0-9A-Z]{4}-[0-9A-Z]{4})/\"")
NEXT = re.compile(r'rel="next" href="([^"]+)"')


def pages(browser: Browser, path: str) -> list[str]:
    """Each page from this one on."""
    shown: list[str] = []
    while path:
        assert len(shown) < 100, "the pages go round in a circle"
        answer = browser.get(path)
        assert answer.status_code == 200, path
        shown.append(answer.text)
        path = unescape("".join(NEXT.findall(answer.text)[:1]))
    return shown


def walked(browser: Browser, path: str) -> list[str]:
    """The references on all the pages, in their order, each as often as it stands there."""
    return [reference for page in pages(browser, path) for reference in REFERENCES.findall(main(page))]


def main(page: str) -> str:
    """Without the links above the list: back, and the submission it is about."""
    return page[page.index("</h1>") :]
