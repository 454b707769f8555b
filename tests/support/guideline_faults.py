"""Faults to plant in the calculator, one at a time, each with the test that must catch it: tests/drill/guideline.py."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COPIED = ("forms_app", "agency", "tests")
ROOM, DATA = "forms_app/guideline", "agency/guideline.toml"
EXAMPLES = "tests/guideline/test_formula.py::test_every_published_and_derived_example_comes_out"
PEER = "tests/guideline/test_properties.py::test_a_second_implementation_from_the_statute_agrees_to_the_cent"
FORMULA, HARDSHIP = "tests/guideline/test_formula.py", "tests/guideline/test_hardship_and_add_ons.py"
INPUTS, TAXES = "tests/guideline/inputs", "tests/guideline/test_taxes.py"
ORACLES = f"{TAXES}::test_a_thousand_returns_of_another_program_agree_to_the_dollar_or_differ_for_a_known_reason"
ROWS = f"{TAXES}::test_the_rows_on_which_three_programs_agree_come_out_to_the_cent"
GROSS = f"{TAXES}::test_gross_pay_becomes_net_income_and_support"


@dataclass(frozen=True)
class Fault:
    """`right` stands in `file` and becomes `wrong`; `test` fails then."""

    name: str
    file: str
    right: str
    wrong: str
    test: str


FAULTS = (
    # The formula
    Fault("K keeps rising above half", f"{ROOM}/formula.py", "1 + h if h <= HALF else 2 - h", "1 + h", PEER),
    Fault("the other parent's time", f"{ROOM}/formula.py", "else 1 - case.share_a", "else case.share_a", PEER),
    Fault(
        "times not averaged",
        f"{ROOM}/formula.py",
        "sum(self.shares_a, Fraction(0)) / len(self.shares_a)",
        "self.shares_a[0]",
        EXAMPLES,
    ),
    Fault(
        "the higher earner always pays",
        f"{ROOM}/formula.py",
        "return higher if signed > 0 else",
        "return higher if signed else",
        PEER,
    ),
    Fault("more children forgotten", f"{ROOM}/formula.py", "(hn - h * tn) * multiplier", "(hn - h * tn)", EXAMPLES),
    Fault("time of the wrong total", f"{ROOM}/formula.py", "k * (hn - h * tn)", "k * (hn - h * hn)", PEER),
    Fault(
        "a loss counts",
        f"{ROOM}/formula.py",
        '"net_a", max(self.net_a, Fraction(0))',
        '"net_a", self.net_a',
        f"{FORMULA}::test_a_loss_counts_as_no_income_and_what_cannot_be_is_refused",
    ),
    Fault(
        "the low end is the reduction",
        f"{ROOM}/formula.py",
        "amount * net / threshold.monthly",
        "amount * (threshold.monthly - net) / threshold.monthly",
        EXAMPLES,
    ),
    Fault(
        "the low end from the receiver's net",
        f"{ROOM}/formula.py",
        'case.net_b if payer == "B" else case.net_a\n    low',
        'case.net_a if payer == "B" else case.net_b\n    low',
        PEER,
    ),
    Fault(
        "adjusted at the threshold itself",
        f"{ROOM}/formula.py",
        "self.payer_net < self.threshold.monthly",
        "self.payer_net <= self.threshold.monthly",
        f"{FORMULA}::test_who_has_exactly_the_threshold_is_no_low_income",
    ),
    Fault(
        "equal shares for each child",
        f"{ROOM}/formula.py",
        "result.law.multiplier(number) for number",
        "result.multiplier * number / result.case.children for number",
        PEER,
    ),
    Fault("shares where times differ", f"{ROOM}/formula.py", "if not result.case.same_time:", "if False:", EXAMPLES),
    Fault(
        "the absent parent has all the time",
        f"{ROOM}/formula.py",
        '(Fraction(0) if absent == "A"',
        '(Fraction(0) if absent == "B"',
        PEER,
    ),
    # The law as data
    Fault("an edge belongs to the next band", f"{ROOM}/law.py", "tn <= band.up_to", "tn < band.up_to", EXAMPLES),
    Fault("the year before's threshold", f"{ROOM}/law.py", "one.year <= year", "one.year < year", EXAMPLES),
    Fault("a year of fifty weeks", f"{ROOM}/law.py", "YEAR = 40, 52, 12", "YEAR = 40, 50, 12", EXAMPLES),
    Fault(
        "in force a day late",
        f"{ROOM}/law.py",
        "law.since <= day",
        "law.since < day",
        "tests/guideline/test_law.py::test_the_text_in_force_on_the_day_counts",
    ),
    Fault("digits changed over in band 1", DATA, "per = 82857", "per = 82587", PEER),
    Fault("digits changed over in band 2", DATA, "per = 42149", "per = 42194", PEER),
    Fault("band 3 of the old law", DATA, "up_to = 5000", "up_to = 6666", PEER),
    Fault("band 4 rounded", DATA, "amount = 1499", "amount = 1500", PEER),
    Fault("band 5 of the old law", DATA, "amount = 1200", "amount = 800", PEER),
    Fault("eight children mistyped", DATA, 'times = "2.813"', 'times = "2.831"', PEER),
    Fault("the wage of the year before", DATA, 'hourly = "16.90"', 'hourly = "16.50"', EXAMPLES),
    # Hardship and other costs
    Fault(
        "limit of all children for each", f"{ROOM}/hardship.py", "result.amount / case.children", "result.amount", PEER
    ),
    Fault("one child's limit for all", f"{ROOM}/hardship.py", "min(children * limit, net)", "min(limit, net)", PEER),
    Fault(
        "more than was asked for",
        f"{ROOM}/hardship.py",
        "min(asked, most)",
        "most",
        f"{HARDSHIP}::test_who_asks_for_less_than_the_limit_gets_that",
    ),
    Fault(
        "over the limit at a jump",
        f"{ROOM}/hardship.py",
        "if within is None or (off_a <= most_a and off_b <= most_b):",
        "if True:",
        f"{HARDSHIP}::test_where_the_laws_jump_between_two_bands_leaves_no_exact_limit_the_deduction_keeps_below_it",
    ),
    Fault(
        "costs by what there was before support", f"{ROOM}/add_ons.py", "max(net_a - basic, Fraction(0))", "net_a", PEER
    ),
    Fault(
        "the receiver's net increased",
        f"{ROOM}/add_ons.py",
        'if payer == "B" else net_b',
        'if payer == "B" else net_b + basic',
        PEER,
    ),
    Fault("old costs in proportion", f"{ROOM}/add_ons.py", 'law.add_ons == "half"', "False", PEER),
    # Taxes
    Fault(
        "Social Security without its base",
        f"{ROOM}/taxes/returns.py",
        "min(income.wages, table.base)",
        "income.wages",
        ROWS,
    ),
    Fault("no additional Medicare", f"{ROOM}/taxes/returns.py", "+ above * table.additional_medicare", "", ROWS),
    Fault(
        "disability insurance forgotten",
        f"{ROOM}/taxes/returns.py",
        "+ self.fica + self.disability",
        "+ self.fica",
        GROSS,
    ),
    Fault("never itemized", f"{ROOM}/taxes/returns.py", "max(status.standard, itemized)", "status.standard", ROWS),
    Fault(
        "a head of household's standard of one",
        f"{ROOM}/taxes/returns.py",
        '("joint", "head_of_household") else 1',
        '("joint",) else 1',
        ROWS,
    ),
    Fault(
        "child tax credit all paid out",
        f"{ROOM}/taxes/returns.py",
        "min(left, earned, income.dependents * table.ctc_refundable)",
        "left",
        ORACLES,
    ),
    Fault(
        "no earned income credit",
        f"{ROOM}/taxes/returns.py",
        "return max(min(rising, falling), NOTHING)",
        "return NOTHING",
        ROWS,
    ),
    Fault("no CalEITC", f"{ROOM}/taxes/returns.py", "return max(min(at), NOTHING)", "return NOTHING", ROWS),
    Fault("exemptions that never fall", f"{ROOM}/taxes/returns.py", "* table.exemption_falls", "* 0", ROWS),
    Fault("a bracket of the year before", "agency/taxes.toml", "over = [17000, 64850", "over = [16550, 63100", ROWS),
    # What is typed
    Fault(
        "two weeks taken for half a month",
        f"{ROOM}/inputs/pay.py",
        "WEEKS_A_YEAR // 2",
        "24",
        f"{INPUTS}/test_pay.py::test_pay_of_a_period_becomes_a_month",
    ),
    Fault(
        "a thousand taken for one",
        f"{ROOM}/inputs/amounts.py",
        "grouped = len(part) == THOUSAND and",
        "grouped = False and",
        f"{INPUTS}/test_amounts.py::test_an_amount_is_read_in_both_habits",
    ),
    Fault(
        "a month of four weeks",
        f"{ROOM}/inputs/pay.py",
        "each * TIMES_A_YEAR[period] / MONTHS_A_YEAR",
        "each * TIMES_A_YEAR[period] / 13",
        f"{INPUTS}/test_pay.py::test_pay_of_a_period_becomes_a_month",
    ),
    Fault(
        "a range from its ends alone",
        f"{ROOM}/inputs/income_range.py",
        "if start < turn < end)",
        "if False)",
        f"{INPUTS}/test_income_range.py::test_support_can_be_most_at_an_income_in_the_middle",
    ),
    Fault(
        "a weekend of three days",
        "agency/parenting_time.toml",
        '{ times = "26", hours = "48" }]\npublished = 14',
        '{ times = "26", hours = "72" }]\npublished = 14',
        f"{INPUTS}/test_parenting_time.py::test_a_schedule_counts_to_the_percent_that_is_published_for_it",
    ),
    Fault(
        "cents cut off",
        f"{ROOM}/records.py",
        "floor(amount * 100 + Fraction(1, 2))",
        "floor(amount * 100)",
        f"{FORMULA}::test_half_a_cent_is_rounded_up",
    ),
)


def copy_of(root: Path, folder: Path) -> Path:
    """A house to plant faults in: what may be changed is copied, the rest linked."""
    for path in root.iterdir():
        if path.name in COPIED:
            shutil.copytree(path, folder / path.name)
        elif path.name != ".git":
            (folder / path.name).symlink_to(path)
    return folder


def missed(fault: Fault, copy: Path) -> str:
    """What is wrong with a fault or its test; empty where the test catches it."""
    file = copy / fault.file
    text = file.read_text("utf-8")
    if text.count(fault.right) < 1:
        return f"{fault.name}: {fault.right!r} no longer stands in {fault.file}"
    file.write_text(text.replace(fault.right, fault.wrong, 1), "utf-8")
    line = [sys.executable, "-m", "pytest", "-x", "-q", fault.test]
    done = subprocess.run(line, cwd=copy, check=False, capture_output=True, text=True)
    file.write_text(text, "utf-8")
    told = done.stdout.strip().splitlines()[-1:] or ["nothing"]
    return "" if done.returncode == 1 else f"{fault.name}: {fault.test} gave {done.returncode}, {told[0]}"
