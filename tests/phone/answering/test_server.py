"""The telephone as a process has it: a port, a thread for each call, and settings that are read before."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.asterisk_side import Caller
from support.phone_line import LINE, engine

from forms_app.phone.answering import settings, sounds
from forms_app.phone.answering.conversation import Answering
from forms_app.phone.answering.server import AgiServer
from forms_app.settings import SettingsError

AT_ONCE = 20


@pytest.fixture
def port() -> Iterator[int]:
    """Of a server that answers calls for as long as the test takes."""
    with AgiServer(0, Answering(engine, Path("/recordings"), {"local": "PJSIP/100"})) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def call(port: int, keys: str) -> Caller:
    caller = Caller(keys)
    caller.serve(socket.create_connection(("127.0.0.1", port)))
    return caller


def test_many_callers_at_once_each_hear_their_own_call(port: int) -> None:
    heard: dict[int, Caller] = {}
    threads = [
        threading.Thread(target=lambda n=number: heard.update({n: call(port, "126H" if n % 2 else "221H")}))
        for number in range(AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    english = sounds.name_of(LINE.prompts["general_info_public"]["en"], "en")
    spanish = sounds.name_of(LINE.prompts["new_case"]["es"], "es")
    assert len(heard) == AT_ONCE
    for number, caller in heard.items():
        assert (english in caller.played) == bool(number % 2) and (spanish in caller.played) != bool(number % 2)


def test_a_caller_who_breaks_off_anywhere_leaves_the_line_to_the_next(port: int) -> None:
    for sent in (b"", b"agi_network: yes\n", b"a: b\n\n200 result=0\n", b"\xff\xfe\n\n\n"):
        with socket.create_connection(("127.0.0.1", port)) as other:
            other.sendall(sent)
    assert call(port, "1H").played


WRONG = {
    "PHONE_RINGS_LOCAL": "PJSIP/100,30,m\nEXEC System(x)",
    "PHONE_RINGS_SDU": '"',
    "PHONE_URL": "http://phone.example.org",
    "AGI_PORT": "0",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_setting_that_is_wrong_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}: "):
        settings.read({name: WRONG[name]})


def test_without_settings_nobody_is_rung_and_no_hosted_number_answers() -> None:
    read = settings.read({})
    assert (read.extensions, read.url, read.agi_port) == ({}, "", 4573)
