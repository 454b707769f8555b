"""A customer's account at three windows: what two of the staff do with it on its page, and how she notices each act."""

from __future__ import annotations

import re

import pytest
from support.account_holder import PASSWORD, sheet_codes
from support.acts_of_hers import go_on, words_of
from support.answers import words_known
from support.both_sides import Sides, acts, look, said, sign_in
from support.person import Person, Setting

from forms_app.account.views import events_in_words
from forms_app.bundles.history import Look, What
from forms_app.i18n.translation import force_locale

NOTICED = (
    (What.CODE_MADE, "code"),
    (What.LETTER_MAILED, "code"),
    (What.LOOKED_AT, Look.CALL),
    (What.CONFIRMED, "desk"),
    (What.SESSIONS_ENDED, ""),
    (What.FROZEN, ""),
    (What.THAWED, ""),
    (What.VETOED, ""),
    (What.CALLED_BACK, "hers"),
)
CODE = re.compile(r"(?:\d{4} ?){4}(?!\d)")


@pytest.mark.parametrize("setting", acts(1), ids=str)
def test_from_a_letter_with_a_code_to_a_stopped_account_and_back(sides: Sides, setting: Setting) -> None:
    clerk, second = sides.clerk(setting), sides.clerk(setting, "supervisor")
    her = sides.window(sides.her, setting)
    find(clerk)
    act(sides, clerk, "letter")
    sides.settle()
    codes = open_account(her, printed(clerk, sides))
    sides.settle()
    assert not her_dates(her)
    again(clerk)
    confirm(sides, clerk)  # who printed her code is not enough
    assert not her_dates(her)
    find(second)
    confirm(sides, second)
    assert her_dates(her)

    again(clerk)
    act(sides, clerk, "end-sessions")
    her.open(f"{her.prefix}/home/")
    assert her.slug == "signed-out", said(her)
    look(her)
    sign_in(her, codes.pop())

    act(sides, clerk, "stop")
    her.open(f"{her.prefix}/home/")
    look(her)
    clerk.page.locator("form:has([value=go-on]) [name=sure]").check()
    act(sides, clerk, "go-on")
    sign_in(her, codes.pop())

    it_was_she_after_all(sides, clerk, second)
    sign_in(her, codes.pop())
    her.open(f"{her.prefix}/history/")
    look(her)
    for what in NOTICED:
        assert tell(what, setting.language) in said(her)


def it_was_she_after_all(sides: Sides, clerk: Person, second: Person) -> None:
    """She said that it was not she; called back, she says that it was."""
    clerk.page.locator("details:has([value=veto]) summary").click()
    act(sides, clerk, "veto")
    again(second)
    second.page.locator("form:has([value=called-back]) [name=own_number]").check()
    second.page.locator("[name=outcome][value=hers]").check()
    act(sides, second, "called-back")
    second.page.locator("form:has([value=go-on]) [name=sure]").check()
    act(sides, second, "go-on")


def tell(what: tuple[What, str], language: str) -> str:
    """As her history says it."""
    with words_known(), force_locale(language):
        return str(events_in_words.SENTENCES[what])


def find(clerk: Person) -> None:
    """By her number, and opened for a reason."""
    clerk.open(f"{clerk.prefix}/customers/")
    look(clerk)
    clerk.page.locator("#find").fill("10001")
    clerk.press(".seek button")
    look(clerk)
    clerk.page.locator("[name=reason][value=call]").check()
    clerk.page.locator("#words").fill("She called.")
    clerk.press("main form.form button")
    look(clerk)


def act(sides: Sides, clerk: Person, name: str, *, is_wrong: bool = False) -> None:
    """A minute later press its button; the page says what came of it."""
    sides.customers.desk.clock.forward(minutes=1)
    clerk.press(f'form:has([name=act][value="{name}"]) button')
    look(clerk)
    assert clerk.page.locator("#wrong" if is_wrong else ".notice[role=status]").count() == 1, said(clerk)


def her_dates(her: Person) -> int:
    """How many calendar files are offered to her."""
    her.open(f"{her.prefix}/dates/")
    look(her)
    return her.page.locator("main a[href$='.ics']").count()


def again(clerk: Person) -> None:
    """The page as it stands now: another has done something, and what was drawn before counts no more."""
    clerk.page.goto(clerk.page.url.removesuffix("act/"))


def confirm(sides: Sides, clerk: Person) -> None:
    clerk.page.locator("[name=way][value=desk]").check()
    act(sides, clerk, "confirm", is_wrong=True)  # which paper was seen is not said yet
    assert clerk.page.locator("#error-confirm").count() == 1
    clerk.page.locator("#paper-confirm").select_option("passport")
    act(sides, clerk, "confirm")


def printed(clerk: Person, sides: Sides) -> str:
    """The code that stands on the letter alone, which is mailed."""
    page = clerk.page.url
    clerk.open(f"{clerk.prefix}/letters/")
    look(clerk)
    clerk.press('form[action$="/letters/accounts/print/"] button[value=all]')
    with clerk.page.expect_download() as saved:
        clerk.page.locator('main a[href$="/letters.pdf"]').first.click()
    look(clerk)
    found = CODE.search(words_of(saved.value))
    assert found
    for one in clerk.page.locator("[name=chosen_account]").all():
        one.check()
    clerk.press('form[action$="/letters/accounts/mailed/"] button')
    clerk.page.locator('form[action$="/letters/accounts/mailed/"] [name=sure]').check()
    clerk.press('form[action$="/letters/accounts/mailed/"] button')
    sides.settle()
    clerk.page.goto(page)
    return found[0]


def open_account(her: Person, code: str) -> list[str]:
    """The codes of her sheet."""
    her.open(f"{her.prefix}/activate/")
    look(her)
    go_on(her, participant="10001", code=code, password=PASSWORD)
    look(her)
    assert her.slug == "second", said(her)
    her.press("button[name=sheet]")
    look(her)
    codes = sheet_codes(her.page.content())
    go_on(her)
    look(her)
    return codes
