"""Somebody calls, writes or comes in and no longer wants what her account has: asked first, done once, told."""

from __future__ import annotations

import html
import re

import pytest
from support.customers import Customers, open_page, press
from support.desk import Browser

from forms_app.bundles import papers
from forms_app.bundles.wishes import Kind as News
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.papers.consents import PaperConsent
from forms_app.case_data.store.telling.wishes import Wishes
from forms_app.sealing.owner_keys import OwnerKeys

ASKED = {"way": "by-phone", "compared": "yes"}
CARD = re.compile(r'<section class="card" aria-labelledby="card-no-longer">.*?</section>', re.S)


@pytest.fixture
def agreed(customers: Customers) -> OwnerKeys:
    """A confirmed account with all that can be ended: letters, e-mail, a telephone PIN."""
    owner, parts = customers.open_account(), customers.parts
    today, line = parts.today(), parts.telephone
    assert line
    consent = PaperConsent(owner.public.id, papers.wording(paper_goes_on=True), "en", today)
    kinds = frozenset({News.DATE.value})
    with parts.cases.aside.write() as connection:
        parts.own_list.put(connection, HolderKeys("P1", owner.public, State.OPEN, today))
        line.own_list.put(connection, HolderKeys("P1", OwnerKeys.generate().public, State.OPEN, today))
        parts.paper.consents.put(connection, consent)
        parts.telling.wishes.put(connection, Wishes("P1", b"box", parts.now(), is_proven=True, kinds=kinds))
    return owner


def card(browser: Browser, address: str) -> str:
    [found] = CARD.findall(browser.get(address).text)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", found)).split())


@pytest.mark.parametrize(
    ("act", "more", "before", "after", "action"),
    [
        ("paper-again", {}, "some come into the account in place of paper", "All go by mail.", "to paper again"),
        ("no-news", {"news": "pause"}, "It is on.", "It is paused; the address is kept.", "Stopped the e-mail"),
        ("no-news", {"news": "forget"}, "It is on.", "There is no address, and nothing is sent.", "Stopped the e-mail"),
        ("no-pin", {}, "End the telephone PIN", "Telephone PIN There is none.", "Ended a customer's telephone PIN"),
    ],
)
def test_each_is_ended_once_asked_for_and_stands_in_trail_and_history(
    customers: Customers, agreed: OwnerKeys, act: str, more: dict[str, str], before: str, after: str, action: str
) -> None:
    browser = customers.desk.signed_in("caseworker")
    address = open_page(browser)
    assert before in card(browser, address) and after not in card(browser, address)
    assert press(browser, address, act, **ASKED, **more, words="She called.").status_code == 303
    customers.round()

    assert after in card(browser, address)
    told = html.unescape(browser.get(address).text)
    assert "asked for by telephone" in told
    what, by, way = customers.events()[-1]
    assert (by.isdigit(), way) == (True, "by-phone"), what
    trail = html.unescape(customers.desk.signed_in("supervisor", "s@example.org").get("/audit/").text)
    assert action in trail and "by-phone: She called." in trail


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("paper-again", {"compared": "yes"}, "Choose how this person asked for it."),
        ("paper-again", {"way": "by-owl", "compared": "yes"}, "Choose how this person asked for it."),
        ("paper-again", {"way": "by-mail"}, "Make sure who this is"),
        ("no-news", {**ASKED}, "Choose whether the address is kept."),
        ("no-pin", {"way": "by-hand"}, "Make sure who this is"),
    ],
)
def test_what_is_left_out_is_asked_and_what_was_chosen_stays(
    customers: Customers, agreed: OwnerKeys, act: str, fields: dict[str, str], said: str
) -> None:
    browser = customers.desk.signed_in("caseworker")
    answer = press(browser, open_page(browser), act, **fields)
    page = html.unescape(answer.text)
    assert answer.status_code == 422 and page.count(said) == 2 and 'href="#card-no-longer"' in page
    [shown] = re.findall(rf'name="act" value="{act}">.*?</form>', page, re.S)
    for name, value in fields.items():
        assert value == "by-owl" or re.search(rf'name="{name}" value="{value}" checked', shown)
    before = page[: page.index(f'name="act" value="{act}"')]
    assert before[before.rindex("<details") :].startswith('<details class="why" open>')


def test_the_way_is_that_for_which_the_page_was_opened(customers: Customers, agreed: OwnerKeys) -> None:
    browser = customers.desk.signed_in("caseworker")
    for reason, way in (("call", "by-phone"), ("visit", "by-hand"), ("by-letter", "by-mail"), ("check", "")):
        page = browser.get(open_page(browser, reason=reason)).text
        assert set(re.findall(r'name="way" value="(by-[a-z]+)" checked', page)) == ({way} if way else set())


def test_nothing_is_offered_for_whoever_has_no_account_and_to_whoever_keeps_none(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    assert "card-no-longer" not in browser.get(open_page(browser, "10002")).text
    customers.open_account()
    assert customers.desk.signed_in("administrator", "a@example.org").get("/customers/").status_code == 403
