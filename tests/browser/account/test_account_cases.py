"""Around the money on an old phone: from the first page by the menu to case, dates, documents and who sees what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from browser.account.conftest import Holder
from flask import Flask
from support.account_holder import Inside
from support.case_packages import change, small
from support.ground import SetClock
from support.in_process import Sitting
from support.looking import criticise
from support.person import Person, Setting
from support.person_rows import rows_for

from forms_app.bundles import details as details_bundle
from forms_app.bundles import documents as document_bundle
from forms_app.case_data.bundling import details

PDF = b"%PDF-1.7\nhers"
Sits = Callable[[Setting], Sitting]


@pytest.fixture
def full(account: Flask, holder: Holder, clock: SetClock) -> None:
    """A hearing that took the place of one that was moved, and a document to be answered."""
    soon = (clock.now + timedelta(days=9)).date().isoformat()
    tables = change(small(), "documents", 0, sha256=hashlib.sha256(PDF).hexdigest(), answer_by=soon)
    whole = details.build(rows_for(tables, "P1"))
    moved = replace(whole.events[0], starts_at=clock.now + timedelta(days=3), state="moved")
    instead = replace(moved, event_id="E2", starts_at=clock.now + timedelta(days=20), state="set", replaces=0)
    there = Inside(account)
    there.seal(holder.public, details_bundle.KIND, replace(whole, events=(moved, instead)))
    there.seal(holder.public, document_bundle.kind_of(holder.public.id, "D1"), document_bundle.encode(PDF))


def go_to(person: Person, name: str) -> None:
    """By the menu, with the keyboard alone."""
    person.page.locator(".bar__menu summary").focus()
    person.page.keyboard.press("Enter")
    person.page.locator(f'.bar__menu a[href="{person.prefix}/{name}/"]').focus()
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    assert person.path == f"{person.prefix}/{name}/"


def saved(person: Person, selector: str) -> tuple[str, bytes]:
    with person.page.expect_download() as coming:
        person.page.locator(selector).first.click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("setting", [Setting("en", False, 320), Setting("es", True, 360, "dark")], ids=str)
def test_from_the_first_page_to_everything_around_the_money(sits: Sits, setting: Setting) -> None:
    person = sits(setting).person
    said = person.page.locator("main").inner_text()
    assert said.index("2026") < said.index("$"), "what waits for her stands before any figure"
    criticise(person)
    for name in ("case/1", "dates", "documents", "what-others-see"):
        go_to(person, name)
        criticise(person)

    go_to(person, "documents")
    assert saved(person, 'main button[value="save"]') == (
        {"en": "document.pdf", "es": "documento.pdf"}[setting.language],
        PDF,
    )
    go_to(person, "dates")
    name, calendar = saved(person, 'main a[href$="/2.ics"]')
    assert name in ("dates.ics", "fechas.ics") and b"Room 5" not in calendar
    _name, with_place = saved(person, 'main a[href$="place=yes"]')
    assert b"LOCATION:Room 5" in with_place


def test_a_new_account_on_a_phone_says_first_whom_to_call(
    account: Flask, sits: Sits, holder: Holder, clock: SetClock
) -> None:
    Inside(account).stand(holder.public, "new", clock.now.date() + timedelta(days=4))
    person = sits(Setting("es", False, 320)).person
    calls = person.page.locator('main a[href^="tel:"]').first
    box = calls.bounding_box()
    assert box and box["y"] < 640
    criticise(person)
    go_to(person, "dates")
    criticise(person)
