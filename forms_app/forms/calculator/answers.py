"""From the answers to what the guideline works with; whatever was left to be estimated is filled in here, and said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from forms_app.forms.calculator.extras import ABSENT
from forms_app.forms.calculator.family import GROSS, HALF, ME, NET, OTHER, STUB
from forms_app.forms.calculator.incomes import ESTIMATE
from forms_app.forms.calculator.schedules import share_of_schedule
from forms_app.forms.questions.amounts import monthly_of, share_of
from forms_app.guideline.estimate import Family
from forms_app.guideline.formula import HALF as HALF_THE_TIME
from forms_app.guideline.formula import Parent
from forms_app.guideline.hardship import Hardship
from forms_app.guideline.law import Laws
from forms_app.guideline.means import Deduction, Earnings, full_time
from forms_app.guideline.taxes.tables import STATUSES, Status

Answers = Mapping[str, Any]
NOTHING = Fraction(0)
WHO: dict[Parent, str] = {"A": "my", "B": "other"}
PAY = {NET: "net", STUB: "stub", GROSS: "pay"}  # the question that asks for the income
DEDUCTIONS: tuple[Deduction, ...] = ("dues", "health", "paid")


def family(answers: Answers, laws: Laws, day: date) -> Family:
    """`answers`: the stored values of all pages that are asked, of which every required one is there."""
    shares = shares_of(answers)
    costs = _amount(answers, "child_care") + _amount(answers, "health_care")
    hardship = Hardship(Fraction(answers.get("my_others") or 0), Fraction(answers.get("other_others") or 0))
    absent = answers.get("absent") if ABSENT in (answers.get("more") or ()) else None
    a, b = (_earnings(answers, parent, laws, day) for parent in WHO)
    return Family(int(answers["children"]), shares, a, b, hardship, costs, absent)


def shares_of(answers: Answers) -> tuple[Fraction, ...]:
    """The part of the time that the children are with whoever asks: for all, or for each; empty where not known."""
    home = answers["home"]
    if home == ME:
        return (1 - _share(answers["other_time"]),)
    if home == OTHER:
        return (_share(answers["my_time"]),)
    if home == HALF:
        return (HALF_THE_TIME,)
    return tuple(_share(child["time"]) for child in answers.get("each") or ())


def _share(value: Mapping[str, str]) -> Fraction:
    if "schedule" in value:
        return share_of_schedule(value["schedule"])
    return Fraction(share_of(value["number"], value["unit"]))


def _earnings(answers: Answers, parent: Parent, laws: Laws, day: date) -> Earnings:
    who, is_net = WHO[parent], answers["way"] == NET
    pay = answers[f"{who}_{PAY[answers['way']]}"]
    off = {kind: found for kind in DEDUCTIONS if (found := _amount(answers, f"{who}_{kind}"))}
    benefits = {kind: _amount(answers, f"{who}_{kind}") for kind in ("unemployment", "pension", "disability")}
    status, dependents = _filing(answers, parent)
    common: dict[str, Any] = {"deductions": off, "status": status, "dependents": dependents, **benefits}
    young = answers.get(f"{who}_young") == "yes"
    if "none" in pay:
        threshold = laws.on(day).threshold(day.year)
        hourly = threshold.hourly if threshold and threshold.hourly else NOTHING
        return Earnings(full_time(hourly), young=young, assumed=True, **common)
    most = Fraction(monthly_of(pay, "most")) if "most" in pay else None
    taxes = Fraction(monthly_of(pay, "taxes")) if "taxes" in pay else None
    return Earnings(Fraction(monthly_of(pay)), most, is_net, taxes, young=young, **common)


def _filing(answers: Answers, parent: Parent) -> tuple[Status, int]:
    """As said; where it is left to be estimated, from who can count the children."""
    who = WHO[parent]
    said, dependents = answers.get(f"{who}_filing") or ESTIMATE, answers.get(f"{who}_dependents")
    if dependents is None:
        dependents = int(answers["children"]) if _counts_children(answers, parent) else 0
    status = next((status for status in STATUSES if status == said), None)
    return status or ("head_of_household" if dependents else "single"), int(dependents)


def _counts_children(answers: Answers, parent: Parent) -> bool:
    """Whoever has them longer; with equal time, or where it is not known, who earns more: 26 U.S.C. 152(c)(4)."""
    shares = shares_of(answers)
    mine = sum(shares, NOTHING) / len(shares) if shares else HALF_THE_TIME
    if mine == HALF_THE_TIME:
        earns_more = _gross(answers, "my") >= _gross(answers, "other")
        return earns_more == (parent == "A")
    return (mine > HALF_THE_TIME) == (parent == "A")


def _gross(answers: Answers, who: str) -> Fraction:
    pay = answers.get(f"{who}_{PAY[answers['way']]}") or {"none": "yes"}
    return NOTHING if "none" in pay else Fraction(monthly_of(pay))


def _amount(answers: Answers, name: str) -> Fraction:
    return Fraction(answers.get(name) or 0)
