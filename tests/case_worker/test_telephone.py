"""The second door: what a caller hands in over the line, what the inside makes of it, and what closes both doors."""

from __future__ import annotations

import json

import pytest
from case_worker.conftest import Bench, Opened, order
from support import case_loading
from support.case_packages import change

from forms_app.bundles import messages
from forms_app.bundles.history import What
from forms_app.bundles.messages import Activation, Answer, Order, PhoneOpening, PhonePin, PhoneWrong
from forms_app.case_data.store.asks import Kind
from forms_app.case_data.store.letters import inside_letters
from forms_app.case_worker import answering, mailing
from forms_app.case_worker.loop import work_off
from forms_app.facts import account_letters
from forms_app.sealing import keys
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings
from forms_app.storage.account import inside
from forms_app.storage.phone import entrusted
from forms_app.storage.throttles import Limit


def opening(owner: OwnerKeys, code: str, participant_id: str = "10001") -> PhoneOpening:
    return PhoneOpening(participant_id, code, owner.public.data)


def standing(bench: Bench, owner: OwnerKeys) -> str:
    assert bench.parts.telephone
    with bench.parts.telephone.database.read() as connection:
        found = inside.standing_of(connection, owner.public.id)
    return found.state if found else ""


def called_in(bench: Bench) -> OwnerKeys:
    """Somebody of the small package whose telephone is open, and new."""
    owner = OwnerKeys.generate()
    assert bench.call(opening(owner, bench.code_for("P1"))) == Answer.OPENED
    return owner


def events(bench: Bench, person_id: str = "P1") -> list[str]:
    with bench.parts.cases.aside.read() as connection:
        return [event.what for event in bench.parts.events.of_person(connection, person_id)]


def confirmed(bench: Bench, opened: Opened) -> OwnerKeys:
    web = opened()
    bench.ask(Kind.CONFIRM, way="called")
    return web


def set_pin(bench: Bench, web: OwnerKeys, participant_id: str = "10001") -> tuple[OwnerKeys, str]:
    """A PIN chosen in an account, as far as the line goes: the keys that it makes, and the worker's word."""
    assert bench.hand_in(order(web, "phone-pin", body={"sealed": "x"})) == Answer.DONE
    assert bench.parts.telephone
    with bench.parts.telephone.database.write() as connection:
        [item] = entrusted.waiting(connection, 9)
        entrusted.take(connection, item.id)
    passed = messages.decode(item.message)
    assert isinstance(passed, Order)
    owner = OwnerKeys.generate()
    pin = PhonePin(participant_id, passed.key_id, passed.signed, passed.signature, owner.public.data)
    return owner, bench.call(pin)


def test_a_code_opens_a_telephone_that_tells_money_and_no_dates_and_a_letter_gives_notice(bench: Bench) -> None:
    owner = called_in(bench)

    said = bench.spoken(owner)
    assert said and said.cases and said.dates is None
    assert standing(bench, owner) == "new" and events(bench)[-1] == What.ACCOUNT_OPENED
    assert [letter.kind for letter in bench.letters()] == [inside_letters.Kind.NOTICE]


def test_a_code_is_spent_by_the_first_door_and_handed_in_twice_by_a_line_that_was_stopped(bench: Bench) -> None:
    owner, code = OwnerKeys.generate(), bench.code_for("P1")

    assert [bench.call(opening(owner, code)) for _ in range(2)] == [Answer.OPENED] * 2
    assert bench.hand_in(Activation("10001", code, OwnerKeys.generate().public.data, "en")) == Answer.NOT_RIGHT


def test_unknown_numbers_and_wrong_codes_get_one_word_and_count_for_both_doors(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "IN_ALL", Limit("few in all", 1, answering.IN_ALL.within))
    monkeypatch.setattr(answering, "PER_PERSON", Limit("few of a person", 1, answering.IN_ALL.within))
    keys = OwnerKeys.generate()
    wrong = opening(keys, "0" * 16)

    assert bench.call(opening(keys, "0" * 16, "99999")) == Answer.NOT_RIGHT
    assert bench.hand_in(Activation("10001", "0" * 16, keys.public.data, "en")) == Answer.NOT_RIGHT
    assert bench.call(wrong) == Answer.TOO_MANY


def test_a_second_code_by_letter_never_replaces_a_pin_and_a_protected_person_is_let_in_at_the_desk(
    bench: Bench,
) -> None:
    owner = called_in(bench)

    assert bench.call(opening(OwnerKeys.generate(), bench.code_for("P1"))) == Answer.AT_THE_DESK
    assert bench.spoken(owner)


def test_opening_one_door_replaces_nothing_of_the_other(bench: Bench, opened: Opened) -> None:
    web = opened()
    owner = called_in(bench)

    assert bench.money(web) and bench.spoken(owner)
    other = OwnerKeys.generate()
    assert bench.hand_in(Activation("10001", bench.code_for("P1"), other.public.data, "en")) == Answer.AT_THE_DESK
    assert bench.money(web) and bench.spoken(owner)


@pytest.mark.parametrize("kind", [Kind.FREEZE, Kind.VETO])
def test_a_stop_closes_both_doors_and_neither_opens_until_staff_let_it_go_on(
    bench: Bench, opened: Opened, kind: Kind
) -> None:
    web, owner = opened(), called_in(bench)

    assert bench.ask(kind).answer == "done"
    assert bench.money(web) is None and bench.spoken(owner) is None and standing(bench, owner) == "frozen"
    assert bench.call(opening(OwnerKeys.generate(), bench.code_for("P1"))) == Answer.AT_THE_DESK
    bench.ask(Kind.THAW, account="8")
    assert bench.money(web) and bench.spoken(owner)


def test_who_is_stopped_on_the_telephone_alone_is_stopped_and_closed(bench: Bench) -> None:
    owner = called_in(bench)

    assert bench.ask(Kind.FREEZE).answer == "done"
    assert bench.ask(Kind.CLOSE, account="8").answer == "done"
    assert bench.call(opening(OwnerKeys.generate(), bench.code_for("P1"))) == Answer.OPENED
    assert bench.spoken(owner) is None


def test_the_days_after_the_letter_open_the_telephone_too(bench: Bench) -> None:
    owner = called_in(bench)
    [letter] = bench.letters()
    bench.ask(Kind.MAILED, letter=letter.number, on=bench.parts.today().isoformat())
    bench.on(bench.parts.today() + mailing.OPENS_AFTER)

    assert mailing.open_due(bench.parts) == 1
    said = bench.spoken(owner)
    assert said and said.dates is not None


def test_a_confirmed_holder_sets_a_pin_and_another_takes_its_place(bench: Bench, opened: Opened) -> None:
    web = confirmed(bench, opened)
    first, word = set_pin(bench, web)
    second, _ = set_pin(bench, web)

    assert word == Answer.DONE and events(bench).count(What.PHONE_PIN_SET) == 2
    assert bench.spoken(first) is None and standing(bench, first) == "ended"
    said = bench.spoken(second)
    assert said and said.dates is not None and bench.money(web)


def test_she_ends_it_and_nothing_is_told_any_more(bench: Bench, opened: Opened) -> None:
    web = confirmed(bench, opened)
    owner, _ = set_pin(bench, web)

    assert bench.hand_in(order(web, "phone-end")) == Answer.DONE
    assert bench.spoken(owner) is None and standing(bench, owner) == "ended"
    assert events(bench)[-1] == What.PHONE_PIN_ENDED


def test_who_comes_back_by_recovery_finds_the_pin_ended(bench: Bench, opened: Opened) -> None:
    web = confirmed(bench, opened)
    owner, _ = set_pin(bench, web)
    body = {"letter": bench.code_for("P1"), "desk": ""}

    assert bench.hand_in(order(web, "recover", body=body)) == "opened"
    assert bench.hand_in(order(web, "recovered")) == Answer.DONE
    assert bench.spoken(owner) is None and standing(bench, owner) == "ended" and bench.money(web)


def test_a_new_account_sets_no_pin(bench: Bench, opened: Opened) -> None:
    assert bench.hand_in(order(opened(), "phone-pin", body={"sealed": "x"})) == Answer.NOT_YET


def test_a_line_that_makes_orders_up_repeats_one_or_names_another_person_gets_nothing(
    bench: Bench, opened: Opened
) -> None:
    web = confirmed(bench, opened)
    owner = OwnerKeys.generate()
    forged = order(web, "phone-pin", signer=owner)
    real = order(web, "phone-pin")

    def pin(order: Order, number: str, keys: OwnerKeys) -> PhonePin:
        return PhonePin(number, order.key_id, order.signed, order.signature, keys.public.data)

    assert bench.call(pin(forged, "10001", owner)) == Answer.NOT_HERS
    assert bench.call(pin(order(web, "phone-end"), "10001", owner)) == Answer.NOT_HERS
    assert bench.call(pin(real, "10002", owner)) == Answer.NOT_HERS
    assert bench.call(pin(real, "10001", owner)) == Answer.DONE
    assert bench.call(pin(real, "10001", OwnerKeys.generate())) == Answer.NOT_HERS
    assert bench.call(order(web, "address")) == Answer.NOT_HERS


def test_calls_wrong_pins_and_a_pin_that_a_caller_changed_stand_in_her_history(bench: Bench, opened: Opened) -> None:
    web = confirmed(bench, opened)
    owner, _ = set_pin(bench, web)

    assert bench.call(order(owner, "phone-call")) == Answer.DONE
    assert bench.call(order(owner, "phone-pin")) == Answer.DONE
    assert [bench.call(PhoneWrong("10001")) for _ in range(2)] == [Answer.DONE, Answer.TOO_MANY]
    assert bench.call(PhoneWrong("99999")) == Answer.NOT_HERS
    assert events(bench)[-3:] == [What.PHONE_CALL, What.PHONE_PIN_SET, What.PHONE_WRONG]


def test_who_died_or_is_protected_is_not_let_in_and_what_was_sealed_goes(bench: Bench) -> None:
    owner = called_in(bench)
    bench.loader.load(
        change(case_loading.SMALL, "people", 0, state="died"),
        as_of="2026-11-02",
        produced_at="2026-11-02T20:00:00-08:00",
    )
    work_off(bench.parts)

    assert bench.spoken(owner) is None
    assert bench.call(opening(OwnerKeys.generate(), bench.code_for("P1"))) == Answer.AT_THE_DESK


def test_the_line_is_told_of_which_day_the_figures_are(bench: Bench) -> None:
    work_off(bench.parts)
    assert bench.parts.telephone
    with bench.parts.telephone.database.read() as connection:
        assert inside.freshness_now(connection)


def test_the_letter_about_a_telephone_says_so_and_no_account(bench: Bench, opened: Opened, settings: Settings) -> None:
    called_in(bench)
    opened()
    inbox = OpeningKeys(keys.private_pairs(settings, "inbox"))
    notices = [one for one in bench.letters() if one.kind is inside_letters.Kind.NOTICE]
    said = [json.loads(inbox.open(one.sealed, inside_letters.context(one.nonce))) for one in notices]
    assert [one["words"] for one in said] == ["notice-phone", ""]
    for language, words in account_letters.load(settings.agency_dir)["notice-phone"].body.items():
        assert {"en": "telephone line", "es": "línea telefónica"}[language] in words
