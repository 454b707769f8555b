"""What a caller gets on the real line: opened with a code, her payments, another PIN, a call back, what she sent."""

from __future__ import annotations

import base64
import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from case_worker.conftest import Opened, order
from flask import Flask
from phone.behind.conftest import OurSide
from sqlalchemy import text

from forms_app.bundles import messages
from forms_app.bundles.history import What
from forms_app.case_data.store.asks import Kind
from forms_app.case_worker.loop import work_off
from forms_app.forms import FORMS
from forms_app.i18n import translation
from forms_app.phone.behind import book, choosing
from forms_app.phone.engine.call import HungUp
from forms_app.sealing import codes, keys
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.sealing.seal import SealingKey
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings
from forms_app.storage import status
from forms_app.storage.status import Status
from forms_app.storage.throttles import Limit

NUMBER, PIN, OTHER = "10001#", "730582#", "618403#"
OPENING, SIGN_IN = ("1", "*", "2"), ("1",)


def opened_by_phone(line: OurSide, pin: str = PIN) -> str:
    code = line.bench.code_for("P1")
    return line.call(*OPENING, NUMBER, f"{code}#", pin, pin).text


def app_of_staff() -> Flask:
    app = Flask(__name__)
    translation.install(app)
    return app


def events(line: OurSide) -> list[str]:
    with line.bench.parts.cases.aside.read() as connection:
        return [event.what for event in line.bench.parts.events.of_person(connection, "P1")]


def chosen_at_the_web(line: OurSide, web: OwnerKeys, settings: Settings, pin: str = "730582") -> None:
    box = SealingKey.of(keys.public_pair(settings, "phone", "account"))
    said = json.dumps({"participant_id": "10001", "pin": pin}).encode()
    sealed = box.seal(said, messages.pin_context(web.public.id))
    body = {"sealed": base64.b64encode(sealed).decode()}
    assert line.bench.hand_in(order(web, "phone-pin", body=body)) == "done"
    line.round()


def test_a_code_from_a_letter_opens_the_line_and_number_and_pin_tell_payments_and_no_dates(line: OurSide) -> None:
    assert "This line is open for you now." in opened_by_phone(line)
    paid = line.call(*SIGN_IN, NUMBER, PIN, "1")
    dates = line.call(*SIGN_IN, NUMBER, PIN, "2")

    assert paid.call.at == "payments" and "The last payment" in paid.text and "still owed" in paid.text
    assert "Your dates cannot be told by telephone yet." in dates.text
    work_off(line.bench.parts)
    assert events(line)[-2:] == [What.PHONE_CALL] * 2


def test_unknown_number_wrong_pin_and_wrong_code_are_refused_and_the_third_reaches_a_person(line: OurSide) -> None:
    opened_by_phone(line)
    wrong = line.call(*SIGN_IN, NUMBER, OTHER)

    assert line.call(*SIGN_IN, "99999#", OTHER).text == wrong.text and "do not go together" in wrong.text
    assert line.call(*SIGN_IN, *(NUMBER, OTHER) * 3).transfer == "local"
    code = codes.new(codes.ACTIVATION)
    assert "or the code is no longer good" in line.call(*OPENING, NUMBER, f"{code}#", PIN, PIN).text
    line.round()
    assert events(line).count(What.PHONE_WRONG) == 1


def test_tries_are_counted_by_number_by_telephone_and_in_all_and_a_right_pin_counts_nowhere(
    line: OurSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_by_phone(line)
    for _ in range(3):
        assert line.call(*SIGN_IN, NUMBER, PIN).call.at == "main_menu"
    monkeypatch.setattr(book, "PER_CALLER", Limit("few from one", 1, timedelta(hours=1)))
    assert not line.call(*SIGN_IN, "77777#", OTHER, caller="3235550100").transfer
    assert line.call(*SIGN_IN, "88888#", OTHER, caller="3235550100").transfer == "local"
    assert line.call(*SIGN_IN, NUMBER, PIN, caller="3105550100").call.at == "main_menu"
    monkeypatch.setattr(book, "PER_NUMBER", Limit("few of one", 1, timedelta(hours=1)))
    assert not line.call(*SIGN_IN, NUMBER, OTHER, caller="").transfer
    assert line.call(*SIGN_IN, NUMBER, PIN, caller="").transfer == "local"


def test_what_others_use_up_leaves_each_number_tries_of_its_own(line: OurSide, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_by_phone(line)
    monkeypatch.setattr(book, "IN_ALL", Limit("few in all", 1, timedelta(hours=1)))
    line.call(*SIGN_IN, "77777#", OTHER)

    assert line.call(*SIGN_IN, NUMBER, PIN).call.at == "main_menu"


def test_a_caller_changes_her_pin_and_the_old_one_opens_nothing_more(line: OurSide) -> None:
    opened_by_phone(line)
    turn = line.call(*SIGN_IN, NUMBER, PIN, "3", "1", OTHER, OTHER)

    assert turn.call.at == "pin_change" and "Your PIN is changed." in turn.text
    assert line.call(*SIGN_IN, NUMBER, PIN).call.at == "identify"
    assert line.call(*SIGN_IN, NUMBER, OTHER, "1").call.at == "payments"
    assert What.PHONE_PIN_SET in events(line)


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ("12345#", "6 to 12 digits"),
        ("123456#", "follow one another"),
        ("808080#", "repeat"),
        ("041589#", "date"),
        ("10001#", "6 to 12 digits"),
    ],
)
def test_a_pin_that_is_easy_to_guess_is_refused_by_its_rule_in_both_languages(
    line: OurSide, pin: str, said: str
) -> None:
    start = (*OPENING, NUMBER, f"{codes.new(codes.ACTIVATION)}#", pin)
    english, spanish = line.call(*start), line.call(*start, language="2")

    assert said in english.text and "Choose a PIN of 6 to 12 digits." in english.text
    assert "Elija un PIN de 6 a 12 dígitos." in spanish.text and pin[:-1] not in english.text + spanish.text


def test_a_pin_that_was_chosen_in_an_account_opens_the_line_with_dates(
    line: OurSide, opened: Opened, settings: Settings
) -> None:
    web = opened()
    line.bench.ask(Kind.CONFIRM, way="called")
    chosen_at_the_web(line, web, settings)

    assert line.call(*SIGN_IN, NUMBER, PIN, "2").call.at == "appointments"
    chosen_at_the_web(line, web, settings, "618403")
    assert line.call(*SIGN_IN, NUMBER, PIN).call.at == "identify"
    assert line.call(*SIGN_IN, NUMBER, OTHER).call.at == "main_menu"
    assert line.bench.hand_in(order(web, "phone-end")) == "done"
    assert "do not go together" in line.call(*SIGN_IN, NUMBER, OTHER).text


def test_a_stop_by_staff_is_told_to_who_has_the_right_pin_alone(line: OurSide) -> None:
    opened_by_phone(line)
    line.bench.ask(Kind.FREEZE)

    assert "cannot tell you about your case now" in line.call(*SIGN_IN, NUMBER, PIN).text
    assert "do not go together" in line.call(*SIGN_IN, NUMBER, OTHER).text


def test_who_hangs_up_at_any_step_has_done_nothing(line: OurSide) -> None:
    code = line.bench.code_for("P1")
    steps = (*OPENING, NUMBER, f"{code}#", PIN, PIN)
    for many in range(len(steps)):
        turn = line.call(*steps[:many])
        assert line.engine.hear(turn.call, HungUp()).call.is_over
    with line.cabinet.database.read() as connection:
        left = connection.execute(text("SELECT (SELECT count(*) FROM callers) + (SELECT count(*) FROM handed_in)"))
        assert left.scalar() == 0


def test_a_code_whose_answer_comes_late_counts_all_the_same(line: OurSide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "PATIENCE_SECONDS", 0)
    assert "This takes longer than usual. It is not lost." in opened_by_phone(line)
    work_off(line.bench.parts)

    assert line.call(*SIGN_IN, NUMBER, PIN, "1").call.at == "payments"


def test_a_call_back_is_sealed_to_staff_and_signed_by_whoever_is_known(line: OurSide, settings: Settings) -> None:
    opened_by_phone(line)
    known = line.call(*SIGN_IN, NUMBER, PIN, "5", "1", "1", "2135550142#", "1")
    unknown = line.call("2", "1", "1", "3105550188#", "1")

    assert known.call.at == "update_contact" and "A person will call you" in known.text
    assert unknown.call.at == "new_case"
    opening = OpeningKeys(keys.private_pairs(settings, "inbox"))
    with line.cabinet.sent.read() as connection:
        rows = connection.execute(text("SELECT reference, sealed FROM submissions")).all()
    sent = [json.loads(opening.open(sealed, reference)) for reference, sealed in rows]
    hers = next(one for one in sent if "account" in one)
    assert "213-555-0142" in hers["answers"]["message"] and hers["answers"]["case_number"] == {"text": "10001"}
    with app_of_staff().app_context():  # who reads it there
        assert all(FORMS["inquiry"].reading(one["answers"]) for one in sent)
    assert any("310-555-0188" in one["answers"]["message"] and "account" not in one for one in sent)


def test_what_she_sent_is_told_by_the_keys_of_its_reference_and_its_code(line: OurSide) -> None:
    code, on = codes.new(), line.bench.parts.today()
    for reference in ("7KQ2-M4XD", "7JP2-N4XE"):  # the same keys
        key = status.key_of(line.cabinet.pepper, reference, code if "K" in reference else codes.new())
        with line.cabinet.sent.write() as connection:
            status.begin(connection, reference, key, Status("complaint", on, on))
    told = line.call("2", "6", "3", "75726493#", f"{code}#")
    wrong = line.call("2", "6", "3", "75726493#", f"{codes.new()}#")

    assert "What you sent came in on" in told.text and "The agency must answer by" in told.text
    assert told.call.at == "general_info_public" and "do not go together" in wrong.text


def test_where_its_database_is_away_general_information_works_and_says_so(line: OurSide, tmp_path: Path) -> None:
    with line.cabinet.database.write() as connection:
        connection.execute(text("ALTER TABLE callers RENAME TO away"))

    turn = line.call(*SIGN_IN, NUMBER, PIN)
    assert "Your case cannot be looked up now. General information still works." in turn.text
    assert "People answer Monday to Friday" in line.call("2", "6", "1").text


def test_no_digit_of_number_pin_or_code_is_logged_or_lies_readable_anywhere(
    line: OurSide, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    structlog.reset_defaults()  # as wordy as it can be
    caplog.set_level(logging.DEBUG)
    number, pin, code = "10001", PIN[:-1], line.bench.code_for("P1")
    said = line.call(*OPENING, NUMBER, f"{code}#", PIN, PIN).text
    said += line.call(*SIGN_IN, NUMBER, OTHER).text + line.call(*SIGN_IN, NUMBER, PIN, "1").text
    said += repr(line.call(*OPENING, NUMBER, f"{code}#", PIN).call)

    line.round()
    logged = "".join(capfd.readouterr()) + caplog.text + said
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("phone.sqlite*"))
    for secret in (pin, OTHER[:-1], code):
        assert secret not in logged and secret.encode() not in kept
    assert number not in logged and b"2135550100" not in kept


def test_what_the_line_tells_is_cut_when_it_is_a_week_old(line: OurSide) -> None:
    opened_by_phone(line)
    with line.cabinet.database.write() as connection:
        connection.execute(text("UPDATE freshness SET as_of = '2026-10-20'"))

    assert "older than a week" in line.call(*SIGN_IN, NUMBER, PIN, "1").text
