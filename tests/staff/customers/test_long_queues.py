"""The lists around customers' accounts when they are long: every row on some page, and the next page at the list."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

from support import case_loading
from support.customers import Customers
from support.paging import pages

from forms_app.case_data.store.papers import delivered
from forms_app.case_data.store.papers.delivered import Delivered

ROWS = 60
FIGURES = re.compile(r'data-label="Participant ID"><span class="code">…(\d{4})<')


def test_sixty_documents_undelivered_stand_on_three_pages_each_once(customers: Customers) -> None:
    customers.loader.load(case_loading.many(ROWS), as_of="2026-11-19", produced_at="2026-11-19T20:00:00-08:00")
    since = customers.desk.office.today() - timedelta(days=8)
    people = ["P1", *(f"P1-{number}" for number in range(1, ROWS))]
    with customers.parts.cases.aside.write() as connection:
        for number, person_id in enumerate(people):
            answer_by = since + timedelta(days=number)
            delivered.put(connection, Delivered(person_id, f"D{number}", since, answer_by))

    shown = pages(customers.desk.signed_in(), "/customers/")

    assert [len(FIGURES.findall(page)) for page in shown] == [25, 25, 10]
    numbers = ["10001", *(f"10001{number}" for number in range(1, ROWS))]
    assert Counter(one for page in shown for one in FIGURES.findall(page)) == Counter(one[-4:] for one in numbers)
    assert 'href="/customers/?papers=2#list-papers"' in shown[0] and 'id="list-papers"' in shown[1]
