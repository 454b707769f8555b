"""On an old phone: another day for a date, and a change for two cases, each until what staff did is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.account.conftest import Holder
from flask import Flask
from support import asking
from support.account_holder import Inside
from support.answers import most
from support.in_process import Sitting
from support.looking import criticise
from support.person import Setting

from forms_app.forms import FORMS

Sits = Callable[[Setting], Sitting]


@pytest.mark.parametrize("setting", [Setting("en", False, 320), Setting("es", True, 360, "dark")], ids=str)
def test_a_date_and_two_cases(sits: Sits, account: Flask, holder: Holder, setting: Setting) -> None:
    services = account.extensions["account"]
    Inside(account).confirm(holder.public, tables=asking.in_two_counties())
    person = sits(setting).person
    person.open(f"{person.prefix}/dates/")
    criticise(person)
    person.press("main a[href*='another-day']")
    criticise(person)
    person.press("#page .button")
    person.fill(most(FORMS["another-day"]).of("new-day"))
    person.next()
    assert person.path == f"{person.prefix}/forms/another-day/check/"
    criticise(person)
    person.press("main button[name=go][value=send]")
    assert person.path == f"{person.prefix}/requests/1/"
    asking.answer(services, "done", "December 8, 10:00.")
    person.open(f"{person.prefix}/dates/")
    person.press("main .notice--ok a")
    assert "December 8, 10:00." in person.page.content()
    criticise(person)

    person.open(f"{person.prefix}/forms/employment-update/")
    person.press("#page .button")
    filled = most(FORMS["employment-update"])
    for slug in ("work", "employer", "since"):
        person.fill(filled.of(slug))
        person.next()
    person.press("main button[name=go][value=send]")
    assert person.page.locator("#error-summary").count() == 1
    criticise(person)
    for tick in person.page.locator("[name=for_case]").all():
        tick.check()
    person.press("main button[name=go][value=send]")
    assert person.path == f"{person.prefix}/requests/2/"
    assert {one["county"] for one in asking.stored(services)} == {"Los Angeles", "Orange"}
    criticise(person)
