"""SMTP_URL: what it means is kept to the letter, and what nobody can mean is refused by name."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_app.channels.email.mail_server import Relay
from forms_app.settings import SettingsError


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("smtp://mail.example.org", Relay(False, "mail.example.org", 587, "", "", "")),
        ("smtps://mail.example.org", Relay(True, "mail.example.org", 465, "", "", "")),
        ("smtps://me%40x:p%2Fw@[::1]:2465", Relay(True, "::1", 2465, "me@x", "p/w", "")),
        ("smtp://h?from=news@example.org", Relay(False, "h", 587, "", "", "news@example.org")),
        ("smtp://h/?from=news+x@example.org", Relay(False, "h", 587, "", "", "news+x@example.org")),
        ("smtp://h?from=news%2Bx%40example.org", Relay(False, "h", 587, "", "", "news+x@example.org")),
        ("smtp://h?from=news@señal.org", Relay(False, "h", 587, "", "", "news@xn--seal-hqa.org")),
        ("smtp://h?bounces=none", Relay(False, "h", 587, "", "", "", "none")),
        ("smtp://h?bounces=back@b.org&from=a@b.org", Relay(False, "h", 587, "", "", "a@b.org", "back@b.org")),
        ("smtp://correo.señal.org", Relay(False, "correo.xn--seal-hqa.org", 587, "", "", "")),
        ("smtp://[2001:db8::1]", Relay(False, "2001:db8::1", 587, "", "", "")),
    ],
)
def test_a_server_is_read_from_its_address(url: str, known: Relay) -> None:
    assert Relay.of(url) == known


@pytest.mark.parametrize(
    "url",
    [
        "smtp://",
        "smtp://h:port",
        "smtp://h:99999",
        "smtps://:465",
        "http://h",
        "smtp://h?from=garbage",
        "smtp://h?from=news@",
        "smtps://me:contrase%C3%B1a@h",
        "smtp://h:0",
        "smtp://h:465",
        "smtp://::1",
        "smtp://a.example.org,b.example.org",
        "smtp://a.example.org;b.example.org",
        "smtps://me@h",
        "smtps://:secret@h",
        "smtps://me:12#34@h",
        "smtps://me:12/34@h",
        "smtps://me:12?34@h",
        "smtps://h/path",
        "smtps://h#fragment",
        "smtp://h?from=josé@example.org",
        "smtp://h?from=a@b.org&from=c@d.org",
        "smtp://h?from=",
        "smtp://h?from",
        "smtp://h?bounces=nothing",
    ],
)
def test_a_wrong_address_is_told_in_one_line(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^SMTP_URL: .*[^\n]$"):
        Relay.of(url)


@pytest.mark.parametrize("name", ["From", "FROM", "sender", "timeout", "starttls", "tls", "to", "%66rom"])
def test_what_it_does_not_know_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(SettingsError, match=rf"there is no \?{name}="):
        Relay.of(f"smtp://h?{name}=news@example.org")


@given(user=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1), password=st.text(min_size=1))
def test_any_user_and_password_that_is_encoded_comes_through_whole(user: str, password: str) -> None:
    password = "".join(sign for sign in password if " " <= sign <= "~") or "x"
    known = Relay.of(f"smtps://{quote(user, safe='')}:{quote(password, safe='')}@mail.example.org:465")
    assert (known.user, known.password, known.host) == (user, password, "mail.example.org")
