"""Families to start from, for who would rather change an example than begin with an empty page; nobody's own."""

from __future__ import annotations

from typing import NamedTuple

from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw


class Example(NamedTuple):
    """What it is about, and what would be typed for it."""

    id: str
    label: object
    raw: Raw


EXAMPLES = (
    Example(
        "example-1",
        _l("One child, every other weekend with the other parent. After taxes: you $2,400, the other parent $3,600."),
        {
            "way": ["net"],
            "children": ["1"],
            "home": ["me"],
            "other_time": ["alternate_weekends"],
            "my_net": ["2400"],
            "my_net-every": ["monthly"],
            "other_net": ["3600"],
            "other_net-every": ["monthly"],
            "more": ["none"],
        },
    ),
    Example(
        "example-2",
        _l("Two children, half of the time with each. Before taxes: you $22 an hour, the other parent $5,200 a month."),
        {
            "way": ["gross"],
            "children": ["2"],
            "home": ["half"],
            "my_pay": ["22"],
            "my_pay-every": ["hourly"],
            "my_pay-hours": ["40"],
            "my_filing": ["estimate"],
            "other_pay": ["5200"],
            "other_pay-every": ["monthly"],
            "other_filing": ["estimate"],
            "more": ["none"],
        },
    ),
    Example(
        "example-3",
        _l(
            "Three children, with the other parent except one night a week and every other weekend. Before taxes: you "
            "$2,000 every two weeks, the other parent unknown."
        ),
        {
            "way": ["gross"],
            "children": ["3"],
            "home": ["other"],
            "my_time": ["alternate_weekends_night"],
            "my_pay": ["2000"],
            "my_pay-every": ["two_weeks"],
            "my_filing": ["single"],
            "other_pay-none": ["yes"],
            "other_filing": ["estimate"],
            "more": ["none"],
        },
    ),
)
