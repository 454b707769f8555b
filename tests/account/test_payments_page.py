"""The page of payments and months, and the files that she takes along."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from support.account_holder import Inside, open_account
from support.three_years import CASE_ID, month, three_years

from forms_app.bundles import money as money_bundle
from forms_app.bundles.money import Case, Money
from forms_app.deadlines import clock
from forms_app.pdf import Compiler

Shows = Callable[..., None]


@pytest.fixture
def show(account: Flask, browser: FlaskClient) -> Shows:
    _papers, public = open_account(browser, account)

    def seal(*cases: Case) -> None:
        Inside(account).seal(public, money_bundle.KIND, Money(cases))

    return seal


def page(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def payments_in(html: str) -> int:
    return html.count("<summary><h3>")


def test_a_year_at_a_time_or_all_of_it(show: Shows, browser: FlaskClient) -> None:
    show(three_years())
    links = re.findall(r'href="\?year=(\w+)"', page(browser, "/payments/1/"))

    assert links == ["2026", "2025", "2024", "2023", "all"]
    counted = {year: payments_in(page(browser, f"/payments/1/?year={year}")) for year in links}
    assert counted == {"2026": 10, "2025": 12, "2024": 12, "2023": 2, "all": 36}


@pytest.mark.parametrize(
    "asked", ["year=1999&kind=9", "year=%F0%9F%98%80", "kind=-1&show=nothing", "kind=" + "9" * 400]
)
def test_what_no_link_asks_for_is_a_page_all_the_same(show: Shows, browser: FlaskClient, asked: str) -> None:
    show(three_years())

    assert "Month by month" in page(browser, f"/payments/1/?{asked}")


def test_payments_can_be_parted_by_what_became_of_them(show: Shows, browser: FlaskClient) -> None:
    show(three_years())
    kept = page(browser, "/payments/1/?show=kept")

    assert payments_in(kept) == 1 and "kept to pay back cash aid" in kept
    assert 'href="?show=back"' not in kept, "what happened with none is no choice"


def test_kinds_of_support_are_counted_apart(show: Shows, browser: FlaskClient) -> None:
    whole = three_years()
    both = [(one, replace(one, kind="spousal", charged=5000)) for one in whole.months]
    show(replace(whole, months=tuple(month for pair in both for month in pair)))

    assert page(browser, "/payments/1/").count("<caption>") == 2
    spousal = page(browser, "/payments/1/?kind=2")
    assert spousal.count("<caption>") == 1 and "$50.00" in spousal and "Spousal support" in spousal


def test_the_bars_say_in_words_what_they_show(show: Shows, browser: FlaskClient) -> None:
    whole = three_years()
    unpaid = replace(whole.months[-1], paid=0)
    show(replace(whole, months=(*whole.months[:-1], unpaid)))
    html = page(browser, "/payments/1/?year=2026")

    assert "Paid in full in 9 of 10 months." in html
    drawn = dict(re.findall(r'<path class="bars__(\w+)" d="([^"]+)"', html))
    assert (drawn["ordered"].count("z"), drawn["paid"].count("z")) == (10, 9)


def test_of_several_cases_each_leads_to_the_others(show: Shows, browser: FlaskClient) -> None:
    show(three_years(), replace(three_years("payer"), case_id="C2", county="Fresno"))
    html = page(browser, "/es/payments/2/")

    assert 'href="/es/payments/1/"' in html and "Usted paga manutención" in html
    assert browser.get("/payments/3/").status_code == 404


def table(browser: FlaskClient, path: str) -> list[dict[str, str]]:
    answer = browser.get(path)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="table.csv"'
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_tables_can_be_added_up(show: Shows, browser: FlaskClient) -> None:
    show(three_years())
    payments, months = (table(browser, f"/payments/1/{name}.csv") for name in ("payments", "months"))

    assert sum(float(row["Support of a month"]) for row in payments) == 36 * 412
    assert sum(float(row["Sent to you"]) for row in payments) == 35 * 412
    assert payments[-1]["Kept for cash aid"] == "412.00"
    assert payments[-1]["What became of it"].endswith("$412.00 was kept to pay back cash aid.")
    assert [row["Month"] for row in months] == [one.month for one in three_years().months]
    assert {row["Interest"] for row in months} == {"2.50"}


def test_a_table_is_in_her_language_and_a_payer_reads_no_sending(show: Shows, browser: FlaskClient) -> None:
    show(three_years("payer"))
    [first, *_rest] = table(browser, "/es/payments/1/payments.csv")

    assert "Otro caso" in first and "Devuelto" in first and not any("ayuda" in name for name in first)
    assert first["Qué pasó con el pago"].startswith("Recibido el")


@pytest.mark.parametrize(("language", "said"), [("", "not certified"), ("es/", "sin certificar")])
def test_the_statement_lays_ordered_against_paid_by_month(
    show: Shows, browser: FlaskClient, language: str, said: str
) -> None:
    show(three_years())
    answer = browser.get(f"/{language}payments/1/statement.pdf")
    text = "\n".join(one.extract_text() for one in PdfReader(BytesIO(answer.get_data())).pages)

    assert answer.headers["Content-Disposition"] == 'inline; filename="document.pdf"'
    assert said in text and "17526" in text and CASE_ID in text
    assert text.count("$412.00") == 2 * 36, "what was ordered and what was paid, of each month"
    assert "$14,832.00" in text


def test_a_statement_that_cannot_be_set_is_a_page_that_says_so(
    account: Flask, show: Shows, browser: FlaskClient, tmp_path: Path
) -> None:
    show(three_years())
    vars(account.extensions["account"])["compiler"] = Compiler(tmp_path)  # where no template lies
    answer = browser.get("/es/payments/1/statement.pdf")

    assert answer.status_code == 503 and answer.mimetype == "text/html"
    assert "Inténtelo" in answer.get_data(as_text=True) or "minutos" in answer.get_data(as_text=True)


def test_a_case_that_is_being_checked_has_no_amount_and_no_file(show: Shows, browser: FlaskClient) -> None:
    show(replace(three_years(), is_being_checked=True, months=(), payments=(), sendings=()))

    assert "is being checked" in page(browser, "/payments/1/") and "is being checked" in page(browser, "/balances/")
    for name in ("payments.csv", "months.csv", "statement.pdf"):
        assert browser.get(f"/payments/1/{name}").status_code == 404


def test_what_is_kept_for_aid_is_not_said_to_be_owed_to_her(show: Shows, browser: FlaskClient) -> None:
    whole = three_years()
    show(replace(whole, months=(replace(whole.months[-1], owed_to="aid", closing=99900),)))

    assert "Owed for cash aid" in page(browser, "/balances/") and "$999.00" not in page(browser, "/home/")


def test_without_interest_is_said_where_the_agency_gives_none(show: Shows, browser: FlaskClient) -> None:
    whole = three_years()
    show(replace(whole, months=tuple(replace(one, interest=None) for one in whole.months)))

    for path in ("/home/", "/balances/", "/payments/1/"):
        assert "ithout interest" in page(browser, path)
    assert "Interest may come on top" in page(browser, "/balances/")


@pytest.mark.parametrize("role", ["payer", "receiver"])
def test_what_is_owed_is_one_sum_on_every_page_with_the_interest_in_it(
    show: Shows, browser: FlaskClient, role: str
) -> None:
    whole = three_years()
    newest = replace(whole.months[-1], owed_to="family" if role == "receiver" else "", closing=70000, interest=1234)
    show(replace(whole, role=role, months=(newest,)))
    pages = {"/home/", "/balances/", "/payments/1/"} | ({"/paying/"} if role == "payer" else set())

    assert [path for path in pages if "$712.34" not in page(browser, path)] == []
    assert [path for path in pages - {"/balances/"} if "$12.34 of it is interest" not in page(browser, path)] == []
    show(replace(whole, role=role, months=(replace(newest, interest=0),)))
    assert [path for path in pages - {"/balances/"} if "No interest is owed." not in page(browser, path)] == []


def test_what_of_a_running_month_is_unpaid_is_current_and_the_rest_past_due(show: Shows, browser: FlaskClient) -> None:
    today = clock.today()
    now = replace(month(today.isoformat()[:7]), opening=5000, charged=41200, paid=30000, closing=16200)
    show(replace(three_years(), months=(now,)))
    sums = re.findall(r"<dd class=\"amount\">([^<]+)</dd>", page(browser, "/balances/"))

    assert sums == ["$112.00", "$50.00", "$2.50", "$164.50"]
