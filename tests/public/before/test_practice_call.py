"""The practice call as pages: every walk that a page can make arrives as on the engine, and nothing typed goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from support.ground import SetClock, database_of
from support.phone_line import LINE, OPEN
from support.practice_calls import START, Caller, can_be_practised, missed
from support.visitor import Visitor

from forms_app.phone import made_up, walks
from forms_app.phone.practice import MOST_ACTS
from forms_app.phone.walks import Walk
from forms_app.storage.tables import drafts

WALKS = [walk for walk in walks.load(Path("tests/data/walks.yaml"), LINE) if can_be_practised(walk)]
OWN = "990055512345"  # somebody's own number, typed where she was asked not to


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_a_walk_arrives_on_the_page_as_it_does_on_the_engine(visitor: Visitor, clock: SetClock, walk: Walk) -> None:
    clock.now = walk.at
    caller = Caller(visitor, walk.language)
    for act, value in walk.steps:
        caller.take(act, value)

    assert caller.place == LINE.menu.nodes[walk.arrives].name[walk.language]
    assert missed(walk, caller.heard) == []


def test_nearly_all_walks_can_be_practised() -> None:
    assert len(WALKS) >= 60


def lit(visitor: Visitor) -> list[str]:
    """The key that leads on to what she wants."""
    return [b.attrs["value"] for b in visitor.page.all("button") if "key--next" in b.attrs.get("class", "")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_way_to_a_goal_is_lit_key_by_key_and_ends_with_a_card(
    visitor: Visitor, clock: SetClock, language: str
) -> None:
    clock.now = OPEN
    caller = Caller(visitor, language, "update_employment")
    for _ in range(2):
        caller.take("key", lit(visitor)[0])
    caller.take("identify", "right")
    for _ in range(2):
        caller.take("key", lit(visitor)[0])

    card = next(element for element in visitor.page.all("div") if element.attrs.get("class") == "wallet-card")
    goal = LINE.menu.nodes["update_employment"]
    assert caller.place == goal.name[language] and goal.want[language] in card.text
    assert card.text.count("→") == 4 and "866-901-3212" in card.text
    assert lit(visitor) == []


@pytest.mark.parametrize("typed", [OWN, "123-45-6789", made_up.PIN, ""])
def test_any_number_but_the_printed_one_is_refused_kindly_and_goes_no_further(
    visitor: Visitor, clock: SetClock, typed: str
) -> None:
    caller = Caller(visitor, "es")
    for key in "21":
        caller.take("key", key)
    caller.post("digits", typed)

    assert visitor.status == 422 and "Nunca escriba aquí el suyo" in visitor.page.by_id("error-summary").text
    assert caller.carried()["call"] == "21"
    if typed:
        assert visitor.page.by_id("digits").attrs.get("value", "") == "" and typed not in visitor.response.text
    caller.enter("9900 1234-0056")
    assert visitor.status == 200 and caller.carried()["call"] == "21i"


def test_words_that_are_said_do_not_stand_in_the_address(visitor: Visitor, clock: SetClock) -> None:
    clock.now = OPEN
    caller = Caller(visitor, "en")
    caller.take("key", "1")
    caller.post("said", "my name is Quetzalli")

    assert caller.carried()["call"] == "1w" and visitor.hops == ["/forms/practice-call/?call=1w&goal="]
    assert "I did not understand." in caller.heard


def test_a_key_that_the_brochure_leaves_out_is_told_as_that(visitor: Visitor, clock: SetClock) -> None:
    visitor.open("/forms/practice-call/?call=12&goal=&key=3")
    assert "The brochure does not say what key 3 does here." in visitor.page.one("main").text


def test_keys_of_ours_are_marked_and_printed_ones_are_not(visitor: Visitor, clock: SetClock) -> None:
    visitor.open("/forms/practice-call/?call=12&goal=")
    ours = {b.attrs["value"] for b in visitor.page.all("button") if "key--ours" in b.attrs.get("class", "")}
    assert ours == {"0", "9"}


def test_one_step_back_and_the_other_language_keep_the_call(visitor: Visitor, clock: SetClock) -> None:
    visitor.open("/forms/practice-call/?call=11i&goal=payments")
    visitor.follow("Español")
    assert visitor.page.one("h1").text == "Quién es usted" and "PIN" in visitor.page.one("main").text
    visitor.follow("Un paso atrás")
    assert "990012340056"[:4] in visitor.page.one("main").text


@pytest.mark.parametrize("call", ["x", "1" * (MOST_ACTS + 1), "11ip\u0661", "<script>", "1" * 3000])
def test_an_address_that_is_no_call_shows_the_beginning(visitor: Visitor, clock: SetClock, call: str) -> None:
    response = visitor.get(f"{START['en']}?call={call}")
    page = visitor.look(START["en"], response)
    assert response.status_code == 200 and page.one("h1").text == "Try the phone menu"


def test_the_longest_call_is_shown_and_no_longer_one(visitor: Visitor, clock: SetClock) -> None:
    visitor.open(f"{START['en']}?call={'19' * (MOST_ACTS // 2)}&goal=payments")
    assert visitor.status == 200 and visitor.page.one("h1").text != "Try the phone menu"


def test_nothing_is_stored(visitor: Visitor, clock: SetClock) -> None:
    caller = Caller(visitor, "es")
    for act, value in (("key", "2"), ("key", "1"), ("identify", "right"), ("key", "1")):
        caller.take(act, value)
    with database_of(visitor.app).read() as connection:
        assert connection.execute(select(func.count()).select_from(drafts)).scalar() == 0
    assert not visitor.response.headers.getlist("Set-Cookie")
