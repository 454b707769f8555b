"""One calculation as a JSON object, its result as another: what `flask guideline` reads and prints, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

from forms_app.guideline import formula
from forms_app.guideline import law as law_texts
from forms_app.guideline.add_ons import in_proportion
from forms_app.guideline.formula import Case, Support
from forms_app.guideline.hardship import Hardship, with_hardship
from forms_app.guideline.law import MONTHS_A_YEAR, Law, Laws, Threshold
from forms_app.guideline.steps import steps
from forms_app.guideline.taxes import tables
from forms_app.guideline.taxes.returns import Income, Return, work_out
from forms_app.guideline.taxes.tables import Status, Taxes

HOURS_A_YEAR = 8760
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sources:
    """What all calculations stand on."""

    laws: Laws
    taxes: Taxes


def load(directory: Path) -> Sources:
    """Raises FactsError with file, line and remedy."""
    return Sources(law_texts.load(directory), tables.load(directory))


def answer(sources: Sources, record: Record) -> dict[str, Any]:
    """`record`: kind, law and input, as in tests/data/guideline_vectors.json. Raises ValueError with what is wrong."""
    kind, given = record.get("kind"), record.get("input")
    if kind not in KINDS or not isinstance(given, Mapping):
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, with an input")
    try:
        return KINDS[str(kind)](sources, str(record.get("law", "")), given)
    except KeyError as missing:
        raise ValueError(f"input lacks {missing.args[0]}") from missing


def number(value: object) -> Fraction:
    """Exact, as it was written: 0.1 is one tenth. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise ValueError(f"{value!r} is not a number")
    return Fraction(str(value))


def _law(sources: Sources, id_: str) -> Law:
    law = next((law for law in sources.laws.texts if law.id == id_), None)
    if law is None:
        raise ValueError(f"law must be one of {', '.join(law.id for law in sources.laws.texts)}")
    return law


def _k(sources: Sources, law: str, given: Record) -> dict[str, Any]:
    h, tn = number(given["H"]), number(given["TN"])
    fraction = _law(sources, law).band(tn).fraction(tn)
    return {"K": float(formula.k_of(h, fraction)), "fraction": float(fraction)}


def _support(sources: Sources, id_: str, given: Record) -> dict[str, Any]:
    law = _law(sources, id_)
    case = Case(number(given["net_a"]), number(given["net_b"]), _shares(given["share_a"]), int(given["children"]))
    if absent := given.get("absent"):
        case = formula.shares_of_default(case, absent)
    hardship = Hardship(number(given.get("hardship_a", 0)), number(given.get("hardship_b", 0)))
    threshold = _threshold(law, given)
    if not hardship:
        return record_of(formula.support(law, case, threshold))
    found = with_hardship(law, case, hardship, threshold)
    return {**record_of(found.result), "hardship_off_a": cents(found.off_a), "hardship_off_b": cents(found.off_b)}


def _threshold(law: Law, given: Record) -> Threshold | None:
    """`lia`: the threshold itself, or null for none; without it that of `year`, if there is one."""
    if given.get("lia") is not None:
        return Threshold(0, number(given["lia"]), None, "")
    return law.threshold(int(given["year"])) if "year" in given and "lia" not in given else None


def _shares(given: object) -> tuple[Fraction, ...]:
    return tuple(map(number, given)) if isinstance(given, list) else (number(given),)


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


def _timeshare(_sources: Sources, _law: str, given: Record) -> dict[str, Any]:
    return {"timeshare": float(number(given["hours"]) / HOURS_A_YEAR)}


def _lia_threshold(sources: Sources, law: str, given: Record) -> dict[str, Any]:
    year = int(given["year"])
    threshold = _law(sources, law).threshold(year)
    if threshold is None:
        raise ValueError(f"no low-income threshold is known for {year}")
    found: dict[str, Any] = {"threshold": cents(threshold.monthly), "year_used": threshold.year}
    if threshold.hourly:
        found["steps"] = [_step("threshold", "4055(b)(7)", {"hourly": threshold.hourly, "months": MONTHS_A_YEAR})]
    return found


def _addon(_sources: Sources, _law: str, given: Record) -> dict[str, Any]:
    payer, basic = given.get("payer"), number(given.get("basic_cs", 0))
    shares = in_proportion(number(given["net_a"]), number(given["net_b"]), payer, basic)
    values = {"net_a": shares.net_a, "net_b": shares.net_b, "payer": payer}
    steps_ = [_step("adjusted_incomes", "4061(d)", values)]
    return {"share_a": float(shares.a), "share_b": float(shares.b), "steps": steps_}


def _gross(sources: Sources, id_: str, given: Record) -> dict[str, Any]:
    """Pay before taxes, dollars a month, of both parents: taxes, net incomes, support, and each one's part of costs."""
    law, year = _law(sources, id_), int(given["year"])
    a, b = (work_out(sources.taxes, year, _income(given[parent])) for parent in ("A", "B"))
    case = Case(a.net_a_month, b.net_a_month, _shares(given["share_a"]), int(given["children"]))
    result = formula.support(law, case, law.threshold(year))
    shares = in_proportion(case.net_a, case.net_b, result.payer, result.amount)
    return {**record_of(result), "A": _taxed(a), "B": _taxed(b), "addon_share_a": float(shares.a)}


def _income(given: Record) -> Income:
    """`mstat`: 1 single, or head of household with a dependent; 2 joint; 6 married, separate; 33 single in any case."""
    dependents = int(given.get("dependents", 0))
    statuses: dict[int, Status] = {1: "head_of_household" if dependents else "single", 2: "joint", 6: "separate"}
    status = {**statuses, 33: "single"}.get(given.get("mstat", 1))
    if status is None:
        raise ValueError("mstat must be 1, 2, 6 or 33")
    other = {name: number(given.get(name, 0)) * MONTHS_A_YEAR for name in ("unemployment", "pension", "disability")}
    return Income(status, number(given["gross"]) * MONTHS_A_YEAR, dependents, bool(given.get("young")), **other)


def _taxed(one: Return) -> dict[str, Any]:
    taken = {"federal": one.federal, "california": one.california, "fica": one.fica, "sdi": one.disability}
    years = dict(zip(("federal", "california", "payroll"), one.years, strict=True))
    annual = {name: cents(amount) for name, amount in taken.items()}
    return {"net": cents(one.net_a_month), "annual_tax": annual, "tables_of": years}


KINDS: dict[str, Callable[[Sources, str, Record], dict[str, Any]]] = {
    "K": _k,
    "support": _support,
    "timeshare": _timeshare,
    "lia_threshold": _lia_threshold,
    "addon": _addon,
    "gross": _gross,
}
