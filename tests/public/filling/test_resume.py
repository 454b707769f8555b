"""Left for later: a code opens its draft once, for seven days, in either language, and never costs anybody another."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from support.answers import most
from support.ground import ON_BOTH, SetClock
from support.journey import FORMS_BY_LANGUAGE, at, begin, send, slug_of
from support.public_forms import FORMS
from support.saved_drafts import picked_up
from support.visitor import Visitor, home

from forms_app.facts.languages import others
from forms_app.sealing import codes
from forms_app.storage.database import Database
from forms_app.storage.drafts import purge
from forms_app.storage.tables import drafts, pickups, submissions

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
HERS, ANOTHERS = "I want a call back.", "Nobody must lose this."
OF_ITS_OWN = {"en": "a code of its own, which opens it for 7 days", "es": "Tiene su propio código"}
STILL_OPENS = {"en": "for 7 days from then", "es": "durante 7 días desde que se dio"}


def left(visitor: Visitor, language: str = "en", wanted: str = HERS) -> str:
    """Stops at a page of a complaint with this in it; the code."""
    at(visitor, "complaint", language, "wish").press("later", {"wanted": wanted})
    return visitor.page.by_id("pick-up-code").text


def wish(visitor: Visitor, language: str = "en") -> list[str]:
    return visitor.open(f"{home('complaint', language)}wish/").shown["wanted"]


def begun_with(visitor: Visitor, wanted: str, language: str = "en") -> Visitor:
    """A complaint that is filled in up to the wish, in place of whatever lay in this browser."""
    return at(visitor, "complaint", language, "wish").press("back", {"wanted": wanted})


def count(database: Database, table: object) -> int:
    with database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


@LANGUAGES
def test_who_has_the_code_of_a_receipt_is_led_to_where_that_one_opens(visitor: Visitor, language: str) -> None:
    page = picked_up(visitor, codes.for_print(codes.new()), language).page
    assert home("status", language) in [link.attrs["href"] for link in page.all("a") if link.inside("main")]


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_a_form_goes_on_elsewhere_and_in_the_other_language(app: Flask, name: str, language: str) -> None:
    slug = most(FORMS[name]).asked[-1]
    first = at(Visitor(app), name, language, slug).press("later", most(FORMS[name]).of(slug))
    code, other = first.page.by_id("pick-up-code").text, others(language)[0].code
    elsewhere = picked_up(Visitor(app), code, other)
    assert elsewhere.path == f"{home(name, other)}code/"
    assert elsewhere.page.by_id("pick-up-code").text != code
    kept = elsewhere.open(f"{home(name, other)}{slug}/").shown
    assert all(kept[field] == texts for field, texts in most(FORMS[name]).of(slug).items() if texts != [""])
    assert elsewhere.press("next").path == f"{home(name, other)}check/"
    assert first.open(f"{home(name, language)}{slug}/").path == home("expired", language)
    assert send(elsewhere)


@ON_BOTH
def test_a_code_opens_once_and_its_successor_opens_what_was_written_since(app: Flask) -> None:
    code = left(Visitor(app))
    second = picked_up(Visitor(app), code)
    new = second.page.by_id("pick-up-code").text
    second.open("/forms/complaint/wish/").press("next", {"wanted": "More."})
    assert picked_up(Visitor(app), code).status == 422
    assert wish(picked_up(Visitor(app), new)) == ["More."]


WRONG = {"en": "One of the digits of the code is not right.", "es": "Uno de los dígitos del código no es correcto."}
SHORT = {"en": "You have typed 19.", "es": "Usted escribió 19."}


@LANGUAGES
def test_a_slip_in_a_code_says_what_kind_of_slip_it_is(app: Flask, language: str) -> None:
    code = left(Visitor(app), language)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert picked_up(Visitor(app), wrong, language).page.mistakes["code"].startswith(WRONG[language])
    assert picked_up(Visitor(app), code[:-1], language).page.mistakes["code"].endswith(SHORT[language])
    assert "20" in picked_up(Visitor(app), "", language).page.mistakes["code"]


@LANGUAGES
def test_whoever_comes_back_is_told_so_and_that_the_code_is_a_new_one(app: Flask, language: str) -> None:
    first = Visitor(app)
    code = left(first, language)
    welcome = {"en": "Welcome back", "es": "Qué bueno que volvió"}[language]
    assert first.page.one("h1").text != welcome
    back = picked_up(Visitor(app), code, language)
    assert back.page.one("h1").text == welcome and back.page.by_id("pick-up-code").text != code
    assert {"en": "is used up", "es": "ya no sirve"}[language] in back.page.one("main").text
    back.open(f"{home('complaint', language)}wish/").press("later")
    assert back.page.one("h1").text != welcome


@LANGUAGES
@pytest.mark.parametrize(("over", "opens"), [(-1, True), (0, False)])
@pytest.mark.parametrize("tidied", [True, False])
def test_a_code_lasts_seven_days(
    app: Flask, database: Database, clock: SetClock, tidied: bool, over: int, opens: bool, language: str
) -> None:
    code = left(Visitor(app), language)
    clock.forward(days=7, seconds=over)
    if tidied:
        purge(database, clock.now)
        assert count(database, pickups) == opens and count(database, drafts) == 0
    later = picked_up(Visitor(app), code, language)
    assert (later.status == 200 and wish(later, language) == [HERS]) if opens else later.status == 422


def test_sending_ends_the_code(app: Flask) -> None:
    first = Visitor(app)
    code = left(first)
    at_the_end = first.open("/forms/complaint/wish/").press("next")
    for slug in most(FORMS["complaint"]).asked[most(FORMS["complaint"]).asked.index("wish") + 1 :]:
        at_the_end.press("next", most(FORMS["complaint"]).of(slug))
    send(at_the_end)
    assert picked_up(Visitor(app), code).status == 422


@ON_BOTH
@LANGUAGES
def test_an_old_code_leaves_alone_what_was_begun_since_in_the_same_browser(app: Flask, language: str) -> None:
    shared = Visitor(app)
    code = left(shared, language)
    begun_with(shared, ANOTHERS, language)
    elsewhere = picked_up(Visitor(app), code, language)
    assert wish(elsewhere, language) == [HERS] and wish(shared, language) == [ANOTHERS]


@LANGUAGES
def test_starting_again_says_what_becomes_of_the_draft_and_its_code(app: Flask, language: str) -> None:
    shared = Visitor(app)
    begin(shared, "complaint", language)
    assert STILL_OPENS[language] not in shared.open(home("complaint", language)).page.text
    code = left(shared, language)
    assert STILL_OPENS[language] in shared.open(home("complaint", language)).page.text
    begin(shared, "complaint", language)
    assert wish(picked_up(Visitor(app), code, language), language) == [HERS]


@LANGUAGES
class TestAnotherDraftLiesHere:
    """The browser in which a code is typed has a draft of the same form."""

    def test_nothing_moves_until_one_is_chosen(self, app: Flask, language: str) -> None:
        here, code = Visitor(app), left(Visitor(app), language)
        begun_with(here, ANOTHERS, language)
        assert picked_up(here, code, language).status == 409 and HERS not in here.page.text
        assert wish(here, language) == [ANOTHERS]
        assert wish(picked_up(Visitor(app), code, language), language) == [HERS]

    def test_the_one_behind_the_code_can_be_chosen(self, app: Flask, language: str) -> None:
        here, code = Visitor(app), left(Visitor(app), language)
        begun_with(here, ANOTHERS, language)
        assert picked_up(here, code, language).press("instead").path == f"{home('complaint', language)}code/"
        assert wish(here, language) == [HERS]

    def test_the_one_here_can_be_gone_on_with(self, app: Flask, language: str) -> None:
        here, code = Visitor(app), left(Visitor(app), language)
        begun_with(here, ANOTHERS, language)
        onward = [link for link in picked_up(here, code, language).page.of_class("button") if link.tag == "a"]
        assert slug_of(here.open(onward[0].attrs["href"])) == "help" and wish(here, language) == [ANOTHERS]

    def test_the_question_is_asked_again_in_the_other_language(self, app: Flask, language: str) -> None:
        here, code = Visitor(app), left(Visitor(app), language)
        begun_with(here, ANOTHERS, language)
        asked = picked_up(here, code, language)
        (switch,) = [each for each in asked.page.all("button") if each.attrs.get("lang") == others(language)[0].code]
        known = [("token", asked.hidden("token")), ("code", asked.hidden("code"))]
        assert asked.post(switch.attrs["formaction"], known).status == 409
        assert asked.path == home("resume", others(language)[0].code)

    def test_a_draft_with_a_code_of_its_own_says_so_and_stays_behind_it(self, app: Flask, language: str) -> None:
        here, code = Visitor(app), left(Visitor(app), language)
        own = left(here, language, ANOTHERS)
        asked = picked_up(here, code, language)
        assert asked.status == 409 and OF_ITS_OWN[language] in asked.page.text
        asked.press("instead")
        assert wish(here, language) == [HERS]
        assert wish(picked_up(Visitor(app), own, language), language) == [ANOTHERS]


def test_no_question_is_asked_where_nothing_would_be_lost(app: Flask, clock: SetClock) -> None:
    same, empty, other_form, idle = (Visitor(app) for _ in range(4))
    code = left(same)
    code = picked_up(same, code).page.by_id("pick-up-code").text
    begin(empty, "complaint", "en")
    code = picked_up(empty, code).page.by_id("pick-up-code").text
    at(other_form, "state-hearing", "en", "case")
    code = picked_up(other_form, code).page.by_id("pick-up-code").text
    assert slug_of(other_form.open("/forms/state-hearing/case/")) == "case"
    begun_with(idle, ANOTHERS)
    clock.forward(minutes=31)
    assert wish(picked_up(idle, code)) == [HERS]


@LANGUAGES
def test_back_after_leaving_opens_nothing_and_the_code_stays_good(app: Flask, language: str) -> None:
    """The browser can post again what led to the page that asked: it holds a code that opens."""
    here, code = Visitor(app), left(Visitor(app), language)
    begun_with(here, ANOTHERS, language)
    asked = picked_up(here, code, language)
    again = [("token", asked.hidden("token")), ("code", code)]
    here.get(home("exit", language), {"Sec-Fetch-Site": "same-origin"})
    assert here.post(home("resume", language), again).path == home("expired", language)
    assert here.client.get_cookie("visit", domain="127.0.0.1") is None
    assert wish(picked_up(Visitor(app), code, language), language) == [HERS]


def test_a_browser_that_refuses_cookies_does_not_use_the_code_up(app: Flask) -> None:
    code, refusing = left(Visitor(app)), Visitor(app).open("/forms/resume/")
    token = refusing.hidden("token")
    refusing.client.delete_cookie("visit", domain="127.0.0.1")
    assert refusing.post("/forms/resume/", [("token", token), ("code", code)]).path == "/forms/expired/"
    assert wish(picked_up(Visitor(app), code)) == [HERS]


@LANGUAGES
class TestBegunAnewBesideAnOldTab:
    """One tab begins the form anew, another one still shows the draft before."""

    def test_what_the_old_check_showed_is_not_mistaken_for_the_new_draft(
        self, visitor: Visitor, database: Database, language: str
    ) -> None:
        old = at(visitor, "complaint", language).tab()
        at(visitor, "complaint", language)  # as many steps as before
        old.press("send")
        assert old.status == 409 and count(database, submissions) == 0

    def test_an_old_page_is_asked_about_before_it_is_kept(self, visitor: Visitor, language: str) -> None:
        old = begun_with(visitor, HERS, language).tab().open(f"{home('complaint', language)}wish/")
        begun_with(visitor, ANOTHERS, language)
        old.press("next", {"wanted": "From before."})
        assert old.status == 409 and wish(visitor, language) == [ANOTHERS]
