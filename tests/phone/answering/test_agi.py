"""Calls over FastAGI are those of the engine: each walk plays the same recordings in a row and rings the same desk."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
import structlog
from support.asterisk_side import called
from support.phone_line import LINE, engine

from forms_app.phone import made_up, walks
from forms_app.phone.answering import sounds
from forms_app.phone.answering.agi import Asterisk, Gone
from forms_app.phone.answering.conversation import Answering
from forms_app.phone.walking import Run
from forms_app.phone.walks import Walk

FOLDER = Path("/recordings")
SHORT, MANY = 6, 10  # keys of what is entered; different numbers in the walks
DESKS = {"local": "PJSIP/100", "sdu": "PJSIP/200"}
LEAST_WAIT = 10  # seconds, for whoever calls by relay or text telephone
WALKS = [
    walk
    for walk in walks.load(Path("tests/data/walks.yaml"), LINE)
    if not walk.caller and not any(act == "say" for act, _ in walk.steps)
]


def answering(walk: Walk) -> Answering:
    return Answering(lambda: engine(walk.at), FOLDER, DESKS)


def expected(walk: Walk) -> tuple[list[str], list[str]]:
    """What the engine says in this walk, as recordings, and the desks that it rings."""
    run = Run(engine(walk.at), made_up.PARTICIPANT_ID)
    for act, value in walk.steps:
        run.take(act, value)
    played = [Path(name).name for turn in run.turns for name in sounds.files(turn.says, FOLDER)]
    return played, [DESKS[turn.transfer] for turn in run.turns if turn.transfer]


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_a_walk_plays_what_the_engine_says_and_rings_whom_it_names(walk: Walk) -> None:
    caller = called(answering(walk), walk)

    assert (caller.played, caller.dialled) == expected(walk)
    assert all(seconds >= LEAST_WAIT for seconds in caller.waits)


def test_most_walks_are_called() -> None:
    assert len(WALKS) >= 55


def test_a_key_cuts_off_what_is_said_and_arrives_all_the_same() -> None:
    walk = next(walk for walk in WALKS if walk.name == "appointments")
    caller = called(answering(walk), walk, cuts_in=True)
    whole, _ = expected(walk)

    assert len(caller.played) < len(whole) and caller.played[-1] == whole[-1] or caller.played[-1] in whole


def test_no_number_pin_or_code_of_any_walk_is_logged_or_stands_in_what_is_played(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    structlog.reset_defaults()  # as wordy as it can be
    caplog.set_level(logging.DEBUG)
    planted = {value[:-1] for walk in WALKS for act, value in walk.steps if act == "key" and len(value) > SHORT}
    planted |= {made_up.PARTICIPANT_ID, made_up.PIN, made_up.WRONG_PIN}
    said = ""
    for walk in WALKS:
        caller = called(answering(walk), walk)
        said += repr(caller.played) + repr(caller.dialled)
    said += "".join(capfd.readouterr()) + caplog.text

    assert len(planted) > MANY and not [number for number in planted if number in said]


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"agi_network: yes\n",
        b"x" * 9000,
        b"a: b\n\nHANGUP\n",
        b"a: b\n\n520-Invalid\n",
        b"a: b\n\n200 result=-1\n",
    ],
)
def test_a_side_that_breaks_off_or_says_something_else_ends_the_call_without_a_word(sent: bytes) -> None:
    with pytest.raises(Gone) as gone:
        answering(WALKS[0]).talk(Asterisk(io.BufferedReader(io.BytesIO(sent)), io.BytesIO()))
    assert str(gone.value) == ""


def test_every_recording_that_is_played_is_on_the_list() -> None:
    listed = {one.name for one in sounds.recordings(LINE)}
    for walk in WALKS:
        assert set(expected(walk)[0]) <= listed
