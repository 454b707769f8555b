"""Work in bulk from a list."""

from __future__ import annotations

import re

from support.desk import Browser

REFERENCES = re.compile(r"/submissions/([0-9A-Z]{4}-[0-9A-Z]{4})/")
VERSION = re.compile(r'name="version" value="(\d+)"')


def listed(browser: Browser, query: str = "") -> list[str]:
    return REFERENCES.findall(browser.get(f"/inbox/{query}").text)


def save(browser: Browser, reference: str, state: str, owner: str, version: str = "") -> int:
    page = browser.get(f"/submissions/{reference}/").text
    version = version or VERSION.findall(page)[0]
    return browser.post(f"/submissions/{reference}/change/", state=state, owner=owner, version=version).status_code
