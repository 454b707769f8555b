"""A complaint from inside the account on an old phone: begun at a balance, kept when the session ends, sent, read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.account.conftest import Holder
from support.account_holder import PASSWORD
from support.ground import SetClock
from support.in_process import Sitting
from support.looking import criticise
from support.person import Person, Setting

Sits = Callable[[Setting], Sitting]
WORDS = "I paid in October and it is not here."


def sign_in(person: Person, code: str) -> None:
    person.open(f"{person.prefix}/sign-in/")
    for name, text in (("participant", "10001"), ("password", PASSWORD), ("code", code)):
        person.page.locator(f"main #{name}").fill(text)
    person.press("main form .button:not([type=button])")


@pytest.mark.parametrize("setting", [Setting("en", False, 320), Setting("es", True, 360, "dark")], ids=str)
def test_a_complaint_about_a_balance(sits: Sits, holder: Holder, clock: SetClock, setting: Setting) -> None:
    person = sits(setting).person
    person.open(f"{person.prefix}/forms/complaint/?about=1")
    criticise(person)
    person.press("#page .button")
    person.fill_to("complaint", "problem")
    criticise(person)

    person.page.locator("[name=what_happened]").fill(WORDS)
    clock.forward(minutes=16)
    person.press("main button[name=go][value=next]")
    assert person.path == f"{person.prefix}/signed-out/"
    sign_in(person, holder.codes[0])
    assert person.path == f"{person.prefix}/requests/"
    criticise(person)
    person.press("main button[name=go][value=on]")
    assert person.page.locator("[name=what_happened]").input_value() == WORDS

    person.fill_to("complaint", "check")
    person.press("main button[name=go][value=send]")
    assert person.path == f"{person.prefix}/requests/1/"
    criticise(person)
    person.page.go_back()
    assert person.slug != "check", "what was sent cannot be sent again by Back"
    person.open(f"{person.prefix}/requests/")
    assert person.page.locator("#sent li").count() == 1
