"""A message on an old phone: from the case to the conversation, answered, marked as new, and read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from browser.account.conftest import Holder
from flask import Flask
from support.in_process import Sitting
from support.looking import criticise
from support.person import Person, Setting

from forms_app.account.services import AccountServices
from forms_app.storage import status
from forms_app.storage.status import Added

Sits = Callable[[Setting], Sitting]
WORDS = "Why did the payment of May not come?"


def answer(services: AccountServices, person: Person, reply: str, *added: Added) -> None:
    """What the staff side writes, by the two numbers that stand on the page of what was sent."""
    reference, code = person.page.locator("#reference").inner_text(), person.page.content()
    found = re.search(r"<bdi class=\"nowrap\">((?:\d{4} ?){5})</bdi>", code)
    assert found
    key = status.key_of(services.pepper, reference, found[1].replace(" ", ""))
    with services.sent.write() as connection:
        before = status.read(connection, reference, key)
        now = replace(before, state="answered", answered_on=services.today(), reply=reply, added=added)
        status.write(connection, reference, key, now)


@pytest.mark.parametrize("setting", [Setting("en", False, 320), Setting("es", True, 360, "dark")], ids=str)
def test_a_message_is_written_sent_answered_and_read(
    sits: Sits, account: Flask, holder: Holder, setting: Setting
) -> None:
    person = sits(setting).person
    person.open(f"{person.prefix}/messages/")
    criticise(person)
    person.press("main a[href*='/messages/write/']")
    person.press("#page .button")
    person.page.wait_for_selector("#message-error", timeout=15_000)  # without scripts the page is asked for once more
    criticise(person)
    person.page.locator("[name=message]").fill(WORDS)
    person.press("#page .button")
    assert person.path == f"{person.prefix}/forms/message/check/"
    criticise(person)
    person.press("main button[name=go][value=send]")
    assert person.path == f"{person.prefix}/requests/1/"
    answer(account.extensions["account"], person, "It came on June 3.")

    person.open(f"{person.prefix}/home/")
    person.press("main .waits a[href*='/messages/']")
    assert person.path == f"{person.prefix}/messages/1/" and "It came on June 3." in person.page.content()
    criticise(person)
