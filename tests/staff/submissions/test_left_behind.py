"""Nobody's work lies because a colleague left: what is with somebody who cannot work on it is named and found."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, update
from support.cards import form_of, press
from support.desk import Desk
from support.ground import ON_BOTH

from forms_app.storage.tables import accounts, submissions

GONE = "caseworker@example.org"
NAMED = "with somebody who cannot work on them"
WAYS = {"switched off": {"disabled_at": "now"}, "in another role": {"role": "complaint-unit"}}


def given_to_one_who_goes(desk: Desk, way: str, form: str = "enrollment") -> tuple[str, int]:
    """A submission, and the account with which it stays."""
    desk.person("caseworker")
    reference = desk.receive(form=form)
    with desk.office.database.write() as connection:
        number = connection.scalars(select(accounts.c.id).where(accounts.c.email == GONE)).one()
        connection.execute(update(submissions).values(owner=number))
        values = {"disabled_at": desk.clock.now} if way == "switched off" else WAYS[way]
        connection.execute(update(accounts).where(accounts.c.id == number).values(**values))
    return reference, number


@ON_BOTH
def test_work_with_somebody_who_was_switched_off_is_named_above_the_inbox(desk: Desk, engine: str) -> None:
    reference, number = given_to_one_who_goes(desk, "switched off")
    browser = desk.signed_in()
    page = browser.get("/inbox/").text
    assert NAMED in page and f'href="/inbox/?owner={number}"' in page and f"{GONE}</bdi> (1)" in page
    listed = browser.get(f"/inbox/?owner={number}").text
    assert reference in listed and f'<option value="{number}" selected>{GONE} (cannot work on it)' in listed
    token = re.findall(r'name="chosen" value="([^"]+)"', listed)[0]
    assert browser.post("/inbox/change/", chosen=token, owner="none").status_code == 303
    assert NAMED not in browser.get("/inbox/").text


@pytest.mark.parametrize("way", WAYS)
def test_its_page_says_with_whom_it_is_and_saving_leaves_it_there(desk: Desk, way: str) -> None:
    reference, number = given_to_one_who_goes(desk, way)
    browser = desk.signed_in()
    fields = form_of(browser.get(f"/submissions/{reference}/").text).found
    assert fields["work.owner"] == str(number)
    assert press(browser, reference, "work", "change", work__state="working").status_code == 303
    with desk.office.database.read() as connection:
        assert connection.scalars(select(submissions.c.owner)).one() == number
    assert press(browser, reference, "note", "note", note__text="Left by a colleague.").status_code == 303
    assert "typed before and not sent" not in browser.get(f"/submissions/{reference}/").text
    late = press(browser, reference, "work", "change", version="0", work__state="waiting")
    assert late.status_code == 409 and f"with {GONE}" in late.text


def test_it_is_named_only_to_those_who_may_see_it(desk: Desk) -> None:
    given_to_one_who_goes(desk, "switched off")
    assert NAMED not in desk.signed_in("complaint-unit").get("/inbox/").text


def test_work_that_its_owner_can_do_is_not_named(desk: Desk) -> None:
    given_to_one_who_goes(desk, "in another role", form="complaint")
    assert NAMED not in desk.signed_in().get("/inbox/").text
