"""Every sentence of the three source documents about the account leads to the test that walks it."""

from __future__ import annotations

import ast
import csv
from functools import cache

from forms_app.settings import ROOT

PAGES = frozenset({"customer-connect", "pin"})  # of the site, on which it says what the account is for


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "tests/data" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


WALKED = rows("account_sentences.csv")


@cache
def functions_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))


def test_each_sentence_about_the_account_stands_in_the_table() -> None:
    told = {(one["document"], one["sentence"]) for one in rows("sources.csv")}
    about = {(one["document"], one["sentence"]) for one in rows("sources.csv") if one["page"] in PAGES}
    walked = {(one["document"], one["sentence"]) for one in WALKED}
    assert len(about) > 15 and about - walked == set() and walked - told == set()


def test_each_leads_to_a_test_that_is_there_or_says_why_to_none() -> None:
    assert [one for one in WALKED if bool(one["test"]) == bool(one["why_not"])] == []
    named = [one["test"].split("::") for one in WALKED if one["test"]]
    assert len(named) > 25 and [one for one in named if one[1] not in functions_of(one[0])] == []
