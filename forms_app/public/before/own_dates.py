"""Somebody's own dates: three questions, answered at once in words, a picture and a calendar; no row is stored."""

from __future__ import annotations

import base64
import binascii
import json
import re
import secrets
from datetime import date, datetime, timedelta

from cryptography.exceptions import InvalidTag
from flask import Blueprint, Response, abort, make_response, request

from forms_app import deadlines
from forms_app.deadlines import Course
from forms_app.deadlines.calendars import entries
from forms_app.deadlines.clock import today, utc_now
from forms_app.deadlines.timeline import point, timeline
from forms_app.filling import idle
from forms_app.filling.sent.calendar_file import calendar_file
from forms_app.filling.start import draft_of
from forms_app.forms import form_for
from forms_app.forms.policy import KnownDates
from forms_app.forms.questions import Page, PastDate
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.public import cookie
from forms_app.public.before import kept_dates
from forms_app.public.services import services
from forms_app.sealing.seal import derive, lock, unlock
from forms_app.storage.drafts import new_token
from forms_app.text import Raw
from forms_app.web import csrf, posts
from forms_app.web.pages import draw, see_other

blueprint = Blueprint("deadlines", __name__)
LINK_LIVES = timedelta(minutes=30)
COURSE, AGAIN = "course", "again"


class Dates(Page):
    """What a person knows of her own case. Each may be left blank."""

    slug = "dates"
    heading = _l("Work out your dates")

    learned_on = PastDate(
        _l("When did you learn what the agency did, or did not do?"),
        hint=_l("For example: 3 15 2026. The closest date you remember is enough."),
    )
    filed_on = PastDate(
        _l("If you made a complaint: when did you file it?"),
        hint=_l("The day you mailed it, handed it in, sent it online, or told a representative."),
    )
    answered_on = PastDate(
        _l("If you got a written answer: when did you receive it?"),
        hint=_l("The day it reached you, not the date printed on it."),
    )


class Known(KnownDates):
    """The three dates, as far as they are known."""

    @classmethod
    def of(cls, page: Page) -> Known:
        return cls(*(date.fromisoformat(text) if text else None for text in page.values.values()))


@blueprint.get("/forms/deadlines/")
def ask() -> Response:
    """The questions, with what was typed before; asked `again`, what followed from it, as on the answer to the post.

    From the questions a new course begins: whether they are of the same complaint nobody knows.
    """
    name, raw = kept_dates.read()
    page = Dates.of(raw)
    shown = _answer(page, name)[0] if raw and AGAIN in request.args else _draw_questions(page)
    return _with_cookie(make_response(shown))


@blueprint.post("/forms/deadlines/")
def tell() -> Response:
    csrf.refuse_cross_site(request)
    posted = posts.read(request)
    page, name = Dates.of(posted), _course_name(posted)
    shown, status = _answer(page, name)
    if status == 422 and "switch" in posted:  # only the language was changed: nothing is called wrong yet
        shown, status = _draw_questions(Dates.of(posted), name), 200
    return kept_dates.keep(make_response(shown, status), name, page.raw)


def _answer(page: Page, name: str) -> tuple[str, int]:
    return (_draw_dates(page, name), 200) if page.validate() and _fit(page) else (_draw_questions(page, name), 422)


def _with_cookie(response: Response) -> Response:
    """Whether this browser takes cookies shows on the next request: only then can the page be asked for again."""
    return response if cookie.token(cookie.LOOK) else cookie.give(response, new_token(), cookie.LOOK)


@blueprint.get("/forms/deadlines/<box>.ics")
def keep(box: str) -> Response:
    """The calendar file. Its address is the dates, sealed; after 30 minutes it leads back to the questions."""
    name, dates = _unseal(box, utc_now()) or abort(see_other("/forms/deadlines/"))
    rules = services().rules
    course = deadlines.course(rules, dates.learned_on, dates.filed_on, dates.answered_on)
    return calendar_file(entries(rules, course, urls.language()), name)


def _draw_questions(page: Page, name: str = "") -> str:
    return draw("deadlines/page.html", page=page, course=None, course_name=name, again=_again(), idle=idle.of_page())


def _draw_dates(page: Page, name: str) -> str:
    dates, rules, lang = Known.of(page), services().rules, urls.language()
    course = deadlines.course(rules, dates.learned_on, dates.filed_on, dates.answered_on)
    return draw(
        "deadlines/page.html",
        page=page,
        again=_again(),
        idle=idle.of_page(),
        course=course,
        **_onward(course),
        today=today(),
        words=deadlines.words,
        picture=timeline(rules, [point(mark, lang) for mark in course.marks], today(), lang, _("Your dates")),
        course_name=name,
        calendar=f"/forms/deadlines/{_seal(name, dates, utc_now())}.ics",
    )


def _again() -> str:
    """The address at which the answer to this post can be asked for; none without cookies."""
    return f"{request.path}?{AGAIN}" if request.method == "POST" and cookie.token(cookie.LOOK) else ""


def _onward(course: Course) -> dict[str, object]:
    """The form that these dates lead to, and what lies of it in this browser."""
    form = form_for(has_complained=course.hearing is not None)
    return {"form": form, "begun": draft_of(form) if form else None}


def _course_name(posted: Raw) -> str:
    """What the days of one complaint have in common in a calendar: made once, and kept while its dates are changed."""
    name = posted.get(COURSE, [""])[0]
    return name if re.fullmatch("[0-9a-f]{16}", name) else secrets.token_hex(8)


def _fit(page: Page) -> bool:
    """Whether the dates can stand together; otherwise the question to change says so."""
    dates, rules, lang = Known.of(page), services().rules, urls.language()
    learned, filed, answered = dates.learned_on, dates.filed_on, dates.answered_on
    if answered and not filed:
        return _wrong(page, "filed_on", _("Enter the date you filed the complaint that was answered."))
    if not (learned or filed):
        return _wrong(
            page, "learned_on", _("Enter the date you learned about it, or the date you filed your complaint.")
        )
    if learned and filed and (wrong := deadlines.filed_problem(rules, learned, filed)):
        return _wrong(page, "filed_on", wrong[lang])
    if filed and answered and (wrong := deadlines.answer_problem(rules, filed, answered)):
        return _wrong(page, "answered_on", wrong[lang])
    return True


def _wrong(page: Page, name: str, sentence: object) -> bool:
    question = page[name]
    question.errors, question.wrong_inputs = [str(sentence)], question.inputs[:1]
    return False


def _key() -> bytes:
    return derive(services().token_key, "dates in an address")


def _seal(name: str, dates: Known, now: datetime) -> str:
    """The course's name, its dates and the end of the link's life, locked, as text for an address."""
    days = [day.isoformat() if day else "" for day in vars(dates).values()]
    content = json.dumps([int((now + LINK_LIVES).timestamp()), name, *days], separators=(",", ":")).encode()
    box = lock(_key(), content, b"dates")
    return base64.urlsafe_b64encode(box).decode().rstrip("=")


def _unseal(text: str, now: datetime) -> tuple[str, Known] | None:
    """The course's name and its dates, or None if the address is not ours or too old."""
    try:
        box = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        until, name, *days = json.loads(unlock(_key(), box, b"dates"))
    except (binascii.Error, ValueError, InvalidTag):
        return None
    if now.timestamp() > until:
        return None
    return name, Known(*(date.fromisoformat(day) if day else None for day in days))
