"""What is refused as a password: what is guessed first, and what others know of the person who chooses it."""

from __future__ import annotations

import pytest

from forms_app.web.sign_in import passwords
from forms_app.web.sign_in.passwords import LEAST

SAME = "It is the address."
# Common passwords made longer, keyboards, years, repetition, this house's words, the account's own, famous phrases.
GUESSABLE = [
    "password123456789",
    "qwertyuiop12345",
    "childsupport2026",
    "correcthorsebatterystaple",
    "Password1234567!",
    "P@ssw0rd12345678",
    "iloveyouiloveyou1",
    "summer2026summer2026",
    "customerconnect1",
    "losangelescounty1",
    "administrator123",
    "1q2w3e4r5t6y7u8i9o",
    "January2026January",
    "contraseña12345678",
    "Winter2026Winter!",
    "thequickbrownfox",
    "november282026!!",
    "tobeornottobe123",
    "ana.ruiz2026!!!",
    "childsupportservices2026",
    "manutencion2026!",
    "supervisor2026!!",
    "zaq12wsxcde34rfv",
    "Ch1ldSupp0rt2026",
    "letmeinletmein123",
]
STRONG = (
    "a river of slow green glass",
    "copper-lantern-otter-maple",
    "velvetharborquiltmango",
    "J8$kq2Lr9!xPw0zT",
    "gato azul come nubes",
    "x" * 3 + "gr4nite-lullaby-pier" * 40,
)


@pytest.mark.parametrize(
    "password",
    [
        "a" * 40,
        "abcabcabcabcabcabc",
        "passwordpassword",
        "ana@example.org",
        "1234567890123456",
        "qwertyuiopasdfgh",
        "x" * 14,
    ],
)
def test_an_easy_password_is_refused(password: str) -> None:
    assert passwords.fault(password, "ana@example.org", SAME)


@pytest.mark.parametrize("password", GUESSABLE)
def test_what_is_tried_first_is_refused(password: str) -> None:
    assert len(password) >= LEAST and "easy to guess" in str(passwords.fault(password, "ana.ruiz@example.org", SAME))


@pytest.mark.parametrize(
    "password",
    ["correct horse battery staple", "ñandú bajo la lluvia 7", "🐟🐟🐠 fifteen of them", "'; DROP TABLE -- x", *STRONG],
)
def test_any_characters_make_a_password(password: str) -> None:
    assert passwords.fault(password, "ana@example.org", SAME) is None


@pytest.mark.parametrize("password", ["ana.ruiz@example.org", "my ANA.RUIZ@example.org", "ruiz@example.org"])
def test_a_password_that_is_the_login_is_named_as_that(password: str) -> None:
    assert passwords.fault(password, "ana.ruiz@example.org", SAME) == SAME


def test_what_others_know_of_the_person_makes_no_password() -> None:
    password, own = "xochiquetzal-tlazohtla", ["Xochiquetzal", "Tlazohtla"]
    assert passwords.fault(password, "0123", SAME) is None
    assert "easy to guess" in str(passwords.fault(password, "0123", SAME, own))
