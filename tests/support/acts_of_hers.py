"""The steps of acts in an account: she asks for something, staff find it as a task and write what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Download
from pypdf import PdfReader

from support.answers import Raw
from support.both_sides import Sides, look, said
from support.person import Person


def go_on(person: Person, **typed: str) -> None:
    """Fill in the page and press its button."""
    for name, text in typed.items():
        person.page.locator(f"main #{name}").fill(text)
    person.press("main form .button:not([name])")


def fill_in(her: Person, pages: Mapping[str, Raw]) -> None:
    """From the page that tells what it is to the one on which she reads it once more; each is looked at."""
    look(her)
    her.press("#page .button")
    while her.slug != "check":
        look(her)
        her.fill(pages[her.slug])
        her.next()
    look(her)


def send(her: Person, cases: int = 1) -> str:
    """The reference on the page that says it was sent. `cases`: how many of hers it is for."""
    for tick in her.page.locator("[name=for_case]").all()[:cases]:
        tick.check()
    her.press("main button[name=go][value=send]")
    look(her)
    return her.page.locator("#reference").inner_text()


def open_task(sides: Sides, clerk: Person, reference: str) -> None:
    """From the page of customers by the list of what they asked for to the task."""
    sides.settle()
    clerk.open(f"{clerk.prefix}/customers/")
    look(clerk)
    lists = [link.get_attribute("href") for link in clerk.page.locator("#asked + ul a").all()]
    for address in lists:
        clerk.press(f'#asked + ul a[href="{address}"]')
        if clerk.page.locator(task(reference)).count():
            look(clerk)
            clerk.press(task(reference))
            look(clerk)
            return
        clerk.page.go_back()
    raise AssertionError(f"{reference} stands in none of {lists}: {said(clerk)}")


def task(reference: str) -> str:
    return f'main a[href$="/submissions/{reference}/"]'


def answer(sides: Sides, clerk: Person, reply: str, outcome: str = "") -> None:
    """On the page of the task."""
    if outcome:
        clerk.page.locator(f'[name="answer.outcome"][value={outcome}]').check()
    clerk.page.locator("#reply").fill(reply)
    clerk.press("button[name=press][value=answer]")
    assert reply in said(clerk)
    look(clerk)
    sides.settle()


def read_answers(her: Person, *replies: str, where: str = "requests") -> None:
    """Each is announced on her first page and read, and then announced no more."""
    link = f"main .waits a[href*='/{where}/']"
    her.open(f"{her.prefix}/home/")
    look(her)
    assert her.page.locator(link).count() == len(replies)
    left = set(replies)
    while left:
        her.press(link)
        look(her)
        found = {reply for reply in left if reply in said(her)}
        assert found, said(her)
        left -= found
        her.open(f"{her.prefix}/home/")
    assert not her.page.locator(link).count()


def words_of(saved: Download) -> str:
    """What the PDF says that a window has saved."""
    return " ".join(" ".join(one.extract_text() for one in PdfReader(saved.path()).pages).split())
