"""The way back: what the account hands in, and that it is the same whoever asks and whatever is wrong."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import PASSWORD, Inside, open_account, post, sheet_codes

from forms_app.account.doors import waiting
from forms_app.bundles.messages import Answer, Message, Order, Recovery
from forms_app.deadlines import clock as moment
from forms_app.sealing import codes, recovery_paper
from forms_app.storage.account import inside
from forms_app.storage.throttles import Limit

NEW = "seven lamps under old snow"
LETTER, DESK = codes.new(codes.ACTIVATION), codes.new(codes.ACTIVATION)


def paper_of(papers: str) -> str:
    found = re.search(r'id="paper">([0-9A-Z ]+)<', papers)
    assert found
    return found[1]


def ask(browser: FlaskClient, **fields: str) -> str:
    return post(browser, "/recover/", **{"participant": "10001", "password": NEW, **fields})


def last(app: Flask) -> tuple[bytes, Message]:
    return Inside(app).read()[-1]


def say(app: Flask, word: Answer) -> None:
    with app.extensions["account"].database.write() as connection:
        inside.answer(connection, last(app)[0], word, moment.utc_now())


def test_a_right_paper_signs_with_her_keys_and_a_wrong_one_with_nobodys(account: Flask, browser: FlaskClient) -> None:
    papers, public = open_account(browser, account)
    stranger = account.test_client()

    ask(stranger, paper=paper_of(papers).lower().replace(" ", "-"), letter=LETTER)
    _id, order = last(account)
    assert isinstance(order, Order) and order.key_id == public.id
    public.verify(order.signed, order.signature)

    for fields in ({"paper": recovery_paper.for_print(recovery_paper.new())}, {"participant": "99999"}):
        ask(stranger, **{"paper": paper_of(papers), "letter": LETTER, **fields})
        _id, other = last(account)
        assert isinstance(other, Order) and other.key_id != public.id


def test_without_a_paper_both_codes_and_new_keys_are_handed_in(account: Flask, browser: FlaskClient) -> None:
    _papers, public = open_account(browser, account)
    ask(account.test_client(), letter=LETTER, desk=DESK)
    _id, message = last(account)

    assert isinstance(message, Recovery) and message.public_keys != public.data
    assert (message.participant_id, message.letter, message.desk) == ("10001", LETTER, DESK)


def test_back_by_paper_ends_everything_that_let_anybody_in_before(account: Flask, browser: FlaskClient) -> None:
    papers, public = open_account(browser, account)
    hers, old_code = account.test_client(), sheet_codes(papers)[0]
    ask(hers, paper=paper_of(papers), letter=LETTER)
    say(account, Answer.OPENED)
    new = post(hers, "/activate/second/", sheet="yes")

    assert "You are back" in new and len(sheet_codes(new)) == 10 and paper_of(new) != paper_of(papers)
    assert "$403.00" in post(hers, "/papers/")  # the same keys open what was sealed to them
    assert browser.get("/home/").status_code == 303
    for password, code in ((PASSWORD, sheet_codes(new)[0]), (NEW, old_code)):
        page = post(account.test_client(), "/sign-in/", participant="10001", password=password, code=code)
        assert "Something is not right" in page
    signed = Inside(account).read()[-1][1]
    assert isinstance(signed, Order) and signed.key_id == public.id and b'"kind":"recovered"' in signed.signed
    assert "Not yet" in post(hers, "/settings/", "/settings/paper/")


def test_the_old_paper_opens_nothing_after_a_new_one_was_made(account: Flask, browser: FlaskClient) -> None:
    papers, public = open_account(browser, account)
    post(browser, "/settings/prove/paper/", code=sheet_codes(papers)[0])
    new = post(browser, "/settings/paper/")

    for paper, is_hers in ((paper_of(papers), False), (paper_of(new), True)):
        ask(account.test_client(), paper=paper, letter=LETTER)
        _id, order = last(account)
        assert isinstance(order, Order) and (order.key_id == public.id) is is_hers


@pytest.mark.parametrize("answer", [Answer.NOT_RIGHT, Answer.NOT_HERS, Answer.TOO_MANY, Answer.AT_THE_DESK])
def test_whatever_else_the_inside_says_lets_nobody_back(account: Flask, browser: FlaskClient, answer: Answer) -> None:
    papers, _public = open_account(browser, account)
    stranger = account.test_client()
    ask(stranger, paper=paper_of(papers), letter=LETTER)
    say(account, answer)

    assert stranger.get("/activate/wait/").status_code == 200
    assert stranger.get("/activate/second/").location.endswith("/activate/wait/")
    assert browser.get("/home/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"letter": LETTER}, "Fill in two of the three"),
        ({"letter": LETTER, "desk": "1234"}, "Enter the 16 digits"),
        ({"letter": LETTER, "paper": "ABCD"}, "all 26 letters and digits"),
        ({"letter": LETTER, "desk": DESK, "password": "short"}, "needs 15 characters"),
        ({"letter": LETTER, "desk": DESK, "participant": "x"}, "Enter your Participant ID"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_nothing_is_handed_in(
    account: Flask, browser: FlaskClient, fields: dict[str, str], said: str
) -> None:
    page = ask(browser, **fields)

    assert said in page and LETTER in page
    assert Inside(account).read() == []


def test_who_asks_too_often_from_one_place_is_told_to_wait(
    account: Flask, browser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PER_ADDRESS", Limit("once", 1, timedelta(hours=1)))
    ask(browser, letter=LETTER, desk=DESK)

    assert "Too many tries" in ask(browser, letter=LETTER, desk=DESK)
