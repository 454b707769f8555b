"""A long conversation as it is seen: an answer with something added, words of any script, and what waits unsent."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from account.test_messages_aside import her_case
from browser.account.conftest import Holder
from browser.account.test_account_messages import answer
from flask import Flask
from support.account_holder import Inside
from support.in_process import Sitting
from support.looking import criticise
from support.person import Setting

from forms_app.bundles import money as money_bundle
from forms_app.bundles.money import Money
from forms_app.storage.status import Added

Sits = Callable[[Setting], Sitting]
LONG = f"😀 {'W' * 300}\nمتى يصل الدفع؟\nשלום <b>no</b> {'a word ' * 100}"


@pytest.mark.parametrize("setting", [Setting("es", False, 360), Setting("en", True, 1280, "dark")], ids=str)
def test_it_fits_and_says_what_is_new_and_what_waits(
    sits: Sits, account: Flask, holder: Holder, setting: Setting
) -> None:
    services = account.extensions["account"]
    two = (her_case(), replace(her_case(), case_id="9000000009", county="Kern"))
    Inside(account).seal(holder.public, money_bundle.KIND, Money(two))
    person = sits(setting).person
    for place, words in ((1, LONG), (2, "Kern?"), (1, "Los Angeles?")):
        person.open(f"{person.prefix}/messages/write/{place}/")
        person.page.locator("[name=message]").fill(words)
        person.press("#page .button")
        if words == LONG:
            person.press("main button[name=go][value=send]")
            reply = f"{LONG}\n\nIt came on June 3."
            answer(
                services,
                person,
                reply,
                Added(services.today(), "You find it under Payments."),
            )
    for path in ("/home/", "/messages/", "/messages/1/", "/requests/"):
        person.open(f"{person.prefix}{path}")
        criticise(person)
        if folder := os.environ.get("LOOKS"):
            name = f"{path.strip('/').replace('/', '-')}-{setting.language}-{setting.width}.png"
            person.page.screenshot(path=Path(folder) / name, full_page=True)
    person.open(f"{person.prefix}/messages/1/")
    assert "Los Angeles?" in person.page.locator("[name=message]").input_value()
    person.open(f"{person.prefix}/messages/")
    assert person.page.locator("main a[href*='/messages/write/2/']").count() == 1
