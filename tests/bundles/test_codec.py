"""A bundle becomes the same bytes each time, and comes back whole; what is no bundle is refused without its words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.case_packages import change, small
from support.person_rows import rows_for

from forms_app.bundles import codec
from forms_app.bundles.details import Details
from forms_app.bundles.money import Money
from forms_app.case_data.bundling import details, money


@pytest.mark.parametrize("person_id", ["P1", "P2", "P3"])
def test_a_bundle_comes_back_as_it_was(person_id: str) -> None:
    rows = rows_for(small(), person_id)

    assert codec.decode(Money, codec.encode(money.build(rows))) == money.build(rows)
    assert codec.decode(Details, codec.encode(details.build(rows))) == details.build(rows)


def test_the_order_in_which_rows_come_makes_no_other_bytes() -> None:
    tables = small()
    turned = {name: list(reversed(rows)) for name, rows in tables.items()}

    assert codec.encode(money.build(rows_for(tables, "P2"))) == codec.encode(money.build(rows_for(turned, "P2")))


def test_one_more_payment_does_not_show_in_the_length() -> None:
    bundle = money.build(rows_for(small(), "P1"))
    case = bundle.cases[0]
    longer = Money((replace(case, payments=(*case.payments, case.payments[0])),))

    assert codec.encode(longer) != codec.encode(bundle)
    assert len(codec.encode(longer)) == len(codec.encode(bundle)) == codec.FILLED_TO


def test_another_field_or_type_is_refused_and_nothing_of_it_is_told() -> None:
    named = codec.encode(money.build(rows_for(change(small(), "cases", 0, county="Kern"), "P1")))

    for damaged in (b"", b"\x02" + named[1:], named[:40], named[:-900].replace(b"\x78", b"\x79", 1)):
        with pytest.raises(codec.Unreadable) as told:
            codec.decode(Money, damaged)
        assert "Kern" not in str(told.value)
    with pytest.raises(codec.Unreadable):
        codec.decode(Details, named)
