"""The acts that the law dates, as the desk does them."""

from __future__ import annotations

from support.desk import Browser


def answer(browser: Browser, reference: str, **fields: str) -> int:
    return browser.post(f"/submissions/{reference}/answered/", **{"answered_on": "2026-11-20", **fields}).status_code


def extend(browser: Browser, reference: str, reason: str = "Records from another county") -> int:
    return browser.post(f"/submissions/{reference}/extended/", reason=reason).status_code
