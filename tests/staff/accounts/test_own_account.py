"""What everybody does with their own account, and how somebody without a telephone or a password gets in again."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from sqlalchemy import text
from support.command_line import add, run
from support.desk import PASSWORD, Browser, Desk, Person

from forms_app.staff.accounts import accounts

NEW = "another river of slow green glass"
CODE = re.compile(r'<li class="code">([\d ]{14})</li>')
SET_UP_CODE = re.compile(r'id="set-up-code">([\d ]{24})<')
KEY = re.compile(r'id="key">([A-Z2-7 ]+)<')
OFFER = re.compile(r'name="offer" value="([^"]+)"')


def codes_of(desk: Desk, person: Person) -> list[str]:
    with desk.office.database.write() as connection:
        return accounts.renew_recovery_codes(
            connection, desk.office, accounts.find(connection, desk.office, person.email).id
        )


def fresh(desk: Desk, person: Person) -> str:
    """A code that was not used yet."""
    desk.clock.forward(seconds=31)
    return person.code()


def scanned(desk: Desk, page: str) -> tuple[str, pyotp.TOTP]:
    """What an authenticator app and the page's form make of an offer."""
    return OFFER.findall(page)[0], pyotp.TOTP(KEY.findall(page)[0].replace(" ", ""))


def invite(desk: Desk, **changed: str) -> str:
    """The set-up code of a new account."""
    wanted = {"email": "luz@example.org", "name": "Luz Mora", "role": "caseworker", **changed}
    return str(SET_UP_CODE.findall(desk.signed_in("administrator").post("/accounts/add/", **wanted).text)[0])


def begin(browser: Browser, code: str, **changed: str) -> tuple[int, str]:
    wanted = {"email": "luz@example.org", "code": code, "password": NEW, "again": NEW, **changed}
    answer = browser.post("/set-up/", **wanted)
    return answer.status_code, answer.text


def test_a_recovery_code_signs_in_once_is_written_down_and_says_how_many_are_left(desk: Desk) -> None:
    person = desk.person("caseworker")
    codes = codes_of(desk, person)
    assert len(set(codes)) == 10
    browser = desk.browser()
    assert browser.sign_in(person.email, PASSWORD, codes[0].replace(" ", "")).headers["Location"] == "/account/"
    assert "9 recovery codes left" in browser.get("/account/").text
    assert desk.browser().sign_in(person.email, PASSWORD, codes[0]).status_code == 422
    assert "Unusual: signed in with a recovery code" in desk.signed_in().get("/audit/").text


def test_a_recovery_code_needs_its_own_persons_password(desk: Desk) -> None:
    ana, ben = desk.person("caseworker"), desk.person("complaint-unit")
    code = codes_of(desk, ana)[0]
    assert desk.browser().sign_in(ana.email, "not her password at all", code).status_code == 422
    assert desk.browser().sign_in(ben.email, PASSWORD, code).status_code == 422
    assert desk.browser().sign_in(ana.email, PASSWORD, code).status_code == 303


def test_guessing_recovery_codes_is_as_slow_as_guessing_anything(desk: Desk) -> None:
    person = desk.person()
    code = codes_of(desk, person)[0]
    wrong = [desk.browser().sign_in(person.email, PASSWORD, f"{n:012}").status_code for n in range(5)]
    assert [*wrong, desk.browser().sign_in(person.email, PASSWORD, code).status_code] == [422] * 5 + [429]


def test_new_recovery_codes_are_shown_once_and_end_the_old_ones(desk: Desk) -> None:
    person = desk.person()
    old, browser = codes_of(desk, person)[0], desk.signed_in()
    page = browser.post("/account/codes/", present=PASSWORD, code=fresh(desk, person)).text
    new = CODE.findall(page)
    assert len(new) == 10 and new[0] not in browser.get("/account/codes/").text
    assert desk.browser().sign_in(person.email, PASSWORD, old).status_code == 422
    assert desk.browser().sign_in(person.email, PASSWORD, new[0]).status_code == 303
    with desk.office.database.read() as connection:
        rows = connection.execute(text("SELECT * FROM recovery_codes")).all()
    assert len(rows) == 9 and not {code.replace(" ", "") for code in new} & set(re.findall(r"\d{12}", str(rows)))


@pytest.mark.parametrize("path", ["/account/codes/", "/account/authenticator/", "/account/password/"])
@pytest.mark.parametrize("missing", ["present", "code"])
def test_whoever_finds_an_unlocked_screen_changes_nothing(desk: Desk, path: str, missing: str) -> None:
    person, browser = desk.person(), desk.signed_in()
    right = {"present": PASSWORD, "code": fresh(desk, person), "password": NEW, "again": NEW}
    answer = browser.post(path, **{**right, missing: "000000"})
    assert answer.status_code == 422 and "is not right" in answer.text and not CODE.findall(answer.text)
    assert not OFFER.findall(answer.text)
    assert "Wrong password or code on the own account" in browser.get("/audit/").text
    assert desk.signed_in().get("/inbox/").status_code == 200


def test_the_sixth_proof_waits_and_locks_nobody_out_of_signing_in(desk: Desk) -> None:
    person, browser = desk.person(), desk.signed_in()
    wrong = [browser.post("/account/codes/", present="x", code="1").status_code for _ in range(6)]
    assert wrong == [422] * 5 + [429]
    assert desk.browser().sign_in(person.email, PASSWORD, fresh(desk, person)).status_code == 303


def test_a_new_password_works_and_signs_every_other_browser_out(desk: Desk) -> None:
    person, here, there = desk.person(), desk.signed_in(), desk.signed_in()
    fields = {"present": PASSWORD, "code": fresh(desk, person), "password": NEW, "again": NEW}
    assert here.post("/account/password/", **fields).status_code == 303
    assert [one.get("/inbox/").status_code for one in (here, there)] == [200, 303]
    assert desk.browser().sign_in(person.email, PASSWORD, fresh(desk, person)).status_code == 422
    assert desk.browser().sign_in(person.email, NEW, fresh(desk, person)).status_code == 303


@pytest.mark.parametrize(("password", "again"), [("short", "short"), ("a" * 40, "a" * 40), (NEW, NEW + "x")])
def test_a_bad_new_password_is_refused_before_a_code_is_used_up(desk: Desk, password: str, again: str) -> None:
    person, browser = desk.person(), desk.signed_in()
    fields = {"present": PASSWORD, "code": fresh(desk, person), "password": password, "again": again}
    assert browser.post("/account/password/", **fields).status_code == 422
    fields |= {"password": NEW, "again": NEW}
    assert browser.post("/account/password/", **fields).status_code == 303


def test_a_new_authenticator_counts_only_when_it_has_shown_a_right_code(desk: Desk) -> None:
    person, browser = desk.person(), desk.signed_in()
    page = browser.post("/account/authenticator/", present=PASSWORD, code=fresh(desk, person)).text
    offer, app = scanned(desk, page)
    assert 'src="data:image/svg+xml' in page
    wrong = browser.post("/account/authenticator/confirm/", offer=offer, code="000000")
    assert wrong.status_code == 422 and KEY.findall(wrong.text) == KEY.findall(page)
    assert desk.browser().sign_in(person.email, PASSWORD, fresh(desk, person)).status_code == 303
    right = {"offer": OFFER.findall(wrong.text)[0], "code": app.at(desk.clock.now)}
    assert browser.post("/account/authenticator/confirm/", **right).status_code == 303
    assert desk.browser().sign_in(person.email, PASSWORD, fresh(desk, person)).status_code == 422
    assert desk.browser().sign_in(person.email, PASSWORD, app.at(desk.clock.now)).status_code == 303


def test_an_offer_is_good_for_its_session_and_a_quarter_of_an_hour(desk: Desk) -> None:
    person, browser, other = desk.person(), desk.signed_in(), desk.signed_in()
    page = browser.post("/account/authenticator/", present=PASSWORD, code=fresh(desk, person)).text
    offer, app = scanned(desk, page)
    answers = [other.post("/account/authenticator/confirm/", offer=offer, code=app.at(desk.clock.now))]
    answers.append(browser.post("/account/authenticator/confirm/", offer="x", code=app.at(desk.clock.now)))
    desk.clock.forward(minutes=14, seconds=59)
    browser.get("/inbox/")
    desk.clock.forward(seconds=1)
    answers.append(browser.post("/account/authenticator/confirm/", offer=offer, code=app.at(desk.clock.now)))
    assert [answer.headers.get("Location") for answer in answers] == ["/account/authenticator/"] * 3
    assert desk.browser().sign_in(person.email, PASSWORD, fresh(desk, person)).status_code == 303


def test_a_set_up_code_makes_an_account_its_persons_own(desk: Desk) -> None:
    code, browser = invite(desk), desk.browser()
    status, page = begin(browser, code)
    offer, app = scanned(desk, page)
    assert status == 200
    confirmed = {"email": "luz@example.org", "offer": offer, "code": app.at(desk.clock.now)}
    done = browser.post("/set-up/confirm/", **confirmed)
    kept = CODE.findall(done.text)
    assert len(kept) == 10 and browser.get("/inbox/").status_code == 200
    assert browser.post("/set-up/confirm/", **confirmed).headers["Location"] == "/set-up/"
    assert begin(desk.browser(), code)[0] == 422
    desk.clock.forward(seconds=31)
    assert desk.browser().sign_in("luz@example.org", NEW, app.at(desk.clock.now)).status_code == 303
    assert desk.browser().sign_in("luz@example.org", NEW, kept[0]).status_code == 303
    trail = desk.signed_in().get("/audit/").text
    assert "luz@example.org: caseworker" in trail and "Account set up by its person" in trail


def test_whatever_is_wrong_with_a_set_up_the_answer_is_the_same(desk: Desk) -> None:
    code = invite(desk)
    other = invite(desk, email="ben@example.org")
    tries = [
        begin(desk.browser(), code, email="nobody@example.org"),
        begin(desk.browser(), other),
        begin(desk.browser(), ""),
        begin(desk.browser(), code, email="administrator@example.org"),
    ]
    desk.clock.forward(hours=24)
    tries.append(begin(desk.browser(), code))
    assert {status for status, _ in tries} == {422}
    assert len({re.sub(r'value="[^"]*"', "", page) for _, page in tries}) == 1


def test_guessing_set_up_codes_is_slow(desk: Desk) -> None:
    code = invite(desk)
    wrong = [begin(desk.browser(), "0" * 20)[0] for _ in range(5)]
    assert [*wrong, begin(desk.browser(), code)[0]] == [422] * 5 + [429]


def test_before_it_is_set_up_nothing_signs_in(desk: Desk) -> None:
    invite(desk)
    for password in ("", NEW):
        assert desk.browser().sign_in("luz@example.org", password, "000000").status_code == 422


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"email": "luz"}, "luz is not an e-mail address."),
        ({"email": "administrator@example.org"}, "There is an account for administrator@example.org already."),
        ({"name": " "}, "Enter the person"),
        ({"name": "Luz\x1b"}, "cannot be shown"),
    ],
)
def test_a_wrong_new_account_keeps_what_was_typed_and_says_why(desk: Desk, changed: dict[str, str], says: str) -> None:
    wanted = {"email": "luz@example.org", "name": "Luz Mora", "role": "ombudsperson", **changed}
    answer = desk.signed_in("administrator").post("/accounts/add/", **wanted)
    assert answer.status_code == 422 and says in answer.text and not SET_UP_CODE.findall(answer.text)
    assert '<option value="ombudsperson" selected>' in answer.text and f'value="{wanted["email"]}"' in answer.text


def test_a_reset_ends_sessions_password_and_codes_at_once_and_a_set_up_begins_anew(desk: Desk) -> None:
    person, administrator = desk.person("caseworker"), desk.signed_in("administrator")
    code, theirs = codes_of(desk, person)[0], desk.signed_in("caseworker")
    page = administrator.post("/accounts/reset/", account=number_of(desk, person.email)).text
    assert theirs.get("/inbox/").status_code == 303
    assert desk.browser().sign_in(person.email, PASSWORD, fresh(desk, person)).status_code == 422
    assert desk.browser().sign_in(person.email, PASSWORD, code).status_code == 422
    status, _ = begin(desk.browser(), SET_UP_CODE.findall(page)[0], email=person.email)
    assert status == 200
    assert "Account reset: a set-up code was given" in administrator.get("/audit/").text


def test_nobody_resets_the_account_they_work_with_nor_changes_its_role(desk: Desk) -> None:
    administrator = desk.signed_in("administrator")
    mine = number_of(desk, "administrator@example.org")
    assert administrator.post("/accounts/reset/", account=mine).status_code == 400
    assert administrator.post("/accounts/change/", account=mine, name="A B", role="caseworker").status_code == 400
    assert administrator.post("/accounts/change/", account=mine, name="A B", role="administrator").status_code == 303
    assert "A B" in administrator.get(f"/accounts/{mine}/").text


def test_a_changed_role_counts_at_once_and_is_written_down(desk: Desk) -> None:
    worker, administrator = desk.signed_in("caseworker"), desk.signed_in("administrator")
    number = number_of(desk, "caseworker@example.org")
    administrator.post("/accounts/change/", account=number, name="Ana Ruiz", role="supervisor")
    assert worker.get("/audit/").status_code == 200
    assert "caseworker → Ana Ruiz, supervisor" in administrator.get("/audit/").text


@pytest.mark.parametrize("path", ["/accounts/99/", "/accounts/x/"])
def test_an_account_that_never_was_has_no_page(desk: Desk, path: str) -> None:
    assert desk.signed_in("administrator").get(path).status_code in (400, 404)


def test_the_command_line_gives_recovery_codes_before_the_last_line(desk: Desk) -> None:
    folder = desk.office.settings.data_dir.parent
    _, printed = add(folder)
    codes = re.findall(r"^  (\d{4} \d{4} \d{4})$", printed, re.MULTILINE)
    assert len(codes) == 10 and parse_qs(urlsplit(printed.splitlines()[-1]).query)["secret"]
    assert desk.browser().sign_in("ana@example.org", PASSWORD, codes[9]).status_code == 303


def test_the_command_line_resets_an_account(desk: Desk) -> None:
    folder = desk.office.settings.data_dir.parent
    add(folder)
    status, printed = run(folder, "staff", "reset", "ana@example.org")
    assert status == 0
    assert begin(desk.browser(), printed.splitlines()[-1], email="ana@example.org")[0] == 200
    assert run(folder, "staff", "reset", "nobody@example.org")[0] == 1


def number_of(desk: Desk, email: str) -> str:
    with desk.office.database.read() as connection:
        return str(accounts.find(connection, desk.office, email).id)
