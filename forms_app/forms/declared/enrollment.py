"""Simplified enrollment: as much or as little as the person chooses. Never asked: SSN, immigration status, race."""

from __future__ import annotations

from datetime import date

from forms_app import deadlines
from forms_app.deadlines import AgencyClock, Rules
from forms_app.facts import counties
from forms_app.forms import shared
from forms_app.forms.form import Form
from forms_app.forms.notes import enrollment_notes
from forms_app.forms.people.family import FAMILY
from forms_app.forms.places import COUNTIES, county_named
from forms_app.forms.policy import ANSWERED, Door, Policy, Promise, Ways, promise_of_days
from forms_app.forms.questions import Birth, Choice, Consent, Lines, Option, Page, Picker, Purpose, ZipCode
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import PART_OF_A_DATE, REACH, YES_NO_UNSAID, Help
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l


class Who(Page):
    slug = "who"
    heading = _l("Who you are")
    lead = _l("Give as much or as little information as you choose. What you leave out can be added later.")

    role = Choice(
        _l("Who are you to the children?"),
        (Option("parent", _l("A parent")), Option("guardian", _l("A legal guardian"))),
        required=_l("Choose whether you are a parent or a legal guardian."),
    )
    full_name = Lines(
        _l("Your full name"),
        hint=_l("If you have only one name, write that."),
        required=_l("Enter your full name."),
        purpose=Purpose.NAME,
    )
    born_on = Birth(_l("Your date of birth"), hint=PART_OF_A_DATE, age=_l("Or your age"))


class Safety(Page):
    slug = "safety"
    heading = _l("Your safety")
    lead = _l(
        "You do not have to tell what happened. Whoever works on your case must see your answer before anything "
        "else. You may also ask the agency not to give out your address and other facts about you."
    )

    contact_is_unsafe = Choice(
        _l("Is contact with the other parent dangerous for you or the children?"),
        YES_NO_UNSAID,
        required=_l("Choose yes, no, or “I prefer not to say”."),
        purpose=Purpose.DANGER,
    )


_ZIP_OR_COUNTY = _l("Enter a ZIP code of California, or choose a county. If you are not sure, choose “I am not sure”.")


def _county_wanted(zip_code: str) -> object:
    if not zip_code:
        return _ZIP_OR_COUNTY
    if counties.county_at(zip_code):
        return ""
    return _l("We do not know in which county this ZIP code is. Choose a county, or “I am not sure”.")


class Place(Page):
    slug = "place"
    heading = _l("Where you live")
    lead = _l("Your county tells which local agency handles a request. We do not ask for your home address here.")

    zip_code = ZipCode(_l("ZIP code"), hint=_l("If you would rather not give it, choose only the county."))
    county = Picker(
        _l("County"),
        COUNTIES,
        hint=_l(
            "If you gave a ZIP code of California, you can leave this blank. If you are not sure, choose “I am not "
            "sure”."
        ),
        required=_ZIP_OR_COUNTY,
        when=lambda told: _county_wanted(told["zip_code"] or ""),
        purpose=Purpose.COUNTY,
    )

    @classmethod
    def understood(cls, name: str, answers: Answers) -> list[str]:
        county = counties.county_at(answers.get("zip_code") or "") if name == "county" else ""
        return [_("%(county)s (by the ZIP code)", county=county_named(county))] if county else []


class NoSafeWay(shared.NoSafeWay):
    calls = "customer_connect"
    here = shared.READ_HERE
    lead = _l(
        "If no way is safe, nothing comes to you, not even when something is missing. Call a week after you ask for "
        "services, and every week until you know whether your case is open. Say that no way is safe, and ask what "
        "you must know."
    )


class Agreement(Page):
    calls = "customer_connect"
    slug = "agreement"
    heading = _l("Before you send")
    lead = _l(
        "When the agency opens a case, it tells the other parent, if it knows an address. It is not your lawyer: "
        "what you tell it is not protected in the way that talks with a lawyer are. It does not decide about custody "
        "or visits. Is it dangerous for you or the children if the other parent is told? Stop here. Call first."
    )

    consent = Consent(
        _l("Your agreement"),
        tick=_l("I ask for child support services. I understand that the other parent is told when a case is opened."),
        required=_l("Mark that you understand this, or stop here and call first."),
    )


def _promise(rules: Rules, on: date, language: str) -> Promise:
    due = [deadlines.count(rules, rule, on) for rule in ("enrollment_deficiency", "enrollment_open")]
    notice = _("When the agency opens a case, it tells the other parent, if it knows an address.")
    not_filed = _l("You have not enrolled. If you enroll with the agency today, this holds:")
    return promise_of_days(not_filed, due, language, notice)


POLICY = Policy(
    clock=AgencyClock(due="enrollment_open", complete="enrollment_deficiency"),
    ways=Ways(by_phone=_l("You may also ask for services by telephone: %(number)s.")),
    promise=_promise,
    desks=frozenset({"caseworker"}),
    letters=("enrollment-received", "enrollment-more"),
    door=Door(id="enrollment"),
    about="forms/about/enrollment.html",
    status=ANSWERED,
)
FORM = Form(
    name="enrollment",
    title=_l("Simplified enrollment"),
    pages=(Who, Safety, *REACH, NoSafeWay, Place, *FAMILY, Help, Agreement),
    policy=POLICY,
    place=1,
    task_list=True,
    notes=enrollment_notes,
)
