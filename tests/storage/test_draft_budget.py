"""Half-finished forms take no more of the disk than their budget; what is begun goes on to Send."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from support.ground import ON_BOTH, SetClock, database_of
from support.journey import at, begin, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.settings import Settings
from forms_app.storage import draft_budget, drafts
from forms_app.storage.tables import drafts as table
from forms_app.storage.tables import pickups

SITE = "https://support.example.org"


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> int:
    """A budget that a test can use up, measured anew each time."""
    monkeypatch.setattr(draft_budget, "BUDGET", 200_000)
    monkeypatch.setattr(draft_budget, "AGAIN", 0.0)
    return draft_budget.BUDGET


def taken(app: Flask) -> int:
    with database_of(app).read() as connection:
        sizes = [select(func.coalesce(func.sum(func.length(one.c.box)), 0)) for one in (table, pickups)]
        return sum(connection.execute(size).scalar_one() for size in sizes)


def story(letters: int) -> dict[str, list[str]]:
    return {"what_happened": ["y" * letters]}


@pytest.mark.parametrize("addresses", [1, 100])
def test_a_day_of_writing_from_one_address_or_a_hundred_stays_in_the_budget(
    settings_for: Callable[..., Settings],
    new_database: Callable[[str], str],
    new_app: Callable[[Settings], Flask],
    clock: SetClock,
    tight: int,
    addresses: int,
) -> None:
    app = new_app(settings_for(new_database("sqlite"), PUBLIC_URL=SITE))
    hers = at(Visitor(app, base_url=SITE), "complaint", "es")
    time, refused = home("complaint", "es") + "time/", set()
    for turn in range(24 * 3):
        clock.forward(minutes=20)
        assert hers.sent(time, [("token", hers.hidden("token"))]).status_code == 204
        for other in range(6):
            refused |= attack(app, f"203.0.113.{(turn * 6 + other) % addresses}")
            assert taken(app) <= tight
        drafts.purge(database_of(app), clock.now)
    assert refused == {"begin", "copy"}
    assert send(hers)


def attack(app: Flask, address: str) -> set[str]:
    """Begin a form, write as much as its longest answer keeps and leave a copy; what of it was refused."""
    bot, his = Visitor(app, base_url=SITE), {"X-Forwarded-For": address}
    if bot.sent(home("inquiry", "en"), [], **his).status_code != 303:
        return {"begin"}
    page = bot.open("/forms/inquiry/" + next(iter(FORMS["inquiry"].by_slug)) + "/")
    for go in ("save", "later"):
        known = [("token", page.hidden("token")), ("version", page.hidden("version")), ("go", go)]
        answer = bot.sent(page.path, [*known, *((name, "z" * 20_000) for name in page.shown)], **his)
    return {"copy"} if answer.status_code == 503 else set()


@ON_BOTH
def test_without_room_for_copies_she_is_told_and_sends(visitor: Visitor, tight: int, engine: str) -> None:
    hers = at(visitor, "complaint", "en", "wish")
    with database_of(visitor.app).write() as connection:
        row = {"id": bytes(32), "version": 1, "wrapped_key": b"", "box": bytes(tight * 6 // 10)}
        connection.execute(table.insert().values(**row, touched_at=_now(visitor)))
    hers.press("later", {"wanted": "Call me."})
    assert hers.status == 503 and "cannot keep forms for later" in hers.page.text
    assert hers.shown["wanted"] == ["Call me."]
    assert visitor.get("/readyz").status_code == 503
    assert begin(Visitor(visitor.app), "inquiry", "en").status == 200
    assert send(at(hers, "complaint", "en"))


def test_when_the_most_is_taken_no_form_begins_and_what_is_begun_goes_on(visitor: Visitor, tight: int) -> None:
    hers = at(visitor, "complaint", "en", "wish")
    with database_of(visitor.app).write() as connection:
        row = {"id": bytes(32), "version": 1, "wrapped_key": b"", "box": bytes(tight * 85 // 100)}
        connection.execute(table.insert().values(**row, touched_at=_now(visitor)))
    assert Visitor(visitor.app).sent(home("inquiry", "en"), []).status_code == 503
    hers.press("next", {"wanted": "Call me."})
    assert hers.status == 200 and hers.path != "/forms/complaint/wish/"


def _now(visitor: Visitor) -> object:
    with database_of(visitor.app).read() as connection:
        return connection.execute(select(table.c.touched_at)).scalars().first()


def test_a_draft_holds_no_more_than_its_cap_and_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    hers = at(visitor, "complaint", "en", "problem")
    monkeypatch.setattr(drafts, "MOST_BYTES", 4_000)
    hers.press("next", story(4_500))
    assert hers.status == 413 and "holds as much as we can keep" in hers.page.text
    assert hers.shown["what_happened"] == ["y" * 4_500]
    assert hers.press("next", story(100)).status == 422 and hers.shown["what_happened"] == ["y" * 100]


def test_the_cap_is_a_quarter_of_a_megabyte() -> None:
    assert drafts.MOST_BYTES <= 256 * 1024
