"""The children, the parents who do not fill this in, and how they belong together. One first name is all it needs.

A guardian names two parents, and children of one parent can have different ones: each is written down with the children
that it is about, by their first names, so that nothing that is added or removed on another page ties them wrongly.
"""

from __future__ import annotations

from forms_app.forms.people import family_earlier
from forms_app.forms.questions import (
    Address,
    Birth,
    Choice,
    Choices,
    Lines,
    Option,
    Page,
    Phone,
    Purpose,
    Repeated,
    TextOrNone,
    Whose,
)
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import PART_OF_A_DATE, YES_NO_UNSAID, YES_NO_UNSURE
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw

NAMES_HINT = _l("First names. If it is all the children, leave this blank.")


class Child(Page):
    slug = "child"
    heading = _l("Child")

    first_name = Lines(_l("First name"), purpose=Purpose.NAME, whose=Whose.CHILD)
    last_name = Lines(_l("Last name"), purpose=Purpose.NAME, whose=Whose.CHILD)
    born_on = Birth(_l("Date of birth"), age=_l("Or the age, if you don't know the date"), whose=Whose.CHILD)


class Children(Page):
    slug = "children"
    heading = _l("The children")

    children = Repeated(
        Child,
        _l("Children for whom you ask for support"),
        hint=_l(
            "Up to 20. If you do not know something, leave it blank. Of a date of birth, the year alone is fine too."
        ),
        one=_l("Child %(number)s"),
        more=_l("Add another child"),
        less=_l("Remove child %(number)s"),
        most=20,
        on_paper=(3, 2),
        required=_l("Enter at least the first name of one child."),
        too_many=_l("You can add up to 20 children here. Call the agency about the others."),
    )


class Parent(Page):
    slug = "parent"
    heading = _l("Parent")

    full_name = Lines(_l("Name"), purpose=Purpose.NAME, whose=Whose.OTHER_PARENT)
    born_on = Birth(
        _l("Date of birth"), hint=PART_OF_A_DATE, age=_l("Or about how old this parent is"), whose=Whose.OTHER_PARENT
    )
    address = Address(
        _l("Last address that you know"),
        hint=_l("Write what you know. Just the town or the country is fine."),
        none=_l("I know of no fixed address"),
        partial=True,
        whose=Whose.OTHER_PARENT,
    )
    phone = Phone(_l("Telephone number that you know"), whose=Whose.OTHER_PARENT)
    employer = Lines(
        _l("Employer"),
        hint=_l("The name or the kind of work is enough."),
        purpose=Purpose.DETAIL,
        whose=Whose.OTHER_PARENT,
    )
    children = Lines(_l("Children of this parent"), hint=NAMES_HINT, purpose=Purpose.DETAIL, whose=Whose.OTHER_PARENT)


class Parents(Page):
    slug = "parents"
    heading = _l("The other parent or parents")
    lead = _l(
        "Write about each parent who is not you. If you are a guardian, that can be both. If you do not know "
        "something, leave it blank."
    )
    replaces = (family_earlier.OtherParent,)

    parents = Repeated(
        Parent,
        _l("Each parent who is not you"),
        one=_l("Parent %(number)s"),
        more=_l("Add another parent"),
        less=_l("Remove parent %(number)s"),
        most=20,
        on_paper=(2, 1),
        too_many=_l("You can add up to 20 parents here. Call the agency about the others."),
    )

    @classmethod
    def suggested(cls, answers: Answers) -> Raw:
        return family_earlier.as_first_parent(answers)


class Family(Page):
    slug = "family"
    heading = _l("The family")
    lead = _l("You do not have to answer. Support can be ordered only once it is settled who the parents are.")

    lives_with = Choice(
        _l("Who do the children live with?"),
        (
            Option("me", _l("With me")),
            Option("shared", _l("With me part of the time")),
            Option("parent", _l("With a parent, not with me")),
            Option("other", _l("With someone else")),
            Option("differs", _l("It is not the same for every child")),
        ),
    )
    lives_with_whom = Lines(
        _l("If it is not the same: which child lives with whom?"),
        hint=_l("For example: Ana with me, Luis with his grandmother."),
        purpose=Purpose.DETAIL,
    )
    parentage = Choices(
        _l("Does the law already say who the parents are?"),
        (
            Option("married", _l("Yes: they were married when the child was born")),
            Option("declared", _l("Yes: both signed a declaration of parentage")),
            Option("court", _l("Yes: a court decided it")),
            Option("no", _l("No, or not for every child")),
            Option("unsure", _l("I am not sure")),
        ),
        hint=_l("Choose all that apply. A name on the birth certificate alone is not enough."),
    )


class Order(Page):
    slug = "order"
    heading = _l("Court orders")

    has_order = Choice(
        _l("Is there already a court order for child support?"),
        YES_NO_UNSURE,
        required=_l("Choose yes, no, or “I am not sure”."),
    )
    order_where = Lines(_l("If yes, in which county or state?"), longest=100, purpose=Purpose.DETAIL)
    order_number = TextOrNone(
        _l("If yes, what is the court case number?"),
        none=_l("I don't have it"),
        hint=_l("It is on the first page of the order."),
        purpose=Purpose.CASE_NUMBER,
    )


class CashAid(Page):
    """What CalWORKs families are paid goes back for the aid first; other aid changes nothing of that."""

    slug = "cash-aid"
    heading = _l("Cash aid (CalWORKs)")
    replaces = (family_earlier.Assistance,)

    receives_calworks = Choice(
        _l("Do you or the children get CalWORKs now?"),
        YES_NO_UNSAID,
        hint=_l("CalWORKs is cash aid from the county. Medi-Cal and CalFresh are not. You do not have to answer."),
    )


FAMILY = (Children, Parents, Family, Order, CashAid)
