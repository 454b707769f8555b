"""Whoever reads an amount reads beside it as of which day it is, what of interest, and what to do if it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import urljoin

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support import made_up_county
from support.account_holder import Inside, open_account
from support.case_packages import COLUMNS
from support.person_rows import rows_for

from forms_app.bundles import details as details_bundle
from forms_app.bundles import money as money_bundle
from forms_app.case_data.bundling import details, money
from forms_app.case_data.bundling.person_rows import PersonRows
from forms_app.deadlines import clock

AMOUNT = re.compile(r"\$\d")
LINK = re.compile(r'href="([^"]+)"')
INTEREST = {"/": ("interest",), "/es/": ("interes",)}
SAID = {"/": ("As of", "I think this is wrong"), "/es/": ("Datos al", "Creo que esto está mal")}
KINDS = {"text/html", "text/csv", "application/pdf", "text/calendar"}


def everybody(today: date, half: int) -> Iterator[tuple[str, PersonRows]]:
    """Each person of every second story of the made-up county, with her rows."""
    county = made_up_county.on(today)
    tables = {
        name: [{column: row.get(column, "") for column in COLUMNS[name]} for row in rows]
        for name, rows in county.tables.items()
        if name in COLUMNS
    }
    for told in county.stories[half::2]:
        for person in told.people:
            yield person.person_id, rows_for(tables, person.person_id)


def crawl(browser: FlaskClient, root: str) -> Iterator[tuple[str, str]]:
    """(path, HTML) of every page of the account that a link leads to, each choice on it taken by itself."""
    waiting, seen = [f"{root}home/"], {f"{root}home/"}
    while waiting:
        path = waiting.pop()
        answer = browser.get(path)
        if answer.status_code == 303:  # a page that is shown once, or asks for the password first
            continue
        assert answer.status_code == 200, path
        assert answer.mimetype in KINDS, path
        if answer.mimetype != "text/html":
            continue
        html = answer.get_data(as_text=True)
        yield path, html
        for link in map(unescape, LINK.findall(content(html))):
            there = urljoin(path, link)
            if there.startswith(root) and there not in seen and there.count("=") < 2 and not there.endswith(".pdf"):
                seen.add(there)
                waiting.append(there)


def content(html: str) -> str:
    return html[html.index('class="acct"') : html.index("<footer")]


@pytest.mark.parametrize("start", ["/", "/es/"])
def test_every_page_with_money_tells_its_day_its_interest_and_how_to_dispute_it(
    account: Flask, browser: FlaskClient, start: str
) -> None:
    _papers, public = open_account(browser, account)
    there, pages, amounts = Inside(account), 0, 0
    there.stand(public, "open", None)
    for person_id, rows in everybody(clock.today(), half=start == "/es/"):
        there.seal(public, money_bundle.KIND, money.build(rows))
        there.seal(public, details_bundle.KIND, details.build(rows))
        for path, html in crawl(browser, start):
            page = content(html)
            pages += 1
            if AMOUNT.search(page):
                amounts += 1
                missing = [one for one in SAID[start] if one not in page]
                assert not missing, (person_id, path, missing)
                assert any(one in page.lower() for one in INTEREST[start]), (person_id, path)
    assert pages > 200 and amounts > 150
