"""Whoever writes to the database and has the public app's keys, as its process does, reads no answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from support.desk import PASSWORD, STORY, Browser, Desk
from support.ground import ON_BOTH

from forms_app.deadlines import Arrival
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.staff.accounts import first_seals
from forms_app.staff.accounts import invitations as inviting
from forms_app.storage.accounts import row_seals
from forms_app.storage.submissions.submission import Keyed
from forms_app.storage.tables import accounts, invitations, recovery_codes, sessions, submissions
from forms_app.web.sign_in import one_time_codes, passwords

TOKEN = "chosen-by-the-attacker"
KEYS = (b"", bytes(32), hashlib.sha256(b"any").digest())


def account(desk: Desk, **known: Any) -> dict[str, Any]:
    """A row with all that the attacker can know or make: a password of hers, an authenticator under a key of hers."""
    email = "mallory@example.org"
    box = one_time_codes.new_box(bytes(32), email)
    row = {"email": email, "role": "supervisor", "name": "Mallory", "password_hash": passwords.hash_of(PASSWORD)}
    return {**row, "totp_box": box, "totp_last_step": 0, "created_at": desk.clock.now, **known}


def session(desk: Desk, account_id: int, **known: Any) -> dict[str, Any]:
    row = {"id": hashlib.sha256(TOKEN.encode()).digest(), "account_id": account_id}
    return {**row, "created_at": desk.clock.now, "seen_at": desk.clock.now, **known}


def run(desk: Desk, *statements: Any) -> None:
    with desk.office.database.write() as connection:
        for statement in statements:
            connection.execute(statement)


def number(desk: Desk, email: str) -> int:
    with desk.office.database.read() as connection:
        return int(connection.execute(select(accounts.c.id).where(accounts.c.email == email)).scalar_one())


def seal_of(desk: Desk, table: Any) -> bytes:
    """A seal that the staff side made for another row."""
    with desk.office.database.read() as connection:
        return bytes(connection.execute(select(table.c.seal)).scalars().first() or b"")


def with_cookie(desk: Desk, token: str = TOKEN) -> Browser:
    browser = desk.browser()
    browser.client.set_cookie("staff", token)
    return browser


def is_closed(desk: Desk, browser: Browser, reference: str) -> bool:
    pages = [browser.get(path) for path in ("/inbox/", f"/submissions/{reference}/")]
    return all(page.status_code == 303 and STORY not in page.text for page in pages)


Forgery = Callable[[Desk], Iterator[Any]]


def a_session_of_somebody(desk: Desk) -> Iterator[Any]:
    yield insert(sessions).values(**session(desk, number(desk, "supervisor@example.org")))


def a_session_with_a_seal_of_another_row(desk: Desk) -> Iterator[Any]:
    theirs = number(desk, "supervisor@example.org")
    yield insert(sessions).values(**session(desk, theirs, seal=seal_of(desk, sessions)))


def another_token_in_a_row_that_is_ours(desk: Desk) -> Iterator[Any]:
    yield update(sessions).values(id=hashlib.sha256(TOKEN.encode()).digest())


def an_account_and_its_session(desk: Desk) -> Iterator[Any]:
    yield insert(accounts).values(id=77, **account(desk))
    yield insert(sessions).values(**session(desk, 77))


def an_account_with_a_seal_of_another_row(desk: Desk) -> Iterator[Any]:
    yield insert(accounts).values(id=77, **account(desk, seal=seal_of(desk, accounts)))
    yield insert(sessions).values(**session(desk, 77, seal=seal_of(desk, sessions)))


FORGERIES: list[Forgery] = [
    a_session_of_somebody,
    a_session_with_a_seal_of_another_row,
    another_token_in_a_row_that_is_ours,
    an_account_and_its_session,
    an_account_with_a_seal_of_another_row,
]


@ON_BOTH
@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_session_opens_nothing(desk: Desk, engine: str, forgery: Forgery) -> None:
    desk.signed_in()
    reference = desk.receive()
    run(desk, *forgery(desk))
    assert is_closed(desk, with_cookie(desk), reference)


@pytest.mark.parametrize("key", KEYS)
def test_a_seal_made_with_another_key_opens_nothing(desk: Desk, key: bytes) -> None:
    desk.person()
    reference = desk.receive()
    row = session(desk, number(desk, "supervisor@example.org"))
    run(desk, insert(sessions).values(**row, seal=row_seals.seal_of(sessions, key, row)))
    assert is_closed(desk, with_cookie(desk), reference)


@pytest.mark.parametrize(
    "changed",
    [
        {"role": "supervisor"},
        {"password_hash": "theirs"},
        {"email": "other@example.org"},
        {"name": "Somebody else"},
        {"totp_last_step": -1},
    ],
)
def test_an_account_changed_from_outside_is_signed_out_and_cannot_sign_in(desk: Desk, changed: dict[str, Any]) -> None:
    browser = desk.signed_in("caseworker")
    run(desk, update(accounts).where(accounts.c.email == "caseworker@example.org").values(**changed))
    assert browser.get("/inbox/").status_code == 303
    desk.clock.forward(seconds=31)
    person = desk.people["caseworker@example.org"]
    email = changed.get("email", person.email)
    assert desk.browser().sign_in(email, PASSWORD, person.code()).status_code == 422


def test_an_account_that_was_switched_off_is_not_switched_on_from_outside(desk: Desk) -> None:
    browser, administrator = desk.signed_in("caseworker"), desk.signed_in("administrator")
    theirs = number(desk, "caseworker@example.org")
    administrator.post("/accounts/switch/", account=str(theirs), switch="off")
    run(desk, update(accounts).where(accounts.c.id == theirs).values(disabled_at=None))
    run(desk, insert(sessions).values(**session(desk, theirs, seal=seal_of(desk, sessions))))
    assert browser.get("/inbox/").status_code == 303 and is_closed(desk, with_cookie(desk), desk.receive())


def test_an_older_session_is_not_made_younger(desk: Desk) -> None:
    browser = desk.signed_in()
    desk.clock.forward(hours=1)
    run(desk, update(sessions).values(seen_at=desk.clock.now))
    assert browser.get("/inbox/").status_code == 303


@pytest.mark.parametrize("changed", [{"until": timedelta(days=90)}, {"code_hash": bytes(32)}])
def test_a_set_up_code_made_or_made_longer_from_outside_sets_nothing_up(desk: Desk, changed: dict[str, Any]) -> None:
    told = {"email": "luz@example.org", "name": "Luz Mora", "role": "supervisor"}
    with desk.office.database.write() as connection:
        code = inviting.invite(connection, desk.office, None, **told).code
    until = desk.clock.now + changed.get("until", timedelta())
    new = {"until": until} if "until" in changed else changed
    desk.clock.forward(hours=25 if "until" in changed else 0)
    run(desk, update(invitations).values(**new))
    tried = {"email": told["email"], "code": code, "password": PASSWORD, "again": PASSWORD}
    assert desk.browser().post("/set-up/", **tried).status_code == 422


def test_a_recovery_code_put_in_from_outside_lets_nobody_in(desk: Desk) -> None:
    desk.person()
    theirs = number(desk, "supervisor@example.org")
    for key in KEYS:
        mark = hashlib.sha256(key + f"{theirs} 123412341234".encode()).digest()
        run(desk, insert(recovery_codes).values(id=mark, account_id=theirs))
    desk.clock.forward(seconds=31)
    assert desk.browser().sign_in("supervisor@example.org", PASSWORD, "1234 1234 1234").status_code == 422


def test_a_row_changed_from_outside_is_not_made_good_by_a_later_change(desk: Desk) -> None:
    administrator, browser = desk.signed_in("administrator"), desk.signed_in("caseworker")
    theirs = number(desk, "caseworker@example.org")
    run(desk, update(accounts).where(accounts.c.id == theirs).values(role="supervisor"))
    changed = administrator.post("/accounts/change/", account=str(theirs), name="Ana", role="supervisor")
    assert changed.status_code == 400 and browser.get("/inbox/").status_code == 303
    assert administrator.post("/accounts/reset/", account=str(theirs)).status_code == 422


def resealed(desk: Desk, reference: str, **changed: Any) -> None:
    """What the public key allows: an envelope for this row with other content."""
    office = desk.office
    with office.database.write() as connection:
        row = connection.execute(select(submissions).where(submissions.c.reference == reference)).one()
        told = json.loads(office.opening.open(row.sealed, context=reference)) | changed
        key = SealingKey.of(keys.public_pair(office.settings, "inbox"))
        sealed = key.seal(json.dumps(told).encode(), context=reference)
        mine = update(submissions).where(submissions.c.reference == reference)
        connection.execute(mine.values(sealed=sealed, channel="mail" if changed.get("keyed") else "online"))


def test_nobody_else_says_that_staff_keyed_something_in(desk: Desk) -> None:
    reference = desk.receive()
    claimed = Keyed(1, Arrival("mail", date(2026, 3, 1), date(2026, 3, 9)), date(2026, 3, 8), mark="ab" * 32)
    resealed(desk, reference, keyed=claimed.packed())
    page = desk.signed_in().get(f"/submissions/{reference}/").text
    assert "March 1" not in page and "Keyed in by" not in page and STORY not in page


def test_a_submission_put_under_another_form_is_not_shown_to_those_who_read_that_form(desk: Desk) -> None:
    reference = desk.receive("state-hearing")
    run(desk, update(submissions).where(submissions.c.reference == reference).values(form="enrollment"))
    page = desk.signed_in("caseworker").get(f"/submissions/{reference}/")
    assert STORY not in page.text


@ON_BOTH
def test_what_an_earlier_version_wrote_is_sealed_once(desk: Desk, engine: str) -> None:
    browser, office = desk.signed_in(), desk.office
    for table in office.sign_in.tables.all():
        run(desk, update(table).values(seal=None))
    assert browser.get("/inbox/").status_code == 303
    (office.settings.keys_dir / "staff" / keys.SEALED_ROWS).unlink()
    first_seals.expect(office)
    assert browser.get("/inbox/").status_code == 200
    run(desk, delete(sessions), insert(sessions).values(**session(desk, number(desk, "supervisor@example.org"))))
    first_seals.expect(office)
    assert with_cookie(desk).get("/inbox/").status_code == 303


def test_what_an_earlier_version_keyed_in_is_vouched_for_once(desk: Desk) -> None:
    browser, office, reference = desk.signed_in(), desk.office, desk.receive()
    keyed = Keyed(1, Arrival("mail", date(2026, 3, 1), date(2026, 3, 9)), date(2026, 3, 8))
    resealed(desk, reference, keyed=keyed.packed())
    assert STORY not in browser.get(f"/submissions/{reference}/").text
    (office.settings.keys_dir / "staff" / keys.SEALED_ROWS).unlink()
    first_seals.expect(office)
    page = browser.get(f"/submissions/{reference}/").text
    assert STORY in page and "Keyed in by" in page
    resealed(desk, reference, keyed=keyed.packed())
    first_seals.expect(office)
    assert STORY not in browser.get(f"/submissions/{reference}/").text
