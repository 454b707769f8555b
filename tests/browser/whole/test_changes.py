"""What she asks staff to change, at two windows: they do it, refuse it or ask back, and she reads which."""

from __future__ import annotations

import pytest
from support import asking
from support.acts_of_hers import answer, fill_in, open_task, read_answers, send
from support.answers import Raw
from support.both_sides import Sides, acts, look, said
from support.person import Person, Setting

CONTACT: dict[str, Raw] = {
    "what": {"changes": ["email"]},
    "email": {"new_email": ["new@example.org"], "email_safe": ["yes"]},
}
WORK: dict[str, Raw] = {
    "work": {"work": ["new"]},
    "employer": {"employer": ["Olive Bakery"]},
    "since": {"since": ["March 2026"]},
}
ANOTHER_DAY: dict[str, Raw] = {"new-day": {"other_days": ["Any Monday."], "why_other_day": ["I work then."]}}
INTERPRETER: dict[str, Raw] = {"language": {"date_language": ["Mixteco"]}}


@pytest.mark.parametrize("setting", acts(0), ids=str)
def test_contact_for_two_cases_and_work(sides: Sides, setting: Setting) -> None:
    sides.load(asking.in_two_counties())
    her, clerk = sides.both(setting)

    her.open(f"{her.prefix}/forms/contact-update/")
    fill_in(her, CONTACT)
    send(her, cases=2)
    replies = {"done": "Entered today.", "refused": "Orange needs your signature."}
    for one, (outcome, reply) in zip(asking.stored(sides.services), replies.items(), strict=True):
        open_task(sides, clerk, one["reference"])
        assert "new@example.org" in said(clerk)
        answer(sides, clerk, reply, outcome)
    read_answers(her, *replies.values())

    her.open(f"{her.prefix}/forms/employment-update/")
    fill_in(her, WORK)
    open_task(sides, clerk, send(her))
    assert "Olive Bakery" in said(clerk) and "new@example.org" in clerk.page.content()
    answer(sides, clerk, "In which town is it?", "asked")
    read_answers(her, "In which town is it?")
    her.open(f"{her.prefix}/requests/")
    look(her)


@pytest.mark.parametrize("setting", acts(1), ids=str)
def test_another_day_and_an_interpreter(sides: Sides, setting: Setting) -> None:
    sides.load(asking.with_date())
    her, clerk = sides.both(setting)
    assert b"DTSTART" in calendar_of(her)

    ask_about_the_date(her, "another-day", ANOTHER_DAY)
    open_task(sides, clerk, send(her))
    assert "Any Monday." in said(clerk)
    answer(sides, clerk, "December 7, 10:00.", "done")
    sides.load(asking.with_date(starts_at="2026-12-07T10:00:00-08:00"), "2026-11-20")
    read_answers(her, "December 7, 10:00.")
    assert b"DTSTART:20261207T180000Z" in calendar_of(her)

    ask_about_the_date(her, "date-interpreter", INTERPRETER)
    open_task(sides, clerk, send(her))
    assert "Mixteco" in said(clerk)
    answer(sides, clerk, "The court brings one.", "refused")
    read_answers(her, "The court brings one.")
    her.open(f"{her.prefix}/dates/")
    look(her)


def ask_about_the_date(her: Person, form: str, pages: dict[str, Raw]) -> None:
    """From beside the date."""
    her.open(f"{her.prefix}/dates/")
    look(her)
    her.press(f"main a[href*='{form}']")
    fill_in(her, pages)


def calendar_of(her: Person) -> bytes:
    """The file of her only date."""
    her.open(f"{her.prefix}/dates/")
    with her.page.expect_download() as saved:
        her.page.locator("main a[href$='.ics']").first.click()
    return saved.value.path().read_bytes()
