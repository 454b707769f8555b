"""One calculation as a JSON object, its result as another: what `flask guideline` reads and prints, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any, NamedTuple, cast

from forms_app.guideline import formula
from forms_app.guideline import law as law_texts
from forms_app.guideline.add_ons import by_default
from forms_app.guideline.formula import Case, Parent, Support
from forms_app.guideline.hardship import Hardship, with_hardship
from forms_app.guideline.inputs.parenting_time import HOURS_A_YEAR
from forms_app.guideline.law import MONTHS_A_YEAR, MOST_CHILDREN, Law, Laws, Threshold
from forms_app.guideline.record_values import Given
from forms_app.guideline.steps import steps
from forms_app.guideline.taxes import tables
from forms_app.guideline.taxes.returns import Income, Return, work_out
from forms_app.guideline.taxes.tables import Status, Taxes

MOST_DEPENDENTS = 20
Record = Mapping[str, Any]


class Sources(NamedTuple):
    """What all calculations stand on."""

    laws: Laws
    taxes: Taxes


def load(directory: Path) -> Sources:
    """Raises FactsError with file, line and remedy."""
    return Sources(law_texts.load(directory), tables.load(directory))


def answer(sources: Sources, record: Record) -> dict[str, Any]:
    """`record`: kind, law and input, as in tests/data/guideline_vectors.json. Raises ValueError with what is wrong."""
    kind = record.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}")
    return KINDS[kind](sources, str(record.get("law", "")), Given(record.get("input"), "input"))


def _law(sources: Sources, id_: str) -> Law:
    law = next((law for law in sources.laws.texts if law.id == id_), None)
    if law is None:
        raise ValueError(f"law must be one of {', '.join(law.id for law in sources.laws.texts)}")
    return law


def _k(sources: Sources, law: str, given: Given) -> dict[str, Any]:
    h, tn = given.number("H", 0, 1), given.number("TN", 0)
    fraction = _law(sources, law).band(tn).fraction(tn)
    return {"K": float(formula.k_of(h, fraction)), "fraction": float(fraction)}


def _support(sources: Sources, id_: str, given: Given) -> dict[str, Any]:
    law, case = _law(sources, id_), _case(given, given.number("net_a"), given.number("net_b"))
    threshold, hardship = _threshold(law, given), _hardship(given)
    if not hardship:
        return record_of(formula.support(law, case, threshold))
    found = with_hardship(law, case, hardship, threshold)
    return {**record_of(found.result), "hardship_off_a": cents(found.off_a), "hardship_off_b": cents(found.off_b)}


def _case(given: Given, net_a: Fraction, net_b: Fraction) -> Case:
    """`share_a`: one for all children or one for each. `absent`: a parent who does not appear in court."""
    children, absent = given.whole("children", 1, MOST_CHILDREN), given.choice("absent", "A", "B")
    shares = given.numbers("share_a", 0, 1) if given.has("share_a") or not absent else ()
    if absent:
        shares = formula.shares_of_default(cast(Parent, absent), shares)
    return Case(net_a, net_b, shares, children)


def _hardship(given: Given) -> Hardship:
    """`hardship_a`: for how many children; `hardship_monthly_a`: dollars a month asked for, less than the limit."""
    monthly = [given.number(key, 0) if given.has(key) else None for key in ("hardship_monthly_a", "hardship_monthly_b")]
    return Hardship(given.number("hardship_a", 0, absent=0), given.number("hardship_b", 0, absent=0), *monthly)


def _threshold(law: Law, given: Given) -> Threshold | None:
    """`lia`: the threshold itself, or null for none; without it that of `year`, if there is one."""
    if given.has("lia"):
        return Threshold(0, given.number("lia", 1), None, "")
    return law.threshold(_year(given)) if given.has("year") and not given.names("lia") else None


def _year(given: Given) -> int:
    return given.whole("year", 1900, 9999)


def record_of(result: Support) -> dict[str, Any]:
    """Every number of a result, money in dollars and cents, and its steps."""
    shares = formula.allocation(result)
    return {
        "guideline": cents(result.amount),
        "payer": result.payer,
        "lia_applies": result.adjusted,
        "low_end": cents(result.low_end),
        "H": float(result.h),
        "HN": cents(result.hn),
        "TN": cents(result.tn),
        "K": float(result.k),
        "pct_of_payer_net": float(result.amount / result.payer_net) if result.payer and result.payer_net else 0.0,
        "allocation": [cents(share) for share in shares],
        "steps": [_step(step.rule, step.section, step.values) for step in steps(result)],
    }


def _step(rule: str, section: str, values: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: float(value) if isinstance(value, Fraction) else value for name, value in values.items()}
    return {"rule": rule, "section": f"Fam. Code {section}", **shown}


def cents(amount: Fraction) -> float:
    """Rounded half up, here and only here: the law never rounds on the way."""
    return float(Fraction(floor(amount * 100 + Fraction(1, 2)), 100))


def _timeshare(_sources: Sources, _law: str, given: Given) -> dict[str, Any]:
    return {"timeshare": float(given.number("hours", 0, HOURS_A_YEAR) / HOURS_A_YEAR)}


def _lia_threshold(sources: Sources, law: str, given: Given) -> dict[str, Any]:
    year = _year(given)
    threshold = _law(sources, law).threshold(year)
    if threshold is None:
        raise ValueError(f"no low-income threshold is known for {year}")
    found: dict[str, Any] = {"threshold": cents(threshold.monthly), "year_used": threshold.year}
    if threshold.hourly:
        found["steps"] = [_step("threshold", "4055(b)(7)", {"hourly": threshold.hourly, "months": MONTHS_A_YEAR})]
    return found


def _addon(sources: Sources, id_: str, given: Given) -> dict[str, Any]:
    """`basic_cs`: the basic support that `payer` pays, dollars a month."""
    law, payer = _law(sources, id_), cast(Parent | None, given.choice("payer", "A", "B"))
    basic = given.number("basic_cs", 0, absent=0)
    shares = by_default(law, given.number("net_a"), given.number("net_b"), payer, basic)
    values = {"net_a": shares.net_a, "net_b": shares.net_b, "payer": payer}
    rule, section = ("adjusted_incomes", "4061(d)") if law.add_ons == "in_proportion" else ("half_each", "4061(a)")
    return {"share_a": float(shares.a), "share_b": float(shares.b), "steps": [_step(rule, section, values)]}


def _gross(sources: Sources, id_: str, given: Given) -> dict[str, Any]:
    """Pay before taxes, dollars a month, of both parents: taxes, net incomes, support, and each one's part of costs."""
    law, year = _law(sources, id_), _year(given)
    a, b = (work_out(sources.taxes, year, _income(given.inner(parent))) for parent in ("A", "B"))
    case = _case(given, a.net_a_month, b.net_a_month)
    result = formula.support(law, case, law.threshold(year))
    shares = by_default(law, case.net_a, case.net_b, result.payer, result.amount)
    return {**record_of(result), "A": _taxed(a), "B": _taxed(b), "addon_share_a": float(shares.a)}


def _income(given: Given) -> Income:
    """`mstat`: 1 single, or head of household with a dependent; 2 joint; 6 married, separate; 33 single in any case."""
    dependents = given.whole("dependents", 0, MOST_DEPENDENTS, absent=0)
    statuses: dict[int, Status] = {1: "head_of_household" if dependents else "single", 2: "joint", 6: "separate"}
    status = {**statuses, 33: "single"}.get(given.whole("mstat", 0, 99, absent=1))
    if status is None:
        raise ValueError("mstat must be 1, 2, 6 or 33")
    names = ("unemployment", "pension", "disability")
    other = {name: given.number(name, 0, absent=0) * MONTHS_A_YEAR for name in names}
    return Income(status, given.number("gross", 0) * MONTHS_A_YEAR, dependents, given.flag("young"), **other)


def _taxed(one: Return) -> dict[str, Any]:
    taken = {"federal": one.federal, "california": one.california, "fica": one.fica, "sdi": one.disability}
    years = dict(zip(("federal", "california", "payroll"), one.years, strict=True))
    annual = {name: cents(amount) for name, amount in taken.items()}
    return {"net": cents(one.net_a_month), "annual_tax": annual, "tables_of": years}


KINDS: dict[str, Callable[[Sources, str, Given], dict[str, Any]]] = {
    "K": _k,
    "support": _support,
    "timeshare": _timeshare,
    "lia_threshold": _lia_threshold,
    "addon": _addon,
    "gross": _gross,
}
