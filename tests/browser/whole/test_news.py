"""News by e-mail: an address that counts once its number was typed in, one kind, a mail, and nothing after a pause."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from support.acts_of_hers import answer, go_on, open_task, read_answers, send
from support.both_sides import Sides, acts, look
from support.person import Person, Setting
from support.post_office import PostOffice

ADDRESS = "hers@example.net"


@pytest.fixture
def mailed(sides: Sides) -> Iterator[PostOffice]:
    with PostOffice() as office:
        sides.send_mail_by(office.url)
        yield office
        sides.settle()


@pytest.mark.parametrize("setting", acts(1), ids=str)
def test_she_hears_of_an_answer_and_after_a_pause_of_none(sides: Sides, mailed: PostOffice, setting: Setting) -> None:
    her, clerk = sides.both(setting)
    give_address(her, sides)
    sides.settle()
    [number] = re.findall(r"\b\d{6}\b", text_of(mailed))
    her.page.locator("#code").fill(number)
    her.press("[name=do-code]")
    look(her)
    her.page.locator("[name=kind][value=answer]").check()
    her.press("[name=do-kinds]")
    look(her)
    assert her.page.locator("[name=kind]:checked").count() == 1

    tell(her, sides, clerk, "Where is it?", "It came.")
    assert len(mailed.mails) == 2 and mailed.recipients == [ADDRESS] * 2
    assert "It came." not in text_of(mailed) and re.search(r"\d", subject_of(mailed)) is None
    read_answers(her, "It came.", where="messages")

    her.open(f"{her.prefix}/settings/news/")
    her.press("[name=do-pause]")
    look(her)
    tell(her, sides, clerk, "And the other?", "It came, too.")
    assert len(mailed.mails) == 2
    read_answers(her, "It came, too.", where="messages")
    her.open(f"{her.prefix}/history/")
    look(her)


def give_address(her: Person, sides: Sides) -> None:
    """Before it, once more a code of her sheet: nothing that she typed is gone after it."""
    her.open(f"{her.prefix}/settings/news/")
    look(her)
    if not her.page.locator("#address").count():
        her.press("main a[href$='/settings/prove/news/']")
        look(her)
        go_on(her, code=sides.codes.pop())
        look(her)
    her.page.locator("#address").fill(ADDRESS)
    her.page.locator("#mine").check()
    her.press("[name=do-address]")
    look(her)


def tell(her: Person, sides: Sides, clerk: Person, words: str, reply: str) -> None:
    """A message, and its answer."""
    her.open(f"{her.prefix}/messages/write/1/")
    her.page.locator("[name=message]").fill(words)
    her.press("#page .button")
    open_task(sides, clerk, send(her))
    answer(sides, clerk, reply)


def text_of(mailed: PostOffice) -> str:
    body = mailed.mails[-1].get_body()
    assert body
    return str(body.get_content())


def subject_of(mailed: PostOffice) -> str:
    return str(mailed.mails[-1]["Subject"])
