"""Searching at the desk."""

from __future__ import annotations

import re

from werkzeug.test import TestResponse

from support.desk import Browser

REFERENCES = re.compile(r"/submissions/([0-9A-Z]{4}-[0-9A-Z]{4})/")


def find(browser: Browser, typed: str) -> TestResponse:
    return browser.post("/inbox/search/", find=typed)
