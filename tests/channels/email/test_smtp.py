"""Handing one mail over: how long it waits, and what each answer at each step means for the mail."""

from __future__ import annotations

from dataclasses import fields

import pytest
from support.emails import letter
from support.post_office import PostOffice
from support.stubborn_server import HANG_UP, SILENCE, StubbornServer

from forms_app.channels import NotNow, Perhaps, Refused, SenderRefused, Unreachable
from forms_app.channels.email.mail_server import Relay
from forms_app.channels.email.smtp import Timeouts, deliver

SHORT = Timeouts(**{field.name: 0.2 for field in fields(Timeouts)})
BEFORE_THE_END = ["greeting", "EHLO", "MAIL", "RCPT", "DATA"]


def hand_over(server: StubbornServer, **timeouts: float) -> None:
    patience = Timeouts(**{**vars(SHORT), **timeouts})
    deliver(Relay.of(server.url), letter(), "example.org", "back@example.org", patience)


def test_it_waits_as_long_as_the_standard_says() -> None:
    """RFC 5321, 4.5.3.2: 5 minutes for greeting, MAIL and RCPT, 2 for DATA, 3 for a block, 10 after the final dot."""
    known = Timeouts()
    assert (known.greeting, known.command, known.data, known.block, known.end) == (300, 300, 120, 180, 600)


@pytest.mark.parametrize("step", BEFORE_THE_END)
@pytest.mark.parametrize("trouble", [SILENCE, HANG_UP, "this is no reply"])
def test_a_server_that_fails_before_the_last_dot_took_nothing(step: str, trouble: str) -> None:
    answers = {step: trouble} | ({"HELO": trouble} if step == "EHLO" else {})
    with StubbornServer(**answers) as server, pytest.raises(Unreachable):
        hand_over(server)
    assert server.mails == []


@pytest.mark.parametrize("trouble", [SILENCE, HANG_UP, "this is no reply", "354 Go on"])
def test_after_the_last_dot_nobody_knows_whether_it_was_taken(trouble: str) -> None:
    with StubbornServer(end=trouble) as server, pytest.raises(Perhaps):
        hand_over(server)
    assert len(server.mails) == 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "end"])
@pytest.mark.parametrize("code", ["421", "450", "451", "452"])
def test_a_refusal_for_now_is_tried_again(step: str, code: str) -> None:
    with StubbornServer(**{step: f"{code} Later"}) as server, pytest.raises(NotNow) as raised:
        hand_over(server)
    assert type(raised.value) is NotNow


@pytest.mark.parametrize(
    ("step", "kind"), [("MAIL", SenderRefused), ("RCPT", Refused), ("DATA", Refused), ("end", Refused)]
)
@pytest.mark.parametrize("code", ["550", "552", "553", "554", "571"])
def test_a_refusal_for_good_ends_it_and_says_whom_it_means(step: str, kind: type[Exception], code: str) -> None:
    with StubbornServer(**{step: f"{code} Never"}) as server, pytest.raises(Refused) as raised:
        hand_over(server)
    assert type(raised.value) is kind


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("code", ["530", "535", "538"])
def test_what_the_operator_can_mend_loses_no_mail(step: str, code: str) -> None:
    with StubbornServer(**{step: f"{code} Authentication required"}) as server, pytest.raises(Unreachable):
        hand_over(server)


@pytest.mark.parametrize("step", ["greeting", "EHLO"])
@pytest.mark.parametrize("code", ["421", "554"])
def test_a_server_that_takes_nobody_is_left_alone_for_a_while(step: str, code: str) -> None:
    answers = {step: f"{code} No service"} | ({"HELO": f"{code} No service"} if step == "EHLO" else {})
    with StubbornServer(**answers) as server, pytest.raises(Unreachable):
        hand_over(server)


def test_each_step_has_its_own_patience() -> None:
    """The end of a mail may take longer than all before it: a filter reads it then."""
    with StubbornServer(end=SILENCE) as server, pytest.raises(Perhaps):
        hand_over(server, greeting=30, command=30, data=30, block=30)
    with StubbornServer(DATA=SILENCE) as server, pytest.raises(Unreachable):
        hand_over(server, greeting=30, command=30, block=30, end=30)


@pytest.mark.parametrize("trouble", [SILENCE, HANG_UP, "554 Never"])
def test_a_server_that_took_it_may_part_as_it_likes(trouble: str) -> None:
    with StubbornServer(QUIT=trouble) as server:
        hand_over(server)
    assert len(server.mails) == 1


def test_a_mail_comes_back_to_the_address_of_its_own() -> None:
    with StubbornServer() as server:
        hand_over(server)
    assert "mail FROM:<back@example.org>" in server.said and "From: Customer Connect <news@example.org>" in str(
        server.mails[0], "ascii"
    )


def test_where_the_server_knows_how_only_headers_come_back_and_only_of_what_failed() -> None:
    with StubbornServer(EHLO="250-post.test\r\n250 DSN") as server:
        hand_over(server)
    assert "mail FROM:<back@example.org> RET=HDRS" in server.said
    assert "rcpt TO:<someone@example.net> NOTIFY=FAILURE" in server.said


def test_a_line_that_begins_with_a_dot_arrives_whole() -> None:
    written = letter()
    written.set_content("One.\n.Two\n..\n")
    with PostOffice() as post:
        deliver(Relay.of(post.url), written, "example.org")
    assert post.mails[0].get_content().splitlines() == ["One.", ".Two", ".."]
