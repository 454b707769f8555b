"""An account and a telephone PIN: what staff do to her is one act, read once and counted once."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from support.customers import Customers, open_page, press

from forms_app.bundles.history import What
from forms_app.case_data.store.for_staff import weeks
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker import histories
from forms_app.sealing.owner_keys import OwnerKeys

ROWS = re.compile(r"<tr role=\"row\">.*?</tr>", re.S)


@pytest.fixture
def owner(customers: Customers) -> OwnerKeys:
    """P1's, with a telephone PIN beside."""
    owner, parts = customers.open_account(), customers.parts
    assert parts.telephone
    with parts.cases.aside.write() as connection:
        parts.own_list.put(connection, HolderKeys("P1", owner.public, State.OPEN, parts.today()))
        phone = HolderKeys("P1", OwnerKeys.generate().public, State.OPEN, parts.today())
        parts.telephone.own_list.put(connection, phone)
    return owner


def told(customers: Customers, of_keys: bytes | None = None) -> list[str]:
    """What her history says, after she is confirmed or of these keys alone."""
    with customers.parts.cases.aside.read() as connection:
        events = customers.parts.events.of_person(connection, "P1")
    return [event.what for event in histories.build(events, of_keys).events]


def test_each_act_stands_once_in_history_page_and_figures(customers: Customers, owner: OwnerKeys) -> None:
    browser, began = customers.desk.signed_in("caseworker"), customers.desk.clock.now
    address = open_page(browser)
    customers.round()
    assert told(customers).count(What.LOOKED_AT) == 1
    for act in ("stop", "veto"):
        customers.desk.clock.forward(minutes=1)
        assert press(browser, address, act, words="She called.").status_code == 303
        customers.round()

    for what in (What.LOOKED_AT, What.FROZEN, What.VETOED):
        assert (told(customers).count(what), told(customers, owner.public.id).count(what)) == (1, 1), what
    page = html.unescape(browser.get(address).text)
    assert sum("This page was opened" in row for row in ROWS.findall(page)) == 1
    cases = customers.desk.office.cases
    assert cases
    week = weeks.week(cases, began - timedelta(days=1), customers.desk.clock.now + timedelta(days=1))
    assert (week.counts["stopped"], week.counts["vetoed"]) == (1, 1)
    assert [len(weeks.rows(cases, name, week, 0, 25)) for name in ("stopped", "vetoed")] == [1, 1]


def test_the_same_act_another_time_is_another(customers: Customers, owner: OwnerKeys) -> None:
    browser = customers.desk.signed_in("caseworker")
    for _ in range(2):
        open_page(browser)
        customers.desk.clock.forward(seconds=1)
    customers.round()
    assert told(customers).count(What.LOOKED_AT) == 2


def test_the_page_says_of_which_since_when(customers: Customers, owner: OwnerKeys) -> None:
    browser = customers.desk.signed_in("caseworker")
    page = browser.get(open_page(browser)).text
    assert [page.count(f"<dt>{name}</dt>") for name in ("Account since", "Telephone since", "Since")] == [1, 1, 0]
