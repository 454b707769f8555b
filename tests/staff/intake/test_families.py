"""Children and parents are keyed in on one page: what is added to one of the two lists leaves the other alone."""

from __future__ import annotations

import re

from support.desk import Desk
from support.keying_in import begin, fill, opened, store

TWO = {
    "parents-1-full_name": "Luis Peña",
    "parents-1-employer": "A warehouse in Compton",
    "parents-1-children": "Ana",
    "parents-2-full_name": "María Vega",
    "parents-2-children": "Beto, Caro",
}
STORED = [
    {"full_name": "Luis Peña", "employer": "A warehouse in Compton", "children": "Ana"},
    {"full_name": "María Vega", "children": "Beto, Caro"},
]
READ = {
    "": "Luis Peña · Employer: A warehouse in Compton · Children of this parent: Ana",
    "/es": "María Vega · Hijos de este padre o de esta madre: Beto, Caro",
}


def test_who_keys_in_adds_a_child_or_a_parent_and_not_both(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser, "enrollment")
    known = {"full_name": "Rosa Vega", "safe_ways": "phone", "contact_is_unsafe": "no", "children-1-first_name": "Ana"}
    buttons = set(re.findall(r'name="go" value="(add[^"]*)"', browser.get(path).text))
    assert buttons == {"add children", "add parents"}
    answer = fill(browser, path, {**known, "parents-1-full_name": "Luis Peña"}, "add parents")
    assert answer.headers["Location"] == f"{path}#parents-2"
    page = browser.get(path).text
    assert 'id="parents-2"' in page and 'id="children-2"' not in page and 'value="Luis Peña"' in page
    fill(browser, path, {**known, **TWO}, "remove 1 parents")
    page = browser.get(path).text
    assert 'value="María Vega"' in page and 'value="Luis Peña"' not in page and 'value="Ana"' in page
    fill(browser, path, {**known, **TWO}, "check")
    reference = store(browser, path)["reference"]
    assert opened(desk, reference)["answers"]["parents"] == STORED
    assert all(words in browser.get(f"{prefix}/submissions/{reference}/").text for prefix, words in READ.items())
