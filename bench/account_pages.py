"""What a page of the account is measured against: the same rows, ready as text, set by Jinja and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

BARE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
HOME = BARE.from_string(
    """{{ top | safe }}<h1>My account</h1><p>{{ as_of }}</p>
{% for case in cases %}<section class="case"><h2>{{ case.name }}</h2><p>{{ case.role }}</p><div class="figures">
{% for box in case.boxes %}<div class="box"><h3>{{ box.name }}</h3><p class="big">{{ box.amount }}</p>
<p>{{ box.said }}</p></div>
{% endfor %}</div><p><a href="{{ case.link }}">Payments and months</a></p></section>
{% endfor %}{{ bottom | safe }}"""
)
PAYMENTS = BARE.from_string(
    """{{ top | safe }}<h1>Payments and months</h1><p>{{ as_of }}</p>
<nav>{% for link in links %}<a href="{{ link }}">{{ link }}</a>{% endfor %}</nav>
{% for one in payments %}<details class="box payment"><summary><h3><span>{{ one.day }}</span>
<span>{{ one.amount }}</span></h3></summary>
<ul>{% for sentence in one.sentences %}<li>{{ sentence }}</li>{% endfor %}</ul></details>
{% endfor %}<table class="ledger"><tbody>
{% for row in months %}<tr><th scope="row">{{ row.month }}</th><td>{{ row.ordered }}</td><td>{{ row.paid }}</td>
<td>{{ row.closing }}<small>{{ row.interest }}</small></td></tr>
{% endfor %}</tbody></table>
<svg><path d="{{ bars }}"/><path d="{{ bars }}"/></svg>
{{ bottom | safe }}"""
)
AS_OF = "As of Saturday, November 28, 2026. What was paid after that day is not here yet."
SENTENCES = (
    "Received on Monday, October 5, 2026.",
    "$412.00 counts as the support of October 2026.",
    "$412.00 was paid to your card on Saturday, October 31, 2026.",
)
BOXES = tuple({"name": "Owed to you", "amount": "$10.00", "said": "Interest: $2.50. As of Saturday."} for _ in range(3))


def home_rows(top: str, bottom: str, cases: int) -> Mapping[str, Any]:
    """`top` and `bottom`: what the site's shell has around a page, as it is sent."""
    each = {"name": "Case in Kern County", "role": "You receive support.", "boxes": BOXES, "link": "/payments/1/"}
    return {"top": top, "bottom": bottom, "as_of": AS_OF, "cases": [each] * cases}


def payments_rows(top: str, bottom: str, months: int) -> Mapping[str, Any]:
    month = {"month": "Oct 2026", "ordered": "$412.00", "paid": "$412.00", "closing": "$10.00", "interest": "and $2.50"}
    payment = {"day": "Oct 5, 2026", "amount": "$412.00", "sentences": SENTENCES}
    bars = "M10.5 116v-100.0h6.6V116z" * months
    links = [f"?year={year}" for year in range(2023, 2029)]
    rows = {"payments": [payment] * months, "months": [month] * months, "bars": bars, "links": links}
    return {"top": top, "bottom": bottom, "as_of": AS_OF, **rows}
