"""Payments, months and balances at a window: nothing cut off, all of it by key and without scripts, in both colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from browser.account.conftest import Holder
from flask import Flask
from support.account_holder import Inside
from support.in_process import Sitting
from support.looking import criticise
from support.person import Setting
from support.three_years import three_years

from forms_app.bundles import money as money_bundle
from forms_app.bundles.money import Case, Money

DISPUTE = {"en": "I think this is wrong", "es": "Creo que esto está mal"}


@pytest.fixture
def money(account: Flask, holder: Holder) -> Money:
    """Two cases of three years, one with two kinds of support and amounts as wide as they get."""
    whole = three_years()
    wide = [replace(one, kind="spousal", charged=1234567, paid=1234567, closing=12345678) for one in whole.months]
    both: Case = replace(whole, case_id="C2", months=(*whole.months, *wide))
    found = Money((three_years("payer"), both))
    Inside(account).seal(holder.public, money_bundle.KIND, found)
    return found


@pytest.mark.parametrize("setting", [Setting("es", False, 320), Setting("en", True, 1280)], ids=str)
def test_three_years_of_money_fit_every_window(
    sits: Callable[[Setting], Sitting], money: Money, setting: Setting
) -> None:
    person = sits(setting).person
    for path in ("/payments/1/", "/payments/2/?year=all", "/balances/"):
        person.open(f"{person.prefix}{path}")
        criticise(person, "light", "dark")
        assert person.page.get_by_text(DISPUTE[setting.language]).count()


def test_what_happened_with_a_payment_opens_by_key_and_is_on_paper(
    sits: Callable[[Setting], Sitting], money: Money
) -> None:
    person = sits(Setting("en", False, 360)).person
    person.open("/payments/1/")
    fifth = person.page.locator("details.payment").nth(4)
    assert not fifth.locator("li").first.is_visible()
    fifth.locator("summary").focus()
    person.page.keyboard.press("Enter")
    assert fifth.locator("li").first.is_visible()
    person.page.emulate_media(media="print")
    for one in person.page.locator("details.payment").all():
        assert one.locator("li").first.is_visible()
    assert not person.page.locator(".pick").first.is_visible()
    assert person.page.locator(".bars svg").is_visible()
