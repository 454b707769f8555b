"""Letters in place of paper at two windows: a yes to what she can read, one there, and paper again."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import Download
from pypdf import PdfReader
from support.acts_of_hers import send, words_of
from support.both_sides import Sides, acts, look, said
from support.person import Person, Setting

HERE = {"en": "In the account in place of paper", "es": "En la cuenta en lugar de papel"}
COPY = {"en": "A copy lies in the account.", "es": "Hay una copia en la cuenta."}


@pytest.mark.parametrize("setting", acts(0), ids=str)
def test_a_yes_a_letter_there_and_paper_again(sides: Sides, setting: Setting) -> None:
    her, clerk = sides.both(setting)
    say_yes(her)
    reference = complain(her)
    sides.settle()
    write_letter(clerk, reference)
    sides.settle()
    clerk.page.reload()
    assert HERE[setting.language] in said(clerk)
    saved = newest_letter(her)
    assert reference in words_of(saved)

    her.open(f"{her.prefix}/settings/letters/")
    look(her)
    her.press("[name=do-paper]")
    look(her)
    sides.settle()
    write_letter(clerk, reference)
    sides.settle()
    mail(clerk)
    sides.settle()
    clerk.open(f"{clerk.prefix}/submissions/{reference}/")
    assert COPY[setting.language] in said(clerk)
    look(clerk)
    her.open(f"{her.prefix}/documents/")
    look(her)
    assert her.page.locator("article:has([name=which]) b").count() == 1, "a copy of what was mailed is new"
    her.open(f"{her.prefix}/history/")
    look(her)


def say_yes(her: Person) -> None:
    """After a wrong word that of the sample, which she has opened."""
    her.open(f"{her.prefix}/settings/letters/")
    look(her)
    file = her.context.request.get(f"{her.product.url}{her.prefix}/settings/letters/sample.pdf")
    word = word_in(file.body())
    for typed in ("cloud", word):
        her.page.locator("#word").fill(typed)
        her.press("[name=do-here]")
        look(her)
    assert her.page.locator("[name=do-paper]").count() == 1


def word_in(pdf: bytes) -> str:
    text = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    [word] = re.findall(r": (\w+) Si |: (\w+) If ", text)
    return "".join(word)


def complain(her: Person) -> str:
    her.open(f"{her.prefix}/forms/complaint/")
    her.press("#page .button")
    her.fill_to("complaint", "check")
    return send(her)


def write_letter(clerk: Person, reference: str) -> None:
    """That it was received: it starts or ends no right."""
    clerk.open(f"{clerk.prefix}/submissions/{reference}/")
    look(clerk)
    clerk.page.locator("#kind").select_option("acknowledgement")
    clerk.press('button[value="queue"]')
    look(clerk)


def mail(clerk: Person) -> None:
    """Whatever stands in the print queue: printed, put into envelopes, mailed."""
    clerk.open(f"{clerk.prefix}/letters/")
    look(clerk)
    clerk.press('form[action$="/letters/print/"] button[value=all]')
    look(clerk)
    for one in clerk.page.locator('form[action$="/letters/mailed/"] input[name=chosen]').all():
        one.check()
    clerk.press('form[action$="/letters/mailed/"] button')
    look(clerk)


def newest_letter(her: Person) -> Download:
    """Saved from her documents, where it is marked as new until then."""
    her.open(f"{her.prefix}/documents/")
    look(her)
    with her.page.expect_download() as saved:
        her.page.locator("#letter-1 button[value=save]").click()
    her.page.reload()
    look(her)
    return saved.value
