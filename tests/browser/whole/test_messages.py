"""Messages at two windows: from a payment that does not show to an answer, a second message, a question that joins."""

from __future__ import annotations

import re

import pytest
from support.acts_of_hers import answer, open_task, read_answers, send
from support.both_sides import Sides, acts, look, said
from support.person import Person, Setting

WORDS, MORE, ASKED = "I paid in October. Where is it?", "Thank you. And November?", "Who is my caseworker?"


@pytest.mark.parametrize("setting", acts(1), ids=str)
def test_a_payment_that_does_not_show_becomes_a_conversation(sides: Sides, setting: Setting) -> None:
    her, clerk = sides.both(setting, "P2")
    her.open(f"{her.prefix}/paying/")
    look(her)
    her.press("main .case a[href*='/payments/']")
    look(her)
    her.open(f"{her.prefix}/paying/")
    her.press("main p > a.link[href$='/messages/']")
    look(her)
    her.press("main a[href*='/messages/write/']")
    open_task(sides, clerk, write(her, WORDS))
    assert WORDS in said(clerk)
    clerk.page.locator("#ready-sentence").select_option("payments")
    clerk.press("button[name=press][value=ready]")
    put_in = clerk.page.locator("#reply").input_value()
    assert put_in
    answer(sides, clerk, f"It came on October 4. {put_in}")
    read_answers(her, "It came on October 4.", where="messages")

    her.open(f"{her.prefix}/messages/1/")
    open_task(sides, clerk, write(her, MORE))
    assert all(one in said(clerk) for one in (MORE, WORDS, "It came on October 4."))
    answer(sides, clerk, "On November 3.")
    read_answers(her, "On November 3.", where="messages")


@pytest.mark.parametrize("setting", acts(0), ids=str)
def test_a_question_of_the_site_joins_and_is_answered_where_she_writes(sides: Sides, setting: Setting) -> None:
    site = sides.site(setting)
    site.start("inquiry")
    site.fill_to("inquiry", "check")
    reference = site.send()
    [code] = re.findall(r"(?:\d{4} ?){5}", site.page.locator("#receipt-code").inner_text())
    her, clerk = sides.both(setting)
    her.open(f"{her.prefix}/messages/join/")
    look(her)
    join(her, reference, "1234 5678 9012 3456 7890")
    assert her.page.locator("#error-summary").count() == 1
    look(her)
    join(her, reference, code)
    assert reference in said(her)
    look(her)
    sides.settle()
    clerk.open(f"{clerk.prefix}/inbox/")
    look(clerk)
    clerk.press(f'main a[href$="/submissions/{reference}/"]')
    look(clerk)
    assert "10001" in said(clerk)
    answer(sides, clerk, "Rosa Díaz.")
    read_answers(her, "Rosa Díaz.", where="messages")
    her.open(f"{her.prefix}/messages/1/")
    assert "Rosa Díaz." in said(her)
    look(her)


def write(her: Person, words: str) -> str:
    """Written, read once more, sent; the reference."""
    look(her)
    her.page.locator("[name=message]").fill(words)
    her.press("#page .button")
    look(her)
    return send(her)


def join(her: Person, reference: str, code: str) -> None:
    her.page.locator("#reference").fill(reference)
    her.page.locator("#receipt_code").fill(code)
    her.press("#page .button")
