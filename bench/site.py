"""What the site's build costs and what its pages and the form pages weigh, as figures beside their limits."""

from __future__ import annotations

import tempfile
from pathlib import Path

from support.public_forms import FORMS
from support.running import HOST, running

from bench import site_build, weight
from bench.figures import Figure
from bench.visitor import Visitor

KB = 1024
LIMIT_FORM = 15.0


def build_figures() -> list[Figure]:
    """CPU of a build against plain Material's, as it is and with many pages."""
    return [_build(name, limit) for name, limit in site_build.LIMITS.items()]


def _build(name: str, limit: float) -> Figure:
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        site.mkdir()
        site_build.copy_of_the_site(site)
        if limit < 1:
            site_build.grow(site, site_build.MANY)
        ours, theirs, relation = site_build.ratio(site)
    return Figure(f"site build {name}", relation, limit, "x", f"{ours:.2f} s CPU, plain {theirs:.2f} s")


def weight_figures() -> list[Figure]:
    """The heaviest page of the site and, of each form, the first page: bytes of a first view, as they are sent."""
    heaviest, page = max((weight.weigh(page)[0], page) for page in weight.pages())
    found = [Figure("heaviest page, first view", heaviest / KB, weight.PAGE / KB, " KB", page)]
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch)) as product:
        return found + [_form(product.port, form) for form in FORMS]


def _form(port: int, form: str) -> Figure:
    person = Visitor(HOST, port)
    path = person.begin(form, "es")
    html, sent = person.get(path).body, person.weight(path)
    person.close()
    others = set(weight._Fetched(html).addresses)
    elsewhere = [address for address in others if not address.startswith("/assets/")]
    assert not elsewhere, f"another host is asked: {elsewhere}"
    size = sent + sum(len(weight.from_build(address)) for address in others)
    return Figure(f"form page, first view: {form}", size / KB, LIMIT_FORM, " KB", f"{1 + len(others)} requests")
