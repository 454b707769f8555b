"""Whatever a caller does, the line goes on, says something and keeps her numbers to itself."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.phone_line import LINE, NIGHT, OPEN, engine

from forms_app.phone import made_up
from forms_app.phone.answering import settings
from forms_app.phone.engine.book import MadeUp, NoPins, Refused
from forms_app.phone.engine.call import Event, HungUp, Key, NotAnswered, Said, Silence, Turn, Typed
from forms_app.phone.engine.moves import Engine

EVENTS = st.one_of(
    st.sampled_from("0123456789*#").map(Key),
    st.text(max_size=12).map(Said),
    st.sampled_from([made_up.PARTICIPANT_ID, made_up.PIN, "", "12", "9" * 40]).map(Typed),
    st.just(Silence()),
    st.just(NotAnswered()),
)


def play(line: Engine, *events: Event) -> Turn:
    turn = line.begin()
    for event in events:
        turn = line.hear(turn.call, event)
    return turn


def to_number() -> tuple[Event, ...]:
    return Key("1"), Key("1")


@given(st.lists(EVENTS, max_size=40), st.sampled_from([OPEN, NIGHT]))
def test_nothing_that_a_caller_does_ends_the_call_or_is_met_with_silence(events: list[Event], now: object) -> None:
    line = engine(now)  # type: ignore[arg-type]
    turn = line.begin()
    for event in events:
        was_away = turn.call.back
        turn = line.hear(turn.call, event)
        assert not turn.call.is_over and turn.call.at in LINE.menu.nodes
        assert turn.says or (was_away and not isinstance(event, NotAnswered))
        assert not (made_up.PIN in turn.text or made_up.PARTICIPANT_ID in turn.text)


def test_who_hangs_up_is_gone_and_nothing_more_is_said() -> None:
    gone = play(engine(), *to_number(), Typed(made_up.PARTICIPANT_ID), HungUp())

    assert gone.call.is_over and not gone.says
    assert not engine().hear(gone.call, Typed(made_up.PIN)).says


def test_a_number_that_nobody_has_is_refused_in_the_same_words_as_a_wrong_pin() -> None:
    said = {
        play(engine(), *to_number(), Typed(number), Typed(made_up.WRONG_PIN)).text
        for number in (made_up.PARTICIPANT_ID, "990099999999")
    }
    assert len(said) == 1


def test_neither_number_nor_pin_shows_where_a_call_is_printed() -> None:
    turn = play(engine(), *to_number(), Typed(made_up.PARTICIPANT_ID))

    assert made_up.PARTICIPANT_ID not in repr(turn) and "12345" not in repr(Typed("12345"))
    assert "55" not in repr(Said("my pin is 55"))


def test_a_pin_is_asked_for_in_words_that_do_not_repeat_the_number() -> None:
    assert play(engine(), *to_number(), Typed(made_up.PARTICIPANT_ID)).text.startswith("Now enter your telephone PIN")


def test_a_line_without_pins_says_so_and_leads_on() -> None:
    turn = play(engine(book=NoPins()), *to_number())

    assert turn.call.at == LINE.unidentified
    assert "This line cannot tell you about your case." in turn.text and "To speak to a person, press 0." in turn.text


@pytest.mark.parametrize(("days", "told"), [(0, True), (-1, False)])
def test_a_closed_case_is_told_of_until_its_last_day(days: int, told: bool) -> None:
    today = OPEN.date()
    [case] = made_up.spoken(today).cases
    closed = replace(made_up.spoken(today), cases=(replace(case, told_until=today + timedelta(days=days)),))
    book = MadeUp({(made_up.PARTICIPANT_ID, made_up.PIN): closed})
    turn = play(engine(book=book), *to_number(), Typed(made_up.PARTICIPANT_ID), Typed(made_up.PIN), Key("1"))

    assert ("The last payment" in turn.text) == told
    assert ("There is no case of yours that this line can tell about." in turn.text) != told


def test_where_nobody_does_anything_for_a_caller_places_to_enter_digits_say_so_and_lead_back() -> None:
    line = replace(engine(), desk=None)
    turn = play(line, Key("1"), Key("2"), Key("6"), Key("3"))

    assert "This cannot be done on this line." in turn.text and not line.enters(turn.call)
    assert line.hear(turn.call, Key("*")).call.at == "general_info_public"


def test_a_hosted_number_takes_numbers_and_pins_only_where_the_operator_says_so() -> None:
    assert not settings.read({}).hosted_account
    assert settings.read({"PHONE_HOSTED_ACCOUNT": "1"}).hosted_account


class Away:
    """The place where the cases lie does not answer."""

    has_pins = True

    def open(self, participant_id: str, pin: str, caller: str) -> Refused:
        return Refused.NOT_NOW


def test_where_the_cases_cannot_be_reached_general_information_still_works_and_says_so() -> None:
    line = engine(book=Away())
    turn = play(line, *to_number(), Typed("1"), Typed("2"))

    assert "Your case cannot be looked up now. General information still works." in turn.text
    assert line.hear(turn.call, Key("1")).call.at == "general_info_public"


def test_a_desk_that_nothing_rings_is_told_with_the_number_to_call() -> None:
    turn = play(engine(rings=frozenset()), Key("2"), Key("0"))

    assert not turn.transfer and turn.call.at == "caller"
    assert "llame al 866-901-3212" in turn.text


@pytest.mark.parametrize("kind", [Silence(), Key("7"), Said("purple")], ids=["silence", "wrong key", "words"])
def test_each_prompt_after_a_miss_is_another_and_a_person_stands_at_the_end(kind: Event) -> None:
    line, seen = engine(), []
    turn = play(line, Key("1"))
    for _ in range(3):
        turn = line.hear(turn.call, kind)
        seen.append(turn.says[0].text)
    assert len(set(seen)) == 3 and turn.transfer == "local"


def test_a_step_takes_less_than_two_milliseconds_of_cpu() -> None:
    line = engine()
    turn = play(line, *to_number(), Typed(made_up.PARTICIPANT_ID), Typed(made_up.PIN))
    before = time.process_time()
    for _ in range(200):
        line.hear(turn.call, Key("1"))
    assert (time.process_time() - before) / 200 <= 0.002
