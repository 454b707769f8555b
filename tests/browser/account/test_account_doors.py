"""Into an account and back into it, in a real browser: every pair of two out of three, and passkeys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.letting_in import Account
from support.person import Person, Setting
from support.running import Running

WORDS = (
    "a river of slow green glass",
    "seven lamps under old snow",
    "my aunt paints quiet doors",
    "no train stops at noon",
)
PAYER, RECEIVER, CARETAKER = "990049426310", "990079907900", "990031601619"


@pytest.fixture
def served(product: Running) -> Account:
    """Of a whole product: here the inside answers by itself."""
    return Account(product)


def go_on(person: Person, **typed: str) -> None:
    """Fill in the page and press its button."""
    for name, text in typed.items():
        person.page.fill(f"#{name}", text)
    person.press("main form.form button:not([name]):not([type])")


def take_sheet(person: Person) -> tuple[list[str], str]:
    """The last step: a sheet of codes; what stands on it, and on the recovery paper."""
    person.press("button[name=sheet]")
    assert person.slug == "papers"
    sheet, paper = person.page.locator(".sheet li").all_inner_texts(), person.page.inner_text("#paper")
    person.page.reload()
    assert person.page.inner_text("#paper") == paper
    go_on(person)
    assert person.slug == "home" and "2026" in person.page.inner_text("main")
    return sheet, paper


def activate(person: Person, served: Account, participant: str) -> tuple[list[str], str]:
    person.open(f"{person.prefix}/activate/")
    go_on(person, participant=participant, code=served.letter(participant), password=WORDS[0])
    return take_sheet(person)


@pytest.mark.parametrize(("language", "participant"), [("en", PAYER), ("es", RECEIVER)])
def test_two_of_three_let_her_back_in_without_scripts_e_mail_or_telephone(
    served: Account, window: Callable[[Setting], Person], language: str, participant: str
) -> None:
    person = window(Setting(language, scripts=False, width=360))
    sheet, paper = activate(person, served, participant)
    pairs: tuple[tuple[str, ...], ...] = (("paper", "letter"), ("paper", "desk"), ("letter", "desk"))

    for pair, password in zip(pairs, WORDS[1:], strict=True):
        person.press('main form[action$="/sign-out/"] button')
        has = {"paper": paper, "letter": served.letter(participant), "desk": served.desk(participant)}
        person.open(f"{person.prefix}/recover/")
        go_on(person, participant=participant, password=password, **{name: has[name] for name in pair})
        assert person.slug == "second", person.page.inner_text("main")
        old, (sheet, paper) = sheet, take_sheet(person)
        assert sheet != old
        person.open(f"{person.prefix}/settings/password/")
        assert "48" not in person.path and person.page.locator("input[name=old]").count() == 0

    person.press('main form[action$="/sign-out/"] button')
    person.open(f"{person.prefix}/sign-in/")
    go_on(person, participant=participant, password=WORDS[3], code=sheet[0])
    assert person.slug == "home"


def test_a_passkey_is_added_used_listed_and_never_taken_away_as_the_last(
    served: Account, window: Callable[[Setting], Person]
) -> None:
    person = window(Setting())
    tools = person.context.new_cdp_session(person.page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    more = {"isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, **more}})
    person.open("/activate/")
    go_on(person, participant=CARETAKER, code=served.letter(CARETAKER), password=WORDS[0])
    person.press("[data-passkey=make] button")
    assert person.page.locator(".sheet").count() == 0
    go_on(person)

    person.press('main form[action$="/sign-out/"] button')
    person.open("/sign-in/")
    person.page.fill("#participant", CARETAKER)
    person.page.fill("#password", WORDS[0])
    person.press("[data-passkey=use] button")
    assert person.slug == "home"

    person.open("/settings/passkeys/")
    person.press("[data-passkey=use] button")
    assert "Last used on" in person.page.inner_text("main")
    person.press('form[action$="/remove/"] button')
    assert "the only thing" in person.page.inner_text("main") and person.page.locator("button[name=yes]").count() == 0
