"""Messages: the list of her conversations, one of them, and what is written there next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, request

from forms_app import deadlines
from forms_app.account.forms import about_case, answers, aside, late
from forms_app.account.forms.sender import account_id, token
from forms_app.account.forms.sent import EACH
from forms_app.account.messages import threads
from forms_app.account.messages.threads import Said, Thread
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.account.views.cases.shown import CaseShown
from forms_app.account.views.opened import details, only_confirmed, opened
from forms_app.filling.form_pages import AGAIN
from forms_app.forms import Form, clock_of
from forms_app.forms.questions import Page, Purpose
from forms_app.i18n import urls
from forms_app.storage.account import requests
from forms_app.storage.drafts import Draft

TO = "to"  # asks for the page on which the message of the address stands


@only_confirmed
def messages_page() -> str:
    every, awaited = threads.every(), threads.is_waiting_for_words()
    written = {one.case.mark for one in every} | {one.case.mark for one in aside.every()}
    others = [one for one in about_case.cases_apart() if about_case.of_case(one).mark not in written]
    whole = opened().money is not None and details() is not None
    return draw("account/messages/list.html", threads=every, awaited=awaited, others=others, whole=whole, **_begun())


@only_confirmed
def thread_page(place: int) -> Any:
    """`place`: of anything in it, to which TO leads; it has one address, by what was sent first."""
    thread = threads.holding(place) or abort(404)
    if thread.place != place or TO in request.args:
        return see_other(_where(thread, place))
    number = _number_of_page(thread.pages)
    return _drawn(thread, number)


def _drawn(thread: Thread, number: int) -> str:
    shown = thread.page(number)
    answers.note_read(shown)
    return draw_box(thread.shown, None, threads.said(shown), thread=thread, page_number=number)


def _where(thread: Thread, place: int) -> str:
    """This message, on whichever page of it."""
    with services().database.read() as connection:
        later = requests.later_in_thread(connection, account_id(), thread.case.mark, place)
    number = later // EACH + 1
    return f"/messages/{thread.place}/{f'?page={number}' if number > 1 else ''}#said-{place}"


@only_confirmed
def write_page(place: int) -> Any:
    """The first message about a case since she has these keys; where there is one already, the conversation."""
    shown = about_case.at_place(place) or abort(404)
    thread = threads.about(about_case.of_case(shown))
    if thread and thread.place is not None:
        return see_other(f"{thread.path}{f'?{AGAIN}' if AGAIN in request.args else ''}")
    return _drawn(thread, _number_of_page(thread.pages)) if thread else draw_box(shown, None)


def not_sent_page(typed: Page | None = None) -> str:
    """Its case is in her account no more; what she wrote waits as it was, or stands here."""
    last, form = draft(), about_case.message_form()
    is_gone = last is not None and about_case.find(about_case.case_of_draft(form, last)) is None
    raws = [typed.raw] if typed else late.of_gone_cases()
    written = [
        line
        for raw in raws
        for name in form.asking(Purpose.STORY)
        for text in raw.get(name, ())
        for line in text.split("\n")
    ]
    are_shown = opened().money is not None
    return draw("account/messages/not_sent.html", begun=last if is_gone else None, written=written, are_shown=are_shown)


def draw_box(shown: CaseShown | None, typed: Page | None, said: Sequence[Said] = (), **around: Any) -> str:
    """A conversation, or nothing yet, with the box in which she writes: what she `typed` or has begun."""
    form, begun = about_case.message_form(), draft_about(shown)
    words = form.pages[0]
    raw = begun.raw.get(words.slug) if begun else None
    box = typed or words.of(raw or {})
    if raw is not None and AGAIN in request.args:
        box.validate()
    if not services().agency.official:
        box.say_for_practice()
    context = {"form": form, "box": box, "case_shown": shown, "about_name": late.ABOUT}
    context |= {"about": about_case.of_case(shown).mark.hex() if shown else ""}
    context |= {"said": said, "version": begun.versions.get(words.slug, 0) if begun else 0, "token": late.form_token()}
    return draw("account/messages/thread.html", today=services().today(), due=_due(form), **context, **around)


def _begun() -> dict[str, Any]:
    """What she has begun: the one that she went on with last, and about which case; those that wait aside."""
    last = draft()
    case = about_case.case_of_draft(about_case.message_form(), last) if last else None
    waiting = [(one, about_case.find(one.case)) for one in aside.every() if case is None or one.case.mark != case.mark]
    return {"begun": last, "begun_about": about_case.find(case), "waiting": waiting}


def draft_about(shown: CaseShown | None) -> Draft | None:
    """What she has begun about this case, whichever she went on with last."""
    last = draft()
    if shown is None or (last and is_about(last, shown)):
        return last if shown else None
    return aside.of(about_case.of_case(shown))


def draft() -> Draft | None:
    """What she has begun to write, went on with last, and has not sent."""
    return services().drafts.load(token(), about_case.message_form().name, services().now())


def is_about(begun: Draft, shown: CaseShown) -> bool:
    case = about_case.case_of_draft(about_case.message_form(), begun)
    return case is None or case.mark == about_case.of_case(shown).mark


def _due(form: Form) -> str:
    """The day by which what she sends today is answered."""
    due = clock_of(form.name).due_on(services().rules, services().today())
    return deadlines.words(due.last_day, urls.language()) if due else ""


def _number_of_page(pages: int) -> int:
    text = request.args.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return number if 1 <= number <= pages else abort(404)
